"""Values nobody's file should have, put into every place of a JSON file in turn."""

import json

NONSENSE = (
    None,
    0,
    -1,
    1e999,
    "",
    "x",
    "../../x",
    "\\\\server\\share",
    [],
    {},
    [[]],
    {"a": {}},
    "长" * 2_000,
    True,
    2**70,
)


def spots(value, place=()):
    """Every place in a JSON value, itself first."""
    yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from spots(one, (*place, key))


def spoiled(value, place, other):
    """The value with something else in a place."""
    if not place:
        return other
    value = json.loads(json.dumps(value))
    at = value
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = other
    return value

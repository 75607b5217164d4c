"""Our own streams: which we write, which had to be left so that no two hands write one, and what a new one is called."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Collection, Mapping
from typing import Any

from lianluozhan.store import Store

LETTERS = string.ascii_uppercase.translate(str.maketrans("", "", "IO"))  # of a series; none looks like a digit
# Settings of the file; the last names the key we sign with since it was renewed.
OWN, LEFT, RENEWED = "own", "left", "renewed"
# How a stream goes on from the one before: nobody writes that any more, or somebody may.
REPLACES, BESIDE = "replaces", "beside"

SERIES = "series"  # in an end: the letters go on where the same hand does, under a new key

End = dict[str, Any]  # {stream, seq, hash, how}: where a stream was left


def own(store: Store) -> dict[str, str]:
    """Our own streams: {"world scope": stream}."""
    return json.loads(store.setting(OWN) or "{}")


def left(store: Store) -> dict[str, End]:
    """Where our streams were left: {"world scope": end}."""
    return json.loads(store.setting(LEFT) or "{}")


def lettered(store: Store) -> bool:
    """Whether streams had to be left once to another hand: from then on every new one has its letters."""
    ends = left(store).values()
    return store.setting(LEFT) is not None and (not ends or any(end.get(SERIES, True) for end in ends))


def letters(store: Store, before: Mapping[str, Any] | None) -> str:
    """What the numbers of a new stream have that goes on from there."""
    if before and SERIES in before:
        return before[SERIES]
    return fresh_series() if lettered(store) else ""


def take_up(store: Store, name: str, stream: str) -> None:
    """We write this stream now."""
    store.set(OWN, json.dumps(own(store) | {name: stream}))


def keep(store: Store, mine: Mapping[str, str], ends: Mapping[str, End]) -> None:
    """These are our streams now, and those were left."""
    store.set(OWN, json.dumps(dict(mine)))
    store.set(LEFT, json.dumps(dict(ends)))


def leave(store: Store, streams: Collection[str], how: str = REPLACES) -> None:
    """Leave these of our streams; the next write opens new ones. Call inside a transaction."""
    ends = {name: end(store, stream, how) for name, stream in own(store).items() if stream in streams}
    before = {name: other_hand(end) for name, end in left(store).items()}
    keep(store, {name: stream for name, stream in own(store).items() if name not in ends}, before | ends)


def renew(store: Store) -> None:
    """Leave all our streams for new ones that a new key signs: the same hand writes on, in the same series of numbers."""
    ends = {
        name: end(store, stream, REPLACES) | {SERIES: store.opens[stream].get(SERIES, "")}
        for name, stream in own(store).items()
    }
    keep(store, {}, left(store) | ends)


def other_hand(end: End) -> End:
    """The same end where somebody else may go on in its series too."""
    return {part: value for part, value in end.items() if part != SERIES}


def end(store: Store, stream: str, how: str) -> End:
    """How far a stream is held here."""
    seq, hash = store.head(stream)
    return {"stream": stream, "seq": seq, "hash": hash, "how": how}


def retired(store: Store) -> set[str]:
    """The streams somebody said nobody writes any more; one of which more was heard than he had seen is alive after all."""
    said = store.db.execute("SELECT stream, seq, id FROM entry WHERE kind='retire'").fetchall()
    return {id for stream, seq, id in said if store.seen.saw((stream, seq), (id, store.head(id)[0]))}


def fresh_stream() -> str:
    """The name of a new stream."""
    return secrets.token_hex(8)


def fresh_series() -> str:
    """The letters the numbers of a later stream have."""
    return "".join(secrets.choice(LETTERS) for _ in range(2))

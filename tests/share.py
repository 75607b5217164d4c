"""How often a property is tried whose every example is slow: a part of the run's number, so that `--long` lengthens it as well."""

from hypothesis import settings


def share(part: float, **more: object) -> settings:
    """A decorator: this part of the examples that the others get (tests/conftest.py)."""
    return settings(max_examples=round(settings().max_examples * part), **more)

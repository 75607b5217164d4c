"""How a person arranged the columns of each list on this PC: which, in what order, how wide, sorted by which; names of columns
and numbers, nothing of any record, kept beside where the window stood."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, NamedTuple

from lianluozhan.cli.desk import settings

FILE = "lists.json"  # in a person's settings on this PC
WIDEST = 2000  # logical pixels; what says more means nothing


class Arranged(NamedTuple):
    """The columns from left to right, {name: width in logical pixels}, and what is sorted by; () for as at first."""

    names: tuple[str, ...] = ()
    widths: dict[str, int] = {}  # noqa: RUF012  # never written into
    order: str = ""
    down: bool = False


def kept(noun: str) -> Arranged:
    """How the list of a kind was left; as at first where that is not known, or what is written there means nothing."""
    try:
        said = _all()[noun]
        names = tuple(one for one in said["names"] if isinstance(one, str))
        widths = {name: wide for name, wide in said["widths"].items() if type(wide) is int and 0 < wide < WIDEST}
        return Arranged(names, widths, str(said["order"]), said["down"] is True)
    except (KeyError, TypeError, AttributeError):
        return Arranged()


def keep(noun: str, arranged: Arranged | None) -> None:
    """Remember it, or with None forget it. Settings that cannot be written only mean that it comes back as at first."""
    every = {one: said for one, said in _all().items() if one != noun}
    if arranged is not None:
        every[noun] = arranged._asdict()
    with suppress(OSError):
        settings().mkdir(parents=True, exist_ok=True)
        (settings() / FILE).write_text(json.dumps(every), "utf-8")


def _all() -> dict[str, Any]:
    try:
        said = json.loads((settings() / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}

"""The district's table of duty kinds: what each is called, its theme, and the points it gives."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

from lianluozhan import resource


def table() -> list[dict[str, Any]]:
    """The shipped table in its order: kind, theme, and the points base (first time), extra (each more), cap."""
    return deepcopy(_shipped()["kinds"])


def kinds() -> tuple[str, ...]:
    """The names of the duty kinds, in the table's order."""
    return tuple(row["kind"] for row in table())


def themes() -> tuple[str, ...]:
    """The themes of 履职, in the district's order."""
    return tuple(_shipped()["themes"])


def theme(kind: str) -> str | None:
    """The theme a kind belongs to; None for a kind the table does not know."""
    return _themes().get(kind)


@cache
def _themes() -> dict[str, str]:
    return {row["kind"]: row["theme"] for row in _shipped()["kinds"]}


@cache
def _shipped() -> dict[str, Any]:
    return json.loads(resource.path("rules", "points.json").read_text(encoding="utf-8"))

"""What the law asks of a reception: matters deputies keep out of, what is told about personal data, when words are locked."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from lianluozhan import resource
from lianluozhan.month import MonthEnd, books
from lianluozhan.store import Store
from lianluozhan.visit import Visit


@cache
def _rules() -> dict[str, Any]:
    return json.loads(resource.path("rules", "intake.json").read_text("utf-8"))


def caution(words: str) -> str:
    """The warning where words speak of a case of courts or police, or of a tender (代表法 §59); "" where none is due."""
    return next((one["said"] for one in _rules()["cautions"] if any(word in words for word in one["words"])), "")


def informing(station: str) -> str:
    """What a visitor is told about their data: who keeps it, what for, how long, how to see and correct it (PIPL §17)."""
    return _rules()["informed"].format(station=station)


def locked(store: Store, visit: Visit) -> str:
    """Why the words of a visit are changed by 更正 only; "" while they may still be mended.

    They are what somebody signed, or what a closed month printed.
    """
    if visit.signed and visit.attachments:
        return "已签字并附了扫描件"
    month = books(store, visit.world).month_of(visit.received_at)
    if store.find(MonthEnd, "world=? AND month=? AND closed_on IS NOT NULL", (visit.world, month), limit=1):
        return f"{month} 已结账"
    return ""

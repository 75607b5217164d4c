"""What the law asks of a reception: matters deputies keep out of, what is told about personal data, when words are locked."""

from __future__ import annotations

from lianluozhan.month import MonthEnd, books
from lianluozhan.store import Store
from lianluozhan.visit import Visit
from lianluozhan.wording import INFORMED, STATION, heard, listed, words_of


def caution(store: Store, text: str) -> str:
    """The warning where words speak of a case of courts or police, or of a tender (代表法 §59); "" where none is due."""
    return heard(words_of(store), text)


def informing(store: Store) -> str:
    """What a visitor is told about their data: who keeps it, what for, how long, how to see and correct it (PIPL §17)."""
    return "\n".join(listed(words_of(store), INFORMED)).replace(STATION, store.identity.name)


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

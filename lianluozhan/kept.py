"""The papers of closed months as they were kept: found again, counted on from, and printed again with their count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lianluozhan import attachment
from lianluozhan.month import MonthEnd, closing_of
from lianluozhan.month_data import visits_of
from lianluozhan.report import reprint
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.month_set import LEDGERS
from lianluozhan.store import Store
from lianluozhan.visit import Visit

REMADE = "结账时存下的那几份已经脱敏去掉，这是照现在的记录重排的：去掉的人不在上面，页数可能和装订的不一样"
TWO_SIDED = "print.two_sided"  # this folder's setting: the month is printed on both sides of the paper


def kept_papers(store: Store, month: str) -> dict[str, bytes]:
    """{file name: content} of a closed month, byte for byte as closed; {} where it is open or they are not here."""
    held = closing_of(store, month)
    papers = (held.attachments if held else None) or ()
    found = {one["name"]: attachment.paper(store.path.parent, one["digest"]) for one in papers}
    here = {name: data for name, data in found.items() if data is not None}
    return here if len(here) == len(found) else {}


def remade(store: Store, month: str) -> str:
    """What is said of a closed month's papers that are made again because an erasing took the kept ones; "" of any other."""
    held = closing_of(store, month)
    return REMADE if held and not held.attachments else ""


def two_sided(store: Store) -> bool:
    """Whether the month's papers are made for both sides of the paper."""
    return store.setting(TWO_SIDED) == "1"


def to_bind(store: Store, data: MonthData, *, both: bool | None = None) -> MonthData:
    """The month's papers as they are bound: page numbers run on from the closed months of the year, margins as the
    paper is printed; `both` sides where it is not said once for the folder."""
    both = two_sided(store) if both is None else both
    return replace(data, imprint=replace(data.imprint, before=pages_before(store, data.imprint.month), mirrored=both))


def pages_before(store: Store, month: str) -> dict[str, int]:
    """{ledger: how many pages the kept papers of the year's earlier months have}."""
    earlier = store.find(MonthEnd, "month>=? AND month<? AND closed_on IS NOT NULL", (month[:4], month), "month")
    counted = [one.ledgers or pages_of(store, one.month) for one in earlier]
    return {ledger: sum(pages.get(ledger, 0) for pages in counted) for ledger in LEDGERS}


def pages_of(store: Store, month: str) -> dict[str, int]:
    """{ledger: pages} of the kept papers of a month that was closed before its end said so; {} where they are not here."""
    papers = kept_papers(store, month)
    return {
        ledger: reprint.pages(content)
        for ledger in LEDGERS
        for name, content in papers.items()
        if name.startswith(f"{ledger}-")
    }


def copies(store: Store, month: str, *, counted: bool = True) -> dict[str, bytes]:
    """The kept papers of a closed month, each as it is where it was never printed, then as copies that say which reprint
    they are; only 补打 where nobody can count."""
    before = _printed(store, month) if counted else {}
    return {
        name: content if counted and not before.get(name) else reprint.again(content, before.get(name, 0))
        for name, content in kept_papers(store, month).items()
    }


def people(store: Store, month: str) -> dict[str, list[str]]:
    """The records whose people stand on the papers of a closed month."""
    return {Visit.noun: [row["id"] for row in visits_of(store, month)]}


def count(store: Store, month: str, names: Iterable[str]) -> None:
    """These have been printed once more; kept in this folder alone."""
    before = _printed(store, month)
    store.set(
        _name(month), json.dumps({**before, **{name: before.get(name, 0) + 1 for name in names}}, ensure_ascii=False)
    )


def _printed(store: Store, month: str) -> Mapping[str, int]:
    return json.loads(store.setting(_name(month)) or "{}")


def _name(month: str) -> str:
    return f"reprinted {month}"

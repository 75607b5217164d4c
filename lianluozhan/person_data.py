"""What is handed over to a person: one PDF, one workbook, their papers; that it left is written down (谁看过)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lianluozhan import attachment, clock, vault
from lianluozhan.case_data import imprint_of
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.looked import EXPORTED, TITLE, looked
from lianluozhan.operator import HEAD
from lianluozhan.person import about, everything, held
from lianluozhan.record import Record
from lianluozhan.report import person_file
from lianluozhan.report.file import KEEP, write as write_file
from lianluozhan.report.page import pdf
from lianluozhan.report.person_sheet import sheets
from lianluozhan.sheet.write import write as write_sheet
from lianluozhan.showing import safe_name
from lianluozhan.store import Store
from lianluozhan.veil import carrier, concerned, eyes

OWN_WISH = "本人查阅复制"


class Handed(NamedTuple):
    """The files written, and {label: how many records}."""

    files: tuple[Path, ...]
    counts: dict[str, int]
    papers: int


def hand_over(store: Store, chosen: Sequence[Record], to: Path, operator: str = "", why: str = "") -> Handed:
    """Write all that goes with these records into a folder. Raises Problem, leaving nothing half-made; NotAllowed to who may
    only read, or where something confidential is not theirs to see; BadInput where a reason is asked and none is given."""
    if not chosen:
        raise BadInput("没有选哪些是他的", then="请先找到，再说明哪几条是他的")
    _check_eyes(store, chosen)
    if asks_why(store) and not why:
        raise BadInput(f"没有写为什么要带走，{HEAD}以外的人要写", then=f"请写上原因，如：{OWN_WISH}；会记进“{TITLE}”")
    one = held(store, chosen, imprint_of(store, clock.day()))
    named = f"{person_file.NAME}-{one.name or store.identity.world}"
    sheet, paper_of_all = to / safe_name(f"{named}.xlsx"), to / safe_name(f"{named}.pdf")
    looked(store, EXPORTED, person_file.NAME, about(chosen), why or OWN_WISH, operator)
    papers = {
        to / safe_name(f"附件-{paper['digest'][:6]}-{paper['name']}"): data
        for paper in one.papers
        if (data := attachment.paper(store.path.parent, paper["digest"]))
    }
    to.mkdir(parents=True, exist_ok=True)
    write_sheet(sheet, sheets(one))
    try:
        told = pdf(person_file.NAME, store.identity.name, [person_file.layout(one)])
        write_file({paper_of_all: told, **papers}, KEEP)
    except BaseException:
        sheet.unlink()  # half of it is none
        raise
    return Handed(
        (paper_of_all, sheet, *papers),
        {label: len(rows) for label, (_cls, rows) in one.parts.items()},
        len(papers),
    )


def asks_why(store: Store) -> bool:
    """Whether who takes people along unmasked has to say why: where there are roles, everybody but the 站长."""
    return bool(vault.doors(store.path.parent)) and eyes(store).role != HEAD


def _check_eyes(store: Store, chosen: Sequence[Record]) -> None:
    seen_by = carrier(store)
    if closed := [one for one in everything(store, chosen) if not concerned(seen_by, one.data)]:
        raise NotAllowed(
            f"{closed[0].data.get('number') or closed[0].label} 要求保密，不是您登记的", then=f"请{HEAD}或登记的人来做"
        )

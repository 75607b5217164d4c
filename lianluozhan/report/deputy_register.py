"""个人履职登记表 (domain.md F8): one deputy, who that is, and every act of a month or a year, one line each."""

from __future__ import annotations

from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.field import Text
from lianluozhan.report import cell
from lianluozhan.report.duty_register import MET, acts
from lianluozhan.report.form import Box, Values, row
from lianluozhan.report.imprint import Person, Row
from lianluozhan.report.ledger import Column, Ledger, ended, nothing, number_range, sheet, signatures, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Strip

CODE, NAME, ABOUT = "F8", "个人履职登记表", "deputy"
NO_ACTS = "没有登记履职"
POINTS = Text("积分")  # no field of the record: worked out from the year (score.py)
POINTS.name = "points"
COLUMNS = (
    Column((Duty.begin,), 62, show=cell.day, align=MIDDLE),
    Column((Duty.place,), 84, align=MIDDLE),
    Column((Duty.kind,), 84, align=MIDDLE),
    Column((Duty.title, Duty.content), 176, "活动名称、内容"),
    Column((Duty.parts,), 76, "本人作用"),
    Column((Duty.outcome, Duty.promoted), 110, "成果"),
    MET,
    Column((Duty.attachments,), 40, "证明\n材料", align=MIDDLE),
    Column((POINTS,), 30, align=MIDDLE),
    Column((Duty.created_by,), 44, "记录人", align=MIDDLE),
    Column((Duty.reviewer,), 44, align=MIDDLE),
)


def layout(person: Person) -> Layout:
    """The register of a deputy on A4 landscape."""
    ledger = Ledger(COLUMNS, person.imprint, Duty.number)
    rows = [ledger.row(number, own(one, person.name)) for number, one in enumerate(person.duties, start=1)]
    strips = [strip for part in rows for strip in part] or [nothing(NO_ACTS)]
    sums = total(f"合计：{acts(person.name, person.duties)}")
    strips = ended([*_who(person), ledger.header()._replace(keep=True), *strips], sums, signatures("代表", "审核人"))
    return Layout(sheet(person.imprint, NAME, number_range(person.duties)), strips)


def own(duty: Row, name: str) -> Row:
    """An act as one of its deputies had it: their own part, people and points."""
    part, met = (duty.get("parts") or {}).get(name), (duty.get("people_met") or {}).get(name)
    points = (duty.get("points") or {}).get(name)
    return {**duty, "parts": {name: part} if part else None, "people_met": met, "points": points}


def bonds(person: Person, *before: Box) -> list[Strip]:
    """A row on the households a deputy keeps in touch with, where there are any."""
    return [row(*before, Box(Deputy.households.label, person.households))] if person.households else []


def _who(person: Person) -> list[Strip]:
    said = Values(person.deputy, person.imprint.masked)
    box = lambda field, share=0.0, head=1.2: Box(field.label, said(field), share, head)  # noqa: E731
    return [
        row(
            Box(Deputy.name.label, person.name, 1.8, 1.2),
            box(Deputy.gender, 0.7, 0.8),
            box(Deputy.ethnicity, 1.0, 0.8),
            box(Deputy.birth_month, 1.7),
            box(Deputy.party, 1.5),
            box(Deputy.education, head=0.8),
        ),
        row(box(Deputy.levels, 2.6), box(Deputy.certificate, 1.8), box(Deputy.district, 2.6, 0.8), box(Deputy.group)),
        row(
            Box("单位及职务", "　".join(filter(None, (said(Deputy.work_unit), said(Deputy.post)))), 8.0, 1.4),
            box(Deputy.phone),
        ),
        *bonds(person, box(Deputy.villages, 4.4, 1.4)),
    ]

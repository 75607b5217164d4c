"""脱敏清单: what is to be erased, of which number, what goes and what stays, where copies lie; the 站长 signs it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lianluozhan.copies import Copy
from lianluozhan.erase import FOREVER, GOES, STAYS, Going
from lianluozhan.issue import Issue
from lianluozhan.masking import mask_name
from lianluozhan.record import Record
from lianluozhan.report import cell, form
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.ledger import band, ended
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip
from lianluozhan.report.table import Table

NAME = "脱敏清单"
PARTLY = "只去掉他的"
NUMBER_OF = "清单编号"
OVER, WHEN = Issue.closed_on.label, "什么时候到期"
ROWS = Table(
    {"序号": 1.1, "编号": 4.7, "种类": 1.3, "姓名": 2.0, OVER: 3.3, WHEN: 3.6},
    prose=("编号",),
    style=form.TEXT,
    titles=form.LABEL,
    high=form.HIGH,
)


class Due(NamedTuple):
    """A record whose time is over: whose it is, when it was over, when it is due or why it goes."""

    record: Record
    who: str
    over: str
    due: str


@dataclass(frozen=True)
class Listed:
    """One list: its number, the day it is made for, what is due, all that goes, where copies lie."""

    imprint: Imprint
    number: str
    rows: Sequence[Due]
    going: Going
    copies: Sequence[Copy]


def layout(one: Listed) -> Layout:
    """A4 portrait, signed by the clerk and the 站长."""
    strips = [
        ROWS.head(form.HIGH, within=True),
        *(_row(place, due) for place, due in enumerate(one.rows, start=1)),
        band("做什么"),
        *(form.words(head, text, 1) for head, text in _told(one.going)),
        band("还留在哪里"),
        *_held(one.copies),
    ]
    return Layout(form.sheet(one.imprint, NAME, one.number), ended(strips, form.signing("联络员", "站长")))


def _row(place: int, due: Due) -> Strip:
    number, name = due.record.data.get("number") or "", mask_name(due.who) if due.who else ""
    return ROWS.line(str(place), number, due.record.label, name, _day(due.over), _day(due.due))


def _told(going: Going) -> Iterator[tuple[str, str]]:
    """(heading, words) of what is done to which records, and what cannot be."""
    yield "去掉", GOES + "。" + FOREVER + "。"
    yield "留下", STAYS + "。"
    yield "一并去掉", going.said
    left = [issue for issue in going.shared if issue.id not in going.rest]
    partly = [issue for issue in going.shared if issue.id in going.rest]
    for head, issues in (("没有动", left), (PARTLY, partly)):
        if issues:
            yield head, "还有别人反映的意见：" + "、".join(issue.number or issue.id for issue in issues)
    if going.partly:
        yield PARTLY, "、".join(going.partly)
    if going.elsewhere:
        yield "别处", "\n".join(going.also)
    if going.named:
        named = (f"{record.data.get('number') or record.label}的{label}" for record, label in going.named)
        yield "去不掉", "公开的栏里写着姓名或电话，一直会在：" + "、".join(named)


def _held(copies: Sequence[Copy]) -> list[Strip]:
    if not copies:
        return [form.words("副本", "没有", 1)]
    return [form.words(copy.what, f"{copy.which}\n{copy.then}", 1) for copy in copies]


def _day(said: str) -> str:
    return cell.day(said) if said[:4].isdigit() else said

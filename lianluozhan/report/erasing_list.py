"""脱敏清单: what is to be erased, of which number, what goes and what stays, where copies lie; the 站长 signs it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianluozhan.copies import Copy
from lianluozhan.erase import FOREVER, GOES, STAYS, Going
from lianluozhan.issue import Issue
from lianluozhan.masking import mask_name
from lianluozhan.record import Record
from lianluozhan.report import cell, form
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.ledger import band, ended
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip

NAME = "脱敏清单"
SHARES = (1.1, 4.7, 1.3, 2.0, 3.3, 3.6)
PARTLY = "只去掉他的"
NUMBER_OF = "清单编号"
OVER, WHEN = Issue.closed_on.label, "什么时候到期"
HEAD = ("序号", "编号", "种类", "姓名", OVER, WHEN)


@dataclass(frozen=True)
class Listed:
    """One list: its number, the day it is made for, the rows (record, who, when it was over, when due or why), all that
    goes, where copies lie."""

    imprint: Imprint
    number: str
    rows: Sequence[tuple[Record, str, str, str]]
    going: Going
    copies: Sequence[Copy]


def layout(one: Listed) -> Layout:
    """A4 portrait, signed by the clerk and the 站长."""
    lines = [
        _line(
            (
                str(n),
                record.data.get("number") or "",
                record.label,
                mask_name(who) if who else "",
                _day(over),
                _day(due),
            )
        )
        for n, (record, who, over, due) in enumerate(one.rows, start=1)
    ]
    told = [
        form.words("去掉", GOES + "。" + FOREVER + "。", 1),
        form.words("留下", STAYS + "。", 1),
        form.words("一并去掉", one.going.said, 1),
    ]
    for head, kept in (
        ("没有动", [issue for issue in one.going.shared if issue.id not in one.going.rest]),
        (PARTLY, [issue for issue in one.going.shared if issue.id in one.going.rest]),
    ):
        if kept:
            told.append(
                form.words(head, "还有别人反映的意见：" + "、".join(issue.number or issue.id for issue in kept), 1)
            )
    if one.going.partly:
        told.append(form.words(PARTLY, "、".join(one.going.partly), 1))
    if one.going.elsewhere:
        told.append(form.words("别处", "\n".join(one.going.also), 1))
    if one.going.named:
        told.append(
            form.words(
                "去不掉",
                "公开的栏里写着姓名或电话，一直会在："
                + "、".join(
                    f"{record.data.get('number') or record.label}的{label}" for record, label in one.going.named
                ),
                1,
            )
        )
    held = [form.words(copy.what, f"{copy.which}\n{copy.then}", 1) for copy in one.copies] or [
        form.words("副本", "没有", 1)
    ]
    strips = [_line(HEAD, head=True), *lines, band("做什么"), *told, band("还留在哪里"), *held]
    return Layout(form.sheet(one.imprint, NAME, one.number), ended(strips, form.signing("联络员", "站长")))


def _day(said: str) -> str:
    return cell.day(said) if said[:4].isdigit() else said


def _line(texts: Sequence[str], *, head: bool = False) -> Strip:
    style = form.LABEL if head else form.TEXT
    cells = [
        Cell(text, share, style, LEFT if not head and place == 1 else MIDDLE)
        for place, (text, share) in enumerate(zip(texts, SHARES, strict=True))
    ]
    return Strip(tuple(cells), least=form.HIGH, keep=head, columns=head)

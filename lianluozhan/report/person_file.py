"""个人信息告知书: everything held about one person in their own words and ours, for them to read, copy and have mended."""

from __future__ import annotations

from collections.abc import Iterator

from lianluozhan.field import Field, LongText, Papers
from lianluozhan.person import Held
from lianluozhan.record import Record
from lianluozhan.report import cell, form
from lianluozhan.report.form import Box
from lianluozhan.report.imprint import Row
from lianluozhan.report.ledger import band, ended, nothing
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip

NAME = "个人信息查阅复制件"
NONE = "没有他的记录"
INNER = frozenset(
    "world id created_by voided told ineffective flagged provisional visits issue about rule_digest".split()
)
RIGHTS = (
    "写错的请当面或来电提出更正；认为不该再留的可以提出删除，本站登记后书面答复（个人信息保护法第四十四条至第五十条）。"
)


def layout(one: Held) -> Layout:
    """A4 portrait, record by record."""
    strips = [strip for label, (cls, rows) in one.parts.items() for row in rows for strip in _record(label, cls, row)]
    strips = [
        form.row(Box("姓名", one.name, 5.7), Box("打印日期", cell.day(one.imprint.printed_on))),
        *(strips or [nothing(NONE)]),
    ]
    strips.append(form.words("权利", RIGHTS, 1))
    return Layout(form.sheet(one.imprint, NAME), ended(strips, form.signing("经办人", "本人")))


def shown(cls: type[Record], row: Row) -> Iterator[tuple[Field, str]]:
    """(field, words) of what is said of a record; of papers their names."""
    for name, field in cls.fields.items():
        value = row.get(name)
        if name not in INNER and value not in (None, "", [], {}):
            yield (
                field,
                "、".join(paper["name"] for paper in value) if isinstance(field, Papers) else cell.look(field, value),
            )


def _record(label: str, cls: type[Record], row: Row) -> Iterator[Strip]:
    yield band(f"{label}　{row.get('number') or ''}".rstrip())
    short: list[Box] = []
    for field, text in shown(cls, row):
        if isinstance(field, LongText | Papers) or len(text) > 20:
            yield form.words(field.label, text, 1)
            continue
        short.append(Box(field.label, text, 0 if short else 5.7))
        if len(short) == 2:
            yield form.row(*short)
            short = []
    if short:
        yield form.row(short[0]._replace(share=0))

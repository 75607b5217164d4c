"""归档 (DA/T 22): the list of a year's 件, labels for the spines of its boxes, and the stamp each 件 carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lianluozhan.report import cell, form
from lianluozhan.report.ledger import ended, nothing, signatures, total
from lianluozhan.report.page import Layout
from lianluozhan.report.plate import Frame, Mark, Plate, Rule, Words, fitted
from lianluozhan.report.strip import MIDDLE
from lianluozhan.report.subject import Archive
from lianluozhan.report.table import Table
from lianluozhan.report.typeface import SANS, SERIF

ABOUT = "archive"
NAMES = LIST, SPINE, STAMP = "归档目录", "档案盒脊背", "归档章"
TITLE = "题名"
ITEMS = Table(
    {"件号": 1.2, "责任者": 3.0, "文号": 2.6, TITLE: 6.2, "日期": 1.9, "页数": 1.0, "备注": 1.5},
    (TITLE,),
    (),
    form.TEXT,
    form.LABEL,
    high=23.0,
)
WIDE = (30, 40, 50)  # millimetres: the spines boxes come with
TALL, FROM = 262, 14
KEPT = "□永久　□30年　□10年"
FONDS, YEAR, NUMBER, MATTER, KEPT_FOR, PAGES = "全宗号", "年度", "件号", "机构（问题）", "保管期限", "页数"
CELL = (16, 9)  # millimetres of a cell of a stamp
ACROSS, DOWN = 3, 11


def contents(archive: Archive) -> Layout:
    """The list on A4 landscape."""
    sheet = form.lying(archive.imprint, LIST, ITEMS.head(23.0))
    sheet = replace(sheet, above=(archive.imprint.place, f"{archive.imprint.month}年度", f"{FONDS}：　　　　　　"))
    rows = [
        ITEMS.line(str(number), one.author, one.document, one.title, _day(one.day), str(one.pages or ""), one.remarks)
        for number, one in enumerate(archive.items, 1)
    ]
    strips = rows or [nothing("这一年还没有能归档的：月份没有结账，意见没有办结，活动没有举行")]
    return Layout(sheet, ended(strips, total(f"合计 {len(archive.items)} 件"), signatures("整理人", "检查人")))


def _day(day: str) -> str:
    """20261014: a day as archives write it."""
    return day[:10].replace("-", "")


# ---- 脊背


def spine(archive: Archive) -> Plate:
    """Three labels on a page, for boxes of 30, 40 and 50 mm, to be cut out."""
    marks: list[Mark] = []
    left = 30.0
    for wide in WIDE:
        marks += _label(archive, left, wide)
        left += wide + 8
    return Plate(SPINE, [marks], stamp=archive.imprint.stamp)


def _label(archive: Archive, left: float, wide: float) -> list[Mark]:
    """The parts of a label from top to bottom, each in its frame; the station's name stands upright, letter below letter."""
    marks: list[Mark] = []
    middle, y = left + wide / 2, float(FROM)
    numbers = f"1—{len(archive.items)}" if archive.items else ""
    name = archive.imprint.place
    size = min(24.0, 118 / len(name) / 0.353 / 1.12)
    year = archive.imprint.month
    parts = (
        (FONDS, "", 24),
        (YEAR, year, 22),
        (KEPT_FOR, KEPT, 34),
        (MATTER, "", 132),
        ("起止件号", numbers, 24),
        ("盒号", "", 26),
    )
    for label, said, high in parts:
        marks += [Frame(left, y, wide, high), Words(label, middle, y + 7, fitted(label, wide - 4, 11.0, SANS), MIDDLE)]
        lines = said.split("　")
        marks += [
            Words(line, middle, y + 15 + 6 * at, fitted(line, wide - 6, 13.0, SERIF), MIDDLE)
            for at, line in enumerate(lines)
            if line
        ]
        if label == MATTER:
            step = size * 0.353 * 1.12
            begin = y + 10 + (high - 10 - step * len(name)) / 2 + step * 0.85
            marks += [
                Words(letter, middle, begin + step * at, fitted(letter, wide, size), MIDDLE)
                for at, letter in enumerate(name)
            ]
        y += high
    return marks


# ---- 归档章


def stamps(archive: Archive) -> Plate:
    """A stamp for each 件 in its order, to be cut out and pasted, or copied onto its first page; a page of blank ones where
    there is none."""
    numbers = [str(number) for number in range(1, len(archive.items) + 1)] or [""] * (ACROSS * DOWN)
    pages = [_page(archive, numbers[at : at + ACROSS * DOWN]) for at in range(0, len(numbers), ACROSS * DOWN)]
    return Plate(STAMP, pages, stamp=archive.imprint.stamp)


def _page(archive: Archive, numbers: Sequence[str]) -> list[Mark]:
    imprint = archive.imprint
    head = f"{STAMP}　{imprint.place}　{imprint.month}年度　{cell.day(imprint.printed_on)}"
    marks: list[Mark] = [Words(head, 28, 16, fitted(STAMP, 14, 10.0, SERIF))]
    for place, number in enumerate(numbers):
        marks += _one(archive, number, 28 + place % ACROSS * 56, 24 + place // ACROSS * 23.5)
    return marks


def _one(archive: Archive, number: str, left: float, top: float) -> list[Mark]:
    """Two rows of three cells: what each is called above, what it says below."""
    wide, high = CELL
    texts = ((FONDS, ""), (YEAR, archive.imprint.month), (NUMBER, number), (MATTER, ""), (KEPT_FOR, ""), (PAGES, ""))
    marks: list[Mark] = [Frame(left, top, 3 * wide, 2 * high), Rule(left, left + 3 * wide, top + high)]
    for place, (label, said) in enumerate(texts):
        x, y = left + place % 3 * wide, top + place // 3 * high
        small = fitted(label, wide - 2, 7.0, SANS)._replace(size=7.0)
        marks += [Frame(x, y, wide, high), Words(label, x + wide / 2, y + 3.2, small, MIDDLE)]
        marks += [Words(said, x + wide / 2, y + 7.8, fitted(said, wide - 2, 10.5, SERIF), MIDDLE)] if said else []
    return marks


LAYOUTS = contents, spine, stamps

"""信息公示表 (domain.md F14) and 月度公示: what hangs on the wall of a station: who is there, and what became of what was said."""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan import period
from lianluozhan.deputy import NAMELESS, Deputy
from lianluozhan.field import Field
from lianluozhan.figures import figures, within
from lianluozhan.issue import Issue
from lianluozhan.month_words import BATCHES, PEOPLE
from lianluozhan.place import Place
from lianluozhan.readable import wall_title
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.art import Drawn, Picture
from lianluozhan.report.call_sheet import SAID
from lianluozhan.report.deputy_sheet import WORKS
from lianluozhan.report.form import Box, row, words
from lianluozhan.report.imprint import Row
from lianluozhan.report.issue_ledger import CLASS
from lianluozhan.report.ledger import Column, Ledger, band, nothing, sheet
from lianluozhan.report.page import Layout
from lianluozhan.report.rota_sheet import WATCH, hours, levels
from lianluozhan.report.strip import LEFT, MIDDLE, RIGHT, Cell, Strip
from lianluozhan.report.subject import Board, Post
from lianluozhan.report.table import Table
from lianluozhan.wording import COURSE, listed

HERE, THROUGH = "进站代表", "经联络站转"
POST, BOARD = "信息公示表", "月度公示"
TITLE = "人大代表联络站信息公示"
DEPUTIES = Table(
    {"照片": 2.6, f"{Deputy.name.label}、级别": 3.0, WORKS: 4.6, "联系方式": 3.2, Deputy.villages.label: 3.2},
    names=(Deputy.villages.label,),
    style=form.TEXT,
    titles=form.LABEL,
)
HIGH, BARE = 76.0, 30.0  # points of a deputy's line with a picture, and where nobody has one
COLUMNS = (
    Column((Issue.number,), 44, show=short_number, align=MIDDLE),
    Column((Issue.registered_at,), 56, "登记日期", cell.day, MIDDLE),
    Column((Issue.title,), 190, SAID),
    Column((Issue.category,), 70, align=MIDDLE),
    Column((Issue.deputies,), 70, align=MIDDLE),
    Column((Issue.organ,), 90, align=MIDDLE),
    Column((Issue.state,), 50, align=MIDDLE),
    Column((Issue.answer_class,), 40, CLASS, align=MIDDLE),
    Column((Issue.closed_on,), 56, "办结日期", align=MIDDLE),
    Column((Issue.satisfaction,), 50, align=MIDDLE),
)


# ---- 信息公示表


def post(data: Post) -> Layout:
    """Who and what a station is, on A4 portrait; a telephone only where its deputy lets it be known."""
    place = data.place

    def box(field: Field, share: float = 0) -> Box:
        return Box(field.label, place.get(field.name) or "", share)

    head = [
        row(box(Place.name, 7.0)._replace(label="站名"), box(Place.head)),
        row(box(Place.clerk, 5.7), box(Place.phone)),
        row(box(Place.hours, 5.7), box(Place.address)),
    ]
    strips = [
        *head,
        band(HERE),
        *_deputies(data),
        words(Place.duties_text.label, place.get(Place.duties_text.name) or "", 300, lines=3),
        words(COURSE, "\n".join(listed(data.words, COURSE)), lines=3),
    ]
    return Drawn.of(form.sheet(data.imprint, TITLE, above=("", "")), strips)


def _deputies(data: Post) -> list[Strip]:
    return [
        DEPUTIES.head(22.0, within=True),
        *([_deputy(data, one) for one in data.deputies] or [nothing("还没有进站代表")._replace(keep=False)]),
    ]


def _deputy(data: Post, one: Row) -> Strip:
    phone = (
        one["phone"]
        if one.get("phone_public") and one.get("phone")
        else f"{THROUGH}\n{data.place.get('phone') or ''}".strip()
    )
    names = f"{one['name'] or NAMELESS}\n{'、'.join(one.get('levels') or ())}"
    texts = (
        "",
        names,
        "\n".join(filter(None, (one.get("work_unit"), one.get("post")))),
        phone,
        "、".join(one.get("villages") or ()),
    )
    picture = data.photos.get(one["id"])
    line = DEPUTIES.line(*texts)._replace(least=HIGH if data.photos else BARE)
    if picture:
        line = line._replace(cells=(line.cells[0]._replace(art=Picture(picture)), *line.cells[1:]))
    return line


# ---- 月度公示


def month(data: Board) -> Layout:
    """A month or quarter for the board on A4 landscape: figures, each matter with where it stands, when deputies receive next."""
    imprint = data.month.imprint
    quarter = period.unit(imprint.month) == period.QUARTER
    sums = figures(data.month.visits, data.month.issues, data.month.duties, imprint.days)
    issues = within(data.month.issues, "registered_at", imprint.days)
    ledger = Ledger(COLUMNS, imprint)
    rows = [
        strip for number, one in enumerate(issues, 1) for strip in ledger.row(number, {**one, "title": wall_title(one)})
    ]
    texts = {
        "接待日": f"{len(sums.days)} 天",
        BATCHES: f"{sums.total.visits} 批次",
        PEOPLE: f"{sums.total.people} 人次",
        "意见": f"{sums.issues} 件",
        "办结": f"{sums.closed} 件",
        "办结率": sums.closed_share,
        "满意率": sums.satisfied_share,
    }
    sums_told = []
    for label, text in texts.items():
        sums_told += [Cell(label, 1, form.LABEL, MIDDLE), Cell(text, 1, form.TEXT, MIDDLE)]
    span = period.unit(imprint.month)
    head = [ledger.header()._replace(keep=True, columns=True)] if rows else [nothing(f"这个{span}没有登记意见")]
    strips = [
        Strip(tuple(sums_told), least=26.0),
        band("意见办理情况"),
        *head,
        *rows,
        band(f"下个{span}的接待日"),
        *_coming(data),
    ]
    return Layout(sheet(imprint, f"{imprint.place}{'季度公示' if quarter else BOARD}", ""), [*strips, _foot(data)])


def _coming(data: Board) -> list[Strip]:
    days = data.coming.days
    if not days:
        return [nothing("还没有排")._replace(least=24.0)]
    return [_line(data, day) for day in days]


def _line(data: Board, day: Row) -> Strip:
    date = cell.shorter(cell.day(day["date"]), data.month.imprint.month[:4])
    date = f"{date} {cell.weekday(day['date'])}　{hours(day)}"
    people: Sequence[str] = [levels(name, data.coming) for name in day.get("deputies") or ()]
    return Strip(
        (
            Cell(date, 3, form.TEXT, MIDDLE),
            Cell(day.get("place") or data.month.imprint.place, 4, form.TEXT, MIDDLE),
            Cell(cell.SEPARATOR.join(people), 7, form.TEXT, LEFT, whole=True),
        ),
        least=24.0,
        keep=day is data.coming.days[-1],
    )


def _foot(data: Board) -> Strip:
    phone = WATCH + (data.coming.home.get("phone") or "　　　　　　　　")
    return Strip(
        (Cell(phone, 1, form.TEXT), Cell(cell.day(data.month.imprint.printed_on), 1, form.TEXT, RIGHT)),
        ruled=False,
        least=30.0,
    )

"""期限计算单: how a due date was counted, week by week and day by day, so that anybody can check it with a finger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lianluozhan.calendar import WEEKDAYS, WEEKEND
from lianluozhan.deadline import COUNTED, MADE_UP, MOVED, PAUSED, WORKING
from lianluozhan.issue import Issue
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import CONTENT, numbered, organs, titled, words_of
from lianluozhan.report.form import Box, row, words
from lianluozhan.report.imprint import Case, Counted, Counting
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, LABEL, MIDDLE, Cell, Strip

CODE, NAME, ABOUT = "", "期限计算单", "issue"
LAW = "民法典第二百零一条至第二百零三条：开始的当天不算；按月的到对应日，没有对应日的到月末；最后一天不上班的，顺延到下一个上班的日子。"
KEY = "“第n天”是算的；周末、节假日、暂停的不算；“班”是调休上班，照算。"
ROWS = 6  # weeks for the pen
SHORT = {MADE_UP: "班　第{}天", COUNTED: "第{}天", PAUSED: PAUSED, MOVED: MOVED, WEEKEND: WEEKEND}


def layout(case: Case) -> Layout:
    """The sheet of an issue's clock; of one that has none, blank lines for the pen."""
    found = case.counting or Counting()
    strips = [
        numbered(case, Box(Issue.organ.label, organs(case.issue))),
        titled(case),
        words(CONTENT, words_of(case), 30),
        row(Box("从哪天起", cell.day(found.start) if found.start else "", 4.2), Box("期限", _limit(found))),
        row(Box("到哪一天", _due(found), 4.2), Box("数到哪里", found.words)),
        words("依据", found.source),
        *_weeks(found.days),
        words("算法说明", f"{LAW}{KEY}"),
        form.signing("计算人", "核对人"),
    ]
    return Layout(form.sheet(case.imprint, NAME, case.issue.get("number") or ""), strips)


def _limit(found: Counting) -> str:
    limit = found.limit.replace(" ", " 个" if found.limit.endswith(WORKING) else " ")
    return "，".join(
        part
        for part in (
            f"{limit}（{found.rule}）" if found.rule else limit,
            f"约定到 {cell.day(found.agreed)}" if found.agreed else "",
        )
        if part
    )


def _due(found: Counting) -> str:
    if not found.due_on:
        return ""
    day = date.fromisoformat(found.due_on)
    return f"{cell.day(found.due_on)}（周{WEEKDAYS[day.weekday()]}）" + ("，暂定" if found.provisional else "")


def _weeks(days: Sequence[Counted]) -> Iterator[Strip]:
    """The weekdays, then a row for every week, Monday first."""
    yield Strip(tuple(Cell(f"周{word}", 1, LABEL, MIDDLE) for word in WEEKDAYS), heads=True)
    if not days:
        yield from [Strip(tuple(Cell("", 1) for _word in WEEKDAYS), least=30.0)] * ROWS
    by_day = {one.day: one for one in days}
    first = date.fromisoformat(days[0].day) if days else None
    while first is not None and first - timedelta(days=first.weekday()) <= date.fromisoformat(days[-1].day):
        monday = first - timedelta(days=first.weekday())
        week = [(monday + timedelta(days=n)).isoformat() for n in range(7)]
        yield Strip(tuple(Cell(_said(by_day.get(day)), 1, BODY, MIDDLE) for day in week), least=30.0)
        first = monday + timedelta(days=7)


def _said(one: Counted | None) -> str:
    """10月14日 over 第3天; nothing outside the clock."""
    if one is None:
        return ""
    day = date.fromisoformat(one.day)
    what = one.why or SHORT.get(one.kind, one.kind).format(one.number)
    return f"{day.month}月{day.day}日\n{what}" + ("\n到期" if one.due else "")

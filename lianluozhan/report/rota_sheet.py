"""安排表 (domain.md F13): who receives when and where in a month, a quarter or a year, to be hung up; late changes below their day."""

from __future__ import annotations

from dataclasses import replace

from lianluozhan import period
from lianluozhan.place import Place
from lianluozhan.report import cell, form
from lianluozhan.report.form import Values
from lianluozhan.report.imprint import Row
from lianluozhan.report.ledger import ended, nothing
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import RIGHT, Cell, Strip
from lianluozhan.report.subject import Receptions
from lianluozhan.report.table import Table
from lianluozhan.schedule import Schedule
from lianluozhan.shift import SHIFT, Shift

CODE, NAME, ABOUT = "F13", "接待日安排表", "rota"
WATCH = "监督电话："
TITLE = "代表接待群众安排表"
DEPUTIES, TOPIC = f"{Schedule.deputies.label}（级别）", Schedule.topic.label
DAYS = Table(
    {
        "日期": 2.7,
        "星期": 1.2,
        "时间段": 2.4,
        DEPUTIES: 5.0,
        Schedule.joint_organs.label: 2.8,
        TOPIC: 3.6,
        Schedule.place.label: 3.6,
        "联络员电话": 2.6,
    },
    prose=(DEPUTIES, TOPIC),
    names=(DEPUTIES,),
    style=form.TEXT,
    titles=form.LABEL,
    high=26.0,
)


def layout(receptions: Receptions) -> Layout:
    """The plan on A4 landscape."""
    imprint = receptions.imprint
    sheet = form.sheet(imprint, f"{imprint.place}{period.said(imprint.month)}{TITLE}", above=("", ""))
    rows = [strip for day in receptions.days for strip in _day(receptions, day)] or [nothing("这段时间没有排接待日")]
    return Layout(replace(sheet, header=(DAYS.head(),), portrait=False), ended(rows, *_foot(receptions)))


def hours(day: Row) -> str:
    """9:00—11:00, or what of it is known."""
    return "—".join(filter(None, (day.get("begin"), day.get("end"))))


def levels(name: str, receptions: Receptions) -> str:
    """陈秀兰（区、乡镇）."""
    held = receptions.deputies.get(name, {}).get("levels")
    return f"{name}（{'、'.join(held)}）" if held else name


def _day(receptions: Receptions, day: Row) -> list[Strip]:
    said, place = Values(day, receptions.imprint.masked), receptions.place(day)
    people = cell.SEPARATOR.join(levels(name, receptions) for name in day.get("deputies") or ())
    date = cell.shorter(cell.day(day["date"]), receptions.imprint.month[:4])
    if day.get("moved_from"):
        date += f"\n（原定{cell.shorter(cell.day(day['moved_from']), day['date'][:4])}）"
    when, where = (date, cell.weekday(day["date"]), hours(day)), day.get("place") or receptions.home.get("name") or ""
    line = DAYS.line(*when, people, said(Schedule.joint_organs), said(Schedule.topic), where, place.get("phone") or "")
    changes = [
        f"　　{SHIFT}：{_changed(receptions, change)}" for change in receptions.changes.get(day.get("id") or "", ())
    ]
    return form.kept([line, *(Strip((Cell(text, 1, form.TEXT),), least=20.0) for text in changes)])


def _changed(receptions: Receptions, change: Shift) -> str:
    """陈秀兰 → 单俊峰（出差）; the reason is not for the wall."""
    who = f"{'、'.join(change.out)} → {'、'.join(change.into)}"
    return who + (f"，原因：{change.reason}" if change.reason and not receptions.imprint.masked else "")


def _foot(receptions: Receptions) -> list[Strip]:
    place = receptions.home
    phone = WATCH + (place.get("phone") or "　　　　　　　　")
    signed = "　".join(filter(None, (receptions.imprint.place, cell.day(receptions.imprint.printed_on))))
    clerk = f"{Place.clerk.label}：{place['clerk']}" if place.get("clerk") else ""
    return [
        Strip(
            (Cell("　　".join(filter(None, (phone, clerk))), 1, form.TEXT), Cell(signed, 1, form.TEXT, RIGHT)),
            ruled=False,
            least=34.0,
        )
    ]

"""代表小组活动记录 (domain.md F10): one activity, who was there, what was said, what came of it."""

from __future__ import annotations

from lianluozhan.activity import ORGANISERS, Activity
from lianluozhan.deputy import Deputy
from lianluozhan.report import cell, form
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Event
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip

CODE, NAME, ABOUT = "F10", "小组活动记录", "activity"
TITLE = "人大代表小组活动记录"


def layout(event: Event) -> Layout:
    """The record of an activity."""
    number = event.activity.get("number") or ""
    return Layout(form.sheet(event.imprint, TITLE, number), [*_when(event), *_who(event), *_what(event)])


def _when(event: Event) -> list[Strip]:
    said = Values(event.activity, event.imprint.masked)
    return [
        row(Box("小组名称", group(event), 5.7), said.box(Activity.theme)),
        row(
            Box(Activity.begin.label, said(Activity.begin) or said(Activity.planned_on), 5.7),
            said.box(Activity.end),
        ),
        row(said.box(Activity.place, 5.7), Box("召集人、\n主持人", said(Activity.convenor))),
        row(
            Box("活动方式", said(Activity.kind), 3.0),
            Box(Activity.organised_by.label, ticks(ORGANISERS, event.activity.get("organised_by"))),
        ),
    ]


def group(event: Event) -> str:
    """The deputies' group of whoever called it, else of those who are expected."""
    names = filter(None, (event.activity.get("convenor"), *(event.activity.get("expected") or ())))
    return next((found for name in names if (found := event.deputies.get(name, {}).get(Deputy.group.name))), "")


def _who(event: Event) -> list[Strip]:
    said, present = Values(event.activity, event.imprint.masked), event.activity.get("present") or ()
    expected = event.activity.get("expected") or ()
    counted = (f"{len(expected)} 人" if expected else "", f"{len(present)} 人" if present else "")
    return [
        row(Box(Activity.expected.label, counted[0], 5.7), Box(Activity.present.label, counted[1])),
        words("参加代表\n签到", cell.SEPARATOR.join(present or expected), 50, lines=2),
        row(Box("缺席及\n原因", said(Activity.absent))),
        row(Box("列席人员、\n单位", said(Activity.units))),
    ]


def _what(event: Event) -> list[Strip]:
    said = Values(event.activity, event.imprint.masked)
    photos = len(event.activity.get("photos") or ())
    content = "\n".join(filter(None, (said(Activity.purpose), said(Activity.agenda))))
    return [
        words("活动内容\n与议程", content, 90, lines=3),
        words(Activity.record.label, said(Activity.record), 130, lines=3),
        words("形成意见\n建议", "", 60, "（意见编号：　　　　　　　　　　　　）", lines=2),
        words("落实情况", "", 50, lines=2),
        row(
            Box("记录人", event.activity.get("created_by") or "", 5.7),
            Box(Activity.photos.label, f"{photos} 张" if photos else ""),
        ),
    ]

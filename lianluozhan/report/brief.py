"""活动简讯: an activity told on a page or two: headline, when, where, who, what was said, pictures with captions.

brief_docx.py has it for Word.
"""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan.activity import Activity
from lianluozhan.report import cell, form, prose
from lianluozhan.report.art import Drawn, Picture
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Cell, Strip, Style
from lianluozhan.report.subject import Brief
from lianluozhan.report.typeface import KAI

CODE, NAME, ABOUT = "", "活动简讯", "activity"
SAID = "发言摘要"
CAPTION = Style(KAI, 10.0, 14.0)
PHOTO = 165.0  # points a picture is high
ACROSS = 2
LONGEST = 30  # characters of a headline


def layout(brief: Brief) -> Layout:
    """The news on A4 portrait, prose that goes on on the next page."""
    sheet = form.sheet(brief.imprint, NAME, brief.activity.get("number") or "")
    strips = [prose.headline(headline(brief)), *map(prose.paragraph, paragraphs(brief))]
    for at in range(0, len(brief.pictures), ACROSS):
        strips += side_by_side([*brief.pictures[at : at + ACROSS], None][:ACROSS])
    strips.append(prose.signed(f"{brief.imprint.place}\n{cell.day(brief.imprint.printed_on)}"))
    return Drawn.of(sheet, strips)


def side_by_side(pair: Sequence[tuple[str, bytes] | None], high: float = PHOTO) -> list[Strip]:
    """Pictures beside each other, each above its caption; None leaves its place free."""
    cells = [Cell("", 1, art=Picture(one[1]) if one else None) for one in pair]
    captions = [Cell(one[0] if one else "", 1, CAPTION, MIDDLE) for one in pair]
    return [Strip(tuple(cells), keep=True, ruled=False, least=high), Strip(tuple(captions), ruled=False, least=20.0)]


# ---- what is told


def headline(brief: Brief) -> str:
    """The line above what was written as news; where nobody wrote one, what the activity is."""
    activity = brief.activity
    own, _lines = _written(brief)
    theme = activity.get("theme")
    return own or f"{brief.imprint.place}开展{f'“{theme}”' if theme else ''}{activity.get('kind') or '活动'}"


def _written(brief: Brief) -> tuple[str, list[str]]:
    """What was written as news, which is not for the wall: its headline, where its first line is short and others follow."""
    lines = [] if brief.imprint.masked else _lines(brief.activity.get("brief"))
    first = lines[0].rstrip("。") if len(lines) > 1 else ""
    return (first, lines[1:]) if 0 < len(first) <= LONGEST else ("", lines)


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def paragraphs(brief: Brief) -> list[str]:
    """When, where and who; what for; what was written as news; what was said, which is not for the wall."""
    activity, written = brief.activity, []
    when = (
        cell.day(activity.get("begin") or activity.get("planned_on") or "")
        if activity.get("begin") or activity.get("planned_on")
        else ""
    )
    people = activity.get("present") or activity.get("expected") or ()
    where = activity.get("place") or brief.imprint.place
    what = f"“{activity['theme']}”{activity['kind'] or ''}" if activity.get("theme") else activity.get("kind") or "活动"
    led = f"，由{activity['convenor']}召集" if activity.get("convenor") else ""
    who = f"，{'、'.join(people)}等 {len(people)} 名代表参加" if people else ""
    units = f"，{'、'.join(activity['units'])}参加" if activity.get("units") else ""
    written.append(f"{when}，{where}组织开展{what}{led}{who}{units}。".lstrip("，"))
    for field in (Activity.purpose, Activity.agenda):
        written += _headed(field.label, activity.get(field.name))
    written += _written(brief)[1]
    return written if brief.imprint.masked else [*written, *_headed(SAID, activity.get("record"))]


def _headed(label: str, text: str | None) -> list[str]:
    """Lines of which the first says what they are."""
    lines = _lines(text)
    return [f"{label}：{lines[0]}", *lines[1:]] if lines else []

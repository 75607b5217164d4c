"""民生实事 of a year: 民生实事清单 as they are voted on and carried out, 民生实事票决票 to vote with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lianluozhan import period
from lianluozhan.livelihood import said_votes
from lianluozhan.official import Tenure
from lianluozhan.parts import PROJECT_PAPERS
from lianluozhan.project import CHOSEN, FINISHED, LEFT_OUT, LIVELIHOOD, STOPPED, YES, Project
from lianluozhan.project_steps import DONE, Step, steps_of
from lianluozhan.report import cell, form
from lianluozhan.report.form import Box, row
from lianluozhan.report.imprint import Row
from lianluozhan.report.ledger import band, ended, note, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.project_papers import day
from lianluozhan.report.strip import MIDDLE, Strip
from lianluozhan.report.subject import Deeds
from lianluozhan.report.table import Table
from lianluozhan.whose import LABEL as STATION_LABEL, STATION

_SHEET, LIST, _AGREEMENT, _CASE, TICKET = PROJECT_PAPERS
ABOUT = "deeds"
NEWS = "进展"
COLUMNS = {
    "序号": 0.9,
    Project.title.label: 4.2,
    Project.lead_deputy.label: 2.0,
    Project.organs.label: 2.8,
    "票数": 2.3,
    Project.voted.label: 1.6,
    "步骤": 1.5,
    Project.due_on.label: 2.0,
    NEWS: 5.2,
    Project.state.label: 1.5,
}
OF_A_DISTRICT = {STATION_LABEL: 1.8}
PROSE = Project.title.label, Project.organs.label, NEWS
NOT_CHOSEN_YET = "候选，还没有选定"
WAYS = YES, *(one.label.removesuffix("票") for one in (Tenure.no, Tenure.abstain))
WHICH = "候选项目"
TICKETED = Table({"序号": 1.0, WHICH: 9.6} | dict.fromkeys(WAYS, 1.8), prose=(WHICH,), style=form.TEXT, high=24.0)
OPEN_NUMBER, BLANK = "　　　项", 6  # by hand
HALVES = 8  # candidates of a slip, up to which two of them fit on a page
HOW = (
    f"无记名。每一项选一格，在{form.OPEN}里打√；{YES}的不能多于应选的项数，多了这张票无效；"
    f"一项里多选、不选、写不清的，这一项不算{YES}。"
)


# ---- 民生实事清单


def listing(deeds: Deeds) -> Layout:
    """A year's candidates with their votes, what was chosen, how far each is; of a month what it brought."""
    of_a_district = any(STATION in one for one in deeds.rows)
    table = Table(COLUMNS | OF_A_DISTRICT if of_a_district else COLUMNS, PROSE, high=24.0)
    name = f"{LIVELIHOOD}公示" if deeds.imprint.masked else LIST
    page = form.lying(deeds.imprint, name, table.head(30.0))
    page = replace(page, above=(deeds.imprint.place, period.said(deeds.imprint.month), ""))
    strips = list(_groups(deeds, table)) or [nothing(f"{_year(deeds)}还没有{LIVELIHOOD}候选")]
    return Layout(page, ended(strips, total(_sums(deeds.rows)), form.signing("制表人", "批准人")))


def _year(deeds: Deeds) -> str:
    return period.said(deeds.imprint.month[:4])


def _groups(deeds: Deeds, table: Table) -> Iterator[Strip]:
    """What was chosen, what waits to be voted on, what was left out."""
    for decision, title in ((CHOSEN, CHOSEN), (None, NOT_CHOSEN_YET), (LEFT_OUT, LEFT_OUT)):
        found = [one for one in deeds.rows if (one["decision"] or None) == decision]
        if found:
            yield band(f"{title}　{len(found)} 项")
        for place, one in enumerate(found, 1):
            yield table.line(
                *_deed(place, one, deeds.imprint.month), *([one[STATION]] if STATION_LABEL in table.columns else ())
            )


def _sums(rows: Sequence[Row]) -> str:
    chosen = [one for one in rows if one["decision"] == CHOSEN]
    finished = sum(one["state"] == FINISHED for one in chosen)
    return f"合计：候选 {len(rows)} 项，{CHOSEN} {len(chosen)} 项，{FINISHED} {finished} 项"


def _deed(place: int, one: Row, span: str) -> Iterable[str]:
    """The texts of COLUMNS."""
    steps = steps_of(one["steps"])
    yield str(place)
    yield one["title"]
    yield one["lead_deputy"] or ""
    yield cell.SEPARATOR.join(one["organs"] or ())
    yield said_votes(one)
    yield one["voted"] or ""
    yield f"{sum(step.done is not None for step in steps)}/{len(steps)}" if steps else ""
    yield _by(one["due_on"], span[:4])
    yield "\n".join(_news(one, steps, span))
    yield one["state"]


def _by(on: str | None, year: str) -> str:
    """A day in a narrow column: 11月26日, of another year two lines."""
    return cell.shorter(day(on), year).replace("年", "年\n", 1)


def _news(one: Row, steps: Sequence[Step], span: str) -> Iterator[str]:
    """What the month brought; of a year what came of it, else the last that was done and what is next."""
    if period.unit(span) != period.YEAR:
        yield from _news_of_a_month(one, steps, span)
    elif one["result"] or one["stopped_why"]:
        yield one["result"] or one["stopped_why"]
    else:
        yield from _so_far(one, steps, span[:4])


def _news_of_a_month(one: Row, steps: Sequence[Step], span: str) -> Iterator[str]:
    dated = [
        (one["decided_on"], one["voted"]),
        *((step.done, step.what) for step in steps),
        (one["finished_on"], one["result"]),
        (one["stopped_on"], one["stopped_why"]),
    ]
    for on, what in dated:
        if on and period.holds(span, on):
            yield f"{cell.shorter(cell.day(on), span[:4])}：{what}"


def _so_far(one: Row, steps: Sequence[Step], year: str) -> Iterator[str]:
    if done := [step for step in steps if step.done is not None]:
        yield f"{DONE}：{done[-1].what}"
    if one["state"] != STOPPED and (ahead := next((step for step in steps if step.done is None), None)):
        yield f"下一步：{ahead.what}" + (f"（{cell.shorter(cell.day(ahead.by), year)}前）" if ahead.by else "")


# ---- 民生实事票决票


def ticket(deeds: Deeds) -> Layout:
    """A slip with the candidates of a year in the order they were put forward, two on a page where they fit, to be cut apart; as
    many pages as there are voters. How many are to be chosen is the meeting's, and written in by hand; so are the candidates where
    none waits to be voted on."""
    waiting = [one for one in deeds.rows if not one["decision"] and one["state"] != STOPPED]
    waiting.sort(key=lambda one: (one["world"], one["number"] or ""))
    slip = [
        row(
            Box("票决什么", f"{_year(deeds)}{LIVELIHOOD}", 6.2),
            Box("候选", f"{len(waiting)} 项" if waiting else OPEN_NUMBER, 1.8, 1.4, MIDDLE),
            Box("应选", OPEN_NUMBER, head=1.4, align=MIDDLE),
        ),
        TICKETED.head(21.0)._replace(keep=True),
        *(_choice(place, one) for place, one in enumerate(waiting or [{}] * BLANK, 1)),
        note(HOW),
    ]
    if len(waiting) <= HALVES:
        slip = [*form.kept(slip), form.cut("剪开"), form.subtitle(TICKET), *form.kept(slip)]
    return Layout(replace(form.sheet(deeds.imprint, TICKET), above=(deeds.imprint.place, "", "")), slip)


def _choice(place: int, one: Row) -> Strip:
    what = "：".join(filter(None, (one.get("title"), one.get("goal"))))
    return TICKETED.line(str(place), what, *(form.OPEN for _way in WAYS))

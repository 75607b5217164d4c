"""代表联络站+: 项目一张纸, 调处协议书, and of a year's 民生实事 the slips to vote on and the list as it is
voted on and carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from lianluozhan import period
from lianluozhan.duty import Duty
from lianluozhan.field import Field
from lianluozhan.livelihood import said_votes
from lianluozhan.masking import mask_names
from lianluozhan.mediation import Party, parties_of, refuse_other
from lianluozhan.official import Tenure
from lianluozhan.parts import PROJECT_PAPERS
from lianluozhan.project import (
    CHOSEN,
    DONE,
    FINISHED,
    KINDS,
    LEFT_OUT,
    LIVELIHOOD,
    STOPPED,
    YES,
    Project,
    Step,
    steps_of,
)
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.art import Drawn
from lianluozhan.report.brief import side_by_side
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Row
from lianluozhan.report.ledger import WITHHELD, band, ended, note, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, Cell, Strip
from lianluozhan.report.subject import Deeds, Photo, Work
from lianluozhan.whose import LABEL as STATION_LABEL, STATION

SHEET, LIST, AGREEMENT, CASE, TICKET = PROJECT_PAPERS
ABOUT, LIST_ABOUT = "project", "deeds"
STEPS = {"序号": 1.2, "做什么": 6.3, "几号前": 2.8, "谁来做": 3.0, "哪天办的": 2.7}
COLUMNS = {
    "序号": 0.9,
    Project.title.label: 4.2,
    Project.lead_deputy.label: 2.0,
    Project.organs.label: 2.8,
    "票数": 2.3,
    Project.voted.label: 1.6,
    "步骤": 1.5,
    Project.due_on.label: 2.0,
    "进展": 5.2,
    Project.state.label: 1.5,
}
PHOTO, SMALLER = 130.0, 92.0  # points a picture is high; where there are several pairs
WIDE = (Project.title.label, Project.organs.label, "进展")
WAYS = YES, *(one.label.removesuffix("票") for one in (Tenure.no, Tenure.abstain))
TICKETED = {"序号": 1.0, "候选项目": 9.6} | dict.fromkeys(WAYS, 1.8)
OPEN_NUMBER, BLANK = "　　　项", 6  # by hand
HALVES = 8  # candidates of a slip, up to which two of them fit on a page
HOW = f"无记名。每一项选一格，在{form.OPEN}里打√；{YES}的不能多于应选的项数，多了这张票无效；一项里多选、不选、写不清的，这一项不算{YES}。"
COPIES = "本协议一式　　份，各方当事人各执一份，联络站存一份，签字后生效。"
AGREED = "各方自愿达成如下协议，并自觉履行："


def said_of(work: Work) -> Callable[..., str]:
    """A field's words as this copy may say them: on one for the wall nobody of the public in full."""
    values = Values(work.project, work.imprint.masked)

    def said(field: Field, show: Callable[[Any], str] | None = None) -> str:
        text = values(field, show)
        return mask_names(text, work.names) if work.imprint.masked else text

    return said


# ---- 项目一张纸


def sheet(work: Work) -> Layout:
    """A project on one sheet: what for, who, step by step, before and after, what came of it."""
    said, project = said_of(work), work.project
    strips = [*_what(work), *_people(work), words(Project.goal.label, said(Project.goal), lines=2), *_steps(work)]
    if project.get("voted"):
        strips.append(
            row(
                Box(Project.voted.label, project["voted"], 1.8),
                Box("票数", said_votes(project), 4.6, head=1.4),
                Box(Project.decided_on.label, said(Project.decided_on, cell.day)),
            )
        )
    if project.get("agreed_on") or project.get("agreement"):
        strips.append(
            row(
                Box(Project.agreed_on.label, said(Project.agreed_on, cell.day), 4.0),
                Box(Project.agreement.label, _agreed(work)),
            )
        )
    strips += photos(work)
    if project.get("state") == STOPPED:
        strips.append(
            row(
                Box(Project.stopped_on.label, said(Project.stopped_on, cell.day), 4.0),
                Box(Project.stopped_why.label, said(Project.stopped_why)),
            )
        )
    strips += [words(field.label, said(field), 60, lines=2) for field in (Project.result, Project.lesson)]
    return Drawn.of(
        form.sheet(work.imprint, SHEET, project.get("number") or ""), [*strips, form.signing("填表人", "站长")]
    )


def _what(work: Work) -> list[Strip]:
    said = said_of(work)
    return [
        row(Box(Project.title.label, said(Project.title), 9.0), Box(Project.state.label, said(Project.state), head=1.6)),
        row(Box(Project.kind.label, ticks(KINDS, work.project.get("kind")), 9.0), Box(Project.year.label, said(Project.year), head=1.6)),
        row(Box(Project.begun_on.label, said(Project.begun_on, cell.day), 3.1), Box(Project.due_on.label, said(Project.due_on, cell.day), 3.1), Box(Project.finished_on.label, said(Project.finished_on, cell.day))),
    ]  # fmt: skip


def _people(work: Work) -> list[Strip]:
    said, project = said_of(work), work.project
    lead = [project["lead_deputy"]] if project.get("lead_deputy") else []
    duties = cell.SEPARATOR.join(map(short_number, project.get("duties") or ()))
    return [
        row(Box(Project.lead_deputy.label, form.people(lead, work.deputies), 5.7), Box(Project.organs.label, said(Project.organs))),
        row(Box(Project.deputies.label, form.people(project.get("deputies"), work.deputies))),
        row(Box(Project.place.label, said(Project.place), 5.7), Box("来自意见", cell.SEPARATOR.join(short_number(one.get("number") or "") for one in work.issues), 2.4), Box(Duty.label, duties, head=1.6)),
    ]  # fmt: skip


def _line(texts: Sequence[str], shares: Sequence[float], left: int) -> Strip:
    return Strip(
        tuple(
            Cell(text, share, form.TEXT, LEFT if place == left else MIDDLE)
            for place, (text, share) in enumerate(zip(texts, shares, strict=True))
        ),
        least=21.0,
    )


def _steps(work: Work) -> Iterator[Strip]:
    yield band(Project.steps.label)
    yield Strip(
        tuple(Cell(title, share, form.LABEL, MIDDLE) for title, share in STEPS.items()),
        keep=True,
        least=21.0,
        columns=True,
    )
    steps = steps_of(work.project.get("steps"))
    mask = (lambda text: mask_names(text, work.names)) if work.imprint.masked else str
    for place, one in enumerate(steps, 1):
        yield _line(
            (str(place), mask(one.what), _day(one.by), mask(one.who), DONE if one.done == "" else _day(one.done)),
            tuple(STEPS.values()),
            1,
        )
    if not steps:
        yield nothing("还没有写步骤")._replace(keep=False, least=26.0)


def _day(on: str | None) -> str:
    return cell.day(on) if on else ""


def _by(on: str | None, year: str) -> str:
    """A day in a narrow column: 11月26日, of another year two lines."""
    return cell.shorter(_day(on), year).replace("年", "年\n", 1)


def _agreed(work: Work) -> str:
    if not work.project.get("agreement"):
        return ""
    return WITHHELD if work.imprint.masked else f"见{AGREEMENT}"


def photos(work: Work) -> list[Strip]:
    """How it was at the left, how it is at the right; nothing where there is none."""
    if not (work.before or work.after):
        return []
    strips = [band(f"{Project.before.label}　{Project.after.label}")._replace(heads=False)]
    pairs = list(zip_longest(work.before, work.after))
    high = PHOTO if len(pairs) == 1 else SMALLER
    for was, now in pairs:
        strips += side_by_side([_captioned("办前", was), _captioned("办后", now)], high)
    return strips


def _captioned(when: str, photo: Photo | None) -> Photo | None:
    return photo and ("：".join(filter(None, (when, photo[0]))), photo[1])


# ---- 调处协议书


def agreement(work: Work) -> Layout:
    """What was agreed, to be signed by everybody and sealed. Raises BadInput of a project that is no mediation."""
    refuse_other(work.project.get("kind"))
    said, masked = said_of(work), work.imprint.masked
    parties = parties_of(work.project.get("parties")) or [Party("甲方", ""), Party("乙方", "")]
    who = [row(Box(one.role, WITHHELD if masked and one.name else one.words)) for one in parties]
    mediators = form.people(
        dict.fromkeys(filter(None, (work.project.get("lead_deputy"), *(work.project.get("deputies") or ())))),
        work.deputies,
    )
    points = said(Project.agreement)
    strips = [
        *who, row(Box("调处人", mediators)), row(Box("到场单位", said(Project.organs), 5.7), Box("调处地点", said(Project.place))),
        words("纠纷事由", "\n".join(filter(None, (said(Project.title), said(Project.goal)))), 40, lines=3),
        words("协议内容", points if points in ("", WITHHELD) else f"{AGREED}\n{points}", 120, lines=8), note(COPIES),
        *_signed([one.role for one in parties]),
        words("见证单位", "", 30, f"（盖章）{form.DATE}", lines=3),
    ]  # fmt: skip
    return Layout(form.sheet(work.imprint, AGREEMENT, work.project.get("number") or ""), strips)


def _signed(roles: Sequence[str]) -> Iterator[Strip]:
    """Two a line, each with room for the pen and a thumb, and the day."""
    for one, other in zip_longest((*roles, "调处人")[::2], (*roles, "调处人")[1::2]):
        yield Strip(tuple(_signs(role) for role in (one, other)), keep=True, least=46.0)


def _signs(role: str | None) -> Cell:
    return Cell(f"{role}（签字、按手印）：" if role else "", 1, form.TEXT, top=True, foot=form.DATE if role else "")


# ---- 民生实事清单


def listing(deeds: Deeds) -> Layout:
    """A year's candidates with their votes, what was chosen, how far each is; of a month what it brought."""
    wall, station = deeds.imprint.masked, any(STATION in one for one in deeds.rows)
    columns = COLUMNS | ({STATION_LABEL: 1.8} if station else {})
    head = Strip(tuple(Cell(title, share, LABEL, MIDDLE) for title, share in columns.items()), least=30.0)
    strips = []
    for title, belongs in (
        (CHOSEN, lambda one: one["decision"] == CHOSEN),
        ("候选，还没有选定", lambda one: not one["decision"]),
        (LEFT_OUT, lambda one: one["decision"] == LEFT_OUT),
    ):
        found = [one for one in deeds.rows if belongs(one)]
        strips += (
            [
                band(f"{title}　{len(found)} 项"),
                *(_deed(place, one, deeds, columns) for place, one in enumerate(found, 1)),
            ]
            if found
            else []
        )
    strips = strips or [nothing(f"{period.said(deeds.imprint.month[:4])}还没有{LIVELIHOOD}候选")]
    chosen = [one for one in deeds.rows if one["decision"] == CHOSEN]
    sums = total(
        f"合计：候选 {len(deeds.rows)} 项，{CHOSEN} {len(chosen)} 项，{FINISHED} {sum(one['state'] == FINISHED for one in chosen)} 项"
    )
    page = form.lying(deeds.imprint, f"{LIVELIHOOD}公示" if wall else LIST, head)
    page = replace(page, above=(deeds.imprint.place, period.said(deeds.imprint.month), ""))
    return Layout(page, ended(strips, sums, form.signing("制表人", "批准人")))


def _deed(place: int, one: Row, deeds: Deeds, columns: dict[str, float]) -> Strip:
    steps = steps_of(one["steps"])
    done = f"{sum(step.done is not None for step in steps)}/{len(steps)}" if steps else ""
    texts = (
        str(place), one["title"], one["lead_deputy"] or "", cell.SEPARATOR.join(one["organs"] or ()), said_votes(one), one["voted"] or "", done, _by(one["due_on"], deeds.imprint.month[:4]),
        "\n".join(_news(one, steps, deeds.imprint.month)), one["state"], *([one[STATION]] if STATION_LABEL in columns else ()),
    )  # fmt: skip
    return Strip(
        tuple(
            Cell(text, share, BODY, LEFT if title in WIDE else MIDDLE)
            for text, (title, share) in zip(texts, columns.items(), strict=True)
        ),
        least=24.0,
    )


def _news(one: Row, steps: Sequence[Step], span: str) -> Iterator[str]:
    """What the month brought; of a year what came of it, else the last that was done and what is next."""
    if period.unit(span) != period.YEAR:
        dated = [
            (one["decided_on"], one["voted"]),
            *((step.done, step.what) for step in steps),
            (one["finished_on"], one["result"]),
            (one["stopped_on"], one["stopped_why"]),
        ]
        yield from (
            f"{cell.shorter(cell.day(on), span[:4])}：{what}" for on, what in dated if on and period.holds(span, on)
        )
        return
    if one["result"] or one["stopped_why"]:
        yield one["result"] or one["stopped_why"]
        return
    if done := [step for step in steps if step.done is not None]:
        yield f"{DONE}：{done[-1].what}"
    if one["state"] != STOPPED and (ahead := next((step for step in steps if step.done is None), None)):
        yield f"下一步：{ahead.what}" + (f"（{cell.shorter(cell.day(ahead.by), span[:4])}前）" if ahead.by else "")


# ---- 民生实事票决票


def ticket(deeds: Deeds) -> Layout:
    """A slip with the candidates of a year in the order they were put forward, two on a page where they fit, to be cut apart; as
    many pages as there are voters. How many are to be chosen is the meeting's, and written in by hand; so are the candidates where
    none waits to be voted on."""
    year = period.said(deeds.imprint.month[:4])
    found = sorted(
        (one for one in deeds.rows if not one["decision"] and one["state"] != STOPPED),
        key=lambda one: (one["world"], one["number"] or ""),
    )
    head = Strip(tuple(Cell(title, share, LABEL, MIDDLE) for title, share in TICKETED.items()), keep=True, least=21.0)
    one = [
        row(Box("票决什么", f"{year}{LIVELIHOOD}", 6.2), Box("候选", f"{len(found)} 项" if found else OPEN_NUMBER, 1.8, 1.4, MIDDLE), Box("应选", OPEN_NUMBER, head=1.4, align=MIDDLE)),
        head, *(_choice(place, each) for place, each in enumerate(found or [{}] * BLANK, 1)), note(HOW),
    ]  # fmt: skip
    sheet = replace(form.sheet(deeds.imprint, TICKET), above=(deeds.imprint.place, "", ""))
    return Layout(
        sheet,
        [*form.kept(one), form.cut("剪开"), form.subtitle(TICKET), *form.kept(one)] if len(found) <= HALVES else one,
    )


def _choice(place: int, one: Row) -> Strip:
    what = "：".join(filter(None, (one.get("title"), one.get("goal"))))
    return Strip(
        (
            Cell(str(place), 1.0, form.TEXT, MIDDLE),
            Cell(what, 9.6, form.TEXT),
            *(Cell(form.OPEN, 1.8, form.TEXT, MIDDLE) for _way in WAYS),
        ),
        least=24.0,
    )

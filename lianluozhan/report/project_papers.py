"""代表联络站+: 项目一张纸, and 调处协议书."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from lianluozhan.duty import Duty
from lianluozhan.field import Field
from lianluozhan.livelihood import said_votes
from lianluozhan.masking import mask_names
from lianluozhan.mediation import Party, parties_of, refuse_other
from lianluozhan.parts import PROJECT_PAPERS
from lianluozhan.project import KINDS, STOPPED, Project
from lianluozhan.project_steps import DONE, steps_of
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.art import Drawn
from lianluozhan.report.brief import side_by_side
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.ledger import WITHHELD, band, note, nothing
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Cell, Strip
from lianluozhan.report.subject import Photo, Work
from lianluozhan.report.table import Table

SHEET, _LIST, AGREEMENT, CASE, _TICKET = PROJECT_PAPERS
ABOUT = "project"
WHAT = "做什么"
STEPS = Table(
    {"序号": 1.2, WHAT: 6.3, "几号前": 2.8, "谁来做": 3.0, "哪天办的": 2.7},
    prose=(WHAT,),
    style=form.TEXT,
    titles=form.LABEL,
    high=21.0,
)
PHOTO, SMALLER = 130.0, 92.0  # points a picture is high; where there are several pairs
MEDIATOR = "调处人"
COPIES = "本协议一式　　份，各方当事人各执一份，联络站存一份，签字后生效。"
AGREED = "各方自愿达成如下协议，并自觉履行："


class Said(Values):
    """A project's words as this copy may say them: on one for the wall nobody of the public in full."""

    def __init__(self, work: Work) -> None:
        super().__init__(work.project, work.imprint.masked)
        self.names = work.names

    def __call__(self, field: Field, show: Callable[[Any], str] | None = None) -> str:
        """A field's words; nothing where it is absent."""
        return self.veiled(super().__call__(field, show))

    def veiled(self, text: str) -> str:
        """Any other words of the project."""
        return mask_names(text, self.names) if self.masked else text


# ---- 项目一张纸


def sheet(work: Work) -> Layout:
    """A project on one sheet: what for, who, step by step, before and after, what came of it."""
    said = Said(work)
    strips = [
        *_what(work, said),
        *_people(work, said),
        words(Project.goal.label, said(Project.goal), lines=2),
        *_steps(work, said),
        *_decided(work, said),
        *photos(work),
        *_stopped(work, said),
        *(words(field.label, said(field), 60, lines=2) for field in (Project.result, Project.lesson)),
        form.signing("填表人", "站长"),
    ]
    return Drawn.of(form.sheet(work.imprint, SHEET, work.project.get("number") or ""), strips)


def _what(work: Work, said: Said) -> Iterator[Strip]:
    yield row(said.box(Project.title, 9.0), said.box(Project.state, head=1.6))
    kinds = Box(Project.kind.label, ticks(KINDS, work.project.get("kind")), 9.0)
    yield row(kinds, said.box(Project.year, head=1.6))
    yield row(
        said.box(Project.begun_on, 3.1, show=cell.day),
        said.box(Project.due_on, 3.1, show=cell.day),
        said.box(Project.finished_on, show=cell.day),
    )


def _people(work: Work, said: Said) -> Iterator[Strip]:
    project = work.project
    lead = [project["lead_deputy"]] if project.get("lead_deputy") else []
    issues = [one.get("number") or "" for one in work.issues]
    yield row(Box(Project.lead_deputy.label, form.people(lead, work.deputies), 5.7), said.box(Project.organs))
    yield row(Box(Project.deputies.label, form.people(project.get("deputies"), work.deputies)))
    yield row(
        said.box(Project.place, 5.7),
        Box("来自意见", _short(issues), 2.4),
        Box(Duty.label, _short(project.get("duties") or ()), head=1.6),
    )


def _short(numbers: Sequence[str]) -> str:
    return cell.SEPARATOR.join(map(short_number, numbers))


def _steps(work: Work, said: Said) -> Iterator[Strip]:
    yield band(Project.steps.label)
    yield STEPS.head(STEPS.high, within=True)
    steps = steps_of(work.project.get("steps"))
    for place, one in enumerate(steps, 1):
        done = DONE if one.done == "" else day(one.done)
        yield STEPS.line(str(place), said.veiled(one.what), day(one.by), said.veiled(one.who), done)
    if not steps:
        yield nothing("还没有写步骤")._replace(keep=False, least=26.0)


def day(on: str | None) -> str:
    """A day in words; nothing where there is none."""
    return cell.day(on) if on else ""


def _decided(work: Work, said: Said) -> Iterator[Strip]:
    """What was voted, what was agreed."""
    project = work.project
    if project.get("voted"):
        yield row(
            Box(Project.voted.label, project["voted"], 1.8),
            Box("票数", said_votes(project), 4.6, head=1.4),
            said.box(Project.decided_on, show=cell.day),
        )
    if project.get("agreed_on") or project.get("agreement"):
        yield row(said.box(Project.agreed_on, 4.0, show=cell.day), Box(Project.agreement.label, _agreed(work)))


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


def _stopped(work: Work, said: Said) -> Iterator[Strip]:
    if work.project.get("state") == STOPPED:
        yield row(said.box(Project.stopped_on, 4.0, show=cell.day), said.box(Project.stopped_why))


# ---- 调处协议书


def agreement(work: Work) -> Layout:
    """What was agreed, to be signed by everybody and sealed. Raises BadInput of a project that is no mediation."""
    refuse_other(work.project.get("kind"))
    said = Said(work)
    parties = parties_of(work.project.get("parties")) or [Party("甲方", ""), Party("乙方", "")]
    strife = filter(None, (said(Project.title), said(Project.goal)))
    strips = [
        *(_party(one, masked=said.masked) for one in parties),
        row(Box(MEDIATOR, _mediators(work))),
        row(Box("到场单位", said(Project.organs), 5.7), Box("调处地点", said(Project.place))),
        words("纠纷事由", "\n".join(strife), 40, lines=3),
        words("协议内容", _points(said), 120, lines=8),
        note(COPIES),
        *_signed([one.role for one in parties]),
        words("见证单位", "", 30, f"（盖章）{form.DATE}", lines=3),
    ]
    return Layout(form.sheet(work.imprint, AGREEMENT, work.project.get("number") or ""), strips)


def _party(one: Party, *, masked: bool) -> Strip:
    return row(Box(one.role, WITHHELD if masked and one.name else one.words))


def _mediators(work: Work) -> str:
    every = (work.project.get("lead_deputy"), *(work.project.get("deputies") or ()))
    return form.people(dict.fromkeys(filter(None, every)), work.deputies)


def _points(said: Said) -> str:
    points = said(Project.agreement)
    return points if points in ("", WITHHELD) else f"{AGREED}\n{points}"


def _signed(roles: Sequence[str]) -> Iterator[Strip]:
    """Two a line, each with room for the pen and a thumb, and the day."""
    every = (*roles, MEDIATOR)
    for one, other in zip_longest(every[::2], every[1::2]):
        yield Strip((_signs(one), _signs(other)), keep=True, least=46.0)


def _signs(role: str | None) -> Cell:
    return Cell(f"{role}（签字、按手印）：" if role else "", 1, form.TEXT, top=True, foot=form.DATE if role else "")

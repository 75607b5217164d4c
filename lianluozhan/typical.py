"""典型案例: what is told of a project so that others learn from it: background, what was done, what came of it, 经验做法.

No person of the public is named in full and no number of anybody stands in it, on whichever copy; what people said and
agreed is told in the house alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lianluozhan.deputy import Deputy
from lianluozhan.masking import mask_names
from lianluozhan.mediation import names_of
from lianluozhan.project import Project
from lianluozhan.project_steps import steps_of
from lianluozhan.readable import title_of, wall_title
from lianluozhan.report.cell import day

HEADS = BACKGROUND, DONE, CAME, LESSON = "背景", "做法", "成效", Project.lesson.label
Row = Mapping[str, Any]
Told = dict[str, list[str]]  # {heading: its paragraphs}


def public_names(project: Row, issues: Iterable[Row]) -> list[str]:
    """The people whom no such case may name: the parties, those who raised its issues; deputies are not among them."""
    deputies = {project.get("lead_deputy"), *(project.get("deputies") or ())}
    return [
        name
        for name in (*names_of(project.get("parties")), *(one.get("raised_by") or "" for one in issues))
        if name and name not in deputies
    ]


def told(project: Row, issues: Sequence[Row], wall: bool) -> Told:
    """The case as the record has it; for the wall without anybody's own words."""
    names = public_names(project, issues)
    sections = {
        BACKGROUND: _background(project, issues, wall),
        DONE: _done(project, wall),
        CAME: _lines(project.get("result")),
        LESSON: _lines(project.get("lesson")),
    }
    return {head: [mask_names(text, names) for text in texts] for head, texts in sections.items()}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _background(project: Row, issues: Sequence[Row], wall: bool) -> list[str]:
    raised = []
    for one in issues:
        raised.append(
            f"{day(one['registered_at'])}，{one['kind']}：{(wall_title if wall or one.get('sensitive') else title_of)(one)}。"
        )
        if not wall and not one.get("sensitive") and one.get("statement"):
            raised.append(f"原话：{one['statement']}")
    return [*raised, *_lines(project.get("goal"))]


def _done(project: Row, wall: bool) -> list[str]:
    others = [name for name in project.get("deputies") or () if name != project.get("lead_deputy")]
    who = []
    if project.get("lead_deputy"):
        who.append(f"{Deputy.label}{project['lead_deputy']}牵头")
    if others:
        who.append(f"{'、'.join(others)}参与")
    if project.get("organs"):
        who.append(f"{'、'.join(project['organs'])}办理")
    steps = [
        f"{place}. {one.what}{_when(one.done or one.by, one.who)}"
        for place, one in enumerate(steps_of(project.get("steps")), 1)
    ]
    return [*([f"{'，'.join(who)}。"] if who else []), *steps, *_agreed(project, wall)]


def _agreed(project: Row, wall: bool) -> list[str]:
    """When it was signed; in the house what was agreed too."""
    points = [] if wall else _lines(project.get("agreement"))
    signed = f"{day(project['agreed_on'])}，当事人签了协议" if project.get("agreed_on") else "协议" if points else ""
    return [f"{signed}{'：' if points else '。'}", *points] if signed else []


def _when(on: str | None, who: str) -> str:
    said = "，".join(filter(None, (day(on) if on else "", who)))
    return f"（{said}）" if said else ""


def words(case: Mapping[str, Sequence[str]]) -> str:
    """The whole of it as one text, each heading on a line of its own; a heading under which nothing is told is left out."""
    return "\n".join(line for head, texts in case.items() if texts for line in (head, *texts))


def read(text: str) -> Told:
    """The same of a text somebody wrote on: what stands before the first heading belongs to the background. Total."""
    found: Told = {head: [] for head in HEADS}
    head = BACKGROUND
    for line in _lines(text):
        if line in found:
            head = line
        else:
            found[head].append(line)
    return found

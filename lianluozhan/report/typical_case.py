"""典型案例: a project told so that others learn from it: headline, background, what was done, what came of it, before and after."""

from __future__ import annotations

from lianluozhan.masking import mask_names
from lianluozhan.report import cell, form, prose
from lianluozhan.report.art import Drawn
from lianluozhan.report.brief import CAPTION
from lianluozhan.report.page import Layout
from lianluozhan.report.project_papers import CASE, photos
from lianluozhan.report.strip import MIDDLE, Cell, Strip, Style
from lianluozhan.report.subject import Work
from lianluozhan.report.typeface import SANS

HEADING = Style(SANS, 12.0, 20.0)
NUMERALS = "一二三四五六"
TO_WRITE = 3  # lines left to the pen under a heading nothing is told of yet


def layout(work: Work) -> Layout:
    """The case on A4 portrait, prose that goes on on the next page."""
    project = work.project
    title = mask_names(project.get("title") or "", work.names)
    finished = cell.day(project["finished_on"]) if project.get("finished_on") else project.get("state")
    kind = "　".join(filter(None, (work.imprint.place, project.get("kind"), finished)))
    strips = [
        prose.headline(title),
        Strip((Cell(kind, 1, CAPTION, MIDDLE),), ruled=False, least=24.0),
    ]
    for numeral, (head, texts) in zip(NUMERALS, work.case.items(), strict=False):
        strips.append(Strip((Cell(f"{numeral}、{head}", 1, HEADING),), keep=True, ruled=False, least=30.0))
        strips += map(prose.paragraph, texts)
        if not texts:
            strips.append(Strip((Cell("", 1, prose.BODY),), ruled=False, least=TO_WRITE * prose.BODY.leading))
    strips += [strip._replace(ruled=False) for strip in photos(work)[1:]]
    strips.append(prose.signed(f"{work.imprint.place}\n{cell.day(work.imprint.printed_on)}"))
    return Drawn.of(form.sheet(work.imprint, CASE, project.get("number") or ""), strips)

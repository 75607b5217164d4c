"""典型案例: a project told so that others learn from it: headline, background, what was done, what came of it, before and after."""

from __future__ import annotations

from lianluozhan.masking import mask_names
from lianluozhan.report import cell, form
from lianluozhan.report.art import Drawn
from lianluozhan.report.brief import BODY, CAPTION, HEADLINE, INDENT
from lianluozhan.report.page import Layout
from lianluozhan.report.project_papers import CASE, photos
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip, Style
from lianluozhan.report.subject import Work
from lianluozhan.report.typeface import SANS

HEADING = Style(SANS, 12.0, 20.0)
NUMERALS = "一二三四五六"
TO_WRITE = 3  # lines left to the pen under a heading nothing is told of yet


def layout(work: Work) -> Layout:
    """The case on A4 portrait, prose that goes on on the next page."""
    project = work.project
    title = mask_names(project.get("title") or "", work.names)
    kind = "　".join(
        filter(
            None,
            (
                work.imprint.place,
                project.get("kind"),
                cell.day(project["finished_on"]) if project.get("finished_on") else project.get("state"),
            ),
        )
    )
    strips = [
        Strip((Cell(title, 1, HEADLINE, MIDDLE),), keep=True, ruled=False, least=44.0),
        Strip((Cell(kind, 1, CAPTION, MIDDLE),), ruled=False, least=24.0),
    ]
    for numeral, (head, texts) in zip(NUMERALS, work.case.items(), strict=False):
        strips.append(Strip((Cell(f"{numeral}、{head}", 1, HEADING, LEFT),), keep=True, ruled=False, least=30.0))
        strips += [Strip((Cell(INDENT + text, 1, BODY, LEFT),), ruled=False, flows=True, least=26.0) for text in texts]
        strips += [Strip((Cell("", 1, BODY),), ruled=False, least=TO_WRITE * BODY.leading)] if not texts else []
    strips += [strip._replace(ruled=False) for strip in photos(work)[1:]]
    signed = f"{work.imprint.place}\n{cell.day(work.imprint.printed_on)}"
    end = Strip((Cell("", 1), Cell(signed, 1, BODY, MIDDLE)), ruled=False, least=60.0)
    return Drawn.of(form.sheet(work.imprint, CASE, project.get("number") or ""), [*strips, end])

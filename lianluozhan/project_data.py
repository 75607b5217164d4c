"""What papers on a project, and on a year's 民生实事, are made from."""

from __future__ import annotations

from dataclasses import replace

from lianluozhan import period, typical
from lianluozhan.case_data import alike, imprint_of
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue
from lianluozhan.livelihood import of_year
from lianluozhan.notice import CASE, Notice
from lianluozhan.post_data import pictures
from lianluozhan.project import Project
from lianluozhan.readable import readable
from lianluozhan.report.subject import Deeds, Work
from lianluozhan.span_data import Span
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import there

DEEDS = "deeds"  # what the list of a year's 民生实事 is about


def work(store: Store, project: Project, **options: bool) -> Work:
    """A project; on a copy for the wall its photos only where they may be seen by everybody."""
    store = there(store, project)
    imprint = imprint_of(store, project.begun_on or project.created_at, **options)
    row = readable(store, Project, [project])[0]
    issues = readable(store, Issue, by_id(store, Issue, project.issues or ()).values())
    shown = not imprint.masked or project.photos_public
    before, after = (pictures(store, papers) if shown else [] for papers in (project.before, project.after))
    case = (imprint.masked and _case(store, project)) or typical.told(row, issues, imprint.masked)
    named = [name for name in (project.lead_deputy, *(project.deputies or ())) if name]
    return Work(imprint, row, issues, alike(store, named), before, after, case, typical.public_names(row, issues))


def _case(store: Store, project: Project) -> typical.Told | None:
    """What hangs on the wall is what a person wrote for it, where somebody did."""
    written = store.find(Notice, "project=? AND kind=? AND words IS NOT NULL", (project.id, CASE), "number DESC", 1)
    return typical.read(written[0].words) if written else None


def deeds_span(store: Store, word: str) -> Span:
    """A year, or a month or quarter of it. Raises BadInput."""
    if not (found := period.read(word)):
        raise BadInput(f"“{word}”不是年份，也不是月份", then=f"请写成 {period.EXAMPLE}")
    return Span(DEEDS, found)


def deeds(store: Store, span: Span, **options: bool) -> Deeds:
    """The list of the year the span lies in."""
    rows = readable(store, Project, of_year(store, span.when[:4]))
    return Deeds(replace(imprint_of(store, span.when, **options), month=span.when), rows)

"""One paper for every deputy: a file each, or bound as one; told how far it is, stopped between two deputies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import whose
from lianluozhan.deputy import NAMELESS, Deputy
from lianluozhan.errors import BadInput, Problem
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.printing import listed
from lianluozhan.report.catalogue import PAPERS, Paper
from lianluozhan.report.file import write
from lianluozhan.report.page import pdf
from lianluozhan.report.printed import Printed
from lianluozhan.showing import safe_name
from lianluozhan.store import Store
from lianluozhan.yearbook import Yearbook

EVERYBODY = "全部代表"
EACH_DEPUTY = ("deputy", "year")  # what papers are about that every deputy may have

Tell = Callable[[str, int, int], object]


class Written(NamedTuple):
    """What was written: the files, for how many deputies, on how many pages; `missing` characters that no font has."""

    files: tuple[Path, ...]
    deputies: int
    pages: int
    missing: tuple[str, ...]


def for_everybody(store: Store, paper: Paper, when: str, to: Path, tell: Tell, **options: Any) -> Written:
    """Write a paper of every deputy in office in a year: into the folder `to`, or bound as the file `to` ends in .pdf.

    Who does it, `operator`, is written down before anything goes. What `tell` raises stops the work; a file that is there is
    whole then, a bound one is not begun. Raises BadInput where the paper is not about a deputy or nobody is there, Problem
    where it cannot be written.
    """
    if paper.about not in EACH_DEPUTY:
        raise BadInput(
            f"{paper.name}不是每位代表一份的",
            then=f"每位代表一份的有：{'、'.join(other.name for other in PAPERS if other.about in EACH_DEPUTY)}",
        )
    operator = options.pop("operator", "")
    book = Yearbook(store, when[:4] if paper.about == "year" else when, **options)
    people = book.everybody()
    if not people:
        raise BadInput(f"{book.when[:4]}年没有在任的代表", then="请先录入代表名册，再打印")
    title = f"{paper.name} {book.when}"
    if named := book.people():
        looked(whose.whole(store), EXPORTED, f"{title} {EVERYBODY}", named, operator=operator)
    made = _Making(book, paper, people, tell)
    if to.suffix.lower() == ".pdf":
        write({to: pdf(title, store.identity.name, made.layouts())})
        return Written((to,), len(people), made.pages, tuple(sorted(made.missing)))
    files: list[Path] = []
    try:
        for place, (one, layouts) in enumerate(made.each(), 1):
            path = to / safe_name(f"{paper.name}-{book.when}-{place:03}-{one.name or NAMELESS}.pdf".replace("/", "／"))
            write({path: pdf(f"{title} {one.name or NAMELESS}", store.identity.name, layouts)})
            files.append(path)
    except Problem as trouble:
        if files:
            trouble.safe += f"已经写好的 {len(files)} 份都是完整的，留在“{to.name}”里。"
        raise
    return Written(tuple(files), len(people), made.pages, tuple(sorted(made.missing)))


class _Making:
    """The papers one after the other, counted as they are made."""

    def __init__(self, book: Yearbook, paper: Paper, people: list[Deputy], tell: Tell) -> None:
        self.book, self.paper, self.people, self.tell = book, paper, people, tell
        self.pages = 0
        self.missing: set[str] = set()

    def each(self) -> Iterator[tuple[Deputy, list[Printed]]]:
        """Each deputy with the parts of the paper."""
        for done, one in enumerate(self.people):
            self.tell(f"做{self.paper.name}", done, len(self.people))
            layouts = listed(self.paper.layout(self.book.of(one)))
            self.pages += sum(len(part.pages) for part in layouts)
            self.missing |= set().union(*(part.missing for part in layouts))
            yield one, layouts

    def layouts(self) -> Iterator[Printed]:
        """All parts of all of them."""
        for _one, layouts in self.each():
            yield from layouts

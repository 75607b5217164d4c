"""One paper about one thing: asked for by name, made from the store, as bytes to be looked at, printed or kept."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from lianluozhan import clock, wall
from lianluozhan.errors import BadInput
from lianluozhan.looked import within
from lianluozhan.record import short_number
from lianluozhan.report import brief, catalogue, law_papers
from lianluozhan.report.catalogue import Paper
from lianluozhan.report.page import pdf
from lianluozhan.report.printed import Printed
from lianluozhan.showing import safe_name
from lianluozhan.span_data import Span
from lianluozhan.store import Store
from lianluozhan.subjects import ABOUT, WORDLESS


class Made(NamedTuple):
    """A paper that was made: its name, the name of its file, its bytes; `missing` are the characters no font has, `people`
    the records whose people stand on it unmasked, `given` what its words give away where it hangs for everybody."""

    name: str
    file: str
    data: bytes
    pages: int
    missing: tuple[str, ...]
    people: Mapping[str, Any] = MappingProxyType({})
    given: tuple[str, ...] = ()


def about(paper: Paper) -> str:
    """What a paper is about, in the clerk's word: 接待."""
    return ABOUT[paper.about].label


def example(paper: Paper) -> str:
    """What is to be written to say what a paper is about."""
    return ABOUT[paper.about].example


def subject(store: Store, paper: Paper, word: str | None) -> Any:
    """What a paper is asked about: a record, a day, a month … Raises BadInput, NotFound."""
    kind = ABOUT[paper.about]
    if not word and paper.about not in WORDLESS:
        raise BadInput(f"没有写{paper.name}印哪一条", then=f"请写{kind.example}")
    return kind.find(store, word or "")


def newest(store: Store, paper: Paper) -> Any:
    """What a paper is most likely wanted of; None where there is nothing."""
    return ABOUT[paper.about].usual(store)


def called(subject: Any) -> str:
    """The word that finds it again."""
    return subject.called if isinstance(subject, Span) else subject.data.get("number") or subject.id


def make(store: Store, name: str, subject: Any, *, draft: bool = False, masked: bool = False) -> Made:
    """The paper of this name or F-number about a record. Raises BadInput where it is about something else."""
    paper = catalogue.find(name)
    made = gathered(store, paper, subject, draft=draft, masked=masked)
    layouts = listed(paper.layout(made))
    data = pdf(f"{paper.name} {called(subject)}".strip(), store.identity.name, layouts)
    missing = set().union(*(one.missing for one in layouts))
    return Made(
        name=paper.name,
        file=file_name(paper, subject),
        data=data,
        pages=sum(len(one.pages) for one in layouts),
        missing=tuple(sorted(missing)),
        people={} if masked or paper.name in catalogue.BLANK else within(made),
        given=tuple(wall.given(made)),
    )


def file_name(paper: Paper, subject: Any) -> str:
    """What its file is called."""
    word = called(subject) or clock.day()
    short = word if isinstance(subject, Span) else short_number(word)
    return safe_name(f"{paper.name}-{'-'.join(short.split())}.pdf".replace("/", "／"))


def laid_out(store: Store, paper: Paper, subject: Any, **options: bool) -> list[Printed]:
    """The paper's parts, each on its pages. Raises BadInput where it is about something else."""
    return listed(paper.layout(gathered(store, paper, subject, **options)))


def gathered(store: Store, paper: Paper, subject: Any, **options: bool) -> Any:
    """What a paper is made from. Raises BadInput where it is about something else."""
    if subject.noun != paper.about:
        other = ABOUT[subject.noun].label if subject.noun in ABOUT else subject.label
        raise BadInput(f"{paper.name}印的是{about(paper)}，不能用{other}来印", then=f"请写{example(paper)}")
    return ABOUT[paper.about].data(store, subject, **options)


WORD = ".docx"
IN_WORD = {brief.NAME: "brief_docx", law_papers.REPORT: "law_docx"}  # loaded when asked for: its library takes a while


def as_word(store: Store, paper: Paper, subject: Any, *, draft: bool = False, masked: bool = False) -> Made:
    """The paper as a file of Word, where somebody edits it on. Raises BadInput of any other."""
    if paper.name not in IN_WORD:
        then = f"能存成 Word（{WORD}）的只有{'、'.join(IN_WORD)}，其余请存成 .pdf"
        raise BadInput(f"{paper.name}只能存成 PDF", then=then)
    writer = import_module(f"lianluozhan.report.{IN_WORD[paper.name]}")
    data = writer.docx(gathered(store, paper, subject, draft=draft, masked=masked))
    people = {} if masked else {subject.noun: [subject.id]}  # what was said stands in it word for word, to be edited on
    return Made(paper.name, file_name(paper, subject).removesuffix(".pdf") + WORD, data, 0, (), people)


def listed(made: Printed | list[Printed]) -> list[Printed]:
    """The parts of a paper, also of one that has a single part."""
    return made if isinstance(made, list) else [made]

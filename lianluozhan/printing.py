"""One paper about one thing: asked for by name, made from the store, as bytes to be looked at, printed or kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from lianluozhan.case_data import issue_case, visit_case
from lianluozhan.errors import BadInput
from lianluozhan.report import catalogue
from lianluozhan.report.catalogue import Paper
from lianluozhan.report.page import Layout, pdf
from lianluozhan.schema import SCHEMA
from lianluozhan.search import record_of
from lianluozhan.store import Store

DATA: dict[str, Callable[..., Any]] = {"visit": visit_case, "issue": issue_case}  # what a paper is about → its data
EXAMPLES = {"visit": "接待编号，如 J0012", "issue": "意见编号，如 Y0012"}


class Made(NamedTuple):
    """A paper that was made: its name, the name of its file, its bytes; `missing` are the characters no font has."""

    name: str
    file: str
    data: bytes
    pages: int
    missing: tuple[str, ...]


def about(paper: Paper) -> str:
    """What a paper is about, in the clerk's word: 接待."""
    return SCHEMA.records[paper.about].label


def subject(store: Store, paper: Paper, word: str | None) -> Any:
    """What a paper is asked about: the record with this number or name. Raises BadInput, NotFound."""
    if not word:
        raise BadInput(f"没有写{paper.name}印哪一条", then=f"请写{about(paper)}的编号")
    return record_of(store, word, paper.about)


def example(paper: Paper) -> str:
    """What is to be written to say what a paper is about."""
    return EXAMPLES[paper.about]


def newest(store: Store, paper: Paper) -> Any:
    """What a paper is most likely wanted of: the newest; None where there is nothing."""
    cls = SCHEMA.records[paper.about]
    return next(iter(store.find(cls, order="number DESC", limit=1)), None)


def called(subject: Any) -> str:
    """The word that finds it again."""
    return subject.data.get("number") or subject.data.get("name") or subject.id


def make(store: Store, name: str, subject: Any, *, draft: bool = False, masked: bool = False) -> Made:
    """The paper of this name or F-number about a record. Raises BadInput where it is about something else."""
    paper = catalogue.find(name)
    layout = laid_out(store, paper, subject, draft=draft, masked=masked)
    number = called(subject)
    data = pdf(f"{paper.name} {number}", store.identity.name, [layout])
    short = number.rpartition("-")[2]
    return Made(paper.name, f"{paper.name}-{short}.pdf", data, len(layout.pages), tuple(sorted(layout.missing)))


def laid_out(store: Store, paper: Paper, subject: Any, **options: bool) -> Layout:
    """The paper on its pages. Raises BadInput where it is about something else."""
    if subject.noun != paper.about:
        raise BadInput(f"{paper.name}是一条{about(paper)}的，不能用{subject.label}来印", then=f"请写一条{about(paper)}的编号")
    return paper.layout(DATA[paper.about](store, subject, **options))

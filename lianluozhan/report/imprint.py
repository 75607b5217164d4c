"""What every page of a paper says of itself, and the rows papers are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lianluozhan.month import Row


@dataclass(frozen=True)
class Imprint:
    """Where a paper comes from: place name and code, month 'YYYY-MM', the day it is made, the state of the books.

    `head` is the short hash of the journal's head: the bound paper anchors the chain (design §6). `masked` makes the
    copy that may hang on a wall: no full names or phones of the public, and none of their words.
    """

    place: str
    code: str
    month: str
    printed_on: str
    head: str = ""
    closed: bool = False
    draft: bool = False
    masked: bool = False

    @property
    def month_name(self) -> str:
        """The month as paper says it: 2026年10月."""
        return f"{self.month[:4]}年{int(self.month[5:])}月"


@dataclass(frozen=True)
class MonthData:
    """Everything a month's papers need; rows outside the month are ignored, open issues from before are carried on."""

    imprint: Imprint
    visits: Sequence[Row] = ()
    issues: Sequence[Row] = ()
    duties: Sequence[Row] = ()
    deputies: Sequence[Row] = ()


@dataclass(frozen=True)
class Case:
    """Everything a paper on one reception or one issue needs; rows are readable, an absent one is empty.

    `facts` stand as they count, those that changed nothing left out; each has `concerning`: the names of the people in
    `to`. `deputies` by name. `times`: the how-manieth time the visitor came, 0 where nobody can know. `limits`: {name of
    a rule: 5 个工作日}.
    """

    imprint: Imprint
    visit: Row = field(default_factory=dict)
    issue: Row = field(default_factory=dict)
    visits: Sequence[Row] = ()
    facts: Sequence[Row] = ()
    deputies: Mapping[str, Row] = field(default_factory=dict)
    place: Row = field(default_factory=dict)
    times: int = 0
    limits: Mapping[str, str] = field(default_factory=dict)

    def last(self, *words: str) -> Row:
        """The newest fact of these actions; empty where there is none."""
        return next((fact for fact in reversed(self.facts) if fact["action"] in words), {})

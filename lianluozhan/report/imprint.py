"""What every page of a paper says of itself, and the rows papers are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianluozhan.blank import Gap
from lianluozhan.books import Period, plain
from lianluozhan.figures import Row
from lianluozhan.late import Late
from lianluozhan.month import Point
from lianluozhan.period import said
from lianluozhan.suggestion import Behind
from lianluozhan.wording import Words, shipped

DRAFT, POSTED = "草稿", "公示"  # what is stamped on what is not the paper itself


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
    only: str = ""  # what it is narrowed to: an organ, a category
    before: Mapping[str, int] = field(default_factory=dict)  # {ledger: its pages in the closed months of the year}
    mirrored: bool = False  # printed on both sides: the binding margin of even pages is on the right
    period: Period | None = None  # the days of the year, month or day where they are not the calendar's
    each: Sequence[Period] = ()  # its months, likewise

    @property
    def stamp(self) -> str:
        """What is stamped across its pages: 草稿, 公示, or nothing."""
        if self.draft:
            return DRAFT
        return POSTED if self.masked else ""

    @property
    def days(self) -> Period:
        """The days that are in the paper's year, month or day."""
        return self.period if self.period and self.period.word == self.month else plain(self.month)

    @property
    def month_name(self) -> str:
        """The year, quarter, month or day as paper says it, and what it is narrowed to: 2026年10月　区住建局; with its days where
        they are not the calendar's: 2026年10月（9月26日—10月25日）."""
        parts = zip(filter(None, self.month.split("-")), "年月日", strict=False)
        when = said(self.month) if "Q" in self.month else "".join(str(int(part)) + unit for part, unit in parts)
        days = f"（{self.days.days_said}）" if self.month and self.days.shifted else ""
        return "　".join(filter(None, (when + days, self.only)))


@dataclass(frozen=True)
class MonthData:
    """Everything a month's papers need; rows outside the month are ignored, open issues from before are carried on."""

    imprint: Imprint
    visits: Sequence[Row] = ()
    issues: Sequence[Row] = ()
    duties: Sequence[Row] = ()
    deputies: Sequence[Row] = ()
    late: Sequence[Late] = ()  # changes of months that were closed already
    activities: Sequence[Row] = ()
    points: Sequence[Point] = ()  # what is looked at before it is closed
    gaps: Sequence[Gap] = ()  # numbers of receptions that no reception has
    words: Words = field(default_factory=shipped)  # the district's words, as they hold in its year
    stations: Sequence[str] = ()  # of a district's paper: whose rows these are, each summed up by itself


@dataclass(frozen=True)
class Counted:
    """One day of a clock: what it is for it, how many are counted by then, the holiday's name, whether it is the due one."""

    day: str
    kind: str
    number: int
    why: str = ""
    due: bool = False


@dataclass(frozen=True)
class Counting:
    """How a clock was counted, as 期限计算单 prints it; `agreed` is a day people set in the limit's place."""

    start: str = ""
    limit: str = ""
    rule: str = ""
    source: str = ""
    due_on: str = ""
    agreed: str = ""
    provisional: bool = False
    words: str = ""
    days: Sequence[Counted] = ()


@dataclass(frozen=True)
class Case:
    """Everything a paper on one reception or one issue needs; rows are readable, an absent one is empty.

    `facts` stand as they count, those that changed nothing left out; each has `concerning`: the names of the people in
    `to`. `deputies` by name. `times`: the how-manieth time the visitor came, 0 where nobody can know. `limits`: {name of
    a rule: 5 个工作日}. `words`: the district's. `household`: whether a walk called on a household its deputies keep in
    touch with, None where nobody can say.
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
    counting: Counting | None = None
    household: bool | None = None
    behind: Behind | None = None  # what a suggestion is founded on
    ballots: Sequence[Row] = ()  # on how a 审议意见 was carried out
    words: Words = field(default_factory=shipped)

    def last(self, *words: str) -> Row:
        """The newest fact of these actions; empty where there is none."""
        return next((fact for fact in reversed(self.facts) if fact["action"] in words), {})


@dataclass(frozen=True)
class Event:
    """An activity, and the roster by name."""

    imprint: Imprint
    activity: Row = field(default_factory=dict)
    deputies: Mapping[str, Row] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """A deputy, and what they did in the imprint's year or month."""

    imprint: Imprint
    name: str = ""
    deputy: Row = field(default_factory=dict)
    duties: Sequence[Row] = ()
    households: str = ""  # 8 户，本年走访 5 户


@dataclass(frozen=True)
class Standings:
    """How the stations of a district stand (board.Board)."""

    imprint: Imprint
    board: Any = None


@dataclass(frozen=True)
class Calls:
    """How things stand: whom to ring (number, name, role, phone, title, script: what to say), open issues, how many drafts,
    the months that are over and not closed, the name of the newest backup here."""

    imprint: Imprint
    people: Sequence[Row] = ()
    issues: Sequence[Row] = ()
    drafts: int = 0
    unclosed: Sequence[str] = ()
    backup: str = ""

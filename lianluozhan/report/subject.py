"""The rows that papers on a deputy's year, a place, reception days, an archive, an activity's news are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lianluozhan.lamp import Lamp
from lianluozhan.legislation import Sums
from lianluozhan.report.imprint import Case, Event, Imprint, MonthData, Person, Row
from lianluozhan.shift import Shift
from lianluozhan.standard import Standard
from lianluozhan.wording import Words, shipped

if TYPE_CHECKING:
    from lianluozhan.merit import Group, Merit

Photo = tuple[str, bytes]  # its caption, its bytes


@dataclass(frozen=True)
class Line:
    """A kind of duty in a year's points: how often, by which formula, what it gave."""

    kind: str
    times: int
    formula: str
    points: str


@dataclass(frozen=True)
class Dossier(Person):
    """A deputy's month or year: who, what they did, what they brought and what became of it, the year's points.

    `issues` name the deputy; `facts` {issue's id: what was done about it, as it counts}. `meetings` are the ids of the duties
    that were meetings of a group. `score` is of the whole year until now, `total` with everybody's `base`.
    """

    issues: Sequence[Row] = ()
    facts: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    meetings: frozenset[str] = frozenset()
    score: Sequence[Line] = ()
    base: str = "0"
    total: str = "0"
    standing: int = 0  # 1 for the first
    of: int = 0
    photo: bytes | None = None
    merit: Merit | None = None  # of the whole year

    @property
    def met(self) -> int:
        """People received and called on."""
        return sum((row.get("people_met") or {}).get(self.name, 0) for row in self.duties)


@dataclass(frozen=True)
class Receptions:
    """Planned reception days, earliest first: rows, and by a row's id who took over from whom; places and deputies by name.

    `home` is the place the folder was made for; `forms` those given out blank for the day.
    """

    imprint: Imprint
    days: Sequence[Row] = ()
    changes: Mapping[str, Sequence[Shift]] = field(default_factory=dict)
    deputies: Mapping[str, Row] = field(default_factory=dict)
    places: Mapping[str, Row] = field(default_factory=dict)
    home: Row = field(default_factory=dict)
    forms: Sequence[Case] = ()

    def place(self, day: Row) -> Row:
        """Where a day's reception is."""
        return self.places.get(day.get("place") or "", self.home)


@dataclass(frozen=True)
class Post:
    """A 家站点, the deputies who receive there as printed lists have them, and their pictures by id."""

    imprint: Imprint
    place: Row = field(default_factory=dict)
    deputies: Sequence[Row] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict)
    words: Words = field(default_factory=shipped)


@dataclass(frozen=True)
class Board:
    """A month for the notice board: its rows as Imprint's MonthData has them, and the reception days that follow it."""

    month: MonthData
    coming: Receptions


@dataclass(frozen=True)
class Vote:
    """A ballot, the deputy it is about where it is about one, what its slips offer."""

    imprint: Imprint
    ballot: Row
    standard: Standard
    deputy: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Merits:
    """A year's 考核 by group, and by which table it was counted."""

    imprint: Imprint
    year: str
    groups: Sequence[Group] = ()
    source: str = ""


@dataclass(frozen=True)
class Office:
    """One office of one person: who, how it was given, how it was taken; either may be empty."""

    official: Row
    given: Row = field(default_factory=dict)
    taken: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Offices:
    """Whoever held an office in a year, or lost it, or was not given it."""

    imprint: Imprint
    year: str
    offices: Sequence[Office] = ()


@dataclass(frozen=True)
class Appraised:
    """An appraisal, whom it is about, its ballot where one was held."""

    imprint: Imprint
    appraisal: Row
    official: Row = field(default_factory=dict)
    vote: Vote | None = None


@dataclass(frozen=True)
class Overseen:
    """An official's year: offices, promises, appraisals, ballots, earliest first."""

    imprint: Imprint
    year: str
    official: Row
    offices: Sequence[Office] = ()
    promises: Sequence[Row] = ()
    appraisals: Sequence[Row] = ()
    ballots: Sequence[Row] = ()


@dataclass(frozen=True)
class Item:
    """One 件 of the archive (DA/T 22): who answers for it, its document's number, title, day, pages where they are known."""

    author: str
    document: str
    title: str
    day: str
    pages: int | None = None
    remarks: str = ""


@dataclass(frozen=True)
class Archive:
    """A year's 件 in the order they are numbered."""

    imprint: Imprint
    items: Sequence[Item] = ()


@dataclass(frozen=True)
class Brief(Event):
    """An activity to be reported, with its pictures: (caption, bytes)."""

    pictures: Sequence[Photo] = ()


@dataclass(frozen=True)
class Work:
    """A project, the issues it came from, its deputies by name, photos of how it was and how it is now, and `case`: what is told
    of it, {heading: paragraphs}. `names`: the people whom no copy for the wall names in full."""

    imprint: Imprint
    project: Row = field(default_factory=dict)
    issues: Sequence[Row] = ()
    deputies: Mapping[str, Row] = field(default_factory=dict)
    before: Sequence[Photo] = ()
    after: Sequence[Photo] = ()
    case: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Hearing:
    """A draft law in the hands of an office: its suggestions in the order of its articles (`words`: how the draft reads, `spoken`: how
    many people, `named`: who of them agreed to be), what came in, who worked on it, how many articles it has, whom to tell."""

    imprint: Imprint
    draft: Row = field(default_factory=dict)
    lines: Sequence[Row] = ()
    sums: Sums = Sums(0, 0, 0, 0, 0, 0, {})  # noqa: RUF009  (a tuple)
    team: Sequence[str] = ()
    articles: int = 0
    calls: Sequence[Row] = ()


@dataclass(frozen=True)
class Deeds:
    """A year's 民生实事, those with the most votes first; the imprint's month is the year or month that is looked at."""

    imprint: Imprint
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class SelfCheck:
    """The lamps of a station, or {name: lamps} of a district's stations, up to a day; `counted`: how many of which colour."""

    imprint: Imprint
    lamps: Sequence[Lamp] = ()
    stations: Mapping[str, Sequence[Lamp]] = field(default_factory=dict)
    until: str = ""
    counted: str = ""

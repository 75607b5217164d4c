"""The deputies' month or year, gathered once for one of them or for all: rows, issues, points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lianluozhan import attachment, clock, period
from lianluozhan.activity import BY_GROUP, GROUP, Activity
from lianluozhan.books import plain
from lianluozhan.case_data import facts, imprint_of
from lianluozhan.deputy import NAMELESS, Deputy, rank
from lianluozhan.duty import Duty, activity_duty_id
from lianluozhan.household import households_of
from lianluozhan.issue import Issue
from lianluozhan.merit import groups as groups_of
from lianluozhan.month import period_of
from lianluozhan.month_data import concerning, usually
from lianluozhan.points import said
from lianluozhan.readable import Row, readable
from lianluozhan.record import Record
from lianluozhan.report.subject import Dossier, Line
from lianluozhan.store import Store
from lianluozhan.year import Standing, ranking


class Yearbook:
    """Everybody's month, quarter or year `when`; each deputy's part is made when it is asked for."""

    def __init__(self, store: Store, when: str = "", **options: bool) -> None:
        self.store, self.when = store, when or clock.day()[:4]
        # Points count by the calendar.
        days = plain(self.when) if period.unit(self.when) == period.YEAR else period_of(store, self.when)
        self.imprint = replace(imprint_of(store, self.when, **options), month=self.when, period=days)
        first, last = days.begins, days.past
        self._duties = _by_deputy(
            store, Duty, store.find(Duty, "begin >= ? AND begin < ?", (first, last), "begin, number")
        )
        issues = store.find(Issue, *concerning(days), "registered_at, number")
        self._issues, self._records = _by_deputy(store, Issue, issues), {one.id: one for one in issues}
        self._facts = _Facts(store, self._records)
        groups = store.find(Activity, "kind=? OR organised_by=?", (GROUP, BY_GROUP))
        self._meetings = frozenset(activity_duty_id(one.world, one.id) for one in groups)
        self._year = ranking(store, self.when[:4])
        self._households = households_of(
            store, [one.deputy for one in self._year.standings if one.deputy], self.when[:4], last
        )
        self._standings = {one.key: one for one in self._year.standings}
        self._merits = {
            one.standing.key: one for group in groups_of(store, self.when[:4], self._year) for one in group.merits
        }

    def everybody(self) -> list[Deputy]:
        """Who was in office in the year, as printed lists have them."""
        return sorted((one.deputy for one in self._year.standings if one.deputy), key=rank)

    def people(self) -> dict[str, list[str]]:
        """The records whose people stand in the papers of all of them unmasked."""
        named = (
            {}
            if self.imprint.masked
            else {row["id"]: None for one in self.everybody() for row in self._issues.get(one.id, ())}
        )
        return {Issue.noun: list(named)} if named else {}

    def of(self, deputy: Deputy) -> Dossier:
        """A deputy's part."""
        issues = self._issues.get(deputy.id, [])
        standing, kept = self._standings.get(deputy.id), self._households.get(deputy.id)
        return Dossier(
            self.imprint,
            deputy.name or NAMELESS,
            readable(self.store, Deputy, [deputy])[0],
            self._duties.get(deputy.id, []),
            issues=issues,
            facts=self._facts,
            meetings=self._meetings,
            photo=_photo(self.store, deputy),
            households=kept.said if kept else "",
            merit=self._merits.get(deputy.id),
            **(_points(standing, self._year.ranked) if standing else {}),
        )


class _Facts(Mapping[str, list[Row]]):
    """{an issue's id: what was done about it}, read when a paper asks: a booklet asks of suggestions alone, each only once."""

    def __init__(self, store: Store, issues: Mapping[str, Issue]) -> None:
        self.store, self.issues = store, issues
        self.known: dict[str, list[Row]] = {}

    def __getitem__(self, id: str) -> list[Row]:
        if id not in self.known:
            self.known[id] = facts(self.store, self.issues[id])
        return self.known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.issues)

    def __len__(self) -> int:
        return len(self.issues)


def _points(standing: Standing, of: int) -> dict:
    score = standing.score
    lines = [Line(line.kind, len(line.awards), line.formula, said(line.points)) for line in score.lines]
    return {"score": lines, "base": said(score.base), "total": said(score.total), "standing": standing.place, "of": of}


def _by_deputy(store: Store, cls: type[Record], records: Iterable[Record]) -> dict[str, list[Row]]:
    """{id of a deputy: the rows that name them}."""
    records, found = list(records), defaultdict(list)
    rows = readable(store, cls, records)
    for record, row in zip(records, usually(store, rows) if cls is Duty else rows, strict=True):
        for id in dict.fromkeys(filter(None, (record.data.get("lead_deputy"), *(record.data["deputies"] or ())))):
            found[id].append(row)
    return found


def _photo(store: Store, deputy: Deputy) -> bytes | None:
    """The deputy's picture, where one is kept and it is here."""
    kept = next(iter(deputy.photo or ()), None)
    return attachment.paper(store.path.parent, kept["digest"]) if kept else None

"""考核: the deputies' year as it is judged: places in the whole and in the group, minimums, 述职 and what the ballots said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan.activity import DUTY_KINDS, REPORTING
from lianluozhan.ballot import COUNTED, OF_DEPUTY, Ballot
from lianluozhan.duty import SESSION_KIND
from lianluozhan.points import PointTable, said
from lianluozhan.readable import Row, readable
from lianluozhan.rota import least_of
from lianluozhan.score import Done, Missing, Score
from lianluozhan.store import Store
from lianluozhan.year import Ranking, Standing, ranking

UNGROUPED = "没有编组"
ASKED, MET, UNMET = "最低要求", "达到", "没有达到"
SPOKE = DUTY_KINDS[REPORTING]


class Merit(NamedTuple):
    """A deputy's year: the place in the group, every minimum with how often it was met, when they reported to their voters,
    the ballots about them, earliest first."""

    standing: Standing
    group: str
    place: int
    asked: tuple[Missing, ...]
    spoke: tuple[Done, ...]
    ballots: tuple[Row, ...]

    @property
    def lacking(self) -> tuple[Missing, ...]:
        """The minimums that were not met."""
        return tuple(one for one in self.asked if one.times < one.least)

    @property
    def verdict(self) -> str:
        """The result of the last ballot that was counted; "" where there is none."""
        return next((row["result"] for row in reversed(self.ballots) if row["state"] == COUNTED), "")


class Group(NamedTuple):
    """The deputies of a group in the order of their points."""

    name: str
    merits: tuple[Merit, ...]

    @property
    def average(self) -> str:
        """Points a head."""
        total, people = sum(one.standing.score.total for one in self.merits), len(self.merits)
        return said((2 * total + people) // (2 * people))

    @property
    def words(self) -> str:
        """第1代表小组　3 位，平均 14.67 分，达到最低要求 2 位."""
        return f"{self.name}　{len(self.merits)} 位，平均 {self.average} 分，{MET}{ASKED} {self.met} 位"

    @property
    def met(self) -> int:
        """How many met every minimum."""
        return sum(not one.lacking for one in self.merits)


def groups(store: Store, year: int | str, found: Ranking | None = None) -> list[Group]:
    """Everybody who has a place in the year's order, by group; who is in none comes last."""
    found = found or ranking(store, year)
    votes, receptions = _ballots(store, str(year)), least_of(store, int(year))
    members: dict[str, list[Standing]] = defaultdict(list)
    for one in found.standings:
        if one.deputy is not None:
            members[one.deputy.group or UNGROUPED].append(one)
    made = []
    for name in sorted(members, key=lambda name: (name == UNGROUPED, name)):
        totals = [one.score.total for one in members[name]]  # the order is the ranking's
        merits = []
        for one in members[name]:
            score = one.score
            merits.append(
                Merit(
                    one,
                    name,
                    totals.index(score.total) + 1,
                    asked(found.table, score, receptions),
                    _spoke(found.table, score),
                    tuple(votes.get(one.key, ())),
                )
            )
        made.append(Group(name, tuple(merits)))
    return made


def asked(table: PointTable, score: Score, receptions: int) -> tuple[Missing, ...]:
    """Every minimum of a year with how often it was met: the table's, and where it asks for none of receiving people the
    reception rule's."""
    kinds = {line.kind: len(line.awards) for line in score.lines}
    themes: dict[str, int] = defaultdict(int)
    for award in (award for line in score.lines for award in line.awards):
        themes[award.theme] += 1
    least = {name: kind.least for name, kind in table.kinds.items() if kind.least}
    session = table.called(SESSION_KIND)
    if session is not None and session not in least and receptions:
        least = {session: receptions} | least
    return tuple(Missing(name, times, kinds.get(name, 0)) for name, times in least.items()) + tuple(
        Missing(theme, times, themes[theme]) for theme, times in table.least.items()
    )


def _spoke(table: PointTable, score: Score) -> tuple[Done, ...]:
    kind = table.called(SPOKE)
    return tuple(award.duty for line in score.lines if line.kind == kind for award in line.awards)


def _ballots(store: Store, year: str) -> dict[str, list[Row]]:
    records = store.find(Ballot, "kind=? AND substr(date, 1, 4)=?", (OF_DEPUTY, year), "date, number")
    votes: dict[str, list[Row]] = defaultdict(list)
    for record, row in zip(records, readable(store, Ballot, records), strict=True):
        votes[record.deputy].append(row)
    return votes


def told(group: Group) -> Mapping[str, Any]:
    """A group in plain values, for --json."""
    return {
        "group": group.name,
        "deputies": len(group.merits),
        "average": group.average,
        "met": group.met,
        "members": [_told(one) for one in group.merits],
    }


def _told(one: Merit) -> Mapping[str, Any]:
    return {
        "deputy": one.standing.name,
        "place": one.standing.place,
        "place_in_group": one.place,
        "points": said(one.standing.score.total),
        "asked": [each._asdict() for each in one.asked],
        "met": not one.lacking,
        "reported": [each.begin[:10] for each in one.spoke],
        "ballot": one.verdict or None,
    }


def lacking_said(lacking: Sequence[Missing]) -> str:
    """接待选民 差 1 次, …; 达到 where nothing lacks."""
    return "，".join(f"{one.what} 差 {one.least - one.times} 次" for one in lacking) or MET

"""A year of the deputies: everybody's points, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lianluozhan.deputy import Deputy, rank, told_apart
from lianluozhan.field import is_id
from lianluozhan.match import roster
from lianluozhan.points import PointTable, said, table_of
from lianluozhan.score import Line, Score, done_in, scores
from lianluozhan.store import Store
from lianluozhan.table import by_id


class Standing(NamedTuple):
    """A deputy's place in a year's order; those of the same points have the same. `deputy` is None of an unmatched name,
    which has no place: whose its points are nobody has said; `namesakes` are those of the roster it may stand for."""

    place: int | None
    key: str
    name: str
    deputy: Deputy | None
    score: Score
    namesakes: tuple[str, ...] = ()


class Ranking(NamedTuple):
    """A year's order, most points first, and the table it was counted by."""

    year: str
    table: PointTable
    standings: tuple[Standing, ...]

    @property
    def ranked(self) -> int:
        """How many have a place."""
        return sum(one.place is not None for one in self.standings)


def ranking(store: Store, year: int | str) -> Ranking:
    """Everybody in office in a year, and whoever is named besides; by points, then as printed lists have them."""
    table = table_of(store, year)
    here = {one.id: one for one in _in_office(store, year)}
    found = scores(table, done_in(store, year, table.review), here)
    known = here | by_id(store, Deputy, {key for key in found if is_id(key)} - here.keys())
    found = {key: score for key, score in found.items() if not _doubled(known, here, key, score)}
    names = told_apart(known[key] for key in found if key in known)
    order = sorted((key for key in found if key in known), key=lambda key: (-found[key].total, rank(known[key])))
    totals = [found[key].total for key in order]
    standings = [Standing(totals.index(found[key].total) + 1, key, names[key], known[key], found[key]) for key in order]
    return Ranking(str(year), table, (*standings, *_unmatched(found, known, names)))


def _unmatched(found: Mapping[str, Score], known: Mapping[str, Deputy], names: Mapping[str, str]) -> Iterator[Standing]:
    """Names that no roster knows, or that two of it bear: their points are nobody's until a person says whose."""
    for key in sorted((key for key in found if key not in known), key=lambda key: (-found[key].total, key)):
        alike = tuple(names[id] for id, one in known.items() if one.name == key and id in names)
        yield Standing(None, key, key, None, found[key], alike)


def _doubled(known: Mapping[str, Deputy], here: Mapping[str, Deputy], key: str, score: Score) -> bool:
    """Whether somebody of our roster did nothing under it because a station names them by its own record."""
    named = key in here and not score.lines and not score.idle
    return named and any(
        id not in here and one.name == here[key].name and one.world != here[key].world for id, one in known.items()
    )


def _in_office(store: Store, year: int | str) -> list[Deputy]:
    """Who had not left before the year nor came after it."""
    return [
        one
        for one in roster(store, Deputy)
        if (one.left_on or "9") >= f"{year}" and (one.elected_on or "") < f"{int(year) + 1}"
    ]


def _line(line: Line) -> dict[str, Any]:
    duties = [{"number": one.duty.number, "begin": one.duty.begin, "points": said(one.points)} for one in line.awards]
    return {
        "kind": line.kind,
        "times": len(line.awards),
        "formula": line.formula,
        "points": said(line.points),
        "capped": line.capped,
        "duties": duties,
    }


def told(standing: Standing) -> dict[str, Any]:
    """A standing in plain values, for --json: points as text, so that halves stay exact."""
    score, deputy = standing.score, standing.deputy
    return {
        "place": standing.place,
        "deputy": standing.name,
        "group": deputy and deputy.group,
        "levels": (deputy and deputy.levels) or [],
        "matched": deputy is not None,
        "namesakes": list(standing.namesakes),
        "points": said(score.total),
        "base": said(score.base),
        "lines": [_line(line) for line in score.lines],
        "themes": {theme: said(points) for theme, points in score.themes.items()},
        "missing": [one._asdict() for one in score.missing],
        "not_counted": [
            {"number": one.number, "begin": one.begin, "kind": one.kind, "why": one.idle} for one in score.idle
        ],
    }

"""The rows that papers on one deputy's year, on a place and on reception days are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lianluozhan.report.imprint import Person, Row


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

    @property
    def met(self) -> int:
        """People received and called on."""
        return sum((row.get("people_met") or {}).get(self.name, 0) for row in self.duties)

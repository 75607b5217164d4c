"""灯: what a lamp of the self-check is, what it is read from, and when it is which colour.

绿 where what was measured reaches what is asked (lamprule.py and the district's other rules), 黄 where at least half of it
is there, else 红; 未亮 where there is nothing to measure yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lianluozhan import whose
from lianluozhan.figures import LIGHTS, Figures
from lianluozhan.place import Place
from lianluozhan.readable import Row
from lianluozhan.record import short_number
from lianluozhan.store import Store

BAD, NEAR, GOOD, _PAUSED = LIGHTS
DARK = "未亮"  # nothing to measure yet
ORDER = (BAD, NEAR, DARK, GOOD)  # worst first
SIX, FOUR, MORE = GROUPS = ("六有", "四常", "还要做到")
WHOLE = 100  # in a hundred


class Missing(NamedTuple):
    """Something to be done: in words, the page it is done on, the record there ("" for none)."""

    words: str
    page: str
    id: str = ""


class Lamp(NamedTuple):
    """One lamp."""

    group: str
    name: str
    light: str
    measure: str
    missing: tuple[Missing, ...] = ()


class Words(NamedTuple):
    """What a lamp that counts rows says: how many of how many; what one lacks and the page that mends it; that there is none."""

    measure: str
    lacks: str
    page: str
    nothing: str


@dataclass(frozen=True)
class Year:
    """What the lamps of one 家站点 are read from: the live rows of a year up to a day."""

    store: Store
    year: int
    until: str
    place: Place
    whole: bool  # of the whole station, not one of its points
    asked: Mapping[str, int]
    visits: Sequence[Row]
    issues: Sequence[Row]
    duties: Sequence[Row]
    days: Sequence[Row]  # the reception days that have been
    figures: Figures

    @property
    def there(self) -> bool:
        """Whether a district looks at a station: what is private of most of it stays there."""
        return whose.whole(self.store).identity.role == whose.DISTRICT_ROLE


def light_of(*reached: tuple[int, int]) -> str:
    """Of (measured, asked) pairs the worst."""
    return min(
        (GOOD if value >= asked else NEAR if 2 * value >= asked else BAD for value, asked in reached), key=ORDER.index
    )


def share_of(part: int, of: int) -> int:
    """So many in a hundred, cut off: 99.9 % is not 100 %."""
    return WHOLE * part // of if of else 0


def of_rows(named: tuple[str, str], every: Sequence[Row], lacking: Sequence[Row], asked: int, words: Words) -> Lamp:
    """A lamp (group, name) that counts rows, and names those that lack something."""
    if not every:
        return Lamp(*named, DARK, words.nothing)
    good = len(every) - len(lacking)
    share = share_of(good, len(every))
    missing = tuple(Missing(words.lacks.format(called(row)), words.page, row["id"]) for row in lacking)
    return Lamp(*named, light_of((share, asked)), f"{words.measure.format(len(every), good)}（{share}%）", missing)


def called(row: Row) -> str:
    """A record's number without what all of its year share: Y0012."""
    return short_number(row["number"])

"""年度计划: of each quarter what was planned, held and called off, and which quarter lacks the activity every one must have."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from lianluozhan import clock, resource
from lianluozhan.activity import CANCELLED, GROUP, HELD, Activity, day_of
from lianluozhan.deadline import rules_of
from lianluozhan.period import DIGITS
from lianluozhan.rota import LEAST
from lianluozhan.store import Store


class Quarter(NamedTuple):
    """A quarter's activities: still to come, held, called off; `lacks`: how many 小组活动 it still asks for; `over`: it has passed."""

    name: str
    planned: int
    held: int
    cancelled: int
    lacks: int
    over: bool

    @property
    def words(self) -> str:
        """三季度：计划 1，已举行 2，取消 0；还缺小组活动 1 次."""
        lacking = f"；{'缺' if self.over else '还没排'}{GROUP} {self.lacks} 次" if self.lacks else ""
        return f"{self.name}季度：计划 {self.planned}，{HELD} {self.held}，{CANCELLED} {self.cancelled}{lacking}"


def quarters(store: Store, year: int | str) -> list[Quarter]:
    """The four quarters of a year. One that has passed asks for activities that were held, the others for planned ones too."""
    found = store.find(Activity, "substr(coalesce(begin, planned_on, created_at), 1, 4)=?", (str(year),))
    least = (rules_of(store, int(year)).get(Activity.label) or {}).get(LEAST, shipped_least())
    return [
        _quarter(int(year), n, [one for one in found if (int(day_of(one.data)[5:7]) - 1) // 3 == n], least)
        for n in range(4)
    ]


def _quarter(year: int, n: int, found: list[Activity], least: int) -> Quarter:
    held = [one for one in found if one.state == HELD]
    off = [one for one in found if one.state == CANCELLED]
    today = clock.today()
    over = (today.year, (today.month - 1) // 3) > (year, n)
    counted = held if over else [one for one in found if one.state != CANCELLED]
    lacks = max(least - sum(one.kind == GROUP for one in counted), 0)
    return Quarter(DIGITS[n], len(found) - len(held) - len(off), len(held), len(off), lacks, over)


@cache
def shipped_least() -> int:
    """How many 小组活动 a quarter asks for, where the district says nothing else."""
    return json.loads(resource.path("rules", "activities.json").read_text(encoding="utf-8"))[LEAST]

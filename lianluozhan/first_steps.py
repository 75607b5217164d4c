"""开头四步: what a new folder begins with, each ticked by what the folder holds, until it is no longer new or put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lianluozhan import rotation, vault
from lianluozhan.deputy import Deputy
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from lianluozhan.visit import Visit
from lianluozhan.whose import DISTRICT_ROLE

NAME = "开头四步"
AWAY = "first steps away"  # a setting: a person put it away
NEW = 20  # visits from which on a folder is no longer new


class Step(NamedTuple):
    """A step: what to do, why, the page that does it, whether it is done; `other`: another way to it in words, and its page."""

    words: str
    why: str
    page: str
    done: bool
    other: tuple[str, str] | None = None


class Steps(NamedTuple):
    """The four, and how they stand: whether the folder still is new, and whether a person put them away."""

    steps: tuple[Step, ...]
    new: bool
    away: bool

    @property
    def shown(self) -> bool:
        """Whether they are to be seen without being asked for."""
        return self.new and not self.away


def _any(store: Store, cls: type) -> bool:
    return bool(store.find(cls, limit=1))


def _others(store: Store) -> bool:
    return (
        store.db.execute(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE world NOT IN (?, 'local'))", (store.identity.world,)
        ).fetchone()[0]
        == 1
    )


def _elsewhere(store: Store) -> bool:
    plan = rotation.plan_of(store.path.parent)
    return bool(plan.second or plan.away_on)


Asked = tuple[str, str, str, Callable[[Store], bool]]
ROSTER: Asked = (
    "录入代表名册",
    "有花名册的整张录进来，登记时名字自己带出",
    "sheet_import",
    lambda store: _any(store, Deputy),
)
COPY: Asked = ("备份放一份到别处", "电脑坏了，U 盘上还有一份", "backup", _elsewhere)
OTHER = {ROSTER: ("没有表的，一位一位登记", "deputy")}
STATION: tuple[Asked, ...] = (
    ROSTER,
    ("排好接待日", "写上开放时间，一按排好一个月", "schedule", lambda store: _any(store, Schedule)),
    ("登记第一次接待", "谁来了、说了什么、怎么答的、怎么办", "visit", lambda store: _any(store, Visit)),
    COPY,
)
DISTRICT: tuple[Asked, ...] = (
    ROSTER,
    ("设密码", "这里有各站的数据，先设密码再收", "password", lambda store: bool(vault.doors(store.path.parent))),
    ("收第一个站的报送包", "插好站里送来的 U 盘，导入", "package_import", _others),
    COPY,
)


def first_steps(store: Store) -> Steps:
    """How the four stand."""
    asked = DISTRICT if store.identity.role == DISTRICT_ROLE else STATION
    steps = tuple(Step(*one[:3], one[3](store), OTHER.get(one)) for one in asked)
    few = len(store.find(Visit, limit=NEW)) < NEW
    return Steps(steps, few and not all(step.done for step in steps), store.setting(AWAY) is not None)


def put_away(store: Store, away: bool) -> None:
    """A person has no need of them now, or wants them again. Call inside a transaction."""
    store.set(AWAY, "1" if away else None)

"""A page before anybody looks at it: what its tab or its line under 更多 needs. The page itself is read when it is made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from lianluozhan import parts
from lianluozhan.store import Identity, Store

if TYPE_CHECKING:
    from ui.page import Page, Surroundings


# under which 更多 has its lines, in this order
HEADS = DAILY, PAPERS, CARRYING, LAWS, OVERSIGHT, SAFETY, SETTINGS, HELP = (
    "日常",
    "打印、表格",
    "U 盘来往",
    parts.LEGISLATION,
    parts.SUPERVISION,
    "安全和个人信息",
    "规则和设置",
    "帮助",
)


class Waiting(NamedTuple):
    """How many things wait on a page, whether they are `late`, and in words what they are."""

    count: int = 0
    tone: str = ""
    words: str = ""


class Leaf(NamedTuple):
    """`page` gives its class. `more`: reached from 更多 in the bar, not by a tab of its own; stands behind the tabs in PAGES.
    `roles`: whose page it is, () for everybody's. `waiting` (what its tab says is waiting behind it) and `urgent` (whether the
    program opens on it, because something there cannot wait) are asked in the worker. `writes`: all one does there is write, so
    it is not there for who may only read. `head`: what it stands under in 更多."""

    noun: str
    title: str
    page: Callable[[], type[Page]]
    more: bool = False
    roles: tuple[str, ...] = ()
    waiting: Callable[[Store], Waiting] = lambda store: Waiting()
    urgent: Callable[[Store], bool] = lambda store: False
    writes: bool = False
    head: str = DAILY

    def serves(self, identity: Identity) -> bool:
        """Whether a folder of this role has this page."""
        return not self.roles or identity.role in self.roles

    def made(self, around: Surroundings) -> Page:
        """The page on a folder."""
        return self.page()(around)


def at(file: str, name: str) -> Callable[[], type[Page]]:
    """A class of ui/pages; its file is read when it is asked for, and with it all that only this page needs."""
    return lambda: getattr(import_module(f"ui.pages.{file}"), name)

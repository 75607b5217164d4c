"""The PCs of a station: which of its streams are still written, when each was heard last, and that one is dead."""

from __future__ import annotations

from typing import NamedTuple

from lianluozhan.act import Act, heads
from lianluozhan.errors import NotAllowed, NotFound
from lianluozhan.held import dead
from lianluozhan.readable import local
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.streams import own

FIRST = "第一台"  # its numbers have no letters
RETIRE = "retire"


class Computer(NamedTuple):
    """One PC as its packages know it: the stream it writes, the letters in its numbers, the last entry of it, whether it is this one."""

    stream: str
    letters: str
    wrote_at: str
    here: bool

    @property
    def name(self) -> str:
        """How a person means it."""
        return self.letters or FIRST

    @property
    def said(self) -> str:
        """KR　最后一次登记 2026-10-21 09:42."""
        return f"{self.name}　最后一次登记 {self.wrote_at}"


def computers(store: Store, world: str) -> list[Computer]:
    """The PCs of a station that still count, in the order they were begun."""
    over, mine = dead(store), set(own(store).values())
    sql = "SELECT stream FROM entry WHERE kind='open' AND world=? ORDER BY json_extract(data, '$.at'), stream"
    found = []
    for (stream,) in store.db.execute(sql, (world,)).fetchall():
        opening = store.opens[stream]
        if opening["scope"] == "station" and stream not in over:
            wrote = store.db.execute(
                "SELECT max(json_extract(data, '$.at')) FROM entry WHERE stream=?", (stream,)
            ).fetchone()[0]
            found.append(Computer(stream, opening["series"], (local(wrote) or "").replace("T", " "), stream in mine))
    return found


def meant(store: Store, world: str, word: str) -> Computer:
    """The PC of these letters. Raises NotFound."""
    found = [one for one in computers(store, world) if word.upper() == one.name]
    if len(found) != 1:
        known = "、".join(one.name for one in computers(store, world)) or "没有"
        raise NotFound(f"没有“{word}”这台电脑", then=f"还在用的：{known}")
    return found[0]


def retire(act: Act, world: str, one: Computer) -> None:
    """Nobody will write on that PC any more: what it does not have is no longer waited for. Raises NotAllowed for this one."""
    if one.here:
        raise NotAllowed("这正是本机，不能停用", then="请在还在用的另一台电脑上做")
    # a package of nothing but receipts came in without a word: whether more is heard of it later is told from here
    act.record("import", new_id(), {"heads": heads(act.store, [one.stream])}, world)
    act.record(RETIRE, one.stream, {}, world)

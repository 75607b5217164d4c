"""What the review of duties asks of the folder: which wait or came back, and where one of them stands."""

from __future__ import annotations

from typing import NamedTuple

from lianluozhan.duty import Duty, is_session
from lianluozhan.fact import Fact
from lianluozhan.points import REGISTERED, RETURNED, table_of, waits_for
from lianluozhan.readable import Row, readable
from lianluozhan.record import short_number
from lianluozhan.review import decided
from lianluozhan.store import Store
from ui.told import short
from ui.widgets.review_bar import Standing
from ui.widgets.table import Column, TableRow

WAITING = "待审"
COLUMNS = (
    Column("日期", 70),
    Column("编号", 84),
    Column("类别", 160),
    Column("名称"),
    Column("代表", 180),
    Column("状态", 84),
    Column("退回的原因", 180),
)


class Pending(NamedTuple):
    """What stands in COLUMNS."""

    day: str
    number: str
    kind: str
    title: str | None
    deputies: str
    state: str
    why: str


def pending(store: Store, year: str) -> list[TableRow] | None:
    """The duties of a year that wait for a step or came back, those first; None where nothing is reviewed."""
    steps = table_of(store, year).review
    if not steps:
        return None
    unfinished = store.find(Duty, "substr(begin, 1, 4)=? AND state<>?", (year, steps[-1]), "begin, number")
    duties = [one for one in unfinished if not is_session(one)]
    why = decided(store, [one for one in duties if one.state == RETURNED])
    rows = sorted(readable(store, Duty, duties), key=lambda row: row["state"] != RETURNED)
    return [_cells(row, waits_for(row["state"], steps), why.get(row["id"])) for row in rows]


def _cells(row: Row, waits: str, sent_back: Fact | None) -> TableRow:
    who, text = "、".join(row["deputies"] or ()), sent_back.values.get("text") if sent_back else None
    called = short(row["begin"]), short_number(row["number"]), row["kind"], row["title"], who
    return TableRow(row["id"], Pending(*called, waits or row["state"], text or ""))


def held(store: Store, id: str) -> Duty | None:
    """A live duty of whatever world."""
    return next(iter(store.find(Duty, "id=?", (id,))), None)


def standing(store: Store, id: str) -> Standing | None:
    """Where a duty stands in its review; None where it takes none."""
    duty = held(store, id)
    steps = table_of(store, duty.begin[:4]).review if duty is not None and duty.begin else ()
    if not steps or is_session(duty):
        return None
    fact = decided(store, [duty]).get(id)
    said = (fact.values.get("text") if fact else None) or ""
    words = REGISTERED if duty.state == REGISTERED else f"{duty.state}：{duty.reviewer or ''}　{said}".rstrip()
    waits = waits_for(duty.state, steps)
    if duty.state == RETURNED:
        return Standing(f"{words}。改好保存后重新待审", steps[0], False)
    return Standing(f"{words}　{waits}".rstrip() if waits else f"{words}，计分", waits.removeprefix("待"), True)

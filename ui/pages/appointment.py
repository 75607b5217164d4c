"""预约: who said that they would come, and with one press that they came, or did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import clock
from lianluozhan.appointment import AGREED, CAME, CANCELLED, MISSED, Appointment, add_appointment, settle
from lianluozhan.store import Store
from lianluozhan.veil import veiled
from ui.form import Section
from ui.listing import Item, Mark
from ui.pages import APPOINTMENT
from ui.records import RecordsPage

SECTIONS = (
    Section("谁，什么时候来", ((("name", 4), ("phone", 4), ("at", 4)), (("channel", 12),))),
    Section("见谁，为什么事", ((("deputy", 6), ("activity", 6)), (("topic", 12),))),
)
SHOWN = 300  # rows at once
TONES = {AGREED: "amber", CAME: "green", MISSED: "red", CANCELLED: "grey"}


class AppointmentPage(RecordsPage):
    """Those to come first, by day; the others behind them."""

    leaf = APPOINTMENT
    concerns = frozenset(("appointment", "visit", "deputy", "activity"))

    kind, sections, add, first = Appointment, SECTIONS, staticmethod(add_appointment), "name"
    nothing = "还没有预约。谁约了哪天来，写在右边，按“保存”；来了点那一行，按一下就是一次接待。"

    def tools(self) -> Sequence[QWidget]:
        """One more."""
        return [self.button("new", f"登记{self.title}", self.new, "Ctrl+N")]

    def acts(self) -> Sequence[QWidget]:
        """They came, did not, called it off."""
        self.ends = [
            self.button("come", "来了", self._come, "Ctrl+Enter", "primary"),
            self.button("miss", MISSED, lambda: self._settle(MISSED)),
            self.button("cancel", CANCELLED, lambda: self._settle(CANCELLED)),
        ]
        return self.ends

    def begins(self) -> Mapping[str, Any]:
        """Today."""
        return {"at": clock.day()}

    def reload(self) -> None:
        """Those there are."""
        self.desk.ask(listed, lambda found: self.roll.show_items(*found))

    def new(self) -> None:
        """Somebody rings up."""
        self.roll.list.clearSelection()
        self.form.another({"at": clock.day(), "channel": "电话"}, "name")

    def offer(self) -> None:
        """How it ended, while it has not."""
        super().offer()
        record = self.form.record
        for end in self.ends:
            end.setVisible(record is not None and not record.voided and record.state == AGREED)

    def _come(self) -> None:
        self.wants.emit("visit", self.form.record.id)

    def _settle(self, state: str) -> None:
        record = self.form.record
        self.desk.act(
            self.noun, lambda act: settle(act, record, state), lambda _nothing: self.form.load(record.id, f"✓ {state}")
        )


def listed(store: Store) -> tuple[list[Item], str]:
    """Today and later by day, then what is past, newest first."""
    today = clock.day()
    coming = store.find(Appointment, "at >= ?", (today,), "at, id", SHOWN)
    past = store.find(Appointment, "at < ?", (today,), "at DESC, id", SHOWN)
    items: list[Item] = []
    for head, found in (("今天和以后", coming), ("以前", past)):
        if found:
            items += [Item(None, head, f"{len(found)} 位"), *map(_item, veiled(store, Appointment, found))]
    waiting = sum(one.state == AGREED for one in coming)
    return items, f"还要来 {waiting} 位"


def _item(row: dict) -> Item:
    when = f"{row['at'][5:10]} {row['at'][11:]}".rstrip()
    marks = (Mark(row["state"], TONES[row["state"]]),) if row["state"] else ()
    return Item(row["id"], row["name"] or "姓名没有带来", when, row["topic"] or "", marks, row["deputy"] or "")

"""两边不一样: what two wrote differently, one place at a time, with who, where, when and why; a person decides."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan.act import Act
from lianluozhan.amend import decide, decide_for_all, decide_otherwise
from lianluozhan.clash import Clash, clash, clashes
from lianluozhan.errors import Problem
from lianluozhan.looked import KIND
from lianluozhan.store import Store
from lianluozhan.veil import seen, veiled
from ui.listing import Item, Listing, Mark
from ui.page import Page, Surroundings
from ui.pages import CONFLICT
from ui.told import told_number
from ui.widgets.panes import Panes
from ui.widgets.pieces import label, line
from ui.widgets.scrolled import scrolled
from ui.widgets.sides import OTHERWISE, Sides, veiled as starred_there
from ui.widgets.starred import Reveal

NOTE = "两个值都留着，定了以后没选的仍可在“改动经过”里看到。"
NOTHING = "没有两边写得不一样的地方。"
THEIRS = "这是别的单位的记录，由它来定；这里只看。"


NAMED = "visitor_name", "title", "name", "theme", "summary"  # what a record is called by, the first it has


class ConflictPage(Page):
    """List at the left, the two at the right, what is decided below."""

    leaf = CONFLICT
    concerns = frozenset("visit issue duty activity deputy organ place schedule appointment note rule month".split())

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found: list[Clash] = []
        self._wanted = ""
        self.list = Listing(self.noun, self.title, self.theme)
        self.list.chosen.connect(self._choose)
        self.heading, self.count, self.words = label("", "title"), label("", "note", wrap=False), label("", "note")
        self.told = label("", "error")
        self.reveal = Reveal(self.noun, self, self._reveal)
        self.sides = Sides()
        self.sides.chosen.connect(self._meant)
        self.go = self.button("decide", "就用这个", self.decide, "Ctrl+Enter", "primary")
        self.to_list = self.button("list", "名单", lambda: self.panes.go_to_list(self.list), "F6", "link")
        self.panes = Panes(_left(self.title, self.list), self._right(), None, self.theme, self.to_list)
        self.fill(self.panes)
        for key, step in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self.step(step))

    def _right(self) -> QWidget:
        inside, margin = QWidget(), self.theme.px("margin")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(margin, 8, margin, 12)
        cards.setSpacing(10)
        cards.addLayout(head := line(self.heading, self.reveal, self.count, self.to_list))
        head.setStretch(0, 1)
        for part in (self.words, self.sides, self.told):
            cards.addWidget(part)
        cards.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(self._foot())
        return right

    def _foot(self) -> QHBoxLayout:
        foot = line(
            self.go,
            self.button("look", "看这一条", self._open),
            self.button("leave", "先放着", lambda: self.step(1), look="link"),
            label("定错了可以撤销", "note", wrap=False),
            None,
            self.button("back", "上一处 PgUp", lambda: self.step(-1)),
            self.button("next", "下一处 PgDn", lambda: self.step(1)),
        )
        margin = self.theme.px("margin")
        foot.setContentsMargins(margin, 8, margin, 8)
        return foot

    # -- showing

    def reload(self) -> None:
        """All that wait."""
        self.desk.ask(lambda store: (found := clashes(store), [_item(store, one) for one in found]), self._show)

    def _show(self, shown: tuple[list[Clash], list[Item]]) -> None:
        self.found, items = shown
        head = [Item(None, "要您定的", f"{len(items)} 处")] if items else []
        self.list.show_items([*head, *items])
        keys = [one.key for one in self.found]
        meant = next((key for key in (self._wanted, self.list.key(), *keys) if key in keys), "")
        self._wanted = ""
        self.list.choose(meant)
        self._choose(meant)

    def show_record(self, id: str) -> None:
        """Another page leads to this place."""
        self._wanted = id
        self.reload()

    def _held(self, key: str | None) -> Clash | None:
        return next((one for one in self.found if one.key == key), None)

    def _choose(self, key: str) -> None:
        one = self._held(key)
        self.told.clear()
        self.go.setEnabled(False)
        self.sides.setVisible(one is not None)
        for name in ("look", "leave", "back", "next"):
            self.findChild(QWidget, f"conflict_{name}").setEnabled(one is not None)
        if one is None:
            self.heading.setText(NOTHING)
            self.words.clear()
            self.count.clear()
            self.reveal.hide()
            return
        name = next(item.title for item in self.list.rows.items if item.key == key)
        self.heading.setText(f"{name} 的“{one.label}”")
        self.count.setText(f"第 {self.found.index(one) + 1} 处，共 {len(self.found)} 处")
        self.words.setText("各自改了，谁也没看到对方的改动。现在显示的是左边第一个。" if one.ours else THEIRS)
        self.sides.show_clash(one)
        self.reveal.setVisible(starred_there(one))

    def _reveal(self) -> None:
        """To tell them apart one sees them whole; it is written down."""
        one = self._held(self.list.key())
        if one is not None:
            self.desk.act(KIND, lambda act: seen(act, one.record), lambda _none: self._whole(one), self._refused)

    def _whole(self, one: Clash) -> None:
        if self.list.key() == one.key:
            self.sides.show_clash(one, whole=True)
            self.reveal.hide()

    def _meant(self, _place: int) -> None:
        self.go.setEnabled(True)

    def step(self, by: int) -> None:
        """The next place, or the one before."""
        keys = [one.key for one in self.found]
        if self.list.key() in keys:
            self.list.choose(keys[(keys.index(self.list.key()) + by) % len(keys)])

    def _open(self) -> None:
        noun, id, _field = self.list.key().split(" ")
        self.wants.emit("followup" if noun == "issue" else noun, id)

    # -- deciding

    def decide(self) -> None:
        """A write that has seen them all."""
        key, place, typed = self.list.key(), self.sides.group.checkedId(), self.sides.other.text().strip()
        if key is None or place < OTHERWISE:
            return
        self.go.setEnabled(False)
        self.desk.act("decide", lambda act: _write(act, key, place, typed), self._decided, self._refused)

    def _decided(self, _value: Any) -> None:
        self.said.emit(f"刚才：{self.heading.text()}定了")
        self.reload()

    def _refused(self, problem: Problem) -> None:
        self.go.setEnabled(True)
        self.told.setText(str(problem))


def _left(title: str, places: Listing) -> QWidget:
    """The list of places below what it is about."""
    left = QWidget()
    left.setProperty("ground", "surface")
    head = QVBoxLayout()
    head.setContentsMargins(14, 0, 14, 4)
    for part in (label(title, "title"), label(NOTE, "note")):
        head.addWidget(part)
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 12, 0, 0)
    column.addLayout(head)
    column.addWidget(places, 1)
    return left


def _write(act: Act, key: str, place: int, typed: str) -> Any:
    """The value at this place of the two, or what was typed in their place; of papers those of all."""
    one = clash(act.store, key)
    if place == OTHERWISE and one.papers:
        return decide_for_all(act, one.record, one.field)
    if place == OTHERWISE:
        return decide_otherwise(act, one.record, one.field, typed)
    return decide(act, one.record, one.field, str(place))


def _item(store: Store, one: Clash) -> Item:
    """The record, whose it is and what of it is meant."""
    row = veiled(store, type(one.record), [one.record])[0]
    name = next((row[name] for name in NAMED if row.get(name)), "")
    number = told_number({"number": None} | row)
    title = f"{one.record.label} {number}".strip() + (f" · {name}" if name else "")
    sides = "、".join(dict.fromkeys(side.where for side in one.sides))
    return Item(one.key, title, one.sides[0].at[5:10], f"“{one.label}”　{sides}", (Mark("待定", "amber"),))

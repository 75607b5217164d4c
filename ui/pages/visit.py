"""接待登记: the list of receptions, and the form that is filled in while somebody talks."""

from __future__ import annotations

from datetime import date as date_type
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from lianluozhan import clock, search
from lianluozhan.category import guess
from lianluozhan.errors import Problem
from lianluozhan.organ import organ_for
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.visit import ON_THE_SPOT, SUGGESTED, TO_DISTRICT, TO_TOWN, TO_VILLAGE, Visit
from ui.form import Form, Section
from ui.listing import Item, Listing, Mark
from ui.page import Page, Surroundings

TALK = (  # the order of the talk, not of the paper
    Section("谁来了", (
        (("received_at", 4), ("channel", 8)),
        (("visitor_name", 4), ("visitor_gender", 2), ("visitor_age", 2), ("party_size", 1), ("visitor_phone", 3)),
        (("visitor_address", 9), ("confidential", 3)),
    )),
    Section("说了什么", (
        (("statement", 12),),
        (("request", 7), ("nature", 5)),
        (("category", 6), ("location", 6)),
    )),
    Section("怎么答的", ((("deputies", 12),), (("reply", 12),))),
    Section("怎么办", ((("outcome", 12),), (("referred_to", 6), ("satisfaction", 6)), (("informed", 12),))),
)  # fmt: skip
KEPT = ("received_at", "channel", "deputies")  # 连续登记
TONES = {ON_THE_SPOT: "green", TO_VILLAGE: "primary", TO_TOWN: "primary", TO_DISTRICT: "primary", SUGGESTED: "amber"}
SHOWN = 500  # rows of the list at once
WEEKDAYS = "一二三四五六日"


class VisitPage(Page):
    """List and form side by side."""

    noun, title = "visit", "接待登记"
    concerns = frozenset(("visit",))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.form = Form(Visit, TALK, self.theme, around.options)
        self.form.edited.connect(self._edited)
        self.list = Listing("visit", self.title, self.theme)
        self.list.chosen.connect(self._chosen)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(self._work())
        split.setSizes([self.theme.px("list"), 1050])
        split.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        self.new()

    # -- building

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 0)
        column.addWidget(self.button("new", "新登记", self.new, "Ctrl+N"))
        self.filter = QLineEdit()
        self.filter.setObjectName("visit_filter")
        self.filter.setPlaceholderText("筛选：姓名、原话、编号")
        self.filter.textEdited.connect(lambda _text: self.reload())
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        self.foot = QLabel()
        self.foot.setProperty("c", "note")
        column.addWidget(self.foot)
        return left

    def _work(self) -> QWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(self.theme.px("margin"), 10, self.theme.px("margin"), 6)
        self.heading = QLabel("新登记")
        self.heading.setProperty("c", "title")
        self.summary = QLabel()
        self.summary.setProperty("c", "note")
        head.addWidget(self.heading)
        head.addWidget(self.summary, 1)
        column.addLayout(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.form)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(self.theme.px("margin"), 8, self.theme.px("margin"), 8)
        self.save_button = self.button("save", "保存", self.save, "Ctrl+S", "primary")
        foot.addWidget(self.save_button)
        self.state = QLabel()
        self.state.setProperty("c", "saved")
        foot.addStretch(1)
        foot.addWidget(self.state)
        column.addLayout(foot)
        return work

    # -- the list

    def reload(self) -> None:
        """The newest receptions that hold the words of the filter."""
        words = self.filter.text()
        self.desk.ask(lambda store: newest(store, words), self._show)

    def _show(self, found: tuple[list[Item], str]) -> None:
        items, foot = found
        self.list.show_items(items)
        self.foot.setText(foot)

    def _chosen(self, id: str) -> None:
        world = self.around.identity.world
        self.desk.ask(lambda store: store.get(Visit, (world, id)), self._show_visit)

    def _show_visit(self, visit: Visit) -> None:
        self.heading.setText(visit.number or "")
        self.form.show_values(visit.data)
        self.save_button.setEnabled(False)
        self.state.setText("")

    # -- the form

    def new(self) -> None:
        """An empty form, with what goes on from one visitor to the next."""
        kept = {name: value for name, value in self.form.typed().items() if name in KEPT}
        self.form.show_values({"received_at": clock.today().isoformat(), "channel": "来站", "party_size": 1} | kept)
        self.heading.setText("新登记")
        self.summary.setText("")
        self.save_button.setEnabled(True)
        self.list.clearSelection()
        self.form.go_to("visitor_name")

    def _edited(self, name: str) -> None:
        if name in ("statement", "category"):
            self._propose(name)

    def _propose(self, name: str) -> None:
        """The words suggest the category, the category the organ; what a person chose stays."""
        typed = self.form.typed()
        if name == "statement" and "category" not in typed:
            found = guess(typed.get("statement") or "")
            if found:
                self.form.editors["category"].show_value(found)
                self.form.tell("category", "由原话带出", "hint")
                typed["category"] = found
        if "referred_to" not in typed and typed.get("category"):
            organ = organ_for(typed["category"], self.around.identity.world[:6])
            if organ:
                self.form.editors["referred_to"].show_value(organ)
                self.form.tell("referred_to", "由类别带出", "hint")

    def save(self) -> None:
        """Save the visit with all that follows from it, then be ready for the next visitor."""
        values, wrong = self.form.read()
        if wrong:
            self.summary.setText(f"还有 {len(wrong)} 处要改，已写的都在")
            self.form.go_to(wrong[0])
            return
        if values.get("outcome") not in (TO_VILLAGE, TO_TOWN, TO_DISTRICT):
            values["referred_to"] = None
        id = new_id()
        self.save_button.setEnabled(False)
        self.desk.act("add_visit", lambda act: add_visit(act, id, values), self._saved, self._refused)

    def _saved(self, visit: Visit) -> None:
        self.new()
        self.state.setText(f"✓ 已存入台账 {visit.number}")
        self.said.emit(f"刚才：接待 {visit.number} 已存入")

    def _refused(self, problem: Problem) -> None:
        self.save_button.setEnabled(True)
        self.summary.setText(str(problem))


def newest(store: Store, words: str) -> tuple[list[Item], str]:
    """The list's rows, by day with its sum, and the foot's line."""
    sql, params = search.condition(store, Visit, words, {})
    visits = readable(store, Visit, store.find(Visit, sql, params, "received_at DESC, number DESC", SHOWN))
    items: list[Item] = []
    days: dict[str, list[dict[str, Any]]] = {}
    for visit in visits:
        days.setdefault(visit["received_at"][:10], []).append(visit)
    for day, rows in days.items():
        people = sum(row["party_size"] or 1 for row in rows)
        items.append(Item(None, _day(day), f"{len(rows)} 批 {people} 人"))
        items += [_item(row) for row in rows]
    people = sum(row["party_size"] or 1 for row in visits)
    return items, f"共 {len(visits)} 批 {people} 人次"


def _item(row: dict[str, Any]) -> Item:
    name = row["visitor_name"] or "匿名"
    title = f"{name}　{row['party_size']}人" if (row["party_size"] or 1) > 1 else name
    marks = (Mark(row["outcome"], TONES.get(row["outcome"], "grey")), *((Mark(row["category"]),) if row["category"] else ()))
    return Item(row["id"], title, row["received_at"][11:], row["statement"] or "", marks, (row["number"] or "")[-5:])


def _day(day: str) -> str:
    date = date_type.fromisoformat(day)
    return f"{date.month}月{date.day}日 周{WEEKDAYS[date.weekday()]}"

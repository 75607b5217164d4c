"""One part of the 名册: a list of those there are, and a form or a name to be matched beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan.act import Act
from lianluozhan.adding import add_member
from lianluozhan.deputy import Deputy
from lianluozhan.place import Place
from lianluozhan.record import Record
from lianluozhan.store import Store
from ui.form import Called, Section
from ui.listing import Item, Listing
from ui.page import Page
from ui.widgets.match import Match
from ui.widgets.pieces import label
from ui.widgets.record_form import RecordForm

UNMATCHED = "未匹配"


class Name(NamedTuple):
    """The key of a row that is no record: a name in so many records, or one with values that only wait to be kept."""

    name: str
    times: int = 0
    values: Mapping[str, Any] | None = None


# what a field's paper says besides
CALLED = {Place.noun: {"hours": Called(Place.hours.label, "如 每周三 9:00-11:00；单月15日")}}
NOBODY = "还没有代表。有花名册的，到“更多”里“从表格导入”，一次录进来"


class Roster(QObject):
    """`left` and `right` are its two halves; `items` asks for the rows that hold some words."""

    def __init__(
        self, page: Page, cls: type[Record], sections: Sequence[Section], items: Callable[[Store, str], list[Item]]
    ) -> None:
        super().__init__(page)
        self.page, self.cls, self._items = page, cls, items
        self.form = RecordForm(page, cls, sections, self._add, CALLED.get(cls.noun))
        self.form.kept.connect(lambda id: (self.list.stand_on(id), self.reload()))
        self.form.close_button.hide()
        self.form.resumed.connect(lambda _id: self.right.setCurrentWidget(self.form))
        self._wanted = "", ""
        self.form.shown.connect(self._go)
        self.match = Match(page, cls)
        self.match.unknown.connect(lambda name: self.new({"name": name}))
        self.match.matched.connect(self.show_record)
        self.right = QStackedWidget()
        self.right.addWidget(self.form)
        self.right.addWidget(self.match)
        self.left = self._left()
        self.form.new({})

    def _add(self, act: Act, id: str, values: dict[str, Any]) -> None:
        add_member(act, self.cls, id, values)

    def _left(self) -> QWidget:
        left, noun = QWidget(), self.cls.noun
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        new = self.page.button("new", f"登记{self.cls.label}", self.new, "Ctrl+N")
        new.setObjectName(f"{noun}_new")
        self.filter = QLineEdit()
        self.filter.setObjectName(f"{noun}_filter")
        self.filter.setAccessibleName("筛选")
        self.filter.setPlaceholderText("筛选：名称里的字")
        self.filter.textEdited.connect(lambda _text: self.reload())
        self.list = Listing(noun, self.cls.label, self.page.theme)
        self.list.chosen.connect(self._chosen)
        self.foot = label("", "note")
        for part in (new, self.filter, self.list, self.foot):
            column.addWidget(part)
        column.setStretchFactor(self.list, 1)
        return left

    def reload(self) -> None:
        """The rows as they stand now."""
        words = self.filter.text().strip()
        self.page.desk.ask(lambda store: self._items(store, words), self._show)

    def _show(self, items: list[Item]) -> None:
        self.list.show_items(items)
        known = sum(isinstance(item.key, str) for item in items)
        unknown = self.cls is Deputy and not known and not self.filter.text().strip()
        self.foot.setText(NOBODY if unknown else f"在册 {known}")

    def new(self, values: Mapping[str, Any] | None = None) -> None:
        """An empty form, or one with a name that is known already."""
        self.list.clearSelection()
        self.right.setCurrentWidget(self.form)
        self.form.another(values or {}, "name")

    def show_record(self, id: str, field: str = "") -> None:
        """One of them in the form; the cursor goes into a field that is named."""
        self._wanted = id, field
        self.right.setCurrentWidget(self.form)
        if not self.list.choose(id):
            self.form.load(id)
        self._go()

    def _go(self) -> None:
        """Into the field that was wanted, once its record is there."""
        (id, field), record = self._wanted, self.form.record
        if field and record is not None and record.id == id:
            self._wanted = "", ""
            self.form.form.go_to(field)

    def _chosen(self, key: str | Name) -> None:
        if isinstance(key, str):
            self.right.setCurrentWidget(self.form)
            self.form.load(key)
        elif key.values is not None:
            self.right.setCurrentWidget(self.form)
            self.form.new(key.values)
        else:
            self.match.show_name(key.name, key.times)
            self.right.setCurrentWidget(self.match)

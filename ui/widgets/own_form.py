"""The form of a 临时报表: what it is called, which kind, which fields in which order, which records, how grouped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lianluozhan.own_table import DATED, Wanted, known, possible
from lianluozhan.schema import SCHEMA
from lianluozhan.whose import STATION
from ui.theme import Theme
from ui.widgets.wear import tell

USUAL = {  # ticked at first
    "visit": ("number", "received_at", "visitor_name", "party_size", "category", "outcome"),
    "issue": ("number", "registered_at", "title", "category", "organ", "state", "due_on"),
    "duty": ("number", "begin", "kind", "title", "deputies"),
    "activity": ("number", "kind", "theme", "begin", "place"),
    "deputy": ("order", "name", "gender", "levels", "group"),
}
NONE = "（不分）"


class OwnForm(QWidget):
    """`chosen` when a person took one that was kept."""

    chosen = Signal()

    def __init__(self, noun: str, theme: Theme, stations: bool = False) -> None:
        super().__init__()
        self._possible = partial(possible, stations=stations)
        self.setFixedWidth(round(320 * theme.factor))
        self.kept_ones: list[Wanted] = []
        self.sent: frozenset[str] = frozenset()  # names of those that go to every station
        self.kept, self.kind, self.group, self.where = (
            self._box(noun, name, words)
            for name, words in (("kept", "存过的"), ("kind", "哪一种"), ("group", "分组"), ("where", "只要哪一项"))
        )
        self.name, self.since, self.until, self.words, self.value = (
            self._line(noun, name, words)
            for name, words in (
                ("name", "报表名称"),
                ("since", "从哪天"),
                ("until", "到哪天"),
                ("words", "含有的词"),
                ("value", "是什么"),
            )
        )
        self.fields = QListWidget()
        self.fields.setObjectName(f"{noun}.fields")
        self.fields.setAccessibleName("项目（打勾，拖动改次序）")
        self.fields.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name in DATED:
            self.kind.addItem(SCHEMA.records[name].label, name)
        self.kind.activated.connect(lambda _place: self._other_kind())
        self.kept.activated.connect(self._take)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(8)
        self._lay_out(theme)
        self._other_kind()

    def _box(self, noun: str, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"{noun}.{name}")
        box.setAccessibleName(words)
        box.setMinimumContentsLength(6)  # beside a line it leaves that its room
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _line(self, noun: str, name: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"{noun}.{name}")
        line.setAccessibleName(words)
        return line

    def _lay_out(self, theme: Theme) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px("margin"), 8, 8, 8)
        column.setSpacing(3)
        for parts in (
            (self.kept,),
            (self.name,),
            (self.kind,),
            (self.fields,),
            (self.since, self.until),
            (self.words,),
            (self.where, self.value),
            (self.group,),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in parts:
                cell = QVBoxLayout()
                cell.setSpacing(1)
                label = QLabel(part.accessibleName())
                label.setProperty("c", "label")
                cell.addWidget(label)
                cell.addWidget(part, 1)
                row.addLayout(cell, 1)
            column.addLayout(row, 1 if parts == (self.fields,) else 0)
        self.since.setPlaceholderText("2026-10-1")
        self.until.setPlaceholderText("2026-10-31")
        self.fields.setMinimumHeight(round(150 * theme.factor))
        scroll = QScrollArea()  # big letters need more height than a small screen has
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        self._foot = foot = QVBoxLayout()
        foot.setContentsMargins(theme.px("margin"), 8, 8, 8)
        foot.addLayout(self._buttons)
        foot.addWidget(self.state)
        outer.addLayout(foot)

    def add_question(self, question: QWidget) -> None:
        """What is asked in place, below the buttons."""
        self._foot.addWidget(question)

    def add_button(self, button: QPushButton) -> None:
        """An action of the page's own."""
        at = self._buttons.count()
        self._buttons.addWidget(button, at // 2, at % 2)

    # -- what is chosen

    def _other_kind(self, fields: Sequence[str] = (), group: str = "", where: str = "") -> None:
        cls = SCHEMA.records[self.kind.currentData()]
        first = tuple(
            field.name for field in self._possible(cls)[:1] if field.name == STATION
        )  # whose, where there are several
        ticked = (
            tuple(fields)
            or (*first, *USUAL.get(cls.noun, ()))
            or tuple(field.name for field in self._possible(cls)[:5])
        )
        names = [*ticked, *(field.name for field in self._possible(cls) if field.name not in ticked)]
        self.fields.clear()
        for name in names:
            item = QListWidgetItem(known(cls, name).label)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
            self.fields.addItem(item)
        for box, chosen in ((self.group, group), (self.where, where)):
            box.clear()
            box.addItem(NONE if box is self.group else "", "")
            for field in self._possible(cls):
                box.addItem(field.label, field.name)
            box.setCurrentIndex(max(box.findData(chosen), 0))

    def wanted(self) -> Wanted:
        """What the form says."""
        items = [self.fields.item(at) for at in range(self.fields.count())]
        fields = tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        where = ((self.where.currentData(), self.value.text().strip()),) if self.where.currentData() else ()
        return Wanted(
            self.name.text(),
            self.kind.currentData(),
            fields,
            self.since.text(),
            self.until.text(),
            self.words.text(),
            where,
            self.group.currentData() or "",
        )

    def show_kept(self, kept: list[Wanted], sent: Collection[str] = (), mark: str = "") -> None:
        """What may be taken again; the names among the `sent` bear a mark."""
        self.kept_ones, self.sent = kept, frozenset(sent)
        self.kept.clear()
        self.kept.addItem("", "")
        for one in kept:
            self.kept.addItem(one.name + (mark if one.name in self.sent else ""), one.name)
        self.kept.setCurrentIndex(max(self.kept.findData(self.name.text().strip()), 0))

    def _take(self, place: int) -> None:
        if place:
            self.show_wanted(self.kept_ones[place - 1])
            self.chosen.emit()

    def show_wanted(self, one: Wanted) -> None:
        """Fill the form."""
        self.kind.setCurrentIndex(self.kind.findData(one.noun))
        where, value = one.where[0] if one.where else ("", "")
        self._other_kind(one.fields, one.group, where)
        for line, words in (
            (self.name, one.name),
            (self.since, one.since),
            (self.until, one.until),
            (self.words, one.words),
            (self.value, value),
        ):
            line.setText(words)

    def say(self, words: str, look: str = "error") -> None:
        """A line at the foot."""
        tell(self.state, words, look)

"""What each column of a sheet means: its words, the field it fills, and whether a person should look; changed by hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lianluozhan.sheet import Looked, columns_of
from lianluozhan.sheet.template import Template
from ui.theme import Theme
from ui.widgets.labelled import Cut
from ui.widgets.wear import tell

WIDTH = 158  # logical pixels of a column
LEAST = 132  # of one of several that would all but find room
SPACE = 10  # between them
LEFT_OUT, UNFILLED = "不导入", "不填"
UNKNOWN = ("⚠ 没认出", "warning")
SURE, UNSURE, BY_HAND = ("自动认出", "saved"), ("⚠ 请确认", "warning"), ("您选的", "note")


class ColumnStrip(QScrollArea):
    """The columns side by side. `matched` when a person changed one."""

    matched = Signal()

    def __init__(self, theme: Theme, none: str = LEFT_OUT, *, once: bool = True) -> None:
        """`none` is what a column without a meaning is called; `once`: a field has one column."""
        super().__init__()
        self.theme, self._none, self._once = theme, none, once
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(round(98 * theme.factor))
        self._boxes: dict[int, QComboBox] = {}
        self._states: dict[int, QLabel] = {}
        self._looked: Looked | Template | None = None
        self._by_hand: dict[int, str | None] = {}

    def show_columns(self, looked: Looked | Template, by_hand: Mapping[int, str | None] = {}) -> None:
        """The columns of another sheet, as they were recognised, or as a person matched them before."""
        self._looked, self._by_hand, self._boxes, self._states = looked, dict(by_hand), {}, {}
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(self.theme.px("margin"), 0, self.theme.px("margin"), 0)
        row.setSpacing(SPACE)
        for column in looked.columns:
            row.addWidget(
                self._column(
                    column.place, column.words, by_hand.get(column.place, column.fields[0] if column.fields else None)
                )
            )
        row.addStretch(1)
        self._share()
        self.setWidget(inner)
        inner.adjustSize()
        for place in sorted(looked.unsure)[:1]:
            self.ensureWidgetVisible(self._states[place].parentWidget(), 80, 0)

    def _column(self, place: int, words: str, name: str | None) -> QWidget:
        cell = QWidget()
        head, box, state = Cut(""), QComboBox(), QLabel()
        head.say(" ".join(words.split()))  # on one line: a second would push what is said below out of sight
        box.setObjectName(f"sheet.column_{place}")
        box.setAccessibleName(words)
        box.addItem(self._none, None)
        for field in columns_of(self._looked.kind).values():
            box.addItem(field.label, field.name)
        box.setCurrentIndex(box.findData(name) if name else 0)
        box.activated.connect(lambda _at, place=place: self._choose(place))
        box.installEventFilter(self)
        self._boxes[place], self._states[place] = box, state
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (head, box, state):
            column.addWidget(part)
        self._say(place)
        return cell

    def _share(self) -> None:
        """Columns that all but find room side by side are narrower: a bar to scroll a few pixels by is as wide as the page."""
        widest, least = (round(wide * self.theme.factor) for wide in (WIDTH, LEAST))
        count = max(len(self._states), 1)
        share = (self.width() - 2 * self.theme.px("margin") - SPACE * (count - 1)) // count
        for state in self._states.values():
            state.parentWidget().setFixedWidth(min(share, widest) if share >= least else widest)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width."""
        self._share()
        super().resizeEvent(event)

    def _say(self, place: int) -> None:
        if place in self._by_hand:
            words, look = BY_HAND
        elif self._boxes[place].currentData() is None:
            words, look = UNKNOWN if place in self._looked.unsure else ("跳过", "hint")
        else:
            words, look = UNSURE if place in self._looked.unsure else SURE
        tell(self._states[place], words, look)

    def _choose(self, place: int) -> None:
        """A person chose: a field has one column, but for a day and its hour, and for lists."""
        name = self._boxes[place].currentData()
        self._by_hand[place] = name
        field = columns_of(self._looked.kind).get(name or "")
        for other, box in self._boxes.items():
            if (
                self._once
                and field
                and not field.several
                and other != place
                and box.currentData() == name
                and not self._shares(other)
            ):
                box.setCurrentIndex(0)
                self._by_hand[other] = None
            self._say(other)
        self.matched.emit()

    def _shares(self, place: int) -> bool:
        """Whether a column that was recognised shares its field with another: 日期 and 时间."""
        names = [column.fields[:1] for column in self._looked.columns if column.fields]
        mine = next(column.fields[:1] for column in self._looked.columns if column.place == place)
        return names.count(mine) > 1

    def by_hand(self) -> dict[int, str | None]:
        """{place: field, None for nothing} of what a person changed."""
        return dict(self._by_hand)

    def places(self) -> Mapping[str, list[int]]:
        """{field: the columns that fill it}, in the order of the sheet."""
        found: dict[str, list[int]] = {}
        for place, box in self._boxes.items():
            if box.currentData():
                found.setdefault(box.currentData(), []).append(place)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The wheel scrolls the columns and never changes a choice."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

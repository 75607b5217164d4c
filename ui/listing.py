"""Lists: rows of three lines under group heads, painted from plain values; the selection survives every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lianluozhan.held import SENT_BACK, TRAVEL
from ui.theme import Theme
from ui.widgets.lamp import paint_lamp, paint_tick
from ui.widgets.painting import LEFT, RIGHT, draw_words

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
LEAST_MARK = 36  # pixels; a mark with less room than this is left out


class Mark(NamedTuple):
    """A word on a tinted ground: tone is grey, primary, red, amber or green."""

    words: str
    tone: str = "grey"


class Item(NamedTuple):
    """One row: a record, or with `key` None the head of a group."""

    key: Any
    title: str
    right: str = ""
    words: str = ""
    marks: tuple[Mark, ...] = ()
    tail: str = ""
    lamp: str | None = None  # 红 黄 绿 停, "" for a ring; None leaves no room for one
    tone: str = "ink2"  # of `right`

    def said(self) -> str:
        """The whole row as one sentence, for a screen reader."""
        return "，".join(
            part
            for part in (
                self.title,
                f"{self.lamp}灯" if self.lamp else "",
                self.right,
                self.words,
                *(m.words for m in self.marks),
                self.tail,
            )
            if part
        )


def by_state(
    rows: Sequence[Any], states: Iterable[str], state: Callable[[Any], str | None]
) -> list[tuple[str, list[Any]]]:
    """The rows in groups, in the order of the states."""
    return [(one, [row for row in rows if state(row) == one]) for one in states]


def under_heads(groups: Iterable[tuple[str, Sequence[Any]]], unit: str, item: Callable[[Any], Item]) -> list[Item]:
    """The rows of each group under its head, which says how many; a group without rows has none."""
    return [
        row for head, found in groups if found for row in (Item(None, head, f"{len(found)} {unit}"), *map(item, found))
    ]


class Rows(QAbstractListModel):
    """The rows of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []
        self.marked: set[Any] = set()  # keys a person has ticked to act on together

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many rows, group heads included."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, its sentence, or its key."""
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return item.said()
        if role == Qt.ItemDataRole.CheckStateRole and item.key in self.marked:
            return Qt.CheckState.Checked
        return item.key if role == KEY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads of groups cannot be chosen."""
        if self.items[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def show(self, items: Sequence[Item]) -> None:
        """Put other rows in; the same ones change nothing."""
        other = list(items)
        if other == self.items:
            return
        self.beginResetModel()
        self.items = other
        self.endResetModel()


class RowPainter(QStyledItemDelegate):
    """Paints a row: title and time, the words of the case, its marks and the tail of its number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Rows and heads have each one height."""
        # not by `data`: a list of hundreds is asked thousands of times
        head = index.model().items[index.row()].key is None
        return QSize(100, self.theme.px("group" if head else "row_height"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        item, theme, area = index.model().items[index.row()], self.theme, option.rect
        painter.save()
        if item.key is None:
            self._head(painter, area, item)
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, theme.colour("sel" if selected else "row" if hovered else "surface"))
        if selected:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), theme.colour("primary"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        inner = area.adjusted(14, 9, -14, -8)
        if item.lamp is not None:
            inner.setLeft(area.left() + round(40 * theme.factor))
            self._lamp(
                painter,
                QRect(area.left() + 4, inner.top(), inner.left() - area.left() - 4, inner.height() // 3),
                item,
                index,
            )
        line = inner.height() // 3
        closer = 0 if item.words else line // 2  # without words in between the two other lines stand together
        self._line(painter, QRect(inner.left(), inner.top() + closer, inner.width(), line), item, selected)
        self._note(painter, QRect(inner.left(), inner.top() + line, inner.width(), line), item.words, "ink2")
        self._marks(painter, QRect(inner.left(), inner.top() + 2 * line + 2 - closer, inner.width(), line - 2), item)
        painter.restore()

    def _lamp(self, painter: QPainter, area: QRect, item: Item, index: Index) -> None:
        paint_lamp(painter, area, item.lamp or "", self.theme)
        if item.key in index.model().marked:
            paint_tick(painter, area.translated(0, area.height() + 4), self.theme)

    def _head(self, painter: QPainter, area: QRect, item: Item) -> None:
        painter.fillRect(area, self.theme.colour("canvas"))
        inner = area.adjusted(14, 0, -14, 0)
        width = self._note(painter, inner, item.right, "ink3", right=True)
        self._note(painter, inner.adjusted(0, 0, -width - 8, 0), item.title, "ink2")

    def _line(self, painter: QPainter, area: QRect, item: Item, bold: bool) -> None:
        width = self._note(painter, area, item.right, item.tone, right=True)
        painter.setFont(self.theme.font("body", bold=bold))
        draw_words(painter, area.adjusted(0, 0, -width - 8, 0), item.title, self.theme.colour("ink"))

    def _marks(self, painter: QPainter, area: QRect, item: Item) -> None:
        painter.setFont(self.theme.font("note"))
        metrics = QFontMetrics(painter.font())
        # how it stands is not cut; whose it is may be
        first = metrics.horizontalAdvance(item.marks[0].words) + 20 if item.marks else 0
        width = self._note(painter, area.adjusted(first, 0, 0, 0), item.tail, "ink3", right=True)
        left, most = area.left(), area.right() - width - 8
        for mark in item.marks:
            needed = metrics.horizontalAdvance(mark.words) + 12
            wide = min(needed, most - left)
            if wide < min(needed, LEAST_MARK):
                break
            box = QRect(left, area.top(), wide, area.height())
            ground = {"primary": "tint", "grey": "grey_tint"}.get(mark.tone, f"{mark.tone}_tint")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour(ground))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(self.theme.colour(mark.tone))
            words = metrics.elidedText(mark.words, Qt.TextElideMode.ElideRight, wide - 8 if wide < needed else needed)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            left += wide + 6

    def _note(self, painter: QPainter, area: QRect, words: str, colour: str, right: bool = False) -> int:
        painter.setFont(self.theme.font("note"))
        return draw_words(painter, area, words, self.theme.colour(colour), RIGHT if right else LEFT)


def plain(*words: str | None) -> tuple[Mark, ...]:
    """A quiet mark for each there is."""
    return tuple(Mark(one) for one in words if one)


def way(row: Mapping[str, Any]) -> tuple[Mark, ...]:
    """How far a record has come on its way to the district; one that came back stands out."""
    step = row.get(TRAVEL)
    return (Mark(step, "red" if step == SENT_BACK else "grey"),) if step else ()


class Listing(QListView):
    """A list of records. `chosen` carries the key of the row a person moved to, `opened` of the one they entered."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, noun: str, label: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"list_{noun}")
        self.setAccessibleName(label)
        self.rows = Rows()
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(theme))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(index.data(KEY)))
        self._showing, self._wanted = False, None

    def clearSelection(self) -> None:  # noqa: N802
        """No row is shown any more: whichever is gone to next, also the one one came from, is gone to anew."""
        super().clearSelection()
        self.setCurrentIndex(QModelIndex())

    def stand_on(self, key: Any) -> None:
        """What is shown beside has this row, as soon as it is there; nothing is asked for it."""
        self._wanted = key

    def show_items(self, items: Sequence[Item]) -> None:
        """Other rows; the row a person was on stays chosen where it is still there, and in sight where it was."""
        seen = self._in_sight()
        key, self._wanted, top = self._wanted or self.key(), None, self.verticalScrollBar().value()
        self._showing = True
        self.rows.show(items)
        self.choose(key)
        self.verticalScrollBar().setValue(top)
        if seen and not self._in_sight():
            self.scrollTo(self.currentIndex())
        self._showing = False

    def _in_sight(self) -> bool:
        return self.viewport().rect().contains(self.visualRect(self.currentIndex()).center())

    def show_item(self, item: Item) -> None:
        """Another row of the same key, where there is one: drawn alone, for all rows stay where they are."""
        place = next((place for place, one in enumerate(self.rows.items) if one.key == item.key), None)
        if place is not None:
            self.rows.items[place] = item
            self.update(self.rows.index(place))

    def choose(self, key: Any) -> bool:
        """Move to the row of a key; False where there is none."""
        for place, item in enumerate(self.rows.items):
            if key is not None and item.key == key:
                self.setCurrentIndex(self.rows.index(place))
                if place and self.rows.items[place - 1].key is None:
                    self.scrollTo(self.rows.index(place - 1))  # the first of a group is seen with its head
                return True
        return False

    def take_focus(self) -> None:
        """The keys go here, to the row a person was on or the first there is."""
        if not self.currentIndex().isValid():
            first = next((place for place, item in enumerate(self.rows.items) if item.key is not None), None)
            if first is not None:
                self.setCurrentIndex(self.rows.index(first))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def key(self) -> Any:
        """The key of the row a person is on."""
        index = self.currentIndex()
        return index.data(KEY) if index.isValid() else None

    def _moved(self, index: QModelIndex) -> None:
        if not self._showing and index.isValid() and index.data(KEY) is not None:
            self.chosen.emit(index.data(KEY))

"""经过: what happened to an issue, newest first, with the coming step on top; only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.asks.course import Past
from ui.theme import Theme
from ui.widgets.painting import RIGHT, draw_ring, draw_words

Index = QModelIndex | QPersistentModelIndex
LEFT = 34  # of the words; the strand runs in what is before
COMING = ""


class Facts(QAbstractListModel):
    """The coming step, where there is one, and the facts."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: list[Past] = []
        self.coming = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many."""
        return 0 if parent.isValid() else len(self.facts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The fact in a sentence."""
        fact = self.facts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return fact.word
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(part for part in (_title(fact), fact.when, *fact.lines) if part)
        return None

    def show(self, coming: tuple[str, str, str], facts: Sequence[Past]) -> None:
        """Other facts."""
        self.beginResetModel()
        title, when, words = coming
        ahead = [Past(COMING, title, when, (words,) if words else (), False, False, False, {})] if title else []
        self.facts, self.coming = [*ahead, *facts], bool(ahead)
        self.endResetModel()


def _title(fact: Past) -> str:
    return fact.word + ("（未生效）" if fact.idle else "（已更正）" if fact.mended else "")


class FactPainter(QStyledItemDelegate):
    """A bead on the strand, the word of the fact with its day, and what it says, wrapped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As high as its words are long."""
        fact, wide = index.model().facts[index.row()], self._wide(option)
        return QSize(
            100, self._first() + sum(self._high(line, wide) for line in fact.lines) + round(10 * self.theme.factor)
        )

    def _first(self) -> int:
        return QFontMetrics(self.theme.font("body", bold=True)).height() + 2

    def _wide(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        return (view.viewport().width() if view else option.rect.width()) - round((LEFT + 12) * self.theme.factor)

    def _high(self, words: str, wide: int) -> int:
        return (
            QFontMetrics(self.theme.font("note")).boundingRect(QRect(0, 0, wide, 10000), int(WRAP), words).height() + 1
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        model, theme, area = index.model(), self.theme, option.rect
        fact, factor = model.facts[index.row()], self.theme.factor
        coming = model.coming and index.row() == 0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("sel"))
        x, y = area.left() + 16 * factor, area.top() + self._first() / 2 + 3
        painter.setPen(QPen(theme.colour("edge"), 1.5, Qt.PenStyle.DashLine if coming else Qt.PenStyle.SolidLine))
        top = y if index.row() == 0 else area.top()
        bottom = y if index.row() == len(model.facts) - 1 else area.bottom() + 1
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        tone = "amber_shape" if coming else "grey" if fact.idle or not fact.id else "primary"
        painter.setPen(QPen(theme.colour(tone), 2))
        painter.setBrush(theme.colour("surface" if coming else tone))
        painter.drawEllipse(QPointF(x, y), 4.5 * factor, 4.5 * factor)
        self._words(painter, area, fact, coming, self._wide(option))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, area.adjusted(1, 1, -2, -2), theme.colour("ink"))
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, fact: Past, coming: bool, wide: int) -> None:
        theme, left = self.theme, area.left() + round(LEFT * self.theme.factor)
        line = QRect(left, area.top() + 3, wide, self._first())
        painter.setFont(theme.font("note"))
        taken = draw_words(painter, line, fact.when, theme.colour("ink2"), RIGHT) + 8
        painter.setFont(theme.font("body", bold=True))
        tone = theme.colour("amber" if coming else "ink3" if fact.idle else "ink")
        draw_words(painter, line.adjusted(0, 0, -taken, 0), _title(fact), tone)
        painter.setFont(theme.font("note"))
        painter.setPen(theme.colour("ink2"))
        top = line.bottom() + 1
        for words in fact.lines:
            high = self._high(words, wide)
            painter.drawText(QRect(left, top, wide, high), int(WRAP), words)
            top += high


WRAP = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value


class Strand(QListView):
    """The facts. `correct` carries the fact a person wants to correct (Enter, double click)."""

    correct = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("list_facts")
        self.setAccessibleName("经过")
        self.facts = Facts()
        self.setModel(self.facts)
        self.setItemDelegate(FactPainter(theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._wanted)

    def show_facts(self, coming: tuple[str, str, str], facts: Sequence[Past]) -> None:
        """Other facts."""
        self.facts.show(coming, facts)

    def fact(self) -> Past | None:
        """The fact a person is on, where it can be corrected."""
        index = self.currentIndex()
        found = self.facts.facts[index.row()] if index.isValid() else None
        return found if found and found.correctable else None

    def _wanted(self, index: QModelIndex) -> None:
        if self.fact():
            self.correct.emit(self.fact())

    def resizeEvent(self, event) -> None:  # noqa: ANN001, N802
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

"""What two wrote of one field, side by side with who, where, when and why; neither is preselected, a third value can be written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from lianluozhan.clash import ELSEWHERE, EMPTY, NOT_VOIDED, Clash, Side
from lianluozhan.field import Field
from lianluozhan.veil import starred
from ui.widgets.pieces import clear, label, line
from ui.widgets.reading import said

OTHERWISE = 0  # the place of the value that is written anew; the others count from 1
NEITHER, EVERY = "都不对，另填一个", "两边的都要"


class Sides(QWidget):
    """`chosen` says that another one is meant: its place, OTHERWISE for what is written in `other`."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conflict_sides")
        self.group, self.other = QButtonGroup(self), QLineEdit()
        self.group.idClicked.connect(self.chosen)
        self.other.setObjectName("conflict.other")
        self.other.setAccessibleName(NEITHER)
        self.other.textEdited.connect(lambda _text: self._take(OTHERWISE))
        self._cards = QHBoxLayout()
        self._cards.setSpacing(12)
        self._third = QFrame()
        self._third.setProperty("c", "card")
        self._otherwise = QRadioButton(NEITHER)
        self._otherwise.setObjectName("conflict_side_other")
        self.group.addButton(self._otherwise, OTHERWISE)
        whole = line(self._otherwise, self.other)
        whole.setContentsMargins(14, 8, 14, 8)
        self._third.setLayout(whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._cards)
        column.addWidget(self._third)

    def show_clash(self, clash: Clash, *, whole: bool = False) -> None:
        """Another field, or `whole` what is starred of it."""
        clear(self._cards)
        self.group.setExclusive(False)
        self._otherwise.setChecked(False)
        self.group.setExclusive(True)
        self.other.clear()
        field = type(clash.record).fields[clash.field]
        for side in clash.sides:
            self._cards.addWidget(self._card(side, _words(side, field, whole), clash.ours), 1)
        self._otherwise.setText(EVERY if clash.papers else NEITHER)
        self.other.setHidden(clash.papers)  # nobody writes papers anew
        free = clash.ours and field.name != "voided"
        self._third.setVisible(free)

    def _card(self, side: Side, words: str, ours: bool) -> QFrame:
        card, radio, value = _Card(), QRadioButton(f"{side.where} · {side.by or '—'}"), QLabel(words)
        radio.setObjectName(f"conflict_side_{side.place}")
        radio.setEnabled(ours and not side.masked)
        self.group.addButton(radio, side.place)
        card.pressed.connect(lambda: radio.isEnabled() and radio.click())
        value.setProperty("c", "section")
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        reason = label(f"改动原因：{side.reason or '没有写'}" if side.reason or ours else "", "note")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(line(radio, None, label(side.at.replace("T", " "), "note", wrap=False)))
        for part in (value, reason):
            column.addWidget(part)
        return card

    def _take(self, place: int) -> None:
        self.group.button(place).setChecked(True)
        self.chosen.emit(place)


class _Card(QFrame):
    """One side; a click anywhere on it chooses it."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("c", "card")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on the card is one on its button."""
        self.pressed.emit()


def _words(side: Side, field: Field, whole: bool) -> str:
    """The value; of a person no more than may stand on the screen, unless somebody asked."""
    if side.masked:
        return ELSEWHERE
    if side.value in (None, "", [], {}):
        return NOT_VOIDED if field.name == "voided" else EMPTY
    return said(side.value if whole else starred(field, side.value))


def veiled(clash: Clash) -> bool:
    """Whether something of it is starred until somebody asks."""
    field = type(clash.record).fields[clash.field]
    return any(starred(field, side.value) != side.value for side in clash.sides if not side.masked)

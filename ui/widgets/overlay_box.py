"""套打 beside a paper: whether only the values are printed, how far the pre-printed paper is off, and the page to read that from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lianluozhan.report.overlay import REACH, STEP, Move


class OverlayBox(QWidget):
    """`switched` when it is put on or off, `moved` when a person changed the offset, `ruler` asks for the page to measure with."""

    switched = Signal()
    moved = Signal()
    ruler = Signal()

    def __init__(self, noun: str, height: int) -> None:
        super().__init__()
        self.on = QCheckBox("套打：只印填的内容")
        self.on.setObjectName(f"{noun}.overlay")
        self.on.clicked.connect(lambda _on: (self._show(), self.switched.emit()))
        self.right, self.up = (
            self._number(f"{noun}.{name}", words, height)
            for name, words in (("right", "向右（毫米）"), ("up", "向上（毫米）"))
        )
        self.measure = QPushButton("空白表和校准页")
        self.measure.setObjectName(f"{noun}_ruler")
        self.measure.clicked.connect(lambda _on=False: self.ruler.emit())
        self.offsets = QWidget()
        grid = QGridLayout(self.offsets)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        for at, part in enumerate((self.right, self.up)):
            label = QLabel(part.accessibleName())
            label.setProperty("c", "label")
            grid.addWidget(label, 0, at)
            grid.addWidget(part, 1, at)
        grid.addWidget(self.measure, 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.on)
        column.addWidget(self.offsets)
        self._show()

    def _number(self, name: str, words: str, height: int) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setRange(-REACH, REACH)
        box.setSingleStep(STEP)
        box.setDecimals(1)
        box.setMinimumHeight(height)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda _value: self.moved.emit())
        return box

    def _show(self) -> None:
        self.offsets.setVisible(self.on.isChecked())

    def move_to(self, move: Move) -> None:
        """The offset that is kept, without saying so."""
        for box, value in zip((self.right, self.up), move, strict=True):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)

    def move_(self) -> Move:
        """How far, in steps of half a millimetre."""
        return tuple(round(box.value() / STEP) * STEP for box in (self.right, self.up))

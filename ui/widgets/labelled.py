"""The line above an input: its label, a quiet note, and in the same place what is wrong, so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lianluozhan.field import Field
from ui.widgets.wear import wear


class Cut(QLabel):
    """Words that are shortened with … where there is no room for them; the tooltip has them whole."""

    def __init__(self, look: str = "hint") -> None:
        super().__init__()
        self.words = ""
        self.setProperty("c", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str, look: str | None = None) -> None:
        """Show words, in another look when one is named."""
        self.words = words
        self.setToolTip(words)
        if look is not None:
            wear(self, look)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It takes what is left."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all of it, where there is."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.words) + 2, super().sizeHint().height())

    def _fit(self) -> None:
        self.updateGeometry()
        self.setText(QFontMetrics(self.font()).elidedText(self.words, Qt.TextElideMode.ElideRight, self.width()))


class Whole(QLabel):
    """Words on as many lines as they need at the width they have: what is short of room gives way, not a line of them."""

    def __init__(self, look: str = "") -> None:
        super().__init__()
        self.setProperty("c", look)
        self.setWordWrap(True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """All of its lines."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self.heightForWidth(self.width()))) if self.text() else least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width: other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class LabelLine(QWidget):
    """Label, note and message of one field."""

    def __init__(self, field: Field | None, label: str, note: str, red: str) -> None:
        super().__init__()
        self._note = note
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._star = f" <span style='color:{red}'>*</span>" if field is not None and field.required else ""
        self.label = QLabel(label + self._star)
        self.label.setProperty("c", "label")
        self.message = Cut()
        row.addWidget(self.label)
        row.addWidget(self.message, 1)
        self.message.say(note)

    def call(self, label: str) -> None:
        """Another name for the field, where another value gives it another meaning."""
        self.label.setText(label + self._star)

    def tell(self, words: str, state: str) -> None:
        """Say what is wrong ('error', 'warning') or worth knowing ('hint'); without words the note stands again."""
        self.message.say(words or self._note, (state or "error") if words else "hint")

    def told(self) -> bool:
        """Whether something else than the note is said."""
        return self.message.words != self._note

"""The frame around a record's form: its name and what is said of it above, why and how it is saved below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lianluozhan.held import SENT_BACK
from lianluozhan.undo import REASON
from ui.form import Form
from ui.half_written import HAVE_BACK, UNWANTED
from ui.page import Page
from ui.widgets.down import Down
from ui.widgets.evidence import Evidence
from ui.widgets.pieces import label, single
from ui.widgets.starred import Reveal, Starred
from ui.widgets.wear import tell, wear

Files = tuple[Path, ...]
VOID, WHY, DROP = "作废", "更改或作废，写明原因", "不要这些改动"
TOLD = f"✓ 已{SENT_BACK}，站里下次导入就看见"


class RecordFrame(QWidget):
    """Head, form and foot; what they do is RecordForm's. `left` says that a person is done with it, `bared` that what was
    starred is seen whole now, or starred again."""

    left, bared = Signal(), Signal()

    def __init__(self, noun: str, form: Form, papers: Evidence | None) -> None:
        super().__init__()
        self.noun, self.form, self.papers = noun, form, papers
        self.starred = Starred(form)
        self.theirs = False  # a station's, looked at by its district
        self._margin = form.theme.px("margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._body(), 1)
        column.addLayout(self._foot())

    def ready(self, page: Page) -> None:
        """It can be saved again; the keys the grey button gave to the tabs come back."""
        self.save_button.setEnabled(True)
        page.hold_keys(self.save_button)

    def stand_back(self, page: Page) -> None:
        """One button of a page is filled, what one does next: saving is, unless a step waits."""
        steps = [
            one
            for one in page.findChildren(QPushButton)
            if one.property("c") == "primary" and one is not self.save_button
        ]
        wear(self.save_button, "" if any(one.isEnabled() and one.isVisibleTo(page) for one in steps) else "primary")

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(self._margin, 10, self._margin, 6)
        head.setSpacing(12)
        self.heading = label("", "title", wrap=False)
        self.note = label("", "note")
        self.reveal_button = Reveal(self.noun, self, self.reveal)
        head.addWidget(self.heading)
        head.addWidget(self.note, 1)
        head.addWidget(self.reveal_button)
        return head

    def _body(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self.form)
        if self.papers:
            frame = QHBoxLayout()
            frame.setContentsMargins(self._margin, 0, self._margin, 0)
            frame.addWidget(self.papers)
            column.addLayout(frame)
        column.addStretch(1)
        self._inside = column
        self._scroll = Down()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inside)
        return self._scroll

    def under(self, part: QWidget) -> None:
        """Something right below the form."""
        self._inside.insertWidget(1, part)

    def reveal(self) -> None:
        """Show all of it."""
        raise NotImplementedError

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Gone on: what nobody is changing is starred again."""
        super().hideEvent(event)
        self.reveal_button.setVisible(self.starred.star_again())
        self.bared.emit()

    def to_top(self) -> None:
        """Show the form from its beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(self._margin, 8, self._margin, 8)
        foot.setSpacing(8)
        self.save_button = self._button("save", "保存", "primary")
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{self.noun}_reason")
        self.reason.setAccessibleName("更改或作废的原因")
        self.reason.setPlaceholderText(WHY)
        self.void_button = self._button("void", VOID)
        self.close_button = self._button("close", "返回")
        self.undo_button = self._button("undo", REASON, "link")
        self.drop_button = self._button("drop", DROP, "link")
        self.back_button = self._button("have_back", HAVE_BACK, "link")
        single(self.drop_button, self.back_button)
        self.drop_button.hide()
        self.back_button.hide()
        self.state = label("", "saved", wrap=False)
        for part in (self.save_button, self.reason, self.void_button):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.state)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.back_button)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        foot.setStretchFactor(self.reason, 4)
        return foot

    def _button(self, verb: str, words: str, look: str = "") -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"{self.noun}_{verb}")
        made.setAccessibleName(words)
        made.setProperty("c", look)
        return made

    def offer(self, changed: bool, voided: bool, derived: bool) -> None:
        """What can be done with it; what is another side's is sent back, in the place of 作废."""
        self.reason.clear()
        self.state.setText("")
        self.drop_button.setText(DROP if changed else UNWANTED)
        self.drop_button.setAccessibleName(self.drop_button.text())
        self.reason.setVisible(changed)
        self.reason.setPlaceholderText("要站里改什么，如：日期写错了" if self.theirs else WHY)
        self.void_button.setText(SENT_BACK if self.theirs else VOID)
        self.void_button.setVisible(changed and (self.theirs or not derived))
        self.save_button.setVisible(not voided and not self.theirs)

    def files(self) -> Files:
        """Papers that are to be kept with it."""
        return tuple(self.papers.pending) if self.papers else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc that no field took leaves the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def tell(self, words: str, trouble: bool = False) -> None:
        """Say something in the head, where nothing moves for it."""
        tell(self.note, words, "error" if trouble else "note")
        # a second line moves nothing
        self.note.setMinimumHeight(2 * QFontMetrics(self.form.theme.font("note")).lineSpacing() + 2)

"""The frame around the form of an issue: its title and what a visit brought above, what can be done with it below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lianluozhan import action as table
from lianluozhan.errors import Problem
from lianluozhan.looked import KIND
from lianluozhan.readable import title_of
from lianluozhan.veil import seen
from ui.act import Desk
from ui.asks.issue import Opened
from ui.widgets.issue_form import IssueForm
from ui.widgets.labelled import Cut
from ui.widgets.scrolled import scrolled

NEW = "新登记"
HOW = "代表自己的、来信、12345 转来的，直接写；从接待来的，先选那次接待，其余自动带入"


class IssueFrame(QWidget):
    """Head, form, foot. `links` stand at the end of the second line, `buttons` in the foot; `reveal`, `desk` are its user's."""

    reveal: QPushButton
    desk: Desk

    def __init__(self, form: IssueForm, links: Sequence[QPushButton], buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.opened: Opened | None = None
        self.form, self._margin = form, form.theme.px("margin")
        self.heading, self.note, self.saved = Cut("title"), Cut("note"), Cut("saved")
        self.state, self.numbered = QLabel(), QLabel()
        self.state.setProperty("c", "mark")
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.numbered.setProperty("c", "note")
        self._scroll = scrolled(form, sideways=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(links))
        column.addWidget(self._scroll, 1)
        column.addLayout(self._foot(buttons))
        form.form.entered.connect(self.look_at)

    def _head(self, links: Sequence[QPushButton]) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        for part, share in ((self.heading, 1), (self.state, 0), (self.numbered, 0)):
            first.addWidget(part, share)
        second.addWidget(self.note, 1)
        for link in links:
            second.addWidget(link)
        head = QVBoxLayout()
        head.setContentsMargins(self._margin, 8, self._margin, 4)
        head.setSpacing(2)
        head.addLayout(first)
        head.addLayout(second)
        return head

    def _foot(self, buttons: Sequence[QPushButton]) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(self._margin, 8, self._margin, 8)
        foot.setSpacing(8)
        for button in buttons:
            foot.addWidget(button)
        foot.addWidget(self.saved, 1)
        return foot

    def ask_for_it(self) -> None:
        """Whom it is about, whole; it is written down, and starred again with whatever is shown next."""
        found = self.opened
        if found is not None:
            self.desk.act(
                KIND,
                lambda act: seen(act, found.issue),
                lambda _none: self.opened is found and self._whole(found),
                self._refused,
            )

    def _whole(self, found: Opened) -> None:
        self.form.bare(found)
        self.reveal.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Gone on: what nobody is changing is starred again."""
        super().hideEvent(event)
        if self.opened is not None and self.form.star_again(self.opened):
            self.reveal.show()

    def _refused(self, problem: Problem) -> None:
        raise NotImplementedError

    def show_new(self, state: str = "", words: str = HOW) -> None:
        """An issue that is not registered yet."""
        self._show(NEW, state, "", words)

    def show_row(self, row: dict, words: str) -> None:
        """A registered one."""
        self._show(title_of(row), row["state"] or table.WAITING, row["number"] or "", words)

    def _show(self, title: str, state: str, number: str, words: str) -> None:
        self.heading.say(title)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.numbered.setText(number)
        self.note.say(words, "note")
        self.saved.say("")
        self.to_top()

    def to_top(self) -> None:
        """The form from its beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def look_at(self, name: str) -> None:
        """Bring a field into view, with its label."""
        self._scroll.ensureWidgetVisible(self.form.form.editors[name], 0, 36)

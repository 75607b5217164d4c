"""The form of one act on an issue, opened in place below its button, with only what that act needs; its foot stays in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import steps
from ui.asks.course import Course, Doing, Past
from ui.asks.pair import Pair
from ui.editor import Options
from ui.theme import Theme
from ui.widgets.act_fields import ActFields
from ui.widgets.pairing import Pairing
from ui.widgets.pieces import label


class Foot(QFrame):
    """What a form ends with, in sight wherever the form is scrolled to."""

    def __init__(self, form: ActForm) -> None:
        super().__init__()
        self._form = form
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole, self.row, line = QVBoxLayout(self), QHBoxLayout(), QFrame()
        whole.setContentsMargins(0, 0, 0, 0)
        line.setProperty("c", "line")
        whole.addWidget(line)
        whole.addLayout(self.row)
        self.row.setContentsMargins(20, 0, 8, 8)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802
        """Shift+Tab leads back into the form, Tab on to what follows it."""
        if self.focusWidget() is not (self._form.away_button if on else self._form.save_button):
            return super().focusNextPrevChild(on)
        self._form.last().setFocus(Qt.FocusReason.BacktabFocusReason)
        return not on or QFrame.focusNextPrevChild(self._form, on)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The form's keys."""
        self._form.keyPressEvent(event)


class ActForm(QFrame):
    """`done` carries the facts it makes: [(action in Chinese, {field: value})]; `left` says it was put away, `here` where to look."""

    done = Signal(list)
    left = Signal()
    here = Signal(object)
    named = Signal(str)  # the number of the issue this one shall be joined to

    def __init__(self, course: Course, doing: Doing, theme: Theme, options: Options, fact: Past | None = None) -> None:
        super().__init__()
        self.course, self.doing, self.fact = course, doing, fact
        self.setProperty("c", "card")
        self.setObjectName("followup_form")
        self.setAccessibleName(doing.word)
        self.fields = ActFields(course, doing, theme, options, fact)
        self.fields.here.connect(self.here)
        self.people = self.fields.people
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 10)
        self._column.setSpacing(6)
        self._column.addLayout(self._head())
        self._say()  # only now: what has no parent would open as a window
        self._column.addWidget(self.fields)
        self.pairing = Pairing() if doing.verb == "join" else None
        if self.pairing:
            self._column.addWidget(self.pairing)
        self._trouble = label("", "error")
        self._trouble.hide()
        self._column.addWidget(self._trouble)
        self.foot = self._foot()
        if self.pairing:
            self.save_button.setEnabled(False)  # first both are seen side by side
            self.fields.named.connect(self.named)

    # -- building

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        title = label(
            f"{self.doing.word}：{self.fact.when} {self.fact.word}" if self.fact else self.doing.word,
            "section",
            wrap=False,
        )
        head.addWidget(title)
        self._script = label("", "said")
        self._script.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(self._script)
        if self.doing.note:
            note = label(self.doing.note, "hint")
            head.addWidget(note)
        if self.doing.verb == "inform" and self.people:
            self.people.changed.connect(self._say)
        return head

    def _say(self) -> None:
        """The sentence to be read to whom is ticked, the first of them."""
        ticked = self.people.ticked() if self.doing.verb == "inform" and self.people else []
        words = next((one.script for one in self.course.people if one.key in ticked), "")
        self._script.setText(f"照着说：{words}")
        self._script.setVisible(bool(words))

    def _foot(self) -> QFrame:
        """Not within the form, which may be longer than the window is high."""
        made = Foot(self)
        foot = made.row
        save = QPushButton("记下  Ctrl+Enter")
        save.setObjectName("followup_save")
        save.setAccessibleName("记下")
        save.setProperty("c", "primary")
        save.clicked.connect(lambda _on=False: self.save())
        away = QPushButton("收起  Esc")
        away.setObjectName("followup_cancel")
        away.setAccessibleName("收起")
        away.clicked.connect(lambda _on=False: self.left.emit())
        self.save_button, self.away_button = save, away
        foot.addWidget(save)
        foot.addWidget(away)
        foot.addStretch(1)
        return made

    def last(self) -> QWidget:
        """The input after which the foot comes."""
        last, one = self, self.nextInFocusChain()
        while one is not self:
            ours = self.isAncestorOf(one) and one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            last, one = one if ours else last, one.nextInFocusChain()
        return last

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802
        """Tab goes from the last input to the foot, which is no part of the form."""
        if not on or self.focusWidget() is not self.last():
            return super().focusNextPrevChild(on)
        self.save_button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def start(self) -> None:
        """Put the cursor where the act begins."""
        self.fields.start()

    def show_pair(self, pair: Pair | None) -> None:
        """Both issues side by side; only what was seen so can be joined."""
        if self.pairing:
            self.pairing.show_pair(pair)
            self.save_button.setEnabled(pair is not None)

    # -- saving

    def save(self) -> None:
        """Read it; where all is there, say which facts it makes."""
        if not self.save_button.isEnabled():
            return  # it is being written
        self._trouble.hide()
        values, wrong = self.fields.read()
        if wrong:
            form, name = wrong[0]
            form.go_to(name)
            self.here.emit(form.editors[name])
            return
        if self.fact:
            self.done.emit([(self.doing.word, steps.correction(self.fact, values))])
            return
        to = self.fields.ticked()
        if self.doing.verb in steps.WITH_WHOM and not to:
            self.refused("请勾上告诉了谁" if self.doing.verb == "inform" else "请勾上和谁商量的")
            return
        self.done.emit(steps.steps(self.doing.verb, values, to))

    def refused(self, words: str) -> None:
        """Say why it was not written; what is typed stays."""
        self._trouble.setText(words)
        self._trouble.show()
        self.save_button.setEnabled(True)
        self.here.emit(self._trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+Enter writes it down, Esc puts it away."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def words_of(made: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """答复、回告、评价."""
    return "、".join(word for word, _values in made)

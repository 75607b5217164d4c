"""The pane beside a form: what may help and never hinders; it changes its own words only and takes no focus by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.labelled import Cut
from ui.widgets.pieces import label

FADE = 150  # milliseconds


class Hint(NamedTuple):
    """One card: what it is about, a word at the right, what was said or done, and the record it leads to."""

    title: str
    right: str
    words: str
    noun: str
    id: str


class Group(NamedTuple):
    """Cards under one head; `unit` counts them, `short` names them where there is little room."""

    title: str
    short: str
    unit: str
    hints: Sequence[Hint]


class Hints(QWidget):
    """Groups of cards. `wants` carries the kind and id of a record a person asked to see."""

    wants = Signal(str, str)

    def __init__(self, noun: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"{noun}_hints")
        self.setAccessibleName("提示")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.groups: tuple[Group, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setProperty("ground", "canvas")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = label("只作提醒，不影响登记。Ctrl+H 收起", "hint", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.addWidget(self._scroll, 1)
        column.addWidget(foot)
        self.show_groups(())

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Other cards, faded in, on the ground they lie on; the same ones change nothing."""
        some = tuple(group for group in groups if group.hints)
        if some == self.groups and self._scroll.widget() is not None:
            return
        self.groups = some
        content = QWidget()
        content.setProperty("ground", "canvas")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for group in self.groups:
            self._add_group(column, group)
        if not some:
            empty = label("同一个人来过、附近类似的事，\n写着写着会在这里提醒。", "hint", wrap=False)
            column.addWidget(empty)
        column.addStretch(1)
        self._scroll.setWidget(content)
        self._fade(content)

    def summary(self) -> str:
        """All of it in one line, for a narrow window."""
        return " · ".join(f"{group.short} {len(group.hints)} {group.unit}" for group in self.groups)

    def _add_group(self, column: QVBoxLayout, group: Group) -> None:
        head = QHBoxLayout()
        title, count = QLabel(group.title), QLabel(f"{len(group.hints)} {group.unit}")
        title.setProperty("c", "section")
        count.setProperty("c", "note")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(count)
        column.addLayout(head)
        for hint in group.hints:
            column.addWidget(self._card(hint))
        column.addSpacing(6)

    def _card(self, hint: Hint) -> QFrame:
        card = QFrame()
        card.setProperty("c", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(2)
        head = QHBoxLayout()
        title, right, words = Cut("strong"), QLabel(hint.right), QLabel(hint.words)
        title.say(hint.title)
        right.setProperty("c", "hint")
        words.setProperty("c", "note")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        head.addWidget(title, 1)
        head.addWidget(right)
        column.addLayout(head)
        column.addWidget(words)
        see = QPushButton("看详情 ›")
        see.setProperty("c", "small_link")
        see.setObjectName(f"hint_{hint.noun}_{hint.id}")
        see.setAccessibleName(f"看详情：{hint.title}")
        see.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        see.clicked.connect(lambda _on=False: self.wants.emit(hint.noun, hint.id))
        column.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _fade(self, content: QWidget) -> None:
        effect = QGraphicsOpacityEffect(content)
        content.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", content)
        fade.setDuration(FADE)
        fade.setStartValue(0.2)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.finished.connect(lambda: content.setGraphicsEffect(None))
        fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

"""The head of a form: what it is, how far its sections are, and a second line that says what matters now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.form import DONE, HERE, UNTOUCHED, WRONG
from ui.theme import Theme
from ui.widgets.labelled import Cut
from ui.widgets.lamp import DONE as TICK, paint_lamp
from ui.widgets.wear import wear

LAMPS = {DONE: TICK, WRONG: "红", UNTOUCHED: ""}
SAID = {DONE: "已填", HERE: "正在填", UNTOUCHED: "还没填", WRONG: "有要改的"}
BEAD, LINE = 18, 34  # logical pixels at factor 1


class Steps(QWidget):
    """A mark for each section; a press jumps there."""

    jump = Signal(int)

    def __init__(self, noun: str, titles: Sequence[tuple[int, str]], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.marks: dict[int, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for place, title in titles:
            mark = QPushButton(title)
            mark.setObjectName(f"{noun}_step{place}")
            mark.setProperty("c", "step")
            mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            mark.setIconSize(QSize(BEAD, BEAD) * theme.factor)
            mark.clicked.connect(lambda _on=False, place=place: self.jump.emit(place))
            self.marks[place] = mark
            row.addWidget(mark)

    def show_standing(self, standing: dict[int, str]) -> None:
        """How far each section is."""
        for place, mark in self.marks.items():
            if mark.property("standing") != standing[place]:
                wear(mark, standing[place], "standing")
                mark.setIcon(QIcon(self._bead(standing[place])))
                mark.setAccessibleName(f"{mark.text()}：{SAID[standing[place]]}")

    def restyle(self) -> None:
        """Other sizes and colours."""
        for mark in self.marks.values():
            mark.setIconSize(QSize(BEAD, BEAD) * self._theme.factor)
            mark.setIcon(QIcon(self._bead(mark.property("standing") or UNTOUCHED)))

    def _bead(self, standing: str) -> QPixmap:
        ratio, side = self.devicePixelRatioF(), round(BEAD * self._theme.factor)
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        if standing == HERE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("primary"), 1.6))
            painter.drawEllipse(QRectF(2, 2, side - 4, side - 4))
            painter.setBrush(self._theme.colour("primary"))
            painter.drawEllipse(QRectF(side / 2 - 1.5, side / 2 - 1.5, 3, 3))
        else:
            paint_lamp(painter, QRect(0, 0, side, side), LAMPS[standing], self._theme)
        painter.end()
        return picture


class Heading(QWidget):
    """Title, number in grey, steps; below them the facts of the entry, or in their place trouble or a notice."""

    def __init__(self, noun: str, titles: Sequence[tuple[int, str]], theme: Theme) -> None:
        super().__init__()
        self._noun, self._theme, self._low = noun, theme, False
        self.title, self.number = QLabel(), Cut()
        self.see_list, self.see_hints = self._link("see_list", "列表 ›"), self._link("see_hints", "看提示")
        self.title.setProperty("c", "title")
        self.number.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.steps = Steps(noun, titles, theme)
        self._first = first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.see_list)
        for part in (self.title, self.number):
            first.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        first.addStretch(1)
        first.addWidget(self.see_hints)
        first.addWidget(self.steps)
        self.line = QStackedWidget()
        self.line.setFixedHeight(round(LINE * theme.factor))
        self._facts_line()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px("margin"), 8, theme.px("margin"), 6)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.line)

    def _link(self, verb: str, words: str) -> QPushButton:
        link = QPushButton(words)
        link.setObjectName(f"{self._noun}_{verb}")
        link.setProperty("c", "link")
        link.hide()
        return link

    def fit(self, listed: bool, hinted: bool, low: bool, hints: str) -> None:
        """What the panes have no room for is reached from here; where it is low there is one line, unless it tells something:
        what changes the facts stands in it, and its tooltip says them."""
        self.see_list.setVisible(not listed)
        self.see_hints.setText(f"{hints} · 看提示")
        self.see_hints.setVisible(not hinted and bool(hints))
        self.steps.setVisible(listed)
        self.line.setVisible(not low or self.telling())
        if low == self._low:
            return
        self._low = low
        self.facts.setVisible(not low)
        if low:
            self._first.insertWidget(self._first.indexOf(self.number) + 1, self._doings)
        else:
            self._facts_row.insertWidget(0, self._doings)
        self._doings.show()

    def restyle(self) -> None:
        """Other sizes."""
        self.line.setFixedHeight(round(LINE * self._theme.factor))
        self.steps.restyle()

    def _facts_line(self) -> None:
        line, self._doings = QWidget(), QWidget()
        row, self._facts_row = QHBoxLayout(self._doings), QHBoxLayout(line)
        for one in (row, self._facts_row):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(8)
        self.mark, self.facts = QLabel(), Cut("note")
        self.mark.setProperty("c", "way")
        self.change = QPushButton("改")
        self.change.setObjectName(f"{self._noun}_facts")
        self.change.setProperty("c", "link")
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.facts)
        row.addWidget(self.change)
        self._facts_row.addWidget(self._doings)
        self._facts_row.addStretch(1)
        self.line.addWidget(line)

    def add_button(self, button: QPushButton) -> None:
        """One more thing to do, at the end of the facts."""
        self._doings.layout().addWidget(button)

    def show_facts(self, mark: str, facts: str) -> None:
        """What is known of the entry without asking."""
        self.mark.setText(mark)
        self.mark.setVisible(bool(mark))
        self.facts.say(facts)
        self.change.setToolTip(facts)
        self._only(0)

    def show_trouble(self, words: str, links: Sequence[tuple[str, Callable[[], None]]] = (), key: str = "") -> None:
        """What has to be mended, each with a link to its field; nothing moves for it."""
        self._banner("trouble", words, links, key)

    def show_notice(self, words: str, links: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Something worth knowing, and what can be done about it, once: then the notice goes."""
        self._banner("hint", words, [(word, partial(self._take, press)) for word, press in links], "")

    def _take(self, press: Callable[[], None]) -> None:
        self.clear()
        press()

    def clear(self) -> None:
        """Back to the facts."""
        self._only(0)

    def telling(self) -> bool:
        """Whether trouble or a notice stands there."""
        return self.line.currentIndex() > 0

    def _only(self, place: int) -> None:
        self.line.setCurrentIndex(place)
        while self.line.count() > place + 1:
            old = self.line.widget(self.line.count() - 1)
            self.line.removeWidget(old)
            old.deleteLater()

    def _banner(self, look: str, words: str, links: Sequence[tuple[str, Callable[[], None]]], key: str) -> None:
        self._only(0)
        frame = QFrame()
        frame.setProperty("c", f"banner_{look}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        said = Cut("error" if look == "trouble" else "note")
        said.setObjectName(f"{self._noun}_banner")
        row.addWidget(said, 1)
        for place, (label, follow) in enumerate(links):
            link = QPushButton(label)
            link.setObjectName(f"{self._noun}_link{place}")
            link.setProperty("c", "link")
            link.clicked.connect(lambda _on=False, follow=follow: follow())
            row.addWidget(link)
        if key:
            hint = QLabel(key)
            hint.setProperty("c", "hint")
            row.addWidget(hint)
        self.line.addWidget(frame)
        self.line.setCurrentIndex(1)
        said.say(words)

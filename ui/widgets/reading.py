"""A record to read: what is filled in, section by section, and who changed what when; 作废 asks its reason in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lianluozhan.field import Field, Papers
from lianluozhan.held import SENT_BACK, TRAVEL, WHY
from lianluozhan.readable import CHANGES
from lianluozhan.record import Record, short_number
from lianluozhan.veil import VEILED
from lianluozhan.whose import OFFICE, STATION
from ui.asks.visit import FORM
from ui.form import Called, Section
from ui.page import Page
from ui.widgets.labelled import Cut, Whole
from ui.widgets.paper_links import PaperLinks
from ui.widgets.pieces import label
from ui.widgets.starred import Reveal
from ui.widgets.wear import hairline

COLUMNS = 2  # of short values beside each other
VOID = "作废"
REASONS = {
    "void": (Record.voided.label, "为什么作废，如：重复登记"),
    "send_back": (f"{SENT_BACK}的原因", "要站里改什么，如：电话少一位"),
}
LONG = 18  # characters from which a value has a line of its own


class Reading(QWidget):
    """One record as people read it. `asked` carries what is wanted: change, back, reveal, or void with the reason in `reason`."""

    asked = Signal(str)
    followed = Signal(str)  # the id of what came of it and is wanted now

    def __init__(self, page: Page, sections: Sequence[Section], called: Mapping[str, Called]) -> None:
        super().__init__()
        self._page, self._sections, self._called = page, sections, called
        self.title, self.number = QLabel(), Cut()
        self.title.setProperty("c", "title")
        self.number.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._row: Mapping[str, Any] = {}
        self._fields: Mapping[str, Field] = {}
        self._history: Sequence[Mapping[str, Any]] = ()
        self._links: Sequence[tuple[str, str]] = ()
        self.change = page.button("amend", "更改", lambda: self.asked.emit("change"), "Ctrl+E")
        self.reveal = Reveal(page.noun, page, lambda: self.asked.emit("reveal"))
        self.back = page.button("back", "回去写", lambda: self.asked.emit("back"), look="link")
        self.print = page.button("print", "打印登记表", lambda: page.wants.emit("paper", f"{FORM} {self._row['id']}"))
        self.print.setText(f"{self.print.text()}  Ctrl+P")  # the page has the key: it means the form too
        self.cancel = page.button("void", VOID, lambda: self._ask_reason("void"))
        self.send_back = page.button("send_back", f"{SENT_BACK}…", lambda: self._ask_reason("send_back"))
        self.reason = QLineEdit()
        self.reason.setObjectName(f"{page.noun}_void_reason")
        self.reason.returnPressed.connect(lambda: self.asked.emit(self._verb))
        self._verb = ""
        self.state = Cut("error")
        self._lay_out()

    def _lay_out(self) -> None:
        margin = self._page.theme.px("margin")
        head = QHBoxLayout()
        head.setContentsMargins(margin, 10, margin, 8)
        head.setSpacing(10)
        for part in (self.title, self.number):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.reveal)
        head.addWidget(self.back)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = foot = QHBoxLayout()
        foot.setContentsMargins(margin, 8, margin, 8)
        foot.setSpacing(8)
        for button in (self.change, self.print, self.cancel, self.send_back):
            foot.addWidget(button)
        for part in (self.reason, self.state):
            foot.addWidget(part, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._scroll, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
        for part in (self.change, self.cancel, self.send_back, self.reason):
            part.hide()  # before anything is read it takes no room

    def show_record(
        self,
        fields: Mapping[str, Field],
        row: Mapping[str, Any],
        history: Sequence[Mapping[str, Any]],
        links: Sequence[tuple[str, str]] = (),
    ) -> None:
        """A record's readable row, the journal's words about it, and (id, words) of what came of it."""
        self._fields, self._row, self._history, self._links = fields, row, history, links
        voided = row.get("voided")
        self.title.setText(f"{self._page.title[:2]} {short_number(row.get('number'))}" + ("　已作废" if voided else ""))
        self.number.say("　".join(row[name] for name in ("number", TRAVEL) if row.get(name)))
        self.theirs = row.get(STATION) not in (None, OFFICE)
        for button in (self.change, self.cancel):
            button.setVisible(not voided and not self.theirs)
        self.send_back.setVisible(not voided and self.theirs)
        self.reason.hide()
        self.reason.clear()
        self.state.say(f"{Record.voided.label}：{voided}" if voided else "", "note")
        self._fill(row)

    def show_whole(self, row: Mapping[str, Any]) -> None:
        """The same record with nothing starred, until something else is looked at."""
        if row["id"] == self._row.get("id"):
            self._fill(row)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Gone on: starred again."""
        super().hideEvent(event)
        if self._row and not self.reveal.isVisibleTo(self):
            self._fill(self._row)

    def add_button(self, button: QPushButton) -> None:
        """One more thing that can be done with the record, after 更改."""
        self._foot.insertWidget(1, button)

    def refuse(self, words: str) -> None:
        """Say why it could not be done."""
        self.state.say(words, "error")

    def _ask_reason(self, verb: str) -> None:
        """The first press opens the line for the reason, the second one does it."""
        if not self.reason.isVisible():
            self._verb = verb
            name, example = REASONS[verb]
            self.reason.setAccessibleName(name)
            self.reason.setPlaceholderText(example)
            self.reason.show()
            self.reason.setFocus()
        else:
            self.asked.emit(verb)

    def _fill(self, row: Mapping[str, Any]) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(self._page.theme.px("margin"), 12, self._page.theme.px("margin"), 16)
        column.setSpacing(8)
        hidden = False
        if row.get(WHY):
            column.addWidget(_why(row[WHY]))
        for section in self._sections:
            shown = [name for line in section.rows for name, _share in line if row.get(name) not in (None, [], False)]
            hidden |= any(name in row.get(VEILED, ()) for name in shown)
            if shown:
                column.addWidget(_head(section.title.split("（")[0] or "接待情况"))
                column.addLayout(_grid(self._page, self._fields, self._called, shown, row))
        if self._links:
            column.addWidget(_head("引出的意见"))
        for id, words in self._links:
            column.addWidget(self._link(id, words), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_head(CHANGES))
        for change in self._history:
            line = label(f"{said(change['at'])}　{change['by']}　{'、'.join(change['fields'])}", "note")
            column.addWidget(line)
        column.addStretch(1)
        self._scroll.setWidget(content)
        self.reveal.setVisible(hidden)

    def _link(self, id: str, words: str) -> QPushButton:
        link = QPushButton(words)
        link.setObjectName(f"{self._page.noun}_follow_{id}")
        link.setProperty("c", "link")
        link.clicked.connect(lambda _on=False: self.followed.emit(id))
        return link


def _grid(
    page: Page, fields: Mapping[str, Field], called: Mapping[str, Called], names: Sequence[str], row: Mapping[str, Any]
) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, page.theme.px("label_column"))
    grid.setColumnMinimumWidth(2, page.theme.px("label_column"))
    at = 0
    for name in names:
        field, value = fields[name], row[name]
        words = said(value)
        wide = len(words) > LONG or isinstance(field, Papers)
        at += at % COLUMNS if wide else 0
        label = QLabel(called[name].label.split("：")[0] if name in called else field.label)
        label.setProperty("c", "label")
        text = _papers(page, value) if isinstance(field, Papers) else _text(words, wide)
        grid.addWidget(label, at // COLUMNS, 2 * (at % COLUMNS), Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, at // COLUMNS, 2 * (at % COLUMNS) + 1, 1, 3 if wide else 1)
        at += COLUMNS if wide else 1
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid


def _why(words: str) -> QLabel:
    """Why it was sent back, on as many lines as that takes."""
    why = Whole("warning")
    why.setText(f"{SENT_BACK}：{words}")
    return why


def _papers(page: Page, value: Sequence[Mapping[str, Any]]) -> QWidget:
    """Papers are looked at by a press."""
    links = PaperLinks(page.noun)
    links.opened.connect(page.look_at)
    links.show_papers(value)
    return links


def _text(words: str, wide: bool) -> QLabel:
    text = QLabel(words)
    text.setWordWrap(wide)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text


def said(value: Any) -> str:
    """A value on screen: names with 、, an hour after its day, ✓ for what holds."""
    if isinstance(value, bool):
        return "✓"
    if isinstance(value, list):
        return "、".join(part["name"] if isinstance(part, dict) else str(part) for part in value)
    text = str(value)
    return f"{text[:10]} {text[11:]}" if text[10:11] == "T" and len(text) == 16 else text


def _head(title: str) -> QLabel:
    return label(title, "section", wrap=False)

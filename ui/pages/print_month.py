"""打印本月: choose a month, look at its papers as they will be bound, print or keep them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import kept
from lianluozhan.errors import Problem
from lianluozhan.looked import within
from lianluozhan.month_data import month_data, months, to_print
from lianluozhan.report import month_set
from lianluozhan.store import Store
from lianluozhan.whose import DISTRICT_ROLE
from ui.page import Page, Surroundings
from ui.pages import PRINT_MONTH
from ui.widgets import pdf
from ui.widgets.closing import Closing
from ui.widgets.pdf import Document
from ui.widgets.pieces import label
from ui.widgets.preview import Preview
from ui.widgets.progress import Progress
from ui.widgets.whom import Whom
from ui.widgets.whose import Whose


class Made(NamedTuple):
    """The papers of a month, whether they are made for both sides of the paper, what is to be known of them."""

    documents: list[Document]
    two_sided: bool
    words: str


class PrintMonthPage(Page):
    """The papers of one month."""

    leaf = PRINT_MONTH
    concerns = frozenset(("visit", "issue", "followup", "duty", "deputy", "month", "rule"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.month = QComboBox()
        self.month.setObjectName("month.month")
        self.month.setAccessibleName("月份")
        self.month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.month.setMinimumContentsLength(10)  # the least it takes is reckoned once, before it has months
        self.month.activated.connect(lambda _place: self.make())
        self.whom = Whom("month")
        self.whom.switched.connect(self.make)
        self.preview = Preview(self.desk, self.theme)
        self.preview.closed.connect(self.back)
        self.preview.lead.addWidget(self.month)
        self.whose = Whose(self)
        self.whose.switched.connect(self.reload)
        self.preview.lead.addWidget(self.whose)
        self.closing = Closing(self.desk)
        self.closing.closed.connect(self.reload)
        if around.identity.role == DISTRICT_ROLE:  # each station closes its own months
            self.closing.hide()
        self.closing.asking.connect(self._show_answer)
        self.preview.panel.add(self.whom, self.closing)
        self.preview.panel.sides.switched.connect(self._other_sides)
        self.preview.panel.went_out.connect(self._count)
        self._wanted = ""  # the month another page leads to
        self._after = ""  # what is to be said once the papers are there again
        self.progress = Progress(self.noun)
        self.progress.appeared.connect(lambda: self.stack.setCurrentIndex(0))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._waiting())
        self.stack.addWidget(self.preview)
        self.fill(self.stack)

    def _waiting(self) -> QWidget:
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setContentsMargins(self.theme.px("margin"), 12, self.theme.px("margin"), 12)
        head = label(self.title, "title", wrap=False)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.again = self.button("again", "再做一次", self.make)
        self.again.hide()
        for part in (head, self.state, self.progress):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return waiting

    # -- what is asked

    def reload(self) -> None:
        """The months there are, then the papers of the one that is chosen."""
        self.desk.ask(lambda store: (months(store), to_print(store)), lambda found: self._show_months(*found))

    def show_record(self, id: str) -> None:
        """The papers of a month at a station of ours: its code, a blank, the month."""
        world, _, month = id.partition(" ")
        self._wanted = month
        self.whose.choose([world])

    def _show_months(self, found: list[str], due: str) -> None:
        chosen, self._wanted = self._wanted or self.month.currentData() or due, ""
        self.month.clear()
        for month in found:
            self.month.addItem(f"{month[:4]}年{int(month[5:])}月", month)
        self.month.setCurrentIndex(max(self.month.findData(chosen), 0))
        self.make()

    def make(self) -> None:
        """Make the month's papers anew."""
        month, masked = self.month.currentData(), self.whom.masked()
        self._tell("")
        self.again.hide()
        self.closing.show_month(month)
        tell = self.progress.begin("做这个月的纸")
        self.whose.refresh()
        self.desk.ask(
            lambda store: Made(
                papers(self.whose.as_there(store), month, masked, tell),
                kept.two_sided(store),
                kept.remade(store, month),
            ),
            self._show,
            self._refuse,
        )

    def _show_answer(self, button: QWidget) -> None:
        """The button that answers comes into sight once its column has made room for it."""
        QTimer.singleShot(0, self, lambda: self.preview.panel.ensureWidgetVisible(button))

    def _other_sides(self, place: int) -> None:
        """On both sides of the paper the binding margin of even pages is on the right."""
        self.desk.act("two_sided", lambda act: act.store.set(kept.TWO_SIDED, str(place)), lambda _done: self.make())

    def _count(self, document: Document, words: str) -> None:
        """A closed month's paper went out once more: the next copy says so."""
        if document.reprint:
            month = self.month.currentData()
            self.desk.act(
                "reprint", lambda act: kept.count(act.store, month, [document.file]), lambda _done: self._again(words)
            )

    def _again(self, words: str) -> None:
        self._after = words
        self.make()

    def _show(self, made: Made) -> None:
        self.progress.end()
        self.stack.setCurrentWidget(self.preview)
        self.preview.panel.sides.choose(int(made.two_sided))
        self.preview.show_documents(made.documents)
        self.preview.panel.say(*((self._after,) if self._after else (made.words, "warning")))
        self._after = ""

    def _refuse(self, problem: Problem) -> None:
        self.progress.end()
        self.stack.setCurrentIndex(0)
        self._tell(str(problem))
        self.again.show()

    def _tell(self, words: str) -> None:
        self.state.setText(words)


def papers(store: Store, month: str, masked: bool, tell: Callable[..., None]) -> list[Document]:
    """The month's papers, all of them in one first; nothing of them is left on the disk."""
    if not masked and (copies := kept.copies(store, month)):
        people = kept.people(store, month)
        found = [
            Document(name.split("-")[0], name, content, pdf.pages(content), people=people, reprint=True)
            for name, content in copies.items()
        ]
        return found[-1:] + found[:-1]
    tell("收集这个月的记录")
    data = kept.to_bind(store, month_data(store, month))
    data = replace(data, imprint=replace(data.imprint, masked=masked))
    place = 0

    def begun(name: str) -> None:
        nonlocal place
        place += 1
        tell(f"排版{name}", place, len(month_set.BOUND) + 1)

    people = {} if masked else within(data)
    found = [Document(*one, people) for one in month_set.printed(data, begun)]
    return found[-1:] + found[:-1]

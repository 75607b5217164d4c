"""临时报表: choose a kind, its fields, a period and a grouping; look at the table, print it, keep it as a sheet or by name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel

from lianluozhan import own_sheet, own_table, whose
from lianluozhan.case_data import imprint_of
from lianluozhan.deadline import Rule
from lianluozhan.errors import Problem
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.own_table import Wanted
from lianluozhan.report import own_list
from lianluozhan.store import Store
from lianluozhan.veil import carrier
from lianluozhan.whose import DISTRICT_ROLE
from ui.asks.on_paper import on_paper
from ui.page import Page, Surroundings
from ui.pages import OWN_TABLE
from ui.widgets.own_form import OwnForm
from ui.widgets.own_keeping import SEND, OwnKeeping
from ui.widgets.pdf import Document
from ui.widgets.preview import Preview
from ui.widgets.progress import NO_FILE, Progress, Stopped
from ui.widgets.whom import Whom
from ui.widgets.why import Why

MAKING, READING, DRAWING = "做表格", "读记录", "排成纸面"
Tell = Callable[..., None]
BOTH = 1200  # effective pixels of the page from which form and paper stand side by side


def silent(*_how: object) -> None:
    """Nobody asked how far it is."""


class OwnTablePage(Page):
    """A table somebody makes up, beside what it looks like."""

    leaf = OWN_TABLE
    concerns = frozenset((*own_table.DATED, Rule.noun))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.form = OwnForm(self.noun, around.theme, around.identity.role == DISTRICT_ROLE)
        self.form.chosen.connect(self.make)
        self.keeping = OwnKeeping(self.form, self.desk, around.identity.role == DISTRICT_ROLE)
        self.keeping.refused.connect(self._refuse)
        self.keeping.said.connect(self.said)
        show = self.button("show", "看一看", self.make, look="primary")
        save, drop = self.button("save", "存下", self.keeping.keep), self.button("drop", "删掉", self.keeping.drop)
        to_sheet = self.button("sheet", "另存表格…", self.to_sheet)
        if self.keeping.district:
            send = self.button("send", SEND, self.keeping.send)
            self.keeping.offered.connect(lambda words: (send.setText(words), send.setAccessibleName(words)))
            self.form.add_buttons((show, save, drop), (to_sheet, send))
        else:
            self.form.add_buttons((show, save), (to_sheet, drop))
        self.why = Why(self.noun)
        self.form.add_question(self.why)
        self.progress = Progress(self.noun)
        self.form.add_question(self.progress)
        self.preview, self.nothing = Preview(self.desk, self.theme), QLabel("左边选好，按“看一看”")
        self.nothing.setProperty("c", "hint")
        self.nothing.setContentsMargins(self.theme.px("margin"), 12, 0, 0)
        self.preview.closed.connect(self._go_back)
        self.preview.hide()
        self.whom = Whom(self.noun)
        self.whom.switched.connect(self.make)
        self.preview.panel.add(self.whom)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(self.nothing, 1)
        row.addWidget(self.preview, 1)

    def reload(self) -> None:
        """What is kept; the table that is shown, made anew."""
        self.keeping.ask()
        if self.preview.isVisibleTo(self):
            self.make()

    def make(self) -> None:
        """Make the table anew."""
        wanted, masked = self.form.wanted(), self.whom.masked()
        tell = self.progress.begin(READING)
        self.form.say("")
        self.desk.ask(lambda store: drawn(store, wanted, masked, tell), self._show, self._refuse)

    def _show(self, document: Document) -> None:
        self.progress.end()
        self._look_at(True)
        self.preview.show_documents([document])

    def _look_at(self, paper: bool) -> None:
        """The paper is there, or not yet; in a narrow window it takes the form's place."""
        self.nothing.setVisible(not paper)
        self.preview.setVisible(paper)
        self._fold()

    def _fold(self) -> None:
        self.form.setVisible(self.width() / self.theme.factor >= BOTH or not self.preview.isVisibleTo(self))

    def _go_back(self) -> None:
        """To the form where the paper took its place, else off this page."""
        if self.form.isVisibleTo(self):
            self.back.emit()
        else:
            self._look_at(False)
            self.form.name.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Both side by side where there is room."""
        super().resizeEvent(event)
        self._fold()

    def ask_file(self, proposed: str) -> str:
        """Where a person wants the sheet; empty when they think better of it."""
        return QFileDialog.getSaveFileName(self, "另存表格", proposed, "表格 (*.xlsx);;CSV (*.csv)")[0]

    def to_sheet(self) -> None:
        """Keep the table as a sheet; where people stand in it somebody says why."""
        wanted, masked = self.form.wanted(), self.whom.masked()
        self.why.hide()
        tell = self.progress.begin(READING)
        self.desk.ask(
            lambda store: own_table.people_on(table(store, wanted, masked, tell)),
            partial(self._ask_why, partial(self._to_file, wanted, masked)),
            self._refuse,
        )

    def _ask_why(self, keep: Callable[[str], None], people: Collection) -> None:
        self.progress.end()
        if people:
            self.why.ask(keep)
        else:
            keep("")

    def _to_file(self, wanted: Wanted, masked: bool, why: str) -> None:
        if chosen := self.ask_file(f"{wanted.name or self.title}.xlsx"):
            path, tell = Path(chosen), self.progress.begin(MAKING)
            self.form.say("")
            self.desk.ask(
                lambda store: saved(store, wanted, masked, path, why, tell),
                lambda _none: self._end(f"✓ 已存到 {path}", "saved"),
                self._refuse,
            )

    def _refuse(self, problem: Problem) -> None:
        if isinstance(problem, Stopped):
            self._end(f"{problem.what}{NO_FILE}", "note")
        else:
            self._end(str(problem), "error")

    def _end(self, words: str, look: str) -> None:
        self.progress.end()
        self.form.say(words, look)


def table(store: Store, wanted: Wanted, masked: bool, tell: Tell = silent) -> own_table.Table:
    """In the worker: the table. Raises BadInput, Stopped."""
    return own_table.made(store, wanted, imprint_of(store, "", masked=masked), partial(tell, READING))


def drawn(store: Store, wanted: Wanted, masked: bool, tell: Tell = silent) -> Document:
    """In the worker: the table as a paper. Raises BadInput, Stopped."""
    made = table(store, wanted, masked, tell)
    tell(DRAWING)
    layout = own_list.layout(made)
    tell(DRAWING)
    name = wanted.name.strip()
    return on_paper(store, name, layout, people=own_table.people_on(made))


def saved(
    store: Store,
    wanted: Wanted,
    masked: bool,
    path: Path,
    why: str = "",
    tell: Tell = silent,
) -> None:
    """In the worker: the table as a sheet; with people in it that is written down first. Raises BadInput, SheetProblem, Stopped."""
    made = table(store, wanted, masked, tell)
    if people := own_table.people_on(made):
        carrier(store)
        looked(whose.whole(store), EXPORTED, path.name, people, why)
    own_sheet.to_sheet(made, path, partial(tell, MAKING))

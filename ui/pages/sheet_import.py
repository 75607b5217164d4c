"""从表格导入: a clerk's own ledger, its columns matched, its rows looked through, then all of them or the good ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget

from lianluozhan import intake, sheet
from lianluozhan.calendar import CalendarDay
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import Problem
from lianluozhan.issue import Issue
from lianluozhan.organ import Organ
from lianluozhan.place import Place
from lianluozhan.record import Record
from lianluozhan.schema import SCHEMA
from lianluozhan.sheet import Looked, Reading
from lianluozhan.store import Store
from lianluozhan.visit import Visit
from ui.asks.sheet_import import Chosen, Prepared, prepared
from ui.page import Page, Surroundings
from ui.pages import SHEET_IMPORT
from ui.widgets.pane import Panes, Refusal
from ui.widgets.progress import Stopped
from ui.widgets.sheet_start import SheetStart
from ui.widgets.sheet_work import SheetWork
from ui.widgets.taken_card import TakenCard

TAKING = "录入"
NOT_READ = "已经停下，没有读完，一行也没有录入"
KINDS = (Deputy, Visit, Duty, Issue, Organ, Place, CalendarDay)
SHEETS = "表格 (*.xlsx *.xlsm *.xls *.et *.csv *.txt *.tsv)"  # the old ones are refused with what to do, not hidden


class SheetImportPage(Page):
    """Asks for a file, shows what it holds, takes it in."""

    leaf = SHEET_IMPORT

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.path, self.sheets = Path(), list[Looked]()
        self.card = Panes(self.theme)
        choose = self.button("choose", "选一个表格文件…", self.choose, "Ctrl+O", "primary")
        self.first = SheetStart(self.title, self.noun, choose)
        self.start_pane = self.card.pane(self.first, foot=(None, choose))
        self.came = TakenCard()
        self.finish_button = self.button("finish", "完成", self.finish, look="primary")
        another = self.button("another", "再导一张", self.start)
        self.done_pane = self.card.pane(self.came, foot=(None, another, self.finish_button))
        self.refusal = Refusal(self.noun, "没有录入")
        self.refused_pane = self.card.refused(self.refusal, self.button("back", "返回", self.start, look="primary"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.card)
        self.work = self._work()
        self.stack.addWidget(self.work)
        self.fill(self.stack)

    # -- building

    def _work(self) -> SheetWork:
        buttons = (
            self.button("start", "换一个文件", self.start, look="link"),
            self.button("good", "只录好的，坏的另存一张表…", self.take_good),
            self.button("all", "全部录入", self.take, "Ctrl+Enter", "primary"),
        )
        work = SheetWork(self.theme, self.title, KINDS, buttons)
        work.turned.connect(self._show_sheet)
        work.meant.connect(self._another_kind)
        work.matched.connect(self.read)
        return work

    # -- the file

    def reload(self) -> None:
        """What is being looked through stays."""

    def ask_file(self) -> str:
        """Which file a person wants."""
        return QFileDialog.getOpenFileName(self, self.title, "", SHEETS)[0]

    def choose(self) -> None:
        """Look what a file holds."""
        if chosen := self.ask_file():
            self.path = path = Path(chosen)
            tell = self.first.begin()
            self.desk.ask(lambda store: sheet.look(path, KINDS, tell), self._show_sheets, self._refuse)

    def _show_sheets(self, found: list[Looked]) -> None:
        self.first.end()
        self.sheets = found
        self.work.show_sheets(self.path.name, found)
        self.stack.setCurrentIndex(1)
        self._show_sheet(0)

    def _show_sheet(self, place: int) -> None:
        self.looked = self.sheets[place]
        self.work.show_sheet(self.looked)
        self.read()

    def _another_kind(self) -> None:
        path, kind = self.path, self.work.kind.currentData()
        self.desk.ask(
            lambda _store: sheet.look(path, (kind,)), partial(self._meant, kind), lambda _no: self._meant(kind, [])
        )

    def _meant(self, kind: type[Record], found: list[Looked]) -> None:
        place = self.work.switch.place()
        here = next((one for one in found if one.sheet == self.looked.sheet), None)
        if here is not None:
            self.sheets[place] = here
            self._show_sheet(place)
        else:
            self.work.choose_kind()
            self.said.emit(f"这张表里认不出{kind.label}的列，还是当成{self.looked.kind.label}")

    # -- what it holds

    def read(self) -> None:
        """Read the sheet with the columns as they are matched, and try it out."""
        chosen = Chosen(self.path, self.looked, self.work.columns.by_hand(), self.work.columns.places())
        tell = self.work.wait("读表")
        self.desk.ask(lambda store: prepared(store, chosen, tell), self._show, self._refuse)

    def _show(self, done: Prepared) -> None:
        self.work.progress.end()
        self.work.show_prepared(done)

    # -- taking it in

    def ask_save(self, proposed: str) -> str:
        """Where the rows that cannot be read shall be kept."""
        return QFileDialog.getSaveFileName(self, "坏的行另存", proposed, "Excel (*.xlsx)")[0]

    def take_good(self) -> None:
        """Keep the bad rows in a sheet of their own, then take the good ones in."""
        if chosen := self.ask_save(f"{self.path.stem}-要改的行.xlsx"):
            self.take(Path(chosen).with_suffix(".xlsx"))

    def take(self, bad_to: Path | None = None) -> None:
        """Take the rows in, in one act; those that cannot be read are kept in a sheet of their own."""
        done, kind, operator, tell = self.work.done, self.looked.kind, self.around.operator, self.work.wait(TAKING)
        self.desk.run(
            lambda store: _into(store, kind, done.reading, operator, bad_to, tell),
            lambda taken: self._taken(taken, bad_to),
            lambda problem: self._show(done) if isinstance(problem, Stopped) else self._refuse(problem),
        )

    def _taken(self, taken: intake.Taken, bad_to: Path | None) -> None:
        self.work.progress.end()
        self.came.show_taken(self.looked.sheet, taken, self.work.done.bad, bad_to)
        self.stack.setCurrentIndex(0)
        self.card.show_pane(self.done_pane)
        self.finish_button.setFocus()

    def _refuse(self, problem: Problem) -> None:
        self.first.end()
        self.work.progress.end()
        if isinstance(problem, Stopped):  # of reading: nothing was begun
            self.sheets = []
            self.start()
            self.said.emit(NOT_READ)
            return
        self.refusal.tell(problem)
        self.stack.setCurrentIndex(0)
        self.card.show_pane(self.refused_pane)

    def start(self) -> None:
        """Another file, or another sheet of this one."""
        if len(self.sheets) > 1 and self.card.shown() is self.done_pane and self.stack.currentIndex() == 0:
            self.stack.setCurrentIndex(1)
            self.read()
        else:
            self.stack.setCurrentIndex(0)
            self.card.show_pane(self.start_pane)
            self.sheets = []

    def finish(self) -> None:
        """Back to where one was, ready for another file."""
        self.sheets = []
        self.start()
        self.back.emit()


def _into(
    store: Store, kind: type[Record], reading: Reading, operator: str, bad_to: Path | None, tell: Callable[..., None]
) -> tuple[intake.Taken, set[str]]:
    """Take the good rows in, once the bad ones are kept, and the kinds of record that may have changed; stopped, neither is there."""
    if bad_to:
        sheet.write_spoiled(bad_to, reading)
    try:
        taken = intake.take(store, kind, reading.rows, operator, told=partial(tell, TAKING))
    except Stopped:
        bad_to and bad_to.unlink(missing_ok=True)
        raise
    return taken, set(SCHEMA.records)

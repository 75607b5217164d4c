"""填区里的表: the district's own sheet filled from a month's records, and the list it gives back read by its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from lianluozhan import external, filling
from lianluozhan.errors import Problem
from lianluozhan.external import Listed
from lianluozhan.month_data import months
from lianluozhan.sheet import template as sheets
from lianluozhan.sheet.template import Filled, Template
from lianluozhan.store import Identity, Store
from ui.page import Page, Surroundings
from ui.widgets.pane import Panes, Refusal, label, line
from ui.widgets.returned import Returned
from ui.widgets.switch import Switch
from ui.widgets.template_work import TemplateWork

VIEWS = "填表", "读回编号"
BACK = "读回区里的编号"


class TemplatePage(Page):
    """Asks for a sheet, shows its headings, fills it into a new file; or reads one back."""

    noun, title, more = "template", "填区里的表", True
    concerns = frozenset(("visit", "issue", "followup", "duty", "month", "rule"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.path, self.found, self.template = Path(), list[Template](), None
        self.listed: Listed | None = None
        self.back_to: QWidget | None = None
        self.panes = Panes(self.theme)
        self.fill_switch, self.back_switch = (Switch(f"template.{name}", "做什么", VIEWS) for name in ("fill", "back"))
        for switch in (self.fill_switch, self.back_switch):
            switch.switched.connect(self.start)
        self.start_pane = self.panes.pane(
            label(self.title, "title"), self.fill_switch,
            label("区里每月发的空表（.xlsx）不用再抄一遍：选空表，看一看列对得对不对，选月份，另存一份填好的。", "note"),
            label("认不出的列选一次就记住，下个月不用再选。空表本身不会动。", "hint"),
            foot=(None, self.button("choose", "选区里的空表…", self.choose, "Ctrl+O", "primary")),
        )  # fmt: skip
        self.back_pane = self.panes.pane(
            label(BACK, "title"), self.back_switch,
            label("区里导出的清单（.xlsx 或 .csv）里有来件编号的，选来对一对：新的编号看过再写上，写得不一样的两边并排列出，对不上的也列出。", "note"),
            foot=(None, self.button("choose_back", "选区里的清单…", self.choose_back, look="primary")),
        )  # fmt: skip
        self.headline, self.where = label("", "good"), label("", "note")
        self.done_pane = self.panes.pane(
            label("做好了", "title"), self.headline, self.where, foot=(None, self.button("another", "再做一张", self.start), self.button("finish", "完成", self.finish, look="primary")),
        )  # fmt: skip
        self.refusal = Refusal(self.noun, "没有做成")
        self.refused_pane = self.panes.pane(self.refusal, foot=(self.refusal.copy, None, self.button("return", "返回", self.again, look="primary")))
        self.stack = QStackedWidget()
        self.work, self.returned = self._work(), self._returned()
        for part in (self.panes, self.work, self.returned):
            self.stack.addWidget(part)
        row = line(self.stack)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    @classmethod
    def serves(cls, identity: Identity) -> bool:
        """A station fills the district's sheets."""
        return identity.role == "station"

    def _work(self) -> TemplateWork:
        save = self.button("save", "另存填好的表…", self.save, "Ctrl+Enter", "primary")
        work = TemplateWork(self.theme, self.title, (self.button("start", "换一张空表", self.start, look="link"), save))
        work.turned.connect(self._show_sheet)
        work.changed.connect(self.read)
        return work

    def _returned(self) -> Returned:
        write = self.button("write", "写上这些编号", self.write, look="primary")
        returned = Returned(self.theme, BACK, (self.button("start_back", "换一张清单", self.start, look="link"), write))
        returned.named.connect(self.compare)
        return returned

    # -- filling

    def reload(self) -> None:
        """The months there are; what is being looked at is read anew."""
        self.desk.ask(months, self._show_months)

    def _show_months(self, found: list[str]) -> None:
        self.work.show_months(found)
        if self.stack.currentWidget() is self.work:
            self.read()
        elif self.stack.currentWidget() is self.returned:
            self.compare(self.returned.column.currentText())

    def ask_file(self, kinds: str) -> str:
        """Which file a person wants."""
        return QFileDialog.getOpenFileName(self, self.title, "", kinds)[0]

    def choose(self) -> None:
        """Look which sheets of a file can be filled; its key does what is asked for where one is."""
        if self.stack.currentWidget() is self.returned or self.panes.shown() is self.back_pane:
            self.choose_back()
        elif chosen := self.ask_file("Excel (*.xlsx)"):
            self.path = path = Path(chosen)
            self.desk.ask(lambda _store: sheets.look(path, filling.KINDS), self._show_sheets, self._refuse)

    def _show_sheets(self, found: list[Template]) -> None:
        self.found = found
        self.work.show_sheets(self.path.name, found)
        self._show_sheet(0)

    def _show_sheet(self, place: int) -> None:
        self.template = template = self.found[place]
        self.desk.ask(lambda store: filling.remembered(store, template), self._show_template)

    def _show_template(self, remembered: Mapping[int, str | None]) -> None:
        self.work.show_template(self.template, remembered)
        self.stack.setCurrentWidget(self.work)
        self.read()

    def wanted(self) -> filling.Wanted:
        """What is to be filled in."""
        return filling.Wanted(self.template, self.work.month.currentData(), self.work.columns.by_hand(), self.work.masked.place() == 1)

    def read(self) -> None:
        """Show the month's rows as they will stand in the sheet."""
        wanted = self.wanted()
        self.work.wait()
        self.work.progress.begin("收集这个月要填的")
        self.desk.ask(lambda store: filling.preview(store, wanted), lambda rows: self._show_rows(rows, wanted), self._refuse)

    def _show_rows(self, rows: list, wanted: filling.Wanted) -> None:
        self.work.progress.end()
        self.work.show_rows(rows, filling.warned(wanted) if wanted.private else "")

    def ask_save(self, proposed: str) -> str:
        """Where the filled sheet shall be kept."""
        return QFileDialog.getSaveFileName(self, self.title, proposed, "Excel (*.xlsx)", options=QFileDialog.Option.DontConfirmOverwrite)[0]

    def save(self) -> None:
        """Fill the sheet into a new file, and remember how its columns were matched."""
        if self.stack.currentWidget() is not self.work:
            return
        wanted = self.wanted()
        if chosen := self.ask_save(str(self.path.with_name(f"{self.path.stem}-{wanted.month}.xlsx"))):
            to = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.xlsx")
            self.work.wait()
            self.desk.run(lambda store: (_into(store, wanted, to, self.around.operator), ()), lambda done: self._filled(done, to), self._refuse)

    def _filled(self, done: Filled, to: Path) -> None:
        self._finished(f"✓ 已填好 {done.rows} 行，从第 {done.first} 行起", "\n".join([f"存在：{to}", *(f"⚠ {note}" for note in done.notes)]))

    # -- reading back

    def choose_back(self) -> None:
        """Compare a list with our issues."""
        if chosen := self.ask_file("表格 (*.xlsx *.csv)"):
            self.path = Path(chosen)
            self.compare("")

    def compare(self, column: str) -> None:
        """Look at the list, with their numbers in this column."""
        path = self.path
        self.desk.ask(lambda store: external.read(store, path, None, column), self._show_listed, self._refuse)

    def _show_listed(self, listed: Listed) -> None:
        self.listed = listed
        self.returned.show_listed(self.path.name, listed)
        self.stack.setCurrentWidget(self.returned)

    def write(self) -> None:
        """Write the new numbers, those that were seen, in one act."""
        listed, self.listed = self.listed, None
        if listed is not None:
            self.stack.setCurrentWidget(self.panes)  # before the change comes back as news
            self.desk.act("external", lambda act: external.take(act, listed), lambda count: self._finished(f"✓ 已写上 {count} 件", "按 Ctrl+Z 可以撤销。"), self._refuse)

    # -- what came of it

    def _finished(self, headline: str, where: str) -> None:
        self.headline.setText(headline)
        self.where.setText(where)
        self.stack.setCurrentWidget(self.panes)
        self.panes.show_pane(self.done_pane)

    def _refuse(self, problem: Problem) -> None:
        self.work.progress.end()
        self.refusal.tell(problem)
        self.back_to = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.panes)
        self.panes.show_pane(self.refused_pane)

    def again(self) -> None:
        """Back to what was looked at, or to the start."""
        if self.back_to is self.work and self.template is not None:
            self.stack.setCurrentWidget(self.work)
            self.read()
        else:
            self.start()

    def start(self, place: int | None = None) -> None:
        """Another file; `place` says whether to fill or to read back."""
        place = self.fill_switch.place() if place is None else place
        for switch in (self.fill_switch, self.back_switch):
            switch.choose(place)
        self.stack.setCurrentWidget(self.panes)
        self.panes.show_pane(self.back_pane if place else self.start_pane)

    def finish(self) -> None:
        """Back to where one was, ready for another file."""
        self.start()
        self.back.emit()


def _into(store: Store, wanted: filling.Wanted, to: Path, operator: str) -> Filled:
    done = filling.fill(store, wanted, to)
    filling.keep(store, wanted, operator)
    return done

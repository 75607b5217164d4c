"""填区里的表: the district's own sheet filled from a month's records, and the list it gives back read by its numbers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from lianluozhan import filling
from lianluozhan.errors import Problem
from lianluozhan.external import REASON
from lianluozhan.month_data import months
from lianluozhan.sheet.template import Filled
from lianluozhan.store import Store
from ui.page import Page, Surroundings
from ui.pages import TEMPLATE
from ui.widgets.pane import Panes, Refusal
from ui.widgets.pieces import label
from ui.widgets.returned import Returned
from ui.widgets.switch import Switch
from ui.widgets.template_work import TemplateWork

VIEWS = "填表", "读回编号"
TO_FILL = "区里每月发的空表（.xlsx）不用再抄一遍：选空表，看一看列对得对不对，选月份，另存一份填好的。"
TO_READ_BACK = (
    "区里导出的清单（.xlsx 或 .csv）里有来件编号的，选来对一对："
    "新的编号看过再写上，写得不一样的两边并排列出，对不上的也列出。"
)


class TemplatePage(Page):
    """Asks for a sheet, shows its headings, fills it into a new file; or reads one back."""

    leaf = TEMPLATE
    concerns = frozenset(("visit", "issue", "followup", "duty", "month", "rule"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.back_to: QWidget | None = None
        self.panes = Panes(self.theme)
        self.fill_switch, self.back_switch = (Switch(f"template.{name}", "做什么", VIEWS) for name in ("fill", "back"))
        for switch in (self.fill_switch, self.back_switch):
            switch.switched.connect(self.start)
        self.start_pane = self.panes.pane(
            label(self.title, "title"),
            self.fill_switch,
            label(TO_FILL, "note"),
            label("认不出的列选一次就记住，下个月不用再选。空表本身不会动。", "hint"),
            foot=(None, self.button("choose", "选区里的空表…", self.choose, "Ctrl+O", "primary")),
        )
        self.back_pane = self.panes.pane(
            label(REASON, "title"),
            self.back_switch,
            label(TO_READ_BACK, "note"),
            foot=(None, self.button("choose_back", "选区里的清单…", self.choose_back, look="primary")),
        )
        self.headline, self.where = label("", "good"), label("", "note")
        another = self.button("another", "再做一张", self.start)
        finish = self.button("finish", "完成", self.finish, look="primary")
        self.done_pane = self.panes.pane(
            label("做好了", "title"), self.headline, self.where, foot=(None, another, finish)
        )
        self.refusal = Refusal(self.noun, "这张表没有做成")
        self.refused_pane = self.panes.refused(self.refusal, self.button("return", "返回", self.again, look="primary"))
        self.stack = QStackedWidget()
        self.work, self.returned = self._work(), self._returned()
        for part in (self.panes, self.work, self.returned):
            self.stack.addWidget(part)
        self.fill(self.stack)

    def _work(self) -> TemplateWork:
        buttons = (
            self.button("start", "换一张空表", self.start, look="link"),
            self.button("save", "另存填好的表…", self.save, "Ctrl+Enter", "primary"),
        )
        work = TemplateWork(self.desk, self.theme, self.title, buttons)
        work.opened.connect(lambda: self.stack.setCurrentWidget(work))
        work.refused.connect(self._refuse)
        return work

    def _returned(self) -> Returned:
        write = self.button("write", "写上这些编号", lambda: self.returned.write(), look="primary")
        other = self.button("start_back", "换一张清单", self.start, look="link")
        returned = Returned(self.desk, self.theme, REASON, (other, write))
        returned.compared.connect(lambda: self.stack.setCurrentWidget(returned))
        returned.refused.connect(self._refuse)
        returned.written.connect(lambda count: self._finished(f"✓ 已写上 {count} 件", "按 Ctrl+Z 可以撤销。"))
        return returned

    # -- filling

    def reload(self) -> None:
        """The months there are; what is being looked at is read anew."""
        self.desk.ask(months, self._show_months)

    def _show_months(self, found: list[str]) -> None:
        self.work.show_months(found)
        if self.stack.currentWidget() is self.work:
            self.work.read()
        elif self.stack.currentWidget() is self.returned and self.returned.listed:
            self.returned.compare(self.returned.path, self.returned.column.currentText())

    def ask_file(self, kinds: str) -> str:
        """Which file a person wants."""
        return QFileDialog.getOpenFileName(self, self.title, "", kinds)[0]

    def choose(self) -> None:
        """Look which sheets of a file can be filled; its key does what is asked for where one is."""
        if self.stack.currentWidget() is self.returned or self.panes.shown() is self.back_pane:
            self.choose_back()
        elif chosen := self.ask_file("Excel (*.xlsx)"):
            self.work.look(Path(chosen))

    def ask_save(self, proposed: str) -> str:
        """Where the filled sheet shall be kept."""
        return QFileDialog.getSaveFileName(
            self, self.title, proposed, "Excel (*.xlsx)", options=QFileDialog.Option.DontConfirmOverwrite
        )[0]

    def save(self) -> None:
        """Fill the sheet into a new file, and remember how its columns were matched."""
        if self.stack.currentWidget() is not self.work:
            return
        wanted, blank = self.work.wanted(), self.work.path
        if chosen := self.ask_save(str(blank.with_name(f"{blank.stem}-{wanted.month}.xlsx"))):
            to = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.xlsx")
            self.work.save.setEnabled(False)
            self.desk.run(
                lambda store: (_into(store, wanted, to, self.around.operator), ()),
                lambda done: self._filled(done, to),
                self._refuse,
            )

    def _filled(self, done: Filled, to: Path) -> None:
        self._finished(
            f"✓ 已填好 {done.rows} 行，从第 {done.first} 行起",
            "\n".join((f"存在：{to}", *(f"⚠ {note}" for note in done.notes))),
        )

    def choose_back(self) -> None:
        """Compare a list with our issues."""
        if chosen := self.ask_file("表格 (*.xlsx *.csv)"):
            self.returned.compare(Path(chosen))

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
        if self.back_to is self.work and self.work.template is not None:
            self.stack.setCurrentWidget(self.work)
            self.work.read()
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
    done = filling.fill(store, wanted, to, operator)
    filling.keep(store, wanted, operator)
    return done

"""导入报送包: packages from a stick, each taken in whole or not at all, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from lianluozhan import clock
from lianluozhan.errors import Problem
from lianluozhan.package.arrive import Arrived
from lianluozhan.package.keycard import fingerprint
from lianluozhan.package.manifest import Party
from lianluozhan.package.write import SUFFIX
from lianluozhan.report import import_report
from ui.asks.package_import import Seen, Wanted, also, looked_into, on_sticks, printed, taken
from ui.page import Page, Surroundings
from ui.pages import PACKAGE_IMPORT
from ui.plugged import Plugged
from ui.widgets.arrived import Strangers
from ui.widgets.package_list import Offered
from ui.widgets.pane import Panes, Refusal
from ui.widgets.pieces import asked, label, line
from ui.widgets.progress import Progress
from ui.widgets.taken_in import TakenIn

FILTER = f"*{SUFFIX}"


class PackageImportPage(Page):
    """Asks which packages, takes them in, tells what was new."""

    leaf = PACKAGE_IMPORT

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.card, self.wanted, self.arrived = Panes(self.theme), Wanted((), ""), ()
        self.progress = Progress(self.noun)
        self.ask_pane = self._ask()
        self.run_pane = self.card.pane(label("正在导入", "title"), label("请先不要拔 U 盘。", "note"), self.progress)
        self.came, self.printed = TakenIn(), label("", "note", wrap=False)
        self.close_button = self.button("done", "完成", self.finish, look="primary")
        keep = self.button("print", "存成 PDF…", lambda: print_report(self))
        self.done_pane = self.card.pane(self.came, foot=(keep, self.printed, None, self.close_button))
        self.no = self.button("distrust", "不一样，返回", self.ask)
        self.strangers, self.ask_place = Strangers(), ask_place
        trust = self.button("trust", "一样，导入", self.trust, look="primary")
        self.compare_pane = self.card.pane(self.strangers, foot=(self.no, None, trust))
        self.refusal = Refusal(self.noun, "没有导入")
        self.again = self.button("back", "返回", self.ask, look="primary")
        self.refused_pane = self.card.refused(self.refusal, self.again)
        self.plugged = Plugged(self, self.desk)
        self.plugged.changed.connect(self._plugged)
        self.fill(self.card)

    def _ask(self) -> QWidget:
        self.offered = Offered(self.theme)
        self.files = self.offered.files
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("package_import.passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.wrong = label("", "error", wrap=False)
        again = self.button("look", "重新找", self.reload, look="link")
        other = self.button("choose", "另选文件…", self.choose, look="link")
        return self.card.pane(
            label(self.title, "title"),
            label("每一个包要么全部导入，要么一条也不导入；同一个包再导一次不会多出记录。", "note"),
            6,
            self.offered,
            line(again, other, None),
            asked("对方导出时用的口令（没用口令的不用写）", self.passphrase, self.wrong),
            foot=(None, self.button("take", "导入", self.take, "Ctrl+Enter", "primary")),
        )

    # -- asking

    def reload(self) -> None:
        """Look for packages on the sticks."""
        self.desk.ask(lambda store: on_sticks(store, Seen(())), lambda seen: self.show_files(seen.found, seen.left))

    def _plugged(self) -> None:
        if self.card.shown() is self.ask_pane:
            before = self.offered.now()
            self.desk.ask(lambda store: on_sticks(store, before), self.offered.show_seen)

    def show_files(self, found: Sequence[Path], left: Sequence[Path] = ()) -> None:
        """The packages there are, newest first, all of them marked."""
        self.files.clear()
        self.offered.show_seen(Seen(found, (), left))

    def ask_files(self) -> list[str]:
        """Which files, where they lie elsewhere."""
        return QFileDialog.getOpenFileNames(self, self.title, "", f"{self.title} ({FILTER})")[0]

    def choose(self) -> None:
        """Files that are not on a stick."""
        if chosen := [Path(one) for one in self.ask_files()]:
            before = self.offered.now()
            self.desk.ask(lambda store: also(store, chosen, before), self.offered.show_seen)
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_up(self) -> None:
        """The cursor stands where something has to be written."""
        super().show_up()
        if self.card.shown() is self.ask_pane:
            self.passphrase.setFocus()

    def ask(self) -> None:
        """Back to the questions."""
        self.card.show_pane(self.ask_pane)
        self.passphrase.setFocus()

    # -- taking in

    def take(self) -> None:
        """Look into the marked packages: whether words are needed, and whether all their senders are known."""
        paths = self.offered.marked()
        if not paths:
            return
        self.wanted = Wanted(paths, self.passphrase.text())
        folder = self.desk.path
        self.desk.ask(lambda store: looked_into(store, folder, paths), self._looked, self._refused)

    def _looked(self, seen: tuple[bool, list[Party]]) -> None:
        locked, strangers = seen
        self.wrong.setText("请写对方告诉您的口令" if locked and not self.wanted.secret else "")
        if self.wrong.text():
            self.passphrase.setFocus()
        elif strangers:
            self.strangers.show_keys([(f"{one.name}（{one.code}）", fingerprint(one)) for one in strangers])
            self.wanted = self.wanted._replace(compared=tuple(strangers))
            self.card.show_pane(self.compare_pane)
            self.no.setFocus()  # Enter alone believes nobody
        else:
            self.trust()

    def trust(self) -> None:
        """Take them in, in the worker; whose fingerprint was compared is written down."""
        wanted, folder, operator = self.wanted, self.desk.path, self.around.operator
        tell = self.progress.begin("打开")
        self.card.show_pane(self.run_pane)
        self.desk.run(lambda store: taken(store, folder, wanted, operator, tell), self._taken, self._refused)

    def _taken(self, arrived: list[Arrived]) -> None:
        self.progress.end()
        if not any(one.report for one in arrived):
            self._refused(arrived[0].problem)
            return
        self.passphrase.clear()
        self.arrived = arrived
        self.came.show_arrived(arrived, self.wanted.paths)
        self.printed.setText("")
        self.card.show_pane(self.done_pane)
        self.close_button.setFocus()

    def _refused(self, problem: Problem) -> None:
        self.progress.end()
        self.refusal.tell(problem)
        self.card.show_pane(self.refused_pane)
        self.again.setFocus()

    def finish(self) -> None:
        """Ready for the next stick, back to where one was."""
        self.stale = True
        self.ask()
        self.back.emit()


def ask_place() -> str:
    """Where the report of an import goes."""
    return QFileDialog.getSaveFileName(
        None, import_report.NAME, f"{import_report.NAME}-{clock.today()}.pdf", "PDF (*.pdf)"
    )[0]


def print_report(page: PackageImportPage) -> None:
    """The table as paper, to be kept with the day's."""
    arrived = page.arrived
    if file := page.ask_place():
        page.desk.ask(
            lambda store: printed(store, arrived, Path(file)),
            lambda made: page.printed.setText(f"✓ 已存成 {made.name}"),
            page._refused,
        )

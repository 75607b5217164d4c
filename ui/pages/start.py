"""The first start: a data folder is made, restored from a backup, or filled with made-up records to try the program on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMainWindow, QWidget

from lianluozhan import folder
from lianluozhan.begin import begin
from lianluozhan.demo import station as demo
from lianluozhan.errors import NewerFolder, Problem, UpdateProblem
from lianluozhan.handbook import NAME
from lianluozhan.package.keycard import DIGITS_ARE, fingerprint
from lianluozhan.package.sealed import SUFFIX
from lianluozhan.package.starter import CALLED, Starter, join, read_starter
from lianluozhan.schema import SCHEMA
from ui import drives
from ui.act import Desk
from ui.asks.update import taken
from ui.plugged import Plugged
from ui.theme import Theme
from ui.trouble import mistake
from ui.widgets.order import InOrder
from ui.widgets.pane import Panes, Refusal
from ui.widgets.pieces import button, label, line
from ui.widgets.progress import Progress
from ui.widgets.restoring import Restoring, restored
from ui.widgets.start_form import Beginning, StartForm
from ui.widgets.stick_card import StickCard

TO_TRY = "联络站示例"
WIDTH = 720
_button = partial(button, "start")


class StartWindow(InOrder, QMainWindow):
    """Asks what is needed once. `ready` carries the path of a folder to open."""

    ready = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self.desk = theme, Desk(Path())  # nothing is open yet; the desk's worker does what takes time
        self.setObjectName("page_start")
        self.setWindowTitle("首次启动 — 联络站")
        self.setMinimumSize(880, 400)
        self.resize(1366, 689)
        self.card = Panes(theme, WIDTH)
        self.form = StartForm(_button("folder", "选择…", lambda: self._choose_folder(self.form.folder)))
        self.joining, self.given, self.sticks = label("", "box"), None, StickCard(_button)
        self.ask_pane = _questions(self)
        self.progress, self.doing = Progress("start"), label("", "title")
        self.run_pane = self.card.pane(self.doing, label("请稍等，做好会自己打开。", "note"), self.progress)
        self.restoring = Restoring(_button, self._choose_folder)
        to_start = _button("restore_back", "返回", self.ask)
        go = _button("restore_go", "恢复并打开", self.restore, "primary")
        self.restore_pane = self.card.pane(self.restoring, foot=(to_start, None, go))
        self.refusal, self.back = Refusal("start", "没有做成"), _button("back", "返回", self.ask, "primary")
        self.newer, self.wanted = _button("update", "装上 U 盘里的新版本", self.update_program, "next"), Path()
        self.refused_pane = self.card.refused(self.refusal, self.newer, self.back)
        self.setCentralWidget(self.card)
        theme.dress(self)
        self.card.show_pane(self.ask_pane)
        self.desk.ask(lambda _store: drives.data_folder(drives.mounts(), drives.documents()), self.form.propose)
        self.plugged = Plugged(self, self.desk)
        self.plugged.changed.connect(self.look_for_backups)
        self.look_for_backups()
        self.desk.broken.connect(lambda trouble: self.refuse(mistake(trouble)))
        self.form.name.setFocus()
        self.form.clerk.returnPressed.connect(self.make)  # the last thing asked
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_help)

    # -- doing

    def show_help(self) -> QDialog:
        """F1: the handbook's first chapter."""
        from ui.handbook import before_pages  # what draws papers comes with it

        return before_pages(self, "start")

    def ask_folder(self) -> str:
        """Which folder a person wants."""
        return QFileDialog.getExistingDirectory(self, self.windowTitle())

    def _choose_folder(self, where: QLineEdit) -> None:
        if chosen := self.ask_folder():
            where.setText(chosen)

    def make(self) -> None:
        """Make the folder, in the worker."""
        if written := self.form.read():
            given = self.given
            self._do("建立数据文件夹", written.path, lambda: begun(written, given))

    def choose_starter(self) -> None:
        """Read the district's file, in the worker."""
        if chosen := self.ask_backup(f"{CALLED} (*.json)"):
            self.desk.ask(lambda _store: read_starter(Path(chosen)), self._take, self.refuse)

    def _take(self, given: Starter) -> None:
        """Name and code stand in the form; the fingerprint is compared before anything is made."""
        self.given = given
        self.form.take(given.code, given.name)
        self.joining.setText(_compare(given))
        self.joining.show()
        self.form.clerk.setFocus()

    def try_out(self) -> None:
        """A folder of made-up records beside where the real one will lie; the one from the last time where there is one."""
        path = Path(self.form.folder.text().strip() or drives.documents()).with_name(TO_TRY)
        self._do("准备示例数据", path, lambda: (path / "folder.json").exists() or demo.make(path))

    def ask_backup(self, kind: str = f"备份 (*.zip *.zip{SUFFIX})") -> str:
        """Which backup, or other file, a person wants."""
        return QFileDialog.getOpenFileName(self, self.windowTitle(), "", kind)[0]

    def choose_backup(self) -> None:
        """Say where it will be restored to, before anything is done."""
        if chosen := self.ask_backup():
            self.show_backup(chosen)

    def show_backup(self, chosen: str) -> None:
        """Ask what restoring this one needs."""
        wanted = self.form.folder.text()
        self.desk.ask(
            lambda _store: drives.free(wanted),
            lambda to: (self.card.show_pane(self.restore_pane), self.restoring.begin(chosen, to)),
        )

    def restore(self) -> None:
        """Restore the backup, in the worker."""
        if order := self.restoring.read():
            self._do("核对并恢复备份", order.to, lambda: restored(order))

    def open_other(self) -> None:
        """A folder that is there already."""
        if chosen := self.ask_folder():
            self.wanted = Path(chosen)
            self.ready.emit(self.wanted)

    def update_program(self) -> None:
        """Take the newer version that lies on a stick; this window closes and the new program opens the folder."""
        self._do("核对并安装新版本", self.wanted, lambda: taken(self.wanted), self.close)

    def _do(self, words: str, path: Path, work: Callable[[], object], then: Callable[[], object] | None = None) -> None:
        self.wanted = path
        self.doing.setText(f"正在{words}")
        self.progress.begin(words)
        self.card.show_pane(self.run_pane)
        self.desk.ask(lambda _store: work(), lambda _done: then() if then else self._made(path), self.refuse)

    def _made(self, path: Path) -> None:
        self.progress.end()
        self.ready.emit(path)

    def refuse(self, problem: Problem, path: Path | None = None) -> None:
        """What could not be done, in place; of the folder at `path`, else of the one that was last wanted."""
        self.wanted = path or self.wanted
        self.progress.end()
        self.refusal.tell(problem)
        self.newer.setVisible(older := isinstance(problem, (NewerFolder, UpdateProblem)))
        self.card.show_pane(self.refused_pane)
        (self.newer if older else self.back).setFocus()  # one key goes on, or back to what was written

    def ask(self) -> None:
        """Back to the questions, with what was written there: of a backup that did not open, to its own."""
        again = self.card.shown() is self.refused_pane and self.restoring.under_way
        self.restoring.under_way = again
        self.card.show_pane(self.restore_pane if again else self.ask_pane)

    def look_for_backups(self) -> None:
        """What lies on the sticks."""
        self.desk.ask(lambda _store: drives.backups(drives.mounts()), self.sticks.show_backups)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """End the worker."""
        self.desk.close()
        super().closeEvent(event)


def _questions(window: StartWindow) -> QWidget:
    """The first pane: what a new folder needs, and the other ways to begin."""
    window.joining.hide()
    window.sticks.chosen.connect(window.show_backup)
    window.sticks.look.connect(window.look_for_backups)
    return window.card.pane(
        label("第一次用，先建一个数据文件夹", "title"),
        label("只需一次。所有数据都留在这台电脑上，不上网。", "note"),
        6,
        window.form,
        window.joining,
        line(
            _button("join", f"有区里给的{CALLED}…", window.choose_starter, "link"),
            _button("open", "打开已有的数据文件夹…", window.open_other, "link"),
            None,
        ),
        10,
        window.sticks,
        foot=(
            _button("make", "建立并开始", window.make, "primary"),
            _button("restore", "从备份恢复…", window.choose_backup),
            None,
            _button("help", f"{NAME}  F1", window.show_help, "link"),
            _button("demo", "用示例数据试用", window.try_out, "link"),
        ),
    )


def _compare(given: Starter) -> str:
    party = given.card.party
    return (
        f"加入{party.name}。请打电话给区里，一组一组核对指纹（区里在“各站”上面看），一样再点“建立并开始”。{DIGITS_ARE}\n"
        f"{fingerprint(party)}"
    )


def begun(written: Beginning, given: Starter | None) -> None:
    """Make the folder, and join the district whose file was given."""
    begin(*written)
    if given is not None:
        with folder.opened(written.path, SCHEMA) as store:
            join(store, given, written.clerk)

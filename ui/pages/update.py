"""更新: which version this is, the newer one on a stick, taken after a backup; how to go back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from lianluozhan import __version__, update
from lianluozhan.errors import Problem
from lianluozhan.release import ENDING
from lianluozhan.whose import DISTRICT_ROLE
from ui.asks.update import NONE, Seen, seen
from ui.page import Page, Surroundings
from ui.pages import UPDATE
from ui.plugged import Plugged
from ui.widgets.pane import Panes
from ui.widgets.pieces import label
from ui.widgets.wear import tell

WHY = (
    "新版本由发布的单位签名，两个文件（.llu 和安装程序）一起拷在 U 盘上带来，不用联网。签名不对、没有拷全、给别的系统的、旧的，都不会装。"
    "升级前先备份，那一份不会被自动清掉；数据文件夹不动，第一次打开时按新版本重排。"
)


OF_ONE = "take", "put"  # what can be done only with a version that was found


class UpdatePage(Page):
    """One card."""

    leaf = UPDATE

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.now: Seen = Seen()
        self.head = label(f"现在是 {__version__} 版", "title")
        self.news = label("")
        self.past = label("", "note")
        self.told = label("", "error")
        self.buttons = {
            "take": self.button("take", "备份后升级", self.take, "Ctrl+Enter", "primary"),
            "look": self.button("look", "再看一遍 U 盘", self.look),
            "choose": self.button("choose", "从别处选…", self.choose),
            "put": self.button("put", "放到另一只 U 盘…", self.put),
        }
        self.panes = Panes(self.theme)
        foot = (*self.buttons.values(), None)
        self.pane = self.panes.pane(self.head, self.news, self.told, self.past, label(WHY, "note"), foot=foot)
        self.buttons["put"].setVisible(around.identity.role == DISTRICT_ROLE)
        self.fill(self.panes)
        self._tell("")
        self.plugged = Plugged(self, self.desk)
        self.plugged.changed.connect(lambda: self.now.file is None and self.reload())

    def show_up(self) -> None:
        """Sticks come and go: always asked anew, unless a file was chosen here."""
        self.stale = self.now.file is None
        super().show_up()

    def reload(self) -> None:
        """What is plugged in now."""
        self.desk.aside(seen, self._show)

    def look(self) -> None:
        """Look at the sticks again, whatever was chosen before."""
        self._tell("")
        self.reload()

    def _show(self, now: Seen) -> None:
        self.now = now
        self.news.setText(_said(now) if now.release else f"{NONE}。")
        self.past.setText("。".join(now.outcome) + "。" if now.outcome else "")
        self.past.setVisible(bool(now.outcome))
        for name in OF_ONE:
            self.buttons[name].setEnabled(now.release is not None)
        self.hold_keys(self.buttons["take" if now.release else "look"])

    def _tell(self, words: str, look: str = "error") -> None:
        tell(self.told, words, look)
        self.told.setVisible(bool(words))
        busy, found = look == "hint", self.now.release is not None
        for name, button in self.buttons.items():
            button.setEnabled(not busy and (found or name not in OF_ONE))

    def _refuse(self, problem: Problem) -> None:
        self._tell(str(problem))
        self.hold_keys(self.buttons["look"])

    # -- chosen, taken, put elsewhere

    def ask_file(self) -> str:
        """Which signed file a person means."""
        return QFileDialog.getOpenFileName(self, self.title, "", f"更新文件 (*{ENDING})")[0]

    def choose(self) -> None:
        """A file that lies elsewhere: looked at as one on a stick is."""
        if chosen := self.ask_file():
            self._tell("正在核对签名和文件……", "hint")
            self.desk.aside(partial(_weighed, Path(chosen)), self._chosen, self._refuse)

    def _chosen(self, now: Seen) -> None:
        self._tell("")
        self._show(now)

    def take(self) -> None:
        """Back up, install; the window closes and the new one comes."""
        file = self.now.file
        if file is None:
            return
        self._tell("正在核对、备份、安装，请不要拔 U 盘……", "hint")
        self.desk.aside(lambda path: update.take(file, path, reopen=True), self._begun, self._refuse)

    def _begun(self, begun: update.Begun) -> None:
        self._tell(f"✓ {begun.after} 就位，窗口关上再打开就是新的", "saved")
        self.window().close()

    def ask_folder(self) -> str:
        """Which stick."""
        return QFileDialog.getExistingDirectory(self, self.title)

    def put(self) -> None:
        """Both files onto the stick that goes to a station."""
        file = self.now.file
        if file is not None and (chosen := self.ask_folder()):
            self._tell("正在拷，请不要拔 U 盘……", "hint")
            self.desk.aside(lambda _path: update.put(file, Path(chosen)), partial(self._put, chosen), self._refuse)

    def _put(self, where: str, _made: list[Path]) -> None:
        self._tell(f"✓ 两个文件都放到 {where}，读回来核对过。站里插上它，“今日”里就有一行", "saved")


def _weighed(file: Path, folder: Path) -> Seen:
    """A file that was chosen, believed or refused as one on a stick is."""
    release, _installer = update.weigh(file, folder)
    return Seen(file, release, update.outcome())


def _said(now: Seen) -> str:
    release = now.release
    lines = [
        f"{release.version} 版在 {now.file.parent}，签名是发布的单位的。",
        *(f"· {note}" for note in release.notes),
        *update.warnings(release),
    ]
    return "\n".join(lines)

"""备份: when the last one was made and where it lies; made now, put elsewhere, tried out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from lianluozhan import backup, clock, drill, rotation, vault
from lianluozhan.case_data import imprint_of
from lianluozhan.errors import FolderProblem, Problem
from lianluozhan.folder import world_of
from lianluozhan.report import drill as drill_paper
from lianluozhan.store import Store
from ui.asks.on_paper import on_paper
from ui.drives import size
from ui.page import Page, Surroundings
from ui.pages import BACKUP
from ui.plugged import Plugged
from ui.widgets.pane import Panes
from ui.widgets.paper_over import PaperOver
from ui.widgets.pdf import Document
from ui.widgets.pieces import label
from ui.widgets.wear import tell

SHOWN = 8  # backups that are named; the others are counted
WHY = (
    "关窗口的时候、每天第一次，程序自己备份，多余的旧备份自己清掉（留最近 7 天、8 周、12 个月各一份）。"
    "这台电脑要是坏了、丢了，放在它里面的备份也没了：请另选一个盘做第二个地方，或常把备份放到 U 盘上。"
)


class Standing(NamedTuple):
    """The backups here, where else they go, how long none has left this PC, and those in the clear though there are passwords."""

    here: list[rotation.Copy]
    plan: rotation.Plan
    at_home: int | None
    open_ones: list[Path]
    second_gone: bool = False


class BackupPage(Page):
    """One card, and the paper of a drill over it."""

    leaf = BACKUP

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.head = label("", "title")
        self.lines = label("")
        self.told = label("", "saved")
        self.found = label("", "note")
        self.tried: drill.Drill | None = None
        self.pressed: QWidget | None = None  # where the focus was when something began
        self.panes = Panes(self.theme)
        self.buttons = {
            "now": self.button("now", "现在备份", self.now, "Ctrl+Enter", "primary"),
            "elsewhere": self.button("elsewhere", "放一份到别处…", self.elsewhere),
            "second": self.button("second", "第二个地方…", self.second),
            "no_second": self.button("no_second", "不再放第二个地方", self.no_second, "", "link"),
            "drill": self.button("drill", "恢复演练", self.try_out),
            "print": self.button("print", "印演练记录", self.print, "", "link"),
            "sweep": self.button("sweep", "删掉没加密的旧备份", self.sweep, "", "link"),
        }
        shown = [self.buttons[name] for name in ("now", "elsewhere", "second", "drill")]
        self.pane = self.panes.pane(
            self.head,
            self.told,
            self.lines,
            label(WHY, "note"),
            self.buttons["no_second"],
            self.buttons["sweep"],
            self.found,
            self.buttons["print"],
            foot=(*shown, None),
        )
        self.over = PaperOver(self, self.panes, self.desk, self.theme)
        self._tell("")
        self.plugged = Plugged(self, self.desk)
        self.plugged.changed.connect(lambda: self.reload())

    # -- how things stand

    def show_up(self) -> None:
        """Backups come by themselves: always asked anew."""
        self.stale = True
        super().show_up()

    def reload(self) -> None:
        """How things stand now."""
        self.desk.aside(standing, self._show)

    def _show(self, now: Standing) -> None:
        self.head.setText(f"最近一次备份：{_when(now.here[0])}" if now.here else "还没有备份")
        self.lines.setText(_said(now))
        self.buttons["no_second"].setVisible(bool(now.plan.second))
        self.buttons["sweep"].setVisible(bool(now.open_ones))
        self.buttons["drill"].setEnabled(bool(now.here))
        self.buttons["print"].setVisible(self.tried is not None)
        self.hold_keys(self.buttons["now"])

    def _tell(self, words: str, look: str = "saved") -> None:
        tell(self.told, words, look)
        self.told.setVisible(bool(words))
        for name in ("now", "elsewhere", "second", "drill"):
            self.buttons[name].setEnabled(look != "hint")
        if self.pressed and look != "hint" and self.focusWidget() in (self, *self.buttons.values()):
            self.pressed.setFocus()  # what went grey left the keys to the page

    def _do(self, words: str, work, then) -> None:  # noqa: ANN001
        """Beside the worker: what is typed meanwhile is saved as always."""
        self.pressed = self.focusWidget()
        self._tell(f"{words}……可以接着做别的", "hint")
        self.desk.aside(work, then, self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self._tell(str(problem), "error")
        self.reload()

    def _done(self, words: str, look: str = "saved") -> None:
        self._tell(words, look)
        self.reload()

    # -- made and put elsewhere

    def now(self) -> None:
        """Today's backup, now."""
        self._do("正在备份", rotation.daily, self._made)

    def _made(self, done: rotation.Done) -> None:
        second = "，第二个地方也放好了" if done.second else ""
        words = f"✓ 已备份并打开核对过：日志 {done.kept.entries} 条{second}"
        self._done(f"{words}。{done.trouble}" if done.trouble else words, "error" if done.trouble else "saved")

    def ask_folder(self) -> str:
        """Which folder a person wants."""
        return QFileDialog.getExistingDirectory(self, self.title)

    def elsewhere(self) -> None:
        """A whole one, wherever a person wants it."""
        if chosen := self.ask_folder():
            self._do("正在备份", lambda path: _elsewhere(path, Path(chosen)), self._done)

    def second(self) -> None:
        """From now on each goes there too; the first at once."""
        if chosen := self.ask_folder():
            self._do("正在备份", lambda path: _second(path, Path(chosen)), self._made)

    def no_second(self) -> None:
        """No longer."""
        forgotten = "✓ 以后只放在这台电脑上"
        self.desk.aside(lambda path: rotation.set_second(path, None), lambda _none: self._done(forgotten), self._refuse)

    def sweep(self) -> None:
        """Take those away that anybody could read, once there is one that nobody can."""
        self._do("正在清理", _sweep, lambda number: self._done(f"✓ 删掉了 {number} 份没有加密的旧备份"))

    # -- tried out

    def try_out(self) -> None:
        """Restore the newest, check it, take it away."""
        self._do(
            "正在演练，把最近的备份恢复一次、核对一遍", lambda path: drill.drill(path, backup.newest(path)), self._tried
        )

    def _tried(self, done: drill.Drill) -> None:
        self.tried = done
        counts = "，".join(f"{name} {number}" for name, number in done.counts.items())
        self.found.setText(f"{done.file.name}　恢复出来：{counts}，日志 {done.entries} 条，附件 {done.papers} 份")
        if done.findings:
            self._done(f"演练发现 {len(done.findings)} 处不对，请印出记录，马上再备份一次", "error")
        else:
            self._done(f"✓ {drill_paper.GOOD}")

    def print(self) -> None:
        """The drill's paper, seen before it is printed."""
        done = self.tried
        self.desk.ask(lambda store: _paper(store, done), self.over.show_paper)


def standing(path: Path) -> Standing:
    """How the backups of a folder stand."""
    here = rotation.copies(path / backup.PLACE, world_of(path))
    clear = backup.unlocked(path) if vault.doors(path) else []
    return Standing(
        here,
        plan := rotation.plan_of(path),
        rotation.days_at_home(plan, clock.today()),
        clear,
        bool(plan.second) and not Path(plan.second).is_dir(),
    )


def _said(now: Standing) -> str:
    lines = [f"{_when(one)}　{size(one.size)}" for one in now.here[:SHOWN]]
    if len(now.here) > SHOWN:
        lines.append(f"还有 {len(now.here) - SHOWN} 份更早的")
    if now.plan.failed:
        lines.append(f"上一次没有备份成：{now.plan.failed}")
    lines.append(
        f"第二个地方：{now.plan.second or '没有'}" + ("　现在找不到，请插好或者另选" if now.second_gone else "")
    )
    lines.append(
        "放到这台电脑以外：" + ("还没有过" if now.at_home is None else f"{now.plan.away_on}，{now.plan.away_to}")
    )
    return "\n".join(lines)


def _when(one: rotation.Copy) -> str:
    return (
        f"{one.at.month}月{one.at.day}日 {one.at:%H:%M}"
        if one.at.year == clock.today().year
        else f"{one.at:%Y年%m月%d日 %H:%M}"
    )


def _second(path: Path, to: Path) -> rotation.Done:
    rotation.set_second(path, to)
    return rotation.daily(path)


def _elsewhere(path: Path, to: Path) -> str:
    kept = backup.backup(path, to)
    away = rotation.went(path, to)
    return f"✓ 已放到 {kept.path}，打开核对过" + (
        "" if away else "；它还在这台电脑里，电脑坏了也跟着坏，请再放一份到 U 盘"
    )


def _sweep(path: Path) -> int:
    newest, clear = backup.newest(path), backup.unlocked(path)
    if newest is None or newest in clear:
        raise FolderProblem("还没有加密的备份，旧的先留着", then="请先按“现在备份”，再删旧的", safe="")
    for file in clear:
        file.unlink()
    rotation.rotate(path / backup.PLACE, world_of(path))
    return len(clear)


def _paper(store: Store, done: drill.Drill) -> Document:
    layout = drill_paper.layout(imprint_of(store, done.on.isoformat()), done)
    return on_paper(store, drill_paper.NAME, layout, done.on)

"""交接: what one clerk hands to another, printed to be signed, and who types from then on, in one place."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QLineEdit

from lianluozhan import handover, period, vault
from lianluozhan.act import Act, typist
from lianluozhan.backup import backup
from lianluozhan.errors import Problem
from lianluozhan.handover import HANDOVER, Standing
from lianluozhan.operator import clerk_of
from lianluozhan.password import people
from lianluozhan.report.handover import BACKUP, ISSUES, NAME, left
from lianluozhan.whose import DISTRICT_ROLE
from ui.page import Page, Surroundings
from ui.pages import HANDOVER as LEAF
from ui.widgets.pane import Panes
from ui.widgets.pieces import asked, label
from ui.widgets.wear import tell


class Handed(NamedTuple):
    """To whom, in whose name is written until the window is locked, and who left with a password that still opens."""

    name: str
    typing: str
    opens: str


class HandoverPage(Page):
    """How things stand, who takes over, the slip, and the act itself."""

    leaf = LEAF
    concerns = frozenset(("issue", "followup", "visit", "month", "operator", "place"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.now, self.told = label("", ""), label("", "error")
        self.name, self.leaves = QLineEdit(), QCheckBox()
        self.name.setObjectName("handover.name")
        self.leaves.setObjectName("handover.leaves")
        self.leaves.setChecked(True)
        self.panes = Panes(self.theme)
        self.pane = self.panes.pane(
            label("换联络员", "title"),
            self.now,
            label(
                f"先备份，再印{NAME}，两人和监交人签字；再写接手的人，按“{HANDOVER}”。"
                "从那以后，登记的、办理的都记在接手的人名下，以前的不变。",
                "note",
            ),
            asked("接手的人", self.name),
            self.leaves,
            self.told,
            foot=(
                self.button("backup", "先备份", self.keep),
                self.button("print", f"印{NAME}", self.print),
                None,
                self.button("save", HANDOVER, self.hand_over, "Ctrl+Enter", "primary"),
            ),
        )
        self.fill(self.panes)

    def show_up(self) -> None:
        """The cursor waits where the only thing to write is."""
        super().show_up()
        self.name.setFocus()

    def reload(self) -> None:
        """How things stand now."""
        self.desk.ask(lambda store: (now := handover.standing(store), left(now.people, now.drafts)), self._show)

    def _show(self, found: tuple[Standing, str]) -> None:
        now, unfinished = found
        lines = (
            f"现在的联络员：{now.clerk}" + (f"；也登记过的：{'、'.join(now.others)}" if now.others else ""),
            f"{ISSUES} {now.issues} 件，{unfinished}",
            *(
                []
                if self.around.identity.role == DISTRICT_ROLE
                else [f"没有结账的月份：{period.together(now.months) or '没有'}"]
            ),
            f"{BACKUP}{now.backup or '没有，请先备份'}",
        )
        self.now.setText("\n".join(lines))
        self.leaves.setText(f"{now.clerk}不再登记")

    def keep(self) -> None:
        """Back the folder up first, beside the data."""
        path = self.desk.path
        self._say("正在备份…", "hint")
        self.desk.ask(
            lambda store: backup(path),
            lambda kept: (self._say(f"✓ 已备份：{kept.path.name}", "saved"), self.reload()),
            self._refuse,
        )

    def print(self) -> None:
        """The slip, looked at and printed where all papers are."""
        self.wants.emit("paper", f"{NAME} ")

    def hand_over(self) -> None:
        """Let the other one type from now on."""
        name, leaves = self.name.text(), self.leaves.isChecked()
        self.desk.act("handover", lambda act: _handed_over(act, name, leaves), self._handed, self._refuse)

    def _handed(self, done: Handed) -> None:
        self.name.clear()
        if done.typing == done.name:
            self.desk.sign(done.name)
        self._say(f"✓ {said(done)}", "saved")
        self.reload()

    def _refuse(self, problem: Problem) -> None:
        self._say(str(problem), "error")

    def _say(self, words: str, look: str) -> None:
        tell(self.told, words, look)


def said(done: Handed) -> str:
    """From when it holds: with passwords, not before whoever takes over has opened the folder."""
    words = f"从现在起由{done.name}登记。"
    if done.typing != done.name:
        words = (
            f"已交接给{done.name}。现在按 Ctrl+L 锁上，由{done.name}用自己的密码打开；"
            f"锁上以前写的，还记在{done.typing}名下。"
        )
    return words + (f"{done.opens}的密码还打得开，请到“密码”里去掉。" if done.opens else "")


def _handed_over(act: Act, typed: str, leaves: bool) -> Handed:
    old = clerk_of(act.store)
    name = handover.hand_over(act, typed, leaves)
    having = people(vault.doors(act.store.path.parent)) if leaves else []
    return Handed(name, typist(act.store), old if old in having else "")

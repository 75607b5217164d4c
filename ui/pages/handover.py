"""交接: what one clerk hands to another, printed to be signed, and who types from then on, in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

from lianluozhan import handover, period
from lianluozhan.backup import backup
from lianluozhan.errors import Problem
from lianluozhan.handover import HANDOVER, Standing
from lianluozhan.report.handover import BACKUP, ISSUES, NAME, left
from lianluozhan.whose import DISTRICT_ROLE
from ui.page import Page, Surroundings
from ui.pages import HANDOVER as LEAF
from ui.widgets.pane import Panes
from ui.widgets.pieces import asked, label
from ui.widgets.wear import tell


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
        self.desk.act("handover", lambda act: handover.hand_over(act, name, leaves), self._handed, self._refuse)

    def _handed(self, name: str) -> None:
        self.desk.sign(name)
        self.name.clear()
        self._say(f"✓ 从现在起由{name}登记", "saved")
        self.reload()

    def _refuse(self, problem: Problem) -> None:
        self._say(str(problem), "error")

    def _say(self, words: str, look: str) -> None:
        tell(self.told, words, look)

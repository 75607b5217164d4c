"""到期脱敏 at a district: stations are asked; what they erased is destroyed here too, when a person confirms it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QLineEdit

from lianluozhan import clock, erase_data, retention
from lianluozhan.act import Act
from lianluozhan.deputy import Deputy
from lianluozhan.erase import FOREVER
from lianluozhan.erase_data import Done
from lianluozhan.erased import Erasing, awaiting, erasings
from lianluozhan.errors import BadValue, Problem
from lianluozhan.field import Hint
from lianluozhan.package.manifest import Party
from lianluozhan.package.stations import parties
from lianluozhan.store import Store
from lianluozhan.whose import called
from ui.page import Page, Surroundings
from ui.pages import ERASING_THERE
from ui.told import short
from ui.widgets.pane import Panes
from ui.widgets.pieces import asked, label

WIDTH = 760
CHANGED = frozenset(("visit", "issue", "followup", "appointment", "note", "month"))


ABOUT = (
    "各站的姓名、电话、原话到了保存期限要去掉："
    "区里布置，站里印清单、签字、去掉，随报送包告诉区里，区里确认以后这里也销毁。"
)


class Shown(NamedTuple):
    """How many records are due at each station, what each was asked last, the lists they carried out."""

    stations: list[tuple[Party, int, str]]
    lists: list[str]
    waiting: list[Erasing]


class ErasingTherePage(Page):
    """What was asked and answered, and the two things to do."""

    leaf = ERASING_THERE
    concerns = CHANGED

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.told, self.waits, self.wrong = label("", "saved"), label("", "box"), label("", "error")
        self.stations, self.lists = label(""), label("")
        self.on, self.words, self.by = QLineEdit(), QLineEdit(), QLineEdit()
        self.sure = QCheckBox("区里这份也销毁；" + FOREVER)
        for name, one in (("on", self.on), ("words", self.words), ("by", self.by), ("sure", self.sure)):
            one.setObjectName(f"erasing.{name}")
        self.on.setText(clock.day())
        self.ask_them = self.button("ask", "布置给各站", self.ask, look="primary")
        self.go = self.button("destroy", "确认销毁", self.destroy, look="")
        self.sure.toggled.connect(lambda on: self.go.setEnabled(on))
        self.panes = Panes(self.theme, WIDTH)
        self.pane = self.panes.pane(
            label(self.title, "title"),
            label(ABOUT, "note"),
            self.told,
            self.waits,
            self.sure,
            asked("确认的人", self.by),
            self.wrong,
            label("各站", "section"),
            self.stations,
            asked("到哪天为止到期的", self.on),
            asked("另外要说的", self.words),
            label("站里做过的", "section"),
            self.lists,
            foot=(self.go, None, self.ask_them),
        )
        self.told.hide()
        self.fill(self.panes)

    def show_up(self) -> None:
        """The keys go to what waits, else to what can be asked."""
        super().show_up()
        self.on.setFocus()

    def reload(self) -> None:
        """How things stand."""
        self.desk.ask(_shown, self._show)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        said = [
            f"{party.name}　到期 {number} 条" + (f"，{asked_}" if asked_ else "")
            for party, number, asked_ in shown.stations
        ]
        self.stations.setText("\n".join(said) or "还没有见过哪个站的报送包")
        self.lists.setText("\n".join(shown.lists) or "还没有")
        listed = "、".join(dict.fromkeys(one.list for one in shown.waiting))
        self.waits.setText(f"站里已经脱敏、等区里销毁的 {len(shown.waiting)} 条：清单 {listed}。各页上已经看不到了。")
        for part in (self.waits, self.sure, self.go):
            part.setVisible(bool(shown.waiting))
        self.by.setEnabled(bool(shown.waiting))
        self.sure.setChecked(False)
        self.go.setEnabled(False)
        self.ask_them.setEnabled(bool(shown.stations))

    def ask(self) -> None:
        """Every station is asked, with its next package."""
        try:
            on = Deputy.elected_on.read(self.on.text(), Hint.today())
        except BadValue as bad:
            self.wrong.setText(f"日期：{bad}")
            return
        every = [party for party, *_rest in self.shown.stations]
        words = self.words.text().strip()
        who = self.desk.operator

        def write(act: Act) -> None:
            for one in every:
                retention.ask(act, one.code, date.fromisoformat(on or clock.day()), who, words)

        self.desk.act(
            "ask", write, lambda _done: self._tell(f"✓ 已布置给 {len(every)} 个站，随下一个报送包带去"), self._refuse
        )

    def destroy(self) -> None:
        """What the stations erased goes here too."""
        which, by, who = self.shown.waiting, self.by.text().strip(), self.desk.operator
        self.go.setEnabled(False)
        self.desk.run(lambda store: (erase_data.destroy(store, which, by, who), CHANGED), self._destroyed, self._refuse)

    def _destroyed(self, done: Done) -> None:
        self._tell(f"✓ 区里也已销毁 {done.records} 条" + ("" if done.clean else "；文件里的空页下次打开时接着清"))

    def _tell(self, words: str) -> None:
        self.wrong.clear()
        self.told.setText(words)
        self.told.show()
        self.reload()

    def _refuse(self, problem: Problem) -> None:
        self.wrong.setText(str(problem))
        self.go.setEnabled(self.sure.isChecked())


def _shown(store: Store) -> Shown:
    today = clock.today()
    known, names = parties(store), called(store)
    stations = []
    for party in known:
        note = retention.asked(store, party.code)
        stations.append(
            (
                party,
                len(retention.due(store, today, party.code)),
                f"{short(note.acted_on)} 为止的已布置" if note else "",
            )
        )
    lists: dict[tuple[str, str, str, str], Counter] = {}
    for one in erasings(store):
        lists.setdefault((names.get(one.world, one.world), one.list, one.by, one.at[:10]), Counter())[
            bool(one.followed_at)
        ] += 1
    said = [
        f"{short(at)} {station}　清单 {number}，{by}确认，{sum(count.values())} 条"
        + ("，区里还没有销毁" if count[False] else "，区里也销毁了")
        for (station, number, by, at), count in lists.items()
    ]
    return Shown(stations, said, awaiting(store))

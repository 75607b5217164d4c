"""Tables of one's own that are kept under their names: kept, forgotten, and at a district sent to every station."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from lianluozhan import own_table
from lianluozhan.act import Act
from ui.act import Desk
from ui.widgets.own_form import OwnForm

SEND, NO_MORE = "下发给各站", "不再下发"


class OwnKeeping(QObject):
    """Says in the form what came of it; `refused` carries a Problem, `offered` what sending does to the table of this name,
    `said` a line for the status bar."""

    refused = Signal(object)
    offered = Signal(str)
    said = Signal(str)

    def __init__(self, form: OwnForm, desk: Desk, district: bool) -> None:
        super().__init__(form)
        self.form, self.desk, self.district = form, desk, district
        form.name.textChanged.connect(lambda _name: self._offer())

    def keep(self) -> None:
        """Keep it under its name."""
        wanted = self.form.wanted()
        self.desk.act(
            "own_table",
            lambda act: own_table.keep(act.store, wanted),
            lambda kept: self._kept(f"✓ 已存下：{kept.name}"),
            self.refused.emit,
        )

    def drop(self) -> None:
        """Forget the one of this name."""
        name = self.form.wanted().name
        theirs = name.strip() in self.form.sent and not self.district
        words = f"{name}是区里下发的，由区里收回；在这里改过的已删掉" if theirs else f"✓ 已删掉：{name}"
        self.desk.act(
            "own_table",
            lambda act: own_table.drop(act.store, name),
            lambda _none: self._kept(words),
            self.refused.emit,
        )

    def _kept(self, words: str) -> None:
        self.form.say(words, "saved")
        self.ask()

    def ask(self) -> None:
        """What is kept, and what of it goes to the stations."""
        mark = "（已下发）" if self.district else "（区里下发）"
        self.desk.ask(
            lambda store: (own_table.kept(store), [one.name for one in own_table.sent(store)]),
            lambda found: (self.form.show_kept(*found, mark), self._offer()),
        )

    # -- to every station

    def _offer(self) -> None:
        self.offered.emit(NO_MORE if self.form.name.text().strip() in self.form.sent else SEND)

    def send(self) -> None:
        """From now on it goes to every station, or to none any more."""
        wanted = self.form.wanted()
        name = wanted.name.strip()
        if name in self.form.sent:
            told = f"{name}不再下发，各站收到下一只 U 盘以后就没有了"
            self._act(lambda act: own_table.take_back(act, name), told)
        else:
            told = f"{name}以后给各站的 U 盘都带上，不带“含有的词”和姓名、电话"
            self._act(lambda act: own_table.send(act, wanted), told)

    def _act(self, write: Callable[[Act], object], told: str) -> None:
        done = lambda _none: (self.said.emit(f"刚才：{told}"), self._kept(f"✓ {told}"))  # noqa: E731
        self.desk.act("own_table", write, done, self.refused.emit)

"""Tables of one's own that are kept under their names: kept, forgotten, and at a district sent to every station."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from lianluozhan import own_table
from lianluozhan.own_table import Wanted
from ui.act import Desk
from ui.widgets.own_form import OwnForm


class OwnKeeping(QObject):
    """Says in the form what came of it; `refused` carries a Problem."""

    refused = Signal(object)

    def __init__(self, form: OwnForm, desk: Desk, district: bool) -> None:
        super().__init__(form)
        self.form, self.desk, self.district = form, desk, district

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
            lambda found: self.form.show_kept(*found, mark),
        )

    def send(self) -> None:
        """From now on it goes to every station."""
        wanted = self.form.wanted()
        self.desk.act("own_table", lambda act: own_table.send(act, wanted), self._sent, self.refused.emit)

    def _sent(self, going: Wanted) -> None:
        self._kept(f"✓ {going.name}：以后给各站的 U 盘都带上。带项目、起止和分组，不带“含有的词”和姓名、电话。")

    def take_back(self) -> None:
        """It goes to no station any more."""
        name = self.form.wanted().name.strip()
        if name not in self.form.sent:
            self.form.say(f"“{name}”没有下发过" if name else "请先在上面选一张", "note")
            return
        self.desk.act(
            "own_table",
            lambda act: own_table.take_back(act, name),
            lambda _none: self._kept(f"✓ {name}：不再下发，各站收到下一只 U 盘以后就没有了"),
            self.refused.emit,
        )

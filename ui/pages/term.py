"""换届: the new term's list is looked through and taken in; then open issues of those who left get new deputies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from lianluozhan import clock, sheet, term as terms
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadRows, BadValue, Problem
from lianluozhan.field import Hint
from lianluozhan.store import Store
from ui.page import Page, Surroundings
from ui.pages import TERM
from ui.widgets.heirs import Heirs
from ui.widgets.pane import Numbers, Panes, Refusal
from ui.widgets.pieces import asked, label

SHOWN = 30  # names in full; the rest are counted
ABOUT = (
    "先准备好新一届代表的花名册（.xlsx 或 .csv，和“从表格导入”一样）。名单里的连任或新任，不在名单里的离任；"
    "离任代表的履职、积分、纸面都照旧。"
)
ABOUT_HEIRS = "联系代表离任了的意见在这里，一件一位；后面已按联系村社、选区、小组提议，可以改。代表自己提的建议不换。"
NO_HEIRS = "没有要换联系代表的意见，这里不用再做什么"


class TermPage(Page):
    """Which term from which day, what its list makes of the roster, and who follows whom in the open issues."""

    leaf = TERM
    concerns = frozenset(("deputy", "issue"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.change: terms.Change | None = None
        self.name, self.on, self.wrong = QLineEdit(), QLineEdit(), label("", "error")
        self.name.setObjectName("term.name")
        self.name.setPlaceholderText("写成 第十九届")
        self.on.setObjectName("term.on")
        self.on.setText(clock.day())
        self.panes = Panes(self.theme)
        self.start_pane = self._start()
        self.look_pane = self._looking()
        self.heirs_pane = self._giving()
        self.refusal = Refusal(self.noun, "没有换届")
        self.refused_pane = self.panes.refused(self.refusal, self.button("back", "返回", self.start, look="primary"))
        self.fill(self.panes)

    # -- building

    def _start(self) -> QWidget:
        return self.panes.pane(
            label(self.title, "title"),
            label(ABOUT, "note"),
            asked(Deputy.terms.label, self.name),
            asked("新一届从哪天起", self.on),
            self.wrong,
            foot=(None, self.button("choose", "选新一届的花名册…", self.choose, "Ctrl+O", "primary")),
        )

    def _looking(self) -> QWidget:
        self.numbers, self.who = Numbers(), label("", "")
        other = self.button("start", "换一份", self.start, look="link")
        go = self.button("save", self.title, self.begin, "Ctrl+Enter", "primary")
        return self.panes.pane(label("看一看对不对", "title"), self.numbers, self.who, foot=(other, None, go))

    def _giving(self) -> QWidget:
        self.heirs, self.given = Heirs(self.around.options), label("", "good")
        other = self.button("again", "另一届…", self.start, look="link")
        self.give_button = self.button("give", "照这样换", self.give, look="primary")
        return self.panes.pane(
            label("没办完的意见，换联系代表", "title"),
            self.given,
            label(ABOUT_HEIRS, "note"),
            self.heirs,
            foot=(other, None, self.give_button),
        )

    # -- what is there

    def reload(self) -> None:
        """What is left open stands first, unless a list is being looked through."""
        if self.panes.shown() is not self.look_pane:
            self.desk.ask(terms.heirs, self._show_heirs)

    def _show_heirs(self, found: list[terms.Heir]) -> None:
        self.heirs.show_heirs(found)
        if found:
            self.panes.show_pane(self.heirs_pane)
        elif self.panes.shown() is self.heirs_pane:
            self.given.setText("；".join(dict.fromkeys([*filter(None, self.given.text().split("；")), NO_HEIRS])))
        self.give_button.setEnabled(bool(found))

    # -- the list

    def ask_file(self) -> str:
        """Which file a person wants."""
        return QFileDialog.getOpenFileName(self, self.title, "", "表格 (*.xlsx *.xlsm *.csv)")[0]

    def choose(self) -> None:
        """Look what a list makes of the roster."""
        term = self.name.text().strip()
        if not term:
            self.wrong.setText("请先写是哪一届")
            return
        try:
            on = Deputy.elected_on.read(self.on.text(), Hint.today())
        except BadValue as bad:
            self.wrong.setText(f"日期：{bad}")
            return
        if on and (chosen := self.ask_file()):
            self.wrong.clear()
            self.desk.ask(lambda store: _looked(store, Path(chosen), term, on), self._look, self._refuse)

    def _look(self, change: terms.Change) -> None:
        self.change = change
        names = {
            "连任": [one.name for one, _values in change.stay],
            "新任": [values["name"] for values in change.new],
            "离任": [one.name for one in change.leave],
        }
        self.numbers.show_counts({word: len(those) for word, those in names.items()})
        words = [f"{word}：{_named(those)}" for word, those in names.items() if those]
        self.who.setText("\n".join([*words, *(f"⚠ {note}" for note in change.notes)]))
        self.panes.show_pane(self.look_pane)

    def begin(self) -> None:
        """Write the new term's roster in one act."""
        if self.panes.shown() is self.look_pane and self.change:
            change, self.change = self.change, None
            self.desk.act(
                "term", lambda act: terms.begin_term(act, change), lambda _new: self._begun(change), self._refuse
            )

    def _begun(self, change: terms.Change) -> None:
        self.given.setText(f"✓ 已{self.title}：{change.term}，从 {change.on} 起")
        self.panes.show_pane(self.heirs_pane)
        self.reload()

    def start(self) -> None:
        """Another list."""
        self.change = None
        self.given.clear()
        self.panes.show_pane(self.start_pane)

    def _refuse(self, problem: Problem) -> None:
        self.refusal.tell(problem)
        self.panes.show_pane(self.refused_pane)

    # -- the issues

    def give(self) -> None:
        """Give every issue that has somebody chosen its new deputy, in one act."""
        chosen = self.heirs.chosen()
        if chosen:
            self.desk.act("give", lambda act: terms.give(act, chosen), self._gave, self._refuse)
        else:
            self.given.setText("还没有选人")

    def _gave(self, number: int) -> None:
        self.given.setText(f"✓ 换好 {number} 件")
        self.reload()


def _looked(store: Store, path: Path, term: str, on: str) -> terms.Change:
    reading = sheet.read(path, Deputy)
    if reading.bad:
        raise BadRows(reading.bad)
    return terms.foresee(store, (row.values for row in reading.rows), term, on)


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:SHOWN]) + (f" 等 {len(names)} 名" if len(names) > SHOWN else "")

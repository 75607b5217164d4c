"""密码: who may open the folder; set, changed, taken away; the recovery code, shown and printed once."""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan import access
from lianluozhan.errors import Problem, WrongPassword
from lianluozhan.password import CODE_WORD, DISTRICT_KEY
from ui.asks.password import Outcome, Standing, do, paper, possible, standing
from ui.idle import SETTING
from ui.page import Page, Surroundings
from ui.pages import PASSWORD
from ui.widgets.pane import Panes
from ui.widgets.paper_over import PaperOver
from ui.widgets.password_form import DEEDS, PasswordForm
from ui.widgets.password_state import PasswordState
from ui.widgets.pieces import label

ONCE = f"这是{CODE_WORD}。忘了密码，就在输密码的地方照着输入它。请印出来，和公章放在一起；离开这一页就不再显示。"


class PasswordPage(Page):
    """One card: how things stand, then what is asked, then the code."""

    leaf = PASSWORD
    concerns = frozenset(("operator",))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.now: Standing | None = None
        self.doing = ""
        self.panes = Panes(self.theme)
        self._lay_out_standing()
        self._lay_out_asking()
        self._lay_out_code()
        self.over = PaperOver(self, self.panes, self.desk, self.theme)

    # -- laid out

    def _lay_out_standing(self) -> None:
        self.state = PasswordState()
        self.state.lets.connect(self._let_district)
        self.state.minutes.connect(self._keep_minutes)
        self.buttons = {
            what: self.button(what, deed.words, lambda what=what: self.ask(what)) for what, deed in DEEDS.items()
        }
        self.buttons["set"].setProperty("c", "primary")
        left, right = ([self.buttons[what] for what in row.split()] for row in ("set change add remove", "code off"))
        self.standing = self.panes.pane(self.state, foot=(*left, None, *right))

    def _lay_out_asking(self) -> None:
        self.form = PasswordForm()
        self.go = self.button("go", "做", self.do, "Ctrl+Enter", "primary")
        self.asking = self.panes.pane(self.form, foot=(self.button("back", "返回", self._back), None, self.go))
        self.form.again.returnPressed.connect(self.do)

    def _lay_out_code(self) -> None:
        self.code = label("", "figure", wrap=False)
        self.code.setObjectName("password_code_shown")
        self.code_button = self.button("print", f"印{CODE_WORD}", self.print, "", "primary")
        foot = self.code_button, None, self.button("kept", "收好了", self._kept)
        self.showing = self.panes.pane(label(CODE_WORD, "title"), label(ONCE, "told"), 6, self.code, foot=foot)

    # -- how things stand

    def reload(self) -> None:
        """How things stand now, unless a code is being looked at."""
        if self.panes.shown() is not self.showing:
            self.desk.ask(standing, self._show)

    def _show(self, now: Standing) -> None:
        self.now = now
        self.state.show_standing(now)
        if now.who != self.desk.operator:
            self.desk.sign(now.who)
        can = possible(now)
        for what, button in self.buttons.items():
            button.setVisible(what in can)
        self.panes.show_pane(self.standing)
        self.hold_keys(next(button for what, button in self.buttons.items() if what in can))

    def _keep_minutes(self, minutes: int) -> None:
        self.desk.act(
            "lock", lambda act: act.store.set(SETTING, str(minutes)), lambda _done: self.desk.patience.emit(minutes)
        )

    def _let_district(self, on: bool) -> None:
        recipient = self.now.district if on else None
        let = Outcome(DISTRICT_KEY + ("能打开了" if on else "打不开了"))
        self.desk.alone(
            lambda path: access.let_district(path, recipient), lambda _done: self._done(let), self._refuse_here
        )

    def _refuse_here(self, problem: Problem) -> None:
        self.state.tell(str(problem), "error")
        self.reload()

    # -- one deed

    def ask(self, what: str) -> None:
        """Ask for what it needs."""
        self.doing = what
        self.state.tell("")
        self.go.setText(f"{DEEDS[what].words}  Ctrl+Enter")
        self.panes.show_pane(self.asking)
        self.form.ask(what, self.now)

    def do(self) -> None:
        """Do it, in the worker, with the folder to itself."""
        if self.panes.shown() is not self.asking or not self.go.isEnabled():
            return
        try:
            typed = self.form.typed()
        except Problem as problem:
            self._refuse(problem)
            return
        self._wait(True)
        what, now = self.doing, self.now
        self.desk.alone(lambda path: do(what, path, now, typed), self._done, self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self._wait(False)
        self.form.wrong.setText(str(problem))
        if isinstance(problem, WrongPassword):
            self.form.once_more()

    def _wait(self, on: bool) -> None:
        self.go.setEnabled(not on)
        self.form.wrong.setText("正在做，请不要关电脑……" if on else "")

    def _done(self, done: Outcome) -> None:
        self._forget()
        self.state.tell(f"✓ {done.words}")
        if done.code:
            self.code.setText(_in_rows(done.code.split()))
            self.panes.show_pane(self.showing)
            self.hold_keys(self.code_button)
        else:
            self.panes.show_pane(self.standing)
        self.desk.changed.emit(self.concerns)

    def _back(self) -> None:
        self._forget()
        self.panes.show_pane(self.standing)

    def _forget(self) -> None:
        self._wait(False)
        self.form.forget()

    # -- the code

    def print(self) -> None:
        """The code on paper, seen before it is printed."""
        code = self.code.text()
        self.desk.ask(lambda store: paper(store, code), self.over.show_paper)

    def _kept(self) -> None:
        self.leave()
        self.show_up()

    def leave(self) -> None:
        """Nothing secret stays behind."""
        self._forget()
        if self.panes.shown() is not self.standing:
            self.code.clear()
            self.over.put_away()
            self.panes.show_pane(self.standing)
            self.stale = True


def _in_rows(groups: Sequence[str]) -> str:
    """Four groups a line: easier to read out and to copy by hand."""
    return "\n".join("　".join(groups[at : at + 4]) for at in range(0, len(groups), 4))

"""导出到U盘: what the district does not have yet, locked to its key or with words, onto a stick; asked, done and told in one place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from lianluozhan import giveaway
from lianluozhan.errors import Problem
from lianluozhan.package import due, write
from lianluozhan.package.manifest import Party
from lianluozhan.place import town_of
from ui import drives
from ui.asks.package import STEPS, Written, exported
from ui.page import Page, Surroundings
from ui.pages import PACKAGE
from ui.plugged import Plugged
from ui.widgets.computers import Computers
from ui.widgets.export_form import ExportForm, Order
from ui.widgets.guard import Guard
from ui.widgets.keyring import Keyring
from ui.widgets.pane import Panes, Refusal
from ui.widgets.pieces import label
from ui.widgets.progress import Progress
from ui.widgets.start_form import ENDINGS, ROLES
from ui.widgets.written import WrittenCard


class PackagePage(Page):
    """Asks for stick and passphrase, writes, says that the stick may go."""

    leaf = PACKAGE

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.card, self.known, self.own_pc = Panes(self.theme), False, False
        self.progress = Progress(self.noun)
        self.ask_pane = self._ask()
        wait = label("写完会读回来核对，请先不要拔 U 盘。", "note")
        self.run_pane = self.card.pane(label("正在导出", "title"), wait, self.progress)
        self.written = WrittenCard()
        self.close_button = self.button("done", "完成", self.finish, look="primary")
        self.done_pane = self.card.pane(self.written, foot=(None, self.close_button))
        self.refusal = Refusal(self.noun, "没有导出")
        self.retry = self.button("retry", "再试一次", self.export, look="primary")
        self.refused_pane = self.card.refused(self.refusal, self.button("back", "返回", self.ask), self.retry)
        self.plugged = Plugged(self, self.desk)
        self.plugged.changed.connect(self._plugged)
        self.fill(self.card)

    # -- building

    def _ask(self) -> QWidget:
        self.form = ExportForm(self.theme)
        self.keyring = Keyring(
            self.desk, self.around.identity.role, lambda: QFileDialog.getExistingDirectory(self, self.title)
        )
        self.computers = Computers(self.desk, self.around.identity.world)
        self.guard = Guard(self.desk, self.noun)
        self.guard.mending.connect(self.wants)
        self.form.look.connect(self.reload)
        for asking in (self.keyring, self.computers):
            asking.asks.connect(
                lambda last: QTimer.singleShot(0, self, lambda: self.card.scroll.ensureWidgetVisible(last))
            )
        self.given = label("", "warning")
        self.given.hide()
        self.guard.asks.connect(self._asked)
        self.go = self.button("export", "导出", self.export, "Ctrl+Enter", "primary")
        town = town_of(self.around.identity.world[:6])
        to = town.name + ENDINGS["district"] if town else ROLES[1][1]
        return self.card.pane(
            label(self.title, "title"),
            label(f"把{to}还没有的登记、办理和履职加密带过去；重复导入不会多出记录。", "note"),
            self.given,
            self.guard,
            6,
            self.form,
            10,
            self.keyring,
            self.computers,
            foot=(None, self.go),
        )

    # -- asking

    def reload(self) -> None:
        """Look for sticks, and whether the district's key is known."""
        self.desk.ask(lambda store: drives.sticks(drives.mounts()), self.form.where.show_sticks)
        self._look_again()
        self.keyring.reload()
        self.computers.reload()
        self.desk.ask(lambda store: (write.receiver(store), due.scope(store) == due.ALL), self._know)

    def _plugged(self) -> None:
        if self.card.shown() is self.ask_pane:
            self.desk.ask(lambda store: drives.sticks(drives.mounts()), self.form.where.renew)

    def _look_again(self) -> None:
        """Whether what is offered is still there: a stick may be pulled, a folder be gone."""
        roots = self.form.sticks.roots()
        self.desk.ask(lambda store: drives.missing(roots), self.form.where.show_missing)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Back from another window, where the stick may have been put out."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self._look_again()

    def _show_given(self, words: str) -> None:
        self.given.setText(words)
        self.given.setVisible(bool(words))

    def _know(self, found: tuple[Party, bool]) -> None:
        district, all_of_it = found
        self.known = district.keys is not None
        self.form.show_key_of(district.name if self.known else "", all_of_it)
        if self.card.shown() is self.ask_pane:
            self.form.start()

    def show_up(self) -> None:
        """The cursor stands where something has to be written; sticks come and go: always looked for anew."""
        self.stale = True
        super().show_up()
        self.desk.ask(giveaway.warning, self._show_given)
        if self.card.shown() is self.ask_pane:
            self.form.start()

    def ask(self) -> None:
        """Back to the questions, with what was written there."""
        self.card.show_pane(self.ask_pane)
        self.form.start()

    # -- exporting

    def export(self) -> None:
        """Write the package, in the worker; asked first where open words give a number away."""
        order = self.form.read()
        if order is None:
            self.card.show_pane(self.ask_pane)
        else:
            self.tell = self._running()
            self.guard.ask(lambda: self._export(order), self._refused)

    def _running(self) -> Callable[..., None]:
        tell = self.progress.begin(STEPS[write.COLLECT])
        self.card.show_pane(self.run_pane)
        return tell

    def _asked(self) -> None:
        self.progress.end()
        self.card.show_pane(self.ask_pane)
        self.given.hide()  # said with what can be done about it

    def _export(self, order: Order) -> None:
        self.own_pc, folder = order.own_pc, self.desk.path
        tell = self.tell if self.card.shown() is self.run_pane else self._running()
        self.desk.ask(lambda store: exported(store, folder, order, tell), self._exported, self._refused)

    def _exported(self, done: Written) -> None:
        self.progress.end()
        self.written.show_written(done, _then(self.own_pc, self.known), own_pc=self.own_pc)
        self.card.show_pane(self.done_pane)
        self.close_button.setFocus()
        self.form.forget()

    def _refused(self, problem: Problem) -> None:
        self.progress.end()
        self.refusal.tell(problem)
        self.card.show_pane(self.refused_pane)
        self.retry.setFocus()

    def finish(self) -> None:
        """Ready for the next time, back to where one was."""
        self.ask()
        self.stale = True
        self.back.emit()


def _then(own_pc: bool, known: bool) -> str:
    """What is done with the stick; where no key is known the words have to reach them another way."""
    if own_pc:
        return "拿到本站的另一台电脑上导入"
    return "把 U 盘交给区人大办公室" + ("" if known else "；口令另外告诉他们")

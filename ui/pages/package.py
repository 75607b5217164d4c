"""导出到U盘: what the district does not have yet, locked to its key or with words, onto a stick; asked, done and told in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from lianluozhan import giveaway, rotation
from lianluozhan.attachment import paper
from lianluozhan.duty import Duty
from lianluozhan.errors import Problem
from lianluozhan.folder import KEYS
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package import due, sealed, write
from lianluozhan.package.keycard import own_party
from lianluozhan.package.manifest import Party
from lianluozhan.package.unsent import selected
from lianluozhan.place import town_of
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from ui import drives
from ui.drives import size
from ui.page import Page, Surroundings
from ui.pages import PACKAGE
from ui.plugged import Plugged
from ui.widgets.computers import Computers
from ui.widgets.export_form import TO_BACK_UP, ExportForm, Order
from ui.widgets.guard import Guard
from ui.widgets.keyring import Keyring
from ui.widgets.pane import Numbers, Panes, Refusal, label
from ui.widgets.progress import Progress
from ui.widgets.start_form import ENDINGS, ROLES
from ui.widgets.where import Lying

STEPS = {
    write.COLLECT: "收集要带走的记录",
    write.LOCK: "加密",
    write.WRITE: "写到 U 盘",
    write.READ_BACK: "读回来逐字节核对",
}
HERE = "它还在这台电脑的硬盘上，拷到 U 盘才算放到了别处"
COUNTED = (Visit, Issue, Followup, Duty)


class Written(NamedTuple):
    """What was exported: the file's name and size, its counts, how many papers are not here, what lies beside it."""

    path: Path
    size: int
    counts: dict[str, int]
    missing: int
    backup: str = ""
    then: str = ""


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
        self.done_pane = self._done()
        self.refusal = Refusal(self.noun, "没有导出")
        self.retry = self.button("retry", "再试一次", self.export, look="primary")
        self.refused_pane = self.card.pane(
            self.refusal, foot=(self.refusal.copy, None, self.button("back", "返回", self.ask), self.retry)
        )
        self.plugged = Plugged(self, self.desk)
        self.plugged.changed.connect(self._plugged)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    # -- building

    def _ask(self):  # noqa: ANN202
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

    def _done(self):  # noqa: ANN202
        self.good, self.lying, self.numbers = label("", "good"), Lying(), Numbers()
        self.missing, self.beside = label("", "warning"), label("", "note")
        self.close_button = self.button("done", "完成", self.finish, look="primary")
        return self.card.pane(
            label("导出完成", "title"),
            self.good,
            4,
            self.lying,
            self.numbers,
            self.missing,
            self.beside,
            label("没等到区里的回执前，下次导出会再带上这些，重复导入不会多出记录。", "note"),
            foot=(None, self.close_button),
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
        words = (
            "拿到本站的另一台电脑上导入"
            if self.own_pc
            else "把 U 盘交给区人大办公室" + ("" if self.known else "；口令另外告诉他们")
        )
        self.good.setText(f"✓ 1 个包已导出，核对无误，{done.then}\n{words}。")
        self.lying.say([done.path], f"　{size(done.size)}")
        self.numbers.show_counts(done.counts)
        self.missing.setText(f"有 {done.missing} 份附件不在这台电脑上，没有带上。" if done.missing else "")
        self.missing.setVisible(bool(done.missing))
        self.beside.setText(done.backup)
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


def exported(store: Store, folder: Path, order: Order, tell: Callable[..., None]) -> Written:
    """Write one package into a folder and say what it holds."""
    to = own_party(store) if order.own_pc else write.receiver(store)
    counts = carried(store, to.role, order.full)

    def told(step: str) -> None:
        tell(STEPS[step], write.STEPS.index(step) + 1, len(write.STEPS))

    sending = write.Sending(to=to, full=order.full, paper=lambda one: paper(folder, one), told=told)
    lock = write.Passphrase(order.secret) if order.secret else write.to_keys(store, to)
    done = write.export(store, Keys.load(folder / KEYS), order.to, lock, sending)
    beside = backup_beside(store, folder, order) if order.backup else f"旁边没有放备份。{TO_BACK_UP}。"
    return Written(
        done.path,
        done.path.stat().st_size,
        {**counts, "附件": done.papers},
        len(done.missing),
        beside,
        drives.done_with(order.to, order.on_stick),
    )


def backup_beside(store: Store, folder: Path, order: Order) -> str:
    """Put a locked backup beside the package; what became of it. The package is good without it."""
    try:
        lock = write.Passphrase(order.secret) if order.secret else write.to_keys(store, write.receiver(store))
        kept = sealed.seal(folder, order.to, lock, Keys.load(folder / KEYS))
        away = rotation.went(folder, order.to)
    except Problem as problem:
        return f"⚠ 备份没有放成，报送包不受影响：{problem}"
    here = "" if away else f"{HERE}。"
    return f"旁边还有一份加密的备份：{kept.path.name}　{size(kept.size)}。{here}{sealed.BROUGHT}。"


def carried(store: Store, role: str, full: bool) -> dict[str, int]:
    """How many records of each kind the next package tells something of; the voided, unused blank forms too, by themselves."""
    ids: dict[str, set[str]] = {cls.noun: set() for cls in COUNTED}
    for stream, first in selected(store, store.identity.world, role, full=full).items():
        for row in store.rows("SELECT kind, id FROM entry WHERE stream=? AND seq>=?", (stream, first)):
            if row["kind"] in ids:
                ids[row["kind"]].add(row["id"])
    voided = {
        cls.noun: {id for (id,) in store.db.execute(f"SELECT id FROM {cls.noun} WHERE voided IS NOT NULL")}
        for cls in COUNTED
    }
    gone = sum(len(ids[noun] & voided[noun]) for noun in ids)
    return {cls.label: len(ids[cls.noun] - voided[cls.noun]) for cls in COUNTED} | ({"作废": gone} if gone else {})

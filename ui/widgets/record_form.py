"""A record being registered or changed: its form, why it is changed, and the buttons that save or void it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from lianluozhan.act import Act
from lianluozhan.amend import amend, attach, of_visits, papers_of, send_back, version, void
from lianluozhan.errors import Problem
from lianluozhan.record import Record, new_id, present
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO
from lianluozhan.undo import REASON, VERB, undo
from lianluozhan.veil import starred
from lianluozhan.whose import theirs
from ui.form import Called, Form, Section
from ui.page import Page
from ui.widgets.evidence import Evidence
from ui.widgets.half_form import begun
from ui.widgets.record_frame import TOLD, Files
from ui.widgets.unsaved import Unsaved

SAVE = "Ctrl+S"
FIRST = "补写"  # the reason of what only fills in what was empty
OF_A_STATION = "这是站里登记的，由站里改；要改请写明改什么，退回给站里"
Names = Mapping[str, Called] | None  # what fields are called here
Add = Callable[[Act, str, dict[str, Any]], Any]
Write = Callable[[Act], Any]


class RecordForm(Unsaved):
    """One record of a kind. `kept` carries its id once it is saved or voided, `shown` that its form shows something else."""

    kept = Signal(str)
    shown = Signal()

    def __init__(
        self,
        page: Page,
        cls: type[Record],
        sections: Sequence[Section],
        add: Add,
        called: Names = None,
        label: str = "",
    ) -> None:
        papers = Evidence(cls.noun, cls.fields[name].label, name) if (name := papers_of(cls)) else None
        super().__init__(page, Form(cls, sections, page.theme, page.around.options, called), papers)
        self.cls, self.label, self._add = cls, label or cls.label, add
        if papers:
            papers.opened.connect(page.look_at)
        self._opened_on = frozenset()
        self._derived = frozenset[str]()  # `derived`: fields that follow from other records
        self.wanted: Callable[[Mapping[str, Any]], Mapping[str, str]] = (
            lambda _values: {}
        )  # {field: what is wrong} besides
        self._last = ""  # the act that can be undone, while what it did is shown
        _wire(self)

    # -- showing

    def new(self, values: Mapping[str, Any], first: str = "", of: str = "") -> None:
        """An empty form with what is known already, or what was half written of it; the cursor goes into the field `first`."""
        self.half.keep()
        self.record, self._opened_on, self._derived, self.theirs = None, frozenset(), frozenset(), False
        self.began = values
        self._show(values, f"登记{self.label}", "")
        self.half.come(of or begun(values), old=False)
        if first:
            self.form.go_to(first)

    def load(self, id: str, words: str = "", act_id: str = "") -> None:
        """Show a record as it stands now; `words` say what became of it, by an act that can still be undone."""
        self._last = act_id
        self.page.desk.ask(
            lambda store: _opened(store, self.cls, id), lambda found: found and self._loaded(*found, words)
        )

    def _loaded(self, record: Record, opened_on: frozenset, derived: frozenset[str], words: str) -> None:
        self.half.keep()
        self.record, self._opened_on, self._derived = record, opened_on, derived
        self.theirs = theirs(self.page.around.identity, record)
        called = record.data.get("number") or _named(record) or self.cls.label
        self._show(record.data, called, _said(record, self.theirs, bool(derived)))
        self.state.setText(words)
        self.undo_button.setVisible(bool(self._last))
        self.half.come(record.id, old=True)
        words and self.page.hold_keys(self.save_button)  # grey while it was saved, it gave them to the tabs

    def _show(self, values: Mapping[str, Any], heading: str, note: str) -> None:
        old, voided = self.record is not None, bool(self.record and self.record.voided)
        self.heading.setText(heading)
        self.tell(note)
        self.form.show_values(values)
        for name, editor in self.form.editors.items():
            editor.setEnabled(not (voided or self.theirs or name in self._derived))
        self.starred.show(_starred(self.record) if old else {}, values)
        if self.papers:
            self.papers.show_papers(values.get(papers_of(self.cls)) or ())
            self.papers.setEnabled(not voided and not self.theirs)
        self.offer(old and not voided, voided, bool(self._derived))
        self.save_button.setText(f"{'保存更改' if old else '保存'}  {SAVE}")
        self.save_button.setEnabled(True)
        self.reveal_button.setVisible(bool(self.starred.names))
        self.undo_button.hide()
        self.to_top()
        self.shown.emit()
        self.stand_back(self.page)

    # -- saving

    def save(self) -> None:
        """Register what is new, or write what was changed with its reason."""
        if not self.save_button.isVisibleTo(self) or not self.save_button.isEnabled():
            return
        values, wrong = self.form.read()
        wrong = [name for name in wrong if name not in self.starred.names] + _told(self.form, self.wanted(values))
        if wrong:
            self.tell(f"还有 {len(wrong)} 处要改，写好的都在", trouble=True)
            self.form.go_to(wrong[0])
        elif self.record is None:
            self._register(values)
        else:
            self._amend(values)

    def _register(self, values: dict[str, Any]) -> None:
        id = new_id()
        write = _adding(self._add, self.cls, id, present(values), self.files())
        self._write(f"add_{self.cls.noun}", write, id, "✓ 已登记")

    def _amend(self, values: dict[str, Any]) -> None:
        record, reason, files = self.record, self.reason.text(), self.files()
        free = [name for name in values if name not in self.starred.names and name not in self._derived]
        typed = {name: values[name] for name in free if values[name] != record.data.get(name)}
        replaces = any(record.data.get(name) is not None for name in typed)
        if not typed and not files:
            self.tell("内容没有变，不用保存")
        elif replaces and not reason.strip():
            self._ask_reason()
        else:
            write = _changing(record, typed, reason if reason.strip() else FIRST, self._opened_on, files)
            self._write("amend", write, record.id, "✓ 已更改")

    def void(self) -> None:
        """作废 with its reason; the number stays."""
        record, reason = self.record, self.reason.text()
        if not reason.strip():
            self._ask_reason()
            return
        verb, write, done = ("send_back", send_back, TOLD) if self.theirs else ("void", void, "✓ 已作废，号码保留")
        self._write(verb, lambda act: write(act, record, reason), record.id, done)

    def _ask_reason(self) -> None:
        self.tell("请在下面写明原因，别人以后看得懂为什么改", trouble=True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, verb: str, write: Write, id: str, words: str) -> None:
        self.save_button.setEnabled(False)
        done = partial(self._kept, id, words)
        self.half.save(verb, lambda act: (write(act), act.act_id)[1], done, self._refused)

    def _kept(self, id: str, words: str, act_id: str = "") -> None:
        self.half.dropped.clear()
        self.load(id, words, act_id)
        self.kept.emit(id)

    def undo(self) -> None:
        """Take back what was just saved."""
        id, act_id = self.record.id, self._last
        self.undo_button.hide()
        done = partial(self._kept, id, f"✓ 已{REASON}")
        self.half.save(VERB, lambda act: undo(act, act_id) and "", done, self._refused)

    def _refused(self, problem: Problem) -> None:
        self.ready(self.page)
        self.tell(str(problem), trouble=True)


def _named(record: Record) -> str:
    """A name; of who came or will come, its ends: whoever passes reads the heading."""
    return str(starred(record.fields["name"], record.data["name"])) if record.data.get("name") else ""


def _told(form: Form, wanted: Mapping[str, str]) -> list[str]:
    """What else is wrong, said at the fields where a person can write."""
    names = [name for name in wanted if form.editors[name].isEnabled()]
    for name in names:
        form.tell(name, wanted[name], "error")
    return names


def _wire(form: RecordForm) -> None:
    """What its buttons do, and its key."""
    form.save_button.clicked.connect(lambda _on=False: form.save())
    form.void_button.clicked.connect(lambda _on=False: form.void())
    form.undo_button.clicked.connect(lambda _on=False: form.undo())
    form.close_button.clicked.connect(lambda _on=False: form.left.emit())
    QShortcut(QKeySequence(SAVE), form).activated.connect(form.save)


def _adding(add: Add, cls: type[Record], id: str, values: dict[str, Any], files: Files) -> Write:
    """A new record with its papers, in one act."""

    def write(act: Act) -> None:
        add(act, id, values)
        if files:
            attach(act, cls({"id": id, "world": act.store.identity.world}), *files)

    return write


def _changing(record: Record, typed: dict[str, Any], reason: str, opened_on: frozenset, files: Files) -> Write:
    """What was changed of a record, and papers added to it, in one act."""

    def write(act: Act) -> None:
        if typed:
            amend(act, record, typed, reason, opened_on)
        if files:
            attach(act, record, *files)

    return write


def _said(record: Record, theirs: bool, derived: bool) -> str:
    """What a person should know before they change it."""
    if record.voided:
        return f"已作废：{record.voided}"
    if theirs:
        return OF_A_STATION
    return "由接待自动登记，灰的各项改那次接待就会跟着变" if derived else ""


def _starred(record: Record) -> dict[str, Any]:
    """{field: what of it may stand there} of what is private of a person in a record; the long words of a matter stay."""
    shown = {name: starred(field, record.data.get(name)) for name, field in record.fields.items() if field.private}
    return {name: value for name, value in shown.items() if value != record.data.get(name)}


def _opened(store: Store, cls: type[Record], id: str) -> tuple[Record, frozenset, frozenset[str]] | None:
    """A record of whatever world, what it is made of, and which of its fields nobody writes."""
    for record in store.find(cls, f"id=? AND {VOIDED_TOO}", (id,)):
        return record, version(store, record), frozenset(name for name in cls.fields if of_visits(record, name))
    return None

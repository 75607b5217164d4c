"""A record being registered or changed: its form, why it is changed, and the buttons that save or void it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from lianluozhan.act import Act
from lianluozhan.amend import amend, attach, of_visits, version, void
from lianluozhan.errors import Problem
from lianluozhan.field import IdNumber, Phone
from lianluozhan.handling import present
from lianluozhan.masking import mask_id, mask_phone
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store
from ui.form import Form, Section
from ui.page import Page
from ui.widgets.evidence import Evidence
from ui.widgets.record_frame import RecordFrame

MASKS = {Phone: mask_phone, IdNumber: mask_id}
Add = Callable[[Act, str, dict[str, Any]], Any]


class RecordForm(RecordFrame):
    """One record of a kind. `kept` carries its id once it is saved or voided, `left` that a person is done with it."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, page: Page, cls: type[Record], sections: Sequence[Section], add: Add) -> None:
        papers = Evidence(cls.noun, cls.fields["attachments"].label) if "attachments" in cls.fields else None
        super().__init__(cls.noun, Form(cls, sections, page.theme, page.around.options), papers)
        self.page, self.cls, self._add = page, cls, add
        self.record: Record | None = None
        self._opened_on: frozenset = frozenset()
        self._masked: dict[str, str] = {}
        for button, press in ((self.save_button, self.save), (self.void_button, self.void),
                              (self.reveal_button, self.reveal), (self.close_button, self.left.emit)):  # fmt: skip
            button.clicked.connect(lambda _on=False, press=press: press())
        for key, press in (("Ctrl+S", self.save), ("Esc", self.left.emit)):
            QShortcut(QKeySequence(key), self).activated.connect(press)

    # -- showing

    def new(self, values: Mapping[str, Any], first: str) -> None:
        """An empty form with what is known already, the cursor in the field `first`."""
        self.record, self._opened_on, self._masked = None, frozenset(), {}
        self._show(values, f"登记{self.cls.label}", "")
        self.form.go_to(first)

    def load(self, id: str, words: str = "") -> None:
        """Show a record as it stands now; `words` say what became of it."""
        self.page.desk.ask(lambda store: _opened(store, self.cls, id), lambda found: found and self._loaded(*found, words))

    def _loaded(self, record: Record, opened_on: frozenset, words: str) -> None:
        self.record, self._opened_on = record, opened_on
        private = {name: MASKS[type(field)] for name, field in self.cls.fields.items() if field.private and type(field) in MASKS}
        self._masked = {name: mask(record.data[name]) for name, mask in private.items() if record.data.get(name)}
        said = f"已作废：{record.voided}" if record.voided else "由接待自动登记，灰的各项改那次接待就会跟着变" if self._derived() else ""
        self._show(record.data | self._masked, record.data.get("number") or record.data.get("name") or self.cls.label, said)
        self.state.setText(words)

    def _derived(self) -> bool:
        return any(of_visits(self.record, name) for name in self.form.editors)

    def _show(self, values: Mapping[str, Any], heading: str, note: str) -> None:
        old, voided = self.record is not None, bool(self.record and self.record.voided)
        self.heading.setText(heading)
        self.tell(note)
        self.form.show_values(values)
        for name, editor in self.form.editors.items():
            fixed = voided or name in self._masked or (old and of_visits(self.record, name))
            editor.setEnabled(not fixed)
        if self.papers:
            self.papers.show_papers(values.get("attachments") or ())
            self.papers.setEnabled(not voided)
        self.reason.clear()
        self.reason.setVisible(old and not voided)
        self.void_button.setVisible(old and not voided and not (old and self._derived()))
        self.save_button.setVisible(not voided)
        self.save_button.setText("保存更改  Ctrl+S" if old else "保存  Ctrl+S")
        self.save_button.setEnabled(True)
        self.reveal_button.setVisible(bool(self._masked))
        self.state.setText("")

    def reveal(self) -> None:
        """Show the whole numbers, so that they can be called or changed."""
        for name in self._masked:
            self.form.editors[name].show_value(self.record.data[name])
            self.form.editors[name].setEnabled(not self.record.voided)
        self._masked = {}
        self.reveal_button.setVisible(False)

    # -- saving

    def save(self) -> None:
        """Register what is new, or write what was changed with its reason."""
        if not self.save_button.isVisibleTo(self) or not self.save_button.isEnabled():
            return
        values, wrong = self.form.read()
        wrong = [name for name in wrong if name not in self._masked]
        if wrong:
            self.tell(f"还有 {len(wrong)} 处要改，写好的都在", trouble=True)
            self.form.go_to(wrong[0])
        elif self.record is None:
            self._register(values)
        else:
            self._amend(values)

    def _register(self, values: dict[str, Any]) -> None:
        id, cls, files = new_id(), self.cls, tuple(self.papers.pending) if self.papers else ()

        def write(act: Act) -> None:
            self._add(act, id, present(values))
            if files:
                attach(act, cls({"id": id, "world": act.store.identity.world}), *files)

        self._write(f"add_{cls.noun}", write, id, "✓ 已登记")

    def _amend(self, values: dict[str, Any]) -> None:
        record, reason, opened_on = self.record, self.reason.text(), self._opened_on
        free = [name for name in values if name not in self._masked and not of_visits(record, name)]
        typed = {name: values[name] for name in free if values[name] != record.data.get(name)}
        files = tuple(self.papers.pending) if self.papers else ()
        if not typed and not files:
            self.tell("内容没有变，不用保存")
            return
        if typed and not reason.strip():
            self._ask_reason()
            return

        def write(act: Act) -> None:
            if typed:
                amend(act, record, typed, reason, opened_on)
            if files:
                attach(act, record, *files)

        self._write("amend", write, record.id, "✓ 已更改")

    def void(self) -> None:
        """作废 with its reason; the number stays."""
        record, reason = self.record, self.reason.text()
        if not reason.strip():
            self._ask_reason()
            return
        self._write("void", lambda act: void(act, record, reason), record.id, "✓ 已作废，号码保留")

    def _ask_reason(self) -> None:
        self.tell("请在下面写明原因，别人以后看得懂为什么改", trouble=True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, verb: str, write: Callable[[Act], Any], id: str, words: str) -> None:
        self.save_button.setEnabled(False)
        self.page.desk.act(verb, write, lambda _answer: self._kept(id, words), self._refused)

    def _kept(self, id: str, words: str) -> None:
        self.load(id, words)
        self.kept.emit(id)

    def _refused(self, problem: Problem) -> None:
        self.save_button.setEnabled(True)
        self.tell(str(problem), trouble=True)


def _opened(store: Store, cls: type[Record], id: str) -> tuple[Record, frozenset] | None:
    """A record of whatever world, and what it is made of."""
    found = store.find(cls, "id=? AND (voided IS NULL OR 1)", (id,))
    return (found[0], version(store, found[0])) if found else None

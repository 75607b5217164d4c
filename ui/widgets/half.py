"""What is half written in a record's form waits while another is looked at, or the PC is off, and comes back; only a person lets it go."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from lianluozhan.draft import FORM, Draft, drafts, drop, keep
from lianluozhan.errors import BadValue
from lianluozhan.field import Field
from lianluozhan.looked import KIND
from lianluozhan.record import Record
from lianluozhan.typed import Hint
from lianluozhan.veil import seen
from ui.asks.unfinished import NEW
from ui.drafting import CLEARED, SOON, UNCHANGED, UNWANTED
from ui.form import Form
from ui.page import Page
from ui.widgets.evidence import Evidence
from ui.widgets.record_frame import DROP, RecordFrame

HALF, AGAIN = "这一份还没有保存", "接着写没有保存的那一份"
EITHER = "：写好了按“保存”，不要了"
ONCE_MORE = "再按一次“{button}”"  # where the button is seen beside the form
DOWN_THERE = f"按“{UNWANTED}”"  # where it is not
CHANGED = f"接着改没有保存的：写明原因按“保存更改”，不要了按“{DROP}”"
ELSEWHERE = "别处也改过，请核对"


class Half(NamedTuple):
    """What a person wrote into a form: {field: as typed}, what stood there, papers to be kept, why it is changed."""

    values: Mapping[str, Any]
    stood: Mapping[str, Any]
    files: tuple[Path, ...] = ()
    reason: str = ""


def begun(values: Mapping[str, Any]) -> str:
    """What a new one is kept under."""
    return f"{NEW}{sorted(values.items())}"


def beginning(of: str) -> dict[str, Any]:
    """What a new one that is kept under `of` began with."""
    return dict(literal_eval(of.removeprefix(NEW)))


class Halves:
    """The half-written forms of one frame, each under the record it is of, a new one under what it began with."""

    def __init__(self, frame: RecordFrame, page: Page) -> None:
        self._frame, self._page, self.of = frame, page, ""
        self._stood: dict[str, Any] = {}  # what the form showed by itself
        self._aside: dict[str, Half] = {}
        self._dropped = dict[str, Half]()  # what was not wanted, until something else is saved
        self._asked: Half | None = None  # half written, and a person was told that it is not kept
        self.noun, self._kept = FORM + frame.form.cls.noun, dict[str, Half]()  # those in the file
        self._timer = QTimer(frame)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.keep)
        frame.form.edited.connect(lambda _name: self._timer.isActive() or self._timer.start())
        page.writing_down.append(self.keep)
        page.desk.ask(lambda store: drafts(store, self.noun), self._found)

    def half(self) -> Half | None:
        """What a person has written that is not kept yet."""
        typed, stood, papers = self._frame.form.typed(), self._stood, self._frame.papers
        own = [name for name in self._frame.form.editors if name not in self._frame.starred.names]
        names = [name for name in own if typed.get(name) != stood.get(name)]
        files = tuple(papers.pending) if papers else ()
        if not names and not files:
            return None
        names = list(self._frame.form.editors) if self.of.startswith(NEW) else names
        return Half(
            {name: typed.get(name) for name in names},
            {name: stood.get(name) for name in names},
            files,
            self._frame.reason.text(),
        )

    def leave(self) -> None:
        """Something else will be shown: what is half written waits."""
        if self.of and (half := self.half()):
            self._aside[self.of] = half
            self.keep()

    def drop(self) -> None:
        """It is saved now."""
        self._dropped.clear()
        self._let_go()

    def throw_away(self) -> None:
        """It is not wanted; it can be had back until something is saved."""
        if half := self.half():
            self._dropped[self.of] = half
        self._let_go()

    def have_back(self) -> bool:
        """What was not wanted is shown again with the form; what was written since then can be had back in its turn. Whether
        there was any: none where the button was pressed twice."""
        if self.of not in self._dropped:
            return False
        half, instead = self._dropped.pop(self.of), self.half()
        if instead:
            self._dropped[self.of] = instead
        self._aside[self.of], self.of = half, ""
        return True

    def _let_go(self) -> None:
        self._timer.stop()
        self._aside.pop(self.of, None)
        if self._kept.pop(of := self.of, None):
            self._page.desk.ask(lambda store: drop(store, self.noun, of))
        self.of = ""

    def keep(self) -> None:
        """Write it into the file now, where it says something else than what is there."""
        self._timer.stop()
        of, half = self.of, self.half() if self.of else None
        if half == self._kept.get(of):
            return
        if half is None:
            self._kept.pop(of, None)
            self._page.desk.ask(lambda store: drop(store, self.noun, of))
            return
        self._kept[of] = half
        beside = {"stood": half.stood, "files": [str(one) for one in half.files], "reason": half.reason}
        draft = Draft(of, self.noun, half.values, kept_at=datetime.now().isoformat(timespec="seconds"), beside=beside)
        self._page.desk.ask(lambda store: keep(store, draft))

    def _found(self, kept: list[Draft]) -> None:
        """What was half written when the window was closed; a new one is shown at once."""
        for one in kept:
            half = Half(one.values, one.beside["stood"], tuple(map(Path, one.beside["files"])), one.beside["reason"])
            self._kept[one.id] = half
            if one.id not in self._aside:
                self._aside[one.id] = half
        if self.of.startswith(NEW) and not self.half() and (of := self.waiting(self.of)) in self._aside:
            self.come(of, old=False)

    def come(self, of: str, old: bool) -> None:
        """The form shows the record `of`, or what a new one begins with: what was written of it comes back."""
        same, self.of, self._asked = of == self.of, of, None
        self._stood = self._frame.form.typed()
        if (half := self._aside.pop(of, None)) and (half := self._left(half) if old else half):
            self._show(half, same)
            self._asked = self.half()
            self._frame.tell(CHANGED if old else AGAIN + _either(self._page, self._frame), trouble=not same)
        self._frame.drop_button.setVisible(half is not None)
        self._frame.back_button.setVisible(of in self._dropped)

    def waiting(self, of: str) -> str:
        """Which new one is gone on with where one is wanted that begins with `of`: its own, or any that waits."""
        return next((one for one in (of, *self._aside) if one in self._aside and one.startswith(NEW)), of)

    def settle(self) -> None:
        """What was starred is seen whole now: that is no change."""
        typed = self._frame.form.typed()
        self._stood |= {name: typed.get(name) for name in self._frame.starred.bared}

    def holds(self) -> bool:
        """A new one is wanted: whether one that is half written has to be asked for first, once; asked for again it goes."""
        half = self.half()
        if half is None:
            return False
        if half == self._asked:
            self.throw_away()
            return False
        self._asked = half
        self._frame.tell(HALF + _either(self._page, self._frame), trouble=True)
        return True

    def _left(self, half: Half) -> Half | None:
        """What of it is not there by now: a step may have kept it."""
        fields, stood = self._frame.form.cls.fields, self._stood
        values = {name: typed for name, typed in half.values.items() if _differs(fields[name], typed, stood.get(name))}
        return half._replace(values=values) if values or half.files else None

    def _show(self, half: Half, same: bool) -> None:
        form = self._frame.form
        for name, typed in half.values.items():
            self._frame.starred.free(name)
            elsewhere = not self.of.startswith(NEW) and half.stood[name] != self._stood.get(name)
            form.show_value(name, typed)
            form.edited.emit(name)
            if elsewhere:
                form.tell(name, ELSEWHERE, "warning")
        if half.files:
            self._frame.papers.add(half.files)
        if not same:
            self._frame.reason.setText(half.reason)


def _differs(field: Field, typed: Any, stood: Any) -> bool:
    """Whether two ways of writing a value mean another one."""
    return _canonical(field, typed) != _canonical(field, stood)


def _canonical(field: Field, typed: Any) -> Any:
    with suppress(BadValue):
        return field.read(typed, Hint.today())
    return typed


def _either(page: Page, frame: RecordFrame) -> str:
    """The two ways out, as far as this page has a button for a new one."""
    named = (page.findChild(QPushButton, f"{noun}_new") for noun in (frame.noun, page.noun))
    new = next(filter(None, named), None)
    if not new:
        return ""
    way = ONCE_MORE if new.isVisibleTo(page) else DOWN_THERE
    return EITHER + way.format(button=new.accessibleName())


class Unsaved(RecordFrame):
    """A frame whose half-written forms wait."""

    resumed = Signal(str)  # what waits half written is wanted, by its record's id or "" for a new one: show the form
    record: Record | None
    began: Mapping[str, Any]  # what a new one is known to have

    def __init__(self, page: Page, form: Form, papers: Evidence | None) -> None:
        super().__init__(form.cls.noun, form, papers)
        self.page, self.record = page, None
        self.halves = Halves(self, page)
        page.resuming[self.halves.noun] = self.resume
        self.form.edited.connect(lambda _name: self.drop_button.show())
        self.drop_button.clicked.connect(lambda _on=False: self.drop())
        self.back_button.clicked.connect(lambda _on=False: self._have_back())

    def new(self, values: Mapping[str, Any], first: str = "", of: str = "") -> None:
        """An empty form, or the one that waits under `of`."""
        raise NotImplementedError

    def load(self, id: str, words: str = "", act_id: str = "") -> None:
        """One that is kept."""
        raise NotImplementedError

    def another(self, values: Mapping[str, Any], first: str) -> None:
        """A person asks for an empty form; what is half written in a new one goes only where this is asked for twice."""
        if self.record is not None or not self.halves.holds():
            self.new(values, first, self.halves.waiting(begun(values)))

    def resume(self, of: str) -> None:
        """Another page leads to what waits half written; what is being written meanwhile waits in its turn."""
        old = not of.startswith(NEW)
        self.resumed.emit(of if old else "")
        if old:
            self.load(of)
        elif self.halves.of != of:
            self.new(beginning(of), of=of)

    def drop(self) -> None:
        """What was written and not saved is not wanted."""
        of = self.halves.of
        self.halves.throw_away()
        self._again(of, UNCHANGED if self.record else CLEARED)

    def _have_back(self) -> None:
        of = self.halves.of
        if self.halves.have_back():
            self._again(of, "")

    def _again(self, of: str, words: str) -> None:
        """The form anew, as it stands or as it began."""
        if self.record is not None:
            self.load(self.record.id, words)
            return
        self.new(self.began, of=of)
        self.state.setText(words)

    def reveal(self) -> None:
        """Show all of it, so that they can be called or it can be changed; who looks is written down."""
        record = self.record
        if self.starred.names:
            self.page.desk.act(
                KIND,
                lambda act: seen(act, record),
                lambda _none: self.record is record and self._bare(),
                lambda problem: self.tell(str(problem), trouble=True),
            )

    def _bare(self) -> None:
        self.starred.bare(fixed=bool(self.record.voided) or self.theirs)
        self.halves.settle()
        self.reveal_button.setVisible(False)
        self.bared.emit()

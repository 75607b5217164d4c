"""What a person has half written, of one kind: in the data file soon after a key, thrown away and had back, until it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from lianluozhan.act import Act
from lianluozhan.draft import Draft, drafts, drop, keep
from ui.act import Desk, Failed, Then

SOON = 400  # milliseconds from the first key that is not kept yet
UNWANTED, HAVE_BACK, CLEARED = "不要了", "找回草稿", "已清空，还可以找回"
UNCHANGED = "没有改，写的还可以找回"


class HalfWritten(QObject):
    """`of` names what is being written now, "" nothing. `halves` are those in the file or on their way there, each under its
    id; `dropped` those that were not wanted.

    `kept` carries one that is in the file now, `stacked` says that there is one more or less. The one worker writes in the
    order it is asked: a keep cannot land behind the drop that follows it.
    """

    kept = Signal(object)
    stacked = Signal()

    def __init__(self, parent: QObject, desk: Desk, noun: str) -> None:
        super().__init__(parent)
        self._desk, self.noun, self.of = desk, noun, ""
        self.halves, self.dropped = dict[str, Draft](), dict[str, Draft]()
        self._saving = set[str]()
        self._timer = QTimer(self, singleShot=True, interval=SOON)
        self._timer.timeout.connect(self.keep)

    def _written(self) -> Draft | None:
        """What a person has written of `of` by now, None where that is nothing."""
        raise NotImplementedError

    def half(self) -> Draft | None:
        """What is being written, None where that is nothing."""
        return self._written() if self.of else None

    # -- kept

    def look(self) -> None:
        """Ask for what was half written when the window was closed."""
        self._desk.ask(lambda store: drafts(store, self.noun), self._found)

    def _found(self, found: list[Draft]) -> None:
        for one in found:  # who was quicker than the answer has the older one back by a button
            met = one.id in self.halves or (one.id == self.of and self.half())
            (self.dropped if met else self.halves)[one.id] = one

    def soon(self) -> None:
        """Something was written that is not kept yet."""
        self._timer.isActive() or self._timer.start()

    def keep(self) -> None:
        """Have the file say what the form says, now."""
        self._timer.stop()
        if not self.of or self.of in self._saving:
            return
        half, held = self.half(), self.halves.get(self.of)
        if half is None:
            self._let_go(self.of)
        elif held and held.kept_at and half._replace(kept_at=held.kept_at) == held:
            self.kept.emit(held)
        else:
            self._keep(half)

    def leave(self) -> None:
        """Something else will be shown: what is being written waits."""
        self.keep()
        self.of = ""

    def _keep(self, half: Draft, then: Then = lambda _draft: None) -> None:
        half, first = half._replace(kept_at=""), half.id not in self.halves
        self.halves[half.id] = half  # no moment yet: where the file refuses it, it is written again

        def kept(draft: Draft) -> None:
            if self.halves.get(half.id) is half:
                self.halves[half.id] = draft
                self.kept.emit(draft)
            then(draft)
            if first:
                self.stacked.emit()

        self._desk.ask(lambda store: keep(store, half), kept)

    # -- saved

    def save(self, verb: str, write: Callable[[Act], Any], then: Then, failed: Failed) -> None:
        """Save it by an act that lets go of it too: meanwhile nothing is kept of it; refused, it waits as a half again."""
        self._timer.stop()
        of, half = self.of, self.half()
        self._saving.add(of)
        if half:
            self.halves[of] = half._replace(kept_at="")
        self._desk.act(
            verb,
            lambda act: (write(act), drop(act.store, self.noun, of))[0],
            lambda answer: (self._saved(of), then(answer)),
            lambda problem: (self._refused(of), failed(problem)),
        )

    def _saved(self, of: str) -> None:
        self._saving.discard(of)
        self.dropped.pop(of, None)
        if self.of == of:
            self._timer.stop()
            self.of = ""
        if self.halves.pop(of, None):
            self.stacked.emit()

    def _refused(self, of: str) -> None:
        self._saving.discard(of)
        handed = self.halves.pop(of, None)
        if self.of == of:
            self.keep()
        elif handed:
            self._keep(handed)

    # -- not wanted

    def drop(self) -> None:
        """What is being written is no draft any more."""
        self._timer.stop()
        of, self.of = self.of, ""
        self._let_go(of)

    def throw_away(self, under: str) -> bool:
        """It is not wanted; whether anything was written, which can be had back `under` that name."""
        if half := self.half():
            self.dropped[under] = half
        self.drop()
        return half is not None

    def have_back(self, under: str, then: Then = lambda _draft: None) -> Draft | None:
        """It is wanted after all: in the file again before `then`. None where the button was pressed twice."""
        if half := self.dropped.pop(under, None):
            self._keep(half, then)
        return half

    def _let_go(self, of: str) -> None:
        if self.halves.pop(of, None):
            self._desk.ask(lambda store: drop(store, self.noun, of), lambda _none: self.stacked.emit())

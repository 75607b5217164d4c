"""The two doors off the window's thread: Ask reads, Act writes; there is no third.

One worker thread owns the writing connection, so writes are serial by construction. What comes back are plain frozen
values, delivered on the window's thread; nobody else in ui/ starts a thread (tests/test_architecture.py).

    desk.ask(lambda store: store.find(Visit), self.show_visits)
    desk.act("add_visit", lambda act: add_visit(act, new_id(), values), self.saved)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lianluozhan.act import Act, acting
from lianluozhan.driver import of_the_disk
from lianluozhan.errors import Problem
from lianluozhan.folder import DATABASE
from lianluozhan.store import Identity, Store
from ui import garbage
from ui.open_folder import OpenFolder

MISTAKE = "程序出了毛病，这一步没有做成"
QUIET = 2000  # milliseconds without an answer to a person
ONCE_MORE = "写的还在，请再做一次；还不行，把弹出来的说明发给维护程序的人"
Then = Callable[[Any], None]
Failed = Callable[[Problem], None]


class Done(NamedTuple):
    """What became of a piece of work: its answer, the kinds of record it changed, and which act it was."""

    answer: Any
    changed: frozenset[str] = frozenset()
    act_id: str = ""
    verb: str = ""


class Desk(QObject):
    """An open data folder, seen from the window: questions and acts, answered on the window's thread.

    Signals: `acted` carries the id and the verb of an act that changed something, before anybody is answered; `changed`
    carries the kinds of record it changed; `refused` a Problem nobody else took; `broken` what is a bug of ours; `busy`
    whether anything is under way; `signed` who types from now on; `patience` after how many minutes without anybody it
    is to be locked.
    """

    acted = Signal(str, str)
    changed = Signal(frozenset)
    refused = Signal(object)
    broken = Signal(object)
    busy = Signal(bool)
    signed = Signal(str)
    patience = Signal(int)
    _done = Signal(object, object, object, object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.operator = path, ""
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="folder")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")
        self._folder = OpenFolder(path)
        self._apart = Lock()  # held by what reads beside the worker, and by what needs the folder to itself
        self.at_close: Callable[[Path], object] | None = None  # what is done with the folder before it is let go
        self._under_way, self._closed = 0, False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._sweeping = QTimer(self)
        self._sweeping.setSingleShot(True)
        self._sweeping.setInterval(QUIET)
        self._sweeping.timeout.connect(lambda: self._sweep(oldest=True))

    # -- opening and closing

    def open(self) -> Identity:
        """Open the folder in the worker; waits for it. Raises what the folder refuses with."""
        return self._worker.submit(self._folder.open).result()

    @property
    def guarded(self) -> bool:
        """Whether the folder has passwords."""
        return self._folder.guarded

    def close(self) -> None:
        """Let what is under way end, close the folder and lock it, end the worker; nobody is answered any more."""
        self._closed = True
        if self._folder.begun:
            self._worker.submit(self._let_go).result()
        self._worker.shutdown()

    def _let_go(self) -> None:
        self._beside.shutdown(cancel_futures=True)  # what it has begun ends first: it reads the folder
        self._folder.let_go(self.at_close)

    def sign(self, name: str) -> None:
        """Somebody else types from now on."""
        self.operator = name
        self.signed.emit(name)

    # -- the two doors

    def ask(self, question: Callable[[Store], Any], then: Then | None = None, failed: Failed | None = None) -> Future:
        """Read in the worker; `then` gets the answer on the window's thread."""
        return self._submit(lambda: Done(question(self._folder.store)), then, failed)

    def soon(
        self, milliseconds: int, question: Callable[[], Callable[[Store], Any]], then: Then, failed: Failed
    ) -> None:
        """Ask after a moment, what is to be asked by then; meanwhile it counts as under way."""
        self._under_way += 1

        def ask() -> None:
            self._under_way -= 1
            if not self._closed:  # what is asked for goes away with the window
                self.ask(question(), then, failed)

        QTimer.singleShot(milliseconds, self, ask)

    def act(
        self, verb: str, write: Callable[[Act], Any], then: Then | None = None, failed: Failed | None = None
    ) -> Future:
        """Write in the worker, in one transaction; `then` gets what `write` returned once it is on the disk."""
        return self._submit(lambda: _written(self._folder.store, verb, write), then, failed)

    def run(
        self, work: Callable[[Store], tuple[Any, Iterable[str]]], then: Then | None = None, failed: Failed | None = None
    ) -> Future:
        """Do in the worker what makes transactions of its own, like an import: `work` returns its answer and the kinds
        of record that it changed."""
        return self._submit(lambda: _done(*work(self._folder.store)), then, failed)

    def aside(self, work: Callable[[Path], Any], then: Then | None = None, failed: Failed | None = None) -> Future:
        """Do beside the worker what only reads the folder, with a connection of its own, and takes long: a backup."""
        return self._submit(lambda: Done(self._undisturbed(partial(work, self.path))), then, failed, self._beside)

    def alone(self, work: Callable[[Path], Any], then: Then | None = None, failed: Failed | None = None) -> Future:
        """Do in the worker what needs the folder to itself: it is closed meanwhile, and open again before `then`; what reads
        beside it ends first."""
        return self._submit(lambda: Done(self._undisturbed(partial(self._folder.alone, work))), then, failed)

    def _undisturbed(self, work: Callable[[], Any]) -> Any:
        with self._apart:
            return work()

    def _submit(
        self, work: Callable[[], Done], then: Then | None, failed: Failed | None, by: ThreadPoolExecutor | None = None
    ) -> Future:
        if self._closed:  # a late question of a page that is going away
            future: Future = Future()
            future.cancel()
            return future
        self._under_way += 1
        self.busy.emit(True)
        future = (by or self._worker).submit(_in_words, self.path / DATABASE, work)
        future.add_done_callback(lambda done: self._done.emit(done, then, failed, None))
        return future

    def _deliver(self, future: Future, then: Then | None, failed: Failed | None, _nothing: None) -> None:
        self._under_way -= 1
        if self._closed:
            return
        self.busy.emit(self._under_way > 0)
        trouble = future.exception()
        if trouble is None:
            done: Done = future.result()
            if done.changed and done.act_id:
                self.acted.emit(done.act_id, done.verb)
            if then is not None:
                then(done.answer)
            if done.changed:
                self.changed.emit(done.changed)
        elif isinstance(trouble, Problem):
            (failed or self.refused.emit)(trouble)
        else:
            self.broken.emit(trouble)
            # who waits goes on: what was written is a draft again
            (failed or _nobody)(Problem(MISTAKE, then=ONCE_MORE))
        self._sweep(oldest=False)

    def _sweep(self, oldest: bool) -> None:
        """Garbage of these answers; of all before them, which takes longer, when nobody has asked for a while."""
        if self.idle() and garbage.search(oldest):
            self._sweeping.isActive() or self._sweeping.start()

    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0


def _nobody(_trouble: Problem) -> None:
    """Nobody waits."""


def _in_words(file: Path, work: Callable[[], Done]) -> Done:
    """What the disk refuses is trouble of the clerk's, not of the program's: a draft that finds no room."""
    with of_the_disk(file):
        return work()


def _written(store: Any, verb: str, write: Callable[[Act], Any]) -> Done:
    with acting(store, verb) as act:
        answer = write(act)
    return Done(answer, act.changed, act.act_id, verb)


def _done(answer: Any, changed: Iterable[str]) -> Done:
    return Done(answer, frozenset(changed))

"""The data folder as the one worker has it: opened, closed while something needs it to itself, let go of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from lianluozhan import folder, index, looked, vault
from lianluozhan.errors import Problem
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store


class OpenFolder:
    """Called by the worker alone. `store` is None while nothing is open, `guarded` says whether
    the folder has passwords."""

    def __init__(self, path: Path) -> None:
        self.path, self.guarded = path, False
        self.begun = False  # asked for and not let go of, also where the folder refused: its key may be had already
        self.store: Store | None = None
        self._opened: Any = None

    def open(self) -> Identity:
        """Open it, with what was read in it elsewhere. Raises what the folder refuses with."""
        self.begun = True
        self._opened = folder.opened(self.path, SCHEMA)
        self.store = self._opened.__enter__()
        self.guarded = bool(vault.doors(self.path))
        looked.take_up(self.store)
        return self.store.identity

    def let_go(self, at_close: Callable[[Path], object] | None) -> None:
        """Do the last things with it, close it and lock it."""
        try:
            if self.store is not None:
                with suppress(Problem):  # it can be done the next time
                    looked.take_up(self.store)
                    index.leave(self.store)
                if at_close is not None:
                    at_close(self.path)
        finally:  # whatever that met: nobody finds the folder held by a window that is gone
            opened, self._opened, self.store, self.begun = self._opened, None, None, False
            if opened is not None:
                opened.__exit__(None, None, None)
            vault.lock(self.path)

    def alone(self, work: Callable[[Path], Any]) -> Any:
        """Closed meanwhile and open again afterwards."""
        opened, self._opened, self.store = self._opened, None, None
        opened.__exit__(None, None, None)
        try:
            return work(self.path)
        finally:
            self.open()

"""Who looks for names in the clear: in every file below a place, and in each that goes away in the moment before it does."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import pytest


class Finder:
    """Looks for names, in any of the ways a PC writes them; `gone` counts the files that were read before they went. What a
    person saves to a place of their own choice lies elsewhere."""

    def __init__(self, place: Path, names: Collection[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.place, self.seen, self.gone = place, set(), 0
        self.names = {name: [name.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")] for name in names}
        for name in ("unlink", "remove", "replace", "rename"):
            monkeypatch.setattr(os, name, self._before(getattr(os, name)))

    def _before(self, does):
        def look_first(path, *more, **how):
            at = how.get("dir_fd") if how.get("dir_fd") is not None else how.get("src_dir_fd")
            file = Path(f"/proc/self/fd/{at}") / path if at is not None else Path(path)
            with suppress(OSError, zipfile.BadZipFile):
                if file.is_file() and file.resolve().is_relative_to(self.place.resolve()):
                    self.gone += 1
                    self.seen |= {(file.name, name) for name in self._read(file)}
            return does(path, *more, **how)

        return look_first

    def _names_in(self, data: bytes) -> set[str]:
        return {name for name, written in self.names.items() if any(one in data for one in written)}

    def _read(self, file: Path) -> set[str]:
        """The names in a file, and in each member where it is a zip."""
        found = self._names_in(file.read_bytes())
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as bundle:
                found |= {name for member in bundle.namelist() for name in self._names_in(bundle.read(member))}
        return found

    def found(self) -> set[tuple[str, str]]:
        """(file, name) of all there are, and of all there were."""
        files = [file for file in self.place.rglob("*") if file.is_file()]
        return self.seen | {(str(file.relative_to(self.place)), name) for file in files for name in self._read(file)}

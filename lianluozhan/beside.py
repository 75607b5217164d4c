"""Small files beside a data file, as folder.json is: after a power cut the old one is there or the new one, never half of one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def save(file: Path, content: Mapping[str, Any]) -> None:
    """Write under another name, flush, rename."""
    fresh = file.with_suffix(".new")
    try:
        fresh.unlink(missing_ok=True)  # of a program that was killed, or a link somebody laid to a file elsewhere
        with open(fresh, "x", encoding="utf-8") as out:
            json.dump(content, out, ensure_ascii=False, indent=1)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, file)
    except OSError:  # no room: what was begun takes none of it
        fresh.unlink(missing_ok=True)
        raise


def no_link(file: Path) -> Path:
    """A file of the folder's own to be written over: a link to somebody else's goes first."""
    if file.is_symlink():
        file.unlink()
    return file

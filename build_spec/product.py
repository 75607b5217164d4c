"""What is made of this checkout to be handed on: its names, where it lies, the version and the moment that stand in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bundle"
CONTENTS = "contents.json"  # what went in, and from where: the spec file leaves it beside
PROGRAM, WINDOW = "lianluozhan", "联络站"  # of the two on Windows the first prints, the second has no console
MB = 1_000_000


class Refused(Exception):
    """What was made is not good enough to go out; the text says why."""


def version() -> str:
    """The program's."""
    import lianluozhan  # of the checkout: dev.py has set it up

    return lianluozhan.__version__


def beside(system: str) -> Path:
    """Where the spec file finds icon and version, and leaves what went in."""
    return OUT / f"beside-{system}"


def moment() -> int:
    """The time that stands in what is packed: of the commit, so that it is the same whenever it is built."""
    told = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout
    )
    return int(told.strip() or 1_767_225_600)


def steady() -> dict[str, str]:
    """What makes two builds of one commit the same: the moment in archives, the order of sets (PyInstaller asks for both)."""
    return {"SOURCE_DATE_EPOCH": str(moment()), "PYTHONHASHSEED": "1"}

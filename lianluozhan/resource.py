"""Fonts, rules and samples lie in one place in a checkout and in another in a bundle; only this file knows where."""

import sys
from pathlib import Path


def path(*names: str) -> Path:
    """The path of a shipped file or folder: `path("fonts", "NotoSerifSC-Regular.ttf")`.

    Beside the package in a checkout, below the unpacking folder in a bundle made by PyInstaller. Whether the file is
    there is not asked: who opens it meets that error with the name in it.
    """
    root = getattr(sys, "_MEIPASS", None) or Path(__file__).resolve().parent.parent
    return Path(root, "resources", *names)

"""Qt's binding told once that its names are used as they are: it would read the source of every file imported after it, to see
whether that wants others (`from __feature__ import …`). Nobody does; it took a start 50 ms, and the sources stayed in memory."""

import builtins

import PySide6.QtCore  # noqa: F401  (puts its own in the place of `__import__`)

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

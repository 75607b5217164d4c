"""The command line: the station's whole work without a screen, in plain Chinese, for scripts and for proof.

Results go to stdout, messages to stderr. Exit 0: done, 1: refused, 2: wrong usage (design §9).
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

from lianluozhan import clock
from lianluozhan.cli.desk import check_words, lock, unlock
from lianluozhan.cli.words import parser
from lianluozhan.errors import Problem

# Where each verb lives. Only the file of the verb at hand is read: a look at a list need not wait for what prints or packs.
ROOMS = {
    "look": ("list", "show", "conflicts", "check"),
    "looks": ("looks",),
    "stats": ("stats",),
    "change": ("init", "amend", "void", "undo", "attach", "follow", "decide", "rebuild"),
    "intake": ("add",),
    "carry": ("log", "export", "import", "retire", "publish", "demo"),
    "ceremony": ("card", "enrol"),
    "closing": ("close",),
    "paper": ("paper",),
    "plan": ("rota",),
    "points": ("points",),
    "term": ("term",),
    "fill": ("fill",),
    "password": ("password",),
    "backup": ("backup", "restore"),
    "update": ("update",),
    "parts": ("parts",),
    "notice": ("notice", "screen"),
    "study": ("study",),
    "law": ("law",),
    "privacy": ("person", "erase"),
    "selfcheck": ("selfcheck",),
    "inspection": ("inspection",),
}


def does(verb: str) -> Callable[[Namespace], None]:
    """What a verb does."""
    room = next(room for room, verbs in ROOMS.items() if verb in verbs)
    return import_module(f"{__name__}.{room}").VERBS[verb]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Wrong usage leaves through SystemExit(2), as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        check_words(options)
        unlock(options)
        clock.set_today(options.today)
        does(options.verb)(options)
        sys.stdout.flush()  # a reader that has left is met here, not when Python ends
    except Problem as problem:
        print(f"错误：{problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("已停下，没有改动任何数据。", file=sys.stderr)
        return 1
    finally:
        clock.set_today(None)
        lock(options)
    return 0

"""The command line: the station's whole work without a screen, in plain Chinese, for scripts and for proof.

Results go to stdout, messages to stderr. Exit 0: done, 1: refused, 2: wrong usage (design §9).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from lianluozhan import clock
from lianluozhan.cli import carry, ceremony, change, closing, look, paper, plan, points
from lianluozhan.cli.desk import check_words
from lianluozhan.cli.words import parser
from lianluozhan.errors import Problem

VERBS = {**look.VERBS, **closing.VERBS, **points.VERBS, **change.VERBS, **carry.VERBS, **ceremony.VERBS, **paper.VERBS, **plan.VERBS}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Wrong usage leaves through SystemExit(2), as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        check_words(options)
        clock.set_today(options.today)
        VERBS[options.verb](options)
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
    return 0

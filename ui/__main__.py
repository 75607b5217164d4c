"""`python -m ui [FOLDER]` opens the window; `python -m ui tour` shows all of it, `--selftest` tries all of it. The installed
command begins here too."""

from __future__ import annotations

import sys

SELFTEST = "--selftest"


def main() -> int:
    """The window, its tour, or whether all of it works."""
    if sys.argv[1:2] == [SELFTEST]:
        from ui.selftest import main as selftest

        return selftest(sys.argv[2:])
    if sys.argv[1:2] == ["tour"]:
        from ui.tour import main as tour  # a start does not need it

        return tour(sys.argv[2:])
    from ui.app import main as window  # the command line does not need a screen

    return window(sys.argv[1:])


def command() -> int:
    """The installed `lianluozhan`: with words the command line, with nothing the window (design §3)."""
    if sys.argv[1:] and sys.argv[1] != SELFTEST:
        from lianluozhan.cli import main as cli

        return cli()
    return main()


if __name__ == "__main__":
    sys.exit(main())

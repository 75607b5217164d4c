"""`python -m ui [FOLDER]` opens the window; `python -m ui tour` shows all of it. The installed command begins here too."""

from __future__ import annotations

import sys


def main() -> int:
    """The window, or its tour."""
    if sys.argv[1:2] == ["tour"]:
        from ui.tour import main as tour  # a start does not need it

        return tour(sys.argv[2:])
    from ui.app import main as window  # the command line does not need a screen

    return window(sys.argv[1:])


def command() -> int:
    """The installed `lianluozhan`: with words the command line, with nothing the window (design §3)."""
    if sys.argv[1:]:
        from lianluozhan.cli import main as cli

        return cli()
    return main()


if __name__ == "__main__":
    sys.exit(main())

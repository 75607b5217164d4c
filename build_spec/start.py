"""What the bundled program starts with; PyInstaller wants a script, not a module."""

import sys

from ui.__main__ import command

sys.exit(command())

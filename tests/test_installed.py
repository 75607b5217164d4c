"""The Windows program as clerks have it, under wine: its whole life, from the installer to the update on a stick.
Skipped aloud elsewhere."""

import subprocess
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[1] / "build_spec"
BUNDLE = BUILD.parent / "build" / "bundle"


@pytest.mark.needs("wine", "makensis")
def test_the_life_of_an_installed_program():
    """Installed, self-tested, upgraded over data, refused where it must be, uninstalled; then updated from a stick, with a district
    of another version, and back: each step says 好, the first that is not so stops it."""
    if not (BUNDLE / "win32").exists() or not list(BUNDLE.glob("*.exe")):
        pytest.skip("needs the Windows program: python3 build_spec/dev.py bundle --windows makes it")
    done = subprocess.run(
        [sys.executable, BUILD / "windows.py", "--only-try"], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0 and "从头到尾" in done.stdout, done.stdout + done.stderr
    assert "不好" not in done.stdout and done.stdout.count("好　　") >= 14

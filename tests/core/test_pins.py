"""What was found wrong with versions of libraries stays out: the pins, and the faults they avoid."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COUNT = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for n in range(1000):
    label.setText("字")
print(sys.getrefcount(None) - before)
"""


def pinned(name: str) -> dict[str, str]:
    """{package: version} of one requirements file."""
    text = (ROOT / "build_spec" / name).read_text("utf-8")
    return {package.lower(): version for package, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text)}


def canonical(requirement: str) -> tuple[str, str]:
    """Package and version of a line of pyproject.toml, spelled as requirements files spell them."""
    package, version = requirement.split("==")
    return re.sub(r"[-_.]+", "-", package).lower(), version


def test_no_reference_is_lost():
    """PySide6 6.12.0 on Python 3.11 loses one reference to None per call and dies of it; the version pinned does not."""
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 50


def test_qt_below_the_broken_version():
    """Both halves of the binding are pinned to one version below 6.12."""
    versions = pinned("requirements.txt")
    assert versions["pyside6-essentials"] == versions["shiboken6"]
    assert tuple(map(int, versions["shiboken6"].split("."))) < (6, 12)


def test_declared_and_pinned_agree():
    """What pyproject.toml declares is what the requirements files install, each with a reason beside it."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    declared = tomllib.loads(project)
    for requirements, name in (
        (declared["project"]["dependencies"], "requirements.txt"),
        (declared["dependency-groups"]["test"], "requirements-test.txt"),
    ):
        assert dict(map(canonical, requirements)).items() <= pinned(name).items()
        for requirement in requirements:
            assert re.search(rf'"{re.escape(requirement)}",  # \w+', project), f"{requirement} without a reason"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_pin_has_hashes_and_no_address(name):
    """Each package is pinned to a version and to hashes; where it comes from is the reader's own choice."""
    text = (ROOT / "build_spec" / name).read_text("utf-8")
    blocks = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert len(blocks) == len(pinned(name)) > 10
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text and "index" not in re.sub(r"(?m)^#.*", "", text)


def test_installed_is_what_is_pinned():
    """The tests run on the very versions that are pinned."""
    for package, wanted in (pinned("requirements.txt") | pinned("requirements-test.txt")).items():
        if package != "colorama" or sys.platform == "win32":
            assert version(package) == wanted, package

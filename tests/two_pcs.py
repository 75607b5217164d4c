"""A station with two PCs that have changed the same things without knowing of each other, for tests of what a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.station import filled, run


class Two(NamedTuple):
    """The folders of both PCs, and a place to carry sticks."""

    first: Path
    second: Path
    stick: Path


def two_pcs(path: Path) -> Two:
    """The sample station, and its second PC, made from a backup while the first goes on being used."""
    first, second, stick = filled(path / "站"), path / "第二台", path / "U盘"
    stick.mkdir()
    assert run("backup", "--to", path, "--data", first).code == 0
    (kept,) = path.glob("*.zip")
    assert run("restore", kept, "--to", second, "--beside").code == 0
    return Two(first, second, stick)


def disagreed(path: Path) -> Two:
    """Both changed the head count and the phone of J0003, with their reasons; the first has taken in the second's stick."""
    two = two_pcs(path)
    for folder, people, phone, why in (
        (two.second, 5, "13800000009", "打电话更正的"),
        (two.first, 4, "13800000010", "来访人说的"),
    ):
        assert run("amend", "J0003", f"人数={people}", f"联系电话={phone}", "--reason", why, "--data", folder).code == 0
    bring(two, two.second, two.first)
    return two


def bring(two: Two, sender: Path, to: Path) -> None:
    """Everything of the one PC to the other."""
    for old in two.stick.glob("*.llz"):
        old.unlink()
    assert run("export", "--to", two.stick, "--for", "本站", "--data", sender).code == 0
    done = run("import", *two.stick.glob("*.llz"), "--data", to)
    assert done.code == 0, done.err

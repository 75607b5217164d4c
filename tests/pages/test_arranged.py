"""How columns were arranged: kept by kind, forgotten again; a file that means nothing, or cannot be written, hurts nobody."""

import json

import pytest

from lianluozhan.cli.desk import settings
from ui.arranged import FILE, WIDEST, Arranged, keep, kept

MINE = Arranged(("state", "number"), {"number": 120}, "due_on", True)
FIRST = Arranged()


def write(words):
    """The file, as somebody left it."""
    settings().mkdir(parents=True, exist_ok=True)
    (settings() / FILE).write_text(words, "utf-8")


def test_kept_by_kind():
    """What is kept of one list is of that list alone; the last word counts."""
    keep("issue", MINE)
    keep("visit", FIRST._replace(names=("number",)))
    keep("visit", FIRST._replace(names=("channel",)))
    assert kept("issue") == MINE
    assert kept("visit").names == ("channel",)
    assert kept("duty") == FIRST


def test_forgotten():
    """恢复原样 leaves nothing, of others all."""
    keep("issue", MINE)
    keep("visit", MINE)
    keep("issue", None)
    assert kept("issue") == FIRST and kept("visit") == MINE
    keep("duty", None)
    assert set(json.loads((settings() / FILE).read_text("utf-8"))) == {"visit"}


@pytest.mark.parametrize(
    "words",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        '{"issue": null}',
        '{"issue": []}',
        '{"issue": {"names": ["number"]}}',
        '{"issue": {"names": 3, "widths": {}, "order": "", "down": false}}',
        '{"issue": {"names": [], "widths": [], "order": "", "down": false}}',
    ],
)
def test_what_means_nothing(words):
    """It is as if nobody had arranged anything; what is kept next is kept."""
    write(words)
    assert kept("issue") == FIRST
    keep("issue", MINE)
    assert kept("issue") == MINE


@pytest.mark.parametrize(
    ("widths", "left"),
    [
        ({"number": 120}, {"number": 120}),
        ({"number": 0}, {}),
        ({"number": -5}, {}),
        ({"number": WIDEST}, {}),
        ({"number": 12.5}, {}),
        ({"number": True}, {}),
        ({"number": "120"}, {}),
        ({"number": 120, "state": None}, {"number": 120}),
    ],
)
def test_widths_that_mean_something(widths, left):
    """Whole numbers of pixels a screen may have."""
    write(json.dumps({"issue": {"names": ["number"], "widths": widths, "order": "", "down": False}}))
    assert kept("issue") == Arranged(("number",), left)


def test_names_that_are_none():
    """What is no word is left out; an order is a word, whatever stands there."""
    write(json.dumps({"issue": {"names": ["number", 3, None, ["state"]], "widths": {}, "order": 7, "down": "yes"}}))
    assert kept("issue") == Arranged(("number",), {}, "7", False)


def test_settings_that_cannot_be_written(monkeypatch, tmp_path):
    """A home where nothing can be written only means that the list comes back as at first."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("ui.arranged.settings", lambda: tmp_path / "file" / "below")
    keep("issue", MINE)
    assert kept("issue") == FIRST

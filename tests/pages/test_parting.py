"""The session ends: drafts are on the disk before the system goes on, also while something else is being written."""

import sys

import pytest

from lianluozhan import folder as folders
from lianluozhan.draft import drafts
from lianluozhan.schema import SCHEMA
from tests.pages.desk import sitting
from tests.station import filled, opened
from ui.app import attend
from ui.parting import Parting


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A clerk in the middle of a visit, in a window a person works in."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    for desk in sitting(filled(tmp_path / "站")):
        attend(desk.window)
        desk.open("visit")
        yield desk


def kept(folder):
    """What lies on the disk of drafts, read beside the open window."""
    with folders.opened(folder, SCHEMA, write=False) as store:
        return [one.values.get("statement") for one in drafts(store, "visit")]


def test_what_is_written_lies_on_the_disk(desk, qapp):
    """Words typed a moment ago, before anything kept them by itself; the window goes on as it was."""
    field = desk.field("statement")
    field.setFocus()
    desk._text("路灯不亮，晚上摸黑走")
    desk.window.around.desk.act("look", lambda act: act.store.set("something", "else"))  # under way meanwhile
    desk.window.findChild(Parting).keep()
    assert kept(desk.folder) == ["路灯不亮，晚上摸黑走"]
    desk.wait()
    assert desk.window.isVisible() and desk.value("statement") == "路灯不亮，晚上摸黑走"


def test_after_the_window_it_is_nothing(desk):
    """Asked once more when the folder is closed already, it ends at once."""
    parting = desk.window.findChild(Parting)
    desk.window.close()
    parting.keep()
    with opened(desk.folder) as store:
        assert store.identity.role == "station"


def test_quitting_closes_in_order(desk, qapp):
    """What ends the program closes the window first: drafts kept, the folder let go."""
    desk.fill(原话="路灯不亮")
    qapp.closeAllWindows()
    assert kept(desk.folder) == ["路灯不亮"]
    with opened(desk.folder) as store:  # nobody holds it any more
        assert drafts(store, "visit")

"""Who may only read finds nothing to write with: no page takes anything, what is there to press reads, one line says why."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from lianluozhan import parts
from lianluozhan.act import acting
from lianluozhan.operator import add_operator
from lianluozhan.whose import STATION_ROLE
from tests.pages.desk import Desk
from tests.station import filled, opened
from ui.only_reading import reads
from ui.pages import PAGES
from ui.widgets.editor import Editor

READER = "周萍"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A station with every part switched on and somebody who may only read."""
    path = filled(tmp_path_factory.mktemp("只读") / "站")
    with opened(path) as store, acting(store, "operator") as act:
        add_operator(act, READER, "只读")
        parts.switch(act, [one.part.label for one in parts.switches(store)])
    return path


@pytest.fixture(scope="module")
def desk(path):
    """Their window."""
    with opened(path) as store, acting(store, "operator") as act:
        act.store.set("operator", READER)
    desk = Desk(path)
    yield desk
    desk.close()


def offers(page, kind):
    """What of a kind can be seen and used on a page."""
    return [one for one in page.findChildren(QWidget) if isinstance(one, kind) and one.isVisible() and one.isEnabled()]


def pages():
    """The pages of a station that are there."""
    return [leaf for leaf in PAGES if not leaf.writes and (not leaf.roles or STATION_ROLE in leaf.roles)]


@pytest.mark.parametrize("leaf", pages(), ids=lambda leaf: leaf.noun)
def test_every_page(desk, leaf):
    """No input takes a word; of the buttons that are seen each is one that reads, and pressing it refuses nobody."""
    page = desk.window.page(leaf.noun)
    desk.wait()
    why = desk.window.findChild(QLabel, "window_only_reading")
    assert why.isVisible() and why.text() == "您的身份是“只读”：能看、能查、能打印，登记和更改请联络员或站长来做"
    assert offers(page, Editor) == []
    found = [one for one in offers(page, QPushButton) if one.objectName()]
    assert [one.objectName() for one in found if not reads(one)] == []
    for one in found:
        if (
            isValid(one)
            and one.isVisible()
            and one.isEnabled()
            and not one.text().endswith("…")
            and not one.objectName().startswith(("preview_", "password_", "update_", "backup_", "today_"))
        ):
            name = one.objectName()
            one.click()
            desk.wait()
            assert not desk.window.notice.isVisible(), name
            assert f"{READER}的身份" not in desk.said(), name
            desk.window.page(leaf.noun)


@pytest.mark.parametrize(("noun", "row"), [("visit", "J0003"), ("followup", "Y0001"), ("duty", "L0001")])
def test_a_record_that_is_read(desk, noun, row):
    """Looked at, a record shows all it has and nothing to change it with; what an answer brings up is put away like the rest."""
    desk.open(noun)
    desk.choose(row)
    desk.wait()
    assert offers(desk.page, Editor) == []
    assert [one.objectName() for one in offers(desk.page, QAbstractButton) if one.objectName() and not reads(one)] == []
    for key in ("<Ctrl+N>", "<Ctrl+S>", "<Ctrl+Enter>", "<Ctrl+E>", "<Ctrl+J>", "<F7>", "<Enter>", "<Alt+D>"):
        desk.type(key)
        desk.wait()
    assert offers(desk.page, Editor) == [] and not desk.window.notice.isVisible()


def test_pages_that_only_write_are_not_there(desk):
    """Import, export, another term, another clerk: nothing on them is theirs. The program opens on what is to be read."""
    nouns = {leaf.noun for leaf in desk.window._leaves}
    assert (
        not nouns & {"sheet_import", "package", "package_import", "template", "term", "handover"}
        and {"visit", "followup", "stats", "password"} <= nouns
    )
    desk.open("stats")
    desk.window.show_record("package", "")  # as a link of 今日 does
    assert desk.page.noun == "stats"


def test_whoever_writes_has_it_all(tmp_path):
    """In the clerk's hands a folder has its forms and buttons, and no such line."""
    clerk = Desk(filled(tmp_path / "站"))
    clerk.open("visit")
    assert clerk.window.findChild(QLabel, "window_only_reading") is None
    assert len(offers(clerk.page, Editor)) > 5 and clerk.button("visit_save").isVisible()
    clerk.close()

"""谁看过: the 站长 reads who looked, narrowed as they like, and goes from a line to its record; nobody else reads it."""

import pytest

from lianluozhan import access, looked, vault
from lianluozhan.act import acting
from lianluozhan.looked import PRINTED, SEEN
from lianluozhan.operator import add_operator
from lianluozhan.visit import Visit
from tests.pages.desk import Desk, sitting
from tests.station import filled, opened


@pytest.fixture
def folder(tmp_path):
    """Two people looked at two visits."""
    path = filled(tmp_path / "站")
    with opened(path) as store:
        one, other = store.find(Visit, "number LIKE '%J0001' OR number LIKE '%J0002'", order="number")
        with acting(store, "operator") as act:
            add_operator(act, "李建国", "站长")
            add_operator(act, "孙丽", "联络员")
        looked.looked(store, SEEN, "接待", {"visit": [one.id]}, operator="孙丽")
        looked.looked(store, PRINTED, "接待登记表", {"visit": [other.id]}, operator="赵敏")
    return path


@pytest.fixture
def desk(folder):
    """The lone clerk at its window."""
    yield from sitting(folder)


def rows(desk):
    """The lines as (who, how, at what, of which record)."""
    return [item.cells[1:5] for item in desk.page.table.rows.items]


def test_the_newest_first(desk):
    """Without passwords the lone clerk reads it: every line with the number and the ends of the name."""
    desk.open("谁看过")
    first, second = rows(desk)
    assert first[:3] == ("赵敏", "印", "接待登记表") and second[:3] == ("孙丽", "看", "接待")
    assert first[3].startswith("接待 J0002 ") and "*" in first[3] and "2 条" in desk.said()


def test_narrowed(desk, folder):
    """By the name of a person, a record, who looked, a day; what is no record is said."""
    name = (
        desk.window.around.desk.ask(lambda store: store.find(Visit, "number LIKE '%J0001'")[0].visitor_name)
        .result()
        .answer
    )
    desk.open("谁看过")
    for part, words, left in (
        ("person", name, 1),
        ("record", "J0002", 1),
        ("day", "1999-01-01", 0),
        ("record", "J9999", 0),
    ):
        desk.widget(f"looks.{part}").setText(words)
        desk.wait()
        assert len(rows(desk)) == left, part
        assert left or "没有" in desk.said()
        desk.widget(f"looks.{part}").clear()
        desk.wait()
    who = desk.widget("looks.operator")
    who.setCurrentIndex(who.findData("孙丽"))
    who.activated.emit(who.currentIndex())
    desk.wait()
    assert [row[0] for row in rows(desk)] == ["孙丽"] and who.currentData() == "孙丽"


def test_to_the_record(desk):
    """A line leads to what was looked at; what was looked at since stands there at once."""
    desk.open("谁看过")
    desk.page.table.opened.emit(desk.page.table.rows.items[0].key)
    desk.wait()
    assert desk.page.noun == "visit" and "J0002" in desk.said()
    desk.press("看全")
    desk.open("谁看过")
    assert rows(desk)[0][:3] == ("赵敏", "看", "接待") and len(rows(desk)) == 3


@pytest.mark.usefixtures("cheap")
def test_not_theirs(folder):
    """With passwords, where there is a 站长, a clerk is told who reads it, and sees no line."""
    access.protect(folder, "赵敏", "Denglong-97")
    access.admit(folder, "李建国", "Xiushan-42")
    vault.lock(folder)
    desk = Desk(folder, password="Denglong-97")
    desk.open("谁看过")
    assert rows(desk) == [] and "“谁看过”只有站长能看，赵敏不是站长" in desk.said()
    desk = desk.reopen(password="Xiushan-42")
    desk.open("谁看过")
    assert len(rows(desk)) == 2
    desk.close()
    vault.lock(folder)

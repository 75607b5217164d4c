"""本站的电脑: a station sees its PCs in its own window, and says that another one is dead."""

import pytest
from PySide6.QtWidgets import QPushButton

from tests.pages.desk import Desk
from tests.station import filled, opened, receive, run


@pytest.fixture
def two(tmp_path):
    """A station's window, on a PC that knows of a second one."""
    stick, first, second = tmp_path / "U盘", filled(tmp_path / "站"), tmp_path / "第二台"
    stick.mkdir()
    (tmp_path / "口令.txt").write_text("桃花源里可耕田", "utf-8")
    assert run("backup", "--to", stick, "--data", first).code == 0
    (kept,) = stick.glob("*.zip")
    assert run("restore", kept, "--to", second, "--beside").code == 0
    with opened(second) as store:
        receive(store, received_at="2026-10-20T09:00")
    done = run("export", "--to", stick, "--for", "本站", "--data", second)
    assert done.code == 0, done.err
    done = run("import", *stick.glob("*.llz"), "--data", first)
    assert done.code == 0, done.err
    desk = Desk(first)
    desk.open("导出到U盘")
    yield desk
    desk.close()


def rows(desk):
    """The PCs that are listed, and which can be retired."""
    card = desk.page.computers
    return [
        (one.text(), one.isVisibleTo(card))
        for one in card.findChildren(QPushButton)
        if one.objectName().startswith("computers_retire_") and one.text() == "停用…"
    ]


def test_the_other_one_is_dead(two):
    """Named with its last entry; asked before anything is written; afterwards one is left, and the command agrees."""
    card = two.page.computers
    assert card.isVisible() and "第一台" in two.said() and "（本机）" in two.said()
    assert [shown for _words, shown in rows(two)] == [False, True]
    other = next(one for one in card.findChildren(QPushButton) if one.text() == "停用…" and one.isVisibleTo(card))
    name = other.accessibleName().removeprefix("停用 ")
    other.click()
    two.wait()
    assert f"停用 {name} 以后，导出不再等它" in two.said() and two.page.computers.no.hasFocus()
    two.page.computers.no.click()
    assert not card.asking.isVisible()
    assert len(run("retire", "--data", two.folder).out.splitlines()) == 2
    other.click()
    card.yes.click()
    two.wait()
    assert f"✓ 已停用 {name}" in two.said() and len(rows(two)) == 1
    assert len(run("retire", "--data", two.folder).out.splitlines()) == 1


def test_one_pc_is_nothing_to_ask(tmp_path):
    """A station with one PC sees nothing of it."""
    desk = Desk(filled(tmp_path / "站"))
    desk.open("导出到U盘")
    assert not desk.page.computers.isVisible()
    desk.close()

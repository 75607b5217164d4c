"""The PC's date is asked for over the window where it cannot be right, and a data file that became shorter stands on 今日."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from lianluozhan import clock
from lianluozhan.errors import FolderDamaged
from lianluozhan.repair import repair
from lianluozhan.visit import Visit
from tests.core import desk as core
from tests.pages.desk import lay_out, wait_for
from tests.station import empty
from ui.app import open_window
from ui.asks.today import morning
from ui.doubt import DateAsked
from ui.theme import Theme
from ui.trouble import refusal


@pytest.fixture
def path(tmp_path):
    """A folder with a visit."""
    path = empty(tmp_path / "站")
    with core.opened(path) as store:
        core.receive(store)
    return path


@pytest.fixture
def late(monkeypatch):
    """It is 2099."""
    moved = (datetime.now(UTC) + timedelta(days=26_000)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    monkeypatch.setattr(clock, "now", lambda: moved)


def asked(window):
    """The question over a window, where there is one."""
    return window.findChild(DateAsked)


def test_the_date_is_asked_for(qtbot, path, late):
    """Until it is said that the date is right nothing is saved; then it is."""
    window = open_window(path)
    question = asked(window)
    assert question.isVisible()
    assert any("电脑现在的时间" in label.text() for label in question.findChildren(QLabel))
    desk, refused = window.around.desk, []
    desk.act("visit", lambda act: core.add_visit(act, core.new_id(), core.VISIT), failed=refused.append)
    wait_for(desk.idle)
    assert [type(one).__name__ for one in refused] == ["NotAllowed"]
    question.right.click()
    saved = []
    desk.act(
        "visit", lambda act: core.add_visit(act, core.new_id(), core.VISIT), then=saved.append, failed=refused.append
    )
    wait_for(lambda: desk.idle() and (saved or len(refused) > 1))
    assert len(refused) == 1
    assert not question.isVisible()
    window.close()
    with core.opened(path) as store:
        assert len(store.find(Visit)) == 2


def test_who_puts_it_right_first_has_the_window_closed(qtbot, path, late):
    """The other answer closes the window; nothing was written."""
    window = open_window(path)
    asked(window).wrong.click()
    assert not window.isVisible()
    with core.opened(path) as store:
        assert len(store.find(Visit)) == 1


def test_a_date_that_fits_is_not_asked_for(qtbot, path):
    """On an ordinary day nothing stands over the window."""
    window = open_window(path)
    assert asked(window) is None
    window.close()


def test_a_shorter_file_stands_on_the_first_page(path, tmp_path):
    """今日 says that entries are gone, and how many."""
    shutil.copy2(path / "station.db", tmp_path / "earlier.db")
    with core.opened(path) as store:
        core.receive(store)
    shutil.copy2(tmp_path / "earlier.db", path / "station.db")
    with core.opened(path) as store:
        said = str([part for part in morning(store).parts if part.title == "数据安全"])
    assert "数据文件比上次少了 1 条日志" in said


def test_a_damaged_file_is_mended_by_a_button(qtbot, path):
    """What says that the folder does not open can mend it, and says what was done; it opens again with all of it."""
    with core.opened(path, write=False) as store:
        root = store.db.execute("SELECT rootpage FROM sqlite_master WHERE name='visit'").fetchone()[0]
    with open(path / "station.db", "rb+") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    panel = refusal(FolderDamaged("坏了"), Theme(), lambda: repair(path).said)
    qtbot.addWidget(panel)
    panel.show()
    panel.findChild(QPushButton, "refusal_mend").click()
    said = "".join(label.text() for label in panel.findChildren(QLabel))
    assert "已从日志重做" in said and "再打开一次" in said
    assert panel.findChild(QPushButton, "refusal_mend").isHidden()
    with core.opened(path) as store:
        assert len(store.find(Visit)) == 1


def test_what_cannot_be_mended_is_said_there(qtbot, path):
    """Where it cannot be done the same place says why and what helps; where nothing can be tried there is no button."""
    (path / "station.db").write_bytes(b"?" * 9000)
    panel = refusal(FolderDamaged("坏了"), Theme(), lambda: repair(path).said)
    qtbot.addWidget(panel)
    panel.show()
    panel.findChild(QPushButton, "refusal_mend").click()
    assert any("读不下去" in label.text() for label in panel.findChildren(QLabel))
    plain = refusal(FolderDamaged("坏了"), Theme())
    qtbot.addWidget(plain)
    assert plain.findChild(QPushButton, "refusal_mend").isHidden()


@pytest.mark.parametrize("steps", [0, 2, 4])
def test_its_words_have_room(qtbot, path, late, steps):
    """In larger letters every line of the question is seen."""
    window = open_window(path)
    asked(window).accept()
    for _ in range(steps):
        window.larger.emit(1)
    question = DateAsked(
        window,
        window.around.desk,
        window.around.theme,
        "电脑现在的时间是 2099年10月31日，可是这里最近一次登记是 2100年1月3日",
    )
    question.show()
    lay_out(question)
    for words in question.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width()), words.text()
    question.close()
    for _ in range(steps):
        window.larger.emit(-1)
    wait_for(window.around.desk.idle)
    window.close()

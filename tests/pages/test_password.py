"""密码 in the window: set, asked for at the start, locked by hand and by itself, changed, given up; nothing secret stays."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from lianluozhan import access, password, vault
from lianluozhan.errors import Locked, WrongPassword
from lianluozhan.visit import Visit
from tests.pages.desk import Desk, commit, wait_for
from tests.station import opened, run
from ui import app
from ui.handbook import Handbook
from ui.idle import Idle
from ui.pages.unlock import Known, UnlockWindow

WORD, OTHER, THIRD = "Denglong-97", "Xiushan-42", "Heliu-5566"

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def guarded(folder):
    """A folder with the clerk's password; locked."""
    access.protect(folder, "赵敏", WORD)
    vault.lock(folder)
    yield folder
    vault.lock(folder)


@pytest.fixture
def asking(guarded):
    """The window that asks for the password of that folder."""
    window = app.open_window(guarded)
    wait_for(lambda: window.who.count() and window.desk.idle())
    yield window
    followed = getattr(window, "followed_by", None)
    for one in (window, followed):
        if one is not None:
            one.close()
            one.deleteLater()


def set_first(desk):
    """Set the first password at the desk; the code that is shown."""
    desk.open("密码")
    desk.press("设密码")
    for line in (desk.page.form.new, desk.page.form.again):
        commit(line, WORD)
    desk.press("password_go")
    return desk.page.code.text()


def give(window, word):
    """Type a password and Enter."""
    commit(window.word, word)
    QTest.keyClick(window.word, Qt.Key.Key_Return)
    wait_for(lambda: window.desk.idle() or hasattr(window, "followed_by"))
    return getattr(window, "followed_by", None)


def said(window):
    """What can be read in it."""
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window))


def test_set_and_the_code_is_shown_once(desk, folder):
    """The first password encrypts; the code opens; it is printed from what is seen, and gone when put away."""
    code = set_first(desk)
    assert vault.doors(folder) and len(code.split()) == 8
    desk.press("印恢复码")
    assert [one.name for one in desk.page.over.preview.documents] == ["恢复码"]
    desk.page.over.preview.closed.emit()
    desk.press("收好了")
    assert code not in desk.said() and not desk.page.code.text() and "数据已加密" in desk.said()
    desk.open("接待登记")
    assert len(desk.list()) > 20  # the folder goes on being open
    desk.close()
    assert vault.locked(folder)
    assert password.unlock(folder, code) == ""
    vault.lock(folder)


def test_two_that_differ_or_are_poor(desk, folder):
    """Two that differ and one that is too short are refused in place; nothing is set."""
    desk.open("密码")
    desk.press("设密码")
    commit(desk.page.form.new, WORD)
    commit(desk.page.form.again, OTHER)
    desk.press("password_go")
    assert "两遍写的不一样" in desk.said()
    for line in (desk.page.form.new, desk.page.form.again):
        line.clear()
        commit(line, "1234")
    desk.press("password_go")
    assert "密码太短" in desk.said()
    assert not vault.doors(folder)


def test_asked_at_the_start(asking, guarded):
    """The window of the folder comes after the password; a wrong one says so and keeps nothing of it."""
    assert isinstance(asking, UnlockWindow) and "渔泽镇人大代表联络站" in said(asking)
    assert give(asking, OTHER) is None
    assert "密码不对" in said(asking) and not asking.word.text()
    window = give(asking, WORD)
    assert window is not None and window.isVisible() and not asking.isVisible()
    assert window.around.operator == "赵敏"


def test_given_to_the_script(guarded):
    """open_window(folder, password) shows the window at once; a wrong one raises."""
    with pytest.raises(WrongPassword):
        app.open_window(guarded, OTHER)
    window = app.open_window(guarded, WORD)
    assert window.isVisible()
    window.close()
    with pytest.raises(Locked):
        vault.ring(guarded)


def test_f1_where_the_password_is_asked(asking):
    """F1 opens the chapter on passwords."""
    QTest.keyClick(asking, Qt.Key.Key_F1)
    wait_for(lambda: asking.findChild(Handbook).shown())
    assert asking.findChild(Handbook).shown() == "密码"
    asking.findChild(Handbook).accept()


def test_who_forgot_is_told(asking):
    """忘了密码 says which ways are left and puts the cursor where the code is typed."""
    QTest.mouseClick(
        next(one for one in asking.findChildren(type(asking.go)) if one.objectName() == "unlock_forgotten"),
        Qt.MouseButton.LeftButton,
    )
    assert "恢复码" in said(asking) and "给经办人设密码" in said(asking)
    assert asking.word.hasFocus()  # where the code is typed


def test_locked_by_hand(desk, folder):
    """Ctrl+L keeps what is being written, takes window, keys and clipboard away; the password brings the page back."""
    set_first(desk)
    desk.press("收好了")
    desk.open("接待登记")
    desk.press("新登记")
    desk.fill(statement="说到一半有人敲门")
    QApplication.clipboard().setText("13800000000")
    desk.window.activateWindow()
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: hasattr(desk.window, "followed_by"))
    asking = desk.window.followed_by
    assert (
        not (isValid(desk.window) and desk.window.isVisible())
        and vault.locked(folder)
        and not QApplication.clipboard().text()
    )
    wait_for(lambda: asking.who.count())
    window = give(asking, WORD)
    desk.window = window
    desk.wait()
    assert desk.page.noun == "visit"
    assert (
        "说到一半有人敲门"
        in window.around.desk.ask(lambda store: str(list(store.db.execute("SELECT value FROM setting")))).result()[0]
    )


def test_without_a_password_it_leads_there(desk):
    """Ctrl+L without a password leads to where one is set."""
    desk.window.activateWindow()
    QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert desk.page.noun == "password" and "还没有设密码" in desk.said()


def test_locked_by_itself(desk, folder):
    """After so many minutes without key or mouse it locks, if there is a password; the minutes can be chosen, and stay."""
    watch = desk.window.findChild(Idle)
    watch.over.emit()  # no password: nothing happens
    desk.wait()
    assert desk.window.isVisible()
    set_first(desk)
    desk.press("收好了")
    wait = desk.page.state.wait
    wait.setCurrentIndex(wait.findData(5))
    wait.activated.emit(wait.currentIndex())
    desk.wait()
    assert watch.timer.interval() == 5 * 60_000
    again = desk.reopen(WORD)
    watch = again.window.findChild(Idle)
    assert watch.timer.interval() == 5 * 60_000
    watch.over.emit()
    assert not again.window.isVisible() and vault.locked(folder)
    assert "5 分钟没有人动" in said(again.window.followed_by)
    again.window.followed_by.close()


def test_whoever_stirs_is_there(desk):
    """A key and the mouse begin the wait anew; what the window does by itself does not."""
    watch = desk.window.findChild(Idle)
    for event, begins in (
        (QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier), True),
        (QEvent(QEvent.Type.UpdateRequest), False),
    ):
        watch.timer.setInterval(10**9)
        watch.timer.stop()
        QApplication.sendEvent(desk.window.windowHandle(), event)
        assert watch.timer.isActive() == begins


def test_changed_added_taken_away_given_up(desk, folder, tmp_path):
    """Each deed in the window does what its words say."""
    set_first(desk)
    desk.press("收好了")
    desk.press("给经办人设密码")
    desk.page.form.name.setCurrentText("李建国")
    for line in (desk.page.form.new, desk.page.form.again):
        commit(line, OTHER)
    desk.press("password_go")
    assert "李建国的密码设好了" in desk.said() and "李建国（联络员）" in desk.said()
    desk.press("改自己的密码")
    commit(desk.page.form.old, WORD)
    for line in (desk.page.form.new, desk.page.form.again):
        commit(line, THIRD)
    desk.press("password_go")
    assert "密码改好了" in desk.said()
    desk.press("去掉一位的密码")
    assert desk.page.form.name.currentText() == "李建国"
    desk.press("password_go")
    assert "李建国的密码去掉了" in desk.said()
    before = vault.ring(folder).files
    desk.press("换恢复码")
    desk.press("password_go")
    assert vault.ring(folder).files != before and len(desk.page.code.text().split()) == 8
    desk.press("收好了")
    desk.press("取消密码")
    commit(desk.page.form.old, WORD)
    desk.press("password_go")
    assert "密码不对" in desk.said() and vault.doors(folder)
    commit(desk.page.form.old, THIRD)
    desk.press("password_go")
    assert "还没有设密码" in desk.said() and not vault.doors(folder)
    desk.close()
    with opened(folder) as store:
        assert len(store.find(Visit)) == 23


def test_where_there_is_a_head_the_clerk_changes_only_the_own(desk):
    """With a 站长 among those with a password the clerk sees only the own."""
    set_first(desk)
    desk.press("收好了")
    desk.press("给经办人设密码")
    desk.page.form.name.setCurrentText("李建国")
    desk.page.form.role.setCurrentText("站长")
    for line in (desk.page.form.new, desk.page.form.again):
        commit(line, OTHER)
    desk.press("password_go")
    shown = {what for what, button in desk.page.buttons.items() if button.isVisible()}
    assert shown == {"change"}


def test_forgotten_where_there_is_a_head(folder):
    """The recovery code leads to another password, the 站长's too; what asks for the forgotten one is not offered, and a clerk who
    came in with the own is told who does the rest."""
    code = access.protect(folder, "赵敏", WORD)
    assert run("password", "add", "李建国", "--role", "站长", "--new", _file(folder, OTHER), "--data", folder).code == 0
    vault.lock(folder)
    desk = Desk(folder, password=WORD)
    desk.open("密码")
    assert "请站长用自己的密码打开来做" in desk.said()
    desk = desk.reopen(code)
    desk.open("密码")
    assert {what for what, button in desk.page.buttons.items() if button.isVisible()} == {"add", "remove", "code"}
    assert "按“给经办人设密码”，选自己的名字" in desk.said()
    desk.press("给经办人设密码")
    desk.page.form.name.setCurrentText("李建国")
    for line in (desk.page.form.new, desk.page.form.again):
        commit(line, THIRD)
    desk.press("password_go")
    assert "李建国（站长）" in desk.said()
    desk = desk.reopen(THIRD)
    assert desk.window.around.operator == "李建国"
    desk.close()


def _file(folder, word):
    (file := folder.parent / "新密码").write_text(word, "utf-8")
    return file


def test_a_known_one_keeps_the_role(desk):
    """Another password for who is known leaves the 身份; a new name is 联络员, also after a head's stood there."""
    set_first(desk)
    desk.press("收好了")
    desk.press("给经办人设密码")
    form = desk.page.form
    form._roles = {"李建国": "站长", "孙丽": "只读"}
    for name, role in (("李建国", "站长"), ("新来的", "联络员"), ("孙丽", "只读")):
        form.name.setCurrentText(name)
        assert form.role.currentText() == role
    form.role.setCurrentText("联络员")
    assert form.typed().role == "联络员"


def test_what_the_way_in_says(asking, guarded):
    """忘了密码 names the ways there are: with one person and no district's key only the code; another person, and the key, where
    they open."""
    asking.forgot()
    assert "恢复码也找不到：那就谁也打不开了" in said(asking)
    ways = Known("站", ["赵敏", "李建国"], True, Path("C:/联络站")).help()
    assert "请另一位" in ways and "C:/联络站" in ways and "区里的钥匙能开" in ways and "谁也" not in ways


def test_a_new_name_takes_the_place_of_the_one_that_stands_there(desk):
    """Typing at once names the new person, not the old name with the new one behind it."""
    set_first(desk)
    desk.press("收好了")
    desk.press("给经办人设密码")
    commit(desk.page.form.name.lineEdit(), "李建国")
    assert desk.page.form.typed().name == "李建国"


def test_nothing_secret_stays_when_one_goes_elsewhere(desk):
    """Leaving the page takes typed passwords and the shown code away."""
    code = set_first(desk)
    desk.open("接待登记")
    desk.open("密码")
    assert code not in desk.said() and not desk.page.code.text()
    desk.press("改自己的密码")
    commit(desk.page.form.old, WORD)
    desk.open("接待登记")
    desk.open("密码")
    assert not desk.page.form.old.text()


def test_the_districts_key(desk, folder, tmp_path):
    """Where the district's card was accepted, its key opens unless the tick is taken away, and again when it is set."""
    office, card = tmp_path / "区", tmp_path / "区.json"
    run("init", "--role", "district", "--name", "区人大", "--code", "140405", "--data", office)
    run("card", "--data", office, "--to", card)
    desk.close()
    assert run("enrol", card, "--data", folder).code == 0
    again = Desk(folder)
    try:
        set_first(again)
        again.press("收好了")
        assert "keys.json 拷到 U 盘上带到区里" in again.said() and "区里看不到您的密码" in again.said()
        assert "区里的钥匙" in again.said() and any(way.kind == vault.DISTRICT for way in vault.doors(folder))
        again.page.state.district.box.click()
        again.wait()
        assert not any(way.kind == vault.DISTRICT for way in vault.doors(folder))
        again.page.state.district.box.click()
        again.wait()
        assert any(way.kind == vault.DISTRICT for way in vault.doors(folder))
    finally:
        again.close()


def test_today_says_that_there_is_none(desk):
    """今日 says in one line that there is no password, and leads to where it is set; with one it says nothing."""
    desk.open("今日")
    card = desk.page.cards["safety"]
    QTest.keyClick(card.lines[-1], Qt.Key.Key_Return)
    desk.wait()
    assert desk.page.noun == "password"
    set_first(desk)
    desk.press("收好了")
    desk.open("今日")
    assert "没有设密码" not in [way.line.title for way in card.lines]

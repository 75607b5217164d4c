"""The first start: one page, asked once; a folder is made, restored or filled to try; then the window itself."""

import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton

from lianluozhan import access, backup, folder, vault
from lianluozhan.handbook import chapters
from lianluozhan.operator import operators
from lianluozhan.package.write import receiver
from lianluozhan.place import Place
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.pages.desk import PATIENCE, commit
from tests.station import CODE, NAME, empty, filled, run
from ui import drives
from ui.app import main, open_window
from ui.handbook import Handbook
from ui.window import Window


class Newcomer:
    """Somebody who starts the program for the first time."""

    def __init__(self) -> None:
        self.window = open_window(None)
        self.form, self.card = self.window.form, self.window.card
        self.wait()

    def wait(self, until=None) -> None:
        """Until nothing is under way and, where something is waited for, it holds."""
        given_up, still = time.monotonic() + PATIENCE, 0
        while still < 3:
            QApplication.processEvents()
            still = still + 1 if self.window.desk.idle() and (until is None or until()) else 0
            assert time.monotonic() < given_up, "waited in vain"

    def press(self, verb: str) -> None:
        """Press a button."""
        button = self.window.findChild(QPushButton, f"start_{verb}")
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()

    def type(self, editor, words: str) -> None:
        """Write words as an input method does, over what stands there."""
        editor.setFocus()
        editor.selectAll()
        commit(editor, words)
        QApplication.processEvents()

    def said(self) -> str:
        """What can be read."""
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

    def main_window(self):
        """The window that followed."""
        self.wait(lambda: hasattr(self.window, "followed_by"))
        return self.window.followed_by


@pytest.fixture
def newcomer(tmp_path, monkeypatch):
    """A newcomer, with settings and documents of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))
    monkeypatch.delenv("LIANLUOZHAN_DATA", raising=False)
    made = Newcomer()
    made.form.folder.setText(str(tmp_path / "联络站数据"))
    yield made
    for window in (getattr(made.window, "followed_by", None), made.window):
        if window is not None:
            window.close()
            window.deleteLater()
    QApplication.processEvents()


def test_f1_at_the_first_start():
    """F1, and a button that names it, open the handbook's first chapter; pressed again it is the same one."""
    new = Newcomer()
    QTest.keyClick(new.window, Qt.Key.Key_F1)
    new.wait(lambda: new.window.findChild(Handbook).shown())
    book = new.window.findChild(Handbook)
    assert book.isVisible() and book.shown() == chapters()[0].title == "先看这里"
    book.accept()
    new.press("help")
    assert book.isVisible() and new.window.findChildren(Handbook) == [book]
    book.accept()
    new.window.close()


def test_a_station_is_made(newcomer, tmp_path):
    """Name, code, clerk: the folder is there, and the window opens on it."""
    newcomer.type(newcomer.form.name, NAME)
    newcomer.type(newcomer.form.clerk, "赵敏")
    newcomer.press("make")
    window = newcomer.main_window()
    assert window.windowTitle().startswith(NAME) and not newcomer.window.isVisible()
    assert window.around.operator == "赵敏"
    newcomer.wait(lambda: window.around.desk.idle())
    assert window.findChild(QFrame, "first_steps").isVisible()  # what to begin with is the first thing seen
    window.close()
    with folder.opened(tmp_path / "联络站数据", SCHEMA, write=False) as store:
        assert (store.identity.role, store.identity.world, store.identity.name) == ("station", CODE, NAME)
        assert [one.name for one in operators(store)] == ["赵敏"]
        assert [(one.name, one.host) for one in store.find(Place)] == [(NAME, "镇人大主席团")]


def test_enter_after_the_last_thing_asked(newcomer, tmp_path):
    """The clerk's own name is the last of the page: Enter there begins."""
    newcomer.type(newcomer.form.name, NAME)
    newcomer.type(newcomer.form.clerk, "赵敏")
    QTest.keyClick(newcomer.form.clerk, Qt.Key.Key_Return)
    newcomer.main_window()
    assert (tmp_path / "联络站数据" / "folder.json").exists()


def test_the_code_comes_with_the_name(newcomer):
    """A town's name brings its code, whatever follows it; a name nobody knows brings none."""
    for name, code in ((NAME, CODE), ("余吾镇人大代表联络站", "140405105"), ("没有这个镇", "")):
        newcomer.type(newcomer.form.name, name)
        assert newcomer.form.code.text() == code or (code and newcomer.form.code.text().startswith("140405"))
    assert newcomer.form.code.text() == ""


def test_the_name_comes_with_the_code(newcomer):
    """And the reverse: a code brings the name and who uses this PC."""
    newcomer.form.code.setFocus()
    QTest.keyClicks(newcomer.form.code, CODE)
    assert newcomer.form.name.text() == NAME
    newcomer.form.name.clear()
    newcomer.form.code.selectAll()
    QTest.keyClicks(newcomer.form.code, "140405")
    assert newcomer.form.name.text() == "屯留区人大常委会办公室"
    assert newcomer.form.role.place() == 1


def test_a_code_of_ones_own_stays(newcomer):
    """What a person wrote as the code is not overwritten by the name."""
    newcomer.form.code.setFocus()
    QTest.keyClicks(newcomer.form.code, "1404059901")
    newcomer.type(newcomer.form.name, NAME)
    assert newcomer.form.code.text() == "1404059901"


def test_a_district_office(newcomer, tmp_path):
    """区人大办公室 is made with its district's code; its window has what is a district's."""
    newcomer.form.role.choose(1)
    newcomer.form.role.switched.emit(1)
    newcomer.type(newcomer.form.name, "屯留区人大常委会办公室")
    newcomer.type(newcomer.form.clerk, "钱文")
    newcomer.press("make")
    window = newcomer.main_window()
    assert (window.around.identity.role, window.around.identity.world) == ("district", "140405")


def test_towns_are_offered(newcomer):
    """Every town of the list can be chosen by name, with its code beside it; for a district office the districts."""
    stations = {one.name: one.beside for one in newcomer.form._names()}
    assert stations[NAME] == CODE
    newcomer.form.role.choose(1)
    offices = [one.name for one in newcomer.form._names()]
    assert "屯留区人大常委会办公室" in offices and NAME not in offices


def test_what_is_missing_is_told_in_place(newcomer, tmp_path):
    """Each beside its label, nothing made, the cursor in the first; the columns do not move."""
    before = newcomer.form.code.geometry()
    newcomer.form.folder.clear()
    newcomer.press("make")
    assert {"请写名称", "请写代码", "请选一个文件夹", "请写您的姓名"} <= set(newcomer.said().split("\n"))
    assert newcomer.form.code.geometry() == before
    assert newcomer.window.focusWidget() is newcomer.form.name
    assert not (tmp_path / "联络站数据").exists()


def test_what_was_told_goes(newcomer):
    """Writing on takes the red words away."""
    newcomer.press("make")
    newcomer.type(newcomer.form.name, NAME)
    newcomer.type(newcomer.form.clerk, "赵敏")
    assert "请写" not in newcomer.said()


@pytest.mark.parametrize("code", ["14", "1404-05", "一四零四"])
def test_a_code_that_will_not_do(newcomer, code):
    """A code is 4 to 20 digits or letters."""
    newcomer.type(newcomer.form.name, NAME)
    newcomer.type(newcomer.form.clerk, "赵敏")
    newcomer.form.code.setText(code)
    newcomer.press("make")
    assert "要 4 到 20 位数字或字母" in newcomer.said()


def test_where_files_lie_already(newcomer, tmp_path):
    """A place with other files is refused in sentences; 返回 leads back to what was written."""
    (tmp_path / "联络站数据").mkdir()
    (tmp_path / "联络站数据" / "信.txt").touch()
    newcomer.type(newcomer.form.name, NAME)
    newcomer.type(newcomer.form.clerk, "赵敏")
    newcomer.press("make")
    assert "没有做成" in newcomer.said() and "请换一个空文件夹" in newcomer.said()
    newcomer.press("back")
    assert newcomer.card.shown() is newcomer.window.ask_pane and newcomer.form.clerk.text() == "赵敏"


def test_choosing_another_place(newcomer, tmp_path):
    """选择… takes the folder a person chose; thinking better of it changes nothing."""
    newcomer.window.ask_folder = lambda: ""
    newcomer.press("folder")
    assert newcomer.form.folder.text() == str(tmp_path / "联络站数据")
    newcomer.window.ask_folder = lambda: str(tmp_path / "别处")
    newcomer.press("folder")
    assert newcomer.form.folder.text() == str(tmp_path / "别处")


def test_a_place_is_proposed(newcomer):
    """Where nobody wrote anything, a place is proposed; what was written stays."""
    newcomer.form.propose("/elsewhere")
    assert newcomer.form.folder.text() != "/elsewhere"
    newcomer.form.folder.clear()
    newcomer.form.propose("D:\\联络站数据")
    assert newcomer.form.folder.text() == "D:\\联络站数据"


def test_from_a_backup(newcomer, tmp_path):
    """The file, the place, then the window on the same records."""
    kept = backup.backup(filled(tmp_path / "旧"), tmp_path / "stick")
    newcomer.window.ask_backup = lambda: str(kept.path)
    newcomer.press("restore")
    assert str(kept.path) in newcomer.said() and newcomer.window.restoring.to.text() == str(tmp_path / "联络站数据")
    # Where to is filled in: a password typed at once is never seen there.
    assert newcomer.window.restoring.word.hasFocus()
    newcomer.press("restore_go")
    window = newcomer.main_window()
    window.close()
    with folder.opened(tmp_path / "联络站数据", SCHEMA, write=False) as store:
        assert len(store.find(Visit)) == 23


@pytest.mark.usefixtures("cheap")
def test_its_password_is_asked_once(newcomer, tmp_path):
    """A backup with passwords restored with one of them is open then; who gave it is who works there."""
    path = filled(tmp_path / "旧")
    access.protect(path, "赵敏", "Denglong-97")
    kept = backup.backup(path, tmp_path / "stick")
    vault.lock(path)
    newcomer.window.ask_backup = lambda: str(kept.path)
    newcomer.press("restore")
    newcomer.type(newcomer.window.restoring.word, "Denglong-97")
    newcomer.press("restore_go")
    window = newcomer.main_window()
    assert isinstance(window, Window) and window.around.operator == "赵敏"
    window.close()
    assert vault.locked(tmp_path / "联络站数据")


def test_from_what_is_no_backup(newcomer, tmp_path):
    """A file that is none of ours is refused, and nothing is left in the place."""
    (tmp_path / "照片.zip").write_bytes(b"PK....")
    newcomer.window.ask_backup = lambda: str(tmp_path / "照片.zip")
    newcomer.press("restore")
    newcomer.press("restore_go")
    assert "不是联络站的备份" in newcomer.said()
    assert newcomer.window.back.hasFocus()  # one key goes back
    assert not (tmp_path / "联络站数据").exists()


def test_back_from_restoring(newcomer):
    """返回 leads to the questions; no file chosen leads nowhere; no place is told."""
    newcomer.window.ask_backup = lambda: ""
    newcomer.press("restore")
    assert newcomer.card.shown() is newcomer.window.ask_pane
    newcomer.window.ask_backup = lambda: "x.zip"
    newcomer.press("restore")
    newcomer.window.restoring.to.clear()
    newcomer.press("restore_go")
    assert "请选一个空文件夹" in newcomer.said()
    newcomer.press("restore_back")
    assert newcomer.card.shown() is newcomer.window.ask_pane


@pytest.fixture
def locked(tmp_path):
    """A stick with a station's backup, locked with words; its district's folder, whose key opens the other one."""
    stick, town, office = (
        tmp_path / "U盘",
        filled(tmp_path / "站"),
        empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"),
    )
    stick.mkdir()
    (tmp_path / "口令.txt").write_text("桃花源里可耕田", "utf-8")
    run("card", "--to", tmp_path / "卡.json", "--data", office)
    run("enrol", tmp_path / "卡.json", "--data", town)
    return SimpleNamespace(
        stick=stick, town=town, office=office, words=tmp_path / "口令.txt", card=tmp_path / "卡.json"
    )


def visits(path):
    """How many receptions a folder has."""
    return len(run("list", "visit", "--json", "--data", path).data)


def test_a_backup_that_lies_on_a_stick(newcomer, tmp_path, locked, monkeypatch):
    """The first page lists what lies there, says whose and of when; one press, its words, and it is there again."""
    assert run("backup", "--to", locked.stick, "--passphrase-file", locked.words, "--data", locked.town).code == 0
    monkeypatch.setattr(drives, "mounts", lambda: [drives.Mount(str(locked.stick), "金士顿", drives.REMOVABLE, 10**9)])
    assert "会自己列在这里" in newcomer.said()
    newcomer.press("look")
    (row,) = newcomer.window.sticks._made
    assert row.text().startswith("渔泽镇　20") and "加密的备份" in row.text() and "没有" not in row.text()
    newcomer.press("stick_0")
    restoring = newcomer.window.restoring
    assert restoring.secret.hasFocus() and restoring.by_key.isHidden()
    newcomer.press("restore_go")
    assert "请写口令" in newcomer.said() and restoring.secret.hasFocus()
    newcomer.type(restoring.secret, "不是这句")
    newcomer.press("restore_go")
    newcomer.wait(lambda: newcomer.window.card.shown() is newcomer.window.refused_pane)
    assert "口令不对" in newcomer.said() and not (tmp_path / "联络站数据").exists()
    newcomer.press("back")
    newcomer.type(restoring.secret, "桃花源里可耕田")
    newcomer.press("restore_go")
    window = newcomer.main_window()
    window.close()
    assert visits(tmp_path / "联络站数据") == visits(locked.town) > 0


def test_a_backup_locked_to_a_key(newcomer, tmp_path, locked):
    """What lies beside a package opens with the district's key; another's opens nothing."""
    assert run("export", "--to", locked.stick, "--backup", "--data", locked.town).code == 0
    (file,) = locked.stick.glob("*.zip.age")
    newcomer.window.ask_backup = lambda: str(file)
    newcomer.press("restore")
    restoring = newcomer.window.restoring
    assert restoring.keys.hasFocus() and restoring.by_words.isHidden() and "到区人大办公室" in newcomer.said()
    newcomer.press("restore_go")
    assert "请选一个文件夹" in newcomer.said()
    newcomer.window.ask_folder = lambda: str(empty(tmp_path / "别站", code="140405109", name="别的站"))
    newcomer.press("keys_folder")
    newcomer.press("restore_go")
    newcomer.wait(lambda: newcomer.window.card.shown() is newcomer.window.refused_pane)
    assert "打不开" in newcomer.said()
    newcomer.press("back")
    newcomer.window.ask_folder = lambda: str(locked.office)
    newcomer.press("keys_folder")
    newcomer.press("restore_go")
    newcomer.main_window().close()
    assert visits(tmp_path / "联络站数据") == visits(locked.town) > 0


def test_trying_it_out(newcomer, tmp_path):
    """Made-up records in a folder of their own beside the real one; the window says 示例; the second time it opens it."""
    newcomer.press("demo")
    window = newcomer.main_window()
    assert window.windowTitle().startswith("示例")
    assert window.around.desk.path == tmp_path / "联络站示例" and not (tmp_path / "联络站数据").exists()
    window.close()
    again = Newcomer()
    again.form.folder.setText(str(tmp_path / "联络站数据"))
    again.press("demo")
    assert again.main_window().windowTitle().startswith("示例")
    again.main_window().close()


def test_a_folder_that_is_there(newcomer, tmp_path):
    """打开已有的数据文件夹 opens it; what is none is refused in place."""
    (tmp_path / "空").mkdir()
    newcomer.window.ask_folder = lambda: str(tmp_path / "空")
    newcomer.press("open")
    assert "不是联络站的数据文件夹" in newcomer.said()
    newcomer.press("back")
    newcomer.window.ask_folder = lambda: str(empty(tmp_path / "有"))
    newcomer.press("open")
    assert newcomer.main_window().around.identity.name == NAME


def test_the_next_start_opens_it(newcomer, tmp_path, monkeypatch):
    """The program remembers the folder; started again without a word it opens that one."""
    newcomer.window.ask_folder = lambda: str(empty(tmp_path / "有"))
    newcomer.press("open")
    newcomer.main_window().close()
    opened = []
    monkeypatch.setattr("ui.app.open_window", lambda path: opened.append(path) or open_nothing())
    with pytest.raises(Nothing):
        main([])
    assert opened == [tmp_path / "有"]


class Nothing(BaseException):
    """Ends main before it shows anything."""


def open_nothing():
    """In place of a window."""
    raise Nothing


def test_the_very_first_start(tmp_path, monkeypatch):
    """Where no folder is known the program begins with the first start."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))
    monkeypatch.delenv("LIANLUOZHAN_DATA", raising=False)
    opened = []
    monkeypatch.setattr("ui.app.open_window", lambda path: opened.append(path) or open_nothing())
    with pytest.raises(Nothing):
        main([])
    assert opened == [None]


def test_a_station_joins_its_district(newcomer, tmp_path):
    """The district's file brings name and code, shows the fingerprint, and the folder is made with its card."""
    office, file = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"), tmp_path / "加入.json"
    said = run("card", "--for", "余吾镇", "--to", file, "--data", office).out
    newcomer.window.ask_backup = lambda _kind: str(file)
    newcomer.press("join")
    newcomer.wait()
    assert newcomer.form.name.text() == "余吾镇人大代表联络站" and not newcomer.form.code.isEnabled()
    assert said.split("指纹 ")[1][:35] in newcomer.said()
    newcomer.type(newcomer.form.clerk, "赵敏")
    newcomer.press("make")
    window = newcomer.main_window()
    window.close()
    with folder.opened(tmp_path / "联络站数据", SCHEMA, write=False) as store:
        assert store.identity.world == "140405103"
        assert receiver(store).name == "屯留区人大常委会办公室"


def test_no_starter_file(newcomer, tmp_path):
    """Another file is refused in sentences, and the page is there again."""
    (tmp_path / "别的.json").write_text("[]")
    newcomer.window.ask_backup = lambda _kind: str(tmp_path / "别的.json")
    newcomer.press("join")
    newcomer.wait()
    assert "不是加入文件" in newcomer.said()
    newcomer.press("back")
    assert newcomer.form.name.isEnabled()

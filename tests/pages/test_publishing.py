"""导出为数据库文件: asked in place; nothing personal goes along but after a clear question, for a reason that is kept."""

import shutil
import sqlite3

import pytest

from lianluozhan import access, password, vault
from lianluozhan.errors import WrongPassword
from lianluozhan.package import sealed
from lianluozhan.vault import KEYS, Keys
from tests.district import district
from tests.pages.desk import Desk
from tests.station import opened, run


@pytest.fixture
def desk(tmp_path):
    """A district's window on 各站, and where its file will go."""
    desk = Desk(district(tmp_path).office)
    desk.open("各站")
    desk.page.publishing.ask_file = lambda _proposed: str(tmp_path / "汇总.db")
    yield desk
    desk.close()


def content(path):
    """Everything in the file."""
    with sqlite3.connect(path) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return "\n".join(str(row) for name in names for row in db.execute(f'SELECT * FROM "{name}"'))


def looked(desk):
    """What the local stream says of personal data that was taken out."""
    with opened(desk.folder) as store:
        return [entry.body["set"]["reason"] for entry in store.entries("kind='look'")]


def test_without_anything_personal(desk, tmp_path):
    """The usual file holds the records of all stations and nobody's name; nothing is written over."""
    assert not desk.page.publishing.questions.isVisible()
    desk.press("导出为数据库文件…")
    assert (
        "Datasette" in desk.said()
        and not desk.page.publishing.private.isChecked()
        and not desk.page.publishing.reason.isVisible()
    )
    desk.press("选放在哪里…")
    assert (
        "✓ 已写好 汇总.db" in desk.said()
        and "接待 5 条" in desk.said()
        and "没有来访人的姓名、电话和原话" in desk.said()
    )
    found = content(tmp_path / "汇总.db")
    assert "140405102-2026-J0002" in found and "140405103-2026-J0001" in found
    assert not [word for word in ("王甲", "李乙", "村口到中学") if word in found]
    desk.press("导出为数据库文件…")
    desk.press("选放在哪里…")
    assert "已经在那里，没有动它" in desk.said()


def test_personal_data_only_for_a_reason(desk, tmp_path):
    """The tick asks why; without a reason nothing is written; with one names go along and it is written down."""
    desk.press("导出为数据库文件…")
    desk.page.publishing.private.click()
    assert "没有加密，看完就删" in desk.said() and desk.page.publishing.why.hasFocus()
    assert (
        not desk.page.stands.isVisible()
        and desk.page.publishing.why.height() >= desk.page.publishing.why.sizeHint().height()
    )
    desk.press("选放在哪里…")
    assert "请写原因" in desk.said() and not (tmp_path / "汇总.db").exists()
    desk.page.publishing.why.setText("市人大调阅")
    desk.press("选放在哪里…")
    assert "王甲" in content(tmp_path / "汇总.db") and "没有加密" in desk.said()
    desk.close()
    assert looked(desk) == ["市人大调阅"]


def test_thinking_better_of_it(desk, tmp_path):
    """不导出, or no file chosen, writes nothing; what was ticked is not ticked the next time."""
    desk.press("导出为数据库文件…")
    desk.page.publishing.private.click()
    desk.press("不导出")
    assert not desk.page.publishing.questions.isVisible() and desk.page.stands.isVisible()
    desk.page.publishing.ask_file = lambda _proposed: ""
    desk.press("导出为数据库文件…")
    assert not desk.page.publishing.private.isChecked()
    desk.press("选放在哪里…")
    assert not list(tmp_path.glob("*.db"))


def test_a_backup_for_a_new_pc(desk, tmp_path):
    """A station's backup is locked with words for its new PC; too short a word, and a backup that is not ours, are told."""
    relocking = desk.page.relocking
    desk.press("站里电脑坏了，给新电脑备份…")
    assert relocking.words.hasFocus()
    relocking.words.setText("短")
    desk.press("选备份…")
    assert "现在 1 个字" in desk.said()
    (tmp_path / "备份-x.zip.age").write_bytes(b"no backup")
    relocking.ask_file = lambda: str(tmp_path / "备份-x.zip.age")
    relocking.words.setText("桃花源里可耕田")
    relocking.words.setText("桃花源里可耕田吗")
    desk.press("选备份…")
    assert "⊘" in desk.said() and "打不开" in desk.said()
    assert run("export", "--backup", "--to", tmp_path, "--data", tmp_path / "渔泽镇").code == 0
    (file,) = tmp_path.glob("备份-140405102-*.zip.age")
    relocking.ask_file = lambda: str(file)
    desk.press("选备份…")
    assert "✓ 已写好并核对过" in desk.said() and relocking.words.text() == ""
    new = next(path for path in tmp_path.glob("备份-140405102-*.zip.age") if path != file)
    sealed.restore(new, tmp_path / "新电脑", None, "桃花源里可耕田吗")
    assert len(run("list", "visit", "--json", "--data", tmp_path / "新电脑").data) == 3


def test_another_password_for_who_forgot(desk, cheap, tmp_path):
    """A station's keys.json is brought on a stick and back: who forgot is chosen and gets another password; a folder without one, and
    a poor word, are told in place and change nothing."""
    station, stick = tmp_path / "渔泽镇", tmp_path / "带来的"
    access.protect(station, "赵敏", "Denglong-97", Keys.load(tmp_path / "区" / KEYS).public()["age"])
    vault.lock(station)
    stick.mkdir()
    shutil.copy(station / KEYS, stick)
    asking = desk.page.forgotten
    desk.press("站里忘了密码，给他另设…")
    assert not asking.go.isEnabled() and not desk.page.stands.isVisible()
    for chosen, words in ((tmp_path, "没有设了密码的 keys.json"), (stick, str(stick))):
        asking.ask_folder = lambda chosen=chosen: str(chosen)
        desk.press("选放着它的文件夹…")
        assert words in desk.said()
    assert asking.name.currentText() == "赵敏" and asking.word.hasFocus()
    for word, words in (("短", "密码太短"), ("Xiushan-42", "✓ 赵敏的新密码设好了")):
        asking.word.setText(word)
        desk.press("设好")
        assert words in desk.said()
    assert not asking.word.text() and desk.page.stands.isVisible()
    shutil.copy(stick / KEYS, station)
    with pytest.raises(WrongPassword):
        password.unlock(station, "Denglong-97")
    again = Desk(station, password="Xiushan-42")
    assert again.window.around.operator == "赵敏"
    again.close()

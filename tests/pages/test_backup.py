"""备份 in the window: made now, elsewhere, in a second place, tried out; by itself once a day and when the window closes."""

import shutil
import threading

import pytest

from lianluozhan import access, backup, rotation, vault
from lianluozhan.errors import FolderProblem
from tests.pages.desk import Desk
from tests.station import opened, receive
from ui import app
from ui.meanwhile import Keeping

pytestmark = pytest.mark.usefixtures("cheap")


def copies(folder):
    """The names of the backups in the folder."""
    return sorted(file.name for file in (folder / backup.PLACE).glob("*.zip"))


def test_made_and_tried_out(desk, folder):
    """One press makes one, one press tries it out; the paper of the drill is seen."""
    desk.open("备份")
    assert "还没有备份" in desk.said() and not desk.button("恢复演练").isEnabled()
    desk.press("现在备份")
    assert len(copies(folder)) == 1 and "✓ 已备份并打开核对过" in desk.said() and "最近一次备份" in desk.said()
    desk.press("恢复演练")
    assert "接待 23" in desk.said() and "核对无误" in desk.said()
    desk.press("印演练记录")
    assert [one.name for one in desk.page.over.preview.documents] == ["恢复演练记录"]


def test_the_focus_stays_on_what_was_pressed(desk, folder, tmp_path):
    """While it works its button is disabled; afterwards a key does not press 不再放第二个地方 beside it."""
    (tmp_path / "另一个盘").mkdir()
    desk.open("备份")
    desk.page.ask_folder = lambda: str(tmp_path / "另一个盘")
    desk.press("第二个地方…")
    desk.button("恢复演练").setFocus()
    desk.press("恢复演练")
    assert "核对无误" in desk.said() and desk.button("恢复演练").hasFocus()


def test_put_elsewhere_and_a_second_place(desk, folder, tmp_path, monkeypatch):
    """A whole one goes wherever a person says; a second place gets each from then on, until it is taken away or gone."""
    there, second = tmp_path / "U盘", tmp_path / "另一个盘"
    there.mkdir(), second.mkdir()
    desk.open("备份")
    monkeypatch.setattr(desk.page, "ask_folder", lambda: str(there))
    desk.press("放一份到别处…")
    assert len(list(there.glob("*.zip"))) == 1 and "已放到" in desk.said() and "还在这台电脑里" in desk.said()
    monkeypatch.setattr(desk.page, "ask_folder", lambda: str(second))
    desk.press("第二个地方…")
    assert len(list(second.glob("*.zip"))) == 1 and str(second) in desk.said()
    shutil.rmtree(second)
    desk.press("现在备份")
    assert "现在不在" in desk.said()
    desk.press("不再放第二个地方")
    assert "第二个地方：没有" in desk.said()
    monkeypatch.setattr(desk.page, "ask_folder", lambda: "")
    desk.press("放一份到别处…")
    monkeypatch.setattr(desk.page, "ask_folder", lambda: str(folder))
    desk.press("第二个地方…")
    assert "不能在数据文件夹里面" in desk.said()


def test_the_clerk_goes_on_meanwhile(desk, folder):
    """While a backup is made a visit is saved: the worker is free."""
    begun, end = threading.Event(), threading.Event()
    desk.window.around.desk.aside(lambda _path: (begun.set(), end.wait(20)))
    assert begun.wait(20)
    saved = desk.window.around.desk.ask(lambda store: store.db.execute("SELECT count(*) FROM visit").fetchone()[0])
    assert saved.result(20).answer == 23
    end.set()
    desk.wait()


def test_by_itself(desk, folder):
    """Once a day while it is open, and when it closes if something was written since; not otherwise."""
    keeping = Keeping(desk.window, desk.window.around.desk)
    keeping.look()
    desk.wait(lambda: copies(folder))
    first = copies(folder)
    keeping.look()
    desk.wait()
    assert copies(folder) == first


def test_when_it_closes(folder, monkeypatch):
    """What was written since the last one is backed up when the window closes; who locks it and comes back does not wait."""
    access.protect(folder, "赵敏", "Denglong-97")
    for leave, number in ((lambda desk: app.lock(desk.window, "锁上"), 0), (lambda desk: desk.close(), 1)):
        desk = Desk(folder, password=None if not vault.locked(folder) else "Denglong-97")
        Keeping(desk.window, desk.window.around.desk)
        window = desk.window
        leave(desk)
        assert len(copies(folder)) == number
        if asking := getattr(window, "followed_by", None):
            asking.close()


def safety(desk):
    """The lines of 今日's card 数据安全."""
    desk.open("今日")
    return desk.page.cards["safety"].lines


def test_one_that_failed_is_told_the_next_day(folder, monkeypatch):
    """A backup nobody saw fail stands on 今日 until one succeeds."""

    def full(path, *_args, **_more):
        raise FolderProblem("磁盘满了")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(backup, "backup", full)
        assert rotation.at_close(folder) is None
    desk = Desk(folder)
    assert ("上一次没有备份成", True) in [(way.line.title, "磁盘满了" in way.line.words) for way in safety(desk)]
    desk.open("备份")
    assert "上一次没有备份成" in desk.said()
    rotation.at_close(folder)
    assert "上一次没有备份成" not in [way.line.title for way in safety(desk)]
    desk.close()


@pytest.mark.parametrize("days, told", [(None, "电脑坏了就没有了"), (6, ""), (7, "7 天没有放到别处")])
def test_a_week_at_home(folder, monkeypatch, days, told):
    """After seven days without one off this PC 今日 says so, and leads here."""
    monkeypatch.setattr(rotation, "days_at_home", lambda plan, today: days)
    desk = Desk(folder)
    lines = [way for way in safety(desk) if way.line.title == "备份只在这台电脑上"]
    assert [way.line.words for way in lines] == [told] * bool(told)
    for way in lines:
        way.click()
        desk.wait()
        assert desk.page.noun == "backup"
    desk.close()


def test_old_ones_in_the_clear(folder, monkeypatch):
    """With passwords the backups anybody can read are named, and go once there is one that nobody can."""
    old = backup.backup(folder).path.rename(folder / backup.PLACE / "备份-140405102-20200101-090000.zip")
    access.protect(folder, "赵敏", "Denglong-97")
    vault.lock(folder)
    desk = Desk(folder, password="Denglong-97")
    desk.open("备份")
    desk.press("删掉没加密的旧备份")
    assert "还没有加密的备份" in desk.said() and old.exists()
    desk.press("现在备份")
    assert old.exists()  # the newest of its month
    desk.press("删掉没加密的旧备份")
    assert "删掉了 1 份" in desk.said() and not old.exists() and len(copies(folder)) == 1
    desk.close()


def test_written_since(folder):
    """A visit more, and it is due again."""
    rotation.daily(folder)
    assert not rotation.due(folder)
    with opened(folder) as store:
        receive(store)
    assert rotation.due(folder)

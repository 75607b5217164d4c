"""Before anything goes out the window asks about numbers in words anybody may read: mend the first of them, or out all the same."""

import pytest

from lianluozhan.issue import Issue
from lianluozhan.looked import EXPORTED, looks
from tests.district import carry, district
from tests.pages.desk import Desk, sitting
from tests.station import filled, run
from ui import drives
from ui.drives import Mount

GOOD = "屯留老街的槐树下"


@pytest.fixture
def folder(tmp_path):
    """A month's ledger, with a phone in the title of an issue."""
    path = filled(tmp_path / "站")
    assert run("amend", "Y0001", "title=打13800000000", "--reason", "写标题", "--data", path).code == 0
    return path


@pytest.fixture
def desk(folder):
    """The clerk at its window."""
    yield from sitting(folder)


@pytest.fixture
def stick(tmp_path):
    """A stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def export(desk, stick):
    """Press 导出, with a stick and words."""
    desk.open("导出到U盘")
    desk.page.form.where.show_sticks([Mount(str(stick), "金士顿", drives.REMOVABLE, 13_421_772_800)])
    desk.page.form.passphrase.setText(GOOD)
    desk.page.form.again.setText(GOOD)
    desk.press("导出")


def settle(desk):
    """Until the package is written."""
    desk.wait(lambda: desk.page.card.shown() is not desk.page.run_pane)


def test_to_the_first_of_them(desk, stick):
    """Nothing is written; one press leads to the record, and back on the page the questions still stand there."""
    export(desk, stick)
    assert "意见 Y0001 的标题（电话）" in desk.said() and not list(stick.iterdir())
    assert not [
        one
        for one in (desk.page.guard.mend, desk.page.guard.anyway)
        if one.visibleRegion().boundingRect().height() < one.height()
    ], "cut off"
    assert desk.button("回去改第一条").hasFocus() and desk.page.form.passphrase.text() == GOOD
    desk.press("回去改第一条")
    assert desk.page.noun == "followup" and "Y0001" in desk.said()
    desk.open("导出到U盘")
    assert not desk.page.guard.isVisible() and not list(stick.iterdir())


def test_all_the_same(desk, folder, stick):
    """Who says so exports, and is not asked a second time; it stands in 谁看过 under the file's name."""
    export(desk, stick)
    desk.press("照样导出")
    settle(desk)
    (file,) = stick.glob("*.llz")
    assert "可以拔出 U 盘" in desk.said()
    desk.page.finish()
    desk.open("导出到U盘")
    assert not desk.page.guard.isVisible()
    assert [
        one.what
        for one in desk.window.around.desk.ask(lambda store: list(looks(store))).result().answer
        if one.way == EXPORTED
    ] == [file.name]


def test_mended_nobody_asks(desk, folder, stick):
    """Once the title says nothing of anybody there is no question."""
    desk.window.around.desk.act(
        "amend", lambda act: act.write(Issue, _first(act.store).id, {"title": "路灯不亮"}, act.store.identity.world)
    ).result()
    export(desk, stick)
    settle(desk)
    assert "可以拔出 U 盘" in desk.said()


def _first(store):
    return store.find(Issue, "title LIKE '%138%'")[0]


def test_before_the_file_of_the_district(tmp_path, stick):
    """导出为数据库文件 asks the same in its place; the file all the same, or to the record."""
    made = district(tmp_path)
    assert (
        run("amend", "Y0001", "title=打13800000000", "--reason", "写标题", "--data", made.stations["渔泽镇"]).code == 0
    )
    carry(made.stations["渔泽镇"], made.office, stick)
    desk, file = Desk(made.office), tmp_path / "汇总.db"
    desk.open("各站")
    desk.page.publishing.ask_file = lambda _proposed: str(file)
    desk.press("导出为数据库文件…")
    desk.press("选放在哪里…")
    assert "的标题（电话）" in desk.said() and not file.exists()
    desk.press("照样导出")
    assert "✓ 已写好 汇总.db" in desk.said() and file.exists()
    desk.press("导出为数据库文件…")
    assert not desk.page.publishing.guard.isVisible()
    desk.press("选放在哪里…")
    desk.press("回去改第一条")
    assert desk.page.noun == "followup"
    desk.close()

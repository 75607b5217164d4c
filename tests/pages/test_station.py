"""各站: who was heard when, whose key was compared, and the sticks that are prepared here."""

import re

import pytest
from PySide6.QtWidgets import QLineEdit

from lianluozhan.package.starter import read_starter
from tests.district import district
from tests.pages.desk import Desk
from tests.station import empty, filled, run
from ui import drives
from ui.drives import Mount


@pytest.fixture
def made(tmp_path):
    """A district's window, with one station that has reported; an empty stick."""
    stick, town = tmp_path / "U盘", filled(tmp_path / "站")
    stick.mkdir()
    district = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    run("card", "--to", tmp_path / "卡.json", "--data", district)
    run("enrol", tmp_path / "卡.json", "--data", town)
    run("export", "--to", tmp_path, "--data", town)
    assert run("import", *tmp_path.glob("*.llz"), "--data", district).code == 0
    desk = Desk(district)
    desk.open("各站")
    desk.page.ask_folder = desk.page.preparing.ask_folder = lambda: str(stick)
    yield desk, town, stick
    desk.close()


def cells(desk):
    """The table as text."""
    return [row.cells for row in desk.page.list.rows.items]


def test_the_stations(made):
    """Name, when it was heard, what waits for it; its fingerprint beside it once it is chosen; ours above."""
    desk, town, _stick = made
    ((name, heard, _missing, _late, _to_us, _received, waiting, compared),) = cells(desk)
    assert name == "渔泽镇" and heard[:2] == "20" and waiting > 0
    assert compared == "未核对" and "本办的指纹" in desk.said()
    look(desk, 0)
    (fingerprint,) = re.findall("[0-9 ]{35}", desk.page.stands.beside._note.text())
    assert fingerprint in run("card", "--to", town.parent / "站卡.json", "--data", town).out


def look(desk, column, row=0):
    """Click a cell of the table; what is listed beside it."""
    table = desk.page.list
    table.setCurrentIndex(table.model().index(row, column))
    table.clicked.emit(table.currentIndex())
    desk.wait()
    return [item.said() for item in desk.page.stands.beside.list.rows.items]


def test_the_records_behind_a_figure(tmp_path):
    """Late issues, those that wait for us, the receptions of the month, the months that are missing, the deputies who are
    nowhere: each is listed, and leads to where it is looked at."""
    desk = Desk(district(tmp_path).office)
    desk.open("各站")
    row = [cells[0] for cells in cells(desk)].index("渔泽镇")
    counts = cells(desk)[row]
    for column, words in ((3, "供暖"), (4, "路灯"), (5, "")):
        listed = look(desk, column, row)
        assert len(listed) == counts[column] > 0 and all("渔泽镇" in one for one in listed) and words in listed[0]
    (month,) = look(desk, 2, row)
    assert "2026年9月" in month and "没有结账" in month
    desk.page.stands._open(desk.page.stands.beside.list.rows.items[0].key)
    desk.wait()
    assert desk.page.noun == "print_month" and desk.page.month.currentData() == "2026-09"
    assert desk.page.whose.text().startswith("渔泽镇")
    desk.open("各站")
    (report,) = [one for one in look(desk, 1, row) if "赵敏" in one or one[:2] == "20"][:1]
    assert report[:2] == "20" and "站里的指纹" in desk.said()
    waiting = look(desk, 6, row)
    assert any("单渔" in one for one in waiting) or any("回执等" in one for one in waiting)
    look(desk, 4, row)
    desk.page.stands._open(desk.page.stands.beside.list.rows.items[0].key)
    desk.wait()
    assert desk.page.noun == "followup" and "路灯" in desk.said()
    desk.open("各站")
    assert "没有编进家站点的代表 2 位" in [one.text() for one in desk.page.stands.nowhere.values()]
    desk.press("没有编进代表小组的代表")
    (nobody,) = desk.page.stands.beside.list.rows.items
    assert nobody.title == "韩单"
    desk.page.stands._open(nobody.key)
    desk.wait()
    assert desk.page.noun == "deputy" and "韩单" in [one.text() for one in desk.page.findChildren(QLineEdit)]
    desk.close()


def test_the_board_is_printed(made):
    """One press leads to the paper."""
    desk, _town, _stick = made
    desk.press("打印各站情况")
    assert desk.page.noun == "paper" and desk.page.preview.document.file.startswith("各站情况")


def test_compared(made):
    """What was read on the telephone is written down for the chosen station, and only with one chosen."""
    desk, _town, _stick = made
    desk.press("指纹核对过，一样")
    assert "请先点一个站" in desk.said() and cells(desk)[0][-1] == "未核对"
    desk.page.list.choose("140405102")
    desk.press("指纹核对过，一样")
    assert cells(desk)[0][-1] == "核对过"


def test_a_stick_back(made):
    """The package for the chosen station, and for all, lies on the stick; the station takes it in."""
    desk, town, stick = made
    desk.press("给选中的站准备 U 盘…")
    assert "请先点一个站" in desk.said() and list(stick.iterdir()) == []
    desk.page.list.choose("140405102")
    desk.press("给选中的站准备 U 盘…")
    assert "给渔泽镇人大代表联络站写报送包" in desk.said() and "没有找到 U 盘" in desk.said()
    assert not desk.page.list.isVisible() and list(stick.iterdir()) == []
    desk.press("写上")
    assert list(stick.iterdir()) == []
    desk.press("不写了")
    assert desk.page.list.isVisible()
    desk.press("给选中的站准备 U 盘…")
    desk.press("另选文件夹…")
    desk.press("写上")
    (file,) = stick.glob("*.llz")
    assert "✓ 1 个包已导出，核对无误，放在这台电脑的文件夹里" in desk.said()
    assert f"文件夹　{stick}\n文件　{file.name}" in desk.said() and desk.page.list.isVisible()
    desk.press("给每个站…")
    desk.page.preparing.where.show_sticks([Mount(str(stick), "金士顿", drives.REMOVABLE, 13_421_772_800)])
    desk.page.preparing.where.sticks.setCurrentRow(0)
    assert "金士顿" in desk.page.preparing.where.sticks.currentItem().text()
    desk.press("写上")
    assert "可以拔出 U 盘" in desk.said()
    assert run("import", *stick.glob("*.llz"), "--data", town).code == 0
    assert {row["travel"] for row in run("list", "visit", "--json", "--data", town).data} == {"已收"}


def test_a_pc_that_is_dead(made):
    """The chosen station's PCs are named; the one a person means no longer counts."""
    desk, _town, _stick = made
    asked = []
    desk.page.ask_computer = lambda words: asked.append(words) or 0
    desk.press("停用选中的站一台坏了的电脑…")
    assert "请先点一个站" in desk.said() and asked == []
    desk.page.list.choose("140405102")
    desk.press("停用选中的站一台坏了的电脑…")
    desk.wait()
    assert asked[0][0].startswith("第一台　最后一次登记 20") and "已停用 第一台" in desk.said()
    assert run("retire", "--for", "140405102", "--data", desk.folder).out == ""


def test_a_stick_that_is_not_there(made):
    """What could not be written is said in place."""
    desk, _town, stick = made
    gone = stick / "没有"
    gone.mkdir()
    desk.page.preparing.ask_folder = lambda: str(gone)
    desk.press("给每个站…")
    desk.press("另选文件夹…")
    gone.rmdir()
    desk.press("重新找 U 盘")
    assert "现在找不到" in desk.said()
    desk.press("写上")
    assert desk.page.preparing.isVisible()
    desk.page.preparing.where.show_missing([])
    desk.press("写上")
    assert "⊘" in desk.said() and "没有丢失" in desk.said()
    desk.page.ask_folder = lambda: ""
    desk.press("本办的钥匙卡…")
    assert list(stick.iterdir()) == []


def test_a_new_station(made):
    """A town without a station is offered, and its file is what a station begins with; the card is for the others."""
    desk, _town, stick = made
    offered = [desk.page.new.itemText(n) for n in range(desk.page.new.count())]
    assert "余吾镇" in offered and "渔泽镇" not in offered
    desk.page.new.setCurrentText("余吾镇")
    desk.press("加入文件…")
    desk.press("本办的钥匙卡…")
    assert read_starter(stick / "加入文件-140405103.json").name == "余吾镇人大代表联络站"
    assert (stick / "钥匙卡-140405.json").exists()


def test_no_station_has_it(tmp_path):
    """It is the district's."""
    desk = Desk(empty(tmp_path / "站"))
    assert "各站" not in [maker.title for maker in desk.window._leaves]
    desk.close()


def test_a_question_leaves_the_rest_together(made):
    """Where the table gives way to a question, what stands above it stays where it was."""
    desk, _town, _stick = made
    own = desk.page.keyring.own
    before = own.mapTo(desk.page, own.rect().topLeft()).y()
    desk.press("站里电脑坏了，给新电脑备份…")
    assert not desk.page.stands.isVisible()
    assert abs(own.mapTo(desk.page, own.rect().topLeft()).y() - before) <= 4

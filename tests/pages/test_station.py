"""各站: who was heard when, whose key was compared, and the sticks that are prepared here."""

import pytest

from lianluozhan.package.starter import read_starter
from tests.pages.desk import Desk
from tests.station import empty, filled, run


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
    desk.page.ask_folder = lambda: str(stick)
    yield desk, town, stick
    desk.close()


def cells(desk):
    """The table as text."""
    return [row.cells for row in desk.page.list.rows.items]


def test_the_stations(made):
    """Name, when it was heard, what waits for it, its fingerprint; ours above."""
    desk, town, _stick = made
    ((name, heard, waiting, fingerprint, compared),) = cells(desk)
    assert name == "渔泽镇人大代表联络站" and heard[:2] == "20" and waiting > 0
    assert fingerprint in run("card", "--to", town.parent / "站卡.json", "--data", town).out
    assert compared == "未核对" and "本办的指纹" in desk.said()


def test_compared(made):
    """What was read on the telephone is written down for the chosen station, and only with one chosen."""
    desk, _town, _stick = made
    desk.press("指纹核对过，一样")
    assert "请先点一个站" in desk.said() and cells(desk)[0][4] == "未核对"
    desk.page.list.choose("140405102")
    desk.press("指纹核对过，一样")
    assert cells(desk)[0][4] == "核对过"


def test_a_stick_back(made):
    """The package for the chosen station, and for all, lies on the stick; the station takes it in."""
    desk, town, stick = made
    desk.press("给选中的站准备 U 盘…")
    assert "请先点一个站" in desk.said() and list(stick.iterdir()) == []
    desk.page.list.choose("140405102")
    desk.press("给选中的站准备 U 盘…")
    assert "1 个站的包已写好" in desk.said()
    desk.press("给每个站…")
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
    desk.page.ask_folder = lambda: str(stick / "没有")
    desk.press("给每个站…")
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
    assert "各站" not in [maker.title for maker in desk.window._makers]
    desk.close()

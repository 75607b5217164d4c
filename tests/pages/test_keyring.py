"""The key of an office in the window: a new one after a question, the card, and another office's lost key."""

import pytest

from lianluozhan.folder import KEYS
from lianluozhan.vault import Keys
from tests.pages.desk import Desk
from tests.station import empty, filled, journal, run


@pytest.fixture
def ends(tmp_path):
    """A station that has reported to its district, which compared its card; an empty stick."""
    town, district, stick = filled(tmp_path / "站"), empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"), tmp_path / "U盘"
    stick.mkdir()
    for one, other in ((district, town), (town, district)):
        run("card", "--to", tmp_path / f"{one.name}.json", "--data", one)
        assert run("enrol", tmp_path / f"{one.name}.json", "--data", other).code == 0
    run("export", "--to", tmp_path, "--data", town)
    assert run("import", *tmp_path.glob("*.llz"), "--data", district).code == 0
    return town, district, stick


def shown(folder, title):
    """The page of a folder on which its key stands."""
    desk = Desk(folder)
    desk.open(title)
    desk.wait()
    return desk


def test_a_station_renews(ends):
    """Asked first; after a yes the fingerprint is another, and the next package is taken without a question."""
    town, district, stick = ends
    desk = shown(town, "导出到U盘")
    old, before = Keys.load(town / KEYS).public(), desk.page.keyring.own.text()
    desk.press("换新钥匙…")
    assert "由旧钥匙作保" in desk.said()
    desk.press("不换")
    assert Keys.load(town / KEYS).public() == old and "由旧钥匙作保" not in desk.said()
    desk.press("换新钥匙…")
    desk.press("换上新钥匙")
    desk.wait()
    assert "已换上新钥匙" in desk.said() and desk.page.keyring.own.text() != before
    assert Keys.load(town / KEYS).public() != old
    desk.page.keyring.ask_folder = lambda: str(stick)
    desk.press("本站的钥匙卡…")
    desk.wait()
    assert (stick / "钥匙卡-140405102.json").exists() and "已写好" in desk.said()
    desk.close()
    run("export", "--to", stick, "--data", town)
    done = run("import", *stick.glob("*.llz"), "--data", district)
    assert done.code == 0 and "指纹" not in done.err


def test_a_district_renews(ends):
    """The same button at the district; its stations take its next packages."""
    town, district, stick = ends
    desk = shown(district, "各站")
    assert "本办的指纹" in desk.said()
    desk.press("换新钥匙…")
    desk.press("换上新钥匙")
    desk.wait()
    desk.page.ask_folder = lambda: str(stick)
    desk.press("给每个站…")
    desk.wait()
    desk.close()
    done = run("import", *stick.glob("*.llz"), "--data", town)
    assert done.code == 0 and "指纹" not in done.err


def test_a_lost_key(ends, tmp_path):
    """The new card's fingerprint is read out; only a yes believes it, and then the old key is refused."""
    town, district, stick = ends
    again = tmp_path / "新站"
    run("init", "--role", "station", "--name", "渔泽镇人大代表联络站", "--code", "140405102", "--data", again)
    there = run("card", "--to", stick, "--data", again).out.split("指纹 ")[1][:35]
    desk = shown(district, "各站")
    desk.page.keyring.ask_card = lambda: str(stick / "钥匙卡-140405102.json")
    desk.press("某站的钥匙丢了，重新认…")
    desk.wait()
    assert there in desk.said()
    before = journal(district)
    desk.press("不换")
    assert journal(district) == before
    desk.press("某站的钥匙丢了，重新认…")
    desk.wait()
    desk.press("一样，改认这一把")
    desk.wait()
    assert "已改认渔泽镇人大代表联络站" in desk.said()
    desk.press("某站的钥匙丢了，重新认…")
    desk.wait()
    assert "以前认过" in desk.said()
    desk.page.keyring.ask_card = lambda: str(tmp_path / "没有.json")
    desk.press("某站的钥匙丢了，重新认…")
    desk.wait()
    assert "⊘" in desk.said()
    desk.close()
    run("export", "--to", stick, "--data", town)
    done = run("import", *stick.glob("*.llz"), "--data", district)
    assert done.code == 1 and "从前的钥匙" in done.err

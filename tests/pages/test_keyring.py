"""The key of an office in the window: a new one after a question, the card, and another office's lost key."""

import pytest

from lianluozhan.folder import KEYS
from lianluozhan.vault import Keys
from tests.pages.desk import Desk
from tests.station import empty, filled, journal, run

SLOW = 120  # seconds


@pytest.fixture
def ends(tmp_path):
    """A station that has reported to its district, which compared its card; an empty stick."""
    town, district, stick = (
        filled(tmp_path / "站"),
        empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"),
        tmp_path / "U盘",
    )
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
    desk.page.preparing.ask_folder = lambda: str(stick)
    desk.press("给每个站…")
    desk.press("另选文件夹…")
    desk.press("写上")
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


def test_the_other_pc(ends, tmp_path):
    """A station's other PC, still under the old key, takes the new one out of a backup that the first locks for it with words."""
    town, district, stick = ends
    second = tmp_path / "第二台"
    assert run("backup", "--to", tmp_path / "备份", "--data", town).code == 0
    assert run("restore", *(tmp_path / "备份").glob("*.zip"), "--to", second, "--beside").code == 0
    assert run("export", "--to", stick, "--for", "本站", "--data", second).code == 0
    assert run("import", *stick.glob("*.llz"), "--data", town).code == 0
    desk = shown(town, "导出到U盘")
    desk.press("换新钥匙…")
    assert "给它写一份用口令加密的备份" in desk.said()
    desk.press("换上新钥匙")
    desk.wait()
    handing = desk.page.keyring.handing
    handing.ask_file = lambda: str(stick)
    desk.press("给另一台电脑写一份备份…")
    handing.words.setText("短")
    desk.press("写到哪里…")
    assert not list(stick.glob("*.age")) and "现在 1 个字" in desk.said()
    handing.words.setText("电话里念的那个口令")
    desk.press("写到哪里…", SLOW)
    assert "已写好并核对过" in desk.said() and handing.words.text() == ""
    desk.close()
    new, (backup,) = Keys.load(town / KEYS).public(), stick.glob("*.age")
    desk = shown(second, "导出到U盘")
    taking, before = desk.page.keyring.taking, journal(second)
    taking.ask_file = lambda: str(backup)
    desk.press("别的电脑换过钥匙，这台也换上…")
    desk.press("选那份备份…")
    desk.wait()
    assert "口令不对" in desk.said() and journal(second) == before and Keys.load(second / KEYS).public() != new
    taking.words.setText("电话里念的那个口令")
    desk.press("选那份备份…", SLOW)
    assert "这台电脑也换上了新钥匙" in desk.said()
    assert Keys.load(second / KEYS).public() == new and taking.words.text() == ""
    desk.close()
    file = run("export", "--to", tmp_path / "站", "--data", second)
    assert run("import", *(tmp_path / "站").glob("*.llz"), "--data", district).code == 0, file.err


def test_one_pc_has_no_other(ends):
    """What is between the PCs of a station is not shown where there is one, nor at a district."""
    for folder, title in zip(ends[:2], ("导出到U盘", "各站"), strict=True):
        desk = shown(folder, title)
        assert not (desk.page.keyring.handing.isVisible() or desk.page.keyring.taking.isVisible())
        desk.close()

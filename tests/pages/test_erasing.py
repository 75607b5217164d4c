"""到期脱敏 in the window: due and told, a list to sign, asked twice, and done; the district asks and follows."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.place import Place, own_place_id
from lianluozhan.visit import Visit
from tests import district as made
from tests.pages.desk import Desk, sitting
from tests.station import empty, opened, receive, run

TODAY = "2036-12-01"


def headed(path):
    """The station's 站长 is known by name."""
    with opened(path) as store, acting(store, "amend") as act:
        amend(
            act,
            store.get(Place, (store.identity.world, own_place_id(store.identity.world))),
            {"head": "王站长"},
            "补上",
        )


@pytest.fixture
def page(tmp_path):
    """The clerk of a station ten years after two people came, on 今日."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        for name in ("独孤婉儿", "慕容白雪"):
            receive(store, visitor_name=name, outcome="当场答复", received_at="2026-10-07T09:00")
    headed(path)
    clock.set_today(TODAY)
    for desk in sitting(path):
        desk.open("今日")
        yield desk


def confirm(page, number, by="王站长"):
    """All that is asked before it is done."""
    page.press("erasing_confirm")
    assert not page.button("erasing_erase").isEnabled()
    page.widget("erasing.by").setText(by)
    page.widget("erasing.number").setText(number)
    page.widget("erasing.sure").click()
    page.press("erasing_erase")


def test_from_the_card_to_the_end(page):
    """今日 leads to the list; it is seen as paper; another name or number is refused; then it is done, and 今日 is quiet."""
    card = page.widget("today_erase")
    assert card.isVisible() and "2 条到期" in card.lines[0].line.title
    card.lines[0].click()
    page.wait()
    assert page.page.noun == "erasing" and "J0001　2026-10-07 办结　2036-10-07 到期" in page.said()
    page.press("erasing_print")
    assert page.page.over.preview.documents[0].name == "脱敏清单"
    page.press("preview_back")
    number = page.page.shown.listed.number
    confirm(page, "TM1")
    assert "清单编号对不上" in page.said()
    page.press("erasing_back")
    confirm(page, number, "别人")
    assert "确认的人要是站长" in page.said()
    with_names = page.folder
    page.widget("erasing.by").setText("王站长")
    page.press("erasing_erase")
    assert "已经脱敏" in page.said() and "✓ 2 条" in page.said()
    page.press("erasing_again")
    assert "没有到期的" in page.said() and not page.button("erasing_print").isEnabled()
    page.open("今日")
    assert not page.widget("today_erase").isVisible()
    page.open("接待登记")
    assert page.list("visit")[1].startswith("已脱敏 ")
    page.close()
    with opened(with_names) as store:
        assert {one.visitor_name for one in store.find(Visit)} == {None}


def test_thought_better_of(page):
    """先不做 leaves everything as it was."""
    page.open("到期脱敏")
    page.press("erasing_confirm")
    assert "去掉：姓名、电话" in page.said() and "统计数字不变" in page.said()
    page.press("erasing_back")
    assert page.page.panes.shown() is page.page.list_pane and "J0001" in page.said()


def test_the_district(tmp_path):
    """It asks its stations; what one erased is told on 今日 and destroyed when somebody confirms it by name."""
    folders = made.district(tmp_path)
    office, town, stick = folders.office, folders.stations["渔泽镇"], tmp_path / "U盘"
    stick.mkdir()
    headed(town)
    clock.set_today(TODAY)
    desk = Desk(office)
    desk.open("到期脱敏")
    assert "渔泽镇人大代表联络站　到期" in desk.said()
    desk.widget("erasing.on").setText("十三月")
    desk.press("erasing_ask")
    assert "日期：" in desk.said()
    desk.widget("erasing.on").setText("2036-11-01")
    desk.press("erasing_ask")
    assert "✓ 已布置给 2 个站" in desk.said() and "为止的已布置" in desk.said()
    desk.close()
    made.carry(office, town, stick)
    desk = Desk(town)
    desk.open("到期脱敏")
    assert "区里（" in desk.said() and "布置" in desk.said()
    desk.close()
    came = next(
        row["number"] for row in run("list", "visit", "--data", town, "--json").data if row["visitor_name"] == "王甲"
    )
    number = run("erase", came, "--data", town, "--json").data["number"]
    assert run("erase", came, "--number", number, "--by", "王站长", "--data", town).code == 0
    made.carry(town, office, stick)
    clock.set_today(TODAY)
    desk = Desk(office)
    desk.open("今日")
    assert "站里脱敏了" in desk.widget("today_erase").lines[0].line.title
    desk.open("到期脱敏")
    assert (
        "等区里销毁的" in desk.said()
        and "区里还没有销毁" in desk.said()
        and not desk.button("erasing_destroy").isEnabled()
    )
    desk.widget("erasing.sure").click()
    desk.press("erasing_destroy")
    assert "没有写是谁确认的" in desk.said()
    desk.widget("erasing.by").setText("区里乙")
    desk.press("erasing_destroy")
    assert "✓ 区里也已销毁" in desk.said() and "区里也销毁了" in desk.said()
    desk.close()
    assert "王甲".encode() not in b"".join(file.read_bytes() for file in office.glob("station.db*"))

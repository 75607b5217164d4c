"""An issue that was reported up, through both windows: handled at the district in the same course, back by stick, answered;
what other stations have that sounds the same is seen there and handled in one act."""

import pytest
from PySide6.QtWidgets import QPushButton

from tests.district import carry, district
from tests.pages.desk import Desk
from tests.station import opened, run, sound

HERE, THERE = "渔泽镇", "余吾镇"


@pytest.fixture
def made(tmp_path):
    """The folders of a district and its two stations."""
    return district(tmp_path)


@pytest.fixture
def desk(made):
    """The district's window on 意见办理."""
    desk = Desk(made.office)
    desk.open("意见办理")
    yield desk
    desk.close()


def issues(path, *words):
    """What a folder lists, by the town and the end of the number."""
    return {
        (row.get("station", ""), row["number"][-5:]): row
        for row in run("list", "issue", *words, "--json", "--data", path, "--today", "2026-10-21").data
    }


def heads(desk):
    """The group heads of the list."""
    return [item.title for item in desk.page.list.rows.items if item.key is None]


def test_what_waits_for_the_district_stands_first(desk):
    """What was reported up is the district's turn; what a station's clerk or a town has to do is not."""
    assert heads(desk)[0] == "待区处理"
    desk.page.side.switch._group.button(1).click()
    desk.wait()
    assert sorted(item.tail[-9:] for item in desk.page.list.rows.items if item.key) == [
        f"{THERE} Y0001",
        f"{HERE} Y0002",
    ]


def test_the_whole_way_of_one(made, tmp_path):
    """报区 at the station, 交办 at the district, back by stick, 答复 at the station, by stick to the district: one course, and
    both ends see the same; the station's records say 已收."""
    desk = Desk(made.office)
    desk.open("意见办理")
    desk.choose(f"{HERE} Y0002")
    assert "王*" in desk.said() and "交办…" in [one.text() for one in desk.page.doings.findChildren(QPushButton)]
    desk.page.doings.open("assign")
    desk.page.doings.form.save()
    desk.wait()
    assert "轮到 区住建局 答复" in desk.said()
    desk.close()
    carry(made.office, made.stations[HERE], tmp_path)
    town = Desk(made.stations[HERE])
    town.open("意见办理")
    town.choose("Y0002")
    assert "轮到 区住建局 答复" in town.said() and "剩15工作日" in town.said()
    assert issues(made.stations[HERE])["", "Y0002"]["travel"] == "已收"
    town.page.doings.open("answer")
    town.page.doings.form.fields.own.show_values(
        {"answer_class": "A 已解决", "text": "灯修好了", "acted_on": "2026-10-20", "evidence": "复文"}
    )
    town.page.doings.form.save()
    town.wait()
    assert "已答复" in town.said()
    town.close()
    carry(made.stations[HERE], made.office, tmp_path)
    names = ("state", "organ", "assigned_by", "due_on", "answer_class", "turn", "route")
    there, here = issues(made.stations[HERE])["", "Y0002"], issues(made.office)[HERE, "Y0002"]
    assert (
        [here[name] for name in names] == [there[name] for name in names]
        and here["state"] == "已答复"
        and here["route"] == "区"
    )
    for path in (made.office, made.stations[HERE]):
        with opened(path) as store:
            sound(store)


def test_sent_back_to_the_station(made, tmp_path):
    """退回 with its reason: it is the station's turn again there, and changing it takes the mark away."""
    desk = Desk(made.office)
    desk.open("意见办理")
    desk.choose(f"{THERE} Y0001")
    desk.page.doings.open("return")
    desk.page.doings.form.fields.own.show_values(
        {"organ": "余吾镇人民政府", "reason": "镇里能办", "acted_on": "2026-10-20"}
    )
    desk.page.doings.form.save()
    desk.wait()
    assert "待处理" in desk.said()
    desk.close()
    carry(made.office, made.stations[THERE], tmp_path)
    row = issues(made.stations[THERE])["", "Y0001"]
    assert (row["state"], row["turn"]) == ("待处理", "联络员")


def card(desk):
    """The card of what other stations have."""
    return desk.page.work.alike


def test_what_sounds_the_same_elsewhere(desk, made):
    """Shown with its station, its state and why; it leads to it; of one's own station, and at a station, there is none."""
    desk.choose(f"{HERE} Y0002")
    assert card(desk).isVisible()
    (tick,) = card(desk).ticks.values()
    assert tick.text() == f"{THERE} Y0001" and tick.isChecked() and "词近" in desk.said()
    desk.choose("供暖")
    assert not card(desk).isVisible()
    town = Desk(made.stations[HERE])
    town.open("意见办理")
    town.choose("Y0002")
    assert not card(town).isVisible()
    town.close()
    desk.choose(f"{HERE} Y0002")
    card(desk).findChildren(QPushButton)[0].click()
    desk.wait()
    assert desk.page._shown[0] == "140405103"


def test_handled_together(desk, made, tmp_path):
    """One 交办 for both in one act, then one 答复; each stays its station's and comes back to it alone."""
    desk.choose(f"{HERE} Y0002")
    desk.press("一起交办…")
    assert f"{HERE} Y0002" in desk.said() and f"{THERE} Y0001" in desk.said() and "交办 2 件" in desk.said()
    desk.page.batch.go.click()
    desk.wait()
    found = desk.window.around.desk.ask(_acts).result()[0]
    assert (
        len(found) == 2
        and len({act for act, _world in found}) == 1
        and {world for _act, world in found} == {"140405102", "140405103"}
    )
    desk.choose(f"{HERE} Y0002")
    desk.press("一起答复…")
    assert "另外 2 件不办" in desk.said() and "答复类别" in desk.said()
    form = desk.page.batch.form
    form.show_values(
        {
            "answer_class": next(iter(form.editors["answer_class"].findChildren(QPushButton))).text(),
            "text": "两个镇的灯一起修好了",
            "acted_on": "2026-10-21",
        }
    )
    desk.page.batch._foresee()
    desk.wait()
    desk.page.batch.go.click()
    desk.wait()
    desk.close()
    for town, number in ((HERE, "Y0002"), (THERE, "Y0001")):
        carry(made.office, made.stations[town], tmp_path)
        row = issues(made.stations[town])["", number]
        assert (row["state"], row["organ"], row["answer_class"], row["merged_into"]) == (
            "已答复",
            "区住建局",
            "A",
            None,
        )
        assert len(issues(made.stations[town])) == {HERE: 2, THERE: 1}[town]


def _acts(store):
    """(act, world) of every 交办 there is by the district."""
    facts = store.entries("kind='followup' ORDER BY stream, seq")
    return [
        (one.body["act_id"], one.body["world"])
        for one in facts
        if one.body["set"].get("action") == "交办" and store.opens[one.stream]["role"] == "district"
    ]


def test_unticked_ones_are_left_out(desk):
    """Only what is ticked is meant."""
    desk.choose(f"{HERE} Y0002")
    next(iter(card(desk).ticks.values())).setChecked(False)
    desk.press("一起交办…")
    assert "交办 1 件" in desk.said()


def test_today_at_a_district(made):
    """Whose turn it is with us, what the stations lack; nobody to be told by us, nobody who comes in."""
    desk = Desk(made.office)
    desk.open("今日")
    lines = {
        card.accessibleName(): [line.accessibleName() for line in card.lines]
        for card in desk.page.cards.values()
        if card.lines
    }
    assert {line.split("，")[1] for line in lines["轮到我们"]} == {
        f"{HERE} · 待区处理 · 区人大",
        f"{THERE} · 待区处理 · 区人大",
    }
    assert lines["各站缺什么"] == [f"{HERE}，9月没有结账，逾期 1 件"]
    assert (
        not {"还要告诉的人", "草稿", "U 盘往返"} & set(lines)
        and "还要告诉的人" not in desk.said()
        and "来人了" not in desk.said()
    )
    desk.page.cards["send"].lines[0].click()
    desk.wait()
    assert desk.page.noun == "station" and desk.page.list.key() == "140405102"
    desk.close()

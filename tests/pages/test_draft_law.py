"""法律草案 in the window: from a file, its opinions put into words by hand, joined, approved, sent, passed, told;
sent down by the district."""

import pytest

from lianluozhan import clock, parts
from lianluozhan.act import acting
from lianluozhan.draft_law import DraftLaw
from lianluozhan.issue import Issue
from lianluozhan.opinion import Opinion
from tests.district import carry, district
from tests.pages.desk import sitting
from tests.station import empty, opened, sound, take
from ui.find import everything

PART = "立法联系点"
TEXT = "物业管理条例（草案）\n第一条　为了规范。\n第二条　业主交费。\n"
SAID = {
    "draft": "C0001",
    "article": "2",
    "speaker": "王甲",
    "speaker_phone": "13800000001",
    "statement": "滞纳金太高",
    "people": 12,
}


def ready(path, *opinions):
    """A folder with the part on, somebody in the pool; with opinions also their draft."""
    with opened(path) as store:
        take(store, "expert", {"name": "郝明", "kind": "法律工作者"})
        if opinions:
            take(
                store,
                "draft_law",
                {
                    "title": "物业管理条例（草案）",
                    "level": "省",
                    "sent_by": "省人大常委会法工委",
                    "due_on": "2026-11-01",
                    "received_on": "2026-10-20",
                    "words": TEXT,
                },
            )
            take(store, "opinion", *opinions)
        with acting(store, "parts") as act:
            parts.switch(act, on=[PART])
    return path


@pytest.fixture
def desk(tmp_path):
    """A clerk at a station that was told three things."""
    clock.set_today("2026-11-03")
    path = ready(
        empty(tmp_path / "站"),
        SAID,
        SAID | {"speaker": "李乙", "people": 1, "statement": "不公道"},
        {"draft": "C0001", "speaker": "赵丙", "statement": "门口路灯不亮，求解决"},
    )
    yield from sitting(path)


def buttons(desk, *names):
    """Which of these can be pressed."""
    return [name for name in names if getattr(desk.page, f"{name}_button").isVisible()]


def test_from_a_file(desk, tmp_path, monkeypatch):
    """Its words and title fill the form, how many articles is said, the file is kept with it; one that cannot be read is refused."""
    desk.open("法律草案")
    assert "1 部过了期限还没有上报" in desk.page.roll.foot.text()
    file = tmp_path / "草案.txt"
    file.write_text(TEXT.replace("物业", "养犬"), "utf-8")
    monkeypatch.setattr(desk.page, "ask_file", lambda: str(file))
    desk.press("从文件收进…")
    assert "认出 2 条：第一条至第二条" in desk.said()
    desk.fill(level="市", sent_by="市人大常委会")
    desk.press("保存")
    assert "养犬管理条例" in "\n".join(desk.list("draft_law"))
    monkeypatch.setattr(desk.page, "ask_file", lambda: str(tmp_path / "没有.docx"))
    desk.press("登记法律草案")
    desk.press("从文件收进…")
    assert "读不了" in desk.said()
    desk.close()
    with opened(desk.folder) as store:
        (one,) = store.find(DraftLaw, "level='市'")
        assert one.title == "养犬管理条例（草案）" and [paper["name"] for paper in one.files] == ["草案.txt"]
        sound(store)


def test_the_whole_way(desk, tmp_path, monkeypatch):
    """Each step by its button; what the form has is what is done; the list says how each stands."""
    steps = "word", "join", "gather", "leave", "issue", "result", "tell"
    desk.open("立法意见")
    assert "待整理 3" in desk.page.roll.foot.text()
    desk.choose("滞纳金太高")
    assert desk.page.original.text() == "第二条　业主交费。" and buttons(desk, *steps) == [
        "word",
        "join",
        "leave",
        "issue",
    ]
    desk.press("整理好了")
    assert "没有写修改建议" in desk.said()
    desk.fill(wording="在第二条后增加：滞纳金不得超过本金。", rationale="避免畸高", expert="郝明", joined="T0002")
    desk.press("整理好了")
    desk.fill(joined="T0002")
    desk.press("并成一条")
    said = "\n".join(desk.list("opinion"))
    assert "13 人次" in said and "并入 T0001" in said and buttons(desk, *steps) == ["word", "join", "leave", "result"]
    desk.choose("门口路灯不亮")
    desk.press("不上报")
    assert "请先在下面写明不上报的原因" in desk.said()
    desk.press("转为意见")
    desk.open("法律草案")
    desk.choose("物业管理条例（草案）")
    assert (
        buttons(desk, "bring", "begin", "approve", "send", "pass", "opinions") == ["approve", "pass", "opinions"]
        and "整理成 1 条建议" in desk.page.standing.text()
    )
    desk.press("批准建议")
    assert buttons(desk, "approve", "send") == ["send"]
    desk.fill(sent_to="区人大常委会")
    desk.press("上报了")
    assert buttons(desk, "approve", "send") == [] and "2026-11-03 报区人大常委会" in desk.page.standing.text()
    (tmp_path / "公布.txt").write_text("第二条　业主交费，滞纳金不得超过本金。", "utf-8")
    monkeypatch.setattr(desk.page, "ask_file", lambda: str(tmp_path / "公布.txt"))
    desk.press("通过了…")
    desk.press("看意见")
    desk.choose("滞纳金太高")
    desk.fill(outcome="采纳")
    desk.press("记结果")
    assert "要反馈 2" in desk.page.roll.foot.text()
    desk.fill(told_how="电话")
    desk.press("反馈了")
    assert "要反馈 1" in desk.page.roll.foot.text() and buttons(desk, *steps) == ["join", "leave", "result"]
    desk.close()
    with opened(desk.folder) as store:
        one, two, three = store.find(Opinion, order="number")
        assert (one.final_words, one.told_how, two.result, two.led_by, three.state) == (
            "第二条　业主交费，滞纳金不得超过本金。",
            "电话",
            "采纳",
            one.id,
            "转为意见",
        )
        assert [issue.statement for issue in store.find(Issue)] == ["门口路灯不亮，求解决"]
        sound(store)


def test_taken_down_by_hand(desk):
    """A new one is to the newest draft, by one person; an article there is none of is said; apart again; left out and taken in."""
    desk.open("立法意见")
    desk.press("登记立法意见")
    assert not desk.field("outcome").isVisible()
    desk.fill(article="九", statement="写细一点")
    desk.press("保存")
    assert "草案里没有“九”" in desk.said()
    desk.fill(article="1")
    desk.press("保存")
    desk.choose("写细一点")
    desk.fill(joined="T0002")
    desk.press("并成一条")
    desk.fill(joined="")
    desk.press("并成一条")
    desk.fill(left_out="说不清改什么")
    desk.press("不上报")
    assert "不上报" in "\n".join(desk.list("opinion"))
    desk.fill(left_out="")
    desk.press("不上报")
    desk.close()
    with opened(desk.folder) as store:
        (one,) = store.find(Opinion, "statement='写细一点'")
        assert (one.article, one.people, one.joined, one.left_out, one.state) == ("第一条", 1, None, None, "待整理")


def test_found(desk):
    """By the one search: an opinion by its own words or who spoke, their name starred; a draft by its title;
    nothing where the part is off."""
    desk.close()
    with opened(desk.folder) as store:
        rows = [item for item in everything(store, "滞纳金") if item.key]
        assert [(item.title, item.key.split()[0]) for item in rows] == [
            ("第二条　滞纳金太高", "opinion")
        ] and "王甲" not in str(rows)
        assert [item.key.split()[0] for item in everything(store, "物业管理条例") if item.key][:1] == ["draft_law"]
        assert [item.key.split()[0] for item in everything(store, "赵丙") if item.key] == ["opinion"]
        with acting(store, "parts") as act:
            parts.switch(act, off=[PART])
        assert everything(store, "滞纳金") == []


def test_the_pool(desk):
    """Kind by kind; who left stands apart, and is offered no more."""
    desk.open("专家库")
    desk.press("登记专家")
    desk.fill(name="温岭", kind="专业技能人员", work_unit="区住建局", left_on="2026-10-31")
    desk.press("保存")
    rows = "\n".join(desk.list("expert"))
    assert "法律工作者" in rows and "已离库" in rows and "温岭" in rows


def test_sent_down(tmp_path):
    """The district's stands first until it is begun here; the district sees what came of it and makes one of several;
    it writes nothing of theirs."""
    clock.set_today("2026-11-03")
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.office) as store:
        take(store, "draft_law", {"title": "物业管理条例（草案）", "level": "省", "words": TEXT})
    town = made.stations["余吾镇"]
    carry(made.office, town, stick)
    for desk in sitting(ready(town)):
        desk.open("法律草案")
        assert "区里下发，还没有开始" in "\n".join(desk.list("draft_law"))
        desk.choose("物业管理条例（草案）")
        assert buttons(desk, "begin", "approve", "pass") == ["begin"] and not desk.field("title").isEnabled()
        desk.press("开始征求意见")
        assert "区里下发" not in "\n".join(desk.list("draft_law")) and buttons(desk, "begin", "pass") == ["pass"]
        desk.open("立法意见")
        desk.press("登记立法意见")
        desk.fill(article="2", statement="滞纳金太高", speaker="王甲")
        desk.press("保存")
        desk.choose("滞纳金太高")
        desk.fill(wording="改成可以")
        desk.press("整理好了")
        desk.open("法律草案")
        desk.choose("物业管理条例（草案）")
        desk.press("批准建议")
        desk.fill(sent_to="区人大")
        desk.press("上报了")
    carry(town, made.office, stick)
    for desk in sitting(ready(made.office)):
        desk.open("立法意见")
        assert "（原话在站里）" not in "\n".join(desk.list("opinion")) and "余吾镇" in "\n".join(desk.list("opinion"))
        desk.choose("改成可以")
        assert buttons(desk, "word", "join", "leave", "issue", "result", "tell", "gather") == []
        desk.press("登记立法意见")
        desk.fill(joined="140405103-2026-T0001")
        desk.press("合成一条往上报")
        assert "已合成一条" in desk.said()

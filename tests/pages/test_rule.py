"""规则 in the window: looked at with who set it, changed with a check where it is ours, fixed where the district set it."""

import pytest

from lianluozhan.act import acting
from lianluozhan.deadline import Rule, rules_of
from lianluozhan.errors import NotAllowed
from lianluozhan.points import table_of
from lianluozhan.record import new_id
from lianluozhan.ruling import change, rulings
from lianluozhan.table import update
from tests.pages.desk import sitting
from tests.station import CODE, empty, opened, sound


@pytest.fixture
def page(tmp_path):
    """The clerk of a stand-alone station on the page."""
    for desk in sitting(empty(tmp_path / "站")):
        desk.open("规则")
        yield desk


def test_looked_at(page):
    """Limits, times, points and the year's holidays, each with its words and who set it."""
    rows = page.list("rule")
    assert "正常 15 个工作日 随程序" in rows and "代表建议 3 个月，最长 6 个月 随程序" in rows
    assert "接待选民 第一次 4 分，每多一次 2 分，封顶 12 分 随程序" in rows and "活动 小组活动每季度至少 1 次 随程序" in rows
    page.choose("2026年")
    assert "10月1日至10月7日　休　国庆节" in page.said() and "10月10日　班" in page.said()
    assert not page.page.save.isVisible()


def test_a_limit_is_changed(page):
    """With the file it is founded on; what the law forbids is refused and changes nothing."""
    page.choose("正常")
    page.fill(days="10", source="镇人大主席团会议")
    page.press("保存这一条")
    assert "正常 10 个工作日 本单位定的" in page.list("rule") and "依据：镇人大主席团会议" in page.said()
    page.choose("代表建议")
    page.fill(days="9", most="9", source="镇里")
    page.press("保存这一条")
    assert "法律规定不超过 3 个月" in page.said() and "代表建议 3 个月，最长 6 个月 随程序" in page.list("rule")
    page.choose("紧急")
    page.fill(days="4", source="")
    page.press("保存这一条")
    assert "请写明依据" in page.said()
    page.close()
    with opened(page.folder) as store:
        sound(store)
        assert (rules_of(store, 2026)["正常"]["days"], rules_of(store, 2025)["正常"]["days"], rules_of(store, 2026)["紧急"]["days"]) == (10, 15, 5)


def test_points_and_times_are_changed(page):
    """A kind of duty keeps the others as they are; halves and points taken away; a wrong one is said."""
    page.choose("扶弱济困")
    page.fill(base="0.5", extra="0.5", cap="", times="1", source="区人大")
    page.press("保存这一条")
    assert "扶弱济困 第一次 0.5 分，每多一次 0.5 分，至少 1 次 本单位定的" in page.list("rule")
    page.fill(base="五")
    page.press("保存这一条")
    assert "不是分数" in page.said()
    page.choose("基础分")
    page.fill(base="60", source="区人大")
    page.press("保存这一条")
    page.choose("接待日")
    page.fill(times="3", source="区人大")
    page.press("保存这一条")
    assert "接待日 每位代表一年至少接待 3 次 本单位定的" in page.list("rule")
    page.close()
    with opened(page.folder) as store:
        table = table_of(store, 2026)
        assert (table.base, table.kinds["扶弱济困"].least, table.kinds["接待选民"].cap, len(table.kinds)) == (6000, 1, 1200, 14)


def test_the_district_s_is_fixed(tmp_path):
    """What the district's package brought is shown as theirs; nothing there can be pressed, nor changed another way."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        told = {"id": new_id(), "world": CODE[:6], "name": "正常", "values": {"days": 12, "unit": "工作日"}, "source": "区人大文件"}
        with store.transaction():
            update(store, Rule(dict.fromkeys(Rule.fields) | told))
        one = next(one for one in rulings(store, 2026) if one.name == "正常")
        assert (one.words, one.whose, one.fixed) == ("12 个工作日", "区里定的", True)
        with pytest.raises(NotAllowed, match="区里定的"), acting(store, "rule") as act:
            change(act, one, {"days": 20}, 2026, "站里")
    for desk in sitting(path):
        desk.open("规则")
        desk.choose("正常")
        assert "区里定的，本站不能改" in desk.said() and not desk.page.save.isVisible() and not desk.field("days").isEnabled()

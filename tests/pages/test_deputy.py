"""代表名册 in the window: deputies, organs, places and categories, and names no roster knows yet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lianluozhan.act import acting
from lianluozhan.adding import add_member, match_new
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue
from lianluozhan.match import unmatched
from lianluozhan.organ import Organ
from lianluozhan.place import Place
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from lianluozhan.year import ranking
from tests.pages.desk import Desk, commit, sitting
from tests.station import TRUTH, empty, opened, receive, sound, take
from ui.listing import Listing
from ui.pages.deputy import categories, deputies, organs
from ui.widgets.roster import Name


@pytest.fixture
def station(tmp_path):
    """A station with its clerk and its place, and nothing else."""
    return empty(tmp_path / "空站")


@pytest.fixture
def roster(desk):
    """The clerk on the page, with the sample's nine deputies."""
    desk.open("代表名册")
    return desk


@pytest.fixture
def at(station):
    """Opens the page on the empty station, once it is prepared."""
    desks = []

    def sit():
        desks.append(Desk(station))
        desks[-1].open("代表名册")
        return desks[-1]

    yield sit
    for desk in desks:
        desk.close()


def kept(desk, cls):
    """What the folder holds, as read by another program; {name: record}."""
    desk.window.around.desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return {one.name: one for one in store.find(cls)}


def part(desk, words):
    """Switch to a part of the page by the keyboard."""
    switch = desk.widget("deputy_part")
    for _ in range(["代表", "承办单位", "家站点", "分类"].index(words)):
        QTest.keyClick(switch, Qt.Key.Key_Right)
    desk.wait()


# ---- deputies


def test_all_are_there(roster):
    """The sample's deputies by level, then in the order of the sheet."""
    rows = [item for item in roster.widget("list_deputy").rows.items if isinstance(item.key, str)]
    order = sorted(TRUTH["deputy"], key=lambda row: ["市", "区", "乡镇"].index(row["levels"][0]))
    assert [item.title for item in rows] == [row["name"] for row in order]


def test_nobody_yet(tmp_path):
    """A new station is told how a whole list comes in; one deputy later it is only counted."""
    for desk in sitting(empty(tmp_path / "空站")):
        desk.open("代表名册")
        assert "“从表格导入”" in desk.said() and "在册 0" not in desk.said()
        desk.press("登记代表")
        desk.fill(姓名="彭喆")
        desk.press("deputy_save")
        assert "在册 1" in desk.said() and "“从表格导入”" not in desk.said()


def test_register(at):
    """A deputy is registered with what was typed."""
    desk = at()
    desk.press("登记代表")
    desk.fill(name="尉迟光明", levels=["乡镇"], phone="13800000000", group="第1代表小组")
    desk.press("保存")
    assert "✓ 已登记" in desk.said()
    (one,) = kept(desk, Deputy).values()
    assert (one.name, one.levels, one.phone, one.group) == ("尉迟光明", ["乡镇"], "13800000000", "第1代表小组")


def test_a_name_is_needed(at):
    """Without a name nothing is kept; what is typed stays."""
    desk = at()
    desk.press("登记代表")
    desk.fill(group="第1代表小组")
    desk.press("保存")
    assert "还有 1 处要改" in desk.said() and desk.value("group") == "第1代表小组"
    assert kept(desk, Deputy) == {}


def test_the_phone_is_masked(roster):
    """A private number is starred until it is asked for."""
    row = TRUTH["deputy"][0]
    roster.choose(row["name"])
    number = row["phone"]
    phone = roster.field("deputy.phone")
    assert phone.text() == f"{number[:3]}****{number[-4:]}" and not phone.isEnabled()
    roster.press("看全")
    assert phone.text() == number and phone.isEnabled()
    roster.choose(TRUTH["deputy"][1]["name"])
    assert "****" in phone.text()


def test_a_masked_number_is_never_kept(roster):
    """Changing something else leaves the number as it was."""
    row = TRUTH["deputy"][0]
    roster.choose(row["name"])
    roster.fill(post="支部书记")
    commit(roster.widget("deputy_reason"), "换届")
    roster.press("保存更改")
    assert "✓ 已更改" in roster.said()
    one = kept(roster, Deputy)[row["name"]]
    assert (one.post, one.phone) == ("支部书记", row["phone"])


def test_a_revealed_number_can_be_changed(roster):
    """Once shown it is edited like any other field."""
    name = TRUTH["deputy"][0]["name"]
    roster.choose(name)
    roster.press("看全")
    roster.fill(phone="139 0000 0000")
    commit(roster.widget("deputy_reason"), "换了号")
    roster.press("保存更改")
    assert "139****0000" in roster.field("deputy.phone").text()
    assert kept(roster, Deputy)[name].phone == "13900000000"


def test_undo(roster):
    """What was just saved is taken back in one press; the offer is gone with another record."""
    name = TRUTH["deputy"][0]["name"]
    roster.choose(name)
    roster.fill(post="支部书记")
    commit(roster.widget("deputy_reason"), "换届")
    roster.press("保存更改")
    assert roster.button("deputy_undo").isVisible()
    roster.press("deputy_undo")
    assert "✓ 已撤销" in roster.said() and roster.value("post") != "支部书记"
    assert not roster.button("deputy_undo").isVisible()
    assert kept(roster, Deputy)[name].post == TRUTH["deputy"][0].get("post")


def test_undo_of_a_registration(at):
    """A registration taken back is voided; its name stands in no list."""
    desk = at()
    desk.press("登记代表")
    desk.fill(name="尉迟光明")
    desk.press("保存")
    desk.press("deputy_undo")
    assert "已作废：撤销" in desk.said()
    assert desk.list("deputy") == ["在任 0 名"]
    assert kept(desk, Deputy) == {}


def test_void(roster):
    """A voided deputy is gone from the list; a reason is asked for first."""
    name = TRUTH["deputy"][0]["name"]
    roster.choose(name)
    roster.press("作废")
    assert "请在下面写明原因" in roster.said()
    commit(roster.widget("deputy_reason"), "录重了")
    roster.press("作废")
    assert not [row for row in roster.list("deputy") if row.startswith(name)]
    assert len(kept(roster, Deputy)) == 8


def test_those_who_left_stand_apart(roster):
    """With a day of leaving a deputy is under 已离任."""
    name = TRUTH["deputy"][3]["name"]
    roster.choose(name)
    roster.fill(left_on="2026-09-30")
    commit(roster.widget("deputy_reason"), "调离")
    roster.press("保存更改")
    rows = roster.list("deputy")
    assert rows.index("已离任 1 名") + 1 == next(place for place, row in enumerate(rows) if row.startswith(name))


def test_filter(roster):
    """Initials or a piece of the name."""
    QTest.keyClicks(roster.widget("deputy_filter"), "cxl")
    roster.wait()
    assert [row.split()[0] for row in roster.list("deputy")] == ["在任", "陈秀兰"]


def test_shown_from_elsewhere(roster):
    """Another page leads to a deputy."""
    key = next(item.key for item in roster.widget("list_deputy").rows.items if item.title == "陈秀兰")
    part(roster, "分类")
    roster.window.show_record("deputy", key)
    roster.wait()
    assert roster.value("name") == "陈秀兰" and roster.field("deputy.name").isVisible()


# ---- names nobody knows


def test_unknown_names_come_first(station, at):
    """A name that records write is listed with how often it stands."""
    with opened(station) as store:
        receive(store, deputies=["赵六"])
        times = unmatched(store, "deputy")["赵六"]
    rows = at().list("deputy")
    assert rows[0] == "未匹配 1 个名字" and rows[1].startswith(f"赵六 {times} 处")


def test_registering_matches(station, at):
    """Registering the name in one act makes it a reference wherever it stands, its session's duty included."""
    with opened(station) as store:
        receive(store, deputies=["赵六"], outcome="乡镇办理", referred_to="渔泽镇人民政府")
    desk = at()
    desk.choose("赵六")
    desk.press("新登记这个代表")
    assert desk.value("name") == "赵六"
    desk.press("保存")
    assert [row.split()[0] for row in desk.list("deputy")] == ["在任", "赵六"]
    one = kept(desk, Deputy)["赵六"]
    with opened(station) as store:
        assert [record.deputies for cls in (Visit, Issue, Duty) for record in store.find(cls)] == [[one.id]] * 3


def test_matching_somebody_who_is_there(station, at):
    """A misspelt name is said to be somebody of the roster; the records follow."""
    with opened(station) as store:
        take(store, "deputy", {"name": "单俊峰", "levels": "区"})
        receive(store, deputies=["单俊锋"])
    desk = at()
    desk.choose("单俊锋")
    desk.press("对上")
    assert "请从名册里选一个" in desk.said()
    desk.fill(match="单俊峰")
    desk.press("对上")
    assert "已对上，1 条记录跟着改了" in desk.said()
    one = kept(desk, Deputy)["单俊峰"]
    with opened(station) as store:
        assert store.find(Visit)[0].deputies == [one.id]
        assert unmatched(store, "deputy") == {}


def test_two_of_one_name_are_not_guessed_between(station):
    """A name two members of the roster have is not matched."""
    with opened(station) as store:
        receive(store, deputies=["陈秀兰"])
        with acting(store, "add") as act:
            act.write(Deputy, new_id(), {"name": "陈秀兰"})
            act.write(Deputy, new_id(), {"name": "陈秀兰"})
        with acting(store, "match") as act:
            assert match_new(act, "deputy", {"陈秀兰": store.find(Deputy)[0].id}) == 0
        assert store.find(Visit)[0].deputies == ["陈秀兰"]


def test_a_person_says_which_of_two(station, at):
    """Of two of one name the page says so, and by whom a person chooses all its records go; by hand it can be taken back."""
    with opened(station) as store:
        take(store, "deputy", {"name": "陈秀兰", "group": "第1小组"}, {"name": "陈秀兰", "group": "第2小组"})
        receive(store, deputies=["陈秀兰"])
        take(store, "duty", {"begin": "2026-10-01", "kind": "扶弱济困", "deputies": ["陈秀兰"]})
    desk = at()
    assert "陈秀兰 4 处 同名的有 2 位，要人来定 未匹配" in desk.list("deputy")
    place = next(
        n
        for n, item in enumerate(desk.page.findChild(Listing, "list_deputy").rows.items)
        if item.words.startswith("同名的有 2 位")
    )
    desk.page.findChild(Listing, "list_deputy").setCurrentIndex(
        desk.page.findChild(Listing, "list_deputy").rows.index(place)
    )
    desk.wait()
    assert "名册里同名的有 2 位：陈秀兰（第1小组）、陈秀兰（第2小组），程序不猜是哪一位" in desk.said()
    desk.fill(match="陈秀兰（第2小组）")
    desk.press("对上")
    assert "已对上，2 条记录跟着改了" in desk.said()
    desk.close()
    with opened(station) as store:
        second = next(one.id for one in store.find(Deputy) if one.group == "第2小组")
        assert [one.deputies for cls in (Visit, Duty) for one in store.find(cls)] == [[second]] * 3 and unmatched(
            store, "deputy"
        ) == {}
        assert [(one.name, one.score.total > 0) for one in ranking(store, 2026).standings] == [
            ("陈秀兰（第2小组）", True),
            ("陈秀兰（第1小组）", False),
        ]
        sound(store)


def test_a_place_that_is_matched_has_its_session(station):
    """Visits at a place that becomes known belong to that place's session, with its own number."""
    with opened(station) as store:
        receive(store, deputies=["赵六"], place="余吾村联络点")
        before = store.find(Duty)[0]
        with acting(store, "add_place") as act:
            add_member(act, Place, new_id(), {"name": "余吾村联络点", "level": "点"})
        (after,) = store.find(Duty)
        assert after.id != before.id and after.number != before.number and after.number
        sound(store)


# ---- organs, places, categories


def test_usual_organs_wait_to_be_kept(station, at):
    """The district's usual organs are there; one is kept once it is saved, and stands under 名册里的."""
    desk = at()
    part(desk, "承办单位")
    usual = [item for item in desk.widget("list_organ").rows.items if isinstance(item.key, Name)]
    assert len(usual) > 10
    desk.choose("区交通运输局", "organ")
    assert desk.value("organ.name") == "区交通运输局"
    desk.fill(contact="老李")
    desk.press("organ_save")
    rows = desk.list("organ")
    assert rows[0] == "名册里的 1 个" and rows[1].startswith("区交通运输局")
    assert kept(desk, Organ)["区交通运输局"].contact == "老李"


def test_a_usual_organ_is_no_unknown_name(station):
    """A visit handed to a usual organ names nobody unknown."""
    with opened(station) as store:
        receive(store, outcome="乡镇办理", referred_to="区交通运输局")
        receive(store, outcome="乡镇办理", referred_to="某某公司")
        unknown = [item.title for item in organs(store, "") if isinstance(item.key, Name) and item.key.values is None]
    assert unknown == ["某某公司"]


def test_places(at):
    """The folder's own place is there; its 站长 can be written with a reason."""
    desk = at()
    part(desk, "家站点")
    desk.choose("渔泽镇人大代表联络站", "place")
    desk.fill(head="张建国")
    commit(desk.widget("place_reason"), "新任")
    desk.press("place_save")
    assert kept(desk, Place)["渔泽镇人大代表联络站"].head == "张建国"


def test_categories_are_looked_at(at):
    """The categories are listed with the organ that takes them; nothing can be typed."""
    desk = at()
    part(desk, "分类")
    with opened_rows(desk) as rows:
        assert desk.list("category") == rows
    assert "这里只看" in desk.said()


class opened_rows:  # noqa: N801
    """The rows of all categories as the page's question gives them."""

    def __init__(self, desk):
        self.answer = desk.window.around.desk.ask(categories)

    def __enter__(self):
        return [" ".join(item.said().split("，")) for item in self.answer.result()[0]]

    def __exit__(self, *trouble):
        pass


def test_what_a_filter_leaves(station):
    """A filter that nothing fits leaves only the heads."""
    with opened(station) as store:
        take(store, "deputy", {"name": "单俊峰", "levels": "区"}, {"name": "彭喆", "levels": "区"})
        assert [item.title for item in deputies(store, "没有这人")] == ["在任"]
        assert [item.title for item in deputies(store, "sjf")] == ["在任", "单俊峰"]


def test_households(roster):
    """固定联系户 are written in the roster; it says how many were called on this year and who waits, starred as the field is."""
    usual = "微信一行可粘贴"
    roster.choose("解国栋")
    roster.fill(固定联系户="郭桂兰、仇文斌、尉迟建军")
    roster.widget("deputy_reason").setText("年初定下的")
    roster.press("保存更改")
    assert roster.page.rosters[0].form.form.told("households") == "3 户，本年走访 0 户，还没走访：郭*兰、仇*斌、尉迟**"
    roster.open("接待登记")
    roster.type("<Ctrl+G>")
    roster.fill(接待代表="解国栋", 姓名="郭桂兰")
    assert roster.page.form.told("visitor_name") == "解国栋的固定联系户"
    roster.fill(姓名="郭桂")
    assert roster.page.form.told("visitor_name") == usual
    roster.fill(姓名="郭桂兰", 接待代表="陈秀兰")
    assert roster.page.form.told("visitor_name") == usual
    roster.fill(接待代表=["陈秀兰", "解国栋"], 原话="没有意见", 处理方式="当场答复")
    roster.press("保存")
    roster.open("代表名册")
    roster.choose("陈秀兰")
    assert (roster.page.rosters[0].form.heading.text(), roster.page.rosters[0].form.form.told("households")) == (
        "陈秀兰",
        "",
    )
    roster.choose("解国栋")
    assert roster.page.rosters[0].form.form.told("households") == "3 户，本年走访 1 户，还没走访：仇*斌、尉迟**"
    assert roster.value("households") == ["郭*兰", "仇*斌", "尉迟**"]
    roster.press("看全")
    assert roster.page.rosters[0].form.form.told("households") == "3 户，本年走访 1 户，还没走访：仇文斌、尉迟建军"
    roster.open("接待登记")
    roster.open("代表名册")
    assert roster.page.rosters[0].form.form.told("households") == "3 户，本年走访 1 户，还没走访：仇*斌、尉迟**"


def test_a_phone_among_households_is_starred(roster):
    """What is said above the field shows no more of a phone written there than the field."""
    roster.choose("解国栋")
    roster.fill(固定联系户="李二虎、李三虎13800001234")
    roster.widget("deputy_reason").setText("年初定下的")
    roster.press("保存更改")
    said = roster.page.rosters[0].form.form.told("households")
    assert (
        "还没走访" in said
        and said.rpartition("：")[2] == "、".join(roster.value("households"))
        and "13800001234" not in said
    )


def test_the_keys_stay_on_the_page(at):
    """Saved by a click, the keys stay at the button, which was grey for a moment;
    what turned starred under the cursor is no number to be doubted."""
    desk = at()
    desk.fill(name="尉迟光明", levels=["乡镇"], phone="13800000000")
    desk.press("保存")
    assert desk.window.focusWidget() is desk.button("deputy_save")
    desk.press("登记代表")
    desk.fill(name="单俊峰", phone="13800000000")
    desk.type("<Ctrl+S>")
    assert desk.field("phone").text() == "138****0000"
    assert desk.page.rosters[0].form.form.told("phone") == ""


def test_half_written_is_not_lost(at):
    """登记代表 over one that is half written asks first; one that was put aside for another row comes back; a second press lets it go."""
    desk = at()
    desk.fill(name="尉迟光明", levels=["乡镇"])
    desk.press("保存")
    desk.press("登记代表")
    desk.fill(name="单俊峰", elected_on="2021年9月")
    desk.press("登记代表")
    assert (
        desk.value("name") == "单俊峰" and "这一份还没有保存：写好了按“保存”，不要了再按一次“登记代表”" in desk.said()
    )
    desk.choose("尉迟光明")
    assert desk.value("name") == "尉迟光明"
    desk.press("登记代表")
    assert (desk.value("name"), desk.value("elected_on")) == (
        "单俊峰",
        "2021年9月",
    )
    assert "接着写没有保存的那一份" in desk.said()
    desk.press("登记代表")
    assert not desk.value("name")
    desk.press("登记代表")
    assert "没有保存" not in desk.said()


def test_refused_the_keys_stay(at, monkeypatch):
    """What is refused leaves the keys at the button that was pressed, not at the tabs."""
    desk = at()
    form = desk.page.rosters[0].form

    def refuse(*_any):
        raise BadInput("不行", then="请再看一遍")

    monkeypatch.setattr(form, "_add", refuse)
    desk.fill(name="尉迟光明")
    desk.press("保存")
    assert "不行" in desk.said() and desk.window.focusWidget() is form.save_button

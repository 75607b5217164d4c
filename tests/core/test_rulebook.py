"""Rules of a district: what they may say, the wrong key named; they hold for what comes after, from their year on."""

import pytest

from lianluozhan import clock, rulebook
from lianluozhan.act import LOCAL, acting
from lianluozhan.amend import amend
from lianluozhan.deadline import Rule, default_rules, rules_of
from lianluozhan.errors import BadInput, BadRows, NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package import merge
from tests.core.desk import write
from tests.station import do, empty, opened, receive, sound, take

TEN = {"name": "正常", "values": {"days": 10, "unit": "工作日"}, "source": "区人大办〔2026〕3 号"}
PASSED = {"outcome": "乡镇办理", "referred_to": "自来水公司", "received_at": "2026-10-14"}


@pytest.fixture
def store(tmp_path):
    """A new station, seen on 2026-10-31."""
    clock.set_today("2026-10-31")
    with opened(empty(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


def test_what_is_shipped_is_sound():
    """Every rule the program brings is one it would take."""
    assert [
        rulebook.reasons(row["name"], row["values"])
        for row in default_rules()
        if rulebook.reasons(row["name"], row["values"])
    ] == []


@pytest.mark.parametrize(
    ("values", "key", "why"),
    [
        ({"day": 10}, "day", "没有这一项，可写：days 天数、unit 单位、most 最长"),
        ({"unit": "工作日"}, "days", "没有写"),
        ({"days": "十"}, "days", "十：要写 0 到 3660 的整数"),
        ({"days": -1}, "days", "-1：要写 0 到 3660 的整数"),
        ({"days": True}, "days", "True：要写 0 到 3660 的整数"),
        ({"days": 10, "unit": "天"}, "unit", "天：只能是工作日、自然日、个月"),
        ({"days": 10, "most": 5}, "most", "最长 5 比 10 还短"),
        ({"days": 10, "most": "二十"}, "most", "二十：要写 0 到 3660 的整数"),
        (None, "values", '没有写规定；要写成 {"days": 15, "unit": "工作日"} 的样子'),
        ([10], "values", '没有写规定；要写成 {"days": 15, "unit": "工作日"} 的样子'),
    ],
)
def test_a_wrong_key_is_named(values, key, why):
    """Of a bad rule the key that is wrong is named, and what can stand there."""
    assert (key, why) in rulebook.reasons("正常", values)


def test_the_law_is_no_rule_of_a_district():
    """A 代表建议 may be answered sooner, never later than the law says: three months, six at most."""
    assert rulebook.reasons("代表建议", {"days": 2, "unit": "个月", "most": 4}) == []
    assert rulebook.reasons("代表建议", {"days": 60, "unit": "自然日"}) == []
    assert rulebook.reasons("代表建议", {"days": 4, "unit": "个月"}) == [("days", "法律规定不超过 3 个月")]
    assert rulebook.reasons("代表建议", {"days": 3, "unit": "个月", "most": 9}) == [("most", "法律规定不超过 6 个月")]
    assert rulebook.reasons("代表建议", {"days": 3}) == [("unit", "代表建议的期限按个月算，请写明")]


@pytest.mark.parametrize("name", ["正常重办", "审议意见", "审议意见重办", "群众意见", "代表建议重办"])
def test_rules_that_may_be_added(name):
    """A limit of a kind of issue and of a next round needs no new program."""
    assert rulebook.reasons(name, {"days": 8}) == []


def test_rules_that_are_no_limits():
    """On which day a month ends, and whose words packages bring: each has its own key."""
    assert rulebook.reasons("月末日", {"day": 25}) == rulebook.reasons("报送范围", {"private_scope": "all"}) == []
    assert rulebook.reasons("月末日", {"day": 0}) == [("day", "0：要写 1 到 31 的整数，31 就是每月最后一天")]
    assert rulebook.reasons("月末日", {"days": 25}) == [("days", "没有这一项，可写：day 日"), ("day", "没有写")]
    assert rulebook.reasons("报送范围", {"private_scope": "none"}) == [("private_scope", "none：只能是 reported、all")]


@pytest.mark.parametrize("name", ["正長", "重办", "特急重办重办", ""])
def test_an_unknown_rule(name):
    """A name nothing asks for would be written in vain."""
    [(what, why)] = rulebook.reasons(name, {"days": 8})
    assert what == name and why.startswith("没有这条规则，可写：正常、紧急")


def test_a_bad_file_is_refused_whole(store):
    """One bad rule and none is taken."""
    with pytest.raises(BadRows, match="“day”（紧急）：没有这一项"):
        take(store, "rule", TEN, {"name": "紧急", "values": {"day": 3}})
    assert store.find(Rule) == []


def test_what_comes_after_follows_it(store):
    """A rule holds for new facts and leaves dates that are written; its wording is proved by the fact's digest."""
    receive(store, **PASSED)
    before = store.find(Issue)[0].due_on
    assert (take(store, "rule", TEN).new, store.find(Issue)[0].due_on) == (1, before)
    receive(store, **PASSED)
    assert [issue.due_on for issue in store.find(Issue, order="number")] == ["2026-11-04", "2026-10-28"]
    facts = store.find(Followup, order="created_at, id")
    assert facts[0].rule_digest != facts[1].rule_digest and facts[1].limit == "10 工作日"
    sound(store)


def test_natural_days_by_rule(store):
    """Which unit a limit is counted in is the district's to say."""
    take(store, "rule", {"name": "正常", "values": {"days": 10, "unit": "自然日"}})
    receive(store, **PASSED)
    assert store.find(Issue)[0].due_on == "2026-10-26"  # the 24th is a Saturday


def test_from_its_year(store):
    """A rule of next year is not followed before; one without a year holds now."""
    take(store, "rule", TEN | {"year": 2027}, {"name": "正常", "values": {"days": 12, "unit": "工作日"}})
    assert (rules_of(store, 2026)["正常"]["days"], rules_of(store, 2027)["正常"]["days"]) == (12, 10)
    receive(store, **PASSED)
    assert store.find(Issue)[0].due_on == "2026-10-30"


def test_written_anew(store):
    """The same name and year again is the same rule with its new words; the same words are nothing new."""
    take(store, "rule", TEN)
    again = take(store, "rule", TEN, TEN | {"values": {"days": 9, "unit": "工作日"}})
    assert (again.new, again.changed, again.same) == (0, 1, 1)
    (rule,) = store.find(Rule)
    assert (rule.data["values"], rule.world) == ({"days": 9, "unit": "工作日"}, LOCAL)


def test_amended(store):
    """Key by key, as people call them; "" takes one out; a wrong one is refused and nothing changes."""
    take(store, "rule", TEN)
    (rule,) = store.find(Rule)
    with acting(store, "amend") as act:
        amend(act, rule, {"天数": "12", "most": "20"}, "区里改了")
    assert store.find(Rule)[0].data["values"] == {"days": 12, "unit": "工作日", "most": 20}
    with acting(store, "amend") as act:
        amend(act, store.find(Rule)[0], {"最长": ""}, "区里改了")
    assert store.find(Rule)[0].data["values"] == {"days": 12, "unit": "工作日"}
    for typed, said in (
        ({"天数": "十二"}, "“days”十二：要写"),
        ({"单位": "天"}, "“unit”天：只能是"),
        ({"days": ""}, "“days”没有写"),
    ):
        with pytest.raises(BadInput, match=said), acting(store, "amend") as act:
            amend(act, store.find(Rule)[0], typed, "试")
    assert store.find(Rule)[0].data["values"] == {"days": 12, "unit": "工作日"}


def test_the_district_s_word_holds(store, tmp_path):
    """What a station wrote itself gives way to what its district sends."""
    take(store, "rule", TEN)
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as office:
        write(office, Rule, {"name": "正常", "values": {"days": 20, "unit": "工作日"}})
        sent = list(office.entries("world='140405' ORDER BY stream, seq"))
    merge.merge(store, sent)
    assert rules_of(store, 2026)["正常"]["days"] == 20


# ---- 代表建议 at its bounds -----------------------------------------------------------------------------------------


def suggestion(store):
    """A 代表建议 passed on on 14 July 2026."""
    take(store, "issue", {"registered_at": "2026-07-14", "statement": "修桥", "kind": "代表建议"})
    return do(store, "D0001", "交办", organ="区交通局", acted_on="2026-07-14")


def test_six_months_at_most(store):
    """Three months, by extension six from the 交办 and not a day more, whatever the extension is asked from."""
    assert suggestion(store).due_on == "2026-10-14"
    asked = {"acted_on": "2026-10-12", "reason": "要等汛期过去", "evidence": "复文"}
    with pytest.raises(
        NotAllowed, match="代表建议从交办之日 2026-07-14 起最多 6 个月，期限最晚是 2027-01-14，不能到 2027-01-15"
    ):
        do(store, "D0001", "延期", due_on="2027-01-15", **asked)
    with pytest.raises(NotAllowed, match="还缺：理由"):
        do(store, "D0001", "延期", due_on="2027-01-14", **asked | {"reason": ""})
    assert do(store, "D0001", "延期", due_on="2026-12-01", **asked).due_on == "2026-12-01"
    with pytest.raises(NotAllowed, match="最晚是 2027-01-14"):
        do(store, "D0001", "延期", due_on="2027-02-01", acted_on="2026-10-30", reason="还没好")
    assert (
        do(store, "D0001", "延期", due_on="2027-01-14", acted_on="2026-10-30", reason="还没好").due_on == "2027-01-14"
    )


def test_nor_by_agreement(store):
    """Nor may a day be agreed on beyond it at the 交办."""
    take(store, "issue", {"registered_at": "2026-07-14", "statement": "修桥", "kind": "代表建议"})
    with pytest.raises(NotAllowed, match="期限最晚是 2027-01-14"):
        do(store, "D0001", "交办", organ="区交通局", acted_on="2026-07-14", due_on="2027-07-14")
    assert (
        do(store, "D0001", "交办", organ="区交通局", acted_on="2026-07-14", due_on="2026-08-14").due_on == "2026-08-14"
    )


def test_no_statute_for_the_public(store):
    """What a citizen brought has an agreed limit only; it may be extended as the two agree."""
    receive(store, **PASSED)
    assert (
        do(store, "Y0001", "延期", due_on="2027-12-01", acted_on="2026-10-20", reason="列入明年计划").due_on
        == "2027-12-01"
    )


def test_redone_within_a_month(store):
    """The next round of a 代表建议 has the limit its rule gives, the district's where it says so."""
    suggestion(store)
    do(store, "D0001", "答复", acted_on="2026-08-14", answer_class="A", evidence="复文")
    do(
        store,
        "D0001",
        "评价",
        acted_on="2026-08-20",
        satisfaction_work="满意",
        satisfaction_result="不满意",
        reason="没修",
    )
    assert do(store, "D0001", "重办", acted_on="2026-08-21", reason="不满意").due_on == "2026-09-21"
    take(store, "rule", {"name": "代表建议重办", "values": {"days": 2, "unit": "个月"}})
    do(store, "D0001", "答复", acted_on="2026-09-14", answer_class="A", evidence="复文")
    assert do(store, "D0001", "重办", acted_on="2026-09-21", reason="还不满意").due_on == "2026-11-23"

"""The records behind a figure: which are counted, on which page they are looked at, and what their rows say."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.activity import add_activity
from lianluozhan.duty import add_duty
from lianluozhan.record import new_id
from lianluozhan.visit import OUTCOMES
from tests.station import do, empty, opened, receive
from ui.asks.behind import SINGLE, What, behind
from ui.listing import Mark

TOWN = "渔泽镇人民政府"


@pytest.fixture
def store(tmp_path):
    """Eight receptions from September to November 2026, four issues of October and two duties."""
    with opened(empty(tmp_path / "站")) as store:
        receive(store, received_at="2026-09-30T17:00")
        receive(store, received_at="2026-10-01T09:00", visitor_name="王秀英", party_size=3)
        receive(store, received_at="2026-10-14T09:00", outcome="乡镇办理", referred_to=TOWN, category="供暖")
        receive(store, received_at="2026-10-14T10:00", outcome="村社办理")
        receive(store, received_at="2026-10-15T09:00", outcome="报区办理")
        receive(store, received_at="2026-10-20T09:00", outcome="形成建议")
        receive(store, received_at="2026-10-31T23:59", outcome="不属受理范围")
        receive(store, received_at="2026-11-01", outcome="当场答复")
        with acting(store, "duty") as act:
            add_duty(
                act, new_id(), {"begin": "2026-10-08", "kind": "扶弱济困", "deputies": ["甲", "乙"], "title": "送煤"}
            )
            add_duty(act, new_id(), {"begin": "2026-11-30", "kind": "附议", "deputies": ["甲"]})
        yield store


@pytest.fixture
def blank(tmp_path):
    """A store in which nothing happened."""
    with opened(empty(tmp_path / "空站")) as store:
        yield store


def tails(store, span, count, word=""):
    """The numbers behind a figure, in the order of the list."""
    return " ".join(item.tail for item in behind(store, span, What(count, word)).items)


@pytest.mark.parametrize(
    ("span", "count", "word", "found"),
    [
        ("2026-10", "visit", "", "J0002 J0003 J0004 J0005 J0006 J0007"),
        ("2026-09", "visit", "", "J0001"),
        ("2026-11", "visit", "", "J0008"),
        ("2026", "visit", "", "J0001 J0002 J0003 J0004 J0005 J0006 J0007 J0008"),
        ("2025", "visit", "", ""),
        ("2026-10", "day", "2026-10-14", "J0003 J0004"),
        ("2026-10", "day", "2026-10-31", "J0007"),
        ("2026-11", "day", "2026-11-01", "J0008"),
        ("2026-10", "day", "2026-10-02", ""),
        ("2026-10", "day", "2026-09-30", ""),
        ("2026-10", "outcome", "当场答复", "J0002"),
        ("2026", "outcome", "当场答复", "J0001 J0002 J0008"),
        ("2026-10", "outcome", "乡镇办理", "J0003"),
        ("2026-10", "outcome", "村社办理", "J0004"),
        ("2026-10", "outcome", "报区办理", "J0005"),
        ("2026-10", "outcome", "形成建议", "J0006"),
        ("2026-10", "outcome", "不属受理范围", "J0007"),
        ("2026-10", "passed_on", "", "J0003 J0004 J0005"),
        ("2026-09", "passed_on", "", ""),
        ("2026-Q4", "visit", "", "J0002 J0003 J0004 J0005 J0006 J0007 J0008"),
        ("2026-Q3", "visit", "", "J0001"),
        ("2026-10", "walks", "", ""),
    ],
)
def test_receptions(store, span, count, word, found):
    """By month or year, narrowed to a day, an outcome, or all that were passed on; in the order they happened."""
    assert tails(store, span, count, word) == found


@pytest.mark.parametrize(
    ("span", "count", "word", "found"),
    [
        ("2026-10", "issue", "", "Y0001 Y0002 Y0003 D0001"),
        ("2026", "issue", "", "Y0001 Y0002 Y0003 D0001"),
        ("2026-09", "issue", "", ""),
        ("2026-11", "issue", "", ""),
        ("2026-10", "state", "办理中", "Y0001"),
        ("2026-10", "state", "待处理", "Y0002 D0001"),
        ("2026-10", "state", "待区处理", "Y0003"),
        ("2026-10", "state", "已办结", ""),
        ("2026-10", "category", "供暖", "Y0001"),
        ("2026-10", "category", "教育", ""),
        ("2026-10", "category", "没有写", "Y0002 Y0003 D0001"),
        ("2026-11", "carried", "", "Y0001 Y0002 Y0003 D0001"),
        ("2026-10", "carried", "", ""),
        ("2026", "carried", "", ""),
        ("2027", "carried", "", "Y0001 Y0002 Y0003 D0001"),
        ("2026-10", "closed", "", ""),
        ("2026-10", "closed_in", "", ""),
        ("2026-10", "late", "", ""),
        ("2026-Q4", "issue", "", "Y0001 Y0002 Y0003 D0001"),
        ("2026-Q3", "issue", "", ""),
        ("2027-Q1", "carried", "", "Y0001 Y0002 Y0003 D0001"),
        ("2026-10", "source", "来站", "Y0001 Y0002 Y0003 D0001"),
        ("2026-10", "source", "走访", ""),
        ("2026-10", "answer", "A", ""),
        ("2026-10", "suggestions", "", "D0001"),
    ],
)
def test_issues(store, span, count, word, found):
    """Those registered in the span, narrowed; or those that were open when it began."""
    assert tails(store, span, count, word) == found


@pytest.mark.parametrize(("day", "found"), [("2026-11-04", ""), ("2026-11-05", "Y0001"), ("2026-12-31", "Y0001")])
def test_late_as_of_today(store, day, found):
    """Fifteen working days from 14 October end on 4 November: late from the day after, and only while a clock runs."""
    clock.set_today(day)
    assert tails(store, "2026-10", "late") == found


def close(store, number, day):
    """Take an issue to its end by this day."""
    do(store, number, "答复", acted_on=day, answer_class="A")
    do(store, number, "回告", acted_on=day, how="电话", to="反映人")
    do(store, number, "评价", acted_on=day, satisfaction="满意")
    do(store, number, "办结", acted_on=day)


@pytest.fixture
def closed(tmp_path):
    """An issue of September closed in October, one of October closed there, and one that is open."""
    with opened(empty(tmp_path / "站")) as store:
        for day in ("2026-09-21", "2026-10-08", "2026-10-09"):
            receive(store, received_at=day, outcome="乡镇办理", referred_to=TOWN, visitor_name="王秀英")
        close(store, "Y0001", "2026-10-12")
        close(store, "Y0002", "2026-10-13")
        yield store


@pytest.mark.parametrize(
    ("span", "count", "found"),
    [
        ("2026-10", "closed_in", "Y0001 Y0002"),
        ("2026-10", "closed", "Y0002"),
        ("2026-09", "closed", "Y0001"),
        ("2026-09", "closed_in", ""),
        ("2026-10", "carried", "Y0001"),
        ("2026-11", "carried", "Y0003"),
        ("2026", "closed_in", "Y0001 Y0002"),
        ("2026", "closed", "Y0001 Y0002"),
        ("2026-Q3", "closed", "Y0001"),
        ("2026-Q4", "closed_in", "Y0001 Y0002"),
        ("2026-Q4", "carried", "Y0001"),
    ],
)
def test_closed(closed, span, count, found):
    """Closed in a month, whenever registered; or registered in it and closed, whenever that was."""
    assert tails(closed, span, count) == found


def test_how_long_it_took(closed):
    """21 September to 12 October are 21 days, 8 to 13 October five."""
    assert tails(closed, "2026", "time", "16—30 天") == "Y0001"
    assert tails(closed, "2026", "time", "7 天以内") == "Y0002"


def test_what_was_done_for_somebody(store):
    """The kind of that name, and what brought something about; a group's meeting that was held."""
    with acting(store, "duty") as act:
        add_duty(act, new_id(), {"begin": "2026-10-09", "kind": "办好事、实事", "deputies": ["甲"], "title": "修灯"})
        add_duty(
            act,
            new_id(),
            {"begin": "2026-10-10", "kind": "附议", "deputies": ["甲"], "title": "路", "promoted": "路修好了"},
        )
        add_activity(act, new_id(), {"kind": "小组活动", "begin": "2026-10-11", "present": ["甲"], "theme": "学法"})
        add_activity(act, new_id(), {"kind": "视察", "begin": "2026-10-11", "present": ["甲"], "theme": "看水"})
    assert [item.title for item in behind(store, "2026-10", What("deeds")).items] == ["修灯", "路"]
    held = behind(store, "2026-Q4", What("meetings"))
    assert (held.noun, [item.title for item in held.items], held.items[0].words) == ("activity", ["学法"], "甲")


@pytest.mark.parametrize(
    ("span", "found"), [("2026-10", ["送煤"]), ("2026-11", ["附议"]), ("2026", ["送煤", "附议"]), ("2026-12", [])]
)
def test_duties(store, span, found):
    """The acts of the span; one without a name is called by its kind."""
    assert [item.title for item in behind(store, span, What("duty")).items] == found


@pytest.mark.parametrize(
    ("count", "noun"),
    [
        ("visit", "visit"),
        ("day", "visit"),
        ("outcome", "visit"),
        ("passed_on", "visit"),
        ("issue", "followup"),
        ("carried", "followup"),
        ("closed_in", "followup"),
        ("closed", "followup"),
        ("late", "followup"),
        ("state", "followup"),
        ("category", "followup"),
        ("duty", "duty"),
        ("walks", "visit"),
        ("source", "followup"),
        ("answer", "followup"),
        ("time", "followup"),
        ("suggestions", "followup"),
        ("deeds", "duty"),
        ("meetings", "activity"),
    ],
)
def test_the_page_a_figure_leads_to(blank, count, noun):
    """Every count leads to the page its records are looked at on, also where there are none."""
    found = behind(blank, "2026-10", What(count))
    assert (found.noun, found.items) == (noun, [])


def test_an_unknown_count_is_an_error_of_ours(blank):
    """No figure is shown with somebody else's records behind it."""
    with pytest.raises(KeyError):
        behind(blank, "2026-10", What("people"))


def test_the_voided_are_not_behind(store):
    """What was made void is in no figure and in no list."""
    do(store, "Y0002", "作废", reason="录错")
    assert tails(store, "2026-10", "issue") == "Y0001 Y0003 D0001"


# -- the rows


def test_a_reception(store):
    """Who came, when, what was said and what became of it."""
    first = behind(store, "2026-10", What("visit")).items[0]
    assert (first.title, first.right, first.words, first.tail) == ("王*英", "10-01", "路灯不亮", "J0002")
    assert first.marks == (Mark("当场答复"),)


def test_who_left_no_name(store):
    """One without a name is called by what kind of visitor it was."""
    assert behind(store, "2026-09", What("visit")).items[0].title == "匿名"


def test_words_in_one_line(blank):
    """What was said over several lines stands in one."""
    receive(blank, statement="路灯\n\n  不亮")
    assert behind(blank, "2026-10", What("visit")).items[0].words == "路灯 不亮"


def test_an_issue(store):
    """Its title or first clause, when it was registered, who works on it, its state and category."""
    first, second = behind(store, "2026-10", What("issue")).items[:2]
    assert (first.title, first.right, first.words) == ("路灯不亮", "10-14", TOWN)
    assert first.marks == (Mark("办理中"), Mark("供暖"))
    assert (second.words, second.marks) == ("", (Mark("待处理"),))


def test_a_duty(store):
    """What it was, when, who was there, and its kind."""
    (item,) = behind(store, "2026-10", What("duty")).items
    assert (item.right, item.words, item.marks, item.tail) == ("10-08", "甲、乙", (Mark("扶弱济困"),), "L0001")


def test_another_year_is_shown(store):
    """Seen from another year, the days have theirs."""
    clock.set_today("2027-01-04")
    assert behind(store, "2026-10", What("duty")).items[0].right == "2026-10-08"


# -- which figure leads where


def test_parts_of_a_report():
    """Receptions, issues and duties, with as many figures as a report has of each."""
    assert [len(part) for part in SINGLE] == [6 + len(OUTCOMES) - 4, 8, 8]


def test_a_share_leads_nowhere():
    """A percentage counts no records; every other figure leads somewhere."""
    assert [what is None for part in SINGLE for what in part] == [False] * 8 + [False] * 6 + [True] * 2 + [False] * 8

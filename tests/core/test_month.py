"""月结's figures, each counted by hand from a few rows: what belongs to a month, what is carried into it, and the shares."""

from itertools import permutations

import pytest

from lianluozhan.action import OPEN, STATES
from lianluozhan.errors import BadValue
from lianluozhan.figures import Tally, carried, count, figures, percent, tally, within
from lianluozhan.month import MonthEnd

MONTH = "2026-10"


def visit(at, outcome="当场答复", **values):
    """A reception's readable row."""
    plain = {"channel": "来站", "nature": "求助", "party_size": None, "deputies": None, "voided": None}
    return {"received_at": at, "outcome": outcome} | plain | values


def issue(on, state="办理中", **values):
    """An issue's readable row."""
    return {"registered_at": on, "state": state, "source": "来站", "closed_on": None, "voided": None} | values


def duty(begin, deputies, kind="接待选民", **values):
    """A duty's readable row."""
    return {"begin": begin, "deputies": deputies, "kind": kind, "voided": None} | values


VISITS = (
    visit("2026-10-07T09:00", party_size=3, deputies=["单俊峰", "解国栋"]),
    visit("2026-10-07T09:40", "乡镇办理", channel="电话", nature="投诉", deputies=["单俊峰"]),
    visit("2026-10-07", "报区办理", nature="投诉", party_size=2),
    visit("2026-10-14T10:00", "村社办理", channel="走访", nature=None, party_size=1, deputies=["冯玉梅"]),
    visit("2026-10-14T10:30", "形成建议", channel="信件", nature="建议", deputies=[]),
    visit("2026-10-14T11:00", "不属受理范围", party_size=4),
)
ISSUES = (
    issue("2026-10-07", "办理中", light="红", category="供暖", urgency="紧急"),
    issue(
        "2026-10-07",
        "已办结",
        light=None,
        category="供暖",
        urgency="正常",
        answer_class="A",
        satisfaction="满意",
        closed_on="2026-10-20",
    ),
    issue(
        "2026-10-14",
        "跟踪中",
        light="绿",
        category="教育",
        source="走访",
        answer_class="B",
        satisfaction="不满意",
        closed_on="2026-10-21",
    ),
    issue("2026-09-15", "已办结", light=None, category="教育", closed_on="2026-10-08", satisfaction="满意"),
    issue("2026-09-20", "待区处理", light="红", category="教育", source="电话"),
)
DUTIES = (
    duty("2026-10-07T09:00", ["单俊峰", "解国栋"]),
    duty("2026-10-14T09:00", ["单俊峰"]),
    duty("2026-10-16", ["冯玉梅", "单俊峰", "解国栋"], "参加学习培训"),
)


@pytest.fixture
def found():
    """The figures of October."""
    return figures(VISITS, ISSUES, DUTIES, MONTH)


# -- receptions


def test_total(found):
    """批次, 人次 (nobody counted is one person), answered on the spot, passed on, and the others by their outcome."""
    assert found.total == Tally(
        visits=6, people=3 + 1 + 2 + 1 + 1 + 4, answered=1, passed_on=3, other={"形成建议": 1, "不属受理范围": 1}
    )


def test_each_day(found):
    """A day's line counts that day alone, one whose hour is unknown with it; a day without receptions has no line."""
    assert found.days == {
        "2026-10-07": Tally(visits=3, people=6, answered=1, passed_on=2),
        "2026-10-14": Tally(visits=3, people=6, answered=0, passed_on=1, other={"形成建议": 1, "不属受理范围": 1}),
    }


def test_days_stand_in_order():
    """Days come in the order of the calendar, whatever the order of the rows."""
    for rows in permutations([visit("2026-10-21"), visit("2026-10-02T08:00"), visit("2026-10-14")]):
        assert list(figures(rows, (), (), MONTH).days) == ["2026-10-02", "2026-10-14", "2026-10-21"]


def test_days_add_up(found):
    """The days' lines make the total."""
    for part in ("visits", "people", "answered", "passed_on"):
        assert sum(getattr(day, part) for day in found.days.values()) == getattr(found.total, part)


def test_deputy_turns(found):
    """接待代表人次 counts a deputy at every reception anew."""
    assert found.deputy_turns == 4


def test_by_choice(found):
    """Receptions by their choices stand in the order of the choices; what was not written is left out."""
    assert list(found.by_channel.items()) == [("来站", 3), ("走访", 1), ("电话", 1), ("信件", 1)]
    assert list(found.by_nature.items()) == [("求助", 2), ("投诉", 2), ("建议", 1)]
    assert list(found.by_outcome) == ["当场答复", "村社办理", "乡镇办理", "报区办理", "形成建议", "不属受理范围"]
    assert set(found.by_outcome.values()) == {1}


@pytest.mark.parametrize(("size", "people"), [(None, 1), (0, 0), (1, 1), (12, 12)])
def test_people(size, people):
    """Only a size nobody wrote is taken for one; a nought that was written stays a nought."""
    assert tally([visit("2026-10-07", party_size=size)]).people == people


def test_a_row_without_a_size():
    """A row that does not have the field at all is one person too."""
    assert tally([{"received_at": "2026-10-07", "outcome": "当场答复"}]).people == 1


@pytest.mark.parametrize(
    ("outcome", "answered", "passed_on", "other"),
    [
        ("当场答复", 1, 0, {}),
        ("村社办理", 0, 1, {}),
        ("乡镇办理", 0, 1, {}),
        ("报区办理", 0, 1, {}),
        ("形成建议", 0, 0, {"形成建议": 1}),
        ("不属受理范围", 0, 0, {"不属受理范围": 1}),
    ],
)
def test_every_outcome_has_one_place(outcome, answered, passed_on, other):
    """A reception is answered, passed on or another, never two of them."""
    assert tally([visit("2026-10-07", outcome)]) == Tally(1, 1, answered, passed_on, other)


# -- issues


def test_issues_of_the_month(found):
    """Issues count in the month they were registered in; of these the closed and, whenever registered, what closed in it."""
    assert (found.issues, found.closed, found.closed_in_month, found.overdue) == (3, 2, 3, 1)


def test_issues_by_choice(found):
    """Each distribution is of the month's own issues, not of what is carried."""
    assert found.by_source == {"来站": 2, "走访": 1}
    assert list(found.by_category.items()) == [("供暖", 2), ("教育", 1)]
    assert list(found.by_urgency.items()) == [("正常", 1), ("紧急", 1)]
    assert list(found.by_state.items()) == [("办理中", 1), ("已办结", 1), ("跟踪中", 1)]
    assert list(found.by_light.items()) == [("红", 1), ("绿", 1)]
    assert found.by_answer == {"A": 1, "B": 1}
    assert found.by_rating == {"满意": 1, "不满意": 1}


def test_parts_make_up_the_whole():
    """An issue without 来源 or 内容分类 is counted as such, last: an inspector adds the parts up."""
    rows = [
        issue("2026-10-07", source=None, category=None),
        issue("2026-10-08", source=None, category=None),
        issue("2026-10-09", category="供暖"),
    ]
    sums = figures([], rows, [], MONTH)
    assert list(sums.by_source.items()) == [("来站", 1), ("没有写", 2)]
    assert list(sums.by_category.items()) == [("供暖", 1), ("没有写", 2)]


def test_carried(found):
    """What came earlier and was open when the month began is carried, though it closed later."""
    assert found.carried == 2


@pytest.mark.parametrize("state", STATES)
def test_carried_by_state(state):
    """Without a closing day an earlier issue is carried exactly while it is somebody's turn."""
    assert bool(carried([issue("2026-09-01", state)], MONTH)) == (state in OPEN)


@pytest.mark.parametrize(
    ("registered", "closed_on", "is_carried"),
    [
        ("2026-09-30", "2026-09-30", False),
        ("2026-09-30", "2026-10-01", True),
        ("2026-09-30", "2026-10-31", True),
        ("2026-09-30", "2026-11-05", True),
        ("2025-12-31", "2026-10-01", True),
        ("2026-10-01", "2026-10-05", False),
        ("2026-11-01", "2026-11-05", False),
    ],
)
def test_carried_at_the_edges(registered, closed_on, is_carried):
    """Carried is what was registered before the first and not closed before the first."""
    rows = [issue(registered, "已办结", closed_on=closed_on)]
    assert len(carried(rows, MONTH)) == figures((), rows, (), MONTH).carried == is_carried


def test_carried_earliest_first():
    """The list of what is carried begins with the oldest."""
    rows = [issue("2026-09-20"), issue("2025-12-31"), issue("2026-08-01")]
    assert [row["registered_at"] for row in carried(rows, MONTH)] == ["2025-12-31", "2026-08-01", "2026-09-20"]


@pytest.mark.parametrize("row", [issue("2026-09-01", voided="重复"), issue(None)])
def test_never_carried(row):
    """What is voided, or nobody knows since when, is not carried."""
    assert carried([row], MONTH) == []


def test_closed_in_month_is_by_its_day():
    """Closing counts in the month of its day: not before, not after, and only where it is closed still."""
    rows = [
        issue("2026-08-01", "已办结", closed_on=day) for day in ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01")
    ]
    rows.append(issue("2026-08-01", "办理中", closed_on="2026-10-15"))
    assert figures((), rows, (), MONTH).closed_in_month == 2


# -- duties


def test_duties(found):
    """件, 人次, 人数, and 件 with 人次 of each kind, the most frequent first."""
    assert (found.acts, found.deputy_acts, found.deputies) == (3, 6, 3)
    assert list(found.by_kind.items()) == [("接待选民", (2, 3)), ("参加学习培训", (1, 3))]


@pytest.mark.parametrize("deputies", [None, []])
def test_a_duty_without_deputies(deputies):
    """A duty that names nobody is an act of nobody."""
    found = figures((), (), [duty("2026-10-07", deputies)], MONTH)
    assert (found.acts, found.deputy_acts, found.deputies, found.by_kind) == (1, 0, 0, {"接待选民": (1, 0)})


# -- which month


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ("2026-09-30T23:59", False),
        ("2026-09-30", False),
        ("2026-10-01", True),
        ("2026-10-01T00:00", True),
        ("2026-10-31", True),
        ("2026-10-31T23:59", True),
        ("2026-11-01", False),
        ("2025-10-15", False),
        (None, False),
    ],
)
def test_edges(at, inside):
    """A month holds its first and its last minute, and nothing beside them, for receptions, issues and duties alike."""
    found = figures([visit(at)], [issue(at)], [duty(at, ["单俊峰"])], MONTH)
    assert (found.total.visits, found.issues, found.acts) == (inside, inside, inside)


def test_the_voided_are_in_no_figure():
    """Voided rows leave the figures of an empty month."""
    rows = [[row | {"voided": "重复"} for row in rows] for rows in (VISITS, ISSUES, DUTIES)]
    assert figures(*rows, MONTH) == figures((), (), (), MONTH)


def test_within_is_sorted():
    """The rows of a month come earliest first; a day whose hour is unknown before its hours."""
    rows = [visit("2026-10-14T09:00"), visit("2026-10-31"), visit("2026-10-14"), visit("2026-09-30")]
    assert [row["received_at"] for row in within(rows, "received_at", MONTH)] == [
        "2026-10-14",
        "2026-10-14T09:00",
        "2026-10-31",
    ]


def test_a_year():
    """A year is counted as a month is: '2026' holds all its months, and carries what 2025 left open."""
    visits = [visit("2025-12-31"), visit("2026-01-01"), visit("2026-12-31T23:00"), visit("2027-01-01")]
    found = figures(visits, [issue("2025-12-31"), issue("2026-03-01")], (), "2026")
    assert (found.month, found.total.visits, found.issues, found.carried) == ("2026", 2, 1, 1)


def test_an_empty_month():
    """A month without a row has noughts, empty distributions and dashes."""
    found = figures((), (), (), MONTH)
    assert found.month == MONTH
    assert found.total == Tally(0, 0, 0, 0, {})
    assert (found.issues, found.closed, found.closed_in_month, found.carried, found.overdue) == (0, 0, 0, 0, 0)
    assert (found.acts, found.deputy_acts, found.deputies, found.deputy_turns) == (0, 0, 0, 0)
    shares = [value for name, value in vars(found).items() if name.startswith("by_") or name == "days"]
    assert shares == [{}] * 13
    assert (found.closed_share, found.satisfied_share) == ("—", "—")


def test_rows_that_come_but_once():
    """Rows may be given as an iterator."""
    assert figures(iter(VISITS), iter(ISSUES), iter(DUTIES), MONTH) == figures(VISITS, ISSUES, DUTIES, MONTH)


# -- shares


def test_shares(found):
    """办结率 2 of 3; 满意率 1 of the 2 who said something."""
    assert (found.closed_share, found.satisfied_share) == ("66.7%", "50.0%")


@pytest.mark.parametrize(
    ("ratings", "share"),
    [
        ([], "—"),
        (["未评价", "无法回访"], "—"),
        (["满意"], "100.0%"),
        (["基本满意"], "100.0%"),
        (["不满意"], "0.0%"),
        (["满意", "基本满意", "不满意"], "66.7%"),
        (["满意", "未评价", "无法回访", "不满意"], "50.0%"),
    ],
)
def test_satisfied_share(ratings, share):
    """基本满意 is satisfied; who was not asked or not reached is in neither number."""
    rows = [issue("2026-10-07", "已办结", satisfaction=rating) for rating in ratings]
    assert figures((), rows, (), MONTH).satisfied_share == share


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "—"),
        (0, 7, "0.0%"),
        (7, 7, "100.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (6, 17, "35.3%"),
        (1, 8, "12.5%"),
        (1, 16, "6.3%"),
        (3, 16, "18.8%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (1999, 2000, "100.0%"),
        (3, 2, "150.0%"),
    ],
)
def test_percent(part, whole, words):
    """One decimal, a half rounded up (1 of 16 is 6.25, printed 6.3); of nothing there is no share."""
    assert percent(part, whole) == words


@pytest.mark.parametrize(
    ("order", "counted"),
    [((), [("乙", 3), ("甲", 2), ("丙", 1)]), (("丙", "丁", "甲"), [("丙", 1), ("甲", 2), ("乙", 3)])],
)
def test_count(order, counted):
    """Counts stand in the order given, words outside it after them and greatest first; absent values are left out."""
    rows = [{"x": word} for word in "甲乙丙乙甲乙"] + [{"x": None}, {"x": ""}, {}]
    assert list(count(rows, "x", order).items()) == counted


# -- the record of a month's end


@pytest.mark.parametrize(("typed", "read"), [("2026-10", "2026-10"), ("2026年10月", "2026-10")])
def test_a_month_is_read(typed, read):
    """A closed month is named by year and month, however typed."""
    assert MonthEnd.fields["month"].read(typed) == read


@pytest.mark.parametrize("typed", ["2026-13", "2026-00", "十月份吧"])
def test_no_month(typed):
    """What is no month is refused."""
    with pytest.raises(BadValue):
        MonthEnd.fields["month"].read(typed)


def test_a_source_that_names_records():
    """What is founded on other records is counted by their kind, never by their numbers."""
    rows = [
        issue("2026-10-07", source="140405102-2026-Y0001、140405102-2026-Y0002"),
        issue("2026-10-08", source="立法意见 示例-140405102-2026-T0004"),
        issue("2026-10-09", source="12345转"),
    ]
    assert figures([], rows, [], MONTH).by_source == {"12345转": 1, "群众意见": 1, "立法意见": 1}

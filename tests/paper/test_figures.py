"""The month's figures, counted by hand from the clerk's ledger and from small months made up for the purpose."""

import pytest

from lianluozhan.figures import Tally, carried, count, figures, percent, tally, within


@pytest.fixture
def october(sample):
    """The figures of the sample month."""
    return figures(sample.visits, sample.issues, sample.duties, "2026-10")


def test_days(october):
    """Four days with 5, 10, 4 and 4 visits; 8, 15, 8 and 7 people; 2, 1, 1 and 2 answered on the spot."""
    assert october.days == {
        "2026-10-03": Tally(5, 8, 2, 3),
        "2026-10-07": Tally(10, 15, 1, 9),
        "2026-10-14": Tally(4, 8, 1, 3),
        "2026-10-24": Tally(4, 7, 2, 2),
    }


def test_total(october):
    """23 批次 38 人次，当场答复 6，转办 17."""
    assert october.total == Tally(23, 38, 6, 17)


def test_by_choice_in_their_order(october):
    """Channels, natures and outcomes stand as the choices do, not by size."""
    assert list(october.by_channel.items()) == [("来站", 8), ("走访", 8), ("电话", 6), ("云接待", 1)]
    assert list(october.by_nature.items()) == [("咨询", 5), ("求助", 8), ("投诉", 5), ("建议", 5)]
    assert list(october.by_outcome.items()) == [("当场答复", 6), ("乡镇办理", 12), ("报区办理", 5)]


def test_issues_by_category(october):
    """The seventeen, greatest first."""
    assert october.issues == 17
    assert october.by_category == {
        "供暖": 5,
        "道路与路灯": 3,
        "占道经营与市容": 2,
        "教育": 2,
        "物业与老旧小区": 2,
        "医保医疗": 1,
        "供水供电燃气通讯": 1,
        "农业农村": 1,
    }
    assert next(iter(october.by_category)) == "供暖"


def test_issues_by_state(october):
    """12 passed on, 5 reported up, none late, none closed."""
    assert october.by_state == {"待区处理": 5, "办理中": 12}
    assert (october.closed, october.overdue, october.carried, october.closed_in_month) == (0, 0, 0, 0)
    assert (october.closed_share, october.satisfied_share) == ("0.0%", "—")


def test_duties(october):
    """The sheet's 6 (15 deputy-rows) and 8 sessions (23 deputy-rows)."""
    assert (october.acts, october.deputy_acts) == (14, 38)
    assert october.by_kind["接待选民"] == (8, 23)
    assert october.by_kind["提出议案、建议、批评和意见"] == (1, 4)
    assert sum(acts for acts, _ in october.by_kind.values()) == 14


def test_deputies_are_counted_once(october):
    """人数 is of different deputies: all nine of the roster did something but 朱晓梅."""
    assert october.deputies == 8


def test_an_empty_month():
    """Nothing is nothing, and no share is invented."""
    empty = figures([], [], [], "2026-11")
    assert (empty.total, empty.days, empty.issues, empty.acts) == (Tally(), {}, 0, 0)
    assert (empty.closed_share, empty.satisfied_share) == ("—", "—")


def test_other_months_and_the_voided_are_left_out():
    """A month is what its rows' days say; a voided row is no row."""
    rows = [
        {"received_at": "2026-09-30T17:00"},
        {"received_at": "2026-10-31"},
        {"received_at": "2026-10-01T09:00", "voided": "重复登记"},
        {"received_at": "2026-11-01T08:00"},
    ]
    assert within(rows, "received_at", "2026-10") == [rows[1]]
    assert figures(rows, [], [], "2026-10").total.visits == 1


def test_party_size():
    """Whom nobody counted is one person; several letters in a box may be nobody."""
    assert tally([{"party_size": None}, {"party_size": 3}, {"party_size": 0}, {}]).people == 5


def test_every_visit_is_in_the_sums():
    """The outcomes that are neither answer nor passing on are told apart, so that the parts make the whole."""
    words = ["当场答复", "村社办理", "乡镇办理", "报区办理", "形成建议", "不属受理范围", "不属受理范围"]
    counted = tally({"outcome": word} for word in words)
    assert (counted.answered, counted.passed_on, counted.other) == (1, 3, {"形成建议": 1, "不属受理范围": 2})


ISSUES = [
    {"registered_at": "2026-08-03T09:00", "state": "已办结", "closed_on": "2026-09-20"},
    {"registered_at": "2026-09-12T09:00", "state": "已办结", "closed_on": "2026-10-09", "satisfaction": "满意"},
    {"registered_at": "2026-09-20T09:00", "state": "办理中", "closed_on": None, "light": "红"},
    {"registered_at": "2026-10-02T09:00", "state": "已办结", "closed_on": "2026-10-30", "satisfaction": "基本满意"},
    {"registered_at": "2026-10-05T09:00", "state": "跟踪中", "closed_on": "2026-11-02", "satisfaction": "不满意"},
    {
        "registered_at": "2026-10-06T09:00",
        "state": "办理中",
        "closed_on": None,
        "light": "红",
        "satisfaction": "未评价",
    },
]


def test_closing():
    """Closed of the registered (a promise tracked counts), closed in the month whenever registered, late, carried over."""
    sums = figures([], ISSUES, [], "2026-10")
    assert (sums.issues, sums.closed, sums.closed_share) == (3, 2, "66.7%")
    assert (sums.closed_in_month, sums.carried, sums.overdue) == (2, 2, 1)
    assert sums.satisfied_share == "50.0%"
    assert sums.by_light == {"红": 1}


def test_carried_over():
    """What was open when the month began; what was closed before is past, a promise tracked since then too."""
    tracked = {"registered_at": "2026-08-04T09:00", "state": "跟踪中", "closed_on": "2026-09-01"}
    assert carried([*ISSUES, tracked], "2026-10") == ISSUES[1:3]


def test_put_aside_is_not_closed():
    """引导, 并案 and 撤回 end an issue, but are no 办结."""
    row = {"registered_at": "2026-10-02T09:00", "state": "已引导", "closed_on": "2026-10-03"}
    sums = figures([], [row], [], "2026-10")
    assert (sums.closed, sums.closed_in_month) == (0, 0)


@pytest.mark.parametrize("state", ["已引导", "已并案", "已撤回"])
def test_what_was_put_aside_is_not_carried(state):
    """It has no closing day, and yet it is nobody's turn."""
    assert carried([{"registered_at": "2026-09-04T09:00", "state": state}], "2026-10") == []


def test_count_orders():
    """The given order first, then by number, then as met; what has no value is not counted."""
    rows = [{"a": word} for word in ("x", "y", "y", "z", None, "甲")]
    assert list(count(rows, "a")) == ["y", "x", "z", "甲"]
    assert list(count(rows, "a", ("甲", "z"))) == ["甲", "z", "y", "x"]


@pytest.mark.parametrize(
    "part, whole, shown",
    [
        (0, 0, "—"),
        (0, 3, "0.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (7, 7, "100.0%"),
    ],
)
def test_percent(part, whole, shown):
    """One decimal, half up, by whole numbers."""
    assert percent(part, whole) == shown

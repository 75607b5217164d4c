"""A month's figures in words: every number with its unit, every part in the order of the report, a year called a year."""

from dataclasses import replace

import pytest

from lianluozhan.figures import Figures, Tally, figures
from lianluozhan.month_words import CARRIED, DUTIES, REGISTERED, told

NOTHING = Figures(
    month="2026-10",
    days={},
    total=Tally(),
    deputy_turns=0,
    by_channel={},
    by_nature={},
    by_outcome={},
    issues=0,
    closed=0,
    closed_in_month=0,
    carried=0,
    overdue=0,
    by_source={},
    by_category={},
    by_urgency={},
    by_state={},
    by_light={},
    by_answer={},
    by_rating={},
    acts=0,
    deputy_acts=0,
    deputies=0,
    by_kind={},
)

BUSY = replace(
    NOTHING,
    days={"2026-10-08": Tally(2, 3), "2026-10-14": Tally(5, 9)},
    total=Tally(visits=7, people=12, answered=3, passed_on=2, other={"形成建议": 2}),
    deputy_turns=9,
    by_channel={"来站": 5, "电话": 2},
    by_nature={"求助": 4, "投诉": 3},
    by_outcome={"当场答复": 3, "乡镇办理": 2, "形成建议": 2},
    issues=17,
    closed=6,
    closed_in_month=8,
    carried=4,
    overdue=1,
    by_source={"来站": 10, "走访": 7},
    by_category={"道路": 9, "供水": 8},
    by_urgency={"正常": 16, "紧急": 1},
    by_state={"办理中": 11, "已办结": 6},
    by_answer={"A": 5, "B": 1},
    by_rating={"满意": 3, "基本满意": 1, "不满意": 2, "未评价": 4},
    acts=4,
    deputy_acts=10,
    deputies=6,
    by_kind={"接待选民": (3, 8), "视察": (1, 2)},
    by_time={"7 天以内": 4, "90 天以上": 2},
    suggestions=2,
    deeds=3,
    meetings=1,
)


def single(sums, title):
    """The single figures of a part."""
    return dict(next(part.single for part in told(sums) if part.title == title))


def counts(sums, title):
    """The counts of a part."""
    return {
        label: dict(found) for label, found in next(part.counts for part in told(sums) if part.title == title).items()
    }


# ---- the three parts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sums", [NOTHING, BUSY], ids=["nothing", "busy"])
def test_parts(sums):
    """Receptions, matters, duties: in this order, also of a month in which nothing happened."""
    assert [part.title for part in told(sums)] == ["接待群众", "收集和办理意见", "代表履职"]


def test_duties_have_one_name():
    """The part's title is the name others look it up by."""
    assert told(BUSY)[-1].title == DUTIES


def test_visits():
    """天, 批次, 人次 and 件, each with its own unit, in the order of the paper."""
    assert list(single(BUSY, "接待群众").items()) == [
        ("接待日", "2 天"),
        ("来访批次", "7 批次"),
        ("来访人次", "12 人次"),
        ("代表人次", "9 人次"),
        ("当场答复", "3 件"),
        ("转办", "2 件"),
        ("形成建议", "2 件"),
        ("不属受理范围", "0 件"),
    ]


def test_counts_of_visits():
    """By the way people came 批次 are counted, by what was said and done 件: a meeting has several; under the field's own label."""
    assert counts(BUSY, "接待群众") == {
        "接待方式": {"来站": "5 批次", "电话": "2 批次"},
        "反映类别": {"求助": "4 件", "投诉": "3 件"},
        "处理方式": {"当场答复": "3 件", "乡镇办理": "2 件", "形成建议": "2 件"},
    }


def test_issues():
    """6 of 17 closed are 35.3%; 4 of the 6 who said something are satisfied, 66.7%."""
    assert list(single(BUSY, "收集和办理意见").items()) == [
        ("本月登记", "17 件"),
        ("往月结转", "4 件"),
        ("本月办结", "8 件"),
        ("逾期", "1 件"),
        ("办理中", "11 件"),
        ("其中办结", "6 件"),
        ("办结率", "35.3%"),
        ("满意率", "66.7%"),
    ]


def test_counts_of_issues():
    """Matters are counted in 件, under seven labels."""
    assert counts(BUSY, "收集和办理意见") == {
        "状态": {"办理中": "11 件", "已办结": "6 件"},
        "来源": {"来站": "10 件", "走访": "7 件"},
        "内容分类": {"道路": "9 件", "供水": "8 件"},
        "紧急程度": {"正常": "16 件", "紧急": "1 件"},
        "答复类别": {"A": "5 件", "B": "1 件"},
        "办结用时": {"7 天以内": "4 件", "90 天以上": "2 件"},
        "满意度": {"满意": "3 件", "基本满意": "1 件", "不满意": "2 件", "未评价": "4 件"},
    }


def test_duties():
    """10 by 6 deputies are 1.7 each; a kind says how many duties and how many turns."""
    assert list(single(BUSY, DUTIES).items()) == [
        ("履职件数", "4 件"),
        ("履职人次", "10 人次"),
        ("履职人数", "6 人"),
        ("人均履职", "1.7 件"),
        ("走访户数", "0 户"),
        ("小组活动", "1 次"),
        ("办成实事", "3 件"),
        ("代表建议", "2 件"),
    ]
    assert counts(BUSY, DUTIES) == {"履职类别": {"接待选民": "3 件 8 人次", "视察": "1 件 2 人次"}}


def test_order_of_counts_is_kept():
    """Words stand in the order in which they were counted: that of the choices, never the alphabet's."""
    sums = replace(NOTHING, by_category={"道路": 9, "供水": 9, "低保": 1})
    assert list(counts(sums, "收集和办理意见")["内容分类"]) == ["道路", "供水", "低保"]


# ---- months with little in them ----------------------------------------------------------------------------------


def test_an_empty_month_says_nought():
    """Nothing is left out where nothing happened; a share of nothing is a stroke, not 0%."""
    issues = single(NOTHING, "收集和办理意见")
    assert (issues.pop("办结率"), issues.pop("满意率")) == ("—", "—")
    assert set(issues.values()) == {"0 件"}
    assert list(single(NOTHING, "接待群众").values()) == [
        "0 天",
        "0 批次",
        "0 人次",
        "0 人次",
        "0 件",
        "0 件",
        "0 件",
        "0 件",
    ]
    assert list(single(NOTHING, DUTIES).values()) == ["0 件", "0 人次", "0 人", "0 件", "0 户", "0 次", "0 件", "0 件"]


@pytest.mark.parametrize("part", range(3))
def test_an_empty_month_has_its_labels(part):
    """Counts keep their labels, so that a table has its heading in every month."""
    assert list(told(NOTHING)[part].counts) == list(told(BUSY)[part].counts)
    assert not any(told(NOTHING)[part].counts.values())


def test_counted_from_no_rows():
    """What is counted of no rows at all reads the same as nothing."""
    assert told(figures([], [], [], "2026-10")) == told(NOTHING)


def test_counted_from_rows():
    """Two receptions of one day, one of them by two deputies for three people."""
    visits = [
        {
            "received_at": "2026-10-14T09:00",
            "channel": "来站",
            "outcome": "当场答复",
            "deputies": ["陈志明", "孔方"],
            "party_size": 3,
        },
        {
            "received_at": "2026-10-14T10:00",
            "channel": "电话",
            "outcome": "不属受理范围",
            "deputies": None,
            "party_size": None,
        },
    ]
    found = single(figures(visits, [], [], "2026-10"), "接待群众")
    assert list(found.values()) == ["1 天", "2 批次", "4 人次", "2 人次", "1 件", "0 件", "0 件", "1 件"]


@pytest.mark.parametrize(
    ("rating", "share"),
    [
        ({"满意": 1}, "100.0%"),
        ({"基本满意": 1}, "100.0%"),
        ({"不满意": 1}, "0.0%"),
        ({"未评价": 9}, "—"),
        ({"无法回访": 2}, "—"),
        ({"满意": 1, "基本满意": 1, "不满意": 1}, "66.7%"),
        ({"满意": 1, "未评价": 5}, "100.0%"),
    ],
)
def test_satisfied(rating, share):
    """满意 and 基本满意 count as satisfied; who said nothing or was not reached is not counted at all."""
    assert single(replace(NOTHING, by_rating=rating), "收集和办理意见")["满意率"] == share


@pytest.mark.parametrize(
    ("acts", "people", "mean"),
    [
        (0, 0, "0"),
        (1, 1, "1.0"),
        (0, 3, "0.0"),
        (1, 3, "0.3"),
        (2, 3, "0.7"),
        (5, 4, "1.3"),
        (1, 20, "0.1"),
        (1, 21, "0.0"),
        (19, 2, "9.5"),
        (199, 20, "10.0"),
        (100, 8, "12.5"),
        (1000, 1, "1000.0"),
    ],
)
def test_mean(acts, people, mean):
    """One decimal, the half rounded up (1.25 is 1.3, 0.05 is 0.1), counted without fractions of a machine."""
    sums = replace(NOTHING, deputy_acts=acts, deputies=people)
    assert single(sums, DUTIES)["人均履职"] == f"{mean} 件"


# ---- a year ------------------------------------------------------------------------------------------------------


def test_a_year_is_called_a_year():
    """The figures of a year say 本年 and 上年 where those of a month say 本月 and 往月; no 月 is left over."""
    labels = list(single(replace(BUSY, month="2026"), "收集和办理意见"))
    assert labels[:3] == ["本年登记", "上年结转", "本年办结"]
    assert not any("月" in label for part in told(replace(BUSY, month="2026")) for label in part.single)


def test_a_year_changes_no_figure():
    """Only words differ, in three places."""
    month, year = told(BUSY), told(replace(BUSY, month="2026"))
    assert [list(part.single.values()) for part in month] == [list(part.single.values()) for part in year]
    assert [part.counts for part in month] == [part.counts for part in year]
    assert sum(a != b for a, b in zip(month[1].single, year[1].single, strict=True)) == 3


def test_labels_others_look_up():
    """The labels of a month are the ones that are exported by name."""
    assert {REGISTERED, CARRIED} <= single(BUSY, "收集和办理意见").keys()

"""年度计划: each quarter's activities, and the 小组活动 a quarter lacks."""

import pytest

from lianluozhan import clock
from lianluozhan.rulebook import reasons
from lianluozhan.yearplan import quarters
from tests.station import empty, opened, take


@pytest.fixture
def store(tmp_path):
    """A station in the third quarter, with activities of three."""
    clock.set_today("2026-08-10")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "彭喆"})
        take(
            store,
            "activity",
            {"kind": "小组活动", "begin": "2026-02-10T09:00", "present": "彭喆"},
            {"kind": "视察", "planned_on": "2026-02-20", "state": "取消"},
            {"kind": "小组活动", "planned_on": "2026-05-10"},
            {"kind": "培训", "begin": "2026-05-11T09:00", "present": "彭喆"},
            {"kind": "小组活动", "planned_on": "2026-09-10"},
            {"kind": "小组活动", "planned_on": "2025-10-10"},
        )
        yield store
    clock.set_today(None)


def test_of_a_year(store):
    """By hand: the second quarter passed without its 小组活动, the third has one planned, the fourth none yet."""
    assert [one.words for one in quarters(store, 2026)] == [
        "一季度：计划 0，已举行 1，取消 1",
        "二季度：计划 1，已举行 1，取消 0；缺小组活动 1 次",
        "三季度：计划 1，已举行 0，取消 0",
        "四季度：计划 0，已举行 0，取消 0；还没排小组活动 1 次",
    ]


def test_the_district_says_how_many(store):
    """Its rule has the number; words that are none are named."""
    take(store, "rule", {"name": "活动", "values": {"least": 2}})
    assert [one.lacks for one in quarters(store, 2026)] == [1, 2, 1, 2]
    assert reasons("活动", {"least": 1}) == [] and len(reasons("活动", {"least": "一", "most": 3})) == 2

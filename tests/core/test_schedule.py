"""接待日 as a station writes them down: dates, hours, who receives."""

import pytest

from lianluozhan import sheet
from lianluozhan.readable import readable
from lianluozhan.schedule import Schedule
from tests.station import empty, opened, take

ROTA = [
    ["渔泽镇人大代表联络站2026年第四季度代表接待群众安排表"],
    ["日期", "星期", "时间段", "接待代表", "主题", "联合接待部门"],
    ["10月14日", "周三", "9:00-11:00", "彭喆、陈秀兰", "供暖", "镇住建办"],
    ["10月21日", "周三", "下午2点到4点", "曾晓梅", None, None],
]


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_from_the_notice(tmp_path, store):
    """The plan as it hangs on the wall is read: the year from its title, both hours from one cell; twice is once."""
    sheet.write(tmp_path / "安排表.xlsx", {"安排": ROTA})
    reading = sheet.read(tmp_path / "安排表.xlsx", Schedule)
    assert reading.bad == []
    rows = [row.values for row in reading.rows]
    assert [(row["date"], row["begin"], row["end"]) for row in rows] == [
        ("2026-10-14", "09:00", "11:00"),
        ("2026-10-21", "14:00", "16:00"),
    ]
    assert rows[0] | {"deputies": ["彭喆", "陈秀兰"], "topic": "供暖", "joint_organs": ["镇住建办"]} == rows[0]
    assert [take(store, "schedule", *rows).new for _ in range(2)] == [2, 0]


def test_named_later(store):
    """A deputy who gets into the roster later is the one the plan names."""
    take(store, "schedule", {"date": "2026-10-14", "deputies": "彭喆"})
    take(store, "deputy", {"name": "彭喆"})
    (day,) = store.find(Schedule)
    assert day.deputies != ["彭喆"]
    assert readable(store, Schedule, [day])[0]["deputies"] == ["彭喆"]

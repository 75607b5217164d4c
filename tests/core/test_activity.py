"""活动: from the year's plan to what was reported of it."""

import pytest

from lianluozhan.activity import Activity
from tests.station import CODE, empty, opened, take

PLAN = {"kind": "视察", "theme": "冬季供暖", "planned_on": "2026-11-20", "expected": "彭喆、陈秀兰"}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_planned(store):
    """An activity of the plan is numbered with H in its own year, and 计划 until somebody says more."""
    take(store, "activity", PLAN, {"kind": "培训", "planned_on": "2027-01-08"})
    made = store.find(Activity, order="number")
    assert [(one.number, one.state) for one in made] == [(f"{CODE}-2026-H0001", "计划"), (f"{CODE}-2027-H0001", "计划")]


def test_written_down_afterwards(store):
    """One that comes with who was there was held."""
    take(store, "activity", PLAN | {"present": "彭喆"})
    assert store.find(Activity)[0].state == "已举行"

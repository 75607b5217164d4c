"""Who is proposed to settle a matter, by its category and how far it was decided to go."""

import pytest

from lianluozhan.taker import taker
from tests.station import empty, opened, take

LIGHTS, WORKS, SEAT = "道路与路灯", "区住房和城乡建设管理局", "渔泽镇人民政府"


@pytest.fixture
def station(tmp_path):
    """An empty station of 渔泽镇."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


@pytest.mark.parametrize(
    ("category", "outcome", "found"),
    [
        (LIGHTS, None, WORKS),
        (LIGHTS, "报区办理", WORKS),
        (LIGHTS, "形成建议", WORKS),
        (LIGHTS, "乡镇办理", SEAT),
        (None, "乡镇办理", SEAT),
        (LIGHTS, "村社办理", None),
        (None, None, None),
        ("作风与政务", None, None),
    ],
)
def test_without_a_roster(station, category, outcome, found):
    """乡镇办理 goes to the town's government whatever it is about, the rest to who takes the category in the district."""
    assert taker(station, category, outcome) == found


def test_the_roster_first(station):
    """An organ of the roster that takes the category goes before the usual ones, each only as near or far as it lies."""
    take(
        station,
        "organ",
        {"name": "渔泽镇村建中心", "kind": "乡镇", "categories": LIGHTS},
        {"name": "区路灯所", "kind": "区直", "categories": LIGHTS},
        {"name": "南街村委会", "kind": "村社", "categories": LIGHTS},
    )
    assert [taker(station, LIGHTS, outcome) for outcome in ("乡镇办理", "报区办理", "村社办理")] == [
        "渔泽镇村建中心",
        "区路灯所",
        "南街村委会",
    ]
    assert taker(station, "教育", "乡镇办理") == SEAT


def test_the_village_that_is_named(station):
    """村社办理 goes to the village whose name stands in the place or the address."""
    take(
        station,
        "organ",
        {"name": "南街村村委会", "kind": "村社"},
        {"name": "北街社区居民委员会", "kind": "村社"},
        {"name": "村委会", "kind": "村社"},
    )
    assert [taker(station, LIGHTS, "村社办理", where) for where in ("渔泽镇北街社区三号楼", "南街村口", "区里")] == [
        "北街社区居民委员会",
        "南街村村委会",
        None,
    ]


def test_a_district(tmp_path):
    """A folder that is no town's proposes the one town of its roster, else nobody."""
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        assert taker(store, LIGHTS, "乡镇办理") is None
        take(store, "organ", {"name": "余吾镇人民政府", "kind": "乡镇"})
        assert taker(store, LIGHTS, "乡镇办理") == "余吾镇人民政府"
        take(store, "organ", {"name": "路村乡人民政府", "kind": "乡镇"})
        assert taker(store, LIGHTS, "乡镇办理") is None

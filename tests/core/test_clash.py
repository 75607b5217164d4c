"""What two wrote differently: whose words, from which PC, of when, why; settled by one who has seen them all."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import decide_otherwise
from lianluozhan.clash import clash, clashes
from lianluozhan.errors import NotFound
from lianluozhan.visit import Visit
from tests.station import opened, run
from tests.two_pcs import bring, disagreed


@pytest.fixture
def two(tmp_path):
    """Two PCs that disagree about one reception."""
    return disagreed(tmp_path)


def test_who_where_when_and_why(two):
    """Both values, the one that is shown first, each with its writer, its PC, its minute and its own reason."""
    with opened(two.first) as store:
        found = {one.field: one for one in clashes(store)}
    assert set(found) == {"party_size", "visitor_phone"} and all(one.ours for one in found.values())
    sides = {side.where: side for side in found["party_size"].sides}
    assert {where: (side.value, side.reason) for where, side in sides.items()} == {
        "本机": (4, "来访人说的"),
        next(where for where in sides if where != "本机"): (5, "打电话更正的"),
    }
    assert all(side.by == "赵敏" and side.at[:2] == "20" and not side.masked for side in sides.values())
    assert [side.place for side in found["party_size"].sides] == [1, 2]
    assert found["visitor_phone"].label == "联系电话"


def test_one_is_found_by_its_key_until_it_is_settled(two):
    """A value that looks like a place is taken as the value it is; afterwards there is nothing to settle, on both PCs."""
    with opened(two.first) as store:
        key = next(one.key for one in clashes(store) if one.field == "party_size")
        with acting(store, "decide", "赵敏") as act:
            assert decide_otherwise(act, clash(store, key).record, "party_size", "2") == 2
        (visit,) = store.find(Visit, "number LIKE '%J0003'")
        assert visit.party_size == 2 and [one.field for one in clashes(store)] == ["visitor_phone"]
        with pytest.raises(NotFound, match="已经定了"):
            clash(store, key)
        with pytest.raises(NotFound, match="没有要定的"), acting(store, "decide") as act:
            decide_otherwise(act, visit, "party_size", "4")
    bring(two, two.first, two.second)
    with opened(two.second) as store:
        assert [one.field for one in clashes(store)] == ["visitor_phone"]
        assert store.find(Visit, "number LIKE '%J0003'")[0].party_size == 2


def test_at_the_district_it_is_the_stations(two, tmp_path):
    """A district sees that there are two values and decides nothing of a station's."""
    office = tmp_path / "区"
    assert (
        run(
            "init",
            "--role",
            "district",
            "--name",
            "屯留区人大常委会办公室",
            "--code",
            "140405",
            "--clerk",
            "高建军",
            "--data",
            office,
        ).code
        == 0
    )
    run("card", "--to", tmp_path / "卡.json", "--data", office)
    run("enrol", tmp_path / "卡.json", "--data", two.first)
    stick = tmp_path / "给区里"
    stick.mkdir()
    assert run("export", "--to", stick, "--data", two.first).code == 0
    assert run("import", *stick.glob("*.llz"), "--data", office).code == 0
    with opened(office) as store:
        found = {one.field: one for one in clashes(store)}
        assert not any(one.ours for one in found.values())
        assert {side.where for side in found["party_size"].sides} >= {"第一台"}
        assert all(
            side.masked for clashing in found.values() if clashing.field == "visitor_phone" for side in clashing.sides
        )

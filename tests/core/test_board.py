"""How the stations of a district stand: heard when, what is missing, what is late, who waits, which deputies are nowhere."""

import pytest

from lianluozhan import clock, whose
from lianluozhan.act import acting
from lianluozhan.board import NEVER, RED, board, red_params
from lianluozhan.deputy import Deputy
from lianluozhan.month_data import unclosed
from lianluozhan.package import enrol
from lianluozhan.package.manifest import Party
from lianluozhan.vault import Keys
from tests.district import carry, district
from tests.station import empty, opened, run


@pytest.fixture
def made(tmp_path):
    """The folders of a district and its two stations."""
    yield district(tmp_path)
    clock.set_today(None)


def seen(made, day):
    """The board as it stands on a day, by station."""
    clock.set_today(day)
    with opened(made.office) as store:
        return {one.name: one for one in board(store).stations}


def heard(made):
    """The day the sticks were really taken in."""
    with opened(made.office) as store:
        return board(store).stations[0].heard_on


def test_what_is_late_and_what_waits(made):
    """The red ones of each station, those it reported up, the receptions of the month that is."""
    now = seen(made, "2026-10-16")
    assert [now[name][5:] for name in ("渔泽镇", "余吾镇")] == [(1, 1, 2), (0, 1, 2)]
    assert [one.late for one in seen(made, "2026-09-30").values()] == [0, 0]
    assert [one.received for one in seen(made, "2026-12-01").values()] == [0, 0]
    assert all(one.station.waiting >= 0 and not one.station.compared for one in now.values())


def test_months_not_closed(made, tmp_path):
    """A month that is over and was reported is missing until the station has closed it and the stick has come."""
    town = made.stations["渔泽镇"]
    assert {name: one.unclosed for name, one in seen(made, "2026-10-16").items()} == {
        "渔泽镇": ("2026-09",),
        "余吾镇": (),
    }
    assert seen(made, "2026-10-16")["渔泽镇"].missing == "9月没有结账"
    assert run("close", "2026-09", "--data", town, "--today", "2026-10-16").code == 0
    carry(town, made.office, tmp_path)
    assert seen(made, "2026-10-16")["渔泽镇"].missing == ""


def test_months_are_those_each_station_would_close(made):
    """For each station the board says what that station's own list of open months says."""
    clock.set_today("2026-12-20")
    with opened(made.office) as store:
        for one in board(store).stations:
            seen = unclosed(whose.as_there(store, (one.station.party.code,)))
            assert [month for month in seen if month not in one.silent] == list(one.unclosed) and seen[0] == {
                "渔泽镇": "2026-09",
                "余吾镇": "2026-10",
            }[one.name]


def test_sticks_that_did_not_come(made):
    """Every month that ended since a station was heard is one it has not reported; many are counted."""
    year, month = map(int, heard(made)[:7].split("-"))

    def first(months):  # the first day of a month, so many on
        at = year * 12 + month - 1 + months
        return f"{at // 12:04d}-{at % 12 + 1:02d}-01"

    assert all(one.silent == () for one in seen(made, heard(made)).values())
    late = seen(made, first(1))["余吾镇"]
    assert late.silent == (f"{year}-{month:02d}",) and "没有报" in late.missing
    assert len(seen(made, first(3))["余吾镇"].silent) == 3 and "4 个月没有报" in seen(made, first(4))["余吾镇"].missing


def test_never_heard(made, tmp_path):
    """A station whose card alone is known has reported nothing."""
    far = empty(tmp_path / "张店", "station", "140405105", "张店镇人大代表联络站")
    with opened(far) as store:
        party = enrol.own_party(store)
    with opened(made.office) as store, acting(store, "enrol") as act:
        enrol.accept(act, Party("station", party.code, party.name, party.keys))
    one = seen(made, "2026-10-16")["张店镇"]
    assert (one.heard_on, one.missing, one.late) == (None, NEVER, 0)
    assert Keys.load(far / "keys.json")


def test_who_is_nowhere(made):
    """Deputies in office at no 家站点, and in no group; whoever left is nobody's."""
    clock.set_today("2026-10-16")
    with opened(made.office) as store:
        found = board(store)
        assert [one.name for one in found.placeless] == ["韩单", "韩组"]
        assert [one.name for one in found.groupless] == ["韩单"]
        with acting(store, "left") as act:
            act.write(Deputy, found.groupless[0].id, {"left_on": "2026-10-01"})
        assert board(store).groupless == ()


def test_red_ones_are_found_by_an_index(tmp_path):
    """Counting them, after every save, looks at those whose clock runs, not at all there are."""
    with opened(empty(tmp_path / "站")) as store:
        plan = store.db.execute(f"EXPLAIN QUERY PLAN SELECT count(*) FROM issue WHERE {RED}", red_params()).fetchall()
    assert "SEARCH issue USING INDEX" in str(plan)

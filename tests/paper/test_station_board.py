"""各站情况 and 各站小计 on paper: a line a station, sums that add up, and nothing of it at a station."""

import pytest

from lianluozhan import clock, printing
from lianluozhan.errors import BadInput
from lianluozhan.month_data import month_data
from lianluozhan.report import catalogue, station_board, station_sums
from tests.district import district
from tests.station import empty, opened


@pytest.fixture
def office(tmp_path):
    """The district's store on a day of October."""
    clock.set_today("2026-10-16")
    with opened(district(tmp_path).office) as store:
        yield store
    clock.set_today(None)


def test_the_board(office, tmp_path, words):
    """Each station with what it lacks, the sums, and who is nowhere, on one page."""
    paper = catalogue.find(station_board.NAME)
    made = printing.make(office, paper.name, printing.subject(office, paper, None))
    (tmp_path / "各站.pdf").write_bytes(made.data)
    read = words(tmp_path / "各站.pdf")
    assert made.pages == 1 and made.file == "各站情况-2026-10-16.pdf"
    assert "9月没有结账" in read and "合计：2个站，逾期意见1，待区处理2，本月接待4" in read
    assert "没有编进家站点的代表2位：韩单、韩组" in read and "没有编进代表小组的代表1位：韩单" in read


def test_at_a_station(tmp_path):
    """There it is refused, and not offered as the newest of anything."""
    with opened(empty(tmp_path / "站")) as store:
        paper = catalogue.find(station_board.NAME)
        assert printing.newest(store, paper) is None
        with pytest.raises(BadInput, match="只有区里"):
            printing.make(store, paper.name, printing.subject(store, paper, None))


def test_the_sums_of_each_make_up_the_whole(office):
    """Every column of the table adds up to what the month has of all."""
    data = month_data(office, "2026-10")
    heading, *lines, total = station_sums.table(data)
    assert heading == [station_sums.STATION_LABEL, *station_sums.COLUMNS] and [line[0] for line in lines] == [
        "渔泽镇",
        "余吾镇",
    ]
    whole = station_sums.figures(data.visits, data.issues, data.duties, data.imprint.days)
    for at, count in enumerate(station_sums.COLUMNS.values(), 1):
        assert sum(int(line[at]) for line in lines) == int(total[at]) == count(whole)


def test_one_place_has_no_sums(tmp_path):
    """A station's papers stay as they were."""
    with opened(empty(tmp_path / "站")) as store:
        data = month_data(store, "2026-10")
        assert station_sums.table(data) == station_sums.strips(data) == station_sums.notes(data, data.visits, str) == []

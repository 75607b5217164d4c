"""stats: a month's or a year's figures, equal to what a person counts in the ledger."""

import json
from collections import Counter

import pytest

from tests.station import TRUTH, empty, filled, opened, receive, run

OCTOBER = ("2026-10", "--today", "2026-10-14")


@pytest.fixture
def station(tmp_path):
    """A station with the sample ledger."""
    return filled(tmp_path / "站")


def stats(path, *words):
    """Run stats; what it gave as JSON."""
    done = run("stats", *words, "--json", "--data", path)
    assert done.code == 0, done.err
    return done.data


def test_month(station):
    """Visits, people, issues and duties of the sample month, counted by hand from the clerk's ledger."""
    found = stats(station, *OCTOBER)
    assert (found["month"], found["total"]["visits"], found["total"]["people"]) == ("2026-10", 23, 38)
    assert (found["total"]["answered"], found["total"]["passed_on"]) == (6, 17)
    assert {day[-2:]: tally["visits"] for day, tally in found["days"].items()} == {"03": 5, "07": 10, "14": 4, "24": 4}
    assert (found["issues"], found["carried"], found["closed"]) == (17, 0, 0)
    assert (found["acts"], found["deputy_acts"], found["deputies"]) == (14, 38, 8)
    assert (found["closed_share"], found["satisfied_share"]) == ("0.0%", "—")


@pytest.mark.parametrize(
    ("figure", "field"), [("by_channel", "channel"), ("by_nature", "nature"), ("by_outcome", "outcome")]
)
def test_counts_equal_the_ledger(station, figure, field):
    """Each count by a choice is the ledger's own."""
    assert stats(station, *OCTOBER)[figure] == Counter(row[field] for row in TRUTH["visit"])


def test_year(station):
    """A year holds all its months and no other's."""
    with opened(station) as store:
        for day in ("2026-01-01", "2026-12-31T23:59", "2025-12-31", "2027-01-01"):
            receive(store, received_at=day, party_size=2)
    found = stats(station, "2026")
    assert (found["month"], found["total"]["visits"], found["total"]["people"]) == ("2026", 25, 42)
    assert stats(station, "2025")["total"]["visits"] == 1


def test_overdue_depends_on_the_day(station):
    """--today says on which day the lights are seen."""
    assert stats(station, *OCTOBER)["overdue"] == 0
    assert stats(station, "2026-10", "--today", "2026-10-31")["overdue"] == 9


def test_in_words(station):
    """Without --json the figures stand as on the month's report, in its words."""
    done = run("stats", *OCTOBER, "--data", station)
    assert done.code == 0
    lines = [line.strip() for line in done.out.splitlines()]
    for line in (
        "来访批次：23 批次",
        "来访人次：38 人次",
        "本月登记：17 件",
        "人均履职：4.8 件",
        "处理方式：当场答复 6 件，乡镇办理 12 件，报区办理 5 件",
    ):
        assert line in lines, line


def test_a_year_in_words(station):
    """A year's figures do not speak of a month."""
    out = run("stats", "2026", "--data", station).out
    assert "本年登记：17 件" in out and "上年结转：0 件" in out and "本月" not in out


def test_nothing_happened(tmp_path):
    """An empty month has zeros and dashes."""
    found = stats(empty(tmp_path / "空"), "2026-10")
    assert (found["total"]["visits"], found["issues"], found["acts"], found["closed_share"]) == (0, 0, 0, "—")
    assert "来访批次：0 批次" in run("stats", "2026-10", "--data", tmp_path / "空").out


def test_no_names(station):
    """Figures name nobody."""
    told = json.dumps(stats(station, *OCTOBER), ensure_ascii=False) + run("stats", *OCTOBER, "--data", station).out
    people = {row["visitor_name"] for row in TRUTH["visit"]} | {row["name"] for row in TRUTH["deputy"]}
    assert [name for name in people if name and name in told] == []


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "十月", "26", "2026-10-01", "2026-", ""])
def test_no_month(station, month):
    """What is no month is refused with an example."""
    done = run("stats", month, "--data", station)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("错误：") and "2026-10" in done.err

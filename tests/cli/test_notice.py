"""notice: drafted, approved, posted, taken down and listed from the command line; every way it is refused."""

import pytest

from tests.district import district
from tests.station import filled, journal, run


@pytest.fixture
def at(tmp_path):
    """Commands on a station with the sample ledger, the part on."""
    path = filled(tmp_path / "站")
    assert run("parts", "--on", "公示", "--data", path).code == 0

    def at(*words):
        return run(*words, "--data", path, "--today", "2026-11-03")

    at.path = path
    return at


def test_the_whole_way(at):
    """Each step says how it stands; the list shows it, newest first; show tells its history."""
    done = at("notice", "draft", "2026-10", "--operator", "赵敏")
    assert done.code == 0 and done.out == "140405102-2026-G0001 2026年10月意见办理公示 现在：待批准\n", done.err
    assert "现在：已批准" in at("notice", "approve", "G0001", "--by", "李建国").out
    assert "现在：公示中，大厅" in at("notice", "post", "G0001", "--spot", "大厅", "--until", "2026-11-10").out
    (row,) = at("notice", "--json").data
    assert (row["state"], row["approved_by"], row["posted_on"], row["until"], row["photos"][0]["name"]) == (
        "公示中",
        "李建国",
        "2026-11-03",
        "2026-11-10",
        "月度公示-2026-10.pdf",
    )
    assert "现在：已撤下" in at("notice", "down", "2026年10月意见办理公示").out
    assert "已撤下" in at("notice").out and "批准人" in at("show", "G0001").out and at("check").code == 0


def test_refused(at, tmp_path):
    """Out of turn, what is no month, no such one, nothing named, no such day: said, and nothing changes."""
    at("notice", "draft", "2026-Q4")
    before = journal(at.path)
    for words, why in (
        (("post", "G0001"), "请先批准"),
        (("draft", "十月"), "不是月份"),
        (("draft", "2026"), "按月或按季"),
        (("approve", "G0009"), "没有编号"),
        (("approve",), "没有写哪一份"),
        (("approve", "G0001", "--on", "2026-02-30"), "没有30日"),
    ):
        done = at("notice", *words)
        assert done.code == 1 and why in done.err, (words, done.err)
    assert journal(at.path) == before


def test_off(tmp_path):
    """While the part is off there is no such verb, and the records of old stay readable."""
    path = filled(tmp_path / "站")
    assert "parts --on 公示" in run("notice", "--data", path).err and run("list", "notice", "--data", path).code == 0


def test_a_quarter_on_paper(at, tmp_path):
    """The board's paper takes a quarter; a year is no board."""
    assert at("paper", "月度公示", "2026-Q4", "--to", tmp_path / "季.pdf").code == 0
    assert "也不是季度" in at("paper", "月度公示", "2026", "--to", tmp_path / "年.pdf").err


def test_screen(at, tmp_path):
    """The hall's file of what was approved; nothing approved, or a file in the way, is refused."""
    to = tmp_path / "大厅.html"
    assert "还没有批准过的公示" in at("screen", "--to", to).err and not to.exists()
    at("notice", "draft", "2026-10")
    at("notice", "approve", "G0001")
    done = at("screen", "--to", to, "--month", "2026-10")
    assert done.code == 0 and to.read_text("utf-8").count("<section>") >= 5, done.err
    assert (
        at("screen", "--to", to).code == 1
        and "还没有批准" in at("screen", "--to", tmp_path / "九月.html", "--month", "2026-09").err
    )


def test_stations(tmp_path):
    """A district looks at those of one station."""
    office = district(tmp_path).office
    run("parts", "--on", "公示", "--data", office)
    done = run("notice", "--station", "渔泽镇", "--data", office)
    assert done.code == 0, done.err
    assert "请加 --station" in run("screen", "--to", tmp_path / "屏.html", "--data", office).err


def test_a_year_s_order(at):
    """A year is drafted where 考核 is on; where it is off only months and quarters are."""
    assert "按月或按季" in at("notice", "draft", "2026").err
    at("parts", "--on", "考核")
    done = at("notice", "draft", "2026")
    assert done.code == 0 and "2026年履职考核公示 现在：待批准" in done.out, done.err

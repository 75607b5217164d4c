"""The calendar and the rules by command: taken in, listed, changed, taken back; each date that moves is printed."""

import json

import pytest

from tests.station import empty, run

NOTICE = "日期,休/班,节日名称,依据\n2027-01-01,休,元旦,国办通知\n2027-01-04,休,元旦,国办通知\n2027-10-01,休,国庆节,国办通知\n"
MOVED = "重算：140405102-2026-Y0001 期限从 2027-01-18 改为 2027-01-19：2027年放假通知到了，1月4日放假（元旦）\n共重算 1 件\n"


@pytest.fixture
def station(tmp_path):
    """A command on a station with one issue whose days run into 2027, seen on Christmas 2026."""
    path, rows = empty(tmp_path / "站"), tmp_path / "意见.jsonl"

    def command(*words):
        return run("--data", path, "--today", "2026-12-25", *words)

    rows.write_text('{"registered_at": "2026-12-25", "statement": "没水"}\n', "utf-8")
    assert command("add", "issue", rows).code == command("follow", "Y0001", "交办", "承办单位=自来水公司").code == 0
    return command


def sheet(tmp_path, words, name="2027放假.csv"):
    """A file."""
    (tmp_path / name).write_text(words, "utf-8")
    return tmp_path / name


def due(command):
    """(due day, provisional) of the issue."""
    (row,) = command("list", "issue", "--json").data
    return row["due_on"], row["provisional"]


def test_the_notice_by_command(station, tmp_path):
    """`add calendar` prints every date that moves and why; the trial the same; twice adds nothing."""
    file = sheet(tmp_path, NOTICE)
    assert due(station) == ("2027-01-18", True)
    tried = station("add", "calendar", file, "--dry-run")
    assert tried.out == "试看，没有录入：日历 新 3 条，相同 0 条，与名册不同 0 条\n" + MOVED and due(station) == (
        "2027-01-18",
        True,
    )
    assert station("add", "calendar", file).out == "已录入：日历 新 3 条，相同 0 条，与名册不同 0 条\n" + MOVED
    assert due(station) == ("2027-01-19", None)
    assert station("add", "calendar", file).out == "已录入：日历 新 0 条，相同 3 条，与名册不同 0 条\n"
    told = station("add", "calendar", file, "--json").data
    assert (told["same"], told["changed"], told["told"]) == (3, 0, [])
    assert "2026-12-25 重算  程序" in station("show", "Y0001").out
    assert station("check").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (NOTICE.replace("2027-10", "2037-10"), "2037 年不对，放假通知只收 2025 到 2027 年的"),
        (NOTICE.replace("2027-10-01,休,国庆节", "2027-06-19,休,端午节"), "2027 年端午节是 2027-06-09，这一天离得太远"),
        (NOTICE + "2027-01-01,班,,\n", "同一天写了两次"),
        (NOTICE.replace("2027-10-01,休", "2027-10-01,放羊"), "没有“放羊”这一项，可填：休、班"),
        ("姓名,电话\n甲,1\n", "找不到日历的表头"),
    ],
)
def test_a_bad_notice(station, tmp_path, words, said):
    """A file of another year, or nonsense, is refused by its row and moves nothing."""
    refused = station("add", "calendar", sheet(tmp_path, words))
    assert refused.code == 1 and said in refused.err and "没有改动任何数据" in refused.err
    assert due(station) == ("2027-01-18", True) and station("list", "calendar", "--json").data == []


def test_amended_voided_undone(station, tmp_path):
    """A day is found by its date; every change of it counts again and says so."""
    station("add", "calendar", sheet(tmp_path, NOTICE))
    assert (
        "从 2027-01-19 改为 2027-01-18：1月4日上班（工作日）"
        in station("amend", "2027-01-04", "休/班=班", "--reason", "写错").out
    )
    assert (
        "从 2027-01-18 改为 2027-01-19：1月4日放假（元旦）"
        in station("amend", "2027-01-04", "休/班=休", "--reason", "没错").out
    )
    voided = station("void", "2027-01-04", "--reason", "写错").out
    assert voided.startswith("已作废：日历。\n重算：") and due(station)[0] == "2027-01-18"
    assert "重算：" in station("undo").out and due(station)[0] == "2027-01-19"
    assert [row["date"] for row in station("list", "calendar", "--json").data] == [
        "2027-01-01",
        "2027-01-04",
        "2027-10-01",
    ]
    assert station("check").code == 0


def test_rules_by_command(station, tmp_path):
    """`list rule` shows what holds, the program's own too; `add rule` and `amend` change it; a bad key is named."""
    before = station("list", "rule").out
    assert "代表建议重办" in before and "随程序" in before
    good = sheet(
        tmp_path,
        json.dumps({"name": "正常", "values": {"days": 10, "unit": "工作日"}, "source": "区里"}) + "\n",
        "规则.jsonl",
    )
    assert station("add", "rule", good).out.startswith("已录入：规则 新 1 条")
    bad = sheet(tmp_path, '{"name": "正常", "values": {"day": 10}}\n', "坏.jsonl")
    assert "“day”（正常）：没有这一项" in station("add", "rule", bad).err
    assert station("amend", "正常", "天数=12", "--reason", "改了").code == 0
    assert "“unit”天：只能是工作日、自然日、个月" in station("amend", "正常", "单位=天", "--reason", "改了").err
    (row,) = [row for row in station("list", "rule", "--json").data if row["name"] == "正常"]
    assert (row["values"], row["source"]) == ({"days": 12, "unit": "工作日"}, "区里")
    assert due(station)[0] == "2027-01-18"  # what is written stays
    assert station("list", "rule", "--where", "名称=紧急", "--json").data == []


def test_a_rule_in_a_list(station, tmp_path):
    """A file as the program itself has them, one JSON list, is read too."""
    file = sheet(
        tmp_path,
        json.dumps([{"name": "紧急", "values": {"days": 4}}, {"name": "特急", "values": {"days": 2}}]),
        "规则.json",
    )
    assert station("add", "rule", file).out.startswith("已录入：规则 新 2 条")
    assert "不是一份 JSON 列表" in station("add", "rule", sheet(tmp_path, "{[", "坏.json")).err

"""`rota YYYY-MM` prints a month's reception days and, asked to, keeps them."""

import pytest

from tests.station import NAME, empty, opened, run, take


@pytest.fixture
def folder(tmp_path):
    """A station with three deputies."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", *({"name": name, "group": "一组"} for name in ("彭喆", "陈秀兰", "曾晓梅")))
    return path


def test_rota(folder):
    """Printed first, kept when asked, nothing new the second time; the day names its record, a swap has its reason."""
    assert run("--data", folder, "rota", "2025-11").err.count("还不知道") == 1
    assert run("--data", folder, "amend", NAME, "开放时间=每周三 9:00-11:00", "--reason", "上墙").code == 0
    printed = run("--data", folder, "rota", "2025-11")
    assert (printed.code, "2025-11-05" in printed.out, "4 天还没有存" in printed.out) == (0, True, True)
    assert run("--data", folder, "list", "schedule", "--json").data == []
    assert [run("--data", folder, "rota", "2025-11", "--write", "--json").data["new"] for _ in range(2)] == [4, 0]
    assert (
        run("--data", folder, "amend", "2025-11-12", "接待代表=彭喆、曾晓梅", "--reason", "调班：陈秀兰出差").code == 0
    )
    shown = run("--data", folder, "show", "2025-11-12", "--json").data
    assert shown["record"]["deputies"] == ["彭喆", "曾晓梅"]
    assert shown["history"][-1]["reason"] == "调班：陈秀兰出差"


def test_days_that_are_over(folder):
    """In the month that runs only today and later; the others when asked; a month that is over was asked for by its name."""
    run("--data", folder, "amend", NAME, "开放时间=每周三 9:00-11:00", "--reason", "上墙")
    asked = ("--data", folder, "--today", "2025-11-12", "rota", "2025-11", "--json")
    done = run(*asked)
    assert [day["date"] for day in done.data["days"]] == ["2025-11-12", "2025-11-19", "2025-11-26"]
    assert "过去的 1 天没有排" in run(*asked[:-1]).err and "过去的" not in run(*asked[:-1], "--past").err
    assert (
        len(run(*asked, "--past").data["days"]) == 4
        and len(run("--data", folder, "--today", "2025-12-01", "rota", "2025-11", "--json").data["days"]) == 4
    )


def test_rota_says_what_is_wrong(folder):
    """No month, a year without its holiday notice, a day of somebody nobody knows."""
    assert "不是月份" in run("--data", folder, "rota", "11月").err
    run("--data", folder, "amend", NAME, "开放时间=每周三", "--reason", "上墙")
    assert "2050年的放假安排还没有" in run("--data", folder, "rota", "2050-01").err
    with opened(folder) as store:
        take(store, "schedule", {"date": "2025-11-05", "deputies": "王某"})
    told = run("--data", folder, "rota", "2025-11", "--json").data
    assert told["clashes"] == ["11月5日的王某不在名册里"]
    assert [day["planned"] for day in told["days"]] == [True, False, False, False]


def test_swapped_by_command(folder):
    """One takes another's day, or two exchange theirs: written with why, printed with the month; a wrong word is refused."""
    run("--data", folder, "amend", NAME, "开放时间=每周三 9:00-11:00，每次1名代表", "--reason", "上墙")
    run("--data", folder, "rota", "2025-11", "--write")
    first = ("--data", folder, "rota", "2025-11", "--swap", "2025-11-05", "彭喆")
    assert run(*first, "2025-11-12", "曾晓梅", "--reason", "出差").code == 0
    assert (
        "调班：11月19日 陈秀兰→彭喆，原因：病假"
        in run(*first[:5], "2025-11-19", "陈秀兰", "彭喆", "--reason", "病假").out
    )
    told = run("--data", folder, "rota", "2025-11", "--json").data
    assert [day["deputies"] for day in told["days"]][:3] == [["曾晓梅"], ["彭喆"], ["彭喆"]]
    assert [(one["day"], one["out"], one["into"]) for one in told["shifts"]] == [
        ("2025-11-05", ["彭喆"], ["曾晓梅"]),
        ("2025-11-12", ["曾晓梅"], ["彭喆"]),
        ("2025-11-19", ["陈秀兰"], ["彭喆"]),
    ]
    for words, said in (((), "请写成 rota"), (("曾晓梅",), "11月5日没有排彭喆"), (("12月", "曾晓梅"), "没有编号")):
        refused = run(*first, *words, "--reason", "出差")
        assert (refused.code, said in refused.err) == (1, True), refused.err
    assert "写明原因" in run(*first[:6], "曾晓梅", "陈秀兰").err

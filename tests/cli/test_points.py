"""points: a year's order, one deputy line by line, the table; follow takes a duty through its review."""

import json

import pytest

from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.record import new_id
from lianluozhan.table import update
from tests.core import desk
from tests.station import CODE, TRUTH, filled, opened, run, take


@pytest.fixture
def station(tmp_path):
    """A station with the sample ledger."""
    return filled(tmp_path / "站")


@pytest.fixture
def office(tmp_path):
    """A district that reviews, with a duty of its own world's station written into it."""
    path = desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)
    rule = {
        "name": "履职积分",
        "year": 2026,
        "values": {"base": "0.5", "review": ["初审", "复核"], "least": {"献良策": 2}},
    }
    (tmp_path / "规则.jsonl").write_text(json.dumps(rule, ensure_ascii=False), "utf-8")
    assert run("add", "rule", tmp_path / "规则.jsonl", "--data", path).code == 0
    return path


def test_order(station):
    """Every deputy of the roster has a line; most points first; the head says the columns."""
    done = run("points", "2026", "--data", station)
    lines = done.out.splitlines()
    assert done.code == 0 and lines[0].split() == ["名次", "代表", "级别", "小组", "履职", "积分", "还差"]
    assert {line.split()[1] for line in lines[1:]} == {row["name"] for row in TRUTH["deputy"]}
    points = [int(line.split()[5]) for line in lines[1:]]
    assert points == sorted(points, reverse=True) and points[0] > 0
    assert "2026 年：9 名代表" in done.err


def test_line_by_line(station):
    """One deputy: each kind with its formula, each duty with its number; the lines add up to the sum."""
    first = run("points", "2026", "--data", station, "--json").data[0]
    done = run("points", "2026", "--deputy", first["deputy"], "--data", station)
    assert f"{first['deputy']}　第 1 名　{first['points']} 分" in done.out
    assert sum(int(line["points"]) for line in first["lines"]) == int(first["points"])
    for line in first["lines"]:
        assert line["kind"] in done.out and all(one["number"] in done.out for one in line["duties"])
    assert run("points", "2026", "--deputy", first["deputy"], "--data", station, "--json").data == first


def test_a_duty_without_a_number(office):
    """It is told by its kind, where it counts and where it waits for its review: a newer program may leave numbers out."""
    with opened(office) as store:
        take_in(store)
        one = store.find(Deputy, "name=?", ("彭喆",))[0]
        duty = {**Duty.blank, "kind": "附议", "world": CODE, "deputies": [one.id]}
        with store.transaction():
            update(store, Duty({**duty, "id": new_id(), "begin": "2026-03-05", "state": "复核"}))
            update(store, Duty({**duty, "id": new_id(), "begin": "2026-03-06"}))
    out = run("points", "2026", "--deputy", "彭喆", "--data", office).out
    assert "    附议  2026-03-05  " in out and "  不计分：附议  2026-03-06" in out


def test_another_year(station):
    """A year without duties gives everybody nothing."""
    assert {one["points"] for one in run("points", "2024", "--data", station, "--json").data} == {"0"}


def test_two_of_one_name(station):
    """A name two have is not guessed: it is asked which, and each is found by what tells them apart."""
    name = TRUTH["deputy"][0]["name"]
    with opened(station) as store, acting(store, "add_deputy") as act:
        act.write(Deputy, "other", {"name": name, "group": "外来小组", "levels": ["全国"]})
    done = run("points", "2026", "--deputy", name, "--data", station)
    assert done.code == 1 and "有 2 位" in done.err and f"{name}（外来小组）" in done.err
    assert run("points", "2026", "--deputy", f"{name}（外来小组）", "--data", station).code == 0


@pytest.mark.parametrize("words", [("26",), ("二〇二六",), ("2026-10",), ("",), ("2026", "--deputy", "没有这个人")])
def test_refused(station, words):
    """What is no year, or nobody's name, is refused and says what to write."""
    done = run("points", *words, "--data", station)
    assert (done.code, done.out) == (1, "") and done.err.startswith("错误：")


def test_table(station, office):
    """The table in force, and as a line that add takes back."""
    assert "接待选民" in run("points", "2026", "--table", "--data", station).out
    rule = run("points", "2026", "--table", "--json", "--data", office).data
    assert (rule["name"], rule["year"], rule["values"]["base"], rule["values"]["review"]) == (
        "履职积分",
        2026,
        "0.5",
        ["初审", "复核"],
    )
    file = office.parent / "改.jsonl"
    file.write_text(
        json.dumps(rule | {"year": 2027, "values": rule["values"] | {"base": 60}}, ensure_ascii=False), "utf-8"
    )
    assert run("add", "rule", file, "--data", office).code == 0
    assert run("points", "2027", "--table", "--json", "--data", office).data["values"]["base"] == "60"
    assert "献良策至少 2 次" in run("points", "2026", "--table", "--data", office).err


def test_a_bad_table(office):
    """It is refused by the name of the wrong key, and nothing is added."""
    file = office.parent / "坏.jsonl"
    bad = {
        "name": "履职积分",
        "year": 2027,
        "values": {"kinds": [{"kind": "附议", "theme": "献良策", "base": 1, "cap": "四"}]},
    }
    file.write_text(json.dumps(bad, ensure_ascii=False), "utf-8")
    done = run("add", "rule", file, "--data", office)
    assert done.code == 1 and "kinds.附议.cap" in done.err
    assert [
        one["year"] for one in run("list", "rule", "--json", "--data", office).data if one["name"] == "履职积分"
    ] == [2026]


def test_review(office):
    """follow takes a duty through 初审 and 复核 by two people; the points follow, and what waits is said."""
    with opened(office) as store:
        take_in(store)

    def at(*words):
        return run(*words, "--data", office)

    assert (
        "不计分：" in at("points", "2026", "--deputy", "彭喆").out
        and "待初审" in at("points", "2026", "--deputy", "彭喆").out
    )
    done = at("follow", "L0001", "初审", "--operator", "李芳")
    assert "现在：初审，李芳；待复核" in done.out, done.err
    assert at("follow", "L0001", "复核", "--operator", "李芳").code == 1
    assert "现在：退回，周至柔" in at("follow", "L0001", "退回", "内容=缺签到表", "--operator", "周至柔").out
    assert at("follow", "L0001", "初审", "经办人=李芳", "日期=2026-10-20").code == 0
    assert at("follow", "L0001", "复核", "--operator", "周至柔").code == 0
    out = at("points", "2026", "--deputy", "彭喆").out
    assert "1.5 分" in out and "基础分  0.5" in out and "还差：献良策 差 1 次" in out
    assert "状态：复核" in at("show", "L0001").out and "积分：彭喆 1" in at("show", "L0001").out
    assert at("check").code == 0


def take_in(district):
    """A station's duty arrives at the district."""
    station = filled(district.path.parent.with_name("站"), "deputy")
    with opened(station) as store:
        take(store, "duty", {"begin": "2026-10-14", "kind": "附议", "deputies": "彭喆"})
        entries = list(store.entries("world=? ORDER BY stream, seq", (CODE,)))
    with district.transaction():
        district.apply(entries)

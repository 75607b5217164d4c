"""`demo`: a folder to try the program on, the same from its seed and day, marked 示例 wherever somebody could mistake it."""

import re

import pytest

from tests.station import journal, run

TODAY = "2026-10-31"
KINDS = ("deputy", "visit", "issue", "duty")
CLOCK = "created_at"  # the only word of a record that is the PC's own time


def demo(path, *words):
    """A demo folder that was made."""
    ran = run("demo", "--data", path, "--today", TODAY, *words)
    assert (ran.code, ran.err) == (0, ""), ran
    return ran


def rows(path, noun):
    """The records of a kind, without the PC's own time."""
    found = run("list", noun, "--data", path, "--today", TODAY, "--json").data
    return [{name: value for name, value in row.items() if name != CLOCK} for row in found]


def everything(path):
    """The records of every kind."""
    return {noun: rows(path, noun) for noun in KINDS}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demo of two months, seed 1."""
    path = tmp_path_factory.mktemp("demo") / "示例"
    demo(path)
    return path


def test_what_it_says(tmp_path):
    """It names the folder and says that all of it is invented and no district takes it."""
    ran = demo(tmp_path / "试用", "--months", "1")
    assert ran.out == (
        f"已做好示例数据文件夹：{tmp_path / '试用'}\n示例·渔泽镇人大代表联络站。里面的人和事都是编的，区里不会收它的报送包。\n"
    )


def test_the_same_from_its_seed(made, tmp_path):
    """Seed and day make the records: said or left out, seed 1 and two months are the same."""
    demo(tmp_path / "又", "--seed", "1", "--months", "2")
    assert everything(tmp_path / "又") == everything(made)


def test_another_seed(made, tmp_path):
    """Another seed makes other people and other receptions."""
    demo(tmp_path / "别", "--seed", "2")
    one, other = everything(made), everything(tmp_path / "别")
    assert all(one[noun] != other[noun] for noun in KINDS)


@pytest.mark.parametrize("seed", ["-3", "0", "99999999999999999999"])
def test_any_number_is_a_seed(tmp_path, seed):
    """Every whole number makes a folder."""
    demo(tmp_path / "站", "--seed", seed, "--months", "1")
    assert rows(tmp_path / "站", "visit")


def test_marked(made):
    """The name, every number and the place of every reception say 示例."""
    for noun in ("visit", "issue", "duty"):
        found = rows(made, noun)
        assert found
        assert all(
            row["number"].startswith("示例-140405102-2026-") and row["world"] == "示例-140405102" for row in found
        )
    assert {row["place"] for row in rows(made, "visit")} == {"示例·渔泽镇人大代表联络站"}


def test_nobody_has_these_numbers(made):
    """Every telephone number has four zeros in its middle."""
    phones = [row["visitor_phone"] for row in rows(made, "visit")] + [row["phone"] for row in rows(made, "deputy")]
    assert phones and all(re.fullmatch(r"1[3578]\d0000\d{4}", phone) for phone in phones)


@pytest.mark.parametrize(
    ("months", "named"), [(1, {"2026-10"}), (2, {"2026-09", "2026-10"}), (3, {"2026-08", "2026-09", "2026-10"})]
)
def test_months(tmp_path, months, named):
    """So many months are filled, this one the last."""
    demo(tmp_path / "站", "--months", months)
    assert {row["received_at"][:7] for row in rows(tmp_path / "站", "visit")} == named


def test_nothing_after_today(made):
    """No reception, no duty and no closing lies after the day it was made on."""
    days = [row["received_at"] for row in rows(made, "visit")] + [row["begin"] for row in rows(made, "duty")]
    days += [row["closed_on"] for row in rows(made, "issue") if row["closed_on"]]
    assert max(days)[:10] <= TODAY


def test_there_is_something_of_everything(made):
    """A roster of nine, issues in several states, duties beside the receptions: enough to try every page."""
    found = everything(made)
    assert len(found["deputy"]) == len({row["name"] for row in found["deputy"]}) == 9
    assert len({row["state"] for row in found["issue"]}) >= 2
    assert {row["kind"] for row in found["duty"]} > {"接待选民"}


def test_it_works_like_any_folder(made):
    """It verifies, is counted and can be searched."""
    assert run("check", "--data", made).code == 0
    assert run("stats", "2026-10", "--data", made, "--today", TODAY).code == 0
    name = rows(made, "deputy")[0]["name"]
    assert any(name in row["name"] for row in run("list", "deputy", "--data", made, "--search", name, "--json").data)


def test_it_is_the_folder_last_opened(tmp_path):
    """What comes next without --data is done there."""
    demo(tmp_path / "站", "--months", "1")
    ran = run("list", "visit", "--json")
    assert ran.code == 0
    assert len(ran.data) == len(rows(tmp_path / "站", "visit"))


# -- refused


@pytest.mark.parametrize("months", ["0", "-1", "121", "1000000"])
def test_so_many_months_are_refused(tmp_path, months):
    """Fewer than one month or more than ten years are refused, and no folder is made."""
    ran = run("demo", "--data", tmp_path / "站", "--months", months)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"错误：--months 写的 {months} 不合适。没有改动任何数据。请写 1 到 120。\n"
    assert not (tmp_path / "站").exists()


@pytest.mark.parametrize(
    ("option", "value"), [("--seed", "一"), ("--months", "两个"), ("--seed", "1.5"), ("--months", "")]
)
def test_no_number(tmp_path, option, value):
    """What is no whole number is wrong usage: 2, told in Chinese, and no folder is made."""
    ran = run("demo", "--data", tmp_path / "站", option, value)
    assert (ran.code, ran.out) == (2, "")
    assert f"{option} 后面要写数字。没有改动任何数据。" in ran.err
    assert not (tmp_path / "站").exists()


@pytest.mark.parametrize("option", ["--json", "--month", "--clerk"])
def test_no_such_option(tmp_path, option):
    """An option demo does not have, or the half of one, is wrong usage."""
    ran = run("demo", "--data", tmp_path / "站", option)
    assert (ran.code, ran.out) == (2, "")
    assert f"不认识：{option}" in ran.err
    assert not (tmp_path / "站").exists()


def test_never_over_a_folder(made):
    """A data folder is not made anew: it stays as it is."""
    before = journal(made)
    ran = run("demo", "--data", made, "--seed", "5")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"错误：{made} 里已经有一个数据文件夹。没有改动任何数据。请换一个空文件夹，或直接打开它。\n"
    assert journal(made) == before


def test_never_among_other_files(tmp_path):
    """Where other files lie nothing is added."""
    (tmp_path / "信.txt").write_text("信", "utf-8")
    ran = run("demo", "--data", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"错误：{tmp_path} 里已有别的文件。没有改动任何数据。请换一个空文件夹。\n"
    assert [file.name for file in tmp_path.iterdir()] == ["信.txt"]


def test_an_empty_place_is_taken(tmp_path):
    """A folder that was just made for it is no obstacle."""
    (tmp_path / "站").mkdir()
    demo(tmp_path / "站", "--months", "1")
    assert rows(tmp_path / "站", "visit")

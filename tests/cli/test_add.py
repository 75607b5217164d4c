"""add: a sheet in, all of it or nothing, each bad row named."""

import io
import json
import os
import sys
from datetime import datetime
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from tests.station import LEDGER, TRUTH, empty, filled, journal, run

LONG = bool(os.environ.get("LIANLUOZHAN_LONG"))
HEADING = ["接待时间", "来访人姓名", "人数", "反映问题", "处理方式"]


@pytest.fixture
def path(tmp_path):
    """A new station's folder."""
    return empty(tmp_path / "站")


def book(file, *rows, heading=HEADING, sheet="接待登记"):
    """A ledger of these rows."""
    made = Workbook(write_only=True)
    page = made.create_sheet(sheet)
    for row in (heading, *rows):
        page.append(row)
    made.save(file)
    return file


def lines(file, *rows):
    """The same as JSON lines."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return file


VISIT = {"received_at": "2026-10-14T09:00", "visitor_name": "高建国", "statement": "没水", "outcome": "当场答复"}


def visits(path):
    """What is listed."""
    return run("list", "visit", "--json", "--data", path).data


def refused(path, *words, exit=1):
    """Run add, see it refused in Chinese with nothing changed; returns the message."""
    before = journal(path)
    done = run("add", *words, "--data", path)
    assert (done.code, done.out) == (exit, "")
    assert done.err.startswith("错误：") and done.err.isascii() is False
    assert journal(path) == before
    return done.err


def test_counts(path):
    """What became of the rows is said in one line, and as JSON with --json."""
    assert run("add", "deputy", LEDGER, "--data", path).out == "已录入：代表 新 9 条，相同 0 条，与名册不同 0 条\n"
    done = run("add", "接待", LEDGER, "--data", path, "--json").data
    assert done.pop("warnings") == ["接待登记 第 13 行“联系电话”：这个电话不像中国的号码，先照记"]
    assert done == {
        "new": 23,
        "same": 0,
        "voided": 0,
        "back": 0,
        "changed": 0,
        "told": [],
        "bad": [],
        "differ": [],
        "unmatched": {},
        "dry_run": False,
    }
    again = run("add", "visit", f"{LEDGER}#接待登记", "--data", path, "--json").data
    assert (again["new"], again["same"]) == (0, 23)


def test_unmatched_are_named(path):
    """Deputies no roster knows are named on stderr; the rows are there."""
    done = run("add", "visit", LEDGER, "--data", path)
    assert "未匹配的代表：" in done.err and "彭喆" in done.err
    assert len(visits(path)) == 23


@pytest.mark.parametrize("kind", ["jsonl", "csv", "gb18030", "xlsx", "stdin"])
def test_every_form(tmp_path, path, monkeypatch, kind):
    """JSON lines, CSV in UTF-8 or GB18030, XLSX and standard input say the same."""
    wanted = VISIT | {"party_size": 3, "visitor_name": "李㛃𫍣"}
    file = tmp_path / f"十月.{'csv' if kind == 'gb18030' else kind}"
    row = ["2026-10-14 09:00", "李㛃𫍣", "3人", "没水", "当场答复"]
    if kind in ("csv", "gb18030"):
        text = "\r\n".join(",".join(cells) for cells in (HEADING, row))
        file.write_bytes(text.encode("utf-8-sig" if kind == "csv" else "gb18030"))
    elif kind == "xlsx":
        book(file, [datetime(2026, 10, 14, 9), *row[1:]])
    else:
        lines(file, wanted)
    if kind == "stdin":
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
        file = "-"
    done = run("add", "visit", file, "--data", path)
    assert done.code == 0, done.err
    (listed,) = visits(path)
    assert {name: listed[name] for name in wanted} == wanted


def test_same_row_in_another_form(tmp_path, path):
    """A row is the same row, whichever form of file it comes in."""
    run("add", "visit", lines(tmp_path / "a.jsonl", VISIT), "--data", path)
    row = ["2026.10.14 9:00", "高建国", None, "没水", "当场答复"]
    done = run("add", "visit", book(tmp_path / "a.xlsx", row), "--data", path, "--json").data
    assert (done["new"], done["same"]) == (0, 1)


def test_every_bad_row(tmp_path, path):
    """All rows or none; each that cannot be read is named with sheet, row, column, value and reason."""
    rows = [
        ["2026-10-14", "高建国", 1, "没水", "当场答复"],
        ["2026-02-30", "李志强", 1, "没电", "当场答复"],
        ["2026-10-14", "王某", "许多", "没气", "当场答复"],
        ["2026-10-14", "张某", 2, None, "随便"],
    ]
    said = refused(path, "visit", book(tmp_path / "坏.xlsx", *rows))
    assert "有 3 行读不懂，一行也没有录入" in said
    assert [line.strip().split("（")[0].split("：")[0] for line in said.splitlines()[1:5]] == [
        "接待登记 第 3 行“接待时间”",
        "接待登记 第 4 行“人数”",
        "接待登记 第 5 行“处理方式”",
        "接待登记 第 5 行“反映问题及意见建议",
    ]
    assert (
        "（2026-02-30）" in said
        and "2月没有30日" in said
        and "（许多）" in said
        and "没有“随便”这一项" in said
        and "没有填" in said
    )


def test_skip_bad(tmp_path, path):
    """--skip-bad takes the good rows and puts the others into a sheet of their own, which comes back when mended."""
    file = book(
        tmp_path / "半.xlsx",
        ["2026-10-14", "高建国", 1, "没水", "当场答复"],
        ["2026-02-30", "李志强", 1, "没电", "当场答复"],
    )
    bad = tmp_path / "坏行.xlsx"
    done = run("add", "visit", file, "--skip-bad", bad, "--data", path)
    assert done.code == 0 and "有 1 行读不懂" in done.err and "新 1 条" in done.out
    mended = load_workbook(bad)
    sheet = mended.worksheets[0]
    assert [cell.value for cell in sheet[2]][:5] == ["2026-02-30", "李志强", 1, "没电", "当场答复"]
    sheet["A2"] = "2026-10-15"
    mended.save(bad)
    assert run("add", "visit", bad, "--data", path).code == 0
    assert [row["visitor_name"] for row in visits(path)] == ["高建国", "李志强"]


def test_skip_bad_never_overwrites(tmp_path, path):
    """A file that is there, the ledger itself above all, is not written over, and nothing is added."""
    file = book(
        tmp_path / "半.xlsx",
        ["2026-10-14", "高建国", 1, "没水", "当场答复"],
        ["2026-02-30", "李志强", 1, "没电", "当场答复"],
    )
    before = file.read_bytes()
    assert "没有覆盖它" in refused(path, "visit", file, "--skip-bad", file)
    assert file.read_bytes() == before
    assert "结尾" in refused(path, "visit", file, "--skip-bad", tmp_path / "坏行.doc")
    assert refused(path, "visit", file, "--skip-bad", tmp_path / "没有" / "坏行.xlsx")


def test_dry_run(tmp_path, path):
    """--dry-run says what would be and writes nothing, not even the bad rows."""
    before = journal(path)
    done = run("add", "visit", LEDGER, "--dry-run", "--data", path)
    assert done.out.splitlines() == [
        "试看，没有录入：接待 新 23 条，相同 0 条，与名册不同 0 条",
        "随着登记：意见 17 件，接待的履职 8 场",
    ]
    file = book(
        tmp_path / "半.xlsx",
        ["2026-10-14", "高建国", 1, "没水", "当场答复"],
        ["2026-02-30", "李", 1, "没电", "当场答复"],
    )
    done = run("add", "visit", file, "--dry-run", "--skip-bad", tmp_path / "坏.xlsx", "--data", path, "--json")
    assert (done.data["new"], len(done.data["bad"]), done.data["dry_run"]) == (1, 1, True)
    assert done.data["bad"][0].keys() == {"sheet", "row", "column", "value", "reason"}
    assert not (tmp_path / "坏.xlsx").exists()
    assert journal(path) == before


def test_warned(tmp_path, path):
    """An odd value warns once and stays; a corrected row warns that it is a new one."""
    run("add", "visit", lines(tmp_path / "a.jsonl", VISIT), "--data", path)
    odd = lines(tmp_path / "b.jsonl", VISIT | {"statement": "没电", "visitor_phone": "1380000"[:6]})
    done = run("add", "visit", odd, "--data", path)
    assert done.err.count("先照记") == 1
    assert done.err.count("请核对是否重复") == 1
    assert len(visits(path)) == 2


def test_roster_differs(tmp_path):
    """A deputy row that differs is listed and changes nothing."""
    path = filled(tmp_path / "站")
    before = journal(path)
    done = run("add", "deputy", lines(tmp_path / "d.jsonl", {"name": "彭喆", "group": "第9代表小组"}), "--data", path)
    assert "与名册里的代表小组不同，没有改动名册" in done.err
    assert "与名册不同 1 条" in done.out
    assert journal(path) == before


# ---- bad files ------------------------------------------------------------------------------------------------------


def zipped(file, **members):
    """A zip that is no workbook."""
    with ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.xlsx", b""),
        ("空.csv", b""),
        ("空.jsonl", b""),
        ("文字.xlsx", "接待时间\t来访人\n".encode()),
        ("乱.csv", bytes(range(256)) * 9),
        ("乱.xlsx", os.urandom(5000)),
        ("半.xlsx", None),
        ("零.csv", "接待时间,人数\x00\n1,2\n".encode()),
        ("旧.xls", b"\xd0\xcf\x11\xe0" * 99),
        ("图.png", b"\x89PNG"),
        ("无头.csv", "甲,乙\n1,2\n".encode()),
        ("标题.csv", "接待时间,来访人姓名\n2026-10-14,甲\n".encode()),
        ("坏.jsonl", b"{\n"),
        ("列.jsonl", b"[1]\n"),
        ("深.jsonl", b"[" * 100_000),
        ("数.jsonl", b'{"party_size": NaN}\n'),
        ("码.jsonl", b"\xff\xfe\n"),
    ],
)
def test_bad_files(tmp_path, path, name, data):
    """A file that is no ledger is refused for what it is."""
    (tmp_path / name).write_bytes(LEDGER.read_bytes()[:9000] if data is None else data)
    refused(path, "visit", tmp_path / name)


def test_no_workbook_inside(tmp_path, path):
    """A zip without a workbook, and one whose parts are no XML."""
    zipped(tmp_path / "照片.xlsx", 一="x")
    refused(path, "visit", tmp_path / "照片.xlsx")
    with ZipFile(LEDGER) as good, ZipFile(tmp_path / "坏.xlsx", "w") as archive:
        for name in good.namelist():
            archive.writestr(name, b"<broken" if "sheet1" in name else good.read(name))
    refused(path, "deputy", tmp_path / "坏.xlsx")


def test_missing_and_directories(tmp_path, path):
    """What is not there, what is a folder, a sheet that is not in the book."""
    refused(path, "visit", tmp_path / "没有.xlsx")
    refused(path, "visit", tmp_path)
    (tmp_path / "夹.xlsx").mkdir()
    (tmp_path / "夹.jsonl").mkdir()
    refused(path, "visit", tmp_path / "夹.xlsx")
    refused(path, "visit", tmp_path / "夹.jsonl")
    assert "里面有" in refused(path, "visit", f"{LEDGER}#没有这张")


@pytest.mark.parametrize("kind", ["飞船", "followup", "月结", "操作员", "", "visits", "calendar", "rule"])
def test_kinds(path, kind):
    """A kind that is none, or that does not come by sheet or not from a station, is refused."""
    refused(path, kind, LEDGER)


def test_hostile_cells(tmp_path, path):
    """Formulas, signs, very long and very strange words: read, refused with their place, or kept as they are."""
    said = [
        "=1+1",
        "+86",
        "-3",
        "@SUM(A1)",
        "𠮷野家🍜",
        "a\u202eb",
        "１００％",
        "'; DROP TABLE visit; --",
        "<b>粗</b>",
        "长" * 32_000,
    ]
    rows = [["2026-10-14", f"甲{n}", 1, words, "当场答复"] for n, words in enumerate(said)]
    file = tmp_path / "怪.csv"
    file.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADING, *rows)), "utf-8")
    done = run("add", "visit", file, "--data", path)
    assert done.code == 0, done.err
    assert [row["statement"] for row in visits(path)] == said
    assert "第 3 行“人数”（-3）" in refused(
        path,
        "visit",
        book(
            tmp_path / "负.xlsx",
            ["2026-10-14", "甲", 2, "没水", "当场答复"],
            ["2026-10-14", "甲", -3, "没水", "当场答复"],
        ),
    )
    for n, value in enumerate(("没\x07水", "没\u0085水", "长" * 200_001)):
        assert "第 1 行" in refused(path, "visit", lines(tmp_path / f"{n}.jsonl", VISIT | {"statement": value}))
    for n, value in enumerate((10**30, -1, 1.5, True, [], {"a": 1}, "∞")):
        if value != []:
            refused(path, "visit", lines(tmp_path / f"n{n}.jsonl", VISIT | {"party_size": value}))
    for name in ("list", "show"):
        done = run(name, "visit" if name == "list" else "J0010", "--data", path)
        assert done.code == 0
    assert run("check", "--data", path).code == 0


def test_surrogates(tmp_path, path):
    """Half a character in a JSON line is refused with its row."""
    file = tmp_path / "半字.jsonl"
    file.write_text(json.dumps(VISIT | {"statement": "没\ud800水"}) + "\n", "utf-8")
    assert "第 1 行" in refused(path, "visit", file)


def test_too_much_in_one_row(tmp_path, path):
    """A row of more than the journal takes in one entry is refused in Chinese."""
    refused(
        path,
        "visit",
        lines(tmp_path / "大.jsonl", VISIT | dict.fromkeys(("statement", "reply", "request"), "长" * 150000)),
    )


def test_a_huge_sheet(tmp_path, path):
    """A sheet of many rows goes in whole, and a second time adds nothing: 100,000 when tested long."""
    many = 100_000 if LONG else 3_000
    rows = (
        [f"2026-{1 + n % 9:02d}-{1 + n % 28:02d}", f"甲{n}", 1 + n % 5, f"第 {n} 件事，路灯不亮", "当场答复"]
        for n in range(many)
    )
    file = book(tmp_path / "大.xlsx", *rows)
    assert f"新 {many} 条" in run("add", "visit", file, "--data", path).out
    assert f"新 0 条，相同 {many} 条" in run("add", "visit", file, "--data", path).out
    assert len(run("list", "visit", "--limit", "50", "--json", "--data", path).data) == 50


def test_truth_is_the_ledger(path):
    """Nothing in the sample ledger stands apart from its truth: as many rows as the truth names."""
    assert [len(TRUTH[noun]) for noun in ("deputy", "visit", "duty")] == [9, 23, 6]

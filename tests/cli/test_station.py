"""A district's commands over any of its stations: lists, figures, logs and papers, which add up."""

import json

import openpyxl
import pytest

from lianluozhan.report import station_sums
from tests.district import district
from tests.station import empty, run


@pytest.fixture
def made(tmp_path):
    """The folders of a district and its two stations."""
    return district(tmp_path)


def of(made, *words):
    """Run a command at the district; it must be done."""
    done = run(*words, "--data", made.office, "--today", "2026-10-21")
    assert done.code == 0, done.err
    return done


def text(path):
    """The words of a PDF."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_lists(made, tmp_path):
    """`--where 站=` narrows by name, part of one or code; the list, its sentence, JSON and the sheet say whose a row is."""
    for word in ("站=余吾镇", "station=140405103", "站=余吾"):
        rows = of(made, "list", "visit", "--where", word, "--json").data
        assert len(rows) == 2 and {row["station"] for row in rows} == {"余吾镇"}, word
    assert len(of(made, "list", "visit", "--where", "站=渔泽镇", "--where", "处理方式=报区办理", "--json").data) == 1
    shown = of(made, "list", "issue", "--where", "站=渔泽镇")
    assert shown.out.startswith("站 ") and "站是“渔泽镇”：2 条" in shown.err
    sheet = tmp_path / "全部.xlsx"
    of(made, "list", "visit", "--to", sheet)
    heading, *rows = openpyxl.load_workbook(sheet).active.iter_rows(values_only=True)
    assert heading[0] == "站" and sorted(row[0] for row in rows) == ["余吾镇"] * 2 + ["渔泽镇"] * 3
    assert run("list", "deputy", "--where", "站=渔泽镇", "--data", made.office).code == 1
    refused = run("list", "visit", "--where", "站=张店镇", "--data", made.office)
    assert refused.code == 1 and "没有叫“张店镇”的站" in refused.err and "渔泽镇、余吾镇" in refused.err


def test_figures_add_up(made):
    """The stations' figures make up the district's, in `stats`, in each line of --each, and for any set."""

    def counted(*words):
        found = of(made, "stats", "2026-10", *words, "--json").data
        return found["total"]["visits"], found["total"]["people"], found["issues"], found["acts"]

    one, other, every = counted("--station", "渔泽镇"), counted("--station", "余吾镇"), counted()
    assert one == (2, 2, 1, 1) and other == (2, 4, 1, 2)
    assert (
        every == counted("--station", "渔泽镇", "--station", "余吾镇") == tuple(map(sum, zip(one, other, strict=True)))
    )
    found = of(made, "stats", "2026-10", "--each", "--json").data
    lines, total = found["stations"], found["total"]
    told = {line["station"]: (line["来访批次"], line["来访人次"], line["意见件数"], line["履职件数"]) for line in lines}
    assert told == {"渔泽镇": one, "余吾镇": other}
    assert all(total[name] == sum(line[name] for line in lines) for name in station_sums.COLUMNS)
    shown = of(made, "stats", "2026-10", "--each").out
    assert "合计" in shown and "9月没有结账" in shown and "没有编进代表小组的代表 1 位：韩单" in shown
    assert [(line["today"]["unclosed"], line["today"]["late"], line["today"]["to_us"]) for line in lines] == [
        (["2026-09"], 1, 1),
        ([], 0, 1),
    ]
    assert (found["placeless"], found["groupless"]) == (["韩单", "韩组"], ["韩单"])


def test_the_log_of_one_station_is_its_own(made, tmp_path):
    """Under its name, with its numbers, word for word as the station prints it but what stayed there."""
    there, here = tmp_path / "站里", tmp_path / "区里"
    run("log", "2026-10", "--to", there, "--data", made.stations["余吾镇"])
    of(made, "log", "2026-10", "--station", "余吾镇", "--to", here)
    assert sorted(file.name for file in here.iterdir()) == sorted(file.name for file in there.iterdir())
    mine, theirs = text(here / "接待日志-2026-10.pdf"), text(there / "接待日志-2026-10.pdf")
    assert "余吾镇人大代表联络站" in mine and "编号 140405103-2026-J0001 至 J0002" in mine and "2 批次 4 人次" in mine
    assert "李乙" in mine and "渔泽镇" not in mine and station_sums.NAME not in mine
    assert len(mine.splitlines()) == pytest.approx(len(theirs.splitlines()), abs=12)


def test_the_log_of_all_says_whose_and_sums_each(made, tmp_path):
    """Each line names its station, each station is summed up, the sums are those of `stats`."""
    of(made, "log", "2026-10", "--to", tmp_path)
    log, report = text(tmp_path / "接待日志-2026-10.pdf"), text(tmp_path / "月报-2026-10.pdf")
    assert "屯留区人大常委会办公室" in log and "渔泽镇\nJ0002" in log and "余吾镇\nJ0001" in log
    assert "4 批次 6 人次" in log and "渔泽镇 2 批次 2 人次" in log and "余吾镇 2 批次 4 人次" in log
    assert "编号 1404" not in log
    for name, numbers in (
        ("渔泽镇", "2 2 1 1 1 0 0 1 1"),
        ("余吾镇", "2 4 1 1 1 0 0 2 2"),
        ("合计", "4 6 2 2 2 0 0 3 3"),
    ):
        assert f"{name} {numbers}" in report


def test_the_summary_of_some(made, tmp_path):
    """F15 of one station under its name; of all with the sums of each."""
    of(made, "paper", "F15", "2026-10", "--station", "渔泽镇", "--to", tmp_path / "一.pdf")
    of(made, "paper", "F15", "2026-10", "--to", tmp_path / "全.pdf")
    one, every = text(tmp_path / "一.pdf"), text(tmp_path / "全.pdf")
    assert "渔泽镇人大代表联络站" in one and "2 批次" in one and station_sums.NAME not in one
    assert station_sums.NAME in every and "4 批次" in every


def test_a_form_of_a_station_stands_under_its_name(made, tmp_path):
    """The form of a reception somewhere else is that station's."""
    (row,) = of(made, "list", "visit", "--where", "站=余吾镇", "--search", "李乙", "--json").data
    of(made, "paper", "F1", row["number"], "--to", tmp_path / "F1.pdf")
    assert "余吾镇人大代表联络站" in text(tmp_path / "F1.pdf") and "屯留区人大常委会办公室" not in text(
        tmp_path / "F1.pdf"
    )


def test_at_a_station(tmp_path):
    """There is nothing to choose, and that is said."""
    path = empty(tmp_path / "站")
    for words in (("stats", "2026-10"), ("log", "2026-10", "--to", tmp_path)):
        refused = run(*words, "--station", "渔泽镇", "--data", path)
        assert refused.code == 1 and "只有区里的文件夹才分站" in refused.err
    refused = run("stats", "2026-10", "--each", "--data", path)
    assert refused.code == 1 and "只有区里" in refused.err


@pytest.mark.parametrize(
    ("kind", "row", "label"),
    [
        ("visit", {"received_at": "2026-10-02", "statement": "路灯", "outcome": "当场答复"}, "接待"),
        ("duty", {"begin": "2026-10-02", "kind": "接待选民", "deputies": ["单渔"]}, "履职"),
        ("schedule", {"date": "2026-12-02"}, "接待日"),
    ],
)
def test_what_only_a_station_has(made, tmp_path, kind, row, label):
    """A district is told where such a thing is registered, and nothing is written."""
    (tmp_path / "一条.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    refused = run("add", kind, tmp_path / "一条.jsonl", "--data", made.office)
    assert refused.code == 1 and f"{label}由联络站登记" in refused.err and "请在站里登记" in refused.err

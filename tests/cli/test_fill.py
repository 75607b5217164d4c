"""fill: the district's sheet filled by command, a heading matched once, its list read back; nothing written before a look."""

import openpyxl
import pytest

from tests.station import filled, issues, journal, opened, run

HEAD = "序号 接待日期 来访人 反映问题 备用".split()


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    """A station that has read the sample ledger of October 2026."""
    return filled(tmp_path_factory.mktemp("fill") / "站")


def sheet(path, *rows):
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_fill(station, tmp_path):
    """23 visits of October; a column is matched by words, remembered, and told while it is empty."""
    blank = sheet(tmp_path / "空表.xlsx", ["月报"], HEAD)

    def typed(*words):
        return run("--data", station, "fill", blank, "2026-10", *words)

    done = typed("visit", "--to", tmp_path / "1.xlsx")
    assert done.code == 0 and "已填好 23 行，从第 3 行起" in done.out
    assert "这些列没有填：备用" in done.err and "没有密码，只交给该收的人" in done.err
    assert openpyxl.load_workbook(tmp_path / "1.xlsx").active.max_row == 25
    wrong = typed("visit", "--to", tmp_path / "2.xlsx", "--match", "备用=没有的")
    assert wrong.code == 1 and "没有“没有的”这一项" in wrong.err
    assert typed("visit", "--to", tmp_path / "2.xlsx", "--match", "没有=人数").code == 1
    assert typed("接待", "--to", tmp_path / "2.xlsx", "--match", "备用=人数", "--match", "序号=不填").code == 0
    again = typed("visit", "--to", tmp_path / "3.xlsx", "--json", "--masked").data
    assert again["columns"]["备用"] == "party_size" and again["columns"]["序号"] is None and again["private"] == []
    page = openpyxl.load_workbook(tmp_path / "3.xlsx").active
    assert isinstance(page["E3"].value, int) and page["A3"].value is None and "*" in page["C3"].value


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "还缺：--to"),
        (("--to", "x.xlsx"), 1, "要写明哪张空表"),
        (("空表.xlsx", "2026-13", "visit", "--to", "x.xlsx"), 1, "不是月份"),
        (("空表.xlsx", "2026-10", "deputy", "--to", "x.xlsx"), 1, "可以填的：接待、意见、履职"),
        (("没有.xlsx", "2026-10", "visit", "--to", "x.xlsx"), 1, "打不开“没有.xlsx”"),
        (("--back", "没有.xlsx"), 1, "打不开“没有.xlsx”"),
    ],
)
def test_refused(station, tmp_path, monkeypatch, words, code, told):
    """What is missing or cannot be read is told; nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = journal(station)
    done = run("--data", station, "fill", *words)
    assert (done.code, done.out) == (code, "") and told in done.err
    assert journal(station) == before and list(tmp_path.iterdir()) == []


def test_back(tmp_path):
    """A look writes nothing; with --write the numbers are on the issues, and undo takes them back as one step."""
    station = filled(tmp_path / "站")
    blank = sheet(
        tmp_path / "单.xlsx",
        ["编号", "受理编号", "标题"],
        ["Y0001", "Q1", "别的标题"],
        ["Y0002", "Q2"],
        ["Y9999", "Q3"],
    )
    before = journal(station)
    looked = run("--data", station, "fill", "--back", blank)
    assert (
        looked.code == 0
        and "新编号 2 件，已有 0 件，不一样 1 处，对不上 1 行。还没有写" in looked.out
        and "别的标题" in looked.out
    )
    assert journal(station) == before
    assert run("--data", station, "fill", "--back", blank, "--write", "--json").data["written"] == 2
    with opened(station) as store:
        assert [row["external_number"] for row in issues(store)[:3]] == ["Q1", "Q2", None]
    assert run("--data", station, "fill", "--back", blank, "--json").data["same"] == 2
    assert run("--data", station, "undo").code == 0
    with opened(station) as store:
        assert [row["external_number"] for row in issues(store)[:3]] == [None, None, None]

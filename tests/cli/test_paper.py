"""paper: one paper into a file, the list of papers, and every way it is refused."""

import subprocess

import pytest
from docx import Document

from lianluozhan import parts
from lianluozhan.report.catalogue import PAPERS
from tests.station import empty, filled, journal, run


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A station with the sample ledger; only looked at here."""
    return filled(tmp_path_factory.mktemp("纸") / "站")


def words(file) -> str:
    """What poppler reads."""
    return "".join(
        subprocess.run(
            ["pdftotext", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout.split()
    )


def test_list(path):
    """Every paper with its number and what it is about; the same as JSON; no folder is needed."""
    lines = run("paper", "--list").out.splitlines()
    assert lines[0] == "F1  接待登记表（接待）"
    rows = run("paper", "--list", "--json").data
    assert [(row["code"], row["name"]) for row in rows] == [
        (one.code or None, one.name) for one in PAPERS if one.name not in parts.papers()
    ] and len(lines) == len(rows)


@pytest.mark.parametrize("name", ["F1", "f1", "接待登记表"])
def test_into_a_file(path, tmp_path, name):
    """By F-number or name; nothing is written to the journal but who took it along."""
    before, told, to = journal(path), run("looks", "--json", "--data", path).data, tmp_path / "新" / "登记表.pdf"
    done = run("paper", name, "J0003", "--to", to, "--data", path)
    assert (done.code, done.out) == (0, f"{to}  1 页\n")
    assert "140405102-2026-J0003" in words(to)
    now = run("looks", "--json", "--data", path).data
    assert set(before) <= set(journal(path)) and len(now) == len(told) + 1 and now[0]["what"] == "接待登记表"


def test_several_words(path, tmp_path):
    """A deputy's month, an organ's issues: the words in any order; what stands for now needs none."""
    for words_, said in (
        (("F8", "陈秀兰", "2026-10"), "陈秀兰"),
        (("F8", "2026-10", "陈秀兰"), "陈秀兰"),
        (("F2", "2026-10-24"), "2026年10月24日"),
        (("F3", "2026-10", "教育"), "2026年10月教育"),
        (("交接单",), "移交人"),
        (("月结清单", "2026-10"), "2026年10月"),
    ):
        done = run("paper", *words_, "--to", tmp_path / "x.pdf", "--data", path)
        assert done.code == 0, done.err
        assert said in words(tmp_path / "x.pdf")


def test_for_everybody(path, tmp_path):
    """--all: a file for each deputy in a folder, or one file; a name beside it, or another paper, is refused."""
    done = run("paper", "F9", "2026", "--all", "--to", tmp_path / "档案", "--data", path)
    assert done.code == 0, done.err
    assert (
        done.out.endswith(" 页\n")
        and "9 位代表" in done.out
        and len(list((tmp_path / "档案").glob("履职档案-2026-*.pdf"))) == 9
    )
    done = run("paper", "代表一张纸", "2026-10", "--all", "--to", tmp_path / "一张纸.pdf", "--json", "--data", path)
    assert (
        done.data["paths"] == [str(tmp_path / "一张纸.pdf")]
        and done.data["deputies"] == 9
        and "陈秀兰" in words(tmp_path / "一张纸.pdf")
    )
    for asked, why in ((("F9", "2026", "陈秀兰"), "不用写“陈秀兰”"), (("F1",), "不是每位代表一份的")):
        done = run("paper", *asked, "--all", "--to", tmp_path / "y.pdf", "--data", path)
        assert done.code == 1 and why in done.err and not (tmp_path / "y.pdf").exists()


def test_as_a_file_of_word(path, tmp_path):
    """News ends in .docx or .pdf as one likes; no other paper is a file of Word."""
    copy = filled(tmp_path / "站")
    rows = tmp_path / "a.jsonl"
    rows.write_text(
        '{"kind": "视察", "begin": "2026-10-20", "present": ["陈秀兰"], "theme": "冬季供暖", "record": "管网要换"}\n',
        "utf-8",
    )
    assert run("add", "activity", rows, "--data", copy).code == 0
    done = run("paper", "活动简讯", "H0001", "--to", tmp_path / "简讯.docx", "--data", copy)
    assert (done.code, done.out) == (0, f"{tmp_path / '简讯.docx'}\n"), done.err
    assert any("管网要换" in one.text for one in Document(tmp_path / "简讯.docx").paragraphs)
    assert run(
        "paper", "活动简讯", "H0001", "--to", tmp_path / "简讯.pdf", "--data", copy
    ).code == 0 and "管网要换" in words(tmp_path / "简讯.pdf")
    done = run("paper", "F1", "J0003", "--to", tmp_path / "x.docx", "--data", copy)
    assert done.code == 1 and "只能存成 PDF" in done.err and not (tmp_path / "x.docx").exists()


def test_into_a_folder(path, tmp_path, monkeypatch):
    """A folder gets the paper under its own name; without --to it is the one we stand in."""
    run("paper", "F1", "J0003", "--to", tmp_path, "--data", path)
    monkeypatch.chdir(tmp_path / "..")
    done = run("paper", "F1", "J0004", "--json", "--data", path)
    assert (tmp_path / "接待登记表-J0003.pdf").is_file() and (tmp_path / ".." / "接待登记表-J0004.pdf").is_file()
    assert done.data == {"name": "接待登记表", "path": "接待登记表-J0004.pdf", "pages": 1, "missing": []}


def test_draft_and_masked(path, tmp_path):
    """--draft and --masked say so on the paper; the masked has no name."""
    run("paper", "F1", "J0003", "--draft", "--to", tmp_path / "a.pdf", "--data", path)
    run("paper", "F1", "J0003", "--masked", "--to", tmp_path / "b.pdf", "--data", path)
    draft, masked = words(tmp_path / "a.pdf"), words(tmp_path / "b.pdf")
    assert "草稿" in draft and "尉迟桂英" in draft
    assert "公示" in masked and "尉迟桂英" not in masked and "尉迟**" in masked


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ((), "没有写印哪一种"),
        (("F99", "J0001"), "没有叫“F99”的纸"),
        (("F1",), "没有写接待登记表印哪一条"),
        (("F2", "昨天"), "“昨天”看不懂"),
        (("F8", "2026-10"), "没有代表姓名"),
        (("F1", "J0999"), "没有编号、标识或名称是“J0999”的记录"),
    ],
)
def test_refused(path, tmp_path, asked, why):
    """Said in words with what to do; no file is left."""
    done = run("paper", *asked, "--to", tmp_path / "x.pdf", "--data", path)
    assert (done.code, done.out) == (1, "") and why in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(path, tmp_path):
    """The folder's name is a file: refused, with what to do."""
    (tmp_path / "夹").write_text("x")
    done = run("paper", "F1", "J0003", "--to", tmp_path / "夹" / "x.pdf", "--data", path)
    assert done.code == 1 and "换一个文件夹" in done.err


def test_a_character_no_font_has(path, tmp_path):
    """It is told beside the result."""
    copy = filled(tmp_path / "站")
    assert run("amend", "J0003", "备注=好😀", "--reason", "试", "--data", copy).code == 0
    done = run("paper", "F1", "J0003", "--to", tmp_path / "x.pdf", "--data", copy)
    assert done.code == 0 and "没有字体" in done.err and "😀" in done.err


def test_blank_forms(tmp_path):
    """Numbers are reserved and printed, a row that names one takes it, the rest are put away; wrong orders change nothing."""
    path = empty(tmp_path / "站")

    def typed(*words):
        return run(*words, "--data", path, "--today", "2026-11-05")

    out = typed("paper", "F1", "2026-11-05", "--blank", "3", "--to", tmp_path)
    assert out.code == 0 and "J0001 至" in out.err and (tmp_path / "空白登记表-2026-11-05.pdf").exists()
    rows = tmp_path / "收回.csv"
    rows.write_text(
        "登记表编号,接待时间,来访人姓名,原话,处理方式\nJ0002,2026-11-05 9:00,王秀英,路灯不亮,当场答复\n", "utf-8"
    )
    assert typed("add", "visit", rows).code == 0
    assert [row["number"] for row in typed("list", "visit", "--json").data] == ["140405102-2026-J0002"]
    assert "2 张" in typed("paper", "F1", "--unused").out
    assert [
        row["voided"] for row in typed("list", "visit", "--voided", "--json").data if row["number"].endswith("J0001")
    ] == ["空白登记表，没有用"]
    assert typed("paper", "F1", "--unused").code == 1 and typed("paper", "F4", "--blank", "3").code == 1
    assert typed("paper", "F1", "--blank", "0").code == 1 and typed("paper", "F1", "十月", "--blank", "3").code == 1
    assert typed("check").code == 0


def test_the_handbook_needs_no_folder(tmp_path):
    """paper 使用手册 writes it, whatever folder there is or is not."""
    done = run("paper", "使用手册", "--to", tmp_path)
    assert done.code == 0 and done.out.strip() == str(tmp_path / "使用手册.pdf")
    assert (tmp_path / "使用手册.pdf").read_bytes().startswith(b"%PDF")

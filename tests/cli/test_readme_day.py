"""The clerk's day as the handbook's chapter of commands shows it: every line is run in order, on the sample ledger, and is taken."""

import re
import shutil

from docx import Document

from lianluozhan import sheet
from lianluozhan.handbook import place
from tests.core.test_extract import plain
from tests.station import LEDGER, empty, run
from tests.test_readme import ROOT

COMMAND = re.compile(r"^- `lianluozhan (--data 数据 .+?)`", re.MULTILINE)
SHOWN = re.compile(r"^lianluozhan (--data 数据 .+?)(?:\s{2,}.*)?$", re.MULTILINE)  # in README


def day() -> list[str]:
    """The commands of the chapter."""
    return COMMAND.findall(place("命令.md").read_text("utf-8"))


def test_readme_shows_some_of_them():
    """What README shows of it is what was tried."""
    shown = SHOWN.findall((ROOT / "README.md").read_text("utf-8"))
    assert len(shown) > 5
    assert set(shown) <= set(day())


def test_every_line_is_taken(tmp_path, monkeypatch):
    """No line names a person, a number or a file that the sample has not, or comes before what it needs."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(LEDGER, "台账.xlsx")
    (tmp_path / "U盘").mkdir()
    assert (
        run(
            "--data", empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"), "card", "--to", tmp_path
        ).code
        == 0
    )
    # What the district hands out.
    sheet.write(tmp_path / "月报.xlsx", {"月报": [["序号", "接待时间", "来访人姓名", "反映问题"]]})
    sheet.write(tmp_path / "清单.xlsx", {"清单": [["编号", "来件编号"], ["140405102-2026-Y0001", "12345-0001"]]})
    (tmp_path / "代表法.pdf").write_bytes(plain("Article one"))
    draft = Document()
    draft.add_paragraph("第一条　为了规范，制定本条例。")
    draft.save(tmp_path / "草案.docx")
    lines = day()
    assert len(lines) > 15
    for line in lines:
        done = run("--today", "2026-10-31", *line.split())
        assert done.code == 0, (line, done.err)
    assert len(list((tmp_path / "U盘").glob("*.llz"))) == 1

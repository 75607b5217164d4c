"""学习 · 民情本 from the district's law to the deputy's own page: put on the shelf, found, read, a 民情本 carried out and read back
by sheet and by hand, the month told to the deputy and to the wall; up to the district, its answer back down."""

import subprocess
from functools import partial

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from lianluozhan.people_book import COLUMNS
from tests.core.test_extract import plain
from tests.district import carry, district
from tests.pages.desk import Desk, commit
from tests.station import done, opened, run, sound

TODAY = "2026-11-03"
TOWN, WHO, GROUP = "渔泽镇", "单渔", "渔泽镇代表小组"

pytestmark = pytest.mark.day(TODAY)  # early November, for windows too
at = partial(done, today=TODAY)  # a command there on that day, that is done


def text(file):
    """What poppler reads."""
    return "".join(
        subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout.split()
    )


def book(path, *rows):
    """A 民情本 typed into a sheet under the headings of the paper."""
    made = openpyxl.Workbook()
    made.active.append(("人大代表民情本", "代表", WHO, "2026年10月"))
    made.active.append([words for words, _field in COLUMNS])
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


@pytest.mark.needs("pdftotext")
def test_the_whole_way(tmp_path):
    """Off it is not seen; the district switches it on and sends a law; the station's readings and walks are the deputy's month."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    station, office = made.stations[TOWN], made.office
    assert (
        run("study", "--data", station).code
        == run("paper", "民情本", WHO, "--to", tmp_path / "x.pdf", "--data", station).code
        == 1
    )
    at(office, "parts", "--stations", "--on", "学习")
    at(office, "parts", "--on", "学习")
    (tmp_path / "law.pdf").write_bytes(plain("Article one: keep in touch with voters"))
    at(office, "study", "add", tmp_path / "law.pdf", "--title", "代表法", "--issued", "2025-03-11")
    carry(office, station, stick)
    # at the station's window: the law is found by its words and read; the books are printed for everybody
    desk = Desk(station)
    desk.open("学习资料")
    commit(desk.page.line, "touch with")
    desk.wait()
    desk.choose("代表法")
    desk.fill(谁学了=WHO)
    desk.press("记学习")
    assert f"1 人学过：{WHO} 11-03" in desk.said()
    desk.close()
    at(station, "paper", "民情本", "2026-10", "--all", "--to", tmp_path / "民情本.pdf")
    assert WHO in text(tmp_path / "民情本.pdf") and GROUP in text(tmp_path / "民情本.pdf")
    # what came back: one typed as a sheet, one pasted in the window
    at(
        station,
        "add",
        "visit",
        book(
            tmp_path / "带回.xlsx",
            ("16日", "郭桂兰", "13800000000", "前后庄村", "路灯不亮", "这就去报", "报区办理"),
            ("16日", "仇文斌", "", "西街", "没有意见", "", "当场答复"),
        ),
    )
    desk = Desk(station)
    desk.open("接待登记")
    desk.type("<Ctrl+G>")
    desk.fill(received_at="9:00", 接待代表=WHO)
    desk.field("姓名").setFocus()
    QGuiApplication.clipboard().setText(
        "10月20日 王甲（东街）：暖气不热。答：问了热力（乡镇）\n2. 李乙：机井坏了（村社）"
    )
    desk.type("<Ctrl+V>")
    for _household in range(2):
        desk.press("保存")
    desk.close()
    # the deputy's month, to them and to the wall
    at(station, "paper", "代表一张纸", WHO, "2026-11", "--to", tmp_path / "十一月.pdf")
    assert "学习《代表法》" in text(tmp_path / "十一月.pdf") and "合计1件，积分3" in text(tmp_path / "十一月.pdf")
    at(station, "paper", "代表一张纸", WHO, "2026-10", "--to", tmp_path / "十月.pdf")
    said = text(tmp_path / "十月.pdf")
    assert "路灯不亮" in said and "暖气不热" in said and "机井坏了" in said and "走访选民" in said
    at(station, "paper", "代表一张纸", WHO, "2026-10", "--masked", "--to", tmp_path / "公示.pdf")
    assert not [
        word for word in ("路灯不亮", "暖气不热", "郭桂兰", "13800000000") if word in text(tmp_path / "公示.pdf")
    ]
    # up: the district has the readings, the walks, the issue that was reported; its answer stands on the deputy's page
    carry(station, office, stick)
    duties = at(office, "list", "duty", "--where", f"站={TOWN}", "--json").data
    assert [one["deputies"] for one in duties if one["title"] == "学习《代表法》"] == [[WHO]] and sum(
        one["title"] == "走访选民" for one in duties
    ) == 2
    (issue,) = [one for one in at(office, "list", "issue", "--json").data if one["statement"] == "路灯不亮"]
    at(office, "follow", issue["number"], "交办", "承办单位=区住建局")
    carry(office, station, stick)
    at(station, "paper", "代表一张纸", WHO, "2026-11", "--to", tmp_path / "十一月再印.pdf")
    assert "区住建局" in text(tmp_path / "十一月再印.pdf")
    for path in (station, office):
        with opened(path) as store:
            sound(store)

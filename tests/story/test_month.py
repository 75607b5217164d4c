"""The whole main job as a clerk does it: from the door to the monthly PDF; station → stick → district.

Every step is the installed command in a process of its own; a later step stands on what the earlier ones left.
"""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from lianluozhan import folder as folders
from lianluozhan.schema import SCHEMA
from tests.station import run

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
LEDGER = SAMPLE / "渔泽镇站-2026年10月台账.xlsx"
TRUTH = json.loads(LEDGER.with_suffix(".json").read_text("utf-8"))
NOUNS = ("deputy", "visit", "duty")
TODAY = "2026-10-31"
PAPERS = ("接待日志", "意见台账", "履职登记", "月报", "全套")


@pytest.fixture(scope="module")
def shell(installed, tmp_path_factory):
    """A clerk's shell: `shell(words)` runs the command and gives what it printed; with `exit` it is expected to fail."""
    home = tmp_path_factory.mktemp("家")
    environment = {
        **os.environ,
        "XDG_CONFIG_HOME": str(home / "设置"),
        "APPDATA": str(home / "设置"),
        "HOME": str(home),
    }

    def typed(*words, exit=0):
        done = subprocess.run(
            [installed, *map(str, words)],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == exit, (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done.stderr if exit else done.stdout

    return typed


@pytest.fixture(scope="module")
def month(shell, tmp_path_factory):
    """A station's October: the folder made, the clerk's own ledger in, the stick and its passphrase at hand."""
    root = tmp_path_factory.mktemp("十月")
    made = SimpleNamespace(root=root, station=root / "站", stick=root / "U盘", secret=root / "口令.txt")
    made.stick.mkdir()
    made.secret.write_text("柿子树下的长椅\n", "utf-8")
    shell(
        "init",
        "--data",
        made.station,
        "--role",
        "station",
        "--name",
        "渔泽镇人大代表联络站",
        "--code",
        "140405102",
        "--clerk",
        "赵敏",
    )
    made.said = {noun: shell("add", noun, LEDGER, "--data", made.station) for noun in NOUNS}
    return made


def listed(shell, folder, noun, *words):
    """The records of a kind."""
    return json.loads(shell("list", noun, "--json", "--data", folder, "--today", TODAY, *words))


def everything(folder):
    """All that a folder lists of the station's month; read in this process, for speed."""
    nouns = ("deputy", "visit", "issue", "followup", "duty", "note", "place")
    return {noun: run("list", noun, "--json", "--data", folder, "--today", TODAY).data for noun in nouns}


def copied(month, name):
    """A copy of the station's folder, to try things on."""
    return Path(shutil.copytree(month.station, month.root / name))


def test_the_ledger_is_in(shell, month):
    """23 visits, 38 people, equal to the truth field by field."""
    assert [re.search(r"新 (\d+) 条", month.said[noun])[1] for noun in NOUNS] == ["9", "23", "6"]
    visits = listed(shell, month.station, "visit")
    assert (len(visits), sum(row["party_size"] for row in visits)) == (23, 38)
    for row, truth in zip(visits, TRUTH["visit"], strict=True):
        assert {name: row[name] for name in truth} == {
            name: value if value != "" else None for name, value in truth.items()
        }
    roster = {row["name"]: row for row in listed(shell, month.station, "deputy")}
    for truth in TRUTH["deputy"]:
        assert {name: roster[truth["name"]][name] for name in truth} == truth
    assert len(roster) == 9


def test_issues_opened_by_themselves(shell, month):
    """17 issues by category; 12 passed on, due as counted by hand; 5 with the district."""
    issues = listed(shell, month.station, "issue")
    assert Counter(row["category"] for row in issues) == {
        "供暖": 5,
        "道路与路灯": 3,
        "占道经营与市容": 2,
        "教育": 2,
        "物业与老旧小区": 2,
        "医保医疗": 1,
        "供水供电燃气通讯": 1,
        "农业农村": 1,
    }
    assert Counter(row["state"] for row in issues) == {"办理中": 12, "待区处理": 5}
    assert Counter(row["due_on"] for row in issues if row["state"] == "办理中") == {
        "2026-10-27": 9,
        "2026-11-04": 1,
        "2026-11-13": 2,
    }
    assert {fact["evidence"] for fact in listed(shell, month.station, "followup")} == {"台账导入"}


def test_sessions_registered_by_themselves(shell, month):
    """14 duties: the sheet's 6 with 15 deputy-rows, and 8 sessions with 23."""
    duties = listed(shell, month.station, "duty")
    sessions = [row for row in duties if row["kind"] == "接待选民"]
    others = [row for row in duties if row["kind"] != "接待选民"]
    assert (len(duties), len(others), len(sessions)) == (14, 6, 8)
    assert [sum(len(row["deputies"]) for row in part) for part in (others, sessions)] == [15, 23]
    for truth in TRUTH["duty"]:
        assert [row for row in others if all(row[name] == value for name, value in truth.items())], truth


def test_the_same_again(shell, month):
    """The same adds again: 0 new."""
    folder = copied(month, "再来一遍")
    before = everything(folder)
    for noun in NOUNS:
        assert "新 0 条" in shell("add", noun, LEDGER, "--data", folder)
    assert everything(folder) == before


def test_any_order(shell, month):
    """Visits before deputies come to the same visits and issues."""
    folder = month.root / "倒着来"
    shell(
        "init",
        "--data",
        folder,
        "--role",
        "station",
        "--name",
        "渔泽镇人大代表联络站",
        "--code",
        "140405102",
        "--clerk",
        "赵敏",
    )
    for noun in reversed(NOUNS):
        shell("add", noun, LEDGER, "--data", folder)
    for noun in ("visit", "issue"):
        theirs, ours = (
            [{k: v for k, v in row.items() if k != "created_at"} for row in listed(shell, f, noun)]
            for f in (folder, month.station)
        )
        assert theirs == ours


@pytest.mark.needs("pdftotext", "pdffonts")
def test_the_month_is_printed(shell, month):
    """Five papers whose words and sums are the data's, with every font inside."""
    shell("log", "2026-10", "--to", month.root / "打印", "--data", month.station, "--today", TODAY)
    files = {name: month.root / "打印" / f"{name}-2026-10.pdf" for name in PAPERS}
    assert sorted(file.name for file in (month.root / "打印").iterdir()) == sorted(file.name for file in files.values())
    text = {name: read_pdf(file) for name, file in files.items()}
    log = text["接待日志"]
    assert "合计：23批次38人次，当场答复6件，转办17件" in log
    assert re.findall(r"本日接待(\d+)批次", log) == ["5", "10", "4", "4"]
    for row in TRUTH["visit"]:
        assert row["visitor_name"] in log and row["statement"] in log
        assert row["visitor_name"] in text["全套"] and row["statement"] in text["全套"]
    for row in TRUTH["duty"]:
        assert row["title"] in text["履职登记"] and all(name in text["履职登记"] for name in row["deputies"])
    for issue in listed(shell, month.station, "issue"):
        assert issue["number"][-5:] in text["意见台账"]
    for file in files.values():
        fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert fonts and all(re.search(r" yes yes yes +\d+ +\d+$", line) for line in fonts), fonts


def read_pdf(file):
    """A paper's text without its line breaks and blanks."""
    done = subprocess.run(
        ["pdftotext", "-raw", file, "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return "".join(done.stdout.split())


@pytest.mark.needs("pdftotext")
def test_a_visit_voided(shell, month):
    """On a copy: voiding the only walk of 10-03 leaves 22 visits, 35 people, 13 duties; the same adds leave it so."""
    folder = copied(month, "作废")
    (walk,) = listed(shell, folder, "visit", "--where", "received_at=2026-10-03", "--where", "channel=走访")
    assert walk["party_size"] == 3
    shell("void", walk["number"], "--reason", "重复登记", "--data", folder)

    def counts():
        visits = listed(shell, folder, "visit")
        return len(visits), sum(row["party_size"] for row in visits), len(listed(shell, folder, "duty"))

    assert counts() == (22, 35, 13)
    for noun in NOUNS:
        assert "新 0 条" in shell("add", noun, LEDGER, "--data", folder)
    assert counts() == (22, 35, 13)
    shell("log", "2026-10", "--to", folder / "打印", "--data", folder)
    assert "合计：22批次35人次" in read_pdf(folder / "打印" / "接待日志-2026-10.pdf")
    assert "核对无误" in shell("check", "--data", folder)


def test_an_issue_to_its_end(shell, month):
    """An issue is taken through 答复, 回告, 评价 to 办结."""
    folder = copied(month, "办结")
    states = []
    for words in (
        "答复 acted_on=2026-10-20 answer_class=A text=油烟管道已改道 evidence=复文 document_number=屯城管函〔2026〕12号",
        "回告 acted_on=2026-10-21 how=电话",
        "评价 acted_on=2026-10-21 satisfaction=满意",
        "办结 acted_on=2026-10-22",
    ):
        shell("follow", "Y0004", *words.split(), "--data", folder, "--today", TODAY)
        (row,) = listed(shell, folder, "issue", "--search", "Y0004")
        states.append(row["state"])
    assert states == ["已答复", "已答复", "已答复", "已办结"]
    assert (row["closed_on"], row["answer_class"], row["satisfaction"], row["turn"]) == (
        "2026-10-22",
        "A",
        "满意",
        None,
    )
    assert row["told"] == {
        name: {"on": "2026-10-21", "how": "电话", "rating": rating}
        for name, rating in (("杨国栋", "满意"), ("彭喆", None))
    }
    assert "核对无误" in shell("check", "--data", folder)


def test_by_stick_to_the_district(shell, month):
    """Export, import at the district: equal lists, a second time nothing changes, both verify; names are not in the clear."""
    station = copied(month, "报送")
    paper = month.root / "回执.pdf"
    paper.write_bytes(b"%PDF-1.4 " + os.urandom(2000))
    shell("follow", "Y0004", "签收", "acted_on=2026-10-09", "--data", station, "--today", TODAY)
    shell("attach", "Y0004", paper, "--data", station)
    district = month.root / "区"
    shell("init", "--data", district, "--role", "district", "--name", "屯留区人大常委会办公室", "--clerk", "钱主任")
    shell("export", "--full", "--to", month.stick, "--passphrase-file", month.secret, "--data", station)
    (package,) = month.stick.iterdir()
    assert re.fullmatch(r"140405102-140405-\d{8}-\d{4}-[0-9a-f]{8}\.llz", package.name)
    carried = package.read_bytes()
    assert not [
        row for row in TRUTH["visit"] if row["visitor_name"].encode() in carried or row["statement"].encode() in carried
    ]

    shell("import", package, "--passphrase-file", month.secret, "--data", district)
    theirs, ours = everything(district), everything(station)
    theirs["place"] = [row for row in theirs["place"] if row["world"] == "140405102"]
    assert {row.pop("station") for noun in ("visit", "issue", "duty") for row in theirs[noun]} == {"渔泽镇"}
    for row in theirs["followup"]:
        row.pop("station", None)
    assert theirs == ours
    (again,) = json.loads(shell("import", package, "--passphrase-file", month.secret, "--json", "--data", district))
    assert (again["new"], again["filled"]) == (0, 0)
    for folder in (station, district):
        assert "核对无误" in shell("check", "--data", folder) and "附件 1 份" in shell("check", "--data", folder)

    before = everything(district)
    wrong = month.root / "错口令.txt"
    wrong.write_text("柿子树下的短椅", "utf-8")
    assert "口令" in shell("import", package, "--passphrase-file", wrong, "--data", district, exit=1)
    cut = month.root / "截断.llz"
    cut.write_bytes(carried[: len(carried) // 2])
    said = shell("import", cut, "--passphrase-file", month.secret, "--data", district, exit=1)
    assert said.startswith("错误：") and "没有改动任何数据" in said
    assert everything(district) == before


def test_what_the_district_may_not(shell, month):
    """Fields of a record are written by the side that made it; the district adds facts to what was reported up."""
    district = month.root / "区二"
    shell("init", "--data", district, "--role", "district", "--name", "屯留区人大常委会办公室")
    stick = month.root / "U盘二"
    stick.mkdir()
    shell("export", "--full", "--to", stick, "--passphrase-file", month.secret, "--data", copied(month, "报送二"))
    shell("import", *stick.iterdir(), "--passphrase-file", month.secret, "--data", district)
    for words in (
        "amend J0001 party_size=9 --reason 改",
        "void J0001 --reason 改",
        "void Y0001 --reason 改",
        "follow Y0002 批注 text=看过",
    ):
        said = shell(*words.split(), "--data", district, "--today", TODAY, exit=1)
        assert said.startswith("错误：")
    out = shell(
        "follow", "Y0001", "交办", "organ=区医疗保障局", "acted_on=2026-10-12", "--data", district, "--today", TODAY
    )
    assert "办理中，轮到 区医疗保障局" in out
    assert "核对无误" in shell("check", "--data", district)


def test_rebuilt(shell, month):
    """`rebuild` comes out identical."""
    folder = copied(month, "重建")
    before = everything(folder)
    shell("rebuild", "--data", folder)
    assert everything(folder) == before
    assert "核对无误" in shell("check", "--data", folder)


def test_read_while_written(shell, month):
    """A list is read while another program writes; a second writer is told so plainly."""
    folder = copied(month, "两个窗口")
    with folders.opened(folder, SCHEMA):
        assert len(listed(shell, folder, "visit")) == 23
        said = shell("void", "J0003", "--reason", "重复", "--data", folder, exit=1)
        assert "正由另一个窗口或程序写入" in said
    assert len(listed(shell, folder, "visit")) == 23

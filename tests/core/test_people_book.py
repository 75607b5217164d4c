"""民情本 read back: a line a household, as it is written on the paper, pasted or in a sheet;
the sheet's head says that all are walks, whose."""

import openpyxl
import pytest

from lianluozhan import sheet
from lianluozhan.issue import Issue
from lianluozhan.people_book import COLUMNS, FIELDS, NAME, lines, of_title
from lianluozhan.sheet.heading import match
from lianluozhan.visit import OUTCOMES, Visit
from tests.station import digest, empty, opened, run, sound, take

pytestmark = pytest.mark.day("2026-11-03")  # the day it is typed on


def line(**values):
    """What is read of one household."""
    return values


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "10月14日 郭桂兰（前后庄村）：路灯不亮。答：已经报修（村社办理）",
            line(
                received_at="2026-10-14",
                visitor_name="郭桂兰",
                visitor_address="前后庄村",
                statement="路灯不亮",
                reply="已经报修",
                outcome="村社办理",
            ),
        ),
        (
            "3. 仇文斌 13800000000 西街 机井坏了，当场答复：找水务（报区）",
            line(
                visitor_name="仇文斌",
                visitor_phone="13800000000",
                visitor_address="西街",
                statement="机井坏了",
                reply="找水务",
                outcome="报区办理",
            ),
        ),
        ("10.15 尉迟建军：没有意见", line(received_at="2026-10-15", visitor_name="尉迟建军", statement="没有意见")),
        ("2025年12月31日，王甲：路不平", line(received_at="2025-12-31", visitor_name="王甲", statement="路不平")),
        ("2月30日 王甲：路不平", line(received_at="2月30日", visitor_name="王甲", statement="路不平")),
        ("王甲：12.5 万元的补贴没到（共两户）", line(visitor_name="王甲", statement="12.5 万元的补贴没到（共两户）")),
        (
            "10-16\t王甲\t13800000001\t东街\t暖气不热\t问了热力\t乡镇",
            line(
                received_at="2026-10-16",
                visitor_name="王甲",
                visitor_phone="13800000001",
                visitor_address="东街",
                statement="暖气不热",
                reply="问了热力",
                outcome="乡镇办理",
            ),
        ),
        ("\t\t\t\t路不平\t\t别的", line(statement="路不平", outcome="别的")),
        ("路灯不亮", line(statement="路灯不亮")),
        ("10月14日", line(received_at="2026-10-14")),
    ],
)
def test_a_line(text, read):
    """Who, where, phone, what was said in whatever order people write it; the answer and what follows; else it stays among the words."""
    assert lines(text) == [read]


def test_several():
    """A line that names nobody goes on with the one above; no date is the day of the one above; the heading is no household."""
    text = "日期\t姓名\t原话\n\n10月14日 郭桂兰：路灯不亮\n灯杆也歪了\n2. 机井坏了\n10月15日 仇文斌：没有意见"
    assert lines(text) == [
        line(received_at="2026-10-14", visitor_name="郭桂兰", statement="路灯不亮\n灯杆也歪了"),
        line(received_at="2026-10-14", statement="机井坏了"),
        line(received_at="2026-10-15", visitor_name="仇文斌", statement="没有意见"),
    ]
    assert lines(" \n") == []


def test_every_column_is_known():
    """What stands above the columns of the paper is understood above those of a sheet; the words to tick are those of a visit."""
    assert [match(Visit, words)[0] for words, _field in COLUMNS] == list(FIELDS) and set(FIELDS) <= set(Visit.fields)
    assert all(outcome in OUTCOMES for outcome in OUTCOMES[:4])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("人大代表民情本 代表：陈秀兰 2026年10月", {"channel": "走访", "deputies": ["陈秀兰"]}),
        ("人大代表民情本", {"channel": "走访"}),
        ("接待台账 代表：陈秀兰", {}),
    ],
)
def test_the_head(words, said):
    """Only the head of a 民情本 says so."""
    assert of_title(words) == said


def typed(path, *rows, head=("人大代表民情本", "代表", "陈秀兰", "2026年10月")):
    """The paper typed into a sheet."""
    book = openpyxl.Workbook()
    book.active.append(head)
    book.active.append([words for words, _field in COLUMNS])
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


ROWS = (
    ("14日", "郭桂兰", "13800000000", "前后庄村", "路灯不亮", "这就去报", "报区办理"),
    ("15日", "仇文斌", "", "西街", "没有意见", "", "当场答复"),
)


def test_a_sheet_becomes_walks(tmp_path):
    """By the command: walks of the deputy on their days, the issue of the one that goes on, their duties; again adds nothing."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", {"name": "陈秀兰"})
    file = typed(tmp_path / "民情本.xlsx", *ROWS)
    assert run("add", "visit", file, "--data", path).code == 0
    with opened(path) as store:
        found = store.find(Visit, order="received_at")
        assert [(one.received_at, one.channel, one.visitor_name, one.outcome) for one in found] == [
            ("2026-10-14", "走访", "郭桂兰", "报区办理"),
            ("2026-10-15", "走访", "仇文斌", "当场答复"),
        ]
        assert [(one.raised_by, one.statement) for one in store.find(Issue)] == [("郭桂兰", "路灯不亮")]
        sound(store)
        before = digest(store)
    assert "0" in run("add", "visit", file, "--data", path).out
    with opened(path) as store:
        assert digest(store) == before
    assert [row["title"] for row in run("list", "duty", "--json", "--data", path).data] == ["走访选民", "走访选民"]


def test_a_bad_row(tmp_path):
    """A household without what was said or done is named; none is taken."""
    path = empty(tmp_path / "站")
    file = typed(tmp_path / "民情本.xlsx", ROWS[0], ("16日", "王甲", "", "东街", "", "", ""))
    done = run("add", "visit", file, "--data", path)
    assert done.code == 1 and "第 4 行" in done.err
    with opened(path) as store:
        assert store.find(Visit) == []


def test_other_sheets_are_what_they_were(tmp_path):
    """A ledger that is no 民情本 says nothing of walks."""
    reading = sheet.read(typed(tmp_path / "台账.xlsx", *ROWS, head=("接待台账", "2026年10月")), Visit)
    assert [row.values.get("channel") for row in reading.rows] == [None, None] and NAME not in str(reading)

"""代表一张纸: what happened with what a deputy brought, what they did; months of a year; nothing private on the wall."""

from dataclasses import replace

import pytest

from lianluozhan.report import deputy_sheet
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.subject import Dossier, Line
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-11-01", "3f9a12bc")
ISSUE = {
    "id": "i1",
    "number": "140405102-2026-Y0001",
    "registered_at": "2026-09-20",
    "title": None,
    "summary": None,
    "statement": "村口路坏，车过不去",
    "category": "道路",
    "organ": "区交通局",
    "state": "办理中",
    "closed_on": None,
    "kind": "群众意见",
}
FACTS = [
    {"action": "交办", "acted_on": "2026-09-21", "to": None, "organ": "区交通局", "co_organs": None},
    {"action": "催办", "acted_on": "2026-10-20", "to": None, "text": "请快办", "co_organs": None},
    {"action": "批注", "acted_on": "2026-10-21", "to": None, "text": "悄悄话", "co_organs": None},
]
DUTY = {
    "id": "d1",
    "number": "L1",
    "begin": "2026-10-14",
    "kind": "接待选民",
    "title": "接待群众",
    "people_met": {"单俊峰": 5, "陈秀兰": 9},
    "points": {"单俊峰": "4"},
}
SHEET = Dossier(
    IMPRINT,
    "单俊峰",
    {"levels": ["区"], "group": "第3组"},
    [DUTY],
    issues=[ISSUE],
    facts={"i1": FACTS},
    score=(Line("接待选民", 1, "4", "4"),),
    total="4",
    standing=1,
    of=9,
)


@pytest.fixture
def read(put, words):
    """What stands on the sheet."""
    return lambda sheet: words(put(deputy_sheet.layout(sheet)), "-raw")


def test_every_label_in_order(read):
    """On the sheet of somebody of whom nothing is known."""
    labels = (
        "人大代表履职情况 单俊峰 2026年10月 姓名 代表级别 代表小组 单位职务 选区 接待走访 接待群众 履职 带来意见 "
        "其中办结 全年积分 一、您带来的意见，办到哪一步了 没有正在办的意见 二、您做了什么 没有登记履职"
    )
    in_order(read(Dossier(IMPRINT, "单俊峰")), labels.split())


def test_a_month(read):
    """The steps of the month, not those before, no note; own people and points; one brought earlier and still open is there."""
    text = read(SHEET)
    for said in (
        "1次5人次1件0件0件4（第1位）",
        "Y0001村口路坏区交通局办理中10月20日催办",
        "请快办",
        "10月14日接待选民接待群众54",
    ):
        assert said in text, said
    assert not [said for said in ("9月21日", "悄悄话", "各月情况") if said in text]


def test_nothing_moved(read):
    """An open matter without a step says so."""
    assert "Y0001村口路坏区交通局办理中这段时间没有新进展" in read(replace(SHEET, facts={}))


def test_numbers_of_different_years(read):
    """Every year begins with 0001: where two years stand on one sheet each number says which."""
    older = ISSUE | {"id": "i0", "number": "140405102-2025-Y0001", "registered_at": "2025-12-30", "statement": "桥塌了"}
    text = read(replace(SHEET, issues=[older, ISSUE]))
    assert "2025年Y0001桥塌了" in text and "2026年Y0001村口路坏" in text
    assert "2026年Y0001" not in read(SHEET)


def test_no_word_twice(read):
    """Told by telephone, known by telephone: once."""
    told = {
        "action": "回告",
        "acted_on": "2026-10-20",
        "to": ["王秀英"],
        "how": "电话",
        "evidence": "电话",
        "co_organs": None,
    }
    assert "回告王秀英电话" in (text := read(replace(SHEET, facts={"i1": [told]}))) and "电话电话" not in text


def test_a_year(read):
    """Twelve months as a chart with its numbers, and what the points come from."""
    text = read(replace(SHEET, imprint=replace(IMPRINT, month="2026")))
    assert (
        "单俊峰2026年" in text
        and "三、各月情况" in text
        and "12月" in text
        and "积分4：接待选民4" in text
        and "1件0件4（第1位）" in text
    )
    assert "9月21日交办" in text


def test_on_the_wall(read):
    """Category instead of the words; no words of a step; nobody is addressed."""
    text = read(replace(SHEET, imprint=replace(IMPRINT, masked=True)))
    assert "公示" in text and "Y0001道路区交通局" in text and "反映的意见和办理进展" in text
    assert not [said for said in ("村口路坏", "请快办", "您带来") if said in text]

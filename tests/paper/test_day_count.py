"""期限计算单: the days of a clock as anybody can count them on the calendar of autumn 2026."""

import pytest

from lianluozhan import clock, printing
from lianluozhan.report import day_count
from lianluozhan.report.imprint import Case, Imprint
from tests.station import do, empty, issues, opened, receive

DAYS = {  # by hand: 21 September is a Monday; 中秋 25–27, 国庆 1–7 October; Saturday 10 October is worked
    "9月21日": "起算",
    "9月22日": "第1天",
    "9月24日": "第3天",
    "9月25日": "中秋节",
    "9月26日": "中秋节",
    "9月28日": "第4天",
    "9月30日": "第6天",
    "10月1日": "国庆节",
    "10月7日": "国庆节",
    "10月8日": "第7天",
    "10月10日": "班第9天",
    "10月11日": "周末",
    "10月19日": "第15天到期",
}


@pytest.fixture
def store(tmp_path):
    """A station with one issue passed on on 21 September, seen on 12 October."""
    clock.set_today("2026-10-12")
    with opened(empty(tmp_path / "站")) as store:
        receive(
            store,
            "赵敏",
            received_at="2026-09-21",
            visitor_name="郭桂兰",
            statement="路灯不亮",
            outcome="乡镇办理",
            referred_to="渔泽镇人民政府",
        )
        yield store
    clock.set_today(None)


def printed(store, words, tmp_path):
    """Its words, without spaces."""
    paper = printing.make(
        store, "期限计算单", printing.subject(store, printing.catalogue.find("期限计算单"), issues(store)[0]["number"])
    )
    (tmp_path / "单.pdf").write_bytes(paper.data)
    assert (paper.pages, paper.missing) == (1, ())
    return "".join(words(tmp_path / "单.pdf", "-raw").split())


def test_fifteen_working_days(store, words, tmp_path):
    """From the day after 交办, each day with what it is, up to the due one; how many are over today."""
    text = printed(store, words, tmp_path)
    for day, said in DAYS.items():
        assert f"{day}{said}" in text, day
    assert (
        "从哪天起2026年9月21日" in text
        and "期限15个工作日（正常）" in text
        and "到哪一天2026年10月19日（周一）" in text
    )
    assert "到10月12日（周一）：15个工作日：已数10，还剩5" in text and "约定期限，参照12345" in text


def test_answered(store, words, tmp_path):
    """After the answer the sheet still proves the date it was held against."""
    do(store, issues(store)[0]["number"], "答复", acted_on="2026-10-09", answer_class="A", text="换好了")
    text = printed(store, words, tmp_path)
    assert "10月19日第15天到期" in text and "到10月9日（周五）：15个工作日：已数8，还剩7" in text


def test_no_clock_yet():
    """An issue nobody has passed on has no days to count: the weeks are left to the pen."""
    layout = day_count.layout(
        Case(Imprint("站", "140405102", "2026-10", "2026-10-12", ""), issue={"number": "140405102-2026-Y0001"})
    )
    weeks = [strip for page in layout.pages for strip in page if len(strip.strip.cells) == 7]
    assert (
        len(layout.pages) == 1
        and len(weeks) == 1 + day_count.ROWS
        and not any(one.text for week in weeks[1:] for one in week.strip.cells)
    )

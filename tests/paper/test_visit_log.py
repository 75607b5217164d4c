"""接待日志: what is on the paper is what was said, day by day, with sums that equal the data."""

import re
import time
from dataclasses import replace

import pytest

from lianluozhan.report import issue_ledger, visit_log
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.page import pdf

LONG = "路灯有三盏不亮快三个月了，晚上老人不敢出门，希望尽快解决；12345热线也打过，WX-2026号文件说要修。"


@pytest.mark.parametrize("flags", [(), ("-raw",)])
def test_every_visitor_and_statement_is_found(printed, sample, words, flags):
    """pdftotext finds each name and each statement whole, though they are wrapped in their cells."""
    read = words(printed["接待日志"].path, *flags)
    for row in sample.visits:
        for name in ("visitor_name", "visitor_phone", "statement", "category", "recorder"):
            assert row[name] in read, row[name]
        assert all(name in read for name in row["deputies"])


def test_sums(printed, lines):
    """Each day and the month are summed up on one line each."""
    read = lines(printed["接待日志"].path)
    days = [line for line in read if line.startswith("本日接待")]
    assert days == [
        "本日接待 5 批次 8 人次，当场答复 2 件，转办 3 件",
        "本日接待 10 批次 15 人次，当场答复 1 件，转办 9 件",
        "本日接待 4 批次 8 人次，当场答复 1 件，转办 3 件",
        "本日接待 4 批次 7 人次，当场答复 2 件，转办 2 件",
    ]
    assert "合计：23 批次 38 人次，当场答复 6 件，转办 17 件" in read


def test_days(printed, words):
    """Each day is headed by its date and weekday."""
    read = words(printed["接待日志"].path)
    for day in ("10月3日周六", "10月7日周三", "10月14日周三", "10月24日周六"):
        assert day in read


def test_every_page(printed, pages):
    """Header, head line, page x of y and the state of the books stand on each page."""
    paper = printed["接待日志"]
    read = ["".join(page.extract_text().split()) for page in pages(paper.path)]
    assert len(read) == paper.pages == 3
    for number, text in enumerate(read, start=1):
        assert "接待日志" in text
        assert "渔泽镇人大代表联络站2026年10月编号140405102-2026-J0001至J0023" in text
        assert "反映事项（原话）" in text
        assert f"第{number}页共3页" in text
        assert "未结账校验码3f9a12bc77de" in text
        assert "2026年11月1日打印" in text


def test_signatures_stand_with_the_last_visit(printed, pages):
    """The last page has a visit on it, not only sums and places to sign."""
    last = "".join(list(pages(printed["接待日志"].path))[-1].extract_text().split())
    assert "董爱莲" in last
    for signer in ("记录人", "值班代表", "站长"):
        assert f"{signer}（签字）：" in last
    assert re.search("年月日", last)


def test_a_day_that_goes_on(printed, pages):
    """A page that begins within a day says which."""
    assert "10月7日周三（续）" in "".join(pages(printed["接待日志"].path)[1].extract_text().split())


def test_fonts(printed, fonts):
    """Embedded, subset, with a table back to text; serif for the words."""
    found = fonts(printed["接待日志"].path)
    assert all(row[2:] == ("yes", "yes", "yes") for row in found)
    assert any("NotoSerifSC-Regular" in row[0] for row in found)
    assert any("NotoSansSC" in row[0] for row in found)


def test_landscape_with_a_binding_margin(printed, pages):
    """A4 landscape; nothing is drawn left of 25 mm (70.8 points)."""
    page = pages(printed["接待日志"].path)[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    begins = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: begins.append(tm[4]) if text.strip() else None)
    assert min(begins) >= 70.8


def test_an_empty_month(visits_only, put, words, pages):
    """It says so, sums up to nothing and can still be signed."""
    path = put(visit_log.layout(visits_only([])))
    read = words(path)
    assert "本月没有接待" in read
    assert "0批次0人次" in read
    assert "站长（签字）" in read
    assert len(pages(path)) == 1


def test_other_months_are_left_out(visits_only, sample, put, words):
    """A visit of September is not in October's log."""
    september = {**sample.visits[0], "received_at": "2026-09-30T09:00", "visitor_name": "贺兰山"}
    assert "贺兰山" not in words(put(visit_log.layout(visits_only([*sample.visits, september]))))


def test_a_very_long_statement(visits_only, sample, put, words, pages):
    """3,000 characters are printed over the whole width below the visit, none lost; the pages do not multiply."""
    said = (LONG * 80)[:3000]
    first, *others = sample.visits
    layout = visit_log.layout(visits_only([{**first, "statement": said}, *others]))
    read = "".join("".join(page.extract_text().split()) for page in pages(put(layout)))
    for start in range(0, 3000, 60):
        assert said[start : start + 20] in read.replace("10月3日周六（续）", "")
    assert "（见下）" in read
    assert len(layout.pages) <= 5


def test_forty_deputies(visits_only, sample, put, words):
    """A cell that would be a page high goes below the row; every name is whole."""
    names = [f"{family}{given}" for family in "赵钱孙李周吴郑王" for given in ("桂英", "国栋", "秀兰", "建国", "海燕")]
    layout = visit_log.layout(visits_only([{**sample.visits[0], "deputies": names}]))
    assert "、".join(names) in words(put(layout))
    assert len(layout.pages) == 1


@pytest.mark.parametrize("name", ["董䶮", "陈𬱖", "单俊𫍣", "杨㛃"])
def test_rare_names(visits_only, sample, put, words, pages, name):
    """Drawn and read back as typed."""
    path = put(visit_log.layout(visits_only([{**sample.visits[0], "visitor_name": name}])))
    assert name in words(path)
    assert name in pages(path)[0].extract_text()


def test_a_character_no_font_has(visits_only, sample, put, words):
    """It is named to the caller and drawn as its code."""
    layout = visit_log.layout(visits_only([{**sample.visits[0], "visitor_name": "张😀"}]))
    assert layout.missing == {"😀"}
    assert "张〔U+1F600〕" in words(put(layout), "-raw")


def test_masked(visits_only, sample, put, words):
    """The copy for the wall has no full name, no phone, no words of the public; the deputies stay."""
    said = {**sample.visits[0], "statement": "我叫高建国，电话15900008172，请尽快解决"}
    read = words(put(visit_log.layout(visits_only([said, *sample.visits[1:]], masked=True))))
    for row in sample.visits:
        assert row["visitor_name"] not in read
        assert row["visitor_phone"] not in read
        assert row["statement"] not in read
    assert "15900008172" not in read
    assert "尽快解决" not in read
    assert "高*国" in read and "159****8172" in read and "公示" in read
    assert "彭喆" in read and "23批次38人次" in read


def test_draft_and_closed(visits_only, sample, put, words):
    """A draft is marked on the page; closed books are said to be closed."""
    assert "草稿" in words(put(visit_log.layout(visits_only(sample.visits, draft=True))))
    closed = words(put(visit_log.layout(visits_only(sample.visits, closed=True))))
    assert "已结账" in closed and "未结账" not in closed and "草稿" not in closed


def test_phones_and_names_fit_their_columns(sample, printed, lines):
    """No phone, date or four-character name is broken over two lines."""
    read = "\n".join(lines(printed["接待日志"].path))
    for row in sample.visits:
        assert row["visitor_phone"] in read
        assert row["visitor_name"] in read
        assert row["received_at"][11:] in read


@pytest.mark.parametrize("count", range(8, 31))
def test_sums_never_open_a_page(visits_only, sample, count):
    """However the day falls, its sums stand below at least one of its visits, and so do the month's sums and signatures."""
    rows = [{**sample.visits[0], "received_at": f"2026-10-09T{number:02}:00"} for number in range(count)]
    for page in visit_log.layout(visits_only(rows)).pages:
        opening = [strip.strip.cells[0].text for strip in page][:2]
        assert opening[0].startswith("10月9日 周五")
        assert opening[1].isdigit() or "\n" in opening[1]


def test_day_without_an_hour(visits_only, sample, put, words):
    """A visit whose hour nobody knows is printed under its day."""
    row = {**sample.visits[0], "received_at": "2026-10-09", "paper_number": None}
    assert "10月9日周五" in words(put(visit_log.layout(visits_only([row]))))


def many(sample, count: int) -> list[dict]:
    """That many visits over the month."""
    rows = []
    for number in range(count):
        row, day = sample.visits[number % 23], 1 + number * 31 // count
        rows.append({**row, "received_at": f"2026-10-{day:02}T09:00", "number": f"140405102-2026-J{number + 1:04}"})
    return rows


def test_three_thousand_visits(visits_only, sample, put, pages, words):
    """A long log has all its rows, in order, and its sums."""
    layout = visit_log.layout(visits_only(many(sample, 3000)))
    path = put(layout)
    assert len(pages(path)) == len(layout.pages)
    read = words(path)
    assert "合计：3000批次" in read
    assert all(f"J{number:04}" in read for number in range(1, 3001, 7))


def test_time_per_row_is_flat(visits_only, sample):
    """Ten times the rows take at most fifteen times as long (a table that is laid out as a whole takes thirty)."""

    def taken(count: int) -> float:
        rows = many(sample, count)
        begun = time.process_time()
        pdf("", "", [visit_log.layout(visits_only(rows))])
        return time.process_time() - begun

    taken(100)
    assert taken(6000) <= 15 * taken(600)


def test_it_is_stable(visits_only, sample):
    """The same rows in another order give the same pages."""
    there = visit_log.layout(visits_only(sample.visits))
    assert visit_log.layout(visits_only(sorted(sample.visits, key=lambda row: row["received_at"]))).pages == there.pages


def test_when_it_was_closed_and_how_it_was_rated(sample, put, words):
    """The day the issue it led to was closed, and its rating; what was answered on the spot was closed then; else nothing."""
    passed = {
        **sample.visits[0],
        "id": "v1",
        "outcome": "乡镇办理",
        "received_at": "2026-10-07T09:00",
        "satisfaction": None,
    }
    spot = {
        **sample.visits[0],
        "id": "v2",
        "outcome": "当场答复",
        "received_at": "2026-10-08T09:00",
        "satisfaction": "基本满意",
    }
    issues = [{"id": "i1", "visits": ["v1"], "closed_on": "2026-10-29", "satisfaction": "满意"}]
    rows = visit_log.ended_ones([passed, spot, {**passed, "id": "v3"}], issues)
    assert [(row["closed_on"], row["satisfaction"]) for row in rows] == [
        ("2026-10-29", "满意"),
        ("2026-10-08", "基本满意"),
        (None, None),
    ]
    text = words(put(visit_log.layout(MonthData(sample.imprint, [passed, spot], issues))), "-raw")
    assert "办结日期满意度" in text and "10月29日满意" in text and "10月8日基本满意" in text


def test_who_left_no_name(sample, put, words):
    """匿名 stands where a name would be: an empty cell looks forgotten. On the wall it stays empty."""
    row = {**sample.visits[0], "visitor_name": None, "raiser_kind": "匿名"}
    assert "匿名" in words(put(visit_log.layout(MonthData(sample.imprint, [row]))), "-raw")
    wall = replace(sample.imprint, masked=True)
    assert "匿" not in words(put(visit_log.layout(MonthData(wall, [row]))), "-raw")


def test_a_name_of_four_is_not_torn(sample, put, lines, imprint):
    """尉迟桂英 and the mark behind it stand on one line, in the log and in the issue ledger."""
    rows = [{**sample.visits[0], "deputies": ["尉迟桂英", "欧阳明月", "陈秀兰"]}]
    issues = [{**sample.issues[0], "deputies": ["尉迟桂英", "欧阳明月", "陈秀兰"]}]
    for layout in (visit_log.layout(MonthData(imprint, rows)), issue_ledger.layout(MonthData(imprint, issues=issues))):
        read = "\n".join(lines(put(layout), "-raw"))
        assert "尉迟桂英、" in read and "欧阳明月、" in read

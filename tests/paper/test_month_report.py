"""月报: the figures of the month on one portrait page."""

from dataclasses import replace

import pytest

from lianluozhan.report import month_report
from lianluozhan.report.imprint import MonthData


@pytest.fixture
def report(put):
    """Print this month's report."""
    return lambda data: put(month_report.layout(data))


def test_figures(printed, words):
    """The month's figures as counted by hand."""
    read = words(printed["月报"].path, "-raw")
    for text in (
        "接待日4天来访批次23批次来访人次38人次代表人次29人次",
        "当场答复6件转办17件形成建议0件",
        "来站8批次，走访8批次，电话6批次，云接待1批次",
        "咨询5件，求助8件，投诉5件，建议5件",
        "当场答复6件，乡镇办理12件，报区办理5件",
        "本月登记17件往月结转0件本月办结0件逾期0件",
        "办理中12件其中办结0件办结率0.0%满意率—",
        "待区处理5件，办理中12件",
        "供暖5件，道路与路灯3件，占道经营与市容2件，教育2件，物业与老旧小区2件，",
        "正常17件",
        "履职件数14件履职人次38人次履职人数8人人均履职4.8件",
        "接待选民8件23人次",
        "填报人（签字）",
        "审核人（签字）",
        "报送日期",
        "（盖章）",
    ):
        assert text in read, text


def test_one_portrait_page(printed, pages, fonts):
    """A4 upright, one page, fonts embedded."""
    (page,) = pages(printed["月报"].path)
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert "第1页共1页" in "".join(page.extract_text().split())
    assert all(row[2:] == ("yes", "yes", "yes") for row in fonts(printed["月报"].path))


def test_signatures_stand_at_the_foot(printed, pages):
    """The box for remarks takes what is left: the signatures stand in the lowest fifth of the page."""
    heights = {}
    pages(printed["月报"].path)[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: heights.setdefault(text.strip()[:3], tm[5])
    )
    assert 40 < heights["填报人"] < 842 / 5


def test_a_busy_month_still_takes_one_page(sample, report, pages):
    """Twenty categories, thirteen kinds of duty, all ratings."""
    categories = [f"第{number}类民生事项" for number in "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"]
    ratings, classes = ("满意", "基本满意", "不满意", "未评价", "无法回访"), "ABCD"
    issues = [
        {**sample.issues[0], "category": word, "satisfaction": ratings[n % 5], "answer_class": classes[n % 4]}
        for n, word in enumerate(categories)
    ]
    duties = [{**sample.duties[0], "kind": f"履职类别名称之{number}"} for number in range(13)]
    assert len(pages(report(replace(sample, issues=issues, duties=duties)))) == 1


def test_an_empty_month(imprint, report, words):
    """Zeros and dashes, nothing left out."""
    read = words(report(MonthData(imprint)), "-raw")
    assert "来访批次0批次" in read and "办结率—" in read and "人均履职0件" in read


def test_numbers_stay_with_their_words(sample, report, lines):
    """No line of a list begins with its number."""
    read = lines(report(sample), "-raw")
    assert not [line for line in read if line[0].isdigit() and "件，" in line]

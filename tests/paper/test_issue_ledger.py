"""意见台账: every issue with where it stands, states summed up, older ones that are still open not forgotten."""

from dataclasses import replace

import pytest

from lianluozhan.report import issue_cut, issue_ledger
from lianluozhan.report.imprint import MonthData
from tests.paper.labels import in_order


@pytest.fixture
def ledger(imprint, put):
    """Print these issues."""
    return lambda rows, **how: put(issue_ledger.layout(MonthData(replace(imprint, **how), issues=rows)))


@pytest.fixture
def answered(sample):
    """An issue that went all the way."""
    return {
        **sample.issues[1],
        "title": "关于早市占道经营的意见",
        "state": "已办结",
        "light": None,
        "answer_class": "A",
        "closed_on": "2026-10-30",
        "satisfaction": "基本满意",
        "lead_deputy": "冯䶮",
        "co_organs": ["渔泽镇人民政府"],
        "due_on": "2027-01-05",
    }


def test_every_issue_is_found(printed, sample, words):
    """Raiser, phone, words, category and organ of each of the seventeen."""
    read = words(printed["意见台账"].path)
    assert len(sample.issues) == 17
    for row in sample.issues:
        for name in ("raised_by", "raiser_phone", "statement", "category", "organ"):
            assert row[name] is None or row[name] in read, row[name]
        assert row["number"][-5:] in read


LABELS = (
    "序号 编号 登记 来源 反映人 电话 住址 意见内容 类别 紧急程度 涉及人数 问题 所在地 联系代表 交办单位 "
    "承办单位 主办 协办 交办 期限 办理 情况 亮灯 答复 类别 办结日期 满意度 是否销号 备注"
)


@pytest.mark.parametrize("layout", [issue_ledger.layout, issue_cut.layout], ids=["month", "cut"])
def test_every_label_in_order(imprint, put, words, layout):
    """The columns are those of domain.md F3, in its order."""
    in_order(words(put(layout(MonthData(imprint))), "-raw"), LABELS.split())


def test_the_last_columns(ledger, answered, words):
    """How many it concerns, where, who passed it on, whether it is struck off, and what else is to be known of it."""
    full = {
        "people_affected": 86,
        "location": "老城东门",
        "assigned_by": "镇人大主席团",
        "kind": "代表建议",
        "round": 2,
        "provisional": True,
    }
    read = words(
        ledger([{**answered, **full, "tracking_due": "2027-03-01", "split_from": "140405102-2026-Y0003"}]), "-raw"
    )
    for said in (
        "86人",
        "老城东门",
        "镇人大主席团",
        "已销号",
        "代表建议第2轮办理期限暂定跟踪到期2027年3月1日拆分自Y0003",
    ):
        assert said in read, said


@pytest.mark.parametrize(
    ("state", "said"),
    [("已办结", "已销号"), ("跟踪中", "未销号"), ("待处理", "未销号"), ("已引导", None), ("已并案", None)],
)
def test_struck_off(sample, state, said):
    """Only what is closed for good is struck off; what was never to be handled here is neither."""
    assert issue_ledger.worked_out({**sample.issues[0], "state": state})["off"] == said


def test_nothing_remarkable(sample):
    """Room for the pen where there is nothing to say."""
    assert issue_ledger.worked_out({**sample.issues[0], "kind": "群众意见", "round": 1})["remarks"] == ""


def test_states_are_summed_up(printed, lines):
    """合计 says how many stand where."""
    read = lines(printed["意见台账"].path)
    assert "合计 17 件：待区处理 5 件，办理中 12 件" in read
    assert any("已办结 0 件，逾期 0 件，办结率 0.0%" in line for line in read)


def test_dates(printed, lines):
    """Due dates stand on one line each: 10-27 nine times, 11-04 once, 11-13 twice."""
    read = "\n".join(lines(printed["意见台账"].path))
    assert (read.count("10月27日"), read.count("11月4日"), read.count("11月13日")) == (9, 1, 2)


def test_head_and_foot(printed, pages):
    """Number range, page x of y, signatures on the last page."""
    read = ["".join(page.extract_text().split()) for page in pages(printed["意见台账"].path)]
    assert all("编号140405102-2026-Y0001至Y0017" in text for text in read)
    assert all(f"第{number}页共{len(read)}页" in text for number, text in enumerate(read, start=1))
    assert "填报人（签字）" in read[-1] and "站长（签字）" in read[-1] and "谢秀兰" in read[-1]


def test_one_that_went_all_the_way(ledger, answered, words, lines):
    """Title before the words, lead deputy first, both organs, class, closing day, rating, the other year's due date."""
    path = ledger([answered])
    read = words(path)
    for text in (
        "关于早市占道经营的意见早市流动摊贩",
        "冯䶮、解国栋",
        "渔泽镇人民政府",
        "已办结",
        "10月30日",
        "基本满意",
    ):
        assert text in read
    assert "2027年1月5日" in read
    assert "A" in lines(path)
    assert "合计1件：已办结1件" in read
    assert "办结率100.0%，满意率100.0%" in read


def test_older_open_issues_are_carried(ledger, sample, words):
    """An issue of September that is still open stands in a part of its own; a closed one does not."""
    september = {
        **sample.issues[0],
        "registered_at": "2026-09-20T09:00",
        "raised_by": "贺兰山",
        "number": "140405102-2026-Y0000",
    }
    past = {**september, "raised_by": "祁连雪", "closed_on": "2026-09-25", "state": "已办结"}
    read = words(ledger([*sample.issues, september, past]))
    assert "本月登记17件" in read and "往月结转1件" in read
    assert "贺兰山" in read and "祁连雪" not in read
    assert "合计18件：待区处理6件，办理中12件" in read


def test_an_assigned_issue_without_a_due_date(ledger, sample, words):
    """交办 and 期限 share a cell: the absent one keeps its line."""
    path = ledger([{**sample.issues[1], "due_on": None}])
    assert "10月3日—" in words(path)


def test_an_empty_month(ledger, words):
    """It says so and can be signed."""
    read = words(ledger([]))
    assert "本月没有登记意见" in read and "合计0件" in read and "站长（签字）" in read


def test_masked(ledger, sample, answered, words):
    """No full name, phone or words of the public; the title may stand."""
    read = words(ledger([*sample.issues, answered], masked=True))
    for row in sample.issues:
        assert row["raised_by"] not in read and row["raiser_phone"] not in read and row["statement"] not in read
    assert "高*国" in read and "159****8172" in read
    assert "关于早市占道经营的意见" in read
    assert "（不公开）" in read

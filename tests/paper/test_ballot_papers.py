"""The papers of a ballot: slips without a name, a sheet for each of the two, the result with its shares."""

from dataclasses import replace

import pytest

from lianluozhan.ballot import Ballot
from lianluozhan.report import ballot_papers
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.subject import Vote
from lianluozhan.standard import default_standards, read as standard
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-12", "2026-12-10", "3f9a12bc")
SHIPPED = {row["name"]: standard(row["values"]) for row in default_standards()}
ROW = dict.fromkeys(Ballot.fields) | {
    "number": "140405102-2026-P0001",
    "kind": "述职评议",
    "deputy": "陈秀兰",
    "form": "口头",
    "date": "2026-12-10",
    "meeting": "选民代表评议会",
    "state": "待计票",
}
COUNTED = {
    "state": "已计票",
    "issued": 35,
    "returned": 34,
    "valid": 33,
    "votes": {"不满意": 1, "基本满意": 4, "满意": 28},
    "result": "满意",
    "counter": "李平",
    "teller": "周红",
    "remarks": "多到村里走走",
}
WAITING = Vote(IMPRINT, ROW, SHIPPED["述职评议"], {"name": "陈秀兰", "district": "东街选区"})
DONE = replace(WAITING, ballot=ROW | COUNTED)
LABELS = {
    ballot_papers.slips: (
        "述职评议票 述职代表 陈秀兰 选区 东街选区 会议 测评地点 测评日期 述职形式 ■口头 □书面 评议内容 满意 "
        "基本满意 不满意 参加会议 联系选民 总体评价 意见建议 无记名 剪开 述职评议票 总体评价"
    ),
    ballot_papers.counting: (
        "述职评议计票表 被评 测评日期 发出（张） 收回（张） 有效（张） 档次 画“正”字 票数 满意 基本满意 不满意 "
        "各档票数 计票人（签字） 剪开，两个人各数各的 述职评议计票表 监票人（签字）"
    ),
    ballot_papers.result: (
        "述职评议结果 述职代表 选区 发出票 收回票 有效票 回收率 有效率 档次 票数 占有效票 满意 基本满意 不满意 "
        "测评结果 评定标准 意见建议 计票人 监票人 主持人（签字） 监票人（签字）"
    ),
}


@pytest.fixture
def read(put, words):
    """What stands on a paper, row by row."""
    return lambda layout: words(put(layout), "-raw")


@pytest.mark.parametrize("layout", LABELS, ids=lambda layout: layout.__name__)
def test_every_label_in_order(read, layout):
    """The labels stand in the order people fill them in, before anything was counted."""
    in_order(read(layout(WAITING)), LABELS[layout].split())


def test_a_slip_names_nobody(read):
    """Whoever votes signs nothing, and two slips on a page are the same; more lines than fit twice make one a page."""
    text = read(ballot_papers.slips(WAITING))
    assert "签字" not in text and "编号" not in text
    assert text.count("总体评价□□□") == 2
    many = SHIPPED["述职评议"]._replace(items=tuple(f"第{n}项" for n in range(10)))
    assert read(ballot_papers.slips(replace(WAITING, standard=many))).count("总体评价□□□") == 1


def test_each_counts_for_themselves(read):
    """While they count neither sheet has a figure; afterwards both have the same."""
    half = ROW | {"state": "待监票", "counter": "李平"}
    assert "李平" not in read(ballot_papers.counting(replace(WAITING, ballot=half)))
    text = read(ballot_papers.counting(DONE))
    assert text.count("基本满意4") == 2 and text.count("李平") == text.count("周红") == 1


def test_the_result(read):
    """Shares of the valid with one decimal, the result, by which standard; what was written on the slips only in the house."""
    text = read(ballot_papers.result(DONE))
    for said in (
        "发出票35",
        "收回票34",
        "有效票33",
        "满意2884.8%",
        "基本满意412.1%",
        "不满意13.0%",
        "测评结果满意",
        "满意票不低于有效票的80%",
        "回收率97.1%",
        "多到村里走走",
    ):
        assert said in text, said
    wall = read(ballot_papers.result(replace(DONE, imprint=replace(IMPRINT, masked=True))))
    assert "84.8%" in wall and "多到村里走走" not in wall


def test_about_a_matter(read):
    """A matter has no electoral district and no manner of speaking."""
    ballot = ROW | {"kind": "满意度测评", "deputy": None, "form": None, "matter": "供暖工作"}
    text = read(ballot_papers.slips(Vote(IMPRINT, ballot, SHIPPED["满意度测评"])))
    assert "评议事项供暖工作" in text and "选区" not in text and "述职" not in text

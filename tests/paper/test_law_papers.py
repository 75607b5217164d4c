"""立法意见报告 on paper and for Word, its comparison, whom to tell: every suggestion with its article and how many spoke; a copy for the
wall names nobody who spoke, also where they agreed to be named on the report."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from lianluozhan.legislation import Sums
from lianluozhan.report import law_papers
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.law_docx import docx
from lianluozhan.report.page import pdf
from lianluozhan.report.subject import Hearing
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-11", "2026-11-03", "a1b2c3d4")
DRAFT = {
    "number": "140405102-2026-C0001",
    "title": "《物业管理条例（草案）》",
    "sent_by": "省人大常委会法工委",
    "received_on": "2026-10-20",
    "how": "开了两次座谈会。\n走访三十户。",
}
LINE = {
    "article": "第三条",
    "words": "第三条　业主应当交费。\n逾期的，加收滞纳金。",
    "wording": "滞纳金不得超过本金。",
    "rationale": "避免畸高",
    "spoken": 13,
    "named": ["王甲"],
}
CALL = {
    "number": "140405102-2026-T0001",
    "speaker": "王甲",
    "speaker_phone": "13800000001",
    "article": "第三条",
    "statement": "滞纳金太高",
    "final_words": "采纳了，谢谢您。",
    "told_how": "",
}
HEARING = Hearing(
    IMPRINT,
    DRAFT,
    [LINE, LINE | {"article": "全文", "rationale": "", "spoken": 2, "named": []}],
    Sums(6, 17, 2, 1, 1, 1, {"群众": 15, "代表": 2}),
    ["郝明（法律工作者）"],
    40,
    [CALL],
)
REPORT = """关于《物业管理条例（草案）》的修改意见和建议 省人大常委会法工委： 一、征求意见的情况
2026年10月20日收到省人大常委会法工委征求意见的《物业管理条例（草案）》（共 40 条）。 开了两次座谈会。 走访三十户。
共听到意见 6 条、17 人次（其中群众 15、代表 2），整理成修改建议 2 条。另有 1 条不上报。1 条是个人诉求，已经转为意见办理。
工作专班：郝明（法律工作者）。 二、修改建议
（1）第三条（13 人次） 建议：滞纳金不得超过本金。 理由：避免畸高 同意署名：王甲
（2）全文（2 人次） 建议：滞纳金不得超过本金。 渔泽镇人大代表联络站 2026年11月3日"""
TABLE = (
    "条款 原文 修改建议 修改理由 提出人次 第三条 滞纳金不得超过本金。 避免畸高 13 合计：建议 2 条，15 人次 "
    "《物业管理条例（草案）》 意见 6 条、17 人次；还没有整理的 1 条，不上报的 1 条，转为意见的 1 条 "
    "整理人（签字） 批准人（签字）"
)
CALLS = (
    "提出人 联系电话 条款 当时怎么说的 这样告诉他 怎么反馈的、哪天 T0001 王甲 13800000001 第三条 滞纳金太高 "
    "采纳了，谢谢您。 合计：1 人 反馈人（签字）"
)

FORM = """立法意见登记表 编号： 法律草案 《物业管理条例（草案）》 征求意见 省人大常委会法工委 条款 写“全文” 提出人 联系电话
谁提的 □群众 □代表 □企业 □单位 □专家 提出人次 提出方式 □来站 □论坛 □问卷 同意署名
□同意 □不同意 提出日期 意见（原话） 提出人（签字） 记录人（签字） 以下由整理的人填写 修改建议 修改理由 整理日期"""


@pytest.fixture
def printed(tmp_path, words):
    """The words of a paper, without any space."""

    def printed(made):
        file = tmp_path / "纸.pdf"
        file.write_bytes(pdf("立法", "站", made if isinstance(made, list) else [made]))
        return "".join(words(file, "-raw").split())

    return printed


@pytest.mark.parametrize(
    ("layout", "labels"),
    [
        (law_papers.report, REPORT + " " + TABLE),
        (law_papers.comparison, TABLE),
        (law_papers.calls, CALLS),
        (law_papers.blank, FORM),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_every_label_in_order(printed, layout, labels):
    """What stands on each, in its order."""
    in_order(printed(layout(HEARING)), labels.split())


def test_names_nobody_on_the_wall(printed):
    """Who agreed to be named agreed to the report; phones and words of nobody."""
    wall = replace(HEARING, imprint=replace(IMPRINT, masked=True))
    for layout in law_papers.LAYOUTS:
        text = printed(layout(wall))
        assert not [said for said in ("王甲", "13800000001", "滞纳金太高") if said in text] and "公示" in text
    assert "滞纳金不得超过本金" in printed(law_papers.report(wall))


def test_nothing_yet(printed):
    """A draft nobody spoke to, and nobody who waits."""
    empty = Hearing(IMPRINT, {"title": "条例"})
    assert "收到征求意见的《条例》。没有收到修改意见。" in printed(law_papers.report(empty))
    assert "还没有修改建议" in printed(law_papers.comparison(empty))
    assert "都反馈了" in printed(law_papers.calls(empty))


def test_for_word():
    """The same words, then the table with a row a suggestion; masked it says so, and names nobody."""
    document = Document(BytesIO(docx(HEARING)))
    text = "\n".join(one.text for one in document.paragraphs)
    assert (
        document.paragraphs[0].text == "关于《物业管理条例（草案）》的修改意见和建议"
        and "同意署名：王甲" in text
        and "2026年11月3日" in text
    )
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        ["条款", "原文", "修改建议", "修改理由", "提出人次"],
        [LINE["article"], LINE["words"], LINE["wording"], LINE["rationale"], "13"],
    ]
    assert [section.page_width > section.page_height for section in document.sections] == [False, True]
    wall = Document(BytesIO(docx(replace(HEARING, imprint=replace(IMPRINT, masked=True)))))
    assert wall.paragraphs[0].text.startswith("〔公示〕") and "王甲" not in "\n".join(
        one.text for one in wall.paragraphs
    )


def test_a_form_for_the_pen():
    """One page with nothing filled in but the draft: what was said to it already stands on no form."""
    layout = law_papers.blank(HEARING)
    assert len(layout.pages) == 1 and not any(
        "王甲" in one.text or "C0001" in one.text
        for page in layout.pages
        for strip in page
        for one in strip.strip.cells
    )

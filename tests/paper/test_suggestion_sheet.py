"""建议提交单: who leads and signs in which order, every point of a long suggestion whole, the figures behind it."""

import json
from dataclasses import replace

import pytest

from lianluozhan.issue import Issue
from lianluozhan.report import joint_letter, suggestion_sheet
from lianluozhan.report.imprint import Case, Imprint
from lianluozhan.suggestion import Behind
from tests.paper.labels import in_order
from tests.station import SAMPLE

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-11", "2026-11-20", "3f9a12bc")
PROPOSALS = json.loads((SAMPLE / "代表建议三件.json").read_text("utf-8"))
ROW = dict.fromkeys(Issue.fields) | {
    "number": "140405102-2026-D0001",
    "kind": "代表建议",
    "form": "建议",
    "congress": "区",
    "meeting": "区六届人大一次会议",
    "registered_at": "2026-11-20",
    "lead_deputy": "彭喆",
    "deputies": ["陈秀兰", "单俊峰"],
    "signed": {"陈秀兰": "11月10日电话"},
    "title": "关于路灯的建议",
    "statement": "概要",
    "grounds": "一、灯坏了\n二、没人管",
    "proposals": "一、装灯",
    "organ": "区住建局",
}
PEOPLE = {
    "彭喆": {"levels": ["区"], "certificate": "012", "work_unit": "卫生院", "post": "医生", "phone": "13800000000"},
    "陈秀兰": {"levels": ["乡镇"], "work_unit": "供电所"},
}
CASE = Case(IMPRINT, issue=ROW, deputies=PEOPLE)


@pytest.fixture
def read(put, words):
    """What stands on the sheet, row by row."""
    return lambda case: words(put(suggestion_sheet.layout(case)), "-raw")


def test_every_label_in_order(read):
    """On an empty sheet, as the form of the congress has them."""
    labels = (
        "人大代表建议、批评和意见 意见编号 案别 □建议 □议案 提交给 提交的会议 日期 案由 领衔代表 代表级别 "
        "代表证号 单位和职务 联系电话 附议 无 情况和问题 建议和办法 依据 希望由谁办 收到和审查意见 （盖章） "
        "领衔代表（签字） 收件人（签字）"
    )
    in_order(read(Case(IMPRINT)), labels.split())


def test_who_signs(read):
    """The lead with level, certificate and phone; the others in their order, how each said so, and room to sign."""
    text = read(CASE)
    for said in (
        "■建议□议案",
        "提交给区",
        "案由关于路灯的建议",
        "领衔代表彭喆代表级别区代表证号012",
        "卫生院医生联系电话13800000000",
        "附议代表（2名）",
        "1陈秀兰乡镇供电所11月10日电话",
        "2单俊峰",
        "希望由谁办区住建局",
    ):
        assert said in text, said
    assert text.index("1陈秀兰") < text.index("2单俊峰")
    assert "人大代表议案" in read(replace(CASE, issue=ROW | {"form": "议案"}))
    # The lead does not second.
    assert "附议代表（1名）" in read(replace(CASE, issue=ROW | {"deputies": ["彭喆", "单俊峰"]}))


def test_the_letter(put, words):
    """To whom, how many bring it, every point, then everybody's line, who leads first; on the wall without the words."""
    text = words(put(joint_letter.layout(CASE)), "-raw")
    for said in (
        "联名信",
        "关于路灯的建议",
        "区人民代表大会：",
        "我们3名代表联名提出建议：关于路灯的建议。",
        "一、灯坏了",
        "二、没人管",
        "建议和办法：",
        "一、装灯",
        "以上意见，请研究处理",
        "2026年11月20日",
        "联名代表（3名）",
        "1彭喆区卫生院医生",
        "2陈秀兰乡镇供电所11月10日电话",
        "3单俊峰",
    ):
        assert said in text, said
    assert "市人民代表大会：" in words(
        put(joint_letter.layout(replace(CASE, issue=ROW | {"congress": "市", "form": "议案"}))), "-raw"
    )
    wall = words(put(joint_letter.layout(replace(CASE, imprint=replace(IMPRINT, masked=True)))), "-raw")
    assert "灯坏了" not in wall and "装灯" not in wall and "公示" in wall


def test_on_what_it_is_founded(read):
    """The figures, the days they are of, the numbers meant; nothing where nothing is named."""
    one = Issue(dict.fromkeys(Issue.fields) | {"number": "140405102-2026-Y0007"})
    text = read(replace(CASE, behind=Behind([one], 2, 5, 120, (), "2026-10-14", "2026-10-24")))
    assert (
        "依据2026年10月14日至2026年10月24日：1件群众意见（2批次、5人次，涉及120人）。" in text and "编号：Y0007" in text
    )
    assert "2026年10月14日：接待2批次、5人次。" in read(
        replace(CASE, behind=Behind((), 2, 5, 0, (), "2026-10-14", "2026-10-14"))
    )
    assert "依据希望由谁办" in read(replace(CASE, behind=Behind()))


@pytest.mark.parametrize("one", PROPOSALS, ids=lambda one: one["title"][4:8])
def test_nothing_is_cut(read, put, one):
    """Three proposals of the district, points of three to five hundred characters: each to the last character, on pages that
    say which part goes on, the columns of those who sign only above them."""
    issue = ROW | {
        "title": one["title"],
        "grounds": "\n".join(one["grounds"]),
        "proposals": "\n".join(one["proposals"]),
    }
    text = read(replace(CASE, issue=issue))
    for part in (*one["grounds"], *one["proposals"]):
        # A page may end within it.
        assert part in text or any(part[:at] in text and part[at:] in text for at in range(1, len(part)))
    assert "（续）" in text and text.count("怎么附议的") == 1 and text.count("签名") == 1


def test_on_the_wall(read):
    """Neither the words nor the phone; that there is such a suggestion, by whom, may hang there."""
    text = read(replace(CASE, imprint=replace(IMPRINT, masked=True)))
    assert "关于路灯的建议" in text and "彭喆" in text
    assert not [said for said in ("灯坏了", "装灯", "13800000000") if said in text]


def test_of_a_plain_issue(read):
    """One that was never put into parts has its own words in their place."""
    assert "情况和问题概要" in read(replace(CASE, issue=ROW | {"grounds": None, "proposals": None}))

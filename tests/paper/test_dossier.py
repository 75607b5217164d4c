"""履职档案 (F9): cover at the margins of GB/T 9704, contents that lead to the right pages, every section with what belongs to it."""

import itertools
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from lianluozhan.report import dossier
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.page import pdf
from lianluozhan.report.subject import Dossier, Line
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026", "2026-12-31", "3f9a12bc")
SECTIONS = (
    "一、代表基本情况 二、参加人代会、列席会议 三、视察、调研、执法检查 四、学习培训 "
    "五、代表小组活动 六、联系选民（接待、走访） 七、议案建议及答复 八、为民办实事 "
    "九、述职报告与评议结果 十、表彰 十一、年度积分表 十二、年度评价意见"
).split()
LABELS = "姓名 性别 民族 出生年月 政治面貌 学历 代表证号 代表级别 届次 选区 代表小组 工作单位及职务 联系电话 所在站点 联系村社 简介"
MM = 72 / 25.4


def duty(number: int, kind: str, title: str = "", **values) -> dict:
    """A duty's readable row."""
    row = {
        "id": f"d{number}",
        "number": f"L{number:04}",
        "begin": f"2026-03-{number:02}",
        "kind": kind,
        "title": title or kind,
        "deputies": ["单俊峰"],
    }
    return row | {"points": {"单俊峰": "2"}, "people_met": {}} | values


DUTIES = [
    duty(1, "出席人代会"),
    duty(2, "参加视察、调研及执法检查", "看供暖"),
    duty(3, "参加学习培训", "学代表法"),
    duty(4, "参加其他会议", "小组议路", points={"单俊峰": "3"}),
    duty(5, "接待选民", people_met={"单俊峰": 7}, parts={"单俊峰": "主持", "陈秀兰": "记录"}),
    duty(6, "办好事、实事", "送煤", promoted="两户有煤了"),
    duty(7, "向选民述职"),
    duty(8, "区里自定的一类", "巡河"),
]
ISSUES = [
    {
        "id": "i1",
        "number": "140405102-2026-D0001",
        "registered_at": "2026-05-02",
        "kind": "代表建议",
        "title": "修村口的路",
        "statement": "村口坑深",
        "organ": "区交通局",
        "answer_class": "A",
        "satisfaction": "满意",
        "closed_on": "2026-06-20",
    },
    {
        "id": "i2",
        "number": "140405102-2026-Y0002",
        "registered_at": "2026-05-03",
        "kind": "群众意见",
        "title": "路灯",
        "closed_on": None,
        "statement": "灯坏",
    },
]
FULL = Dossier(
    IMPRINT,
    "单俊峰",
    {"name": "单俊峰", "gender": "男", "levels": ["区"], "phone": "13800000000", "profile": "电工，热心。"},
    DUTIES,
    issues=ISSUES,
    facts={
        "i1": [
            {"action": "交办", "acted_on": "2026-05-06"},
            {"action": "答复", "acted_on": "2026-06-10", "text": "路已铺好。"},
        ]
    },
    meetings=frozenset({"d4"}),
    score=(Line("接待选民", 1, "4", "4"), Line("出席人代会", 1, "15", "15")),
    total="19",
    standing=2,
    of=9,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The full booklet."""
    file = tmp_path_factory.mktemp("档案") / "a.pdf"
    file.write_bytes(pdf("档案", "站", dossier.layout(FULL)))
    return file


def test_every_label_in_order(tmp_path, words):
    """Sections, and the labels of who it is, on a booklet of somebody of whom nothing is known."""
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("档案", "站", dossier.layout(Dossier(IMPRINT, "单俊峰"))))
    text = words(file, "-raw")
    body = text[text.index("单俊峰2026年履职档案") :]
    signed = ("主席团、街道工委评价意见", "（盖章）", "代表工委评价意见", "（盖章）")
    in_order(body, (SECTIONS[0], *LABELS.split(), *SECTIONS[1:], *signed))
    assert body.count("本年没有记录") == 8 and "年度积分合计0分" in body


def test_contents_lead_to_the_pages(path, pages):
    """Each section stands on the page the contents say; the body counts from 1 after cover and contents."""
    read = ["".join(page.extract_text().split()) for page in pages(path)]
    assert "人大代表履职档案" in read[0] and "建档单位" in read[0] and read[1].startswith("目录")
    found = dossier.begins(dossier.layout(FULL)[1])
    assert [text for text, _page in found] == [
        *SECTIONS[:9],
        "十、其他履职",
        "十一、表彰",
        "十二、年度积分表",
        "十三、年度评价意见",
    ]
    for text, page in found:
        assert text in read[page + 1], text
        assert f"{text}{page}" in read[1].replace("-", ""), text
    assert "第1页" in read[2] and len({page for _text, page in found}) > 1


def test_the_cover_keeps_the_margins_of_gb_9704(path, boxes):
    """天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, measured from the words on cover and contents."""
    front = [word for word in boxes(path) if word.page <= 2]
    assert front
    for word in front:
        assert word.left >= 28 * MM - 1 and word.right <= (28 + 156) * MM + 1, word.text
        assert word.top >= 37 * MM - 1 and word.bottom <= (37 + 225) * MM + 4, word.text


def test_each_act_in_its_section(path, words):
    """By kind; a group's meeting by where it comes from; what the district calls otherwise under 其他; own part only."""
    text = words(path, "-raw").partition("一、代表基本情况")[2].partition("一、代表基本情况")[2]
    heads = [text.index(name) for name in (*SECTIONS[1:9], "十、其他履职", "十一、表彰")]
    parts = [text[a:b] for a, b in itertools.pairwise(heads)]
    for part, said in zip(
        parts,
        ("出席人代会", "看供暖", "学代表法", "小组议路", "接待群众7人次", "修村口的路", "送煤", "向选民述职", "巡河"),
        strict=True,
    ):
        assert said in part, said
    assert "小组议路" not in parts[0] and "主持" in parts[4] and "记录" not in parts[4] and "两户有煤了" in parts[6]
    for said in (
        "D0001",
        "区交通局",
        "A",
        "2026年6月10日，路已铺好。".removeprefix("2026年"),
        "满意",
        "代表建议1件；转达群众意见1件，已办结0件",
    ):
        assert said in parts[5], said
    assert "1接待选民14" in text and "年度积分合计19分，在9名代表中列第2位" in text


def test_for_the_wall(words, pages, tmp_path):
    """Each page says so; no phone, no words of an answer."""
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("档案", "站", dossier.layout(replace(FULL, imprint=replace(IMPRINT, masked=True)))))
    text = words(file, "-raw")
    assert text.count("公示") == len(pages(file)) and "修村口的路" in text  # on each page
    assert not [said for said in ("13800000000", "路已铺好", "村口坑深") if said in text]


def test_the_picture(tmp_path):
    """A photo fills its box; bytes that are no picture leave it empty."""
    kept = BytesIO()
    Image.new("RGB", (30, 40), "grey").save(kept, "JPEG")
    sizes = [
        len(pdf("档案", "站", dossier.layout(replace(FULL, photo=data))))
        for data in (None, kept.getvalue(), b"nothing")
    ]
    assert sizes[1] > sizes[0] + 300 > sizes[2]

"""Papers of a station: 安排表, what a reception day needs, 信息公示表, the board, the archive, an activity's news: labels and contents."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from lianluozhan.report import archive_papers, brief, notice_board, reception_form, reception_set, rota_sheet
from lianluozhan.report.brief_docx import docx
from lianluozhan.report.imprint import Case, Imprint, MonthData
from lianluozhan.report.page import pdf
from lianluozhan.report.subject import Archive, Board, Brief, Item, Post, Receptions
from lianluozhan.shift import Shift
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-10-11", "3f9a12bc")
HOME = {
    "name": "渔泽镇人大代表联络站",
    "phone": "03550000000",
    "address": "渔泽镇政府一楼",
    "head": "彭喆",
    "clerk": "赵敏",
    "hours": "每周三 9:00-11:00",
    "duties_text": "联系群众。",
}
DAY = {
    "id": "s1",
    "date": "2026-10-14",
    "begin": "09:00",
    "end": "11:00",
    "place": None,
    "deputies": ["单俊峰", "陈秀兰"],
    "topic": "供暖",
    "joint_organs": ["区住建局"],
    "moved_from": "2026-10-13",
    "notice_on": "2026-10-11",
}
PEOPLE = {"单俊峰": {"name": "单俊峰", "levels": ["区", "乡镇"]}, "陈秀兰": {"name": "陈秀兰", "levels": ["市"]}}
FULL = Receptions(
    IMPRINT, [DAY], {"s1": [Shift("2026-10-14", ("解国栋",), ("单俊峰",), "出差", "2026-10-12")]}, PEOPLE, {}, HOME
)
BARE = Receptions(IMPRINT, [{"id": "s2", "date": "2026-10-21"}])
BOARD = Board(MonthData(replace(IMPRINT, masked=True)), Receptions(replace(IMPRINT, month="2026-11")))
LABELS = [
    (
        rota_sheet.layout,
        BARE,
        (
            "代表接待群众安排表 日期 星期 时间段 接待代表（级别） 联合接待部门 主题 地点 联络员电话 10月21日 周三 "
            "监督电话： 渔泽镇人大代表联络站 2026年10月11日"
        ),
    ),
    (
        reception_set.notices,
        BARE,
        (
            "人大代表接待群众公告 一、接待时间 2026年10月21日（星期三） 二、接待人员 三、接待内容 "
            "四、接待地点 五、联系电话 渔泽镇人大代表联络站 2026年10月11日"
        ),
    ),
    (
        reception_set.sign_in,
        BARE,
        "人大代表接待日签到表 地点 主题 代表姓名 级别 到达时间 离开时间 签名 参加单位 职务 姓名 电话 签名 来访人 住址 电话 反映事项 签名",
    ),
    (
        notice_board.post,
        Post(IMPRINT),
        (
            "站名 站长 联络员 电话 开放时间 地址 进站代表 照片 姓名、级别 单位职务 联系方式 联系村社 "
            "还没有进站代表 主要职责 接待流程 接待前 接待中 接待后"
        ),
    ),
    (
        notice_board.month,
        BOARD,
        (
            "月度公示 接待日 来访批次 来访人次 意见 办结 办结率 满意率 意见办理情况 这个月没有登记意见 "
            "下个月的接待日 还没有排 监督电话： 2026年10月11日"
        ),
    ),
    (
        archive_papers.contents,
        Archive(replace(IMPRINT, month="2026")),
        "归档目录 2026年度 全宗号： 件号 责任者 文号 题名 日期 页数 备注 合计0件 整理人（签字） 检查人（签字）",
    ),
    (
        archive_papers.spine,
        Archive(replace(IMPRINT, month="2026")),
        "全宗号 年度 2026 保管期限 □永久 □30年 □10年 机构（问题） 渔 泽 镇 起止件号 盒号",
    ),
    (
        archive_papers.stamps,
        Archive(replace(IMPRINT, month="2026")),
        "归档章 渔泽镇人大代表联络站 2026年度 全宗号 年度 2026 件号 机构（问题） 保管期限 页数",
    ),
    (
        brief.layout,
        Brief(IMPRINT, {"kind": "视察"}),
        "活动简讯 渔泽镇人大代表联络站开展视察 渔泽镇人大代表联络站组织开展视察。 2026年10月11日",
    ),
]


@pytest.fixture
def read(tmp_path, words):
    """What stands on a paper of one or several parts."""

    def reading(made, *flags: str) -> str:
        path = tmp_path / "a.pdf"
        path.write_bytes(pdf("试印", "站", made if isinstance(made, list) else [made]))
        return words(path, *(flags or ("-raw",)))

    return reading


@pytest.mark.parametrize(
    ("layout", "data", "labels"), LABELS, ids=[one[0].__name__ + str(n) for n, one in enumerate(LABELS)]
)
def test_every_label_in_order(read, layout, data, labels):
    """The labels stand on an empty paper in the order of domain.md; nothing but what must be known is filled."""
    in_order(read(layout(data)), labels.split())


# ---- reception days


def test_the_plan(read):
    """Levels behind names, the day it was moved from, a late change below its day with its reason."""
    text = read(rota_sheet.layout(FULL))
    for said in (
        "渔泽镇人大代表联络站2026年10月代表接待群众安排表",
        "10月14日（原定10月13日）周三09:00—11:00单俊峰（区、乡镇）、陈秀兰（市）区住建局供暖",
        "03550000000",
        "调班：解国栋→单俊峰，原因：出差",
        "监督电话：03550000000联络员：赵敏",
    ):
        assert said in text, said
    assert "2026年第4季度代表接待群众安排表" in read(
        rota_sheet.layout(replace(FULL, imprint=replace(IMPRINT, month="2026-Q4")))
    )
    on_the_wall = read(rota_sheet.layout(replace(FULL, imprint=replace(IMPRINT, masked=True))))
    assert "调班：解国栋→单俊峰" in on_the_wall and "出差" not in on_the_wall and "公示" in on_the_wall


def test_an_empty_plan(read):
    """A quarter without days says so."""
    assert "这段时间没有排接待日" in read(rota_sheet.layout(Receptions(IMPRINT)))


def test_the_notice(read):
    """The fields of a notice; signed with the day it is put up, three days ahead."""
    text = read(reception_set.notices(FULL))
    for said in (
        "接待时间：2026年10月14日（星期三）上午09:00—11:00",
        "区、乡镇人大代表单俊峰、市人大代表陈秀兰；联合接待部门：区住建局",
        "本次主题：供暖。",
        "渔泽镇人大代表联络站，渔泽镇政府一楼",
        "联系电话：03550000000",
        "渔泽镇人大代表联络站2026年10月11日",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("begin", "end", "half"),
    [
        ("09:00", "11:00", "上午"),
        ("14:30", "17:00", "下午"),
        ("09:00", "16:00", "全天"),
        (None, None, ""),
        ("12:00", None, "下午"),
    ],
)
def test_half_a_day(begin, end, half):
    """上午 until noon, 下午 from noon, else 全天; nothing where no hour is known."""
    assert reception_set.half({"begin": begin, "end": end}) == half


def test_plates(tmp_path, pages, words):
    """One a deputy, once upright and once upside down, as large as the width lets; two characters are set apart."""
    (plate,) = reception_set.plates(replace(FULL, days=[{**DAY, "deputies": ["李军", "欧阳某某某某某某"]}]))
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("桌牌", "站", [plate]))
    turned = set()
    first, _second = pages(path)
    first.extract_text(visitor_text=lambda text, cm, tm, font, size: turned.add(tm[0]) if text.strip() else None)
    assert (first.mediabox.width > first.mediabox.height) and words(path).count("李军") == 2 and turned == {1, -1}
    short, long = (max(mark.style.size for mark in page if hasattr(mark, "style")) for page in plate.pages)
    assert short == 190 and 70 < long < 90


def test_all_of_a_day(read):
    """Notice, list, plates, forms in this order; where none was given out, one whose number is written by hand, without bars."""
    text = read(reception_set.everything(FULL))
    form = text.index("人大代表接待选民（群众）登记表")
    assert 0 <= text.index("接待群众公告") < text.index("接待日签到表") < text.rindex("市人大代表") < form
    assert (
        "编号：＿＿＿" in text[form:]
        and "2026年10月14日周三" in text[form:]
        and "单俊峰（区、乡镇）、陈秀兰（市）" in text[form:]
    )
    assert len([part for part in reception_set.everything(FULL) if part.sheet.title == reception_form.TITLE]) == 1


def test_forms_that_were_given_out(read):
    """Each with its own number, and no other."""
    given = [Case(IMPRINT, {"number": f"140405102-2026-J000{n}", "received_at": "2026-10-14"}) for n in (3, 4)]
    text = read(reception_set.everything(replace(FULL, forms=given)))
    assert (
        text.count("编号：140405102-2026-J0003") == text.count("编号：140405102-2026-J0004") == 1 and "＿" not in text
    )


# ---- the wall


DEPUTIES = [
    {
        "id": "d1",
        "name": "单俊峰",
        "levels": ["区"],
        "work_unit": "供电所",
        "post": "所长",
        "phone": "13800000000",
        "phone_public": True,
        "villages": ["前庄村", "后庄村"],
    },
    {"id": "d2", "name": "陈秀兰", "levels": ["市"], "phone": "13900000000", "phone_public": None},
]


def test_who_is_there(read):
    """A telephone only of who lets it be known; the others through the station."""
    text = read(notice_board.post(Post(IMPRINT, HOME, DEPUTIES)))
    for said in (
        "站长彭喆",
        "联络员赵敏",
        "每周三9:00-11:00",
        "单俊峰区供电所所长13800000000前庄村、后庄村",
        "陈秀兰市经联络站转03550000000",
        "主要职责联系群众。",
    ):
        assert said in text, said
    assert "13900000000" not in text


def test_pictures_of_deputies():
    """Where somebody has a picture every line is as high as one."""
    kept = BytesIO()
    Image.new("RGB", (30, 40), "grey").save(kept, "PNG")
    plain, shown = (
        notice_board.post(Post(IMPRINT, HOME, DEPUTIES, photos)) for photos in ({}, {"d1": kept.getvalue()})
    )
    assert [len(one.pages) for one in (plain, shown)] == [1, 1]
    assert len(pdf("a", "b", [shown])) > len(pdf("a", "b", [plain])) + 100


def test_the_board(read):
    """Masked whoever prints it: category instead of an untitled matter; the next days with levels."""
    issue = {
        "number": "140405102-2026-Y0001",
        "registered_at": "2026-10-14",
        "title": None,
        "category": "供暖",
        "statement": "王秀英家不热",
        "raised_by": "王秀英",
        "organ": "区住建局",
        "state": "已办结",
        "answer_class": "A",
        "closed_on": "2026-10-20",
        "satisfaction": "满意",
        "deputies": ["单俊峰"],
    }
    data = Board(
        MonthData(replace(IMPRINT, masked=True), issues=[issue]), replace(FULL, days=[{**DAY, "date": "2026-11-04"}])
    )
    text = read(notice_board.month(data))
    for said in (
        "意见1件办结1件办结率100.0%满意率100.0%",
        "Y000110月14日供暖供暖单俊峰区住建局已办结A10月20日满意",
        "11月4日周三09:00—11:00",
        "单俊峰（区、乡镇）、陈秀兰（市）",
    ):
        assert said in text, said
    assert "王秀英" not in text and "公示" in text


# ---- the archive


ITEMS = [
    Item("渔泽镇站", "", "2026年10月接待日志", "2026-11-02", 12, "已结账"),
    Item("区住建局", "住建函〔2026〕3号", "关于路灯的办理材料", "2026-10-20", None, "Y0001"),
]


def test_the_archive_s_list(read):
    """Numbered, the day in eight digits, pages where they are known."""
    text = read(archive_papers.contents(Archive(replace(IMPRINT, month="2026"), ITEMS)))
    assert (
        "1渔泽镇站2026年10月接待日志2026110212已结账" in text
        and "2区住建局住建函〔2026〕3号关于路灯的办理材料20261020Y0001" in text
        and "合计2件" in text
    )


def test_spines_and_stamps(read, boxes, tmp_path):
    """From first to last 件; a stamp for each, forty on two pages; a blank page of them where there is none."""
    archive = Archive(replace(IMPRINT, month="2026"), ITEMS * 20)
    assert read(archive_papers.spine(archive)).count("1—40") == 3
    plate = archive_papers.stamps(archive)
    path = tmp_path / "b.pdf"
    path.write_bytes(pdf("章", "站", [plate]))
    found = [int(word.text) for word in boxes(path) if word.text.isdigit() and len(word.text) < 3]
    assert len(plate.pages) == 2 and sorted(found) == list(range(1, 41))
    assert read(archive_papers.stamps(Archive(replace(IMPRINT, month="2026")))).count("件号") == 33


# ---- news


ACTIVITY = {
    "number": "140405102-2026-H0001",
    "kind": "视察",
    "theme": "冬季供暖",
    "begin": "2026-10-20T09:00",
    "place": "热力公司",
    "convenor": "单俊峰",
    "present": ["单俊峰", "陈秀兰"],
    "units": ["区住建局"],
    "purpose": "看供暖准备",
    "agenda": None,
    "brief": "代表视察冬季供暖。\n代表们看了锅炉房。",
    "record": "单俊峰：管网要换。\n陈秀兰：老人多。",
}


def picture(colour: str) -> bytes:
    """A photo."""
    kept = BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "JPEG")
    return kept.getvalue()


def test_news(read):
    """Headline, time, place, who, what was written and said, captions."""
    text = read(
        brief.layout(
            Brief(IMPRINT, ACTIVITY, {}, [("锅炉房", picture("red")), ("", picture("blue")), ("管网", picture("grey"))])
        )
    )
    for said in (
        "代表视察冬季供暖2026年10月20日，热力公司组织开展“冬季供暖”视察，由单俊峰召集，单俊峰、陈秀兰等2名代表参加，区住建局参加。",
        "目的：看供暖准备代表们看了锅炉房。",
        "发言摘要：单俊峰：管网要换。",
        "陈秀兰：老人多。",
        "锅炉房",
        "管网",
    ):
        assert said in text, said
    assert "管网要换" not in read(brief.layout(Brief(replace(IMPRINT, masked=True), ACTIVITY)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("代表视察冬季供暖。\n代表们看了锅炉房。", "代表视察冬季供暖"),
        ("10月20日上午，代表们看了锅炉房。", "渔泽镇人大代表联络站开展“冬季供暖”视察"),
        (f"{'很' * 31}\n长。", "渔泽镇人大代表联络站开展“冬季供暖”视察"),
        (None, "渔泽镇人大代表联络站开展“冬季供暖”视察"),
    ],
)
def test_a_headline(written, said):
    """A short first line with others below it, which is not said again there; a sentence of the news is none."""
    told = Brief(IMPRINT, {**ACTIVITY, "brief": written})
    assert brief.headline(told) == said and said not in brief.paragraphs(told)
    assert all(
        any(line.rstrip("。") in one for one in [said, *brief.paragraphs(told)]) for line in (written or "").split("\n")
    )


def test_news_for_word():
    """The same words, the margins of GB/T 9704, the pictures with their captions;
    bytes that are no picture are left out; read by the library's own reader."""
    made = docx(Brief(IMPRINT, ACTIVITY, {}, [("锅炉房", picture("red")), ("坏的", b"nothing")]))
    document = Document(BytesIO(made))
    lines = [one.text for one in document.paragraphs]
    section = document.sections[0]
    assert [round(one.cm, 1) for one in (section.top_margin, section.left_margin, section.page_width)] == [
        3.7,
        2.8,
        21.0,
    ]
    assert (
        lines[0] == "代表视察冬季供暖"
        and any("发言摘要：单俊峰" in line for line in lines)
        and lines[-1] == "2026年10月11日"
    )
    assert 'w:eastAsia="楷体"' in next(one for one in document.paragraphs if one.text == "锅炉房")._p.xml
    assert (
        len(document.inline_shapes) == 1
        and "锅炉房" in lines
        and "坏的" not in lines
        and document.core_properties.title == "代表视察冬季供暖"
    )
    draft = Document(BytesIO(docx(Brief(replace(IMPRINT, draft=True), ACTIVITY)))).paragraphs[0].text
    assert draft == "〔草稿〕代表视察冬季供暖"


def test_faces_of_the_notice(tmp_path, pages, fonts):
    """As GB/T 9704 has it: what heads a paragraph is 黑体, the rest and who signs 宋; captions of the news are 楷体."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("公告", "站", reception_set.notices(FULL)))
    assert {row[0].split("+")[1] for row in fonts(path)} == {
        "NotoSerifSC-Bold",
        "NotoSansSC-Medium",
        "NotoSerifSC-Regular",
    }
    path.write_bytes(pdf("简讯", "站", [brief.layout(Brief(IMPRINT, ACTIVITY, {}, [("锅炉房", picture("red"))]))]))
    assert "StationKai-Regular" in {row[0].split("+")[1] for row in fonts(path)}

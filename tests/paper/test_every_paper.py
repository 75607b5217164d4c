"""Every single paper of the catalogue: usual, empty and overlong, it prints whole, in place, and readable back."""

from pathlib import Path

import pytest

from lianluozhan import printing
from lianluozhan.errors import NotFound
from lianluozhan.report import catalogue
from lianluozhan.report.catalogue import PAPERS
from tests.paper.archive import faults
from tests.paper.labels import in_order
from tests.paper.papers import LONG, RARE, Printed, papers_of

MM = 72 / 25.4
LISTS = (
    "一事一档",
    "交接单",
    "回告电话单",
    "工作汇总表",
    "履职档案",
    "接待日一套",
    "桌牌",
    "立法意见报告",
)  # as long as what happened
BLANK = ("立法意见登记表", "民生实事票决票")  # filled in by hand
NAMELESS = (
    *BLANK,
    "月结清单",
    "工作汇总表",
    "空白登记表",
    "归档目录",
    "档案盒脊背",
    "归档章",
    "自检表",
)  # names nobody
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
LOG = (
    "接待日志 编号 序号 编号 时间 方式 接待代表 来访人 性别 人数 联系电话 住址 反映事项（原话） 性质 类别 "
    "处理方式 承办单位 办结日期 满意度 现场答复 及备注 记录人 本日接待 值班代表（签字） 合计 记录人（签字） "
    "值班代表（签字） 站长（签字）"
)
FORM = (
    "接待时间 接待地点 接待代表 记录人 来访人姓名 性别 年龄 民族 政治面貌 联系电话 身份证号 推选代表 反映类别 "
    "内容分类 反映问题 来访人诉求 现场答复情况 处理方式 拟办意见 承办单位 交办日期 办结时限 办理结果 反馈人 "
    "反馈方式 反馈日期 满意 签字 备注"
)
LABELS = {  # in the order they stand; those of a test file are looked at there
    "各站情况": (
        "各站情况 站 上次收到 还缺什么 逾期意见 待区处理 本月接待 待带回 指纹核对 合计 没有编进家站点的代表 "
        "没有编进代表小组的代表 填表人"
    ),
    **dict.fromkeys(("接待登记表",), "test_reception_form.py"),
    "空白登记表": FORM,
    "当日接待日志": LOG,
    "月度接待日志": LOG,
    "意见分类台账": "test_issue_ledger.py",
    **dict.fromkeys(("交办单", "办理情况反馈单", "征询意见表", "催办函"), "test_case_papers.py"),
    "期限计算单": (
        "意见编号 承办单位 意见标题 意见内容 从哪天起 期限 到哪一天 数到哪里 依据 周一 周日 起算 第1天 到期 "
        "算法说明 计算人（签字） 核对人（签字）"
    ),
    **dict.fromkeys(
        ("小组活动记录", "走访记录表", "个人履职登记表", "回告电话单", "交接单", "月结清单"), "test_span_papers.py"
    ),
    "履职档案": "test_dossier.py",
    "代表一张纸": "test_deputy_sheet.py",
    "民情本": "test_people_book.py",
    "工作汇总表": "test_summary.py",
    **dict.fromkeys(
        (
            "接待日安排表",
            "接待公告",
            "接待日签到表",
            "信息公示表",
            "月度公示",
            "归档目录",
            "档案盒脊背",
            "归档章",
            "活动简讯",
        ),
        "test_post_papers.py",
    ),
    "桌牌": "人大代表 人大代表",
    "接待日一套": f"人大代表接待群众公告 人大代表接待日签到表 签名 人大代表 人大代表接待选民（群众）登记表 {FORM}",
    "一事一档": (
        "一、意见 意见编号 登记时间 意见标题 反映人 联系电话 来源 住址 联系代表 内容分类 紧急程度 涉及人数 "
        "意见内容 承办单位 状态 交办日期 办结时限 办结日期 答复类别 满意度 二、接待 日期 事项 号码 "
        "三、办理经过 日期 办理 办理人 经过 四、回告 经办人（签字） 站长（签字）"
    ),
    **dict.fromkeys(("测评票", "计票表", "测评结果表"), "test_ballot_papers.py"),
    **dict.fromkeys(("建议提交单", "联名信"), "test_suggestion_sheet.py"),
    **dict.fromkeys(("年度考核表", "年度考核名次"), "test_merit_papers.py"),
    **dict.fromkeys(("立法意见报告", "立法意见对照表", "立法意见反馈单", "立法意见登记表"), "test_law_papers.py"),
    **dict.fromkeys(
        ("项目一张纸", "民生实事清单", "调处协议书", "典型案例", "民生实事票决票"), "test_project_papers.py"
    ),
    **dict.fromkeys(("任免名册", "承诺清单", "评议结果表", "审议意见办理单", "一人一档"), "test_supervise_papers.py"),
    "自检表": "项目 灯 情况 还缺什么 六有 有固定场所 四常 代表常在 还要做到 合计",
    "临时报表": "序号 接待时间 来访人姓名 接待代表 反映问题及意见建议 现场答复情况 人数 小计 合计",
}
every_state = pytest.mark.parametrize("state", ["usual", "empty", "long", "masked"])


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Printed:
    """Every paper in every state, printed from a real folder when it is first looked at."""
    return papers_of(tmp_path_factory.mktemp("every"))


@every_state
@every_paper
def test_no_two_words_lie_over_each_other(printed, boxes, paper, state):
    """What poppler sees as words, none of them meets another."""
    found = boxes(printed(paper.name, state).path)
    pages = [[word for word in found if word.page == number] for number in range(1, found[-1].page + 1)]
    assert found
    assert [(a.text, b.text) for page in pages for n, a in enumerate(page) for b in page[n + 1 :] if a.meets(b)] == []


@every_state
@every_paper
def test_no_ink_outside_the_printable_area(printed, ink, paper, state):
    """Nothing stands in the binding margin, nor nearer to an edge than a printer can reach."""
    one = printed(paper.name, state)
    for (wide, high), (left, top, right, bottom) in zip(one.sizes, ink(one.path), strict=True):
        assert left >= 25 * MM - 2
        assert right <= wide - 11 * MM + 2
        assert top >= 10 * MM and bottom <= high - 10 * MM


@every_paper
def test_every_label_in_order(printed, words, paper):
    """No paper is without a list of the labels it must have, and they stand in this order."""
    labels = LABELS[paper.name]
    if labels.endswith(".py"):
        assert "def test_every_label_in_order" in Path(__file__).with_name(labels).read_text("utf-8")
        return
    in_order(words(printed(paper.name, "usual").path, "-raw"), labels.split())


@every_paper
def test_one_page_where_it_is_one_page(printed, paper):
    """A form of usual contents, and an empty one, is one page; what lists steps may be longer."""
    if paper.name not in LISTS:
        assert printed(paper.name, "usual").pages == printed(paper.name, "empty").pages == 1


@every_paper
def test_long_words_go_on_on_a_second_page(printed, words, paper):
    """3,000 characters are all there, under the same head on each page."""
    one = printed(paper.name, "long")
    if one.holds_words and paper.name not in BLANK:
        read = words(one.path, "-raw")
        assert one.pages > 1
        assert all(LONG[at : at + 12] in read for at in range(0, len(LONG) - 12, 400))


@every_paper
def test_rare_characters(printed, words, paper):
    """䶮 𬱖 𫍣 㛃 are drawn and read back."""
    assert RARE in words(printed(paper.name, "usual").path) or paper.name in NAMELESS
    assert printed(paper.name, "usual").missing == ()


@every_paper
def test_a_draft_says_so(printed, words, paper):
    """草稿 stands on a draft and only on it."""
    asked = paper.name == "月结清单"  # which asks after unfinished drafts
    assert words(printed(paper.name, "usual").path).count("草稿") == asked
    assert words(printed(paper.name, "draft").path).count("草稿") > asked


@every_paper
def test_nothing_private_on_a_copy_for_the_wall(printed, words, paper):
    """公示: no name, phone or address of the public, none of their words, no note and no remark."""
    read = words(printed(paper.name, "masked").path)
    assert "公示" in read
    for said in ("尉迟桂英", "13800000000", "第三排五号", "路灯有三盏不亮", "悄悄话", "里屋的备注", "灯杆已经换好"):
        assert said not in read, said


@every_paper
def test_notes_stay_inside(printed, words, paper):
    """A 批注 stands on no paper but the file that stays in the house."""
    assert ("悄悄话" in words(printed(paper.name, "usual").path)) == (paper.name == "一事一档")


@every_paper
def test_fonts_are_embedded(printed, fonts, paper):
    """As subsets, with a table back to text."""
    assert all(row[2:] == ("yes", "yes", "yes") for row in fonts(printed(paper.name, "usual").path))


@every_paper
def test_it_may_be_kept(printed, paper):
    """PDF/A-2u as far as the list of archive.py goes."""
    assert faults(printed(paper.name, "usual").path) == []


def test_papers_are_found():
    """By F-number in any case, and by name; another word is refused with where to look."""
    for paper in PAPERS:
        assert catalogue.find(paper.name) is paper
        if paper.code:
            assert catalogue.find(paper.code.lower()) is paper
    with pytest.raises(NotFound, match="没有叫“F99”的纸"):
        catalogue.find("F99")
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
    assert all(printing.about(paper) and printing.example(paper) for paper in PAPERS)


# Papers that stay in the house or go to whom they are about: names and numbers stand on them unless a copy for the wall
# is asked for.
INSIDE = set(
    (
        "接待登记表 空白登记表 当日接待日志 月度接待日志 意见分类台账 交办单 办理情况反馈单 征询意见表 催办函 "
        "期限计算单 个人履职登记表 履职档案 小组活动记录 走访记录表 接待日安排表 接待日签到表 桌牌 接待日一套 "
        "工作汇总表 各站情况 代表一张纸 民情本 活动简讯 一事一档 回告电话单 月结清单 交接单 临时报表 归档目录 "
        "档案盒脊背 归档章 测评票 计票表 测评结果表 建议提交单 联名信 年度考核表 年度考核名次 自检表 项目一张纸 "
        "民生实事清单 调处协议书 典型案例 立法意见报告 立法意见对照表 立法意见反馈单 立法意见登记表 民生实事票决票 "
        "任免名册 承诺清单 评议结果表 审议意见办理单 一人一档"
    ).split()
)


def test_which_hang_on_the_wall():
    """Every paper is either for the wall or kept inside; a new one has to say which."""
    wall = set(catalogue.FOR_THE_WALL)
    assert wall == {"接待公告", "信息公示表", "月度公示"}
    assert {paper.name for paper in PAPERS} - wall == INSIDE


@pytest.mark.parametrize("name", catalogue.FOR_THE_WALL)
def test_what_hangs_there_names_nobody(printed, words, name):
    """As it is usually printed, without anybody asking for a copy for the wall: no name, phone, address or word of the public."""
    read = words(printed(name, "usual").path)
    for said in ("尉迟桂英", "13800000000", "第三排五号", "路灯有三盏不亮", "悄悄话", "里屋的备注", "灯杆已经换好"):
        assert said not in read, said

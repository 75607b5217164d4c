"""年度考核表 and 年度考核名次: what is in the file, what may hang on the wall."""

from dataclasses import replace

import pytest

from lianluozhan.deputy import Deputy
from lianluozhan.merit import Group, Merit
from lianluozhan.report import deputy_sheet, dossier, merit_papers
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.subject import Dossier, Line, Merits
from lianluozhan.score import Done, Missing, Score
from lianluozhan.standard import default_standards
from lianluozhan.year import Standing
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026", "2026-12-31", "3f9a12bc")
WALL = replace(IMPRINT, masked=True)
BALLOT = {
    "date": "2026-12-10",
    "meeting": "评议会",
    "form": "口头",
    "state": "已计票",
    "issued": 35,
    "returned": 34,
    "valid": 33,
    "result": "满意",
    "votes": {"满意": 28, "基本满意": 4, "不满意": 1},
    "standard": default_standards()[0]["values"],
}
ONE = Standing(
    2,
    "d1",
    "陈秀兰",
    Deputy(dict.fromkeys(Deputy.fields) | {"name": "陈秀兰", "levels": ["区"]}),
    Score(0, (), {}, (), ()),
)
MERIT = Merit(
    ONE,
    "第1组",
    1,
    (Missing("接待选民", 2, 1), Missing("向选民述职", 1, 1)),
    (Done("l1", "140405102-2026-L0003", "2026-12-10", "向选民述职", ("d1",)),),
    (BALLOT,),
)
SHEET = Dossier(
    IMPRINT,
    "陈秀兰",
    {"levels": ["区"], "group": "第1组"},
    score=(Line("接待选民", 1, "4", "4"),),
    base="10",
    total="14",
    standing=2,
    of=9,
    merit=MERIT,
)


@pytest.fixture
def read(put, words):
    """What stands on a paper, row by row."""
    return lambda layout: words(put(layout), "-raw")


LABELS = {
    "sheet": (
        "年度考核表 姓名 代表级别 代表小组 单位职务 选区 一、履职积分 履职类别 次数 计分 积分 合计 "
        "二、最低要求 区里没有定最低要求 三、述职和评议 向选民述职 述职评议 "
        "四、考核意见 代表小组意见 主席团、工委意见和等次 （盖章） 代表本人签字"
    ),
    "listing": (
        "年度考核名次 2026年 组内名次 全部名次 姓名 代表级别 履职次数 积分 最低要求 向选民述职 测评结果 "
        "2026年没有代表在任 合计：0组 计分： 制表人（签字） 批准人（签字）"
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_every_label_in_order(read, name):
    """On papers of which nothing is known yet."""
    data = Dossier(IMPRINT, "陈秀兰") if name == "sheet" else Merits(IMPRINT, "2026")
    in_order(read(getattr(merit_papers, name)(data)), LABELS[name].split())


def test_a_year(read):
    """Points with their formula and the base, places, each minimum met or not, when they reported, how the votes fell."""
    text = read(merit_papers.sheet(SHEET))
    for said in (
        "基础分10",
        "接待选民144",
        "合计14分全部9位中第2位，组内第1位",
        "接待选民2次1次□达到■没有达到",
        "向选民述职1次1次■达到□没有达到",
        "2026年12月10日（L0003）",
        "结果：满意发出35、收回34、有效33；满意28票84.8%",
    ):
        assert said in text, said
    waiting = replace(SHEET, merit=MERIT._replace(ballots=(BALLOT | {"state": "待监票", "result": None},)))
    assert "评议会口头待监票" in read(merit_papers.sheet(waiting))


def test_on_the_wall(read):
    """The result may hang there, how the votes fell and what lacks may not; who approves it and until when it hangs is for the pen."""
    data = Merits(IMPRINT, "2026", [Group("第1组", (MERIT,))], "区积分办法")
    inside, wall = read(merit_papers.listing(data)), read(merit_papers.listing(replace(data, imprint=WALL)))
    assert (
        "第1组1位，平均0分，达到最低要求0位" in inside
        and "接待选民差1次" in inside
        and "满意（满意28票84.8%" in inside
        and "公示期" not in inside
    )
    assert "履职考核公示" in wall and "没有达到" in wall and "公示期" in wall and "批准人（签字）" in wall
    assert "差1次" not in wall and "84.8%" not in wall
    assert "84.8%" not in read(merit_papers.sheet(replace(SHEET, imprint=WALL))) and "结果：满意" in read(
        merit_papers.sheet(replace(SHEET, imprint=WALL))
    )


def test_on_the_one_sheet(read):
    """代表一张纸 of a year tells the deputy the votes, the wall only the result; a month without a ballot nothing."""
    assert "述职评议：2026年12月10日满意（满意28票84.8%" in read(deputy_sheet.layout(SHEET))
    wall = read(deputy_sheet.layout(replace(SHEET, imprint=WALL)))
    assert "述职评议：2026年12月10日满意" in wall and "84.8%" not in wall
    booklet = list(map(read, dossier.layout(SHEET)))
    assert "评议结果述职评议：2026年12月10日满意（满意28票84.8%" in "".join(booklet)
    assert "述职评议" not in read(deputy_sheet.layout(replace(SHEET, imprint=replace(IMPRINT, month="2026-11"))))

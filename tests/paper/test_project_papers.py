"""Papers of 代表联络站+: a project on one sheet, a year's 民生实事, an agreement to be signed, a case told without names."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from lianluozhan.errors import BadInput
from lianluozhan.project import Project
from lianluozhan.report import deed_papers, project_papers, typical_case
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.subject import Deeds, Work
from lianluozhan.typical import public_names, told
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-10-31", "3f9a12bc")
WALL = replace(IMPRINT, masked=True)
NOTHING = dict.fromkeys(Project.fields)
STRIFE = NOTHING | {
    "number": "140405102-2026-X0003",
    "kind": "矛盾调处",
    "title": "王甲和李乙的排水沟",
    "state": "完成",
    "year": "2026",
    "begun_on": "2026-10-01",
    "finished_on": "2026-10-20",
    "lead_deputy": "陈秀兰",
    "deputies": ["彭喆"],
    "organs": ["前后庄村委会"],
    "goal": "把沟说清楚",
    "steps": "听双方说，2026-10-10，彭喆，已办 2026-10-09\n丈量，已办",
    "parties": "甲方：王甲 13800000000，第三排五号\n乙方：李乙",
    "agreement": "一、王甲让一尺。\n二、费用各半。",
    "agreed_on": "2026-10-18",
    "result": "王甲（13800000000）和李乙签了字，沟通了。",
    "lesson": "先量后谈。",
    "duties": ["140405102-2026-L0023"],
}
RAISED = {
    "number": "140405102-2026-Y0008",
    "registered_at": "2026-09-16",
    "kind": "群众意见",
    "title": "排水沟堵了",
    "category": "村务",
    "summary": None,
    "statement": "我王甲家的沟堵了，找赵丙也没用。",
    "raised_by": "赵丙",
}
LIGHTS = NOTHING | {
    "id": "p1",
    "title": "村道路灯",
    "lead_deputy": "陈秀兰",
    "organs": ["镇政府"],
    "counted": {"有效": 33},
    "votes": 31,
    "voted": "选定",
    "decision": "选定",
    "decided_on": "2026-03-02",
    "steps": "勘查，2026-04-01，村委会，已办 2026-04-02\n安装，2026-11-30，镇政府",
    "due_on": "2026-12-10",
    "state": "进行",
}
LIFT = NOTHING | {
    "id": "p2",
    "title": "电梯",
    "counted": {"有效": 33},
    "votes": 12,
    "voted": "落选",
    "decision": "落选",
    "decided_on": "2026-03-02",
    "state": "停止",
    "stopped_why": None,
}
WAITING = NOTHING | {"id": "p3", "title": "停车场", "voted": "候选", "state": "计划", "steps": "选址"}


def work(project=STRIFE, imprint=IMPRINT, issues=(RAISED,), **photos):
    """A project as its papers are given it."""
    case = told(project, issues, imprint.masked) if project else {}
    return Work(
        imprint,
        project,
        issues,
        {"陈秀兰": {"name": "陈秀兰", "levels": ["区"]}},
        case=case,
        names=public_names(project, issues),
        **photos,
    )


@pytest.fixture
def read(put, words):
    """What stands on a paper, row by row."""
    return lambda layout: words(put(layout), "-raw")


LABELS = [
    (
        project_papers.sheet,
        work(NOTHING, issues=()),
        (
            "项目一张纸 项目名称 状态 项目类别 □产业发展 □民生实事 □矛盾调处 □自定 年度 开始日期 完成期限 "
            "完成日期 牵头代表 承办单位 参与代表 家站点 来自意见 履职 目标 步骤 做什么 几号前 谁来做 哪天办的 "
            "还没有写步骤 办理结果 经验做法 填表人（签字） 站长（签字）"
        ),
    ),
    (
        deed_papers.listing,
        Deeds(replace(IMPRINT, month="2026")),
        (
            "民生实事清单 2026年 序号 项目名称 牵头代表 承办单位 票数 票决 步骤 完成期限 进展 状态 "
            "2026年还没有民生实事候选 合计：候选0项，选定0项，完成0项 制表人（签字） 批准人（签字）"
        ),
    ),
    (
        project_papers.agreement,
        work(NOTHING | {"kind": "矛盾调处"}, issues=()),
        (
            "调处协议书 甲方 乙方 调处人 到场单位 调处地点 纠纷事由 协议内容 本协议一式 甲方（签字、按手印） "
            "乙方（签字、按手印） 调处人（签字、按手印） 见证单位 （盖章）"
        ),
    ),
    (
        typical_case.layout,
        work(NOTHING, issues=()),
        "典型案例 渔泽镇人大代表联络站 一、背景 二、做法 三、成效 四、经验做法 渔泽镇人大代表联络站 2026年10月31日",
    ),
]


@pytest.mark.parametrize(
    ("layout", "data", "labels"), LABELS, ids=[one[0].__module__ + one[0].__name__ for one in LABELS]
)
def test_every_label_in_order(read, layout, data, labels):
    """On papers of which nothing is known yet."""
    in_order(read(layout(data)), labels.split())


# ---- one project


def test_a_project(read):
    """Its goal, who, each step with its days, what was agreed by reference, what came of it."""
    text = read(project_papers.sheet(work()))
    for said in (
        "■矛盾调处",
        "陈秀兰（区）",
        "彭喆",
        "前后庄村委会",
        "Y0008",
        "L0023",
        "1听双方说2026年10月10日彭喆2026年10月9日",
        "2丈量已办",
        "签协议日期2026年10月18日调处协议见调处协议书",
        "先量后谈。",
        "完成日期2026年10月20日",
    ):
        assert said in text, said
    assert "让一尺" not in text and "票决" not in text and "停止原因" not in text
    stopped = read(
        project_papers.sheet(work(LIGHTS | {"state": "停止", "stopped_on": "2026-10-02", "stopped_why": "等钱"}))
    )
    assert (
        "票决选定票数赞成31票（有效33）选定日期2026年3月2日" in stopped
        and "停止日期2026年10月2日停止原因等钱" in stopped
    )


def test_a_project_on_the_wall(read):
    """No person of the public in full, no number; neither parties nor what they agreed."""
    for name in ("sheet", "agreement"):
        text = read(getattr(project_papers, name)(work(imprint=WALL)))
        for said in ("王甲", "李乙", "13800000000", "第三排", "让一尺"):
            assert said not in text, (name, said)
        assert "公示" in text and "王*和李*的排水沟" in text
    assert "（不公开）" in read(project_papers.sheet(work(imprint=WALL))) and "138****0000" in read(
        project_papers.sheet(work(imprint=WALL))
    )


def photo(colour):
    """The bytes of a picture of one colour."""
    kept = BytesIO()
    Image.new("RGB", (80, 60), colour).save(kept, "PNG")
    return kept.getvalue()


def test_before_and_after_side_by_side(put, boxes, pages):
    """How it was stands at the left, how it is at the right, pair by pair; a missing one leaves its place free."""
    path = put(
        project_papers.sheet(
            work(before=[("路口", photo("red")), ("", photo("blue"))], after=[("灯亮了", photo("green"))])
        )
    )
    found = {word.text: word for word in boxes(path)}
    was, now = (next(word for text, word in found.items() if said in text) for said in ("路口", "灯亮了"))
    assert abs(was.top - now.top) < 1 and was.right < now.left
    assert sum(len(page.images) for page in pages(path)) == 3 and len(pages(path)) == 1
    assert "办前照片" not in {word.text for word in boxes(put(project_papers.sheet(work())))}


# ---- 调处协议书


def test_an_agreement(read):
    """Both parties with what is known of them, its points, who mediated; everybody signs, and it is sealed."""
    text = read(project_papers.agreement(work()))
    for said in (
        "甲方王甲13800000000，第三排五号",
        "乙方李乙",
        "调处人陈秀兰（区）、彭喆",
        "一、王甲让一尺。",
        "二、费用各半。",
        "各方自愿达成如下协议",
        "甲方（签字、按手印）",
        "（盖章）",
    ):
        assert said in text, said
    three = read(project_papers.agreement(work(STRIFE | {"parties": "王甲\n李乙\n丙方：村委会"})))
    assert all(f"{role}（签字、按手印）" in three for role in ("甲方", "乙方", "丙方", "调处人"))


def test_no_agreement_of_anything_else():
    """A project that is no mediation has none to print."""
    with pytest.raises(BadInput, match="民生实事，不是矛盾调处"):
        project_papers.agreement(work(STRIFE | {"kind": "民生实事"}))


# ---- 民生实事清单


def test_a_year(read):
    """Chosen, waiting and left out apart, each with its votes, steps and what is next."""
    text = read(deed_papers.listing(Deeds(replace(IMPRINT, month="2026"), [LIGHTS, LIFT, WAITING])))
    for said in (
        "选定1项",
        "候选，还没有选定1项",
        "落选1项",
        "赞成31票（有效33）选定1/2",
        "已办：勘查下一步：安装（11月30日前）",
        "候选3项，选定1项，完成0项",
        "候选0/1",
    ):
        assert said in text, said
    assert "下一步：选址" in text
    done = read(
        deed_papers.listing(
            Deeds(
                replace(IMPRINT, month="2026"),
                [LIGHTS | {"state": "完成", "result": "四十盏全亮", "finished_on": "2026-11-20"}],
            )
        )
    )
    assert "四十盏全亮" in done and "完成1项" in done and "落选" not in done


def test_a_month(read):
    """What was done in it and no other month; on the wall it is a 公示."""
    deeds = Deeds(replace(WALL, month="2026-04"), [LIGHTS | {"station": "渔泽镇"}])
    text = read(deed_papers.listing(deeds))
    assert (
        "2026年4月" in text
        and "4月2日：勘查" in text
        and "3月2日" not in text
        and "民生实事公示" in text
        and "渔泽镇" in text
    )


# ---- 典型案例


def test_a_case(read):
    """Background with the words behind it, what was done, what came of it; nobody of the public is named, deputies are."""
    text = read(typical_case.layout(work()))
    for said in (
        "王*和李*的排水沟",
        "2026年9月16日，群众意见：排水沟堵了。",
        "原话：我王*家的沟堵了，找赵*也没用。",
        "代表陈秀兰牵头，彭喆参与，前后庄村委会办理。",
        "1.听双方说（2026年10月9日，彭喆）",
        "2026年10月18日，当事人签了协议：",
        "一、王*让一尺。",
        "王*（138****0000）和李*签了字",
        "四、经验做法先量后谈。",
    ):
        assert said in text, said
    assert not [said for said in ("王甲", "李乙", "赵丙", "13800000000") if said in text]


def test_a_case_on_the_wall(read):
    """Nobody's own words: neither what was said nor what was agreed."""
    text = read(typical_case.layout(work(imprint=WALL)))
    assert "排水沟堵了" in text and "当事人签了协议。" in text and "公示" in text
    assert "原话" not in text and "让一尺" not in text
    secret = read(typical_case.layout(work(imprint=WALL, issues=[RAISED | {"sensitive": True}])))
    assert "排水沟堵了" not in secret and "群众意见：村务。" in secret


def test_slips_to_vote_on(read):
    """Of a year's candidates those nobody has decided on, in the order of their numbers, each once a slip with the three ways; two
    slips on a page to be cut apart, of many candidates one; where none waits, the lines are the pen's."""
    second = WAITING | {"number": "140405102-2026-X0009", "title": "扶手", "goal": "三个小区"}
    year = Deeds(replace(IMPRINT, month="2026"), [second, LIGHTS, LIFT, WAITING | {"number": "140405102-2026-X0004"}])
    year = replace(year, rows=[one | {"world": "140405102"} for one in year.rows])
    layout = deed_papers.ticket(year)
    text = read(layout)
    assert (
        text.count("停车场") == text.count("扶手：三个小区") == 2
        and text.index("停车场") < text.index("扶手")
        and "剪开" in text
    )
    assert (
        "路灯" not in text
        and "电梯" not in text
        and text.count("□") == 2 * (2 * 3 + 1)
        and all(word in text for word in ("赞成", "反对", "弃权", "应选", "2项"))
    )
    many = replace(year, rows=[second | {"world": "140405102", "title": f"第{one}件"} for one in range(9)])
    assert "剪开" not in read(deed_papers.ticket(many)) and len(deed_papers.ticket(many).pages) == 1
    text = read(deed_papers.ticket(replace(year, rows=[LIGHTS | {"world": "140405102"}])))
    assert "路灯" not in text and text.count("□") == 2 * (6 * 3 + 1)

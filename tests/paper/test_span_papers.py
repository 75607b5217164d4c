"""Papers on a day, an organ, a deputy, an activity, a call and on how things stand: their labels, what is on them and what not."""

from dataclasses import replace

import pytest

from lianluozhan.month import Point
from lianluozhan.report import (
    activity_form,
    call_sheet,
    closing_list,
    day_log,
    deputy_register,
    handover,
    issue_cut,
    visiting_form,
)
from lianluozhan.report.imprint import Calls, Case, Event, Imprint, MonthData, Person
from tests.paper.labels import in_order

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-10-22", "3f9a12bc")
LABELS = {
    activity_form: (
        Event(IMPRINT),
        (
            "小组名称 专题 开始时间 结束时间 地点 召集人、主持人 活动方式 组织方式 □常委会组织 应到 实到 "
            "参加代表签到 缺席及原因 列席人员、单位 活动内容与议程 发言摘要 形成意见建议 （意见编号： "
            "落实情况 记录人 照片"
        ),
    ),
    visiting_form: (
        Case(IMPRINT),
        (
            "走访时间 问题地点 走访代表 走访对象 固定联系户 □是 □否 地址 电话 宣传内容 反映问题 意见建议 "
            "现场处理 处理方式 后续（意见编号） 被走访人签名 年月日 代表签名 年月日 备注"
        ),
    ),
    deputy_register: (
        Person(IMPRINT),
        (
            "姓名 性别 民族 出生年月 政治面貌 学历 代表级别 代表证号 选区 代表小组 单位及职务 联系电话 序号 "
            "编号 时间 地点 履职类别 活动名称、内容 本人作用 成果 接待人次 证明材料 积分 记录人 审核人 "
            "合计：0件 代表（签字） 审核人（签字）"
        ),
    ),
    call_sheet: (
        Calls(IMPRINT),
        "序号 编号 告诉谁 电话 反映的事 照着说 结果 告知人、日期 都告诉了 合计：0件，0人 联络员（签字）",
    ),
    handover: (
        Calls(IMPRINT),
        (
            "没办完的意见0件 还要告诉的0人，没登记完的0份 没有结账、没有印好签字的月份：无 最近的备份：没有 "
            "密码或恢复码放在 □数据文件夹 □备份 移交人 接收人 监交人"
        ),
    ),
    closing_list: (
        MonthData(IMPRINT, points=[Point("逾期的意见", 0)]),
        "序号 事项 情况 核对 逾期的意见无■ 值班代表、站长已签字□ 联络员（签字） 站长（签字）",
    ),
    issue_cut: (MonthData(IMPRINT), "序号 编号 登记来源 意见内容 没有这样的意见 合计0件 填报人（签字） 站长（签字）"),
    day_log: (
        MonthData(replace(IMPRINT, month="2026-10-21")),
        "2026年10月21日 序号 来访人 没有接待 记录人（签字） 值班代表（签字） 站长（签字）",
    ),
}


@pytest.fixture
def read(put, words):
    """What stands on a paper, row by row, cell by cell."""
    return lambda layout: words(put(layout), "-raw")


@pytest.mark.parametrize("module", LABELS, ids=lambda module: module.NAME)
def test_every_label_in_order(read, module):
    """The labels stand on an empty paper in the order of the paper forms."""
    data, labels = LABELS[module]
    in_order(read(module.layout(data)), labels.split())


def test_an_activity(read):
    """Group, hours, who was expected and came, who not and why, what was said; the count of photos, not their names."""
    activity = {
        "number": "140405102-2026-H0001",
        "kind": "视察",
        "theme": "农村道路",
        "organised_by": "代表小组",
        "begin": "2026-10-20T09:00",
        "end": "2026-10-20T11:00",
        "convenor": "单俊峰",
        "expected": ["单俊峰", "陈秀兰", "解国栋"],
        "present": ["单俊峰", "陈秀兰"],
        "absent": {"解国栋": "外出"},
        "units": ["区交通局"],
        "purpose": "看路",
        "agenda": "先看后议",
        "record": "路面破损多",
        "photos": [{"name": "郭桂兰.jpg"}],
        "created_by": "赵敏",
    }
    text = read(activity_form.layout(Event(IMPRINT, activity, {"单俊峰": {"group": "第3代表小组"}})))
    for said in (
        "小组名称第3代表小组",
        "2026年10月20日09:00",
        "■代表小组",
        "应到3人实到2人",
        "单俊峰、陈秀兰",
        "解国栋：外出",
        "区交通局",
        "看路先看后议",
        "路面破损多",
        "记录人赵敏照片1张",
    ):
        assert said in text, said
    assert "郭桂兰" not in text


def test_an_activity_on_the_wall(read):
    """What was said there is not for the wall; that it was held is."""
    activity = {"theme": "农村道路", "record": "路面破损多"}
    text = read(activity_form.layout(Event(replace(IMPRINT, masked=True), activity)))
    assert "农村道路" in text and "路面破损多" not in text


def test_a_call(read):
    """From a reception by 走访: whom, where, what they said, what follows under which number."""
    visit = {
        "number": "140405102-2026-J0001",
        "received_at": "2026-10-21T09:31",
        "deputies": ["单俊峰"],
        "visitor_name": "郭桂兰",
        "visitor_address": "前后庄村",
        "statement": "路灯坏了",
        "request": "修好",
        "reply": "转镇里",
        "outcome": "乡镇办理",
    }
    text = read(visiting_form.layout(Case(IMPRINT, visit, {"number": "140405102-2026-Y0001", "state": "办理中"})))
    for said in (
        "走访对象郭桂兰",
        "地址前后庄村",
        "反映问题路灯坏了",
        "意见建议修好",
        "现场处理转镇里",
        "后续（意见编号）140405102-2026-Y0001，办理中",
    ):
        assert said in text, said


DUTY = {
    "number": "140405102-2026-L0001",
    "begin": "2026-10-07",
    "kind": "接待选民",
    "deputies": ["单俊峰", "陈秀兰"],
    "parts": {"单俊峰": "主持", "陈秀兰": "记录"},
    "people_met": {"单俊峰": 5, "陈秀兰": 3},
    "points": {"单俊峰": "4.5", "陈秀兰": "2"},
}


def test_one_deputy(read):
    """Who it is, and of each act their own part and people, not the others'."""
    deputy = {"name": "单俊峰", "levels": ["区"], "work_unit": "供电所", "post": "所长", "phone": "13800000000"}
    text = read(deputy_register.layout(Person(IMPRINT, "单俊峰", deputy, [DUTY])))
    assert "姓名单俊峰" in text and "代表级别区" in text and "供电所所长" in text and "13800000000" in text
    assert "主持" in text and "4.5" in text and "记录人" in text and "陈秀兰" not in text
    assert "合计：1件，接待群众5人次" in text
    assert "13800000000" not in read(
        deputy_register.layout(Person(replace(IMPRINT, masked=True), "单俊峰", deputy, [DUTY]))
    )


def issue(number: int, **values) -> dict:
    """An issue in hand."""
    row = {
        "number": f"140405102-2026-Y{number:04}",
        "registered_at": "2026-10-14",
        "statement": "路灯坏了",
        "state": "办理中",
        "raised_by": "郭桂兰",
    }
    return row | values


def test_a_cut(read):
    """What it is narrowed to stands above; sums are of what is on it."""
    issues = [
        issue(1, state="已办结", closed_on="2026-10-20", satisfaction="满意"),
        issue(2, light="红"),
        issue(3, registered_at="2026-09-01"),
    ]
    text = read(issue_cut.layout(MonthData(replace(IMPRINT, only="区住建局"), issues=issues)))
    assert "2026年10月区住建局" in text and "Y0001" in text and "Y0003" not in text
    assert "合计2件：办理中1件，已办结1件" in text and "已办结1件，逾期1件，办结率50.0%，满意率100.0%" in text
    text = read(issue_cut.layout(MonthData(replace(IMPRINT, month="", only="区住建局"), issues=issues)))
    assert "Y0003" in text and "合计3件" in text


CALL = {
    "number": "140405102-2026-Y0001",
    "name": "郭桂兰",
    "role": "反映人",
    "phone": "13800000000",
    "title": "路灯坏了",
    "script": "“郭桂兰您好，答复说：修好了。”",
}


def test_calls(read):
    """Whom to ring under which number, what to say; ticks for what they answered."""
    text = read(call_sheet.layout(Calls(IMPRINT, [CALL, CALL | {"name": "单俊峰", "role": "代表"}])))
    for said in (
        "Y0001郭桂兰反映人13800000000路灯坏了“郭桂兰您好，答复说：修好了。”",
        "□已告知　□没人接　□不愿接听".replace("　", ""),
        "合计：1件，2人",
    ):
        assert said in text, said
    text = read(call_sheet.layout(Calls(replace(IMPRINT, masked=True), [CALL])))
    assert not [said for said in ("郭桂兰", "13800000000", "路灯坏了", "修好了") if said in text]


def test_a_handover(read):
    """What is open, by state; who is to be told and what was not finished, counted."""
    text = read(handover.layout(Calls(IMPRINT, [CALL], [issue(1), issue(2, state="待处理")], 2)))
    assert "没办完的意见2件：待处理1件，办理中1件" in text and "Y0001" in text and "Y0002" in text
    assert "还要告诉的1人，没登记完的2份" in text


def test_a_month_s_end(read):
    """What is not in order is counted and named, at most twelve; what is in order is ticked."""
    unsigned = Point("来访人还没有签字的接待", 15, tuple(f"J{n:04}" for n in range(1, 16)))
    points = [
        unsigned,
        Point("没有写接待代表的接待", 0),
        Point("逾期的意见", 1, ("Y0001",)),
        Point("没有写完的草稿", 2),
    ]
    text = read(closing_list.layout(MonthData(IMPRINT, points=points)))
    assert "没有签字的接待15处：J0001、J0002" in text and "J0012等□" in text and "J0013" not in text
    assert "没有写接待代表的接待无■" in text and "逾期的意见1处：Y0001□" in text and "没有写完的草稿2处□" in text


def test_a_day(read):
    """The day's own receptions, headed by the day."""
    rows = [
        {
            "number": "140405102-2026-J0001",
            "received_at": "2026-10-21T09:00",
            "statement": "路灯坏了",
            "outcome": "当场答复",
        },
        {
            "number": "140405102-2026-J0002",
            "received_at": "2026-10-22T09:00",
            "statement": "水压低",
            "outcome": "当场答复",
        },
    ]
    text = read(day_log.layout(MonthData(replace(IMPRINT, month="2026-10-21"), rows)))
    assert "2026年10月21日" in text and "路灯坏了" in text and "水压低" not in text and "合计：1批次1人次" in text


def test_a_quarter_of_issues(read):
    """The cut of a quarter says which."""
    assert "2026年第4季度区住建局" in read(
        issue_cut.layout(MonthData(replace(IMPRINT, month="2026-Q4", only="区住建局")))
    )

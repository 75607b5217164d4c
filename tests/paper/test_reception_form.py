"""接待登记表: every label of domain.md F1 in order, each value where it belongs, nothing on it that was not said."""

from dataclasses import replace

import pytest

from lianluozhan.report import reception_form
from lianluozhan.report.imprint import Case, Imprint
from tests.paper.labels import in_order

LABELS = (
    "编号：140405102-2026-J0001 接待时间 接待地点 接待代表 记录人 来访人姓名 性别 年龄 民族 政治面貌 单位或住址 联系电话 身份证号 "
    "来访人数 推选代表 是否初次来访 反映类别 内容分类 反映问题及意见建议（原话） 来访人诉求 现场答复情况 处理方式 □当场答复 □村社办理 "
    "□乡镇办理 □报区办理 □形成建议 □不属受理范围 并引导至 拟办意见 站长（签字） 承办单位 交办日期 办结时限 办理结果 反馈人 反馈方式 "
    "反馈日期 来访人满意度 □满意 □基本满意 □不满意 原因 签字 来访人（签名、指印） 接待代表 记录人 备注"
).split()
VISIT = {
    "id": "v1",
    "number": "140405102-2026-J0001",
    "received_at": "2026-10-21T09:31",
    "until": "2026-10-21T09:52",
    "channel": "来站",
    "deputies": ["单俊峰", "解国栋"],
    "visitor_name": "郭桂兰",
    "statement": "村口路灯坏了。",
    "outcome": "乡镇办理",
    "referred_to": "区住建局",
}
FACT = dict.fromkeys("action acted_on acted_by organ reason text answer_class how satisfaction".split()) | {
    "to_keys": []
}
IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-10-22", "3f9a12bc")


@pytest.fixture
def read(put, words):
    """What stands on the form of a reception, row by row, cell by cell."""
    return lambda **parts: words(put(reception_form.layout(Case(IMPRINT, **{"visit": VISIT} | parts))), "-raw")


def fact(action: str, **values) -> dict:
    """A fact that says this and nothing else."""
    return FACT | {"action": action, "acted_on": "2026-10-21", "acted_by": "赵敏"} | values


def test_every_label_in_order(read):
    """The labels stand on an empty form in the order of the paper forms."""
    in_order(read(visit={"number": VISIT["number"]}), LABELS)


def test_what_was_said(read):
    """Time with weekday and both hours, place with the way, deputies with level and certificate."""
    roster = {"单俊峰": {"levels": ["区", "乡镇"], "certificate": "012"}, "解国栋": {}}
    text = read(deputies=roster)
    assert "2026年10月21日周三09:31—09:52" in text
    assert "接待地点渔泽镇人大代表联络站，来站" in text
    assert "单俊峰（区、乡镇，证号012）、解国栋" in text
    assert "村口路灯坏了。" in text


@pytest.mark.parametrize(
    ("received", "until", "said"),
    [
        ("2026-10-21", None, "2026年10月21日周三接待地点"),
        ("2026-10-21T09:31", None, "周三09:31接待地点"),
        ("2026-10-21T09:31", "2026-10-22T01:00", "周三09:31接待地点"),
    ],
)
def test_hours(read, received, until, said):
    """An hour nobody knows is left out; an end on another day is none of this reception."""
    assert said in read(visit=VISIT | {"received_at": received, "until": until})


@pytest.mark.parametrize(("number", "said"), [(0, "□是□否"), (1, "■是□否"), (3, "□是■否（第3次）")])
def test_times(read, number, said):
    """First or n-th; left to the pen where nobody can know."""
    assert said in read(times=number)


def test_the_outcome_is_ticked(read):
    """One choice is filled; the organ stands where it is handled."""
    text = read()
    assert "■乡镇办理" in text and text.count("■") == 1
    assert "承办单位区住建局" in text and "并引导至：拟办意见" in text


def test_not_for_us(read):
    """Who is sent elsewhere: where to stands behind the tick, and nobody handles it."""
    text = read(visit=VISIT | {"outcome": "不属受理范围", "referred_to": "区信访局"})
    assert "■不属受理范围并引导至：区信访局" in text
    assert "承办单位交办日期" in text


def test_what_became_of_it(read):
    """Who handles it by when, the newest answer, who told the visitor and how, how content they are and why not."""
    facts = [
        fact("交办", organ="区住建局", reason="属区住建局职责"),
        fact("答复", answer_class="B", text="旧的说法"),
        fact("答复", acted_on="2026-10-25", answer_class="A", text="已经修好"),
        fact("回告", acted_on="2026-10-26", acted_by="钱进", how="微信", to_keys=["d1"]),
        fact("回告", acted_on="2026-10-27", how="电话", to_keys=["v1"]),
        fact("评价", satisfaction="不满意", reason="来得太晚"),
    ]
    issue = {
        "organ": "区住建局",
        "co_organs": ["渔泽镇人民政府"],
        "assigned_on": "2026-10-21",
        "due_on": "2026-11-11",
        "satisfaction": "不满意",
    }
    text = read(facts=facts, issue=issue)
    assert "拟办意见交办区住建局：属区住建局职责" in text
    assert "承办单位区住建局、渔泽镇人民政府交办日期2026年10月21日办结时限2026年11月11日" in text
    assert "2026年10月25日A类（已解决）已经修好" in text and "旧的说法" not in text
    assert "反馈人赵敏反馈方式电话反馈日期2026年10月27日" in text
    assert "■不满意（原因：来得太晚）" in text


def test_the_first_way_is_the_proposal(read):
    """拟办意见 is what was first decided, not what came of it later."""
    assert "拟办意见报区区医疗保障局：超出镇里权限" in read(
        facts=[fact("报区", organ="区医疗保障局", reason="超出镇里权限"), fact("交办", organ="区住建局")]
    )


def test_rated_on_the_spot(read):
    """What the visitor said at once counts before what the issue knows."""
    assert "■满意" in read(visit=VISIT | {"satisfaction": "满意"}, issue={"satisfaction": "不满意"})


def test_a_copy_for_the_wall(put, words):
    """Names and phones masked; words, remarks and reasons withheld; deputies and organs stay."""
    visit = VISIT | {"visitor_phone": "13800000000", "remarks": "家里有病人", "reply": "已答应去看"}
    facts = [fact("交办", organ="区住建局", reason="里面的话"), fact("答复", answer_class="A", text="答复的话")]
    facts.append(fact("评价", satisfaction="不满意", text="生气的话"))
    case = Case(replace(IMPRINT, masked=True), visit, {"satisfaction": "不满意"}, facts=facts)
    text = words(put(reception_form.layout(case)), "-raw")
    assert "郭*兰" in text and "138****0000" in text and "单俊峰" in text and "区住建局" in text
    assert not [
        said
        for said in ("郭桂兰", "家里有病人", "已答应去看", "里面的话", "答复的话", "生气的话", "村口路灯")
        if said in text
    ]


def test_signing(read):
    """The head of the station signs the proposal with a date, the three who were there sign below."""
    text = read()
    assert "站长（签字）：年月日" in text
    assert "签字来访人（签名、指印）：接待代表：记录人：" in text

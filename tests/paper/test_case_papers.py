"""Papers on one issue: every label of domain.md F4 to F7 in order, each value where it belongs, blanks for the pen."""

from dataclasses import replace

import pytest

from lianluozhan.report import answer_form, assignment_slip, case_file, rating_form, urging_letter
from lianluozhan.report.imprint import Case, Imprint
from lianluozhan.report.urging_letter import late, nth
from tests.paper.labels import in_order

LABELS = {
    assignment_slip: (
        "文号 人代联〔〕号 承办单位 意见编号 办结时限 反映人 联系代表 意见标题 意见内容 附件 交办意见 办理要求 "
        "前书面反馈办理情况 说明理由 个工作日内退回 交办单位 （盖章） 年月日 联系人 电话 回执 意见编号 收到日期 "
        "承办科室 承办人 电话 签收（盖章） 存根 意见编号 文号 承办单位 意见标题 交办日期 经办人"
    ),
    answer_form: (
        "意见编号 文号 意见标题 承办单位 协办单位 调查情况 办理措施与结果 已落实事项 计划落实事项 答复类别 "
        "□A已解决 □B正在解决 □C条件所限 □D留作参考 下一步计划 B、C类必须写明时间 沟通 方式 面商人 日期 承办人 "
        "审核人 签发人 承办单位意见 （盖章） 年月日 附件 整改前、整改后照片"
    ),
    rating_form: (
        "意见编号 意见标题 承办单位 答复日期 对办理态度 □满意 □基本满意 □不满意 对办理结果 □满意 □基本满意 "
        "□不满意 对答复时效 □满意 □基本满意 □不满意 具体意见 不满意的必须写明 是否要求重新办理 □是 □否 "
        "代表或反映人签名 年月日 收到日期 个工作日内填好"
    ),
    urging_letter: (
        "督办编号 人代催〔〕号 第1次 意见编号 承办单位 意见标题 交办日期 原办结时限 逾期天数 督办事由 督办要求 "
        "答复期限 个工作日内 督办人 督办单位 （盖章） 年月日 承办单位说明 （盖章） 结果"
    ),
}
IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-11-20", "3f9a12bc")
ISSUE = {
    "number": "140405102-2026-Y0001",
    "registered_at": "2026-10-14T09:31",
    "raised_by": "郭桂兰",
    "raiser_phone": "13800000000",
    "statement": "路灯坏了，晚上摸黑走。",
    "category": "道路与路灯",
    "organ": "区住建局",
    "co_organs": ["渔泽镇人民政府"],
    "assigned_by": "镇人大主席团",
    "assigned_on": "2026-10-14",
    "due_on": "2026-11-04",
    "deputies": ["单俊峰"],
    "lead_deputy": "单俊峰",
    "state": "办理中",
}
NAMES = (
    "action acted_on acted_by evidence document_number organ co_organs assigned_by to how text reason due_on "
    "answer_class planned_on satisfaction satisfaction_work satisfaction_result"
).split()


def fact(action: str, day: str = "2026-10-14", **values) -> dict:
    """A fact that says this and nothing else."""
    return (
        dict.fromkeys(NAMES) | {"action": action, "acted_on": day, "acted_by": "赵敏", "to": [], "to_keys": []} | values
    )


SENT = fact(
    "交办", organ="区住建局", assigned_by="镇人大主席团", document_number="渔人代联〔2026〕7号", reason="属区住建局职责"
)


@pytest.fixture
def read(put, words):
    """What stands on a paper, row by row, cell by cell."""

    def said(module, facts=(SENT,), imprint=IMPRINT, **values) -> str:
        return words(put(module.layout(Case(imprint, issue=ISSUE | values, facts=facts))), "-raw")

    return said


@pytest.mark.parametrize("module", LABELS, ids=lambda module: module.NAME)
def test_every_label_in_order(put, words, module):
    """The labels stand on an empty form in the order of the paper forms."""
    in_order(words(put(module.layout(Case(IMPRINT))), "-raw"), LABELS[module].split())


def test_the_slip(read):
    """Who is asked what by when, by whom; the number it goes by on the slip and on the stub."""
    text = read(assignment_slip)
    assert text.count("渔人代联〔2026〕7号") == 2 and text.count("140405102-2026-Y0001") == 4
    assert (
        "承办单位区住建局、渔泽镇人民政府" in text
        and "反映人郭桂兰联系代表单俊峰意见标题路灯坏了意见内容路灯坏了，晚上摸黑走。" in text
    )
    assert "请于2026年11月4日前书面反馈" in text and "交办意见属区住建局职责" in text
    assert "交办单位镇人大主席团（盖章）2026年10月14日" in text
    assert "13800000000" not in text


@pytest.mark.parametrize("secret", [{"sensitive": True}, {"visits": True}])
def test_who_asked_for_secrecy_is_not_named(put, words, secret):
    """A sensitive issue, or a visitor who asked for it: the organ reads 保密."""
    visits = [{"confidential": True}] if "visits" in secret else []
    text = words(put(assignment_slip.layout(Case(IMPRINT, issue=ISSUE | secret, visits=visits))), "-raw")
    assert "反映人（保密）" in text and "郭桂兰" not in text


def test_the_newest_assignment_counts(read):
    """After 改派 the slip is the new one."""
    text = read(assignment_slip, (SENT, fact("改派", document_number="渔人代联〔2026〕9号", reason="换了单位")))
    assert "渔人代联〔2026〕9号" in text and "换了单位" in text and "7号" not in text


def test_rules_of_the_district(put, words):
    """How long it may be sent back is the district's rule."""
    text = words(put(assignment_slip.layout(Case(IMPRINT, issue=ISSUE, limits={"退回": "7 个工作日"}))), "-raw")
    assert "7个工作日内退回" in text


def test_the_answer(read):
    """Its number, words, class and plan."""
    answered = fact(
        "答复",
        "2026-11-02",
        document_number="建函〔2026〕3号",
        answer_class="B",
        text="下月装好",
        planned_on="2026-12-20",
    )
    text = read(answer_form, (SENT, answered))
    assert (
        "建函〔2026〕3号" in text and "办理措施与结果下月装好" in text and "■B正在解决" in text and text.count("■") == 1
    )
    assert text.count("2026年12月20日") == 2


def test_the_rating(read):
    """Ticked where said already: of a deputy's suggestion both, else the one; with the reason."""
    text = read(
        rating_form,
        (SENT, fact("答复", "2026-11-02", answer_class="A"), fact("评价", satisfaction="不满意", reason="没修好")),
    )
    assert (
        "答复日期2026年11月2日" in text
        and "对办理结果□满意□基本满意■不满意" in text
        and "没修好" in text
        and text.count("■") == 1
    )
    text = read(rating_form, (SENT, fact("评价", satisfaction_work="满意", satisfaction_result="基本满意")))
    assert "对办理态度■满意" in text and "■基本满意" in text


def test_the_urging(read):
    """Which time, how late on that day, since when it lies there, until when to answer."""
    facts = (
        SENT,
        fact("催办", "2026-11-05"),
        fact("催办", "2026-11-12", document_number="渔人大催〔2026〕2号", text="请三日内报来"),
    )
    text = read(urging_letter, facts)
    assert "渔人大催〔2026〕2号（第2次）催办日期2026年11月12日" in text
    assert "逾期天数8天" in text and "督办要求请三日内报来" in text
    assert "2026年10月14日交你单位办理，应于2026年11月4日前答复，至今没有收到书面反馈，已超过8天" in text


def test_the_first_urging_is_ready_before_it_is_sent(read):
    """Nothing urged yet: the letter of today, the first."""
    text = read(urging_letter)
    assert "（第1次）催办日期2026年11月20日" in text and "逾期天数16天" in text


def test_what_is_answered_is_not_urged_with_untrue_words(read):
    """An answer that is there is said, with its day; the letter of a day before it, and one after a 重办, stay as they are."""
    answered, again = fact("答复", "2026-11-10", answer_class="A"), fact("重办", "2026-11-12")
    text = read(urging_letter, (SENT, answered))
    assert "已于2026年11月10日答复，不用再催" in text and "没有收到" not in text
    for facts in ((SENT, fact("催办", "2026-11-05"), answered), (SENT, answered, again)):
        assert "没有收到书面反馈" in read(urging_letter, facts), facts


def test_counting():
    """A new round counts from one; a day before the date is not late."""
    facts = (SENT, fact("催办"), fact("催办"), fact("重办"), fact("催办"))
    assert nth(Case(IMPRINT, facts=facts)) == 1 and nth(Case(IMPRINT, facts=facts[:3])) == 2
    assert late(ISSUE, "2026-11-04") == late(ISSUE, "2026-11-03") == "未到期" and late(ISSUE, "2026-11-05") == "1 天"
    assert late({}, "2026-11-05") == ""


FACTS = (
    SENT,
    fact("催办", "2026-11-05", text="抓紧"),
    fact("批注", "2026-11-05", text="悄悄话"),
    fact("答复", "2026-11-10", answer_class="A", text="修好了", evidence="复文"),
    fact("回告", "2026-11-11", to=["郭桂兰", "单俊峰"], how="电话"),
)
TOLD = {
    "郭桂兰": {"on": "2026-11-11", "how": "电话", "rating": "满意"},
    "单俊峰": {"on": "2026-11-11", "how": "微信"},
    "谁": {},
}


def test_the_whole_case(put, words):
    """Every step with day, word, clerk and what it says; everybody who was told, nobody who was not."""
    visit = {
        "number": "140405102-2026-J0001",
        "received_at": "2026-10-14T09:31",
        "channel": "来站",
        "visitor_name": "郭桂兰",
        "outcome": "乡镇办理",
    }
    text = words(
        put(case_file.layout(Case(IMPRINT, issue=ISSUE | {"told": TOLD}, visits=[visit], facts=FACTS))), "-raw"
    )
    at = 0
    for part in (
        "一、意见",
        "郭桂兰",
        "13800000000",
        "路灯坏了，晚上摸黑走。",
        "二、接待",
        "J0001来站郭桂兰乡镇办理",
        "三、办理经过",
        "2026年10月14日交办赵敏区住建局镇人大主席团渔人代联〔2026〕7号属区住建局职责",
        "2026年11月5日催办赵敏抓紧",
        "批注赵敏悄悄话",
        "2026年11月10日答复赵敏A类复文修好了",
        "回告赵敏郭桂兰、单俊峰电话",
        "四、回告",
        "电话郭桂兰满意",
        "微信单俊峰",
        "站长（签字）",
    ):
        assert part in text[at:], part
        at = text.index(part, at)
    assert "谁" not in text


def test_the_case_on_a_wall(put, words):
    """Days and steps stay; names are masked, words, notes and who was told are not there."""
    case = Case(replace(IMPRINT, masked=True), issue=ISSUE | {"told": TOLD}, facts=FACTS)
    text = words(put(case_file.layout(case)), "-raw")
    assert "2026年11月5日催办" in text and "已回告2人" in text and "意见标题道路与路灯" in text
    assert not [
        said
        for said in ("郭桂兰", "13800000000", "路灯坏了", "悄悄话", "批注", "修好了", "抓紧", "属区住建局职责")
        if said in text
    ]


def test_long_steps_go_on(put):
    """A case of eighty steps runs over pages, each headed by the part it is in; the signatures stand with a step."""
    layout = case_file.layout(Case(IMPRINT, issue=ISSUE, facts=[fact("催办", text=f"第{n}次") for n in range(80)]))
    assert len(layout.pages) > 2
    assert layout.pages[1][0].strip.cells[0].text == "二、办理经过（续）"  # nobody came with it
    assert len(layout.pages[-1]) > 2


def test_parts_are_counted(put, words):
    """A case nobody came with has no 接待, and its other parts follow each other; where it comes from is told by short numbers."""
    text = words(
        put(case_file.layout(Case(IMPRINT, issue=ISSUE | {"source": "立法意见 140405102-2026-T0004"}))), "-raw"
    )
    assert [part for part in ("一、意见", "二、办理经过", "三、回告") if part in text] == [
        "一、意见",
        "二、办理经过",
        "三、回告",
    ] and "接待" not in text
    assert "立法意见T0004" in text.replace(" ", "")

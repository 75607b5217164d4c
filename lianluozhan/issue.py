"""意见: what a person or a deputy wants solved, and where it stands; its state is derived from its facts."""

from __future__ import annotations

from lianluozhan.action import DELIBERATION, PUBLIC, SUGGESTION
from lianluozhan.deputy import LEVELS
from lianluozhan.field import (
    Choice,
    Data,
    Day,
    LongText,
    Moment,
    Number,
    Papers,
    PerRef,
    Phone,
    Ref,
    Refs,
    Serial,
    Text,
    YesNo,
)
from lianluozhan.followup import Followup
from lianluozhan.record import Record
from lianluozhan.visit import RAISER_KINDS, RATINGS

KINDS = (PUBLIC, SUGGESTION, DELIBERATION, "调研报告", "立法意见")
URGENCIES = ("正常", "紧急", "特急")
FORMS = "建议", "议案"


class Issue(Record):
    """One thing to be solved."""

    noun, label, letter = "issue", "意见", "Y"
    indexes = ("merged_into", "registered_at", "closed_on, number", "state, voided")
    newest = "registered_at"

    number = Serial("编号")
    paper_number = Text("纸质编号")
    external_number = Text("来件编号")
    registered_at = Moment("登记时间", required=True)
    kind = Choice("意见种类", choices=KINDS)
    source = Text("来源")
    visits = Refs("接待", of="visit")
    raiser_kind = Choice("反映主体", choices=RAISER_KINDS)
    raised_by = Text("反映人", private=True)
    raiser_phone = Phone("联系电话", private=True)
    raiser_address = Text("住址", private=True)
    title = Text("标题")
    statement = LongText("意见内容（原话）", required=True)
    summary = LongText("概括")
    category = Ref("内容分类", of="category")
    location = Text("问题地点")
    urgency = Choice("紧急程度", choices=URGENCIES)
    people_affected = Number("涉及人数")
    sensitive = YesNo("敏感")
    lead_deputy = Ref("领衔代表", of="deputy")
    deputies = Refs("联系代表", of="deputy")
    form = Choice("案别", choices=FORMS)  # this and the next of a 代表建议 alone (suggestion.py)
    congress = Choice("提交给哪一级人大", choices=LEVELS)
    meeting = Text("提交的会议")
    signed = PerRef("怎么附议的", of="deputy")
    grounds = LongText("情况和问题", private=True)  # a paragraph a point
    proposals = LongText("建议和办法", private=True)
    basis = Refs("依据的意见", of="issue")
    duties = Refs("依据的履职", of="duty")
    attachments = Papers("附件")
    split_from = Ref("拆分自", of="issue", derived=True)
    split_into = Refs("拆出", of="issue", derived=True)
    merged_into = Ref("并入", of="issue", derived=True)
    told = Data("回告情况", derived=True)
    state = Text("状态", derived=True)
    turn = Text("轮到谁", derived=True)
    next_on = Day("下一步日期", derived=True)
    route = Text("办理层级", derived=True)
    organ = Ref("承办单位", of="organ", derived=True)
    co_organs = Refs("协办单位", of="organ", derived=True)
    assigned_by = Text("交办单位", derived=True)
    assigned_on = Day("交办日期", derived=True)
    received_on = Day("签收日期", derived=True)
    due_on = Day("办结时限", derived=True)
    warn_on = Day("预警日期", derived=True)
    provisional = YesNo("期限暂定", derived=True)
    round = Number("第几轮", derived=True)
    answer_class = Choice("答复类别", derived=True, choices=("A", "B", "C", "D"))
    satisfaction = Choice("满意度", derived=True, choices=RATINGS)
    co_due_on = Day(Followup.co_due_on.label, derived=True)
    rating_due = Day("评价期限", derived=True)
    tracking_due = Day("跟踪到期", derived=True)
    closed_on = Day("办结日期", derived=True)
    ineffective = Data("未生效", derived=True)
    flagged = YesNo("需要核对", derived=True)

"""What each 规则 decides, in a sentence."""

from __future__ import annotations

from lianluozhan.action import CONSULT, DELIBERATION, RECEIVE, SUGGESTION
from lianluozhan.activity import Activity
from lianluozhan.deadline import AGAIN, CO, WARN
from lianluozhan.retention import RULE as RETENTION
from lianluozhan.schedule import Schedule
from lianluozhan.wording import (
    CAUTIONS,
    CLASSES,
    CLOSING,
    CONSULTED_BY,
    COURSE,
    INFORMED,
    OF,
    PHRASES,
    REFUSED,
    STATION,
    TOLD_BY,
    URGED_BY,
    WHY,
)

BASE = "基础分"
EXPLAINED = {
    "正常": "一般的意见，交办以后多久答复。",
    "紧急": "紧急的意见，交办以后多久答复。",
    "特急": "特急的意见，交办以后多久答复。",
    "报区": "报到区里的，区里多久以内交办。",
    RECEIVE.word: "交办以后，多久没有回执（没有记签收）就提醒；只作提醒。",
    WARN: "还剩多久亮黄灯；已经写下的期限还按当时的。",
    "退回": "不归那个单位办的，多久以内退回；印在交办单上。",
    "催办": "催办函上写的答复期限。",
    "评价": "征询意见表多久以内填好寄回；印在表上。",
    CO: "协办单位多久以内把意见给主办单位。",
    "公告": "接待日提前多久公告。",
    SUGGESTION: "代表建议，交办以后多久答复，最长延到多久；法律有上限。",
    SUGGESTION + AGAIN: "代表不满意重办的，多久以内再答复。",
    Schedule.label: "一年里排到的次数不够的，在接待日下面列出来。",
    Activity.label: "哪个季度不够，在活动下面列出来。",
    DELIBERATION: "审议意见，交办以后多久报告研究处理情况，最长延到多久；只有区里用。",
    DELIBERATION + AGAIN: "测评不满意、重新办理的，多久以内再报告。",
    RETENTION: "从当场答复、办结那天算起，几年以后姓名、电话、原话要去掉；业务期以内随时用，过了就归档保存，再到期就列进“到期脱敏”。",
    BASE: "每位代表一年开始就有的分。",
    CONSULT.word: "代表建议交办以后，多久以内先和代表商量；只作提醒。",
    CLASSES: "答复的四类各叫什么，答复表单、反馈单、月报上都这样写；已经写下的答复还是当时的叫法。",
    REFUSED: "为什么不归这里受理，箭头后面写请他去哪里；接待登记选“不属受理范围”时，在理由里按 Alt+↓ 挑。",
    TOLD_BY: "怎么告诉反映人和代表的；打不通和本人不愿由程序加在后面。",
    URGED_BY: "怎么催承办单位的。",
    CONSULTED_BY: "承办单位怎么和代表商量的，也印在反馈单上。",
    INFORMED: f"接待登记里给来访人说的话；{STATION} 的地方换成本站名称。",
    COURSE: "信息公示表上写的接待流程。",
    CLOSING: "月结清单上要人动手核对的几项。",
    PHRASES: "现场答复里按 Alt+↓ 挑，不分类别。",
}
OF_MANY = {CAUTIONS: "原话里有这些词就提醒。", PHRASES: "这一类的现场答复里按 Alt+↓ 挑。"}


def explained(name: str) -> str:
    """What a rule decides, in a sentence."""
    first = name.partition(OF)[0]
    reason = f"办理时写{name}，按 Alt+↓ 挑。" if name.endswith(WHY) else ""
    return EXPLAINED.get(name) or OF_MANY.get(first, reason)

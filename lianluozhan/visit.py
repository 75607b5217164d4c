"""接待: who came, what was said in their own words, what was answered, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan.field import (
    Choice,
    IdNumber,
    LongText,
    Moment,
    Number,
    Papers,
    Phone,
    Ref,
    Refs,
    Serial,
    Text,
    Words,
    YesNo,
)
from lianluozhan.record import Record

CHANNELS = ("来站", "走访", "电话", "云接待", "信件", "意见箱", "座谈会", "网络", "12345转")
CAME, GATHERED = CHANNELS[0], CHANNELS[6]
FROM_AFAR = (*CHANNELS[2:6], *CHANNELS[7:])  # nobody is there who could sign
OUTCOMES = (ON_THE_SPOT, TO_VILLAGE, TO_TOWN, TO_DISTRICT, SUGGESTED, NOT_OURS) = (
    "当场答复",
    "村社办理",
    "乡镇办理",
    "报区办理",
    "形成建议",
    "不属受理范围",
)
RAISER_KINDS = ("个人", "企业", "集体", "匿名")
RATINGS = ("满意", "基本满意", "不满意", "未评价", "无法回访")


class Visit(Record):
    """One reception: a person, or people who came together."""

    noun, label, letter = "visit", "接待", "J"
    indexes = ("world, substr(received_at, 1, 10)", "received_at")
    newest = "received_at"

    number = Serial("编号")
    paper_number = Text("纸质编号")
    external_number = Text("来件编号")
    received_at = Moment("接待时间", required=True)
    until = Moment("结束时间")
    channel = Choice("接待方式", choices=CHANNELS)
    mode = Choice("接待时段", choices=("平时", "周末", "节假日"))
    place = Ref("接待地点", of="place")
    activity = Ref("活动", of="activity")
    deputies = Refs("接待代表", of="deputy")
    recorder = Text("记录人")
    raiser_kind = Choice("来访主体", choices=RAISER_KINDS)
    visitor_name = Text("来访人姓名", private=True)
    visitor_gender = Choice("性别", choices=("男", "女"))
    visitor_age = Number("年龄")
    visitor_phone = Phone("联系电话", private=True)
    visitor_address = Text("住址", private=True)
    visitor_id_number = IdNumber("身份证号", private=True)
    party_size = Number("人数")
    representatives = Words("推选代表", private=True, most=5)  # 信访工作条例：多人走访推选代表不超过 5 人
    nature = Choice("反映类别", choices=("咨询", "求助", "投诉", "建议", "表扬"))
    category = Ref("内容分类", of="category")
    statement = LongText("反映问题及意见建议（原话）", required=True)
    request = LongText("诉求")
    reply = LongText("现场答复情况")
    outcome = Choice("处理方式", required=True, choices=OUTCOMES)
    referred_to = Ref("承办单位", of="organ")
    location = Text("问题地点")
    informed = YesNo("已告知")
    confidential = YesNo("要求保密")
    signed = YesNo("已签字")
    satisfaction = Choice("满意度", choices=RATINGS)
    remarks = LongText("备注")
    attachments = Papers("附件")


def further(visit: Mapping[str, Any]) -> bool:
    """Whether it is one more speaker of a 座谈会: the 批次 and the head count are those of the first."""
    return visit.get("channel") == GATHERED and visit.get("party_size") == 0

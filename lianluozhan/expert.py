"""专家库: who helps a station with a draft law: puts what people said into the words of a law, sits in the working team."""

from __future__ import annotations

from lianluozhan.field import Choice, Day, Phone, Text, Words
from lianluozhan.record import Record

KINDS = SKILLED, SCHOLAR, LAWYER = "专业技能人员", "专家", "法律工作者"


class Expert(Record):
    """One of the pool."""

    noun, label = "expert", "专家"

    name = Text("姓名", required=True)
    kind = Choice("人员类别", required=True, choices=KINDS)
    work_unit = Text("工作单位")
    post = Text("职务职称")
    skills = Words("专长")
    phone = Phone("联系电话", private=True)
    since = Day("入库日期")
    left_on = Day("离库日期")

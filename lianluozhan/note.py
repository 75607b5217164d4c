"""批注: what is remarked about any record but an issue's follow-up; facts, never edits."""

from __future__ import annotations

from lianluozhan.field import Choice, Day, LongText, Ref, Text
from lianluozhan.record import Record


class Note(Record):
    """One remark, review or link about a record."""

    noun, label = "note", "批注"
    indexes = ("about",)

    about = Ref("关于", required=True)
    action = Choice(
        "事项", required=True, choices=("批注", "退回修改", "初审", "复核", "退回", "建议", "更正", "same_as")
    )
    other = Ref("另一条")
    text = LongText("内容")
    acted_on = Day("日期")
    acted_by = Text("经办人")

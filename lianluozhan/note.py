"""批注: what is remarked about any record but an issue's follow-up; facts, never edits."""

from __future__ import annotations

from lianluozhan.field import Choice, Day, LongText, Ref, Text
from lianluozhan.held import SENT_BACK
from lianluozhan.record import Record

PLAIN = ("批注", SENT_BACK, "建议")  # remarks that are no step of a review
SAME_AS = "same_as"  # joins the record it is about to another one
REMARKS = (*PLAIN[:2], "初审", "复核", "退回", PLAIN[2])  # what a person says of a record


class Note(Record):
    """One remark, review or link about a record."""

    noun, label = "note", "批注"
    indexes = ("about", "other")

    about = Ref("关于", required=True)
    action = Choice("事项", required=True, choices=(*REMARKS, "更正", SAME_AS))
    other = Ref("另一条")
    text = LongText("内容")
    acted_on = Day("日期")
    acted_by = Text("经办人")

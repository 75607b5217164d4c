"""批注: what is remarked about any record but an issue's follow-up; facts, never edits."""

from __future__ import annotations

from lianluozhan import clock
from lianluozhan.act import LOCAL, Act
from lianluozhan.field import Choice, Day, LongText, Ref, Text
from lianluozhan.held import SENT_BACK
from lianluozhan.record import Record, new_id

PLAIN = ("批注", SENT_BACK, "建议")  # remarks that are no step of a review
DUE = "到期脱敏"  # the district asks a station to erase what is due on that day
# A person asks for it (个人信息保护法 §47); their station decides.
APPLIED, AGREED, REFUSED = "申请删除", "同意删除", "不同意删除"
RIGHTS = (DUE, APPLIED, AGREED, REFUSED)
SAME_AS = "same_as"  # joins the record it is about to another one
REMARKS = (*PLAIN[:2], "初审", "复核", "退回", PLAIN[2])  # what a person says of a record


class Note(Record):
    """One remark, review or link about a record."""

    noun, label = "note", "批注"
    indexes = ("about", "other")

    about = Ref("关于", required=True)
    action = Choice("事项", required=True, choices=(*REMARKS, "更正", *RIGHTS, SAME_AS))
    other = Ref("另一条")
    text = LongText("内容")
    acted_on = Day("日期")
    acted_by = Text("经办人")


def remark(act: Act, record: Record, action: str, text: str = "", on: str = "", by: str = "") -> str:
    """A note about a record, today by who types unless said otherwise; gives its id."""
    said = {
        "about": record.id,
        "action": action,
        "text": text,
        "acted_on": on or clock.day(),
        "acted_by": by or act.operator,
    }
    # What is said of a local record is no setting.
    world = act.store.identity.world if record.world == LOCAL else record.world
    id = new_id()
    act.write(Note, id, {name: value for name, value in said.items() if value}, world)
    return id

"""会议: the meetings at which the district's congress, its standing committee and its chairpersons decide; at a district alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.errors import BadInput
from lianluozhan.field import Choice, Day, LongText, Number, Papers, Serial, Text
from lianluozhan.match import matched
from lianluozhan.record import Record
from lianluozhan.store import Store

BODIES = CONGRESS, COMMITTEE, CHAIRS = "人民代表大会", "常委会会议", "主任会议"
# Of its name, after which term it is.
ENDS = {CONGRESS: "人民代表大会{}会议", COMMITTEE: "人大常委会{}会议", CHAIRS: "人大常委会{}主任会议"}


class Meeting(Record):
    """One meeting: of which term, the how manieth, what it was about, how many there are and how many came."""

    noun, label, letter = "meeting", "会议", "M"

    number = Serial("编号")
    name = Text("会议名称")
    body = Choice("会议种类", required=True, choices=BODIES)
    term = Text("届", required=True)
    session = Text("次", required=True)
    date = Day("日期", required=True)
    until = Day("结束日期")
    place = Text("地点")
    chair = Text("主持人")
    members = Number("组成人员")
    present = Number("出席人数")
    topics = LongText("议题")  # one a line
    minutes = LongText("会议记录")
    attachments = Papers("附件")


def add_meeting(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter a meeting, numbered in its year, called by its term and session where nobody named it. Raises BadInput."""
    made = matched(act, Meeting, values)
    made["name"] = made.get("name") or name_of(made)
    made = check_meeting(act.store, made)
    if held := act.store.find(Meeting, "name=?", (made["name"],), limit=1):
        raise BadInput(f"{made['name']}已经登记过：{held[0].number}", then="要改的，请在那一条上改")
    act.write(Meeting, id, made | {"number": act.number(Meeting, made["date"][:4])})


def name_of(values: Mapping[str, Any]) -> str:
    """第七届人大常委会第三十次会议; of a term or a session that is a bare number too."""
    term, session = (
        f"第{said}{unit}" if said.isdecimal() else said
        for said, unit in ((values["term"], "届"), (values["session"], "次"))
    )
    return term + ENDS[values["body"]].format(session)


def check_meeting(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a meeting that can be. Raises BadInput."""
    until, members, present = (values.get(name) for name in ("until", "members", "present"))
    if until and until < values["date"]:
        raise BadInput(
            f"{Meeting.until.label} {until} 比{Meeting.date.label} {values['date']} 还早", then="请核对这两个日期"
        )
    if members == 0:
        raise BadInput(f"{Meeting.members.label}不能是 0", then="不知道的，空着不写")
    if present and members and present > members:
        raise BadInput(
            f"{Meeting.present.label} {present}，比{Meeting.members.label} {members} 还多", then="请核对这两个数"
        )
    return dict(values)


def not_ahead(day: str, label: str) -> str:
    """A day on which something was done. Raises BadInput where it has not come."""
    if day > clock.day():
        raise BadInput(f"{label} {day} 还没到", then="请写实际的日期，办过了再记")
    return day

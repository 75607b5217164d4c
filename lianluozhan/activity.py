"""活动: what deputies do together, from the year's plan to what was reported of it."""

from __future__ import annotations

from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.field import Choice, Day, LongText, Moment, Papers, PerRef, Ref, Refs, Serial, Text, Words
from lianluozhan.match import matched
from lianluozhan.record import Record

KINDS = GROUP, INSPECTION, RESEARCH, ENFORCEMENT, TRAINING, FORUM, REPORTING, WALK = (
    "小组活动", "视察", "专题调研", "执法检查", "培训", "座谈", "述职", "走访")  # fmt: skip
ORGANISERS = BY_COMMITTEE, BY_GROUP, BY_DEPUTIES = "常委会组织", "代表小组", "代表自行"
STATES = PLANNED, ANNOUNCED, HELD, CANCELLED = "计划", "已通知", "已举行", "取消"


class Activity(Record):
    """One activity of deputies."""

    noun, label, letter = "activity", "活动", "H"
    indexes = ("planned_on", "substr(begin, 1, 10)")

    number = Serial("编号")
    kind = Choice("活动类型", required=True, choices=KINDS)
    theme = Text("专题")
    organised_by = Choice("组织方式", choices=ORGANISERS)
    purpose = LongText("目的")
    planned_on = Day("计划日期")
    begin = Moment("开始时间")
    end = Moment("结束时间")
    place = Ref("地点", of="place")
    convenor = Ref("召集人", of="deputy")
    units = Words("参加单位")
    expected = Refs("应到", of="deputy")
    present = Refs("实到", of="deputy")
    absent = PerRef("请假及原因", of="deputy")
    agenda = LongText("议程")
    record = LongText("发言摘要")
    report = LongText("报告")
    photos = Papers("照片")
    brief = LongText("简讯")
    state = Choice("状态", choices=STATES)


def day_of(values: dict[str, Any]) -> str:
    """The day an activity is, or is planned for; today where nobody said."""
    return (values.get("begin") or values.get("planned_on") or clock.today().isoformat())[:10]


def add_activity(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter an activity, numbered in its year; who was there says that it was held."""
    state = HELD if values.get("present") else PLANNED
    number = act.number(Activity, day_of(values)[:4])
    act.write(Activity, id, {"state": state} | matched(act, Activity, values) | {"number": number})

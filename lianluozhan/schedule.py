"""接待日: on which day, at what hours, which deputies receive the public, and what it was moved from."""

from __future__ import annotations

from datetime import date as day

from lianluozhan.field import Day, Hour, Ref, Refs, Text
from lianluozhan.record import Record


class Schedule(Record):
    """One reception day of one 家站点."""

    noun, label = "schedule", "接待日"
    indexes = ("date",)

    date = Day("日期", required=True)
    begin = Hour("开始时间")
    end = Hour("结束时间")
    place = Ref("地点", of="place")
    deputies = Refs("接待代表", of="deputy")
    topic = Text("主题")
    joint_organs = Refs("联合接待部门", of="organ")
    moved_from = Day("原定日期")
    notice_on = Day("公告日期")

    def weekday(self) -> int:
        """Which day of the week it is, 0 for Monday."""
        return day.fromisoformat(self.date).weekday()

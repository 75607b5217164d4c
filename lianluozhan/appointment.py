"""预约: who said beforehand that they would come, by phone or 云接待, and whether they did."""

from __future__ import annotations

from typing import Any

from lianluozhan.act import Act
from lianluozhan.field import Choice, Moment, Phone, Ref, Text
from lianluozhan.match import matched
from lianluozhan.record import Record
from lianluozhan.visit import CHANNELS

STATES = AGREED, CAME, MISSED, CANCELLED = "已约", "到访", "未到", "取消"


class Appointment(Record):
    """One person's appointment with the station."""

    noun, label = "appointment", "预约"
    indexes = ("substr(at, 1, 10)",)

    at = Moment("预约时间", required=True)
    channel = Choice("预约方式", choices=CHANNELS)
    name = Text("姓名", required=True, private=True)
    phone = Phone("联系电话", private=True)
    deputy = Ref("约见代表", of="deputy")
    activity = Ref("活动", of="activity")
    topic = Text("事由")
    state = Choice("状态", choices=STATES)
    visit = Ref("接待", of="visit")


def add_appointment(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Note an appointment; what is not said of its state is 已约."""
    act.write(Appointment, id, {"state": AGREED} | matched(act, Appointment, values))

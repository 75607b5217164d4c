"""预约: who said beforehand that they would come, by phone or 云接待, and whether they did."""

from __future__ import annotations

from typing import Any

from lianluozhan.act import Act
from lianluozhan.errors import NotAllowed
from lianluozhan.field import Choice, Moment, Phone, Ref, Text
from lianluozhan.match import matched
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store
from lianluozhan.visit import CHANNELS, Visit

CLOUD = CHANNELS[3]  # 云接待: the appointment says how they come, not only how it was made
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


def of_day(store: Store, day: str) -> list[Appointment]:
    """Those who are to come, or came, on a day."""
    return store.find(Appointment, "substr(at, 1, 10)=?", (day,), "at, id")


def carried(one: Appointment) -> dict[str, Any]:
    """What a visit takes over from an appointment: who, why, whom to see, in which way."""
    values = {
        "visitor_name": one.name,
        "visitor_phone": one.phone,
        "statement": one.topic,
        "channel": one.channel if one.channel == CLOUD else None,
        "deputies": [one.deputy] if one.deputy else None,
        "activity": one.activity,
    }
    return {name: value for name, value in values.items() if value is not None}


def booking_id(activity: str, deputy: str) -> str:
    """One booking of a deputy for an activity, wherever it is written; who thinks better of it changes that one."""
    return id_of(Appointment.noun, activity, deputy)


def is_booking(one: Appointment) -> bool:
    """Whether it is a deputy who comes to an activity, not somebody to be received."""
    return bool(one.activity and one.deputy) and one.id == booking_id(one.activity, one.deputy)


def kept_appointment(act: Act, visit: Visit) -> None:
    """Who came on the day they had said is no longer waited for: 到访, with their visit."""
    for one in of_day(act.store, visit.received_at[:10]):
        same = one.name == visit.visitor_name or (bool(one.phone) and one.phone == visit.visitor_phone)
        if one.state in (AGREED, None) and same and one.visit is None and not is_booking(one):
            act.write(Appointment, one.id, {"state": CAME, "visit": visit.id})
            return


def settle(act: Act, one: Appointment, state: str, visit: Visit | None = None) -> None:
    """未到 or 取消 of one who is still waited for, or that they came, with their visit."""
    if one.voided or one.state != AGREED:
        raise NotAllowed(f"这个预约已经是“{'作废' if one.voided else one.state}”", then="写错了就改它的状态，写明原因")
    act.amend(one, {"state": state} | ({"visit": visit.id} if visit else {}))


def unsettled(store: Store, today: str) -> list[Appointment]:
    """Who was to come before today, and nobody wrote whether they did; the latest first."""
    found = store.find(Appointment, "state=? AND at < ?", (AGREED, today), "at DESC, id")
    return [one for one in found if not is_booking(one)]

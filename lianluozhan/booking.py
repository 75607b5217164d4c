"""报名: which deputies said that they would come to an activity and which asked leave; turned into 应到, 实到, 请假 in one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.activity import HELD, Activity, day_of, ended, number_held, over
from lianluozhan.appointment import AGREED, CAME, CANCELLED, Appointment, booking_id, is_booking
from lianluozhan.deputy import Deputy, rank
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.match import matched
from lianluozhan.store import Store
from lianluozhan.table import by_id

LAST = (99, 0)  # of a name the roster does not have
COMING, LEAVE, SIGN_IN = "报名", "请假", "签到"


class Bookings(NamedTuple):
    """The deputies who signed up, and who asked leave with why."""

    coming: tuple[str, ...]
    away: Mapping[str, str]


def bookings_of(store: Store, activity: Activity) -> list[Appointment]:
    """The appointments that are a deputy's booking of an activity, not a visitor's."""
    found = store.find(
        Appointment, "world=? AND activity=? AND deputy IS NOT NULL", (activity.world, activity.id), "created_at, id"
    )
    return [one for one in found if is_booking(one)]


def bookings(store: Store, activity: Activity) -> Bookings:
    """Who comes and who does not, as printed lists have them."""
    found = bookings_of(store, activity)
    known = by_id(store, Deputy, {one.deputy for one in found})
    found.sort(key=lambda one: rank(known[one.deputy]) if one.deputy in known else LAST)
    coming = tuple(one.deputy for one in found if one.state in (AGREED, CAME))
    return Bookings(coming, {one.deputy: one.topic or "" for one in found if one.state == CANCELLED})


def book(act: Act, activity: Activity, deputies: list[str], reason: str = "", channel: str | None = None) -> None:
    """These deputies come; with a reason they asked leave. Raises NotAllowed once it was held or called off."""
    if over(activity):
        raise NotAllowed(f"{ended(activity)}，不用再报名", then="谁来了、谁请假，请直接写实到和请假")
    for deputy in matched(act, Activity, {"expected": deputies})["expected"]:
        named = act.store.get(Deputy, (activity.world, deputy)) or next(
            iter(act.store.find(Deputy, "id=?", (deputy,))), None
        )
        values: dict[str, Any] = {
            "at": activity.begin or activity.planned_on or clock.day(),
            "name": named.name if named else deputy,
            "deputy": deputy,
            "activity": activity.id,
            "topic": reason or None,
            "state": CANCELLED if reason else AGREED,
            "channel": channel,
        }
        id = booking_id(activity.id, deputy)
        held = act.store.get(Appointment, (activity.world, id))
        act.write(
            Appointment,
            id,
            {name: value for name, value in values.items() if held or value is not None},
            activity.world,
        )


def sign_in(act: Act, activity: Activity) -> Bookings:
    """应到 and 请假 as they were booked; once its day is there also 实到: whoever signed up came, until a person says otherwise."""
    found = bookings(act.store, activity)
    if not found.coming and not found.away:
        raise BadInput("还没有代表报名或请假", then="请先写谁报名、谁请假，或直接写应到和实到")
    if over(activity) and activity.state != HELD:
        raise NotAllowed(ended(activity), then="要照常举行，请先改它的状态")
    values: dict[str, Any] = {
        "expected": list(dict.fromkeys([*(activity.expected or ()), *found.coming, *found.away])),
        "absent": {**(activity.absent or {}), **found.away} or None,
    }
    if day_of(activity.data) <= clock.day():
        values |= {"present": list(dict.fromkeys([*(activity.present or ()), *found.coming])) or None, "state": HELD}
        for one in bookings_of(act.store, activity):
            if one.state == AGREED:
                act.amend(one, {"state": CAME})
    changed = {name: value for name, value in values.items() if activity.data.get(name) != value}
    if changed:
        act.write(Activity, activity.id, changed, activity.world)
        number_held(act, Activity(activity.data | changed))
    return found

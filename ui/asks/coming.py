"""What a morning says of those who come: the receptions, activities and bookings of a day, and who was to come and is not settled."""

from __future__ import annotations

from datetime import timedelta

from lianluozhan import clock
from lianluozhan.activity import Activity, on_day, over
from lianluozhan.appointment import AGREED, Appointment, is_booking, of_day, unsettled
from lianluozhan.calendar import calendar_of
from lianluozhan.readable import Row, readable
from lianluozhan.rota import schedules
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from lianluozhan.veil import veiled
from ui.asks.further import Line
from ui.told import short


def coming(store: Store, day: str) -> list[Line]:
    """The receptions and activities of a day with who takes part, and who said that they would come."""
    days = readable(store, Schedule, schedules(store, day))
    held = readable(store, Activity, [one for one in on_day(store, day) if not over(one)])
    people = [one for one in of_day(store, day) if one.state == AGREED and not is_booking(one)]
    booked = veiled(store, Appointment, people)
    return [*map(_received, days), *map(_held, held), *(_booked(row, row["at"][11:]) for row in booked)]


def _received(row: Row) -> Line:
    """A reception, who receives and where, from when until when."""
    hours = "–".join(filter(None, (row["begin"], row["end"])))
    who = f"{'、'.join(row['deputies'])}接待" if row["deputies"] else "还没有排代表"
    words = " · ".join(filter(None, (who, row["topic"], row["place"])))
    return Line("schedule", row["id"], Schedule.label, words, hours)


def _held(row: Row) -> Line:
    """An activity, who is expected, from when."""
    who, when = "、".join(row["expected"] or ()), (row["begin"] or "")[11:]
    return Line("activity", row["id"], row["theme"] or row["kind"], who, when)


def _booked(row: Row, when: str) -> Line:
    """Who said that they would come, about what, to whom."""
    return Line(
        "appointment", row["id"], row["name"] or "", " · ".join(filter(None, (row["topic"], row["deputy"]))), when
    )


def tomorrow(store: Store) -> list[Line]:
    """Who and what comes on the days after today up to the next one that is worked: they can still be rung."""
    today, calendar = clock.today(), calendar_of(store)
    ahead = (calendar.next_working(today + timedelta(days=1)) - today).days
    days = [(today + timedelta(days=n)).isoformat() for n in range(1, ahead + 1)]
    found = [(day, line) for day in days for line in coming(store, day)]
    return [line._replace(right=f"{short(day)} {line.right}".strip()) for day, line in found]


def undecided(store: Store) -> list[Line]:
    """Who was to come and of whom nobody wrote whether they did."""
    rows = veiled(store, Appointment, unsettled(store, clock.day()))
    return [_booked(row, short(row["at"][:10])) for row in rows]

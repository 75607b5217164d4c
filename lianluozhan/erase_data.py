"""What a list of an erasing is made from, and carrying it out: the same for what is due, what was asked for, what is named."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from lianluozhan import clock, rotation, sweep
from lianluozhan.act import acting
from lianluozhan.bystander import CALLED
from lianluozhan.case_data import imprint_of
from lianluozhan.copies import Copy, copies
from lianluozhan.erase import check_confirmed, day_in, erase, follow, going, number_of
from lianluozhan.erased import Erasing
from lianluozhan.errors import NotAllowed, Problem
from lianluozhan.journal import ERASE, ERASED
from lianluozhan.kept import pages_of
from lianluozhan.month import MonthEnd
from lianluozhan.person import AGREED, Application
from lianluozhan.record import Record
from lianluozhan.report.erasing_list import Due, Listed
from lianluozhan.retention import due, list_day
from lianluozhan.store import Store


class Done(NamedTuple):
    """What came of an erasing: how many records, whether the files are clean already, copies that still have it, why the
    fresh backup failed."""

    records: int
    clean: bool
    copies: tuple[Copy, ...]
    trouble: Problem | None


def due_list(store: Store, today: date, number: str = "") -> Listed:
    """What is due at a station: on the day its district named, else today; of a signed list on the day of that."""
    day = _signed(number) or list_day(store, today).isoformat()
    found = due(store, date.fromisoformat(day))
    return _listed(store, day, [(one.record, one.over_on, one.due_on) for one in found])


def record_list(store: Store, records: Iterable[Record], number: str = "") -> Listed:
    """Records a person named, for a reason of the station's own."""
    return _listed(store, _signed(number) or clock.day(), [(one, "", "站里提出") for one in records])


def application_list(store: Store, one: Application, number: str = "") -> Listed:
    """What somebody asked to have deleted and was agreed to. Raises NotAllowed where it was not."""
    if one.decision != AGREED:
        raise NotAllowed(
            "这份申请还没有同意" if not one.decision else "这份申请没有同意", then=f"请先作决定：{AGREED}，再脱敏"
        )
    return _listed(store, _signed(number) or clock.day(), [(record, "", "本人申请") for record in one.records])


def _signed(number: str) -> str:
    """The day of a signed list; one to come, or none at all, is of no list."""
    with suppress(ValueError):
        day = date.fromisoformat(day_in(number))
        return day.isoformat() if day <= clock.today() else ""
    return ""


def _listed(store: Store, day: str, rows: list[tuple[Record, str, str]]) -> Listed:
    one = going(store, [record for record, _over, _due in rows])
    number = number_of(store.identity.world, day, one)
    return Listed(
        imprint_of(store, day),
        number,
        [Due(record, _who(record), over, why) for record, over, why in rows],
        one,
        copies(store, one.records, one.rest),
    )


def _who(record: Record) -> str:
    calling = CALLED.get(type(record))
    return record.data.get(calling.name) or "" if calling else ""


def carry_out(store: Store, one: Listed, number: str, by: str, operator: str = "") -> Done:
    """Erase what stands on a list, confirmed by the 站长's name and its number; then a fresh backup.

    Raises BadInput and changes nothing.
    """
    if not one.going.records:
        raise NotAllowed("没有要脱敏的", then="已经脱敏过的不用再做")
    check_confirmed(store, one.number, by, number)
    with acting(store, ERASE, operator) as act:
        for month in (record for record in one.going.records if isinstance(record, MonthEnd) and not record.ledgers):
            # Closed when its end did not say it yet: the year's numbers still run on.
            if pages := pages_of(store, month.month):
                act.write(MonthEnd, month.id, {"ledgers": pages}, month.world)
        erase(act, one.going, one.number, by)
    return _ended(store, len(one.going.records), tuple(one.copies))


def destroy(store: Store, which: list[Erasing], by: str, operator: str = "") -> Done:
    """At the district: what its stations erased is destroyed here too, confirmed by a person's name."""
    with acting(store, ERASED, operator) as act:
        follow(act, which, by)
    return _ended(store, len(which), ())


def _ended(store: Store, number: int, held: tuple[Copy, ...]) -> Done:
    clean, trouble = False, None
    try:
        clean = sweep.finish(store)
        rotation.daily(store.path.parent)
    except Problem as problem:  # the journal has erased it; the files follow when the folder is opened next
        trouble = problem
    return Done(number, clean, held, trouble)

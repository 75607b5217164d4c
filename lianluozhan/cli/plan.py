"""The verb that plans: rota."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from lianluozhan.act import acting
from lianluozhan.calendar import CalendarDay, WorkCalendar
from lianluozhan.cli.desk import give, month_of, opened, say
from lianluozhan.cli.look import table_of
from lianluozhan.place import Place
from lianluozhan.readable import readable
from lianluozhan.rota import clashes, rota, write_rota
from lianluozhan.schedule import Schedule
from lianluozhan.search import record_of


def rota_(options: Namespace) -> None:
    """A month's reception days with who receives; `--write` makes them records, again nothing new."""
    month = month_of(options.month)
    with opened(options, write=options.write) as store:
        place = record_of(store, options.place, Place.noun) if options.place else None
        slots = rota(store, month, place)
        written = 0
        if options.write:
            with acting(store, "rota", options.operator or "") as act:
                written = write_rota(act, slots)
        rows = readable(store, Schedule, [slot.schedule for slot in slots])
        trouble = clashes(store, [slot.schedule for slot in slots])
        known = WorkCalendar.of(row.data for row in store.find(CalendarDay)).known(int(month[:4]))
    if options.json:
        days = [row | {"planned": slot.planned or options.write} for row, slot in zip(rows, slots, strict=True)]
        give({"days": days, "new": written, "clashes": trouble, "provisional": not known})
        return
    table_of(Schedule, rows)
    for one in trouble:
        say(f"注意：{one}")
    if not known:
        say(f"注意：{month[:4]}年的放假安排还没有，节假日是暂定的")
    open_days = sum(not slot.planned for slot in slots)
    print(f"已排：新 {written} 天" if options.write else f"{len(slots)} 天，其中 {open_days} 天还没有存；存下来请加 --write")


VERBS: dict[str, Callable[[Namespace], None]] = {"rota": rota_}

"""The verb that plans: rota."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from lianluozhan.act import acting
from lianluozhan.calendar import calendar_of
from lianluozhan.cli.desk import give, month_of, opened, say
from lianluozhan.cli.shown import table_of
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput
from lianluozhan.named import record_of
from lianluozhan.place import Place
from lianluozhan.readable import readable
from lianluozhan.rota import Slot, clashes, rota, said_lacking, write_rota
from lianluozhan.schedule import Schedule
from lianluozhan.shift import MOVED, SHIFT, moves, shifts, swap, take_over
from lianluozhan.store import Store

HOW = "rota 2026-11 --swap 2026-11-05 陈秀兰 孔方 --reason 出差，两人对调再写孔方的那一天：2026-11-05 陈秀兰 2026-11-12 孔方"


def rota_(options: Namespace) -> None:
    """A month's reception days with who receives; `--write` makes them records, again nothing new; `--swap` exchanges."""
    month = month_of(options.month)
    with opened(options, write=options.write or bool(options.swap)) as store:
        if options.swap:
            _swap(store, options)
        place = record_of(store, options.place, Place.noun) if options.place else None
        slots = rota(store, month, place, options.past)
        gone = 0 if options.past else len(rota(store, month, place, past=True)) - len(slots)
        written = 0
        if options.write:
            with acting(store, "rota", options.operator or "") as act:
                written = write_rota(act, slots)
        days = [slot.schedule for slot in slots]
        rows, trouble, told = readable(store, Schedule, days), clashes(store, days), _told(store, slots)
        few = said_lacking(store, month[:4])
        known = calendar_of(store).known(int(month[:4]))
    if options.json:
        named = [row | {"planned": slot.planned or options.write} for row, slot in zip(rows, slots, strict=True)]
        give({"days": named, "new": written, "clashes": trouble, "provisional": not known, "lacking": few, **told})
        return
    table_of(Schedule, rows)
    for kind, label in (("shifts", SHIFT), ("moves", MOVED)):
        for one in told[kind]:
            print(f"{label}：{one['words']}")
    for why in trouble:
        say(f"注意：{why}")
    if gone:
        say(f"过去的 {gone} 天没有排，要补的加 --past")
    if few:
        say(f"注意：{few}")
    if not known:
        say(f"注意：{month[:4]}年的放假安排还没有，节假日是暂定的")
    open_days = sum(not slot.planned for slot in slots)
    print(
        f"已排：新 {written} 天"
        if options.write
        else f"{len(slots)} 天，其中 {open_days} 天还没有存；存下来请加 --write"
    )


def _told(store: Store, slots: list[Slot]) -> dict[str, list[dict]]:
    """Who receives in whose stead, and which days were moved, of the days that are planned."""
    planned = [slot.schedule for slot in slots if slot.planned]
    return {
        "shifts": [one._asdict() | {"words": one.words} for one in shifts(store, planned)],
        "moves": [one._asdict() | {"words": one.words} for one in moves(store, [slot.schedule for slot in slots])],
    }


def _swap(store: Store, options: Namespace) -> None:
    """调班 of one day, or of two. Raises BadInput where it was written in another way."""
    if len(options.swap) not in (3, 4):
        raise BadInput(f"--swap 后面写了 {len(options.swap)} 个词", then=f"请写成 {HOW}")
    day, out, *other, into = options.swap
    first, second = (record_of(store, one, Schedule.noun) for one in (day, *other, day)[:2])
    leaves, comes = (record_of(store, name, Deputy.noun).id for name in (out, into))
    with acting(store, "swap", options.operator or "") as act:
        if other:
            swap(act, first, second, leaves, comes, options.reason)
        else:
            take_over(act, first, leaves, comes, options.reason)


VERBS: dict[str, Callable[[Namespace], None]] = {"rota": rota_}

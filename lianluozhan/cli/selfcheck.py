"""The verb selfcheck: the lamps of a station, of a district's stations side by side; papers of the 六有 put in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lianluozhan import clock, selfcheck as rooms, whose
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, opened, say, seen
from lianluozhan.cli.shown import table
from lianluozhan.lamp import Lamp
from lianluozhan.named import record_of
from lianluozhan.place import Place
from lianluozhan.store import Store


def selfcheck(options: Namespace) -> None:
    """Put a paper in where one is given, then show the lamps."""
    if options.add:
        _add(options)
    with opened(options) as store:
        looked = seen(store, options)
        found = rooms.span_of(looked, " ".join(filter(None, (options.year or str(clock.today().year), options.place))))
        if looked.identity.role == whose.DISTRICT_ROLE:
            names = whose.called(store)
            beside = {names[world]: one for world, one in rooms.all_stations(looked, int(found.when)).items()}
            _show_beside(beside, options.json)
        else:
            _show(
                rooms.lamps(looked, int(found.when), record_of(looked, found.only, Place.noun) if found.only else None),
                options.json,
            )


def _add(options: Namespace) -> None:
    item, file = options.add
    with opened(options, write=True) as store, acting(store, "attach", options.operator or "") as act:
        new = rooms.add_evidence(act, _place(store, options), item, Path(file))
    say(f"已添加到“{item}”：{Path(file).name}" if new else "这份材料已经在了，没有改动。")


def _place(store: Store, options: Namespace) -> Place:
    return record_of(store, options.place, Place.noun) if options.place else rooms.own_place(store)


def _told(one: Lamp) -> dict[str, Any]:
    return {
        "group": one.group,
        "name": one.name,
        "light": one.light,
        "measure": one.measure,
        "missing": [lack.words for lack in one.missing],
    }


def _show(found: Sequence[Lamp], as_json: bool) -> None:
    if as_json:
        give([_told(one) for one in found])
        return
    rows = [
        (one.group, one.name, one.light, one.measure, f"{len(one.missing)} 处" if one.missing else "") for one in found
    ]
    table([("", "项目", "灯", "情况", "还缺"), *rows])
    for one in found:
        for lack in one.missing:
            print(f"  {one.name}：{lack.words}")
    say(rooms.counted(found))


def _show_beside(beside: dict[str, list[Lamp]], as_json: bool) -> None:
    if as_json:
        give([{"station": name, "lamps": [_told(one) for one in found]} for name, found in beside.items()])
        return
    names = [one.name for one in next(iter(beside.values()), ())]
    rows = [
        (name, *(one.light for one in found), f"{sum(len(one.missing) for one in found)} 处")
        for name, found in beside.items()
    ]
    table([(whose.LABEL, *names, "还缺"), *rows])


VERBS: dict[str, Callable[[Namespace], None]] = {"selfcheck": selfcheck}

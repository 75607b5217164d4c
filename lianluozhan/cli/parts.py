"""The verb parts: which parts of the program this folder has, and switching them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from lianluozhan import parts as rooms
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, opened
from lianluozhan.cli.shown import table
from lianluozhan.errors import BadInput
from lianluozhan.whose import DISTRICT_ROLE


def parts(options: Namespace) -> None:
    """Switch parts where asked, then list them."""
    if options.free and not options.stations:
        raise BadInput("--free 要和 --stations 一起写", then="如 parts --stations --free 自检")
    if options.on or options.off or options.free:
        with opened(options, write=True) as store, acting(store, "parts", options.operator or "") as act:
            if options.stations:
                rooms.switch_there(act, options.on, options.off, options.free)
            else:
                rooms.switch(act, options.on, options.off)
    with opened(options) as store:
        found, district = rooms.switches(store), store.identity.role == DISTRICT_ROLE
    if options.json:
        give([_as_json(one, district) for one in found])
        return
    table([("功能", "现在", *(("各站",) if district else ()), "做什么"), *(_row(one, district) for one in found)])


def _as_json(one: rooms.Switch, district: bool) -> dict[str, Any]:
    return {
        "name": one.part.label,
        "on": one.on,
        "fixed": one.fixed,
        "stations": one.there if district else None,
        "says": one.part.says,
    }


def _row(one: rooms.Switch, district: bool) -> tuple[str, ...]:
    now = f"{'打开' if one.on else '没有打开'}{'（区里定的）' if one.fixed else ''}"
    return one.part.label, now, *((rooms.THERE[one.there],) if district else ()), one.part.says


VERBS: dict[str, Callable[[Namespace], None]] = {"parts": parts}

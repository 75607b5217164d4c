"""The verb notice: what was made known; a month's or quarter's drafted from its books, approved, posted, taken down."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lianluozhan import posting, screen as rooms, whose
from lianluozhan.act import Act, acting
from lianluozhan.cli.desk import give, opened, seen
from lianluozhan.cli.shown import table_of
from lianluozhan.errors import BadInput, read_as_input
from lianluozhan.field import Day
from lianluozhan.named import record_of
from lianluozhan.notice import Notice, add_notice, post, take_down
from lianluozhan.parts import MERIT, is_on
from lianluozhan.period import YEAR, meant, unit
from lianluozhan.project import Project
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.store import Store

NUMBERED = re.compile(rf"(.*-)?{Project.letter}[A-Z]{{0,2}}\d+", re.IGNORECASE)  # of a project


def notice(options: Namespace) -> None:
    """Take one a step on, or list them."""
    if not options.what:
        _list(options)
        return
    if not options.which:
        raise BadInput(
            "没有写哪一份",
            then="起草写月份，如 notice draft 2026-10，典型案例写项目编号，如 notice draft X0003；其余写编号，如 notice approve G0001",
        )
    with opened(options, write=True) as store:
        with acting(store, "notice", options.operator or "") as act:
            id = DOES[options.what](act, options)
        row = readable(store, Notice, [store.the(Notice, (store.identity.world, id))])[0]
    print(f"{row['number']} {row['name']} 现在：{row['state']}" + (f"，{row['spot']}" if row["spot"] else ""))


def _draft(act: Act, options: Namespace) -> str:
    id = new_id()
    add_notice(act, id, _words(act.store, options.which) | ({"spot": options.spot} if options.spot else {}))
    return id


def _words(store: Store, which: str) -> dict[str, Any]:
    """Of a month, a quarter, a year's 考核 where that part is on, or a project told as a 典型案例."""
    if NUMBERED.fullmatch(which):
        return posting.drafted_case(store, record_of(store, which, Project.noun))
    span = meant(which)
    return (
        posting.drafted_merit(store, span)
        if unit(span) == YEAR and is_on(store, MERIT)
        else posting.drafted(store, span)
    )


def _approve(act: Act, options: Namespace) -> str:
    one = _meant(act.store, options)
    posting.approve(act, one, options.by, _day(options.on))
    return one.id


def _post(act: Act, options: Namespace) -> str:
    one = _meant(act.store, options)
    post(act, one, options.spot, _day(options.on), _day(options.until))
    return one.id


def _down(act: Act, options: Namespace) -> str:
    one = _meant(act.store, options)
    take_down(act, one, _day(options.on))
    return one.id


def _meant(store: Store, options: Namespace) -> Any:
    return record_of(store, options.which, Notice.noun)


def _day(word: str) -> str:
    with read_as_input():
        return Day("日期").read(word) or ""


def _list(options: Namespace) -> None:
    with opened(options) as store:
        looked = seen(store, options)
        rows = readable(
            looked,
            Notice,
            looked.find(Notice, order="coalesce(posted_on, approved_on, substr(created_at, 1, 10)) DESC, number"),
        )
    give(rows) if options.json else table_of(Notice, rows)


DOES: Mapping[str, Callable[[Act, Namespace], str]] = {
    "draft": _draft,
    "approve": _approve,
    "post": _post,
    "down": _down,
}


def screen(options: Namespace) -> None:
    """Write the file of the hall's screen."""
    with opened(options) as store:
        looked = seen(store, options)
        if looked.identity.role == whose.DISTRICT_ROLE:
            raise BadInput("没有写做哪个站的屏幕", then="请加 --station 站名")
        file = rooms.write(looked, Path(options.to), meant(options.month) if options.month else "")
    print(f"{file}  用浏览器打开，按 F11 全屏")


VERBS: dict[str, Callable[[Namespace], None]] = {"notice": notice, "screen": screen}

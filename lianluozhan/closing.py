"""结账: a month is closed in one act, its papers are kept as they were printed, and what changes later is a correction.

Source: design.md §1 (month's end), domain.md 2.1 (原话). A record belongs to the month it happened in; a change that its
closing had not seen (design §6, Seen) is told in the papers of the next month, never worked into the closed ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lianluozhan import attachment, clock, draft
from lianluozhan.act import LOCAL, Act
from lianluozhan.action import ANSWERED, OPEN, STATION_ROLE, WAITING
from lianluozhan.blank import NAME, waiting
from lianluozhan.books import DAY, RULE, Period
from lianluozhan.calendar import calendar_of
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import is_id
from lianluozhan.figures import LATE
from lianluozhan.issue import Issue
from lianluozhan.kept import to_bind
from lianluozhan.late import DATED
from lianluozhan.month import MonthEnd, Point, closing_of, period_of
from lianluozhan.month_data import head, month_data
from lianluozhan.organ import default_organs
from lianluozhan.place import own_place_id, seat_of
from lianluozhan.readable import lamp_of, warning_of
from lianluozhan.record import id_of, short_number
from lianluozhan.report import month_set
from lianluozhan.rulebook import reasons
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO
from lianluozhan.visit import FROM_AFAR


def checklist(store: Store, month: str) -> list[Point]:
    """What a clerk would still put right before the month's papers are bound, what stops the closing first."""
    return [point for point in points(store, month) if point.number]


def points(store: Store, month: str) -> list[Point]:
    """Everything that is looked at before a month is closed, what is in order too."""
    days = period_of(store, month)
    visits, issues, duties = (_of_month(store, noun, days) for noun in DATED)
    places = ("deputies", "referred_to", "organ")
    # Proposed by the program, nobody mistyped them.
    usual = {row["name"] for row in default_organs(store.identity.world[:6])}
    unmatched = {name for one in (*visits, *duties) for field in places for name in _texts(one.data.get(field))} - usual
    flagged = store.find(Issue, f"flagged AND registered_at<? AND {VOIDED_TOO}", (days.past,), "number")
    conflicts = store.db.execute("SELECT count(*) FROM conflict").fetchone()[0]
    drafts = sum(len(draft.drafts(store, noun)) for noun in DATED)
    open_issues = _open(store, days)
    return [
        Point("两边写得不一样、还没有定的", conflicts, stops=True),
        _point("两边的办理互相不知道的意见", flagged, stops=True),
        Point("没有写完的草稿", drafts),
        Point("名册里没有的姓名和单位", len(unmatched), tuple(sorted(unmatched))),
        _point("还没有决定怎么办的意见", [one for one in open_issues if one.state == WAITING]),
        _point("逾期的意见", [one for one in open_issues if one.data["light"] == LATE]),
        _point("已经答复、还没有告诉完的意见", [one for one in open_issues if one.state == ANSWERED]),
        _point("来访人还没有签字的接待", [one for one in visits if not one.signed and one.channel not in FROM_AFAR]),
        _point(f"印出去还没有登记的{NAME}", [one for one in waiting(store) if days.holds(one.received_at)]),
        _point("没有写接待代表的接待", [one for one in visits if not one.deputies]),
        _point("没有分类的接待和意见", [one for one in (*visits, *issues) if not one.category]),
    ]


def _point(what: str, records: list[Any], stops: bool = False) -> Point:
    return Point(what, len(records), tuple(short_number(one.number) for one in records), stops)


def _open(store: Store, days: Period) -> list[Issue]:
    """The open issues of the month and from before it, each with its light."""
    marks = ", ".join("?" * len(OPEN))
    found = store.find(Issue, f"state IN ({marks}) AND registered_at<?", (*OPEN, days.past), "number")
    calendar, warn = calendar_of(store), warning_of(store)
    return [Issue(one.data | {"light": lamp_of(calendar, one.data, warn)}) for one in found]


def begun(store: Store, month: str) -> None:
    """Raises BadInput for a month that is still to come and has nothing written in it."""
    days = period_of(store, month)
    if days.begins > clock.day() and not any(_of_month(store, noun, days) for noun in DATED):
        raise BadInput(f"{called(month)}还没有到，没有可印的", then="请看一看月份写对没有")


def close(act: Act, month: str, signed_by: str | None = None, signed_on: str | None = None) -> MonthEnd:
    """Close a month: its papers are made and kept, and its record written. Raises NotAllowed where it cannot be."""
    store, world = act.store, act.store.identity.world
    days = period_of(store, month)
    held = closing_of(store, month)
    if held:
        raise NotAllowed(
            f"{called(month)}已经在 {held.closed_on} 结过账",
            then="要补印，请用 log；要改，直接更改，改动写进下个月的纸面",
        )
    if clock.day() < days.ends:
        raise NotAllowed(
            f"{called(month)}还没有过完，不能结账", then=f"请在 {days.ends} 或以后结账；要先看看，请用 log 加 --draft"
        )
    stops = [str(point) for point in checklist(store, month) if point.stops]
    if stops:
        raise NotAllowed(
            "还不能结账：" + "；".join(stops), then="请先到“今日”的“要人来定”里看是哪些，由人定下来；命令是 conflicts"
        )
    place = seat_of(store)
    kept, pages, ledgers = _papers(store, month)
    id, today = id_of(MonthEnd.noun, world, month), clock.day()
    values = {
        "place": own_place_id(world),
        "month": month,
        "begins": days.begins,
        "ends": days.ends,
        "printed_on": today,
        "signed_by": signed_by or (place.head if place else None),
        "signed_on": signed_on,
        "closed_on": today,
        "journal_head": head(store),
        "pages": pages,
        "ledgers": ledgers,
        "attachments": kept,
        "voided": None,
    }
    act.write(MonthEnd, id, {name: value for name, value in values.items() if value is not None or name == "voided"})
    return MonthEnd({**dict.fromkeys(MonthEnd.fields), **values, "id": id, "world": world})


def _papers(store: Store, month: str) -> tuple[list[dict[str, Any]], int, dict[str, int]]:
    """The month's papers as they are bound, kept by digest; how many pages, and of each ledger."""
    data = to_bind(store, month_data(store, month, closed=True))
    made, folder, year = month_set.printed(data), store.path.parent, int(month[:4])
    kept = [
        {"digest": attachment.keep(folder, one.content, year), "name": one.file, "size": len(one.content)}
        for one in made
    ]
    return kept, made[-1].pages, {one.name: one.pages for one in made if one.name in month_set.LEDGERS}


def set_last_day(act: Act, day: int) -> None:
    """From now on the books of a month that is not closed end on this day. Raises NotAllowed, BadInput."""
    identity = act.store.identity
    by_station = identity.role == STATION_ROLE
    if by_station and any(rule.world != LOCAL for rule in act.store.find(Rule, "name=?", (RULE,))):
        raise NotAllowed(f"{RULE}是区里定的，站里不能改", then="请区里改好，下次带回来就是新的")
    values = {DAY: day}
    if wrong := reasons(RULE, values):
        raise BadInput(f"{RULE}{wrong[0][1]}")
    act.write(
        Rule,
        id_of(Rule.noun, identity.world, RULE, None),
        {"name": RULE, "values": values, "voided": None},
        LOCAL if by_station else None,
    )


def called(month: str) -> str:
    """2026年9月."""
    return f"{month[:4]}年{int(month[5:])}月"


def _of_month(store: Store, noun: str, days: Period) -> list[Any]:
    cls, name = DATED[noun]
    return store.find(cls, f"{name} >= ? AND {name} < ?", (days.begins, days.past), name)


def _texts(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and not is_id(one):
            yield one

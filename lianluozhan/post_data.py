"""What papers on a 家站点, its reception days, its board, its archive, an activity's news and a ballot are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from lianluozhan import attachment, clock, period
from lianluozhan.action import ANSWER, ASSIGN
from lianluozhan.activity import HELD, Activity, day_of
from lianluozhan.ballot import Ballot, slip_of
from lianluozhan.blank import NAME as BLANK, waiting
from lianluozhan.case_data import facts, imprint_of, visit_case
from lianluozhan.deadline import limit_named, rules_of
from lianluozhan.deputy import Deputy, by_name, rank
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.issue import Issue
from lianluozhan.match import roster
from lianluozhan.merit import groups
from lianluozhan.month import MonthEnd
from lianluozhan.month_data import activities_of
from lianluozhan.named import record_of
from lianluozhan.place import Place, seat_of
from lianluozhan.readable import Row, readable, title_of, wall_title
from lianluozhan.record import short_number
from lianluozhan.report.imprint import Case
from lianluozhan.report.subject import Archive, Board, Brief, Item, Merits, Post, Receptions, Vote
from lianluozhan.rota import NOTICE, belongs, in_office
from lianluozhan.schedule import Schedule
from lianluozhan.shift import shifts
from lianluozhan.span_data import Span, event, exactly, whole_month
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.wording import words_of
from lianluozhan.year import ranking

DAY = "2026-10-14"
MANY = 60  # pictures of one activity


# ---- reception days


def reception_span(store: Store, word: str) -> Span:
    """A day that is planned. Raises BadInput, NotFound."""
    found = exactly("reception", word, len(DAY), DAY)
    if not store.find(Schedule, "date=?", (found.when,), limit=1):
        raise NotFound(f"{found.when} 没有排接待日", then="请先在接待日里排好这一天，或者换一个日期")
    return found


def next_reception(store: Store) -> Span | None:
    """The next planned day, else the last there was."""
    today = clock.day()
    coming = store.find(Schedule, "date >= ?", (today,), "date", 1) or store.find(Schedule, order="date DESC", limit=1)
    return Span("reception", coming[0].date) if coming else None


def receptions(store: Store, span: Span, **options: bool) -> Receptions:
    """The planned days of a day, month, quarter or year."""
    when = span.when
    records = [one for one in store.find(Schedule, order="date, begin, place, id") if period.holds(when, one.date)]
    people = by_name(readable(store, Deputy, roster(store, Deputy)))
    own, ahead = seat_of(store), timedelta(limit_named(rules_of(store, int(when[:4])), NOTICE).days)
    rows = []
    for row in readable(store, Schedule, records):
        noticed = row["notice_on"] or (date.fromisoformat(row["date"]) - ahead).isoformat()
        rows.append(row | {"notice_on": noticed})
    printed_for = period.begin(when) if "Q" in when else when[:7]
    return Receptions(
        replace(imprint_of(store, printed_for, **options), month=when),
        rows,
        {one.id: tuple(shifts(store, [one])) for one in records},
        people,
        {row["name"]: row for row in readable(store, Place, store.find(Place))},
        readable(store, Place, [own])[0] if own else {},
        _forms(store, when, people, rows, **options) if len(when) == len(DAY) else (),
    )


def blank_forms(store: Store, day: Span, **options: bool) -> list[Case]:
    """The forms given out for a day that nobody has typed. Raises BadInput where there are none."""
    forms = list(receptions(store, day, **options).forms)
    if not forms:
        raise BadInput(
            f"{day.when} 的{BLANK}都登记了，或者没有印过",
            then=f"请在{Schedule.label}里写印几张，或用 paper F1 日期 --blank",
        )
    return forms


def _forms(store: Store, day: str, people: Mapping[str, Row], days: Sequence[Row], **options: bool) -> list[Case]:
    """The forms given out ahead, with the deputies who receive there that day; at several hours, the pen says whose they are."""
    forms = []
    for one in waiting(store, day):
        form = visit_case(store, one, **options)
        here = [plan["deputies"] for plan in days if plan["deputies"] and plan["place"] in (None, form.visit["place"])]
        forms.append(
            replace(form, visit={**form.visit, "deputies": here[0]}, deputies=people) if len(here) == 1 else form
        )
    return forms


# ---- a place, its board


def place_span(store: Store, word: str) -> Span:
    """A 家站点 by name. Raises NotFound."""
    return Span("place", only=record_of(store, word, Place.noun).name)


def own_place(store: Store) -> Span | None:
    """The place the folder was made for."""
    found = seat_of(store)
    return Span("place", only=found.name) if found else None


def post(store: Store, span: Span, **options: bool) -> Post:
    """A place, and who receives there today; of them the pictures that may be seen by everybody."""
    place = record_of(store, span.only, Place.noun)
    today = clock.day()
    here = [one for one in sorted(roster(store, Deputy), key=rank) if in_office(one, today) and belongs(one, place)]
    kept = {
        one.id: attachment.paper(store.path.parent, one.photo[0]["digest"])
        for one in here
        if one.photo and one.photo_public
    }
    photos = {id: data for id, data in kept.items() if data}
    return Post(
        imprint_of(store, today, **options),
        readable(store, Place, [place])[0],
        readable(store, Deputy, here),
        photos,
        words_of(store),
    )


def board_span(store: Store, word: str) -> Span:
    """A month or a quarter. Raises BadInput."""
    found = period.read(word)
    if not found or period.unit(found) == period.YEAR:
        raise BadInput(f"“{word}”不是月份，也不是季度", then="请写成 2026-10 或 2026-Q4")
    return Span("board", found)


def board(store: Store, span: Span, *, draft: bool = False, masked: bool = True) -> Board:
    """A month or quarter for the board, masked whoever asks; and the days of the one after it."""
    month = whole_month(store, span, draft=draft, masked=True)
    return Board(month, receptions(store, Span("period", period.step(span.when, 1)), masked=True))


# ---- the archive


def year_span(store: Store, word: str) -> Span:
    """A year. Raises BadInput."""
    found = period.read(word)
    if period.unit(found) != period.YEAR or not found:
        raise BadInput(f"“{word}”看不出是哪一年", then="请写成 2026")
    return Span("archive", found)


def archive(store: Store, span: Span, **options: bool) -> Archive:
    """The 件 of a year: the papers of each closed month, each activity that was held, each issue that was closed."""
    imprint = replace(imprint_of(store, span.when, **options), month=span.when)
    return Archive(
        imprint,
        [*_months(store, span.when), *_activities(store, span.when), *_issues(store, span.when, imprint.masked)],
    )


def _months(store: Store, year: str) -> Iterator[Item]:
    for one in store.find(MonthEnd, "substr(month, 1, 4)=? AND closed_on IS NOT NULL", (year,), "month"):
        said = period.said(one.month)
        yield Item(
            store.identity.name, "", f"{said}接待日志、意见台账、履职登记、月报", one.closed_on, one.pages, "已结账"
        )


def _activities(store: Store, year: str) -> Iterator[Item]:
    for row in activities_of(store, year):
        if row["state"] == HELD:
            yield Item(
                store.identity.name,
                "",
                f"{row['theme'] or row['kind']}活动记录",
                day_of(row),
                None,
                short_number(row["number"]),
            )


def _issues(store: Store, year: str, masked: bool) -> Iterator[Item]:
    records = store.find(Issue, "substr(closed_on, 1, 4)=?", (year,), "closed_on, number")
    for record, row in zip(records, readable(store, Issue, records), strict=True):
        letters = [
            fact["document_number"] for fact in facts(store, record) if fact["action"] in (ANSWER.word, ASSIGN.word)
        ]
        newest = next(filter(None, reversed(letters)), "")
        said = f"关于{wall_title(row) if masked else title_of(row)}的办理材料"
        yield Item(
            row["organ"] or store.identity.name, newest, said, row["closed_on"], None, short_number(row["number"])
        )


# ---- an activity's news


def brief(store: Store, activity: Activity, **options: bool) -> Brief:
    """An activity with its pictures; the caption of one is its file's name where a person gave it words."""
    found = event(store, activity, **options)
    return Brief(found.imprint, found.activity, found.deputies, pictures(store, activity.photos))


def pictures(store: Store, papers: Sequence[Mapping[str, Any]] | None) -> list[tuple[str, bytes]]:
    """(caption, bytes) of the first of these photos, those that are here."""
    kept = [
        (_caption(one["name"]), attachment.paper(store.path.parent, one["digest"])) for one in (papers or ())[:MANY]
    ]
    return [(caption, data) for caption, data in kept if data]


def _caption(name: str) -> str:
    """现场查看.jpg is 现场查看; IMG_2031.jpg says nothing."""
    stem = PurePath(name).stem
    return "" if stem.isascii() else stem


def vote(store: Store, ballot: Ballot, **options: bool) -> Vote:
    """A ballot, and the deputy it is about."""
    (row,) = readable(store, Ballot, [ballot])
    deputies = by_id(store, Deputy, [ballot.deputy] if ballot.deputy else ())
    deputy = next(iter(readable(store, Deputy, deputies.values())), {})
    return Vote(imprint_of(store, ballot.date, **options), row, slip_of(ballot), deputy)


def merits(store: Store, span: Span, **options: bool) -> Merits:
    """A year's 考核."""
    found = ranking(store, span.when)
    return Merits(
        imprint_of(store, span.when, **options), span.when, groups(store, span.when, found), found.table.source
    )

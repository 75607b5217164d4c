"""What papers are about: which kinds of thing, how a person says which one, what a paper is then made from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from lianluozhan import (
    clock,
    law_data,
    own_table,
    period,
    post_data,
    project_data,
    selfcheck,
    span_data,
    supervise_data,
    whose,
)
from lianluozhan.activity import Activity
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import Ballot
from lianluozhan.blank import waiting
from lianluozhan.case_data import imprint_of, issue_case, visit_case
from lianluozhan.deputy import Deputy
from lianluozhan.draft_law import DraftLaw
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.issue import Issue
from lianluozhan.month import books
from lianluozhan.named import record_of
from lianluozhan.place import Place
from lianluozhan.project import Project
from lianluozhan.record import Record
from lianluozhan.span_data import Span, exactly, span
from lianluozhan.store import Store
from lianluozhan.visit import Visit


class About(NamedTuple):
    """What papers are about: the clerk's word for it, what to write to say which, how that is found, what the paper is
    then made from; `usual` is what is most likely wanted, None where there is nothing."""

    label: str
    example: str
    find: Callable[[Store, str], Any]
    data: Callable[..., Any]
    usual: Callable[[Store], Any]


def _newest(store: Store, cls: type[Record], order: str = "number DESC") -> Any:
    return next(iter(store.find(cls, order=order, limit=1)), None)


def _record(cls: type[Record], example: str, data: Callable[..., Any]) -> About:
    return About(cls.label, example, partial(_found, cls=cls, example=example), data, partial(_newest, cls=cls))


def _found(store: Store, word: str, cls: type[Record], example: str) -> Any:
    """The record of this kind. Raises NotFound, of one of another kind with what it is."""
    try:
        return record_of(store, word, cls.noun)
    except NotFound:
        other = record_of(store, word)
    raise NotFound(f"“{word}”是{other.label}，这张印的是{cls.label}", then=f"请写{example}")


def _person(store: Store, word: str) -> Span:
    """A deputy, and a month, quarter or year. Raises BadInput, NotFound."""
    found = span("deputy", word)
    if not found.only:
        raise BadInput(f"“{word}”里没有代表姓名", then=f"请写成 {ABOUT['deputy'].example}")
    record_of(store, found.only, Deputy.noun)
    return found


def _year(store: Store, word: str) -> Span:
    """A deputy's whole year. Raises BadInput, NotFound."""
    found = _person(store, word)
    return found._replace(noun="year", when=(found.when or _month(store))[:4])


def _log(store: Store, word: str) -> Span:
    """A month, and the place it is narrowed to. Raises BadInput, NotFound."""
    found = span("log", word)
    if period.unit(found.when) != period.MONTH:
        raise BadInput(f"“{word}”里没有月份", then=f"请写成 {ABOUT['log'].example}")
    if found.only:
        record_of(store, found.only, Place.noun)
    return found


def _day(store: Store) -> Span:
    visit = _newest(store, Visit, "received_at DESC")
    return Span("day", (visit.received_at if visit else clock.day())[:10])


def _deputy(store: Store) -> Span | None:
    deputy = _newest(store, Deputy, '"order"')
    return Span("deputy", _month(store), deputy.name or deputy.id) if deputy else None


def _month(store: Store) -> str:
    return books(store).month_of(clock.day())


def own_data(store: Store, one: Span, **options: bool) -> own_table.Table:
    """The table that was kept under this name, as it is now."""
    return own_table.made(store, own_table.kept_one(store, one.only), imprint_of(store, "", **options))


WORDLESS = ("now", "stations")  # papers that say how things stand
ABOUT_MONTH = "月份，如 2026-10"
ABOUT: dict[str, About] = {
    "visit": _record(Visit, "接待编号，如 J0012", visit_case),
    "issue": _record(Issue, "意见编号，如 Y0012", issue_case),
    "activity": _record(Activity, "活动编号，如 H0012", post_data.brief),
    "ballot": _record(Ballot, "测评编号，如 P0001", post_data.vote),
    "appraisal": _record(Appraisal, "评议编号，如 S0001", supervise_data.appraised),
    "offices": About(
        "一年的任免",
        "年份，如 2026",
        supervise_data.offices_span,
        supervise_data.offices,
        lambda store: Span("offices", _month(store)[:4]),
    ),
    "oversight": About(
        "一位任命人员的一年",
        supervise_data.EXAMPLE,
        supervise_data.oversight_span,
        supervise_data.oversight,
        supervise_data.usual_oversight,
    ),
    "draft_law": _record(DraftLaw, "草案编号，如 C0001", law_data.hearing),
    "project": _record(Project, "项目编号，如 X0001", project_data.work),
    "deeds": About(
        "一年的民生实事",
        period.EXAMPLE,
        project_data.deeds_span,
        project_data.deeds,
        lambda store: Span("deeds", _month(store)[:4]),
    ),
    "day": About(
        "一天",
        "日期，如 2026-10-14",
        lambda store, word: exactly("day", word, 10, ABOUT["day"].example),
        span_data.day_data,
        _day,
    ),
    "blanks": About(
        "一个接待日",
        "日期，如 2026-10-14",
        lambda store, word: exactly("blanks", word, 10, ABOUT["blanks"].example),
        post_data.blank_forms,
        lambda store: next((Span("blanks", one.received_at) for one in waiting(store)), None),
    ),
    "month": About(
        "一个月",
        ABOUT_MONTH,
        lambda store, word: exactly("month", word, 7, ABOUT_MONTH),
        span_data.whole_month,
        lambda store: Span("month", _month(store)),
    ),
    "period": About(
        "一段时间",
        period.EXAMPLE,
        span_data.period_span,
        span_data.period_data,
        lambda store: Span("period", _month(store)),
    ),
    "issues": About(
        "一批意见",
        "2026-10，或 2026-10 区住建局",
        lambda store, word: span("issues", word),
        span_data.cut_data,
        lambda store: Span("issues", _month(store)),
    ),
    "deputy": About("一位代表", "陈秀兰 2026-10", _person, span_data.person_data, _deputy),
    "year": About(
        "一位代表的一年",
        "陈秀兰 2026",
        _year,
        span_data.person_data,
        lambda store: (found := _deputy(store)) and found._replace(noun="year", when=found.when[:4]),
    ),
    "log": About(
        "一个月，或者一个点的一个月",
        "2026-10，或 2026-10 前后庄村联络点",
        _log,
        span_data.log_data,
        lambda store: Span("log", _month(store)),
    ),
    "rota": About(
        "接待日安排",
        period.EXAMPLE,
        lambda store, word: span_data.period_span(store, word)._replace(noun="rota"),
        post_data.receptions,
        lambda store: Span("rota", period.of(_month(store), period.QUARTER)),
    ),
    "reception": About(
        "一个接待日",
        f"日期，如 {post_data.DAY}",
        post_data.reception_span,
        post_data.receptions,
        post_data.next_reception,
    ),
    "place": About(
        "家站点", "名称，如 渔泽镇人大代表联络站", post_data.place_span, post_data.post, post_data.own_place
    ),
    "board": About(
        "公示的月份或季度",
        "2026-10 或 2026-Q4",
        post_data.board_span,
        post_data.board,
        lambda store: Span("board", _month(store)),
    ),
    "merit": About(
        "一年的考核",
        "年份，如 2026",
        lambda store, word: post_data.year_span(store, word)._replace(noun="merit"),
        post_data.merits,
        lambda store: Span("merit", _month(store)[:4]),
    ),
    "archive": About(
        "一年的档案",
        "年份，如 2026",
        post_data.year_span,
        post_data.archive,
        lambda store: Span("archive", _month(store)[:4]),
    ),
    "own_table": About(
        "一张存过的报表",
        "存下时起的名字",
        lambda store, word: Span("own_table", "", own_table.kept_one(store, word).name),
        own_data,
        lambda store: next((Span("own_table", "", one.name) for one in own_table.kept(store)), None),
    ),
    "lamps": About(
        "一年的自检",
        "2026，或 2026 前后庄村联络点",
        selfcheck.span_of,
        selfcheck.sheet_data,
        lambda store: Span("lamps", _month(store)[:4]),
    ),
    "stations": About(
        "各站眼下的情况",
        "不用写",
        lambda store, word: Span("stations"),
        span_data.standings,
        lambda store: Span("stations") if store.identity.role == whose.DISTRICT_ROLE else None,
    ),
    "now": About("眼下", "不用写", lambda store, word: Span("now"), span_data.calls, lambda store: Span("now")),
}

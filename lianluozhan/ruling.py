"""规则 as people look at them: what holds this year, who set it, and how it is changed where that is theirs to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from lianluozhan import lamprule, standard, suggestion
from lianluozhan.act import LOCAL, Act
from lianluozhan.action import STATION_ROLE, SUGGESTION
from lianluozhan.activity import GROUP, Activity
from lianluozhan.calendar import EXCHANGED, REST, WEEKEND, WORK, CalendarDay, WorkCalendar, calendar_of
from lianluozhan.deadline import MONTHS, WORKING, Rule, default_rules, rules_of
from lianluozhan.errors import BadInput, BadValue, NotAllowed
from lianluozhan.parts import ASK_DISTRICT, MERIT, SELFCHECK, is_on
from lianluozhan.points import MORE, RULE as POINTS, Kind, PointTable, read_table, said, table_of, written
from lianluozhan.record import new_id, present
from lianluozhan.retention import KEEPING, RULE as RETENTION, shipped as retained, years
from lianluozhan.rota import LEAST, shipped_least
from lianluozhan.rulebook import KEPT_FOR, reasons
from lianluozhan.ruling_words import BASE
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from lianluozhan.wording import WORDS, default_words, lettered, typed_lines, words_of
from lianluozhan.yearplan import shipped_least as least_activities

LIMITS, TIMES, DAYS, SAYINGS, BALLOTS, SIGNERS = "办理期限", "接待和活动", "放假和调休", "用语", "测评标准", "代表联名"
SHIPPED, DISTRICT, OWN = "随程序", "区里定的", "本单位定的"
FIXED = "区里定的，本站不能改；要改请告诉区里。"


class Ruling(NamedTuple):
    """One rule: its name, or that of a kind of duty in the table of points; what it says in words, what it is founded on,
    who set it; `fixed`: it is not ours to change; `values` as its form shows them."""

    group: str
    name: str
    words: str
    source: str
    whose: str
    fixed: bool
    values: Mapping[str, Any]


def rulings(store: Store, year: int) -> list[Ruling]:
    """Every rule that holds in a year, in groups."""
    return [
        *_limits(store, year),
        *_times(store, year),
        *_lamps(store, year),
        _keeping(store, year),
        *_sayings(store, year),
        *_points(store, year),
        *_ballots(store, year),
        *_calendar(store, year),
    ]


def _source(row: Rule | None, shipped: str = "") -> str:
    """What a rule is founded on: as its record says, else as the program has it."""
    return row.source or "" if row else shipped


def _limits(store: Store, year: int) -> Iterator[Ruling]:
    shipped = {row["name"]: row["source"] for row in default_rules()}
    rules = rules_of(store, year)
    for name in dict.fromkeys([*shipped, *rules]):
        values = rules[name]
        if "days" in values:
            row = _row(store, name, year)
            most = f"，最长 {_counted(values['most'], values)}" if "most" in values else ""
            words = _counted(values["days"], values) + most
            yield Ruling(LIMITS, name, words, _source(row, shipped.get(name, "")), *_whose(store, row), values)


def _counted(number: int, values: Mapping[str, Any]) -> str:
    unit = values.get("unit", WORKING)
    return f"{number} {unit if unit == MONTHS else f'个{unit}'}"


def _times(store: Store, year: int) -> Iterator[Ruling]:
    rules = rules_of(store, year)
    wanted = (
        (Schedule.label, shipped_least(), "每位代表一年至少接待 {} 次"),
        (Activity.label, least_activities(), f"{GROUP}每季度至少 {{}} 次"),
    )
    for name, usual, said_ in wanted:
        row, values = _row(store, name, year), rules.get(name) or {}
        times = values.get(LEAST, usual)
        yield Ruling(TIMES, name, said_.format(times), _source(row), *_whose(store, row), {"times": times})


def _keeping(store: Store, year: int) -> Ruling:
    row, values = _row(store, RETENTION, year), years(store, date(year, 12, 31))
    words = "，".join(f"{KEPT_FOR[name].label} {values[name]} 年" for name in KEPT_FOR)
    return Ruling(KEEPING, RETENTION, words, _source(row, retained()["source"]), *_whose(store, row), values)


def _ballots(store: Store, year: int) -> Iterator[Ruling]:
    """The standards ballots are counted by, and how many bring a 议案; of a part that is off nothing."""
    sources = {row["name"]: row["source"] for row in standard.default_standards()}
    for name in standard.names() if is_on(store, MERIT) else ():
        row, held = _row(store, name, year), standard.standard_of(store, name, year)
        words, source = "；".join(held.lines()), _source(row, sources[name])
        yield Ruling(BALLOTS, name, words, source, *_whose(store, row), standard.shown(held))
    if not is_on(store, SUGGESTION):
        return
    name = suggestion.RULE
    row, least = _row(store, name, year), rules_of(store, year).get(name) or suggestion.shipped()
    words = "，".join(f"{level} {number} 名" for level, number in least.items())
    yield Ruling(SIGNERS, name, words, _source(row), *_whose(store, row), {})


def _lamps(store: Store, year: int) -> Iterator[Ruling]:
    """What the lamps of the self-check ask, where that part is on."""
    row, asked = _row(store, lamprule.NAME, year), lamprule.standards(store, year)
    source, whose = _source(row, lamprule.shipped()["source"]), _whose(store, row)
    for key, said_ in lamprule.SAID.items() if is_on(store, SELFCHECK) else ():
        label, words = lamprule.LABELS[key], said_.format(asked[key])
        yield Ruling(lamprule.NAME, label, words, source, *whose, {"times": asked[key]})


def _sayings(store: Store, year: int) -> Iterator[Ruling]:
    sources = {row["name"]: row["source"] for row in default_words()}
    for name, values in words_of(store, year).items():
        row, said_ = _row(store, name, year), values.get(WORDS)
        words = "；".join(said_ if said_ is not None else lettered({name: values}))
        shown = values if said_ is None else {**values, WORDS: "\n".join(said_)}
        yield Ruling(SAYINGS, name, words, _source(row, sources.get(name, "")), *_whose(store, row), shown)


def _points(store: Store, year: int) -> Iterator[Ruling]:
    table = table_of(store, year)
    whose, base = _whose(store, _row(store, POINTS, year)), said(table.base)
    yield Ruling(POINTS, BASE, f"每人每年 {base} 分", table.source, *whose, {"base": base})
    for kind in table.kinds.values():
        yield Ruling(POINTS, kind.kind, _formula(kind), table.source, *whose, _typed(kind))


def _formula(kind: Kind) -> str:
    parts = [f"第一次 {said(kind.base)} 分"]
    if kind.extra:
        parts.append(f"{MORE} {said(kind.extra)} 分")
    if kind.cap is not None:
        parts.append(f"封顶 {said(kind.cap)} 分")
    if kind.least:
        parts.append(f"至少 {kind.least} 次")
    if kind.also:
        parts.append(f"也算：{'；'.join(kind.also)}")
    return "，".join(parts)


def _typed(kind: Kind) -> dict[str, Any]:
    return {
        "base": said(kind.base),
        "extra": said(kind.extra),
        "cap": None if kind.cap is None else said(kind.cap),
        "times": kind.least or None,
        "theme": kind.theme,
        "also": "\n".join(kind.also) or None,
    }


def _calendar(store: Store, year: int) -> Iterator[Ruling]:
    rows = [row for row in store.find(CalendarDay, order="date, id") if row.date[:4] == str(year)]
    calendar = calendar_of(store)
    known = calendar.known(year)
    words = "放假通知已有" if known else "放假通知还没有，节假日暂定"
    sources = "、".join(dict.fromkeys(row.source for row in rows if row.source))
    source = sources or ("国务院办公厅放假通知，随程序" if known else "")
    whose = _whose(store, rows[-1] if rows else None)[0]
    yield Ruling(DAYS, f"{year}年", words, source, whose, True, {"days": "\n".join(_holidays(calendar, year))})


def _holidays(calendar: WorkCalendar, year: int) -> Iterator[str]:
    """国庆节：10月1日至10月7日休；10月10日班 …, a line for each run of days of one name."""
    first = date(year, 1, 1)
    every = (calendar.day(first + timedelta(days=n)) for n in range((date(year + 1, 1, 1) - first).days))
    notes = [note for note in every if note.why == EXCHANGED or (not note.working and note.why != WEEKEND)]
    for (why, _run), run in groupby(enumerate(notes), lambda pair: (pair[1].why, pair[1].day.toordinal() - pair[0])):
        days = [note.day for _n, note in run]
        ends = "至".join(dict.fromkeys(f"{day.month}月{day.day}日" for day in (days[0], days[-1])))
        yield f"{ends}　{WORK if why == EXCHANGED else REST}　{why}"


def _row(store: Store, name: str, year: int) -> Rule | None:
    """The record that says what holds."""
    rows = [row for row in store.find(Rule, "name=?", (name,)) if row.values and (row.year or 0) <= year]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.world != LOCAL, row.created_at or "", row.id))
    years_said = {row.year for row in rows}
    return max(rows, key=lambda row: row.year or 0) if len(years_said) > 1 else rows[-1]


def _whose(store: Store, row: Any) -> tuple[str, bool]:
    """Who set it, and whether it is not ours to change."""
    if row is None:
        return SHIPPED, False
    ours = row.world == LOCAL or (row.world == store.identity.world and store.identity.role != STATION_ROLE)
    return (OWN, False) if ours else (DISTRICT, True)


# -- changing


def change(act: Act, one: Ruling, typed: Mapping[str, Any], year: int, source: str) -> None:
    """A rule is another from a year on; what is counted already stays. Raises BadInput, NotAllowed and changes nothing."""
    if one.fixed:
        raise NotAllowed(f"这一条是{one.whose}，本站不能改", then=ASK_DISTRICT)
    if one.group == POINTS:
        name, values = POINTS, _table(table_of(act.store, year), one.name, typed)
    elif one.group == TIMES:
        held = rules_of(act.store, year).get(one.name) or {}
        name, values = one.name, {**held, LEAST: typed["times"]}
    elif one.group == BALLOTS:
        name, values = one.name, _standard(typed)
    elif one.group == lamprule.NAME:
        key = next(key for key, label in lamprule.LABELS.items() if label == one.name)
        name, values = lamprule.NAME, {**(rules_of(act.store, year).get(lamprule.NAME) or {}), key: typed["times"]}
    else:
        name, values = one.name, {key: value for key, value in typed.items() if value is not None}
        if WORDS in one.values:
            values[WORDS] = typed_lines(values.get(WORDS, ""))
    try:
        wrong = reasons(name, values)
        if name == POINTS:
            values = written(read_table({**values, "source": source}))
    except BadValue as bad:
        raise BadInput(f"{POINTS}：{bad}", then="请改好这一项再保存") from None
    if wrong:
        raise BadInput("；".join(why for _what, why in wrong), then="请改好再保存")
    _write(act, name, values, year, source)


def _standard(typed: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return standard.from_words(typed["choices"], typed["results"], typed.get("items") or "")
    except BadValue as bad:
        raise BadInput(f"{BALLOTS}：{str(bad).partition('：')[2]}", then="请改好再存") from None


def _table(table: PointTable, kind: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The whole table with one kind, or the base, written anew."""
    values = written(table)
    if kind == BASE:
        return values | {"base": typed["base"]}
    said_ = {name: typed[name] for name in ("base", "extra", "cap", "theme")}
    said_ |= {"least": typed["times"], "also": typed_lines(typed.get("also") or "") or None}
    rows = [present(row | said_) if row["kind"] == kind else row for row in values["kinds"]]
    return values | {"kinds": rows}


def _write(act: Act, name: str, values: Mapping[str, Any], year: int, source: str) -> None:
    own = act.store.identity
    world = LOCAL if own.role == STATION_ROLE else own.world
    held = next((row for row in act.store.find(Rule, "name=? AND year=?", (name, year)) if row.world == world), None)
    told = {"values": dict(values), "source": source}
    act.write(Rule, held.id if held else new_id(), told if held else {"name": name, "year": year, **told}, world)

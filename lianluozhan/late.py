"""更正和补记: what was changed in a closed month after its closing, told in the papers of the month that is open then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lianluozhan import period
from lianluozhan.action import CORRECT
from lianluozhan.blank import RESERVED, UNUSED
from lianluozhan.duty import Duty
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.journal import Entry
from lianluozhan.month import MonthEnd, books
from lianluozhan.note import Note
from lianluozhan.readable import local
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.typed.when import spaced
from lianluozhan.visit import Visit

CORRECTED, ADDED = "更正", "补记"
DATED: Mapping[str, tuple[type[Record], str]] = {
    cls.noun: (cls, name) for cls, name in ((Visit, "received_at"), (Issue, "registered_at"), (Duty, "begin"))
}
TOLD: Mapping[str, tuple[type[Record], str]] = {
    **DATED,
    Followup.noun: (Followup, "acted_on"),
}  # a step belongs to the month it was taken in


class Late(NamedTuple):
    """One change of a closed month. `told` names open values as they were and are, of private ones only the labels;
    `reason` is private."""

    month: str
    kind: str
    record: str
    told: str
    on: str
    by: str
    reason: str | None


def late_changes(store: Store, month: str) -> list[Late]:
    """What the papers of `month` tell of earlier months: written after their closing, and not told before."""
    own = "world=? AND closed_on IS NOT NULL", (store.identity.world,)
    closings = {one.month: _closing(store, one) for one in store.find(MonthEnd, *own, order="month")}
    earlier = [one for one in closings if one < month]
    if not earlier:
        return []
    months, found, begun = books(store), [], set()
    for entry in _since(store, closings[max(earlier)]):
        held = store.get(TOLD[entry.body["kind"]][0], (entry.body["world"], entry.body["id"]))
        if held is None or held.voided in (RESERVED, UNUSED):
            continue
        day = _day(store, held)
        of = months.month_of(day) if day else ""
        if of in earlier and not _seen(store, closings[of], entry) and _told_in(store, closings, of, entry) == month:
            late = _step(store, held, entry, of) if isinstance(held, Followup) else _late(store, held, entry, of)
            found.append((late, held, entry.body["act_id"]))
            if not isinstance(held, Followup):
                begun.add(entry.body["act_id"])
    told = [late for late, held, act_id in found if not isinstance(held, Followup) or act_id not in begun]
    return sorted(told, key=lambda late: (late.month, late.on))


def told_later(store: Store, held: Record) -> tuple[str, str] | None:
    """Of a record of a closed month that month, and the one whose papers tell what is written to it now; None while it is open."""
    months, day = books(store), _day(store, held)
    of = told = months.month_of(day) if day else ""
    if of not in months.closed:
        return None
    while told in months.closed:
        told = period.step(told, 1)
    return of, told


def _day(store: Store, held: Record) -> str:
    """The day that says which month it belongs to: of a 更正 of a step that of the step."""
    if isinstance(held, Followup) and held.action == CORRECT.word:
        mended = store.get(Followup, (held.world, *(held.to or ("",))[:1]))
        return _day(store, mended) if mended else ""
    return held.data.get(TOLD[held.noun][1]) or ""


def _step(store: Store, held: Followup, entry: Entry, of: str) -> Late:
    """意见 …Y0003 补记：9月20日答复: a step taken in a closed month, or what mends one, typed since."""
    issue = store.get(Issue, (held.world, held.issue))
    mends = held.action == CORRECT.word
    step = store.the(Followup, (held.world, held.to[0])) if mends else held
    day = _day(store, held)
    said = f"{int(day[5:7])}月{int(day[8:10])}日{step.action}" + (f"（{held.how}）" if mends and held.how else "")
    name = f"{Issue.label} {(issue.number if issue else None) or ''}".rstrip()
    kind, body = CORRECTED if mends else ADDED, entry.body
    return Late(of, kind, name, said, (local(body["at"]) or "")[:10], body["operator"], held.reason if mends else None)


def _since(store: Store, closing: Entry) -> Iterator[Entry]:
    """What a closing had not seen, of the records that belong to a month."""
    known = {**store.seen.at(closing.place), closing.stream: closing.seq}
    kinds = ",".join("?" * len(TOLD))
    for stream in store.opens:
        yield from store.entries(
            f"stream=? AND seq>? AND kind IN ({kinds}) ORDER BY seq", (stream, known.get(stream, 0), *TOLD)
        )


def _told_in(store: Store, closings: Mapping[str, Entry], of: str, entry: Entry) -> str:
    """The first month after `of` whose closing had seen the change, else the one after the last that is closed."""
    month = of
    while True:
        month = period.step(month, 1)
        if month not in closings or _seen(store, closings[month], entry):
            return month


def _closing(store: Store, month: MonthEnd) -> Entry:
    """The entry that closed it, the last where it was closed twice."""
    *_, last = store.entries("id=? AND world=? AND kind=? ORDER BY stream, seq", (month.id, month.world, MonthEnd.noun))
    return last


def _seen(store: Store, closing: Entry, entry: Entry) -> bool:
    return closing.place == entry.place or store.seen.saw(closing.place, entry.place)


def _late(store: Store, held: Record, entry: Entry, of: str) -> Late:
    fields, body = type(held).fields, entry.body
    before = _before(store, entry)
    new = before is None
    written = {**body["set"], **dict.fromkeys(body.get("private", {}).get("fields", ()))}
    said = (
        "登记"
        if new
        else "；".join(
            _change(fields[name], (before or {}).get(name), value) for name, value in written.items() if name in fields
        )
    )
    name = f"{held.label} {held.data.get('number') or ''}".rstrip()
    return Late(
        of,
        ADDED if new else CORRECTED,
        name,
        said,
        (local(body["at"]) or "")[:10],
        body["operator"],
        _reason(store, held, body["act_id"]),
    )


def _before(store: Store, entry: Entry) -> dict[str, Any] | None:
    """The open values a record had before a change; None where it was new."""
    held: dict[str, Any] = {}
    known = False
    for other in store.entries(
        "id=? AND world=? AND kind=? ORDER BY stream, seq", (entry.body["id"], entry.body["world"], entry.body["kind"])
    ):
        if other.place != entry.place and store.seen.saw(entry.place, other.place):
            known, held = True, held | other.body["set"]
    return held if known else None


def _change(field: Any, before: Any, now: Any) -> str:
    if field.name == "voided":
        return "恢复" if now is None else "作废"
    if field.private or field.of:
        return field.label
    return f"{field.label}由“{_plain(before)}”改为“{_plain(now)}”"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "空" if value is None else spaced(value)


def _reason(store: Store, held: Record, act_id: str) -> str | None:
    for note in store.find(Note, "about=? AND text IS NOT NULL", (held.id,)):
        if any(entry.body["act_id"] == act_id for entry in store.entries("id=? AND kind='note'", (note.id,))):
            return note.text
    return held.voided if isinstance(held.voided, str) else None


def lines(changes: Iterable[Late], masked: bool = False) -> Iterator[str]:
    """As paper says it: 9月 接待 …J0003 更正：人数由“1”改为“3”（10-05 赵敏；登记时写错）."""
    for one in changes:
        why = f"；{one.reason}" if one.reason and not masked else ""
        yield f"{int(one.month[5:])}月 {one.record} {one.kind}：{one.told}（{one.on[5:]} {one.by}{why}）"

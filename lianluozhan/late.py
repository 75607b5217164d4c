"""更正和补记: what was changed in a closed month after its closing, told in the papers of the month that is open then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lianluozhan.duty import Duty
from lianluozhan.issue import Issue
from lianluozhan.journal import Entry
from lianluozhan.month import MonthEnd
from lianluozhan.note import Note
from lianluozhan.readable import local
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.visit import Visit

CORRECTED, ADDED = "更正", "补记"
DATED: Mapping[str, tuple[type[Record], str]] = {
    cls.noun: (cls, name) for cls, name in ((Visit, "received_at"), (Issue, "registered_at"), (Duty, "begin"))
}  # fmt: skip


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
    closings = {one.month: _closing(store, one) for one in store.find(MonthEnd, "closed_on IS NOT NULL", order="month")}
    earlier = [one for one in closings if one < month]
    if not earlier:
        return []
    found = []
    for entry in _since(store, closings[max(earlier)]):
        held = store.get(DATED[entry.body["kind"]][0], (entry.body["world"], entry.body["id"]))
        of = (held.data.get(DATED[held.noun][1]) or "")[:7] if held else ""
        if of in earlier and not _seen(store, closings[of], entry) and _told_in(store, closings, of, entry) == month:
            found.append(_late(store, held, entry, of))
    return sorted(found, key=lambda late: (late.month, late.on))


def _since(store: Store, closing: Entry) -> Iterator[Entry]:
    """What a closing had not seen, of the records that belong to a month."""
    known = {**store.seen.at(closing.place), closing.stream: closing.seq}
    kinds = ",".join("?" * len(DATED))
    for stream in store.opens:
        yield from store.entries(f"stream=? AND seq>? AND kind IN ({kinds}) ORDER BY seq", (stream, known.get(stream, 0), *DATED))


def _told_in(store: Store, closings: Mapping[str, Entry], of: str, entry: Entry) -> str:
    """The first month after `of` whose closing had seen the change, else the one after the last that is closed."""
    month = of
    while True:
        year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
        month = f"{year}-{number + 1:02d}"
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
    said = "登记" if new else "；".join(_change(fields[name], (before or {}).get(name), value) for name, value in written.items() if name in fields)
    name = f"{held.label} {held.data.get('number') or ''}".rstrip()
    return Late(of, ADDED if new else CORRECTED, name, said, (local(body["at"]) or "")[:10], body["operator"], _reason(store, held, body["act_id"]))


def _before(store: Store, entry: Entry) -> dict[str, Any] | None:
    """The open values a record had before a change; None where it was new."""
    held: dict[str, Any] = {}
    known = False
    for other in store.entries("id=? AND world=? AND kind=? ORDER BY stream, seq", (entry.body["id"], entry.body["world"], entry.body["kind"])):
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
    return "空" if value is None else str(value).replace("T", " ")


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

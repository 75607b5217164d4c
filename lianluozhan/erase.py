"""脱敏: what a person's reception left behind is erased together, and it is said before what goes, what stays and where copies lie.

What goes, in every file of the folder: names, phones, addresses, words, papers. What stays: that it was, when and where,
of which kind, how it ended; so every count is what it was. The journal verifies as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.appointment import Appointment
from lianluozhan.ballot import Ballot
from lianluozhan.bystander import ALSO, CALLED, beside, called, in_part, told
from lianluozhan.deputy import Deputy
from lianluozhan.erased import Erasing, with_private
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.journal import ERASE, ERASED, digest
from lianluozhan.month import MonthEnd, books
from lianluozhan.note import Note
from lianluozhan.opinion import Opinion
from lianluozhan.place import Place, own_place_id
from lianluozhan.project import Project
from lianluozhan.record import Record
from lianluozhan.store import Rows, Store
from lianluozhan.table import VOIDED_TOO, by_id, chunks, records
from lianluozhan.visit import Visit

STAYS = "编号、日期、地点、类别、处理方式、办理单位和时限、满意度、人数都留着，统计数字不变"
GOES = "姓名、电话、住址、身份证号，原话、诉求、答复、概括、办理内容和备注，项目的当事人和协议，代表固定联系户里他的那一户，附件"
WRITE_HEAD = "请写站长的姓名"
FOREVER = "去掉以后谁也找不回来"
GOES_ON = "还有别人反映：只去掉他的，意见接着办"
ORDER = (Visit, Issue, Followup, Appointment, Opinion, Project, Note, Deputy, Ballot, MonthEnd)
# Fields of an issue, and those of the visit they were said in first.
RAISED = {
    "raised_by": "visitor_name",
    "raiser_phone": "visitor_phone",
    "raiser_address": "visitor_address",
    "statement": "statement",
}
DAYS = "received_at", "registered_at", "at", "raised_on", "acted_on", "closed_on"  # on which something was said or done
NUMBERED = re.compile(r".*-(\d{4})(\d\d)(\d\d)-[0-9A-F]{6}")
LISTED = "TM"  # how the number of a list begins


class Going(NamedTuple):
    """What is erased together: the records, {label: how many}, issues that stay because others raised them too, the
    open parts (record, label) that name the person and cannot be taken out, where else (record, label) they stand and
    what is done there; of records that stay, {id: what is private of the others} where something of the person's goes."""

    records: tuple[Record, ...]
    counts: dict[str, int]
    shared: tuple[Issue, ...]
    named: tuple[tuple[Record, str], ...]
    all: tuple[Record, ...]  # also what has nothing private left
    elsewhere: tuple[tuple[Record, str], ...]
    rest: Mapping[str, Mapping[str, Any]]
    also: tuple[str, ...]  # 代表 单俊峰 的固定联系户里也写着…: each place somebody stands in what is not erased

    @property
    def said(self) -> str:
        """接待 2、意见 1、办理 4."""
        return "、".join(f"{label} {number}" for label, number in self.counts.items())

    @property
    def partly(self) -> list[str]:
        """代表 单俊峰, 项目 X0001: of whom only what names the person goes."""
        left = [one for one in self.records if one.id in self.rest and not isinstance(one, Issue)]
        return [f"{one.label} {_short(one)}" for one in left]


def going(store: Store, roots: Iterable[Record]) -> Going:
    """All that goes with some receptions, issues or appointments; of each only what still has something private."""
    found = {(one.noun, one.id): one for one in roots}
    while more := {key: one for key, one in _beside(store, found.values()) if key not in found}:
        found |= more
    shared = [one for one in _issues_of(store, found.values()) if (one.noun, one.id) not in found]
    rest = {one.id: kept for one in shared if (kept := _of_others(store, one, found.values()))}
    aside = beside(store, found, rest)
    wholly = [one for one in found.values() if not isinstance(one, Deputy)]  # a deputy's own is the deputy's
    partly = [one for one in shared if one.id in rest]
    held = _private(store, [*wholly, *partly, *aside.records, *_months(store, found.values())])
    return Going(
        records=tuple(held),
        counts=dict(Counter(one.label for one in held)),
        shared=tuple(shared),
        named=tuple(_named(store, found.values())),
        all=tuple(found.values()),
        elsewhere=aside.elsewhere,
        rest={**rest, **aside.rest},
        also=tuple(_also(store, one, label) for one, label in aside.elsewhere),
    )


def _also(store: Store, one: Record, label: str) -> str:
    return f"{one.label} {_short(one)} 的{label}{ALSO}{told(store, one, label)}"


def number_of(world: str, day: str, one: Going) -> str:
    """The number of a list made on a day: other records, another number; so what is erased is what was signed."""
    said = "\n".join(sorted(f"{record.noun} {record.id}" for record in one.records))
    return f"{LISTED}{world}-{day.replace('-', '')}-{digest(said.encode())[:6].upper()}"


def day_in(number: str) -> str:
    """The day the list of a typed number was made for, so that it is made again for that day; "" where it has none."""
    found = NUMBERED.fullmatch("".join(number.split()).upper())
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""


def head_of(store: Store) -> str:
    """The 站长 whose name confirms; "" where none is written down."""
    place = store.get(Place, (store.identity.world, own_place_id(store.identity.world)))
    return (place.head if place else None) or ""


def check_confirmed(store: Store, number: str, by: str, typed: str) -> None:
    """Whether the person who confirms is the 站长, and the number that of the list as it is now. Raises BadInput."""
    head = head_of(store)
    if not by:
        raise BadInput("没有写是谁确认的", then=WRITE_HEAD)
    if head and by != head:
        raise BadInput(
            f"确认的人要是站长（{head}）", then="请站长在清单上签字，写站长的姓名；站长换了的，先在家站点里改"
        )
    if "".join(typed.split()).upper() != number:
        raise BadInput("清单编号对不上", then=f"请重新印一份清单、签字，照上面的编号写；现在这份是 {number}")


def erase(act: Act, one: Going, number: str, by: str) -> None:
    """The station's entries that erase these records; the bytes leave the journal and the tables when the act ends."""
    if act.store.identity.role != "station":
        raise NotAllowed("脱敏由联络站来做", then="区里请写一条到期脱敏，随报送包带给站里")
    for record in one.records:
        act.record(ERASE, record.id, {"of": record.noun, "list": number, "by": by}, record.world)
    for record in one.records:
        if one.rest.get(record.id):
            act.amend(record, one.rest[record.id])  # has seen the erasing, so it stays


def follow(act: Act, which: Sequence[Erasing], by: str) -> None:
    """At the district: what its stations erased is destroyed here too."""
    if not by:
        raise BadInput("没有写是谁确认的", then="请写经办人的姓名")
    for one in {(one.noun, one.world, one.id): one for one in which}.values():
        act.record(ERASED, one.id, {"of": one.noun, "list": one.list, "by": by}, one.world)


def kept(store: Store, rows: Rows, went: Rows, partly: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """{id: what stays private} of the records that lose it again in a data file older than an erasing, of which `partly` went
    only in part; of those whose people are not all here nothing stays in which they may be named."""
    ids, people = _ids(rows), _ids(went)
    roots = [one for cls in (Visit, Appointment, Opinion) for one in by_id(store, cls, ids.get(cls.noun, ())).values()]
    one = going(store, roots)
    shared = {record.id for record in one.shared}
    alone = by_id(store, Issue, ids.get(Issue.noun, set()) - shared).values()
    parts = {id: one.rest[id] for id in shared & ids.get(Issue.noun, set()) & one.rest.keys()}
    known = all(
        with_private(store, cls.noun, people.get(cls.noun, ())) == people.get(cls.noun, set()) for cls in CALLED
    )
    others = {noun: found if noun == Deputy.noun else found.intersection(partly) for noun, found in ids.items()}
    return parts | in_part(store, others, [*one.all, *alone], known=known)


def _ids(rows: Rows) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for noun, _world, id in rows:
        ids.setdefault(noun, set()).add(id)
    return ids


def _beside(store: Store, found: Iterable[Record]) -> Iterable[tuple[tuple[str, str], Record]]:
    """What goes with records: the issues only they raised, an issue's receptions that raised nothing else, facts, notes."""
    found = list(found)
    visits = {one.id for one in found if one.noun == Visit.noun}
    issues = {one.id for one in found if one.noun == Issue.noun}
    more: list[Record] = [one for one in _issues_of(store, found) if set(one.visits or ()) <= visits]
    more += [one for one in _visits_of(store, found) if {issue.id for issue in _issues_of(store, [one])} <= issues]
    for cls, column, ids in (
        (Followup, "issue", issues),
        (Appointment, "visit", visits),
        (Opinion, "visit", visits),
        (Note, "about", {one.id for one in found}),
    ):
        for marks, part in chunks(ids):
            more += store.find(cls, f"{column} IN ({marks}) AND {VOIDED_TOO}", part)
    over = [one for one in _projects(store, issues) if one.finished_on or one.stopped_on]
    more += [one for one in over if set(one.issues) <= issues]
    return [((one.noun, one.id), one) for one in more]


def _issues_of(store: Store, found: Iterable[Record]) -> list[Issue]:
    """The issues that receptions are behind."""
    issues: dict[str, Issue] = {}
    for marks, part in chunks({one.id for one in found if one.noun == Visit.noun}):
        where = f"id IN (SELECT i.id FROM issue i, json_each(i.visits) v WHERE v.value IN ({marks})) AND {VOIDED_TOO}"
        issues |= {one.id: one for one in store.find(Issue, where, part)}
    return list(issues.values())


def _visits_of(store: Store, found: Iterable[Record]) -> list[Visit]:
    wanted = {(one.world, id) for one in found if isinstance(one, Issue) for id in one.visits or ()}
    return [visit for _key, visit in records(store, Visit, wanted)]


def _projects(store: Store, issues: Iterable[str]) -> list[Project]:
    """The projects that came of issues."""
    found: dict[str, Project] = {}
    for marks, part in chunks(set(issues)):
        where = f"EXISTS (SELECT 1 FROM json_each(issues) i WHERE i.value IN ({marks})) AND {VOIDED_TOO}"
        found |= {one.id: one for one in store.find(Project, where, part)}
    return list(found.values())


def _of_others(store: Store, issue: Issue, found: Iterable[Record]) -> dict[str, Any]:
    """What stays private of an issue that others raised too; {} where nothing in it is of those who go alone."""
    leaving = {one.id for one in found if one.noun == Visit.noun}
    visits = sorted(_visits_of(store, [issue]), key=lambda one: one.received_at)
    theirs = [one for one in visits if one.id in leaving]
    others = [one for one in visits if one.id not in leaving and not one.voided]
    held = {name: issue.data[name] for name, field in issue.written().items() if field.private and issue.data[name]}
    kept: dict[str, Any] = {}
    if others:
        kept = {name: value for name, value in held.items() if not _only_theirs(name, value, theirs, others)}
        first = others[0].data
        kept |= {name: first[RAISED[name]] for name in held.keys() - kept.keys() if first[RAISED[name]]}
    papers = _digests(theirs) - _digests(others)
    if papers and held.get("attachments"):
        kept["attachments"] = [paper for paper in held["attachments"] if paper["digest"] not in papers]
    return {} if kept == held else kept


def _only_theirs(name: str, value: Any, theirs: Iterable[Visit], others: Iterable[Visit]) -> bool:
    """Whether what an issue says was said by those who go, and by none of the others."""
    said_as = RAISED.get(name)
    if said_as is None:
        return False
    return value in {one.data[said_as] for one in theirs} - {one.data[said_as] for one in others}


def _digests(visits: Iterable[Visit]) -> set[str]:
    return {paper["digest"] for one in visits for paper in one.attachments or ()}


def _months(store: Store, found: Iterable[Record]) -> list[MonthEnd]:
    """The closed months whose kept papers may name the people: from the first day to the last one anything was written of them."""
    found = list(found)
    days = [day[:10] for one in found for day in map(one.data.get, DAYS) if day]
    for marks, part in chunks({one.id for one in found}):
        # what was written late stands among the corrections of that month
        sql = f"SELECT max(json_extract(data, '$.at')) FROM entry WHERE id IN ({marks})"
        days += [clock.local_day(at) for (at,) in store.db.execute(sql, part) if at]
    if not days:
        return []
    months = books(store).month_of(min(days)), books(store).month_of(max(days))
    where = f"world=? AND month BETWEEN ? AND ? AND {VOIDED_TOO}"
    return store.find(MonthEnd, where, (store.identity.world, *months), "month")


def _private(store: Store, found: Iterable[Record]) -> list[Record]:
    groups: dict[str, list[Record]] = {}
    for one in found:
        groups.setdefault(one.noun, []).append(one)
    held = {noun: with_private(store, noun, {one.id for one in group}) for noun, group in groups.items()}
    private = [one for noun, group in groups.items() for one in group if one.id in held[noun]]
    return sorted(private, key=lambda one: (_order(one), one.data.get("number") or one.id))


def _order(one: Record) -> int:
    return next((place for place, cls in enumerate(ORDER) if isinstance(one, cls)), len(ORDER))


def _named(store: Store, found: Iterable[Record]) -> Iterable[tuple[Record, str]]:
    """Where an open part has a name or a phone of theirs: it was never apart, so it stays."""
    found = list(found)
    words = called(found)
    for one in found:
        for name, field in one.written().items():
            value = one.data.get(name)
            if not field.private and isinstance(value, str) and any(word in value for word in words):
                yield one, field.label


def _short(record: Record) -> str:
    return (record.data.get("number") or "").rpartition("-")[2] or record.data.get("name") or ""

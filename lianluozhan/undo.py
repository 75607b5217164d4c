"""撤销: an act is undone by another act, which writes what was before and voids what the first one made; nothing is erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lianluozhan import action as table
from lianluozhan.act import LOCAL, Act, own
from lianluozhan.calendar import CalendarDay
from lianluozhan.course import facts_of
from lianluozhan.deadline import Rule
from lianluozhan.duty import Duty, origin
from lianluozhan.errors import NotAllowed
from lianluozhan.fold import fold
from lianluozhan.followup import Followup
from lianluozhan.handling import follow, void_issue
from lianluozhan.issue import Issue
from lianluozhan.journal import ERASING, JOURNAL_KINDS, Entry
from lianluozhan.month import MonthEnd
from lianluozhan.note import RIGHTS, SAME_AS, Note
from lianluozhan.reception import issue_id
from lianluozhan.record import Record
from lianluozhan.same import OTHER, SAME
from lianluozhan.store import Store
from lianluozhan.table import Key, all_entries
from lianluozhan.veil import starred
from lianluozhan.visit import Visit

VERB, BEGUN = "undo", "init"  # acts by their verb
LASTING = (BEGUN, "handover")  # the folder itself, and who types in it, are not taken back
NAMED_EACH = 3  # of one kind; more are counted
REASON = "撤销"
TABLES = (CalendarDay.noun, Rule.noun)  # a station keeps its own of these in its local stream
LOOKED_BACK = 10_000  # entries of a stream an act is looked for in

About = tuple[str, str, str]  # (kind, world, id)


class Last(NamedTuple):
    """An act that could be undone: its id, its verb, when it was written."""

    act_id: str
    verb: str
    at: str


def last_act(store: Store, operator: str = "") -> Last | None:
    """What this clerk wrote here last, settings and what came from elsewhere apart; None where there is nothing."""
    mine = "stream=? AND seq>? AND json_extract(data, '$.operator') IN (?, '')"
    typed = f" AND kind IN ({', '.join(map(repr, TABLES))})"  # of the local streams only what a person typed
    local = {stream: typed for name, stream in own(store).items() if name.endswith(f" {LOCAL}")}
    operator = operator or store.setting("operator") or ""
    heads = [
        next(
            store.entries(
                f"{mine}{local.get(one, '')} ORDER BY seq DESC LIMIT 1",
                (one, store.head(one)[0] - LOOKED_BACK, operator),
            ),
            None,
        )
        for one in _streams(store)
    ]
    newest = max((entry for entry in heads if entry), key=lambda entry: entry.order, default=None)
    return Last(newest.body["act_id"], newest.body["act"], newest.body["at"]) if newest else None


def undo(act: Act, act_id: str | None = None) -> list[Record]:
    """Take an act back, this clerk's last one unless another is named; returns the records it was about, as they are.

    Refused with the reason where somebody has built on it since, and where it cannot be taken back: a package read in,
    the folder itself. An undo is an act like any other: taken back, it brings again what it took away.
    """
    last = last_act(act.store, act.operator)
    act_id = act_id or (last.act_id if last else None)
    entries = [entry for stream in _streams(act.store) for entry in _of_act(act.store, stream, act_id)]
    _check_kind(entries)
    _check_erased(act.store, entries)
    about = {(e.body["kind"], e.body["world"], e.body["id"]): None for e in entries}
    before = {one: _before(act.store, one, entries) for one in about}
    _check_built_on(act.store, entries, before)
    made = {id for (_noun, _world, id), record in before.items() if record is None}
    for one in about:
        _take_back(act, one, before[one], made, entries)
    return [record for one in about if (record := act.store.get(act.store.schema.records[one[0]], one[1:])) is not None]


def undoable(store: Store, act_id: str) -> str:
    """What an act was about, in people's words; "" where it is none that could be taken back."""
    entries = [entry for stream in _streams(store) for entry in _of_act(store, stream, act_id)]
    if (
        not entries
        or entries[0].body["act"] in LASTING
        or any(entry.body["kind"] in JOURNAL_KINDS for entry in entries)
    ):
        return ""
    about = dict.fromkeys((e.body["kind"], (e.body["world"], e.body["id"])) for e in entries)
    held = (store.get(store.schema.records[noun], key) for noun, key in about)
    return words(store, [record for record in held if record is not None])


def _streams(store: Store) -> list[str]:
    return list(own(store).values())


def _of_act(store: Store, stream: str, act_id: str | None) -> Iterable[Entry]:
    recent = store.head(stream)[0] - LOOKED_BACK
    return store.entries(
        "stream=? AND seq>? AND json_extract(data, '$.act_id')=? ORDER BY seq", (stream, recent, act_id)
    )


def _check_kind(entries: list[Entry]) -> None:
    begun = bool(entries) and entries[0].body["act"] in LASTING
    kinds = {entry.body["kind"] for entry in entries}
    if "import" in kinds and "retire" not in kinds:
        raise NotAllowed("刚才那一步是收进别处送来的报送包，收进来的不能撤销", then="不对的地方请用更改、更正或作废")
    if not entries or begun or kinds & JOURNAL_KINDS:
        raise NotAllowed("您在这里没有可以撤销的一步", then="请用更改或作废")


def _check_erased(store: Store, entries: list[Entry]) -> None:
    """Whoever takes back what led to an erasing, or came before it, would believe that the names are there again."""
    kinds = ", ".join(map(repr, sorted(ERASING)))
    last = {entry.stream: entry.seq for entry in entries}
    if any(
        next(store.entries(f"stream=? AND seq>? AND kind IN ({kinds}) LIMIT 1", place), None) for place in last.items()
    ):
        raise NotAllowed("那一步以后做过脱敏，去掉的谁也找不回来，不能撤销", then="请用更改或作废")


def _before(store: Store, about: About, entries: list[Entry]) -> Record | None:
    """The record as it was before the act; None where the act made it."""
    cls, key = store.schema.records[about[0]], about[1:]
    ours = {entry.place for entry in entries}
    earlier = [entry for entry in all_entries(store, about[0], {key}).get(key, ()) if entry.place not in ours]
    return fold(cls, earlier, store.seen.saw).record if any(e.body["kind"] == about[0] for e in earlier) else None


def _check_built_on(store: Store, entries: list[Entry], before: dict[About, Record | None]) -> None:
    """Nobody has written about these records since, nor about anything that names a record the act made."""
    ours = {entry.place for entry in entries}
    first = {(e.body["kind"], e.body["world"], e.body["id"]): e for e in reversed(entries)}
    # What they were written on.
    ids = {id for _noun, _world, id in before} | {e.body["set"].get("issue") for e in entries}
    for entry in entries:
        if entry.body["kind"] == Followup.noun and "issue" in entry.body["set"]:
            _check_later_facts(store, entry, ours)
    for (noun, world, id), record in before.items():
        key: Key = (world, id)
        for other in all_entries(store, noun, {key}).get(key, ()):
            if other.place not in ours and not store.seen.saw(first[noun, world, id].place, other.place):
                raise _built_on(store, noun, key)
        naming = store.rows("SELECT noun, world, id FROM search WHERE instr(refs, ?)", (id,)) if record is None else ()
        for row in naming:
            held = store.get(store.schema.records[row["noun"]], (row["world"], row["id"]))
            if row["id"] not in ids and not (isinstance(held, Duty) and origin(held)):
                raise _built_on(store, row["noun"], (row["world"], row["id"]))


def _check_later_facts(store: Store, entry: Entry, ours: set[Any]) -> None:
    """No later fact of the issue has seen this one; one written without knowing of it does not hinder."""
    key = entry.body["world"], entry.body["set"]["issue"]
    for fact in facts_of(store, [key])[key]:
        place = fact.stream, fact.seq
        if place not in ours and store.seen.saw(place, entry.place):
            raise _built_on(store, Followup.noun, (key[0], fact.id))


def _built_on(store: Store, noun: str, key: Key) -> NotAllowed:
    held = store.get(store.schema.records[noun], key)
    what = called(store, held) if held else store.schema.records[noun].label
    return NotAllowed(f"后来又有人接着办了（{what}），不能撤销", then="请用更改、更正或作废")


def called(store: Store, record: Record) -> str:
    """A record in people's words: 接待 …J0001, 意见 …Y0001 的答复, 代表 单俊峰."""
    if isinstance(record, Note) and record.action == SAME_AS:
        ends = (called(store, store.the(Visit, (record.world, id))) for id in (record.about, record.other))
        return f"{' 与 '.join(ends)} {OTHER if record.voided == OTHER else SAME}"
    if isinstance(record, Note) and record.action in RIGHTS:
        return record.action
    if isinstance(record, Followup):
        return _step_called(store, record)
    if isinstance(record, MonthEnd):
        return f"{record.month[:4]}年{int(record.month[5:])}月结账"
    named = record.data.get("name") and starred(record.fields["name"], record.data["name"])
    return f"{record.label} {record.data.get('number') or named or ''}".rstrip()


def _step_called(store: Store, step: Followup) -> str:
    issue = store.get(Issue, (step.world, step.issue))
    while step.action == table.CORRECT.word and step.how == table.DROP:
        step = store.the(Followup, (step.world, *step.to))
    if issue and step.action == table.VOID.word and step.reason == REASON:  # it went with what was taken back
        return called(store, issue)
    return f"{called(store, issue)} 的{step.action}" if issue else f"{step.label} {step.action}"


def words(store: Store, records: Iterable[Record]) -> str:
    """What an act was about: each by name, many of one kind by their count; remarks and steps go with what they are of."""
    records = list(records)
    told = [one for one in records if not isinstance(one, (Note, Followup)) or one.data.get("action") == SAME_AS]
    issues = {one.id for one in told if isinstance(one, Issue)}
    told += [one for one in records if isinstance(one, Followup) and one.issue not in issues]
    kinds: dict[str, list[str]] = {}
    for one in told or records:
        kinds.setdefault(one.action if isinstance(one, Note) and one.action in RIGHTS else one.label, []).append(
            called(store, one)
        )
    return "、".join(
        "、".join(dict.fromkeys(names)) if len(names) <= NAMED_EACH else f"{label} {len(names)} 条"
        for label, names in kinds.items()
    )


def bring_back(act: Act, record: Record) -> None:
    """A record that was taken back stands again, with the issue it opened: somebody registers the same once more."""
    if isinstance(record, Issue):
        _reopen(act, record)
        return
    act.amend(record, {"voided": None})
    if isinstance(record, Visit):
        _reopen(act, act.store.get(Issue, (record.world, issue_id(record.id))))


def _reopen(act: Act, issue: Issue | None) -> None:
    if issue is None or not issue.voided:
        return
    for fact in act.store.find(Followup, "issue=? AND action=? AND reason=?", (issue.id, table.VOID.word, REASON)):
        follow(act, issue, table.CORRECT.word, {"to": fact.id, "how": table.DROP, "reason": "又登记了"})


def _take_back(act: Act, about: About, before: Record | None, made: set[str], entries: list[Entry]) -> None:
    noun, world, id = about
    cls, store = act.store.schema.records[noun], act.store
    if before is not None and cls is not Followup:
        names = {
            n
            for e in entries
            if (e.body["kind"], e.body["id"]) == (noun, id)
            for n in (*e.body["set"], *(e.secret or {}))
        }
        act.write(cls, id, {name: before.data.get(name) for name in sorted(names)}, world)
    elif cls is Followup:
        step = store.the(Followup, (world, id))
        if step.issue not in made and step.action != table.RECOUNT.word:  # the program counts anew by itself
            issue = store.the(Issue, (world, step.issue))
            follow(act, issue, table.CORRECT.word, {"to": id, "how": table.DROP, "reason": REASON})
    elif cls is Issue:
        void_issue(act, store.the(Issue, (world, id)), REASON)
    elif isinstance(held := store.get(cls, (world, id)), Duty) and origin(held):
        pass  # a session's duty goes with its visits, its number stays
    else:
        act.write(cls, id, {"voided": REASON}, world)

"""Verbs that only look: list, show, conflicts, check."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import check, search, whose
from lianluozhan.cli.desk import give, kind_of, opened, reason_of, say
from lianluozhan.cli.shown import fields, table_of, whole
from lianluozhan.cli.words import pairs
from lianluozhan.columns import SEEN_TODAY, plain
from lianluozhan.deadline import Rule, default_rules
from lianluozhan.deputy import Deputy, rank
from lianluozhan.errors import BadInput, FolderDamaged
from lianluozhan.followup import Followup
from lianluozhan.held import TRAVEL, WHY
from lianluozhan.issue import Issue
from lianluozhan.match import once_each
from lianluozhan.named import record_of
from lianluozhan.note import SAME_AS
from lianluozhan.place import Place
from lianluozhan.readable import CHANGES, TRAVELLING, Row, history, local, readable
from lianluozhan.record import Record
from lianluozhan.same import OTHER, SAME
from lianluozhan.similar import Twins, twins
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO
from lianluozhan.veil import check_whole, eyes, without_words
from lianluozhan.wording import default_words

ORDER = {
    "visit": "received_at, number",
    "issue": "registered_at, number",
    "duty": "begin, number",
    "followup": "acted_on, created_at, id",
    "schedule": "date, begin, place, id",
    "appointment": "at, id",
    "activity": "ifnull(begin, planned_on), number",
    "calendar": "date, id",
    "ballot": "date, number",
    "project": "year, number",
    "study": "kind, issued_on, number",
    "draft_law": "received_on, number",
    "opinion": "draft, raised_on, number",
    "expert": "name",
    "meeting": "date, number",
    "official": "kind, name, id",
    "tenure": "date, number",
    "commitment": 'year, official, "order", number',
    "appraisal": "date, number",
    "rule": "name, year, id",
}


def list_(options: Namespace) -> None:
    """The records of a kind, in the order they happened."""
    cls = kind_of(options.kind)
    if options.limit is not None and options.limit < 0:
        raise BadInput("--limit 后面要写 0 或更大的数")
    asked = _asked(cls, pairs(options.where))
    with opened(options, write=reason_of(options) is not None) as store:
        if asked.station is not None:
            store = whose.narrowed(store, whose.meant(store, [asked.station]))
        voided = options.voided or "voided" in asked.where
        rows = _rows(store, cls, asked, _searched(store, cls, options.search, asked.where, voided=voided))
        rows = rows[: options.limit]
        said = search.sentence(cls, options.search, asked.where) + asked.said()
        if options.to:
            from lianluozhan.cli import saved  # brings openpyxl and what papers need, which a look does without

            done = saved.save(store, cls, rows, options, whole)
    if options.json:
        give(rows)
    elif options.to:
        print(done)
    else:
        table_of(cls, rows)
        say(f"{said}：{len(rows)} 条")


class Asked(NamedTuple):
    """What --where asks: of what is stored, of what is worked out when it is read, and of which station."""

    where: dict[str, str]
    seen: dict[str, str]
    station: str | None

    def said(self) -> str:
        """In words, what `search.sentence` does not know of."""
        asked = {SEEN_TODAY[name]: value for name, value in self.seen.items()}
        if self.station is not None:
            asked[whose.LABEL] = self.station
        return "".join(f"　{label}是“{value}”" for label, value in asked.items())


def _asked(cls: type[Record], where: dict[str, str]) -> Asked:
    seen, station = {}, None
    for name, label in SEEN_TODAY.items():
        for key in (name, label):
            if key in where and _sees(cls, name):
                seen[name] = where.pop(key)
    if cls.noun in whose.KINDS:
        named = next((key for key in (whose.STATION, whose.LABEL) if key in where), None)
        station = where.pop(named) if named else None
    return Asked(where, seen, station)


def _rows(store: Store, cls: type[Record], asked: Asked, records: Sequence[Record]) -> list[Row]:
    if cls is Deputy:
        deputies = [one for one in records if isinstance(one, Deputy)]
        deputies.sort(key=rank)
        records = deputies
    seen_by = eyes(store)
    rows = [
        without_words(cls, row, seen_by)
        for row in readable(store, cls, records)
        if all(plain(row.get(name)) == value for name, value in asked.seen.items())
    ]
    if cls is Rule and not asked.where:
        rows += _as_shipped(rows)
    return rows


def _searched(store: Store, cls: type[Record], words: str, where: Mapping[str, str], *, voided: bool) -> list[Record]:
    """In the order they happened."""
    also = search.Also(VOIDED_TOO if voided else "1")
    if cls.newest and words:
        return search.newest(store, cls, words, where, also=also)[::-1]
    sql, params = search.condition(store, cls, words, where)
    found = store.find(cls, f"{sql} AND {also.sql}", params, ORDER.get(cls.noun, "created_at, id"))
    return once_each(store, found) if cls is Place else found


def _sees(cls: type[Record], name: str) -> bool:
    """Whether this is worked out for a kind when it is read."""
    return name != whose.STATION and (cls.noun in TRAVELLING if name in (TRAVEL, WHY) else cls is Issue)


def _as_shipped(rows: list[Row]) -> list[Row]:
    """The rules that hold where the district says nothing else, as the program brings them."""
    said = {row["name"] for row in rows}
    blank = dict.fromkeys(Rule.fields)
    return [
        blank | row | {"source": f"随程序：{row['source']}"}
        for row in [*default_rules(), *default_words()]
        if row["name"] not in said
    ]


def show(options: Namespace) -> None:
    """A record, its follow-ups, its history."""
    with opened(options) as store:
        record = record_of(store, options.number)
        meant = once_each(store, [record]) if isinstance(record, Place) else [record]
        row = readable(store, type(record), meant)[0]
        check_whole(store, row)
        facts = store.find(Followup, "issue=?", (record.id,), ORDER["followup"]) if isinstance(record, Issue) else []
        followups = readable(store, Followup, facts)
        changes = history(store, record)
    if options.json:
        give({"record": row, "followups": followups, "history": changes})
        return
    print(f"{record.label} {row.get('number') or row['id']}" + ("（已作废）" if record.voided else ""))
    fields(type(record), row)
    for fact in followups:
        idle = "（未生效）" if fact["id"] in (row["ineffective"] or ()) else ""
        print(f"\n{plain(fact['acted_on'])} {fact['action']}  {fact['acted_by'] or ''}{idle}")
        fields(Followup, {k: v for k, v in fact.items() if k not in ("issue", "action", "acted_on", "acted_by")})
        print(f"  {Followup.id.label}：{fact['id']}")  # what a 更正 names
    print(f"\n{CHANGES}")
    for change in changes:
        why = f"　理由：{change['reason']}" if change["reason"] else ""
        print(f"  {plain(change['at'])} {change['by']} {_changed(record, change)}{why}")


def _changed(record: Record, change: Mapping[str, Any]) -> str:
    """联系电话 从 13800000000 改为 13900000000; of what was first written only the labels."""
    labels = {name: field.label for name, field in record.fields.items()}
    if not change["before"]:
        return "、".join(change["fields"])
    return "；".join(
        f"{labels.get(name, name)} 从 {plain(change['before'].get(name)) or '空'} 改为 {plain(value) or '空'}"
        for name, value in change["set"].items()
    )


def conflicts(options: Namespace) -> None:
    """Where two who had not seen each other wrote different things."""
    with opened(options) as store:
        different = _differently_written(store)
        flagged = readable(store, Issue, store.find(Issue, f"flagged AND {VOIDED_TOO}", order="number"))
        twice = twins(store)
    if options.json:
        issues = [{name: row[name] for name in ("number", "id", "state")} for row in flagged]
        give({"fields": different, "issues": issues, "same": [_same(two) for two in twice]})
        return
    for one in different:
        print(f"{one['conflict']}（{one['label']}）")
        for place, write in enumerate(one["writes"], 1):
            value = "（保密部分不在这里）" if write["masked"] else plain(write["value"])
            print(f"  {place}. {value}  {local(write['at'])} {write['by']}" + ("  ← 现在显示" if place == 1 else ""))
    for row in flagged:
        print(f"{row['number']} 两边的办理互相不知道，现在是“{row['state']}”，请核对后再办一步")
    for two in map(_same, twice):
        print(f"{two['conflict']}（{two['why']}）\n  1. 与 {two['one']} 是{SAME}\n  2. {OTHER}")
    say(f"要人来定的：{len(different)} 处内容，{len(flagged)} 件意见，{len(twice)} 条接待可能登记了两次")


def _differently_written(store: Store) -> list[dict[str, Any]]:
    """Each with its writes, its label, and what `decide` calls it by."""
    found = []
    for row in store.rows("SELECT noun, world, id, field, writes FROM conflict ORDER BY noun, world, id, field"):
        cls = store.schema.records[row["noun"]]
        held = store.the(cls, (row["world"], row["id"]))
        found.append(
            row
            | {
                "writes": json.loads(row["writes"]),
                "label": cls.fields[row["field"]].label,
                "conflict": f"{held.data.get('number') or row['id']}.{row['field']}",
            }
        )
    return found


def _same(two: Twins) -> dict[str, str]:
    return {
        "conflict": f"{two.other.number}.{SAME_AS}",
        "one": two.one.number,
        "other": two.other.number,
        "why": two.why,
    }


def check_(options: Namespace) -> None:
    """Verify the folder; refuse with 1 when something is wrong."""
    with opened(options, write=True) as store:
        done = check.check(store)
    if options.json:
        give(done._asdict() | {"findings": [finding._asdict() for finding in done.findings]})
    else:
        print(f"日志 {done.entries} 条、{done.streams} 路，记录 {done.records} 条，附件 {done.papers} 份")
        if done.newer:
            print(f"另有 {done.newer} 条是更新版本的程序写的，原样留着，升级后生效")
        for finding in done.findings:
            print(f"{finding.part}：{finding.what}。{finding.then}。")
    if done.findings:
        raise FolderDamaged(
            f"核对出 {len(done.findings)} 处问题", safe="核对没有改动任何数据。", then="请照上面每一条说的做"
        )
    if not options.json:
        print("全部核对无误。")


VERBS: dict[str, Callable[[Namespace], None]] = {"list": list_, "show": show, "conflicts": conflicts, "check": check_}

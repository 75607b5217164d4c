"""一个人的个人信息: everything held about one person found, handed over, and what they asked to have deleted (个人信息保护法 §44–50).

Found by phone, id number, name and address; a person says which are the same one. An application is a note on each
record it is about, the decision another; what was agreed to is erased (lianluozhan/erase.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from lianluozhan.act import Act
from lianluozhan.appointment import Appointment
from lianluozhan.bystander import CALLED, Calling
from lianluozhan.deputy import Deputy
from lianluozhan.erase import WRITE_HEAD, going
from lianluozhan.errors import BadInput, NotAllowed, read_as_input
from lianluozhan.findable import normal
from lianluozhan.issue import Issue
from lianluozhan.note import AGREED, APPLIED, REFUSED, Note, remark
from lianluozhan.official import Official
from lianluozhan.opinion import Opinion
from lianluozhan.readable import Row, readable
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, by_id
from lianluozhan.visit import Visit

if TYPE_CHECKING:
    from lianluozhan.report.imprint import Imprint

MOST = 500  # records one search shows
NAMES = CALLED | {Official: Calling("name", "phone")}
ORDER = SAME_ID, SAME_PHONE, SAME_PLACE, SAME_NAME, MENTIONED = (
    "同身份证号",
    "同电话",
    "同名同住址",
    "同名",
    "文字里提到",
)
SURE = SAME_PHONE, SAME_ID, SAME_PLACE  # ticked unless a person says otherwise
# Where somebody may be mentioned.
ELSEWHERE = (
    Visit.noun,
    Issue.noun,
    "followup",
    Note.noun,
    "duty",
    "activity",
    Appointment.noun,
    Opinion.noun,
    "project",
    "ballot",
    "notice",
    Deputy.noun,
    Official.noun,
    "commitment",
    "appraisal",
)
# By which a record is listed.
DAYS = ("received_at", "registered_at", "at", "raised_on", "acted_on", "begin", "created_at")
KEPT_BY_LAW = "档案法律法规规定的保存期限没有到，先停止存储和保护以外的使用（个人信息保护法第四十七条）"
DECISIONS = AGREED, REFUSED


class Hit(NamedTuple):
    """A record that may be about the person, why, and its day."""

    record: Record
    why: str
    day: str

    @property
    def name(self) -> str:
        """The person as that record calls them."""
        return _name(self.record)


class Application(NamedTuple):
    """What somebody asked to have deleted: on which records, on which day, by whom it was taken, in which words, and the
    decision: 同意删除 or 不同意删除, "" while there is none, with day, by whom and why."""

    records: tuple[Record, ...]
    on: str
    by: str
    words: str
    decision: str = ""
    decided_on: str = ""
    decided_by: str = ""
    why: str = ""
    key: str = ""  # the act that registered it


@dataclass(frozen=True)
class Held:
    """What is held about one person, as paper and sheet show it: {label: (kind of record, rows)}."""

    imprint: Imprint
    name: str
    parts: Mapping[str, tuple[type[Record], Sequence[Row]]]
    papers: tuple[dict[str, Any], ...]


def found(store: Store, name: str = "", phone: str = "", id_number: str = "") -> list[Hit]:
    """What may be about a person, the surest and newest first. Raises BadInput where nothing was asked for."""
    name, phone, id_number = _typed(name, phone, id_number)
    hits: dict[str, Hit] = {}
    for cls, calling in NAMES.items():
        ways = [(f"{calling.phone}=?", phone, SAME_PHONE), (f"{calling.name}=?", name, SAME_NAME)]
        if cls is Visit:
            ways.append(("visitor_id_number=?", id_number, SAME_ID))
            ways.append(("instr(coalesce(representatives, ''), ?)", name, MENTIONED))
        for sql, value, why in ways:
            for one in store.find(cls, f"{sql} AND {VOIDED_TOO}", (value,), limit=MOST) if value else ():
                hits.setdefault(one.id, Hit(one, why, _day(one)))
    homes = {(hit.name, home) for hit in hits.values() if hit.why in SURE and (home := _home(hit.record))}
    for id, hit in hits.items():
        if hit.why == SAME_NAME and (hit.name, _home(hit.record)) in homes:
            hits[id] = hit._replace(why=SAME_PLACE)
    for word in filter(None, (name, phone)):
        for one in _mentioned(store, word):
            hits.setdefault(one.id, Hit(one, MENTIONED, _day(one)))
    listed = [hit for hit in hits.values() if not _raised_by(hit.record, hits)]
    listed.sort(key=lambda hit: hit.day, reverse=True)
    return sorted(listed, key=lambda hit: ORDER.index(hit.why))


def _typed(name: str, phone: str, id_number: str) -> tuple[str, ...]:
    asked = {"visitor_name": name, "visitor_phone": phone, "visitor_id_number": id_number}
    with read_as_input():
        read = [Visit.fields[field].read(value) or "" for field, value in asked.items()]
    if not any(read):
        raise BadInput("没有写要找谁", then="姓名、电话、身份证号写一样就行")
    return tuple(read)


def _mentioned(store: Store, word: str) -> Iterable[Record]:
    """Whatever has the word in its own text; facts and remarks are found through what they are about."""
    rows = list(store.rows("SELECT noun, id FROM search WHERE instr(words, ?) LIMIT ?", (normal(word), MOST)))
    for noun in ELSEWHERE:
        ids = [row["id"] for row in rows if row["noun"] == noun]
        for one in by_id(store, store.schema.records[noun], ids).values():
            if not isinstance(one, Deputy) or any(word in home for home in one.households or ()):
                yield one


def _raised_by(one: Record, hits: dict[str, Hit]) -> bool:
    """Whether it comes with a reception or issue that is listed already."""
    if isinstance(one, Issue):
        return any(id in hits for id in one.visits or ())
    return any(one.data.get(name) in hits for name in ("issue", "visit", "about"))


def _day(one: Record) -> str:
    return next((day[:10] for day in map(one.data.get, DAYS) if day), "")


def _name(one: Record) -> str:
    calling = NAMES.get(type(one))
    return one.data.get(calling.name) or "" if calling else ""


def _home(one: Record) -> str:
    calling = NAMES.get(type(one))
    return one.data.get(calling.address) or "" if calling else ""


# -- handed over


def held(store: Store, records: Iterable[Record], imprint: Imprint) -> Held:
    """Everything that goes with these records, in words; the months' kept papers, and a deputy's own, are not one person's."""
    every = [one for one in everything(store, records) if one.noun not in ("month", Deputy.noun)]
    groups: dict[type[Record], list[Record]] = {}
    for one in every:
        groups.setdefault(type(one), []).append(one)
    parts = {cls.label: (cls, readable(store, cls, sorted(ones, key=_day))) for cls, ones in groups.items()}
    rows = [row for _cls, rows in parts.values() for row in rows]
    papers = {paper["digest"]: paper for row in rows for paper in row.get("attachments") or ()}
    name = next(filter(None, map(_name, every)), "")
    return Held(imprint, name, parts, tuple(papers.values()))


def about(records: Iterable[Record]) -> dict[str, list[str]]:
    """{kind: ids} of records, as a look at them is written down."""
    ids: dict[str, list[str]] = {}
    for one in records:
        ids.setdefault(one.noun, []).append(one.id)
    return ids


def everything(store: Store, records: Iterable[Record]) -> tuple[Record, ...]:
    """What goes with records, erased or not, the issues too that others raised with them."""
    roots = list(records)
    one = going(store, roots)
    return tuple({record.id: record for record in (*roots, *one.all, *one.shared)}.values())


# -- asked to be deleted


def apply(act: Act, records: Sequence[Record], words: str, by: str, on: str = "") -> None:
    """Somebody asks to have what is held of them deleted: a note on each record, in one act."""
    if not records:
        raise BadInput("没有选要删哪些", then="请先找到这个人，勾上是他的记录")
    _note(act, records, APPLIED, words, by, on)


def decide(act: Act, one: Application, decision: str, why: str, by: str, on: str = "") -> None:
    """Whether it is agreed to, and why; what was agreed to is still to be erased. Raises NotAllowed, BadInput."""
    if one.decision:
        raise NotAllowed(f"这份申请已经定了：{one.decision}", then="要改的，请重新登记一份申请")
    if decision not in DECISIONS:
        raise BadInput(f"没有“{decision}”这种决定", then=f"可写：{'、'.join(DECISIONS)}")
    if not by:
        raise BadInput("没有写是谁定的", then=WRITE_HEAD)
    if decision == REFUSED and not why:
        raise BadInput("不同意要写明理由，好告诉本人", then=f"如：{KEPT_BY_LAW}")
    if decision == AGREED and any(isinstance(record, Official) for record in one.records):
        raise NotAllowed(
            f"{Official.label}的档案要留着，不能去掉", then=f"请写“{REFUSED}”和理由；写错了的，到{Official.label}里更改"
        )
    _note(act, one.records, decision, why, by, on)


def _note(act: Act, records: Iterable[Record], action: str, words: str, by: str, on: str) -> None:
    for record in records:
        remark(act, record, action, words, on, by)


def applications(store: Store) -> list[Application]:
    """Every application to this station, those without a decision first, then the newest."""
    where = "action IN (?,?,?) AND world=?"
    notes = store.find(Note, where, (APPLIED, *DECISIONS, store.identity.world), "created_at, id")
    groups: dict[str, list[Note]] = {}
    for note in notes:
        if note.action == APPLIED:
            groups.setdefault(_act_of(store, note), []).append(note)
    found = [_application(store, key, group, notes) for key, group in groups.items()]
    found.sort(key=lambda one: one.on, reverse=True)
    return sorted(found, key=lambda one: bool(one.decision))


def _act_of(store: Store, note: Note) -> str:
    """The act a note was first written in."""
    sql = """
        SELECT json_extract(data, '$.act_id') FROM entry
        WHERE id=? AND kind='note' AND seq=(SELECT min(seq) FROM entry WHERE id=?)"""
    *_others, (act,) = store.db.execute(sql, (note.id, note.id))
    return act


def _application(store: Store, key: str, group: list[Note], notes: list[Note]) -> Application:
    about = {note.about for note in group}
    first = group[0]
    decisions = [note for note in notes if note.action in DECISIONS and note.about in about]
    later = [note for note in decisions if note.created_at >= first.created_at]
    asked = Application(
        tuple(record for noun in ELSEWHERE for record in by_id(store, store.schema.records[noun], about).values()),
        first.acted_on or "",
        first.acted_by or "",
        first.text or "",
        key=key,
    )
    if not later:
        return asked
    return asked._replace(
        decision=later[0].action,
        decided_on=later[0].acted_on or "",
        decided_by=later[0].acted_by or "",
        why=later[0].text or "",
    )

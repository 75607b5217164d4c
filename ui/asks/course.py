"""The course of one issue as 意见办理 shows it: facts, coming step, days of its clock, who must be told, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import action as table, clock
from lianluozhan.act import Act, typist
from lianluozhan.action import Action, concerned
from lianluozhan.calendar import calendar_of
from lianluozhan.course import circumstances, facts_now, standings
from lianluozhan.fact import Fact, rated_by
from lianluozhan.followup import Followup, Outcome
from lianluozhan.handling import follow, with_papers
from lianluozhan.issue import Issue
from lianluozhan.operator import READS_ONLY, reads_only
from lianluozhan.organ import Organ
from lianluozhan.readable import Row, due_of, readable, title_of
from lianluozhan.record import Record, short_number
from lianluozhan.reminder import consult_by, missed, receipts, said_consult
from lianluozhan.split import split
from lianluozhan.step import next_steps
from lianluozhan.store import Store
from lianluozhan.table import Key, by_id
from lianluozhan.taker import taker
from lianluozhan.veil import PUT_AWAY, seen, veiled
from lianluozhan.visit import Visit
from lianluozhan.whose import NAME_THERE, OFFICE, STATION
from lianluozhan.wording import meant
from ui.asks.countdown import Countdown, countdown
from ui.asks.issue import project_said
from ui.asks.kin import Alike, beside
from ui.asks.people import Person, people, starred, unnamed, whom
from ui.told import led_by, said_day, said_left, short, until

# how rows are read: whole, or as they may stand there
Shown = Callable[[Store, type[Record], Iterable[Record]], list[Row]]
ANYBODYS = ""  # in a key, where only the id is known: settled long ago, or another station's


class Past(NamedTuple):
    """One fact as it stands: `idle` changed nothing (未生效), `mended` was corrected; `values` are canonical."""

    id: str
    word: str
    when: str
    lines: tuple[str, ...]
    idle: bool
    mended: bool
    correctable: bool
    values: Mapping[str, Any]


class Doing(NamedTuple):
    """One act: `reason` says why it is not possible now, None where it is; `start` is what its form begins with."""

    verb: str
    word: str
    reason: str | None
    start: Mapping[str, Any]
    note: str = ""  # what is worth doing first


class Course(NamedTuple):
    """An issue as plain values; `doings` begin with the one next step."""

    key: Key
    row: Row
    title: str
    lamp: str
    left: str
    turn: str
    raiser: str
    doings: tuple[Doing, ...]
    coming: tuple[str, str, str]
    past: tuple[Past, ...]
    people: tuple[Person, ...]
    telling: bool
    days: Countdown
    concerned: Mapping[str, str]
    head: str | None
    papers: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # (what it belongs to, paper)
    alike: tuple[Alike, ...] = ()  # at a district: issues of other stations
    whole: bool = False  # nothing of a person is starred: somebody asked to see it, which is written down
    kin: tuple[tuple[str, str], ...] = ()  # issues it was split from or into, joined to or with: (words, id)
    printed: tuple[str, ...] = ()  # the papers there are on it, by name
    project: str = ""  # what leads to its project, or makes one


def whole_course(act: Act, key: Key) -> Course | None:
    """The same with nothing of a person starred, and that somebody looks. Raises NotAllowed where it is not theirs to see."""
    issue = act.store.get(Issue, key)
    if issue is None:
        return None
    seen(act, issue)
    return course(act.store, key, whole=True)


def course(store: Store, key: Key, *, whole: bool = False) -> Course | None:
    """Everything the page shows of an issue, of people no more than may stand on a screen; None where it is gone."""
    issue = by_id(store, Issue, key[1:]).get(key[1]) if key[0] == ANYBODYS else store.get(Issue, key)
    if issue is None:
        return None
    key = issue.world, issue.id
    around, outcome = circumstances(store, [issue])[key], standings(store, [issue])[key]
    shown: Shown = readable if whole else veiled
    row = shown(store, Issue, [issue])[0]
    facts = facts_now(store, key, around["owner"])
    past = tuple(_past(store, row, facts, outcome, shown))
    everybody = tuple(people(store, issue, around, outcome, past))
    barred = READS_ONLY if reads_only(store, typist(store)) else None  # Enter on the list, too, is told so
    first, others = next_steps(outcome, around, store.identity.role)
    word = first.word if first is not table.NOTE else ""  # what is remarked is no step of theirs
    start, by = _starts(store, row, outcome, around), consult_by(store, issue.kind, outcome)
    offered = [(one, barred or (why if whole else unnamed(why, everybody))) for one, why in [(first, None), *others]]
    return Course(
        key=key,
        row=row,
        title=title_of(row),
        lamp=row["light"] or "",
        left=_left(store, row),
        turn=_turn(row, word),
        raiser=row["raised_by"] or row["raiser_kind"] or "",
        doings=tuple(_doings(offered, start, by)),
        coming=_coming(row, outcome, word, [(by, "前先和代表面商"), _receipt(store, row)]),
        past=past,
        people=everybody if whole else tuple(map(starred, everybody)),
        telling=row["state"] in table.INFORM.states,
        days=countdown(calendar_of(store), row, outcome, [fact for fact, _old in facts]),
        concerned=concerned(around),
        head=around["head"],
        whole=whole,
        project=project_said(store, issue) if issue.world == store.identity.world and not barred else "",
        **beside(store, issue, past),
    )


def _doings(
    offered: Iterable[tuple[Action, str | None]], start: Mapping[str, Mapping[str, Any]], consult: str | None
) -> Iterator[Doing]:
    """What a person can do, the next step first; by when the deputies are talked to stands beside the answer."""
    notes = {table.ANSWER.verb: said_consult(said_day(consult))} if consult else {}
    for action, reason in offered:
        if not action.by_program:
            yield Doing(action.verb, action.word, reason, start.get(action.verb, {}), notes.get(action.verb, ""))


def _left(store: Store, row: Row) -> str:
    """How many days there are, while a clock runs."""
    return said_left(calendar_of(store), due_of(row)) if row["light"] in ("红", "黄", "绿") else ""


def follow_each(act: Act, issue: Issue, steps: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Several steps on one issue in one transaction, each standing on the one before. Raises what `follow` raises."""
    for place, (word, typed) in enumerate(steps):
        if place:
            act.finish()  # brings the tables up to the step before; nothing is kept until the transaction ends
        typed = with_papers(act, typed)
        if "parts" in typed:
            split(act, issue, {name: value for name, value in typed.items() if name != "parts"}, typed["parts"])
        else:
            follow(act, issue, word, typed)


# -- what happened


def _past(store: Store, issue: Row, facts: Sequence[tuple[Fact, bool]], outcome: Outcome, shown: Shown) -> list[Past]:
    """Newest first, by the day it happened; of one day in the order it counts. The registration stands last."""
    records = [
        Followup({name: fact.values.get(name) for name in Followup.fields} | {"id": fact.id}) for fact, _mended in facts
    ]
    for record, (fact, _mended) in zip(records, facts, strict=True):
        record.data["created_at"] = fact.at
    rows = readable(store, Followup, records)
    made = []
    for row, (fact, mended) in zip(rows, facts, strict=True):
        correctable = fact.id in outcome.correctable
        idle = fact.id in outcome.ineffective
        lines = tuple(_fact_lines(row, issue))
        made.append(
            Past(
                fact.id,
                row["action"] or "",
                _when(row["acted_on"]),
                lines,
                idle,
                mended,
                correctable,
                dict(fact.values),
            )
        )
    order = sorted(range(len(made)), key=lambda n: (facts[n][0].day, n), reverse=True)
    born = Past("", "登记", _when(issue["registered_at"]), tuple(_source(store, issue, shown)), False, False, False, {})
    return [*(made[n] for n in order), born]


def _when(moment: str | None) -> str:
    return f"{short(moment)} {(moment or '')[11:]}".strip()


def _source(store: Store, row: Row, shown: Shown) -> list[str]:
    visits = shown(store, Visit, by_id(store, Visit, row["visits"] or ()).values())
    nameless = NAME_THERE if row.get(STATION) not in (None, OFFICE) else table.ANONYMOUS
    came = "、".join(f"接待 {short_number(visit['number'])}（{visit['visitor_name'] or nameless}）" for visit in visits)
    who = (came and f"来自{came}") or row["raised_by"] or row["raiser_kind"] or ""
    return [" · ".join(part for part in (row["source"], who, "、".join(led_by(row))) if part)]


def _fact_lines(row: Row, issue: Row) -> list[str]:
    """What a fact says: who acted with whom, then the words of it."""
    to = ["、".join(whom(one, issue) for one in row["to"] or ())]
    if issue["statement"] == PUT_AWAY:
        row = row | {name: PUT_AWAY for name in ("reason", "text") if row[name]}
    if row["action"] == table.CORRECT.word:
        to = []
    kind = f"{row['answer_class']} 类 {meant(row)}" if row["answer_class"] else None
    by = Issue.rating_due.label if rated_by(row) else "期限"
    labels = (("due_on", by), ("co_due_on", Followup.co_due_on.label), ("planned_on", "计划"))
    dates = [f"{label} {said_day(row[name])}" for name, label in labels if row[name]]
    rated = [row[name] for name in ("satisfaction", "satisfaction_work", "satisfaction_result")]
    facts = (
        row["organ"],
        *(row["co_organs"] or ()),
        kind,
        *to,
        row["how"],
        *rated,
        *dates,
        row["document_number"],
        row["evidence"],
    )
    *lines, last = [
        line for line in (" · ".join(part for part in facts if part), row["reason"], row["text"], "") if line
    ] or [""]
    by = (row["acted_by"] or "") + (f"（{row['assigned_by']}）" if row["assigned_by"] else "")
    papers = "、".join(paper["name"] for paper in row["attachments"] or ())
    return [*lines, " · ".join(part for part in (last, by) if part), *([f"材料：{papers}"] if papers else [])]


# -- what comes


def _turn(row: Row, word: str) -> str:
    """轮到 区住建局 答复 · 10月26日（周一）前."""
    if not row["turn"]:
        return row["state"] or ""
    turn, day = f"轮到 {row['turn']} {word}".rstrip(), said_day(row["next_on"])
    when = until(row["state"], day) if day else ""
    if not when:
        return turn
    return f"{turn} · {when}" if when.endswith("起") else f"{turn} · {when}前"


def _coming(row: Row, outcome: Outcome, word: str, reminders: Sequence[tuple[str | None, str]]) -> tuple[str, str, str]:
    """(title, when, words) of the coming step; empty where nothing is to come."""
    if not row["turn"]:
        return "", "", ""
    words = "这一年的放假通知还没有，期限先按周末估算（暂定）" if row["provisional"] else ""
    if row["state"] == table.HANDLING and not words:
        words = _urging(outcome.urged, bool(row["due_on"]) and row["due_on"] < clock.day())
    beside = [f"{short(by)} {what}" for by, what in ((row["co_due_on"], "前等协办单位的意见"), *reminders) if by]
    words = "；".join(part for part in (words, *beside) if part)
    day = until(row["state"], short(row["next_on"]))
    return f"下一步：{row['turn']} {word}".rstrip(), day if not day or day.endswith("起") else f"{day} 前", words


def _urging(times: int, late: bool) -> str:
    """How often it was urged, and when it can be again."""
    again = f"可以第 {times + 1} 次催办" if late else f"到期次日提醒第 {times + 1} 次催办"
    if times:
        return f"已催办 {times} 次，{again}"
    return f"已经过期，{again}" if late else again


def _receipt(store: Store, row: Row) -> tuple[str | None, str]:
    """That its organ should have said by now that it has it; once it is overdue, urging says more."""
    day = receipts(store, [row]).get(row["id"])
    return day if missed(day) and row[
        "light"
    ] != "红" else None, f"前该有回执，没有{table.RECEIVE.word}，问一问收到没有"


def _starts(store: Store, row: Row, outcome: Outcome, around: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What the forms of some acts begin with: the organ proposed or usual, the 站长."""
    organ = outcome.proposed or taker(store, row["category"])
    given = {"assign": {"organ": organ}, "reassign": {"organ": outcome.proposed}, "escalate": {"organ": organ}}
    silent = [organ for organ in row["co_organs"] or () if organ not in _names(store, outcome.co_said)]
    return {**given, "close": {"approved_by": around["head"]}, "assist": {"organ": next(iter(silent), None)}}


def _names(store: Store, organs: Iterable[str]) -> set[str]:
    found = by_id(store, Organ, organs)
    return {found[id].name if id in found else id for id in organs}

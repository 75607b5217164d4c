"""What 意见登记 asks of the folder and does there: the list, what a visit carries over, what is proposed, the one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import action as table, clock, search
from lianluozhan.act import Act
from lianluozhan.amend import amend, version
from lianluozhan.calendar import calendar_of
from lianluozhan.category import guess
from lianluozhan.deadline import count, limit_for, rules_of
from lianluozhan.draft import Draft, drafts
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput
from lianluozhan.followup import Followup
from lianluozhan.handling import begin_issue, follow
from lianluozhan.issue import Issue
from lianluozhan.match import matched
from lianluozhan.parts import PLUS, is_on
from lianluozhan.place import assigning_body, seat_of
from lianluozhan.readable import Row, readable, title_of
from lianluozhan.record import present, short_number
from lianluozhan.similar import similar_issues
from lianluozhan.store import Store
from lianluozhan.suggestion import behind, check, needed, settle
from lianluozhan.table import Key, by_id
from lianluozhan.taker import taker
from lianluozhan.taking_on import ASIDE, taken_on
from lianluozhan.veil import veiled
from lianluozhan.visit import Visit
from ui.asks.countdown import Bead, beads
from ui.listing import Item, Mark, plain, way
from ui.told import kept, led_by, short, told_number
from ui.widgets.chooser import Option, option

EVERY, OPEN_YET, HANDED = VIEWS = ("全部", "待处理", "已交出")
TONES = {table.WAITING: "amber", table.REPORTED: "primary", table.HANDLING: "primary", table.CLOSED: "green"}
SHOWN = 500  # rows of the list at once
DRAFT = "草稿"
TAKE_ON, TOLD_AS_CASE = "立成项目", "写成典型案例"
WORDS = ("title", "statement", "grounds")  # in which likeness is sought
RECENT = 200  # visits that may be taken over
FROM_VISIT = {  # field of an issue: of the visit it is taken from
    "registered_at": "received_at",
    "source": "channel",
    "raiser_kind": "raiser_kind",
    "raised_by": "visitor_name",
    "raiser_phone": "visitor_phone",
    "raiser_address": "visitor_address",
    "statement": "statement",
    "category": "category",
    "location": "location",
    "sensitive": "confidential",
    "deputies": "deputies",
}
TOLD = {
    "raised_by": "反映人",
    "raiser_phone": "电话",
    "statement": "原话",
    "location": "地点",
    "category": "类别",
    "deputies": Visit.deputies.label,
}
COMPLETED = "登记时补齐"


class Opened(NamedTuple):
    """An issue as the form opens it, what it was opened on, and the visit it came from."""

    issue: Issue
    version: frozenset
    row: Row
    carried: Carried | None
    parted: bool = False  # whether a suggestion can be founded on it here
    project: str = ""  # the project it became, or what pressing makes of it; "" where that part is off


class Carried(NamedTuple):
    """What a visit gives an issue, and that said in a line."""

    visit: str
    values: Mapping[str, Any]
    words: str
    who: str
    whole_who: str


class Proposal(NamedTuple):
    """What the program would put there: the category of the words, its organ, the day its limit gives and why; of a
    suggestion what stands behind it."""

    category: str | None
    organ: str | None
    due_on: str
    words: str
    beads: Sequence[Bead]
    alike: Sequence[tuple[str, str, str, str]]
    parted: bool  # whether a suggestion has its parts here
    behind: str  # in figures, what it is founded on
    signers: int  # that a 议案 takes


def listed(store: Store, words: str, view: str) -> tuple[list[Item], dict[str, str], str]:
    """The rows of a view, drafts first, then the newest under their state; how many each view has; the foot's line."""
    views = {
        OPEN_YET: search.Also("(state IS NULL OR state=?)", (table.WAITING,), few=True),
        HANDED: search.Also("state<>?", (table.WAITING,)),
    }
    held = {name: search.how_many(store, Issue, words, also) for name, also in views.items()}
    counts = {name: search.told(number) for name, number in (held | {EVERY: sum(held.values())}).items()}
    rows = veiled(
        store, Issue, search.newest(store, Issue, words, most=SHOWN, also=(views | {EVERY: search.ALL})[view])
    )
    items = _drafts(store) if not words.strip() else []
    for head, under in ((OPEN_YET, True), (HANDED, False)):
        group = [row for row in rows if (row["state"] in (None, table.WAITING)) == under]
        if group:
            items += [Item(None, head, f"{counts[head]} 件"), *map(_item, group)]
    return items, counts, "" if len(rows) < SHOWN else f"只列最新 {SHOWN} 件，再写几个字"


def _drafts(store: Store) -> list[Item]:
    found = drafts(store, Issue.noun)
    rows = [Item((DRAFT, one), _begun(one), kept(one.kept_at), marks=(Mark(DRAFT, "amber"),)) for one in found]
    return [Item(None, DRAFT, f"{len(found)} 件"), *rows] if found else []


def _begun(draft: Draft) -> str:
    return draft.values.get("title") or draft.values.get("statement") or "还没写标题"


def _item(row: Row) -> Item:
    who = " · ".join(filter(None, (row["raised_by"] or row["raiser_kind"], row["source"], "、".join(led_by(row)))))
    state = row["state"] or table.WAITING
    return Item(
        (row["world"], row["id"]),
        title=title_of(row),
        right=short(row["registered_at"]),
        words=f"{who} → {row['organ']}" if row["organ"] else who,
        marks=(Mark(state, TONES.get(state, "grey")), *plain(row["category"]), *way(row)),
        tail=told_number(row),
    )


def recent_visits(store: Store) -> list[Option]:
    """The visits an issue may be taken from; a district's own issues come from none of its stations'."""
    if store.identity.role == table.DISTRICT_ROLE:
        return []
    visits = store.find(Visit, order="received_at DESC, number DESC", limit=RECENT)
    return [
        option(
            short_number(one.number),
            f"{row['visitor_name'] or table.ANONYMOUS}　{(row['statement'] or '')[:16]}",
            one.id,
            one.visitor_name or "",
        )
        for one, row in zip(visits, veiled(store, Visit, visits), strict=True)
    ]


def grounds(store: Store) -> dict[str, list[Option]]:
    """What a suggestion may be founded on: {kind of record: the newest of it}."""
    if not is_on(store, table.SUGGESTION):
        return {}
    issues = veiled(
        store, Issue, store.find(Issue, "kind=?", (table.PUBLIC,), "registered_at DESC, number DESC", RECENT)
    )
    duties = store.find(Duty, order="begin DESC, number DESC", limit=RECENT)
    return {
        "issue": [option(told_number(row), title_of(row)[:16], row["id"]) for row in issues],
        "duty": [
            option(short_number(one.number or ""), f"{one.kind}　{one.title or ''}", one.id)
            for one in duties
            if one.number
        ],
    }


def carried(store: Store, visit_id: str) -> Carried | None:
    """What a visit gives an issue; None where there is no such visit."""
    visit = by_id(store, Visit, [visit_id]).get(visit_id)
    if visit is None:
        return None
    values = present({name: visit.data.get(of) for name, of in FROM_VISIT.items()})
    values |= {"visits": [visit.id], "kind": table.PUBLIC, "lead_deputy": next(iter(visit.deputies or ()), None)}
    told = "、".join(words for name, words in TOLD.items() if values.get(name))
    who = (_who(shown(store, Visit, [visit])[0]) for shown in (veiled, readable))
    return Carried(visit.id, values, f"从接待 {short_number(visit.number)} 带入，不用再录：{told}", *who)


def _who(row: Row) -> str:
    return " · ".join(
        filter(None, (row["visitor_name"] or table.ANONYMOUS, row["visitor_phone"], row["visitor_address"]))
    )


def opened(store: Store, key: Key) -> Opened | None:
    """An issue for the form; None where it is gone."""
    issue = store.get(Issue, key)
    if issue is None:
        return None
    from_visit = carried(store, issue.visits[0]) if issue.visits else None
    may = issue.kind != table.SUGGESTION and not issue.voided and is_on(store, table.SUGGESTION)
    return Opened(
        issue, version(store, issue), veiled(store, Issue, [issue])[0], from_visit, may, project_said(store, issue)
    )


def project_said(store: Store, issue: Issue) -> str:
    """The words of the button that leads to the project of an issue."""
    if issue.voided or issue.state in ASIDE or not is_on(store, PLUS):
        return ""
    if held := taken_on(store, issue.id):
        return f"看项目 {short_number(held.number)}"
    return TOLD_AS_CASE if issue.state in table.SETTLED else TAKE_ON


def led_to(store: Store, id: str) -> Opened | None:
    """The issue of an id, whoever's it is."""
    issue = by_id(store, Issue, [id]).get(id)
    return opened(store, (issue.world, id)) if issue else None


def proposal(store: Store, typed: Mapping[str, Any]) -> Proposal:
    """What follows from what is typed so far; values that cannot be read yet count as absent."""
    values = present(Issue.legible(typed))
    category = values.get("category") or guess(values.get("statement") or "")
    calendar, rules = calendar_of(store), rules_of(store, clock.today().year)
    limit = limit_for(rules, values.get("urgency"), values.get("kind"))
    due = count(calendar, clock.day(), limit.days, limit.unit)
    organ = taker(store, category)
    most = f"，最多 {limit.most} {limit.unit}" if limit.most else ""
    law = "法定" if values.get("kind") == table.SUGGESTION else "按规定"
    named = f"{law} {limit.days} {limit.unit}{most}" + ("，暂定" if due.provisional else "")
    alike = [
        (
            title_of(row),
            f"意见 {short_number(row['number'])}",
            " · ".join([row["state"] or "", *one.reasons]),
            row["id"],
        )
        for one in similar_issues(store, values | {"statement": "\n".join(filter(None, map(values.get, WORDS)))})
        for row in veiled(store, Issue, [one.issue])
    ]
    return Proposal(
        category,
        organ,
        due.due_on or "",
        named,
        beads(calendar, clock.day(), due.explanation, due.due_on),
        alike,
        *_suggested(store, values),
    )


def _suggested(store: Store, values: Mapping[str, Any]) -> tuple[bool, str, int]:
    """Whether a suggestion is written in parts here, what stands behind this one, how many a 议案 takes."""
    if values.get("kind") != table.SUGGESTION or not is_on(store, table.SUGGESTION):
        return False, "", 0
    found = behind(store, Issue({**dict.fromkeys(Issue.fields), **values}))
    return True, found.words, needed(store, values.get("congress"), clock.today().year)


def register(act: Act, id: str, values: Mapping[str, Any], word: str, fact: Mapping[str, Any]) -> None:
    """A new issue, with 交办 or 报区 in the same act where `word` names one."""
    own = {"kind": table.PUBLIC, "urgency": "正常", "registered_at": clock.day()} | present(values)
    made = settle(act, matched(act, Issue, own))
    check(act, made)
    begin_issue(act, id, made, _fact(act, word, fact) if word else None)


def complete(act: Act, found: Opened, values: Mapping[str, Any], word: str, fact: Mapping[str, Any]) -> None:
    """An issue that is there: what was added to it, and 交办 or 报区, in one act. Raises Changed when it changed meanwhile."""
    issue = found.issue
    changed = {name: value for name, value in values.items() if value != issue.data.get(name)}
    if changed:
        typed = {name: "" if value is None else value for name, value in changed.items()}
        changed = amend(act, issue, typed, COMPLETED, found.version)
    if word:
        follow(act, Issue(issue.data | changed), word, present(fact))


def _fact(act: Act, word: str, fact: Mapping[str, Any]) -> dict[str, Any]:
    """The fact an issue is born with; what it needs must be there."""
    missing = [Followup.fields[name].label for name in table.action_of(word).needed({}, {}) if not fact.get(name)]
    if missing:
        raise BadInput(f"{word}还缺：{'、'.join(missing)}", then="请补上，或先只登记")
    place = seat_of(act.store)
    body = {"assigned_by": assigning_body(place.data) if place else None} if word == table.ASSIGN.word else {}
    who = {"acted_on": clock.day(), "acted_by": act.operator or table.CLERK}
    return {"action": word, **matched(act, Followup, present({**who, **body, **fact}))}

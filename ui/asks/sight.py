"""What can be known of a visit while it is written: proposals, the date that would follow, who came before, what is alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.action import ANONYMOUS
from lianluozhan.category import guess
from lianluozhan.caution import caution
from lianluozhan.dating import calendar_of
from lianluozhan.deputy import Deputy
from lianluozhan.draft import expected_number
from lianluozhan.duty import WALKED
from lianluozhan.followup import Followup
from lianluozhan.household import keepers_of
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.reception import foreseen
from lianluozhan.record import short_number
from lianluozhan.rota import on_duty
from lianluozhan.search import Also, newest
from lianluozhan.signs import reference
from lianluozhan.similar import same_person, similar_issues
from lianluozhan.store import Store
from lianluozhan.taker import taker
from lianluozhan.veil import veiled
from lianluozhan.visit import GATHERED, Visit
from ui.told import flat, said_date
from ui.widgets.hints import Group, Hint as Card

GOING = {WALKED: ("这一趟走访", "户"), GATHERED: ("这一场座谈会", "条")}  # what is written one after the other


class Sight(NamedTuple):
    """What is known of a visit while it is written: nothing of it is in the ledger yet."""

    number: str
    mode: str
    category: str | None
    organ: str | None
    rota: Mapping[str, Any]
    due: str
    groups: tuple[Group, ...]
    caution: str
    household: str


def sight(store: Store, typed: Mapping[str, Any], own: str = "") -> Sight:
    """What can be known of what is typed so far: proposals, the due date that would follow, hints.

    `own` is the id of the visit when one is changed: nothing of it is a hint about itself.
    """
    values = Visit.legible(typed)
    day = values.get("received_at") or clock.day()
    category = guess(values.get("statement") or "")
    organ = taker(
        store,
        values.get("category") or category,
        values.get("outcome"),
        f"{values.get('location') or ''} {values.get('visitor_address') or ''}",
    )
    proposed = {"received_at": day, "referred_to": values.get("referred_to") or organ}
    seen = foreseen(store, values | proposed) if values.get("statement") else {}
    return Sight(
        expected_number(store, Visit, day[:4]),
        calendar_of(Act(store, "sight", "")).mode(day),
        category,
        organ,
        _rota(store, values, day),
        _due(seen),
        _groups(store, values, own),
        caution(store, f"{values.get('statement') or ''} {values.get('request') or ''}"),
        _household(store, values),
    )


def _household(store: Store, values: Mapping[str, Any]) -> str:
    """Whose household is called on."""
    keepers = keepers_of(store, Visit(dict(values))) or ()
    return f"{'、'.join(one.name for one in keepers)}的{Deputy.households.label}" if keepers else ""


def _rota(store: Store, values: Mapping[str, Any], day: str) -> dict[str, Any]:
    """Where the day's reception is and who receives, as planned; a walk is nobody's reception day."""
    hour = day[11:] or clock.moment()[11:16]
    planned = None if values.get("channel") == WALKED else on_duty(store, day[:10], hour)
    return {"place": planned.place, "deputies": planned.deputies} if planned else {}


def _due(fact: Mapping[str, Any]) -> str:
    if not fact.get("due_on"):
        return ""
    provisional = "，暂定" if fact.get("provisional") else ""
    return f"{fact['action']}后期限 {said_date(fact['due_on'])}（{fact['limit']}{provisional}）"


def _groups(store: Store, values: Mapping[str, Any], own: str) -> tuple[Group, ...]:
    name = values.get("visitor_name")
    found = same_person(store, name if name and len(name) > 1 else None, values.get("visitor_phone"))
    earlier = [visit for visit in found if visit.id != own]
    people, stand = veiled(store, Visit, earlier), _standing(store, earlier)
    alike = [one for one in similar_issues(store, values) if one.issue.visits != [own]]
    issues = veiled(store, Issue, [one.issue for one in alike])
    return (
        *_outing(store, values, own),
        Group(
            "同一个人来过",
            "同一人",
            "次",
            tuple(_earlier(row, standing) for row, standing in zip(people, stand, strict=True)),
        ),
        Group(
            "附近类似的事",
            "类似",
            "件",
            tuple(_alike(row, one.reasons) for row, one in zip(issues, alike, strict=True)),
        ),
    )


def _outing(store: Store, values: Mapping[str, Any], own: str) -> tuple[Group, ...]:
    """The households of the outing, or the speakers of the meeting, that is being written, the last one first."""
    way = values.get("channel")
    if way not in GOING or not values.get("received_at"):
        return ()
    found = store.find(Visit, "channel=? AND received_at=?", (way, values["received_at"]), "number DESC")
    rows = veiled(store, Visit, [visit for visit in found if visit.id != own])
    title, unit = GOING[way]
    return (Group(title, way, unit, tuple(_said_then(row) for row in rows)),)


def _said_then(row: Mapping[str, Any]) -> Card:
    words = f"{flat(row['statement'])}（{row['outcome']}）"
    return Card(row["visitor_name"] or ANONYMOUS, short_number(row["number"]), words, Visit.noun, row["id"])


def _standing(store: Store, visits: Sequence[Visit]) -> list[str]:
    """Where what came of each visit stands, which is what they come to ask; its outcome where nothing had to follow."""
    ids = [visit.id for visit in visits]
    held = Also(
        " OR ".join("visits LIKE ?" for _id in ids), [f'%"{id}"%' for id in ids], wanted=[[reference(id) for id in ids]]
    )
    rows = readable(store, Issue, newest(store, Issue, "", also=held)) if ids else []
    return [
        "；".join(
            f"{short_number(row['number'])} {row['state']} {row['organ'] or ''}".rstrip()
            for row in rows
            if visit.id in row["visits"]
        )
        or visit.outcome
        or ""
        for visit in visits
    ]


def _earlier(row: Mapping[str, Any], standing: str) -> Card:
    said = f"{row['visitor_name'] or '匿名'}：{flat(row['statement'])}"
    return Card(
        f"{row['received_at'][:10]} {row['channel'] or ''}",
        short_number(row["number"]),
        f"{said}（{standing}）",
        Visit.noun,
        row["id"],
    )


def _alike(row: Mapping[str, Any], reasons: Sequence[str]) -> Card:
    lamp = {"红": "逾期 ", "黄": "快到期 "}.get(row["light"] or "", "")
    who = f"{row['organ']} " if row["organ"] else ""
    title = row["title"] or row["location"] or row["category"] or short_number(row["number"])
    words = f"{flat(row['statement'])}（{who}{'、'.join(reasons)}）"
    return Card(title, f"{lamp}{row['state']}", words, Followup.noun, row["id"])

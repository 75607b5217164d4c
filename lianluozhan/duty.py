"""履职: what each deputy did; a reception session's duty is derived from its visits."""

from __future__ import annotations

from typing import Any

from lianluozhan.act import Act
from lianluozhan.field import Choice, CountPerRef, LongText, Moment, Papers, PerRef, Ref, Refs, Serial, Text
from lianluozhan.match import matched
from lianluozhan.points import REGISTERED, RETURNED, STEPS, table_of
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store
from lianluozhan.table import Touched, records, update
from lianluozhan.visit import Visit, further


class Duty(Record):
    """One act of one or several deputies."""

    noun, label, letter = "duty", "履职", "L"
    indexes = ("world, substr(begin, 1, 10)",)

    number = Serial("编号")
    deputies = Refs("代表", of="deputy", required=True)
    parts = PerRef("各人作用", of="deputy")
    people_met = CountPerRef("接待人次", of="deputy")
    begin = Moment("时间", required=True)
    end = Moment("结束时间")
    kind = Choice("履职类别", required=True)
    theme = Choice("履职主题")
    title = Text("活动名称")
    place = Ref("地点", of="place")
    content = LongText("内容")
    outcome = LongText("成果")
    promoted = LongText("促成事项")
    source = Text("来源")
    attachments = Papers("证明材料")
    state = Choice("状态", derived=True, choices=(REGISTERED, *STEPS, RETURNED))
    reviewer = Text("审核人", derived=True)


SESSION_KIND = "接待选民"
NUMBERED = "numbered sessions"  # what an act keeps them under
RECEIVED, WALKED = "接待", "走访"
ACTED = "活动"  # how the duty of an activity begins its source
ADDED_BY_HAND = ("content", "outcome", "promoted", "parts", "attachments")  # to a session's duty (design §5)
SAME = "与接待自动登记的是同一件"
NOBODY = "这一场没有有效的接待记录"

Session = tuple[str, str, str, str]  # (world, day, 接待|走访, place): what one session is


def session_of(visit: Visit) -> Session | None:
    """The session a visit belongs to; a visit that names no deputy is nobody's duty (design §5)."""
    if not visit.deputies or not visit.received_at:  # only a forged one has no day
        return None
    way = WALKED if visit.channel == WALKED else RECEIVED
    return visit.world, visit.received_at[:10], way, visit.place or ""


def session_id(session: Session) -> str:
    """The duty of a session has the same id on every PC (design §6, Owner writes)."""
    world, day, way, place = session
    return id_of("duty", world, place, day, way)


def source_of(session: Session) -> str:
    """How a duty names the session it comes from."""
    _world, day, way, place = session
    return f"{way} {day} {place}"


def number_session(act: Act, visit: Visit, known: set[str]) -> None:
    """Give the session of a new visit its number, once; `known` collects what was numbered in this act."""
    session = session_of(visit)
    if session is None or (id := session_id(session)) in known:
        return
    known.add(id)
    held = act.store.get(Duty, (visit.world, id))
    if held is None or held.number is None:
        values = {"number": act.number(Duty, session[1][:4]), "source": source_of(session)}
        act.write(Duty, id, values)


def add_duty(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Register what deputies did, by hand or from a sheet."""
    theme = values.get("theme") or theme_of(act, Duty(values))
    number = act.number(Duty, values["begin"][:4])
    act.write(Duty, id, {**matched(act, Duty, values), "number": number, **({"theme": theme} if theme else {})})


def theme_of(act: Act, duty: Duty) -> str | None:
    """The theme the year's table gives a duty of this kind."""
    year = duty.begin[:4]
    return act.once(f"points {year}", lambda: table_of(act.store, year)).theme(duty.kind)


def derive_sessions(store: Store, touched: Touched) -> None:
    """Bring the duties of the touched sessions up to date: deputies, people met, begin, end, and whether it stands."""
    sessions: set[Session] = set()
    now = dict(records(store, Visit, touched.keys("visit")))
    for visit in (*touched.before.get("visit", {}).values(), *now.values()):
        if visit is not None and (session := session_of(visit)):
            sessions.add(session)
    for (world, _id), duty in records(store, Duty, touched.keys("duty")):
        if is_session(duty):
            way, day, place = duty.source.split(" ", 2)
            sessions.add((world, day, way, place))
    for session in sorted(sessions):
        _derive_session(store, session, touched)
    days = {session[:2] for session in sessions}
    for (world, _id), duty in records(store, Duty, touched.keys("duty")):
        if duty.begin:
            days.add((world, duty.begin[:10]))
    for world, day in sorted(days):
        _hide_doubled(store, world, day, touched)


def _derive_session(store: Store, session: Session, touched: Touched) -> None:
    world, day, way, place = session
    same_way = "channel = ?" if way == WALKED else "channel IS NOT ?"
    where = f"world=? AND substr(received_at, 1, 10)=? AND ifnull(place, '')=? AND {same_way} AND ifnull(deputies, '[]') <> '[]'"
    visits = store.find(Visit, where, (world, day, place, WALKED), "received_at, id")
    id = session_id(session)
    held = store.get(Duty, (world, id))
    if not visits and not written(store, world, id):
        return forget(store, world, id)  # a rebuild would not have its row either
    touched.before.setdefault("duty", {}).setdefault((world, id), held)
    met: dict[str, int] = {}
    for visit in visits:
        for deputy in visit.deputies:
            met[deputy] = met.get(deputy, 0) + (0 if further(visit.data) else visit.party_size or 1)
    derived = {
        "id": id,
        "world": world,
        "kind": SESSION_KIND,
        "title": f"{way}选民",
        "place": place or None,
        "source": source_of(session),
        "deputies": list(met) or None,
        "people_met": met or None,
        "begin": visits[0].received_at if visits else day,
        "end": max((v.until for v in visits if v.until), default=None),
        "voided": None if visits else NOBODY,
    }
    update(store, Duty((held.data if held else {}) | derived))
    return None


def written(store: Store, world: str, id: str) -> bool:
    """Whether anybody wrote something about a derived duty: its number, or what a person added."""
    return next(store.entries("id=? AND world=? AND kind=? LIMIT 1", (id, world, Duty.noun)), None) is not None


def forget(store: Store, world: str, id: str) -> None:
    """Take the row of a derived duty away that nothing stands behind any more."""
    store.db.execute("DELETE FROM duty WHERE world=? AND id=?", (world, id))
    store.db.execute("DELETE FROM search WHERE noun=? AND world=? AND id=?", (Duty.noun, world, id))


def _hide_doubled(store: Store, world: str, day: str, touched: Touched) -> None:
    """A 接待选民 written by hand or in a sheet that says what a session says is not shown twice (design §5)."""
    # By the day's index: an order by plain id would read every duty there is.
    of_day = store.find(
        Duty, "world=? AND substr(begin, 1, 10)=? AND (voided IS NULL OR voided=?)", (world, day, SAME), "+id"
    )
    sessions = [duty for duty in of_day if is_session(duty) and not duty.voided]
    for duty in of_day:
        if is_session(duty) or duty.kind != SESSION_KIND:
            continue
        doubled = any(set(duty.deputies or ()) <= set(session.deputies) for session in sessions)
        if doubled != (duty.voided == SAME):
            touched.before.setdefault("duty", {}).setdefault((world, duty.id), duty)
            update(store, Duty(duty.data | {"voided": SAME if doubled else None}))


def is_session(duty: Duty) -> bool:
    """Whether the duty is a session's, derived from its visits."""
    parts = (duty.source or "").split(" ", 2)
    if len(parts) < 3:
        return False
    way, day, place = parts
    return duty.id == session_id((duty.world, day, way, place))


def activity_duty_id(world: str, activity: str) -> str:
    """The duty of an activity has the same id on every PC."""
    return id_of("duty", world, activity, ACTED)


def activity_of(duty: Duty) -> str | None:
    """The activity a duty comes from."""
    came, _, activity = (duty.source or "").partition(" ")
    return activity if came == ACTED and duty.id == activity_duty_id(duty.world, activity) else None


def origin(duty: Duty) -> str:
    """What a duty follows from by itself: 接待 or 活动; "" where a person wrote it."""
    return RECEIVED if is_session(duty) else ACTED if activity_of(duty) else ""


def of_visits(record: Record, name: str) -> bool:
    """Whether a field of a duty follows from visits or from an activity, so that nobody writes it."""
    return isinstance(record, Duty) and name not in ADDED_BY_HAND and bool(origin(record))

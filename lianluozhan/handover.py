"""交接: another clerk takes over; from then on entries are signed with that name. What is handed over, counted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lianluozhan import clock, vault
from lianluozhan.act import LOCAL, Act
from lianluozhan.backup import newest
from lianluozhan.errors import BadInput, BadValue, NotAllowed
from lianluozhan.month_data import unclosed
from lianluozhan.operator import Operator, clerk_of, operators
from lianluozhan.password import GIVE_WORDS, people
from lianluozhan.place import Place, seat_of
from lianluozhan.record import id_of
from lianluozhan.span_data import Span, calls
from lianluozhan.store import Store

HANDOVER = "交接"
ROLE = Operator.role.choices[1]


class Standing(NamedTuple):
    """Who types now, who else is known, and what is handed over: issues not done, people not told, drafts, months not
    closed, the newest backup here."""

    clerk: str
    others: tuple[str, ...]
    issues: int
    people: int
    drafts: int
    months: tuple[str, ...]
    backup: Path | None


def standing(store: Store) -> Standing:
    """How things stand on the day."""
    found, clerk = calls(store, Span("now")), clerk_of(store)
    others = tuple(one.name for one in operators(store) if one.name != clerk)
    return Standing(
        clerk,
        others,
        len(found.issues),
        len(found.people),
        found.drafts,
        tuple(unclosed(store)),
        newest(store.path.parent),
    )


def hand_over(act: Act, typed: str, leaves: bool) -> str:
    """Let another clerk type from now on; who did so far `leaves` or stays known. Returns the new name.

    The 家站点's 联络员 goes over with it where it named the old one. Where there are passwords, who opens the folder is who
    types: whoever has none cannot take over. Raises BadInput, NotAllowed.
    """
    store = act.store
    try:
        name = Operator.name.read(typed)
    except BadValue as bad:
        raise BadInput(f"接手的人：{bad}") from None
    old = clerk_of(store)
    if not name:
        raise BadInput("没有写由谁接手", then="请写接手的人的姓名")
    if name == old:
        raise NotAllowed(f"现在就是{name}在登记，不用{HANDOVER}", then="请写接手的人的姓名")
    having = people(vault.doors(store.path.parent))
    if having and name not in having:
        raise NotAllowed(
            f"{name}还没有密码，打不开这里", then=f"请先到“密码”里按“{GIVE_WORDS}”给他设一个，再来{HANDOVER}"
        )
    known = next((one for one in operators(store) if one.name == name), None)
    if known is None:
        act.write(Operator, id_of(LOCAL, "operator", name), {"name": name, "role": ROLE, "voided": None}, LOCAL)
    for one in operators(store):
        if leaves and one.name == old:
            act.write(Operator, one.id, {"voided": f"{clock.day()} 交给{name}"}, LOCAL)
    world = store.identity.world
    place = seat_of(store)
    if place and place.clerk == old:
        act.write(Place, place.id, {"clerk": name}, world)
    store.set("operator", name)
    return name

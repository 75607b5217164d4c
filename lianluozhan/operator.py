"""经办人: who works at this folder; kept in the local stream, never carried away."""

from __future__ import annotations

from lianluozhan import password, vault
from lianluozhan.act import LOCAL, Act, typist
from lianluozhan.errors import NotAllowed
from lianluozhan.field import Choice, Text
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store

HEAD, READER = "站长", "只读"
READS_ONLY = "能看、能查、能打印，登记和更改请联络员或站长来做"
ROLES = (HEAD, "联络员", READER)


class Operator(Record):
    """A person who may be chosen as the one who types."""

    noun, label = "operator", "经办人"

    name = Text("姓名", required=True)
    role = Choice("身份", choices=ROLES)


def add_operator(act: Act, name: str, role: str) -> None:
    """Make a person known; the first one is who types when nobody is named."""
    act.write(Operator, id_of(LOCAL, "operator", name), {"name": name, "role": role}, LOCAL)
    if act.store.setting("operator") is None:
        act.store.set("operator", name)


def reads_only(store: Store, name: str) -> bool:
    """Whether this person may only look: a rule of the program, no lock (design §7)."""
    return any(one.role == READER for one in store.find(Operator, "name=?", (name,)))


def permit(store: Store, name: str) -> None:
    """Raise NotAllowed where this person may only look."""
    if reads_only(store, name):
        raise NotAllowed(f"{name}的身份是“{READER}”，不能改", then="要改的话，请联络员或站长来做")


def manages(store: Store, who: str) -> bool:
    """Whether this person does what is the 站长's: the 站长 where one of those who have a password is 站长, else anybody who may write."""
    having = password.people(vault.doors(store.path.parent))
    roles = {one.name: one.role for one in store.find(Operator) if one.name in having or one.name == who}
    heads = [name for name, role in roles.items() if role == HEAD]
    return who in heads if heads else roles.get(who) != READER


def came_otherwise(store: Store) -> bool:
    """Whether nobody's password opened this folder but the recovery code, or the district's key: they are there for forgotten
    passwords, the 站长's too, so whoever has them may set another."""
    folder = store.path.parent
    return bool(vault.doors(folder)) and not vault.who(folder)


def check_head(store: Store, who: str, what: str) -> None:
    """Raise NotAllowed where `what` (公示) is for the 站长 to approve, and this person is not."""
    if not manages(store, who):
        raise NotAllowed(f"{what}要{HEAD}批准，{who or '这位经办人'}不是{HEAD}", then=f"请{HEAD}自己打开来批准")


def operators(store: Store) -> list[Operator]:
    """Everybody known, by name."""
    return store.find(Operator, order="name")


def clerk_of(store: Store) -> str:
    """Who types where nobody else is named."""
    return typist(store) or next((one.name for one in operators(store)), "")

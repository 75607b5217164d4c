"""How passwords stand in a folder, and what is done about them in the worker."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lianluozhan import access, backup, clock, password, vault
from lianluozhan.act import acting, typist
from lianluozhan.case_data import imprint_of
from lianluozhan.errors import BadInput
from lianluozhan.folder import opened
from lianluozhan.operator import HEAD, Operator, add_operator, came_otherwise, clerk_of, manages, operators
from lianluozhan.package.enrol import accepted_party
from lianluozhan.password import CODE_WORD, DISTRICT_KEY, GIVE_WORDS
from lianluozhan.report import recovery
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Store
from lianluozhan.vault import DISTRICT
from ui.asks.on_paper import on_paper
from ui.idle import SETTING, minutes
from ui.widgets.pdf import Document


class Typed(NamedTuple):
    """What stands in the lines of a form about passwords."""

    name: str
    role: str
    old: str
    new: str
    district: bool


class Outcome(NamedTuple):
    """What was done, in words; a recovery code to be shown once."""

    words: str
    code: str = ""


class Standing(NamedTuple):
    """Who types, {name: 身份} of everybody, who has a password, whether the district's key opens, that key where it is
    known, whether who types looks after passwords, how many backups lie here in the clear, minutes until it locks, whether it
    was no password that opened the folder."""

    who: str
    roles: dict[str, str]
    having: list[str]
    opens: bool
    district: str | None
    manages: bool
    older: int
    minutes: int
    otherwise: bool


def standing(store: Store) -> Standing:
    """How passwords stand in a folder."""
    folder = store.path.parent
    ways, who, otherwise = vault.doors(folder), typist(store) or clerk_of(store), came_otherwise(store)
    party = accepted_party(store, "district", "") if store.identity.role == "station" else None
    return Standing(
        who,
        {one.name: one.role or "" for one in operators(store)},
        password.people(ways),
        any(way.kind == DISTRICT for way in ways),
        party.keys["age"] if party else None,
        manages(store, who) or otherwise,
        len(backup.unlocked(folder)) if ways else 0,
        minutes(store.setting(SETTING)),
        otherwise,
    )


def possible(now: Standing) -> set[str]:
    """Which deeds can be done as things stand."""
    if not now.having:
        return {"set"}
    knows = not now.otherwise  # what has to be written where a password is changed or given up
    own = {"change"} if knows and now.who in now.having else set()
    managing = {"add", "code"} | ({"off"} if knows else set()) | ({"remove"} if len(now.having) > 1 else set())
    return own | managing if now.manages else own


def said(now: Standing) -> str:
    """Who has a password and what else opens, in a few lines."""
    people = "、".join(f"{name}（{now.roles[name]}）" if now.roles.get(name) else name for name in now.having)
    lines = [f"有密码的：{people}", f"另外能打开的：打印的{CODE_WORD}" + ("，" + DISTRICT_KEY if now.opens else "")]
    if now.otherwise:
        lines.append(f"这次不是用密码打开的。忘了密码的，按“{GIVE_WORDS}”，选自己的名字，另设一个。")
    elif not now.manages:
        lines.append(f"给别人设密码、去掉密码、换{CODE_WORD}，请{HEAD}用自己的密码打开来做。")
    if now.older:
        lines.append(f"注意：“备份”里有 {now.older} 份是设密码以前做的，没有加密。请先做一份新备份，再删掉它们。")
    return "\n".join(lines)


def do(what: str, folder: Path, now: Standing, typed: Typed) -> Outcome:
    """Do one deed with the folder to itself; Ctrl+Z never reaches it. Raises Problem."""
    match what:
        case "set":
            return Outcome(
                "设好了密码", access.protect(folder, typed.name, typed.new, now.district if typed.district else None)
            )
        case "code":
            return Outcome(f"换好了{CODE_WORD}", access.renew_code(folder))
        case "add":
            access.admit(folder, name := _known(folder, typed), typed.new)
            return Outcome(f"{name}的密码设好了")
        case "change":
            access.change(folder, now.who, typed.old, typed.new)
            return Outcome("密码改好了")
        case "remove":
            access.dismiss(folder, typed.name)
            return Outcome(f"{typed.name}的密码去掉了")
    password.unlock(folder, typed.old, now.who)  # only who knows the password gives it up
    access.unprotect(folder)
    return Outcome("密码取消了，数据不再加密")


def _known(folder: Path, typed: Typed) -> str:
    """A person who may be chosen, with this 身份; the name as it is kept."""
    password.sound(typed.new, typed.name)  # before anybody is made known
    with opened(folder, SCHEMA) as store, acting(store, "operator") as act:
        name = Operator.name.read(typed.name)
        if not name:
            raise BadInput("没有写是哪一位", then="请选一位，或写上姓名")
        add_operator(act, name, typed.role)
    return name


def paper(store: Store, code: str) -> Document:
    """The recovery code on paper."""
    layout = recovery.layout(imprint_of(store, clock.day()), code)
    return on_paper(store, recovery.NAME, layout)

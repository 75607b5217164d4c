"""固定联系户: the households a deputy keeps in touch with, and which of them were called on, found by comparing names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lianluozhan.action import ANONYMOUS
from lianluozhan.deputy import Deputy
from lianluozhan.duty import WALKED
from lianluozhan.findable import normal
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.visit import Visit

SEPARATE = re.compile(r"[、，,；;/\s]+")
NOTED = re.compile(r"\(([^()]*)\)")  # 郭桂兰（西街）: which of those of the name; brackets as `normal` writes them
PHONE = re.compile(r"(?:(?:联系)?(?:电话|手机)[号码]*\s*:?\s*)?(\d{7,})")
ENDS = re.compile(r"(?<=..)(?:家|户)$")  # 郭桂兰家


class Kept(NamedTuple):
    """A deputy's households: all of them, and those called on in a time; None where names of visitors are not here."""

    households: Sequence[str]
    called: Sequence[str] | None

    @property
    def waiting(self) -> list[str]:
        """Those nobody called on yet."""
        return [one for one in self.households if one not in (self.called or ())]

    @property
    def said(self) -> str:
        """8 户，本年走访 5 户; nothing where there are none."""
        if not self.households:
            return ""
        called = "" if self.called is None else f"，本年走访 {len(self.called)} 户"
        return f"{len(self.households)} 户{called}"


def households_of(store: Store, deputies: Iterable[Deputy], begins: str, past: str) -> dict[str, Kept]:
    """{deputy's id: the households, and those walks called on from a day until before another}, of those who have any."""
    keepers = [one for one in deputies if one.households]
    where = "channel=? AND substr(received_at, 1, 10) >= ? AND substr(received_at, 1, 10) < ?"
    walks = store.find(Visit, where, (WALKED, begins, past), "received_at, id") if keepers else []
    found = {}
    for one in keepers:
        own = [walk for walk in walks if one.id in (walk.deputies or ())]
        withheld = any(walk.visitor_name is None and walk.raiser_kind != ANONYMOUS for walk in own)
        called = dict.fromkeys(home for walk in own for home in _called_on(one, walk))
        found[one.id] = Kept(one.households, None if withheld else [home for home in one.households if home in called])
    return found


def of_year(store: Store, deputy: Deputy, year: str) -> Kept:
    """A deputy's households and those called on in a year."""
    return households_of(store, [deputy], year, f"{int(year) + 1}").get(deputy.id, Kept((), ()))


def keepers_of(store: Store, visit: Visit) -> list[Deputy] | None:
    """The deputies of a walk who keep in touch with whom it called on; None where nobody can say."""
    if visit.channel != WALKED or not visit.visitor_name:
        return None
    known = by_id(store, Deputy, visit.deputies or ())
    keepers = [known[id] for id in visit.deputies or () if id in known and known[id].households]
    return [one for one in keepers if _called_on(one, visit)] if keepers else None


def theirs(homes: Sequence[str], name: str, phone: str | None, address: str | None) -> list[str]:
    """The households that are somebody's, sure enough to be erased with them: known by the name as a call's are, or by the
    phone; never one with another's phone, or another place where theirs is known."""
    whole = {"、".join(lines): lines for lines in _with_phones(homes)}
    bare = {home: _bare(home) for home in whole}
    of_name, place = _named(list(bare.values()), name, address), normal(address or "")
    found = []
    for home, said in bare.items():
        notes, numbers = [note for note in NOTED.findall(normal(said)) if note], _numbers(home)
        another = (phone and numbers) or (place and notes and not any(note in place + normal(name) for note in notes))
        hers = said in of_name and (phone in numbers or not another)
        found += [line for line in whole[home] if hers or phone in _numbers(line)]
    return found


def _with_phones(homes: Iterable[str]) -> list[list[str]]:
    """Each household with the lines behind it that are only a phone: as they were once kept, a phone apart from its name."""
    found: list[list[str]] = []
    for home in homes:
        if found and not _bare(home):
            found[-1].append(home)
        else:
            found.append([home])
    return found


def _numbers(home: str) -> list[str]:
    return PHONE.findall(_together(home))


def _together(home: str) -> str:
    """A household with the digits of a phone side by side: 138-0000-4321."""
    return re.sub(r"(?<=\d)[\s-]+(?=\d)", "", normal(home))


def _called_on(deputy: Deputy, visit: Visit) -> list[str]:
    """The deputy's households a visit was about."""
    return _named(deputy.households or (), visit.visitor_name, visit.visitor_address)


def _named(homes: Sequence[str], name: str | None, lives: str | None) -> list[str]:
    """The households of a name, or of several of them; where several have it the one in the place noted behind it."""
    names = {_name(part) for part in SEPARATE.split(NOTED.sub("", normal(name or ""))) if part}
    homes = [home for home in homes if _name(home) in names]
    address = normal(f"{lives or ''}{name or ''}")
    return [
        home
        for home in homes
        if _alone(home, homes) or any(note and note in address for note in NOTED.findall(normal(home)))
    ]


def _alone(home: str, homes: Sequence[str]) -> bool:
    return sum(_name(one) == _name(home) for one in homes) == 1


def _name(home: str) -> str:
    return ENDS.sub("", NOTED.sub("", _bare(home)).strip())


def _bare(home: str) -> str:
    """A household without its phones."""
    return PHONE.sub("", _together(home)).replace("()", "").strip(" 、:")

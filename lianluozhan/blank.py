"""空白登记表: numbers given out on paper ahead of a reception day; the form that is typed later takes its own, never twice.

A reserved number is a visit that is void until somebody types it: so the number counts as used (design §6, Numbers), stands
in no list and no sum, and its gap has a reason. The typed visit is another record that bears the number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lianluozhan.act import Act
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.place import own_place_id
from lianluozhan.record import id_of, short_number
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, split
from lianluozhan.visit import Visit

NAME = "空白" + "登记表"  # what report/blank_form.py calls it
RESERVED, UNUSED = f"{NAME}，还没有登记", f"{NAME}，没有用"  # why their visits are void
MOST = 100  # at once
KNOWN = "blank forms"  # what an act keeps them under
NUMBER = re.compile(r"[0-9]+$")  # of 140405102-2026-J0012
FREE = "NOT EXISTS (SELECT 1 FROM visit v WHERE v.world=visit.world AND v.number=visit.number AND v.voided IS NULL)"


class Gap(NamedTuple):
    """A number of a ledger that no live record of its month has, and why; `written`: in a person's words."""

    number: str
    reason: str
    written: bool = False


def reserve(act: Act, day: str, count: int) -> list[str]:
    """Give out so many numbers for forms of a day; returns them. Raises BadInput."""
    if not 1 <= count <= MOST:
        raise BadInput(f"一次印 1 到 {MOST} 张，写的是 {count}", then="请改好张数，再来一次")
    world = act.store.identity.world
    numbers = [act.number(Visit, day[:4]) for _ in range(count)]
    for number in numbers:
        values = {"number": number, "received_at": day, "place": own_place_id(world), "voided": RESERVED}
        act.write(Visit, id_of(NAME, number), values)
    return numbers


def waiting(store: Store, day: str = "") -> list[Visit]:
    """The forms given out that nobody has typed, by number; of one day where it is named."""
    where, params = f"world=? AND voided=? AND {FREE}", [store.identity.world, RESERVED]
    return store.find(
        Visit, where + (" AND received_at=?" if day else ""), [*params, *([day] if day else [])], "number"
    )


def put_away(act: Act, day: str = "") -> int:
    """Void the forms that were not used, in one act; returns how many. Raises NotAllowed."""
    found = waiting(act.store, day)
    if not found:
        raise NotAllowed(f"没有还没登记的{NAME}", then="不用作废")
    for one in found:
        act.amend(one, {"voided": UNUSED})
    return len(found)


def _given_out(store: Store) -> dict[str, str]:
    """{number: whether it is still reserved, or was put away} of the forms that were given out and not typed."""
    found = store.find(Visit, "world=? AND voided IN (?, ?)", (store.identity.world, RESERVED, UNUSED))
    return {one.number: one.voided for one in found}


def number_of(act: Act, typed: str | None) -> str | None:
    """The reserved number that is meant by what a form is called, by its end or whole; None where it is none of ours.

    Raises BadInput for one that was typed already or was put away.
    """
    if not typed:
        return None
    forms = act.once(KNOWN, lambda: _given_out(act.store))
    word = unicodedata.normalize("NFKC", typed).strip().upper()
    meant = [number for number in forms if word in (number.upper(), short_number(number))]
    if not meant:
        return None
    reserved = [number for number in meant if forms[number] == RESERVED]
    free = [one for one in reserved if not act.store.find(Visit, "number=? AND voided IS NULL", (one,), limit=1)]
    if len(free) > 1:
        raise BadInput(f"{NAME}里编号是 {typed} 的不止一张", then="请写全编号，如 " + free[0])
    if not free:
        why = "已经作废（没有用）" if forms[meant[0]] == UNUSED else "已经登记过了"
        raise BadInput(f"登记表 {typed} {why}，没有保存", then="请核对纸上的编号；这一项空着，就用新的编号")
    del forms[free[0]]
    forms[free[0]] = ""  # typed in this act
    return free[0]


def gaps(store: Store, begins: str, past: str) -> list[Gap]:
    """The numbers that no live reception of a time has, each with its reason: its own that are void, and those between its
    first and last that were given to another time, on paper or typed."""
    world, within = store.identity.world, "received_at >= ? AND received_at < ?"
    void = store.find(
        Visit,
        f"world=? AND voided IS NOT NULL AND number IS NOT NULL AND {within} AND {FREE}",
        (world, begins, past),
        "number",
    )
    found = {one.number: Gap(one.number, one.voided, one.voided not in (RESERVED, UNUSED)) for one in void}
    ends: dict[str, list[str]] = {}
    for one in store.find(
        Visit, f"world=? AND number IS NOT NULL AND {within}", (world, begins, past), "length(number), number"
    ):
        ends.setdefault(NUMBER.sub("", one.number), []).append(one.number)
    for numbers in ends.values():
        between = f"world=? AND number > ? AND number < ? AND length(number)=? AND NOT ({within}) AND {VOIDED_TOO}"
        there = (world, numbers[0], numbers[-1], len(numbers[-1]), begins, past)
        for one in store.find(Visit, between, there, "number, voided IS NOT NULL"):
            found.setdefault(one.number, _elsewhere(one))
    return sorted(found.values(), key=lambda gap: (len(gap.number), gap.number))


def _elsewhere(visit: Visit) -> Gap:
    """Why a number is not among those of its neighbours: it belongs to another day."""
    month, day = int(visit.received_at[5:7]), int(visit.received_at[8:10])
    if visit.voided in (RESERVED, UNUSED):
        return Gap(visit.number, f"{month}月{day}日的{visit.voided}")
    return Gap(visit.number, f"{month}月的接待" + (f"，{visit.voided}" if visit.voided else ""), bool(visit.voided))


def explained(found: Iterable[Gap]) -> str:
    """J0011—J0013、J0017 空白登记表，没有用；J0015 重复登记."""
    numbers: dict[str, list[str]] = {}
    for gap in sorted(found, key=lambda gap: gap.number):
        numbers.setdefault(gap.reason, []).append(gap.number)
    return "；".join(f"{'、'.join(_runs(given))} {reason}" for reason, given in numbers.items())


def _runs(numbers: Sequence[str]) -> Iterator[str]:
    """Numbers that follow each other as first and last, others one by one."""
    counted = ((*split(number), place, number) for place, number in enumerate(numbers))
    for _where, group in groupby(counted, key=lambda one: (one[0], one[1] - one[2])):
        tails = [short_number(number) for *_where, number in group]
        yield f"{tails[0]}—{tails[-1]}" if len(tails) > 2 else "、".join(tails)

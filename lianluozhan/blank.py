"""空白登记表: numbers given out on paper ahead of a reception day; the form that is typed later takes its own, never twice.

A reserved number is a visit that is void until somebody types it: so the number counts as used (design §6, Numbers), stands
in no list and no sum, and its gap has a reason. The typed visit is another record that bears the number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from lianluozhan.act import Act
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.place import own_place_id
from lianluozhan.record import id_of
from lianluozhan.store import Store
from lianluozhan.visit import Visit

NAME = "空白" + "登记表"  # what report/blank_form.py calls it
RESERVED, UNUSED = f"{NAME}，还没有登记", f"{NAME}，没有用"  # why their visits are void
MOST = 100  # at once
KNOWN = "blank forms"  # what an act keeps them under
FREE = "NOT EXISTS (SELECT 1 FROM visit v WHERE v.world=visit.world AND v.number=visit.number AND v.voided IS NULL)"


class Gap(NamedTuple):
    """A number of a ledger that no live record has, and why."""

    number: str
    reason: str


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
    return store.find(Visit, where + (" AND received_at=?" if day else ""), [*params, *([day] if day else [])], "number")


def put_away(act: Act, day: str = "") -> int:
    """Void the forms that were not used, in one act; returns how many. Raises NotAllowed."""
    found = waiting(act.store, day)
    if not found:
        raise NotAllowed(f"没有还没登记的{NAME}", then="不用作废")
    for one in found:
        act.write(Visit, one.id, {"voided": UNUSED}, one.world)
    return len(found)


def number_of(act: Act, typed: str | None) -> str | None:
    """The reserved number that is meant by what a form is called, by its end or whole; None where it is none of ours.

    Raises BadInput for one that was typed already or was put away.
    """
    if not typed:
        return None
    forms = act.once(KNOWN, lambda: {one.number: one.voided for one in act.store.find(Visit, "world=? AND voided IN (?, ?)", (act.store.identity.world, RESERVED, UNUSED))})
    word = unicodedata.normalize("NFKC", typed).strip().upper()
    meant = [number for number in forms if word in (number.upper(), number.rpartition("-")[2])]
    if not meant:
        return None
    free = [number for number in meant if forms[number] == RESERVED and not act.store.find(Visit, "number=? AND voided IS NULL", (number,), limit=1)]
    if len(free) > 1:
        raise BadInput(f"{NAME}里编号是 {typed} 的不止一张", then="请写全编号，如 " + free[0])
    if not free:
        why = "已经作废（没有用）" if forms[meant[0]] == UNUSED else "已经登记过了"
        raise BadInput(f"登记表 {typed} {why}，没有保存", then="请核对纸上的编号；这一项空着，就用新的编号")
    del forms[free[0]]
    forms[free[0]] = ""  # typed in this act
    return free[0]


def gaps(store: Store, begins: str, past: str) -> list[Gap]:
    """The numbers of receptions of a time that no live reception has, each with its reason."""
    where = f"world=? AND voided IS NOT NULL AND number IS NOT NULL AND received_at >= ? AND received_at < ? AND {FREE}"
    return [Gap(one.number, one.voided) for one in store.find(Visit, where, (store.identity.world, begins, past), "number")]


def explained(found: Iterable[Gap]) -> str:
    """J0011—J0013 空白登记表，没有用；J0015 重复登记."""
    told = []
    for reason, group in groupby(sorted(found, key=lambda gap: gap.number), key=lambda gap: gap.reason):
        numbers = [gap.number.rpartition("-")[2] for gap in group]
        told.append(f"{numbers[0]}—{numbers[-1]} {reason}" if len(numbers) > 2 else f"{'、'.join(numbers)} {reason}")
    return "；".join(told)

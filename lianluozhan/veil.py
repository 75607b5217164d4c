"""What stands of a person on a screen until somebody asks to see it: numbers and names starred, a confidential matter's words put away.

Rows come out as `readable` gives them, ready to be shown; `unveil` gives the whole row and writes down who saw it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import vault
from lianluozhan.act import Act, typist
from lianluozhan.action import ANONYMOUS, RAISER
from lianluozhan.errors import NotAllowed
from lianluozhan.field import Field, IdNumber, Phone, Ref, Refs, Words
from lianluozhan.looked import SEEN, look
from lianluozhan.masking import mask_address, mask_id, mask_name, mask_numbers, mask_phone
from lianluozhan.operator import HEAD, READER, Operator
from lianluozhan.readable import Row, readable
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.visit import Visit
from lianluozhan.whose import NAME_THERE

PUT_AWAY = "（保密）"  # instead of the words of what concerns only who registered it and the 站长
CLOSED = {
    "visit": ("confidential", ("statement", "request", "reply", "remarks")),
    "issue": ("sensitive", ("title", "statement", "summary")),
}
FREE = ("title", "statement", "location", "topic", "agreement")  # words in which somebody may have typed a number
NOBODY = (ANONYMOUS, RAISER, NAME_THERE)  # what stands where a name would
NAMES, ADDRESSES = (
    ("visitor_name", "raised_by", "speaker", "name", "parties", "consent"),
    ("visitor_address", "raiser_address"),
)
VEILED = "veiled"  # of a row: which of its fields are not shown whole


class Eyes(NamedTuple):
    """Who looks, and whether matters of others that are to be kept close are theirs to see."""

    who: str
    role: str
    everything: bool


def eyes(store: Store) -> Eyes:
    """Who looks at this folder now. Without passwords there are no roles: only who may merely read sees less."""
    who = typist(store)
    role = next((one.role or "" for one in store.find(Operator, "name=?", (who,))), "")
    guarded = bool(vault.doors(store.path.parent))
    return Eyes(who, role, role == HEAD or (not guarded and role != READER))


def carrier(store: Store) -> Eyes:
    """Who takes people along as they are. Raises NotAllowed where that is somebody who may only read."""
    seen_by = eyes(store)
    if seen_by.role == READER:
        raise NotAllowed(f"{READER}的人不能把个人信息带走", then=f"请{HEAD}或联络员来做")
    return seen_by


def concerned(seen_by: Eyes, row: Row) -> bool:
    """Whether the words of a record are shown to this person: what is not confidential, and to who registered it or is 站长."""
    closed = any(row.get(flag) for flag, _names in CLOSED.values())
    own = seen_by.who and seen_by.who in (row.get("recorder"), row.get("created_by"))
    return not closed or seen_by.everything or bool(own and seen_by.role != READER)


def called(name: str) -> str:
    """A name as it may stand on the screen; where nobody's stands it is as it is."""
    return name if name in NOBODY else mask_name(name)


def starred(field: Field, value: Any) -> Any:
    """A private value with its telling part starred out; any other as it is."""
    if not value:
        return value
    if isinstance(field, (Ref, Refs)):
        return called(value) if field.of == Visit.noun and isinstance(value, str) else value
    if isinstance(field, Words) and field.private:
        return [called(one) for one in value]
    for kind, mask in ((Phone, mask_phone), (IdNumber, mask_id)):
        if isinstance(field, kind) and field.private:
            return mask(value)
    if field.private and field.name in NAMES:
        return called(value)
    if field.private and field.name in ADDRESSES:
        return mask_address(value)
    return mask_numbers(value) if field.name in FREE else value


@cache
def telling(cls: type[Record]) -> dict[str, Field]:
    """The fields of a kind that may be shown otherwise than they are."""
    of_visits = {
        name: field for name, field in cls.fields.items() if isinstance(field, (Ref, Refs)) and field.of == Visit.noun
    }
    return of_visits | {name: field for name, field in cls.fields.items() if field.private or name in FREE}


def veil(cls: type[Record], row: Row, seen_by: Eyes) -> Row:
    """A readable row as it may stand on the screen; `veiled` names what is not whole."""
    private = telling(cls)  # type: ignore[arg-type]  # a class has a hash; mypy asks for its records'
    shown = row | {name: starred(field, row[name]) for name, field in private.items() if row.get(name)}
    if row.get("told"):  # by name; deputies are named in public
        official = {row.get("lead_deputy"), *(row.get("deputies") or ())}
        shown["told"] = {who if who in official else called(who): how for who, how in row["told"].items()}
    if not concerned(seen_by, row):
        shown |= {name: PUT_AWAY for name in CLOSED[cls.noun][1] if row.get(name)} | (
            {"title": PUT_AWAY} if "title" in cls.fields else {}
        )
    return shown | {
        VEILED: tuple(name for name in shown if shown[name] is not row.get(name) and shown[name] != row.get(name))
    }


def veiled(store: Store, cls: type[Record], records: Iterable[Record]) -> list[Row]:
    """Records as people may read them before they ask for more."""
    seen_by = eyes(store)
    return [veil(cls, row, seen_by) for row in readable(store, cls, records)]


def unveil(act: Act, record: Record) -> Row:
    """A record whole, and that this person saw it. Raises NotAllowed where it is kept from them."""
    (row,) = readable(act.store, type(record), [record])
    seen(act, record)
    return row


def check_whole(store: Store, row: Row) -> None:
    """Raise NotAllowed where who looks may not see this record whole."""
    seen_by = eyes(store)
    if seen_by.role == READER and not concerned(seen_by, row):
        raise NotAllowed("这一条要求保密，只读的人不能看", then=f"要看的话，请{HEAD}或登记的人来", safe="")


def without_words(cls: type[Record], row: Row, seen_by: Eyes) -> Row:
    """A row as who may only read sees it in a list: what is kept from them without its words; of all others as it is."""
    if seen_by.role != READER or cls.noun not in CLOSED or concerned(seen_by, row):
        return row
    return row | {name: PUT_AWAY for name in CLOSED[cls.noun][1] if row.get(name)}


def seen(act: Act, record: Record) -> None:
    """Write down that this person sees a record whole, and with an issue the visits behind it. Raises NotAllowed."""
    (row,) = readable(act.store, type(record), [record])
    check_whole(act.store, row)
    behind = {Visit.noun: record.data.get("visits") or ()} if record.noun == "issue" else {}
    look(act, SEEN, record.label, {record.noun: [record.data["id"]], **behind})

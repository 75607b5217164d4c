"""个人信息守门员: numbers that give somebody away in words anybody may read, said while they are typed and before they go out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lianluozhan.field import Field
from lianluozhan.masking import LONG_NUMBER, find_private
from lianluozhan.record import short_number
from lianluozhan.store import Store

# Words for others: no number of anybody belongs there.
OPEN = ("title", "location", "topic", "theme", "purpose", "summary", "goal", "steps", "lesson", "wording", "rationale")
LOOKED_THROUGH = ("visit", "issue", "duty", "activity", "opinion", "project")
FEW = 5  # records that are named; of more there is the count
MEND = "要改的用更改，写进联系电话、身份证号那一项"


class Given(NamedTuple):
    """A field of a record with a number in it: which record, the field's label, what is in it."""

    noun: str
    id: str
    called: str
    label: str
    kinds: tuple[str, ...]


def given_away(field: Field, value: Any) -> str:
    """What to say of open words with somebody's number in them; "" of any others. It warns and never refuses."""
    kinds = _kinds(value) if field.name in OPEN else ()
    return f"里面像是有{'、'.join(kinds)}，别人也看得到，请挪到该写的那一项" if kinds else ""


def found(store: Store) -> Iterator[Given]:
    """The live records whose open words give a number away, the newest first."""
    for noun in LOOKED_THROUGH:
        cls = store.schema.records[noun]
        names = [name for name in OPEN if name in cls.fields]
        digits = " OR ".join(f"\"{name}\" GLOB '*[0-9０-９]*'" for name in names)
        for record in store.find(cls, digits, order="created_at DESC, id"):
            for name in names:
                if kinds := _kinds(record.data.get(name)):
                    yield Given(
                        noun,
                        record.id,
                        f"{cls.label} {short_number(record.data.get('number'))}".strip(),
                        cls.fields[name].label,
                        kinds,
                    )


def told(given: list[Given]) -> str:
    """意见 Y0012 的标题（电话）、… 共 7 处; "" where there is none."""
    first = "、".join(f"{one.called} 的{one.label}（{'、'.join(one.kinds)}）" for one in given[:FEW])
    return f"{first}{f' 等 {len(given)} 处' if len(given) > FEW else ''}" if given else ""


def warning(store: Store) -> str:
    """What to say before something goes out; "" where no record gives anybody away."""
    return said(list(found(store)))


def said(given: list[Given]) -> str:
    """The same of those that were found."""
    words = told(given)
    return f"注意：{words}，像是写了个人的号码，别人也看得到，请看一看；{MEND}。" if words else ""


def _kinds(value: Any) -> tuple[str, ...]:
    if not isinstance(value, str) or not LONG_NUMBER.search(value):
        return ()
    return tuple(dict.fromkeys(kind for kind, _span in find_private(value)))

"""经办人: who works at this folder; kept in the local stream, never carried away."""

from __future__ import annotations

from lianluozhan.act import LOCAL, Act
from lianluozhan.field import Choice, Text
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store


class Operator(Record):
    """A person who may be chosen as the one who types."""

    noun, label = "operator", "经办人"

    name = Text("姓名", required=True)
    role = Choice("身份", choices=("站长", "联络员", "只读"))


def add_operator(act: Act, name: str, role: str) -> None:
    """Make a person known; the first one is who types when nobody is named."""
    act.write(Operator, id_of(LOCAL, "operator", name), {"name": name, "role": role}, LOCAL)
    if act.store.setting("operator") is None:
        act.store.set("operator", name)


def operators(store: Store) -> list[Operator]:
    """Everybody known, by name."""
    return store.find(Operator, order="name")

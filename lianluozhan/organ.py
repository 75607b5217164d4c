"""承办单位: who can be asked to settle something, and whom a category goes to by default."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

from lianluozhan import resource
from lianluozhan.field import Choice, Phone, Refs, Text
from lianluozhan.place import Town, town_of, towns
from lianluozhan.record import Record

KINDS = BUREAU, TOWN, VILLAGE, COMPANY = ("区直", "乡镇", "村社", "企业")
SEATS = {"镇": "人民政府", "乡": "人民政府", "街道": "办事处"}  # what is appended to the town's name


class Organ(Record):
    """A bureau, a town, a village or a company."""

    noun, label = "organ", "承办单位"

    name = Text("单位名称", required=True)
    kind = Choice("单位类别", choices=KINDS)
    contact = Text("联系人")
    phone = Phone("电话")
    categories = Refs("默认承办类别", of="category")


def default_organs(district: str = "140405") -> list[dict[str, Any]]:
    """The usual organs of a district (its 6-digit code) as rows: its bureaus, companies, towns. A list to be edited."""
    rows = [{**deepcopy(row), "name": local(row["name"], district)} for row in _shipped()]
    return rows + [
        {"name": seat, "kind": TOWN, "categories": []}
        for town in towns()
        if town.district == district and (seat := seat_of(town))
    ]


def seat_of(town: Town) -> str | None:
    """渔泽镇人民政府, 麟绛街道办事处; None where a town has no government of its own."""
    return town.name + SEATS[town.level] if town.level in SEATS else None


def organ_for(category: str, district: str = "140405") -> str | None:
    """The organ that takes a category by default, by name."""
    return next((local(row["name"], district) for row in _shipped() if category in row["categories"]), None)


def local(name: str, district: str) -> str:
    """An organ's name in this district: some carry the district's own (市生态环境局屯留分局)."""
    home = town_of(district)
    return name.replace("{district}", home.name.rstrip("区县") if home else "")


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(resource.path("rules", "organs.json").read_text(encoding="utf-8")))

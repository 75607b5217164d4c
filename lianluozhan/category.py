"""内容分类: what a matter is about, read from its words, and who usually settles such matters."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from lianluozhan import resource
from lianluozhan.field import Ref, Text, Words, YesNo
from lianluozhan.organ import organ_for
from lianluozhan.record import Record


class Category(Record):
    """One class of matters; `code` goes two digits a level, `words` are those that point to it."""

    noun, label = "category", "分类"

    code = Text("代码")
    name = Text("名称", required=True)
    parent = Ref("上级分类", of="category")
    words = Words("关键词")
    initials = Text("拼音首字母")
    organ = Ref("默认承办单位", of="organ")
    active = YesNo("启用")


def default_categories(district: str = "140405") -> list[dict[str, Any]]:
    """The shipped categories as rows, each with the organ that takes it in this district (its 6-digit code)."""
    return [
        {**deepcopy(row), "parent": None, "organ": organ_for(row["name"], district), "active": True}
        for row in _shipped()
    ]


def guess(text: str, categories: Iterable[Mapping[str, Any]] | None = None) -> str | None:
    """The name of the category most of whose words stand in the text; None on a tie or without any.

    `categories` are rows with name, words and active; without them the shipped ones. A word inside a longer one that
    also stands there does not count: in 屋顶漏水 nobody means a leaking water main.
    """
    owners = _owners(_shipped() if categories is None else categories)
    if not owners:
        return None
    longest_first = sorted(owners, key=len, reverse=True)
    found = set(re.findall("|".join(map(re.escape, longest_first)), text))
    hits = Counter(name for word in found for name in owners[word])
    most = max(hits.values(), default=0)
    best = [name for name, times in hits.items() if times == most]
    return best[0] if len(best) == 1 else None


def initials(name: str) -> str:
    """The first letters of a name's pinyin, for finding it with few keys: 道路与路灯 → dlyld."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries are loaded only when a category is written

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def _owners(categories: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """{word: names of the categories it points to}; an active flag left out means active."""
    owners: dict[str, list[str]] = {}
    for row in categories:
        if row.get("active") is not False:
            for word in row.get("words") or ():
                owners.setdefault(word, []).append(row["name"])
    return owners


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(resource.path("rules", "categories.json").read_text(encoding="utf-8")))

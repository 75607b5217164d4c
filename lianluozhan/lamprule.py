"""自检标准: how much each lamp of the self-check asks for; shipped in resources/rules, overruled by the district's rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from lianluozhan import resource
from lianluozhan.deadline import rules_of
from lianluozhan.store import Store

NAME = "自检标准"
SAID = {  # {key: what it asks, with the number}
    "held": "代表在场的接待日不少于 {} %",
    "visits": "平均每月来访不少于 {} 批",
    "first": "初次来访不少于 {} %",
    "words": "记了原话的意见不少于 {} %",
    "closed": "办结率不低于 {} %",
    "deeds": "一年实事不少于 {} 件",
    "told": "答复了的意见里告诉完的不少于 {} %",
    "pleased": "满意率不低于 {} %",
    "files": "归档材料齐的不少于 {} %",
}
LABELS = {key: said.partition("不")[0] for key, said in SAID.items()}  # what each is called: 办结率
SHARES = ("held", "first", "words", "closed", "told", "pleased", "files")
MOST, WHOLE = 1000, 100


def standards(store: Store, year: int) -> dict[str, int]:
    """{key: number} as they hold in a year."""
    return {**shipped()["values"], **(rules_of(store, year).get(NAME) or {})}


def reasons(values: Any) -> list[tuple[str, str]]:
    """[(key, why)] of a rule that cannot be followed."""
    if not isinstance(values, Mapping):
        return [("values", '没有写规定；要写成 {"closed": 80} 的样子')]
    wrong = [(key, f"自检没有这一项，有：{'、'.join(SAID)}") for key in values if key not in SAID]
    return wrong + [
        (key, f"要写 0 到 {_top(key)} 的整数")
        for key, value in values.items()
        if key in SAID and not (type(value) is int and 0 <= value <= _top(key))
    ]


def _top(key: str) -> int:
    return WHOLE if key in SHARES else MOST


@cache
def shipped() -> Mapping[str, Any]:
    """The shipped values and their source."""
    return json.loads(resource.path("rules", "selfcheck.json").read_text("utf-8"))

"""测评标准: which choices a ballot offers and what share of the valid slips makes which result; data a rule overrules.

Shares are whole hundredths of a percent, so that 80 % of 35 is exactly 28.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import resource
from lianluozhan.deadline import rules_of
from lianluozhan.errors import BadValue
from lianluozhan.points import WHOLE, amount, said
from lianluozhan.store import Store

TALLIES = ISSUED, RETURNED, VALID = "发出", "收回", "有效"  # what is counted of the slips themselves
KEYS = "choices 选项、results 结果、items 评议内容"
MOST = 10  # choices of a slip, results, lines of items: a slip is one page
HUNDRED = 100 * WHOLE
REST = "：其余"
LINE = re.compile(r"(.+?)：(.+?)票不低于有效票的 ?(\d+(?:\.\d+)?)%")
EXAMPLE = "满意：满意票不低于有效票的 80%"


class Grade(NamedTuple):
    """A result and what it takes: the first `of` choices together have at least this share of the valid."""

    result: str
    of: int = 1
    least: int = 0  # hundredths of a percent


class Standard(NamedTuple):
    """What a slip offers, best first; the results, best first, the last for whatever is left; what is judged."""

    choices: tuple[str, ...]
    grades: tuple[Grade, ...]
    items: tuple[str, ...] = ()

    def result(self, counts: Mapping[str, int], valid: int) -> str:
        """The result of a counted ballot."""
        votes = [counts.get(choice, 0) for choice in self.choices]
        return next(one.result for one in self.grades if sum(votes[: one.of]) * HUNDRED >= one.least * valid)

    def lines(self) -> tuple[str, ...]:
        """The results in words: 满意：满意票不低于有效票的 80%."""
        first = [
            f"{one.result}：{'、'.join(self.choices[: one.of])}票不低于有效票的 {said(one.least)}%"
            for one in self.grades[:-1]
        ]
        return (*first, f"{self.grades[-1].result}{REST}")


def default_standards() -> list[dict[str, Any]]:
    """The shipped standards as rows of `rule`."""
    return json.loads(_shipped())


@cache
def _shipped() -> str:
    return resource.path("rules", "ballots.json").read_text(encoding="utf-8")


def names() -> tuple[str, ...]:
    """The kinds of ballot, each with a standard of its own."""
    return tuple(row["name"] for row in default_standards())


def standard_of(store: Store, kind: str, year: int) -> Standard:
    """The standard of a kind of ballot as it holds in a year: the district's, else the shipped one."""
    shipped = next(row["values"] for row in default_standards() if row["name"] == kind)
    return read(rules_of(store, year).get(kind, shipped))


def shown(standard: Standard) -> dict[str, str]:
    """A standard as people write it on a screen, to be read back by `from_words`."""
    return {
        "choices": "、".join(standard.choices),
        "results": "\n".join(standard.lines()),
        "items": "\n".join(standard.items),
    }


def from_words(choices: str, results: str, items: str = "") -> dict[str, Any]:
    """The values of a rule from what people wrote. Raises BadValue."""
    offered = [word.strip() for word in re.split("[、，,]", choices) if word.strip()]
    *first, last = [line.strip() for line in results.splitlines() if line.strip()] or [""]
    rows: list[dict[str, Any]] = []
    for line in first:
        found = LINE.fullmatch(line)
        together = found[2].split("、") if found else []
        if not found or together != offered[: len(together)]:
            raise BadValue(f"results：“{line}”看不懂，要写成 {EXAMPLE}")
        rows.append({"result": found[1], "of": len(together), "least": found[3]})
    if not last.endswith(REST):
        raise BadValue(f"results：最后一行写余下的，如 不满意{REST}")
    made = {
        "choices": offered,
        "results": [*rows, {"result": last.removesuffix(REST)}],
        "items": [line.strip() for line in items.splitlines() if line.strip()],
    }
    read(made)
    return made


def reasons(values: Any) -> list[tuple[str, str]]:
    """[(key, why)] of a rule that is no standard; empty when it can be followed."""
    try:
        read(values)
    except BadValue as bad:
        key, _colon, why = str(bad).partition("：")
        return [(key, why)]
    return []


def written(standard: Standard) -> dict[str, Any]:
    """A standard as the values of a rule."""
    grades = [{"result": one.result, "of": one.of, "least": said(one.least)} for one in standard.grades[:-1]]
    return {
        "choices": list(standard.choices),
        "results": [*grades, {"result": standard.grades[-1].result}],
        "items": list(standard.items),
    }


def read(values: Any) -> Standard:
    """A standard from the values of a rule; BadValue begins with the wrong key."""
    if not isinstance(values, Mapping):
        raise BadValue('values：要写成 {"choices": […], "results": […]} 的样子')
    if unknown := [key for key in values if key not in ("choices", "results", "items")]:
        raise BadValue(f"{unknown[0]}：不认识，有 {KEYS}")
    choices = _words("choices", values.get("choices"), least=2)
    if tally := [word for word in choices if word in TALLIES]:
        raise BadValue(f"choices：“{tally[0]}”是另外数的，不能作选项")
    rows = values.get("results")
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not 2 <= len(rows) <= MOST:
        raise BadValue(f"results：要写 2 到 {MOST} 种结果，从好到差")
    grades = tuple(_grade(row, len(choices), last=place == len(rows)) for place, row in enumerate(rows, 1))
    _words("results", [one.result for one in grades], least=2)
    return Standard(choices, grades, _words("items", values.get("items") or [], least=0))


def _words(key: str, value: Any, least: int) -> tuple[str, ...]:
    good = (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and all(isinstance(one, str) and one.strip() for one in value)
    )
    if not good or not least <= len(value) <= MOST:
        raise BadValue(f"{key}：要写成 [一项, 一项]，{least} 到 {MOST} 项，从好到差")
    if len(set(value)) < len(value):
        raise BadValue(f"{key}：有一项写了两次")
    return tuple(one.strip() for one in value)


def _grade(row: Any, choices: int, last: bool) -> Grade:
    keys = {"result"} if last else {"result", "of", "least"}
    if not isinstance(row, Mapping) or not row.keys() <= keys or not isinstance(row.get("result"), str):
        raise BadValue('results：每种结果写成 {"result": "满意", "of": 1, "least": "80"}，最后一种只写 result')
    if last:
        return Grade(row["result"])
    of = row.get("of", 1)
    if type(of) is not int or not 1 <= of <= choices:
        raise BadValue(f"results：{row['result']}的 of 要写 1 到 {choices}，前几个选项合起来算")
    try:
        least = amount(row.get("least"))
    except BadValue:
        least = -1
    if not 0 < least <= HUNDRED:
        raise BadValue(f"results：{row['result']}的 least 要写 1 到 100 的百分数")
    return Grade(row["result"], of, least)

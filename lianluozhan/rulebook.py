"""What a rule of the district may say: the keys of each kind of rule and what they hold; a wrong one is named.

To let a district change something else: ship it in resources/rules, say here what its rule may hold, read it where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import lamprule, parts, standard, wording
from lianluozhan.action import SUGGESTION
from lianluozhan.activity import Activity
from lianluozhan.almanac import Fault
from lianluozhan.books import DAY, LATEST, RULE as MONTH_END
from lianluozhan.dayrule import EXAMPLES, read_rules
from lianluozhan.deadline import AGAIN, MONTHS, RATING, UNITS, WARN, default_rules
from lianluozhan.deputy import LEVELS
from lianluozhan.errors import BadValue
from lianluozhan.issue import KINDS
from lianluozhan.points import RULE as POINTS, check_rule
from lianluozhan.retention import BUSINESS, KINDS as KEPT, LONGEST as YEARS, RULE as RETENTION, shipped
from lianluozhan.rota import LEAST
from lianluozhan.schedule import Schedule
from lianluozhan.suggestion import RULE as MOTIONS

Wrong = list[tuple[str, str]]  # what is wrong, and why

LONGEST = 3660  # days: ten years
MOST_TIMES = 100  # the most that can be asked for in a year or a quarter


class Key(NamedTuple):
    """A key of a rule's values: what people call it, whether it must be there, why a value cannot stand there."""

    label: str
    required: bool
    reason: Callable[[Any], str | None]


def _count(value: Any) -> str | None:
    good = type(value) is int and 0 <= value <= LONGEST
    return None if good else f"要写 0 到 {LONGEST} 的整数"


def _unit(value: Any) -> str | None:
    return None if value in UNITS else f"只能是{'、'.join(UNITS)}"


def _years(value: Any) -> str | None:
    return None if type(value) is int and 1 <= value <= YEARS else f"要写 1 到 {YEARS} 的整数（年）"


def _last_day(value: Any) -> str | None:
    return (
        None if type(value) is int and 1 <= value <= LATEST else f"要写 1 到 {LATEST} 的整数，{LATEST} 就是每月最后一天"
    )


def _scope(value: Any) -> str | None:
    return None if value in SCOPES else f"只能是 {'、'.join(SCOPES)}"


LIMIT = {"days": Key("天数", True, _count), "unit": Key("单位", False, _unit), "most": Key("最长", False, _count)}

# Whose private part a station's packages bring.
SCOPE_RULE, SCOPE, SCOPES = "报送范围", "private_scope", ("reported", "all")
KEPT_FOR = {
    BUSINESS: Key("业务期", False, _years),
    **{cls.noun: Key(f"{cls.label}保存", False, _years) for cls in KEPT},
}
OTHERS = {  # rules that are no limits
    MOTIONS: {level: Key(level, False, _count) for level in LEVELS},
    MONTH_END: {DAY: Key("日", True, _last_day)},
    SCOPE_RULE: {SCOPE: Key("范围", True, _scope)},
    RETENTION: KEPT_FOR,
}

SAYINGS = {  # how the keys of lists of words are typed; what may stand there says wording.py
    wording.WORDS: Key("说法", True, lambda said: None),
    wording.SAID: Key("提醒", False, lambda said: None),
    **{letter: Key(f"{letter} 类", False, lambda said: None) for letter in wording.LETTERS},
}


def names() -> tuple[str, ...]:
    """The rules there can be: the limits, those of a next round, of every kind of issue."""
    shipped = [row["name"] for row in default_rules()]
    again = [name + AGAIN for name in (*shipped, *KINDS) if not name.endswith(AGAIN)]
    ratings = [kind + RATING for kind in KINDS]
    found = [*shipped, *KINDS, *again, *ratings, *TABLES, *WORDED, *standard.names(), *OTHERS, *wording.shipped()]
    return tuple(dict.fromkeys(found))


def reasons(name: str, values: Any) -> Wrong:
    """What is wrong with a rule and why: its name, a key, or what stands there; empty when it can be followed."""
    if wording.known(name):
        return wording.reasons(name, values)
    if name in standard.names():
        return standard.reasons(values)
    if name not in names():
        return [
            (
                name,
                f"没有这条规则，可写：{'、'.join(row['name'] for row in default_rules())}，或加“{AGAIN}”，意见种类后面加“{RATING}”",
            )
        ]
    if name in TABLES:
        return TABLES[name](values)
    if not isinstance(values, Mapping):
        return [("values", f'没有写规定；要写成 {{"days": 15, "unit": "{UNITS[0]}"}} 的样子')]
    if name in WORDED:
        return WORDED[name](values)
    wrong = _keyed(values, OTHERS.get(name, LIMIT))
    if wrong:
        return wrong
    if name in OTHERS:
        return _long_enough(values) if name == RETENTION else []
    return _limit(name, values)


def _limit(name: str, values: Mapping[str, Any]) -> Wrong:
    """What no limit may say, though each of its keys may stand."""
    if values.get("most", values["days"]) < values["days"]:
        return [("most", f"最长 {values['most']} 比 {values['days']} 还短")]
    if name == WARN and values.get("unit") == MONTHS:
        return [("unit", f"提前多少天，{MONTHS}不行")]
    if name == WARN and "most" in values:
        return [("most", "没有最长")]
    return _statutory(values) if name == SUGGESTION else []


def _long_enough(values: Mapping[str, Any]) -> Wrong:
    """What is at hand is not erased: no kind is kept shorter than 业务期."""
    held = {**shipped()["values"], **values}
    return [(key, f"{held[key]} 年比业务期 {held[BUSINESS]} 年还短") for key in held if held[key] < held[BUSINESS]]


def _reception(values: Mapping[str, Any]) -> Wrong:
    """When places receive, in words; how often each deputy does in a year."""
    said = ((key, words) for key, words in values.items() if key != LEAST)
    wrong = [(key, f"“{words}”看不出哪天接待，要写成这样：{EXAMPLES}") for key, words in said if not _days(words)]
    return wrong + _times(values, "每位代表一年至少接待几次")


def _activity(values: Mapping[str, Any]) -> Wrong:
    """How often a group meets."""
    what = "每季度至少几次小组活动"
    return [(key, f"没有这一项，可写：{LEAST} {what}") for key in values if key != LEAST] + _times(values, what)


def _times(values: Mapping[str, Any], what: str) -> Wrong:
    good = LEAST not in values or (type(values[LEAST]) is int and 0 <= values[LEAST] <= MOST_TIMES)
    return [] if good else [(LEAST, f"{values[LEAST]}：{what}，要写 0 到 {MOST_TIMES} 的整数")]


TABLES: dict[str, Callable[[Any], Wrong]] = {  # rules whose values are a table of their own
    POINTS: lambda _values: [],  # checked where it is read
    parts.NAME: parts.reasons,
    lamprule.NAME: lamprule.reasons,
}
WORDED = {Schedule.label: _reception, Activity.label: _activity}


def _keyed(values: Mapping[str, Any], keys: Mapping[str, Key]) -> Wrong:
    """What is wrong with the keys of a rule that may have these."""
    known = "、".join(f"{key} {one.label}" for key, one in keys.items())
    wrong = [(key, f"没有这一项，可写：{known}") for key in values if key not in keys]
    wrong += [(key, "没有写") for key, one in keys.items() if one.required and key not in values]
    return wrong + [
        (key, f"{values[key]}：{why}")
        for key, one in keys.items()
        if key in values and (why := one.reason(values[key]))
    ]


def _days(words: Any) -> bool:
    """Whether words say on which days people are received."""
    try:
        return isinstance(words, str) and bool(read_rules(words))
    except BadValue:
        return False


def _statutory(values: Mapping[str, Any]) -> Wrong:
    """代表建议: three months, six at most; a district may only be quicker (代表法 §51)."""
    law = next(row["values"] for row in default_rules() if row["name"] == SUGGESTION)
    if values.get("unit") != law["unit"]:
        return [] if values.get("unit") else [("unit", f"{SUGGESTION}的期限按{law['unit']}算，请写明")]
    return [
        (key, f"法律规定不超过 {law[key]} {law['unit']}") for key in ("days", "most") if values.get(key, 0) > law[key]
    ]


def faults(rows: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """The rules of a file that cannot be followed, each by the name of what is wrong; of a table of points the first."""
    for row in rows:
        check_rule(row)
    return [
        Fault(place, what, row["name"], why)
        for place, row in enumerate(rows)
        for what, why in reasons(row["name"], row.get("values"))
    ]


def mended(values: Mapping[str, Any] | None, typed: Mapping[str, str]) -> dict[str, Any]:
    """A rule's values with some keys written anew, as people type them: 天数=10, unit=自然日; "" takes a key out."""
    labels = {one.label: key for key, one in _every().items()}
    made = dict(values or {})
    for word, value in typed.items():
        key, said = labels.get(word, word), value.strip()
        if key == wording.WORDS:
            made[key] = wording.typed_lines(said.replace("；", "\n")) or ""
        else:
            made[key] = int(said) if said.isdecimal() else said
    return {key: value for key, value in made.items() if value != ""}


def known_keys() -> frozenset[str]:
    """The words `mended` understands."""
    return frozenset(_every()) | {one.label for one in _every().values()}


def _every() -> dict[str, Key]:
    return {key: one for keys in (LIMIT, *OTHERS.values(), SAYINGS) for key, one in keys.items()}

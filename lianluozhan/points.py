"""The district's table of duty kinds: what each is called, its theme, and the points it gives; data a rule overrules.

Points are whole hundredths, so that halves add up exactly; a table writes them as numbers or as decimal text ("0.5").
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import resource
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, BadValue
from lianluozhan.store import Store

RULE = "履职积分"  # the rule record that overrules the shipped table, wholly or in some of its keys
STEPS = FIRST, SECOND = ("初审", "复核")  # of a review, each by another person
REGISTERED, RETURNED = "已登记", "退回"  # before the first step; sent back
AMOUNT = re.compile(r"(-?)([0-9]{1,5})(?:\.([0-9]{1,2}))?")
MORE = "每多一次"  # what each further duty of a kind gives
WHOLE = 100  # hundredths in a point

Read = Callable[[Any], Any]


class Kind(NamedTuple):
    """One kind of duty: the points of the first, of each more, and at most in a year; how many a year asks for."""

    kind: str
    theme: str
    base: int
    extra: int = 0
    cap: int | None = None
    least: int = 0
    note: str = ""
    # What else is counted as this kind: what activities register by themselves, what it was called.
    also: tuple[str, ...] = ()


class PointTable(NamedTuple):
    """A year's table. `base` is everybody's; `least` {theme: times}; `review` the steps without which nothing counts."""

    source: str
    themes: tuple[str, ...]
    kinds: Mapping[str, Kind]
    base: int
    least: Mapping[str, int]
    review: tuple[str, ...]
    trouble: str = ""  # why another table than the district's holds

    def called(self, kind: str | None) -> str | None:
        """What the table calls a kind; None for one it does not know."""
        return kind if kind in self.kinds else next((one.kind for one in self.kinds.values() if kind in one.also), None)

    def usual(self, kind: str | None) -> str | None:
        """What the program itself calls a kind that the district calls otherwise: sums and booklets go by that."""
        own = self.kinds.get(kind or "")
        return next((name for name in (own.also if own else ()) if name in shipped().kinds), kind)

    def theme(self, kind: str | None) -> str | None:
        """The theme a kind belongs to; None for a kind the table does not know."""
        found = self.kinds.get(self.called(kind) or "")
        return found.theme if found else None


def waits_for(state: str | None, steps: Sequence[str]) -> str:
    """待初审, 待复核, or "" where no step is left to be done, or it was sent back."""
    if state == RETURNED or not steps:
        return ""
    left = steps[steps.index(state) + 1 :] if state in steps else steps
    return f"待{left[0]}" if left else ""


# -- which table holds


@cache
def shipped() -> PointTable:
    """The table that holds where the district has said nothing else."""
    return read_table({})


def table_of(store: Store, year: int | str) -> PointTable:
    """The table of a year: the district's latest until then, else the shipped one."""
    return table_for((rule.data for rule in store.find(Rule, "name=?", (RULE,))), int(year))


def table_for(rows: Iterable[Mapping[str, Any]], year: int) -> PointTable:
    """The same of the values of `rule` records. One that cannot be read is passed over, and it is said."""
    in_force = [row for row in rows if row["name"] == RULE and (row.get("year") or 0) <= year]
    trouble = ""
    in_force.reverse()  # of one year the later one first
    for row in sorted(in_force, key=lambda row: row.get("year") or 0, reverse=True):
        try:
            return read_table(row.get("values"))._replace(trouble=trouble)
        except BadValue as bad:
            trouble = trouble or f"区里的{RULE}表用不了（{bad}），先按前一张算"
    return shipped()._replace(trouble=trouble)


def check_rule(values: Mapping[str, Any]) -> None:
    """Refuse a rule that says something about points that cannot be used. Raises BadInput naming the key."""
    if values.get("name") != RULE:
        return
    try:
        read_table(values.get("values"))
    except BadValue as bad:
        raise BadInput(
            f"{RULE}表的 {bad}", then="请改好这一项，再录一次；points 年份 --table 可以看一张写对的"
        ) from None


def written(table: PointTable) -> dict[str, Any]:
    """A table as the values of a rule, for people who want to change it."""
    kinds = [
        {
            "kind": kind.kind,
            "theme": kind.theme,
            "base": said(kind.base),
            "extra": said(kind.extra),
            **({"cap": said(kind.cap)} if kind.cap is not None else {}),
            **({"least": kind.least} if kind.least else {}),
            **({"note": kind.note} if kind.note else {}),
            **({"also": list(kind.also)} if kind.also else {}),
        }
        for kind in table.kinds.values()
    ]
    return {
        "source": table.source,
        "base": said(table.base),
        "themes": list(table.themes),
        "kinds": kinds,
        "least": dict(table.least),
        "review": list(table.review),
    }


def said(hundredths: int) -> str:
    """Points as people write them: 4, 0.5, −1."""
    whole, rest = divmod(abs(hundredths), WHOLE)
    return ("-" if hundredths < 0 else "") + (f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole))


# -- reading one


def read_table(values: Any) -> PointTable:
    """A table from the values of a rule; keys it leaves out are the shipped table's. BadValue begins with the wrong key."""
    own = _keyed("", values, KEYS) if values != {} else {}
    values = {**_shipped_values(), **own}
    themes = _at("themes", _words, values["themes"])
    kinds = [_kind(place, row, themes) for place, row in enumerate(_at("kinds", _rows, values["kinds"]), 1)]
    names = [name for kind in kinds for name in (kind.kind, *kind.also)]
    for name in names:
        if names.count(name) > 1:
            raise BadValue(f"kinds.{name}：这一类写了两次")
    least = {
        theme: _at(f"least.{theme}", _times, times) for theme, times in _at("least", _mapping, values["least"]).items()
    }
    for theme in least.keys() - set(themes):
        raise BadValue(f"least.{theme}：themes 里没有这个主题")
    return PointTable(
        _at("source", _word, values["source"]),
        themes,
        {kind.kind: kind for kind in kinds},
        _at("base", amount, values["base"]),
        least,
        _at("review", _steps, values["review"]),
    )


def amount(value: Any) -> int:
    """Points as written, in hundredths."""
    found = AMOUNT.fullmatch(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
    if found is None:
        raise BadValue(f'“{value}”不是分数，请写整数，或带引号的小数，如 "0.5"')
    hundredths = int(found[2]) * WHOLE + int((found[3] or "").ljust(2, "0"))
    return -hundredths if found[1] else hundredths


def _kind(place: int, row: Any, themes: tuple[str, ...]) -> Kind:
    at = f"kinds.{place}"
    row = _keyed(f"{at}.", row, KIND_KEYS)
    for key in ("kind", "theme", "base"):
        if row.get(key) is None:
            raise BadValue(f"{at}.{key}：没有写")
    name = _at(f"{at}.kind", _word, row["kind"])
    read = {key: _at(f"kinds.{name}.{key}", KIND_KEYS[key], value) for key, value in row.items() if value is not None}
    kind = Kind(**read)
    if kind.theme not in themes:
        raise BadValue(f"kinds.{name}.theme：themes 里没有“{kind.theme}”")
    if kind.base * kind.extra < 0:
        raise BadValue(f"kinds.{name}.extra：不能和 base 一个加分、一个扣分")
    if kind.cap is not None and (kind.cap * (kind.base or kind.extra) < 0 or abs(kind.cap) < abs(kind.base)):
        raise BadValue(f"kinds.{name}.cap：要和 base 同号，并且不小于 base")
    return kind


def _keyed(at: str, values: Any, keys: Iterable[str]) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        raise BadValue(f"{at.rstrip('.') or 'values'}：要写成 {{项: 值}}")
    for key in values:
        if key not in keys:
            raise BadValue(f"{at}{key}：没有这一项，可写：{'、'.join(keys)}")
    return values


def _at(key: str, read: Read, value: Any) -> Any:
    try:
        return read(value)
    except BadValue as bad:
        raise BadValue(f"{key}：{bad}") from None


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValue("要写文字")
    return value.strip()


def _words(value: Any) -> tuple[str, ...]:
    words = tuple(map(_word, _rows(value)))
    if len(set(words)) != len(words):
        raise BadValue("有一项写了两次")
    return words


def _rows(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise BadValue("要写成 [一项, 一项]，至少一项")
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadValue("要写成 {主题: 次数}")
    return value


def _times(value: Any) -> int:
    if type(value) is not int or not 0 < value < 1000:
        raise BadValue(f"“{value}”不是次数")
    return value


def _steps(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or value != [step for step in STEPS if step in value]:
        raise BadValue(f"只能写 {list(STEPS)} 里的，按这个先后；不审核写 []".replace("'", '"'))
    return tuple(value)


KIND_KEYS: Mapping[str, Read] = {
    "kind": _word,
    "theme": _word,
    "base": amount,
    "extra": amount,
    "cap": amount,
    "least": _times,
    "note": _word,
    "also": _words,
}
KEYS = ("source", "base", "themes", "kinds", "least", "review")


@cache
def _shipped_values() -> dict[str, Any]:
    return json.loads(resource.path("rules", "points.json").read_text(encoding="utf-8"))

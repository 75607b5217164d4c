"""One cell, or the few cells that share a moment, becomes what a field can read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from openpyxl.cell.cell import ERROR_CODES

from lianluozhan import typed
from lianluozhan.errors import BadValue
from lianluozhan.field import Choice, Choices, Field, Ref, Several, Text, YesNo
from lianluozhan.sheet.grid import UNCOMPUTED
from lianluozhan.sheet.heading import bare, chosen, rules
from lianluozhan.typed import Hint
from lianluozhan.typed.when import HALF_DAY

PARTS_OF_A_DAY = ("年", "月", "日", "号")
WHOLE_DAY, HOURS = len(PARTS_OF_A_DAY), len(PARTS_OF_A_DAY) + 1  # ranks behind the parts
LAST_CLOCK_NUMBER = 2400  # 930 may be half past nine; 46302 in the same column is a date


def value_of(field: Field, cell: Any, hint: Hint | None = None) -> Any:
    """The canonical value of a field from one cell or JSON value; usual words for a choice are understood."""
    if is_blank(cell):
        return None
    if isinstance(cell, str) and (cell in ERROR_CODES or cell == UNCOMPUTED):
        raise BadValue("这一格的公式没有算出结果，请用表格软件打开、保存一次，或者改写成数值")
    if _is_none(field, cell):
        return None
    if isinstance(cell, list | dict):
        return field.read(
            [chosen(field, word) if isinstance(word, str) else word for word in cell]
            if isinstance(field, Choices) and isinstance(cell, list)
            else cell,
            hint,
        )
    if isinstance(field, Choices):
        return field.read([chosen(field, word) for part in typed.parts(cell) for word in part.split()], hint)
    if isinstance(field, Choice):
        return field.read(chosen(field, _text(cell)), hint)
    return field.read(_text(cell) if isinstance(field, Text | Several) else cell, hint)


def occasion(parts: Sequence[tuple[str, Any]], hint: Hint) -> tuple[str, str | None]:
    """Begin and end from (heading, cell) of one column, or of several that share them: 日期 and 时间, 月 and 日 and 时."""
    words, cell = parts[0]
    if len(parts) > 1 or bare(words) in PARTS_OF_A_DAY:
        has_day = any(not _speaks_of_hours(words) for words, _ in parts)
        ranked = sorted((_rank(words, cell, has_day), words, str(cell), cell) for words, cell in parts)
        return typed.period(" ".join(_part(rank, words, cell, hint) for rank, words, _, cell in ranked), hint)
    if None not in hint and _speaks_of_hours(words) and not _holds_day(cell):
        try:
            begin, end = typed.span(cell)
        except BadValue:
            return typed.period(cell, hint)
        day = "{}-{}-{} ".format(*hint)
        return typed.moment(day + begin), end and typed.moment(day + end)
    return typed.period(cell, hint)


def is_blank(cell: Any) -> bool:
    """Nothing, spaces, or the stroke that says there is nothing."""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or cell.strip() in rules()["blank"]))


def _is_none(field: Field, cell: Any) -> bool:
    """无 in a column of phones, names or numbers says that there is none; in a text or a tick it is the answer."""
    if isinstance(field, YesNo) or (isinstance(field, Text) and not isinstance(field, Ref | Choice)):
        return False
    return isinstance(cell, str) and cell.strip().lower() in rules()["none"] and cell.strip() not in field.choices


def _rank(words: str, cell: Any, has_day: bool) -> int:
    """Year, month, day, then hours, whatever order the columns have; 时间 holds the day where no other column does."""
    if bare(words) in PARTS_OF_A_DAY:
        return PARTS_OF_A_DAY.index(bare(words))
    return HOURS if _speaks_of_hours(words) and (has_day or not _holds_day(cell)) else WHOLE_DAY


@cache
def _speaks_of_hours(words: str) -> bool:
    return bare(words).endswith(tuple(rules()["hours"]))


def _holds_day(cell: Any) -> bool:
    """Whether a cell is a date by itself; a number may be one, or half past nine as 930."""
    return isinstance(cell, dt.date) or (isinstance(cell, int | float) and cell > LAST_CLOCK_NUMBER)


def _part(rank: int, words: str, cell: Any, hint: Hint) -> str:
    if rank < WHOLE_DAY and re.fullmatch(r"\d+(?:\.0)?", str(cell).strip()):
        return f"{typed.count(cell)}{bare(words)}"
    if rank == HOURS and not (isinstance(cell, str) and re.fullmatch(HALF_DAY, cell.strip())):
        return "-".join(filter(None, typed.span(cell % 1 if isinstance(cell, float) and _holds_day(cell) else cell)))
    return typed.day(cell, hint) if isinstance(cell, int | float) else _text(cell)


def _text(cell: Any) -> str:
    return cell.replace("_x000D_", "") if isinstance(cell, str) else typed.text(cell) or ""

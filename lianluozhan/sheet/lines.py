"""JSON lines → rows of one kind: one object a line, keys are field names or Chinese labels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lianluozhan.columns import SEEN_TODAY
from lianluozhan.errors import BadRow, BadValue, SheetProblem
from lianluozhan.record import Record
from lianluozhan.sheet.cell import value_of
from lianluozhan.sheet.heading import bare, readable
from lianluozhan.sheet.reading import Reading, Row
from lianluozhan.sheet.row import SHOWN

STDIN = "-"
SEEN = frozenset(SEEN_TODAY) | {"points"}


def read_lines(lines: Any, record_class: type[Record]) -> Reading:
    """JSON lines: one object a row, keys are field names or Chinese labels; anything else is a bad row."""
    reading = Reading()
    fields = readable(record_class)
    names = {bare(name): name for name in record_class.fields}
    names |= {bare(field.label): name for name, field in record_class.fields.items() if name in fields}
    for number, line in enumerate(_decoded(lines), 1):
        if not line.strip():
            continue
        values, bad = _read_object(number, line, names, record_class)
        if not bad:
            bad = [BadRow("", number, field.label, "", "没有填") for field in record_class.missing(values)]
        reading.take(Row("", number, values), [line.strip()], bad, fields)
    return reading


def _decoded(lines: Any) -> Iterator[str]:
    empty = True
    try:
        for line in lines:
            empty = False
            yield line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetProblem("这些 JSON 行不是 UTF-8 编码", then="请另存为 UTF-8 再导") from None
    if empty:
        raise SheetProblem("文件是空的，一行也没有", then="请看一看是不是拿错了文件")


def _read_object(
    number: int, line: str, names: dict[str, str], record_class: type[Record]
) -> tuple[dict[str, Any], list[BadRow]]:
    try:
        typed = json.loads(line, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return {}, [BadRow("", number, "", line.strip()[:SHOWN], "不是一行 JSON，或者同一项写了两次")]
    if not isinstance(typed, dict):
        return {}, [BadRow("", number, "", line.strip()[:SHOWN], '要写成 {"项目": 值} 的样子')]
    values, bad, fields = {}, [], readable(record_class)
    for key, cell in typed.items():
        name = names.get(bare(key))
        if name is None and key in SEEN:  # a list of ours, written as it was read
            continue
        if name is None:
            bad.append(BadRow("", number, key, "", f"{record_class.label}没有这一项"))
        elif name in fields:  # number, id and what is derived are the program's own
            try:
                values[name] = value_of(fields[name], cell)
            except BadValue as reason:
                bad.append(BadRow("", number, key, str(cell)[:SHOWN], str(reason)))
    return {name: value for name, value in values.items() if value is not None}, bad


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are written once; of two values for one key neither is believed."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError(pairs)
    return dict(pairs)

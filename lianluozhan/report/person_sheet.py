"""The same as 个人信息查阅复制件 as a workbook: a sheet for each kind, a column for each field that says something."""

from __future__ import annotations

from typing import Any

from lianluozhan.person import Held
from lianluozhan.report.person_file import NONE, shown


def sheets(one: Held) -> dict[str, list[list[Any]]]:
    """{sheet: rows}, the labels first."""
    made: dict[str, list[list[Any]]] = {}
    for label, (cls, rows) in one.parts.items():
        told = [{field.label: words for field, words in shown(cls, row)} for row in rows]
        labels = [field.label for field in cls.fields.values() if any(field.label in row for row in told)]
        made[label] = [labels, *([row.get(label) for label in labels] for row in told)]
    return made or {one.imprint.place: [[NONE]]}

"""The numbers a station has given, series by series: from which to which, how many, and which are missing in between."""

from __future__ import annotations

import re
from typing import NamedTuple

from lianluozhan.record import short_number
from lianluozhan.store import Store

NUMBER = re.compile(r"(.+-[A-Z]+)([0-9]+)")  # 140405102-2026-J0012
MOST = 20  # missing numbers in full; the rest are counted


class Series(NamedTuple):
    """Numbers of one letter and year; `missing` stand between the first and the last, and nowhere in the books."""

    label: str
    first: str
    last: str
    count: int  # type: ignore[assignment]  # how often a value stands in the tuple is nobody's question
    missing: tuple[str, ...]

    def said(self) -> str:
        """接待 140405102-2026-J0001 到 J0023，23 条，中间没有 J0007."""
        last = short_number(self.last)
        span = f"{self.first} 到 {last}" if self.count > 1 else self.first
        gone = "、".join(self.missing[:MOST]) + (f" 等 {len(self.missing)} 个" if len(self.missing) > MOST else "")
        return f"{self.label} {span}，{self.count} 条" + (f"，中间没有 {gone}" if gone else "，号码连着")


def serials(store: Store, world: str) -> list[Series]:
    """Every series of a world; what was voided keeps its number and counts."""
    found = []
    for cls in store.schema.records.values():
        if not cls.letter:
            continue
        series: dict[str, list[int]] = {}
        rows = store.db.execute(f"SELECT number FROM {cls.noun} WHERE world=? AND number IS NOT NULL", (world,))
        for (number,) in rows:
            if parts := NUMBER.fullmatch(number):
                series.setdefault(parts[1], []).append(int(parts[2]))
        for head, numbers in sorted(series.items()):
            found.append(_series(cls.label, head, sorted(set(numbers))))
    return found


def _series(label: str, head: str, numbers: list[int]) -> Series:
    letter = head.rsplit("-", 1)[-1]
    held = set(numbers)
    missing = tuple(f"{letter}{n:04d}" for n in range(numbers[0], numbers[-1]) if n not in held)
    return Series(label, f"{head}{numbers[0]:04d}", f"{head}{numbers[-1]:04d}", len(numbers), missing)

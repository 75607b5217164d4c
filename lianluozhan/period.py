"""A month, a quarter or a year that is looked at as a whole: 2026-10, 2026-Q4, 2026."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lianluozhan.errors import BadInput

WHEN = re.compile(
    r"([12][0-9]{3})(?:年?第?([1-4一二三四])季度?|-?[Qq]([1-4])|-(0[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月份?|年)?"
)
DIGITS = "一二三四"
MONTH, QUARTER, YEAR = "月", "季度", "年"
EXAMPLE = "2026-10、2026-Q4 或 2026"


def read(word: str) -> str:
    """What was typed, as 2026-10, 2026-Q4 or 2026; nothing where it is none of these."""
    found = WHEN.fullmatch("".join(word.split()))
    if found is None:
        return ""
    year, said, short, *months = found.groups()
    quarter = short or (said and str(DIGITS.find(said) + 1 or said))
    month = next(filter(None, months), None)
    return f"{year}-Q{quarter}" if quarter else f"{year}-{int(month):02}" if month else year


def meant(word: str) -> str:
    """The period a person typed. Raises BadInput for what is none."""
    if not (found := read(word)):
        raise BadInput(f"“{word}”不是月份、季度，也不是年份", then=f"请写成 {EXAMPLE}")
    return found


def unit(span: str) -> str:
    """月, 季度 or 年."""
    return QUARTER if "Q" in span else MONTH if "-" in span else YEAR


def months(span: str) -> tuple[str, ...]:
    """Its months, in order."""
    year, _dash, part = span.partition("-")
    if part and "Q" not in part:
        return (span,)
    first = 3 * int(part[1:]) - 2 if part else 1
    return tuple(f"{year}-{month:02}" for month in range(first, first + (3 if part else 12)))


def begin(span: str) -> str:
    """What every day of it is not less than."""
    return months(span)[0] if unit(span) == QUARTER else span


def end(span: str) -> str:
    """What every day of it is less than, and every later day is not."""
    return f"{months(span)[-1]}-32" if unit(span) == QUARTER else f"{span}-32"


def holds(span: str, day: str) -> bool:
    """Whether a day or moment lies in it; a day, or nothing, may stand for a span as well."""
    return begin(span) <= day < end(span) if unit(span) == QUARTER else day.startswith(span)


def said(span: str) -> str:
    """2026年10月, 2026年第4季度, 2026年."""
    year, _dash, part = span.partition("-")
    return f"{year}年" + (f"第{part[1:]}{QUARTER}" if "Q" in part else f"{int(part)}月" if part else "")


def together(spans: Iterable[str]) -> str:
    """Months in their order, three and more that follow each other as one: 2026年3月至7月、2026年9月."""
    runs: list[list[str]] = []
    for one in spans:
        if runs and step(runs[-1][-1], 1) == one:
            runs[-1].append(one)
        else:
            runs.append([one])
    return "、".join(
        f"{said(run[0])}至{_after(run[0], run[-1])}" if len(run) > 2 else "、".join(map(said, run)) for run in runs
    )


def _after(first: str, last: str) -> str:
    """The last month, without the year where that was said."""
    return said(last).removeprefix(f"{first[:4]}年")


def step(span: str, by: int) -> str:
    """So many months, quarters or years on."""
    year, _dash, part = span.partition("-")
    if not part:
        return f"{int(year) + by:04d}"
    whole, number = (4, int(part[1:])) if "Q" in part else (12, int(part))
    at = int(year) * whole + number - 1 + by
    return f"{at // whole:04d}-Q{at % whole + 1}" if whole == 4 else f"{at // whole:04d}-{at % whole + 1:02d}"


def of(day: str, kind: str) -> str:
    """The month, quarter or year a day lies in."""
    return {MONTH: day[:7], QUARTER: f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}", YEAR: day[:4]}[kind]

"""What a title, a sheet's name or a file's name says of the year, month and day of the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lianluozhan.errors import BadValue
from lianluozhan.typed import NO_HINT, Hint, day
from lianluozhan.typed.words import plain

OTHER_DATES = re.compile(
    r"(?:填[报表写制]?|制表|报送|上报|打印|截至|截止|印发|更新|统计)\w{0,4}[:时日]?\w{0,2}:?\s*[\d年月日./\-]+"
)
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|[./_-]?(?:0?[1-9]|1[0-2])(?!\d)|(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)|(?!\d))")
NUMBERED = re.compile(
    r"(?<!\d)20\d\d[./_-](\d{1,2})(?:[./_-](\d{1,2}))?(?!\d)|(?<!\d)20\d\d(0[1-9]|1[0-2])([0-3]\d)?(?!\d)"
)
MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*月")
DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[日号](?!楼|院|线)")
SHORT = re.compile(r"(\d{1,2})[./-](\d{1,2})")


def hint_of(words: str) -> Hint:
    """The year, month and day a text names; what it names twice differently it does not say."""
    try:
        words = OTHER_DATES.sub(" ", plain(words))
    except BadValue:
        return NO_HINT
    if short := SHORT.fullmatch(words.strip()):  # a sheet called 10.3
        return _possible(Hint(None, int(short[1]), int(short[2])))
    year = _only(YEAR.findall(words))
    months, days = MONTH.findall(words), DAY.findall(words)
    for with_mark in NUMBERED.finditer(words):
        months.append(with_mark[1] or with_mark[3])
        days += [d for d in [with_mark[2] or with_mark[4]] if d]
    return _possible(Hint(year, _only(months), _only(days)))


def combined(hints: Iterable[Hint]) -> Hint:
    """Each part from the first that says it, title before sheet before file; who contradicts an earlier one is not heard."""
    year = month = day_ = None
    for hint in hints:
        if (year and hint.year and year != hint.year) or (month and hint.month and month != hint.month):
            continue
        year, month, day_ = year or hint.year, month or hint.month, day_ or hint.day
    return Hint(year, month, day_)


def _only(found: list[str]) -> int | None:
    different = {int(each) for each in found}
    return different.pop() if len(different) == 1 else None


def _possible(hint: Hint) -> Hint:
    """A hint that names a real day, month or year; a day without its month says nothing."""
    try:
        day("1日" if hint.day is None else f"{hint.day}日", Hint(hint.year or 2024, hint.month or 1))
    except BadValue:
        return Hint(hint.year)
    return hint

"""The steps of a 项目, a line of words each, as people write it on paper: 做什么，几号前，谁来做，已办 几号."""

from __future__ import annotations

import re
from typing import NamedTuple

from lianluozhan import clock, typed
from lianluozhan.errors import BadInput, BadValue

DONE = "已办"
COMMA = re.compile(r"\s*[，,；;\t]\s*")
DATE = re.compile(r"\d{4}\s*[-年/.]\s*\d")
DATE_ALONE = re.compile(r"[\d\s年月日号/.\-]+")
FULL = r"\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?!\d)\s*[日号]?\s*(?:[以之]?前)?"
SPACED = re.compile(rf"(.*?\S)\s+({FULL})(?:\s+(\S.*))?$")  # a blank does for a comma beside a date
GLUED, DONE_TOO = re.compile(rf"(.*[^\d\s./-])({FULL})$"), re.compile(rf"(.*\S)\s+({DONE}(?:\s*{FULL})?)$")
MONTH_DAY = re.compile(
    r"(?<=[，,；;\t ])(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?(?=\s*(?:[以之]?前)?\s*(?:$|[，,；;\t ]))", re.MULTILINE
)
BEFORE = re.compile(r"\s*[以之]?前$")  # 10月20日前 is that day


class Step(NamedTuple):
    """A line of the steps, read: `done` is the day it was done, "" where only that it was; None while it is not."""

    what: str
    by: str | None = None
    who: str = ""
    done: str | None = None

    @property
    def line(self) -> str:
        """The step as a person would write it."""
        done = None if self.done is None else f"{DONE} {self.done}".strip()
        return "，".join(part for part in (self.what, self.by, self.who, done) if part)


def steps_of(text: str | None) -> list[Step]:
    """The steps in these words; total: a date that cannot be is left among the words."""
    return [_step(line) for line in (text or "").splitlines() if line.strip()]


def next_step(text: str | None) -> int:
    """The place of the first step that is undone, from 1; 0 where none is."""
    return next((place for place, step in enumerate(steps_of(text), 1) if step.done is None), 0)


def _step(line: str) -> Step:
    parts = [one for part in COMMA.split(line.strip()) for one in _loose(part) if one]
    done = None
    if len(parts) > 1 and parts[-1].startswith(DONE):
        done = _day(parts.pop()[len(DONE) :].strip()) or ""
    place = next((n for n, part in enumerate(parts) if n and _day(part)), None)
    if place is None:
        return Step("，".join(parts), done=done)
    return Step("，".join(parts[:place]), _day(parts[place]), "，".join(parts[place + 1 :]), done)


def _loose(part: str) -> list[str]:
    """换灯头 2026-10-10前 村委会: what, by when, who; a day that cannot be parts nothing but the end of a line."""
    if part.startswith(DONE):
        return [part]
    if done := DONE_TOO.match(part):
        return [*_loose(done[1]), done[2]]
    if (found := SPACED.match(part)) and (_day(found[2]) or not found[3]):
        return [found[1], found[2], found[3] or ""]
    return list(found.groups()) if (found := GLUED.match(part)) else [part]


def dated(text: str, year: str | None) -> str:
    """The words of the steps with their year at days that were written without one (10月10日前): the project's, else this year."""

    def full(found: re.Match[str]) -> str:
        day = f"{year or clock.today().year}-{int(found[1]):02}-{int(found[2]):02}"
        if _day(day) is None:
            raise no_day(found[0])
        return day

    return MONTH_DAY.sub(full, text)


def no_day(said: str) -> BadInput:
    """The refusal of what looks like a date and is none."""
    return BadInput(f"步骤里的“{said}”不是日期", then="每行写：做什么，几号前，谁来做，如：换灯头，2026-10-10，村委会")


def _day(word: str) -> str | None:
    try:
        return typed.day(BEFORE.sub("", word)) if DATE.match(word) else None
    except BadValue:
        return None


def impossible(text: str | None) -> list[str]:
    """What in the words of the steps looks like a date and is none: 2026-02-30."""
    parts = [
        BEFORE.sub("", part.removeprefix(DONE).strip())
        for line in (text or "").splitlines()
        for comma in COMMA.split(line.strip())
        for part in _loose(comma)
    ]
    return [part for part in parts if DATE.match(part) and DATE_ALONE.fullmatch(part) and _day(part) is None]

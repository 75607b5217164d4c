"""Two clocks that must not be confused: the day things are seen on, which may be set, and the wall clock, which may not."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone

from lianluozhan.errors import BadInput

BEIJING = timezone(timedelta(hours=8))  # one time for the whole country
VARIABLE = "LIANLUOZHAN_TODAY"

_set: date | None = None


def today() -> date:
    """The local day lights, deadlines and points are seen on: what was set, else LIANLUOZHAN_TODAY, else the PC's.

    Raises BadInput when the variable holds no day.
    """
    return _named() or date.today()


def day() -> str:
    """The same day as it is stored: 2026-10-07."""
    return today().isoformat()


def moment() -> str:
    """The PC's time of day on that day: 2026-10-07T09:42:18; for what is put beside it, as when a draft was kept."""
    at = datetime.now()
    return datetime.combine(_named() or at, at.time()).isoformat(timespec="seconds")


def set_today(day: date | str | None, name: str = "--today") -> None:
    """Sees everything in this process on `day`; None gives the day back to the variable or the PC.

    Raises BadInput, naming `name`, when a text is no day.
    """
    global _set
    _set = _read(day, name) if isinstance(day, str) else day


def now() -> str:
    """The wall clock for the journal, UTC with milliseconds: 2026-10-07T01:02:03.456Z; never moved by `set_today`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local(at: str | None) -> str | None:
    """The local minute of a journal time."""
    return None if at is None else _beijing(at).strftime("%Y-%m-%dT%H:%M")


def local_day(at: str) -> str:
    """The local day of a journal time."""
    return _beijing(at).strftime("%Y-%m-%d")


def _beijing(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).astimezone(BEIJING)


def _named() -> date | None:
    if _set is not None:
        return _set
    named = os.environ.get(VARIABLE)
    return _read(named, VARIABLE) if named else None


def _read(text: str, name: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # fromisoformat also takes 20261007 and 2026-W41-3
        raise BadInput(f"{name} 写的“{text}”不是一个日期", then="请写成年-月-日，如 2026-10-07")
    return day

"""What a person is asked before anything is written: is the PC's date right; and told: is something gone that had been saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from lianluozhan import clock
from lianluozhan.errors import NotAllowed
from lianluozhan.store import Store
from lianluozhan.streams import left, own

# Settings: how far streams had been that are shorter now; the day a person said so on.
SHORT, SAID = "short", "date is right"
PATIENCE = 60  # days without an entry after which the date is asked for
BACK = "从备份恢复一份对照，或请区里带一次包"
WHY = "文件被换成了旧的，或者旁边的 station.db-wal 没有了"
DRIFT = 5  # minutes a clock may be put right without anybody being asked


def note_short(store: Store, reached: Mapping[str, int]) -> None:
    """Keep how far streams had come that are found shorter than they were. Call inside a transaction."""
    store.set(SHORT, json.dumps({**json.loads(store.setting(SHORT) or "{}"), **reached}))


def missing(store: Store) -> int:
    """How many entries were saved here once and are not here now; what a package brings back counts no more."""
    return sum(max(seq - store.head(stream)[0], 0) for stream, seq in json.loads(store.setting(SHORT) or "{}").items())


def told_missing(number: int) -> str:
    """What to say of them."""
    return f"数据文件比上次少了 {number} 条日志"


def of_clock(store: Store) -> str:
    """Why the PC's date is to be looked at; "" where it fits what was written last, or a person said today that it does."""
    ours = {*own(store).values(), *(end["stream"] for end in left(store).values())}  # of a moved or restored folder too
    lasts = [
        entry.body["at"] for stream in ours for entry in store.entries("stream=? ORDER BY seq DESC LIMIT 1", (stream,))
    ]
    now = clock.now()
    if not lasts or store.setting(SAID) == now[:10]:
        return ""
    here, last = f"电脑现在的时间是 {_minute(now)}", max(lasts)
    if (_read(last) - _read(now)).total_seconds() > DRIFT * 60:
        return f"{here}，比最近一次登记（{_minute(last)}）还早"
    days = (_read(now) - _read(last)).days
    return f"{here}，离最近一次登记（{_minute(last)}）已有 {days} 天" if days >= PATIENCE else ""


def confirm(store: Store) -> None:
    """A person looked: the PC's date is right today."""
    store.set(SAID, clock.now()[:10])
    store.doubted = ""


def refusal(doubted: str) -> NotAllowed:
    """What to say to who writes before anybody looked."""
    return NotAllowed(
        doubted, then="请看看右下角的日期：不对先改对；对的，在窗口里点“日期是对的”，命令加 --date-is-right"
    )


def _minute(at: str) -> str:
    return (clock.local(at) or "").replace("T", " ")


def _read(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ")

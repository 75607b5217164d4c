"""Key to repaint: characters typed into 接待登记 with its hints on, each until the input has drawn it; in a process of its own, as
the program runs: where folders are made or libraries to compare with lie about, looking for garbage alone takes 60 ms."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from lianluozhan import driver
from tests.bench.bare import Drawn, put
from ui.app import application, attend, open_window

GOAL = 16.0  # milliseconds, of 99 keys in 100
APART = 0.06  # seconds between two keys: faster than anybody types
WORDS = (
    "前后庄村村口到中学那段路的路灯坏了三个月，晚上娃娃们下自习都是摸黑走，前几天有个老人还摔了一跤，天冷以前能不能修好？"
    "还有井盖松动，车一过就咣当响，夜里吵得睡不着；自来水早晚两头发黄，沉淀一层泥沙，给水厂打过几回电话都说在查。"
)
CORE = str(Path(driver.__file__).parent)
QUERIES = tuple(f"{CORE}/{name}.py" for name in ("driver", "store", "table", "search", "similar", "readable"))


class Typed(NamedTuple):
    """Milliseconds of the keys, sorted, and what ran on the window's thread that asks the folder."""

    times: list[float]
    own: list[float]  # what of them this thread itself worked, on a machine that has other things to do
    both: list[float]  # what all threads worked meanwhile: no key waits longer on a machine that has nothing else to do
    asked: set[str]


def within(times: list[float], share: float) -> float:
    """The time within which this share of the keys was drawn."""
    return times[min(int(len(times) * share), len(times) - 1)]


def type_into(path: Path, characters: int) -> Typed:
    """Type so many characters into the words of a new visit, and watch the window's thread meanwhile."""
    application()
    window = open_window(path)
    attend(window)
    try:
        page = window.page("visit")
        editors = page.writing.form.editors
        settle(window)
        put(editors["visitor_name"], "王秀英")
        editor = editors["statement"]
        editor.setFocus()
        settle(window)
        return _typed(editor, (WORDS * (characters // len(WORDS) + 1))[:characters])
    finally:
        settle(window)
        window.close()


def _typed(editor: QWidget, words: str) -> Typed:
    drawn, times, own, both, asked = Drawn(editor.viewport()), [], [], [], set()
    thread = threading.get_ident()

    def watch(frame, event, _thing) -> None:
        if event == "call" and frame.f_code.co_filename in QUERIES and threading.get_ident() == thread:
            asked.add(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_qualname}")

    for place, letter in enumerate(words):
        watched = place % 10 == 9  # looking costs time: those keys are not counted
        drawn.yes, worked, all_worked = False, time.thread_time(), time.process_time()
        begun = time.perf_counter()
        sys.setprofile(watch if watched else None)
        put(editor, letter)
        drawn.wait()
        if not watched:
            times.append((time.perf_counter() - begun) * 1000)  # first this: to ask for the other takes its time too
            own.append((time.thread_time() - worked) * 1000)
            both.append((time.process_time() - all_worked) * 1000)
        drawn.pause(APART - (time.perf_counter() - begun))
        sys.setprofile(None)
    return Typed(sorted(times), sorted(own), sorted(both), asked)


def settle(window: QWidget) -> None:
    """Until the folder's worker has answered all."""
    still = 0
    while still < 3:
        QApplication.processEvents()
        still = still + 1 if window.around.desk.idle() else 0


if __name__ == "__main__":
    *each, asked = type_into(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps([*each, sorted(asked)]))

"""The window on a large folder beside a bare one with the same fonts: first paint, first key taken, memory, and that it stays level."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QLineEdit

from tests.bench.bare import memory, put, ready
from tests.bench.measure import Row, apart, ratio, slow_disk, spread

GOAL = 1.5
GATE_READY, GATE_MEMORY, GATE_SAVE, GATE_FSYNC = 3.0, 350.0, 100.0, 20  # seconds, megabytes, milliseconds, milliseconds
ROUNDS, FEW = 60, 8  # of a compressed hour, of a trial
PAGES = ("visit", "issue", "followup", "visit")
JERK = 50.0  # milliseconds the window's thread may work at once
WORDS = ("路灯", "暖气", "自来水", "王", "渔泽镇", "东街", "2026")


# ---- in a process of its own


def ours(folder: str, rounds: int) -> dict[str, float]:
    """The program's window on a folder, with all it has while a person works in it."""
    from tests.bench.keys import settle
    from ui.app import attend, open_window

    window = open_window(Path(folder))
    window.resize(1366, 689)
    attend(window)
    found = ready(window, lambda: _words(window))
    settle(window)
    found["settled"] = memory()
    if rounds:
        found |= _used(window, rounds)
    window.close()
    return found


def _words(window):
    """Where the clerk writes what is said, on a page that the program may not have opened on."""
    editor = window.page("visit").writing.form.editors["statement"]
    editor.setFocus()
    return editor


def _used(window, rounds: int) -> dict[str, object]:
    """An hour's work without its pauses: typed, looked for, looked at, saved; memory along the way, and how long a save was felt."""
    from tests.pages.timed import Timed

    desk, held, felt, acted = Timed(window), [], [], []
    window.around.desk.acted.connect(lambda *_act: acted.append(time.perf_counter()))
    for noun in PAGES:
        desk.open(noun)  # made once, not counted
    for number in range(rounds):
        desk.step("open", lambda number=number: desk.open(PAGES[number % len(PAGES)]))
        words = WORDS[number % len(WORDS)]
        line = desk.page.findChild(QLineEdit, f"{desk.page.noun}_filter")
        desk.step("filter", lambda line=line, words=words: (put(line, words), desk.wait()))
        desk.step("filter", lambda line=line: (line.clear(), desk.wait()))
        if desk.page.noun == "visit":
            desk.step("new", lambda: (desk.page.new(), desk.wait()))
            desk.step("statement", lambda number=number: desk.fill(statement=f"路灯不亮第{number}回，晚上摸黑走"))
            desk.step("outcome", lambda: desk.fill(outcome="当场答复"))
            begun = time.perf_counter()
            desk.step("save", lambda: desk.press("visit_save"))
            felt.append(acted.pop() - begun)
        desk.step("find", lambda words=words: (window.find.start(), put(window.find.line, words), desk.wait()))
        desk.step("leave", lambda: (window.find.line.clear(), window.find.leave(), desk.wait()))
        held.append(memory())
    return {"held": held, "felt": felt, "longest": desk.longest}


if __name__ == "__main__":
    print(json.dumps(ours(sys.argv[1], int(sys.argv[2]))))


# ---- beside each other


def compared(folder: Path, many: int, times: int, rounds: int = ROUNDS) -> list[Row]:
    """The large folder's window and the bare one, in turn."""
    mine, theirs = [], []
    for number in range(times):
        mine.append(apart("window", folder, rounds if number == times - 1 else 0))
        theirs.append(apart("bare"))
    used, jerks = mine[-1]["held"], mine[-1]["longest"]
    worst = max(jerks, key=jerks.get)
    level = median(used[-(len(used) // 4) :]) / median(used[len(used) // 4 : len(used) // 2])
    both = {
        name: ([one[name] for one in mine], [one[name] for one in theirs])
        for name in ("paint", "key", "painted", "own", "memory")
    }
    return [
        (
            f"窗口打开，{many} 件意见",
            f"第一次显示 {spread(both['paint'][0])} 秒，第一个键 {spread(both['key'][0])} 秒",
            "",
            True,
        ),
        (
            "空窗口，同样的字体",
            f"第一次显示 {spread(both['paint'][1])} 秒，第一个键 {spread(both['key'][1])} 秒",
            "",
            True,
        ),
        ratio("第一次显示比空窗口", *both["paint"], GOAL),
        ratio("第一个键比空窗口", *both["key"], GOAL),
        (
            "到第一次显示，处理器自己",
            f"{spread(both['painted'][0])} 秒，空窗口 {spread(both['painted'][1])} 秒",
            "",
            True,
        ),
        ("到第一个键，处理器自己", f"{spread(both['own'][0])} 秒，空窗口 {spread(both['own'][1])} 秒", "", True),
        ratio("处理器自己比空窗口", *both["own"], GOAL),
        (
            "内存",
            f"{spread(both['memory'][0], form='.0f')} MB，空窗口 {spread(both['memory'][1], form='.0f')} MB",
            "",
            True,
        ),
        ratio("内存比空窗口", *both["memory"], GOAL),
        ratio("用了一小时的内存比空窗口", [median(used[-5:])], [both["memory"][1][-1]], GOAL),
        ("窗口线程一次最久", f"{jerks[worst]:.0f} 毫秒（{worst}）", f"≤ {JERK:.0f} 毫秒", jerks[worst] <= JERK),
        ("用着用着多出来", f"{(level - 1) * 100:.1f} %", "≤ 5 %", level <= 1.05),
    ]


def gate(folder: Path, many: int, home: Path, rounds: int = ROUNDS) -> list[Row]:
    """The first gate: two processors, 4 GB, a disk whose fsync takes 20 ms."""
    late = slow_disk(home, GATE_FSYNC)
    if not late:
        return [("慢盘小机器", "没有 gcc，不能试", "", True)]
    one = apart("window", folder, rounds, more=late, limited=True)
    felt = [moment * 1000 for moment in one["felt"]]
    return [
        (
            f"慢盘小机器，{many} 件意见，窗口能用",
            f"{one['key']:.2f} 秒",
            f"≤ {GATE_READY:.0f} 秒",
            one["key"] <= GATE_READY,
        ),
        (
            "那里的内存，用过以后",
            f"{max(one['held']):.0f} MB",
            f"≤ {GATE_MEMORY:.0f} MB",
            max(one["held"]) <= GATE_MEMORY,
        ),
        (
            "那里存一次，按下到存好",
            f"{spread(felt, form='.0f')} 毫秒",
            f"≤ {GATE_SAVE:.0f} 毫秒",
            median(felt) <= GATE_SAVE,
        ),
    ]

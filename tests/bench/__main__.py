"""The figures of the program beside their goals: `python3 build_spec/dev.py bench [--quick]`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()  # not the person's own settings

from lianluozhan import clock
from lianluozhan.demo import station as demo
from tests.bench import bulk, finding, folder, keys, paper, stick, window
from tests.bench.measure import Row, apart, keep
from tests.station import twin

HOME = Path(os.environ.get("BENCH_HOME") or Path(__file__).parents[2] / "build" / "bench")


LARGE, GATE = 1_000_000, 30_000  # issues
A_MINUTE = 40_000  # issues the demo makes and indexes in it, with nobody else on the processor
TODAY = "2026-10-31"


def main(arguments: list[str]) -> int:
    """Exit 0 where every goal is met or nothing was measured in earnest, 1 where one is missed."""
    parser = argparse.ArgumentParser("bench", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="a small folder, few keys: whether all of it runs")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=tuple(PARTS), help="these parts")
    parser.add_argument("--issues", type=int, default=0, help=f"of the large folder, instead of {LARGE}")
    given = parser.parse_args(arguments)
    HOME.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for name in given.only:
        print(f"—— {name}", flush=True)
        for row in PARTS[name](given.quick, given.issues or (400 if given.quick else LARGE)):
            rows.append(row)
            _said(row, given.quick)
            keep(HOME, rows, given.quick)  # whoever stops it has what was measured
    return 0 if given.quick or all(met for *_rest, met in rows) else 1


def _said(row: Row, quick: bool) -> None:
    name, figure, goal, met = row
    print(f"{name}\t{figure}\t{goal}\t{'' if quick or not goal else '达到' if met else '没有达到'}", flush=True)


def large(issues: int) -> Path:
    """The demo's years; made the first time, found there again afterwards."""
    path, unfinished = HOME / f"示例{issues}", HOME / f"示例{issues}-没做完"
    if not path.exists():
        print(
            f"准备 {issues} 件意见的示例文件夹，处理器要 {issues // A_MINUTE + 1} 分钟上下，以后就不用了……", flush=True
        )
        shutil.rmtree(unfinished, ignore_errors=True)
        clock.set_today(TODAY)
        demo.make(unfinished, 1, 60, issues)
        clock.set_today(None)
        unfinished.rename(path)
    return path


def _keys(quick: bool, _issues: int) -> list[Row]:
    *times, asked = apart("keys", folder.made(HOME, 300 if quick else GATE), 30 if quick else 300)
    typed = keys.Typed(*times, set(asked))
    p99 = keys.within(typed.times, 0.99)
    return [
        ("按键到显示 p50", f"{keys.within(typed.times, 0.5):.1f} 毫秒", "", True),
        ("按键到显示 p99", f"{p99:.1f} 毫秒", f"≤ {keys.GOAL:.0f} 毫秒", p99 <= keys.GOAL),
        ("其中窗口线程自己 p99", f"{keys.within(typed.own, 0.99):.1f} 毫秒", "", True),
        ("那时全部线程一共 p99", f"{keys.within(typed.both, 0.99):.1f} 毫秒", "", True),
        (
            "窗口线程里的查询",
            f"{len(typed.asked)} 处 {'、'.join(sorted(typed.asked)[:3])}".strip(),
            "没有",
            not typed.asked,
        ),
    ]


def _paper(quick: bool, _issues: int) -> Iterable[Row]:
    (HOME / "paper").mkdir(exist_ok=True)
    return paper.compared(HOME / "paper", quick)


def _window(quick: bool, issues: int) -> Iterable[Row]:
    gate = folder.made(HOME, 300 if quick else GATE)
    few = {"rounds": window.FEW} if quick else {}
    yield from window.gate(gate, 300 if quick else GATE, HOME, **few)
    yield from window.compared(large(issues), issues, 1 if quick else 5, **few)


def _find(quick: bool, issues: int) -> list[Row]:
    with tempfile.TemporaryDirectory(dir=HOME) as room:  # it gets a password
        path = twin(large(issues), Path(room) / "加密")
        return finding.compared(path, issues, HOME, 4 if quick else 60)


def _bulk(quick: bool, issues: int) -> Iterable[Row]:
    return bulk.compared(HOME, large(issues), 60 if quick else 100_000)


PARTS: dict[str, Callable[[bool, int], Iterable[Row]]] = {
    "paper": _paper,
    "stick": lambda quick, _issues: stick.compared(HOME, quick),
    "keys": _keys,
    "window": _window,
    "find": _find,
    "bulk": _bulk,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The figures of the program beside their goals: `python3 build_spec/dev.py bench [--quick]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()  # not the person's own settings

from tests.bench import folder, keys, paper, stick  # noqa: E402

HOME = Path(__file__).parents[2] / "build" / "bench"


def main(arguments: list[str]) -> int:
    """Exit 0 where every goal is met or nothing was measured in earnest, 1 where one is missed."""
    parser = argparse.ArgumentParser("bench", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="a small folder, few keys: whether all of it runs")
    quick = parser.parse_args(arguments).quick
    issues, characters = (300, 30) if quick else (30_000, 300)
    HOME.mkdir(parents=True, exist_ok=True)
    print(f"准备 {issues} 件意见的文件夹……", flush=True)
    typed = keys.type_into(folder.made(HOME, issues), characters)
    p99 = keys.within(typed.times, 0.99)
    (HOME / "paper").mkdir(exist_ok=True)
    print("印日志，三个别的软件也印……", flush=True)
    papers = paper.compared(HOME / "paper", quick)
    print("各站的包汇总到区里，导出一个大包……", flush=True)
    rows = [
        *papers,
        *stick.compared(HOME, quick),
        ("按键到显示 p50", f"{keys.within(typed.times, 0.5):.1f} 毫秒", "", True),
        ("按键到显示 p99", f"{p99:.1f} 毫秒", f"≤ {keys.GOAL:.0f} 毫秒", p99 <= keys.GOAL),
        ("其中窗口线程自己 p99", f"{keys.within(typed.own, 0.99):.1f} 毫秒", "", True),
        ("窗口线程里的查询", f"{len(typed.asked)} 处 {'、'.join(sorted(typed.asked)[:3])}".strip(), "没有", not typed.asked),
    ]
    for name, figure, goal, met in rows:
        print(f"{name}\t{figure}\t{goal}\t{'' if quick or not goal else '达到' if met else '没有达到'}")
    return 0 if quick or all(met for *_rest, met in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the rows of the bench share: how a figure is told and kept, and a disk that takes its time."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
Row = tuple[str, str, str, bool]

# Its own prototypes and no library named: a compiler without the C library's headers makes it, the program it is loaded into has the rest.
SHIM = """
extern void *dlsym(void *, const char *); extern char *getenv(const char *); extern int atoi(const char *); extern int usleep(unsigned);
#define NEXT ((void *) -1l)
static void late(void) { const char *ms = getenv("FSYNC_MS"); if (ms) usleep(1000 * atoi(ms)); }
int fsync(int file) { late(); return ((int (*)(int)) dlsym(NEXT, "fsync"))(file); }
int fdatasync(int file) { late(); return ((int (*)(int)) dlsym(NEXT, "fdatasync"))(file); }
"""


def timed(work: Callable[[], object]) -> float:
    """Seconds of a piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Took(NamedTuple):
    """Seconds of a piece of work: on the wall, which says little of a machine others use too, and the processor's own."""

    wall: float
    own: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} 秒（处理器 {self.own:.1f}）"

    def beside(self, other: Took) -> str:
        """How many times as long as another, both ways."""
        return f"{self.wall / other.wall:.2f} 倍（处理器 {self.own / other.own:.2f} 倍）"


def took(work: Callable[[], object]) -> Took:
    """Both of a piece of work."""
    own, wall = time.process_time(), timed(work)
    return Took(wall, max(time.process_time() - own, 1e-6))


def spread(times: Sequence[float], unit: float = 1.0, form: str = ".2f") -> str:
    """Median, and from which to which."""
    return f"{median(times) * unit:{form}}（{min(times) * unit:{form}}–{max(times) * unit:{form}}）"


def within(times: Sequence[float], share: float) -> float:
    """What this share of them stayed within."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], goal: float) -> Row:
    """Ours beside the other, measured in turn."""
    each = [one / two for one, two in zip(ours, theirs, strict=True)]
    return (name, f"{spread(each)} 倍", f"≤ {goal} 倍", median(each) <= goal)


def slow_disk(home: Path, milliseconds: int) -> dict[str, str]:
    """The environment of a program whose every fsync takes so long; empty where there is no gcc."""
    if not shutil.which("gcc"):
        return {}
    source, made = home / "late.c", home / "late.so"
    source.write_text(SHIM)
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-nostdlib", "-o", made, source], check=True)
    return {"LD_PRELOAD": str(made), "FSYNC_MS": str(milliseconds)}


@cache
def _compiled() -> dict[str, str]:
    """The environment of a program whose files are compiled, as an installed one's are: a checkout may be told to keep none."""
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": tempfile.mkdtemp(prefix="bench-")}
    shown = "import ui.app, ui.pages.visit, ui.pages.today, tests.bench.bare"
    subprocess.run([sys.executable, "-c", shown], cwd=ROOT, env={**os.environ, **kept}, check=True)
    return kept


def apart(module: str, *words: object, more: Mapping[str, str] | None = None, limited: bool = False) -> Any:
    """What a part of the bench says in a process of its own; limited to two processors and 4 GB where that is asked."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *map(str, words)]
    if limited:
        command = ["taskset", "-c", "0,1", "sh", "-c", 'ulimit -v 4194304; exec "$0" "$@"', *command]
    env = {**os.environ, **_compiled(), "BENCH_BEGUN": str(time.time()), **(more or {})}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env)
    if done.returncode:
        raise RuntimeError(f"{module} {words}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def keep(home: Path, rows: Sequence[Row], quick: bool) -> None:
    """Write what was measured where another program can read it."""
    about = {
        "at": datetime.now().isoformat(timespec="minutes"),
        "machine": f"{platform.machine()} {platform.system()} {platform.release()}",
        "processors": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "quick": quick,
    }
    rows_ = [
        {"name": name, "figure": figure, "goal": goal, "met": met if goal else None} for name, figure, goal, met in rows
    ]
    (home / "bench.json").write_text(json.dumps({**about, "rows": rows_}, ensure_ascii=False, indent=1), "utf-8")

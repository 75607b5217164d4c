"""Key to repaint, in small: what `dev.py bench` measures at full size runs, and asks nothing on the window's thread."""

import json
import os
import subprocess
import sys

import pytest

from tests.bench import folder, keys, measure


def test_typed_and_drawn(tmp_path, qapp):
    """Each key that is counted was drawn; no query ran on the window's thread; the folder is made once and found again."""
    path = folder.made(tmp_path, 20)
    assert folder.made(tmp_path, 20) == path
    typed = keys.type_into(path, 30)
    assert len(typed.times) == 27  # every tenth key is watched instead
    assert typed.times == sorted(typed.times) and typed.times[0] > 0
    assert typed.asked == set()


@pytest.mark.needs("gcc")
def test_a_disk_that_takes_its_time(tmp_path):
    """The shim delays what the data file waits for, and only where it is asked to."""
    late = measure.slow_disk(tmp_path, 40)
    work = (
        "import os, time; f = os.open('x', os.O_CREAT | os.O_RDWR); os.write(f, b'x'); "
        "t = time.perf_counter(); os.fsync(f); print(time.perf_counter() - t)"
    )
    took = [
        float(
            subprocess.run(
                [sys.executable, "-c", work], cwd=tmp_path, env={**os.environ, **more}, capture_output=True, check=True
            ).stdout
        )
        for more in (late, {})
    ]
    assert took[0] >= 0.04 > took[1]


def test_a_ratio(tmp_path):
    """Each beside its neighbour, the median judged; what is kept says on which machine and under which load."""
    assert measure.ratio("存", [3.0, 2.0, 9.0], [1.0, 1.0, 1.0], 3.0) == (
        "存",
        "3.00（2.00–9.00） 倍",
        "≤ 3.0 倍",
        True,
    )
    assert not measure.ratio("存", [3.1], [1.0], 3.0)[3]
    measure.keep(tmp_path, [("存", "3 倍", "≤ 2 倍", False), ("数", "1", "", True)], quick=False)
    kept = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    assert [row["met"] for row in kept["rows"]] == [False, None]
    assert kept["processors"] and kept["machine"] and len(kept["load"]) == 3


def test_finding_in_small(tmp_path):
    """The whole of it in a process of its own, as `dev.py bench` runs it: judged by nobody, every answer that of LIKE."""
    command = [sys.executable, "-m", "tests.bench", "--quick", "--only", "find", "--issues", "60"]
    done = subprocess.run(
        command, cwd=measure.ROOT, env={**os.environ, "BENCH_HOME": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rows = {row["name"]: row for row in json.loads((tmp_path / "bench.json").read_text("utf-8"))["rows"]}
    (same,) = [row for name, row in rows.items() if "LIKE" in name]
    assert same["met"] and same["figure"].endswith(" 0 个")
    assert {"存一次比只写一行", "类似的意见"} <= rows.keys()

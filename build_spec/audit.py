"""`dev.py audit`: every pinned package asked for in a public list of known holes (pip-audit); a package nobody could look up
is not called sound. Needs the network, and stands apart from `.venv`: nothing of it is shipped or tested with.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOM = HERE.parent / "build" / "audit"
PYTHON = ROOM / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
AUDITED = ("requirements.txt", "requirements-bundle.txt")  # what goes out, and what makes it
TOOL = "pip-audit==2.10.1"


def tool() -> bool:
    """pip-audit in a room of its own; whether it is there."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", ROOM], check=True)
    return subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", TOOL]).returncode == 0


def asked(name: str) -> Mapping[str, Any]:
    """What it says of the packages in one list; nothing where nobody could be asked."""
    words = ["--disable-pip", "--no-deps", "--require-hashes", "--format", "json", "--progress-spinner", "off", "--requirement", HERE / name]
    run = subprocess.run([PYTHON, "-m", "pip_audit", *map(str, words)], capture_output=True, text=True)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {}


def judged(said: Mapping[str, Any]) -> tuple[int, list[str], list[str]]:
    """How many were looked up, the holes that are known, and the packages nobody could say anything of."""
    holes, unknown, looked = [], [], 0
    for one in said.get("dependencies", ()):
        if "vulns" not in one:
            unknown.append(one["name"])
            continue
        looked += 1
        holes += [f"{one['name']} {one['version']}：{hole['id']}，修好的版本 {'、'.join(hole['fix_versions']) or '还没有'}" for hole in one["vulns"]]
    return looked, holes, unknown


def main() -> int:
    """0 where every package was looked up and none has a known hole."""
    if not tool():
        print("审计工具没有装好（原因见上），什么都没有查。", flush=True)
        return 1
    good = True
    for name in AUDITED:
        looked, holes, unknown = judged(asked(name))
        print(f"{name}：查了 {looked} 个，已知漏洞 {len(holes)} 处，没有查到的 {len(unknown)} 个", flush=True)
        print("\n".join([*holes, *([f"没有查到：{'、'.join(unknown)}"] if unknown else [])]), flush=True)
        good = good and looked > 0 and not holes and not unknown
    print("都查过了，没有已知的漏洞。" if good else "没有查全，或者有漏洞：不能说没有问题。请在能连上 pypi.org 的电脑上再查。", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

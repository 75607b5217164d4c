"""`dev.py audit`: every pinned package asked for in a public list of known holes; a package nobody could look up is not called sound.

The list is asked over the network (pip-audit), or read from a folder that was brought: `--list FOLDER` of OSV records, such as
a checkout of github.com/pypa/advisory-database. Stands apart from `.venv`: nothing of it is shipped or tested with.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOM = HERE.parent / "build" / "audit"
PYTHON = ROOM / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
AUDITED = ("requirements.txt", "requirements-bundle.txt")  # what goes out, and what makes it
TOOLS = "pip-audit==2.10.1", "pyyaml==6.0.4", "packaging==26.4"
LIST = "--list"
PIN = re.compile(r"(?m)^([A-Za-z0-9_.-]+)==([^\s;\\]+)")


def tool() -> bool:
    """pip-audit in a room of its own; whether it is there."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", ROOM], check=True)
    return (
        subprocess.run(
            [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", *TOOLS]
        ).returncode
        == 0
    )


def asked(name: str) -> Mapping[str, Any]:
    """What it says of the packages in one list; nothing where nobody could be asked."""
    words = [
        "--disable-pip",
        "--no-deps",
        "--require-hashes",
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--requirement",
        HERE / name,
    ]
    run = subprocess.run([PYTHON, "-m", "pip_audit", *map(str, words)], capture_output=True, text=True)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {}


def listed(name: str, records: Mapping[str, list[Mapping[str, Any]]]) -> Mapping[str, Any]:
    """The same as a folder of records has it: a list that names no hole of a package knows none, it is not silent."""
    pins = PIN.findall((HERE / name).read_text("utf-8"))
    holes = (
        {"name": package, "version": version, "vulns": list(_holes(version, records.get(_plain(package), [])))}
        for package, version in pins
    )
    return {"dependencies": list(holes)}


def _holes(version: str, records: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for record in records:
        if fixed := [one for one in record.get("affected", ()) if _affected(version, one)]:
            mended = [
                event["fixed"] for one in fixed for span in _spans(one) for event in span["events"] if "fixed" in event
            ]
            yield {"id": record["id"], "fix_versions": mended}


def _affected(version: str, one: Mapping[str, Any]) -> bool:
    """Whether a version is named, or lies in a span from `introduced` to before `fixed` or up to `last_affected` (the OSV schema)."""
    from packaging.version import Version

    here, inside = Version(version), version in one.get("versions", ())
    for span in _spans(one):
        within = False
        for event in sorted(span["events"], key=lambda event: Version(next(iter(event.values())))):
            kind, at = next((kind, Version(at)) for kind, at in event.items())
            reached = here > at if kind == "last_affected" else here >= at
            within = (kind == "introduced") if reached else within
        inside = inside or within
    return inside


def _spans(one: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [span for span in one.get("ranges", ()) if span["type"] == "ECOSYSTEM"]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read(folder: Path, names: set[str]) -> tuple[dict[str, list[Mapping[str, Any]]], str]:
    """The records of a folder about these packages, and the day of the newest of all; what was withdrawn is left out."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    newest = ""
    for file in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.json")]):
        text = file.read_text("utf-8")
        newest = max(newest, *re.findall(r"modified\W+(\d{4}-\d\d-\d\d)", text)[:1])
        if file.suffix == ".json":
            record = json.loads(text)
        elif _plain(file.parent.name) in names:  # PyYAML takes minutes for all of them
            import yaml

            record = yaml.safe_load(text)
        else:
            continue
        for one in record.get("affected", ()) if not record.get("withdrawn") else ():
            if one["package"].get("ecosystem") == "PyPI" and _plain(one["package"]["name"]) in names:
                found.setdefault(_plain(one["package"]["name"]), []).append(record)
    return found, newest


def judged(said: Mapping[str, Any]) -> tuple[int, list[str], list[str]]:
    """How many were looked up, the holes that are known, and the packages nobody could say anything of."""
    holes, unknown, looked = [], [], 0
    for one in said.get("dependencies", ()):
        if "vulns" not in one:
            unknown.append(one["name"])
            continue
        looked += 1
        holes += [
            f"{one['name']} {one['version']}：{hole['id']}，修好的版本 {'、'.join(hole['fix_versions']) or '还没有'}"
            for hole in one["vulns"]
        ]
    return looked, holes, unknown


def main() -> int:
    """0 where every package was looked up and none has a known hole."""
    folder = Path(sys.argv[sys.argv.index(LIST) + 1]) if LIST in sys.argv[:-1] else None
    if sys.prefix != str(ROOM):
        if not tool():
            print("审计工具没有装好（原因见上），什么都没有查。", flush=True)
            return 1
        if folder:
            return subprocess.run([PYTHON, __file__, *sys.argv[1:]]).returncode
    names = {_plain(name) for one in AUDITED for name, _version in PIN.findall((HERE / one).read_text("utf-8"))}
    records, newest = read(folder, names) if folder else ({}, "")
    if folder and not newest:
        print(f"{folder} 里没有漏洞名单（OSV 记录），什么都没有查。", flush=True)
        return 1
    good = True
    for name in AUDITED:
        looked, holes, unknown = judged(listed(name, records) if folder else asked(name))
        print(f"{name}：查了 {looked} 个，已知漏洞 {len(holes)} 处，没有查到的 {len(unknown)} 个", flush=True)
        print("\n".join([*holes, *([f"没有查到：{'、'.join(unknown)}"] if unknown else [])]), flush=True)
        good = good and looked > 0 and not holes and not unknown
    until = f"名单里最新的一条是 {newest}，以后的不在里面。" if folder else ""
    advice = "" if folder else "请在能连上 pypi.org 的电脑上再查，或者带一份名单来（--list 文件夹）。"
    print(
        ("都查过了，没有已知的漏洞。" if good else f"没有查全，或者有漏洞：不能说没有问题。{advice}") + until,
        flush=True,
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

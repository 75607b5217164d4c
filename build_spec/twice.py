"""`dev.py bundle [--windows] --twice`: one commit built two times, and whether every byte of both is the same.

What is not is named, exit 1.
What would differ is steadied in product.py: the moment that stands in archives is the commit's (SOURCE_DATE_EPOCH), the order
of sets is fixed (PYTHONHASHSEED), as PyInstaller's own documentation asks.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from functools import partial
from pathlib import Path

import bundle
import product
import sign
from product import OUT, Refused

AGAIN = OUT / "again"


def listed(folder: Path) -> dict[str, str]:
    """{file: its digest}; of a link where it leads, of a program whether it may be run as well."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_symlink():
            found[file.relative_to(folder).as_posix()] = f"→ {file.readlink()}"
        elif file.is_file():
            found[file.relative_to(folder).as_posix()] = (
                f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.stat().st_mode & 0o111:o}"
            )
    return found


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not the same in both, or in one only."""
    first, second = listed(one), listed(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def linux(place: Path) -> Path:
    """The program of the system this runs on, built there."""
    bundle.prepare(sys.platform)
    return bundle.build([sys.executable], place)


def main(words: list[str]) -> int:
    """Build twice, compare, say so."""
    try:
        build, pack, places = linux, sign.packed, (OUT / sys.platform, AGAIN)
        if "--windows" in words:
            import windows  # needs what only it needs

            windows.fetch()
            windows.settle()
            build, pack, places = windows.build, partial(windows.pack, fast=True), (windows.MADE, AGAIN)
        made = [build(place) for place in places]
        unlike = differing(*made)
        print(f"两次打包：{len(listed(made[0]))} 个文件，{len(unlike)} 个不一样", flush=True)
        if unlike:
            raise Refused("\n".join(unlike[:40]))
        packed = [pack(folder, product.version(), to=folder.parent) for folder in made]
        if packed[0].read_bytes() != packed[1].read_bytes():
            raise Refused("打成一个文件以后不一样。")
        print(f"打成一个文件也一样：SHA-256 {hashlib.sha256(packed[0].read_bytes()).hexdigest()}", flush=True)
        shutil.rmtree(AGAIN)
    except Refused as refused:
        print(refused, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

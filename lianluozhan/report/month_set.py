"""The month's papers as files: the four, and all of them in one file in the order they are bound."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path

from lianluozhan.errors import Problem
from lianluozhan.report import duty_register, issue_ledger, month_report, visit_log
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.page import Layout, pdf

ALL = "全套"
BOUND: dict[str, Callable[[MonthData], Layout]] = {
    paper.NAME: paper.layout for paper in (visit_log, issue_ledger, duty_register, month_report)
}


@dataclass(frozen=True)
class Paper:
    """A paper that was written; `missing` are the characters no font has, printed as 〓."""

    name: str
    path: Path
    pages: int
    missing: tuple[str, ...]


def make(data: MonthData, to: Path, told: Callable[[str], object] = str) -> list[Paper]:
    """Write 接待日志-2026-10.pdf and so on into the folder `to`: the four papers, then 全套.

    All are written whole under other names first, then take the place of those that are there. Raises Problem when
    the folder cannot be written to or a paper is held open by another program. `told` hears which paper is begun; what
    it raises stops the work before anything is written.
    """
    imprint, layouts = data.imprint, {name: layout(data) for name, layout in BOUND.items()}
    sets = {**{name: [layout] for name, layout in layouts.items()}, ALL: list(layouts.values())}
    papers, contents = [], {}
    for name, parts in sets.items():
        told(name)
        path = Path(to) / f"{name}-{imprint.month}.pdf"
        contents[path] = pdf(f"{name} {imprint.month_name}", imprint.place, parts)
        missing = sorted(set().union(*(part.missing for part in parts)))
        papers.append(Paper(name, path, sum(len(part.pages) for part in parts), tuple(missing)))
    _write(contents)
    return papers


def _write(contents: dict[Path, bytes]) -> None:
    parts = {path: path.with_name(f"{path.name}.part") for path in contents}
    path = next(iter(contents))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            with parts[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
        why = "磁盘满了" if error.errno == ENOSPC else "没有写入的权限，或者它正在别的程序里打开着"
        raise Problem(
            f"“{path.name}”写不进“{path.parent.name}”文件夹：{why}",
            then="请关掉打开着它的程序，或者换一个文件夹，再重新打印",
        ) from error

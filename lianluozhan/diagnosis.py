"""诊断包: how a folder and its PC stand, for whoever helps; nobody's name, phone or words, and nothing a person typed.

What goes in is named here line by line, never a record or a setting as it lies there: what a newer program writes cannot
slip in. Whoever saves it reads it first; the same text is what the file holds.
"""

from __future__ import annotations

import io
import platform
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from lianluozhan import __version__, attachment, check, clock, folder, parts, rotation, store, vault
from lianluozhan.check import Finding
from lianluozhan.package import manifest
from lianluozhan.report.file import KEEP, write
from lianluozhan.store import Store
from lianluozhan.whose import DISTRICT_ROLE

NAME = "诊断包"
FOLDER = "数据文件夹"
TEXT, LOG = "诊断.txt", "日志.txt"
LINES, MOST = 400, 20  # of the log's end; findings of one kind
OPEN = ("日志", "数据表")  # parts whose findings name streams and tables, never people
KEPT = {"look.factor": "字的大小"}  # settings told with their value; of all others none is


class Diagnosis(NamedTuple):
    """What the file will hold, as it is shown before: the text, and the end of the program's log."""

    text: str
    log: str

    @property
    def shown(self) -> str:
        """Both, as a person reads them."""
        return f"{self.text}\n\n{LOG}\n{self.log or '没有记过毛病'}"


def collect(held: Store, logs: Iterable[Path], machine: Mapping[str, str]) -> Diagnosis:
    """Look at a folder, checking all of it; writes nothing that stays. `machine` is what the window knows of its screen."""
    path = held.path.parent
    sections: dict[str, Mapping[str, object]] = {
        "程序": _program(),
        "电脑": {**_computer(path), **machine},
        FOLDER: _folder(held, path),
        "核对": _checked(held),
        "条数": _counts(held),
        "文件": _sizes(path),
        "设置": _settings(held),
    }
    text = "\n\n".join(
        "\n".join((head, *(f"  {name}：{value}" for name, value in rows.items()))) for head, rows in sections.items()
    )
    return Diagnosis(text, _end(logs))


def save(diagnosis: Diagnosis, to: Path) -> Path:
    """One file, whole or not there. Raises Problem where it cannot be written."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(TEXT, diagnosis.text)
        packed.writestr(LOG, diagnosis.log)
    write({to: kept.getvalue()}, KEEP)
    return to


def file_name(world: str) -> str:
    """诊断包-140405102-20261031-1530.zip."""
    return f"{NAME}-{world}-{clock.now()[:16].translate(str.maketrans('T', '-', '-:'))}.zip"


def _program() -> dict[str, object]:
    frozen = "安装的" if getattr(sys, "frozen", False) else "源码"
    formats = f"日志 {store.FORMAT}　文件夹 {folder.FORMAT}　数据包 {manifest.FORMAT}"
    return {
        "版本": f"{__version__}（{frozen}）",
        "格式": formats,
        "Python": platform.python_version(),
        "时间": clock.now(),
    }


def _computer(path: Path) -> dict[str, object]:
    free = shutil.disk_usage(path).free
    return {
        "系统": f"{platform.system()} {platform.release()} {platform.version()}",
        "处理器": platform.machine(),
        "盘上还剩": f"{free >> 20} MB",
    }


def _folder(held: Store, path: Path) -> dict[str, object]:
    last = held.db.execute("SELECT count(*), count(DISTINCT stream) FROM entry").fetchone()
    doors = len(vault.doors(path))
    return {
        "角色": "区" if held.identity.role == DISTRICT_ROLE else "站",
        "代码": held.identity.world,
        "密码": f"{doors} 把" if doors else "没有",
        "日志": f"{last[0]} 条，{last[1]} 股",
    }


def _checked(held: Store) -> dict[str, object]:
    found = check.check(held)
    told: dict[str, object] = {
        "看过": f"{found.entries} 条日志，{found.records} 条记录，{found.papers} 份附件，{found.newer} 条更新版本的"
    }
    for part, count in Counter(one.part for one in found.findings).items():
        told[f"{part}有问题"] = f"{count} 处" + "".join(f"\n    {what}" for what in _said(part, found.findings))
    return told if found.findings else told | {"结果": "没有问题"}


def _said(part: str, findings: Iterable[Finding]) -> list[str]:
    """What was found, of parts that name no person: a paper's finding has its name, a file's its place."""
    return [one.what.partition("（")[0] for one in findings if one.part == part][:MOST] if part in OPEN else []


def _counts(held: Store) -> dict[str, object]:
    """Of every kind; 作废 are counted too."""
    one = lambda noun, where: held.db.execute(f'SELECT count(*) FROM "{noun}" {where}').fetchone()[0]  # noqa: E731
    return {
        cls.label: f"{one(noun, '')}（作废 {one(noun, 'WHERE voided IS NOT NULL')}）"
        for noun, cls in held.schema.records.items()
    }


def _sizes(path: Path) -> dict[str, object]:
    ours = [path / folder.DATABASE, path / f"{folder.DATABASE}-wal", *attachment.files(path)]
    sizes: dict[str, object] = {file.name: f"{file.stat().st_size >> 10} KB" for file in ours if file.exists()}
    copies = rotation.copies(path / rotation.PLACE, folder.world_of(path))
    newest = f"，最近 {copies[0].at:%Y-%m-%d %H:%M}" if copies else ""
    return sizes | {rotation.PLACE: f"{len(copies)} 份{newest}"}


def _settings(held: Store) -> dict[str, str]:
    on = "、".join(one.part.label for one in parts.switches(held) if one.on)
    return {words: held.setting(name) or "没有改过" for name, words in KEPT.items()} | {parts.NAME: on or "没有打开的"}


def _end(logs: Iterable[Path]) -> str:
    """The last lines of the program's log; the older file first."""
    lines = [line for file in logs if file.exists() for line in file.read_text("utf-8", "replace").splitlines()]
    return "\n".join(lines[-LINES:])

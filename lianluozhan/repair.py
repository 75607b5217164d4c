"""A damaged data file made again: from its journal, what cannot be read there from the newest backup; or what is lost is said.

The file as it was found is put aside, never thrown away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import backup, check, folder, rekey
from lianluozhan.driver import connect, sqlite, trouble
from lianluozhan.errors import UNTOUCHED, Damaged, FolderDamaged, Problem
from lianluozhan.journal import Place, digest, read
from lianluozhan.rekey import DATABASE
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store
from lianluozhan.streams import leave, own
from lianluozhan.vault import ring

ROW = "SELECT stream, seq, world, kind, id, hash, CAST(data AS BLOB), secret, CAST(private AS BLOB) FROM entry"
FRESH = DATABASE + ".repaired"
Row = tuple[Any, ...]  # of the table of entries


class Repaired(NamedTuple):
    """What came of it: entries in the file, how many of them only the backup had, settings nobody has, where the old file lies."""

    entries: int
    from_backup: int
    lost: tuple[str, ...]
    aside: Path

    @property
    def said(self) -> tuple[str, ...]:
        """It in sentences."""
        return (
            f"数据文件坏了，已从日志重做，核对无误：日志 {self.entries} 条，其中 {self.from_backup} 条取自最近的备份。",
            *(f"没写完的草稿或设置读不出来，没有了：{name}。" for name in self.lost),
            f"坏了的文件另存为 {self.aside.name}，里面有人名，用不着了请删掉。",
        )


class Found(NamedTuple):
    """What can be read of a data file: its entries, its settings, and what it had besides (places; names of settings)."""

    rows: dict[Place, Row]
    settings: dict[str, str]
    missing: frozenset[Place]
    unset: frozenset[str]


def repair(path: Path) -> Repaired:
    """Make the data file of a folder again. Raises FolderDamaged, naming what is lost, where that cannot be done whole."""
    with folder.alone(path):
        found = _read(path / DATABASE)
        more, kept = _in_backups(path, found)
        if gone := sorted(found.missing - more.keys()):
            raise _lost(path, gone)
        settings = {name: kept[name] for name in found.unset if name in kept} | found.settings
        _make(path, {**found.rows, **more}, settings, certain=not found.unset)
        return Repaired(
            len(found.rows) + len(more), len(more), tuple(sorted(found.unset - settings.keys())), _put_in_place(path)
        )


def _read(file: Path) -> Found:
    """All of a data file, or what can be read and what cannot."""
    rows, places = _all(file, ROW, "stream, seq", _sound), lambda row: (row[0], row[1])
    settings = _all(file, "SELECT name, value FROM setting", "name", bool)
    return Found(
        {places(row): row for row in rows[0]},
        dict(settings[0]),
        frozenset(rows[1]),
        frozenset(name for (name,) in settings[1]),
    )


def _all(file: Path, sql: str, key: str, sound: Callable[[Row], bool]) -> tuple[list[Row], set[Row]]:
    """(the rows, the keys of those that cannot be read or are not what was written). Raises FolderDamaged where not even those
    can be told."""
    table = sql.rpartition(" ")[2]
    with suppress(sqlite.DatabaseError), closing(connect(file, readonly=True)) as database:
        rows = database.execute(f"{sql} NOT INDEXED").fetchall()
        indexed = database.execute(f"SELECT count(*) FROM (SELECT {key} FROM {table} ORDER BY {key})").fetchone()[0]
        if all(map(sound, rows)) and len(rows) == indexed:
            return rows, set()
    # The index has the keys, and where each row lies.
    with trouble(file), closing(connect(file, readonly=True)) as database:
        found = database.execute(f"SELECT rowid, {key} FROM {table} ORDER BY {key}").fetchall()
    rows = [row for at, *_key in found for row in _one(file, f"{sql} WHERE rowid=?", at) if sound(row)]
    width = len(key.split(", "))
    return rows, {tuple(one) for _at, *one in found} - {row[:width] for row in rows}


def _one(file: Path, sql: str, at: int) -> Iterable[Row]:
    """A row by itself, on a connection of its own: one that met a damaged page may refuse all others."""
    try:
        with closing(connect(file, readonly=True)) as database:
            return database.execute(sql, (at,)).fetchall()
    except sqlite.DatabaseError:
        return ()


def _sound(row: Row) -> bool:
    stream, seq, world, kind, id, hash, data, secret, private = row
    try:
        entry = read(data, private)
    except (Damaged, TypeError, AttributeError):
        return False
    body = entry.body
    told = [body["world"], body["kind"], body["id"], "private" in body]
    return digest(data) == hash and entry.place == (stream, seq) and told == [world, kind, id, bool(secret)]


def _in_backups(path: Path, found: Found) -> tuple[dict[Place, Row], dict[str, str]]:
    """What is missing, as the newest backups that can be read have it: the rows, and the settings of the newest of these."""
    rows: dict[Place, Row] = {}
    settings: dict[str, str] | None = None
    for file in backup.kept_in(path):
        if found.missing <= rows.keys() and (settings is not None or not found.unset):
            break
        # of an earlier key, or itself damaged: then an older one
        with suppress(Problem), backup.inside(file, path) as room:
            held = _read(room / DATABASE)
            rows |= {place: held.rows[place] for place in found.missing - rows.keys() if place in held.rows}
            settings = held.settings if settings is None else settings
    return rows, settings or {}


def _make(path: Path, rows: dict[Place, Row], settings: dict[str, str], *, certain: bool) -> None:
    """The fresh file, verified from end to end. Where settings may be older, we leave our streams, as after a restore."""
    card, fresh = folder.card_of(path), path / FRESH
    for old in path.glob(FRESH + "*"):
        old.unlink()
    store = Store(fresh, SCHEMA, Identity(card["role"], card["world"], card["name"], ring(path).keys.public()))
    try:
        with store.transaction():
            store.db.conn.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)", rows.values())
            for name, value in settings.items():
                store.set(name, value)
            store.rebuild()
            if not certain:
                leave(store, own(store).values())
        _verify(store, path, card)
    except BaseException:
        store.db.close()
        fresh.unlink()
        raise
    store.close()


def _verify(store: Store, path: Path, card: dict[str, Any]) -> None:
    short = [
        (stream, at)
        for stream, seq in folder.how_far(path, card).items()
        for at in range(store.head(stream)[0] + 1, seq + 1)
    ]
    if short:
        raise _lost(path, short)
    wrong = [finding for finding in check.check(store).findings if finding.part != check.PAPER]
    if wrong:
        raise FolderDamaged(f"日志读得出来，可是核对不上（{wrong[0].what}）", safe=UNTOUCHED, then=_from_backup(path))


def _put_in_place(path: Path) -> Path:
    """The damaged file and what was written ahead of it are kept under another name; the fresh one takes their place."""
    aside = path / f"station-damaged-{datetime.now():%Y%m%d-%H%M%S}.db"
    ahead = [path / f"{DATABASE}{part}" for part in ("-wal", "-shm")]
    with trouble(path / DATABASE):
        shutil.copy2(path / DATABASE, aside)
        for file in filter(Path.exists, ahead):
            shutil.copy2(file, aside.with_name(aside.name + file.name.removeprefix(DATABASE)))
        rekey.flush(path / FRESH)
        for file in ahead:  # or it would be folded into a file it is not of
            file.unlink(missing_ok=True)
        os.replace(path / FRESH, path / DATABASE)
    return aside


def _lost(path: Path, gone: list[Place]) -> FolderDamaged:
    said = "；".join(f"日志 {stream} 第 {first}–{last} 条" for stream, first, last in _runs(gone))
    return FolderDamaged(
        f"有 {len(gone)} 条日志在数据文件里读不出，备份里也没有（{said}）", safe=UNTOUCHED, then=_from_backup(path)
    )


def _runs(gone: list[Place]) -> Iterator[tuple[str, int, int]]:
    first = last = gone[0]
    for place in [*gone[1:], ("", 0)]:
        if place == (last[0], last[1] + 1):
            last = place
            continue
        yield first[0], first[1], last[1]
        first = last = place


def _from_backup(path: Path) -> str:
    newest = backup.newest(path)
    if newest is None:
        return "请找放在别处的备份来恢复；坏了的文件夹请留着，请懂的人看"
    return f"请用最近的备份恢复（{newest.name}），再请区里补发之后的内容；坏了的文件夹请留着"

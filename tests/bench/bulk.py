"""What takes long on a large folder beside the plain thing it cannot do without: rows taken in, tables rebuilt, a check, a backup."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from lianluozhan import backup, index, intake
from lianluozhan import check as checking
from lianluozhan import folder as folders
from lianluozhan.driver import connect
from lianluozhan.folder import DATABASE
from lianluozhan.schema import SCHEMA
from lianluozhan.sheet import Row as Typed
from lianluozhan.visit import Visit
from tests.bench import folder
from tests.bench.measure import Row, timed



def compared(home: Path, large: Path, rows: int) -> list[Row]:
    """All four; the first into a folder of its own, the others on the large one, of which nothing is changed."""
    with tempfile.TemporaryDirectory(dir=home) as room:
        return [*added(Path(room), rows), *rebuilt(Path(room), large)]


def added(room: Path, rows: int) -> list[Row]:
    """So many receptions of a sheet taken in, beside the same table rows written plainly."""
    path = room / "站"
    folders.make(path, SCHEMA, "station", folder.CODE, folder.NAME)
    typed = [Typed("表", number, Visit.read(_row(number, rows))) for number in range(2, rows + 2)]
    with folders.opened(path, SCHEMA) as store:
        took = timed(lambda: intake.take(store, Visit, typed, "赵敏"))
        index_took = timed(lambda: index.settle(store, 0))
    plain = _written(path / DATABASE, room / "平铺.db")
    return _pair(f"add {rows} 行", took, "同样的行直接写入", plain) + [(f"其后编入索引 {rows} 行", f"{index_took:.1f} 秒", "", True)]


def _row(number: int, of: int) -> dict[str, object]:
    day = date(2024, 1, 2) + timedelta(days=number * 900 // of)
    return {"received_at": f"{day}T{9 + number % 8:02d}:{number % 60:02d}", "channel": "来站", "visitor_name": f"{folder.SURNAMES[number % 20]}{folder.GIVEN[number % 10]}",
            "visitor_phone": f"138{number % 10**4:04d}0000", "statement": f"{folder.PLACES[number % 8]}{folder.MATTERS[number % 12]}，第{number}回说", "outcome": "当场答复",
            "category": "道路与路灯", "party_size": 1}  # fmt: skip


def rebuilt(room: Path, large: Path) -> list[Row]:
    """Rebuild, check and backup of a copy of the large folder."""
    path = room / "大"
    shutil.copytree(large, path, ignore=shutil.ignore_patterns("backup*"))
    rows = []
    with folders.opened(path, SCHEMA) as store:
        def again() -> None:
            with store.transaction():
                store.rebuild()
            index.settle(store, 0)

        took = timed(again)
        looked = timed(lambda: checking.check(store))
    plain = _written(path / DATABASE, room / "平铺.db")
    rows += _pair("rebuild，索引在内", took, "同样的表直接写入", plain)
    rows += _pair("check", looked, "日志读一遍、算一遍 SHA-256", timed(lambda: _hashed(path / DATABASE)))
    copied = timed(lambda: backup.backup(path, room / "备份"))
    rows += _pair("backup", copied, "拷贝并落盘", timed(lambda: _copied(path / DATABASE, room / "拷贝.db")))
    return rows


def _pair(name: str, ours: float, other: str, theirs: float) -> list[Row]:
    """Told, not judged: nobody has said yet how long it may take."""
    return [(name, f"{ours:.1f} 秒", "", True), (other, f"{theirs:.1f} 秒", "", True), (f"{name} 比 {other}", f"{ours / theirs:.1f} 倍", "", True)]


def _written(source: Path, to: Path) -> float:
    """The rows of every table into the same tables with the same indexes, in one transaction."""
    to.unlink(missing_ok=True)
    with closing(connect(source, readonly=True)) as held, closing(connect(to)) as fresh:
        made = held.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").fetchall()
        for _type, _name, sql in sorted(made, key=lambda one: one[0] != "table"):
            fresh.execute(sql)

        def work() -> None:
            fresh.execute("BEGIN IMMEDIATE")
            for kind, name, _sql in made:
                cursor = held.conn.execute(f'SELECT * FROM "{name}"') if kind == "table" else None
                while cursor and (rows := cursor.fetchmany(5000)):
                    fresh.conn.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
            fresh.execute("COMMIT")

        return timed(work)


def _hashed(source: Path) -> None:
    with closing(connect(source, readonly=True)) as held:
        for data, private in held.execute("SELECT data, private FROM entry"):
            hashlib.sha256(data).hexdigest()
            hashlib.sha256(private or b"").hexdigest()


def _copied(source: Path, to: Path) -> None:
    shutil.copyfile(source, to)
    with open(to, "rb+") as file:
        os.fsync(file.fileno())

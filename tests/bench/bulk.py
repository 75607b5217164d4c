"""What takes long on a large folder beside the plain thing it cannot do without: rows taken in, tables rebuilt, a check, a backup."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from lianluozhan import backup, check as checking, folder as folders, index, intake
from lianluozhan.driver import connect
from lianluozhan.folder import DATABASE
from lianluozhan.schema import SCHEMA
from lianluozhan.sheet import Row as Typed
from lianluozhan.visit import Visit
from tests.bench import folder
from tests.bench.measure import Row, Took, took


def compared(home: Path, large: Path, rows: int) -> Iterator[Row]:
    """All four; the first into a folder of its own, the others on the large one, of which nothing is changed."""
    with tempfile.TemporaryDirectory(dir=home) as room:
        yield from added(Path(room), rows)
        yield from rebuilt(Path(room), large)


def added(room: Path, rows: int) -> Iterator[Row]:
    """So many receptions of a sheet taken in, beside the same table rows written plainly."""
    path = room / "站"
    folders.make(path, SCHEMA, "station", folder.CODE, folder.NAME)
    typed = [Typed("表", number, Visit.read(_row(number, rows))) for number in range(2, rows + 2)]
    with folders.opened(path, SCHEMA) as store:
        mine = took(lambda: intake.take(store, Visit, typed, "赵敏"))
        indexed = took(lambda: index.settle(store, 0))
    yield from _pair(f"add {rows} 行", mine, "同样的行直接写入", _written(path / DATABASE, room / "平铺.db"))
    yield f"其后编入索引 {rows} 行", str(indexed), "", True


def _row(number: int, of: int) -> dict[str, object]:
    day = date(2024, 1, 2) + timedelta(days=number * 900 // of)
    return {
        "received_at": f"{day}T{9 + number % 8:02d}:{number % 60:02d}",
        "channel": "来站",
        "visitor_name": f"{folder.SURNAMES[number % 20]}{folder.GIVEN[number % 10]}",
        "visitor_phone": f"138{number % 10**4:04d}0000",
        "statement": f"{folder.PLACES[number % 8]}{folder.MATTERS[number % 12]}，第{number}回说",
        "outcome": "当场答复",
        "category": "道路与路灯",
        "party_size": 1,
    }


def rebuilt(room: Path, large: Path) -> Iterator[Row]:
    """Rebuild, check and backup of a copy of the large folder, each beside what nobody can do without who does the same:
    the rows written; the tables and index made again, which a check compares; SQLite's own copy, put on the disk, read through."""
    path = room / "大"
    shutil.copytree(large, path, ignore=shutil.ignore_patterns("backup*", "备份"))
    with folders.opened(path, SCHEMA) as store:
        entries = store.db.execute("SELECT count(*) FROM entry").fetchone()[0]

        def again() -> None:
            with store.transaction():
                store.rebuild()
            index.settle(store, 0)

        made = took(again)
        yield from _pair(
            f"rebuild，{entries} 条日志，索引在内",
            made,
            "同样的表直接写入",
            _written(path / DATABASE, room / "平铺.db"),
        )
        looked = took(lambda: checking.check(store))
    yield from _pair("check", looked, "那样 rebuild 一遍", made)
    yield "check 比日志读一遍、算一遍 SHA-256", looked.beside(took(lambda: _hashed(path / DATABASE))), "", True
    copied = took(lambda: backup.backup(path, room / "备份"))
    yield from _pair(
        "backup", copied, "SQLite 自己备份、落盘、读一遍", took(lambda: _copied(path / DATABASE, room / "拷贝.db"))
    )


def _pair(name: str, ours: Took, other: str, theirs: Took) -> Iterator[Row]:
    """Told, not judged: nobody has said yet how long it may take."""
    yield name, str(ours), "", True
    yield f"{name} 比 {other}的 {theirs}", ours.beside(theirs), "", True


def _written(source: Path, to: Path) -> Took:
    """The rows of every table into the same tables with the same indexes, in one transaction."""
    to.unlink(missing_ok=True)
    with closing(connect(source, readonly=True)) as held, closing(connect(to)) as fresh:
        made = held.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for _type, _name, sql in sorted(made, key=lambda one: one[0] != "table"):
            fresh.execute(sql)

        def work() -> None:
            fresh.execute("BEGIN IMMEDIATE")
            for kind, name, _sql in made:
                cursor = held.conn.execute(f'SELECT * FROM "{name}"') if kind == "table" else None
                while cursor and (rows := cursor.fetchmany(5000)):
                    fresh.conn.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(rows[0]))})', rows)
            fresh.execute("COMMIT")

        return took(work)


def _hashed(source: Path) -> None:
    with closing(connect(source, readonly=True)) as held:
        for data, private in held.execute("SELECT data, private FROM entry"):
            hashlib.sha256(data).hexdigest()
            hashlib.sha256(private or b"").hexdigest()


def _copied(source: Path, to: Path) -> None:
    with closing(connect(source, readonly=True)) as held, closing(connect(to)) as copy:
        held.conn.backup(copy.conn)
    with open(to, "rb+") as file:
        os.fsync(file.fileno())
    with closing(connect(to, readonly=True)) as copy:
        assert copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"

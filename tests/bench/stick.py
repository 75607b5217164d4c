"""The stick: stations merged at the district beside plain inserts, one month onto that, and an export beside zip and age."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from sqlcipher3 import dbapi2 as sqlite

from lianluozhan import attachment, folder as folders
from lianluozhan.act import acting
from lianluozhan.driver import connect
from lianluozhan.folder import KEYS
from lianluozhan.issue import Issue
from lianluozhan.journal import digest
from lianluozhan.package.keycard import own_party
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read, unlock
from lianluozhan.package.write import Recipients, Sending, export
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from tests.bench import folder
from tests.bench.measure import Row, Took, spread, timed, took
from tests.station import twin

DISTRICT = "140405"
MERGE, MONTH, EXPORT = 1.3, 50.0, 1.2  # the goals of design.md §10: ratios, and milliseconds of a package
AT_ONCE, MONTHS_ISSUES = 11, 36  # sticks of one morning; what 15,000 entries in five years come to: 250 entries


def compared(home: Path, quick: bool) -> Iterator[Row]:
    """All rows of the bench's table that are about the stick."""
    stations, issues, megabytes = (2, 60, 2) if quick else (40, 2_150, 50)  # five years: 15,000 entries a station
    with tempfile.TemporaryDirectory(dir=home) as room:
        yield from merged(home, Path(room), stations, issues)
        yield from exported(Path(room), megabytes, 1 if quick else 5)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Store, Keys]]:
    """A folder and its keys."""
    with folders.opened(path, SCHEMA) as store:
        yield store, Keys.load(path / KEYS)


# ---- merging


def merged(home: Path, room: Path, stations: int, issues: int) -> list[Row]:
    """Every station's five years into an empty district, the same rows plainly, then a month of some of them."""
    office, towns = (
        room / "区",
        [folder.made(home, issues, f"{DISTRICT}{101 + n}", f"第{n + 1}站") for n in range(stations)],
    )
    folders.make(office, SCHEMA, "district", DISTRICT, "区人大")
    packages = [sent(town, office, room) for town in towns]
    with opened(office) as (store, keys):
        each = [took(lambda file=file: receive(store, read(file, keys))) for file in packages]
        entries = store.db.execute("SELECT count(*) FROM entry").fetchone()[0]
    plain = inserted(office / folders.DATABASE, room / "平铺.db", stations)
    with as_it_comes():
        slow = inserted(office / folders.DATABASE, room / "驱动原样.db", stations)
    ours = Took(*map(sum, zip(*each, strict=True)))
    apart = 1e6 * ours.own / entries, 1e6 * plain.own / entries
    months = monthly(room, office, towns[:AT_ONCE])
    return [
        (f"{stations} 个站共 {entries} 条日志汇总", f"{ours}，每包 {spread([one.wall for one in each])}", "", True),
        ("同样的行直接写入；驱动原样", f"{plain}；{slow}，汇总是它的 {ours.beside(slow)}", "", True),
        ("汇总比直接写入", ours.beside(plain), f"≤ {MERGE} 倍", ours.wall <= MERGE * plain.wall),
        ("一条日志用的处理器", f"{apart[0]:.0f} 微秒，直接写入 {apart[1]:.0f}", "", True),
        (
            f"再收一个月，{len(months)} 包一起每包",
            f"{spread([one.wall for one in months], 1000, '.0f')} 毫秒，处理器 {spread([one.own for one in months], 1000, '.0f')}",
            f"≤ {MONTH:.0f} 毫秒",
            median(one.wall for one in months) * 1000 <= MONTH,
        ),
    ]


def sent(town: Path, office: Path, to: Path, **how: bool) -> Path:
    """A package of a station for the district."""
    with opened(town) as (store, keys):
        age = Keys.load(office / KEYS).public()["age"]
        return export(store, keys, to, Recipients((age, store.identity.keys["age"])), Sending(**how)).path


@contextmanager
def as_it_comes() -> Iterator[None]:
    """The driver without what driver.py answers it: how anybody else would have it write."""
    held = dict(sqlite.adapters)
    sqlite.adapters.clear()
    try:
        yield
    finally:
        sqlite.adapters.update(held)


def inserted(source: Path, to: Path, times: int) -> Took:
    """The same rows of every table into the same tables with the same indexes, in as many transactions, without any check."""
    with closing(connect(source, readonly=True)) as held, closing(connect(to)) as fresh:
        made = held.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for _type, _name, sql in sorted(made, key=lambda one: one[0] != "table"):
            fresh.execute(sql)
        tables = {
            name: held.execute(f'SELECT * FROM "{name}"').fetchall() for kind, name, _sql in made if kind == "table"
        }

        def work() -> None:
            for part in range(times):
                fresh.execute("BEGIN IMMEDIATE")
                for name, rows in tables.items():
                    mine = rows[len(rows) * part // times : len(rows) * (part + 1) // times]
                    if mine:
                        fresh.conn.executemany(f'INSERT INTO "{name}" VALUES ({",".join("?" * len(mine[0]))})', mine)
                fresh.execute("COMMIT")

        return took(work)


def monthly(room: Path, office: Path, towns: list[Path]) -> list[Took]:
    """What one month of each of these adds, once they know what the district holds."""
    packages = []
    for number, town in enumerate(towns):
        copy = twin(town, room / f"站{number}")
        with opened(copy) as (store, _keys):
            party = own_party(store)
        with opened(office) as (store, keys):
            back = export(store, keys, room, Recipients((party.keys["age"],)), Sending(to=party, full=False)).path
        with opened(copy) as (store, keys):
            receive(store, read(back, keys))
        folder.further(copy, MONTHS_ISSUES)
        packages.append(sent(copy, office, room, full=False))
    with opened(office) as (store, keys):
        return [took(lambda file=file: receive(store, read(file, keys))) for file in packages]


# ---- exporting


def exported(room: Path, megabytes: int, times: int) -> list[Row]:
    """A station with that much of photos onto a folder, beside zip and age on the very bytes of the package."""
    town, office, to = room / "照片站", room / "另一个区", room / "U盘"
    folders.make(office, SCHEMA, "district", DISTRICT, "区人大")
    folders.make(town, SCHEMA, "station", f"{DISTRICT}101", "照片站")
    to.mkdir()
    photos = [os.urandom(2**20) for _ in range(megabytes)]
    for data in photos:
        attachment.keep(town, data, 2026)
    with opened(town) as (store, _keys), acting(store, "add") as act:
        for number, data in enumerate(photos):
            paper = {"digest": digest(data), "name": f"照片{number}.jpg", "size": len(data)}
            act.write(Issue, new_id(), {"registered_at": "2026-10-14", "statement": "路灯不亮", "attachments": [paper]})
    age = Keys.load(office / KEYS).public()["age"]
    ours, theirs, stored = [], [], []
    for _ in range(times):
        with opened(town) as (store, keys):
            sending = Sending(paper=lambda one: attachment.paper(town, one))
            ours.append(timed(lambda: export(store, keys, to, Recipients((age, store.identity.keys["age"])), sending)))
        (file,) = to.glob("*.llz")
        inside = unlock(file.read_bytes(), Keys.load(office / KEYS), None)
        theirs.append(zipped(inside, room, age))
        stored.append(zipped(inside, room, age, "-0"))
        file.unlink()
    if not all(theirs):
        return [(f"导出 {megabytes} MB", f"{spread(ours)} 秒", "没有 zip 或 age，不能比", True)]
    rows = [(f"导出 {megabytes} MB", f"{spread(ours)} 秒", "", True)]
    # As it is used, and as fast as it can.
    for name, other, goal in (("zip 加 age", theirs, EXPORT), ("zip -0 加 age", stored, 0)):
        ratios = [one / two for one, two in zip(ours, other, strict=True)]
        met = not goal or median(ratios) <= goal
        rows.append(
            (f"导出比 {name} 的 {spread(other)} 秒", f"{spread(ratios)} 倍", f"≤ {goal} 倍" if goal else "", met)
        )
    return rows


def zipped(inside: bytes, room: Path, age: str, *how: str) -> float:
    """The stock programs on the members of a package, onto the disk; 0 where they are not here."""
    if not (shutil.which("zip") and shutil.which("age")):
        return 0.0
    with tempfile.TemporaryDirectory(dir=room) as place:
        whole, members, again, locked = (Path(place) / name for name in ("包.zip", "members", "again.zip", "again.age"))
        whole.write_bytes(inside)
        shutil.unpack_archive(whole, members)

        def work() -> None:
            subprocess.run(["zip", "-q", "-r", *how, str(again), "."], cwd=members, check=True)
            subprocess.run(["age", "-r", age, "-o", str(locked), str(again)], check=True)
            with open(locked, "rb+") as file:
                os.fsync(file.fileno())

        return timed(work)

"""Papers and photos, kept by the digest of their bytes in one file a year beside the data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from lianluozhan.driver import Database, connect, put_away, trouble
from lianluozhan.errors import BadInput, why
from lianluozhan.field import Papers
from lianluozhan.journal import digest
from lianluozhan.photo import slimmed
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO

LARGEST = 50 * 2**20  # bytes of one paper
COPY_AGAIN = "请打开看一看；多半是没有拷完，请重新拷贝一份再添加"
PAPER_AGAIN = "请从备份里取回 papers 文件，或重新添加这份附件"


def keep(folder: Path, data: bytes, year: int) -> str:
    """Keep a paper, on the disk when this returns, and give its digest; before the entry that names it is written."""
    name = digest(data)
    if not absent(folder, [name]):
        return name
    with written(folder / f"papers-{year}.db") as database:
        database.execute("INSERT OR IGNORE INTO paper VALUES (?, ?)", (name, data))
    return name


@contextmanager
def written(path: Path, key: str | None = None) -> Iterator[Database]:
    """A file of papers to be written, made where there is none; one that lies in no folder with its `key`."""
    with trouble(path):
        database = connect(path, key=key)
        try:
            database.execute("CREATE TABLE IF NOT EXISTS paper (digest TEXT PRIMARY KEY, data BLOB NOT NULL)")
            yield database
        finally:
            put_away(database)


def files(folder: Path) -> list[Path]:
    """The files papers lie in, one a year, in order."""
    return sorted(folder.glob("papers-*.db"))


def absent(folder: Path, names: Iterable[str]) -> set[str]:
    """Those of these papers that are not here; asked for by name: for one photo no folder of ten years is listed."""
    left = set(names)
    for path in reversed(files(folder)) if left else ():
        with reading(path) as database:
            if database["paper"].exists():
                sql = "SELECT 1 FROM paper WHERE digest=?"
                left -= {name for name in left if database.execute(sql, (name,)).fetchone()}
    return left


def within(path: Path, key: str | None = None) -> list[str]:
    """The digests of the papers in one file."""
    with reading(path, key) as database:
        if not database["paper"].exists():  # the disk was full when it was begun
            return []
        return [row[0] for row in database.execute("SELECT digest FROM paper ORDER BY digest")]


def paper(folder: Path, name: str) -> bytes | None:
    """The bytes of a paper; None when it is not here."""
    return next((data for path in reversed(files(folder)) if (data := paper_in(path, name)) is not None), None)


def paper_in(path: Path, name: str) -> bytes | None:
    """The bytes of a paper in one file; None when it is not there."""
    with reading(path) as database:
        row = (
            database["paper"].exists() and database.execute("SELECT data FROM paper WHERE digest=?", (name,)).fetchone()
        )
    return row[0] if row else None


@contextmanager
def reading(path: Path, key: str | None = None) -> Iterator[Database]:
    """A file of papers to be read."""
    with trouble(path), closing(connect(path, readonly=True, key=key)) as database:
        yield database


def read_file(file: Path) -> bytes:
    """The bytes of a file a person chose. Raises BadInput where it cannot be read or is too large."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise BadInput(f"{file.name} 有 {size / 2**20:.0f} MB，附件每个最多 50 MB", then="请压缩或分开后再添加")
        if not size:
            raise BadInput(f"{file.name} 是空的，里面一个字节也没有", then=COPY_AGAIN)
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"读不了 {file}（{why(error)}）", then="请检查文件是否还在") from None


def take(folder: Path, file: Path, year: int) -> dict[str, Any]:
    """Keep a file a person chose, as a record's list of papers names it: {digest, name, size}; a photo made small."""
    data, ending = slimmed(read_file(file))
    name = _file_name(file if not ending or file.suffix.lower() in (ending, ".jpeg") else file.with_suffix(ending))
    return {"digest": keep(folder, data, year), "name": name, "size": len(data)}


def _file_name(file: Path) -> str:
    """A file's name as it can be kept: a line feed in it would break every list."""
    return "".join(c if c.isprintable() else "_" for c in file.name)


def named(store: Store) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(noun, id, paper) of every paper a record names."""
    for noun, cls in store.schema.records.items():
        for name, field in cls.fields.items():
            if isinstance(field, Papers):
                for record in store.find(cls, f'"{name}" IS NOT NULL AND {VOIDED_TOO}'):
                    for one in record.data[name]:
                        yield noun, record.id, one

"""The SQLite file: the journal's entries, and the tables that are read from them and can be made again at any time.

The store knows no noun: which records there are, what is derived from what and who may write it comes with the Schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from lianluozhan import __version__, signs, table
from lianluozhan.driver import connect, format_of, put_away, trouble
from lianluozhan.errors import UNTOUCHED, Damaged, FolderDamaged, FolderProblem, NewerFolder
from lianluozhan.journal import Entry, Seen, digest, read
from lianluozhan.record import R, Record
from lianluozhan.table import VOIDED_TOO, Key, Touched

FORMAT = 1  # of the journal's own tables, in user_version; record tables have no format, they are rebuilt
PORTION = 20_000  # entries whose records are made again together: some 100 MB

JOURNAL = """
CREATE TABLE IF NOT EXISTS entry (
  stream TEXT NOT NULL, seq INTEGER NOT NULL, world TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  hash TEXT NOT NULL, data BLOB NOT NULL, secret INTEGER NOT NULL, private BLOB, PRIMARY KEY (stream, seq));
CREATE INDEX IF NOT EXISTS entry_withheld ON entry (stream, seq) WHERE secret AND private IS NULL;
DROP INDEX IF EXISTS entry_journal;
CREATE INDEX IF NOT EXISTS entry_told ON entry (stream, seq) WHERE kind IN ('open', 'import');
CREATE INDEX IF NOT EXISTS entry_open ON entry (world, stream) WHERE kind='open';
CREATE INDEX IF NOT EXISTS entry_import ON entry (world) WHERE kind='import';
CREATE INDEX IF NOT EXISTS entry_erase ON entry (id, world, stream, seq) WHERE kind='erase';
CREATE INDEX IF NOT EXISTS entry_retire ON entry (id, stream, seq) WHERE kind='retire';
CREATE INDEX IF NOT EXISTS entry_key ON entry (kind) WHERE kind='key';
CREATE INDEX IF NOT EXISTS entry_about ON entry (id, world, kind);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT);
"""

Params = Sequence[Any] | dict[str, Any]
Derivation = Callable[["Store", Touched], None]
Permit = Callable[["Store", str], None]
Rows = Collection[tuple[str, str, str]]  # (kind, world, id) of records
Kept = Callable[["Store", Rows, Rows, Collection[str]], Mapping[str, Mapping[str, Any]]]
Reaction = Callable[[Any, Touched], None]  # of the act and what it touched


@dataclass(frozen=True)
class Schema:
    """Every kind of record, what is worked out once which kinds changed, and which stream may carry which kind.

    `matrix` maps (role, scope) of a stream to the kinds of entries it may hold; `limits` (role, scope, kind) to whether
    a stream may hold an entry with these open values. `reactions` are what the program writes by itself, at the end of
    the act in which such kinds changed. `permit` raises where an operator may write nothing that travels. `completed` are
    the kinds of which a derivation writes every new row, with what it worked out: no row is written twice. `kept` says,
    in a data file older than an erasing, what private values stay of the records that lose theirs again: {id: values}; it is
    told these, all that went then, and the ids of those that went in part.
    """

    records: Mapping[str, type[Record]]
    derivations: Sequence[tuple[frozenset[str], Derivation]]
    matrix: Mapping[tuple[str, str], frozenset[str]]
    limits: Mapping[tuple[str, str, str], Callable[[Mapping[str, Any]], bool]] = field(default_factory=dict)
    reactions: Sequence[tuple[frozenset[str], Reaction]] = ()
    permit: Permit = lambda _store, _operator: None
    completed: frozenset[str] = frozenset()
    kept: Kept = lambda _store, _lost, _went, _partly: {}

    def digest(self) -> str:
        """What the tables depend on: other declarations, another program deriving from them, or other signs, need other tables."""
        shape: dict[str, Any] = {
            noun: [{field.name: field.column for field in cls.fields.values()}, cls.indexes]
            for noun, cls in self.records.items()
        }
        return digest(json.dumps([__version__, signs.EDITION, shape], sort_keys=True).encode())


@dataclass(frozen=True)
class Identity:
    """Whose folder it is: role 'station' or 'district', its code (world), its name, its public keys."""

    role: str
    world: str
    name: str
    keys: Mapping[str, str]


def living(where: str) -> str:
    """SQL without the voided, unless it names them."""
    return where if "voided" in where else f"({where}) AND voided IS NULL"


class Store:
    """An open data file. Every write goes through `apply`, inside `transaction`."""

    def __init__(self, path: Path, schema: Schema, identity: Identity, *, readonly: bool = False) -> None:
        self.path, self.schema, self.identity, self.readonly = path, schema, identity, readonly
        self.saved: Callable[[], None] = lambda: None  # whenever something is on the disk
        self.doubted = ""  # why nothing is to be written until a person looked
        with trouble(path):
            self.db = connect(path, readonly=readonly)
            try:
                self._open()
            except BaseException:
                self.db.close()
                raise

    def _open(self) -> None:
        version = format_of(self.db)
        if version > FORMAT:
            raise NewerFolder
        if not self.readonly:
            with self.transaction():
                _lay_out(self.db, version)
        self.touched = Touched()  # by what was applied last
        self._read_streams()
        if self.setting("declared") == self.schema.digest():
            return
        if self.readonly:
            raise FolderProblem("这个文件夹的数据表要先按本程序更新一次", then="请关掉正在写入的窗口，运行一次 rebuild")
        with self.transaction():
            self.rebuild()

    def _read_streams(self) -> None:
        """What every fold needs of the journal: who writes each stream, and who had seen what."""
        told = "kind IN ('open', 'import') ORDER BY stream, seq"
        found = list(self.entries(told)) if self.db["entry"].exists() else []
        self.opens = {entry.stream: entry.body["set"] for entry in found if entry.seq == 1}
        self.seen = Seen(found)

    def close(self) -> None:
        """Fold the write-ahead file back into the data file and let go of it."""
        self.db.close() if self.readonly else put_away(self.db)

    # -- reading

    def ask(self, sql: str, params: Params = ()) -> Any:
        """The cursor of a SELECT over the tables; all reading of them goes through it (see whose.Narrowed)."""
        return self.db.execute(sql, params)

    def rows(self, sql: str, params: Params = ()) -> Iterator[dict[str, Any]]:
        """The rows of a SELECT, each as {column: value}."""
        cursor = self.ask(sql, params)
        names = [column[0] for column in cursor.description or ()]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def find(
        self, cls: type[R], where: str = "1", params: Sequence[Any] = (), order: str = "id", limit: int = -1
    ) -> list[R]:
        """Records of a kind. `where` and `order` are SQL over its columns; the voided are left out unless it names them."""
        sql = f'SELECT {cls.columns} FROM "{cls.noun}" WHERE {living(where)} ORDER BY {order} LIMIT {int(limit)}'
        return [cls.from_cells(cells) for cells in self.ask(sql, params)]

    def get(self, cls: type[R], key: Key) -> R | None:
        """The record of (world, id), voided or not; None when there is none."""
        return next(iter(self.find(cls, f"world=? AND id=? AND {VOIDED_TOO}", key)), None)

    def the(self, cls: type[R], key: Key) -> R:
        """The record of a key that is known to be here, as it stands now. Raises KeyError where it is not."""
        if (found := self.get(cls, key)) is None:
            raise KeyError(cls.noun, *key)
        return found

    def entries(self, where: str = "1", params: Sequence[Any] = ()) -> Iterator[Entry]:
        """Entries as stored; `where` is SQL over the entry table and may end in ORDER BY."""
        sql = f"SELECT CAST(data AS BLOB), CAST(private AS BLOB) FROM entry WHERE {where}"
        for data, private in self.db.execute(sql, params):
            try:
                yield read(data, private)
            except Damaged as damaged:
                raise FolderDamaged(damaged.what, safe=UNTOUCHED, then="请用最近的备份恢复") from damaged

    def head(self, stream: str) -> tuple[int, str]:
        """(seq, hash) of a stream's last entry; (0, "") where there is none."""
        sql = "SELECT seq, hash FROM entry WHERE stream=? ORDER BY seq DESC LIMIT 1"
        return tuple(self.db.execute(sql, (stream,)).fetchone() or (0, ""))

    def entry_hash(self, stream: str, seq: int) -> str | None:
        """The hash of an entry; None where it is not held."""
        return _cell(self.db.execute("SELECT hash FROM entry WHERE stream=? AND seq=?", (stream, seq)))

    def setting(self, name: str) -> str | None:
        """A setting of this file, not part of any journal."""
        return _cell(self.db.execute("SELECT value FROM setting WHERE name=?", (name,)))

    # -- writing

    def set(self, name: str, value: str | None) -> None:
        """Keep a setting of this file."""
        self.db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing, on the disk when it ends. Raises the driver's trouble in the clerk's words."""
        with trouble(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.conn.in_transaction:
                    self.db.execute("ROLLBACK")
                self._read_streams()  # what was taken in of streams and who saw what is undone too
                raise
            self.saved()

    def apply(self, entries: Sequence[Entry], filled: Iterable[Entry] = ()) -> Set[str]:
        """The one door: keep whole, already checked entries (and private parts that came later), bring tables up to date.

        Returns the kinds of record that changed. Call inside `transaction`.
        """
        self.db.conn.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)", _rows(entries))
        self.opens |= {entry.stream: entry.body["set"] for entry in entries if entry.seq == 1}
        self.seen.add(entries)
        late = list(filled)
        self.db.conn.executemany(
            "UPDATE entry SET private=? WHERE stream=? AND seq=?", [(e.private, e.stream, e.seq) for e in late]
        )
        return self._bring([*entries, *late], fresh=not late)

    def _bring(self, entries: Sequence[Entry], *, fresh: bool) -> Set[str]:
        touched = table.bring(self, entries, fresh=fresh)
        for nouns, derive in self.schema.derivations:
            if nouns & touched.before.keys():
                derive(self, touched)
        touched.let_go()
        self.touched = touched
        return set(touched.before)

    def take_out(self, firsts: Mapping[str, int]) -> None:
        """Take each of these streams out from an entry on: a branch that is written again elsewhere. Call inside `transaction`."""
        self.db.conn.executemany("DELETE FROM entry WHERE stream=? AND seq>=?", sorted(firsts.items()))
        self.rebuild()

    def rebuild(self) -> None:
        """Make all tables again from the journal, from nothing. Call inside `transaction`."""
        table.make(self)
        self._read_streams()
        for portion in _portions(self):
            self._bring(portion, fresh=True)
        self.set("declared", self.schema.digest())


def _lay_out(db: Any, version: int) -> None:
    """The journal's own tables, where they are not there yet."""
    for statement in JOURNAL.split(";"):
        db.execute(statement)
    if version < FORMAT:  # opening a folder that is up to date leaves its bytes alone
        db.execute(f"PRAGMA user_version={FORMAT}")


def _cell(cursor: Any) -> str | None:
    """The one cell that was asked for; None where there is none."""
    found = cursor.fetchone()
    return found[0] if found else None


def _rows(entries: Iterable[Entry]) -> Iterator[tuple[Any, ...]]:
    """The cells that are kept of each."""
    for entry in entries:
        body = entry.body
        yield (
            body["stream"],
            body["seq"],
            body["world"],
            body["kind"],
            body["id"],
            entry.hash,
            entry.data,
            "private" in body,
            entry.private,
        )


def _portions(store: Store) -> Iterator[list[Entry]]:
    """The whole journal, a part at a time, so that ten years fit a small PC's memory: any order makes the same tables.

    What a derivation completes comes last, with what that reads: by then all it leans on is there, and most of it is made once.
    """
    last = frozenset().union(*(nouns for nouns, _derive in store.schema.derivations if nouns & store.schema.completed))
    for among in ("NOT IN", "IN"):
        entries = store.entries(f"kind {among} ({','.join('?' * len(last))}) ORDER BY rowid", sorted(last))
        while portion := list(islice(entries, PORTION)):
            yield portion

"""Is everything as it was written? The file, the chain, private digests, authority, tables, papers, each told apart."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lianluozhan import attachment, index, table
from lianluozhan.act import full
from lianluozhan.driver import trouble
from lianluozhan.errors import UNTOUCHED, Damaged, FolderDamaged, FolderProblem
from lianluozhan.journal import JOURNAL_KINDS, ZERO, Entry, digest, read
from lianluozhan.store import Store
from lianluozhan.streams import left, own

FROM_BACKUP = "请先停用这个文件夹，用最近的备份恢复，再请区里补发之后的内容"
PAPER = "附件"  # a part: what is wrong there is no matter of the journal
MEND = "请先停用这个文件夹，运行 rebuild：从日志重做数据文件，日志缺的从最近的备份补；补不全会说缺哪些"
REBUILD = "请运行 rebuild 从日志重建，原始记录没有受影响"


class Finding(NamedTuple):
    """One thing that is not as it should be, and what to do."""

    part: str
    what: str
    then: str


class Checked(NamedTuple):
    """What was looked at, and what was found."""

    entries: int
    streams: int
    records: int
    papers: int
    newer: int  # entries of kinds only a newer program knows, kept for it
    findings: tuple[Finding, ...]


Part = Callable[[Store], Iterator[Finding]]


def check(store: Store) -> Checked:
    """Verify the whole folder. Reads everything; writes nothing that stays."""
    findings = [*_told(store, _file), *_told(store, _chain), *_told(store, _known)]
    if not findings:  # tables of a broken chain say nothing
        findings += _told(store, _tables) or _told(store, _index)
    findings += _told(store, _paper_files) + _told(store, _papers)
    newer = "','".join([*store.schema.records, *JOURNAL_KINDS])
    return Checked(
        _count(store, "SELECT count(*) FROM entry"),
        _count(store, "SELECT count(DISTINCT stream) FROM entry"),
        sum(_count(store, f'SELECT count(*) FROM "{noun}"') for noun in store.schema.records),
        len(_held(store)),
        _count(store, f"SELECT count(*) FROM entry WHERE kind NOT IN ('{newer}')"),
        tuple(findings),
    )


def _told(store: Store, part: Part) -> list[Finding]:
    """What one part of the check finds; that it cannot even be read is a finding too."""
    found: list[Finding] = []
    try:
        with trouble(store.path):
            found.extend(part(store))
    except FolderProblem as problem:
        found.append(Finding("文件", problem.what, MEND))
    return found


def _count(store: Store, sql: str) -> int:
    try:
        with trouble(store.path):
            return store.db.execute(sql).fetchone()[0]
    except FolderProblem:  # a finding by now
        return 0


def whole(store: Store) -> None:
    """The data file itself is sound, whatever stands in it. Raises FolderDamaged."""
    for finding in _told(store, _file):
        raise FolderDamaged(finding.what, safe=UNTOUCHED, then=finding.then)


def _file(store: Store) -> Iterator[Finding]:
    for (said,) in store.db.execute("PRAGMA integrity_check(5)"):
        if said != "ok":
            yield Finding("文件", f"station.db 内部损坏（{said}）", MEND)


def _chain(store: Store) -> Iterator[Finding]:
    """Every entry is what its hash says and follows the one before it; its writer may write its kind."""
    sql = "SELECT stream, seq, hash, CAST(data AS BLOB), CAST(private AS BLOB), world, kind, id, secret FROM entry ORDER BY 1, 2"
    previous: tuple[str, int, str] = ("", 0, ZERO)
    for stream, seq, hash, data, private, *said in store.db.execute(sql):
        place = f"日志 {stream} 第 {seq} 条"
        expected = (previous[1] + 1, previous[2]) if stream == previous[0] else (1, ZERO)
        previous = stream, seq, hash
        try:
            entry = read(data, private)
        except Damaged as damaged:
            yield Finding("日志", f"{place}读不懂（{damaged.what}）", FROM_BACKUP)
            continue
        body = entry.body
        kept = [body["world"], body["kind"], body["id"], "private" in body]
        if digest(data) != hash or entry.place != (stream, seq) or said != kept:
            yield Finding("日志", f"{place}被改动过", FROM_BACKUP)
        elif (seq, body["prev"]) != expected:
            yield Finding("日志", f"{place}接不上前一条", FROM_BACKUP)
        elif not _allowed(store, entry):
            yield Finding("日志", f"{place}是它的写入方无权写的（{body['kind']}）", FROM_BACKUP)


def _allowed(store: Store, entry: Entry) -> bool:
    opening = store.opens.get(entry.stream, {})
    kinds = store.schema.matrix.get((opening.get("role"), opening.get("scope")))
    known = store.schema.records.keys() | JOURNAL_KINDS
    return kinds is not None and (entry.body["kind"] in kinds or entry.body["kind"] not in known)


def _known(store: Store) -> Iterator[Finding]:
    """What our own streams must have: the end of each act, every private part not erased, all they say was received."""
    # What came back from the district may lack its private part.
    upto = {end["stream"]: end["seq"] for end in left(store).values()}
    for stream in sorted({*own(store).values(), *upto}):
        for entry in store.entries("stream=? AND kind IN ('open', 'import') ORDER BY seq", (stream,)):
            for other, (seq, _full, hash) in entry.heads.items():
                if store.entry_hash(other, seq) != hash:
                    yield Finding("日志", f"日志 {other} 收到过第 {seq} 条，现在没有了", FROM_BACKUP)
        last = upto.get(stream, store.head(stream)[0])
        if (held := full(store, stream, last)) < last:
            yield Finding("日志", f"日志 {stream} 第 {held + 1} 条的保密部分不见了", FROM_BACKUP)
        if not next(store.entries("stream=? AND seq=?", (stream, last))).body.get("end"):
            yield Finding("日志", f"日志 {stream} 最后一步只有一半", FROM_BACKUP)


class _Undo(Exception):
    """Ends the trial rebuild; nothing of it stays."""


def _tables(store: Store) -> Iterator[Finding]:
    """The tables are what the journal makes: rebuilt in a transaction that is given up, and compared by content."""
    kept = contents(store)
    made: dict[str, array] = {}
    try:
        with store.transaction():
            store.rebuild()
            made = contents(store)
            raise _Undo
    except _Undo:
        pass
    for name, rows in kept.items():
        if rows != made[name]:
            wrong = len(set(rows) ^ set(made[name]))
            yield Finding("数据表", f"{name} 有 {wrong} 处与日志不一致", REBUILD)


def _index(store: Store) -> Iterator[Finding]:
    for noun, wrong in index.faults(store):
        yield Finding("数据表", f"查找用的索引里 {noun} 有 {wrong} 条对不上", REBUILD)


def contents(store: Store) -> dict[str, array]:
    """{table: 64 bits for each of its rows, in their order}, of all tables that the journal makes; the rows themselves would
    fill the memory.

    Of a row's text, not of its values: nobody can make another text with the same, as its hash has a key that every process
    draws anew, while numbers have none (-1 and -2 are one).
    """
    names = [*store.schema.records, *table.SHARED]
    return {
        name: array("q", sorted(hash(repr(row)) for row in store.db.execute(f'SELECT * FROM "{name}"')))
        for name in names
    }


def _held(store: Store) -> dict[str, Path]:
    """{digest: file} of the papers in the files that can be read."""
    held: dict[str, Path] = {}
    for path in attachment.files(store.path.parent):
        with suppress(FolderProblem):
            held |= dict.fromkeys(attachment.within(path), path)
    return held


def _paper_files(store: Store) -> Iterator[Finding]:
    for path in attachment.files(store.path.parent):
        try:
            attachment.within(path)
        except FolderProblem as problem:
            yield Finding(PAPER, problem.what, "请从备份里取回这个文件")


def _papers(store: Store) -> Iterator[Finding]:
    held = _held(store)
    for noun, id, paper in attachment.named(store):
        called = f"{store.schema.records[noun].label}的附件 {paper['name']}"
        path = held.get(paper["digest"])
        if path is None:
            yield Finding(PAPER, f"{called} 不在这里（{id}）", attachment.PAPER_AGAIN)
        elif digest(attachment.paper_in(path, paper["digest"]) or b"") != paper["digest"]:
            yield Finding(PAPER, f"{called} 的内容被改动或损坏（{id}）", attachment.PAPER_AGAIN)

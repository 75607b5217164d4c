"""What was erased leaves the files too: papers, drafts, free pages, what is written ahead; erased.json tells older copies.

The journal's door (lianluozhan/table.py) notes what it took away in the transaction that took it; what is left to do
beside the data file can stop anywhere and is gone on with when the folder is opened next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from lianluozhan import attachment, clock
from lianluozhan.act import WITHHELD, acting, not_ours
from lianluozhan.beside import save
from lianluozhan.draft import FORM
from lianluozhan.driver import trouble
from lianluozhan.erased import with_private
from lianluozhan.errors import Problem
from lianluozhan.journal import ERASE, digest
from lianluozhan.store import Store
from lianluozhan.table import NAMED, SWEPT, chunks, swept

FILE = "erased.json"
# What is not in the open: private parts, and what is being written.
KEPT_APART = """
    SELECT CAST(private AS BLOB) FROM entry WHERE private IS NOT NULL
    UNION ALL SELECT CAST(value AS BLOB) FROM setting WHERE name LIKE 'draft %'"""
TOLD = (
    "erased told"  # a setting: the erased.json this data file agrees with; an older data file agrees with an older one
)
OWED = "erased again"  # a setting: what an older data file lost again, to be told by who may write: {records, rest: {id: values}}
Block = dict[str, Any]  # {at, heads: {stream: seq}, records: [[kind, world, id]], papers: [digest],
# partly: [id]}: erased at one time


def file_of(place: Path, world: str) -> Path:
    """The same list beside backups, where those of several folders may lie."""
    return place / f"erased-{world}.json"


def read(file: Path) -> list[Block]:
    """What a list says was erased; nothing where there is none that can be read."""
    try:
        return [block for block in json.loads(file.read_text("utf-8"))["erased"] if _sound(block)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _sound(block: Any) -> bool:
    if not isinstance(block["heads"], dict) or not all(
        isinstance(row, list) and len(row) == 3 for row in block["records"]
    ):
        return False
    partly = block.get("partly", [])
    if not isinstance(partly, list):
        return False
    texts = [
        *partly,
        *(part for row in block["records"] for part in row),
        *block["papers"],
        *block["heads"],
        block["at"],
    ]
    return all(isinstance(text, str) for text in texts) and all(type(seq) is int for seq in block["heads"].values())


def papers(blocks: Iterable[Block]) -> set[str]:
    """The digests of the papers that were erased."""
    return {paper for block in blocks for paper in block["papers"]}


def told_to(file: Path, blocks: Iterable[Block]) -> None:
    """Have a list say this too."""
    held = read(file)
    if more := [block for block in blocks if not any(_same(block, one) for one in held)]:
        save(file, {"erased": [*held, *more]})


def _same(one: Block, other: Block) -> bool:
    """Whether it is told again only because the first time was cut short."""
    return {**one, "at": ""} == {**other, "at": ""}


def finish(store: Store) -> bool:
    """Bring the files after what the journal has erased. Whether all is done; what another program hinders is done later.

    Raises FolderProblem where the disk hinders it; nothing is lost, and it is gone on with when the folder is opened next.
    """
    waiting = json.loads(store.setting(SWEPT) or "null")
    if not waiting:
        return True
    folder = store.path.parent
    with trouble(store.path):
        gone = set(waiting["papers"]) - _named(store)
        told_to(folder / FILE, _blocks(store, waiting["records"], gone))
        for file in attachment.files(folder):
            _take_out(file, gone)
        with store.transaction():
            _drop_drafts(store, waiting["records"])
        if not _clean(store):
            return False
        with store.transaction():
            store.set(SWEPT, None)
            store.set(TOLD, _digest(folder))
    return True


def _blocks(store: Store, records: list[list[str]], gone: set[str]) -> list[Block]:
    """What was erased, act by act: up to what was seen when it was, so that what was written again since stays."""
    last: dict[str, tuple[str, str, int]] = {}
    for marks, ids in chunks({id for _noun, _world, id in records}):
        sql = f"""
            SELECT id, json_extract(data, '$.act_id'), stream, seq FROM entry
            WHERE kind=? AND id IN ({marks}) ORDER BY json_extract(data, '$.at')"""
        last |= {id: (act, stream, seq) for id, act, stream, seq in store.db.execute(sql, [ERASE, *ids])}
    acts: dict[tuple[str, str], list[list[str]]] = {}
    for row in records:
        act, stream, _seq = last.get(row[2], ("", "", 0))
        acts.setdefault((act, stream), []).append(row)
    heads = {stream: store.head(stream)[0] for (stream,) in store.db.execute("SELECT DISTINCT stream FROM entry")}
    partly = _partly(store, last)
    found: list[Block] = []
    for (_act, stream), rows in sorted(acts.items()):
        seen = {stream: max(last[id][2] for _noun, _world, id in rows)} if stream else {}
        block: Block = {"at": clock.now(), "heads": heads | seen, "records": rows}
        block |= {"papers": sorted(gone) if not found else [], "partly": sorted({row[2] for row in rows} & partly)}
        found.append(block)
    return found


def _partly(store: Store, last: Mapping[str, tuple[str, str, int]]) -> set[str]:
    """The records of which something was written again in the very act that erased them."""
    found: set[str] = set()
    for marks, ids in chunks(last.keys()):
        rows = store.db.execute(
            f"SELECT id, json_extract(data, '$.act_id') FROM entry WHERE secret AND id IN ({marks})", ids
        )
        found |= {id for id, act in rows if act == last[id][0]}
    return found


def _named(store: Store) -> set[str]:
    """The digests of all papers that some entry, or a draft, still names."""
    rows = store.db.execute(KEPT_APART)
    return {one.decode() for (data,) in rows for one in NAMED.findall(data)}


def _take_out(file: Path, gone: set[str]) -> None:
    """Papers leave their file for good: not even its free pages have them, nor those that what is written ahead only covers."""
    ahead = file.with_name(f"{file.name}-wal")
    if gone.isdisjoint(attachment.within(file)) and not ahead.exists():
        return
    with attachment.written(file) as database:
        database.conn.executemany("DELETE FROM paper WHERE digest=?", [(one,) for one in sorted(gone)])
        database.execute("VACUUM")


def _drop_drafts(store: Store, records: Iterable[Sequence[str]]) -> None:
    """What was begun about them goes; of a record that stays in part only the changes of itself."""
    drafts = store.db.execute("SELECT name, value FROM setting WHERE name LIKE 'draft %'").fetchall()
    for noun, _world, id in records:
        of = (f"draft {noun} ", f"draft {FORM}{noun} ") if with_private(store, noun, [id]) else "draft "
        for name in [name for name, value in drafts if name.startswith(of) and (id in name or id in (value or ""))]:
            store.db.execute("DELETE FROM setting WHERE name=?", (name,))


def _clean(store: Store) -> bool:
    """No page, free or ahead of the file, has what was erased. False while another program reads an older state."""
    store.db.execute("VACUUM")
    return store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


# -- older copies


def resume(store: Store) -> None:
    """When a folder is opened: go on with what was begun, and erase again what erased.json says and an older data file has."""
    with trouble(store.path):
        repeat(store)
    with suppress(Problem):  # the disk is full, another program reads: the next time
        finish(store)


def again(store: Store) -> None:
    """The same in a copy that nobody has opened yet: its first reader sees nothing of it, its first writer tells."""
    _repeat(store)
    finish(store)


def repeat(store: Store) -> None:
    """Erase again, up to the heads that were seen then, what a data file older than erased.json still has."""
    _repeat(store)
    if store.setting(OWED) and not store.doubted:
        with suppress(Problem):  # who may only read leaves it to the next
            _tell(store)


def _repeat(store: Store) -> None:
    told = _digest(store.path.parent)
    if told is not None and told != store.setting(TOLD):
        found = [(block, rows) for block in read(store.path.parent / FILE) if (rows := _unstruck(store, block))]
        if found:
            _strike(store, found)
        with store.transaction():
            store.set(TOLD, told)


def _unstruck(store: Store, block: Block) -> list[tuple[str, str, str, str, int]]:
    """(kind, world, id, stream, seq) of the entries whose private part was erased at that time and is here."""
    wanted, found = {tuple(row) for row in block["records"]}, []
    for marks, ids in chunks({id for _noun, _world, id in wanted}):
        sql = f"SELECT kind, world, id, stream, seq FROM entry WHERE private IS NOT NULL AND id IN ({marks})"
        found += [
            row for row in store.db.execute(sql, ids) if row[:3] in wanted and row[4] <= block["heads"].get(row[3], 0)
        ]
    return found


def _strike(store: Store, found: Sequence[tuple[Block, list[tuple[str, str, str, str, int]]]]) -> None:
    """Take the private parts out where the entry that erased them is not here; note what is to be told, and what of it stays."""
    records = sorted({row[:3] for _block, rows in found for row in rows})
    went = {tuple(row) for block, _rows in found for row in block["records"]}
    partly = {id for block, _rows in found for id in block.get("partly", ())}
    owed = json.loads(store.setting(OWED) or '{"records": [], "rest": {}}')
    owed = {
        "records": [row for row in map(tuple, owed["records"]) if row not in records] + records,
        "rest": owed["rest"] | store.schema.kept(store, records, went, partly),
    }
    places: dict[str, set[int]] = {}
    for *_record, stream, seq in (row for _block, rows in found for row in rows):
        places.setdefault(stream, set()).add(seq)
    with store.transaction():
        for stream, seqs in places.items():
            store.set(WITHHELD.format(stream), json.dumps(sorted(not_ours(store, stream) | seqs)))
            store.db.conn.executemany(
                "UPDATE entry SET private=NULL WHERE stream=? AND seq=?", [(stream, seq) for seq in sorted(seqs)]
            )
        swept(store, records, {paper for block, _rows in found for paper in block["papers"]})
        store.set(OWED, json.dumps(owed, ensure_ascii=False) if store.identity.role == "station" else None)
        store.rebuild()


def _tell(store: Store) -> None:
    """Our entries say it again, so that the district hears of it; what is others' in those records is written again."""
    owed = json.loads(store.setting(OWED) or "null")
    with acting(store, ERASE) as act:
        for noun, world, id in owed["records"]:
            act.record(ERASE, id, {"of": noun}, world)
        for noun, world, id in owed["records"]:
            if rest := owed["rest"].get(id):
                act.write(store.schema.records[noun], id, rest, world)
        store.set(OWED, None)


def _digest(folder: Path) -> str | None:
    try:
        return digest((folder / FILE).read_bytes())
    except OSError:
        return None

"""The papers of the daily backups, each kept once beside them: photos are the most of a folder and never change.

附件-<code>-<mark>.db     digest → bytes, under the key the folder's data files had; another key, another file
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lianluozhan import attachment
from lianluozhan.driver import Database
from lianluozhan.errors import FolderDamaged
from lianluozhan.journal import digest

Listed = Mapping[str, list[str]]  # {papers-<year>.db: the digests in it}


def name_of(world: str, key: str) -> str:
    """What the file of papers under a key is called; the mark tells keys apart and gives none away."""
    return f"附件-{world}-{digest(f'attic {key}'.encode())[:8]}.db"


def add(folder: Path, to: Path, key: str, erased: Collection[str] = ()) -> dict[str, list[str]]:
    """Bring the papers of a folder that are not there yet; each is read back. {papers-<year>.db: digests}.

    What was erased leaves the file for good.
    """
    listed = {file.name: attachment.within(file) for file in attachment.files(folder)}
    with attachment.written(to, key) as kept:
        have = {name for (name,) in kept.execute("SELECT digest FROM paper")}
        for file, names in listed.items():
            for name in set(names) - have:
                kept.execute(
                    "INSERT OR IGNORE INTO paper VALUES (?, ?)", (name, attachment.paper_in(folder / file, name))
                )
                _sound(kept, name, to)
        if gone := have & set(erased) - {name for names in listed.values() for name in names}:
            kept.conn.executemany("DELETE FROM paper WHERE digest=?", [(name,) for name in sorted(gone)])
            kept.execute("VACUUM")
    return listed


def lacking(file: Path, key: str, listed: Listed) -> list[str]:
    """Which of these digests are not in the file."""
    wanted = [name for names in listed.values() for name in names]
    have = set(attachment.within(file, key)) if wanted and file.exists() else set()
    return [name for name in wanted if name not in have]


def bring(file: Path, key: str, listed: Listed, folder: Path) -> None:
    """Write the papers of a backup into the folder made from it. Raises FolderDamaged where one is not what it was."""
    with attachment.reading(file, key) as kept:
        for name, digests in listed.items():
            with attachment.written(folder / name, key) as papers, papers.atomic():
                for one in digests:
                    papers.execute("INSERT OR IGNORE INTO paper VALUES (?, ?)", (one, _sound(kept, one, file)))


def purge(place: Path, world: str, wanted: Iterable[str]) -> None:
    """Take away the files of papers no backup that is left needs."""
    needed = set(wanted)
    for file in place.glob(f"附件-{world}-????????.db"):
        if file.name not in needed:
            with suppress(OSError):  # held by another program: the next time
                file.unlink()


def _sound(kept: Database, name: str, file: Path) -> bytes:
    row = kept.execute("SELECT data FROM paper WHERE digest=?", (name,)).fetchone()
    if row is None or digest(row[0]) != name:
        raise FolderDamaged(f"{file.name} 里有一份附件和存入的时候不一样了", then="请检查磁盘，换一个地方再备份一次")
    return row[0]

"""One file that holds a whole data folder, and the folder made again from it in one step.

A restored folder never goes on in the streams of the one it was copied from: somebody may still be writing there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import attachment, attic, backup_file, clock, folder, password, sweep, vault
from lianluozhan.backup_file import ATTIC, EARLIER, MEMBER, PAPERS, guarded, pack, unpack
from lianluozhan.driver import trouble
from lianluozhan.errors import FolderDamaged, FolderProblem, Locked, WrongPassword
from lianluozhan.folder import CARD, DATABASE
from lianluozhan.rekey import under
from lianluozhan.schema import SCHEMA
from lianluozhan.streams import BESIDE, REPLACES
from lianluozhan.vault import Keys
from lianluozhan.whereabouts import MACHINE, whereabouts
from lianluozhan.workroom import workroom

OF_ITS_DAY = f"请写上备份那天的密码，或那时的{password.CODE_WORD}"
PLACE = "备份"  # in the data folder, where no other place is named
STAMP = re.compile(r"-(\d{8}-\d{6})")  # in its name, when it was made
A_DAY = 24 * 3600  # seconds
STILL_USED = "原来的电脑还在用，这是第二台"


class Kept(NamedTuple):
    """A backup: its file, bytes, whose folder it is of, how many entries of the journal."""

    path: Path
    size: int
    name: str
    entries: int


def backup(path: Path, to: Path | None = None, *, papers: bool = True) -> Kept:
    """Copy a data folder into one file, which is then opened to be sure. Works while the folder is written to.

    Without `papers` they are kept once beside all backups of that place (lianluozhan/attic.py).
    Raises FolderProblem, leaving no half-made file.
    """
    to = Path(to or path / PLACE)
    with folder.opened(path, SCHEMA, write=False) as store:
        whose = store.identity
    file = _free(to, whose.world, datetime.now())
    part = file.with_suffix(".part")
    with trouble(file):
        to.mkdir(parents=True, exist_ok=True)
        erased = sweep.read(path / sweep.FILE)
        sweep.told_to(sweep.file_of(to, whose.world), erased)  # what the older backups there still have
        about = {"format": backup_file.FORMAT, "world": whose.world, "name": whose.name, "made_at": clock.now()}
        if not papers:
            key = vault.file_keys(path)[-1]
            beside = to / attic.name_of(whose.world, key)
            about |= {
                "format": backup_file.BESIDES,
                ATTIC: beside.name,
                PAPERS: attic.add(path, beside, key, sweep.papers(erased)),
            }
        try:
            with workroom(to) as room:
                pack(path, about, room, part)
                kept = _verified(part, room / "again", lambda copy: vault.lend(path, copy))
            os.replace(part, file)
        finally:
            part.unlink(missing_ok=True)
    return kept._replace(path=file)


def _free(to: Path, world: str, at: datetime) -> Path:
    """The file of a backup made now; of two in one second the later is named after the next."""
    while any(to.glob(f"{(stem := f'{PLACE}-{world}-{at:%Y%m%d-%H%M%S}')}*.zip")):
        at += timedelta(seconds=1)
    return to / f"{stem}.zip"


def to_come(at: datetime) -> bool:
    """Whether something is dated after now: by a clock that was wrong then, or is now."""
    return at.timestamp() > time.time() + A_DAY


def kept_in(path: Path) -> list[Path]:
    """The backups of a data folder that lie in it, the newest first; those dated to come last, nobody knows of when they are."""
    found = sorted((path / PLACE).glob(f"{PLACE}-*.zip"), key=lambda file: file.name, reverse=True)
    return sorted(found, key=_to_come)


def _to_come(file: Path) -> bool:
    with suppress(ValueError):
        if stamp := STAMP.search(file.name):
            return to_come(datetime.strptime(stamp[1], "%Y%m%d-%H%M%S"))
    return False


def newest(path: Path) -> Path | None:
    """The newest backup of a data folder that lies in it."""
    return next(iter(kept_in(path)), None)


def unlocked(path: Path) -> list[Path]:
    """The backups in a data folder that were made before it had passwords: anybody can read them."""
    return [file for file in sorted((path / PLACE).glob(f"{PLACE}-*.zip")) if not guarded(file)]


def _verified(file: Path, room: Path, unlock: Callable[[Path], object], *, whole: bool = False) -> Kept:
    """Unpack it and open what came out: a backup that nobody opened is none. Papers beside it are there; `whole` brings them."""
    about = unpack(file, room)
    try:
        unlock(room)
        if ATTIC in about:
            _beside(file, about, room, whole=whole)
        return _read_through(file, room)
    finally:
        vault.lock(room)


def _beside(file: Path, about: Mapping[str, Any], room: Path, *, whole: bool) -> None:
    key, papers = vault.file_keys(room)[-1], file.with_name(Path(about[ATTIC]).name)
    lacking = attic.lacking(papers, key, about[PAPERS])
    erased = sweep.papers(_erased(file, about["world"])).intersection(lacking)
    if missing := set(lacking) - erased:
        raise FolderProblem(
            f"{file.name} 的附件应该在旁边的 {papers.name} 里，缺 {len(missing)} 份",
            then="请把这两个文件放在同一个文件夹里再试；" + EARLIER,
        )
    if whole and any(about[PAPERS].values()):
        wanted = {
            name: [one for one in digests if one not in erased]
            for name, digests in about[PAPERS].items()
            if MEMBER.fullmatch(name)
        }
        attic.bring(papers, key, wanted, room)


def _erased(file: Path, world: str) -> list[sweep.Block]:
    """What was erased since, as the folder the backup lies in, or the place it lies in, has it."""
    lists = [sweep.file_of(file.parent, world)]
    with suppress(FolderProblem):
        if file.parent.name == PLACE and folder.world_of(file.parent.parent) == world:
            lists.append(file.parent.parent / sweep.FILE)
    return [block for one in lists for block in sweep.read(one)]


def _read_through(file: Path, room: Path) -> Kept:
    folder.fit(room, SCHEMA)
    with folder.opened(room, SCHEMA, write=False) as store:
        entries = store.db.execute("SELECT count(*) FROM entry").fetchone()[0]
        if store.db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise FolderDamaged(f"{file.name} 里的数据读不通", then=EARLIER)
        kept = Kept(file, file.stat().st_size, store.identity.name, entries)
    for papers in attachment.files(room):
        attachment.within(papers)
    return kept


def restore(
    file: Path, to: Path, *, beside: bool = False, word: str = "", by: Keys | None = None, like: Path | None = None
) -> Kept:
    """Make a data folder again from a backup, in a place that is new or empty; its next entry opens new streams.

    `beside`: the folder it is of goes on being used, this is a further PC; so it is taken on another machine. One with
    passwords opens with a `word` of its day, or `by` its district's keys; it keeps them.
    `like` is the folder it is of, open here. Raises FolderProblem; then nothing is left in that place.
    """
    file, to = Path(file), Path(to)

    def opens(copy: Path) -> None:
        if like:
            _lent(like, copy)
        else:
            unlock(copy, word, by)
        erased = _erased(file, folder.world_of(copy))
        sweep.told_to(copy / sweep.FILE, erased + (sweep.read(like / sweep.FILE) if like else []))

    with trouble(to / DATABASE):
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise folder.occupied(to)
        to.parent.mkdir(parents=True, exist_ok=True)
        with workroom(to.parent) as room:
            fresh = room / "folder"
            kept = _verified(file, fresh, opens, whole=True)
            _from_nowhere(fresh / CARD, to, beside=beside)
            for leftover in fresh.glob("*.db-*"):
                leftover.unlink()
            if to.exists():
                to.rmdir()
            shutil.move(fresh, to)
    return kept._replace(path=to)


def unlock(copy: Path, word: str, by: Keys | None) -> None:
    """Open a copy of a folder with a word of its day, or by its district's keys. Raises Locked."""
    if not vault.doors(copy):
        return
    if word:
        try:
            password.unlock(copy, word)
        except WrongPassword as wrong:  # of a copy that goes away again no tries are counted
            raise WrongPassword(
                wrong.what, then=f"{OF_ITS_DAY}；后来换的新密码打不开它。也请看看大小写和输入法", safe=""
            ) from None
    elif by:
        vault.unlock(copy, by.identities())
    else:
        raise Locked("这个备份设了密码", then=OF_ITS_DAY)


@contextmanager
def inside(file: Path, like: Path) -> Iterator[Path]:
    """What a backup holds, unpacked for as long as the block runs and opened like the folder it is of."""
    with workroom(like) as above:
        room = above / "again"
        unpack(file, room)
        try:
            _lent(like, room)
            yield room
        finally:
            vault.lock(room)


def _lent(like: Path, copy: Path) -> None:
    """Open it like the folder it is of. Raises Locked where that has got another key since."""
    vault.lend(like, copy)
    if not any(under(copy / DATABASE, key) for key in vault.file_keys(copy)):
        raise Locked(
            "这个备份是换密码或恢复码以前做的，现在的钥匙打不开它",
            then="请马上再备份一次，用新的那一份；要旧的这一份，恢复时写上它那天的密码",
        )


def _from_nowhere(card: Path, to: Path, *, beside: bool) -> None:
    """Of no machine, volume or place: whoever opens it has moved, and leaves the streams behind (design §6, Streams)."""
    kept = json.loads(card.read_text("utf-8"))
    elsewhere = kept["machine"] != whereabouts(to.parent)[MACHINE]
    kept |= dict.fromkeys(whereabouts(to.parent), "") | {folder.HOW: BESIDE if beside or elsewhere else REPLACES}
    card.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")

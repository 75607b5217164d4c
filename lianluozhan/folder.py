"""The data folder: made once for a station or a district, opened by one writer at a time, recognised when moved.

folder.json   whose it is, how far our streams had come, on which machine, volume and place
keys.json     its own keys
station.db    journal and tables        papers-<year>.db   attached papers
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from lianluozhan import __version__, doubt, rekey, sweep
from lianluozhan.beside import no_link, save
from lianluozhan.driver import read_only, trouble, writable
from lianluozhan.errors import FolderBusy, FolderDamaged, FolderProblem, NewerFolder, NoFolder
from lianluozhan.rekey import DATABASE
from lianluozhan.store import Identity, Schema, Store
from lianluozhan.streams import BESIDE, RENEWED, REPLACES, leave, own
from lianluozhan.vault import KEYS, Keys, doors, keep, ring
from lianluozhan.whereabouts import PLACE, whereabouts
from lianluozhan.workroom import clear

FORMAT = 1  # of folder.json and of what lies beside it
CARD, LOCK = "folder.json", "folder.lock"
# Of a folder: its town's or district's, or one people agreed on; files are named after it.
CODE = re.compile(r"[0-9A-Za-z]{4,20}")
WORLD = re.compile(f"(?:示例-)?{CODE.pattern}")  # a made-up folder's begins so, that every real district refuses it
PROGRAM = "program"  # in folder.json: the newest version that has written here; an older one keeps its hands off
MARK = "folder.seq"  # while it is open, how far our streams came with the last save: should what is written ahead of the data file vanish
HOW = "how"  # in folder.json, until it is opened: how a restored folder's streams go on


def make(path: Path, schema: Schema, role: str, world: str, name: str) -> None:
    """Make a data folder. Refused where one is already, or where other files lie."""
    with trouble(path / DATABASE):
        there = next(part for part in (path, *path.absolute().parents) if part.exists())
        if not writable(there):
            raise read_only(there)
        path.mkdir(parents=True, exist_ok=True)
        if (path / CARD).exists():
            raise FolderProblem(f"{path} 里已经有一个数据文件夹", then="请换一个空文件夹，或直接打开它")
        if any(path.iterdir()):
            raise occupied(path)
        keys = Keys.make()
        keys.save(path / KEYS)
        store = Store(path / DATABASE, schema, Identity(role, world, name, keys.public()))
        card = {
            "format": FORMAT,
            "role": role,
            "world": world,
            "name": name,
            **whereabouts(path),
            PROGRAM: __version__,
            "seq": {},
        }
        save(path / CARD, card)
        store.close()


def name_of(path: Path) -> str:
    """Whose folder it is; readable before anybody opened it. Raises FolderProblem."""
    return card_of(path)["name"]


def world_of(path: Path) -> str:
    """Its code. Raises FolderProblem."""
    return card_of(path)["world"]


def occupied(path: Path) -> FolderProblem:
    """What to say of a place where other files lie."""
    return FolderProblem(f"{path} 里已有别的文件", then="请换一个空文件夹")


@contextmanager
def opened(path: Path, schema: Schema, *, write: bool = True) -> Iterator[Store]:
    """The store of a data folder, for as long as the block runs; reading works while another program writes.

    Raises FolderProblem; Locked where it has passwords and none was given yet (lianluozhan/password.py).
    """
    card = card_of(path)
    identity = Identity(card["role"], card["world"], card["name"], ring(path).keys.public())
    if not write:
        store = Store(path / DATABASE, schema, identity, readonly=True)
        try:
            with trouble(path / DATABASE):
                _check_keys(store)
            yield store
        finally:
            store.close()
        return
    with alone(path):
        if rekey.under_way(path):
            rekey.finish(path)
        store = Store(path / DATABASE, schema, identity)
        try:
            with trouble(path / DATABASE):
                _settle_keys(store, path)
                _recognise(store, path, card)
                store.doubted, store.saved = doubt.of_clock(store), lambda: _mark(store)
                sweep.resume(store)
            clear(path)
            try:
                yield store
            finally:
                # All is in the data file; folder.json may lag behind it, never run ahead.
                with suppress(FolderProblem), trouble(path / DATABASE):
                    _note(store, path, card)
                    (path / MARK).unlink(missing_ok=True)
        finally:
            store.close()


def fit(path: Path, schema: Schema) -> None:
    """Bring the tables of a copy nobody else knows up to this program: one that another version made has other tables;
    what was erased since it was made leaves it.

    Its streams stay as they are. Raises FolderProblem, Locked.
    """
    card = card_of(path)
    store = Store(
        path / DATABASE, schema, Identity(card["role"], card["world"], card["name"], ring(path).keys.public())
    )
    try:
        with trouble(path / DATABASE):
            sweep.again(store)
    finally:
        store.close()


def card_of(path: Path) -> dict[str, Any]:
    """What folder.json says. Raises NoFolder, FolderDamaged, NewerFolder."""
    try:
        card = json.loads((path / CARD).read_text("utf-8"))
        newer = card["format"] > FORMAT
        known = all(isinstance(card[key], str) for key in ("role", "world", "name", "machine", "volume"))
        known = known and all(type(seq) is int for seq in card["seq"].values()) and bool(WORLD.fullmatch(card["world"]))
        ahead = _order(card.get(PROGRAM, "0")) > _order(__version__)
    except (FileNotFoundError, NotADirectoryError):
        raise NoFolder(f"{path} 不是联络站的数据文件夹", then="请选对文件夹，或用 init 新做一个") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise FolderDamaged(f"{path} 里的 {CARD} 已损坏", then="请从备份恢复") from None
    if newer or ahead:
        raise NewerFolder(card[PROGRAM] if ahead else "")
    if not known or not (path / DATABASE).exists():
        raise FolderDamaged(f"{path} 里的数据文件不全", then="请从备份恢复")
    return card


def _order(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """No other program writes in the folder while the block runs. Raises FolderBusy."""
    if not writable(path):
        raise read_only(path)
    lock = FileLock(path / LOCK, timeout=0)
    with trouble(path / DATABASE):
        try:
            lock.acquire()
        except Timeout:
            raise FolderBusy(
                "这个文件夹正由另一个窗口或程序写入", then="请先关掉那边再做一次；只查看不受影响"
            ) from None
    try:
        yield
    finally:
        lock.release()


def _settle_keys(store: Store, path: Path) -> None:
    """Where the program died while keys were renewed: the journal says whether the new ones are ours already."""
    held = ring(path)
    if held.next:
        ours = store.setting(RENEWED) == held.next.public()["sign"]
        settle(path, held.next if ours else held.keys)
        store.identity = replace(store.identity, keys=ring(path).keys.public())
    _check_keys(store)


def settle(path: Path, keys: Keys) -> None:
    """These are the folder's keys, and no others are on their way."""
    with trouble(path / KEYS):
        keep(path, ring(path)._replace(keys=keys, next=None), doors(path))


def _check_keys(store: Store) -> None:
    """Whether keys.json is the one of this database, not that of an older backup."""
    renewed, held = store.setting(RENEWED), ring(store.path.parent)
    if renewed and renewed not in [keys.public()["sign"] for keys in (held.keys, held.next) if keys]:
        raise FolderDamaged(
            f"{KEYS} 是换钥匙以前的，与这里的数据对不上", then=f"请从换过钥匙以后的备份里取回 {KEYS}，再打开一次"
        )


def _recognise(store: Store, path: Path, card: dict[str, Any]) -> None:
    """Leave our streams where this is another machine or volume, a copy, or an older file than it had been: two hands
    must never write one stream (design §6, Streams). The next write opens new ones."""
    behind = {stream: seq for stream, seq in how_far(path, card).items() if store.head(stream)[0] < seq}
    other = [part for part, here in whereabouts(path).items() if card.get(part, here) != here]
    if behind or (other and own(store)):
        how = card.pop(HOW, BESIDE if other == [PLACE] else REPLACES)
        with store.transaction():
            leave(store, own(store).values(), how)
            if behind:
                doubt.note_short(store, behind)
    card.pop(HOW, None)
    _note(store, path, card)
    _mark(store)


def how_far(path: Path, card: dict[str, Any]) -> dict[str, int]:
    """How far our streams had come: by folder.json when it was closed, or by what was noted after a save since."""
    noted: dict[str, int] = {}
    # Cut in the middle: then only folder.json knows.
    with suppress(OSError, ValueError, AttributeError, TypeError, OverflowError):
        noted = {stream: int(seq) for stream, seq in json.loads((path / MARK).read_text("utf-8")).items()}
    return {stream: max(card["seq"].get(stream, 0), noted.get(stream, 0)) for stream in card["seq"] | noted}


def _mark(store: Store) -> None:
    """Note how far we came; not flushed, it may lag behind the data file and never runs ahead of it."""
    with suppress(OSError):  # no room for it: it lags behind
        no_link(store.path.parent / MARK).write_text(json.dumps(_reached(store)), "utf-8")


def _note(store: Store, path: Path, card: dict[str, Any]) -> None:
    """Keep in folder.json where we are and how far our streams have come."""
    with trouble(path / CARD):
        now = {**card, **whereabouts(path), PROGRAM: __version__, "seq": _reached(store)}
        if now != json.loads((path / CARD).read_text("utf-8")):
            save(path / CARD, now)


def _reached(store: Store) -> dict[str, int]:
    return {stream: store.head(stream)[0] for stream in own(store).values()}

"""A backup that may lie on a stick: locked to the station's and its district's key, or with words; and opened again.

A dead PC takes its keys with it, so its own key alone would open nothing. The district restores it with its folder's
key, and hands it on locked with words, which a new PC opens.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from pyrage import x25519

from lianluozhan import backup, backup_file, password, sweep, vault
from lianluozhan.backup import PLACE, Kept
from lianluozhan.backup_file import RIGHT_FILE
from lianluozhan.errors import FolderProblem, Locked, PackageProblem, why
from lianluozhan.folder import world_of
from lianluozhan.package.read import unlock
from lianluozhan.package.write import ANOTHER, SAFE, Passphrase, Recipients, put, stick
from lianluozhan.vault import KEYS, Door, Keys
from lianluozhan.workroom import workroom

SUFFIX = ".age"
OF_FOLDER = "那台电脑的密码"
MOST = 3  # of one station on a stick; older ones make room
BROUGHT = "电脑坏了，把 U 盘拿到区人大办公室就能恢复"


def seal(folder: Path, to: Path, lock: Passphrase | Recipients, keys: Keys) -> Kept:
    """Put a verified, locked backup of a data folder onto a stick. Raises Problem, leaving nothing half-written behind."""
    with workroom(folder) as room:  # never in the clear on the stick
        kept = backup.backup(folder, room)
        data = kept.path.read_bytes()
    path = put(Path(to), kept.path.name + SUFFIX, lock.lock(data))
    with stick(Path(to)):
        sweep.told_to(sweep.file_of(Path(to), world_of(folder)), sweep.read(folder / sweep.FILE))
    words = lock.text if isinstance(lock, Passphrase) else None
    _checked(path, keys, words, data)
    _make_room(path)
    return kept._replace(path=path, size=path.stat().st_size)


def relock(file: Path, to: Path, keys: Keys, words: str) -> Path:
    """A backup that opens with our key, locked with words, for a PC that has no key yet. Raises Problem."""
    data = _unlocked(file, keys, None)
    path = put(Path(to), _free(Path(to), file.name.rsplit("-", 2)[0]), Passphrase(words).lock(data))
    _checked(path, keys, words, data)
    return path


def _free(to: Path, whose: str) -> str:
    """A name of now, or of the next second that no backup there has."""
    at = datetime.now()
    while (to / (name := f"{whose}-{at:%Y%m%d-%H%M%S}.zip{SUFFIX}")).exists():
        at += timedelta(seconds=1)
    return name


def _checked(path: Path, keys: Keys, words: str | None, data: bytes) -> None:
    """What was written opens again and is the same, else it is taken away."""
    if unlock(path.read_bytes(), keys, words) != data:
        path.unlink()
        raise PackageProblem("写进去的备份打不开，这只 U 盘可能坏了", then=ANOTHER, safe=SAFE)


def keys_in(file: Path, keys: Keys, words: str | None, word: str = "") -> Keys:
    """The keys of the folder a locked backup is of: how a station's other PC comes to have the renewed ones.

    `word` is the password of that folder, where it has one. Raises Problem. Nothing of it touches the disk.
    """
    data = _unlocked(file, keys, words)
    try:
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            content = bundle.read(KEYS)
    except backup_file.UNREADABLE:
        raise FolderProblem(f"{file.name} 里没有能用的钥匙", then=RIGHT_FILE) from None
    return vault.keys_of(content, lambda ways: _ways(ways, word, keys))


def _ways(ways: Sequence[Door], word: str, keys: Keys) -> Sequence[x25519.Identity]:
    """What may open the folder that a backup is of: the word of its day, else our own keys, as its district's."""
    if not word:
        return keys.identities()
    if (found := password.opening(ways, word)) is None:
        raise Locked(f"{OF_FOLDER}不对", then=f"请写那台电脑做这份备份那天的密码，或那时的{password.CODE_WORD}")
    return [found[1]]


def _unlocked(file: Path, keys: Keys, words: str | None) -> bytes:
    try:
        return unlock(file.read_bytes(), keys, words)
    except OSError as error:
        raise FolderProblem(f"读不了 {file}（{why(error)}）", then=RIGHT_FILE) from None
    except PackageProblem as problem:
        raise FolderProblem(
            f"{file.name} 打不开：钥匙或口令不对，或者已经损坏", then=f"有口令的请写上口令；没有的，{BROUGHT}"
        ) from problem


def _make_room(newest: Path) -> None:
    """Only the latest of the same station stay."""
    same = newest.name.rsplit("-", 2)[0]
    with stick(newest.parent):
        older = sorted((file for file in newest.parent.glob(f"{same}-*.zip{SUFFIX}") if file != newest), reverse=True)
        for file in older[MOST - 1 :]:
            file.unlink()


def restore(
    file: Path, to: Path, keys: Keys | None, words: str | None, *, beside: bool = False, word: str = ""
) -> Kept:
    """Make a data folder again from a locked backup. Raises Problem; then nothing is left in that place.

    `word` is the folder's own password, where it has one; its district's `keys` open it as well.
    """
    data = _unlocked(file, keys or Keys.make(), words)
    to.parent.mkdir(parents=True, exist_ok=True)
    with workroom(to.parent) as room:
        plain = room / f"{PLACE}.zip"
        plain.write_bytes(data)
        for erased in file.parent.glob("erased-*.json"):  # what was erased since, as a later backup left it there
            shutil.copy(erased, room)
        return backup.restore(plain, to, beside=beside, word=word, by=keys)

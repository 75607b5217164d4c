"""Who may open a data folder: passwords set and given up, people who come and go, the recovery code; nobody may have it open.

Each act ends with keys.json written anew; where somebody must not get in any more, the data files get another key too.
What an act began is gone on with when the folder is opened next (lianluozhan/rekey.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyrage import RecipientError, x25519

from lianluozhan import password, rekey, vault
from lianluozhan.driver import trouble
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.folder import alone
from lianluozhan.password import CODE_WORD, DISTRICT_KEY, GIVE_WORDS
from lianluozhan.vault import CLEAR, CODE, DISTRICT, PERSON, Door


def protect(folder: Path, name: str, typed: str, district: str | None = None) -> str:
    """Set the first password: from now on all that the program keeps is locked. Returns the recovery code, to be printed.

    `district`: the public key on its card, a second way in. Raises BadInput, NotAllowed where there are passwords.
    """
    word = password.sound(typed, name)
    with _turning(folder):
        if vault.doors(folder):
            raise NotAllowed("这个数据文件夹已经有密码了", then="请给这位经办人另设一个")
        code, door = _code()
        ways = [password.door(PERSON, name, word), door, *_second(district)]
        ring = vault.ring(folder)._replace(who=name)
        rekey.turn(folder, ring, secrets.token_hex(32), ways)
    return code


def unprotect(folder: Path) -> None:
    """Give passwords up: everything lies in the clear again."""
    with _turning(folder):
        rekey.turn(folder, held(folder), CLEAR, vault.doors(folder))


def admit(folder: Path, name: str, typed: str) -> None:
    """Give a person a password, or another one where it was forgotten; nothing else changes."""
    word = password.sound(typed, name)
    with _turning(folder):
        ring, before, fresh = held(folder), vault.doors(folder), password.door(PERSON, name, word)
        kept = [fresh if (way.kind, way.name) == (PERSON, name) else way for way in before]
        vault.keep(folder, ring, kept if fresh in kept else [*kept, fresh])


def brought(folder: Path) -> list[str]:
    """Who has a password of a station's folder of which keys.json was brought to its district: it is enough, and nothing else of it
    has to leave the station. Raises BadInput where there is nothing to open."""
    having = password.people(vault.doors(folder)) if (folder / vault.KEYS).exists() else []
    if not having:
        raise BadInput("这里没有设了密码的 keys.json", then="请选放着站里带来的 keys.json 的文件夹")
    return having


def admit_by(folder: Path, keys: vault.Keys, name: str, typed: str) -> None:
    """Give a person of a folder that was brought here another password, with its district's keys. Raises BadInput, Locked."""
    if name not in brought(folder):
        raise BadInput(f"{name}在那里没有密码", then="请选一位有密码的")
    vault.unlock(folder, keys.identities())
    try:
        admit(folder, name, typed)
    finally:
        vault.lock(folder)


def change(folder: Path, name: str, old: str, new: str) -> None:
    """A person's own password becomes another one; the door stays, only its wrapping is new."""
    word = password.sound(new, name)
    with _turning(folder):
        password.unlock(folder, old, name)
        mine = next(way for way in vault.doors(folder) if (way.kind, way.name) == (PERSON, name))
        identity = password.private(mine, password.plain(old))
        if identity is None:
            raise BadInput("原来的密码不对", then=f"忘了的话用{CODE_WORD}打开，再点“{GIVE_WORDS}”给自己另设一个")
        fresh = password.door(PERSON, name, word, identity)
        vault.keep(folder, held(folder), [fresh if way == mine else way for way in vault.doors(folder)])


def dismiss(folder: Path, name: str) -> None:
    """A person gets in no more: the data files get another key. Copies made before keep the passwords of their day."""
    with _turning(folder):
        kept = [way for way in vault.doors(folder) if (way.kind, way.name) != (PERSON, name)]
        if len(kept) == len(vault.doors(folder)):
            raise BadInput(f"有密码的人里没有{name}", then="请看看名单里是哪一位")
        if not password.people(kept):
            raise NotAllowed("最后一位不能去掉，不然只剩恢复码", then="请先给接手的人设密码；不要密码了就取消密码")
        _turn(folder, kept)


def renew_code(folder: Path) -> str:
    """Another recovery code; the old one, lost or seen by somebody, opens nothing any more."""
    with _turning(folder):
        code, way = _code()
        _turn(folder, [way, *(one for one in vault.doors(folder) if one.kind != CODE)])
    return code


def let_district(folder: Path, recipient: str | None) -> None:
    """The district's card as the second way in, or no longer."""
    with _turning(folder):
        kept = [way for way in vault.doors(folder) if way.kind != DISTRICT]
        if recipient:
            vault.keep(folder, held(folder), [*kept, *_second(recipient)])
        else:
            _turn(folder, kept)


@contextmanager
def _turning(folder: Path) -> Iterator[None]:
    """Nobody else has the folder, and what the disk refuses is told in words."""
    with alone(folder), trouble(folder / vault.KEYS):
        yield


def _code() -> tuple[str, Door]:
    code = password.fresh_code()
    return code, password.door(CODE, CODE_WORD, code.replace(" ", ""))


def _second(recipient: str | None) -> list[Door]:
    if not recipient:
        return []
    try:
        x25519.Recipient.from_str(recipient)
    except RecipientError:
        raise BadInput(f"{DISTRICT_KEY}读不出来", then="请让区里重新给一张钥匙卡") from None
    return [Door(DISTRICT, DISTRICT, recipient)]


def held(folder: Path) -> vault.Ring:
    """What an opened folder goes on with. Raises NotAllowed where there are no passwords to change, Locked where it is not open."""
    if not vault.doors(folder):
        raise NotAllowed("这个数据文件夹没有设密码", then="要用密码，请先设第一个")
    return vault.ring(folder)


def _turn(folder: Path, ways: Sequence[Door]) -> None:
    rekey.turn(folder, held(folder), secrets.token_hex(32), ways)

"""What a person knows opens a door of the vault: a password, or the printed recovery code; too many wrong ones have to wait.

The door's private key is kept wrapped: AES-256-GCM under Argon2id (RFC 9106) of what was typed.
"""

from __future__ import annotations

import json
import re
import secrets
import time
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from math import ceil, isfinite
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pyrage import IdentityError, x25519

from lianluozhan import vault
from lianluozhan.beside import no_link
from lianluozhan.errors import BadInput, TooManyTries, WrongPassword
from lianluozhan.vault import CODE, PERSON, Door

SHORTEST = 8  # characters of a password
GROUPS, DIGITS = 8, 5  # of a recovery code: 40 digits are 132 bits; each group ends in a check digit
CODE_WORD, DISTRICT_KEY = "恢复码", "区里的钥匙"
GIVE_WORDS = "给经办人设密码"  # the button a forgotten one is replaced with
TRIES = "tries.json"  # how many were wrong one after another, and when the last was
WAITS = (0, 0, 2, 5, 15, 300)  # seconds to wait after so many wrong ones; the fifth locks
COST = 64 * 1024, 3, 4  # KiB, rounds, lanes of Argon2id: some 0.2 s on an office PC, and dear for whoever guesses
DEAREST = 2**20, 16, 16  # nobody's keys.json makes a small PC stretch for minutes


def sound(typed: str, name: str = "") -> str:
    """A password as it is used. Raises BadInput where anybody would guess it."""
    word = plain(typed)
    if len(word) < SHORTEST:
        raise BadInput(f"密码太短，至少 {SHORTEST} 个字", then="请换一个长一点的，几个不相干的词连起来最好记")
    if len(set(word)) < 3 or word in "01234567890123456789 98765432109876543210" or word == plain(name):
        raise BadInput("这个密码太容易猜", then="请换一个，不要用一样的字、连着的数字或自己的名字")
    return word


def plain(typed: str) -> str:
    """What was typed, be it in full-width letters of an input method or not."""
    return unicodedata.normalize("NFKC", typed).strip()


def door(kind: str, name: str, word: str, identity: x25519.Identity | None = None) -> Door:
    """A door for who knows this word; the same door as before where its private key is given."""
    identity, salt, nonce = identity or x25519.Identity.generate(), secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = nonce + AESGCM(_stretched(word, salt, COST)).encrypt(nonce, str(identity).encode(), None)
    return Door(kind, name, str(identity.to_public()), salt.hex(), wrapped.hex(), ",".join(map(str, COST)))


def private(door: Door, word: str) -> x25519.Identity | None:
    """The private key of a door; None where the word is not its. Raises FolderDamaged where it is no door."""
    try:
        sealed, cost = bytes.fromhex(door.wrapped), [int(part) for part in door.cost.split(",")]
        if not all(0 < asked <= most for asked, most in zip(cost, DEAREST, strict=True)):
            raise ValueError(cost)
        found = AESGCM(_stretched(word, bytes.fromhex(door.salt), cost)).decrypt(sealed[:12], sealed[12:], None)
        return x25519.Identity.from_str(found.decode())
    except InvalidTag:
        return None
    except (ValueError, IdentityError) as error:
        raise vault.damaged() from error


def _stretched(word: str, salt: bytes, cost: Sequence[int]) -> bytes:
    memory, rounds, lanes = cost
    return Argon2id(salt=salt, length=32, iterations=rounds, lanes=lanes, memory_cost=memory).derive(word.encode())


# -- the recovery code


def fresh_code() -> str:
    """A recovery code as it is printed: eight groups of six digits, the last of each a check digit (Damm)."""
    from stdnum import damm

    groups = ("".join(secrets.choice("0123456789") for _ in range(DIGITS)) for _ in range(GROUPS))
    return " ".join(group + damm.calc_check_digit(group) for group in groups)


def read_code(typed: str) -> str | None:
    """A recovery code's digits as it was typed; None where this is none. Raises BadInput naming the group that is mistyped."""
    digits = re.sub(r"[\s\-—·.,，。、]", "", plain(typed))
    length = GROUPS * (DIGITS + 1)
    if not digits.isdecimal() or abs(len(digits) - length) > DIGITS:
        return None
    from stdnum import damm

    groups = [digits[at : at + DIGITS + 1] for at in range(0, length, DIGITS + 1)]
    wrong = [place for place, group in enumerate(groups, 1) if len(group) <= DIGITS or not damm.is_valid(group)]
    if wrong or len(digits) != length:
        raise BadInput(
            f"{CODE_WORD}第 {wrong[0] if wrong else GROUPS} 组不对", then=f"请对照打印的{CODE_WORD}，把这一组再看一遍"
        )
    return digits


# -- opening


def unlock(folder: Path, typed: str, name: str | None = None) -> str:
    """Open a folder's vault with a password, of this person where one is named, or with its recovery code; says who opened it.

    Raises WrongPassword, TooManyTries, BadInput for a mistyped code, and what the vault refuses with.
    """
    ways = vault.doors(folder)
    if not ways:
        return ""
    _wait(folder)
    found = opening(ways, typed, name)
    if found:
        _count(folder, 0)
        way, identity = found
        opened = way.name if way.kind == PERSON else ""
        vault.unlock(folder, identity, opened)
        return opened
    wrong = _tries(folder)[0] + 1
    _count(folder, wrong)
    raise WrongPassword("密码不对", then=_after(wrong), safe="")


def opening(ways: Sequence[Door], typed: str, name: str | None = None) -> tuple[Door, x25519.Identity] | None:
    """The door that a password, of this person where one is named, or a recovery code opens, and its private key; None where
    it opens none. Raises BadInput."""
    code = read_code(typed)
    if name and not code and name not in people(ways):
        raise BadInput(f"{name}没有密码", then="请看看是哪一位，或请站长给他设一个")
    fitting = [way for way in ways if way.kind == PERSON and name in (None, "", way.name)]
    if code:
        fitting = [way for way in ways if way.kind == CODE] + fitting
    for way in fitting:
        if identity := private(way, code if code and way.kind == CODE else plain(typed)):
            return way, identity
    return None


def _after(wrong: int) -> str:
    left = len(WAITS) - 1 - wrong
    if left <= 0:
        return f"错了 {wrong} 次，请等 {WAITS[-1] // 60} 分钟再试；忘了密码可以用{CODE_WORD}，别的办法看使用手册的“密码”一章"
    return f"请看看大小写和输入法，再输一次；还可以试 {left} 次，再错就要等 {WAITS[-1] // 60} 分钟"


def _wait(folder: Path) -> None:
    wrong, last = _tries(folder)
    wait, now = WAITS[min(wrong, len(WAITS) - 1)], time.time()
    if wait and now < last:  # the clock was set back: from now on, so that it ends
        _count(folder, wrong)
        last = now
    left = last + wait - now
    if left > 0:
        words = f"{ceil(left / 60)} 分钟" if left >= 90 else f"{ceil(left)} 秒"
        raise TooManyTries(f"密码接连错了 {wrong} 次", then=f"请等 {words}再试", safe="数据都好好的。")


def _tries(folder: Path) -> tuple[int, float]:
    try:
        kept = json.loads((folder / TRIES).read_text("utf-8"))
        wrong, at = int(kept["wrong"]), float(kept["at"])
        return max(wrong, 0), at if isfinite(at) else time.time()
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return 0, 0.0


def _count(folder: Path, wrong: int) -> None:
    with suppress(OSError):  # where nothing can be written, nothing can be counted
        if wrong:
            no_link(folder / TRIES).write_text(json.dumps({"wrong": wrong, "at": time.time()}), "utf-8")
        else:
            (folder / TRIES).unlink(missing_ok=True)


def people(ways: Iterable[Door]) -> list[str]:
    """The names of those who have a password, in the order they got it."""
    return [way.name for way in ways if way.kind == PERSON]

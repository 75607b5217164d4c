"""An office's key card: its name and public keys as a file, the fingerprint two people compare, an older key's word for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan.errors import UPGRADE, Damaged, NewerFormat, PackageProblem, why
from lianluozhan.journal import canonical
from lianluozhan.package.manifest import ROLES, Party, sound_keys
from lianluozhan.store import Store
from lianluozhan.vault import Keys, signed

DIGITS_ARE = "指纹是这把钥匙的编号，两边念出来一样，就没有被人换过。"  # what these words mean, for who meets them first
CARD_IS = "钥匙卡是一个小文件，里面是只能上锁、不能开锁的那一半：对方认了它，锁上的只有我们打得开，不用口令。"
FORMAT = 1
LARGEST = 10_000  # bytes of a card; more is some other file
GROUPS, DIGITS = 6, 5  # of a fingerprint: 30 digits are 99 bits, and half a minute on the telephone


class Card(NamedTuple):
    """An office and its public keys; `before` is {sign, signature} of the key that signed these, where they are not its first."""

    party: Party
    before: Mapping[str, str] | None = None


def fingerprint(party: Party) -> str:
    """What two people read to each other: 12345 67890 … of role, code and keys."""
    said = canonical({"role": party.role, "code": party.code, "keys": dict(party.public)})
    number = int.from_bytes(hashlib.sha256(said).digest()) % 10 ** (GROUPS * DIGITS)
    text = f"{number:0{GROUPS * DIGITS}d}"
    return " ".join(text[place : place + DIGITS] for place in range(0, len(text), DIGITS))


def own_party(store: Store) -> Party:
    """How the others know this folder."""
    identity = store.identity
    return Party(identity.role, identity.world, identity.name, dict(identity.keys))


def card_text(party: Party, keys: Keys, before: Mapping[str, str] | None = None) -> str:
    """The card of our party, signed by our key, so that none of its lines can be changed alone."""
    said = {"format": FORMAT, **told(party), **({"before": dict(before)} if before else {})}
    return json.dumps(said | {"signature": keys.sign(canonical(said)).hex()}, ensure_ascii=False, indent=1) + "\n"


def card_name(party: Party) -> str:
    """What the file of a card is called."""
    return f"钥匙卡-{party.code}.json"


def read_card(file: Path) -> Card:
    """The card of a file. Raises PackageProblem when it is none."""
    try:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise PackageProblem(f"读不了 {file}（{why(error)}）", then="请插好 U 盘，选对钥匙卡文件") from None
    return card_of(data, file.name)


def card_of(data: bytes, name: str) -> Card:
    """The card these bytes are. Raises Damaged, or NewerFormat."""
    try:
        said: Any = json.loads(data) if len(data) <= LARGEST else None
        newer = said["format"] > FORMAT
        signature = bytes.fromhex(said.pop("signature"))
        card = Card(party_of(said), said.get("before"))
        sound = sound_before(card.before) and signed(card.party.public["sign"], signature, canonical(said))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        newer = sound = False
    if newer:
        raise NewerFormat(f"{name} 是更新版本的程序做的钥匙卡，本程序读不了", then=UPGRADE)
    if not sound:
        raise Damaged(f"{name} 不是钥匙卡，或者被改动过", then="请向发卡的单位重新要一张")
    return card


def told(party: Party) -> dict[str, Any]:
    """What a card and a `key` entry say of an office; what an older key signs."""
    return {"role": party.role, "code": party.code, "name": party.name, "keys": dict(party.public)}


def party_of(said: Mapping[str, Any]) -> Party:
    """The office they say it of. Raises ValueError, KeyError or TypeError where they say nothing."""
    party = Party(said["role"], said["code"], said["name"], said["keys"])
    if party.role not in ROLES or not isinstance(party.code, str) or not isinstance(party.name, str):
        raise ValueError(party.role)
    if not sound_keys(party.keys):
        raise ValueError(party.name)
    return party


def sound_before(before: Any) -> bool:
    """Whether this is none, or an older key's word as it is written."""
    return before is None or (
        isinstance(before, dict)
        and before.keys() == {"sign", "signature"}
        and all(isinstance(v, str) for v in before.values())
    )


def follows(card: Card, sign: str) -> bool:
    """Whether the holder of an earlier signing key gave it up for this card's."""
    before = card.before
    if before is None or before["sign"] != sign:
        return False
    try:
        signature = bytes.fromhex(before["signature"])
    except ValueError:
        return False
    return signed(sign, signature, canonical(told(card.party)))


def succeed(old: Keys, party: Party) -> dict[str, str]:
    """The old key's word for the new keys of its own party: what a card and a `key` entry carry as `before`."""
    return {"sign": old.public()["sign"], "signature": old.sign(canonical(told(party))).hex()}

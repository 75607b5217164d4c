"""Whose keys are believed: the card one office gives the other, its fingerprint, and whom this folder has accepted.

A card is accepted once, by a `key` entry of our own that travels with our stream. Another key of the same office is
believed only when the old one signed it; where the old one is lost, a person accepts the new card again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan.act import Act
from lianluozhan.errors import UPGRADE, Damaged, NewerFormat, NotAllowed, PackageProblem, WrongReceiver, why
from lianluozhan.journal import Entry, canonical
from lianluozhan.package.lane import Lane
from lianluozhan.package.manifest import ROLES, Manifest, Party, sound_keys
from lianluozhan.package.unsent import PREFIX
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.vault import Keys, signed

FORMAT = 1
LARGEST = 10_000  # bytes of a card; more is some other file
GROUPS, DIGITS = 6, 5  # of a fingerprint: 30 digits are 99 bits, and half a minute on the telephone
OTHER_SIDE = {"station": "district", "district": "station"}
ASK_FOR_CARD = "请向区里要一张钥匙卡，用 enrol 认一次"

Writer = tuple[str, str]  # (role, code); of the district always ""


class Card(NamedTuple):
    """An office and its public keys; `before` is {sign, signature} of the key that signed these, where they are not its first."""

    party: Party
    before: Mapping[str, str] | None = None


def fingerprint(party: Party) -> str:
    """What two people read to each other: 12345 67890 … of role, code and keys."""
    told = canonical({"role": party.role, "code": party.code, "keys": dict(party.keys)})
    number = int.from_bytes(hashlib.sha256(told).digest()) % 10 ** (GROUPS * DIGITS)
    text = f"{number:0{GROUPS * DIGITS}d}"
    return " ".join(text[place : place + DIGITS] for place in range(0, len(text), DIGITS))


# ---- the card as a file --------------------------------------------------------------------------------------------


def own_party(store: Store) -> Party:
    """How the others know this folder."""
    identity = store.identity
    return Party(identity.role, identity.world, identity.name, dict(identity.keys))


def card_text(party: Party, keys: Keys, before: Mapping[str, str] | None = None) -> str:
    """The card of our party, signed by our key, so that none of its lines can be changed alone."""
    said = {"format": FORMAT, **_told(party), **({"before": dict(before)} if before else {})}
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
        said = json.loads(data) if len(data) <= LARGEST else None
        newer = said["format"] > FORMAT
        signature = bytes.fromhex(said.pop("signature"))
        card = Card(_party(said), said.get("before"))
        sound = _sound_before(card.before) and signed(card.party.keys["sign"], signature, canonical(said))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        newer = sound = False
    if newer:
        raise NewerFormat(f"{name} 是更新版本的程序做的钥匙卡，本程序读不了", then=UPGRADE)
    if not sound:
        raise Damaged(f"{name} 不是钥匙卡，或者被改动过", then="请向发卡的单位重新要一张")
    return card


def _told(party: Party) -> dict[str, Any]:
    return {"role": party.role, "code": party.code, "name": party.name, "keys": dict(party.keys)}


def _party(said: Mapping[str, Any]) -> Party:
    party = Party(said["role"], said["code"], said["name"], said["keys"])
    if party.role not in ROLES or not isinstance(party.code, str) or not isinstance(party.name, str):
        raise ValueError(party.role)
    if not sound_keys(party.keys):
        raise ValueError(party.name)
    return party


def _sound_before(before: Any) -> bool:
    return before is None or (
        isinstance(before, dict) and before.keys() == {"sign", "signature"} and all(isinstance(v, str) for v in before.values())
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
    return signed(sign, signature, canonical(_told(card.party)))


def succeed(old: Keys, party: Party) -> dict[str, str]:
    """The old key's word for the new keys of its own party: what a card and a `key` entry carry as `before`."""
    return {"sign": old.public()["sign"], "signature": old.sign(canonical(_told(party))).hex()}


# ---- accepting -----------------------------------------------------------------------------------------------------


def weigh(store: Store, card: Card) -> bool:
    """Whether this card may be accepted, once a person compared its fingerprint; False when it was accepted before.

    Raises WrongReceiver for a card of somebody else, NotAllowed for another key of one we know.
    """
    party = card.party
    check_ours(store, party)
    accepted = accepted_party(store, party.role, party.code)
    if accepted and dict(accepted.keys) == dict(party.keys):
        return False
    known = believed_keys(store).get(_writer(party), ())
    if known and known[0] != party.keys["sign"] and not follows(card, known[0]):
        raise NotAllowed(
            f"{party.name}的钥匙以前认过，这张卡上是另一把",
            then="请打电话问清楚是不是换过钥匙；旧钥匙还在的，请对方用它换发新卡",
        )
    return True


def accept(act: Act, party: Party, before: Mapping[str, str] | None = None) -> None:
    """Write down that this office's keys are the ones a person compared."""
    world = party.code if party.role == "station" else act.store.identity.world
    values = _told(party) | ({"before": dict(before)} if before else {})
    act.record("key", new_id(), values, world)


def check_ours(store: Store, party: Party) -> None:
    """A station has its own district, a district its own stations."""
    identity = store.identity
    if party.role != OTHER_SIDE[identity.role]:
        own = "区里" if identity.role == "station" else "联络站"
        raise WrongReceiver(f"这是{party.name}的钥匙卡，这里要认的是{own}的", then="请选对钥匙卡文件")
    if party.code[:PREFIX] != identity.world[:PREFIX]:
        raise WrongReceiver(f"这是{party.name}（{party.code}）的钥匙卡，与本机（{identity.name}）不是一个区", then="请选对钥匙卡文件")


def accepted_party(store: Store, role: str, code: str) -> Party | None:
    """The office as it was accepted here, with the keys it has now; None while nobody did."""
    return _accepted(store, writer({"role": role, "code": code}), list(_cards(store.entries("kind='key'"))))


def _accepted(store: Store, who: Writer, known: Sequence[tuple[Entry, Card]]) -> Party | None:
    ours = [(entry, card) for entry, card in known if _writer(card.party) == who and _ours(store, entry)]
    last = [pair for pair in ours if not any(one is not pair[0] and store.seen.saw(one.place, pair[0].place) for one, _card in ours)]
    if not last:
        return None
    party = max(last, key=lambda pair: pair[0].order)[1].party
    return _successors(party, [card for _entry, card in known if _writer(card.party) == who])[-1]


def _successors(party: Party, cards: Sequence[Card]) -> list[Party]:
    """The office under this key and under each later one that the key before it signed."""
    line = [party]
    while later := next((c for c in cards if follows(c, line[-1].keys["sign"]) and c.party not in line), None):
        line.append(later.party)
    return line


def newcomer(store: Store, manifest: Manifest) -> Party | None:
    """The sender of a package when nobody here has compared the fingerprint of its keys yet."""
    sender = manifest.sender
    if sender.role == store.identity.role:
        return None
    accepted = accepted_party(store, sender.role, sender.code)
    return None if accepted and accepted.keys["sign"] == sender.keys["sign"] else sender


# ---- who is believed -----------------------------------------------------------------------------------------------


def writer(opening: Mapping[str, Any]) -> Writer:
    """Whose stream it is; a station has one district only, whatever code it gives itself."""
    return opening["role"], opening["code"] if opening["role"] == "station" else ""


def believed_keys(store: Store, lanes: Sequence[Lane] = ()) -> dict[Writer, tuple[str, ...]]:
    """{writer: the keys it may sign with, the one it has now first}: our own, those accepted, else those that came first.

    An earlier key stays believed where it handed over to the present one; one that was replaced without is not.
    """
    arriving = [entry for lane in lanes for entry in lane.new if entry.body["kind"] == "key"]
    known = list(_cards([*store.entries("kind='key'"), *arriving]))
    opens = [store.opens[stream] for stream in sorted(store.opens, reverse=True)]
    first = {writer(o): Party(o["role"], o["code"], o["name"], o["keys"]) for o in opens}
    identity = store.identity
    first[writer({"role": identity.role, "code": identity.world})] = own_party(store)
    believed = {}
    for who in first.keys() | {_writer(card.party) for entry, card in known if _ours(store, entry)}:
        cards = [(entry, card) for entry, card in known if _writer(card.party) == who]
        accepted = _accepted(store, who, cards) or first[who]
        present = _successors(accepted, [card for _entry, card in cards])[-1].keys["sign"]
        begun = first.get(who, accepted).keys["sign"]
        vouched = [card for entry, card in cards if card.before and (card.before["sign"] == begun or _ours(store, entry))]
        believed[who] = _line(present, vouched)
    return believed


def _line(present: str, cards: Sequence[Card]) -> tuple[str, ...]:
    """The present key, then those that handed over to it."""
    line = [present]
    while card := next((c for c in cards if c.party.keys["sign"] == line[-1] and follows(c, c.before["sign"])), None):
        if card.before["sign"] in line:
            break
        line.append(card.before["sign"])
    return tuple(line)


def _writer(party: Party) -> Writer:
    return writer(_told(party))


def _cards(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Card]]:
    """What `key` entries say; one that says nothing to this program is passed over."""
    for entry in entries:
        said = entry.body["set"]
        try:
            card = Card(_party(said), said.get("before"))
        except (KeyError, TypeError, ValueError):
            continue
        if _sound_before(card.before):
            yield entry, card


def _ours(store: Store, entry: Entry) -> bool:
    """Whether this office wrote the entry, on whichever of its PCs."""
    opening, identity = store.opens.get(entry.stream), store.identity
    return opening is not None and (opening["role"], opening["code"]) == (identity.role, identity.world)

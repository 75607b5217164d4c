"""The ceremony: a person compares an office's card and this folder accepts it, once, by a `key` entry that travels with our stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lianluozhan.act import Act
from lianluozhan.errors import NotAllowed, WrongReceiver
from lianluozhan.package.keycard import Card, card_text, follows, own_party, told
from lianluozhan.package.known import INSTEAD, Known, believed_keys, office, writer
from lianluozhan.package.manifest import Party
from lianluozhan.package.read import Package
from lianluozhan.package.unsent import PREFIX
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.vault import Keys

OTHER_SIDE = {"station": "district", "district": "station"}
ASK_FOR_CARD = "请向区里要一张钥匙卡，用 enrol 认一次"


def own_card(store: Store, keys: Keys) -> str:
    """Our own; with the old key's word for this one where it was renewed."""
    party = own_party(store)
    cards = [card for _entry, card in Known(store).cards.get(office(party), ()) if card.party.keys == party.keys]
    return card_text(party, keys, next((card.before for card in cards if card.before), None))


def weigh(store: Store, card: Card, *, lost: bool = False) -> bool:
    """Whether this card may be accepted, once a person compared its fingerprint; False when it was accepted before.

    Raises WrongReceiver for a card of somebody else, NotAllowed for another key of one we know that is not said to be `lost`.
    """
    party = card.party
    check_ours(store, party)
    accepted = accepted_party(store, party.role, party.code)
    if accepted and dict(accepted.public) == dict(party.public):
        return False
    known = believed_keys(store).get(office(party), ())
    if known and known[0] != party.public["sign"] and not follows(card, known[0]) and not lost:
        raise NotAllowed(
            f"{party.name}的钥匙以前认过，这张卡上是另一把",
            then="请打电话问清楚：旧钥匙还在的，请对方先用它导出一次；真丢了的，核对指纹后在“导出到U盘”"
            "（区里在“各站”）里点“…的钥匙丢了，重新认”，命令用 enrol --lost",
        )
    return True


def accept(act: Act, party: Party, before: Mapping[str, str] | None = None, instead: Sequence[str] = ()) -> None:
    """Write down that this office's keys are the ones a person compared; `before` and `instead` which they come after."""
    world = party.code if party.role == "station" else act.store.identity.world
    values = told(party) | ({"before": dict(before)} if before else {}) | ({INSTEAD: list(instead)} if instead else {})
    act.record("key", new_id(), values, world)


def check_ours(store: Store, party: Party) -> None:
    """A station has its own district, a district its own stations."""
    identity = store.identity
    if party.role != OTHER_SIDE[identity.role]:
        own = "区里" if identity.role == "station" else "联络站"
        raise WrongReceiver(f"这是{party.name}的钥匙卡，这里要认的是{own}的", then="请选对钥匙卡文件")
    if party.code[:PREFIX] != identity.world[:PREFIX]:
        raise WrongReceiver(
            f"这是{party.name}（{party.code}）的钥匙卡，与本机（{identity.name}）不是一个区", then="请选对钥匙卡文件"
        )


def accepted_party(store: Store, role: str, code: str) -> Party | None:
    """The office as it was accepted here, with the keys it has now; None while nobody did."""
    return Known(store).accepted(writer({"role": role, "code": code}))


def newcomer(store: Store, package: Package) -> Party | None:
    """The sender of a package when nobody here has compared any key of its office yet.

    One with another key than the accepted is refused.
    """
    sender = package.manifest.sender
    if sender.role == store.identity.role:
        return None
    return None if Known(store, package.entries).accepted(office(sender)) else sender

"""An office's key changes: the old one hands over by an entry that everybody reads; or it is lost, and the office is met anew."""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan import vault
from lianluozhan.act import Act, acting
from lianluozhan.driver import trouble
from lianluozhan.errors import NotAllowed
from lianluozhan.folder import settle
from lianluozhan.held import CARRIED, dead
from lianluozhan.package.computer import RETIRE
from lianluozhan.package.enrol import accept
from lianluozhan.package.keycard import Card, follows, own_party, succeed
from lianluozhan.package.known import Known, office, writer
from lianluozhan.package.manifest import TAKE_OVER, Party
from lianluozhan.package.read import Package
from lianluozhan.package.write import SIGNED, signature
from lianluozhan.store import Identity, Store
from lianluozhan.streams import RENEWED, renew
from lianluozhan.vault import KEYS, Keys

VERB = "renew"
BEFORE = "它从前的指纹是 {}：区里要认回自己从前写的内容时，会打电话来核对。"
NEXT_STEP = "下次导出的包就带着新钥匙，对方导入时自动认得，不用再核对。"
OTHER_PCS = (
    "本站还有别的电脑（{}）用着旧钥匙。换好以后请在这里给它写一份用口令加密的备份，拿到那台电脑上"
    f"{TAKE_OVER}；没换以前它导出的包收不进来，换过后再导出，一条不少。"
)


def renewed(store: Store, fresh: Keys | None = None, operator: str = "") -> Party:
    """Sign with new keys from now on: `fresh` ones, or those another PC of ours has already. Returns us as the others know us then.

    keys.json has both until the journal names the new ones: whenever the program dies, the folder opens with those its
    journal names. Raises NotAllowed for keys we have or had.
    """
    path = store.path.parent
    held = vault.ring(path)
    old = held.keys
    fresh = fresh or Keys.after(old)
    if fresh.public()["sign"] in Known(store).line(office(own_party(store))):
        raise NotAllowed("那是这里现在的或者从前的钥匙", then="请选那台电脑换过钥匙以后做的备份")
    identity = Identity(store.identity.role, store.identity.world, store.identity.name, fresh.public())
    party = Party(identity.role, identity.world, identity.name, dict(identity.keys))
    with trouble(path / KEYS):
        vault.keep(path, held._replace(next=fresh), vault.doors(path))
    try:
        with acting(store, VERB, operator) as act:
            hand_over(act, old, party)
    except BaseException:
        settle(path, old)
        raise
    settle(path, fresh)
    store.identity = identity
    return party


def hand_over(act: Act, old: Keys, party: Party) -> None:
    """The entry that says so, the old key's last signatures, for all our PCs' streams; what is written next stands in new ones."""
    store = act.store
    accept(act, party, succeed(old, party))
    act.finish()
    for stream in [
        stream for stream, opening in store.opens.items() if opening["keys"]["sign"] == old.public()["sign"]
    ]:
        store.set(SIGNED.format(stream), signature(store, old, stream))
    renew(store)
    store.set(RENEWED, party.public["sign"])


def lost_by_us(store: Store, package: Package) -> list[Party]:
    """Ourselves under keys that this folder does not know, as the streams in a package say: what we wrote before ours were lost.

    Raises NotAllowed where there is none.
    """
    known, who = Known(store, package.entries), office(own_party(store))
    opened = [
        entry.body["set"]
        for entry in package.entries
        if entry.body["kind"] == "open" and writer(entry.body["set"]) == who
    ]
    lost = {opening["keys"]["sign"]: Party(*map(opening.get, ("role", "code", "name", "keys"))) for opening in opened}
    found = [party for sign, party in lost.items() if sign not in known.line(who)]
    if not found:
        raise NotAllowed("这个包里没有本单位用丢了的钥匙写的内容", then="请选收不进来的那个包")
    return found


def ours_again(act: Act, lost: Sequence[Party]) -> None:
    """Believe what we wrote under keys that are lost, because a person compared them: it comes back with what others have of it."""
    accept(act, own_party(act.store), instead=[party.public["sign"] for party in lost])


def met_anew(act: Act, card: Card) -> None:
    """Believe another key of an office whose old one is lost; that one, and the PCs that had it, no longer count."""
    store, party = act.store, card.party
    known, who = Known(store), office(party)
    if who in known.writers() and follows(card, known.present(who).public["sign"]):
        return accept(act, party, card.before)  # it is not lost after all
    theirs = {stream: opening for stream, opening in sorted(known.opens.items()) if writer(opening) == who}
    lost = dict.fromkeys(opening["keys"]["sign"] for opening in theirs.values())
    accept(act, party, instead=[sign for sign in lost if sign != party.public["sign"]])
    world, over = party.code if party.role == "station" else store.identity.world, dead(store)
    for stream, opening in theirs.items():
        if opening["scope"] in CARRIED and stream not in over and opening["keys"]["sign"] != party.public["sign"]:
            act.record(RETIRE, stream, {}, world)
    return None

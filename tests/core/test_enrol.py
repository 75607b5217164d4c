"""Whose keys are believed: cards, fingerprints, accepting once, and another key of one we know."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from lianluozhan.act import acting
from lianluozhan.errors import Damaged, NewerFormat, NotAllowed, Outside, PackageProblem, WrongReceiver
from lianluozhan.issue import Issue
from lianluozhan.journal import canonical
from lianluozhan.package import enrol, keycard
from lianluozhan.package.enrol import weigh
from lianluozhan.package.keycard import Card, card_of, card_text, fingerprint, own_party, succeed
from lianluozhan.package.known import believed_keys
from lianluozhan.package.manifest import Party
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.write import Sending, export, receiver, to_keys
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store
from lianluozhan.vault import Keys

TOWN, DISTRICT = "140405102", "140405"


class Desk:
    """One folder with its keys."""

    def __init__(self, path: Path, world: str):
        self.keys, self.role = Keys.make(), "district" if len(world) == 6 else "station"
        self.store = Store(path, SCHEMA, Identity(self.role, world, f"{world}号", self.keys.public()))

    @property
    def card(self):
        """Its own card, as the other side reads it."""
        return card_of(card_text(own_party(self.store), self.keys).encode(), "卡")

    def accept(self, card):
        """A person compared the fingerprint and says yes."""
        if weigh(self.store, card):
            with acting(self.store, "enrol", "赵敏") as act:
                enrol.accept(act, card.party, card.before)

    def write(self, id="issue-1"):
        """Save an issue."""
        with acting(self.store, "edit", "赵敏") as act:
            act.write(Issue, id, {"registered_at": "2026-10-07", "statement": "路灯不亮"})

    def take(self, done):
        """Take in a package the other side made."""
        return receive(self.store, read(done.path, self.keys))


@pytest.fixture
def desks(tmp_path):
    """A station and its district, and an empty stick."""
    town, district = Desk(tmp_path / "town.db", TOWN), Desk(tmp_path / "district.db", DISTRICT)
    stick = tmp_path / "stick"
    stick.mkdir()
    yield SimpleNamespace(town=town, district=district, stick=stick)
    town.store.close()
    district.store.close()


def sent(desks, desk=None):
    """A package of a station, locked to its district without words."""
    desk = desk or desks.town
    return export(desk.store, desk.keys, desks.stick, to_keys(desk.store), Sending(full=False))


def replaced(desk, card_from):
    """The same office under the next key, which the present one hands over to or (`card_from` None) does not."""
    fresh = Keys.make()
    party = Party(desk.role, desk.store.identity.world, desk.store.identity.name, fresh.public())
    before = succeed(card_from, party) if card_from else None
    return fresh, card_of(card_text(party, fresh, before).encode(), "卡")


# ---- fingerprints and cards --------------------------------------------------------------------------------------


def test_fingerprint(desks):
    """Six groups of five digits; the same for the same keys, others for another key, code or role; the name is no part."""
    party = own_party(desks.district.store)
    said = fingerprint(party)
    assert re.fullmatch(r"(\d{5} ){5}\d{5}", said)
    assert fingerprint(Party(party.role, party.code, "别的名", party.keys)) == said
    others = [
        Party("station", party.code, party.name, party.keys),
        Party(party.role, "140406", party.name, party.keys),
        Party(party.role, party.code, party.name, {**party.keys, "age": desks.town.keys.public()["age"]}),
        Party(party.role, party.code, party.name, {**party.keys, "sign": desks.town.keys.public()["sign"]}),
    ]
    assert len({said, *map(fingerprint, others)}) == 5


def test_card_round_trip(desks, tmp_path):
    """A card says who, and nothing private; it is read into what it was made from."""
    text = card_text(own_party(desks.district.store), desks.district.keys)
    (tmp_path / "卡.json").write_text(text, "utf-8")
    assert keycard.read_card(tmp_path / "卡.json") == Card(own_party(desks.district.store))
    assert "AGE-SECRET-KEY" not in text and "140405号" in text


def test_every_change_of_a_card(desks):
    """No line of a card can be changed alone: each is refused by name."""
    said = json.loads(card_text(own_party(desks.district.store), desks.district.keys))
    other = desks.town.keys.public()
    changes = [
        {"name": "别人"},
        {"code": "140406"},
        {"role": "station"},
        {"role": "king"},
        {"keys": {**said["keys"], "age": other["age"]}},
        {"keys": other},
        {"keys": None},
        {"keys": {}},
        {"signature": "00"},
        {"signature": "zz"},
        {"signature": None},
        {"format": "1"},
        {"before": 7},
        {"before": {"sign": other["sign"], "signature": "00"}},
        {"extra": 1},
        {"code": 140405},
        {"name": None},
    ]
    for change in changes:
        with pytest.raises(Damaged, match="卡.json"):
            card_of(json.dumps(said | change).encode(), "卡.json")
    for name in said:
        with pytest.raises(Damaged):
            card_of(json.dumps({k: v for k, v in said.items() if k != name}).encode(), "卡")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"null", b"\xff\xd8", b"{" * 9_000, b" " * 20_000, b'{"format":1}']
)
def test_no_card_at_all(data):
    """Any other file."""
    with pytest.raises(Damaged):
        card_of(data, "卡")


def test_newer_card(desks):
    """A newer program's card asks for a newer program."""
    said = json.loads(card_text(own_party(desks.district.store), desks.district.keys)) | {"format": 2}
    with pytest.raises(NewerFormat):
        card_of(json.dumps(said).encode(), "卡")


def test_card_that_is_not_there(tmp_path):
    """A file that is missing, or a folder."""
    for path in (tmp_path / "没有.json", tmp_path):
        with pytest.raises(PackageProblem, match="读不了"):
            keycard.read_card(path)


# ---- accepting ---------------------------------------------------------------------------------------------------


def test_accepted_once(desks):
    """What a person accepted is an entry of the journal with who did it; the same card again changes nothing."""
    desks.town.accept(desks.district.card)
    (entry,) = desks.town.store.entries("kind='key'")
    assert (entry.body["operator"], entry.body["set"]["keys"]) == ("赵敏", desks.district.keys.public())
    assert receiver(desks.town.store) == own_party(desks.district.store)
    assert weigh(desks.town.store, desks.district.card) is False


def test_not_for_us(desks, tmp_path):
    """A station takes its own district's card only, a district its own stations'."""
    far = Desk(tmp_path / "far.db", "140406")
    other = Desk(tmp_path / "other.db", "140406101")
    for desk, card in (
        (desks.town, far.card),
        (desks.town, other.card),
        (desks.town, desks.town.card),
        (desks.district, far.card),
        (desks.district, other.card),
    ):
        with pytest.raises(WrongReceiver) as caught:
            weigh(desk.store, card)
        assert caught.value.then
    far.store.close()
    other.store.close()


def test_second_card_is_refused(desks):
    """Another key under the name of one we know is refused, and the first stays accepted."""
    desks.town.accept(desks.district.card)
    _fresh, card = replaced(desks.district, None)
    with pytest.raises(NotAllowed, match="以前认过"):
        weigh(desks.town.store, card)
    _fresh, card = replaced(desks.district, Keys.make())  # a stranger's word
    with pytest.raises(NotAllowed):
        weigh(desks.town.store, card)
    assert receiver(desks.town.store).keys == desks.district.keys.public()


def test_second_card_with_the_old_keys_word(desks):
    """The old key hands over to the new one: the card is accepted, and from then on the new key is used."""
    desks.town.accept(desks.district.card)
    fresh, card = replaced(desks.district, desks.district.keys)
    desks.town.accept(card)
    assert receiver(desks.town.store).keys == fresh.public()
    assert believed_keys(desks.town.store)["district", ""] == (
        fresh.public()["sign"],
        desks.district.keys.public()["sign"],
    )


def test_word_for_other_keys(desks):
    """The old key's word for one card does not serve another."""
    _fresh, card = replaced(desks.district, desks.district.keys)
    forger = Keys.make()
    party = card.party.__class__(card.party.role, card.party.code, card.party.name, forger.public())
    desks.town.accept(desks.district.card)
    with pytest.raises(NotAllowed):
        weigh(desks.town.store, card_of(card_text(party, forger, card.before).encode(), "卡"))


def test_a_forger_brings_no_forefather(desks):
    """A key that claims to have handed over to the one we know is not believed for that."""
    desks.town.accept(desks.district.card)
    forger = Keys.make()
    party = own_party(desks.district.store)
    values = {
        "role": "district",
        "code": DISTRICT,
        "name": "x",
        "keys": dict(party.keys),
        "before": succeed(forger, party),
    }
    arriving = SimpleNamespace(
        new=[SimpleNamespace(body={"kind": "key", "set": values}, stream="ab" * 8, place=("ab" * 8, 1))]
    )
    assert forger.public()["sign"] not in believed_keys(desks.town.store, [arriving])["district", ""]


@pytest.mark.parametrize(
    "values",
    [{}, {"role": "district"}, {"role": 1, "code": "140405", "name": "x", "keys": {}}, {"keys": None}, {"before": []}],
)
def test_key_entry_that_says_nothing(desks, values):
    """A `key` entry this program cannot read gives nobody any right and stops nothing."""
    with acting(desks.town.store, "key") as act:
        act.record("key", "id", values)
    assert enrol.accepted_party(desks.town.store, "district", "") is None
    assert set(believed_keys(desks.town.store)) == {("station", TOWN)}


def test_two_pcs_accept_two_cards(desks, tmp_path):
    """What was accepted later by one who had seen the first holds, whatever the clocks say."""
    desks.town.accept(desks.district.card)
    fresh, card = replaced(desks.district, desks.district.keys)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lianluozhan.clock.now", lambda: "2001-01-01T00:00:00.000Z")
        desks.town.accept(card)
    assert receiver(desks.town.store).keys == fresh.public()


# ---- packages ----------------------------------------------------------------------------------------------------


def test_no_words_before_the_card(desks):
    """Before the card was accepted a package cannot be locked without words; it is said what to ask for."""
    with pytest.raises(NotAllowed, match="钥匙卡"):
        to_keys(desks.town.store)


def test_locked_to_both_keys(desks):
    """After it the package opens at the district and at the sender's, and nowhere else."""
    desks.town.accept(desks.district.card)
    desks.town.write()
    done = sent(desks)
    assert read(done.path, desks.town.keys) == read(done.path, desks.district.keys)
    assert read(done.path, desks.town.keys).manifest.to == own_party(desks.district.store)
    with pytest.raises(WrongReceiver):
        read(done.path, Keys.make())


def test_newcomer_until_compared(desks):
    """The district is told of a station whose fingerprint nobody compared, at every package until somebody does."""
    desks.town.accept(desks.district.card)
    for _ in range(2):
        package = read(sent(desks).path, desks.district.keys)
        assert enrol.newcomer(desks.district.store, package) == own_party(desks.town.store)
        receive(desks.district.store, package)
    desks.district.accept(desks.town.card)
    assert enrol.newcomer(desks.district.store, package) is None
    assert enrol.newcomer(desks.town.store, package) is None  # our own


def test_pinned(desks, tmp_path):
    """Once accepted, the same station under another key is refused, whether it was heard of before or not."""
    desks.district.accept(desks.town.card)
    forger = Desk(tmp_path / "forger.db", TOWN)
    forger.accept(desks.district.card)
    forger.write("issue-2")
    done = sent(desks, forger)
    with pytest.raises(Outside, match="不认识的钥匙") as caught:
        desks.district.take(done)
    assert caught.value.then
    desks.town.accept(desks.district.card)
    desks.town.write()
    assert desks.district.take(sent(desks)).new == 3  # its opening, the card it accepted, the issue
    forger.store.close()


def test_what_a_station_accepts_binds_no_district(desks):
    """A station's own word about keys travels with it and is nothing but its own."""
    desks.town.accept(desks.district.card)
    desks.district.take(sent(desks))
    assert enrol.accepted_party(desks.district.store, "station", TOWN) is None
    forged = canonical({"x": 1})
    assert not keycard.follows(Card(own_party(desks.town.store), {"sign": "00", "signature": forged.hex()}), "00")


def test_replaced_key_without_a_word(desks):
    """A key a person replaced, because it was lost, is refused from then on; what came with it before stays."""
    desks.district.accept(desks.town.card)
    desks.town.accept(desks.district.card)
    desks.town.write()
    desks.district.take(sent(desks))
    _fresh, card = replaced(desks.town, None)
    with acting(desks.district.store, "enrol") as act:
        enrol.accept(act, card.party)
    desks.town.write("issue-2")
    with pytest.raises(Outside):
        desks.district.take(sent(desks))
    assert desks.district.store.get(Issue, (TOWN, "issue-1")) is not None


def test_whose_keys_are_not_known():
    """Whom a package is only meant for has none to be asked for: what asks all the same is told so, not that it has other ones."""
    with pytest.raises(KeyError, match=TOWN):
        fingerprint(Party("station", TOWN, "某站"))
    keys = {"sign": "a", "age": "b"}
    assert Party("station", TOWN, "某站", keys).public == keys

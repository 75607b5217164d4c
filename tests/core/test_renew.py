"""A new key: handed over by the old one, or met anew where that is lost; packages made before, between and after."""

from types import SimpleNamespace

import pytest

from lianluozhan import access, folder, handling, password, vault
from lianluozhan.act import acting
from lianluozhan.errors import FolderDamaged, Fork, NotAllowed, Outside, WrongReceiver
from lianluozhan.folder import KEYS
from lianluozhan.issue import Issue
from lianluozhan.package import enrol, renew
from lianluozhan.package.computer import computers
from lianluozhan.package.enrol import own_card
from lianluozhan.package.keycard import card_of, fingerprint, own_party
from lianluozhan.package.known import Known
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.renew import met_anew, renewed
from lianluozhan.package.sealed import keys_in, restore, seal
from lianluozhan.package.stations import parties
from lianluozhan.package.write import Recipients, Sending, export, to_keys
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests import station
from tests.station import CODE, NAME, empty, opened, sound

DISTRICT, OFFICE = "140405", "区人大"


class Ends:
    """A station and its district, whose folders are opened anew for every step, and a stick."""

    def __init__(self, room):
        self.town, self.office, self.stick = (
            empty(room / "站"),
            empty(room / "区", "district", DISTRICT, OFFICE),
            room / "U盘",
        )
        self.stick.mkdir()
        self.accept(self.town, self.office)

    def accept(self, path, other):
        """A person here compared the other's fingerprint."""
        with opened(other) as store:
            card = card_of(own_card(store, Keys.load(other / KEYS)).encode(), "卡")
        with opened(path) as store:
            if enrol.weigh(store, card):
                with acting(store, "enrol") as act:
                    enrol.accept(act, card.party, card.before)

    def visit(self, path=None, **values):
        """Somebody came."""
        with opened(path or self.town) as store:
            return station.receive(store, **({"outcome": "报区办理", "visitor_name": "王甲"} | values))

    def send(self, path, *, full=False):
        """A package onto the stick."""
        other = self.office if path != self.office else self.town
        with opened(other) as store:
            to = own_party(store) if path == self.office else None
        with opened(path) as store:
            if to:
                to = next(one for one in parties(store) if one.code == to.code)
            return export(store, Keys.load(path / KEYS), self.stick, to_keys(store, to), Sending(to=to, full=full)).path

    def take(self, file, path):
        """Put the stick in."""
        with opened(path) as store:
            return receive(store, read(file, Keys.load(path / KEYS)))

    def renew(self, path, fresh=None):
        """A new key here."""
        with opened(path) as store:
            return renewed(store, fresh)

    def said(self, path):
        """What both ends must hold the same: the station's records."""
        with opened(path) as store:
            sound(store)
            return [(one.number, one.visitor_name) for one in store.find(Visit, "world=?", (CODE,), order="number")]


@pytest.fixture
def ends(tmp_path):
    """A station and its district that have exchanged once."""
    made = Ends(tmp_path)
    made.visit()
    made.take(made.send(made.town), made.office)
    made.accept(made.office, made.town)
    return made


def test_before_between_after(ends):
    """Packages made before the change, in the middle and after it arrive whole; nobody is asked again; numbers go on."""
    before = ends.send(ends.town)
    back = ends.send(ends.office)
    old = Keys.load(ends.town / KEYS).public()
    ends.visit()
    ends.renew(ends.town)
    assert Keys.load(ends.town / KEYS).public() != old
    assert ends.take(before, ends.office).added == 0  # nothing more had been written; it comes late and is still good
    assert ends.take(back, ends.town) is not None  # locked to the old key, on its way when it was renewed
    third = ends.visit()
    assert third.number == f"{CODE}-2026-J0003"
    after = ends.send(ends.town)
    with opened(ends.office) as office:
        assert enrol.newcomer(office, read(after, Keys.load(ends.office / KEYS))) is None
    assert ends.take(after, ends.office).added > 0
    assert ends.said(ends.office) == ends.said(ends.town)
    back = ends.send(ends.office)  # locked to the new key: the district knows it by now
    assert ends.take(back, ends.town).new > 0
    with opened(ends.office) as office, opened(ends.town) as town:
        assert parties(office) == [own_party(town)]
        assert [one.name for one in computers(office, CODE)] == ["第一台"]


def test_the_old_key_afterwards(ends, tmp_path):
    """Who still signs with the old key is refused by name, with what to do, and nothing changes."""
    thief = station.twin(ends.town, tmp_path / "旧的")
    ends.renew(ends.town)
    ends.take(ends.send(ends.town), ends.office)
    ends.visit(thief)
    late, before = ends.send(thief), station.journal(ends.office)
    with pytest.raises(Outside, match=f"{NAME}从前的钥匙") as caught:
        ends.take(late, ends.office)
    assert "card --renew --like" in caught.value.then
    assert station.journal(ends.office) == before


def test_twice_and_from_nothing(ends, tmp_path):
    """Two changes before anybody hears of them; a district that hears of the station for the first time after them."""
    for _ in range(2):
        ends.renew(ends.town)
        ends.visit()
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    fresh = ends.office
    ends.office = station.twin(empty(tmp_path / "空", "district", DISTRICT, OFFICE), tmp_path / "另一处")
    (ends.office / KEYS).write_bytes((fresh / KEYS).read_bytes())  # the same office, begun again
    ends.take(ends.send(ends.town, full=True), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    with opened(ends.office) as office, opened(ends.town) as town:
        assert Known(office).line(("station", CODE))[0] == own_party(town).keys["sign"]


def test_the_card_alone(ends):
    """The card after a change carries the old key's word: who knew that one takes it without asking whether it was lost."""
    with opened(ends.town) as town:
        renewed(town)
    ends.accept(ends.office, ends.town)
    with opened(ends.office) as office, opened(ends.town) as town:
        assert fingerprint(parties(office)[0]) == fingerprint(own_party(town))
    ends.visit()
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)


def test_the_district_renews(ends):
    """Its stations hear of it with the next package; what it wrote before stays believed."""
    ends.take(ends.send(ends.office), ends.town)
    ends.renew(ends.office)
    ends.visit()
    late = ends.send(ends.town)  # locked to the district's old key
    ends.take(late, ends.office)
    ends.take(ends.send(ends.office), ends.town)
    ends.visit()
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    with opened(ends.town) as town, opened(ends.office) as office:
        assert enrol.accepted_party(town, "district", "") == own_party(office)


def test_the_other_pc(ends, tmp_path):
    """A station's other PC takes the new key out of a backup; until then its packages are refused, then nothing is missing."""
    second, keys = tmp_path / "第二台", Keys.load(ends.town / KEYS)
    restore(
        seal(ends.town, ends.stick, Recipients((keys.public()["age"],)), keys).path, second, keys, None, beside=True
    )
    ends.visit(second, visitor_name="王乙")
    ends.renew(ends.town)
    ends.take(ends.send(ends.town), ends.office)
    with pytest.raises(Outside):
        ends.take(ends.send(second), ends.office)
    with pytest.raises(WrongReceiver) as caught:  # what comes back is locked to the new key
        ends.take(ends.send(ends.office), second)
    assert "--renew --like" in caught.value.then
    keys = Keys.load(ends.town / KEYS)
    kept = seal(ends.town, ends.stick, Recipients((Keys.load(second / KEYS).public()["age"],)), keys)
    fresh = keys_in(kept.path, Keys.load(second / KEYS), None)
    ends.renew(second, fresh)
    with pytest.raises(NotAllowed, match="现在的或者从前的"):
        ends.renew(second, fresh)
    ends.visit(second, visitor_name="王丙")
    ends.take(ends.send(second), ends.office)
    with opened(second) as store:
        to = own_party(store)
        file = export(store, Keys.load(second / KEYS), ends.stick, to_keys(store, to), Sending(to=to)).path
    ends.take(file, ends.town)
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    assert [name for _number, name in ends.said(ends.town)] == ["王甲", "王乙", "王丙"]


def test_lost(ends, tmp_path):
    """A station without its old key begins again: the district meets it anew, refuses the old key from then on, gives all back."""
    ends.visit(visitor_name="王乙")
    ends.take(ends.send(ends.town), ends.office)
    lost, ends.town = ends.town, empty(tmp_path / "新的")
    (ends.town / KEYS).unlink()
    fresh = Keys.make()
    fresh.save(ends.town / KEYS)
    # As if made with these: the template's keys are all stations' of these tests.
    with opened(ends.town) as town, town.transaction():
        town.db.execute("DELETE FROM entry")
        town.db.execute("DELETE FROM setting")
    ends.accept(ends.town, ends.office)
    with pytest.raises(Outside, match="不认识的钥匙") as caught:
        ends.take(ends.send(ends.town), ends.office)
    assert "新钥匙卡" in caught.value.then
    with opened(ends.town) as town:
        card = card_of(own_card(town, fresh).encode(), "卡")
    with opened(ends.office) as office:
        with pytest.raises(NotAllowed, match="以前认过") as caught:
            enrol.weigh(office, card)
        assert "--lost" in caught.value.then
        assert enrol.weigh(office, card, lost=True)
        with acting(office, "enrol") as act:
            met_anew(act, card)
        assert enrol.weigh(office, card, lost=True) is False
        assert computers(office, CODE) == []
    ends.visit(lost)
    with pytest.raises(Outside, match="从前的钥匙"):
        ends.take(ends.send(lost), ends.office)
    ends.take(ends.send(ends.office), ends.town)  # all that had arrived comes back
    assert [name for _number, name in ends.said(ends.town)] == ["王甲", "王乙"]
    assert ends.visit(visitor_name="王丙").number == f"{CODE}-2026-J0003"
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    with opened(ends.office) as office:
        assert [one.name for one in computers(office, CODE)] == ["第一台"]


def test_a_backup_from_before(ends, tmp_path):
    """The new key is lost with its PC, a backup from before it comes into use: the district is told, and then hears it again."""
    old = station.twin(ends.town, tmp_path / "旧的")
    ends.renew(ends.town)
    ends.visit(visitor_name="王乙")
    ends.take(ends.send(ends.town), ends.office)
    ends.town = old
    with opened(old) as town, opened(ends.office) as office:
        card = card_of(own_card(town, Keys.load(old / KEYS)).encode(), "卡")
        with pytest.raises(NotAllowed):
            enrol.weigh(office, card)
        with acting(office, "enrol") as act:
            met_anew(act, card)
        assert parties(office) == [own_party(town)]
    ends.take(ends.send(ends.office), ends.town)  # what was written under the lost key comes back
    ends.visit(visitor_name="王丙")
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    assert sorted(name for _number, name in ends.said(ends.town)) == ["王丙", "王乙", "王甲"]


def test_nobody_vouches_for_a_thief(ends, tmp_path):
    """The old key hands over once: what it signs for another one afterwards is nothing to those who heard of the first."""
    thief = station.twin(ends.town, tmp_path / "旧的")
    ends.renew(ends.town)
    ends.take(ends.send(ends.town), ends.office)
    ends.renew(thief)
    with pytest.raises(Outside):
        ends.take(ends.send(thief), ends.office)
    with opened(ends.office) as office, opened(ends.town) as town:
        assert parties(office) == [own_party(town)]


@pytest.mark.parametrize("moment", ["kept", "acting", "settled"])
def test_killed_while_it_changes(ends, monkeypatch, moment):
    """Whenever the program dies, the folder opens with the key its journal names, and packages are good."""

    def die(*_args, **_options):
        raise KeyboardInterrupt

    target = {"kept": (renew.vault, "keep"), "acting": (renew, "hand_over"), "settled": (renew, "settle")}[moment]
    old = Keys.load(ends.town / KEYS).public()
    with opened(ends.town) as town, monkeypatch.context() as patch:
        patch.setattr(*target, die)
        with pytest.raises(KeyboardInterrupt):
            renewed(town)
    assert (vault.ring(ends.town).next is not None) == (moment == "settled")
    ends.visit()
    assert vault.ring(ends.town).next is None
    assert (Keys.load(ends.town / KEYS).public() == old) == (moment != "settled")
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)


def test_with_passwords(ends):
    """Where the folder has passwords the new keys lie behind them as the old ones did, and the district still opens it."""
    with opened(ends.office) as office:
        card = own_party(office)
    access.protect(ends.town, "赵敏", "春天的风筝 飞得高", card.keys["age"])
    ends.renew(ends.town)
    ends.renew(ends.office)
    assert b"AGE-SECRET" not in (ends.town / KEYS).read_bytes()
    fresh = Keys.load(ends.town / KEYS).public()
    vault.lock(ends.town)
    password.unlock(ends.town, "春天的风筝 飞得高")
    assert Keys.load(ends.town / KEYS).public() == fresh
    vault.lock(ends.town)
    vault.unlock(ends.town, Keys.load(ends.office / KEYS).identities())
    ends.visit()
    ends.take(ends.send(ends.town), ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)


def test_an_older_keys_file(ends):
    """keys.json out of a backup from before the change does not fit the database: said, for reading as for writing."""
    older = (ends.town / KEYS).read_bytes()
    ends.renew(ends.town)
    newer = (ends.town / KEYS).read_bytes()
    (ends.town / KEYS).write_bytes(older)
    for write in (True, False):
        with pytest.raises(FolderDamaged, match="换钥匙以前"), folder.opened(ends.town, SCHEMA, write=write):
            pass
    (ends.town / KEYS).write_bytes(newer)
    assert ends.said(ends.town)


def test_a_copy_writes_on_under_the_new_key(ends, tmp_path):
    """A branch written again after the change stands in streams of the new key, in letters of its own."""
    copy = station.twin(ends.town, tmp_path / "拷贝")
    ends.visit(visitor_name="王乙")
    ends.take(ends.send(ends.town), ends.office)
    ends.visit(copy, visitor_name="王丙")
    ends.renew(copy)
    with pytest.raises(Fork):
        ends.take(ends.send(copy), ends.office)
    ends.take(ends.send(ends.office), copy)
    ends.take(ends.send(copy), ends.office)
    assert [name for _number, name in ends.said(ends.office)] == ["王甲", "王乙", "王丙"]
    with opened(copy) as store:
        assert store.find(Issue) and {o["keys"]["sign"] for o in store.opens.values() if o["series"]} == {
            own_party(store).keys["sign"]
        }


def test_words_that_say_nothing(ends):
    """An `instead` that is no list of keys, from a district that is none: nobody is believed for it."""
    strange = SimpleNamespace(
        body={"kind": "key", "set": {"role": "station", "code": CODE, "name": NAME, "keys": {}}},
        stream="ab" * 8,
        place=("ab" * 8, 1),
    )
    with opened(ends.town) as town:
        mine = Known(town).line(("station", CODE))
        for instead in ("x" * 64, {"a": 1}, ["c" * 64], None):
            strange.body["set"] |= {"keys": dict(own_party(town).keys), "instead": instead}
            assert Known(town, [strange]).line(("station", CODE)) == mine
    with pytest.raises(WrongReceiver):
        ends.take(ends.send(ends.town), ends.town)


# ---- a district that begins again with nothing


def begun_again(path):
    """A folder of the same district with keys of its own: the template's are those of all districts of these tests."""
    made = empty(path, "district", DISTRICT, OFFICE)
    (made / KEYS).unlink()
    Keys.make().save(made / KEYS)
    with opened(made) as store, store.transaction():
        store.db.execute("DELETE FROM entry")
        store.db.execute("DELETE FROM setting")
    return made


@pytest.fixture
def anew(ends, tmp_path):
    """The district passed an issue on, told the station, and lost everything; the station met its new folder. Its old one last."""
    with opened(ends.office) as office, acting(office, "follow", "高建军") as act:
        (issue,) = office.find(Issue)
        handling.follow(act, issue, "交办", {"organ": "区住建局", "acted_on": "2026-10-15"})
    ends.take(ends.send(ends.office), ends.town)
    old, ends.office = ends.office, begun_again(tmp_path / "重新建的")
    with opened(ends.office) as office:
        card = card_of(own_card(office, Keys.load(ends.office / KEYS)).encode(), "卡")
    with opened(ends.town) as town, acting(town, "enrol") as act:
        met_anew(act, card)
    return SimpleNamespace(ends=ends, old=old)


def lost_in(ends, file):
    """What a package holds of ourselves under lost keys."""
    with opened(ends.office) as office:
        return renew.lost_by_us(office, read(file, Keys.load(ends.office / KEYS)))


def test_what_a_district_wrote_before(anew):
    """Refused until a person compared the lost key, in words that name the page; then its own acts are back with the rest."""
    ends, file = anew.ends, anew.ends.send(anew.ends.town)
    before = station.journal(ends.office)
    with pytest.raises(Outside, match="不认识的钥匙") as caught:
        ends.take(file, ends.office)
    assert "各站" in caught.value.then and "--ours" in caught.value.then and station.journal(ends.office) == before
    lost = lost_in(ends, file)
    assert [party.keys for party in lost] == [Keys.load(anew.old / KEYS).public()]
    assert station.journal(ends.office) == before, "looking believes nothing"
    with opened(ends.office) as office, acting(office, "enrol", "高建军") as act:
        renew.ours_again(act, lost)
    ends.take(file, ends.office)
    assert ends.said(ends.office) == ends.said(ends.town)
    with opened(ends.office) as office:
        (issue,) = office.find(Issue)
        assert (issue.state, issue.organ) == ("办理中", "区住建局")
        assert Known(office).line(("district", ""))[0] == Keys.load(ends.office / KEYS).public()["sign"], (
            "it signs with its own"
        )
    ends.office = anew.old
    with pytest.raises(Outside, match="从前的钥匙"):
        ends.take(ends.send(anew.old), ends.town)


def test_only_what_is_ours_is_lost(ends, anew):
    """A package with nothing of ours under another key has nothing to take back, at a district nor at a station."""
    file = ends.send(ends.town)
    lost = lost_in(ends, file)
    with opened(ends.office) as office, acting(office, "enrol", "高建军") as act:
        renew.ours_again(act, lost)
    with pytest.raises(NotAllowed, match="没有本单位"):
        lost_in(ends, file)
    ends.take(file, ends.office)
    back = ends.send(ends.office)
    with opened(ends.town) as town, pytest.raises(NotAllowed, match="没有本单位"):
        renew.lost_by_us(town, read(back, Keys.load(ends.town / KEYS)))


def test_another_key_than_the_compared_is_not_believed(anew):
    """Who compared one lost key believes that one: what somebody else wrote in our name stays outside."""
    ends = anew.ends
    file, stranger = ends.send(ends.town), Keys.make()
    (lost,) = lost_in(ends, file)
    with opened(ends.office) as office, acting(office, "enrol", "高建军") as act:
        renew.ours_again(act, [lost.__class__(lost.role, lost.code, lost.name, stranger.public())])
    with pytest.raises(Outside, match="不认识的钥匙"):
        ends.take(file, ends.office)
    assert lost_in(ends, file) == [lost]

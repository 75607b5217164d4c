"""How far a record has come: on the stick, received, sent back; from receipts alone, and never at the district."""

from types import SimpleNamespace

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.folder import KEYS
from lianluozhan.held import held_there, note_sent, sent_so_far, travelled
from lianluozhan.issue import Issue
from lianluozhan.note import remark
from lianluozhan.package import enrol, keycard
from lianluozhan.package.manifest import Party
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.write import Passphrase, Sending, export
from lianluozhan.readable import readable
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests import station
from tests.station import CODE, do, empty, opened

WORDS = "柿子树下的长椅"


class Plain(Passphrase):
    """No lock at all: what is tested here is what travels, not the lock."""

    def lock(self, data):
        """The bytes as they are."""
        return data


@pytest.fixture
def ends(tmp_path, monkeypatch):
    """A station and its district, open, with an empty stick; packages travel unlocked."""
    monkeypatch.setattr("lianluozhan.package.read.unlock", lambda data, keys, passphrase: data)
    stick = tmp_path / "stick"
    stick.mkdir()
    with (
        opened(empty(tmp_path / "站")) as town,
        opened(empty(tmp_path / "区", "district", "140405", "区人大")) as office,
    ):
        with acting(town, "enrol") as act:
            enrol.accept(act, keycard.own_party(office))
        yield SimpleNamespace(town=town, office=office, stick=stick, path=tmp_path)


def carry(ends, sender, to, **how):
    """One stick from here to there; returns what was written."""
    keys = Keys.load(sender.path.parent / KEYS)
    party = Party("station", CODE) if to.identity.role == "station" else None
    done = export(sender, keys, ends.stick, Plain(WORDS), Sending(to=party, full=False, **how))
    receive(to, read(done.path, keys))
    done.path.unlink()
    return done


def step(store, cls=Visit):
    """What the first record's row says."""
    return readable(store, cls, store.find(cls))[0].get("travel")


def test_the_way_there(ends):
    """Nothing, on the stick, received; a later change starts anew."""
    visit = station.receive(ends.town)
    assert "travel" not in readable(ends.town, Visit, [visit])[0]
    carry(ends, ends.town, ends.office)
    assert step(ends.town) == "已报"
    carry(ends, ends.office, ends.town)
    assert step(ends.town) == "已收"
    with acting(ends.town, "amend") as act:
        amend(act, visit, {"visitor_phone": "13800000000"}, "补上")
    assert step(ends.town) is None
    assert step(ends.office) is None


def test_a_lost_stick(ends):
    """Without a receipt what was on the stick stays 已报 and is sent again; with it the next package is smaller."""
    for hour in range(10, 19):
        station.receive(ends.town, received_at=f"2026-10-14T{hour}:00")
    first = carry(ends, ends.town, ends.office)
    again = carry(ends, ends.town, ends.office)
    assert again.entries == first.entries > 9
    carry(ends, ends.office, ends.town)
    station.receive(ends.town, received_at="2026-10-15T09:00")
    assert carry(ends, ends.town, ends.office).entries < 6


def test_facts_of_an_issue(ends):
    """An issue is received when all that was done on it is."""
    station.receive(ends.town, outcome="乡镇办理", referred_to="渔泽镇人民政府")
    carry(ends, ends.town, ends.office)
    carry(ends, ends.office, ends.town)
    assert step(ends.town, Issue) == "已收"
    do(ends.town, "Y0001", "催办", text="请快一点")
    assert (step(ends.town, Issue), step(ends.town)) == (None, "已收")
    carry(ends, ends.town, ends.office)
    assert step(ends.town, Issue) == "已报"


def test_sent_back(ends):
    """The district's 退回修改 is shown with its words until the station has written on the record again."""
    visit = station.receive(ends.town)
    carry(ends, ends.town, ends.office)
    (theirs,) = ends.office.find(Visit)
    with acting(ends.office, "note", "区里") as act:
        remark(act, theirs, "退回修改", "电话没有写")
    carry(ends, ends.office, ends.town)
    row = readable(ends.town, Visit, [visit])[0]
    assert (row["travel"], row["travel_why"]) == ("退回修改", "电话没有写")
    with acting(ends.town, "amend") as act:
        amend(act, visit, {"visitor_phone": "13800000000"}, "补上")
    assert step(ends.town) is None
    carry(ends, ends.town, ends.office)
    carry(ends, ends.office, ends.town)
    assert step(ends.town) == "已收"


@pytest.mark.parametrize("word", ["批注", "初审"])
def test_other_remarks_send_nothing_back(ends, word):
    """Only 退回修改 does, and only the district's."""
    visit = station.receive(ends.town)
    carry(ends, ends.town, ends.office)
    (theirs,) = ends.office.find(Visit)
    with acting(ends.office, "note", "区里") as act:
        remark(act, theirs, word, "看过")
    carry(ends, ends.office, ends.town)
    with acting(ends.town, "note") as act:
        remark(act, visit, "退回修改", "自己写的")
    assert step(ends.town) == "已收"


def test_a_masked_package_is_no_report(ends):
    """What went out without names was not reported."""
    station.receive(ends.town)
    carry(ends, ends.town, ends.office, masked=True)
    assert step(ends.town) is None


def test_another_pc_of_our_own_is_no_report(ends):
    """What went to the station's other PC was reported to nobody; what goes to the district then was."""
    station.receive(ends.town)
    keys = Keys.load(ends.town.path.parent / KEYS)
    own = Sending(to=keycard.own_party(ends.town), full=False)
    export(ends.town, keys, ends.stick, Plain(WORDS), own)
    assert step(ends.town) is None
    carry(ends, ends.town, ends.office)
    assert step(ends.town) == "已报"


def test_nothing_is_asked_of_a_district(ends):
    """A district's own folder has no way to go; nor has an empty list."""
    station.receive(ends.town)
    carry(ends, ends.town, ends.office)
    (theirs,) = ends.office.find(Visit)
    assert travelled(ends.office, "visit", [theirs.id]) == travelled(ends.town, "visit", []) == {}


def test_the_note_of_what_was_sent(ends):
    """It only ever grows."""
    note_sent(ends.town, {"a": 7, "b": 1})
    note_sent(ends.town, {"a": 3, "c": 2})
    assert sent_so_far(ends.town) == {"a": 7, "b": 1, "c": 2}
    assert held_there(ends.town, CODE, "district", False) == dict.fromkeys(
        held_there(ends.town, CODE, "district", False), 0
    )


def test_before_the_district_is_met(tmp_path):
    """Without the district's card, or anything from it, a record has no way to show: nobody would answer."""
    with opened(empty(tmp_path / "独")) as town:
        visit = station.receive(town)
        note_sent(town, dict.fromkeys(town.opens, 999))
        assert "travel" not in readable(town, Visit, [visit])[0]

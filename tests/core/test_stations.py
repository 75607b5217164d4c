"""The stations a district knows, what goes to each, and that nobody gets another station's people."""

from types import SimpleNamespace

import pytest

from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.errors import NotFound
from lianluozhan.package import enrol, keycard
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read, unlock
from lianluozhan.package.stations import named, parties, stations
from lianluozhan.package.write import Sending, export, to_keys
from tests import station
from tests.core.test_enrol import Desk

FISH, SUN, DISTRICT = "140405102", "140405103", "140405"


@pytest.fixture
def desks(tmp_path):
    """A district that has heard of two stations, each with a visitor and a deputy of its own."""
    stick = tmp_path / "stick"
    stick.mkdir()
    made = SimpleNamespace(
        **{n: Desk(tmp_path / f"{n}.db", world) for n, world in (("office", DISTRICT), ("fish", FISH), ("sun", SUN))},
        stick=stick,
    )
    for desk, name in ((made.fish, "鱼儿"), (made.sun, "阳阳")):
        desk.accept(made.office.card)
        station.receive(desk.store, visitor_name=f"王{name}", visitor_phone="13800000001", statement=f"{name}的路灯")
        made.office.take(export(desk.store, desk.keys, stick, to_keys(desk.store), Sending(full=False)))
    with acting(made.office.store, "add") as act:
        for n, place in enumerate((f"{FISH}号", f"{SUN}号")):
            act.write(Deputy, f"deputy-{n}", {"name": f"代表{n}", "phone": f"1390000000{n}", "places": [place]})
    yield made
    for desk in (made.office, made.fish, made.sun):
        desk.store.close()


def sent_to(desks, word, **how):
    """The package for a station of this name."""
    (to,) = named(desks.office.store, word)
    store = desks.office.store
    return export(store, desks.office.keys, desks.stick, to_keys(store, to), Sending(to=to, full=False, **how))


def test_who_is_known(desks):
    """By code, with name and key; compared only where a person did; a station whose card alone was accepted is there too."""
    assert [p.code for p in parties(desks.office.store)] == [FISH, SUN]
    assert [s.compared for s in stations(desks.office.store)] == [False, False]
    desks.office.accept(desks.fish.card)
    first, second = stations(desks.office.store)
    assert (first.compared, second.compared) == (True, False)
    assert first.fingerprint == keycard.fingerprint(desks.fish.card.party)
    assert first.heard_at and first.waiting > 2


def test_a_station_not_heard_yet(tmp_path):
    """Its card is enough to prepare its stick."""
    office, far = Desk(tmp_path / "office.db", DISTRICT), Desk(tmp_path / "far.db", "140405109")
    with pytest.raises(NotFound, match="还没有见过"):
        named(office.store, None)
    office.accept(far.card)
    (only,) = stations(office.store)
    assert (only.party, only.heard_at) == (far.card.party, None)
    for desk in (office, far):
        desk.store.close()


def test_named(desks):
    """By code, by name, by part of one name; two that fit, or none, are refused by name."""
    store = desks.office.store
    assert [p.code for p in named(store, None)] == [FISH, SUN]
    assert named(store, FISH) == named(store, f"{FISH}号") == named(store, "102号")
    for word, said in (("号", "几个站"), ("余吾", "没有见过")):
        with pytest.raises(NotFound, match=said) as caught:
            named(store, word)
        assert caught.value.then


def test_nobody_elses_people(desks):
    """In the decrypted bytes there is no visitor and no deputy's telephone of another station."""
    done = sent_to(desks, FISH)
    inside = unlock(done.path.read_bytes(), desks.fish.keys, None)
    entries = read(done.path, desks.fish.keys).entries
    data = inside + b"".join(e.data + (e.private or b"") for e in entries)
    assert b"13900000000" in data
    assert not [w for w in ("阳阳", "13900000001", "13800000001") if w.encode() in data]
    assert {e.body["world"] for e in entries} == {FISH, DISTRICT}


def test_the_whole_way_back(desks):
    """The station has the roster and the receipt; what it sends next is smaller, and what it gets next has nothing old."""
    full = len(
        read(
            export(desks.fish.store, desks.fish.keys, desks.stick, to_keys(desks.fish.store), Sending(full=True)).path,
            desks.fish.keys,
        ).entries
    )
    first = sent_to(desks, FISH)
    desks.fish.take(first)
    assert [d.name for d in desks.fish.store.find(Deputy)] == ["代表0", "代表1"]
    assert [d.phone for d in desks.fish.store.find(Deputy)] == ["13900000000", None]
    station.receive(desks.fish.store, received_at="2026-10-15T09:00")
    next_ = export(desks.fish.store, desks.fish.keys, desks.stick, to_keys(desks.fish.store), Sending(full=False))
    assert next_.entries < full
    desks.office.take(next_)
    receive(desks.fish.store, read(sent_to(desks, FISH).path, desks.fish.keys))


def test_two_sticks_mixed_up(desks):
    """A station's package does not open at another."""
    done = sent_to(desks, FISH)
    with pytest.raises(enrol.WrongReceiver):
        read(done.path, desks.sun.keys)

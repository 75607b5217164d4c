"""Ten stations and their district by stick: one change of the roster, sent to all and reported back by all, is no conflict
anywhere; and in nobody's package is anybody of another station."""

from types import SimpleNamespace

import pytest

from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.issue import Issue
from lianluozhan.package.read import read, unlock
from lianluozhan.package.stations import parties
from lianluozhan.package.write import Sending, export, to_keys
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests import station
from tests.core.desk import tables
from tests.core.test_enrol import Desk

DISTRICT, TOWNS = "140405", [f"1404051{n:02d}" for n in range(10)]


@pytest.fixture
def all_of_them(tmp_path):
    """The district has heard of each station; each has visitors of its own, one of them reported up, and deputies of its own."""
    stick = tmp_path / "stick"
    stick.mkdir()
    office, towns = (
        Desk(tmp_path / "office.db", DISTRICT),
        {town: Desk(tmp_path / f"{town}.db", town) for town in TOWNS},
    )
    made = SimpleNamespace(office=office, towns=towns, stick=stick)
    for n, (town, desk) in enumerate(towns.items()):
        desk.accept(office.card)
        for hour, outcome in ((9, "当场答复"), (10, "报区办理")):
            said = {
                "visitor_name": f"访客{n:02d}甲{hour}",
                "visitor_phone": f"1380000{n:02d}{hour:02d}",
                "statement": f"第{n:02d}站的路灯",
            }
            station.receive(desk.store, received_at=f"2026-10-14T{hour:02d}:00", outcome=outcome, **said)
        report(made, town)
    with acting(office.store, "add", "高建军") as act:
        for n, town in enumerate(TOWNS):
            act.write(
                Deputy,
                f"deputy-{n}",
                {"name": f"代表{n:02d}", "phone": f"1390000{n:04d}", "places": [f"{town}号"], "group": "第一组"},
            )
        act.write(
            Deputy,
            "deputy-all",
            {"name": "代表各处", "phone": "13900009999", "places": [f"{town}号" for town in TOWNS], "group": "第一组"},
        )
    yield made
    for desk in (office, *towns.values()):
        desk.store.close()


def report(made, town):
    """A station's stick to the district."""
    desk = made.towns[town]
    return made.office.take(export(desk.store, desk.keys, made.stick, to_keys(desk.store), Sending(full=False)))


def packages(made):
    """{town: the district's package for it}."""
    store, keys = made.office.store, made.office.keys
    return {
        to.code: export(store, keys, made.stick, to_keys(store, to), Sending(to=to, full=False))
        for to in parties(store)
    }


def clashes(desk):
    """How many places a person would have to decide."""
    return desk.store.db.execute("SELECT count(*) FROM conflict").fetchone()[0] + len(desk.store.find(Issue, "flagged"))


def everybody(made):
    """All desks."""
    return [made.office, *made.towns.values()]


def test_one_roster_change_is_no_conflict(all_of_them):
    """Sent to ten, used by ten, reported back by ten, changed again meanwhile: nowhere is anything to be decided, everybody
    has the same roster, and what comes back twice changes nothing."""
    made = all_of_them
    for change in ({"group": "第二组"}, {"group": "第三组", "post": "村主任"}):
        with acting(made.office.store, "change", "高建军") as act:
            act.write(Deputy, "deputy-all", change)
        for town, done in packages(made).items():
            made.towns[town].take(done)
            assert made.towns[town].store.get(Deputy, (DISTRICT, "deputy-all")).group == change["group"]
            station.receive(made.towns[town].store, received_at="2026-10-20T09:00", deputies=["代表各处"])
        reports = [report(made, town) for town in TOWNS]
        assert [one.conflicts for one in reports] == [0] * 10 and all(one.added for one in reports)
    assert [clashes(desk) for desk in everybody(made)] == [0] * 11
    rosters = {
        tuple((one.name, one.group, one.post) for one in desk.store.find(Deputy, order="name"))
        for desk in everybody(made)
    }
    assert len(rosters) == 1
    before = tables(made.office.store)
    assert all(report(made, town).new == 0 for town in TOWNS)
    assert tables(made.office.store) == before


def test_nobody_of_another_station(all_of_them):
    """In the decrypted bytes of each of the ten packages: no visitor, no words, no phone and no telephone of a deputy that
    belong to another station; one's own and what is common are there."""
    made = all_of_them
    found = packages(made)
    assert sorted(found) == TOWNS
    for n, (town, done) in enumerate(sorted(found.items())):
        keys = made.towns[town].keys
        package = read(done.path, keys)
        inside = unlock(done.path.read_bytes(), keys, None) + b"".join(
            e.data + (e.private or b"") for e in package.entries
        )
        assert f"1390000{n:04d}".encode() in inside and b"13900009999" in inside
        assert {entry.body["world"] for entry in package.entries} <= {town, DISTRICT}
        for other in set(range(10)) - {n}:
            theirs = (f"访客{other:02d}", f"1380000{other:02d}", f"第{other:02d}站的路灯", f"1390000{other:04d}")
            assert not [word for word in theirs if word.encode() in inside], (town, other)


def test_what_the_district_says_of_one_goes_to_that_one(all_of_them):
    """An act on one station's issue travels to it alone."""
    made = all_of_them
    (issue,) = made.office.store.find(Issue, "world=?", (TOWNS[3],))
    with acting(made.office.store, "note", "高建军") as act:
        act.write(
            made.office.store.schema.records["followup"],
            new_id(),
            {"issue": issue.id, "action": "批注", "text": "只给第三站看", "acted_on": "2026-10-20"},
            issue.world,
        )
    for town, done in packages(made).items():
        private = b"".join(entry.private or b"" for entry in read(done.path, made.towns[town].keys).entries)
        assert ("只给第三站看".encode() in private) == (town == TOWNS[3])
    assert len(made.office.store.find(Visit)) == 20

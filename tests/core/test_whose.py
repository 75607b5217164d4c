"""A district's folder seen as if it held the records of some of its stations only."""

from types import SimpleNamespace

import pytest

from lianluozhan import whose
from lianluozhan.act import acting
from lianluozhan.errors import NotFound
from lianluozhan.issue import Issue
from lianluozhan.month_data import month_figures
from lianluozhan.package.write import Sending, export, to_keys
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import readable
from lianluozhan.store import Identity
from lianluozhan.visit import Visit
from tests import station
from tests.core.test_enrol import Desk

FISH, SUN, DISTRICT = "140405102", "140405103", "140405"


@pytest.fixture
def desks(tmp_path):
    """A district with the records of two stations: three visits of one, two of the other, the first of each an issue."""
    stick = tmp_path / "stick"
    stick.mkdir()
    made = SimpleNamespace(
        **{n: Desk(tmp_path / f"{n}.db", world) for n, world in (("office", DISTRICT), ("fish", FISH), ("sun", SUN))}
    )
    for desk, count in ((made.fish, 3), (made.sun, 2)):
        desk.accept(made.office.card)
        for number in range(count):
            more = {} if number else {"outcome": "乡镇办理", "referred_to": "镇政府"}
            station.receive(desk.store, received_at=f"2026-10-14T0{number}:00", visitor_name="王某", **more)
        made.office.take(export(desk.store, desk.keys, stick, to_keys(desk.store), Sending(full=False)))
    yield made
    for desk in (made.office, made.fish, made.sun):
        desk.store.close()


@pytest.fixture
def office(desks):
    """The district's store."""
    return desks.office.store


def test_every_way_of_reading_is_narrowed(office):
    """What is found, what is counted by a SELECT of one's own, and what belongs to one: all of these stations only."""
    for worlds, visits, issues in (
        ((), 5, 2),
        ((FISH,), 3, 1),
        ((SUN,), 2, 1),
        ((FISH, SUN), 5, 2),
        ((DISTRICT,), 0, 0),
    ):
        seen = whose.narrowed(office, worlds)
        assert len(seen.find(Visit)) == visits and len(seen.find(Issue, "state IS NOT NULL")) == issues
        assert next(seen.rows("SELECT count(*) AS n FROM visit WHERE voided IS NULL"))["n"] == visits
        assert (
            next(seen.rows("SELECT count(*) AS n FROM issue WHERE id IN (SELECT issue FROM followup)"))["n"] == issues
        )
    assert whose.whole(whose.narrowed(office, (SUN,))) is office and whose.whole(office) is office


def test_the_roster_is_everybodys(office):
    """Places, deputies and organs are the district's: they are seen whichever stations are looked at."""
    with acting(office, "add") as act:
        act.write(Place, own_place_id(FISH), {"name": "渔泽镇人大代表联络站"})
    assert whose.narrowed(office, (SUN,)).find(Place)


def test_a_record_says_whose_it_is(desks, office):
    """A row at a district names its station; at the station there is nothing to say."""
    assert {row["station"] for row in readable(office, Visit, office.find(Visit))} == {f"{FISH}号", f"{SUN}号"}
    assert "station" not in readable(desks.fish.store, Visit, desks.fish.store.find(Visit))[0]
    assert whose.called(desks.fish.store) == {} and list(whose.called(office)) == [FISH, SUN, DISTRICT]


def test_which_is_meant(office):
    """By code, name, part of a name, 本办 for the district's own; several or none are refused by name."""
    assert whose.meant(office, [FISH, "103号", "本办", FISH]) == (FISH, SUN, DISTRICT)
    assert whose.said(office, ()) == "全部 2 个站"
    assert (
        whose.said(office, (FISH, SUN)) == f"{FISH}号、{SUN}号"
        and whose.said(office, (FISH, SUN, DISTRICT)) == f"{FISH}号等 3 个站"
    )
    for word, said in (("号", "不止一个"), ("余吾", "没有叫")):
        with pytest.raises(NotFound, match=said) as caught:
            whose.meant(office, [word])
        assert caught.value.then


def test_a_station_has_no_stations(desks):
    """There nothing can be narrowed, and it says why."""
    with pytest.raises(NotFound) as caught:
        whose.meant(desks.fish.store, ["渔泽镇"])
    assert "只有区里" in caught.value.then


def test_papers_of_one_station_stand_under_its_name(office):
    """The figures of one are its own, under its name; of several under ours with which; together they are all."""
    one, both = whose.as_there(office, (FISH,)), whose.as_there(office, (FISH, SUN))
    assert (one.identity.role, one.identity.world, one.identity.name) == ("station", FISH, f"{FISH}号")
    assert both.identity.world == DISTRICT and f"（{FISH}号、{SUN}号）" in both.identity.name
    assert whose.as_there(office, ()) is office and office.identity.role == "district"
    each = [month_figures(whose.as_there(office, (world,)), "2026-10").total.visits for world in (FISH, SUN)]
    assert (
        each == [3, 2]
        and month_figures(both, "2026-10").total.visits == month_figures(office, "2026-10").total.visits == 5
    )


def test_remembered_for_a_page(office):
    """Each page has its own choice; a station that is not known is none."""
    with office.transaction():
        whose.choose(office, "visit", (SUN, "999999999"))
    assert whose.chosen(office, "visit") == (SUN,) and whose.chosen(office, "issue") == ()


def test_theirs(office):
    """A district adds to what a station wrote; its own and the roster it writes, and at the station everything is ours."""
    (visit, *_more) = office.find(Visit)
    assert whose.theirs(office.identity, visit)
    assert not whose.theirs(office.identity, Visit({"world": DISTRICT})) and not whose.theirs(
        office.identity, Place({"world": FISH})
    )
    assert not whose.theirs(Identity("station", FISH, "", {}), visit)

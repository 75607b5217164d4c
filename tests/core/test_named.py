"""One record by what people call it: its number or the end of one, its id, its name; of several the one that is meant."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.appointment import Appointment
from lianluozhan.deputy import Deputy
from lianluozhan.errors import NotFound
from lianluozhan.named import MOST_ASKED, MOST_TOLD, record_of
from lianluozhan.place import Place
from lianluozhan.record import new_id
from lianluozhan.table import update
from lianluozhan.visit import Visit
from tests.core import desk


def test_by_number_and_id(store):
    """The whole number, its end however it is typed, and the id mean the same record."""
    id = desk.receive(store)
    number = desk.held(store, Visit, id).number
    for word in (number, "J0001", "j1", "J01", id):
        assert record_of(store, word).id == id
    with pytest.raises(NotFound, match="没有编号、标识或名称是“J0002”的记录"):
        record_of(store, "J2")


def test_of_one_kind(store):
    """Asked for of a kind, what another kind calls so is not meant."""
    id = desk.receive(store, visitor_name="陈秀兰")
    deputy = desk.write(store, Deputy, {"name": "陈秀兰"})
    assert record_of(store, "陈秀兰", Deputy.noun).id == deputy
    assert record_of(store, "陈秀兰", Visit.noun).id == id
    with pytest.raises(NotFound, match="“陈秀兰”有几条：代表 .*接待 "):
        record_of(store, "陈秀兰")


def test_an_appointment_that_was_kept(store):
    """Who came as they had said is found as their visit, who has not come yet as the appointment."""
    waiting = desk.write(store, Appointment, {"at": "2026-10-08T09:00", "name": "王秀英"})
    assert record_of(store, "王秀英").id == waiting
    visit = desk.receive(store)
    desk.write(store, Appointment, {"visit": visit}, waiting)
    assert record_of(store, "王秀英").id == visit
    assert record_of(store, "王秀英", Appointment.noun).id == waiting


def test_the_voided(store):
    """A voided record stands back behind a live one of the same name, and is found where there is no other."""
    first, second = desk.receive(store), desk.receive(store, received_at="2026-10-14T09:00")
    with acting(store, "void") as act:
        void(act, desk.held(store, Visit, first), "重复")
    assert record_of(store, "王秀英").id == second and record_of(store, "J0001").id == first
    with acting(store, "void") as act:
        void(act, desk.held(store, Visit, second), "重复")
    with pytest.raises(NotFound, match="有几条"):
        record_of(store, "王秀英")


def test_ones_own(store):
    """Of what both offices have a record of, one's own is meant; where only the other has one, that."""
    theirs = dict.fromkeys(Place.fields) | {"id": new_id(), "world": desk.DISTRICT, "name": "东街联络点"}
    with store.transaction():
        update(store, Place(theirs))
    assert record_of(store, "东街联络点").id == theirs["id"]
    ours = desk.write(store, Place, {"name": "东街联络点"})
    assert record_of(store, "东街联络点").id == ours


def test_many_of_one_name(store):
    """So many are told by their numbers, the rest as 等."""
    for day in range(1, MOST_ASKED + 1):
        desk.receive(store, received_at=f"2026-10-{day:02}T09:00")
    with pytest.raises(NotFound, match=f"“王秀英”有几条：(接待 [^、]*-J000[1-9]、){{{MOST_TOLD - 1}}}接待 [^、]* 等。"):
        record_of(store, "王秀英")

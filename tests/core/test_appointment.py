"""预约: who said that they would come, and whether they did."""

import pytest

from lianluozhan.act import acting
from lianluozhan.appointment import CANCELLED, MISSED, Appointment, carried, settle
from lianluozhan.errors import NotAllowed
from lianluozhan.undo import VERB, undo
from tests.station import empty, opened, receive, sound, take

AGREED = {"at": "2026-10-14T09:00", "name": "赵㛃", "phone": "138 0000 0000", "channel": "电话", "topic": "供暖"}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_agreed(store):
    """What nobody said of its state is 已约; name and phone are in the private part alone."""
    take(store, "appointment", AGREED)
    (one,) = store.find(Appointment)
    assert (one.state, one.phone) == ("已约", "13800000000")
    (entry,) = store.entries("kind='appointment'")
    assert set(entry.secret) - {"salt"} == {"name", "phone"}
    assert "赵㛃".encode() not in entry.data


@pytest.mark.parametrize("who", [{"visitor_name": "赵㛃"}, {"visitor_name": "赵洁", "visitor_phone": "13800000000"}])
def test_came(store, who):
    """A visit of that day under the name or the phone is the appointment's: 到访, linked; 撤销 of the visit takes that back."""
    take(store, "appointment", AGREED)
    visit = receive(store, **who)
    (one,) = store.find(Appointment)
    assert (one.state, one.visit) == ("到访", visit.id)
    sound(store)
    with acting(store, VERB) as act:
        undo(act)
    (one,) = store.find(Appointment)
    assert (one.state, one.visit) == ("已约", None)


@pytest.mark.parametrize(
    "other",
    [{"visitor_name": "王秀英"}, {"visitor_name": "赵㛃", "received_at": "2026-10-15T09:00"}, {"visitor_name": None}],
)
def test_somebody_else_came(store, other):
    """Another name, another day or no name is another visit."""
    take(store, "appointment", AGREED)
    receive(store, **other)
    assert store.find(Appointment)[0].state == "已约"


def test_did_not_come(store):
    """未到 and 取消 end it once; whoever came is not 未到."""
    take(store, "appointment", AGREED, AGREED | {"name": "王秀英", "phone": None})
    one, other = store.find(Appointment, order="id")
    for record, state in ((one, MISSED), (other, CANCELLED)):
        with acting(store, "settle") as act:
            settle(act, record, state)
    for record in store.find(Appointment):
        with pytest.raises(NotAllowed, match="已经是"), acting(store, "settle") as act:
            settle(act, record, MISSED)


def test_carried(store):
    """What a visit takes over; how they rang up is not how they came, a 云接待 is."""
    take(store, "appointment", AGREED | {"deputy": "彭喆"})
    assert carried(store.find(Appointment)[0]) == {
        "visitor_name": "赵㛃",
        "visitor_phone": "13800000000",
        "statement": "供暖",
        "deputies": ["彭喆"],
    }
    assert carried(Appointment({**dict.fromkeys(Appointment.fields), "channel": "云接待"})) == {"channel": "云接待"}

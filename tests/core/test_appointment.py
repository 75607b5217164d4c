"""预约: who said that they would come, and whether they did."""

import pytest

from lianluozhan.appointment import Appointment
from tests.station import empty, opened, take

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

"""A clock that cannot be right is asked about before anything is written; what is gone is told as long as it is gone."""

from datetime import UTC, datetime, timedelta

import pytest

from lianluozhan import clock, doubt
from lianluozhan.errors import NotAllowed
from lianluozhan.streams import leave, own
from lianluozhan.visit import Visit
from tests.core import desk
from tests.station import run


@pytest.fixture
def at(monkeypatch):
    """Set the PC's clock so far from now."""

    def at(**later):
        moved = datetime.now(UTC) + timedelta(**later)
        monkeypatch.setattr(clock, "now", lambda: moved.isoformat(timespec="milliseconds").replace("+00:00", "Z"))

    return at


@pytest.fixture
def used(station):
    """A folder with a visit."""
    with desk.opened(station) as store:
        desk.receive(store)
    return station


@pytest.mark.parametrize("moved", [{"hours": 0}, {"minutes": -4}, {"days": 59}])
def test_a_clock_that_fits(used, at, moved):
    """Put right by some minutes, or after a long holiday: nobody is asked."""
    at(**moved)
    with desk.opened(used) as store:
        assert store.doubted == ""
        desk.receive(store)


@pytest.mark.parametrize(
    ("moved", "said"),
    [({"minutes": -6}, "还早"), ({"days": -400}, "还早"), ({"days": 61}, "已有 61 天"), ({"days": 26_800}, "天")],
)
def test_a_clock_that_cannot_be_right(used, at, moved, said):
    """Set back, or to 2099: nothing is written and all can be read until a person says that the date is right."""
    at(**moved)
    with desk.opened(used) as store:
        assert said in store.doubted
        with pytest.raises(NotAllowed, match="电脑现在的时间") as refused:
            desk.receive(store)
        assert "日期是对的" in refused.value.then
        assert len(store.find(Visit)) == 1
        doubt.confirm(store)
        desk.receive(store)
    with desk.opened(used) as store:
        assert store.doubted == ""
        assert len(store.find(Visit)) == 2


def test_it_is_asked_again_another_day(used, at):
    """Who confirmed a date and wrote nothing is asked on the next one; back in the right time too."""
    at(days=400)
    with desk.opened(used) as store:
        doubt.confirm(store)
    with desk.opened(used) as store:
        assert store.doubted == ""
    at(days=401)
    with desk.opened(used) as store:
        assert store.doubted
        doubt.confirm(store)
        desk.receive(store)
    at()
    with desk.opened(used) as store:
        assert "还早" in store.doubted


def test_a_folder_that_moved_is_asked_too(used, at, tmp_path):
    """A restored folder has no streams of its own yet; what it left counts."""
    with desk.opened(used) as store, store.transaction():
        leave(store, own(store).values())
    at(days=-3)
    with desk.opened(used) as store:
        assert "还早" in store.doubted


def test_a_new_folder_asks_nothing(station, at):
    """Where nobody has written yet there is nothing to compare with."""
    at(days=4000)
    with desk.opened(station) as store, store.transaction():
        store.set("own", "{}")
        assert doubt.of_clock(store) == ""


def test_the_command(used, at):
    """A command refuses in words with the way on; --date-is-right says it; looking needs nothing."""
    at(days=30_000)
    assert run("list", "visit", "--data", used).code == 0
    words = ("amend", "J0001", "人数=3", "--reason", "写错", "--data", used)
    refused = run(*words)
    assert refused.code == 1 and "--date-is-right" in refused.err
    done = run(*words, "--date-is-right")
    assert done.code == 0, done.err
    assert run("check", "--data", used).code == 0

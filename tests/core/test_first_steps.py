"""开头四步: each is done when the folder says so, not when somebody pressed a button; a folder that is in use needs none."""

import pytest

from lianluozhan import rotation, vault
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.first_steps import AWAY, NEW, first_steps, put_away
from lianluozhan.record import new_id
from lianluozhan.rotation import set_second
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from tests.station import empty, filled, opened, receive

DISTRICT = "district", "140405", "屯留区人大常委会办公室"


@pytest.fixture
def store(tmp_path):
    """A new station's store."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def done(store: Store) -> list[bool]:
    """Which of the four are done."""
    return [step.done for step in first_steps(store).steps]


def test_a_new_station_has_four_steps(store, tmp_path):
    """Each by what the folder holds; when all are done they are no longer shown."""
    assert done(store) == [False] * 4 and first_steps(store).shown
    assert [step.page for step in first_steps(store).steps] == ["sheet_import", "schedule", "visit", "backup"]
    # A roster can be typed, too.
    assert [step.other and step.other[1] for step in first_steps(store).steps] == ["deputy", None, None, None]
    with acting(store, "test") as act:
        act.write(Deputy, new_id(), {"name": "陈秀兰"})
    assert done(store) == [True, False, False, False]
    with acting(store, "test") as act:
        act.write(Schedule, new_id(), {"date": "2026-10-21"})
    assert done(store) == [True, True, False, False]
    receive(store)
    assert done(store) == [True, True, True, False] and first_steps(store).shown
    (tmp_path / "别处").mkdir()
    set_second(store.path.parent, tmp_path / "别处")
    assert done(store) == [True] * 4 and not first_steps(store).new and not first_steps(store).shown


def test_what_is_voided_does_not_count(store):
    """A visit that was taken back is none."""
    visit = receive(store)
    with acting(store, "void") as act:
        act.write(type(visit), visit.id, {"voided": "登记重复"})
    assert done(store)[2] is False


def test_a_backup_that_left_this_pc_counts(store, monkeypatch):
    """Put onto a stick once is enough; one beside the data is not."""
    folder = store.path.parent
    rotation.daily(folder)
    assert done(store)[3] is False
    monkeypatch.setattr(rotation, "volume", lambda path: str(path))
    rotation.went(folder, folder.parent)
    assert done(store)[3] is True


def test_a_district_has_its_own(tmp_path, cheap):
    """Its roster, its password, the first station's package, a copy elsewhere."""
    with opened(empty(tmp_path / "区", *DISTRICT)) as store:
        assert [step.page for step in first_steps(store).steps] == [
            "sheet_import",
            "password",
            "package_import",
            "backup",
        ]
        assert done(store) == [False] * 4
        assert not vault.doors(store.path.parent)


def test_they_are_put_away_and_found_again(store):
    """Put away they are not shown, but stay to be asked for."""
    with store.transaction():
        put_away(store, True)
    assert (first_steps(store).shown, first_steps(store).new, first_steps(store).away) == (False, True, True)
    with store.transaction():
        put_away(store, False)
    assert first_steps(store).shown and store.setting(AWAY) is None


def test_a_folder_in_use_needs_none(tmp_path):
    """Twenty receptions: nobody begins here any more, whatever lacks."""
    with opened(filled(tmp_path / "站")) as store:
        assert not first_steps(store).new and not all(done(store))
    assert NEW == 20

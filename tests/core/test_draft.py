"""Drafts: what is typed outlives a crash, a stack of them, each gone once it is saved."""

import pytest

from lianluozhan import clock
from lianluozhan.backup import backup, restore
from lianluozhan.draft import Draft, drafts, drop, expected_number, keep
from lianluozhan.visit import Visit
from tests.station import digest, empty, opened, receive, sound


@pytest.fixture
def folder(tmp_path):
    """A new station's folder."""
    return empty(tmp_path / "站")


FIRST = Draft(
    "a", "visit", {"visitor_name": "郭桂兰", "statement": "路灯\n不亮“三个月”"}, "statement", 7, "2026-10-21T09:42:18"
)
SECOND = Draft("b", "visit", {"visitor_name": "仇文斌"}, kept_at="2026-10-21T09:50:00")


def test_a_stack(folder):
    """The newest lies on top, each is as it was written, those of another form apart."""
    with opened(folder) as store:
        for one in (FIRST, SECOND, Draft("c", "issue", {})):
            keep(store, one)
        assert drafts(store, "visit") == [SECOND, FIRST]


def test_outlives_the_program(folder):
    """What is kept is in the file, not in the program's memory: another opening finds it."""
    with opened(folder) as store:
        keep(store, FIRST)
    with opened(folder) as store:
        assert drafts(store, "visit") == [FIRST]


def test_when(folder):
    """It says when it was kept: at that hour of the day that is seen, as what is told beside it; one that says so itself, then."""
    clock.set_today("2026-10-21")
    with opened(folder) as store:
        before = clock.moment()
        held = keep(store, SECOND._replace(kept_at=""))
        assert before <= held.kept_at <= clock.moment() and held.kept_at[:11] == "2026-10-21T"
        assert drafts(store, "visit") == [held]
        assert keep(store, SECOND) == SECOND


def test_kept_again(folder):
    """Keeping it again replaces it."""
    with opened(folder) as store:
        keep(store, FIRST)
        keep(store, FIRST._replace(values={"visitor_name": "郭桂兰", "party_size": 3}))
        (held,) = drafts(store, "visit")
        assert held.values["party_size"] == 3


def test_let_go(folder):
    """A draft let go is gone; letting go of none is no error."""
    with opened(folder) as store:
        keep(store, FIRST)
        drop(store, "visit", "a")
        drop(store, "visit", "a")
        assert drafts(store, "visit") == []


def test_no_part_of_the_journal(folder):
    """A draft writes nothing into the journal, so that no package carries it."""
    with opened(folder) as store:
        receive(store)
        held = digest(store)
        keep(store, FIRST)
        assert digest(store) == held
        sound(store)


def test_expected_number(folder):
    """The number shown in grey is the one the next visit of that year gets."""
    with opened(folder) as store:
        assert expected_number(store, Visit, "2026") == "140405102-2026-J0001"
        receive(store)
        assert expected_number(store, Visit, "2026") == "140405102-2026-J0002" == receive(store).number
        assert expected_number(store, Visit, "2027") == "140405102-2027-J0001"


def test_no_number_is_promised_before_its_letters(folder, tmp_path):
    """A restored folder draws the letters of its series with its first entry: until then no number is shown that nobody will get."""
    restore(backup(folder).path, tmp_path / "恢复")
    with opened(tmp_path / "恢复") as store:
        assert expected_number(store, Visit, "2026") == ""
        first = receive(store).number
        assert first.startswith("140405102-2026-J") and len(first) == len("140405102-2026-JKR0001")
        assert expected_number(store, Visit, "2026") == f"{first[:-1]}2"

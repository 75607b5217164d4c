"""Today may be moved, the journal's clock never."""

import re
from datetime import UTC, date, datetime

import pytest

from lianluozhan import clock
from lianluozhan.errors import BadInput


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    """Each test starts with the PC's own day and leaves none behind."""
    monkeypatch.delenv("LIANLUOZHAN_TODAY", raising=False)
    clock.set_today(None)
    yield
    clock.set_today(None)


def test_pc_day():
    """Where nothing is said, today is the PC's local day."""
    before = date.today()
    assert before <= clock.today() <= date.today()


def test_variable(monkeypatch):
    """LIANLUOZHAN_TODAY names the day."""
    monkeypatch.setenv("LIANLUOZHAN_TODAY", "2026-10-07")
    assert clock.today() == date(2026, 10, 7)


def test_empty_variable(monkeypatch):
    """An empty variable says nothing."""
    monkeypatch.setenv("LIANLUOZHAN_TODAY", "")
    assert abs((clock.today() - date.today()).days) <= 1


def test_day_as_it_is_stored():
    """The day things are seen on, as records write it, follows what was set."""
    clock.set_today("2027-01-02")
    assert clock.day() == "2027-01-02"


def test_moment():
    """The PC's time of day, on the day things are seen on; where none is named, the PC's own moment."""
    before = datetime.now().replace(microsecond=0)
    assert before <= datetime.fromisoformat(clock.moment()) <= datetime.now()
    clock.set_today("2027-01-02")
    day, hour = clock.moment().split("T")
    assert day == "2027-01-02" and abs(seconds(hour) - seconds(f"{datetime.now():%H:%M:%S}")) % 86_390 <= 10


def seconds(hour):
    """09:42:18 in seconds."""
    return sum(int(part) * 60**place for place, part in enumerate(reversed(hour.split(":"))))


def test_set_overrules_variable(monkeypatch):
    """What the command line says overrules the variable, and can be taken back."""
    monkeypatch.setenv("LIANLUOZHAN_TODAY", "2026-10-07")
    clock.set_today("2026-11-01")
    assert clock.today() == date(2026, 11, 1)
    clock.set_today(date(2026, 11, 2))
    assert clock.today() == date(2026, 11, 2)
    clock.set_today(None)
    assert clock.today() == date(2026, 10, 7)


@pytest.mark.parametrize("text", ["明天", "2026-2-3", "20261007", "2026-02-30", "2026-W41-3", "2026-10-07T09:00", " "])
def test_refuses_what_is_no_day(text, monkeypatch):
    """Only YYYY-MM-DD is a day; the refusal names where it was written and how to write it."""
    with pytest.raises(BadInput, match="--today") as refused:
        clock.set_today(text)
    assert text in str(refused.value) and "2026-10-07" in str(refused.value)
    monkeypatch.setenv("LIANLUOZHAN_TODAY", text)
    with pytest.raises(BadInput, match="LIANLUOZHAN_TODAY"):
        clock.today()


def test_refused_day_changes_nothing():
    """A refused day leaves the day set before."""
    clock.set_today("2026-11-01")
    with pytest.raises(BadInput):
        clock.set_today("2026-13-01")
    assert clock.today() == date(2026, 11, 1)


def test_now_is_real(monkeypatch):
    """The journal's stamp is the wall clock in UTC with milliseconds, whatever today is said to be."""
    clock.set_today("2099-01-01")
    before = datetime.now(UTC)
    stamp = clock.now()
    after = datetime.now(UTC)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", stamp)
    read = datetime.fromisoformat(stamp)
    assert before.replace(microsecond=before.microsecond // 1000 * 1000) <= read <= after


def test_now_keeps_its_milliseconds_at_zero():
    """Stamps sort as texts, so their width never changes: a whole second still has .000."""
    assert {len(clock.now()) for _ in range(2000)} == {24}

"""Another program has the file: a scanner, a sync, a second program; each job is refused in words and done when it lets go."""

import pytest

from lianluozhan import attachment, driver, password, vault
from lianluozhan.check import check
from lianluozhan.errors import FolderBusy, Problem
from lianluozhan.visit import Visit
from tests.core import desk
from tests.fault.full import JOBS


@pytest.fixture
def used(station, monkeypatch):
    """A folder with a visit and papers of the year that is written to."""
    monkeypatch.setattr(driver, "BUSY_MS", 20)
    monkeypatch.setattr(password, "COST", (8 * 4, 1, 4))
    with desk.opened(station) as store:
        desk.receive(store)
    attachment.keep(station, b"photo" * 100, 2027)
    station.with_name("stick").mkdir()
    yield station
    vault.lock(station)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_the_data_file_is_held(used, job, how):
    """Whoever holds it and however: done all the same or refused as busy; nothing is half there; afterwards it is done."""
    other = driver.connect(used / "station.db")
    other.execute(how)
    try:
        JOBS[job](used)
        refused = None
    except Problem as problem:
        refused = problem
        assert "程序" in str(problem) and problem.then
    other.execute("ROLLBACK")
    other.close()
    if refused and not vault.doors(used):
        JOBS[job](used)
    with desk.opened(used) as store:
        assert check(store).findings == ()
        assert len(store.find(Visit)) >= 1


@pytest.mark.parametrize("job", ["save", "read_in", "attach", "guard", "export"])
def test_two_programs(used, job):
    """While one has the folder open for writing, the other is told so plainly and changes nothing."""
    with desk.opened(used) as store:
        before = desk.entries(store)
        with pytest.raises(FolderBusy, match="另一个窗口或程序"):
            JOBS[job](used)
        assert desk.entries(store) == before


def test_papers_are_held(used):
    """The file of papers alone: the photo waits, the words can be saved."""
    other = driver.connect(used / "papers-2027.db")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(FolderBusy, match="另一个程序"):
        attachment.keep(used, b"another", 2027)
    JOBS["save"](used)
    other.execute("ROLLBACK")
    other.close()
    JOBS["attach"](used)
    with desk.opened(used) as store:
        assert check(store).findings == ()

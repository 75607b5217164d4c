"""Which backups are kept, when one is due, papers kept once beside them, a second place, and a drill."""

import json
import os
import random
import shutil
import time
import zipfile
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from lianluozhan import access, attachment, attic, backup, backup_file, password, rotation, vault
from lianluozhan.check import check
from lianluozhan.drill import drill
from lianluozhan.driver import connect
from lianluozhan.errors import BadInput, FolderDamaged, FolderProblem, Locked
from lianluozhan.visit import Visit
from tests.core import desk

PHOTO = b"\x89PNG " + "门口的路灯".encode() * 50

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def used(station):
    """A folder with a visit and two papers, of two years."""
    with desk.opened(station) as store:
        desk.receive(store, **desk.PASSED_ON)
    attachment.keep(station, PHOTO, 2025)
    attachment.keep(station, PHOTO + b"2", 2026)
    yield station
    vault.lock(station)


@pytest.fixture
def moments(monkeypatch):
    """Backups are stamped with these times, one after the other: moments.append(datetime(...))."""
    given_ = []

    class Stamped(datetime):
        @classmethod
        def now(cls, tz=None):
            return given_.pop(0) if given_ else datetime.now(tz)

    monkeypatch.setattr(backup, "datetime", Stamped)
    return given_


# -- which are kept


def by_hand(made):
    """An independent count: walk back day by day, week by week, month by month."""
    kept = set()
    for most, of in (
        (7, lambda d: d.toordinal()),
        (8, lambda d: (d.toordinal() - 1) // 7),
        (12, lambda d: d.year * 12 + d.month),
    ):
        seen = []
        for at in sorted(made, reverse=True):
            period = of(at.date())
            if period not in seen:
                seen.append(period)
                if len(seen) <= most:
                    kept.add(at)
    return kept


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), max_size=80))
def test_worth_keeping(made):
    """The newest of each of the last 7 days, 8 weeks, 12 months that have one; the newest of all always."""
    kept = rotation.worth(made)
    assert kept == by_hand(made)
    assert not made or max(made) in kept
    assert len(kept) <= 7 + 8 + 12


def test_a_year_of_days():
    """After a year of daily backups 7 days, 8 weeks and 12 months are left."""
    days = [datetime(2026, 1, 1, 17) + timedelta(days=n) for n in range(365)]
    kept = set()
    for day in days:
        kept = rotation.worth([*kept, day])
    assert {at.date() for at in kept} >= {date(2026, 12, 31) - timedelta(days=n) for n in range(7)}
    assert 20 <= len(kept) <= 27
    assert min(kept).date() == date(2026, 1, 31)


def test_rotating_touches_nothing_else(tmp_path):
    """Another folder's backups, other files and half-named ones stay."""
    names = ["备份-140405103-20240101-090000.zip", "备份-140405102-报告.zip", "笔记.txt", "附件-140405103-0123abcd.db"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    old = "备份-140405102-20240101-080000.zip"
    for name in (old, "备份-140405102-20240101-090000.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as bundle:
            bundle.writestr(backup_file.ABOUT, json.dumps({"format": 1}))
    assert [file.name for file in rotation.rotate(tmp_path, "140405102")] == [old]
    assert all((tmp_path / name).exists() for name in names)


# -- daily


def test_papers_are_kept_once(used, moments):
    """Several backups have one copy of each paper between them, and each brings all of its own back."""
    for day in (1, 2, 3):
        moments.append(datetime(2026, 10, day, 17))
        rotation.daily(used)
        attachment.keep(used, PHOTO + f"day {day}".encode(), 2026)
    place = used / backup.PLACE
    assert len(list(place.glob("附件-*.db"))) == 1
    for number, one in enumerate(reversed(rotation.copies(place, desk.WORLD)), start=2):
        assert [name for name in zipfile.ZipFile(one.file).namelist() if name.startswith("papers")] == []
        backup.restore(one.file, used.parent / f"again{number}")
        assert len(desk.papers_in(used.parent / f"again{number}")) == number
        with desk.opened(used.parent / f"again{number}") as store:
            assert len(store.find(Visit)) == 1 and not check(store).findings


def test_another_key_another_file(used, monkeypatch, moments):
    """With passwords the papers beside the backups are locked too; those nobody needs any more go."""
    moments += [datetime(2026, 10, 1, 9), datetime(2026, 10, 1, 17)]
    rotation.daily(used)
    place = used / backup.PLACE
    (first,) = place.glob("附件-*.db")
    assert "门口的路灯".encode() in first.read_bytes()
    access.protect(used, desk.CLERK, "Denglong-97")
    done = rotation.daily(used)
    (second,) = place.glob("附件-*.db")  # the one in the clear belonged to the morning's backup, which is not kept
    assert second != first and "门口的路灯".encode() not in second.read_bytes()
    backup.restore(done.kept.path, used.parent / "again", word="Denglong-97")
    password.unlock(used.parent / "again", "Denglong-97")
    assert len(desk.papers_in(used.parent / "again")) == 2
    vault.lock(used.parent / "again")


def test_papers_that_do_not_lie_beside(used, tmp_path):
    """A daily backup carried away without its papers says which file is missing, and restores nothing by halves."""
    kept = rotation.daily(used).kept
    alone = shutil.copy(kept.path, tmp_path)
    with pytest.raises(FolderProblem, match="附件.*缺 2 份"):
        backup.restore(alone, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    shutil.copy(next((used / backup.PLACE).glob("附件-*.db")), tmp_path)
    backup.restore(alone, tmp_path / "again")
    assert len(desk.papers_in(tmp_path / "again")) == 2


def test_a_paper_that_is_not_what_it_was(used, tmp_path):
    """A paper damaged beside the backup is found when it is brought back."""
    kept = rotation.daily(used).kept
    file = next((used / backup.PLACE).glob("附件-*.db"))
    with closing(connect(file, key="")) as papers:
        papers.execute("UPDATE paper SET data=?", (b"else",))
    with pytest.raises(FolderDamaged, match="附件"):
        backup.restore(kept.path, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_two_in_one_second(used, tmp_path, moments):
    """Neither takes the other's place."""
    moments += [datetime(2026, 10, 1, 9, 0, 0)] * 2
    assert backup.backup(used, tmp_path / "u").path != backup.backup(used, tmp_path / "u").path
    assert len(rotation.copies(tmp_path / "u", desk.WORLD)) == 2


def test_a_damaged_one_among_them(used, moments):
    """An old backup that is damaged stops no new one, and takes no papers away: it does not say which it needs."""
    moments += [datetime(2026, 9, 1, 17), datetime(2026, 10, 1, 17)]
    first = rotation.daily(used).kept.path
    first.write_bytes(b"PK" + first.read_bytes()[2:200])
    (used / backup.PLACE / "附件-140405102-0123abcd.db").write_bytes(b"of an earlier key")
    assert rotation.daily(used).kept.path.exists()
    assert (used / backup.PLACE / "附件-140405102-0123abcd.db").exists()
    assert rotation.at_close(used) is None or not rotation.plan_of(used).failed


def test_due(used):
    """Due where there is none, not after one, again once something was written."""
    assert rotation.due(used)
    rotation.daily(used)
    assert not rotation.due(used)
    with desk.opened(used) as store:
        desk.receive(store)
    os.utime(used / "station.db", (2**31, 2**31))
    assert rotation.due(used)


def clock_says(monkeypatch, at):
    """The PC's clock stands there for whoever makes backups."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return at

    for module in (rotation, backup):
        monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(time, "time", at.timestamp)


def written_at(folder, at):
    """The data file was written then."""
    for file in folder.glob("station.db*"):
        os.utime(file, (at, at))


WRONG = {"years ahead": 2036, "years back": 2009}


@pytest.mark.parametrize("year", WRONG.values(), ids=WRONG)
def test_a_clock_that_was_wrong(used, moments, monkeypatch, year):
    """A backup made while the clock was years off, or one made after it was put right, hinders no later one; none is taken away
    for another's wrong date, and the newest is the one made last."""
    days = [datetime(2026, 10, 1, 17), datetime(year, 1, 1, 9), datetime(2026, 10, 2, 17)]
    files = []
    for day in days:
        clock_says(monkeypatch, day)
        written_at(used, day.timestamp())
        done = rotation.once_a_day(used)
        files.append(done.kept.path)
        os.utime(files[-1], (day.timestamp() + 60,) * 2)
        written_at(used, day.timestamp())  # whoever reads leaves files too
        assert backup.newest(used) == files[-1] == rotation.copies(used / backup.PLACE, desk.WORLD)[0].file
        assert rotation.once_a_day(used) is None and not rotation.due(used)
    assert all(file.exists() for file in files)


def test_many_under_a_wrong_clock(tmp_path, monkeypatch):
    """Where the clock is years back, none of a whole year's backups is taken away, nor the one just made."""
    place = tmp_path / "备份"
    place.mkdir()
    for day in range(400):
        (place / f"备份-{desk.WORLD}-{datetime(2025, 10, 1) + timedelta(days=day):%Y%m%d-%H%M%S}.zip").touch()

    clock_says(monkeypatch, datetime(2009, 1, 1, 9))
    (place / f"备份-{desk.WORLD}-20090101-090000.zip").touch()
    assert rotation.rotate(place, desk.WORLD) == []
    monkeypatch.undo()
    assert len(rotation.rotate(place, desk.WORLD)) > 370


def test_a_day_to_come(used):
    """A day of the last backup elsewhere that is still to come counts for none: whoever looks is told again."""
    today = date.today()
    assert rotation.days_at_home(rotation.Plan(away_on=f"{today.year + 9}-01-01"), today) is None
    assert rotation.days_at_home(rotation.Plan(away_on="2009-01-01"), date(2009, 1, 9)) == 8


def test_one_that_somebody_is_copying(tmp_path, monkeypatch):
    """A backup, and papers, that another program holds stay until the next time, and nothing goes wrong."""
    place = tmp_path / "备份"
    place.mkdir()
    names = [f"备份-{desk.WORLD}-20261001-{hour}0000.zip" for hour in ("09", "17")] + [f"附件-{desk.WORLD}-0a1b2c3d.db"]
    for name in names:
        (place / name).touch()
    monkeypatch.setattr(backup_file, "attic_of", lambda _file: "")

    def held(_file, missing_ok=False):
        raise PermissionError(13, "held")

    with monkeypatch.context() as busy:
        busy.setattr(rotation.Path, "unlink", held)
        assert rotation.rotate(place, desk.WORLD) == []
    assert sorted(file.name for file in place.iterdir()) == sorted(names)
    assert rotation.rotate(place, desk.WORLD) == [place / names[0]]
    assert [file.name for file in place.iterdir()] == [names[1]]


def test_the_second_place(used, tmp_path):
    """Each daily backup goes there too, whole in itself; where it is not there the first is made and it is said."""
    second = tmp_path / "盘"
    second.mkdir()
    rotation.set_second(used, second)
    done = rotation.daily(used)
    assert done.second and not done.trouble
    backup.restore(done.second.path, tmp_path / "again")
    assert len(desk.papers_in(tmp_path / "again")) == 2
    shutil.rmtree(second)
    done = rotation.daily(used)
    assert done.kept.path.exists() and done.second is None and "现在不在" in str(done.trouble)
    rotation.set_second(used, None)
    assert rotation.daily(used).trouble is None


def test_a_second_place_that_is_none(used, tmp_path):
    """The folder itself, one within it, one that is not there: refused; nothing is changed."""
    for place in (used, used / backup.PLACE, tmp_path / "没有"):
        with pytest.raises(BadInput):
            rotation.set_second(used, place)
    assert rotation.plan_of(used) == rotation.Plan()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"third": 1}', "\ufffe"])
def test_a_plan_that_cannot_be_read(used, text):
    """A spoiled plan is no plan; backups go on."""
    (used / backup.PLACE).mkdir()
    (used / backup.PLACE / rotation.PLAN).write_text(text, "utf-8")
    assert rotation.plan_of(used) == rotation.Plan()
    assert rotation.daily(used).kept


def test_off_this_pc(used, tmp_path, monkeypatch):
    """Only another volume is off this PC; the days since are counted, a clock set back counts none."""
    assert rotation.days_at_home(rotation.plan_of(used), date(2026, 10, 20)) is None
    rotation.went(used, tmp_path)
    assert rotation.days_at_home(rotation.plan_of(used), date(2026, 10, 20)) is None
    monkeypatch.setattr(rotation, "volume", lambda path: str(path))
    monkeypatch.setattr(rotation.clock, "now", lambda: "2026-10-12T08:00:00.000Z")
    rotation.went(used, tmp_path)
    assert rotation.days_at_home(rotation.plan_of(used), date(2026, 10, 20)) == 8
    assert rotation.days_at_home(rotation.plan_of(used), date(2026, 10, 1)) == 0


# -- tried out


def test_a_drill(used):
    """A backup is restored, checked and taken away again; what is counted is what is there."""
    kept = rotation.daily(used).kept
    before = sorted(file.name for file in used.iterdir())
    done = drill(used, kept.path)
    assert (done.counts["接待"], done.counts["意见"], done.papers, done.findings) == (1, 1, 2, ())
    assert sorted(file.name for file in used.iterdir()) == before


def test_a_drill_of_a_guarded_folder(used, monkeypatch):
    """It needs no password while the folder is open, and leaves nothing open."""
    access.protect(used, desk.CLERK, "Denglong-97")
    done = drill(used, rotation.daily(used).kept.path)
    assert done.counts["接待"] == 1 and not done.findings
    assert [path for path in vault._RINGS if "again" in str(path)] == []


def test_a_drill_of_a_backup_under_an_earlier_key(used, monkeypatch):
    """Sound, but of before the key was turned or there was one: said so, not called damaged; a fresh one is tried out again."""
    clear = rotation.daily(used).kept.path.rename(used / backup.PLACE / "clear.zip")
    access.protect(used, desk.CLERK, "Denglong-97")
    locked = rotation.daily(used).kept.path.rename(used / backup.PLACE / "locked.zip")
    access.renew_code(used)
    for file in (clear, locked):
        with pytest.raises(Locked, match="再备份一次"):
            drill(used, file)
    assert not drill(used, rotation.daily(used).kept.path).findings
    assert not list(used.glob("tmp*"))


def test_a_drill_finds_what_is_wrong(used):
    """A backup with a byte changed fails the drill one way or the other, and the folder is untouched."""
    kept = rotation.daily(used).kept
    whole, chance = kept.path.read_bytes(), random.Random(7)
    for _ in range(6):
        at = chance.randrange(len(whole) // 4, len(whole) // 2)
        kept.path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            found = drill(used, kept.path).findings
        except FolderProblem:
            continue
        assert found
    assert not check(desk.opened(used).__enter__()).findings


def test_names_tell_keys_apart():
    """A file of papers is named by its key without telling anything of it."""
    assert attic.name_of("140405102", "ab") != attic.name_of("140405102", "cd")
    assert "ab" * 32 not in attic.name_of("140405102", "ab" * 32)

"""What was erased leaves the files, whatever happens meanwhile: killed, locked, kept papers of a month, sticks, an
older copy of the district's."""

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lianluozhan import access, backup, clock, kept, sweep, vault
from lianluozhan.act import acting
from lianluozhan.check import check
from lianluozhan.closing import close
from lianluozhan.erase import _months, erase, follow, going
from lianluozhan.erase_data import carry_out, record_list
from lianluozhan.erased import awaiting, erasings
from lianluozhan.folder import KEYS
from lianluozhan.journal import ERASE, ERASED
from lianluozhan.month import MonthEnd
from lianluozhan.operator import add_operator
from lianluozhan.package import sealed
from lianluozhan.package.merge import merge
from lianluozhan.package.unsent import selected
from lianluozhan.package.write import Recipients
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.test_erase import PERSON, SAID, WHO, WORDS, erased, found_in, lived

ROOT = Path(__file__).parents[2]
ERASING = """
import sys
from pathlib import Path
from lianluozhan.erase_data import carry_out, record_list
from lianluozhan.visit import Visit
from tests.core import desk
print("begun", flush=True)
with desk.opened(Path(sys.argv[1])) as store:
    one = record_list(store, [desk.held(store, Visit, sys.argv[2])])
    carry_out(store, one, one.number, "赵敏")
print("done", flush=True)
"""


@pytest.fixture
def path(tmp_path):
    """A station's folder."""
    return desk.make(tmp_path / "站")


def test_killed_in_the_middle(tmp_path):
    """SIGKILL at any moment: afterwards either all of it is here, or, once the folder was opened, nothing of it is anywhere."""
    template = desk.make(tmp_path / "样")
    id = lived(template)
    for number in range(5):
        path = desk.twin(template, tmp_path / f"站{number}")
        process = subprocess.Popen(
            [sys.executable, "-c", ERASING, str(path), id], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout.readline() == "begun\n"
        deadline = time.monotonic() + random.Random().uniform(0.0, 0.5)  # of about so long a work
        while process.poll() is None and time.monotonic() < deadline:
            pass
        process.kill()
        process.wait()
        process.stdout.close()
        with desk.opened(path) as store:
            gone = bool(erasings(store))
            assert (desk.held(store, Visit, id).visitor_name is None) == gone
            assert check(store).findings == ()
            if gone:
                assert found_in(path) == []
                assert store.setting("erasing") is None


def test_the_kept_papers_of_a_month(path):
    """A closed month's bound papers named who came: they go with the first of them; the month stays closed, its figures too."""
    clock.set_today("2026-11-02")
    try:
        with desk.opened(path) as store:
            id = desk.receive(store, **PERSON | {"outcome": "当场答复"})
            with acting(store, "close") as act:
                close(act, "2026-10")
            assert kept.kept_papers(store, "2026-10") and len(desk.papers_in(path)) > 1
            one = erased(store, id)
            assert one.counts["月结"] == 1
            assert kept.kept_papers(store, "2026-10") == {}
            assert desk.papers_in(path) == {}
            (month,) = store.find(MonthEnd)
            assert month.closed_on and month.pages
            assert check(store).findings == ()
        assert found_in(path) == []
    finally:
        clock.set_today(None)


def test_the_years_pages_run_on(path):
    """The months after one whose papers were erased go on where those were bound to, also of one closed by an older
    program; made again they say so."""
    clock.set_today("2026-12-02")
    try:
        with desk.opened(path) as store:
            first, second = (
                desk.receive(store, **PERSON | {"outcome": "当场答复", "received_at": f"{day}T09:00"})
                for day in ("2026-10-07", "2026-11-09")
            )
            for month in ("2026-10", "2026-11"):
                with acting(store, "close") as act:
                    close(act, month)
            october = next(one for one in store.find(MonthEnd) if one.month == "2026-10")
            desk.write(store, MonthEnd, {"ledgers": None}, october.id)
            before = kept.pages_before(store, "2026-12")
            assert before["接待日志"] == 2 and kept.remade(store, "2026-10") == ""
            one = record_list(store, [desk.held(store, Visit, id) for id in (first, second)])
            carry_out(store, one, one.number, "赵敏")
            assert kept.kept_papers(store, "2026-10") == {} == kept.kept_papers(store, "2026-11")
            assert kept.pages_before(store, "2026-12") == before
            assert kept.remade(store, "2026-10") == kept.REMADE and kept.remade(store, "2026-12") == ""
            assert check(store).findings == ()
    finally:
        clock.set_today(None)


def test_what_was_written_after_midnight(path, monkeypatch):
    """Amended on the first of a month before eight in the morning, which is still the day before in Greenwich:
    that month's papers name them, the earliest first."""
    clock.set_today("2026-12-02")
    try:
        with desk.opened(path) as store:
            id = desk.receive(store, **PERSON | {"outcome": "当场答复"})
            monkeypatch.setattr(clock, "now", lambda: "2026-11-30T17:00:00.000Z")
            with acting(store, "amend") as act:
                act.write(Visit, id, {"remarks": "补一句"})
            monkeypatch.undo()
            for month in ("2026-12", "2026-11", "2026-10"):  # they come in their own order
                desk.write(store, MonthEnd, {"month": month, "closed_on": "2027-01-02"})
            every = going(store, [desk.held(store, Visit, id)]).all
            assert [one.month for one in _months(store, every)] == ["2026-10", "2026-11", "2026-12"]
    finally:
        clock.set_today(None)


def test_another_months_papers_stay(path):
    """Those from before somebody came do not name them."""
    clock.set_today("2026-12-02")
    try:
        with desk.opened(path) as store:
            for day in ("2026-08-05", "2026-09-07"):
                desk.receive(store, received_at=f"{day}T09:00", outcome="当场答复")
                with acting(store, "close") as act:
                    close(act, day[:7])
            september = store.find(Visit, "received_at > '2026-09'")
            months = [one.month for one in going(store, september).records if one.noun == "month"]
            assert months == ["2026-09"]
    finally:
        clock.set_today(None)


def test_what_a_stick_has(path, tmp_path):
    """A locked backup on a stick is as it was; one made later leaves the list beside it, and then the older one is
    erased too when restored."""
    id = lived(path)
    keys = Keys.load(path / KEYS)
    lock, stick = Recipients((keys.public()["age"],)), tmp_path / "U盘"
    stick.mkdir()
    old = sealed.seal(path, stick, lock, keys).path
    assert not list(stick.glob("erased-*.json"))
    with desk.opened(path) as store:
        erased(store, id)
    sealed.seal(path, stick, lock, keys)
    assert WHO not in (stick / "erased-140405102.json").read_text("utf-8")
    again = tmp_path / "恢复"
    sealed.restore(old, again, keys, None)
    with desk.opened(again) as store:
        assert desk.held(store, Visit, id).visitor_name is None
    assert found_in(again) == []


def test_who_may_only_read(path, tmp_path):
    """A restored folder opened first by somebody who may write nothing is clean all the same; the next who may tells the district."""
    with desk.opened(path) as store, acting(store, "add") as act:
        add_operator(act, "看的人", "只读")
    access.protect(path, desk.CLERK, "密码要长一点才好1")
    access.admit(path, "看的人", "只能看的密码也要长2")
    id = lived(path)
    for name in ("station.db", "papers-2026.db"):
        shutil.copy(path / name, tmp_path / name)
    with desk.opened(path) as store:
        erased(store, id)
    for name in ("station.db", "papers-2026.db"):
        shutil.copy(tmp_path / name, path / name)
    vault.lock(path)
    access.password.unlock(path, "只能看的密码也要长2", "看的人")
    with desk.opened(path) as store:
        assert desk.held(store, Visit, id).visitor_name is None
        assert erasings(store) == []
        assert check(store).findings == ()
    vault.lock(path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"erased": 3}',
        '{"erased": [{}]}',
        '{"erased": [{"at": 1, "heads": {}, "records": [], "papers": []}]}',
        '{"erased": [{"at": "", "heads": {"a": "b"}, "records": [], "papers": []}]}',
    ],
)
def test_a_list_nobody_can_read(path, content):
    """A damaged erased.json erases nothing and stops nothing."""
    id = lived(path)
    (path / sweep.FILE).write_text(content, "utf-8")
    with desk.opened(path) as store:
        assert desk.held(store, Visit, id).visitor_name == WHO
    assert sweep.read(path / sweep.FILE) == [] or sweep.papers(sweep.read(path / sweep.FILE)) == set()


def test_told_once(tmp_path):
    """The same erasing told twice stands there once, whenever it was told."""
    block = {
        "at": "2026-11-26T00:00:00.000Z",
        "heads": {"a" * 16: 3},
        "records": [["visit", "140405102", "x"]],
        "papers": ["f" * 64],
    }
    sweep.told_to(tmp_path / sweep.FILE, [block])
    sweep.told_to(tmp_path / sweep.FILE, [block | {"at": "2026-11-27T00:00:00.000Z"}, block | {"papers": []}])
    assert len(sweep.read(tmp_path / sweep.FILE)) == 2
    assert sweep.papers(sweep.read(tmp_path / sweep.FILE)) == {"f" * 64}
    assert "名" not in json.dumps(sweep.read(tmp_path / sweep.FILE), ensure_ascii=False)


def test_another_reads_meanwhile(path):
    """Another program that reads an older state keeps what is ahead of the file: it is gone on with when the folder is opened next."""
    id = lived(path)
    with desk.opened(path) as store, desk.opened(path, write=False) as reader:
        rows = reader.db.execute("SELECT private FROM entry")
        rows.fetchone()
        store.db.execute("PRAGMA busy_timeout=10")
        one = going(store, [desk.held(store, Visit, id)])
        with acting(store, ERASE) as act:
            erase(act, one, "TM1", "赵敏")
        assert not sweep.finish(store)
        assert store.setting("erasing")
        rows.close()
    with desk.opened(path) as store:
        assert store.setting("erasing") is None
        assert found_in(path) == []


def test_an_older_copy_of_the_district(path, tmp_path):
    """A district's folder restored from before is clean at once; the station's package brings the erasing itself again."""
    id = lived(path)
    office = desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)

    def carried(sender, to, role, world):
        entries = [
            e
            for stream, first in selected(sender, world, role, full=False, masked=False).items()
            for e in sender.entries("stream=? AND seq>=? ORDER BY seq", (stream, first))
        ]
        return merge(to, entries, sender=sender.identity.role) if entries else None

    with desk.opened(path) as store, desk.opened(office) as there:
        carried(store, there, "district", desk.WORLD)
        assert there.find(Visit, "visitor_name=?", (WHO,))
    old = backup.backup(office, tmp_path / "旧").path
    with desk.opened(path) as store, desk.opened(office) as there:
        erased(store, id)
        carried(store, there, "district", desk.WORLD)
        with acting(there, ERASED, "乙") as act:
            follow(act, awaiting(there), "乙")
        assert sweep.finish(there)
    assert found_in(office) == []
    backup.backup(office, tmp_path / "旧")  # its list lies beside the older one now
    again = tmp_path / "恢复"
    backup.restore(old, again)
    with desk.opened(again) as there:
        assert not there.find(Visit, "visitor_name=?", (WHO,))
        assert erasings(there) == []  # a district writes none: the station's comes again
        assert check(there).findings == ()
        assert found_in(again) == []


def test_carried_out_with_a_fresh_backup(path):
    """The list is carried out, a backup made, and what it has is clean; what a person left out is all there."""
    id = lived(path)
    with desk.opened(path) as store:
        one = record_list(store, [desk.held(store, Visit, id)])
        done = carry_out(store, one, one.number, "赵敏")
        assert (done.clean, done.trouble) == (True, None)
        assert done.records == len(one.going.records)
    assert found_in(path) == []
    assert backup.newest(path) is not None
    assert {word for _file, word in found_in(path, ["慕容白雪"])} == {"慕容白雪"}


def test_the_disk_is_full(path, monkeypatch):
    """The journal has erased it; what cannot be cleaned now is told, and cleaned when the folder is opened next."""
    id = lived(path)

    def full(_store):
        raise OSError(28, "No space left on device")

    with desk.opened(path) as store:
        one = record_list(store, [desk.held(store, Visit, id)])
        monkeypatch.setattr(sweep, "_clean", full)
        done = carry_out(store, one, one.number, "赵敏")
        assert not done.clean and "磁盘满了" in str(done.trouble)
        assert desk.held(store, Visit, id).visitor_name is None
        monkeypatch.undo()
    with desk.opened(path) as store:
        assert store.setting("erasing") is None
        assert found_in(path, SAID) == []
    assert WORDS not in (path / sweep.FILE).read_text("utf-8")

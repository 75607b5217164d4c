"""Two hands under one name: a copied folder, a second PC, a dead one; through files, as the sticks carry them."""

import shutil
from types import SimpleNamespace

import pytest

from lianluozhan import backup
from lianluozhan.act import acting
from lianluozhan.check import check
from lianluozhan.deadline import Rule
from lianluozhan.errors import Fork, NotAllowed, NotFound
from lianluozhan.folder import KEYS
from lianluozhan.package import computer, enrol, keycard
from lianluozhan.package.due import ALL, RULE, SCOPE
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.stations import stations
from lianluozhan.package.write import Sending, export, to_keys
from lianluozhan.record import new_id
from lianluozhan.streams import own
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests import station
from tests.station import CODE, empty, opened, run, twin


@pytest.fixture
def desks(tmp_path):
    """A station and its district that accepted each other's cards; the station has one visit the district knows."""
    one, office = empty(tmp_path / "站"), empty(tmp_path / "区", "district", CODE[:6], "区人大")
    desks = SimpleNamespace(one=one, office=office, stick=tmp_path / "stick", path=tmp_path)
    desks.stick.mkdir()
    with opened(one) as town, opened(office) as above:
        for store, other in ((town, above), (above, town)):
            with acting(store, "enrol") as act:
                enrol.accept(act, keycard.own_party(other))
        station.receive(town, statement="第一件事")
        with acting(above, "add") as act:  # all private parts travel, so that words can be compared
            act.write(Rule, new_id(), {"name": RULE, "values": {SCOPE: ALL}})
    carry(desks, office, one)
    carry(desks, one, office)
    return desks


def carry(desks, sender, to):
    """One stick from folder to folder; gives the report."""
    with opened(sender) as store:
        party = enrol.accepted_party(store, "station", CODE) if store.identity.role == "district" else None
        made = export(
            store, Keys.load(sender / KEYS), desks.stick, to_keys(store, party), Sending(to=party, full=False)
        )
    with opened(to) as store:
        return receive(store, read(made.path, Keys.load(to / KEYS)))


def log(path, words):
    """A visit is entered; gives its number."""
    with opened(path) as store:
        return station.receive(store, statement=words).number


def said(path):
    """What visitors said, as a folder has it; and nothing in it is wrong."""
    with opened(path) as store:
        assert check(store).findings == ()
        return sorted(visit.statement for visit in store.find(Visit))


def same(desks, *paths):
    """All folders have the same words, and what they are."""
    told = said(paths[0])
    assert all(said(path) == told for path in paths[1:])
    return told


def unnoticed(desks):
    """A copy of the station's folder that passes for the folder itself, as it is copied where no file system tells them apart."""
    return twin(desks.one, desks.path / "副本")


def test_a_copy_beside_its_original_opens_a_new_stream(desks):
    """A copy on the same disk is noticed on opening; both go on, no number is used twice, and the district has it all."""
    copy = shutil.copytree(desks.one, desks.path / "副本")
    numbers = {log(copy, "副本里的事"), log(desks.one, "原来那份里的事")}
    assert len({number.rsplit("-", 1)[1] for number in numbers}) == 2
    with opened(copy) as store:
        assert store.opens[own(store)[f"{CODE} station"]]["continues"]["how"] == "beside"
    for sender, to in (
        (copy, desks.office),
        (desks.one, desks.office),
        (desks.office, copy),
        (desks.office, desks.one),
    ):
        carry(desks, sender, to)
    assert same(desks, desks.one, copy, desks.office) == ["副本里的事", "原来那份里的事", "第一件事"]


def test_a_folder_that_is_renamed_is_the_same(desks):
    """Moved within its disk it goes on in its stream."""
    with opened(desks.one) as store:
        before = own(store)
    moved = desks.one.rename(desks.path / "另一个名字")
    log(moved, "改名以后")
    with opened(moved) as store:
        assert own(store) == before


def test_a_copy_nobody_noticed_mends_itself(desks):
    """Both wrote one stream: the district refuses the second, sends back everything, and that folder writes its branch again."""
    copy = unnoticed(desks)
    log(desks.one, "原来那份里的事")
    log(copy, "副本里的事")
    with opened(copy) as store:
        station.receive(store, statement="副本里要办的事", outcome="乡镇办理", referred_to="渔泽镇人民政府")
    carry(desks, desks.one, desks.office)
    with pytest.raises(Fork) as refused:
        carry(desks, copy, desks.office)
    assert "自动接好" in str(refused.value)
    report = carry(desks, desks.office, copy)
    assert report.reissued >= 3
    everything = ["副本里的事", "副本里要办的事", "原来那份里的事", "第一件事"]
    assert said(copy) == everything
    assert carry(desks, copy, desks.office).added >= 3
    carry(desks, desks.office, desks.one)
    assert same(desks, desks.one, copy, desks.office) == everything
    log(copy, "接好以后")
    log(desks.one, "另一份也接着写")
    for path in (copy, desks.one):
        carry(desks, path, desks.office)
        carry(desks, desks.office, path)
    carry(desks, desks.office, copy)
    assert len(same(desks, desks.one, copy, desks.office)) == 6


def test_what_both_changed_is_shown_to_a_person(desks):
    """The branch is written again as having seen what it had seen: the same field changed on both sides is a conflict."""
    copy = unnoticed(desks)
    for path, name in ((desks.one, "王秀英"), (copy, "王秀瑛")):
        with opened(path) as store, acting(store, "amend", name) as act:
            act.write(Visit, store.find(Visit)[0].id, {"visitor_name": name})
    carry(desks, desks.one, desks.office)
    with pytest.raises(Fork):
        carry(desks, copy, desks.office)
    assert carry(desks, desks.office, copy).conflicts == 1
    with opened(copy) as store:
        ((writes,),) = store.db.execute("SELECT writes FROM conflict")
        assert "王秀英" in writes and "王秀瑛" in writes and '"by": "王秀瑛"' in writes


def test_a_backup_of_the_branch_is_not_written_twice(desks):
    """The copy's own backup holds the branch too: restored, it finds it written again already."""
    copy = unnoticed(desks)
    log(desks.one, "原来那份里的事")
    log(copy, "副本里的事")
    kept = backup.backup(copy, desks.path / "盘")
    carry(desks, desks.one, desks.office)
    with pytest.raises(Fork):
        carry(desks, copy, desks.office)
    carry(desks, desks.office, copy)
    carry(desks, copy, desks.office)
    third = desks.path / "恢复"
    backup.restore(kept.path, third)
    log(third, "恢复以后")
    with pytest.raises(Fork):
        carry(desks, third, desks.office)
    carry(desks, desks.office, third)
    carry(desks, third, desks.office)
    assert same(desks, third, desks.office) == ["副本里的事", "原来那份里的事", "恢复以后", "第一件事"]
    with opened(desks.office) as store:
        assert store.db.execute("SELECT count(*) FROM entry WHERE kind='visit'").fetchone() == (4,), (
            "each is written once"
        )
        assert store.db.execute("SELECT count(*) FROM conflict").fetchone() == (0,)


def test_an_old_backup_gets_what_was_lost(desks):
    """A station that restored an old backup has all it ever carried to the district back after one stick."""
    kept = backup.backup(desks.one, desks.path / "盘")
    log(desks.one, "备份以后的事")
    carry(desks, desks.one, desks.office)
    shutil.rmtree(desks.one)
    backup.restore(kept.path, desks.one)
    assert said(desks.one) == ["第一件事"]
    carry(desks, desks.one, desks.office)
    carry(desks, desks.office, desks.one)
    assert said(desks.one) == ["备份以后的事", "第一件事"]


# ---- a second PC, and one that is dead -------------------------------------------------------------------------------


@pytest.fixture
def two(desks):
    """A second PC: a backup of the first restored beside it."""
    kept = backup.backup(desks.one, desks.path / "盘")
    desks.two = desks.path / "第二台"
    done = run("restore", kept.path, "--to", desks.two, "--beside")
    assert done.code == 0
    for path in (desks.one, desks.two):
        log(path, f"{path.name}里的事")
        carry(desks, path, desks.office)
    return desks


def test_two_pcs_exchange(two):
    """What one enters comes to the other through the district; their numbers never meet."""
    with opened(two.two) as store:
        assert store.opens[own(store)[f"{CODE} station"]]["continues"]["how"] == "beside"
    carry(two, two.office, two.one)
    carry(two, two.office, two.two)
    assert same(two, two.one, two.two, two.office) == ["站里的事", "第一件事", "第二台里的事"]
    with opened(two.office) as store:
        numbers = [visit.number for visit in store.find(Visit)]
    assert len(set(numbers)) == 3


def test_a_dead_pc_is_not_waited_for(two):
    """Retired at the other PC or at the district, it no longer makes every package carry what it lacks."""
    carry(two, two.office, two.one)
    carry(two, two.one, two.office)
    with opened(two.office) as store:
        listed = computer.computers(store, CODE)
        assert next(one.name for one in listed) == "第一台" and len(listed) == 2
    letters = listed[1].letters
    before = waiting(two.office)
    done = run("retire", letters, "--for", CODE, "--data", two.office)
    assert done.code == 0 and letters in done.out
    assert waiting(two.office) < before
    assert letters not in run("retire", "--for", CODE, "--data", two.office).out
    log(two.two, "停用以后又登记")
    carry(two, two.two, two.office)
    assert letters in run("retire", "--for", CODE, "--data", two.office).out, "more was heard of it: it counts again"
    carry(two, two.office, two.two)
    assert same(two, two.two, two.office) == ["停用以后又登记", "站里的事", "第一件事", "第二台里的事"]


def test_retired_after_a_package_of_receipts(two):
    """A PC whose last package held nothing but receipts, which come in without a word, is out of use too as soon as somebody says
    so."""
    for sender, to in ((two.two, two.one), (two.one, two.two), (two.two, two.one)):
        for old in two.stick.glob("*.llz"):
            old.unlink()
        log(sender, "还有一件") if sender == two.one else None
        assert run("export", "--for", "本站", "--to", two.stick, "--data", sender).code == 0
        assert run("import", *two.stick.glob("*.llz"), "--data", to).code == 0
    with opened(two.one) as store:
        (dead,) = [one for one in computer.computers(store, CODE) if not one.here]
        with acting(store, "retire") as act:
            computer.retire(act, CODE, dead)
        assert [one.here for one in computer.computers(store, CODE)] == [True]
        station.sound(store)


def test_straight_from_pc_to_pc(two):
    """What stays at the station goes to its other PC on a stick of their own: nobody else can open it."""
    with opened(two.one) as store:
        station.receive(store, statement="只在站里的话")
    assert run("export", "--for", "本站", "--to", two.stick, "--data", two.one).code == 0
    (made,) = two.stick.glob(f"{CODE}-{CODE}-*.llz")
    assert run("import", made, "--data", two.two).code == 0
    assert "只在站里的话" in said(two.two)
    assert run("import", made, "--data", two.office).code == 1
    assert run("export", "--for", "余吾", "--to", two.stick, "--data", two.one).code == 1


def waiting(office):
    """How many entries a package for the station would hold."""
    with opened(office) as store:
        return stations(store)[0].waiting


def test_this_pc_is_not_retired(two):
    """Nor one that nobody knows."""
    with opened(two.one) as store, acting(store, "retire") as act:
        with pytest.raises(NotAllowed):
            computer.retire(act, CODE, next(one for one in computer.computers(store, CODE) if one.here))
        with pytest.raises(NotFound):
            computer.meant(store, CODE, "ZZ")
    assert run("retire", "--data", two.office).code == 1
    assert "（本机）" in run("retire", "--data", two.one).out

"""What a station erased, at its district: hidden at once everywhere, destroyed when a person confirms it, brought back by nothing."""

from pathlib import Path

import pytest

from lianluozhan import sweep
from lianluozhan.act import acting
from lianluozhan.erase import erase as erase_records, follow, going
from lianluozhan.erased import awaiting, erasings, hidden, with_private
from lianluozhan.errors import BadInput, NotAllowed, Outside
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.journal import ERASE, ERASED
from lianluozhan.note import AGREED, APPLIED, DUE, REFUSED, Note
from lianluozhan.package.merge import merge, receive
from lianluozhan.package.read import read
from lianluozhan.package.write import Recipients, Sending, export
from lianluozhan.undo import undo
from tests.core.test_merge import DISTRICT, TOWN, Desk

WORDS, REASON = "路灯不亮老人摔倒", "独孤婉儿说权限不够"


@pytest.fixture
def town(tmp_path):
    """A station with one issue that was reported up."""
    (tmp_path / "站").mkdir()
    desk = Desk(tmp_path / "站" / "station.db", TOWN)
    desk.write("issue-1", registered_at="2026-10-07", statement=WORDS, title="路灯", kind="群众意见")
    desk.write("fact-1", Followup, issue="issue-1", action="报区", acted_on="2026-10-07", organ="住建局", reason=REASON)
    yield desk
    desk.store.close()


@pytest.fixture
def district(tmp_path):
    """The district's folder."""
    (tmp_path / "区").mkdir()
    desk = Desk(tmp_path / "区" / "station.db", DISTRICT)
    yield desk
    desk.store.close()


def erase(town):
    """The station erases the issue and its fact."""
    with acting(town.store, ERASE, "赵敏") as act:
        erase_records(act, going(town.store, [town.store.get(Issue, (TOWN, "issue-1"))]), "TM1", "站长甲")
    sweep.finish(town.store)


def confirm(district, by="区里乙"):
    """A person at the district confirms all that waits."""
    with acting(district.store, ERASED, by) as act:
        follow(act, awaiting(district.store), by)
    assert sweep.finish(district.store)


def bytes_of(desk):
    """Every byte of its folder."""
    return b"".join(file.read_bytes() for file in Path(desk.store.path).parent.iterdir())


def shown(desk):
    """The statement as the tables have it."""
    return desk.store.get(Issue, (TOWN, "issue-1")).statement


def test_hidden_at_once_destroyed_when_confirmed(town, district):
    """The erasing hides it in every table; its bytes go with the district's own entry, and the station hears of that."""
    merge(district.store, town.sent(), sender="station")
    assert shown(district) == WORDS
    erase(town)
    merge(district.store, town.sent(), sender="station")
    assert shown(district) is None
    assert not district.store.db.execute("SELECT count(*) FROM search WHERE instr(words, ?)", (WORDS,)).fetchone()[0]
    assert hidden(district.store)
    assert with_private(district.store, "issue", {"issue-1"}) == set()
    assert WORDS.encode() in bytes_of(district)
    assert sorted((one.noun, one.list, one.by) for one in awaiting(district.store)) == [
        ("followup", "TM1", "站长甲"),
        ("issue", "TM1", "站长甲"),
    ]
    confirm(district)
    assert awaiting(district.store) == []
    assert hidden(district.store) == set()
    assert WORDS.encode() not in bytes_of(district) and REASON.encode() not in bytes_of(district)
    assert [one.followed_at for one in erasings(town.store)] == ["", ""]
    merge(town.store, district.sent("station", TOWN), sender="district")
    assert all(one.followed_at for one in erasings(town.store))
    with district.store.transaction():
        district.store.rebuild()
    assert shown(district) is None


def test_an_old_package_brings_nothing_back(town, district):
    """Neither before a person confirmed nor after, at no end: a package made before the erasing changes nothing."""
    old = town.sent()
    merge(district.store, old, sender="station")
    erase(town)
    merge(district.store, town.sent(), sender="station")
    assert merge(district.store, old, sender="station").new == 0
    assert shown(district) is None
    confirm(district)
    for desk in (district, town):
        assert merge(desk.store, [entry for entry in old if desk is district], sender="station").filled == 0
        assert WORDS.encode() not in bytes_of(desk)
    # A district that never had it: the erasing comes with the old words.
    fresh = Desk(Path(town.store.path).parent / "另一台.db", DISTRICT)
    merge(
        fresh.store,
        [*old, *(entry for entry in town.sent(full=True) if entry.place not in {one.place for one in old})],
        sender="station",
    )
    assert shown(fresh) is None
    fresh.store.close()


def test_what_is_hidden_goes_on_no_stick(town, district, tmp_path):
    """A district's own package has no byte of what it has only not destroyed yet."""
    carry(town, district, tmp_path)
    erase(town)
    carry(town, district, tmp_path)
    assert WORDS.encode() in bytes_of(district)
    package = carry(district, town, tmp_path)
    assert any(entry.body["id"] == "issue-1" and "private" in entry.body for entry in package.entries)
    assert not [entry for entry in package.entries if entry.private and WORDS.encode() in entry.private]


def carry(sender, to, place):
    """One stick from here to there, everything on it; gives the package."""
    made = export(sender.store, sender.keys, place, Recipients((to.keys.public()["age"],)), Sending(to=to.party()))
    package = read(made.path, to.keys)
    receive(to.store, package)
    return package


def test_who_may(town, district):
    """A district cannot erase what is a station's, a station cannot confirm for its district; both need a name."""
    merge(district.store, town.sent(), sender="station")
    issue = district.store.get(Issue, (TOWN, "issue-1"))
    with pytest.raises(NotAllowed), acting(district.store, ERASE, "乙") as act:
        erase_records(act, going(district.store, [issue]), "TM1", "乙")
    with pytest.raises(BadInput), acting(district.store, ERASED, "乙") as act:
        follow(act, [], "")
    forged = Desk(Path(town.store.path).parent / "假.db", DISTRICT)
    merge(forged.store, town.sent(), sender="station")
    forged.store.schema = type(forged.store.schema)(
        **{
            **vars(forged.store.schema),
            "matrix": {**forged.store.schema.matrix, ("district", "facts"): frozenset(("open", "import", "erase"))},
        }
    )
    with acting(forged.store, ERASE, "乙") as act:
        act.record(ERASE, "issue-1", {"of": "issue"}, TOWN)
    with pytest.raises(Outside):
        merge(town.store, forged.sent("station", TOWN), sender="district")
    assert shown(town) == WORDS
    forged.store.close()


@pytest.mark.parametrize(("action", "taken"), [(AGREED, False), (REFUSED, False), (APPLIED, True), (DUE, True)])
def test_who_decides(town, district, action, taken):
    """A district asks, and takes an application in; what is decided about a person's records their station decides."""
    merge(district.store, town.sent(), sender="station")
    district.write("note-1", Note, TOWN, about="issue-1", action=action, acted_on="2026-11-26", acted_by="乙")
    if taken:
        merge(town.store, district.sent("station", TOWN), sender="district")
        assert [one.action for one in town.store.find(Note)] == [action]
        return
    with pytest.raises(Outside):
        merge(town.store, district.sent("station", TOWN), sender="district")
    assert town.store.find(Note) == []


def test_no_undo(town):
    """An erasing is no step that is taken back, nor is what was written before it."""
    erase(town)
    with pytest.raises(NotAllowed), acting(town.store, "undo", "赵敏") as act:
        undo(act)
    assert shown(town) is None

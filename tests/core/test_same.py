"""同一件: one visitor registered on two PCs of a station is offered, joined by a person, counted once, and taken apart again."""

from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from lianluozhan import backup, clock, same, undo
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.course import joined_to
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.folder import KEYS
from lianluozhan.issue import Issue
from lianluozhan.month_data import month_figures
from lianluozhan.note import Note
from lianluozhan.package.keycard import own_party
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.write import Sending, export, to_keys
from lianluozhan.similar import twins
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests import station
from tests.station import CODE, do, empty, issues, opened, run, sound, take

LAMP = {
    "received_at": "2026-10-14T09:00",
    "visitor_name": "王秀英",
    "visitor_phone": "13800000001",
    "statement": "村口的路灯坏了三天",
    "outcome": "乡镇办理",
    "referred_to": "渔泽镇人民政府",
    "deputies": ["彭喆"],
}


@pytest.fixture(autouse=True)
def autumn():
    """The day all this is looked at."""
    clock.set_today("2026-10-21")


@pytest.fixture
def pcs(tmp_path):
    """Two PCs of one station that have the same roster, and a stick."""
    first, second, stick = empty(tmp_path / "一"), tmp_path / "二", tmp_path / "U盘"
    stick.mkdir()
    with opened(first) as store:
        take(store, "deputy", {"name": "彭喆", "levels": "乡镇"})
    backup.restore(backup.backup(first, tmp_path).path, second, beside=True)
    with ExitStack() as both:
        yield SimpleNamespace(
            one=both.enter_context(opened(first)), two=both.enter_context(opened(second)), stick=stick, leave=both.close
        )


def carry(pcs, source, to):
    """A package from one PC to the other."""
    party, keys = own_party(source), Keys.load(source.path.parent / KEYS)
    done = export(source, keys, pcs.stick, to_keys(source, party), Sending(to=party, full=False))
    receive(to, read(done.path, keys))


def exchange(pcs):
    """Both ways."""
    carry(pcs, pcs.one, pcs.two)
    carry(pcs, pcs.two, pcs.one)


def typed(pcs, **second):
    """The same visitor on both, then exchanged."""
    a = station.receive(pcs.one, **LAMP)
    b = station.receive(pcs.two, **(LAMP | second))
    exchange(pcs)
    return a, b


def decide(store, say):
    """A person answers what is offered."""
    (two,) = twins(store)
    with acting(store, "same", "赵敏") as act:
        say(act, two.one, two.other)


def counted(store):
    """What is counted of October, and what is listed."""
    sound(store)
    figures = month_figures(store, "2026-10")
    return (
        figures.total.visits,
        figures.total.people,
        figures.issues,
        len(store.find(Visit)),
        store.find(Duty)[0].people_met,
    )


def test_offered_on_both(pcs):
    """After the exchange both PCs offer the pair, with why; nothing is joined by itself."""
    a, b = typed(pcs)
    for store in (pcs.one, pcs.two):
        ((one, other, why),) = twins(store)
        assert {one.id, other.id} == {a.id, b.id} and "同一个电话" in why
        assert counted(store)[:4] == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("second", "offered"),
    [
        ({"received_at": "2026-10-15T09:00"}, False),
        ({"visitor_phone": "13800000002"}, True),  # of the same name with like words
        ({"visitor_phone": None, "statement": "路灯坏了三天，村口"}, True),
        ({"visitor_phone": "13800000002", "statement": "想问低保怎么办"}, False),
        ({"visitor_name": "王某", "statement": "想问低保怎么办"}, True),  # of the same phone
        ({"visitor_name": None, "visitor_phone": None}, False),
        ({"visitor_name": "李四", "visitor_phone": "13800000002"}, False),
    ],
)
def test_what_looks_alike(pcs, second, offered):
    """The same day and phone, or the same name with like words."""
    typed(pcs, **second)
    assert bool(twins(pcs.one)) == offered == bool(twins(pcs.two))


def test_not_of_one_pc(pcs):
    """Twice on one PC is somebody who came twice: hints while typing are for that."""
    station.receive(pcs.one, **LAMP)
    station.receive(pcs.one, **LAMP)
    exchange(pcs)
    assert twins(pcs.one) == [] and twins(pcs.two) == []


def test_one_counts(pcs):
    """Joined on one PC it is one on both after the next stick: in lists, figures and the session's duty; numbers and words stay."""
    a, b = typed(pcs)
    decide(pcs.two, same.join)
    exchange(pcs)
    for store in (pcs.one, pcs.two):
        (deputy,) = counted(store)[4]
        assert counted(store) == (1, 1, 1, 1, {deputy: 1}) and twins(store) == []
        (kept,) = store.find(Visit)
        left = store.get(Visit, (CODE, ({a.id, b.id} - {kept.id}).pop()))
        assert (
            left.voided == f"与 {kept.number} 是同一件，只算一次"
            and left.statement == LAMP["statement"]
            and left.number != kept.number
        )
        (note,) = store.find(Note, "action='same_as'")
        assert (note.about, note.other, note.acted_by) == (left.id, kept.id, "赵敏")
        assert [row["state"] for row in issues(store)] == ["办理中"]


def test_what_was_begun_goes_on(pcs):
    """Where somebody worked on the other's issue already it is joined, and its story is read behind the one that stays."""
    a, b = typed(pcs)
    (later,) = [
        issue for issue in pcs.one.find(Issue) if issue.visits == [max((a, b), key=lambda v: (v.created_at, v.id)).id]
    ]
    do(pcs.one, later.number, "催办", acted_on="2026-10-20", how="电话")
    decide(pcs.one, same.join)
    exchange(pcs)
    for store in (pcs.one, pcs.two):
        sound(store)
        gone, (stays,) = store.get(Issue, (CODE, later.id)), [one for one in store.find(Issue) if one.id != later.id]
        assert gone.state == "已并案" and [one.id for one in joined_to(store, stays)] == [later.id]


def test_not_the_same(pcs):
    """Told apart they are not offered again, on either PC; both count."""
    typed(pcs)
    decide(pcs.one, same.part)
    exchange(pcs)
    for store in (pcs.one, pcs.two):
        assert twins(store) == [] and counted(store)[:4] == (2, 2, 2, 2)


@pytest.mark.parametrize("say", [same.join, same.part])
def test_taken_back(pcs, say):
    """撤销 brings both back as they were, and they are offered again; taken back once more it holds again."""
    typed(pcs)
    before = counted(pcs.one)
    decide(pcs.one, say)
    after = counted(pcs.one)
    with acting(pcs.one, undo.VERB, "赵敏") as act:
        undo.undo(act)
    assert counted(pcs.one) == before and len(twins(pcs.one)) == 1
    exchange(pcs)
    assert counted(pcs.two)[:4] == before[:4] and len(twins(pcs.two)) == 1
    with acting(pcs.one, undo.VERB, "赵敏") as act:
        undo.undo(act)
    assert counted(pcs.one)[:4] == after[:4] and twins(pcs.one) == []


def test_said_on_both_at_once(pcs):
    """Both PCs say so before they hear of each other: one stays, the same on both, and one issue."""
    typed(pcs)
    decide(pcs.one, same.join)
    decide(pcs.two, same.join)
    exchange(pcs)
    exchange(pcs)
    assert counted(pcs.one)[:4] == counted(pcs.two)[:4] == (1, 1, 1, 1)
    assert [one.id for one in pcs.one.find(Visit)] == [one.id for one in pcs.two.find(Visit)]


def test_crosswise(pcs):
    """Notes that point at each other, as two programs might write them, leave out one and never both."""
    a, b = typed(pcs)
    for about, other in ((a, b), (b, a)):
        with acting(pcs.one, "same") as act:
            same._note(act, about, other)
    assert len(pcs.one.find(Visit)) == 1
    sound(pcs.one)


def test_the_one_that_stayed_is_voided(pcs):
    """Where the one that stayed turns out to be wrong the other takes its place."""
    typed(pcs)
    decide(pcs.one, same.join)
    (kept,) = pcs.one.find(Visit)
    with acting(pcs.one, "void") as act:
        void(act, kept, "录错了")
    (now,) = pcs.one.find(Visit)
    assert now.id != kept.id and not now.voided
    assert counted(pcs.one)[:2] == (1, 1)


def test_an_edit_that_had_not_heard(pcs):
    """Somebody amends on the other PC what is left out here: the words arrive, it stays left out."""
    typed(pcs)
    decide(pcs.one, same.join)
    (kept,) = pcs.one.find(Visit)
    (gone,) = [visit for visit in pcs.two.find(Visit) if visit.id != kept.id]
    with acting(pcs.two, "amend") as act:
        amend(act, gone, {"location": "村口"}, "补上")
    exchange(pcs)
    for store in (pcs.one, pcs.two):
        left = store.get(Visit, (CODE, gone.id))
        assert left.location == "村口" and same.left_out(left)
        sound(store)


def test_what_cannot_be_said(pcs):
    """Of one visit, of a voided one, of one decided already: refused, nothing written."""
    a, b = typed(pcs)
    decide(pcs.one, same.join)
    before = station.digest(pcs.one)
    for one, other in ((a, a), (a, pcs.one.get(Visit, (CODE, b.id))), (pcs.one.get(Visit, (CODE, a.id)), b)):
        one, other = (pcs.one.get(Visit, (CODE, each.id)) for each in (one, other))
        for say in (same.join, same.part):
            with pytest.raises(NotAllowed), acting(pcs.one, "same") as act:
                say(act, one, other)
    assert station.digest(pcs.one) == before


def test_by_command(pcs):
    """conflicts lists the pair, decide settles it by its place or its words."""
    typed(pcs)
    folder = pcs.one.path.parent
    number = twins(pcs.one)[0].other.number
    pcs.leave()
    said = run("conflicts", "--data", folder)
    assert f"{number}.same_as" in said.out and "1 条接待可能登记了两次" in said.err
    assert run("conflicts", "--json", "--data", folder).data["same"][0]["other"] == number
    for wrong in ("3", "也许"):
        assert run("decide", f"{number}.same_as", wrong, "--data", folder).code == 1
    done = run("decide", f"{number}.same_as", "1", "--data", folder)
    assert done.code == 0 and "同一件" in done.out
    assert len(run("list", "visit", "--json", "--data", folder).data) == 1
    assert run("decide", f"{number}.same_as", "1", "--data", folder).code == 1
    assert "同一件" in run("undo", "--data", folder).out
    assert run("decide", f"{number}.same_as", "不是同一件", "--data", folder).code == 0
    assert len(run("list", "visit", "--json", "--data", folder).data) == 2
    assert "0 条接待可能登记了两次" in run("conflicts", "--data", folder).err

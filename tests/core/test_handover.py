"""交接: who types from now on, what is handed over, and that the slip says where things stand."""

import pytest

from lianluozhan import access, clock
from lianluozhan.act import acting
from lianluozhan.backup import backup, newest
from lianluozhan.closing import close
from lianluozhan.draft import Draft, keep
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.handover import hand_over, standing
from lianluozhan.operator import clerk_of, operators
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import history
from lianluozhan.span_data import Span, calls
from lianluozhan.undo import VERB, undo, undoable
from tests.station import CODE, empty, opened, receive, sound

OLD, NEW = "赵敏", "李海英"


@pytest.fixture
def store(tmp_path):
    """A station on the 10th of November, with something open in September and October."""
    clock.set_today("2026-11-10")
    with opened(empty(tmp_path / "站")) as store:
        for day in ("2026-09-02", "2026-10-14"):
            receive(store, received_at=f"{day}T09:00", visitor_name="王秀英", outcome="乡镇办理", referred_to="岗上村")
        yield store
    clock.set_today(None)


def hand(store, name=NEW, leaves=True):
    """交接."""
    with acting(store, "handover") as act:
        return hand_over(act, name, leaves)


def test_signed_with_the_new_name(store):
    """What is written from then on has the new name, what was written keeps the old; the old clerk is no longer chosen."""
    old = receive(store, received_at="2026-11-09T09:00")
    with acting(store, "place") as act:
        act.write(Place, own_place_id(CODE), {"clerk": OLD})
    assert hand(store, " 李海英 ") == NEW
    new = receive(store, received_at="2026-11-10T09:00")
    assert [history(store, one)[0]["by"] for one in (old, new)] == [OLD, NEW] and (old.recorder, new.recorder) == (
        OLD,
        NEW,
    )
    assert [one.name for one in operators(store)] == [NEW] and clerk_of(store) == NEW
    assert store.get(Place, (CODE, own_place_id(CODE))).clerk == NEW
    sound(store)


def test_both_stay(store):
    """A clerk who only stands in: the other stays known, and takes it back by the same act."""
    hand(store, leaves=False)
    assert (clerk_of(store), standing(store).others) == (NEW, (OLD,))
    hand(store, OLD, leaves=True)
    assert (clerk_of(store), [one.name for one in operators(store)]) == (OLD, [OLD])
    hand(store)
    assert [one.name for one in operators(store)] == [NEW], "who had left is known again"


@pytest.mark.parametrize(
    ("name", "problem", "why"),
    [("", BadInput, "没有写由谁接手"), (OLD, NotAllowed, "现在就是赵敏在登记"), ("李\x07", BadInput, "接手的人")],
)
def test_refused(store, name, problem, why):
    """Nobody, the same, and what is no name, change nothing."""
    with pytest.raises(problem, match=why), acting(store, "handover") as act:
        hand_over(act, name, True)
    assert clerk_of(store) == OLD and [one.name for one in operators(store)] == [OLD]


def test_not_taken_back(store):
    """Who types is no entry that can be undone: it is handed back the same way; the new clerk takes nothing of the old back."""
    with acting(store, "place") as act:
        act.write(Place, own_place_id(CODE), {"clerk": OLD})
    with acting(store, "handover") as act:
        hand_over(act, NEW, True)
    assert undoable(store, act.act_id) == ""
    for who in (OLD, NEW):
        with pytest.raises(NotAllowed, match="没有可以撤销的一步"), acting(store, VERB, who) as act:
            undo(act)
    assert clerk_of(store) == NEW


def test_with_passwords(tmp_path, cheap):
    """Who opens the folder types in it: whoever has no password of his own cannot take over, and is told where to get one."""
    path = empty(tmp_path / "站")
    access.protect(path, OLD, "Denglong-97")
    with opened(path) as store:
        with pytest.raises(NotAllowed, match="李海英还没有密码.*给经办人设密码"):
            hand(store)
        assert [one.name for one in operators(store)] == [OLD]
    access.admit(path, NEW, "Xiushan-42")
    with opened(path) as store:
        assert hand(store) == NEW and [one.name for one in operators(store)] == [NEW]


def test_what_is_handed_over(store):
    """Open issues, people, drafts, the months not closed, the newest backup; the slip has the same."""
    keep(store, Draft("x", "visit", {"statement": "半句"}))
    with acting(store, "close") as act:
        close(act, "2026-09")
    assert standing(store)._replace(people=0) == (OLD, (), 2, 0, 1, ("2026-10",), None)
    slip = calls(store, Span("now"))
    assert (slip.unclosed, slip.backup, slip.drafts) == (["2026-10"], "", 1)


def test_the_newest_backup(tmp_path):
    """The one made last, in the folder's own 备份."""
    path = empty(tmp_path / "站")
    assert newest(path) is None
    kept = backup(path)
    (kept.path.parent / "备份-140405102-20200101-000000.zip").write_bytes(b"")
    assert newest(path) == kept.path

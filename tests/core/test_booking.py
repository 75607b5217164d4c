"""报名: deputies sign up for an activity or ask leave; one act turns that into 应到, 实到, 请假, and so into their duty."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.activity import Activity
from lianluozhan.appointment import Appointment, unsettled
from lianluozhan.booking import book, bookings, sign_in
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.named import record_of
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from tests.station import empty, opened, sound, take

NAMES = ("彭喆", "陈秀兰", "曾晓梅")


@pytest.fixture
def store(tmp_path):
    """A station with three deputies and an inspection planned for the 20th, seen on the 10th."""
    clock.set_today("2026-10-10")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", *({"order": n, "name": name} for n, name in enumerate(NAMES, 1)))
        take(store, "activity", {"kind": "视察", "planned_on": "2026-10-20"})
        yield store
    clock.set_today(None)


def now(store):
    """The activity as it stands."""
    return store.find(Activity)[0]


def said(store, *names):
    """Its people by name."""
    row = readable(store, Activity, [now(store)])[0]
    return [row[name] for name in names]


def do(store, work, *rest):
    """An act on the activity."""
    with acting(store, "booking") as act:
        return work(act, now(store), *rest)


def people(store, *names):
    """Their ids."""
    return [record_of(store, name, "deputy").id for name in names]


def test_signed_up(store):
    """Who comes and who asked leave with why; who thinks better of it is not twice; a name the roster lacks stays a name."""
    do(store, book, [*people(store, "彭喆", "陈秀兰"), "王某"])
    do(store, book, people(store, "陈秀兰"), "出差")
    found = bookings(store, now(store))
    assert (found.coming, found.away) == ((*people(store, "彭喆"), "王某"), {people(store, "陈秀兰")[0]: "出差"})
    assert len(store.find(Appointment)) == 3
    do(store, book, people(store, "陈秀兰"))
    assert bookings(store, now(store)).away == {} and len(bookings(store, now(store)).coming) == 3
    sound(store)


def test_before_its_day(store):
    """Before the day 应到 and 请假 are known and nobody was there yet: it is no duty."""
    do(store, book, people(store, "彭喆", "陈秀兰"))
    do(store, book, people(store, "曾晓梅"), "病假")
    do(store, sign_in)
    assert said(store, "expected", "present", "absent", "state") == [
        ["彭喆", "陈秀兰", "曾晓梅"],
        None,
        {"曾晓梅": "病假"},
        "计划",
    ]
    assert store.find(Duty) == []


def test_on_its_day(store):
    """On the day whoever signed up was there, in one act that one undo could take back; their duty registers itself."""
    do(store, book, people(store, "彭喆", "陈秀兰"))
    do(store, book, people(store, "曾晓梅"), "病假")
    clock.set_today("2026-10-20")
    do(store, sign_in)
    assert said(store, "present", "absent", "state") == [["彭喆", "陈秀兰"], {"曾晓梅": "病假"}, "已举行"]
    assert [duty.deputies for duty in store.find(Duty)] == [people(store, "彭喆", "陈秀兰")]
    assert sorted(one.state for one in store.find(Appointment)) == ["到访", "到访", "取消"]
    do(store, sign_in)
    assert said(store, "present") == [["彭喆", "陈秀兰"]]
    with pytest.raises(NotAllowed, match="不用再报名"):
        do(store, book, people(store, "曾晓梅"))


def test_nobody_said_anything(store):
    """Nothing can be made of no bookings; a cancelled activity takes none."""
    with pytest.raises(BadInput, match="还没有代表报名"):
        do(store, sign_in)
    with acting(store, "amend") as act:
        act.write(Activity, now(store).id, {"state": "取消"})
    with pytest.raises(NotAllowed, match="取消"):
        do(store, book, people(store, "彭喆"))


def test_no_visitor(store):
    """A booking is nobody to be received: a visitor of that name does not use it up, and nobody asks whether they came."""
    do(store, book, people(store, "彭喆"))
    with acting(store, "visit") as act:
        add_visit(
            act,
            new_id(),
            {"received_at": "2026-10-20", "visitor_name": "彭喆", "statement": "路灯不亮", "outcome": "当场答复"},
        )
    assert store.find(Appointment)[0].state == "已约"
    assert unsettled(store, "2026-10-30") == []

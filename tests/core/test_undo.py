"""撤销: the last act is taken back by another one, and only where nobody has built on it."""

import pytest

from lianluozhan import clock, closing
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.record import new_id
from lianluozhan.undo import VERB, last_act, undo, undoable
from lianluozhan.visit import Visit
from tests.station import digest, do, empty, filled, opened, receive, run, sound, take

PASSED_ON = {"outcome": "乡镇办理", "referred_to": "渔泽镇人民政府", "deputies": ["单俊峰"], "visitor_name": "郭桂兰"}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def back(store, act_id=None):
    """Take the last act back."""
    with acting(store, VERB) as act:
        return undo(act, act_id)


def again(store, record):
    """The record as it is now."""
    return store.get(type(record), (record.world, record.id))


def test_a_visit(store):
    """A visit goes with its issue and its session; numbers are not given again."""
    visit = receive(store, **PASSED_ON)
    assert len(store.find(Duty)) == 1
    assert {one.noun for one in back(store)} == {"visit", "duty", "issue", "followup"}
    assert (store.find(Visit), store.find(Issue), store.find(Duty)) == ([], [], [])
    assert again(store, visit).voided == "撤销"
    assert receive(store, **PASSED_ON).number.endswith("J0002")
    assert [issue.number[-5:] for issue in store.find(Issue)] == ["Y0002"]
    sound(store)


def test_an_amendment(store):
    """What was before is written again, the note of the amendment voided."""
    visit = receive(store, visitor_name="郭桂兰", reply="已答复")
    with acting(store, "amend") as act:
        amend(act, visit, {"visitor_name": "郭桂蓝", "reply": "", "location": "东街"}, "听错了")
    back(store)
    assert again(store, visit) == visit
    sound(store)


def test_a_voiding(store):
    """A voided visit and the issue it opened stand again, where they stood."""
    visit = receive(store, **PASSED_ON)
    (issue,) = store.find(Issue)
    with acting(store, "void") as act:
        void(act, visit, "记错了")
    assert again(store, issue).state == "已作废"
    back(store)
    assert again(store, visit) == visit
    assert (again(store, issue).state, again(store, issue).voided) == ("办理中", None)
    sound(store)


def test_a_step(store):
    """A step of an issue is corrected away, the fact stays readable."""
    receive(store, **PASSED_ON)
    do(store, "Y0001", "答复", answer_class="A", text="清了")
    back(store)
    (issue,) = store.find(Issue)
    assert issue.state == "办理中"
    assert [fact.action for fact in store.find(Followup, order="created_at, id")] == ["交办", "答复", "更正"]
    sound(store)


def test_a_sheet(tmp_path):
    """A sheet taken in is one act, and goes as one."""
    with opened(filled(tmp_path / "站", "deputy")) as store:
        take(
            store,
            "visit",
            {"received_at": "2026-10-14", "statement": "路灯", "outcome": "当场答复"},
            {"received_at": "2026-10-15", "statement": "井盖", "outcome": "乡镇办理"},
        )
        assert len(store.find(Visit)) == 2
        back(store)
        assert store.find(Visit) == []
        assert store.find(Deputy), "what was read before stays"
        sound(store)


def test_built_on_by_a_step(store):
    """Once somebody has worked on the issue the visit stays."""
    visit = receive(store, **PASSED_ON)
    saved = last_act(store).act_id
    do(store, "Y0001", "催办")
    held = digest(store)
    with pytest.raises(NotAllowed, match="接着办了"):
        back(store, saved)
    assert digest(store) == held
    assert again(store, visit).voided is None


def test_built_on_by_an_edit(store):
    """A visit somebody has edited since is not taken back over their head."""
    visit = receive(store, visitor_name="郭桂兰")
    saved = last_act(store).act_id
    with acting(store, "amend") as act:
        amend(act, visit, {"reply": "已答复"}, "补记")
    with pytest.raises(NotAllowed, match="接着办了"):
        back(store, saved)


def test_built_on_by_naming(store):
    """A deputy whom a later record names stays."""
    with acting(store, "deputy") as act:
        act.write(Deputy, new_id(), {"name": "单俊峰"})
    made = last_act(store).act_id
    receive(store, deputies=["单俊峰"])
    with pytest.raises(NotAllowed, match="接着办了（接待 140405102-2026-J0001）"):
        back(store, made)


def test_other_work_does_not_hinder(store):
    """What has nothing to do with it may have happened since."""
    first = receive(store, **PASSED_ON)
    saved = last_act(store).act_id
    second = receive(store, **PASSED_ON)
    back(store, saved)
    assert [visit.id for visit in store.find(Visit)] == [second.id]
    assert again(store, first).voided
    (session,) = store.find(Duty)
    assert session.people_met == {"单俊峰": 1}
    sound(store)


def test_twice(store):
    """An undo is an act like any other: taken back, what it took away stands again, numbers and all."""
    visit = receive(store, **PASSED_ON)
    (issue,) = store.find(Issue)
    back(store)
    back(store)
    assert (again(store, visit), again(store, issue)) == (visit, issue)
    assert len(store.find(Duty)) == 1
    back(store)
    assert (store.find(Visit), store.find(Issue), store.find(Duty)) == ([], [], [])
    sound(store)


def test_nothing_to_take_back(tmp_path):
    """The folder's own beginning is not taken back, nor a package's coming in, nor what is not there."""
    with opened(empty(tmp_path / "站")) as store:
        with pytest.raises(NotAllowed, match="没有可以撤销"):
            back(store, "没有这一步")
        with acting(store, "import") as act:
            act.record("import", new_id(), {"heads": {}})
        with pytest.raises(NotAllowed, match="收进别处送来的报送包，收进来的不能撤销"):
            back(store)


def test_settings_are_no_act(store):
    """What only this PC knows is passed over when the last act is looked for."""
    receive(store)
    last = last_act(store)
    with acting(store, "operator") as act:
        add_operator(act, "王敏", "联络员")
    assert last_act(store) == last


def test_command(tmp_path):
    """`undo` says what it took back, and refuses with the reason."""
    folder = empty(tmp_path / "站")
    with opened(folder) as store:
        receive(store, visitor_name="郭桂兰")
    done = run("--data", folder, "undo")
    assert (done.code, done.out) == (0, "已撤销刚才的一步：接待 140405102-2026-J0001\n")
    assert run("--data", folder, "undo").out == "已恢复刚才撤销的一步：接待 140405102-2026-J0001\n"


def test_what_could_be_taken_back_is_named(store):
    """An act is named in people's words; one that cannot be taken back, or is none of ours, has no words."""
    receive(store, **PASSED_ON)
    made = last_act(store).act_id
    assert undoable(store, made) == "接待 140405102-2026-J0001、履职 140405102-2026-L0001、意见 140405102-2026-Y0001"
    assert undoable(store, "no act of ours") == ""


def test_a_month_that_was_closed(store):
    """What is told of closing a month is what was done, and of which month."""
    clock.set_today("2026-11-02")
    with acting(store, "close") as act:
        closing.close(act, "2026-10")
    assert undoable(store, last_act(store).act_id) == "2026年10月结账"

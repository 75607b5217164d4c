"""Changing what was written: nothing is overwritten unseen, nothing is ever deleted."""

import json
import shutil

import pytest

from lianluozhan.act import LOCAL, acting
from lianluozhan.amend import ALL, amend, attach, decide, version, void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, Changed, NotAllowed, NotFound
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.note import Note
from lianluozhan.package.merge import merge
from lianluozhan.visit import Visit
from tests.station import digest, do, empty, opened, receive, sound, take


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def change(store, record, reason="听错了", opened_on=None, **typed):
    """Amend a record; returns what changed."""
    with acting(store, "amend") as act:
        return amend(act, record, typed, reason, opened_on)


def again(store, record):
    """The record as it is now."""
    return store.get(type(record), (record.world, record.id))


def test_written_anew(store):
    """Fields are read as they are typed; the reason is kept as a 更正 about the record, privately."""
    visit = receive(store, visitor_name="高建国")
    changed = change(
        store,
        visit,
        visitor_name=" 高建军 ",
        party_size="３人",
        received_at="2026年10月14日 9:30",
        deputies="彭喆、陈秀兰",
    )
    assert changed == {
        "visitor_name": "高建军",
        "party_size": 3,
        "received_at": "2026-10-14T09:30",
        "deputies": ["彭喆", "陈秀兰"],
    }
    now = again(store, visit)
    assert {name: now.data[name] for name in changed} == changed
    (note,) = store.find(Note)
    assert (note.about, note.action, note.text, note.acted_by) == (visit.id, "更正", "听错了", "赵敏")
    assert "听错了" not in "".join(entry.data.decode() for entry in store.entries())
    sound(store)


def test_nothing_new(store):
    """What is the same already is not written, nor a note about it."""
    visit = receive(store, visitor_name="高建国")
    held = digest(store)
    assert change(store, visit, visitor_name="高建国", channel="来站") == {}
    assert digest(store) == held


def test_cleared(store):
    """An empty text clears a field, but not a required one."""
    visit = receive(store, reply="已答复", satisfaction="满意")
    assert change(store, visit, reply="", satisfaction="  ") == {"reply": None, "satisfaction": None}
    assert again(store, visit).reply is None
    with pytest.raises(BadInput, match="原话）不能空着"):
        change(store, visit, statement=" ")


@pytest.mark.parametrize("reason", ["", "  ", "\t\n"])
def test_a_reason_is_needed(store, reason):
    """Neither amending nor voiding goes without a reason."""
    visit = receive(store)
    for move in (lambda: change(store, visit, reason, party_size="3"), lambda: cancel(store, visit, reason)):
        with pytest.raises(BadInput, match="要写明原因"):
            move()
    assert again(store, visit) == visit


def cancel(store, record, reason="重复登记"):
    """Void a record."""
    with acting(store, "void") as act:
        void(act, record, reason)


def test_no_control_characters_in_a_reason(store):
    """What could not be kept in the journal is told as what it is."""
    visit = receive(store)
    with pytest.raises(BadInput, match="控制字符"):
        cancel(store, visit, "重复\x07登记")
    with pytest.raises(BadInput, match="太长"):
        change(store, visit, "长" * 200_001, party_size="3")


@pytest.mark.parametrize("name", ["number", "id", "world", "created_at", "voided", "nonsense", "白日梦"])
def test_not_by_hand(store, name):
    """Number, identity and what does not exist cannot be amended; what can be is named."""
    visit = receive(store)
    said = f"的“{Visit.fields[name].label}”不能改" if name in Visit.fields else f"没有“{name}”这一项"
    with pytest.raises(BadInput, match=said) as refusal:
        change(store, visit, **{name: "1"})
    assert "来访人姓名" in refusal.value.then and "编号" not in refusal.value.then.removeprefix("可改：").split("、")


@pytest.mark.parametrize("name", ["state", "due_on", "organ", "turn", "told", "closed_on"])
def test_derived(store, name):
    """Nobody edits an issue's state, organ or dates: they follow from its facts."""
    receive(store, outcome="乡镇办理", referred_to="自来水公司")
    with pytest.raises(BadInput, match="不能改"):
        change(store, store.find(Issue)[0], **{name: "2026-10-30"})


def test_a_bad_value(store):
    """A value without meaning refuses the whole amendment."""
    visit = receive(store)
    with pytest.raises(BadInput, match="接待时间：.*2月没有30日"):
        change(store, visit, party_size="3", received_at="2026-02-30")
    assert again(store, visit) == visit


def test_facts_stay(store):
    """A follow-up is neither amended nor voided; the way to correct it is named."""
    receive(store, outcome="乡镇办理", referred_to="自来水公司")
    (fact,) = store.find(Followup)
    for move in (lambda: change(store, fact, organ="区教育局"), lambda: cancel(store, fact)):
        with pytest.raises(NotAllowed) as refusal:
            move()
        assert "更正" in refusal.value.then


def test_opened_on_what_is_gone(store):
    """A form saved on a record that changed meanwhile is refused; both values are there to be shown."""
    visit = receive(store, visitor_name="高建国", party_size=1)
    form = version(store, visit)
    change(store, visit, visitor_name="高建军")
    held = digest(store)
    with pytest.raises(Changed) as refusal:
        change(store, visit, opened_on=form, visitor_name="高建民", party_size="2")
    assert refusal.value.mine == {"visitor_name": "高建民", "party_size": 2}
    assert refusal.value.theirs == {"visitor_name": "高建军"}
    assert digest(store) == held
    now = again(store, visit)
    assert change(store, now, opened_on=version(store, now), visitor_name="高建民") == {"visitor_name": "高建民"}


def test_opened_on_of_others(store):
    """What happens to other records meanwhile stops no form."""
    visit = receive(store)
    form = version(store, visit)
    receive(store)
    assert change(store, visit, opened_on=form, party_size="2") == {"party_size": 2}


def test_matched(store):
    """A name the roster knows becomes the reference; one it does not know stays."""
    visit = receive(store)
    take(store, "deputy", {"name": "彭喆"})
    change(store, visit, deputies="彭喆 陈秀兰")
    assert again(store, visit).deputies == [store.find(Deputy)[0].id, "陈秀兰"]


def test_voided(store):
    """作废 keeps the record, its number and the reason, and leaves it out of lists; a second time is refused."""
    visit = receive(store)
    cancel(store, visit, " 重复登记 ")
    assert store.find(Visit) == []
    assert (again(store, visit).voided, again(store, visit).number) == ("重复登记", visit.number)
    with pytest.raises(NotAllowed, match="已经作废"):
        cancel(store, again(store, visit))
    with pytest.raises(NotAllowed, match="已经作废"):
        change(store, again(store, visit), party_size="2")


def test_void_others(store):
    """Deputies are voided as they are; an issue by a fact, so that its history shows it."""
    take(store, "deputy", {"name": "彭喆"})
    cancel(store, store.find(Deputy)[0], "调走")
    assert store.find(Deputy) == []
    receive(store, outcome="乡镇办理", referred_to="自来水公司")
    cancel(store, store.find(Issue)[0], "弄错了")
    assert [fact.action for fact in store.find(Followup, order="acted_on, id")].count("作废") == 1
    assert store.find(Issue) == []
    with pytest.raises(NotAllowed):
        do(store, "Y0001", "催办")


# ---- what two wrote without knowing of each other -------------------------------------------------------------------


def elsewhere(path):
    """A second PC of the station: a copy of its folder that writes a stream of its own."""
    copy = path.with_name("另一台")
    shutil.copytree(path, copy)
    with opened(copy) as other, other.transaction():
        other.set("own", "{}")
    return copy


def bring(store, copy):
    """Take in what the second PC wrote."""
    with opened(copy) as other:
        known = {entry.place for entry in store.entries()}
        merge(
            store,
            [
                entry
                for entry in other.entries("1 ORDER BY stream, seq")
                if entry.place not in known and entry.body["world"] != LOCAL
            ],
        )


@pytest.fixture
def quarrel(tmp_path):
    """A visit that two PCs amended without having seen each other: 高建军 here, 高建民 and three people there."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        receive(store, visitor_name="高建国")
    copy = elsewhere(path)
    with opened(path) as store:
        change(store, store.find(Visit)[0], visitor_name="高建军")
        with opened(copy) as other:
            change(other, other.find(Visit)[0], visitor_name="高建民", party_size="3")
        bring(store, copy)
        yield store


def kept(store):
    """The open conflicts: {field: values, the shown one first}."""
    rows = store.rows("SELECT field, writes FROM conflict")
    return {row["field"]: [write["value"] for write in json.loads(row["writes"])] for row in rows}


def settle(store, field, choice):
    """Decide a conflict of the only visit; returns the visit."""
    with acting(store, "decide") as act:
        decide(act, store.find(Visit, "voided IS NULL OR 1")[0], field, choice)
    return store.find(Visit, "voided IS NULL OR 1")[0]


def test_both_kept(quarrel):
    """Different values of one field are both kept, one shown; what only one of them wrote is simply there."""
    (visit,) = quarrel.find(Visit)
    found = kept(quarrel)
    assert found.keys() == {"visitor_name"}
    assert sorted(found["visitor_name"]) == ["高建军", "高建民"]
    assert (visit.visitor_name, visit.party_size) == (found["visitor_name"][0], 3)
    sound(quarrel)


@pytest.mark.parametrize("choice", ["1", "2", "２", "高建国"])
def test_decided(quarrel, choice):
    """By the place of a value or by a value, also a third one; it is settled then, in a rebuild too."""
    both = kept(quarrel)["visitor_name"]
    wanted = both[int(choice) - 1] if choice.isdecimal() else choice
    assert settle(quarrel, "visitor_name", choice).visitor_name == wanted
    assert kept(quarrel) == {}
    sound(quarrel)


@pytest.mark.parametrize(
    ("field", "choice"), [("visitor_name", "9" * 7), ("party_size", "1"), ("reply", "1"), ("nonsense", "1")]
)
def test_decided_elsewhere(quarrel, field, choice):
    """A place that is none is taken for the value; a field without a conflict is refused."""
    if field == "visitor_name":
        assert settle(quarrel, field, choice).visitor_name == choice
        return
    with pytest.raises(NotFound, match="没有要定的"):
        settle(quarrel, field, choice)


@pytest.mark.parametrize(("choice", "voided"), [("1", True), ("2", False)])
def test_void_against_edit(tmp_path, choice, voided):
    """作废 wins over an edit that had not seen it and is flagged; a person may choose the edit, and the record stands again."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        receive(store, deputies=["彭喆"])
    copy = elsewhere(path)
    with opened(path) as store:
        cancel(store, store.find(Visit)[0])
        with opened(copy) as other:
            change(other, other.find(Visit)[0], party_size="3")
        bring(store, copy)
        assert store.find(Visit) == []
        assert list(kept(store)) == ["voided"]
        visit = settle(store, "voided", choice)
        assert bool(visit.voided) == voided
        assert kept(store) == {}
        assert len(store.find(Duty)) == (not voided)
        sound(store)


def test_papers_of_both(tmp_path):
    """Papers two PCs attached to one record are all kept where a person wants them all; other fields know no 都要."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        receive(store, visitor_name="高建国")
    copy = elsewhere(path)
    for where, name in ((path, "甲.txt"), (copy, "乙.txt")):
        (tmp_path / name).write_text(name)
        with opened(where) as store, acting(store, "attach") as act:
            attach(act, store.find(Visit)[0], tmp_path / name)
    with opened(path) as store:
        bring(store, copy)
        assert list(kept(store)) == ["attachments"]
        visit = settle(store, "attachments", ALL)
        assert sorted(paper["name"] for paper in visit.attachments) == ["乙.txt", "甲.txt"] and kept(store) == {}


def test_a_word_that_is_no_choice(quarrel):
    """都要 written for a field that is no paper is a value like any other."""
    assert settle(quarrel, "visitor_name", ALL).visitor_name == ALL


def test_decide_needs_a_conflict(store):
    """Where nothing is open there is nothing to decide."""
    visit = receive(store)
    with acting(store, "decide") as act, pytest.raises(NotFound, match="没有要定的"):
        decide(act, visit, "visitor_name", "1")

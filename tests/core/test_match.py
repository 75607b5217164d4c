"""Names become references in one act, never guessed."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty, of_visits
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.match import known, match_later, matched, unmatched
from lianluozhan.organ import Organ
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import empty, opened, receive, sound, take


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def id_of(store, name, cls=Deputy):
    """The id of the only one of this name."""
    return store.find(cls, "name=?", (name,))[0].id


def test_known(store):
    """A name stands for the one live record that has it; a name two have stands for none."""
    take(store, "deputy", {"name": "彭喆"}, {"name": "王强", "gender": "男"}, {"name": "王强", "gender": "女"}, {"name": "陈秀兰"})
    with acting(store, "void") as act:
        void(act, store.find(Deputy, "name='陈秀兰'")[0], "调走")
    assert {name: id for name, id in known(store, "deputy").items() if "（" not in name} == {"彭喆": id_of(store, "彭喆")}


def test_every_shape(store):
    """Lists, single references and texts or counts per reference are matched; the rest stays as typed, in its order."""
    take(store, "deputy", {"name": "彭喆"}, {"name": "陈秀兰"})
    peng, chen = id_of(store, "彭喆"), id_of(store, "陈秀兰")
    with acting(store, "look") as act:
        values = {"deputies": ["外人", "彭喆", "陈秀兰"], "people_met": {"彭喆": 2, "外人": 1}, "parts": {"陈秀兰": "主持"}, "title": "彭喆"}
        made = matched(act, Duty, values)
        assert made == {"deputies": ["外人", peng, chen], "people_met": {peng: 2, "外人": 1}, "parts": {chen: "主持"}, "title": "彭喆"}
        assert matched(act, Issue, {"lead_deputy": "彭喆"}) == {"lead_deputy": peng}
        assert values["deputies"] == ["外人", "彭喆", "陈秀兰"]


def test_named_twice(store):
    """A list that has both the name and the reference has it once."""
    take(store, "deputy", {"name": "彭喆"})
    with acting(store, "look") as act:
        assert matched(act, Visit, {"deputies": ["彭喆", id_of(store, "彭喆")]}) == {"deputies": [id_of(store, "彭喆")]}


def test_later(store):
    """New members are matched in everything that names them, voided records too; facts stay as they were written."""
    receive(store, outcome="乡镇办理", referred_to="自来水公司", deputies=["彭喆", "外人"])
    twice = receive(store, deputies=["彭喆"])
    with acting(store, "void") as act:
        void(act, twice, "重复")
    organ, deputy = new_id(), new_id()
    with acting(store, "add") as act:
        act.write(Deputy, deputy, {"name": "彭喆"})
        act.write(Organ, organ, {"name": "自来水公司"})
        changed = match_later(act, "deputy", {"彭喆": deputy}, of_visits) + match_later(act, "organ", {"自来水公司": organ})
    assert sorted(record.noun for record in changed) == ["issue", "visit", "visit", "visit"]
    assert [visit.deputies for visit in store.find(Visit, "voided IS NULL OR 1", order="number")] == [[deputy, "外人"], [deputy]]
    assert store.find(Visit)[0].referred_to == organ
    assert store.find(Followup)[0].organ == "自来水公司"
    sound(store)


def test_not_between_two(store):
    """A name the roster has already is not given to the newcomer."""
    take(store, "deputy", {"name": "彭喆"})
    visit = receive(store)
    with acting(store, "add") as act:
        act.write(Visit, visit.id, {"deputies": ["彭喆"]})
    with acting(store, "add") as act:
        assert match_later(act, "deputy", {"彭喆": new_id()}) == []
    assert store.find(Visit)[0].deputies == ["彭喆"]


def test_unmatched(store):
    """What no roster knows is listed with how many live records name it."""
    receive(store, deputies=["彭喆", "陈秀兰"], outcome="报区办理")
    assert unmatched(store, "deputy") == {"彭喆": 5, "陈秀兰": 4}  # visit, its issue (彭喆 leads it too), the duty and its counts
    take(store, "deputy", {"name": "彭喆"})
    assert unmatched(store, "deputy") == {"陈秀兰": 4}
    assert unmatched(store, "organ") == {}


def test_two_deputies_of_one_name(store):
    """A name two deputies have is not guessed: it stays as text and is asked for; what tells them apart names one."""
    for id, group in (("d1", "第1小组"), ("d2", "第2小组")):
        with acting(store, "put") as act:
            act.write(Deputy, id, {"name": "张伟", "group": group})
    row = {"begin": "2026-10-14", "kind": "附议"}
    taken = take(store, "duty", row | {"deputies": "张伟"}, row | {"deputies": "张伟（第2小组）、张伟（第1小组）"})
    assert [one.deputies for one in store.find(Duty, order="number")] == [["张伟"], ["d2", "d1"]]
    assert any("有 2 位" in words and "张伟（第1小组）、张伟（第2小组）" in words for words in taken.warnings)
    assert taken.unmatched == {"张伟": 1}

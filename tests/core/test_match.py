"""Names become references in one act, never guessed."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty, of_visits
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.match import known, match_later, matched, once_each, roster, unmatched
from lianluozhan.organ import Organ
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import new_id
from lianluozhan.rota import rota
from lianluozhan.visit import Visit
from tests.district import TOWNS, carry, district
from tests.station import done, empty, opened, receive, sound, take


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
    take(
        store,
        "deputy",
        {"name": "彭喆"},
        {"name": "王强", "gender": "男"},
        {"name": "王强", "gender": "女"},
        {"name": "陈秀兰"},
    )
    with acting(store, "void") as act:
        void(act, store.find(Deputy, "name='陈秀兰'")[0], "调走")
    assert {name: id for name, id in known(store, "deputy").items() if "（" not in name} == {
        "彭喆": id_of(store, "彭喆")
    }


def test_every_shape(store):
    """Lists, single references and texts or counts per reference are matched; the rest stays as typed, in its order."""
    take(store, "deputy", {"name": "彭喆"}, {"name": "陈秀兰"})
    peng, chen = id_of(store, "彭喆"), id_of(store, "陈秀兰")
    with acting(store, "look") as act:
        values = {
            "deputies": ["外人", "彭喆", "陈秀兰"],
            "people_met": {"彭喆": 2, "外人": 1},
            "parts": {"陈秀兰": "主持"},
            "title": "彭喆",
        }
        made = matched(act, Duty, values)
        assert made == {
            "deputies": ["外人", peng, chen],
            "people_met": {peng: 2, "外人": 1},
            "parts": {chen: "主持"},
            "title": "彭喆",
        }
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
        changed = match_later(act, "deputy", {"彭喆": deputy}, of_visits) + match_later(
            act, "organ", {"自来水公司": organ}
        )
    assert sorted(record.noun for record in changed) == ["issue", "visit", "visit", "visit"]
    assert [visit.deputies for visit in store.find(Visit, "voided IS NULL OR 1", order="number")] == [
        [deputy, "外人"],
        [deputy],
    ]
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
    # Visit, its issue (彭喆 leads it too), the duty and its counts.
    assert unmatched(store, "deputy") == {"彭喆": 5, "陈秀兰": 4}
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


@pytest.mark.day("2026-10-31")  # days that are past are not proposed
def test_a_place_both_sides_write(tmp_path):
    """A station and its district each write its 家站点 under one id: it is listed once at both ends, in the words of whose folder
    it is, in the other's where these say nothing; it is found by its name, and no reception day is proposed twice."""
    made, stick, (town, code) = district(tmp_path), tmp_path / "U盘", next(iter(TOWNS.items()))
    stick.mkdir()
    name, id = f"{town}人大代表联络站", own_place_id(code)
    with opened(made.office) as store, acting(store, "add") as act:
        act.write(Place, id, {"name": name, "level": "站", "code": code, "hours": "每周三", "phone": "03555550000"})
    with opened(made.stations[town]) as store, acting(store, "amend") as act:
        act.write(Place, id, {"hours": "每周四", "area": "一楼"})
    carry(made.stations[town], made.office, stick)
    carry(made.office, made.stations[town], stick)
    for path, hours in ((made.office, "每周三"), (made.stations[town], "每周四")):
        (one,) = [row for row in done(path, "list", "place", "--json").data if row["name"] == name]
        assert (one["hours"], one["phone"], one["area"], one["host"]) == (hours, "03555550000", "一楼", "镇人大主席团")
        assert [row["id"] for row in done(path, "list", "place", "--where", f"代码={code}", "--json").data] == [id]
        assert done(path, "show", name, "--json").data["record"]["hours"] == hours
        with opened(path) as store:
            assert len(store.find(Place, "id=?", (id,))) == 2
            assert [one.hours for one in roster(store, Place) if one.id == id] == [hours]
            assert once_each(store, []) == []
    with opened(made.stations[town]) as store:
        days = [slot.schedule.date for slot in rota(store, "2026-11")]
        assert days and len(days) == len(set(days))
        with acting(store, "amend") as act:
            # Called otherwise here than at the district: still one.
            act.write(Place, id, {"name": f"{town}人大代表之家"})
        assert [one.name for one in roster(store, Place) if one.id == id] == [f"{town}人大代表之家"]

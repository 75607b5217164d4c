"""换届: who stays, comes and leaves by the new list; the old term stays as it was; open issues get deputies in office."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy, in_office
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.readable import history, readable
from lianluozhan.record import new_id
from lianluozhan.term import begin_term, foresee, give, heirs
from lianluozhan.undo import VERB, undo
from lianluozhan.year import ranking
from tests.station import CODE, do, empty, opened, receive, sound, take

ON, TERM = "2026-12-01", "第十九届"
OLD = (
    {"name": "彭喆", "levels": ["乡镇"], "district": "第一选区"},
    {"name": "陈秀兰", "levels": ["乡镇"], "group": "一组", "terms": ["第十八届"]},
    {"name": "单俊峰", "levels": ["区", "乡镇"]},
    {"name": "尉迟桂英", "levels": ["市"]},
    {"name": "孔方", "levels": ["乡镇"], "left_on": "2026-03-01"},
)
NEW = [
    {"name": "陈秀兰", "levels": ["乡镇"], "group": "二组"},
    {"name": "董䶮", "levels": ["乡镇"], "villages": ["前后庄村"], "district": "第二选区"},
    {"name": "乐嘉", "levels": ["乡镇"], "district": "第一选区"},
]


@pytest.fixture
def store(tmp_path):
    """A station with five deputies of an old term, on the day after the new one began."""
    clock.set_today("2026-12-02")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", *OLD)
        yield store
    clock.set_today(None)


def renew(store, rows=NEW):
    """换届."""
    with acting(store, "term") as act:
        return begin_term(act, foresee(store, rows, TERM, ON))


def named(store, name) -> Deputy:
    """The deputy of a name."""
    (found,) = store.find(Deputy, "name=?", (name,))
    return found


def test_foreseen(store):
    """Of the list's level: who is not on it leaves, who is stays, others stay what they are besides;
    the market town's city deputy is untouched."""
    change = foresee(store, NEW, TERM, ON)
    assert [one.name for one, _ in change.stay] == ["陈秀兰"] and [one["name"] for one in change.new] == [
        "董䶮",
        "乐嘉",
    ]
    assert [one.name for one in change.leave] == ["彭喆"]
    assert [(one.name, values) for one, values in change.other] == [("单俊峰", {"levels": ["区"]})]
    assert change.notes == ("单俊峰还是区代表，留在名册里",)


def test_written(store):
    """Left with day and reason, stayed with the term, new from the day; nobody is in office twice or not at all."""
    assert renew(store) == 2
    assert (named(store, "彭喆").left_on, named(store, "彭喆").left_reason) == (ON, "换届")
    stayed = named(store, "陈秀兰")
    assert (stayed.terms, stayed.group, stayed.left_on, stayed.elected_on) == (["第十八届", TERM], "二组", None, None)
    assert (named(store, "董䶮").elected_on, named(store, "董䶮").terms) == (ON, [TERM])
    assert named(store, "尉迟桂英").data == named(store, "尉迟桂英").data | {
        "levels": ["市"],
        "left_on": None,
        "terms": None,
    }
    assert named(store, "孔方").left_on == "2026-03-01"
    here = {day: {one.name for one in store.find(Deputy) if in_office(one, day)} for day in ("2026-11-30", ON)}
    assert here == {
        "2026-11-30": {"彭喆", "陈秀兰", "单俊峰", "尉迟桂英"},
        ON: {"陈秀兰", "董䶮", "乐嘉", "单俊峰", "尉迟桂英"},
    }
    assert f"换届：{TERM}" in [change["reason"] for change in history(store, stayed)]
    sound(store)


def test_the_old_term_stays(store):
    """Duties, their points and who is named at old visits stay; a new deputy takes over no unmatched name of the old term."""
    receive(store, received_at="2026-10-14T09:00", deputies=["彭喆", "乐嘉"])
    before = (
        readable(store, Duty, store.find(Duty)),
        {one.key: one.score.total for one in ranking(store, 2026).standings},
    )
    renew(store)
    after = {one.key: one.score.total for one in ranking(store, 2026).standings}
    assert readable(store, Duty, store.find(Duty)) == before[0]
    assert {name: after[name] for name in before[1]} == before[1] and before[1][named(store, "彭喆").id] > 0
    assert "乐嘉" in store.find(Duty)[0].deputies, "still as it was written"


def test_taken_back(store):
    """One act, undone as one; what was built on the new roster hinders it."""
    before = {one.id: one.data for one in store.find(Deputy)}
    renew(store)
    with acting(store, VERB) as act:
        undo(act)
    assert {one.id: one.data for one in store.find(Deputy)} == before
    renew(store)
    receive(store, "李海英", received_at="2026-12-02T09:00", deputies=["董䶮"])
    with pytest.raises(NotAllowed, match="后来又有人接着办了"), acting(store, VERB) as act:
        undo(act)


@pytest.mark.parametrize(
    ("rows", "term", "why"),
    [
        ([], TERM, "名单是空的"),
        (NEW, " ", "没有写是哪一届"),
        ([NEW[0], NEW[0]], TERM, "名单里有两位陈秀兰"),
    ],
)
def test_refused(store, rows, term, why):
    """A list that cannot be, and no term, change nothing."""
    with pytest.raises(BadInput, match=why):
        foresee(store, rows, term, ON)


def test_not_twice(store):
    """The same list again changes nothing and says so."""
    renew(store)
    with pytest.raises(NotAllowed, match="名册已经是这一份了"):
        foresee(store, NEW, TERM, ON)


def test_two_of_one_name(store):
    """Of two of one name the birth month says who is meant; where it does not, nobody guesses."""
    with acting(store, "add") as act:
        act.write(Deputy, new_id(), {"name": "彭喆", "levels": ["乡镇"], "birth_month": "1970-01"})
    with pytest.raises(BadInput, match="名册里有 2 位彭喆"):
        foresee(store, [{"name": "彭喆", "levels": ["乡镇"]}], TERM, ON)
    with acting(store, "amend") as act:
        act.write(
            Deputy,
            next(one.id for one in store.find(Deputy, "name='彭喆'") if not one.birth_month),
            {"birth_month": "1980-02"},
        )
    change = foresee(store, [{"name": "彭喆", "levels": ["乡镇"], "birth_month": "1970-01"}], TERM, ON)
    assert [one.birth_month for one, _ in change.stay] == ["1970-01"]
    assert "1980-02" in [one.birth_month for one in change.leave]
    other = foresee(store, [{"name": "彭喆", "levels": ["乡镇"], "birth_month": "1999-09"}], TERM, ON)
    assert [one["name"] for one in other.new] == ["彭喆"], "another person of the name"


def test_heirs(store):
    """An open issue of one who left: proposed by village, else by district; given in one act, the facts stay, undo brings back."""
    for place, deputies in (("前后庄村口", ["彭喆"]), ("东街", ["彭喆", "陈秀兰"]), ("东街", ["陈秀兰"])):
        receive(
            store,
            received_at="2026-11-20T09:00",
            location=place,
            deputies=deputies,
            outcome="乡镇办理",
            referred_to="岗上村",
        )
    receive(
        store,
        received_at="2026-11-21T09:00",
        visitor_name="郭桂兰",
        deputies=["彭喆"],
        outcome="乡镇办理",
        referred_to="岗上村",
    )
    for word, values in (("答复", {"answer_class": "A"}), ("回告", {"how": "电话"}), ("办结", {})):
        do(store, "Y0004", word, acted_on="2026-11-25", **values)
    assert heirs(store) == []
    renew(store)
    found = heirs(store)
    assert [(one.number[-5:], one.old_name, one.why) for one in found] == [
        ("Y0001", "彭喆", "联系前后庄村"),
        ("Y0002", "彭喆", "同一选区"),
    ]
    with acting(store, "give") as act:
        assert give(act, {(one.key, one.old): one.new for one in found}) == 2
    names = {
        row["number"][-5:]: (row["lead_deputy"], row["deputies"]) for row in readable(store, Issue, store.find(Issue))
    }
    assert names == {
        "Y0001": ("董䶮", ["董䶮"]),
        "Y0002": ("乐嘉", ["乐嘉", "陈秀兰"]),
        "Y0003": ("陈秀兰", ["陈秀兰"]),
        "Y0004": ("彭喆", ["彭喆"]),
    }
    assert heirs(store) == [] and [one.deputies for one in store.find(Issue, "number LIKE '%Y0004'")] == [
        [named(store, "彭喆").id]
    ]
    with acting(store, VERB) as act:
        undo(act)
    assert len(heirs(store)) == 2
    sound(store)


def test_only_somebody_in_office(store):
    """Who left, or nobody, cannot follow; all or none."""
    receive(store, received_at="2026-11-20T09:00", deputies=["彭喆"], outcome="乡镇办理", referred_to="岗上村")
    renew(store)
    (one,) = heirs(store)
    for wrong in (named(store, "孔方").id, "没有这个人"):
        with pytest.raises(NotAllowed, match="不在任"), acting(store, "give") as act:
            give(act, {(one.key, one.old): wrong})
    assert len(heirs(store)) == 1


def test_a_deputy_s_own_suggestion_stays_theirs(store):
    """A 代表建议 keeps who made it."""
    take(
        store,
        "issue",
        {
            "registered_at": "2026-11-20T09:00",
            "kind": "代表建议",
            "statement": "修路",
            "lead_deputy": "彭喆",
            "deputies": ["彭喆"],
        },
    )
    renew(store)
    assert heirs(store) == [] and store.find(Issue)[0].lead_deputy == named(store, "彭喆").id


def test_the_district_s_roster(store):
    """A roster the district sends is not renewed here."""
    store.db.execute("INSERT INTO deputy (world, id, name, terms) VALUES ('140405', 'd', '任远', ?)", (f'["{TERM}"]',))
    with pytest.raises(NotAllowed, match="名册是区里发来的"):
        foresee(store, NEW, TERM, ON)
    assert store.identity.world == CODE

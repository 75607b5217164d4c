"""还有一件事: a further issue of one visit, which is still one visit by one person."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.figures import tally
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.month_data import visits_of
from lianluozhan.reception import add_matter, issue_id, issues_of, track_visit
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import digest, do, empty, issues, opened, receive, sound

WHO = {
    "visitor_name": "郭桂兰",
    "visitor_phone": "13800000000",
    "visitor_address": "前后庄村",
    "deputies": ["解国栋"],
    "party_size": 2,
}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def more(store, visit, **values):
    """Register a further matter; what is not said is a plain one."""
    with acting(store, "add_matter") as act:
        made = add_matter(
            act,
            new_id(),
            visit,
            {"received_at": visit.received_at, "statement": "机井坏了", "outcome": "乡镇办理"} | values,
        )
    return store.get(Issue, (made.world, made.id))


def cancel(store, visit):
    """Void the visit."""
    with acting(store, "void") as act:
        void(act, visit, "重复登记")


def test_own_words_same_person(store):
    """The further issue has its own words, category, organ and due date; the person and the deputies are the visit's."""
    visit = receive(store, outcome="当场答复", **WHO)
    made = more(store, visit, category="农业农村", location="村东机井", referred_to="区水利局")
    row = issues(store)[0]
    assert (row["statement"], row["category"], row["location"], row["organ"]) == (
        "机井坏了",
        "农业农村",
        "村东机井",
        "区水利局",
    )
    assert (row["raised_by"], row["raiser_phone"], row["raiser_address"]) == ("郭桂兰", "13800000000", "前后庄村")
    assert [one["name"] if isinstance(one, dict) else one for one in row["deputies"]] == ["解国栋"]
    assert (row["state"], row["due_on"]) == ("办理中", "2026-11-04")
    assert made.visits == [visit.id]
    sound(store)


def test_nothing_of_the_first_matter(store):
    """What the first matter was about does not slip into the second one."""
    visit = receive(
        store, outcome="乡镇办理", category="供暖", location="东街", referred_to="集中供热公司", reply="已转", **WHO
    )
    made = more(store, visit)
    assert (made.category, made.location, made.organ, made.state) == (None, None, None, "待处理")


def test_counted_once(store):
    """One visit, its people once, one session's duty with the people once, two issues."""
    visit = receive(store, outcome="乡镇办理", **WHO)
    before = [duty.data for duty in store.find(Duty)]
    more(store, visit)
    found = tally(visits_of(store, "2026-10-14"))
    assert (found.visits, found.people) == (1, 2)
    assert [duty.data for duty in store.find(Duty)] == before
    assert [issue.number[-5:] for issue in issues_of(store, visit)] == ["Y0001", "Y0002"]


@pytest.mark.parametrize(
    ("outcome", "typed", "state", "kind"),
    [
        ("当场答复", {"reply": "讲清了"}, "已答复", "群众意见"),
        ("不属受理范围", {"remarks": "法院正在审"}, "已引导", "群众意见"),
        ("报区办理", {"referred_to": "区水利局"}, "待区处理", "群众意见"),
        ("村社办理", {"referred_to": "前后庄村委会"}, "办理中", "群众意见"),
        ("形成建议", {}, "待处理", "代表建议"),
    ],
)
def test_outcomes(store, outcome, typed, state, kind):
    """Each outcome is the fact the issue is born with, given the visit's own outcome or not."""
    visit = receive(store, outcome="乡镇办理", referred_to="集中供热公司", **WHO)
    made = more(store, visit, outcome=outcome, **typed)
    assert (made.state, made.kind) == (state, kind)
    sound(store)


def test_another_persons_form(store):
    """What the hidden part of a form says of the person is not taken: the visit knows."""
    visit = receive(store, **WHO)
    assert more(store, visit, visitor_name="别人").raised_by == "郭桂兰"


def test_other_deputies(store):
    """Deputies named for the further matter are its own."""
    made = more(store, receive(store, **WHO), deputies=["申屠靖"])
    assert (made.deputies, made.lead_deputy) == (["申屠靖"], "申屠靖")


def test_void_takes_all(store):
    """Voiding the visit voids every issue it raised."""
    visit = receive(store, outcome="乡镇办理", **WHO)
    more(store, visit, referred_to="区水利局")
    cancel(store, visit)
    assert issues(store) == []
    sound(store)


def test_void_refused(store):
    """Somebody worked on the further one: the visit stays, and so does everything of it."""
    visit = receive(store, outcome="乡镇办理", **WHO)
    made = more(store, visit, referred_to="区水利局")
    do(store, made.number, "签收")
    held = digest(store)
    with pytest.raises(NotAllowed, match="Y0002 已经有人办理"):
        cancel(store, visit)
    assert digest(store) == held


def test_a_voided_visit(store):
    """Nothing more is registered of a visit that is voided."""
    visit = receive(store, **WHO)
    cancel(store, visit)
    with pytest.raises(NotAllowed, match="已经作废"):
        more(store, store.get(Visit, (visit.world, visit.id)))


def change(store, visit, **values):
    """Amend the visit."""
    with acting(store, "amend") as act:
        amend(act, visit, values, "记错了")
    return store.get(Visit, (visit.world, visit.id))


def test_the_person_is_mended(store):
    """A corrected name or phone goes to every issue of the visit, corrected words to its own one only."""
    visit = receive(store, outcome="乡镇办理", **WHO)
    made = more(store, visit)
    change(store, visit, visitor_phone="13900000000", statement="路灯全不亮")
    own, further = (store.get(Issue, (visit.world, id)) for id in (issue_id(visit.id), made.id))
    assert (own.raiser_phone, own.statement) == ("13900000000", "路灯全不亮")
    assert (further.raiser_phone, further.statement) == ("13900000000", "机井坏了")
    sound(store)


def test_the_outcome_is_the_first_ones(store):
    """A visit that turns out to be answered on the spot takes back its own issue, not the other matter."""
    visit = receive(store, outcome="乡镇办理", **WHO)
    made = more(store, visit)
    change(store, visit, outcome="当场答复")
    assert [issue.id for issue in issues_of(store, visit)] == [made.id]
    sound(store)


def test_track(store):
    """What was answered on the spot can be followed up: answered already, the person still to be asked."""
    visit = receive(store, outcome="当场答复", nature="投诉", reply="当面讲清", **WHO)
    with acting(store, "add_matter") as act:
        made = track_visit(act, new_id(), visit)
    held = store.get(Issue, (visit.world, made.id))
    assert (held.state, held.statement) == ("已答复", visit.statement)
    (fact,) = store.find(Followup)
    assert (fact.action, fact.answer_class, fact.text, fact.evidence) == ("答复", "A", "当面讲清", "当面")
    assert made.number == held.number
    sound(store)

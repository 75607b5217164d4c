"""What papers on a reception or an issue are made from: the case as it stands, as people read it."""

import pytest

from lianluozhan.act import acting
from lianluozhan.case_data import issue_case, limits, visit_case
from lianluozhan.deputy import Deputy
from lianluozhan.issue import Issue
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import do, empty, opened, receive, take

PASSED = {
    "outcome": "乡镇办理",
    "referred_to": "渔泽镇人民政府",
    "visitor_name": "王秀英",
    "visitor_phone": "13800000000",
}


@pytest.fixture
def store(tmp_path):
    """A station with nobody in it."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_a_reception_and_its_issue(store):
    """Names in place of ids, the issue it opened, the facts in order, the station's own place."""
    case = visit_case(store, receive(store, **PASSED))
    assert case.visit["visitor_name"] == "王秀英" and case.issue["organ"] == "渔泽镇人民政府"
    assert [fact["action"] for fact in case.facts] == ["交办"]
    assert case.place["host"] == "镇人大主席团"
    assert (case.imprint.place, case.imprint.month) == ("渔泽镇人大代表联络站", "2026-10")


def test_a_reception_without_an_issue(store):
    """Answered on the spot: no issue, no facts."""
    case = visit_case(store, receive(store))
    assert case.issue == {} and list(case.facts) == [] and case.times == 0


def test_facts_as_they_stand(store):
    """A corrected fact says the new; one taken out and the one that corrected are gone; the people told are keys."""
    visit = receive(store, **PASSED)
    do(store, "Y0001", "催办", text="写错的话")
    urged = visit_case(store, visit).facts[-1]
    do(store, "Y0001", "更正", to=[urged["id"]], reason="写错", text="对的话")
    assert [fact["text"] for fact in visit_case(store, visit).facts][1:] == ["对的话"]
    do(store, "Y0001", "更正", to=[urged["id"]], reason="没有催过", how="作废")
    assert [fact["action"] for fact in visit_case(store, visit).facts] == ["交办"]
    do(store, "Y0001", "答复", answer_class="A", text="好了")
    do(store, "Y0001", "回告", to=["王秀英"], how="电话")
    told = visit_case(store, visit).facts[-1]
    assert told["to"] == ["王秀英"] and told["to_keys"] == [visit.id]


def test_a_reception_that_was_joined_to_an_issue(store):
    """An issue that names the visit is its issue too."""
    first, second = receive(store, **PASSED), receive(store, visitor_name="苗青山")
    issue = store.find(Issue)[0]
    with acting(store, "amend") as act:
        act.write(Issue, issue.id, {"visits": [first.id, second.id]})
    assert visit_case(store, second).issue["number"] == issue.number
    case = issue_case(store, store.get(Issue, (issue.world, issue.id)))
    assert [row["visitor_name"] for row in case.visits] == ["王秀英", "苗青山"]
    assert case.visit["visitor_name"] == "王秀英"


def test_which_time(store):
    """Counted by name and, where both left one, by phone; nobody's namesake, no later visit, no one without a name."""
    days = ("2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04")
    phones = ("13800000000", "13900000001", None, "13800000000")
    for day, phone in zip(days, phones, strict=True):
        receive(store, received_at=day, visitor_name="王秀英", visitor_phone=phone)
    receive(store, received_at="2026-10-05")
    visits = store.find(Visit, order="received_at")
    assert [visit_case(store, visit).times for visit in visits] == [1, 1, 3, 3, 0]


def test_limits_are_the_folder_s(store):
    """A paper says the limits that due dates are counted with, in the year it is about."""
    take(store, "rule", {"name": "催办", "year": 2026, "values": {"days": 4}})
    case = visit_case(store, receive(store, received_at="2026-10-05"))
    assert case.limits["催办"] == "4 个工作日" and limits(store, 2025)["催办"] != "4 个工作日"


def test_options(store):
    """Draft and masked come to what the paper says of itself."""
    imprint = visit_case(store, receive(store), draft=True, masked=True).imprint
    assert imprint.draft and imprint.masked and len(imprint.head) == 8


def test_only_the_deputies_it_names(store):
    """Of the roster those a reception names, told apart from others of the name; nobody else is read for a form."""
    first, second, other = new_id(), new_id(), new_id()
    with acting(store, "roster") as act:
        for id, name, group in ((first, "李军", "第1组"), (second, "李军", "第2组"), (other, "陈秀兰", "第1组")):
            act.write(Deputy, id, {"name": name, "group": group, "levels": ["区"]})
    case = visit_case(store, receive(store, deputies=[first]))
    assert case.visit["deputies"] == ["李军（第1组）"] and set(case.deputies) == {"李军（第1组）", "李军（第2组）"}
    assert case.deputies["李军（第1组）"]["id"] == first
    assert (
        visit_case(store, receive(store, deputies=["外来的人"])).deputies
        == {}
        == visit_case(store, receive(store)).deputies
    )

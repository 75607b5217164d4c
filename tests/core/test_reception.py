"""Saving a visit: the issue it opens, its first fact, what voiding and amending it do to both."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.reception import foreseen
from lianluozhan.visit import Visit
from tests.station import CODE, add, digest, do, empty, filled, issues, opened, receive, sound, take


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def facts(store):
    """The follow-ups there are, as they were written."""
    return store.find(Followup)


def act_ids(store):
    """How many acts the journal holds."""
    return {entry.body["act_id"] for entry in store.entries()}


def change(store, visit, **typed):
    """Amend a visit."""
    with acting(store, "amend") as act:
        amend(act, visit, typed, "登记错了")
    return store.get(Visit, (visit.world, visit.id))


def cancel(store, visit):
    """Void a visit."""
    with acting(store, "void") as act:
        void(act, visit, "重复登记")


@pytest.mark.parametrize("outcome", ["村社办理", "乡镇办理"])
def test_passed_on(store, outcome):
    """村社 or 乡镇办理 with an organ: an issue with the fact 交办, acted on the visit's day, by the place's body."""
    visit = receive(store, outcome=outcome, referred_to="自来水公司", recorder="李芳", received_at="2026-10-07T11:00")
    (issue,) = issues(store)
    assert (issue["state"], issue["organ"], issue["turn"]) == ("办理中", "自来水公司", "自来水公司")
    assert (issue["kind"], issue["visits"], issue["registered_at"]) == ("群众意见", [visit.id], "2026-10-07T11:00")
    assert (issue["due_on"], issue["warn_on"]) == ("2026-10-27", "2026-10-22")  # 10-10 is worked, 10-08 the first day
    assert issue["route"] == outcome[:2]
    (fact,) = facts(store)
    assert (fact.action, fact.acted_on, fact.acted_by, fact.evidence) == ("交办", "2026-10-07", "李芳", None)
    assert (fact.assigned_by, fact.limit) == ("镇人大主席团", "15 工作日")
    sound(store)


@pytest.mark.parametrize("outcome", ["村社办理", "乡镇办理"])
def test_passed_on_to_nobody(store, outcome):
    """Without an organ it waits: 待处理, no fact, the clerk's turn."""
    receive(store, outcome=outcome)
    (issue,) = issues(store)
    assert (issue["state"], issue["turn"], issue["next_on"]) == ("待处理", "联络员", "2026-10-14")
    assert facts(store) == []


@pytest.mark.parametrize("organ", ["区教育局", None])
def test_reported(store, organ):
    """报区办理 gives the fact 报区 with the organ proposed; the district's turn, next date five working days on."""
    receive(store, outcome="报区办理", **({"referred_to": organ} if organ else {}))
    (issue,) = issues(store)
    assert (issue["state"], issue["turn"], issue["next_on"]) == ("待区处理", "区人大", "2026-10-21")
    assert (issue["organ"], issue["due_on"]) == (None, None)
    (fact,) = facts(store)
    assert (fact.action, fact.organ, fact.acted_on) == ("报区", organ, "2026-10-14")


def test_suggested(store):
    """形成建议 opens a 代表建议, led by the first of its deputies."""
    receive(store, outcome="形成建议", deputies=["彭喆", "陈秀兰"])
    (issue,) = issues(store)
    assert (issue["kind"], issue["state"], issue["lead_deputy"]) == ("代表建议", "待处理", "彭喆")


@pytest.mark.parametrize("outcome", ["当场答复", "不属受理范围"])
def test_opens_nothing(store, outcome):
    """The other outcomes open nothing."""
    receive(store, outcome=outcome, referred_to="自来水公司")
    assert issues(store) == [] == facts(store)


def test_one_act(store):
    """Visit, issue, first fact and the session's number are one act, its last entry marked as the end."""
    before = act_ids(store)
    receive(store, outcome="乡镇办理", referred_to="自来水公司", deputies=["彭喆"])
    (new,) = act_ids(store) - before
    entries = [entry.body for entry in store.entries("1 ORDER BY seq") if entry.body["act_id"] == new]
    assert [body["kind"] for body in entries] == ["visit", "duty", "issue", "followup"]
    assert [body.get("end") for body in entries] == [None, None, None, True]


def test_private(store):
    """Nothing that identifies or quotes the visitor stands in the open part of any entry; no title is made of it."""
    secrets = {
        "visitor_name": "尉迟桂英",
        "visitor_phone": "13800000000",
        "visitor_address": "东街九号院",
        "reply": "这就去看",
        "statement": "井盖响得睡不着",
        "request": "换个井盖",
        "remarks": "她有心脏病",
        "visitor_id_number": "11010519491231002X",
    }
    receive(store, outcome="乡镇办理", referred_to="区住建局", **secrets)
    open_parts = "".join(entry.data.decode() for entry in store.entries())
    assert [word for word in secrets.values() if word in open_parts] == []
    (issue,) = issues(store)
    assert issue["title"] is None
    assert (issue["raised_by"], issue["raiser_phone"]) == ("尉迟桂英", "13800000000")
    assert (issue["raiser_address"], issue["statement"]) == ("东街九号院", "井盖响得睡不着")


def test_filled_in(store):
    """What the station knows by itself: number, 时段 of the calendar, place, recorder, one person, 匿名 without a name."""
    named = receive(store, visitor_name="高建国", received_at="2026-10-07T09:00")
    assert (named.number, named.mode, named.recorder) == (f"{CODE}-2026-J0001", "节假日", "赵敏")
    assert (named.party_size, named.raiser_kind) == (1, "个人")
    nameless = receive(store, "孙会计", received_at="2026-10-10", raiser_kind=None)
    # A worked Saturday.
    assert (nameless.number, nameless.mode, nameless.recorder) == (f"{CODE}-2026-J0002", "平时", "孙会计")
    assert (nameless.raiser_kind, nameless.place) == ("匿名", named.place)
    weekend = receive(
        store, received_at="2025-11-01", party_size=4, raiser_kind="集体", recorder="别人", place="东街联络点"
    )
    assert (weekend.number, weekend.mode) == (f"{CODE}-2025-J0001", "周末")  # the year is the record's own
    assert (weekend.party_size, weekend.raiser_kind, weekend.recorder, weekend.place) == (
        4,
        "集体",
        "别人",
        "东街联络点",
    )


def test_from_a_sheet(store):
    """A row of a ledger says 台账导入 in its fact, and the importer is not taken for its recorder."""
    row = {"received_at": "2026-10-14", "statement": "没水", "outcome": "乡镇办理", "referred_to": "自来水公司"}
    take(store, "visit", row)
    (visit,), (fact,) = store.find(Visit), facts(store)
    assert (fact.evidence, fact.acted_by, visit.recorder, visit.created_by) == ("台账导入", "联络员", None, "赵敏")


def test_void_both(store):
    """Voiding a visit voids the issue it opened in the same act; numbers stay used."""
    visit = receive(store, outcome="乡镇办理", referred_to="自来水公司", deputies=["彭喆"])
    before = act_ids(store)
    cancel(store, visit)
    assert len(act_ids(store) - before) == 1
    assert issues(store) == [] == store.find(Visit) == store.find(Duty)
    (issue,) = store.find(Issue, "voided IS NOT NULL")
    assert issue.state == "已作废"
    again = receive(store, outcome="乡镇办理")
    assert again.number.endswith("J0002")
    assert issues(store)[0]["number"].endswith("Y0002")
    sound(store)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("签收", {}),
        ("催办", {}),
        ("批注", {"text": "看过"}),
        ("答复", {"answer_class": "A"}),
        ("撤回", {"reason": "自己修好了"}),
    ],
)
def test_void_refused(store, word, typed):
    """Voiding a visit whose issue has later facts is refused, whatever they are, and changes nothing."""
    visit = receive(store, outcome="乡镇办理", referred_to="自来水公司")
    do(store, "Y0001", word, **typed)
    held = digest(store)
    with pytest.raises(NotAllowed, match="Y0001 已经有人办理"):
        cancel(store, visit)
    assert digest(store) == held
    assert store.find(Visit) == [visit]


def test_void_after_the_issue(store):
    """The way the refusal names works: the issue is voided first, then the visit."""
    visit = receive(store, outcome="乡镇办理", referred_to="自来水公司")
    do(store, "Y0001", "签收")
    with acting(store, "void") as act:
        void(act, store.find(Issue)[0], "弄错了")
    cancel(store, visit)
    assert store.find(Visit) == []


def test_void_leaves_what_stands_for_others(store):
    """An issue that a second visit was put to is not voided with one of them."""
    first = receive(store, outcome="乡镇办理", referred_to="自来水公司")
    second = receive(store)
    (issue,) = store.find(Issue)
    with acting(store, "amend") as act:
        amend(act, issue, {"visits": [first.id, second.id]}, "同一件事")
    cancel(store, second)
    assert [row["state"] for row in issues(store)] == ["办理中"]


def test_void_in_the_ledger(tmp_path):
    """The same ledger again leaves a voided visit voided."""
    with opened(filled(tmp_path / "站")) as store:
        (visit,) = store.find(Visit, "received_at='2026-10-03T10:00'")
        cancel(store, visit)
        assert (add(store, "visit").new, len(store.find(Visit)), len(store.find(Duty))) == (0, 22, 13)
        sound(store)


def test_amended_into_passing_on(store):
    """A visit whose outcome is corrected to pass it on opens its issue then."""
    visit = receive(store)
    change(store, visit, outcome="乡镇办理", referred_to="自来水公司")
    (issue,) = issues(store)
    assert (issue["state"], issue["visits"]) == ("办理中", [visit.id])
    sound(store)


def test_amended_out_of_passing_on(store):
    """One whose outcome is corrected to settled takes its issue back, unless somebody worked on it."""
    visit = receive(store, outcome="乡镇办理", referred_to="自来水公司")
    settled = change(store, visit, outcome="当场答复")
    assert issues(store) == []
    with pytest.raises(NotAllowed, match="已经作废过"):
        change(store, settled, outcome="乡镇办理")
    worked = receive(store, outcome="乡镇办理", referred_to="自来水公司")
    do(store, "Y0002", "签收")
    with pytest.raises(NotAllowed, match="已经有人办理"):
        change(store, worked, outcome="当场答复")
    assert [row["state"] for row in issues(store)] == ["办理中"]
    sound(store)


def test_amended_otherwise(store):
    """What an issue took over from its visit is mended with it; what stands in the visit alone leaves the issue be."""
    visit = receive(
        store, outcome="乡镇办理", referred_to="自来水公司", visitor_name="高建国", visitor_phone="13800000000"
    )
    (before,) = issues(store)
    visit = change(store, visit, party_size="5", remarks="下午来的")
    assert issues(store) == [before]
    change(store, visit, visitor_phone="13900000000", statement="路灯全灭了")
    assert issues(store) == [before | {"raiser_phone": "13900000000", "statement": "路灯全灭了"}]
    sound(store)


def test_amended_differently(store):
    """What somebody wrote into the issue itself is not overwritten by a correction of the visit."""
    visit = receive(
        store, outcome="乡镇办理", referred_to="自来水公司", visitor_name="高建国", visitor_phone="13800000000"
    )
    with acting(store, "amend") as act:
        amend(act, store.find(Issue)[0], {"raiser_phone": "13700000000"}, "本人又说了一个")
    change(store, visit, visitor_phone="13900000000", visitor_name="高建军")
    (issue,) = issues(store)
    assert (issue["raiser_phone"], issue["raised_by"]) == ("13700000000", "高建军")


def test_foreseen(tmp_path):
    """Before it is saved a visit says what its first fact will: the dates are those that are then written, nothing is."""
    with opened(empty(tmp_path / "站")) as store:
        receive(store)
        held = digest(store)
        values = {
            "received_at": "2026-10-21T09:31",
            "outcome": "乡镇办理",
            "referred_to": "渔泽镇人民政府",
            "statement": "路灯不亮",
        }
        seen = foreseen(store, values)
        assert (seen["action"], seen["due_on"]) == ("交办", "2026-11-11"), "fifteen working days from the day after"
        assert foreseen(store, values | {"outcome": "当场答复"}) == {}
        assert foreseen(store, values | {"referred_to": None}) == {}
        assert foreseen(store, values | {"outcome": "报区办理"})["action"] == "报区"
        assert digest(store) == held
        receive(store, **values)
        assert issues(store)[0]["due_on"] == seen["due_on"]


def test_suggestions_count_by_themselves(store):
    """A 代表建议 is numbered D, an issue Y, each 1 + the greatest of its own series (design §4)."""
    for outcome in ("乡镇办理", "形成建议", "报区办理", "形成建议"):
        receive(store, outcome=outcome)
    numbers = sorted(issue["number"] for issue in issues(store))
    assert numbers == [f"{CODE}-2026-{tail}" for tail in ("D0001", "D0002", "Y0001", "Y0002")]

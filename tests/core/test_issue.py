"""An issue's state is read from its facts, in the store as in the pure function, whoever else is concerned."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.course import circumstances, standings
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.organ import Organ
from lianluozhan.record import new_id
from tests.station import do, empty, issues, opened, receive, sound, take

PASSED = {"outcome": "乡镇办理", "referred_to": "自来水公司", "received_at": "2026-10-07T11:00"}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def around(store):
    """What surrounds the only issue."""
    (issue,) = store.find(Issue)
    return circumstances(store, [issue])[issue.world, issue.id]


def test_concerned(store):
    """To be told are the raiser, under the visit's id, and the deputies by id or, unmatched, by name."""
    take(store, "deputy", {"name": "彭喆"})
    visit = receive(store, **PASSED, visitor_name="高建国", deputies=["彭喆", "外人"])
    deputy = store.find(Issue)[0].deputies[0]
    assert around(store)["concerned"] == {visit.id: "高建国", deputy: "彭喆", "外人": "外人"}


@pytest.mark.parametrize("who", [{"raiser_kind": "匿名"}, {}])
def test_nobody_behind(store, who):
    """Nobody is told of what nobody raised: an anonymous visit, or one without a name."""
    receive(store, **PASSED, **who)
    assert around(store)["concerned"] == {}
    do(store, "Y0001", "答复", answer_class="A", acted_on="2026-10-20")
    assert do(store, "Y0001", "办结").state == "已办结"


@pytest.mark.parametrize(("kind", "told"), [("个人", {"反映人": "高建国"}), ("匿名", {})])
def test_without_a_visit(store, kind, told):
    """An issue no visit brought has its own raiser, unless anonymous."""
    take(
        store,
        "issue",
        {"registered_at": "2026-10-12", "statement": "桥裂了", "raised_by": "高建国", "raiser_kind": kind},
    )
    assert around(store)["concerned"] == told


@pytest.mark.parametrize(("outcome", "route"), [("村社办理", "村社"), ("乡镇办理", "乡镇")])
def test_route(store, outcome, route):
    """村社 or 乡镇 by the visit; a later 报区 makes it 区."""
    receive(store, **PASSED | {"outcome": outcome})
    assert issues(store)[0]["route"] == route
    do(store, "Y0001", "报区", acted_on="2026-10-09", organ="区水务局", reason="管不了")
    assert (issues(store)[0]["route"], issues(store)[0]["state"]) == ("区", "待区处理")


def test_a_village_s_own(store):
    """What a village of the roster handles goes the village's way, whatever the visit said; the roster amended, with it."""
    for name, kind in (("岗上村委会", "村社"), ("渔泽镇人民政府", "乡镇")):
        take(store, "organ", {"name": name, "kind": kind})
    receive(store, **PASSED | {"referred_to": "岗上村委会"})
    receive(store, **PASSED | {"referred_to": "渔泽镇人民政府"})
    assert [row["route"] for row in issues(store)] == ["村社", "乡镇"]
    (village,) = store.find(Organ, "name=?", ("岗上村委会",))
    with acting(store, "amend") as act:
        amend(act, village, {"kind": "企业"}, "写错")
    assert [row["route"] for row in issues(store)] == ["乡镇", "乡镇"]
    sound(store)


def test_amended(store):
    """Amending what decides where it stands brings the state up to date in the same act."""
    receive(store, **PASSED, deputies=["彭喆"])
    do(store, "Y0001", "答复", answer_class="A", acted_on="2026-10-20")
    do(store, "Y0001", "回告", to="彭喆", how="电话", acted_on="2026-10-20")
    (issue,) = store.find(Issue)
    with acting(store, "amend") as act:
        amend(act, issue, {"deputies": "彭喆、陈秀兰"}, "漏了一位")
    (issue,) = store.find(Issue)
    assert standings(store, [issue])[issue.world, issue.id].to_tell == ("陈秀兰",)
    sound(store)


def test_unknown_facts(store):
    """A fact of an action only a newer program knows changes nothing, is flagged as 未生效, and is kept."""
    receive(store, **PASSED)
    (issue,) = store.find(Issue)
    id = new_id()
    with acting(store, "merge") as act:
        act.write(Followup, id, {"issue": issue.id, "action": "会诊", "acted_on": "2026-10-09", "acted_by": "甲"})
    (row,) = issues(store)
    assert (row["state"], row["ineffective"], row["flagged"]) == ("办理中", [id], True)
    do(store, "Y0001", "签收", acted_on="2026-10-10")
    assert issues(store)[0]["flagged"] is False
    sound(store)


def test_facts_before_their_issue(store):
    """Facts that arrive before their issue wait for it."""
    id = new_id()
    with acting(store, "merge") as act:
        act.write(
            Followup,
            new_id(),
            {"issue": id, "action": "交办", "organ": "自来水公司", "acted_on": "2026-10-09", "acted_by": "甲"},
        )
    assert issues(store) == []
    with acting(store, "merge") as act:
        act.write(Issue, id, {"registered_at": "2026-10-08", "statement": "没水", "kind": "群众意见"})
    assert [(row["state"], row["organ"]) for row in issues(store)] == [("办理中", "自来水公司")]
    sound(store)


def test_chain_of_joins(store):
    """Joined to one that is joined itself: the last one learns of the people behind its own."""
    for name in ("甲某", "乙某"):
        receive(store, **PASSED, visitor_name=name)
    do(store, "Y0002", "并案", to="Y0001", reason="同一件", acted_on="2026-10-09")
    first = store.find(Issue, "number LIKE '%1'")[0]
    assert set(circumstances(store, [first])[first.world, first.id]["concerned"].values()) == {"甲某", "乙某"}
    sound(store)

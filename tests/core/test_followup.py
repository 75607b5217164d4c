"""Whole lives of issues: where each stands, whose turn it is and when, from its facts alone."""

from __future__ import annotations

import pytest

from lianluozhan.followup import Followup, Outcome
from tests.core.life import ANSWERED_A, ANSWERED_B, ASSIGNED, REPORTED, TOLD_ALL, WAY, Desk, Life, lived

SATISFIED = ("评价", {"satisfaction": "满意"})
UNHAPPY = ("评价", {"satisfaction": "不满意", "text": "第二天又坏了"})
HELPED = ("交办", {"organ": "区住建局", "co_organs": ["区教育局"], "co_due_on": "2026-11-02", "due_on": "2026-10-27"})
PRIVATE = {"text", "reason", "attachments"}


def test_the_record():
    """A follow-up has just the fields of design §4, and just the private ones of §6."""
    names = (
        "issue action acted_on acted_by evidence document_number organ co_organs assigned_by approved_by to how text "
        "reason due_on warn_on limit rule rule_digest provisional answer_class answer_words planned_on co_due_on satisfaction "
        "satisfaction_work satisfaction_result attachments"
    ).split()
    own = {name for name in Followup.written() if name != "voided"}
    assert own == set(names) and Followup.noun == "followup"
    assert {name for name in own if Followup.fields[name].private} == PRIVATE


def test_new():
    """Nothing done yet: the clerk's turn, on the day it was registered."""
    assert lived().outcome() == Outcome(turn="联络员", next_on="2026-09-28", to_tell=("反映人", "d1", "d2"))


def test_settled_by_the_station():
    """直接办结: answered without an organ, told, closed."""
    outcome = lived(ANSWERED_A, TOLD_ALL, SATISFIED, "办结").outcome()
    assert (outcome.state, outcome.closed_on, outcome.organ, outcome.round) == ("已办结", "2026-10-04", None, 1)
    assert (outcome.turn, outcome.next_on, outcome.to_tell, outcome.flagged) == (None, None, (), False)


def test_a_life_through_the_district():
    """报区→交办→签收→催办→延期→答复→回告→评价→办结, with turn and next date at every step."""
    clock = {"due_on": "2026-10-27", "warn_on": "2026-10-22", "limit": "15 工作日", "rule": "一般"}
    by_district = ("交办", {"organ": "区医疗保障局"} | clock)
    acts = [
        (REPORTED, "待区处理", "区人大", "2026-10-12"),
        (by_district, "办理中", "区医疗保障局", "2026-10-27"),
        ("签收", "办理中", "区医疗保障局", "2026-10-27"),
        ("催办", "办理中", "区医疗保障局", "2026-10-27"),
        (("延期", {"due_on": "2026-11-04", "reason": "等省里文件"}), "办理中", "区医疗保障局", "2026-11-04"),
        (ANSWERED_A, "已答复", "联络员", "2026-10-06"),
        (("回告", {"to": ["反映人"], "how": "电话"}), "已答复", "联络员", "2026-10-07"),
        (("回告", {"to": ["d1", "d2"], "how": "当面"}), "已答复", "联络员", "2026-10-08"),
        (SATISFIED, "已答复", "站长", "2026-10-08"),
        ("办结", "已办结", None, None),
    ]
    for number in range(len(acts)):
        life = lived(*(act for act, *_ in acts[: number + 1]), head="崔站长")
        outcome = life.outcome()
        assert [outcome.state, outcome.turn, outcome.next_on] == list(acts[number][1:]), acts[number]
    assert (outcome.route, outcome.organ, outcome.assigned_by) == ("区", "区医疗保障局", "区人大")
    assert (outcome.assigned_on, outcome.received_on, outcome.closed_on) == ("2026-10-02", "2026-10-03", "2026-10-10")
    assert (outcome.urged, outcome.due_on, outcome.limit, outcome.rule) == (1, "2026-11-04", None, None)
    assert (outcome.satisfaction, outcome.last_acted_on, outcome.ineffective) == ("满意", "2026-10-10", ())
    assert outcome.told == {
        "反映人": {"on": "2026-10-07", "how": "电话", "rating": "满意"},
        "d1": {"on": "2026-10-08", "how": "当面", "rating": None},
        "d2": {"on": "2026-10-08", "how": "当面", "rating": None},
    }


def test_reported_has_no_clock_of_an_organ():
    """Reported up: the organ is only proposed, the five days are the next date, no organ's deadline runs."""
    outcome = lived(ASSIGNED, REPORTED).outcome()
    assert (outcome.organ, outcome.proposed, outcome.due_on, outcome.next_on) == (
        None,
        "区医疗保障局",
        None,
        "2026-10-12",
    )
    assert (outcome.route, outcome.reported) == ("区", True)


@pytest.mark.parametrize(("hint", "route"), [("村社", "村社"), ("乡镇", "乡镇"), (None, "乡镇")])
def test_route(hint, route):
    """Passed on by the station an issue goes the way of the visit's outcome, by the town unless said otherwise."""
    outcome = lived(("交办", {"organ": "岗上村"}), route=hint, host="渔泽镇人大主席团").outcome()
    assert (outcome.route, outcome.assigned_by) == (route, "渔泽镇人大主席团")


def test_unhappy_goes_round_again():
    """不满意→重办: next round, own deadline, everybody is told again; then 满意 closes it."""
    redo = ("重办", {"due_on": "2026-11-20"})
    outcome = lived(ASSIGNED, ANSWERED_A, TOLD_ALL, UNHAPPY, redo).outcome()
    assert (outcome.state, outcome.round, outcome.organ, outcome.turn) == ("办理中", 2, "区住建局", "区住建局")
    assert (outcome.due_on, outcome.warn_on, outcome.answer_class) == ("2026-11-20", None, None)
    assert (outcome.satisfaction, outcome.told, len(outcome.to_tell)) == (None, {}, 3)
    outcome = lived(ASSIGNED, ANSWERED_A, TOLD_ALL, UNHAPPY, redo, ANSWERED_A, TOLD_ALL, SATISFIED, "办结").outcome()
    assert (outcome.state, outcome.round, outcome.satisfaction) == ("已办结", 2, "满意")


def test_urging_begins_anew():
    """催办 is counted in each round by itself, and so is the 签收."""
    outcome = lived(ASSIGNED, "签收", "催办", "催办", ANSWERED_A).outcome()
    assert (outcome.urged, outcome.received_on) == (2, "2026-10-02")
    outcome = lived(ASSIGNED, "签收", "催办", "催办", ANSWERED_A, ("重办", {"due_on": "2026-11-20"}), "催办").outcome()
    assert (outcome.urged, outcome.received_on) == (1, None)


def test_last_acted_on():
    """The last day anything was done, though an earlier act was typed after it."""
    late = lived(ASSIGNED, ("签收", {"day": "2026-10-09"}), ("催办", {"day": "2026-10-05"}))
    assert late.outcome().last_acted_on == "2026-10-09"


def test_redo_after_closing():
    """A closed issue goes round again; it is closed no more."""
    outcome = lived(ASSIGNED, ANSWERED_A, "办结", ("重办", {"due_on": "2026-11-20", "organ": "区水利局"})).outcome()
    assert (outcome.state, outcome.closed_on, outcome.organ) == ("办理中", None, "区水利局")


@pytest.mark.parametrize(("way", "state"), [((), "待处理"), ((REPORTED,), "待区处理")])
def test_redo_without_an_organ(way, state):
    """What no organ had goes back to who chooses one."""
    assert lived(*way, ANSWERED_A, ("重办", {"due_on": "2026-11-20"})).outcome().state == state


def test_a_promise_is_tracked():
    """Class B is closed in the sums and stays due until it is answered again, told again and closed."""
    outcome = lived(ASSIGNED, ANSWERED_B, TOLD_ALL, "办结").outcome()
    assert (outcome.state, outcome.turn, outcome.next_on) == ("跟踪中", "区住建局", "2026-12-20")
    assert (outcome.tracking_due, outcome.closed_on) == ("2026-12-20", "2026-10-04")
    again = (ASSIGNED, ANSWERED_B, TOLD_ALL, "办结", ("跟踪", {"answer_class": "A"}))
    outcome = lived(*again).outcome()
    assert (outcome.state, outcome.answer_class) == ("已答复", "A")
    assert (outcome.planned_on, outcome.tracking_due) == (None, None)
    assert (len(outcome.to_tell), outcome.closed_on) == (3, "2026-10-04")
    outcome = lived(*again, TOLD_ALL, "办结").outcome()
    assert (outcome.state, outcome.tracking_due, outcome.closed_on) == ("已办结", None, "2026-10-04")


def test_a_promise_is_put_off():
    """A promise answered B again is tracked to its new date."""
    later = ("跟踪", {"answer_class": "B", "planned_on": "2027-03-31"})
    outcome = lived(ASSIGNED, ANSWERED_B, "办结", later, "办结").outcome()
    assert (outcome.state, outcome.next_on, outcome.closed_on) == ("跟踪中", "2027-03-31", "2026-10-03")


def test_returned_and_given_to_another():
    """退回: the turn is who assigned; 改派: the new organ's clock, the old one's gone."""
    back = ("退回", {"organ": "区城管局", "reason": "不属本单位"})
    outcome = lived(ASSIGNED, "签收", back).outcome()
    assert (outcome.state, outcome.turn, outcome.next_on) == ("待处理", "镇人大主席团", "2026-10-03")
    assert (outcome.organ, outcome.proposed, outcome.due_on, outcome.warn_on) == (None, "区城管局", None, None)
    outcome = lived(ASSIGNED, "签收", back, ("改派", {"organ": "区城管局", "due_on": "2026-10-30"})).outcome()
    assert (outcome.state, outcome.turn, outcome.next_on) == ("办理中", "区城管局", "2026-10-30")
    assert (outcome.assigned_on, outcome.received_on, outcome.proposed) == ("2026-10-04", None, None)
    assert outcome.warn_on is None


def test_returned_to_the_district():
    """What the district assigned is returned to the district."""
    by_district = ("交办", {"organ": "区教育局", "assigned_by": "区人大常委会办公室"})
    outcome = lived(REPORTED, by_district, ("退回", {"organ": "区住建局"})).outcome()
    assert (outcome.state, outcome.turn, outcome.route) == ("待区处理", "区人大常委会办公室", "区")


def test_the_district_gives_it_back():
    """The district returns what was reported: the station's clerk chooses again, and the town may assign it."""
    life = lived(REPORTED)
    desk = Desk(life, "z", "district")
    desk.known = {"a": 1}
    desk.write("退回", organ="渔泽镇政府", reason="镇里能办")
    outcome = life.outcome()
    assert (outcome.state, outcome.turn, outcome.route, outcome.proposed) == ("待处理", "联络员", None, "渔泽镇政府")
    station = Desk(life, "a")
    station.known = {"a": 1, "z": 1}
    station.write("交办", organ="渔泽镇政府")
    assert (life.outcome().route, life.outcome().state) == ("乡镇", "办理中")


def test_paused_and_resumed():
    """暂停 keeps the days it lasted; 恢复 brings the new date it stores."""
    pause = ("暂停", {"reason": "等材料", "planned_on": "2026-10-20"})
    outcome = lived(ASSIGNED, pause).outcome()
    assert (outcome.state, outcome.turn, outcome.next_on) == ("暂停", "联络员", "2026-10-20")
    assert outcome.pauses == (("2026-10-02", None),)
    resume = ("恢复", {"due_on": "2026-10-29", "provisional": True})
    outcome = lived(ASSIGNED, pause, resume, ("暂停", {}), ANSWERED_A).outcome()
    assert (outcome.state, outcome.due_on, outcome.warn_on, outcome.provisional) == ("已答复", "2026-10-29", None, True)
    assert outcome.pauses == (("2026-10-02", "2026-10-03"), ("2026-10-04", "2026-10-05"))


def test_recounted():
    """重算 moves the date of the clock that runs, the organ's or the district's five days."""
    count = ("重算", {"due_on": "2026-10-28", "provisional": False, "reason": "放假通知到了"})
    outcome = lived(("交办", {"organ": "x", "due_on": "2026-10-27", "provisional": True}), count).outcome()
    assert (outcome.due_on, outcome.provisional) == ("2026-10-28", False)
    outcome = lived(REPORTED, count).outcome()
    assert (outcome.next_on, outcome.due_on, outcome.provisional) == ("2026-10-28", None, None)


def test_joined():
    """并案 says into which issue; nobody's turn any more."""
    outcome = lived(ASSIGNED, ("并案", {"to": ["140405102-2026-Y0003"], "reason": "同一件事"})).outcome()
    assert (outcome.state, outcome.merged_into, outcome.turn) == ("已并案", "140405102-2026-Y0003", None)


@pytest.mark.parametrize(("word", "state"), [("引导", "已引导"), ("撤回", "已撤回"), ("作废", "已作废")])
def test_aside(word, state):
    """An issue put aside keeps the day and is nobody's turn."""
    outcome = lived(ASSIGNED, word).outcome()
    assert (outcome.state, outcome.closed_on, outcome.turn, outcome.next_on) == (state, "2026-10-02", None, None)


def test_voided_record():
    """An issue whose record is void is 已作废 whatever its facts say."""
    assert lived(ASSIGNED, voided="录重了").outcome().state == "已作废"


@pytest.mark.parametrize(
    ("days", "out"),
    [
        (["20"], None),
        (["20", "20", "20"], None),  # three times on one day
        (["20", "21"], None),  # two days, two tries
        (["20", "20", "21"], "2026-10-21"),
        (["20", "21", "22", "23"], "2026-10-22"),  # out since the third,
    ],
)
def test_out_of_reach(days, out):
    """无法联系 counts after three tries on two days or more."""
    ways = ["打不通", "无法联系", "无人接听", "打不通"]
    tries = [{"to": ["反映人"], "how": how, "day": f"2026-10-{day}"} for day, how in zip(days, ways, strict=False)]
    outcome = lived(ANSWERED_A, *(("回告", values) for values in tries)).outcome()
    told = outcome.told["反映人"]
    assert (told["on"], told.get("out")) == (out, out and "无法联系") and len(told["tries"]) == len(days)
    assert ("反映人" in outcome.to_tell) is (out is None)


def test_reached_after_all():
    """Reached on the fourth call: told, and out no more; a missed call afterwards takes nothing away."""
    missed = ("回告", {"to": ["反映人"], "how": "打不通"})
    reached = ("回告", {"to": ["反映人"], "how": "电话"})
    told = lived(ANSWERED_A, missed, missed, missed, reached).outcome().told["反映人"]
    assert (told["on"], told["how"], "out" in told) == ("2026-10-05", "电话", False)
    told = lived(ANSWERED_A, reached, missed).outcome().told["反映人"]
    assert (told["on"], told["how"], "out" in told) == ("2026-10-02", "电话", False)


@pytest.mark.parametrize("out", ["匿名", "本人不愿"])
def test_out(out):
    """匿名 and 本人不愿 are listed and need no more telling."""
    outcome = lived(ANSWERED_A, ("回告", {"to": ["反映人"], "how": out})).outcome()
    assert outcome.told["反映人"] == {"on": "2026-10-02", "how": out, "rating": None, "out": out}
    assert outcome.to_tell == ("d1", "d2")


def test_anonymous_raiser():
    """Nobody has to look for a raiser who gave no name."""
    assert lived(ANSWERED_A, raiser_kind="匿名").outcome().to_tell == ("d1", "d2")


def test_told_by_name():
    """A fact that names a person by name counts for that person's key."""
    assert lived(ANSWERED_A, ("回告", {"to": "王秀英", "how": "当面"})).outcome().to_tell == ("d1", "d2")


def test_try_again_tomorrow():
    """A missed call may say when it is tried again: that is the next date."""
    missed = ("回告", {"to": ["反映人"], "how": "打不通", "planned_on": "2026-10-09"})
    assert lived(ANSWERED_A, missed).outcome().next_on == "2026-10-09"


def test_letter_after_the_call():
    """The letter that follows a call may change the class; who was told stays told."""
    outcome = lived(ASSIGNED, ANSWERED_A, TOLD_ALL, ("答复", {"answer_class": "D", "text": "留作参考"})).outcome()
    assert (outcome.answer_class, outcome.to_tell, outcome.state) == ("D", (), "已答复")


@pytest.mark.parametrize(
    ("ratings", "sum_"),
    [
        (["满意", "基本满意"], "基本满意"),
        (["不满意", "满意"], "不满意"),
        (["无法回访", "满意"], "满意"),
        (["未评价"], "未评价"),
    ],
)
def test_several_raters(ratings, sum_):
    """Of several who were asked the least content decides; who says nothing does not."""
    acts = [("评价", {"to": [f"d{n}"], "satisfaction": word}) for n, word in enumerate(ratings, 1)]
    assert lived(ASSIGNED, ANSWERED_A, *acts).outcome().satisfaction == sum_


def test_rated_again():
    """A person's later word takes the place of the earlier."""
    assert lived(ANSWERED_A, UNHAPPY, SATISFIED).outcome().satisfaction == "满意"


def test_two_ratings():
    """代表建议: the lesser of work and result is the person's rating."""
    rate = ("评价", {"satisfaction_work": "满意", "satisfaction_result": "基本满意"})
    outcome = lived(ASSIGNED, ANSWERED_A, rate, kind="代表建议", concerned={"d1": "单俊峰"}).outcome()
    assert (outcome.satisfaction, outcome.told["d1"]["rating"]) == ("基本满意", "基本满意")


def test_rated_by_nobody_named():
    """Where nobody is known to be told, the rating is the raiser's."""
    assert lived(ANSWERED_A, SATISFIED, concerned=()).outcome().told["反映人"]["rating"] == "满意"


def test_districts_own_issue():
    """In a district's own world its clerk's part is the district's."""
    assert lived(owner="district", role="district").outcome().turn == "区人大"
    assert lived(ANSWERED_A, owner="district", role="district").outcome().turn == "区人大"


def test_split_changes_nothing():
    """拆分 leaves the issue where it was."""
    before = lived(ASSIGNED).outcome()
    after = lived(ASSIGNED, ("拆分", {"to": ["new"], "reason": "一事一件"})).outcome()
    assert (after.state, after.turn, after.next_on, after.ineffective) == ("办理中", "区住建局", before.next_on, ())


def test_a_fact_without_its_day():
    """A fact that does not say when it happened happened when it was written."""
    life = Life()
    Desk(life).write("交办", organ="区住建局", acted_on=None)
    assert (life.outcome().assigned_on, life.outcome().next_on) == ("2026-10-20", "2026-10-20")


@pytest.mark.parametrize("state", WAY)
def test_plain_values(state):
    """What is derived is plain: a state survives JSON, for the tables keep it so."""
    import dataclasses
    import json

    kept = dataclasses.asdict(lived(*WAY[state]).outcome())
    assert json.loads(json.dumps(kept, ensure_ascii=False))["state"] == state


@pytest.mark.parametrize("word", ["答复", "跟踪"])
def test_who_helps_never_answers(word):
    """An answer of an organ that only helps counts nowhere it lands, whoever wrote it; the main one's does."""
    told = lived(HELPED, (word, {"answer_class": "A", "organ": "区教育局"})).outcome()
    assert (told.state, told.answer_class, len(told.ineffective)) == ("办理中", None, 1)
    assert lived(HELPED, ("答复", {"answer_class": "A", "organ": "区住建局"})).outcome().state == "已答复"


def test_opinions_of_those_who_help():
    """Their date stands until the last of them has spoken, or the answer is there; another sending begins anew."""
    said = ("协办意见", {"organ": "区教育局", "text": "同意"})
    assert lived(HELPED).outcome().co_due_on == "2026-11-02"
    assert lived(HELPED, said).outcome().co_due_on is None
    assert lived(HELPED, ANSWERED_A).outcome().co_due_on is None
    again = lived(HELPED, said, ("改派", HELPED[1] | {"reason": "换"})).outcome()
    assert (again.co_due_on, again.co_said) == ("2026-11-02", ())


def test_to_be_rated_by():
    """The 回告 to who rates says by when; a new answer asks for it anew, in no other state is anything due."""
    told = ("回告", {"to": ["反映人", "d1", "d2"], "how": "电话", "due_on": "2026-11-20"})
    now = lived(ASSIGNED, ANSWERED_A, told).outcome()
    assert (now.rating_due, now.next_on, now.due_on) == ("2026-11-20", "2026-11-20", "2026-10-27")
    assert lived(ASSIGNED, ANSWERED_A, told, SATISFIED).outcome().rating_due is None
    assert lived(ASSIGNED, ANSWERED_A, told, "办结").outcome().rating_due is None
    assert lived(ASSIGNED, ANSWERED_A, told, ("重办", {"due_on": "2026-11-30"})).outcome().rating_due is None

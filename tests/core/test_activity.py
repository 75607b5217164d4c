"""活动: from the year's plan to what was reported of it."""

import pytest

from lianluozhan.act import acting
from lianluozhan.activity import KINDS, NOT_HELD, Activity, follow_up
from lianluozhan.amend import amend, attach, void
from lianluozhan.appointment import Appointment
from lianluozhan.duty import Duty, activity_duty_id, is_session
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.points import table_of
from lianluozhan.readable import readable
from lianluozhan.schedule import Schedule
from lianluozhan.undo import VERB, undo
from tests.station import CODE, empty, issues, opened, receive, run, sound, take

PLAN = {"kind": "视察", "theme": "冬季供暖", "planned_on": "2026-11-20", "expected": "彭喆、陈秀兰"}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def test_planned(store):
    """An activity of the plan is numbered with H in its own year, and 计划 until somebody says more."""
    take(store, "activity", PLAN, {"kind": "培训", "planned_on": "2027-01-08"})
    made = store.find(Activity, order="number")
    assert [(one.number, one.state) for one in made] == [(f"{CODE}-2026-H0001", "计划"), (f"{CODE}-2027-H0001", "计划")]


def test_written_down_afterwards(store):
    """One that comes with who was there was held."""
    take(store, "activity", PLAN | {"present": "彭喆"})
    assert store.find(Activity)[0].state == "已举行"


def held(store, **values):
    """An inspection that took place."""
    take(
        store,
        "activity",
        PLAN
        | {"begin": "2026-11-20T09:00", "end": "2026-11-20T11:30", "present": "彭喆", "absent": {"陈秀兰": "出差"}}
        | values,
    )
    return store.find(Activity, order="created_at DESC, id DESC", limit=1)[0]


def change(store, record, **typed):
    """Amend a record."""
    with acting(store, "amend") as act:
        amend(act, record, typed, "改正")
    return store.get(type(record), (record.world, record.id))


def duties(store):
    """The live duties."""
    return store.find(Duty, order="number")


DUTY_OF = {
    "小组活动": "参加其他会议",
    "视察": "参加视察、调研及执法检查",
    "专题调研": "开展专题调研",
    "执法检查": "参加视察、调研及执法检查",
    "培训": "参加学习培训",
    "座谈": "参加其他会议",
    "述职": "向选民述职",
    "走访": "接待选民",
}


@pytest.mark.parametrize("kind", KINDS)
def test_held_is_a_duty(store, kind):
    """A held activity is the duty of those who were there, of the kind the table of points has for it, numbered."""
    activity = held(store, kind=kind)
    (duty,) = duties(store)
    assert (duty.kind, duty.title, duty.deputies, duty.begin, duty.end) == (
        DUTY_OF[kind],
        "冬季供暖",
        ["彭喆"],
        activity.begin,
        activity.end,
    )
    assert duty.theme == table_of(store, "2026").theme(DUTY_OF[kind])
    assert (duty.id, duty.number, duty.state) == (activity_duty_id(CODE, activity.id), f"{CODE}-2026-L0001", "已登记")
    sound(store)


def test_from_plan_to_held(store):
    """Planned and announced are nobody's duty; held is; cancelled takes it back, its number stays; held again is the same one."""
    take(store, "activity", PLAN)
    activity = change(store, store.find(Activity)[0], state="已通知")
    assert duties(store) == []
    activity = change(store, activity, state="已举行", present="彭喆、陈秀兰", begin="2026-11-20 9:00")
    (duty,) = duties(store)
    assert duty.deputies == ["彭喆", "陈秀兰"]
    activity = change(store, activity, state="取消")
    assert duties(store) == []
    assert store.get(Duty, (CODE, duty.id)).voided == NOT_HELD
    sound(store)
    change(store, activity, state="已举行")
    assert [one.number for one in duties(store)] == [duty.number]
    sound(store)


def test_voided_takes_it_back(store):
    """With the activity goes its duty."""
    activity = held(store)
    with acting(store, "void") as act:
        void(act, activity, "重复登记")
    assert duties(store) == []
    sound(store)


def test_its_fields_stay(store):
    """What follows from the activity is changed there; what a person adds is written on the duty."""
    held(store)
    (duty,) = duties(store)
    for name, value in (("deputies", "陈秀兰"), ("begin", "2026-11-21"), ("kind", "其他")):
        with pytest.raises(NotAllowed, match="来自活动登记.*请改那次活动"):
            change(store, duty, **{name: value})
    with pytest.raises(NotAllowed, match="由活动自动登记"), acting(store, "void") as act:
        void(act, duty, "不要了")
    assert change(store, duty, outcome="修好三处管网").outcome == "修好三处管网"
    sound(store)


def test_a_walk_is_not_doubled(store):
    """A 走访 whose visits are registered too is one duty, whichever came first; without the visits it says so alone."""
    visit = receive(store, received_at="2026-11-20T09:10", channel="走访", deputies=["彭喆"])
    held(store, kind="走访")
    (duty,) = duties(store)
    assert is_session(duty)
    sound(store)
    with acting(store, "void") as act:
        void(act, visit, "重复")
    (duty,) = duties(store)
    assert duty.source.startswith("活动 ")
    sound(store)


def test_taken_back(store):
    """撤销 of what was entered takes the duty with it."""
    take(store, "activity", PLAN | {"present": "彭喆"})
    with acting(store, VERB) as act:
        undo(act)
    assert (duties(store), store.find(Activity)) == ([], [])
    sound(store)


def test_named_later(store):
    """A deputy who gets into the roster later is matched in the activity, and so in its duty."""
    held(store)
    take(store, "deputy", {"name": "彭喆"}, {"name": "陈秀兰"})
    (duty,) = readable(store, Duty, duties(store))
    assert duty["deputies"] == ["彭喆"]
    assert duties(store)[0].deputies != ["彭喆"]
    (activity,) = readable(store, Activity, store.find(Activity))
    assert activity["absent"] == {"陈秀兰": "出差"}
    sound(store)


def test_leave_in_words(store):
    """请假及原因 may be typed as a clerk writes it."""
    activity = change(store, held(store), absent="陈秀兰：出差；曾晓梅（病假）")
    assert activity.absent == {"陈秀兰": "出差", "曾晓梅": "病假"}
    with pytest.raises(BadInput, match="每个人"):
        change(store, activity, absent="都请假了")


def test_report_is_answered(store):
    """What an activity found becomes an issue passed on to the organ, a 专题调研 a suggestion; once, and not without words."""
    activity = held(store)
    with pytest.raises(NotAllowed, match="还没有写报告"), acting(store, "report") as act:
        follow_up(act, activity, "区住建局")
    activity = change(store, activity, report="三处管网漏水，建议更换")
    research = held(store, kind="专题调研", report="建议列入改造计划", organised_by="代表自行")
    with acting(store, "report") as act:
        found = [follow_up(act, one, "区住建局") for one in (activity, research)]
    with pytest.raises(NotAllowed, match="已经开过"), acting(store, "report") as act:
        follow_up(act, activity, "区住建局")
    rows = {row["id"]: row for row in issues(store)}
    assert [rows[id]["kind"] for id in found] == ["调研报告", "代表建议"]
    assert {(row["state"], row["organ"], row["title"], bool(row["due_on"])) for row in rows.values()} == {
        ("办理中", "区住建局", "冬季供暖", True)
    }
    assert rows[found[0]]["source"] == f"活动 {activity.number}"
    sound(store)


def test_photos(store, tmp_path):
    """`attach` adds to an activity's photos."""
    (tmp_path / "照片.jpg").write_bytes(b"JPEG")
    activity = held(store)
    with acting(store, "attach") as act:
        assert attach(act, activity, tmp_path / "照片.jpg") == 1
    assert [paper["name"] for paper in store.find(Activity)[0].photos] == ["照片.jpg"]


def test_the_district_has_it(tmp_path):
    """Reception days, appointments and activities travel to the district, the duty of an activity with them."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "schedule", {"date": "2026-11-18", "deputies": "彭喆"})
        take(store, "appointment", {"at": "2026-11-18T09:00", "name": "赵㛃", "phone": "13800000000"})
        held(store, report="三处管网漏水")
    (tmp_path / "口令.txt").write_text("九曲黄河万里沙浪淘风簸自天涯", "utf-8")
    secret = ("--passphrase-file", tmp_path / "口令.txt")
    assert run("--data", tmp_path / "站", "export", "--full", *secret, "--to", tmp_path).code == 0
    (package,) = tmp_path.glob("*.llz")
    district = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    assert run("--data", district, "import", package, *secret).code == 0
    with opened(district) as store:
        assert [one.date for one in store.find(Schedule)] == ["2026-11-18"]
        assert [(one.name, one.phone) for one in store.find(Appointment)] == [("赵㛃", "13800000000")]
        assert store.find(Activity)[0].report == "三处管网漏水"
        assert [one.number[-5:] for one in duties(store)] == ["L0001"]
        sound(store)

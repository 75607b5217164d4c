"""活动: what deputies do together, from the year's plan to what was reported of it."""

from __future__ import annotations

from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.action import ASSIGN, CLERK, SUGGESTION
from lianluozhan.duty import ACTED, SESSION_KIND, Duty, activity_duty_id, activity_of, forget, written
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import Choice, Day, LongText, Moment, Papers, PerRef, Ref, Refs, Serial, Text, Words
from lianluozhan.followup import Followup
from lianluozhan.handling import begin_issue
from lianluozhan.issue import KINDS as KINDS_OF_ISSUE, Issue
from lianluozhan.match import matched
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store
from lianluozhan.table import Key, Touched, records, update

KINDS = GROUP, INSPECTION, RESEARCH, ENFORCEMENT, TRAINING, FORUM, REPORTING, WALK = (
    "小组活动",
    "视察",
    "专题调研",
    "执法检查",
    "培训",
    "座谈",
    "述职",
    "走访",
)
ORGANISERS = BY_COMMITTEE, BY_GROUP, BY_DEPUTIES = "常委会组织", "代表小组", "代表自行"
NOT_HELD = "这次活动没有举行"
SEND = "送交"  # the report, to an organ that answers it
OTHER, REPORT = "其他", KINDS_OF_ISSUE[3]
DUTY_KINDS = {  # the kind of duty in the district's table
    GROUP: "参加其他会议",
    INSPECTION: "参加视察、调研及执法检查",
    RESEARCH: "开展专题调研",
    ENFORCEMENT: "参加视察、调研及执法检查",
    TRAINING: "参加学习培训",
    FORUM: "参加其他会议",
    REPORTING: "向选民述职",
    WALK: SESSION_KIND,
}
STATES = PLANNED, ANNOUNCED, HELD, CANCELLED = "计划", "已通知", "已举行", "取消"


class Activity(Record):
    """One activity of deputies."""

    noun, label, letter = "activity", "活动", "H"
    indexes = ("planned_on", "substr(begin, 1, 10)")

    number = Serial("编号")
    kind = Choice("活动类型", required=True, choices=KINDS)
    theme = Text("专题")
    organised_by = Choice("组织方式", choices=ORGANISERS)
    purpose = LongText("目的")
    planned_on = Day("计划日期")
    begin = Moment("开始时间")
    end = Moment("结束时间")
    place = Ref("地点", of="place")
    convenor = Ref("召集人", of="deputy")
    units = Words("参加单位")
    expected = Refs("应到", of="deputy")
    present = Refs("实到", of="deputy")
    absent = PerRef("请假及原因", of="deputy")
    agenda = LongText("议程")
    record = LongText("发言摘要")
    report = LongText("报告")
    photos = Papers("照片")
    brief = LongText("简讯")
    state = Choice("状态", choices=STATES)


def day_of(values: dict[str, Any]) -> str:
    """The day an activity is, or is planned for; today where nobody said."""
    return (values.get("begin") or values.get("planned_on") or clock.day())[:10]


def add_activity(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter an activity, numbered in its year; who was there says that it was held."""
    state = HELD if values.get("present") else PLANNED
    filled = {"state": state} | matched(act, Activity, values) | {"number": act.number(Activity, day_of(values)[:4])}
    act.write(Activity, id, filled)
    number_held(
        act, Activity({**dict.fromkeys(Activity.fields), **filled, "id": id, "world": act.store.identity.world})
    )


def on_day(store: Store, day: str) -> list[Activity]:
    """The activities that are held on a day, or planned for it."""
    return store.find(Activity, "substr(coalesce(begin, planned_on), 1, 10)=?", (day,), "begin, number")


def ended(activity: Activity) -> str:
    """How it ended, to begin a refusal with: 这次活动取消."""
    return f"这次活动{activity.state if not activity.voided and activity.state else '已经作废'}"


def over(activity: Activity) -> bool:
    """Whether it was held, called off or voided: nobody can sign up for it any more."""
    return activity.state in (HELD, CANCELLED) or bool(activity.voided)


def announce(act: Act, activity: Activity) -> None:
    """The notice went out: today, as the journal has it. Raises NotAllowed once it is over."""
    if over(activity):
        raise NotAllowed(f"{ended(activity)}，不用再通知", then="写错了状态，请更改并写明原因")
    act.write(Activity, activity.id, {"state": ANNOUNCED}, activity.world)


def stands(activity: Activity) -> bool:
    """Whether it was held and somebody was there: then it is their duty."""
    return activity.state == HELD and not activity.voided and bool(activity.present)


def number_held(act: Act, activity: Activity) -> None:
    """Give the duty of an activity its number, once."""
    id = activity_duty_id(activity.world, activity.id)
    held = act.store.get(Duty, (activity.world, id))
    if stands(activity) and (held is None or held.number is None):
        number = act.number(Duty, day_of(activity.data)[:4])
        act.write(Duty, id, {"number": number, "source": f"{ACTED} {activity.id}"})


def derive_activities(store: Store, touched: Touched) -> None:
    """Bring the duties of the touched activities up to date: those who were there, and whether it was held at all."""
    keys = touched.keys("activity")
    for (world, _id), duty in records(store, Duty, touched.keys("duty")):
        if source := activity_of(duty):
            keys.add((world, source))
    found = dict(records(store, Activity, keys))
    for key in sorted(keys):
        _derive_duty(store, key, found.get(key), touched)


def _derive_duty(store: Store, key: Key, activity: Activity | None, touched: Touched) -> None:
    world, id = key[0], activity_duty_id(*key)
    held, there = store.get(Duty, (world, id)), activity is not None and stands(activity)
    if held is None and not there:
        return None
    touched.before.setdefault("duty", {}).setdefault((world, id), held)
    if not there and not written(store, world, id):
        return forget(store, world, id)
    derived = {"id": id, "world": world, "source": f"{ACTED} {key[1]}", "voided": None if there else NOT_HELD}
    if activity is not None:
        derived |= {
            "kind": DUTY_KINDS.get(activity.kind, OTHER),
            "title": activity.theme or activity.kind,
            "place": activity.place,
            "deputies": activity.present,
            "begin": activity.begin or activity.planned_on or activity.created_at[:10],
            "end": activity.end,
        }
    update(store, Duty((held.data if held else dict.fromkeys(Duty.fields)) | derived))
    return None


def sent_as(store: Store, activity: Activity) -> Issue | None:
    """The issue an activity's report has become."""
    return store.get(Issue, (activity.world, id_of("issue", activity.id)))


def reported_by(store: Store, issue: Issue) -> Activity | None:
    """The activity whose report an issue is."""
    word, _space, number = (issue.source or "").partition(" ")
    found = store.find(Activity, "number=?", (number,), limit=1) if word == ACTED and number else []
    return next((one for one in found if id_of("issue", one.id) == issue.id), None)


def follow_up(act: Act, activity: Activity, organ: str, acted_on: str | None = None) -> str:
    """Have what an activity found answered: an issue of its own, passed on to the organ; the same one whoever asks twice.

    A 专题调研 of deputies becomes a suggestion; what the standing committee organised, and every other report, is answered
    as 调研报告 (代表法 §31).
    """
    id, sent = id_of("issue", activity.id), sent_as(act.store, activity)
    if sent is not None:
        raise NotAllowed(f"这次活动已经开过一件意见：{sent.number}", then="请到意见办理里找它")
    if not stands(activity):
        raise NotAllowed(NOT_HELD, then="举行了的，请先写上实到，状态写“已举行”")
    if not organ.strip():
        raise BadInput("没有写送交哪个单位", then="请写承办单位")
    said = activity.report or activity.brief or activity.record
    if not said:
        raise NotAllowed("还没有写报告，没有可以送交的", then="请先写好报告或简讯，存好再送交")
    day = (activity.end or day_of(activity.data))[:10]
    of_deputies = activity.kind == RESEARCH and activity.organised_by != BY_COMMITTEE
    values = {
        "registered_at": day,
        "kind": SUGGESTION if of_deputies else REPORT,
        "source": f"{ACTED} {activity.number}",
        "urgency": "正常",
        "title": activity.theme or activity.kind,
        "statement": said,
        "deputies": activity.present,
        "lead_deputy": activity.convenor or next(iter(activity.present or ()), None),
        "raised_by": activity.organised_by,
    }
    today = clock.day()
    fact = {"action": ASSIGN.word, "organ": organ, "acted_on": acted_on or today, "acted_by": act.operator or CLERK}
    begin_issue(act, id, values, matched(act, Followup, fact))
    return id

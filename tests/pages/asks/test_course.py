"""The course of one issue: its facts in words, the coming step, who must be told, and what each act's form begins with."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.action import SUGGESTION
from lianluozhan.errors import NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.parts import switch
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import new_id
from lianluozhan.suggestion import LETTER, PAPER as SHEET
from tests.station import CODE, do, empty, filled, issues, opened, receive
from ui.asks.course import course, follow_each
from ui.asks.followup import matching

HOUSING, NEXT = "区住房和城乡建设管理局", "Y0001"


@pytest.fixture
def store(tmp_path):
    """A station with nothing in it, open."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def passed_on(store, **values):
    """Register an issue of 王秀英's for the town on 14 October, passed on the same day to the housing office."""
    plain = {
        "visitor_name": "王秀英",
        "visitor_phone": "13800000001",
        "referred_to": HOUSING,
        "statement": "路灯不亮，晚上看不见",
    }
    return receive(store, outcome="乡镇办理", **plain | values)


def answered(store, **values):
    """The same, answered on 20 October as solved."""
    passed_on(store)
    do(store, NEXT, "答复", **{"acted_on": "2026-10-20", "answer_class": "A", "text": "换了新灯。"} | values)


def told(store, day="2026-10-20", how="电话"):
    """The raiser was told."""
    do(store, NEXT, "回告", acted_on=day, how=how)


def seen(store, number=NEXT, whole=False):
    """The course of the issue with this end of its number, as it stands there or whole."""
    (row,) = [row for row in issues(store) if row["number"].endswith(number)]
    return course(store, (row["world"], row["id"]), whole=whole)


def page_issues(store):
    """The issues themselves, as the page holds them."""
    return matching(store, [(row["world"], row["id"]) for row in issues(store)])


def doing(made, verb):
    """One act of a course."""
    return next(one for one in made.doings if one.verb == verb)


def words(made):
    """What happened, newest first."""
    return [one.word for one in made.past]


def test_what_can_be_printed(store):
    """The sheet a suggestion is handed in on is offered on suggestions alone, and only while that part is switched on."""
    passed_on(store)
    receive(store, outcome="形成建议", statement="请建养老服务站", visitor_name="王秀英")
    suggestion = next(row["number"] for row in issues(store) if row["kind"] == SUGGESTION)
    for on in (False, True):
        with acting(store, "parts") as act:
            switch(act, [SUGGESTION] if on else [], [] if on else [SUGGESTION])
        assert SHEET not in seen(store).printed
        assert (SHEET in seen(store, suggestion).printed) is on
    assert "一事一档" in seen(store).printed
    assert LETTER not in seen(store, suggestion).printed
    with acting(store, "amend") as act:
        act.write(
            Issue, store.find(Issue, "number=?", (suggestion,))[0].id, {"lead_deputy": "彭喆", "deputies": ["陈秀兰"]}
        )
    assert LETTER in seen(store, suggestion).printed and LETTER not in seen(store).printed


# ---- what there is to see ----------------------------------------------------------------------------------------


def test_gone(store):
    """Of an issue that is not there is no course."""
    assert course(store, (CODE, new_id())) is None


def test_head_of_the_page(store):
    """Title, lamp, what is left and who raised it; 15 working days from 14 October end on 4 November, ten from the 21st."""
    passed_on(store)
    made = seen(store)
    assert (made.title, made.lamp, made.left, made.raiser) == ("路灯不亮", "绿", "剩10工作日", "王*英")
    assert made.turn == f"轮到 {HOUSING} 答复 · 11月4日（周三）前"
    assert made.row["number"].endswith(NEXT)
    assert made.key == (CODE, made.row["id"])


@pytest.mark.parametrize(
    ("today", "lamp", "left"),
    [
        ("2026-10-29", "绿", "剩4工作日"),
        ("2026-10-30", "黄", "剩3工作日"),
        ("2026-11-04", "黄", "今天到期"),
        ("2026-11-05", "红", "逾期1工作日"),
    ],
)
def test_lamp(store, today, lamp, left):
    """The lamp and what is left follow the day it is seen on."""
    passed_on(store)
    clock.set_today(today)
    made = seen(store)
    assert (made.lamp, made.left) == (lamp, left)


def test_no_clock_no_days_left(store):
    """What waits or is paused says no days left."""
    passed_on(store, referred_to=None)
    assert (seen(store).lamp, seen(store).left) == ("", "")
    do(store, NEXT, "交办", organ=HOUSING)
    do(store, NEXT, "暂停", reason="等位置")
    assert (seen(store).lamp, seen(store).left) == ("停", "")


def test_nobody_s_name(store):
    """Somebody who gave no name is called by what kind of raiser it was; nobody is to be told."""
    passed_on(store, visitor_name=None, visitor_phone=None, raiser_kind="匿名")
    made = seen(store)
    assert (made.raiser, made.people, made.concerned) == ("匿名", (), {})


def test_settled_is_nobody_s_turn(store):
    """What is settled says its state instead of whose turn it is, and nothing is to come."""
    passed_on(store)
    do(store, NEXT, "引导", reason="去法院")
    made = seen(store)
    assert (made.turn, made.coming) == ("已引导", ("", "", ""))


def test_the_days_are_the_countdown_s(store):
    """The strip begins on the day it was passed on and ends on the day it is due."""
    passed_on(store)
    made = seen(store)
    assert (made.days.beads[0].day, made.days.beads[-1].day) == ("2026-10-14", "2026-11-04")
    assert made.days.words == "15 个工作日：已数 5，还剩 10"


# ---- what can be done --------------------------------------------------------------------------------------------


def test_the_next_step_is_first(store):
    """Through the course of an issue the first act is the one that is next, and it is always possible."""
    passed_on(store, referred_to=None)
    first = [seen(store).doings[0].verb]
    for word, typed in (
        ("交办", {"organ": HOUSING}),
        ("暂停", {"reason": "等"}),
        ("恢复", {"reason": "好"}),
        ("答复", {"answer_class": "A"}),
        ("回告", {"how": "电话"}),
        ("评价", {"satisfaction": "满意"}),
        ("办结", {}),
    ):
        do(store, NEXT, word, **typed)
        assert seen(store).doings[0].reason is None
        first.append(seen(store).doings[0].verb)
    assert first == ["assign", "answer", "resume", "answer", "inform", "rate", "close", "note"]


def test_every_act_once(store):
    """Every act a person may take is there once; what only the program does is not."""
    passed_on(store)
    verbs = [one.verb for one in seen(store).doings]
    assert len(verbs) == len(set(verbs)) == 26
    assert "recount" not in verbs


def test_impossible_acts_say_why(store):
    """An act that is not possible now has a reason a person can read, one that is has none."""
    passed_on(store)
    made = seen(store)
    assert doing(made, "assign").reason == "现在是“办理中”，要到“待处理”“待区处理”才能交办"
    assert doing(made, "resume").reason == "现在是“办理中”，要到“暂停”才能恢复"
    assert [doing(made, verb).reason for verb in ("answer", "urge", "extend", "note")] == [None] * 4


def test_closing_waits_for_who_is_untold(store):
    """办结 says who is still to be told, and is possible once they are."""
    answered(store)
    assert doing(seen(store), "close").reason == "还有 1 人没告诉，不能办结：王*英"
    told(store)
    assert doing(seen(store), "close").reason is None


@pytest.mark.parametrize(("category", "organ"), [("道路与路灯", HOUSING), ("供暖", "集中供热公司"), (None, None)])
def test_forms_begin_with_the_usual_organ(store, category, organ):
    """交办 and 报区 begin with the organ a category usually goes to; 改派 with nothing."""
    passed_on(store, referred_to=None, category=category)
    made = seen(store)
    assert [doing(made, verb).start["organ"] for verb in ("assign", "escalate", "reassign")] == [organ, organ, None]
    assert doing(made, "note").start == {}


def test_forms_begin_with_the_organ_proposed(store):
    """What a 退回 proposes goes over what a category usually goes to."""
    passed_on(store, category="道路与路灯")
    do(store, NEXT, "退回", reason="归镇里管", organ="渔泽镇人民政府")
    made = seen(store)
    assert [doing(made, verb).start["organ"] for verb in ("assign", "reassign", "escalate")] == ["渔泽镇人民政府"] * 3


def test_closing_begins_with_the_head(store):
    """办结 begins with the 站长 where the place has one."""
    answered(store)
    assert (seen(store).head, doing(seen(store), "close").start) == (None, {"approved_by": None})
    with acting(store, "place") as act:
        act.write(Place, own_place_id(CODE), {"head": "李站长"})
    assert (seen(store).head, doing(seen(store), "close").start) == ("李站长", {"approved_by": "李站长"})


# ---- what comes --------------------------------------------------------------------------------------------------


def test_coming_when_it_waits(store):
    """What waits for the clerk waits since the day it was registered."""
    passed_on(store, referred_to=None)
    assert seen(store).coming == ("下一步：联络员 交办", "10-14 起", "")


@pytest.mark.parametrize(
    ("today", "urged", "said"),
    [
        ("2026-10-21", 0, "到期次日提醒第 1 次催办"),
        ("2026-11-04", 0, "到期次日提醒第 1 次催办；10-21 前该有回执，没有签收，问一问收到没有"),
        ("2026-11-05", 0, "已经过期，可以第 1 次催办"),
        ("2026-10-21", 1, "已催办 1 次，到期次日提醒第 2 次催办"),
        ("2026-11-05", 2, "已催办 2 次，可以第 3 次催办"),
    ],
)
def test_coming_with_an_organ(store, today, urged, said):
    """With an organ the coming step says by when, how often it was urged and what may be done from the day after."""
    passed_on(store)
    clock.set_today(today)
    for _ in range(urged):
        do(store, NEXT, "催办", how="电话")
    assert seen(store).coming == (f"下一步：{HOUSING} 答复", "11-04 前", said)


def test_no_receipt_is_asked_after(store):
    """Five working days after the 交办 without 签收 the coming step says so; once it is signed for, or late, no more."""
    passed_on(store)
    said = {}
    for today in ("2026-10-21", "2026-10-22", "2026-11-05"):
        clock.set_today(today)
        said[today] = "没有签收" in seen(store).coming[2]
    assert said == {"2026-10-21": False, "2026-10-22": True, "2026-11-05": False}
    clock.set_today("2026-10-22")
    do(store, NEXT, "签收", acted_on="2026-10-20", evidence="回执")
    assert "没有签收" not in seen(store).coming[2]


def test_coming_in_a_year_without_a_notice(store):
    """A deadline that runs into a year without a holiday notice says that it is an estimate."""
    passed_on(store)
    do(store, NEXT, "延期", due_on="2029-03-01", reason="等新市场")
    assert seen(store).coming[1:] == ("2029-03-01 前", "这一年的放假通知还没有，期限先按周末估算（暂定）")


# ---- what happened -----------------------------------------------------------------------------------------------


def test_registration_stands_last(store):
    """The registration is the oldest, says where it came from, and cannot be corrected here."""
    passed_on(store)
    born = seen(store).past[-1]
    assert (born.word, born.when, born.lines, born.correctable) == (
        "登记",
        "10-14 09:00",
        ("来站 · 来自接待 J0001（王*英）",),
        False,
    )


def test_nameless_registration(store):
    """A reception of nobody's says 匿名."""
    passed_on(store, visitor_name=None, visitor_phone=None, raiser_kind="匿名")
    assert seen(store).past[-1].lines == ("来站 · 来自接待 J0001（匿名）",)


def test_newest_first(store):
    """Facts stand by the day they happened, not by when they were written; of one day the later written first."""
    passed_on(store)
    do(store, NEXT, "批注", acted_on="2026-10-20", text="甲")
    do(store, NEXT, "催办", acted_on="2026-10-16", how="电话")
    do(store, NEXT, "批注", acted_on="2026-10-20", text="乙")
    made = seen(store)
    assert words(made) == ["批注", "批注", "催办", "交办", "登记"]
    assert [one.when for one in made.past] == ["10-20", "10-20", "10-16", "10-14", "10-14 09:00"]
    assert [one.values["text"] for one in made.past[:2]] == ["乙", "甲"]


def test_lines_of_a_passing_on(store):
    """Passing on says the organ, the day it is due, who did it and for which body."""
    passed_on(store, referred_to=None)
    do(store, NEXT, "交办", acted_on="2026-10-15", organ=HOUSING, document_number="3号")
    assert seen(store).past[0].lines == (f"{HOUSING} · 期限 11月5日（周四） · 3号 · 赵敏（镇人大主席团）",)


def test_lines_of_an_answer(store):
    """An answer says its class in words and the day promised, then its text with who wrote it down."""
    answered(store, answer_class="B", text="年底换灯", planned_on="2026-12-20", evidence="复文")
    assert seen(store).past[0].lines == ("B 类 正在解决 · 计划 12月20日（周日） · 复文", "年底换灯 · 赵敏")


def test_lines_of_telling_and_rating(store):
    """Telling says to whom and how by name; a bad rating says why."""
    answered(store)
    told(store)
    do(store, NEXT, "评价", acted_on="2026-10-20", satisfaction="不满意", reason="又不亮了")
    rated, telling, *_rest = seen(store).past
    assert telling.lines == ("王*英 · 电话 · 赵敏",)
    assert rated.lines == ("不满意", "又不亮了 · 赵敏")


def test_corrected(store):
    """A corrected fact says what holds now and is marked; the 更正 itself is one of the facts."""
    answered(store, text="换了新等")
    wrong = seen(store).past[0]
    assert (wrong.mended, wrong.correctable, wrong.idle) == (False, True, False)
    do(store, NEXT, "更正", to=[wrong.id], text="换了新灯", reason="错字", acted_on="2026-10-20", acted_by="赵敏")
    answer = next(one for one in seen(store).past if one.word == "答复")
    assert (answer.id, answer.mended, answer.values["text"]) == (wrong.id, True, "换了新灯")
    assert "更正" in words(seen(store))


def test_dropped(store):
    """A fact that was taken out is no longer shown; the 更正 that took it out is."""
    answered(store)
    do(
        store,
        NEXT,
        "更正",
        to=[seen(store).past[0].id],
        how="作废",
        reason="录错",
        acted_on="2026-10-20",
        acted_by="赵敏",
    )
    assert words(seen(store)) == ["更正", "交办", "登记"]
    assert seen(store).row["state"] == "办理中"


# ---- who must be told --------------------------------------------------------------------------------------------


def test_somebody_to_tell(store):
    """The raiser stands with the ends of their name and phone, untold; telling begins with the answer."""
    passed_on(store)
    made = seen(store)
    assert [one[1:] for one in made.people] == [("王*英", "反映人", "138****0001", False, "", "", False)]
    assert not made.telling
    do(store, NEXT, "答复", answer_class="A")
    assert seen(store).telling


@pytest.mark.parametrize(
    ("tries", "done", "said"),
    [
        ([("2026-10-20", "电话")], True, "10-20 电话"),
        ([("2026-10-20", "打不通")], False, "打过 1 次没通，上次 10-20"),
        ([("2026-10-20", "打不通"), ("2026-10-21", "打不通")], False, "打过 2 次没通，上次 10-21"),
        (
            [("2026-10-20", "打不通"), ("2026-10-20", "打不通"), ("2026-10-20", "打不通")],
            False,
            "打过 3 次没通，上次 10-20",
        ),
        ([("2026-10-20", "打不通"), ("2026-10-20", "打不通"), ("2026-10-21", "打不通")], True, "10-21 无法联系"),
        ([("2026-10-20", "打不通"), ("2026-10-21", "微信")], True, "10-21 微信"),
        ([("2026-10-20", "本人不愿")], True, "10-20 本人不愿"),
    ],
)
def test_told(store, tries, done, said):
    """Told is who was reached, would not be, or was tried three times on two days; the words say how it went."""
    answered(store)
    for day, how in tries:
        do(store, NEXT, "回告", acted_on=day, how=how, to=["王秀英"])
    (person,) = seen(store).people
    assert (person.done, person.words) == (done, said)


def test_told_and_rated(store):
    """What they said of it stands after how they were told."""
    answered(store)
    told(store)
    do(store, NEXT, "评价", acted_on="2026-10-20", satisfaction="基本满意")
    assert seen(store).people[0].words == "10-20 电话 基本满意"


def test_deputies_are_told_too(tmp_path):
    """A deputy who received it stands after the raiser, with a role of their own, and in the same order as concerned."""
    with opened(filled(tmp_path / "全")) as store:
        made, whole = seen(store, "Y0002"), seen(store, "Y0002", whole=True)
    assert [(one.name, one.role) for one in made.people] == [("袁*", "反映人"), ("解国栋", "代表"), ("冯䶮", "代表")]
    assert {one.key: one.name for one in whole.people} == made.concerned


def test_joined_people_are_told(store):
    """Whoever raised an issue that was joined to this one is to be told here, and is marked so."""
    passed_on(store)
    passed_on(store, visitor_name="李建国", visitor_phone="13800000002")
    do(store, "Y0002", "并案", to=[NEXT], reason="同一件")
    told = [(one.name, one.role, one.phone[-4:]) for one in seen(store).people]
    assert told == [("王*英", "反映人", "0001"), ("李*国", "反映人（并案）", "0002")], "each under their own number"


# ---- what to say on the phone ------------------------------------------------------------------------------------


def test_script(store):
    """The call says who calls, what was raised when, who answered what, and asks whether they are content."""
    answered(store)
    assert seen(store, whole=True).people[0].script == (
        "“王秀英您好，我是渔泽镇人大代表联络站的赵敏。您 10月14日反映的“路灯不亮”，"
        f"{HOUSING}答复说：换了新灯。这样办，您满意不满意？”"
    )


def test_script_without_words(store):
    """An answer without words is told by what its class means."""
    answered(store, text=None)
    assert "答复说：已解决。" in seen(store, whole=True).people[0].script


def test_nothing_to_say(store):
    """Before an answer, and to nobody, there is nothing to say."""
    passed_on(store)
    assert [one.script for one in seen(store).people] == [""]
    passed_on(store, visitor_name=None, visitor_phone=None, raiser_kind="匿名")
    do(store, "Y0002", "答复", answer_class="A")
    assert seen(store, "Y0002").people == ()


# ---- several steps at once ---------------------------------------------------------------------------------------

SOLVED = ("答复", {"acted_on": "2026-10-20", "answer_class": "A"})


def test_steps_stand_on_each_other(store):
    """A step may need the state the one before it makes; all are one act."""
    passed_on(store)
    (issue,) = page_issues(store)
    with acting(store, "follow") as act:
        follow_each(act, issue, [SOLVED, ("回告", {"how": "电话"}), ("评价", {"satisfaction": "满意"}), ("办结", {})])
    assert seen(store).row["state"] == "已办结"
    # That of the registration too.
    assert len({entry.body["act_id"] for entry in store.entries("kind='followup'")}) == 2


def test_no_step_stays_alone(store):
    """When a later step is refused none of them is written."""
    passed_on(store)
    (issue,) = page_issues(store)
    with pytest.raises(NotAllowed), acting(store, "follow") as act:
        follow_each(act, issue, [SOLVED, ("恢复", {"reason": "不对"})])
    assert words(seen(store)) == ["交办", "登记"]
    assert seen(store).row["state"] == "办理中"


def test_no_steps_do_nothing(store):
    """Without a step nothing is written."""
    passed_on(store)
    (issue,) = page_issues(store)
    with acting(store, "follow") as act:
        follow_each(act, issue, [])
    assert words(seen(store)) == ["交办", "登记"]

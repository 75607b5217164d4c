"""What is asked for each act, what is still missing in a form, and which facts a filled form makes."""

from itertools import chain

import pytest

from lianluozhan import action as table
from lianluozhan.action import action_of
from lianluozhan.followup import Followup
from ui import steps
from ui.asks.course import Past

BY_HAND = [action.verb for action in table.ACTIONS if not action.by_program and action is not table.CORRECT]


def names(rows):
    """The fields of a form's rows, row by row."""
    return [[name for name, _share in row] for row in rows]


def flatten(rows):
    """What stands in rows, one after the other."""
    return list(chain.from_iterable(rows))


def past(**values):
    """A fact as it stands, to be corrected."""
    return Past("f1", values.get("action", "答复"), "", (), False, False, True, values)


# ---- the rows of a form ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", BY_HAND)
def test_rows_are_twelve_wide(verb):
    """Every row is shared out evenly into twelfths, and no field is asked twice."""
    own, told = steps.asked(verb)
    assert all(
        sum(share for _name, share in row) == 12 and len({share for _name, share in row}) == 1 for row in own + told
    )
    flat = flatten(names(own + told))
    assert len(flat) == len(set(flat))
    assert flat


@pytest.mark.parametrize("verb", BY_HAND)
@pytest.mark.parametrize("twice", [False, True])
def test_every_field_asked_has_a_label(verb, twice):
    """What is asked exists in the act's form and is called something."""
    own, told = steps.asked(verb, twice)
    form = steps.form_of(verb)
    for row in names(own + told):
        for name in row:
            assert form.fields[name].label, name


@pytest.mark.parametrize(
    ("verb", "own", "told"),
    [
        ("urge", [["how"], ["text"], ["acted_on"]], []),
        ("close", [["approved_by"], ["acted_on"]], []),
        ("extend", [["due_on", "acted_on"], ["reason"], ["evidence", "document_number"]], []),
        ("join", [["join"], ["reason"]], []),
        ("void", [["reason"]], []),
        ("note", [["text"]], []),
        ("inform", [], [["how"], ["told_on"], ["text"], ["satisfaction"], ["satisfaction_words"]]),
        ("rate", [["satisfaction"], ["satisfaction_words"], ["acted_on"]], []),
        (
            "answer",
            [["answer_class"], ["text"], ["acted_on", "planned_on"], ["evidence", "document_number"]],
            [["how"], ["told_on"], ["satisfaction"], ["satisfaction_words"]],
        ),
    ],
)
def test_asked(verb, own, told):
    """An answer also asks who was told and how they rate it; telling asks nothing else; other acts only their own."""
    made = steps.asked(verb)
    assert (names(made[0]), names(made[1])) == (own, told)


def test_only_answers_and_telling_ask_who_was_told():
    """The second part belongs to 答复, 跟踪 and 回告, and to 面商, which is with somebody too."""
    assert {verb for verb in BY_HAND if steps.asked(verb)[1]} == {"answer", "track", "inform", "consult"}


@pytest.mark.parametrize("verb", ["answer", "track", "inform", "rate"])
def test_asked_twice(verb):
    """A kind that is rated twice is asked for the work and the result instead of for one rating."""
    flat = flatten(names(flatten(steps.asked(verb, twice=True))))
    assert "satisfaction" not in flat
    assert flat.index("satisfaction_work") + 1 == flat.index("satisfaction_result")
    assert flat.index("satisfaction_result") + 1 == flat.index("satisfaction_words")


@pytest.mark.parametrize("verb", ["urge", "close", "assign", "void"])
def test_twice_changes_only_ratings(verb):
    """A form without a rating is the same for every kind of issue."""
    assert steps.asked(verb, twice=True) == steps.asked(verb)


# ---- correcting --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "values", "rows"),
    [
        ("urge", {}, [["text"], ["acted_on"], ["reason"], ["drop"]]),  # how is the 更正's own
        ("void", {}, [["acted_on"], ["reason"], ["drop"]]),  # only a reason: when is asked besides
        ("note", {}, [["text"], ["acted_on"], ["reason"], ["drop"]]),
        ("close", {}, [["approved_by"], ["acted_on"], ["reason"], ["drop"]]),
        ("extend", {}, [["due_on", "acted_on"], ["evidence", "document_number"], ["reason"], ["drop"]]),
        ("rate", {"satisfaction": "满意"}, [["satisfaction"], ["acted_on"], ["reason"], ["drop"]]),
        (
            "rate",
            {"satisfaction_work": "满意", "satisfaction_result": "不满意"},
            [["satisfaction_work"], ["satisfaction_result"], ["acted_on"], ["reason"], ["drop"]],
        ),
        ("inform", {}, [["text"], ["acted_on"], ["reason"], ["drop"]]),
        ("of a newer program", {}, [["text"], ["acted_on"], ["reason"], ["drop"]]),
    ],
)
def test_correcting(verb, values, rows):
    """A correction restates the fact's own fields and when, asks why once, and offers to take it out altogether."""
    assert names(steps.correcting(verb, values)) == rows


@pytest.mark.parametrize("verb", BY_HAND)
def test_correcting_asks_why_once(verb):
    """The last two rows are always why and whether to drop; nothing is asked twice; the way of telling is not asked."""
    rows = names(steps.correcting(verb, {"satisfaction": "满意"}))
    flat = flatten(rows)
    assert rows[-2:] == [["reason"], ["drop"]]
    assert len(flat) == len(set(flat))
    assert "how" not in flat
    assert "acted_on" in flat


# ---- a form's fields ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "of", "name", "label"),
    [
        ("assign", "", "acted_on", "交办日期"),
        ("assign", "", "organ", "承办单位"),
        ("assign", "", "due_on", "期限（空着按规定）"),
        ("escalate", "", "organ", "建议由谁办"),
        ("return", "", "organ", "建议改由谁办"),
        ("extend", "", "due_on", "延到哪一天"),
        ("extend", "", "acted_on", "提出日期"),
        ("answer", "", "text", "答复内容"),
        ("answer", "", "acted_on", "答复日期"),
        ("urge", "", "how", "怎么催的"),
        ("inform", "", "how", "怎么告诉的"),
        ("inform", "", "text", "对方说了什么"),
        ("close", "", "approved_by", "站长"),
        ("note", "", "text", "批注"),
        ("urge", "", "text", "内容"),
        ("void", "", "reason", "为什么"),
        ("correct", "answer", "text", "答复内容"),
        ("correct", "extend", "acted_on", "提出日期"),
        ("correct", "urge", "text", "内容"),
        ("answer", "", "told_on", "告诉的日期"),
        ("join", "", "join", "并到哪一件"),
        ("correct", "", "drop", "这一条记错了，整条作废"),
        ("rate", "", "satisfaction_words", "不满意的原因（照原话）"),
    ],
)
def test_labels(verb, of, name, label):
    """A field is called what it is in this act; in a correction what it is in the act that is corrected."""
    assert steps.form_of(verb, of).fields[name].label == label


@pytest.mark.parametrize(
    ("verb", "needed"),
    [
        ("assign", {"organ"}),
        ("escalate", {"organ", "reason"}),
        ("return", {"organ", "reason"}),
        ("reassign", {"organ", "reason"}),
        ("extend", {"due_on", "reason"}),
        ("pause", {"reason"}),
        ("resume", {"reason"}),
        ("answer", {"answer_class"}),
        ("urge", set()),
        ("receive", set()),
        ("inform", {"how"}),
        ("redo", {"reason"}),
        ("withdraw", {"reason"}),
        ("void", {"reason"}),
        ("note", {"text"}),
        ("correct", {"reason"}),
        ("track", {"answer_class"}),
        ("refer", {"reason"}),
        ("split", {"reason"}),
    ],
)
def test_what_must_be_filled_in(verb, needed):
    """Required are the fields the table of actions wants whatever else is filled in; what the program fills in is not."""
    form = steps.form_of(verb)
    optional_by_program = {"to", "join"}
    assert {name for name, field in form.fields.items() if field.required} - optional_by_program == needed


def test_a_form_leaves_the_record_alone():
    """Labels and needs of a form do not reach the follow-up's own fields."""
    before = {name: (field.label, field.required) for name, field in Followup.fields.items()}
    steps.form_of("extend", "urge")
    steps.form_of("withdraw", "void")
    assert {name: (field.label, field.required) for name, field in Followup.fields.items()} == before


def test_ways_of_telling():
    """Telling may fail or be unwanted; urging may not."""
    assert list(steps.form_of("inform").fields["how"].choices) == ["电话", "当面", "微信", "书面", "打不通", "本人不愿"]
    assert list(steps.form_of("urge").fields["how"].choices) == ["电话", "当面", "微信", "书面"]


def test_classes_are_read_with_their_words():
    """A class of answer is offered as its letter and what it means."""
    assert list(steps.form_of("answer").fields["answer_class"].choices) == [
        "A 已解决",
        "B 正在解决",
        "C 条件所限",
        "D 留作参考",
    ]


# ---- what is missing ---------------------------------------------------------------------------------------------

PLAN = {"text": "B 要写办理计划", "planned_on": "B 要写计划完成日期"}


@pytest.mark.parametrize(
    ("verb", "values", "said"),
    [
        ("answer", {}, {}),
        ("answer", {"answer_class": None}, {}),
        ("answer", {"answer_class": "A 已解决"}, {}),
        ("answer", {"answer_class": "B 正在解决"}, PLAN),
        ("track", {"answer_class": "B 正在解决"}, PLAN),
        ("answer", {"answer_class": "B 正在解决", "text": "年底"}, {"planned_on": PLAN["planned_on"]}),
        ("answer", {"answer_class": "B 正在解决", "planned_on": "2026-12-20"}, {"text": PLAN["text"]}),
        ("answer", {"answer_class": "B 正在解决", "text": "年底", "planned_on": "2026-12-20"}, {}),
        ("answer", {"answer_class": "C 条件所限", "text": "没钱", "planned_on": "2027-03-01"}, {}),
        ("answer", {"answer_class": "D 留作参考", "text": "依据"}, {}),
        ("answer", {"answer_class": "D 留作参考", "text": ""}, {"text": "D 要写解释说明"}),
        ("note", {"answer_class": "D 留作参考"}, {}),
        ("rate", {"satisfaction": "满意"}, {}),
        ("rate", {"satisfaction": "基本满意"}, {}),
        ("rate", {"satisfaction": "不满意"}, {"satisfaction_words": "请照原话记下为什么"}),
        ("rate", {"satisfaction": "不满意", "satisfaction_words": "太久"}, {}),
        ("rate", {"satisfaction_work": None, "satisfaction_result": None}, {"satisfaction_work": "请选一项"}),
        (
            "rate",
            {"satisfaction_work": "满意", "satisfaction_result": "不满意"},
            {"satisfaction_words": "请照原话记下为什么"},
        ),
        ("inform", {"satisfaction": None}, {}),
        (
            "answer",
            {"answer_class": "A 已解决", "satisfaction": "不满意"},
            {"satisfaction_words": "请照原话记下为什么"},
        ),
        ("urge", {}, {}),
    ],
)
def test_missing(verb, values, said):
    """What is wanted because of what is filled in: of a class its plan or reason, of a bad rating its words, of a rating one."""
    assert steps.missing(verb, values, {}) == said


# ---- the facts of a form -----------------------------------------------------------------------------------------

DAY, TOLD_DAY = "2026-10-19", "2026-10-20"


@pytest.mark.parametrize(
    ("verb", "values", "to", "made"),
    [
        (
            "assign",
            {"organ": "甲局", "acted_on": DAY, "co_organs": None},
            [],
            [("交办", {"organ": "甲局", "acted_on": DAY})],
        ),
        ("join", {"join": "Y0004", "reason": "同一件"}, [], [("并案", {"reason": "同一件", "to": ["Y0004"]})]),
        ("inform", {"how": "电话"}, ["甲"], [("回告", {"to": ["甲"], "how": "电话"})]),
        (
            "inform",
            {"how": "电话", "told_on": TOLD_DAY},
            ["甲", "乙"],
            [("回告", {"to": ["甲", "乙"], "how": "电话", "acted_on": TOLD_DAY})],
        ),
        ("inform", {"how": "电话", "text": "谢谢"}, ["甲"], [("回告", {"to": ["甲"], "how": "电话", "text": "谢谢"})]),
        ("inform", {"how": "电话"}, [], []),  # nobody ticked
        ("inform", {}, ["甲"], []),  # no way said
        (
            "inform",
            {"how": "当面", "told_on": TOLD_DAY, "satisfaction": "满意"},
            ["甲"],
            [
                ("回告", {"to": ["甲"], "how": "当面", "acted_on": TOLD_DAY}),
                ("评价", {"satisfaction": "满意", "acted_on": TOLD_DAY}),
            ],
        ),
        ("rate", {"satisfaction": "满意", "acted_on": DAY}, [], [("评价", {"satisfaction": "满意", "acted_on": DAY})]),
        ("rate", {"satisfaction": None}, [], []),
        (
            "rate",
            {
                "satisfaction_work": "满意",
                "satisfaction_result": "不满意",
                "satisfaction_words": "太久",
                "acted_on": DAY,
            },
            [],
            [
                (
                    "评价",
                    {"satisfaction_work": "满意", "satisfaction_result": "不满意", "reason": "太久", "acted_on": DAY},
                )
            ],
        ),
        (
            "answer",
            {"answer_class": "A 已解决", "text": "修好了", "acted_on": DAY, "how": "电话"},
            ["甲"],
            [
                ("答复", {"answer_class": "A", "text": "修好了", "acted_on": DAY}),
                ("回告", {"to": ["甲"], "how": "电话", "acted_on": DAY}),
            ],
        ),
        ("answer", {"answer_class": "A 已解决", "how": "电话"}, [], [("答复", {"answer_class": "A"})]),
        (
            "track",
            {"answer_class": "C 条件所限", "text": "没钱"},
            [],
            [("跟踪", {"answer_class": "C", "text": "没钱"})],
        ),
        ("note", {"text": "问过了", "drop": False}, [], [("批注", {"text": "问过了"})]),
        ("urge", {"how": "微信"}, ["甲"], [("催办", {"how": "微信"})]),  # urging tells nobody
    ],
)
def test_facts(verb, values, to, made):
    """Its own fact first, then who was told, then how they rate it; each with only what belongs to it."""
    assert steps.steps(verb, values, to) == made


@pytest.mark.parametrize("verb", BY_HAND)
def test_facts_are_known_actions(verb):
    """Every fact a form makes is an action of the table, with fields a follow-up has."""
    values = {
        "answer_class": "A 已解决",
        "how": "电话",
        "text": "内容",
        "reason": "原因",
        "acted_on": DAY,
        "satisfaction": "满意",
    }
    made = steps.steps(verb, values, ["甲"])
    assert made
    for word, typed in made:
        assert action_of(word) is not None
        assert set(typed) <= set(Followup.fields)


def test_a_form_is_not_changed():
    """What was typed stays as it was, so that a refused form can be sent again."""
    values = {"answer_class": "A 已解决", "how": "电话", "text": None}
    steps.steps("answer", values, ["甲"])
    assert values == {"answer_class": "A 已解决", "how": "电话", "text": None}


# ---- a correction ------------------------------------------------------------------------------------------------

KEPT = {"to": ["f1"], "acted_on": DAY, "acted_by": "赵敏"}


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ({"reason": "错字", "text": "已清理"}, {**KEPT, "reason": "错字", "text": "已清理"}),
        ({"reason": "错字", "text": "已清里"}, {**KEPT, "reason": "错字"}),  # the same again is no news
        ({"reason": "日期", "acted_on": TOLD_DAY}, {**KEPT, "reason": "日期", "acted_on": TOLD_DAY}),
        ({"reason": "类别", "answer_class": "B 正在解决"}, {**KEPT, "reason": "类别", "answer_class": "B"}),
        ({"reason": "类别", "answer_class": "A 已解决"}, {**KEPT, "reason": "类别"}),
        ({"reason": "空", "text": None, "drop": False}, {**KEPT, "reason": "空"}),
        ({"reason": "录错", "drop": True, "text": "不要了"}, {**KEPT, "reason": "录错", "how": "作废"}),
        ({"reason": "文号", "document_number": "12号"}, {**KEPT, "reason": "文号", "document_number": "12号"}),
    ],
)
def test_correction(typed, made):
    """A 更正 keeps when and by whom, says only what is different, and with 作废 nothing but why."""
    fact = past(action="答复", acted_on=DAY, acted_by="赵敏", answer_class="A", text="已清里")
    assert steps.correction(fact, typed) == made


def test_correction_of_a_fact_without_a_day():
    """What the fact never said is not made up."""
    assert steps.correction(past(action="批注", text="甲"), {"text": "乙", "reason": "错"}) == {
        "to": ["f1"],
        "text": "乙",
        "reason": "错",
    }

"""What may be done to an issue: one table of states, one of actions, read by derivation, refusals, buttons and papers.

Source: design.md §5 (words, needs, turns) and §6 ("Owner writes, others add": what a district may write). To add an
action: give it a row in ACTIONS; if it does more than set fields and move the state, an effect in effect.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WAITING, REPORTED, HANDLING, ANSWERED, CLOSED = "待处理", "待区处理", "办理中", "已答复", "已办结"
TRACKED, REFERRED, PAUSED, JOINED, WITHDRAWN, VOIDED = "跟踪中", "已引导", "暂停", "已并案", "已撤回", "已作废"
STATES = (WAITING, REPORTED, HANDLING, ANSWERED, CLOSED, TRACKED, REFERRED, PAUSED, JOINED, WITHDRAWN, VOIDED)
IN_HAND = (WAITING, REPORTED, HANDLING, PAUSED)  # not yet answered
OPEN = (*IN_HAND, ANSWERED, TRACKED)  # somebody's turn, and a next date
SETTLED = (CLOSED, TRACKED)  # closed in the sums

CLERK, HEAD, DISTRICT = "联络员", "站长", "区人大"  # whose turn it is when it is not an organ's
VILLAGE, TOWN, UPWARD = "村社", "乡镇", "区"  # the way an issue takes
STATION_ROLE, DISTRICT_ROLE = "station", "district"

PUBLIC, SUGGESTION, DELIBERATION = "群众意见", "代表建议", "审议意见"  # kinds of issue; the latter two are rated twice
FROM_SHEET = "台账导入"  # evidence of what a ledger says
COMMITTEE = "常委会组成人员"  # who is told of the answer to a 审议意见
RAISER = "反映人"  # stands for the raiser in the open field `to`, where a name would leave the office
ANONYMOUS, UNWILLING, UNREACHED = "匿名", "本人不愿", "无法联系"  # why somebody was not told
MISSED = (UNREACHED, "打不通", "无人接听")  # ways of telling that are a try only
TRIES, TRY_DAYS = 3, 2  # so many tries on so many days make 无法联系
UNHAPPY = "不满意"
DROP = "作废"  # `how` of a 更正 that takes the earlier fact out

CLOCK = ("due_on", "warn_on", "limit", "rule", "provisional")
HANDLERS = ("organ", "co_organs", "co_due_on")
WHY = "reason|text"  # private both, either will do
ANSWER_NEEDS = {"A": (), "B": (WHY, "planned_on"), "C": (WHY, "planned_on"), "D": (WHY,)}
ANSWER_WORDS = {  # what a need is called for a class of answer, where its field's label does not say it
    "B": {WHY: "办理计划", "planned_on": "计划完成日期"},
    "C": {WHY: "暂时解决不了的原因", "planned_on": "复查日期"},
    "D": {WHY: "解释说明"},
}

Values = Mapping[str, Any]


def _answer(values: Values, issue: Values) -> tuple[str, ...]:
    return ("answer_class", *ANSWER_NEEDS.get(values.get("answer_class") or "", ()))


def _rating(values: Values, issue: Values) -> tuple[str, ...]:
    two = issue.get("kind") in (SUGGESTION, DELIBERATION)
    ratings = ("satisfaction_work", "satisfaction_result") if two else ("satisfaction",)
    return (*ratings, WHY) if UNHAPPY in map(values.get, ratings) else ratings


def _close(values: Values, issue: Values) -> tuple[str, ...]:
    return ("approved_by",) if issue.get("head") else ()


def _back(life: Any) -> str:
    return WAITING if life.state == REPORTED or life.route != UPWARD else REPORTED


def _again(life: Any) -> str:
    return HANDLING if life.organ else REPORTED if life.route == UPWARD else WAITING


def _done(life: Any) -> str:
    return TRACKED if life.answer_class == "B" else CLOSED


def _answered(life: Any) -> str:
    return _done(life) if life.state == CLOSED else ANSWERED  # the letter may follow when all is closed


@dataclass(frozen=True, eq=False)  # each row is itself alone: nobody compares them word by word
class Action:
    """One row: its words, where it is allowed, what it needs beyond when and by whom, what follows.

    `needs`: field names, "a|b" where either will do, or a function of (values, issue). `sets` are taken over from
    the fact after `clears` are emptied. `then`: the state that follows, None where it stays; a function gets the life
    so far, with `sets` taken over and the state still the old one. `district`: a district may write it.
    """

    word: str
    verb: str
    states: tuple[str, ...]
    needs: tuple[str, ...] | Callable[[Values, Values], tuple[str, ...]] = ()
    then: str | Callable[[Any], str] | None = None
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    district: bool = False
    closing: bool = False
    by_program: bool = False

    def needed(self, values: Values, issue: Values) -> tuple[str, ...]:
        """The fields this act needs, given what was filled in and what issue it is about."""
        return self.needs(values, issue) if callable(self.needs) else self.needs

    def follows(self, life: Any) -> str:
        """The state after it."""
        return self.then(life) if callable(self.then) else self.then or life.state


_TO = (*HANDLERS, "assigned_by", *CLOCK)
_SAID = ("answer_class", "planned_on")

ACTIONS = (
    Action("报区", "escalate", (WAITING, HANDLING), ("reason", "organ"), REPORTED, clears=(*HANDLERS, *CLOCK)),
    Action("交办", "assign", (WAITING, REPORTED), ("organ",), HANDLING, _TO, _TO, district=True),
    Action("签收", "receive", (HANDLING,), district=True),
    Action(
        "退回", "return", (REPORTED, HANDLING), ("reason", "organ"), _back, clears=(*HANDLERS, *CLOCK), district=True
    ),
    Action("改派", "reassign", (WAITING, REPORTED, HANDLING), ("organ", "reason"), HANDLING, _TO, _TO, district=True),
    Action("催办", "urge", (REPORTED, HANDLING, TRACKED), district=True),
    Action("延期", "extend", (HANDLING,), ("due_on", "reason"), sets=CLOCK, district=True),
    Action("暂停", "pause", (HANDLING,), ("reason",), PAUSED, district=True),
    Action("恢复", "resume", (PAUSED,), ("reason",), HANDLING, CLOCK, district=True),
    Action(
        "答复",
        "answer",
        (*IN_HAND, ANSWERED, TRACKED, CLOSED),
        _answer,
        _answered,
        _SAID,
        (*_SAID, "tracking_due"),
        district=True,
    ),
    Action("回告", "inform", (ANSWERED, TRACKED, CLOSED, REFERRED), ("to", "how")),
    Action("评价", "rate", (ANSWERED, TRACKED, CLOSED), _rating, district=True),
    Action(
        "重办",
        "redo",
        (ANSWERED, TRACKED, CLOSED),
        ("due_on",),
        _again,
        _TO,
        (*CLOCK, *_SAID, "closed_on", "tracking_due"),
        district=True,
    ),
    Action("跟踪", "track", (TRACKED,), _answer, ANSWERED, _SAID, (*_SAID, "tracking_due")),
    Action("办结", "close", (ANSWERED,), _close, _done, closing=True, district=True),
    Action(
        "重算",
        "recount",
        (REPORTED, HANDLING, PAUSED, ANSWERED),
        ("due_on|co_due_on", "reason"),
        sets=("co_due_on",),
        by_program=True,
    ),
    Action("引导", "refer", IN_HAND, ("reason",), REFERRED, closing=True),
    Action("并案", "join", (*IN_HAND, ANSWERED), ("to", "reason"), JOINED, closing=True, district=True),
    Action("拆分", "split", OPEN, ("text", "reason")),
    Action("撤回", "withdraw", OPEN, ("reason",), WITHDRAWN, closing=True),
    Action("作废", "void", tuple(s for s in STATES if s != VOIDED), ("reason",), VOIDED, closing=True),
    Action("更正", "correct", STATES, ("to", "reason")),
    Action("批注", "note", STATES, (WHY,), district=True),
    Action("面商", "consult", OPEN, ("to", "how")),
    Action("协办意见", "assist", (HANDLING, PAUSED, ANSWERED), ("organ", WHY)),
    Action("成果", "result", (ANSWERED, *SETTLED), (WHY,)),
    Action("询问", "inquire", (HANDLING, PAUSED, ANSWERED, *SETTLED), ("text",)),
)
WORDS = tuple(action.word for action in ACTIONS)
_BY_WORD = {action.word: action for action in ACTIONS} | {action.verb: action for action in ACTIONS}


def action_of(word: Any) -> Action | None:
    """The action of a Chinese word or an English verb; None for one this program does not know."""
    return _BY_WORD.get(word) if isinstance(word, str) else None


def named(word: str) -> Action:
    """The action of a word that this program wrote itself."""
    return _BY_WORD[word]


ESCALATE, ASSIGN, RECEIVE, RETURN, REASSIGN, URGE, EXTEND, PAUSE, RESUME, ANSWER, INFORM, RATE = ACTIONS[:12]
REDO, TRACK, CLOSE, RECOUNT, REFER, JOIN, SPLIT, WITHDRAW, VOID, CORRECT, NOTE, CONSULT, ASSIST, RESULT, INQUIRE = (
    ACTIONS[12:]
)

# What the screen offers as the one next step: the first of these that is wanted and possible, else 批注.
NEXT = {
    WAITING: (REASSIGN, ASSIGN),
    REPORTED: (REASSIGN, ASSIGN),
    HANDLING: (ANSWER,),
    PAUSED: (RESUME,),
    ANSWERED: (INFORM, REDO, RATE, CLOSE),
    TRACKED: (TRACK, ANSWER),
    CLOSED: (REDO,),
}


def concerned(issue: Values) -> dict[str, str]:
    """{key: name} of everybody who must be told, in order, the rater first.

    `issue["concerned"]` is such a mapping, or a list of names. Nobody is behind the key 匿名, nor is a raiser behind
    反映人 who is 匿名 by the record's open field; the names are private and decide nothing.
    """
    told = issue.get("concerned") or ()
    named = dict(told) if isinstance(told, Mapping) else {person: person for person in told}
    nobody = {None, "", ANONYMOUS} | ({RAISER} if issue.get("raiser_kind") == ANONYMOUS else set())
    return {key: name or key for key, name in named.items() if key not in nobody}


def person_keys(people: Iterable[str], issue: Values) -> list[str]:
    """What a fact keeps of `people`, typed as names or keys: their keys, so that no raiser's name leaves the office."""
    keys = {name: key for key, name in concerned(issue).items()}
    return [keys.get(person, person) for person in people]


def reason_against(action: Action, life: Any, issue: Values, role: str) -> str | None:
    """Why a fact of this action changes nothing where it lands; None when it counts.

    Reads only what every holder of the facts can see, so that a masked reader comes to the same state.
    """
    if role == DISTRICT_ROLE and issue.get("owner") != DISTRICT_ROLE:
        if not action.district:
            return f"“{action.word}”由联络站来做，区里请用“{NOTE.word}”告诉联络站"
        if not life.reported:
            return "这件意见没有报区，区里只能查看"
    if action is INQUIRE and issue.get("kind") != DELIBERATION:
        return f"{INQUIRE.word}只用于{DELIBERATION}"
    if action is ESCALATE and issue.get("owner") == DISTRICT_ROLE:
        return "这件意见本来就在区里，不用再报"
    if life.state not in action.states:
        return _out_of_place(action, life.state)
    if action is REASSIGN and not life.assigned_on:
        return f"还没有交办过，请用“{ASSIGN.word}”"
    if action is ASSIST and not life.co_organs:
        return "这件意见没有协办单位"
    return None


def _out_of_place(action: Action, state: str) -> str:
    if len(action.states) > len(OPEN) or (not set(action.states) - set(OPEN) and state not in OPEN):
        return f"已经是“{state}”，不能再{action.word}"
    doing = f"记{action.word}" if action in (ASSIST, RESULT) else action.word
    return f"现在是“{state}”，要到“{'”“'.join(action.states)}”才能{doing}"


def wants_rating(outcome: Any, issue: Values) -> bool:
    """Whether somebody who was told has yet to say how satisfied they are."""
    rater = next(iter(concerned(issue)), None)
    return outcome.satisfaction is None and rater is not None and not outcome.told.get(rater, {}).get("out")

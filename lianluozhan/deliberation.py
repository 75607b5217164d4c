"""审议意见: what the standing committee asks of an organ after deliberating; an issue like any other, its facts read as the
closed loop 监督—落实—再监督—再落实."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import action as table
from lianluozhan.act import Act
from lianluozhan.action import ANSWERED, CLOSED, DELIBERATION, HANDLING, PAUSED, TRACKED, action_of
from lianluozhan.ballot import OF_MATTER, Ballot, add_ballot
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.handling import add_issue
from lianluozhan.issue import Issue
from lianluozhan.match import known
from lianluozhan.meeting import Meeting
from lianluozhan.record import new_id, short_number
from lianluozhan.store import Store
from lianluozhan.table import called
from lianluozhan.whose import DISTRICT_ROLE

STAGES = WATCH, DO, WATCH_AGAIN, DO_AGAIN = "监督", "落实", "再监督", "再落实"
ENDED = "已闭环"
BY_ORGAN = (table.RECEIVE, table.ANSWER, table.TRACK, table.ASSIST, table.RESULT)


class Turn(NamedTuple):
    """One of the four parts of the loop, with its facts in their order."""

    stage: str
    facts: tuple[Mapping[str, Any], ...]


def add_deliberation(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Register a 审议意见 of a meeting that is known. Raises BadInput, NotAllowed and changes nothing."""
    if act.store.identity.role != DISTRICT_ROLE:
        raise NotAllowed(f"{DELIBERATION}是区人大常委会的，站里不登记", then="站里的，请登记成别的意见种类")
    made = {"kind": DELIBERATION} | values
    if not made.get("title"):
        raise BadInput(f"{DELIBERATION}没有写标题", then="如：关于学前教育工作的审议意见")
    if word := made.get("meeting"):
        meeting = _meeting(act.store, word)
        made["meeting"] = meeting.name
        if made["registered_at"][:10] < meeting.date:
            raise BadInput(
                f"{Issue.registered_at.label} {made['registered_at'][:10]} 在会议 {meeting.date} 以前",
                then="审议过了才有意见，请核对日期",
            )
    add_issue(act, id, made, evidence)


def enter(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Register an issue that no visit brought, of whatever kind."""
    add = add_deliberation if values.get("kind") == DELIBERATION else add_issue
    add(act, id, values, evidence)


def _meeting(store: Store, word: str) -> Meeting:
    found = called(store, Meeting, known(store, Meeting.noun).get(word, word))
    if not found:
        raise BadInput(f"“{word}”不是登记过的会议", then=f"先登记这次{Meeting.label}，再写它的名称或者编号")
    return found[0]


def stage(issue: Mapping[str, Any]) -> str:
    """Where in the loop an issue stands now."""
    state, again = issue.get("state"), (issue.get("round") or 1) > 1
    if state in (HANDLING, PAUSED):
        return DO_AGAIN if again else DO
    if state in (ANSWERED, TRACKED):
        return WATCH_AGAIN if state == ANSWERED else DO_AGAIN
    return ENDED if state == CLOSED else WATCH


def loop(facts: Sequence[Mapping[str, Any]]) -> list[Turn]:
    """The four parts with what was done in each: what the organ does is 落实, what is asked of it 监督; after the first answer
    it is watched again, after a 重办 or a promise fallen due it is done again. A 批注 is in none of them."""
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in STAGES}
    answered = again = False
    for fact in facts:
        action = action_of(fact["action"])
        if action is table.NOTE:  # a word among the staff, no step
            continue
        again = again or action in (table.REDO, table.TRACK)
        organs = action in BY_ORGAN
        found[(DO_AGAIN if again else DO) if organs else WATCH_AGAIN if answered else WATCH].append(fact)
        answered = answered or action is table.ANSWER
    return [Turn(name, tuple(found[name])) for name in STAGES]


def vote(act: Act, issue: Issue, on: str, meeting: str = "") -> str:
    """A ballot on how it was carried out, to be counted by two; gives its id. Raises NotAllowed before there is an answer."""
    if issue.kind != DELIBERATION or issue.state not in (ANSWERED, TRACKED, CLOSED):
        raise NotAllowed(
            f"{issue.number} 现在是“{issue.state}”，还没有报告，不能测评", then="研究处理情况的报告到了，先记答复"
        )
    id = new_id()
    add_ballot(
        act,
        id,
        {"kind": OF_MATTER, "matter": matter_of(issue.data), "date": on, **({"meeting": meeting} if meeting else {})},
    )
    return id


def matter_of(issue: Mapping[str, Any]) -> str:
    """What a ballot on it is about: its number and its title, by which both are found again."""
    return f"{short_number(issue['number'])} {issue['title'] or ''}办得怎么样".strip()


def ballots(store: Store, issue: Mapping[str, Any]) -> list[Ballot]:
    """The ballots on it, earliest first; none of what is no 审议意见."""
    if issue["kind"] != DELIBERATION:
        return []
    start = matter_of(issue).split(" ")[0] + " "
    return store.find(
        Ballot,
        "kind=? AND substr(matter, 1, length(?))=? AND world=?",
        (OF_MATTER, start, start, issue["world"]),
        "date, number",
    )

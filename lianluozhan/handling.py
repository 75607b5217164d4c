"""Acting on issues: each act makes a fact, with the dates its clock needs; where the issue stands follows by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import action as table, attachment, clock
from lianluozhan.act import Act
from lianluozhan.action import Action, action_of
from lianluozhan.category import guess
from lianluozhan.course import circumstances, facts_of, standings
from lianluozhan.dating import dates, too_far
from lianluozhan.errors import BadInput, BadValue, NotAllowed
from lianluozhan.fact import born_with
from lianluozhan.followup import Followup, Outcome
from lianluozhan.issue import Issue
from lianluozhan.match import matched
from lianluozhan.organ import Organ
from lianluozhan.record import new_id, present
from lianluozhan.step import problems
from lianluozhan.store import Store
from lianluozhan.suggestion import check, settle
from lianluozhan.table import by_id, called
from lianluozhan.wording import CLASSES, letter_of, words_of

LETTERS = {table.SUGGESTION: "D"}  # the other kinds of issue count together (design §4)


def begin_issue(act: Act, id: str, values: Mapping[str, Any], fact: Mapping[str, Any] | None = None) -> str:
    """Register an issue, numbered, with the fact it is born with, whose dates are worked out here; returns its number."""
    kept = present(values)
    number = act.number(Issue, kept["registered_at"][:4], LETTERS.get(kept.get("kind") or "", ""))
    act.write(Issue, id, kept | {"number": number})
    if fact is not None:
        act.write(Followup, born_with(id), {"issue": id, **first_values(act, kept, fact)})
    return number


def first_values(act: Act, issue: Mapping[str, Any], fact: Mapping[str, Any]) -> dict[str, Any]:
    """The fact an issue is born with, with the dates its clock begins with."""
    return present({**dates(act, table.named(fact["action"]), issue, fact, None), **fact, **_worded(act, fact)})


def add_issue(act: Act, id: str, values: Mapping[str, Any], evidence: str | None = None) -> None:
    """Register an issue that no visit brought: a deputy's own, a letter, a row of a ledger."""
    made = {"kind": table.PUBLIC, "urgency": "正常"} | settle(act, matched(act, Issue, present(values)))
    check(act, made)
    begin_issue(act, id, made)


def follow(act: Act, issue: Issue, word: str, typed: Mapping[str, Any]) -> str:
    """Take an issue one step further; returns the new fact's id.

    `word` is the action in Chinese or English; `typed` the follow-up's fields as people type them. What is left out is
    filled in: the day with today, the person with who types, the organ's clock with the district's limits, whom to tell
    with everybody not yet told. Raises BadInput, or NotAllowed with every reason.
    """
    action = action_of(word)
    if action is None or action.by_program:
        raise BadInput(f"没有“{word}”这种办理", then=f"可用：{'、'.join(table.WORDS)}")
    key = issue.world, issue.id
    around = circumstances(act.store, [issue])[key]
    outcome = standings(act.store, [issue])[key]
    values = matched(act, Followup, _read(act, typed))
    values = {"acted_on": clock.day(), "acted_by": _who(act, action, outcome)} | values
    values["to"] = _targets(act, action, issue, values.get("to")) or _people(action, values.get("to"), around, outcome)
    values = present(_default(action, outcome, around) | present(values) | _worded(act, values))
    values = present(dates(act, action, around, values, outcome) | values)
    wrong = problems(action, values, outcome, around, clock.day(), act.store.identity.role)
    wrong += too_far(act, action, around, values, outcome) if "due_on" in action.sets else []
    if wrong:
        raise NotAllowed("\n".join([f"{issue.number} 现在不能这样“{action.word}”：", *(f"  {one}" for one in wrong)]))
    id = new_id()
    if action is table.SPLIT and not values.get("to"):
        values["to"] = [split(act, issue, values)]
    act.write(Followup, id, {"issue": issue.id, "action": action.word, **values}, issue.world)
    return id


def with_papers(act: Act, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, with its files (`files`: paths) kept as the papers of the fact; each is on the disk before its entry."""
    values = dict(typed)
    if files := values.pop("files", None):
        values["attachments"] = [attachment.take(act.store.path.parent, file, clock.today().year) for file in files]
    return values


def split(act: Act, issue: Issue, values: Mapping[str, Any]) -> str:
    """拆分: a second matter becomes an issue of its own, of the same people; returns its id."""
    id = new_id()
    taken = {
        name: issue.data[name]
        for name in (
            "kind",
            "source",
            "visits",
            "raiser_kind",
            "raised_by",
            "raiser_phone",
            "raiser_address",
            "lead_deputy",
            "deputies",
            "urgency",
            "sensitive",
        )
    }
    own = {"registered_at": values["acted_on"], "statement": values["text"], "category": guess(values["text"])}
    begin_issue(act, id, taken | matched(act, Issue, present(own)))
    born = {
        "acted_on": values["acted_on"],
        "acted_by": values["acted_by"],
        "to": [issue.id],
        "reason": values["reason"],
    }
    act.write(Followup, born_with(id), {"issue": id, "action": table.SPLIT.word, **born}, issue.world)
    return id


def _worded(act: Act, fact: Mapping[str, Any]) -> dict[str, Any]:
    """What the class of an answer is called on its day: the district may call it otherwise later."""
    letter = fact.get("answer_class")
    return {"answer_words": words_of(act.store, int(fact["acted_on"][:4]))[CLASSES][letter]} if letter else {}


def _read(act: Act, typed: Mapping[str, Any]) -> dict[str, Any]:
    own = [name for name in ("issue", "action", "answer_words", "voided") if name in typed]
    if own:
        raise BadInput(f"“{Followup.fields[own[0]].label}”不在这里写", then="意见和办理事项写在前面，其余写成 项=值")
    if typed.get("answer_class") is not None:
        typed = {**typed, "answer_class": letter_of(words_of(act.store), typed["answer_class"])}
    try:
        return present(Followup.read({name: value for name, value in typed.items() if value is not None}))
    except BadValue as bad:
        # Else what is wrong is a value, which says itself what may stand there.
        unknown = typed.keys() - Followup.written().keys()
        known = "、".join(field.label for field in Followup.written().values())
        raise BadInput(str(bad), then=f"可写：{known}" if unknown else "请改好再来一次") from None


def _default(action: Action, outcome: Outcome, around: Mapping[str, Any]) -> dict[str, Any]:
    """What the issue's own course says where nothing was typed."""
    if action in (table.ASSIGN, table.REASSIGN):
        body = table.DISTRICT if outcome.state == table.REPORTED else around.get("host")
        return {"assigned_by": body, "organ": outcome.proposed}
    if action is table.CLOSE:
        return {"approved_by": around.get("head")}
    silent = [organ for organ in outcome.co_organs or () if organ not in outcome.co_said]
    return {"organ": silent[0]} if action is table.ASSIST and len(silent) == 1 else {}


def _who(act: Act, action: Action, outcome: Outcome) -> str:
    """Who did it, where nobody was named: the clerk; who consulted the deputies, the organ."""
    if action is not table.CONSULT or not outcome.organ:
        return act.operator or table.CLERK
    organ = by_id(act.store, Organ, [outcome.organ]).get(outcome.organ)
    return organ.name if organ else outcome.organ


def _targets(act: Act, action: Action, issue: Issue, to: list[str] | None) -> list[str] | None:
    """The fact a 更正 is about, as it stands; the issue a 并案 joins, by its number or the end of one, as its id; the
    records a 成果 is linked to."""
    if action in (table.CORRECT, table.SPLIT, table.INQUIRE):
        return to
    if action is table.RESULT and to:
        return [_numbered(act, issue.world, word) for word in to]
    if action is not table.JOIN or not to:
        return None
    found = [one for one in called(act.store, Issue, to[0]) if one.world == issue.world]
    if len(found) != 1:
        raise BadInput(f"没有编号是“{to[0]}”的意见，或不止一件", then="请写要并到的那件意见的编号")
    if found[0].state not in table.OPEN:
        then = "请先重办那一件，或这一件单独办" if found[0].state == table.CLOSED else "请并到还在办的那一件"
        raise NotAllowed(f"{found[0].number} 现在是“{found[0].state}”，并过去就没有人办了", then=then)
    return [found[0].id, *to[1:]]


def _numbered(act: Act, world: str, word: str) -> str:
    """The id of the record with this number, or the end of one."""
    kinds = [cls for cls in act.store.schema.records.values() if cls.letter]
    found = [one for cls in kinds for one in called(act.store, cls, word) if one.world == world]
    if len(found) != 1:
        raise BadInput(
            f"没有编号是“{word}”的记录，或不止一条", then="请写本站记录的编号，如活动 H0001；外面的文件写在文号里"
        )
    return found[0].id


def _people(action: Action, to: list[str] | None, around: Mapping[str, Any], outcome: Outcome) -> list[str] | None:
    """Whom an act is about, as keys: a name in the open field `to` would leave the office (design §6, Private part)."""
    if action is table.INFORM and not to:
        return list(outcome.to_tell) or None
    if action is table.CONSULT and not to:
        return list(around["concerned_deputies"] or around["concerned"]) or None
    if not to:
        return None
    concerned = around["concerned"]
    keys = {name: key for key, name in concerned.items()} | {key: key for key in concerned}
    raisers = [key for key in concerned if key not in around["concerned_deputies"]]
    groups = {table.RAISER: raisers, "代表": [key for key in concerned if key not in raisers]}
    unknown = [person for person in to if person not in keys and person not in groups]
    if unknown:
        raise BadInput(f"这件意见里没有“{'、'.join(unknown)}”", then=f"可写：{'、'.join(concerned.values())}")
    return list(dict.fromkeys(key for person in to for key in groups.get(person) or [keys[person]]))


def void_issue(act: Act, issue: Issue, reason: str) -> None:
    """作废: a fact like any other; the number stays."""
    follow(act, issue, table.VOID.word, {"reason": reason})


def worked_on(store: Store, issue: Issue) -> bool:
    """Whether anybody did more to an issue than what it was born with."""
    key = issue.world, issue.id
    return any(fact.id != born_with(issue.id) for fact in facts_of(store, [key])[key])

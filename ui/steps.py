"""What is asked for each act on an issue: the fields of its fact in the clerk's words; what is needed says action.py.

What happens together is one form: an answer with whom it was told and what they say of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from lianluozhan import action as table
from lianluozhan.action import Action, action_of
from lianluozhan.field import Choice, Day, Ref, Text, YesNo
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.wording import CLASSES, CONSULTED_BY, TOLD_BY, URGED_BY, lettered, listed, shipped
from ui.asks.choices import WORDS_OF
from ui.asks.course import Past
from ui.editor import Options

OUTS = (table.MISSED[1], table.UNWILLING)  # ways of telling that tell nobody; the others are the district's words
TELLING = ("answer", "track", "inform")  # their forms also say who was told
WITH_WHOM = ("inform", "consult")  # their forms begin with people
RATED = "satisfaction | satisfaction_words"
RATED_TWICE = "satisfaction_work | satisfaction_result | satisfaction_words"
TOLD = "how | told_on"  # shown once somebody is ticked
PAPER = "evidence document_number"
ROWS = {  # fields side by side, rows apart by |
    "escalate": "organ | reason | acted_on evidence",
    "assign": f"organ | co_organs | acted_on due_on | {PAPER}",
    "receive": f"acted_on | {PAPER}",
    "return": f"organ | reason | acted_on | {PAPER}",
    "reassign": f"organ | reason | acted_on due_on | {PAPER}",
    "urge": "how | text | acted_on",
    "extend": f"due_on acted_on | reason | {PAPER}",
    "pause": "reason | planned_on acted_on",
    "resume": "reason | acted_on",
    "answer": f"answer_class | text | acted_on planned_on | {PAPER}",
    "inform": "text",
    "rate": "acted_on",
    "redo": "reason | due_on acted_on",
    "track": f"answer_class | text | acted_on planned_on | {PAPER}",
    "close": "approved_by | acted_on",
    "refer": "reason | acted_on",
    "join": "join | reason",
    "split": "title | reason | acted_on",
    "withdraw": "reason | acted_on",
    "void": "reason",
    "note": "text",
    "consult": "how acted_on | acted_by | text",
    "assist": f"organ | text | acted_on | {PAPER}",
    "result": "text | related document_number | acted_on",
    "inquire": "text | reason | acted_on",
}
LABELS = {
    "acted_on": "哪一天",
    "evidence": "怎么知道的",
    "text": "内容",
    "reason": "为什么",
    "how": "怎么告诉的",
    "document_number": "文号",
    "planned_on": "计划日期",
    "due_on": "期限",
}
CALLED = {  # what a field is called in one act
    ("escalate", "organ"): "建议由谁办",
    ("return", "organ"): "建议改由谁办",
    ("answer", "acted_on"): "答复日期",
    ("assign", "acted_on"): "交办日期",
    ("assign", "due_on"): "期限（空着按规定）",
    ("redo", "due_on"): "期限（空着按规定）",
    ("reassign", "due_on"): "期限（空着按规定）",
    ("extend", "due_on"): "延到哪一天",
    ("extend", "acted_on"): "提出日期",
    ("answer", "text"): "答复内容",
    ("track", "text"): "答复内容",
    ("pause", "planned_on"): "预计恢复",
    ("urge", "how"): "怎么催的",
    ("inform", "text"): "对方说了什么",
    ("consult", "how"): "怎么商量的",
    ("consult", "acted_by"): "面商人（单位的人，空着写单位）",
    ("consult", "text"): "商量了什么",
    ("assist", "organ"): "哪个协办单位",
    ("assist", "text"): "协办单位的意见",
    ("result", "text"): "后来成了什么",
    ("inquire", "text"): "谁问的、问了什么",
    ("inquire", "reason"): "谁答的、怎么答的",
    ("close", "approved_by"): "站长",
    ("note", "text"): "批注",
    ("assign", "evidence"): "怎么交过去的",
    ("reassign", "evidence"): "怎么交过去的",
}


Rows = list[list[tuple[str, int]]]


def asked(verb: str, twice: bool = False) -> tuple[Rows, Rows]:
    """The rows of an act's form: of the act itself, and of whom it was told and how they rate it.

    `twice`: an issue of a kind that is rated twice.
    """
    rated = RATED_TWICE if twice else RATED
    if verb == "inform":
        return [], _rows(f"{TOLD} | {ROWS[verb]} | {rated}")
    if verb == "consult":
        return [], _rows(ROWS[verb])
    if verb == "rate":
        return _rows(f"{rated} | {ROWS[verb]}"), []
    return _rows(ROWS[verb]), _rows(f"{TOLD} | {rated}") if verb in TELLING else []


def _rows(words: str) -> Rows:
    rows = [row.split() for row in words.split("|")]
    return [[(name, 12 // len(row)) for name in row] for row in rows]


def correcting(verb: str, values: Mapping[str, Any]) -> Rows:
    """The form that restates a fact of this act: its own fields, why, and whether it is taken out altogether."""
    rows = [[name for name in row.split() if name not in NOT_AGAIN] for row in ROWS.get(verb, "text").split("|")]
    rated = [[name] for name in SATISFIED if values.get(name)]
    when = [] if any("acted_on" in row for row in rows) else [["acted_on"]]
    return _rows(" | ".join(" ".join(row) for row in [*rated, *filter(None, rows), *when, ["reason"], ["drop"]]))


NOT_AGAIN = ("how", "reason", "related")  # a 更正 has these for itself


def form_of(verb: str, of: str = "", options: Options | None = None) -> type[Followup]:
    """The follow-up as one act's form asks for it. `of`: the act a correction restates; `options` hold the district's words."""
    action = action_of(verb)
    needs = _needs(action)
    fields: dict[str, Any] = {}
    for name, field in Followup.fields.items():
        make = CHOICES.get(f"{name} of {verb}") or CHOICES.get(name)
        made = make(options or {}) if make else copy(field)
        made.label = CALLED.get((of or verb, name)) or LABELS.get(name) or field.label
        made.required = name in needs
        fields[name] = made
    fields |= {
        "told_on": Day("告诉的日期"),
        "join": Ref("并到哪一件", of="issue", required=True),
        "drop": YesNo("这一条记错了，整条作废"),
    }
    fields["related"] = Text("本站哪条记录的编号（没有就空着）")
    fields["title"] = copy(Issue.title)
    fields["title"].label = "原来这件，留下的叫什么"
    fields["satisfaction_words"] = copy(Followup.reason)
    fields["satisfaction_words"].label = "不满意的原因（照原话）"
    return type("Asked", (Followup,), fields)


CHOICES = {
    "answer_class": lambda options: Choice(CLASSES, choices=said(options, CLASSES)),
    "how": lambda options: Choice("", choices=dict.fromkeys((*said(options, TOLD_BY), *OUTS))),
    "how of urge": lambda options: Choice("", choices=said(options, URGED_BY)),
    "how of consult": lambda options: Choice("", choices=said(options, CONSULTED_BY)),
}


def said(options: Options, name: str) -> tuple[str, ...]:
    """The district's words of one list, as they came with what may be chosen; before they came, those that are shipped."""
    if (found := options.get(WORDS_OF + name)) is not None:
        return tuple(one.name for one in found)
    return lettered(shipped()) if name == CLASSES else listed(shipped(), name)


WORDED = (table.NOTE, table.ASSIST, table.RESULT)  # acts that are nothing without their words


def _needs(action: Action) -> tuple[str, ...]:
    if action in (table.INFORM, table.CONSULT, table.CORRECT, table.REDO):
        return ("how",) if action in (table.INFORM, table.CONSULT) else ("reason",)
    if action is table.SPLIT:  # what each part says stands in its own fields
        return ("reason",)
    return tuple(need for need in action.needed({}, {}) if "|" not in need) + (("text",) if action in WORDED else ())


def missing(verb: str, values: Mapping[str, Any], issue: Mapping[str, Any]) -> dict[str, str]:
    """{field: what to write there} of what an act needs because of what is already filled in; `values` as in the form."""
    said: dict[str, str] = {}
    if verb in ("answer", "track"):
        given = values.get("answer_class") or ""
        words = table.ANSWER_WORDS.get(given[:1], {})
        for need in table.ANSWER_NEEDS.get(given[:1], ()):
            name = "text" if need == table.WHY else need
            if not values.get(name):
                said[name] = f"{given[:1]} 要写{words.get(need, '')}"
    if table.UNHAPPY in map(values.get, SATISFIED) and not values.get("satisfaction_words"):
        said["satisfaction_words"] = "请照原话记下为什么"
    if verb == "rate" and not any(map(values.get, SATISFIED)):
        said["satisfaction" if "satisfaction" in values else "satisfaction_work"] = "请选一项"
    return said


SATISFIED = ("satisfaction", "satisfaction_work", "satisfaction_result")


def steps(verb: str, values: Mapping[str, Any], to: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    """The facts a filled form makes, in their order: (action in Chinese, its fields)."""
    values = {name: value for name, value in values.items() if value is not None}
    told = {"to": list(to), "how": values.get("how"), "acted_on": values.get("told_on") or values.get("acted_on")}
    rating = {name: values[name] for name in SATISFIED if name in values}
    made: list[tuple[str, dict[str, Any]]] = []
    files = {"files": values["files"]} if values.get("files") else {}
    if verb not in ("inform", "rate"):
        made.append((action_of(verb).word, _own(verb, values, to)))
    if verb in TELLING and to and values.get("how"):
        words = {"text": values["text"]} if verb == "inform" and values.get("text") else {}
        made.append((table.INFORM.word, _present(told | words)))
    if rating:
        why = {"reason": values["satisfaction_words"]} if values.get("satisfaction_words") else {}
        made.append((table.RATE.word, _present({**rating, **why, "acted_on": told["acted_on"]})))
    # a paper belongs to the act
    return [(word, own | files if place == 0 else own) for place, (word, own) in enumerate(made)]


def _own(verb: str, values: Mapping[str, Any], to: Sequence[str]) -> dict[str, Any]:
    """The fields of the act itself, without whom it was told and how they rate it."""
    own = {name: values[name] for name in values if name in Followup.fields and name not in SATISFIED}
    own |= {name: values[name] for name in ("title", "parts") if name in values}
    if verb in TELLING:
        own.pop("how", None)
        own["answer_class"] = own["answer_class"][:1]
    if "join" in values or "related" in values:
        own["to"] = [values.get("join") or values["related"]]
    if verb == "consult":
        own["to"] = list(to)
    return own


def correction(fact: Past, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a 更正: what was said of when and by whom, and what is said otherwise now."""
    kept = {"to": [fact.id], "acted_on": fact.values.get("acted_on"), "acted_by": fact.values.get("acted_by")}
    if values.get("drop"):
        return _present({**kept, "reason": values.get("reason"), "how": table.DROP})
    again = {name: value for name, value in values.items() if name in Followup.fields and value is not None}
    if "answer_class" in again:
        again["answer_class"] = again["answer_class"][:1]
    changed = {name: value for name, value in again.items() if name == "acted_on" or fact.values.get(name) != value}
    return _present(kept | changed)


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}

"""What becomes of an opinion on a draft law: put into the words of a law, joined with those that say the same, left out for a
reason, turned into an issue where it is a grievance, its result, and that who spoke was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.action import PUBLIC
from lianluozhan.activity import Activity
from lianluozhan.articles import WHOLE, article, original
from lianluozhan.draft_law import DraftLaw, add_draft, draft_of, family, passed_of, take_up, text_of
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.expert import Expert
from lianluozhan.field import is_id
from lianluozhan.handling import add_issue
from lianluozhan.match import matched, numbered
from lianluozhan.note import REMARKS, remark
from lianluozhan.opinion import KNOWN, LEFT, MOVED, RESULTS, TAKEN, Opinion
from lianluozhan.record import new_id, present
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.visit import Visit
from lianluozhan.whose import DISTRICT_ROLE

WORD, JOIN, PART, LEAVE, TO_ISSUE, RESULT, TELL = "整理", "并入", "分开", LEFT, MOVED, "结果", "反馈"
DEPUTY = "代表"


def add_opinion(act: Act, id: str, values: Mapping[str, Any], evidence: str | None = None) -> None:
    """Take down what somebody said, numbered in its year; of a reception its words and who came are taken over. Raises BadInput,
    NotFound and changes nothing."""
    Opinion.refuse_stepwise(values)
    draft = draft_of(act.store, values["draft"])
    if draft.world != act.store.identity.world:
        own = take_up(act, draft)
    else:
        own = draft.id
    values = with_sources(act.store, present(values))
    made = matched(act, Opinion, _from_visit(act.store, values) | values)
    made = {"raised_on": clock.day(), "people": 1, "article": WHOLE, **made, "draft": own}
    made["article"] = article(text_of(act.store, draft), made["article"])
    if made["people"] == 0:
        raise BadInput(f"{Opinion.people.label}是 0", then="不写就是一个人提的")
    if made.get("deputy"):
        made.setdefault("voice", DEPUTY)
    act.write(Opinion, id, made | {"number": act.number(Opinion, made["raised_on"][:4])})


def with_sources(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a reception and an activity named by number as what they are. Raises BadInput."""
    made = dict(values)
    for name, cls in (("visit", Visit), ("activity", Activity)):
        if made.get(name) and not is_id(made[name]):
            made[name] = numbered(store, cls, made[name]).id
    return made


def _from_visit(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    found = store.get(Visit, (store.identity.world, values["visit"])) if is_id(values.get("visit")) else None
    if found is None:
        return {}
    return present(
        {
            "raised_on": found.received_at[:10],
            "channel": found.channel,
            "activity": found.activity,
            "speaker": found.visitor_name,
            "speaker_phone": found.visitor_phone,
            "people": found.party_size or 1,
            "statement": found.statement,
        }
    )


def settled(store: Store, one: Opinion, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of an opinion that is changed, its article as the draft calls it. Raises BadInput, NotFound."""
    made = with_sources(store, values)
    if made.get("draft"):
        made["draft"] = draft_of(store, made["draft"]).id
        if made["draft"] != one.draft and one.world == store.identity.world:
            raise NotAllowed(f"{one.number} 是对这部草案提的，不能改到另一部", then="请作废它，到另一部草案里再登记")
    if made.get("article"):
        made["article"] = article(text_of(store, draft_for(store, one)), made["article"])
    return made


def draft_for(store: Store, one: Opinion) -> DraftLaw:
    """The draft an opinion is about. Raises NotFound where it is not here (any more)."""
    return draft_of(store, one.draft)


# -- its way


def word(act: Act, one: Opinion, values: Mapping[str, Any], on: str = "") -> None:
    """It is put into the words of a law, by somebody of the pool where one is named. Raises BadInput."""
    _open(one)
    if not values.get("wording") and not one.wording:
        raise BadInput(f"没有写{Opinion.wording.label}", then="请写改成怎样的条文，如：将第十二条中的“应当”改为“可以”")
    named = {name: values[name] for name in ("wording", "rationale", "expert", "article") if values.get(name)}
    made = matched(act, Opinion, settled(act.store, one, named))
    if made.get("expert") and not is_id(made["expert"]):
        raise BadInput(f"专家库里没有“{made['expert']}”", then=f"先登记到{Expert.label}库里，或者不写是谁整理的")
    act.amend(one, made | {"worded_on": on or clock.day()})


def join(act: Act, lead: Opinion, others: Sequence[Opinion]) -> None:
    """Others say the same: this one leads, all who spoke are counted with it. Raises BadInput, NotAllowed."""
    _open(lead)
    if not others:
        raise BadInput(f"没有写哪几条{JOIN}它", then=f"如：follow {lead.number} {JOIN} 和=T0002、T0003")
    every = {one.id for one in family(act.store, [draft_for(act.store, lead)])}
    for one in others:
        _open(one)
        if one.id == lead.id or one.draft not in every:
            raise NotAllowed(
                f"{one.number} 不能并到 {lead.number}：{'是同一条' if one.id == lead.id else '不是同一部草案的'}"
            )
        if one.led_by and one.led_by != lead.id:
            raise NotAllowed(f"{one.number} 已经并到另一条里", then=f"先把它从那一条里{PART}")
        if lead.id in (one.joined or ()):
            raise NotAllowed(f"{lead.number} 已经并在 {one.number} 里", then=f"请以 {one.number} 为主，或者先{PART}")
    act.amend(lead, {"joined": list(dict.fromkeys([*(lead.joined or ()), *(one.id for one in others)]))})


def lead_only(act: Act, one: Opinion, ids: Sequence[str]) -> None:
    """An opinion leads just these others: who is not among them any more is parted from it. Raises as `join` and `part`."""
    held = one.joined or []
    known = {id: each for id, each in by_id(act.store, Opinion, [*held, *ids]).items() if not each.voided}
    gone = [known[id] for id in held if id in known and id not in ids]
    new = [known[id] for id in ids if id in known and id not in held]
    if gone:
        part(act, one, gone)
        one = Opinion(one.data | {"joined": [id for id in held if id in ids]})
    if new or not gone:
        join(act, one, new)


def part(act: Act, lead: Opinion, others: Sequence[Opinion] = ()) -> None:
    """These, or all, say something else after all."""
    _open(lead)
    gone = {one.id for one in others} or set(lead.joined or ())
    if not gone & set(lead.joined or ()):
        raise NotAllowed(f"没有别的意见并在 {lead.number} 里")
    act.amend(lead, {"joined": [id for id in lead.joined or () if id not in gone] or None})


def gather(act: Act, draft: DraftLaw, others: Sequence[Opinion], values: Mapping[str, Any], id: str = "") -> str:
    """At a district: what several stations suggest is one suggestion of its own that leads theirs; gives its id. Raises BadInput."""
    if act.store.identity.role != DISTRICT_ROLE:
        raise NotAllowed("把几个站的建议合成一条是区里的事", then=f"站里请用{JOIN}")
    if not others:
        raise BadInput("没有写合哪几条", then="请写各站建议的编号")
    first, id = others[0], id or new_id()
    said = list(dict.fromkeys(one.wording for one in others if one.wording))
    if not said and not values.get("wording"):
        raise BadInput(
            f"这几条都还没有{Opinion.wording.label}", then=f"请各站先{WORD}，或者写上{Opinion.wording.label}"
        )
    made = {"article": first.article, "wording": said[0] if said else None, "rationale": first.rationale} | present(
        values
    )
    made["article"] = article(text_of(act.store, draft), made["article"] or WHOLE)
    today = clock.day()
    known = {
        "draft": take_up(act, draft),
        "raised_on": today,
        "worded_on": today,
        "people": 0,
        "statement": "\n".join(said) or made["wording"],
        "joined": [one.id for one in others],
        "number": act.number(Opinion, today[:4]),
    }
    act.write(Opinion, id, present(made) | known)
    return id


def leave_out(act: Act, one: Opinion, why: str) -> None:
    """It is not sent up, for a reason that can be told to who said it; no reason takes it in again."""
    _alive(one)
    act.amend(one, {"left_out": why.strip() or None})


def to_issue(act: Act, one: Opinion, typed: Mapping[str, Any], id: str = "") -> str:
    """It is a grievance of somebody's own, no word to the law: it becomes an issue of theirs, and counts for the draft no more;
    gives the issue's id. `typed` goes over what it brings. Raises NotAllowed."""
    _open(one)
    id, brings = (
        id or new_id(),
        {
            "registered_at": clock.day(),
            "kind": PUBLIC,
            "source": f"{Opinion.label} {one.number}",
            "statement": one.statement,
            "raised_by": one.speaker,
            "raiser_phone": one.speaker_phone,
            "visits": [one.visit] if is_id(one.visit) else None,
        },
    )
    if one.joined:
        raise NotAllowed(f"{one.number} 里并着别的意见，不能{TO_ISSUE}", then=f"先{PART}")
    add_issue(act, id, present(brings) | present(typed))
    act.amend(one, {"issue": id})
    return id


def result(act: Act, one: Opinion, values: Mapping[str, Any], on: str = "") -> None:
    """Whether it was taken, and how the law reads at last: as typed, else its article of the words that were passed. Raises BadInput."""
    _alive(one)
    if one.led_by:
        raise NotAllowed(f"{one.number} 并在别的意见里，结果记在那一条上", then=f"请打开并入的那一条记{RESULT}")
    outcome = values.get("outcome")
    if outcome not in RESULTS:
        raise BadInput(f"没有写{Opinion.outcome.label}", then=f"可写：{'、'.join(RESULTS)}")
    draft = draft_for(act.store, one)
    words, _day = passed_of(act.store, draft)
    final = values.get("final_words") or (original(words, one.article or "") if one.article != WHOLE else "")
    if outcome == TAKEN and not final:
        raise BadInput(f"没有写{Opinion.final_words.label}", then="通过的文本录在草案里的，会自己带出来")
    made = {
        "outcome": outcome,
        "outcome_on": on or clock.day(),
        "final_words": final or None,
        "outcome_why": values.get("outcome_why"),
    }
    act.amend(one, made)
    if act.store.identity.role == DISTRICT_ROLE:
        _tell_stations(act, one, made)


def _tell_stations(act: Act, one: Opinion, made: Mapping[str, Any]) -> None:
    """A district's word on what it gathered stands beside each station's opinion; what is written there stays the station's."""
    for id in one.joined or ():
        held = next(iter(act.store.find(Opinion, "id=?", (id,), limit=1)), None)
        if held is not None and held.world != act.store.identity.world:
            words = f"{made['outcome']}：{made['final_words'] or made['outcome_why'] or ''}".rstrip("：")
            remark(act, held, REMARKS[0], words, made["outcome_on"])


def tell(act: Act, one: Opinion, how: str, on: str = "", untold: str = "") -> None:
    """Who spoke was told, in some way, or could not be, for a reason. Raises BadInput, NotAllowed before there is anything to tell."""
    _alive(one)
    if one.state != KNOWN and not one.result and not one.left_out:
        raise NotAllowed(f"{one.number} 还没有结果，没有什么可{TELL}", then=f"先记{RESULT}")
    if not how.strip() and not untold.strip():
        raise BadInput(f"没有写{Opinion.told_how.label}", then="如 方式=电话；没有告诉成的写 原因=")
    told = not untold.strip()
    act.amend(
        one,
        {
            "told_on": (on or clock.day()) if told else None,
            "told_how": how.strip() or None,
            "untold": untold.strip() or None,
        },
    )


def _alive(one: Opinion) -> None:
    refuse_voided(one, "这条意见")
    if one.issue:
        raise NotAllowed(f"{one.number} 已经转成了意见，在意见办理里接着办")


def _open(one: Opinion) -> None:
    _alive(one)
    if one.left_out:
        raise NotAllowed(
            f"{one.number} 定了不上报：{one.left_out}", then=f"要上报的，请用{LEAVE}、不写原因，把它收回来"
        )


ADDED = {DraftLaw: add_draft, Opinion: add_opinion}

"""评议: an official's middle and end of the year, and the 履职评议 of 两员: said, voted on, mended, looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.ballot import OF_OFFICIAL, Ballot, add_ballot
from lianluozhan.commitment import read_year
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import Choice, Day, LongText, Number, Papers, Ref, Serial, Text
from lianluozhan.match import matched
from lianluozhan.meeting import not_ahead
from lianluozhan.official import JUDICIAL, meeting_of, named
from lianluozhan.project_steps import Step, impossible, steps_of
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store
from lianluozhan.table import Touched, by_id, chunks, records, update_all

KINDS = MIDYEAR, YEAREND, JUDGES = "年中评议", "年终述职", "两员履职评议"
STATES = WAITING, SAID, MENDING, MENDED, DONE = "待评议", "已评议", "整改中", "待回头看", "已结束"
AGAIN = WHOLE, MOSTLY, NOT = "整改到位", "基本到位", "没有到位"
THIS = "这次评议"
SAY, VOTE, MEND, REPORT, LOOK = "评议", "测评", "整改", "整改报告", "回头看"


class Appraisal(Record):
    """One appraisal of one official: what was reported and said, the vote, what is to be mended, and whether it was."""

    noun, label, letter = "appraisal", "评议", "S"
    indexes = ("official", "year", "ballot")
    stepwise = ("opinions", "said_on", "ballot", "reported_on", "mended", "looked_on", "found", "seen")

    number = Serial("编号")
    official = Ref("被评议人", of="official", required=True)
    kind = Choice("评议种类", required=True, choices=KINDS)
    year = Text("年度")
    date = Day("评议日期", required=True)
    meeting = Ref("会议", of="meeting")
    group = Text("评议组")
    ways = LongText("了解情况的办法")  # 走访, 查阅案卷, 旁听庭审 …
    report = LongText("述职报告")
    opinions = LongText("评议意见")
    said_on = Day("评议意见日期")
    ballot = Ref("测评", of="ballot")
    demands = LongText("整改事项")  # a line each, as the steps of a project
    reported_on = Day("整改报告日期")
    mended = LongText("整改报告")
    looked_on = Day("回头看日期")
    found = Choice("回头看结果", choices=AGAIN)
    seen = LongText("回头看情况")
    attachments = Papers("附件")
    state = Choice("状态", choices=STATES, derived=True)
    progress = Number("完成整改（%）", derived=True)
    next_on = Day("下一个期限", derived=True)
    result = Text("测评结果", derived=True)


def add_appraisal(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Plan an appraisal, numbered in its year. Raises BadInput, NotFound, NotAllowed."""
    Appraisal.refuse_stepwise(values)
    made = check_appraisal(act.store, matched(act, Appraisal, values))
    same = act.store.find(
        Appraisal, "official=? AND kind=? AND year=?", (made["official"], made["kind"], made["year"]), limit=1
    )
    if same:
        raise BadInput(
            f"{named(act.store, made).name}{made['year']}年的{made['kind']}已经有了：{same[0].number}",
            then="请在那一条上接着记",
        )
    act.write(Appraisal, id, made | {"number": act.number(Appraisal, made["year"])})


def check_appraisal(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an appraisal; 两员 are judges and procurators alone. Raises BadInput, NotFound."""
    one = named(store, values)
    meeting_of(store, values)
    if values["kind"] == JUDGES and one.kind not in JUDICIAL:
        raise BadInput(
            f"{JUDGES}评的是审判员、检察员，{one.name}是{one.kind}", then=f"请改用{MIDYEAR}或{YEAREND}，或者改人员类别"
        )
    if wrong := impossible(values.get("demands")):
        raise BadInput(
            f"{Appraisal.demands.label}里没有“{wrong[0]}”这一天",
            then="每行写：改什么，几号前，谁来改，如：文书说理，2026-12-31，本人",
        )
    return dict(values) | {"year": read_year(values.get("year") or values["date"][:4])}


# -- its way


def say(act: Act, one: Appraisal, opinions: str, on: str = "") -> None:
    """What was said of the official; may be said anew until something is to be mended."""
    refuse_voided(one, THIS)
    if one.state not in (WAITING, SAID):
        raise NotAllowed(f"现在是“{one.state}”，{Appraisal.opinions.label}不再改", then="要补充的，请用更改，写明理由")
    act.amend(one, {"opinions": _text(opinions, Appraisal.opinions), "said_on": _day(one.date, on, Appraisal.said_on)})


def vote(act: Act, one: Appraisal, on: str = "") -> str:
    """A ballot about the official, to be counted by two; gives its id. Raises NotAllowed where there is one."""
    refuse_voided(one, THIS)
    held = by_id(act.store, Ballot, [one.ballot]).get(one.ballot) if one.ballot else None
    if held is not None and not held.voided:
        raise NotAllowed(f"已经登记了{VOTE}：{held.number}", then="重新投的，先作废那一次")
    id, meeting = new_id(), meeting_of(act.store, one.data)
    values = {
        "kind": OF_OFFICIAL,
        "official": one.official,
        "date": on or one.date,
        "meeting": meeting and meeting.name,
        "report": one.report,
    }
    add_ballot(act, id, {name: value for name, value in values.items() if value})
    act.amend(one, {"ballot": id})
    return id


def demand(act: Act, one: Appraisal, step: Step) -> None:
    """Something more is to be mended: what, by when, who. Raises BadInput, NotAllowed before anything was said."""
    refuse_voided(one, THIS)
    if one.state == WAITING:
        raise NotAllowed("还没有评议，说不上整改", then=f"先记{SAY}")
    if not step.what.strip() or not step.by:
        raise BadInput(
            "整改要写改什么、几号前改好", then=f"如：follow {one.number} {MEND} 内容=… 期限=2026-12-31 责任=…"
        )
    if impossible(step.line):
        raise BadInput(f"“{step.line}”里有一天是没有的", then="请核对")
    values: dict[str, Any] = {"demands": "\n".join((*(held.line for held in steps_of(one.demands)), step.line))}
    if one.state in (MENDED, DONE):  # what was reported and found then is not of this one
        values |= dict.fromkeys(("reported_on", "mended", "found"))
    act.amend(one, values)


def mend(act: Act, one: Appraisal, place: int, on: str = "") -> None:
    """The demand at this place, from 1, was met. Raises BadInput, NotAllowed."""
    refuse_voided(one, THIS)
    steps = steps_of(one.demands)
    if not 1 <= place <= len(steps):
        raise BadInput(f"没有第 {place} 项整改，一共 {len(steps)} 项")
    if steps[place - 1].done is not None:
        raise NotAllowed(f"第 {place} 项已经改好：{steps[place - 1].line}")
    steps[place - 1] = steps[place - 1]._replace(done=_day(one.said_on, on, "改好的日期"))
    act.amend(one, {"demands": "\n".join(step.line for step in steps)})


def report(act: Act, one: Appraisal, text: str, on: str = "") -> None:
    """What was done about all of it. Raises NotAllowed while something is not."""
    refuse_voided(one, THIS)
    undone = [step for step in steps_of(one.demands) if step.done is None]
    if one.state != MENDING or undone:
        why = f"还有 {len(undone)} 项没有改好：{undone[0].what}" if undone else f"现在是“{one.state}”，不到报整改的时候"
        raise NotAllowed(why, then=f"先用{MEND}一项一项记")
    day = _day(one.looked_on or one.said_on, on, Appraisal.reported_on)
    act.amend(one, {"mended": _text(text, Appraisal.mended), "reported_on": day, "found": None})  # to be looked at anew


def look(act: Act, one: Appraisal, found: str, text: str = "", on: str = "") -> None:
    """Looked at again: mended, mostly, or not, which asks for mending once more. Raises BadInput, NotAllowed."""
    refuse_voided(one, THIS)
    if one.state != MENDED:
        raise NotAllowed(f"现在是“{one.state}”，还不到{LOOK}", then=f"整改报告到了，才{LOOK}")
    if found not in AGAIN:
        raise BadInput(f"{Appraisal.found.label}没有“{found}”", then=f"可写：{'、'.join(AGAIN)}")
    if found != WHOLE and not text.strip():
        raise BadInput(f"“{found}”没有写情况", then="请写还差什么")
    act.amend(
        one, {"found": found, "seen": text.strip() or None, "looked_on": _day(one.reported_on, on, Appraisal.looked_on)}
    )


def _text(text: str, field: LongText) -> str:
    if not text.strip():
        raise BadInput(f"没有写{field.label}", then="请写上再记")
    return text.strip()


def _day(since: str | None, on: str, field: Day | str) -> str:
    label = field if isinstance(field, str) else field.label
    day = not_ahead(on or clock.day(), label)
    if since and day < since:
        raise BadInput(f"{label} {day} 在上一步 {since} 以前", then="请核对日期再记")
    return day


# -- derived


def derive_appraisals(store: Store, touched: Touched) -> None:
    """How far each is, and what its ballot came to, which may have been counted since."""
    keys = touched.keys(Appraisal.noun)
    for marks, ids in chunks({id for _world, id in touched.keys(Ballot.noun)}):
        keys |= set(store.db.execute(f"SELECT world, id FROM appraisal WHERE ballot IN ({marks})", ids))
    found = [one for _key, one in records(store, Appraisal, keys)]
    ballots = by_id(store, Ballot, [one.ballot for one in found if one.ballot])
    live = {id: one for id, one in ballots.items() if not one.voided}
    update_all(store, [Appraisal(one.data | standing(one, live.get(one.ballot))) for one in found])


def _state(one: Appraisal, steps: Sequence[Step]) -> str:
    if not one.opinions:
        return WAITING
    if not steps:
        return SAID
    undone = any(step.done is None for step in steps)
    if undone or not one.reported_on or one.found == NOT:
        return MENDING
    return DONE if one.found else MENDED


def standing(one: Appraisal, ballot: Ballot | None = None) -> dict[str, Any]:
    """State, share of what is mended, next date, result; total: whatever arrives has one."""
    steps = steps_of(one.demands)
    state = _state(one, steps)
    days = [step.by for step in steps if step.done is None and step.by]
    ahead = {WAITING: one.date, MENDING: min(days, default=None)}
    return {
        "state": state,
        "progress": sum(step.done is not None for step in steps) * 100 // len(steps) if steps else None,
        "next_on": ahead.get(state),
        "result": ballot and ballot.result,
    }

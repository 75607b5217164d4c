"""`follow` of what is supervised: an official's promise looked at and judged, an appraisal said, voted on, mended, looked at again;
a 审议意见 voted on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lianluozhan import appraisal, clock, commitment, deliberation
from lianluozhan.act import Act, acting
from lianluozhan.appraisal import LOOK, MEND, REPORT, SAY, VOTE, Appraisal
from lianluozhan.ballot import Ballot
from lianluozhan.cli.words import said_of
from lianluozhan.commitment import JUDGE, REVIEW, Commitment
from lianluozhan.errors import read_as_input
from lianluozhan.field import Day, Number
from lianluozhan.issue import Issue
from lianluozhan.project_steps import Step
from lianluozhan.readable import readable
from lianluozhan.record import Record
from lianluozhan.store import Store

DAY, TEXT, RESULT = "日期", "内容", "结果"
TAKES: Mapping[type[Record], Mapping[str, Sequence[str]]] = {  # what may be written behind each
    Commitment: {REVIEW: ("进展", TEXT, DAY), JUDGE: ("兑现", TEXT, DAY)},
    Appraisal: {
        SAY: (TEXT, DAY),
        VOTE: (DAY,),
        MEND: ("第", TEXT, "期限", "责任", DAY),
        REPORT: (TEXT, DAY),
        LOOK: (RESULT, TEXT, DAY),
    },
}


def follow(store: Store, one: Record, options: Namespace) -> None:
    """One step of a promise or an appraisal."""
    cls = type(one)
    said = said_of(cls, TAKES[cls], options)
    with acting(store, cls.noun, options.operator or "") as act, read_as_input():
        made = DOES[cls](act, one, options.action, said)
    now = readable(store, cls, [store.the(cls, (one.world, one.id))])[0]
    vote = f"，{Ballot.label} {store.the(Ballot, (one.world, made)).number}" if made else ""
    done = "" if now.get("progress") is None or cls is Commitment else f"，整改完成 {now['progress']}%"
    print(f"{now['number']} {now['official']} 现在：{now['state']}{done}{vote}")


def _day(said: Mapping[str, str]) -> str:
    return Day(DAY).read(said.get(DAY)) or ""


def _promise(act: Act, one: Commitment, action: str, said: Mapping[str, str]) -> str | None:
    does, word = (commitment.review, "进展") if action == REVIEW else (commitment.judge, "兑现")
    does(act, one, said.get(word, ""), said.get(TEXT, ""), _day(said))
    return None


def _appraise(act: Act, one: Appraisal, action: str, said: Mapping[str, str]) -> str | None:
    """Do it; gives the id of the ballot that comes of it, if any."""
    if action == VOTE:
        return appraisal.vote(act, one, _day(said))
    if action == MEND:
        place = Number("第几项").read(said.get("第"))
        if place is None:
            appraisal.demand(
                act, one, Step(said.get(TEXT, ""), Day("期限").read(said.get("期限")), said.get("责任", ""))
            )
        else:
            appraisal.mend(act, one, place, _day(said))
    elif action == LOOK:
        appraisal.look(act, one, said.get(RESULT, ""), said.get(TEXT, ""), _day(said))
    else:
        (appraisal.say if action == SAY else appraisal.report)(act, one, said.get(TEXT, ""), _day(said))
    return None


DOES: Mapping[type[Record], Callable[[Act, Any, str, Mapping[str, str]], str | None]] = {
    Commitment: _promise,
    Appraisal: _appraise,
}


def ballot_on(store: Store, one: Issue, options: Namespace) -> None:
    """测评 of how a 审议意见 was carried out."""
    said = said_of(Issue, {VOTE: (DAY, Ballot.meeting.label)}, options)
    with acting(store, Ballot.noun, options.operator or "") as act, read_as_input():
        id = deliberation.vote(act, one, _day(said) or clock.day(), said.get(Ballot.meeting.label, ""))
    made = store.the(Ballot, (store.identity.world, id))
    print(f"{made.number} {made.matter}：{made.state}")

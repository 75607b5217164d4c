"""民生实事: what is to be done for people this year, proposed, voted on, chosen; counted by two people who agree, or by nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.ballot import COUNTED, FIRST, SECOND, check_slips, counted_already, keep_count, put_aside, read_counts
from lianluozhan.errors import NotAllowed
from lianluozhan.project import CHOSEN, LEFT_OUT, LIVELIHOOD, THIS, YES, Project
from lianluozhan.standard import TALLIES, VALID
from lianluozhan.store import Store


def tally(typed: Mapping[str, Any]) -> dict[str, int]:
    """The counts of one person as typed, whole and possible. Raises BadInput, in the words people count with."""
    counts = read_counts((*TALLIES, YES), typed)
    check_slips(counts, *TALLIES, YES)
    return counts


def count(act: Act, one: Project, step: str, name: str, typed: Mapping[str, Any]) -> None:
    """What one of the two counted for a candidate. The second has to come to the same, by somebody else; where not, both are
    shown and nothing is kept. Raises BadInput, NotAllowed."""
    _candidate(one)
    if one.voted == COUNTED:
        raise counted_already(f"{YES} {one.votes} 票")
    keep_count(act, one, step, name, tally(typed))


def count_again(act: Act, one: Project, why: str) -> None:
    """Both counts are put aside, for a reason that is kept."""
    _candidate(one)
    put_aside(act, one, why)


def decide(act: Act, one: Project, word: str, on: str = "") -> None:
    """Chosen for the year's list, or left out of it. Raises NotAllowed where nobody voted, or too few for it."""
    _candidate(one)
    if one.voted != COUNTED:
        raise NotAllowed(f"票决情况是“{one.voted}”，还不能{word}", then=f"先{FIRST}、{SECOND}")
    if word == CHOSEN and one.votes * 2 <= one.counted[VALID]:
        raise NotAllowed(
            f"{YES} {one.votes} 票，没有过{VALID}票 {one.counted[VALID]} 张的半数，不能{CHOSEN}", then=f"请用{LEFT_OUT}"
        )
    act.amend(one, {"decision": word, "decided_on": on or clock.day()})


def _candidate(one: Project) -> None:
    refuse_voided(one, THIS)
    if one.kind != LIVELIHOOD:
        raise NotAllowed(f"只有{LIVELIHOOD}要票决，这个是{one.kind}")
    if one.decision:
        raise NotAllowed(f"{one.decided_on} 已经{one.decision}", then="错了的，请撤销那一步")


def of_year(store: Store, year: str) -> list[Project]:
    """The list of a year, those with the most votes first."""
    return store.find(Project, "kind=? AND year=?", (LIVELIHOOD, year), "votes IS NULL, votes DESC, number")


def said_votes(row: Mapping[str, Any]) -> str:
    """赞成 28 票（有效 33）of a project that was counted; "" before, and nothing of what only one of them has counted."""
    counted = row.get("counted") or {}
    return f"{YES} {row['votes']} 票（{VALID} {counted.get(VALID)}）" if row.get("votes") is not None else ""

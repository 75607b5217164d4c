"""代表建议与议案: what one is made of, who signs it in which order, how many a 议案 takes, and what stands behind it in figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import resource
from lianluozhan.act import Act
from lianluozhan.action import SUGGESTION
from lianluozhan.course import signers
from lianluozhan.deadline import rules_of
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput
from lianluozhan.field import is_id
from lianluozhan.issue import FORMS, Issue
from lianluozhan.match import numbered
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.visit import Visit, further

PROPOSAL, MOTION = FORMS
PAPER, LETTER = "建议提交单", "联名信"
RULE = "议案联名"  # of the rule: how many deputies of each level may bring a 议案
USUAL = "区"  # whom it is brought to where nobody says
SHORT, LONG = 300, 500  # characters of a point that reads well
# Fields only a suggestion has.


def points(text: str | None) -> list[str]:
    """The points of a text: a paragraph each."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def lengths(text: str | None) -> str:
    """3 点，共 1256 字（412、389、455）: how long each point is; "" where there is none."""
    sizes = [len(point) for point in points(text)]
    return f"{len(sizes)} 点，共 {sum(sizes)} 字（{'、'.join(map(str, sizes))}）" if sizes else ""


# -- who signs it


def needed(store: Store, congress: str | None, year: int) -> int:
    """How many deputies must sign a 议案 to a people's congress of this level; 0 where the rule says nothing of it."""
    return (rules_of(store, year).get(RULE) or shipped()).get(congress or USUAL, 0)


@cache
def shipped() -> Mapping[str, int]:
    """{level: deputies} where the district says nothing else."""
    return json.loads(resource.path("rules", "motions.json").read_text(encoding="utf-8"))["values"]


def check(act: Act, values: Mapping[str, Any]) -> None:
    """Refuse a 议案 that too few sign, and words on how somebody signed who does not. Raises BadInput."""
    if values.get("kind") != SUGGESTION:
        return
    who = signers(Issue({**dict.fromkeys(Issue.fields), **values}))
    if strangers := [key for key in values.get("signed") or {} if key not in who]:
        named = by_id(act.store, act.store.schema.records["deputy"], strangers)
        names = "、".join(named[key].data["name"] if key in named else key for key in strangers)
        raise BadInput(f"{names}不在领衔和附议的代表里", then="请先把他写进附议代表，再写怎么附议的")
    least = (
        needed(act.store, values.get("congress"), int(values["registered_at"][:4]))
        if values.get("form") == MOTION
        else 0
    )
    if len(who) < least:
        raise BadInput(
            f"{MOTION}要 {least} 名以上代表联名，这里有 {len(who)} 名",
            then=f"请补上附议的代表，或者先作为{PROPOSAL}提出",
        )


# -- what stands behind it


def settle(act: Act, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the numbers of issues and duties made references. Raises BadInput for one that is nobody's."""
    made = dict(values)
    for name, cls in (("basis", Issue), ("duties", Duty)):
        if made.get(name):
            made[name] = [word if is_id(word) else numbered(act.store, cls, word).id for word in made[name]]
    return made


class Behind(NamedTuple):
    """What a suggestion is founded on, counted: issues of the public, how many of them are closed, the receptions they came
    from and the people who came, the people concerned, what deputies did, from which day to which."""

    issues: Sequence[Issue] = ()
    visits: int = 0
    people: int = 0
    affected: int = 0
    duties: Sequence[Duty] = ()
    since: str = ""
    until: str = ""

    @property
    def words(self) -> str:
        """3 件群众意见（5 批次、9 人次，涉及 120 人，其中 1 件已办结），履职 2 次; "" where nothing is named."""
        parts = []
        if self.issues:
            told = "，".join(self._of_issues())
            parts.append(f"{len(self.issues)} 件群众意见" + (f"（{told}）" if told else ""))
        elif self.visits:
            parts.append(f"接待 {self._came}")
        if self.duties:
            parts.append(f"履职 {len(self.duties)} 次")
        return "，".join(parts)

    @property
    def _came(self) -> str:
        return f"{self.visits} 批次、{self.people} 人次"

    def _of_issues(self) -> Iterator[str]:
        closed = sum(bool(one.closed_on) for one in self.issues)
        if self.visits:
            yield self._came
        if self.affected:
            yield f"涉及 {self.affected} 人"
        if closed:
            yield f"其中 {closed} 件已办结"


def behind(store: Store, issue: Issue) -> Behind:
    """What stands behind a suggestion; each reception counts once, however many of its matters are named."""
    issues = [one for one in by_id(store, Issue, issue.basis or ()).values() if not one.voided]
    named = {id for one in (issue, *issues) for id in one.visits or ()}
    visits = [one for one in by_id(store, Visit, named).values() if not one.voided]
    batches = [one for one in visits if not further(one.data)]
    duties = [one for one in by_id(store, Duty, issue.duties or ()).values() if not one.voided]
    days = [one.registered_at[:10] for one in issues]
    days += [one.received_at[:10] for one in visits]
    days += [one.begin[:10] for one in duties if one.begin]
    return Behind(
        issues=sorted(issues, key=lambda one: (one.registered_at, one.number or "")),
        visits=len(batches),
        people=sum(1 if one.party_size is None else one.party_size for one in batches),
        affected=sum(one.people_affected or 0 for one in issues),
        duties=sorted(duties, key=lambda one: (one.begin or "", one.number or "")),
        since=min(days, default=""),
        until=max(days, default=""),
    )

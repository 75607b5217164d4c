"""Whose private part is the receiver's to have: by the district's rule, only of what was reported up; it follows when it becomes so."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lianluozhan.action import ESCALATE
from lianluozhan.deadline import Rule
from lianluozhan.held import carried, met_district
from lianluozhan.package.manifest import Party
from lianluozhan.package.unsent import placed_elsewhere
from lianluozhan.rulebook import SCOPE, SCOPE_RULE as RULE, SCOPES
from lianluozhan.store import Store
from lianluozhan.table import chunks

REPORTED, ALL = SCOPES
UP = "SELECT issue FROM followup WHERE world=?1 AND action IN (?2, ?3)"
VISITS_UP = f"SELECT v.value FROM issue i, json_each(i.visits) v WHERE i.world=?1 AND i.id IN ({UP})"
NOT_UP = (  # what stays at the station while it concerns nobody else
    f"SELECT id FROM issue WHERE world=?1 AND id NOT IN ({UP})",
    f"SELECT id FROM visit WHERE world=?1 AND id NOT IN ({VISITS_UP})",
    f"SELECT id FROM followup WHERE world=?1 AND issue NOT IN ({UP})",
    f"SELECT id FROM appointment WHERE world=?1 AND (visit IS NULL OR visit NOT IN ({VISITS_UP}))",
)


def scope(store: Store) -> str:
    """What the district wants of its stations: reported, unless its latest rule says all.

    A station that has not met its district yet locks each package with words a person chose for it, and sends all.
    """
    if store.identity.role == "station" and not met_district(store):
        return ALL
    rules = sorted(store.find(Rule, "name=?", (RULE,)), key=lambda rule: (rule.year or 0, rule.created_at))
    wanted = [rule.data["values"].get(SCOPE) for rule in rules if isinstance(rule.data["values"], dict)]
    return ALL if wanted and wanted[-1] == ALL else REPORTED


def not_due(store: Store, to: Party) -> set[str]:
    """The records whose private parts are not for this receiver (now)."""
    if store.identity.role == "district":
        return placed_elsewhere(store, to)
    if to.role != "district" or scope(store) == ALL:
        return set()
    world = store.identity.world
    kept = {id for sql in NOT_UP for (id,) in store.db.execute(sql, (world, ESCALATE.word, ESCALATE.verb))}
    # A month's bound papers name all who came; what a district needs of an opinion is open.
    for noun in ("month", "opinion"):
        kept |= {id for (id,) in store.db.execute(f"SELECT id FROM {noun} WHERE world=?", (world,))}
    about = store.db.execute("SELECT id, about FROM note WHERE world=?", (world,))
    return kept | {id for id, record in about if record in kept}


def again(store: Store, world: str, firsts: dict[str, int], kept: Collection[str]) -> dict[str, int]:
    """From where to send, so that what became due travels with every package that still carries what made it so."""
    due = [id for id in _newly_due(store, firsts) if id not in kept]
    here = carried(store, world)
    for marks, ids in chunks(due):
        sql = f"SELECT stream, min(seq) FROM entry WHERE secret AND id IN ({marks}) GROUP BY stream"
        for stream, seq in store.db.execute(sql, ids):
            if stream in here and seq < firsts.get(stream, seq + 1):
                firsts = firsts | {stream: seq}
    return firsts


def _newly_due(store: Store, firsts: dict[str, int]) -> set[str]:
    """The records that what is to be sent makes due: a reported issue with all that is its own, a deputy placed anew."""
    issues: set[str] = set()
    found: set[str] = set()
    for stream, first in firsts.items():
        sql = "SELECT kind, id FROM entry WHERE stream=? AND seq>=? AND kind IN ('followup', 'issue', 'deputy')"
        for kind, id in store.db.execute(sql, (stream, first)):
            (issues if kind == "issue" else found).add(id)
    issues |= _column(
        store,
        f"SELECT issue FROM followup WHERE action IN ({ESCALATE.word!r}, {ESCALATE.verb!r}) AND id IN ({{}})",
        found,
    )
    visits = _column(store, "SELECT v.value FROM issue i, json_each(i.visits) v WHERE i.id IN ({})", issues)
    facts = _column(store, "SELECT id FROM followup WHERE issue IN ({})", issues)
    told = _column(store, "SELECT id FROM appointment WHERE visit IN ({})", visits)
    records = found | issues | visits | facts | told
    return records | _column(store, "SELECT id FROM note WHERE about IN ({})", records)


def _column(store: Store, sql: str, ids: Iterable[str]) -> set[str]:
    return {value for marks, part in chunks(set(ids)) for (value,) in store.db.execute(sql.format(marks), part)}

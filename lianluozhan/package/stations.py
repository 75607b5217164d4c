"""The stations of a district: their keys, when each was heard last, how much of it is here and how much of ours it lacks."""

from __future__ import annotations

from typing import NamedTuple

from lianluozhan.errors import NotFound
from lianluozhan.package.keycard import fingerprint
from lianluozhan.package.known import Known
from lianluozhan.package.manifest import Party
from lianluozhan.package.unsent import selected
from lianluozhan.store import Store

FIRST = "请先收一次它的报送包，或用 enrol 认它的钥匙卡"


class Station(NamedTuple):
    """One station: how it is addressed, whether its fingerprint was compared, when it was heard last, what waits for it."""

    party: Party
    compared: bool
    heard_at: str | None
    waiting: int  # entries a package for it would hold

    @property
    def fingerprint(self) -> str:
        """Of its key."""
        return fingerprint(self.party)


def parties(store: Store) -> list[Party]:
    """The stations this district has heard of or whose card it accepted, by code."""
    known = Known(store)
    return [known.present(who) for who in sorted(known.writers()) if who[0] == "station"]


def stations(store: Store) -> list[Station]:
    """The same with how each stands."""
    heard = dict(
        store.db.execute("SELECT world, max(json_extract(data, '$.at')) FROM entry WHERE kind='import' GROUP BY world")
    )
    made, known = [], Known(store)
    for party in parties(store):
        firsts = selected(store, party.code, "station", full=False)
        waiting = sum(store.head(stream)[0] - first + 1 for stream, first in firsts.items())
        compared = known.accepted(("station", party.code)) is not None
        made.append(Station(party, compared, heard.get(party.code), waiting))
    return made


def named(store: Store, word: str | None) -> list[Party]:
    """The station of this code or name, or of the one name that holds the word; without a word all. Raises NotFound."""
    known = parties(store)
    for fits in (lambda p: word in (None, p.code, p.name), lambda p: word in p.name):
        found = [party for party in known if fits(party)]
        if len(found) == 1 or (found and word is None):
            return found
        if found:
            raise NotFound(f"“{word}”有几个站：{'、'.join(p.name for p in found)}", then="请写明代码")
    raise NotFound("还没有见过哪个联络站" if word is None else f"没有见过“{word}”这个联络站", then=FIRST)

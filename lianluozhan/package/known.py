"""Whose keys are believed: who opened streams with which, who handed over to which, whom people here accepted.

Another key of an office is believed only when the old one signed it, or a person accepted it because the old one is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lianluozhan.journal import Entry
from lianluozhan.package.keycard import Card, follows, own_party, party_of, sound_before, told
from lianluozhan.package.lane import Lane
from lianluozhan.package.manifest import Party, sound_keys
from lianluozhan.store import Store
from lianluozhan.streams import left

INSTEAD = "instead"  # in a `key` entry: the lost keys in whose place these are
DISTRICT = "district"

Writer = tuple[str, str]  # (role, code); of the district always ""


def writer(opening: Mapping[str, Any]) -> Writer:
    """Whose stream it is; a station has one district only, whatever code it gives itself."""
    return opening["role"], opening["code"] if opening["role"] == "station" else ""


def office(party: Party) -> Writer:
    """The same of a party."""
    return writer(told(party))


def believed_keys(store: Store, lanes: Sequence[Lane] = ()) -> dict[Writer, tuple[str, ...]]:
    """{writer: the keys it may sign with, the one it has now first}: our own, those accepted, else those that came first.

    An earlier key stays believed where it handed over to the present one; one that was replaced without is not.
    """
    known = Known(store, [entry for lane in lanes for entry in lane.new])
    return {who: known.line(who) for who in known.writers()}


class Known:
    """What this folder can tell of keys, with entries that are just arriving: who opened streams with which, who handed over
    to which, whom we accepted."""

    def __init__(self, store: Store, arriving: Iterable[Entry] = ()) -> None:
        news = [entry for entry in arriving if entry.body["kind"] in ("open", "key")]
        begun = {entry.stream: entry.body["set"] for entry in news if entry.body["kind"] == "open"}
        self.store, self.arriving = (
            store,
            {stream: opening for stream, opening in begun.items() if _sound_open(opening)},
        )
        self.cards: dict[Writer, list[tuple[Entry, Card]]] = {}
        for entry, card in _cards(
            [*store.entries("kind='key' ORDER BY rowid"), *(e for e in news if e.body["kind"] == "key")]
        ):
            self.cards.setdefault(office(card.party), []).append((entry, card))
        self.opens: dict[str, Mapping[str, Any]] = {**self.arriving, **store.opens}
        self.own = office(own_party(store))
        self._lines: dict[Writer, tuple[str, ...]] = {}

    def writers(self) -> set[Writer]:
        """Everybody of whom there is a key."""
        accepted = {who for who, cards in self.cards.items() if any(self._ours(entry) for entry, _card in cards)}
        return {writer(opening) for opening in self.opens.values()} | {self.own} | accepted

    def accepted(self, who: Writer) -> Party | None:
        """The office a person here compared, with the keys it has now."""
        ours, saw = [(entry, card) for entry, card in self._cards(who) if self._ours(entry)], self.store.seen.saw
        last = [
            pair
            for pair in ours
            if not any(one is not pair[0] and saw(one.place, pair[0].place) for one, _card in ours)
        ]
        if not last:
            return None
        said, card = max(last, key=lambda pair: pair[0].order)
        # The person knew of the others.
        later = [one for entry, one in self._cards(who) if not saw(said.place, entry.place)]
        return _line_from(card.party, later)[-1]

    def present(self, who: Writer) -> Party:
        """The same, or while nobody compared any the one that came first, with the keys it has now."""
        return self.accepted(who) or (self._line(own_party(self.store)) if who == self.own else self._first(who))[-1]

    def line(self, who: Writer) -> tuple[str, ...]:
        """The key it signs with now, then those it had before."""
        if who not in self._lines:
            line = [self.present(who).public["sign"]]
            wrote = (
                [self.store.opens.get(end["stream"]) for end in left(self.store).values()] if who == self.own else []
            )
            # This very folder.
            line += dict.fromkeys(one["keys"]["sign"] for one in wrote if one and one["keys"]["sign"] != line[0])
            for sign in line:  # grows under our hands
                line += [before for before in dict.fromkeys(self._before(who, sign)) if before not in line]
            self._lines[who] = tuple(line)
        return self._lines[who]

    def _first(self, who: Writer) -> list[Party]:
        """Of the keys it opened streams with the one that handed over to the others, and those."""
        for opens in (self.store.opens, self.arriving):
            if mine := [opening for _stream, opening in sorted(opens.items()) if writer(opening) == who]:
                return max((self._line(Party(o["role"], o["code"], o["name"], o["keys"])) for o in mine), key=len)
        raise AssertionError(who)

    def _line(self, party: Party) -> list[Party]:
        return _line_from(party, [card for _entry, card in self._cards(office(party))])

    def _before(self, who: Writer, sign: str) -> Iterator[str]:
        """The keys this one took over from: as we accepted it, as its own streams say which they continue, as our district knows us."""
        for entry, card in self._cards(who):
            if card.party.public["sign"] == sign:
                if card.before and self._ours(entry) and follows(card, card.before["sign"]):
                    yield card.before["sign"]
                if who == self.own and self._role(entry) == DISTRICT:
                    yield from _texts(entry.body["set"].get(INSTEAD))
        for opening in self.opens.values():
            if opening["keys"]["sign"] == sign and writer(opening) == who:
                before = self.opens.get((opening.get("continues") or {}).get("stream", ""))
                if before and writer(before) == who:
                    yield before["keys"]["sign"]

    def _cards(self, who: Writer) -> list[tuple[Entry, Card]]:
        return self.cards.get(who, [])

    def _ours(self, entry: Entry) -> bool:
        """Whether this office wrote the entry, on whichever of its PCs."""
        opening, identity = self.store.opens.get(entry.stream), self.store.identity
        return opening is not None and (opening["role"], opening["code"]) == (identity.role, identity.world)

    def _role(self, entry: Entry) -> str:
        opening = self.opens.get(entry.stream)
        return opening["role"] if opening else ""


def _line_from(party: Party, cards: Sequence[Card]) -> list[Party]:
    """The office under this key and under each later one that the key before it signed."""
    line = [party]
    while later := next((c for c in cards if follows(c, line[-1].public["sign"]) and c.party not in line), None):
        line.append(later.party)
    return line


def _cards(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Card]]:
    """What `key` entries say; one that says nothing to this program is passed over."""
    for entry in entries:
        said = entry.body["set"]
        try:
            card = Card(party_of(said), said.get("before"))
        except (KeyError, TypeError, ValueError):
            continue
        if sound_before(card.before):
            yield entry, card


def _sound_open(opening: Mapping[str, Any]) -> bool:
    """Whether an arriving first entry says whose it is; `lane` refuses one that does not."""
    texts, before = [opening.get(part) for part in ("role", "code", "name")], opening.get("continues", {})
    return all(isinstance(text, str) for text in texts) and sound_keys(opening.get("keys")) and isinstance(before, dict)


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

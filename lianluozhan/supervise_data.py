"""What the papers of 任后监督 are made from: a year's offices, an official's year, an appraisal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lianluozhan import clock, period
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import Ballot, slip_of
from lianluozhan.case_data import imprint_of
from lianluozhan.commitment import Commitment, of_year
from lianluozhan.errors import BadInput
from lianluozhan.named import record_of
from lianluozhan.official import FAILED, HOLDS, Official, Tenure, terms
from lianluozhan.post_data import year_span
from lianluozhan.readable import Row, readable
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.subject import Appraised, Office, Offices, Overseen, Vote
from lianluozhan.span_data import Span, span
from lianluozhan.store import Store
from lianluozhan.table import by_id

OFFICES, OVERSIGHT = "offices", "oversight"  # what these papers are about
EXAMPLE = "王守成 2026"


def offices_span(store: Store, word: str) -> Span:
    """A year. Raises BadInput."""
    return year_span(store, word)._replace(noun=OFFICES)


def offices(store: Store, asked: Span, **options: bool) -> Offices:
    """Everybody who held an office in the year, or lost it, or was refused it, by kind and name."""
    found = [
        one
        for official in store.find(Official, order="kind, name, id")
        for one in _offices(store, official, asked.when)
    ]
    return Offices(replace(imprint_of(store, asked.when, **options), month=asked.when), asked.when, found)


def _offices(store: Store, official: Official, year: str = "") -> list[Office]:
    """One person's, those that reach into a year."""
    tenures = store.find(Tenure, "official=?", (official.id,), "date, number")
    who = readable(store, Official, [official])[0]
    rows = {one.id: row for one, row in zip(tenures, readable(store, Tenure, tenures), strict=True)}
    made = []
    for given, taken in terms(tenures):
        begun = given is None or not year or (given.date or "")[:4] <= year
        lasts = (
            not year
            or (given is not None and (taken or given).date[:4] >= year)
            or (taken is not None and taken.date[:4] >= year)
            or (taken is None and given is not None and given.result != FAILED)
        )
        if begun and lasts:
            made.append(Office(who, rows[given.id] if given else {}, rows[taken.id] if taken else {}))
    return made


def oversight_span(store: Store, word: str) -> Span:
    """An official and a year, this one where none is said. Raises BadInput, NotFound."""
    found = span(OVERSIGHT, word)
    if not found.only or (found.when and period.unit(found.when) != period.YEAR):
        raise BadInput(f"“{word}”看不出是谁、哪一年", then=f"请写成 {EXAMPLE}")
    one = record_of(store, found.only, Official.noun)
    return found._replace(only=one.name, when=found.when or str(clock.today().year))


def usual_oversight(store: Store) -> Span | None:
    """Of somebody in office, this year; None where nobody is."""
    found = store.find(Official, "standing=?", (HOLDS,), "kind, name", 1) or store.find(Official, order="name", limit=1)
    return Span(OVERSIGHT, str(clock.today().year), found[0].name) if found else None


def oversight(store: Store, asked: Span, **options: bool) -> Overseen:
    """An official's year."""
    one = record_of(store, asked.only, Official.noun)
    ballots = store.find(Ballot, "official=? AND substr(date, 1, 4)=?", (one.id, asked.when), "date, number")
    appraisals = store.find(Appraisal, "official=? AND year=?", (one.id, asked.when), "date, number")
    return Overseen(
        replace(imprint_of(store, asked.when, **options), month=asked.when),
        asked.when,
        readable(store, Official, [one])[0],
        _offices(store, one),
        readable(store, Commitment, of_year(store, one.id, asked.when)),
        readable(store, Appraisal, appraisals),
        readable(store, Ballot, ballots),
    )


def appraised(store: Store, appraisal: Appraisal, **options: bool) -> Appraised:
    """An appraisal, its official, and its ballot unless that was voided."""
    imprint = imprint_of(store, appraisal.date, **options)
    return Appraised(
        imprint,
        readable(store, Appraisal, [appraisal])[0],
        _who(store, appraisal.official),
        _vote(store, appraisal, imprint),
    )


def _who(store: Store, id: str) -> Row:
    return next(iter(readable(store, Official, by_id(store, Official, [id]).values())), {})


def _vote(store: Store, appraisal: Appraisal, imprint: Imprint) -> Vote | None:
    held: Sequence[Ballot] = [
        one for one in by_id(store, Ballot, filter(None, [appraisal.ballot])).values() if not one.voided
    ]
    return Vote(imprint, readable(store, Ballot, held)[0], slip_of(held[0])) if held else None

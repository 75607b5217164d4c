"""What a list shows: every column is told and sorted by SQL that runs, in the order people expect; nothing nobody reads."""

import pytest

from lianluozhan import columns, whose
from lianluozhan.action import STATES
from lianluozhan.activity import Activity
from lianluozhan.appraisal import Appraisal
from lianluozhan.columns import COLUMNS, DATED, LAMPS, SUMMED, dated, plain, possible, prepare, usual
from lianluozhan.commitment import Commitment
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.field import Data, Papers, PerRef
from lianluozhan.issue import Issue
from lianluozhan.notice import Notice
from lianluozhan.organ import Organ
from lianluozhan.project import Project
from lianluozhan.readable import readable
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.station import filled, opened

KINDS = list(SCHEMA.records.values())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A station with the sample ledger, only read here."""
    with opened(filled(tmp_path_factory.mktemp("列") / "站")) as store:
        yield store


def by(store, cls, name, down=False):
    """What people read in a column, in SQL's order of it, what is empty left out."""
    prepare(store)
    column = possible(cls)[name]
    order = f"{column.sql} {'DESC' if down else 'ASC'}, id"
    rows = readable(store, cls, store.find(cls, f"{column.sql} IS NOT NULL", order=order))
    return [row[name] for row in rows]


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.noun)
def test_every_column_is_of_the_kind(cls):
    """A column is a field, or is worked out; what holds papers, rules or what nobody reads is none; labels are there."""
    found = possible(cls)
    assert all(column.name == name and column.label for name, column in found.items())
    assert set(found) <= set(cls.fields) | set(columns.SEEN_TODAY)
    assert not set(found) & set(columns.UNSEEN)
    assert not any(isinstance(cls.fields.get(name), Data | Papers | PerRef) for name in found)


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.noun)
def test_every_order_runs(store, cls):
    """SQL knows every expression a list sorts by."""
    prepare(store)
    for name, column in possible(cls, stations=True).items():
        if column.sql:
            store.ask(f'SELECT {column.sql} FROM "{cls.noun}" ORDER BY 1, id LIMIT 3').fetchall()
        else:
            assert name in ("travel", "travel_why"), name


@pytest.mark.parametrize("noun", COLUMNS)
def test_what_a_list_begins_with(noun):
    """The columns a list begins with stand first, in their order, each once."""
    cls = SCHEMA.records[noun]
    first = [name for name in usual(cls) if name in possible(cls)]
    assert list(possible(cls))[: len(first)] == first
    assert len(set(usual(cls))) == len(usual(cls))
    assert set(usual(cls)) <= set(cls.fields) | set(columns.SEEN_TODAY)


def test_a_kind_nobody_wrote_a_row_for():
    """It shows its first six fields."""
    assert Organ.noun not in COLUMNS
    assert usual(Organ) == list(Organ.fields)[:6]


@pytest.mark.parametrize(
    ("cls", "several", "there"),
    [
        (Visit, True, True),
        (Visit, False, False),
        (Issue, True, True),
        (Deputy, True, False),
        (Organ, True, False),
    ],
)
def test_whose_it_is(cls, several, there):
    """At a district whose a record is stands first, of kinds that happen at a station."""
    found = possible(cls, several)
    assert (whose.STATION in found) == there
    assert not there or (next(iter(found)) == whose.STATION and "travel" not in found)


@pytest.mark.parametrize(
    ("cls", "light", "days"),
    [
        (Issue, True, True),
        (Project, True, False),
        (Commitment, True, False),
        (Appraisal, True, False),
        (Visit, False, False),
        (Duty, False, False),
    ],
)
def test_lights(cls, light, days):
    """Issues and projects have a light, issues the days they are open."""
    assert ("light" in possible(cls), "days_open" in possible(cls)) == (light, days)


@pytest.mark.parametrize(
    ("cls", "sql"),
    [
        (Visit, '"received_at"'),
        (Issue, '"registered_at"'),
        (Activity, "coalesce(begin, planned_on)"),
        (Notice, "posted_on"),
        (Deputy, ""),
        (Organ, ""),
    ],
)
def test_the_day_a_kind_runs_by(cls, sql):
    """Of an activity that was not held yet the day it is planned for; people and organs have none."""
    assert dated(cls) == sql


def test_dates_and_sums_are_of_fields(store):
    """Every day is a field of its kind, every sum is SQL that runs."""
    for noun, name in DATED.items():
        assert not name or name in SCHEMA.records[noun].fields
    for noun, summed in SUMMED.items():
        for label, sql in summed:
            assert label
            store.ask(f'SELECT {sql} FROM "{noun}"').fetchall()


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("cls", "name", "rank"),
    [
        (Visit, "outcome", Visit.outcome.choices.index),
        (Visit, "channel", Visit.channel.choices.index),
        (Visit, "party_size", int),
        (Visit, "received_at", str),
        (Visit, "category", str),
        (Visit, "deputies", lambda names: names[0]),
        (Issue, "state", STATES.index),
        (Issue, "organ", str),
        (Issue, "light", LAMPS.index),
        (Issue, "days_open", int),
        (Deputy, "order", int),
    ],
)
def test_as_people_order(store, cls, name, rank, down):
    """Words of a list as the list has them, references by name, several by the first, numbers and days as such."""
    ranks = [rank(value) for value in by(store, cls, name, down)]
    assert len(set(ranks)) > 1 or name in ("state", "light")
    assert ranks == sorted(ranks, reverse=down)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (3, "3"),
        ("路灯", "路灯"),
        ("2026-10-14", "2026-10-14"),
        ("2026-10-14T09:00", "2026-10-14 09:00"),
        (["彭喆", "高建国"], "彭喆、高建国"),
        ([{"name": "批复.pdf", "size": 1}], "批复.pdf"),
        ({"彭喆": 3, "高建国": None}, "彭喆 3、高建国 "),
        ([], ""),
    ],
)
def test_plain(value, said):
    """A value on one line."""
    assert plain(value) == said

"""What 代表履职 asks: a year's matrix and its sums, who has not received anybody, and one deputy's acts."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty, add_duty
from lianluozhan.record import new_id
from tests.station import NAME, empty, opened, receive
from ui.asks.duty import acts_of, year_of
from ui.listing import Mark


@pytest.fixture
def station(tmp_path):
    """The store of a station with its clerk and its place, and nothing else."""
    with opened(empty(tmp_path / "空站")) as store:
        yield store


def deputies(store, *names, **values):
    """Write deputies of these names, numbered in this order; their ids."""
    ids = []
    for order, name in enumerate(names, 1):
        ids.append(new_id())
        with acting(store, "put") as act:
            act.write(Deputy, ids[-1], {"name": name, "order": order, "levels": ["乡镇"], **values})
    return ids


def duty(store, day, kind="扶弱济困", *names, **values):
    """Register a duty by hand; its id."""
    id = new_id()
    with acting(store, "duty") as act:
        add_duty(act, id, {"begin": day, "kind": kind, "deputies": list(names), **values})
    return id


def counts(store, year="2026"):
    """{who: counts by month that are not 0} of a year's matrix."""
    return {row.title: {n: c for n, c in enumerate(row.counts, 1) if c} for row in year_of(store, year)[0]}


# -- the matrix


def test_nothing(station):
    """A folder without deputies has an empty matrix, sums of 0 and nobody to remind."""
    assert year_of(station, "2026") == ([], [], "0 名代表　全年 0 件，其中由接待自动登记 0 件", "", None)


def test_twelve_months(station):
    """Everybody in office has a row of twelve months, also who did nothing."""
    deputies(station, "甲", "乙")
    rows = year_of(station, "2026")[0]
    assert [(row.title, row.counts) for row in rows] == [("甲", (0,) * 12), ("乙", (0,) * 12)]


def test_who_a_row_is(station):
    """The key is the record's id; the levels and the group stand below the name, what is not known is left out."""
    (both,) = deputies(station, "甲", levels=["区", "乡镇"], group="第一小组")
    (plain,) = deputies(station, "乙")
    rows = {row.title: row for row in year_of(station, "2026")[0]}
    assert (rows["甲"].key, rows["甲"].words) == (both, "区、乡镇 · 第一小组")
    assert (rows["乙"].key, rows["乙"].words) == (plain, "乡镇")


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["2026-01-01"], {1: 1}),
        (["2026-12-31"], {12: 1}),
        (["2026-12-31T23:59"], {12: 1}),
        (["2026-03-01", "2026-03-31", "2026-04-01"], {3: 2, 4: 1}),
        (["2025-12-31"], {}),
        (["2027-01-01"], {}),
        (["2025-12-31", "2026-01-01", "2027-01-01"], {1: 1}),
    ],
)
def test_months_of_the_year(station, days, found):
    """An act counts in the month it began in, of the year that is asked for and no other."""
    deputies(station, "甲")
    for day in days:
        duty(station, day, "扶弱济困", "甲")
    assert counts(station) == {"甲": found}


def test_one_act_of_several_counts_for_each(station):
    """Three who went together have one each; the foot counts one act."""
    deputies(station, "甲", "乙", "丙")
    duty(station, "2026-05-06", "扶弱济困", "甲", "乙", "丙")
    assert counts(station) == {"甲": {5: 1}, "乙": {5: 1}, "丙": {5: 1}}
    assert year_of(station, "2026")[2] == "3 名代表　全年 1 件，其中由接待自动登记 0 件"


def test_a_day_of_receptions_is_one_act(station):
    """Two visitors on one day are one session; the same deputy on another day has another."""
    deputies(station, "甲")
    for day in ("2026-10-14T09:00", "2026-10-14T10:00", "2026-10-15T09:00"):
        receive(station, received_at=day, deputies=["甲"])
    assert counts(station) == {"甲": {10: 2}}
    assert year_of(station, "2026")[2] == "1 名代表　全年 2 件，其中由接待自动登记 2 件"


def test_going_there_is_another_session(station):
    """走访 and receiving at the station on one day are two acts."""
    deputies(station, "甲")
    receive(station, deputies=["甲"])
    receive(station, deputies=["甲"], channel="走访")
    assert counts(station) == {"甲": {10: 2}}


def test_a_visit_without_a_deputy_is_no_act(station):
    """Where no deputy received, nobody's duty is counted."""
    deputies(station, "甲")
    receive(station)
    assert counts(station) == {"甲": {}}


def test_who_left(station):
    """Who left office has a row only where something was done, and belongs to neither the sum nor the reminder."""
    deputies(station, "甲", left_on="2026-06-30")
    deputies(station, "乙", left_on="2026-06-30")
    duty(station, "2026-02-03", "扶弱济困", "甲")
    rows, _acts, foot, gap, _pending = year_of(station, "2026")
    assert [row.title for row in rows] == ["甲"]
    assert (foot, gap) == ("0 名代表　全年 1 件，其中由接待自动登记 0 件", "")


def test_the_voided_do_not_count(station):
    """A duty made void is neither in the matrix nor among the acts."""
    deputies(station, "甲")
    id = duty(station, "2026-02-03", "扶弱济困", "甲")
    with acting(station, "void") as act:
        act.write(Duty, id, {"voided": "录错"})
    assert counts(station) == {"甲": {}}
    assert year_of(station, "2026")[1] == []


@pytest.mark.parametrize(
    ("idle", "gap"),
    [
        ("", ""),
        ("甲", "⚠ 甲今年还没有接待"),
        ("甲乙", "⚠ 甲、乙今年还没有接待"),
        ("甲乙丙", "⚠ 甲、乙、丙今年还没有接待"),
        ("甲乙丙丁", "⚠ 甲、乙 等 4 位今年还没有接待"),
        ("甲乙丙丁戊", "⚠ 甲、乙 等 5 位今年还没有接待"),
    ],
)
def test_who_has_not_received_anybody(station, idle, gap):
    """Up to three are named, of more the first two and how many there are; who received is not among them."""
    deputies(station, *idle, "彭喆")
    receive(station, deputies=["彭喆"])
    assert year_of(station, "2026")[3] == gap


def test_another_act_is_no_reception(station):
    """Who helped somebody has still not received anybody; a reception of last year does not count for this one."""
    deputies(station, "甲")
    duty(station, "2026-02-03", "扶弱济困", "甲")
    receive(station, received_at="2025-10-14T09:00", deputies=["甲"])
    assert year_of(station, "2026")[3] == "⚠ 甲今年还没有接待"
    assert year_of(station, "2025")[3] == ""


# -- the acts


def test_acts_newest_first(station):
    """The table has the latest act on top; of one day the greater number."""
    deputies(station, "甲")
    for day in ("2026-02-03", "2026-05-06", "2026-05-06", "2026-01-02"):
        duty(station, day, "扶弱济困", "甲")
    assert [row.cells[:2] for row in year_of(station, "2026")[1]] == [
        ("05-06", "L0003"),
        ("05-06", "L0002"),
        ("02-03", "L0001"),
        ("01-02", "L0004"),
    ]


def test_the_cells_of_an_act(station):
    """Day, number, kind, name of the act, deputies, and how it came to be registered."""
    deputies(station, "甲", "乙")
    id = duty(station, "2026-05-06T09:00", "开展专题调研", "甲", "乙", title="看水")
    receive(station, deputies=["甲"])
    session, by_hand = year_of(station, "2026")[1]
    assert (by_hand.key, by_hand.cells) == (id, ("05-06", "L0001", "开展专题调研", "看水", "甲、乙", "手工"))
    assert session.cells == ("10-14", "L0002", "接待选民", "接待选民", "甲", "自动")


def test_an_act_of_another_year_shows_it(station):
    """Seen from this year, a day of another one has its year."""
    duty(station, "2025-05-06", "扶弱济困", "甲")
    assert year_of(station, "2025")[1][0].cells[0] == "2025-05-06"
    clock.set_today("2025-12-31")
    assert year_of(station, "2025")[1][0].cells[0] == "05-06"


@pytest.mark.parametrize("source", ["台账", "接待群众座谈", "走访日记"])
def test_another_source_is_by_hand(station, source):
    """Only what a session wrote itself is automatic, whatever a person wrote as the source."""
    duty(station, "2026-05-06", "扶弱济困", "甲", source=source)
    assert year_of(station, "2026")[1][0].cells[5] == "手工"


# -- one deputy


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ("2026", ["05-07", "05-06", "04-30"]),
        ("2026-05", ["05-07", "05-06"]),
        ("2026-04", ["04-30"]),
        ("2026-06", []),
        ("2025", ["12-31"]),
    ],
)
def test_acts_of_a_month_or_a_year(station, span, days):
    """The acts of the span, newest first."""
    (id,) = deputies(station, "甲")
    for day in ("2026-05-06", "2026-04-30", "2025-12-31", "2026-05-07"):
        duty(station, day, "扶弱济困", "甲")
    assert [item.right for item in acts_of(station, id, span).items] == days


def test_acts_of_nobody_else(station):
    """What others did without this deputy is not there."""
    first, second = deputies(station, "甲", "乙")
    duty(station, "2026-05-06", "扶弱济困", "甲", "乙")
    duty(station, "2026-05-07", "扶弱济困", "乙")
    assert [item.tail for item in acts_of(station, first, "2026").items] == ["L0001"]
    assert [item.tail for item in acts_of(station, second, "2026").items] == ["L0002", "L0001"]


@pytest.mark.parametrize(("key", "found"), [("赵六", 1), ("赵", 0), ("六", 0), ("", 0)])
def test_a_name_no_roster_knows(station, key, found):
    """A row of the matrix under a name as written leads to the acts of that whole name."""
    duty(station, "2026-05-06", "扶弱济困", "赵六")
    assert len(acts_of(station, key, "2026").items) == found


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"content": "送煤", "outcome": "暖了"}, "送煤"),
        ({"outcome": "暖了"}, "暖了"),
        ({"place": "村口"}, "村口"),
        ({"content": "送煤", "place": "村口"}, "送煤"),
    ],
)
def test_words_of_an_act(station, values, words):
    """What was done, else what came of it, else where."""
    duty(station, "2026-05-06", "扶弱济困", "赵六", **values)
    assert acts_of(station, "赵六", "2026").items[0].words == words


@pytest.mark.parametrize(("sizes", "met"), [([None], 1), ([3], 3), ([3, None, 2], 6)])
def test_words_of_a_session(station, sizes, met):
    """Where it was, and how many people this deputy met."""
    (id,) = deputies(station, "甲")
    for size in sizes:
        receive(station, deputies=["甲"], party_size=size)
    (item,) = acts_of(station, id, "2026-10").items
    assert item.words == f"{NAME} · 接待 {met} 人次"
    assert item.marks == (Mark("接待选民", "primary"), Mark("自动"))


def test_each_has_met_their_own(station):
    """Two deputies of one session: each is shown the people of the visits they were at."""
    first, second = deputies(station, "甲", "乙")
    receive(station, deputies=["甲", "乙"], party_size=2)
    receive(station, deputies=["乙"], party_size=5)
    assert acts_of(station, first, "2026").items[0].words.endswith("接待 2 人次")
    assert acts_of(station, second, "2026").items[0].words.endswith("接待 7 人次")


def test_the_title_of_an_act(station):
    """Its name, else its kind."""
    named = duty(station, "2026-05-06", "扶弱济困", "赵六", title="送煤到户")
    plain = duty(station, "2026-05-07", "扶弱济困", "赵六")
    assert [(item.key, item.title) for item in acts_of(station, "赵六", "2026").items] == [
        (plain, "扶弱济困"),
        (named, "送煤到户"),
    ]

"""Points of a year, against a table computed by hand: caps, halves, points taken away, what is missing, what does not count."""

import time
from random import Random

import pytest
from hypothesis import given, strategies as st

from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.duty import Duty
from lianluozhan.points import read_table, said, shipped, table_of, written
from lianluozhan.readable import readable
from lianluozhan.score import UNKNOWN, Done, Missing, awarded, done_in, scores, year_scores
from tests.station import receive, take

MEETING, PEOPLE, ADVICE = THEMES = "会议", "群众", "建言"
OWN = read_table(
    {
        "base": 60,
        "themes": list(THEMES),
        "kinds": [
            {"kind": "接待选民", "theme": PEOPLE, "base": 4, "extra": 2, "cap": 12, "least": 2},
            {"kind": "值班", "theme": PEOPLE, "base": "0.5", "extra": "0.5", "cap": "1.5"},
            {"kind": "提建议", "theme": ADVICE, "base": 6, "extra": "1.5", "cap": 8},
            {"kind": "培训", "theme": MEETING, "base": 3, "extra": 0, "cap": 5, "least": 1},
            {"kind": "请假半天", "theme": MEETING, "base": -1, "extra": "-0.5", "cap": -2},
            {"kind": "走访", "theme": PEOPLE, "base": "0.25", "extra": "0.25"},
        ],
        "least": {ADVICE: 1, MEETING: 2},
    }
)

# Computed by hand, duty after duty: what each gives, and what the year has come to.
#            甲 (received seven times)          乙 (advice, and away)               丙 (halves)
BY_HAND = """
01-05  接待选民  4      64     提建议    6      66     值班      0.5    60.5
01-20  接待选民  2      66     提建议    1.5    67.5   值班      0.5    61
02-05  接待选民  2      68     提建议    0.5    68     值班      0.5    61.5
02-20  接待选民  2      70     提建议    0      68     值班      0      61.5
03-05  接待选民  2      72     请假半天  -1     67     走访      0.25   61.75
03-20  接待选民  0      72     请假半天  -0.5   66.5   走访      0.25   62
04-05  接待选民  0      72     请假半天  -0.5   66     走访      0.25   62.25
04-20  培训      3      75     请假半天  0      66     走访      0.25   62.5
05-05  培训      0      75     请假半天  0      66     走访      0.25   62.75
05-20  值班      0.5    75.5   接待选民  4      70     培训      3      65.75
06-05  请假半天  -1     74.5   值班      0.5    70.5   培训      0      65.75
06-20  提建议    6      80.5   走访      0.25   70.75  接待选民  4      69.75
"""
WHO = ("甲", "乙", "丙")
TOTALS = {"甲": "80.5", "乙": "70.75", "丙": "69.75"}
LINES = {  # 履职类别: formula, points, 封顶
    "甲": {
        "接待选民": ("4＋2×4，共 7 次", "12", True),
        "值班": ("0.5", "0.5", False),
        "提建议": ("6", "6", False),
        "培训": ("3，共 2 次", "3", False),
        "请假半天": ("-1", "-1", False),
    },
    "乙": {
        "接待选民": ("4", "4", False),
        "值班": ("0.5", "0.5", False),
        "提建议": ("6＋1.5×2，共 4 次", "8", True),
        "请假半天": ("-1－0.5×2，共 5 次", "-2", True),
        "走访": ("0.25", "0.25", False),
    },
    "丙": {
        "接待选民": ("4", "4", False),
        "值班": ("0.5＋0.5×2，共 4 次", "1.5", True),
        "培训": ("3，共 2 次", "3", False),
        "走访": ("0.25＋0.25×4", "1.25", False),
    },
}
BY_THEME = {
    "甲": {MEETING: "2", PEOPLE: "12.5", ADVICE: "6"},
    "乙": {MEETING: "-2", PEOPLE: "4.75", ADVICE: "8"},
    "丙": {MEETING: "3", PEOPLE: "6.75", ADVICE: "0"},
}
MISSING = {
    "甲": (),
    "乙": (Missing("接待选民", 2, 1), Missing("培训", 1, 0)),
    "丙": (Missing("接待选民", 2, 1), Missing(ADVICE, 1, 0)),
}


def rows():
    """(day, kind, points, sum) of each of the three, in the order of the days."""
    lines = [line.split() for line in BY_HAND.split("\n") if line]
    return {who: [(line[0], *line[1 + 3 * n : 4 + 3 * n]) for line in lines] for n, who in enumerate(WHO)}


def duties():
    """The 36 duties of the table, numbered day by day."""
    found = []
    for who, done in rows().items():
        for n, (day, kind, _points, _sum) in enumerate(done):
            number = f"L{1 + 3 * n + WHO.index(who):04d}"
            found.append(Done(number, number, f"2026-{day}", kind, (who,)))
    return found


# -- by hand


@pytest.mark.parametrize("seed", range(5))
def test_by_hand(seed):
    """Sums, lines, formulas, caps, themes and what is missing are those computed by hand, in whatever order duties come."""
    shuffled = duties()
    Random(seed).shuffle(shuffled)
    found = scores(OWN, shuffled)
    assert {who: said(score.total) for who, score in found.items()} == TOTALS
    assert {
        who: {line.kind: (line.formula, said(line.points), line.capped) for line in s.lines} for who, s in found.items()
    } == LINES
    assert {
        who: {theme: said(points) for theme, points in score.themes.items()} for who, score in found.items()
    } == BY_THEME
    assert {who: score.missing for who, score in found.items()} == MISSING


def test_each_duty():
    """Every duty gives what the hand's table says of it, by its number."""
    given = {
        a.duty.number: said(a.points)
        for score in scores(OWN, duties()).values()
        for line in score.lines
        for a in line.awards
    }
    by_hand = {
        f"L{1 + 3 * n + WHO.index(who):04d}": row[2] for who, done in rows().items() for n, row in enumerate(done)
    }
    assert given == by_hand and len(given) == 36


def test_after_each_duty():
    """After each duty the year has come to what stands in the hand's table."""
    for who, done in rows().items():
        for n in range(1, 13):
            so_far = [duty for duty in duties() if duty.deputies == (who,)][:n]
            assert said(scores(OWN, so_far)[who].total) == done[n - 1][3]


# -- whom and what


def test_nobody_did_anything():
    """Who did nothing has the base, nothing by theme, and misses all that is asked."""
    found = scores(OWN, (), ["丁"])["丁"]
    assert (said(found.total), found.lines, set(found.themes.values())) == ("60", (), {0})
    assert [one.what for one in found.missing] == ["接待选民", "培训", ADVICE, MEETING]


def test_several_at_one_duty():
    """Everybody named has it, each in their own count; one named twice has it once."""
    both = [
        Done("a", "L1", "2026-01-01", "接待选民", ("甲", "乙", "甲")),
        Done("b", "L2", "2026-01-02", "接待选民", ("甲",)),
    ]
    assert {who: said(score.total) for who, score in scores(OWN, both).items()} == {"甲": "66", "乙": "64"}


def test_what_does_not_count():
    """What is voided, waits or is of no kind gives nothing and takes no place in the count; it is listed with its reason."""
    done = [
        Done("a", "L1", "2026-01-01", "接待选民", ("甲",), idle="已作废：重复"),
        Done("b", "L2", "2026-01-02", "接待选民", ("甲",), idle="待复核"),
        Done("c", "L3", "2026-01-03", "看电影", ("甲",)),
        Done("d", "L4", "2026-01-04", "接待选民", ("甲",)),
    ]
    found = scores(OWN, done)["甲"]
    assert [(line.kind, line.formula) for line in found.lines] == [("接待选民", "4")]
    assert [(one.number, one.idle) for one in found.idle] == [("L1", "已作废：重复"), ("L2", "待复核"), ("L3", UNKNOWN)]


def test_another_theme_than_its_kinds():
    """A duty that is written under another theme counts there; one under a theme the table lacks under its kind's."""
    done = [
        Done("a", "L1", "2026-01-01", "接待选民", ("甲",), ADVICE),
        Done("b", "L2", "2026-01-02", "接待选民", ("甲",), "没有的"),
    ]
    found = scores(OWN, done)["甲"]
    assert {theme: said(points) for theme, points in found.themes.items()} == {MEETING: "0", PEOPLE: "2", ADVICE: "4"}
    assert ADVICE not in [one.what for one in found.missing]


def test_of_one_day():
    """Two of one day stand by their number, so that everybody counts them alike."""
    done = [Done("x", "L9", "2026-01-01", "接待选民", ("甲",)), Done("y", "L2", "2026-01-01", "接待选民", ("甲",))]
    (line,) = scores(OWN, done)["甲"].lines
    assert [(one.duty.number, said(one.points)) for one in line.awards] == [("L2", "4"), ("L9", "2")]


@given(
    st.lists(
        st.tuples(st.sampled_from([*OWN.kinds, "别的"]), st.sampled_from("甲乙丙"), st.integers(1, 28), st.booleans()),
        max_size=12,
    )
)
def test_sums_agree(typed):
    """Base and lines make the total, duties their line, themes the lines; nothing is above its cap."""
    done = [
        Done(str(n), str(n), f"2026-02-{day:02d}", kind, (who,), idle="x" * idle)
        for n, (kind, who, day, idle) in enumerate(typed)
    ]
    for score in scores(OWN, done).values():
        assert (
            score.total == OWN.base + sum(line.points for line in score.lines) == OWN.base + sum(score.themes.values())
        )
        for line in score.lines:
            cap = OWN.kinds[line.kind].cap
            assert line.points == sum(one.points for one in line.awards)
            assert cap is None or abs(line.points) <= abs(cap)
    assert sum(len(s.idle) + sum(len(line.awards) for line in s.lines) for s in scores(OWN, done).values()) == len(done)


# -- from the folder


def test_sessions_and_sheets(store):
    """Sessions of visits and duties of a sheet count together; the same session typed again does not."""
    take(store, "deputy", {"name": "彭喆"})
    receive(store, deputies=["彭喆"])
    receive(store, deputies=["彭喆"], received_at="2026-10-15T09:00")
    receive(store, deputies=["彭喆"], received_at="2025-10-15T09:00")
    typed = {"begin": "2026-10-14", "kind": "接待选民", "deputies": "彭喆"}
    take(store, "duty", typed, {"begin": "2026-10-16", "kind": "附议", "deputies": "彭喆、陈秀兰"})
    found = year_scores(store, 2026)
    me = next(score for key, score in found.items() if key != "陈秀兰")
    assert [(line.kind, line.formula, said(line.points)) for line in me.lines] == [
        ("附议", "1", "1"),
        ("接待选民", "4＋2×1", "6"),
    ]
    assert [one.idle for one in me.idle] == ["已作废：与接待自动登记的是同一件"]
    assert said(found["陈秀兰"].total) == "1"
    assert said(year_scores(store, "2025")[next(iter(found))].total) == "4"


def test_voided(store):
    """A voided duty gives nothing, and the next one is the first."""
    take(store, "duty", *({"begin": f"2026-10-1{n}", "kind": "接待选民", "deputies": "彭喆"} for n in range(2)))
    with acting(store, "void") as act:
        void(act, store.find(Duty, order="begin")[0], "重复")
    found = year_scores(store, 2026)["彭喆"]
    assert said(found.total) == "4"
    assert [(one.begin, one.idle) for one in found.idle] == [("2026-10-10", "已作废：重复")]


def test_awarded(store):
    """Each duty says what it gave whom; the cap of a year is reached in it, not in the list that is asked for."""
    take(
        store,
        "duty",
        *(
            {"begin": f"2026-0{n}-01", "kind": "附议", "deputies": "彭喆" if n > 1 else "彭喆、陈秀兰"}
            for n in range(1, 7)
        ),
    )
    rows = readable(store, Duty, store.find(Duty, order="begin"))
    assert [row["points"] for row in rows] == [
        {"彭喆": "1", "陈秀兰": "1"},
        {"彭喆": "1"},
        {"彭喆": "1"},
        {"彭喆": "1"},
        {"彭喆": "0"},
        {"彭喆": "0"},
    ]
    assert readable(store, Duty, store.find(Duty, "begin LIKE '2026-06%'"))[0]["points"] == {"彭喆": "0"}
    assert awarded(store, {}) == {}


def test_a_large_district(store):
    """680 deputies and 10,000 duties are counted from one reading of the table, well within what a person waits for."""
    chance, people = Random(1), [f"代表{n}" for n in range(680)]
    kinds = list(shipped().kinds)
    made = [
        (
            str(n),
            store.identity.world,
            f"L{n}",
            f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            chance.choice(kinds),
            '["' + '","'.join(chance.sample(people, 2)) + '"]',
        )
        for n in range(10_000)
    ]
    with store.transaction():
        store.db.conn.executemany(
            "INSERT INTO duty (id, world, number, begin, kind, deputies) VALUES (?,?,?,?,?,?)", made
        )
    asked = []
    store.db.conn.set_trace_callback(asked.append)
    begun = time.process_time()  # what else the machine does is none of its business
    found = year_scores(store, 2026, people)
    took = time.process_time() - begun
    store.db.conn.set_trace_callback(None)
    assert sum(sql.lstrip().startswith("SELECT") for sql in asked) == 2  # the table of points, the duties
    assert len(found) == 680 and sum(len(line.awards) for score in found.values() for line in score.lines) == 20_000
    assert took < 2, took
    assert len(done_in(store, 2026, table_of(store, 2026).review)) == 10_000


def test_by_the_district_s_own_names():
    """A table that calls kinds otherwise counts what registers by itself, and what bears an old name, where it says so; by
    hand: two looks 3 + 1, a reception 5; without the words nothing of it counts."""
    kinds = [
        {
            "kind": "调研视察",
            "theme": PEOPLE,
            "base": 3,
            "extra": 1,
            "also": ["参加视察、调研及执法检查", "开展专题调研"],
        },
        {"kind": "接待群众", "theme": PEOPLE, "base": 5, "also": ["接待选民"]},
    ]
    plain = [{key: value for key, value in kind.items() if key != "also"} for kind in kinds]
    duties = [
        Done(f"d{n}", f"L{n}", f"2026-01-0{n}", kind, ("甲",))
        for n, kind in enumerate(("开展专题调研", "参加视察、调研及执法检查", "接待选民", "别的"), 1)
    ]
    table = read_table({"themes": [PEOPLE], "kinds": kinds})
    found = scores(table, duties)["甲"]
    assert [(line.kind, said(line.points), len(line.awards)) for line in found.lines] == [
        ("调研视察", "4", 2),
        ("接待群众", "5", 1),
    ]
    assert ([(one.number, one.idle) for one in found.idle], table.theme("开展专题调研"), table.theme("别的")) == (
        [("L4", UNKNOWN)],
        PEOPLE,
        None,
    )
    assert (table.usual("接待群众"), table.usual("接待选民"), table.usual("调研视察"), table.usual(None)) == (
        "接待选民",
        "接待选民",
        "参加视察、调研及执法检查",
        None,
    )
    assert scores(read_table({"themes": [PEOPLE], "kinds": plain}), duties)["甲"].total == 0
    assert read_table(written(table)) == table

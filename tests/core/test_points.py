"""The table of duty kinds: names, themes, points; what a district's rule makes of it, and which rules are refused."""

import json

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.deadline import Rule
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, BadValue
from lianluozhan.points import RULE, amount, read_table, said, shipped, table_for, table_of, waits_for, written
from tests.core import desk
from tests.station import opened, take

# 履职类别, first time, each more, at most (the district's model table)
TABLE = """
出席人代会 15 0 15
参加其他会议 3 1 5
参加学习培训 3 1 5
提出议案、建议、批评和意见 6 2 10
附议 1 1 4
开展专题调研 4 1 6
参加视察、调研及执法检查 6 1 10
接待选民 4 2 12
化解矛盾纠纷 5 1 8
扶弱济困 5 1 8
办好事、实事 5 1 8
参加公益慈善事业 5 1 8
向选民述职 3 0 5
其他 5 0 5
"""
KIND = {"kind": "接待选民", "theme": "献良策", "base": 4, "extra": 2, "cap": 12}


def rule(year, **values):
    """A rule of the district's as its record has it."""
    return {"name": RULE, "year": year, "values": values}


@pytest.fixture
def district(tmp_path):
    """A district's folder: only a district writes rules."""
    with opened(desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)) as store:
        yield store


# -- the shipped table


def test_table():
    """Kinds, points and order are those of the table."""
    held = [(one.kind, said(one.base), said(one.extra), said(one.cap)) for one in shipped().kinds.values()]
    assert held == [tuple(line.split()) for line in TABLE.split("\n") if line]
    assert (shipped().base, shipped().least, shipped().review, shipped().trouble) == (0, {}, (), "")


def test_themes():
    """There are the district's seven themes; every kind has one and every theme a kind."""
    expected = "法律监督 视察调研 献良策 依托站点办实事 督办建议抓落实 立足本职作贡献 提升能力促履行职责"
    assert shipped().themes == tuple(expected.split())
    assert {shipped().theme(kind) for kind in shipped().kinds} == set(shipped().themes)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("接待选民", "依托站点办实事"),
        ("开展专题调研", "视察调研"),
        ("参加学习培训", "提升能力促履行职责"),
        ("提出议案、建议、批评和意见", "献良策"),
        ("看电影", None),
        ("", None),
        (None, None),
    ],
)
def test_theme(kind, expected):
    """A kind's theme; none for what the table does not know."""
    assert shipped().theme(kind) == expected


# -- amounts


@pytest.mark.parametrize(
    ("typed", "hundredths", "back"),
    [
        (4, 400, "4"),
        ("4", 400, "4"),
        ("0.5", 50, "0.5"),
        ("118.5", 11850, "118.5"),
        ("-1", -100, "-1"),
        (-1, -100, "-1"),
        ("-0.5", -50, "-0.5"),
        ("0.25", 25, "0.25"),
        ("0.05", 5, "0.05"),
        (0, 0, "0"),
        ("2.50", 250, "2.5"),
    ],
)
def test_amounts_are_exact(typed, hundredths, back):
    """Points are hundredths, so that ten times 0.1 is 1; they are said without needless zeros."""
    assert amount(typed) == hundredths
    assert said(hundredths) == back


@pytest.mark.parametrize("typed", [True, None, 1.5, "", "四", "1.234", "1,5", "+1", "1e3", " 1", "999999", [], {}, "½"])
def test_no_amount(typed):
    """What is no number of points is refused, a float too."""
    with pytest.raises(BadValue):
        amount(typed)


# -- a district's own


def test_some_keys():
    """A rule that says only some things leaves the rest as it was."""
    table = read_table({"base": 60, "least": {"献良策": 2}, "review": ["初审", "复核"]})
    assert (table.base, table.least, table.review) == (6000, {"献良策": 2}, ("初审", "复核"))
    assert table.kinds == shipped().kinds


def test_own_kinds_and_themes():
    """Other kinds, halves, points taken away, no cap, and kinds of which the year asks for some."""
    table = read_table(
        {
            "themes": ["会议", "群众"],
            "kinds": [
                {"kind": "人代会请假", "theme": "会议", "base": "-1", "extra": "-1", "cap": -4, "note": "半天一次"},
                {"kind": "进站", "theme": "群众", "base": "0.5", "extra": "0.5", "least": 2},
            ],
        }
    )
    leave, station = table.kinds.values()
    assert (leave.base, leave.extra, leave.cap, leave.least, leave.note) == (-100, -100, -400, 0, "半天一次")
    assert (station.base, station.extra, station.cap, station.least) == (50, 50, None, 2)
    assert table.theme("进站") == "群众"


def test_written_and_read():
    """A table printed for changing is read back as the same one."""
    own = read_table(
        {
            "base": "0.5",
            "least": {"献良策": 1},
            "kinds": [{**KIND, "base": "-0.5", "extra": 0, "cap": "-1", "least": 3}],
        }
    )
    for table in (shipped(), own):
        assert read_table(json.loads(json.dumps(written(table)))) == table


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"caps": 1}, "caps："),
        ({"base": "很多"}, "base："),
        ({"base": True}, "base："),
        ({"source": ""}, "source："),
        ({"themes": []}, "themes："),
        ({"themes": ["甲", "甲"]}, "themes："),
        ({"themes": "甲"}, "themes："),
        ({"kinds": []}, "kinds："),
        ({"kinds": {}}, "kinds："),
        ({"kinds": ["接待"]}, "kinds.1："),
        ({"kinds": [KIND, {"theme": "献良策", "base": 1}]}, "kinds.2.kind："),
        ({"kinds": [{**KIND, "kind": " "}]}, "kinds.1.kind："),
        ({"kinds": [{"kind": "附议", "theme": "献良策"}]}, "kinds.1.base："),
        ({"kinds": [{"kind": "附议", "base": 1}]}, "kinds.1.theme："),
        ({"kinds": [{**KIND, "capp": 4}]}, "kinds.1.capp："),
        ({"kinds": [{**KIND, "cap": "四"}]}, "kinds.接待选民.cap："),
        ({"kinds": [{**KIND, "extra": "1.234"}]}, "kinds.接待选民.extra："),
        ({"kinds": [{**KIND, "theme": "没有的"}]}, "kinds.接待选民.theme："),
        ({"kinds": [{**KIND, "least": 0}]}, "kinds.接待选民.least："),
        ({"kinds": [{**KIND, "least": "两次"}]}, "kinds.接待选民.least："),
        ({"kinds": [{**KIND, "cap": 3}]}, "kinds.接待选民.cap："),
        ({"kinds": [{**KIND, "cap": -12}]}, "kinds.接待选民.cap："),
        ({"kinds": [{**KIND, "extra": -1}]}, "kinds.接待选民.extra："),
        ({"kinds": [KIND, KIND]}, "kinds.接待选民："),
        ({"kinds": [KIND, {**KIND, "kind": "接访", "also": ["接待选民"]}]}, "kinds.接待选民："),
        ({"kinds": [{**KIND, "also": ["接访", "接访"]}]}, "kinds.接待选民.also："),
        ({"kinds": [{**KIND, "also": "接访"}]}, "kinds.接待选民.also："),
        ({"kinds": [{**KIND, "also": []}]}, "kinds.接待选民.also："),
        ({"least": ["献良策"]}, "least："),
        ({"least": {"没有的": 1}}, "least.没有的："),
        ({"least": {"献良策": -1}}, "least.献良策："),
        ({"themes": ["甲"]}, "kinds.出席人代会.theme："),
        ({"review": ["复核", "初审"]}, "review："),
        ({"review": ["三审"]}, "review："),
        ({"review": True}, "review："),
        ([], "values："),
        (None, "values："),
        ("15", "values："),
    ],
)
def test_refused_by_the_wrong_key(values, key):
    """A table that cannot be used is refused by the name of the key that is wrong."""
    with pytest.raises(BadValue, match=f"^{key}"):
        read_table(values)


# -- which holds


def test_of_that_year():
    """A rule holds from its year until a later one; one without a year from the beginning; the shipped one before."""
    rows = [rule(2026, base=60), rule(2028, base=70)]
    assert [table_for(rows, year).base for year in (2025, 2026, 2027, 2028, 2030)] == [0, 6000, 6000, 7000, 7000]
    assert table_for([*rows, rule(None, base=5)], 2025).base == 500


def test_later_of_two():
    """Of two for one year the one written later holds; rules of other names are none."""
    rows = [rule(2026, base=60), rule(2026, base=61), {"name": "正常", "year": 2026, "values": {"days": 3}}]
    assert table_for(rows, 2026).base == 6100


def test_one_that_cannot_be_read_is_passed_over():
    """What came from elsewhere and cannot be used does not stop anybody: the one before holds, and it is said."""
    table = table_for([rule(2025, base=60), rule(2026, base="很多")], 2026)
    assert table.base == 6000
    assert "base" in table.trouble and "先按前一张算" in table.trouble
    assert "values" in table_for([rule(2026) | {"values": None}], 2026).trouble


@pytest.mark.parametrize(
    ("state", "steps", "left"),
    [
        ("已登记", (), ""),
        ("已登记", ("初审", "复核"), "待初审"),
        ("初审", ("初审", "复核"), "待复核"),
        ("复核", ("初审", "复核"), ""),
        ("退回", ("初审", "复核"), ""),
        ("已登记", ("复核",), "待复核"),
        ("复核", ("复核",), ""),
        (None, ("初审",), "待初审"),
    ],
)
def test_what_is_waited_for(state, steps, left):
    """The next step there is; none where all are done or it was sent back."""
    assert waits_for(state, steps) == left


# -- as records


def test_a_rule_of_the_folder(district):
    """A rule the district registers holds from its year on; a refused one changes nothing and names the key."""
    take(district, "rule", rule(2027, base=60))
    assert (table_of(district, 2026).base, table_of(district, "2027").base) == (0, 6000)
    with pytest.raises(BadInput, match=r"kinds\.接待选民\.cap"):
        take(district, "rule", rule(2028, base=70), rule(2029, kinds=[{**KIND, "cap": "四"}]))
    assert len(district.find(Rule)) == 1


def test_other_rules_are_let_be(district):
    """A limit is no table of points."""
    take(district, "rule", {"name": "正常", "year": 2027, "values": {"days": 10}})
    assert table_of(district, 2027) == shipped()


def test_amended(district):
    """Amending is checked like registering."""
    take(district, "rule", rule(2027, base=60))
    (held,) = district.find(Rule)
    with pytest.raises(BadInput, match="values"), acting(district, "amend") as act:
        amend(act, held, {"values": "60"}, "改")
    with acting(district, "amend") as act:
        amend(act, held, {"values": {"base": 61}}, "改")
    assert table_of(district, 2027).base == 6100


def test_another_kind_has_another_theme(store):
    """A duty registered has its kind's theme; amended to another kind it has that one's, unless a person says which."""
    take(store, "duty", {"begin": "2026-10-14", "kind": "附议", "deputies": "彭喆"})
    for typed, theme in (
        ({"kind": "参加学习培训"}, "提升能力促履行职责"),
        ({"kind": "附议", "theme": "法律监督"}, "法律监督"),
    ):
        (duty,) = store.find(Duty)
        with acting(store, "amend") as act:
            amend(act, duty, typed, "写错")
        assert store.find(Duty)[0].theme == theme

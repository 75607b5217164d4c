"""固定联系户: a household is known by its name, those called on in a year are counted, nothing of it is written twice."""

import pytest

from lianluozhan.case_data import visit_case
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadValue
from lianluozhan.household import Kept, _named, households_of, keepers_of, of_year, theirs
from lianluozhan.record import new_id
from lianluozhan.report import deputy_register, deputy_sheet, visiting_form
from lianluozhan.span_data import person_data, span
from lianluozhan.visit import Visit
from lianluozhan.yearbook import Yearbook
from tests.core import desk
from tests.station import empty, opened, receive, take

HOMES = "郭桂兰、仇文斌（西街）、仇文斌（东街）、尉迟建军家、董䶮、王秀英、李芳、赵㛃"
WALK = {"channel": "走访", "outcome": "当场答复", "statement": "没有意见"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A station with 单俊峰, who has eight households, and 陈秀兰, who has none; five of them are called on in 2026."""
    with opened(empty(tmp_path_factory.mktemp("户") / "站")) as store:
        one, other = new_id(), new_id()
        take(
            store,
            "deputy",
            {"name": "单俊峰", "levels": "区", "households": HOMES},
            {"name": "陈秀兰", "levels": "乡镇"},
        )
        one, other = (
            next(found.id for found in store.find(Deputy) if found.name == name) for name in ("单俊峰", "陈秀兰")
        )
        walks = (
            ("2026-01-01", "郭桂兰", [one], {}),
            ("2026-03-05", "郭桂兰", [one], {}),  # twice, one household
            ("2026-04-01", "仇文斌", [one], {"visitor_address": "前后庄村东街3号"}),  # the one of 东街
            ("2026-05-01", "尉迟建军", [other, one], {}),
            ("2026-06-01", "董䶮、王秀英", [one], {}),
            ("2025-12-31", "李芳", [one], {}),  # another year
            ("2027-01-01", "李芳", [one], {}),
            ("2026-07-01", "赵㛃", [other], {}),  # not by him
            ("2026-07-02", "赵㛃", [one], {"channel": "来站"}),  # not called on
            ("2026-07-03", "仇文斌", [one], {}),  # which?
            ("2026-07-04", "郭桂", [one], {}),  # another
            ("2026-07-05", None, [one], {}),  # nameless
        )
        for day, name, deputies, more in walks:
            receive(store, received_at=day, visitor_name=name, deputies=deputies, **(WALK | more))
        yield store, next(found for found in store.find(Deputy) if found.id == one), other


def test_a_year(kept):
    """By hand: 郭桂兰 once though twice, 仇文斌 of 东街, 尉迟建军, 董䶮 and 王秀英 of one call: 5 of 8; three wait."""
    store, deputy, _other = kept
    found = of_year(store, deputy, "2026")
    assert (found.said, found.waiting) == ("8 户，本年走访 5 户", ["仇文斌（西街）", "李芳", "赵㛃"])
    assert [of_year(store, deputy, year).said for year in ("2025", "2027", "2028")] == [
        f"8 户，本年走访 {n} 户" for n in (1, 1, 0)
    ]


@pytest.mark.parametrize(
    ("words", "homes"),
    [
        ("李二虎 13812340001；王小梅", ["李二虎 13812340001", "王小梅"]),
        ("李二虎、138 1234 0001、王小梅", ["李二虎 13812340001", "王小梅"]),
        ("李二虎 0355-7520000，电话：13812340001\n王小梅", ["李二虎 03557520000、电话:13812340001", "王小梅"]),
        ("李二虎（13812340001）；王小梅", ["李二虎（13812340001）", "王小梅"]),
        ("李二虎 13812340001；王小梅 13812340001", ["李二虎 13812340001", "王小梅 13812340001"]),
    ],
)
def test_a_phone_is_no_household(words, homes):
    """A phone behind a name is that household's, read again it is the same; the household is known by its name, and by the phone."""
    read = Deputy.households.read(words)
    assert [home.replace("：", ":") for home in read] == homes and Deputy.households.read("、".join(read)) == read
    assert keepers_named(read, "李二虎") and keepers_named(read, "王小梅") and not keepers_named(read, "13812340001")
    assert theirs(read, "李二虎", "13812340001", None) == [home for home in read if "13812340001" in home]


def test_a_phone_of_nobody():
    """A phone with no name before it is asked for its name."""
    with pytest.raises(BadValue, match="是谁的电话"):
        Deputy.households.read("13812340001、李二虎")
    assert Deputy.terms.read("17、18") == ["17", "18"]  # a number is no phone


def keepers_named(homes, name):
    """Whether a walk to somebody is to one of these households."""
    return bool(_named(homes, name, None))


def test_nobody_has_any(kept):
    """A deputy without households is told nothing of them."""
    store, _deputy, other = kept
    assert households_of(store, [Deputy({"id": other})], "2026", "2027") == {}
    assert Kept((), ()).said == ""


@pytest.mark.parametrize(
    ("name", "channel", "address", "answer"),
    [
        ("郭桂兰", "走访", None, True),
        ("郭桂", "走访", None, False),
        ("郭桂兰", "来站", None, None),
        (None, "走访", None, None),
        ("仇文斌", "走访", None, False),
        ("仇文斌", "走访", "西街", True),
        ("仇文斌（西街）", "走访", None, True),
        ("尉迟建军", "走访", None, True),
    ],
)
def test_of_one_call(kept, name, channel, address, answer):
    """Yes, no, or nobody can say: no walk, no name; of two of one name the place decides."""
    store, deputy, other = kept
    visit = Visit(
        {"channel": channel, "visitor_name": name, "visitor_address": address, "deputies": [other, deputy.id]}
    )
    found = keepers_of(store, visit)
    assert (None if found is None else bool(found)) is answer
    assert keepers_of(store, Visit(visit.data | {"deputies": [other, "没在名册的人"]})) is None


def test_names_elsewhere(tmp_path):
    """Where the names of those called on stayed at the station nothing is counted, and no form is ticked."""
    with opened(empty(tmp_path / "站")) as store:
        id = desk.write(store, Deputy, {"name": "单俊峰", "households": ["郭桂兰"]})
        visit = Visit({"received_at": "2026-03-01", "channel": "走访", "raiser_kind": "个人", "deputies": [id]})
        desk.write(store, Visit, visit.data)
        deputy = next(iter(store.find(Deputy)))
        assert (of_year(store, deputy, "2026").said, keepers_of(store, visit)) == ("1 户", None)


def test_papers(kept):
    """F11 is ticked; F8 and 代表一张纸 say how many there are and were called on, up to the month they are of."""
    store, deputy, _other = kept

    def said(layout):
        return "".join(cell.text for page in layout.pages for measured in page for cell in measured.strip.cells)

    visits = {(one.received_at, one.visitor_name): one for one in store.find(Visit)}
    assert "固定联系户■是　□否" in said(visiting_form.layout(visit_case(store, visits["2026-01-01", "郭桂兰"])))
    assert "固定联系户□是　■否" in said(visiting_form.layout(visit_case(store, visits["2026-07-04", "郭桂"])))
    assert "固定联系户□是　□否" in said(visiting_form.layout(visit_case(store, visits["2026-07-05", None])))
    register = said(deputy_register.layout(person_data(store, span("deputy", "2026 单俊峰"))))
    assert "固定联系户8 户，本年走访 5 户" in register and "李芳" not in register
    for when, called in (("2026-04", 2), ("2026", 5), ("2026-Q1", 1)):
        assert f"固定联系户8 户，本年走访 {called} 户" in said(
            deputy_sheet.layout(Yearbook(store, when, masked=True).of(deputy))
        ), when
    assert "固定联系户" not in said(
        deputy_sheet.layout(Yearbook(store, "2026").of(next(one for one in store.find(Deputy) if one.name == "陈秀兰")))
    )

"""承诺: an item of an official's year with measure and date; looked at in summer, judged once at the end; the light by its date."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.commitment import Commitment, judge, of_year, review
from lianluozhan.errors import BadInput, NotAllowed, NotFound
from lianluozhan.readable import readable
from tests.station import digest, empty, opened, sound, take

ITEM = {"official": "王守成", "item": "新建两所公办幼儿园", "measure": "一季度选址，三季度完工", "due_on": "2026-09-30"}


@pytest.fixture
def store(tmp_path):
    """A district with an official who promised one thing."""
    clock.set_today("2026-07-10")
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        take(store, "official", {"name": "王守成", "kind": "政府组成人员"})
        take(store, "tenure", {"official": "王守成", "what": "任命", "office": "区教育局局长", "date": "2025-02-26"})
        take(store, "commitment", ITEM)
        yield store
    clock.set_today(None)


def the(store):
    """The first item."""
    return store.find(Commitment, order="number", limit=1)[0]


def step(store, does, *words):
    """Take it on; gives it as it is then."""
    with acting(store, "commitment", "赵敏") as act:
        does(act, the(store), *words)
    return the(store)


def test_made(store):
    """Numbered with N in its year, each behind the one before; the light by its date, none once it is kept."""
    take(store, "commitment", ITEM | {"item": "规范收费", "due_on": "2027-01-31", "year": "2026"})
    items = of_year(store, the(store).official, "2026")
    assert [(one.number[-5:], one.order, one.year, one.state) for one in items] == [
        ("N0001", 1, "2026", "履行中"),
        ("N0002", 2, "2026", "履行中"),
    ]
    assert [row["light"] for row in readable(store, Commitment, items)] == ["绿", "绿"]
    clock.set_today("2026-10-08")
    assert readable(store, Commitment, items[:1])[0]["light"] == "红"
    one = step(store, judge, "已兑现")
    assert (one.state, one.judged_on, one.next_on, readable(store, Commitment, [one])[0]["light"]) == (
        "已兑现",
        "2026-10-08",
        None,
        None,
    )
    sound(store)


def test_summer_and_winter(store):
    """In summer it may be said anew; at the end it is judged once, not before summer was."""
    assert step(store, review, "进展缓慢", "只选了一处址").state == "年中已评"
    one = step(store, review, "按期推进", "", "2026-07-09")
    assert (one.progress, one.reviewed_on, one.review, one.next_on) == ("按期推进", "2026-07-09", None, "2026-09-30")
    clock.set_today("2026-12-20")
    with pytest.raises(BadInput, match="2026-07-08 比年中评议日期 2026-07-09 还早"):
        step(store, judge, "已兑现", "", "2026-07-08")
    one = step(store, judge, "部分兑现", "建成一所")
    assert (one.state, one.verdict) == ("部分兑现", "建成一所")
    for does in (review, judge):
        with pytest.raises(NotAllowed, match="2026-12-20 已经评定：部分兑现"):
            step(store, does, "已兑现")
    sound(store)


def test_refused(store):
    """A word there is none of, a slow one without why, a day ahead or of another year: nothing changes."""
    before = digest(store)
    for does, words, why in (
        (review, ("很好",), "年中进展没有“很好”"),
        (review, ("进展缓慢", " "), "没有写意见"),
        (review, ("按期推进", "", "2026-07-11"), "还没到"),
        (judge, ("没有兑现",), "没有写说明"),
        (judge, ("已兑现", "", "2025-12-31"), "在2026年以前"),
    ):
        with pytest.raises(BadInput, match=why):
            step(store, does, *words)
    for more, why in (
        ({"due_on": "2025-12-31", "year": "2026"}, "在2026年以前"),
        ({"year": "今年"}, "不是四位数字的年份"),
        ({"progress": "按期推进"}, "年中进展不能随登记写入"),
    ):
        with pytest.raises(BadInput, match=why):
            take(store, "commitment", ITEM | more)
    with pytest.raises(NotFound, match="任命人员里没有“赵无”"):
        take(store, "commitment", ITEM | {"official": "赵无"})
    assert digest(store) == before


def test_who_left_promises_nothing(store):
    """Nothing new of who is in office no more; what was promised stays, and can be judged."""
    take(store, "tenure", {"official": "王守成", "what": "免去", "office": "区教育局局长", "date": "2026-07-01"})
    with pytest.raises(NotAllowed, match="已经离任"):
        take(store, "commitment", ITEM | {"item": "别的"})
    assert step(store, judge, "没有兑现", "调走了").state == "没有兑现"


@pytest.mark.parametrize("name", Commitment.stepwise)
def test_what_the_steps_write(store, name):
    """Not by a change; other fields change with a reason, and only to what can be."""
    value = {"progress": "按期推进", "kept": "已兑现"}.get(name, "2026-07-01")
    with acting(store, "amend") as act:
        with pytest.raises(NotAllowed, match="一步一步记下的"):
            amend(act, the(store), {name: value}, "改")
        with pytest.raises(BadInput, match="在2026年以前"):
            amend(act, the(store), {"due_on": "2025-01-01"}, "改")
        amend(act, the(store), {"due_on": "2026-10-31"}, "改期")
    assert the(store).due_on == "2026-10-31"


def test_voided(store):
    """Nothing more is said of one that was voided."""
    with acting(store, "void") as act:
        void(act, the(store), "重复")
    (one,) = store.find(Commitment, "voided IS NOT NULL")
    for does, word in ((review, "按期推进"), (judge, "已兑现")):
        with pytest.raises(NotAllowed, match="作废了"), acting(store, "commitment") as act:
            does(act, one, word)

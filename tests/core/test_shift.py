"""调班: a day taken over or two exchanged, each with its reason, as F13 prints it; what cannot be is refused and changes nothing."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.named import record_of
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import readable
from lianluozhan.rota import rota, schedules, write_rota
from lianluozhan.schedule import Schedule
from lianluozhan.shift import moves, shifts, swap, take_over
from lianluozhan.undo import undo
from tests.station import CODE, empty, opened, sound, take

MONTH = "2025-11"  # Wednesdays: 5, 12, 19, 26


@pytest.fixture
def store(tmp_path):
    """A station that receives every Wednesday, one deputy a day, four of them in turn; a fifth has left."""
    with opened(empty(tmp_path / "站")) as store:
        with acting(store, "amend") as act:
            act.write(Place, own_place_id(CODE), {"hours": "每周三 9:00-11:00，每次1名代表"})
        take(
            store,
            "deputy",
            *({"order": n, "name": name} for n, name in enumerate(("彭喆", "陈秀兰", "曾晓梅", "单俊峰"), 1)),
        )
        take(store, "deputy", {"order": 9, "name": "仇英", "left_on": "2025-01-01"})
        with acting(store, "rota") as act:
            write_rota(act, rota(store, MONTH))
        yield store


def who(store):
    """{day: who receives}."""
    return {row["date"][8:]: row["deputies"] for row in readable(store, Schedule, schedules(store, MONTH))}


def one(store, name):
    """A deputy's id."""
    return record_of(store, name, "deputy").id


def shift(store, out, into, *days, reason="出差"):
    """调班 as the command does it; returns what was told besides."""
    found = [record_of(store, f"{MONTH}-{day}", "schedule") for day in days]
    with acting(store, "swap") as act:
        (swap if len(found) > 1 else take_over)(act, *found, one(store, out), one(store, into), reason)
    return act.told


def test_planned_in_turn(store):
    """What the other tests begin with."""
    assert who(store) == {"05": ["彭喆"], "12": ["陈秀兰"], "19": ["曾晓梅"], "26": ["单俊峰"]}
    assert shifts(store, schedules(store, MONTH)) == []


def test_taken_over(store):
    """One day, another deputy: the notice has 原代表→替班 and why; the rest of the month is as it was."""
    assert shift(store, "彭喆", "单俊峰", "05") == []
    assert who(store) == {"05": ["单俊峰"], "12": ["陈秀兰"], "19": ["曾晓梅"], "26": ["单俊峰"]}
    assert [told.words for told in shifts(store, schedules(store, MONTH))] == ["11月5日 彭喆→单俊峰，原因：出差"]
    sound(store)


def test_exchanged(store):
    """Two take each other's day, in one act: both days tell it, one undo takes both back and nothing is told any more."""
    shift(store, "彭喆", "陈秀兰", "05", "12")
    assert who(store) == {"05": ["陈秀兰"], "12": ["彭喆"], "19": ["曾晓梅"], "26": ["单俊峰"]}
    assert [told.words for told in shifts(store, schedules(store, MONTH))] == [
        "11月5日 彭喆→陈秀兰，原因：出差（与11月12日的陈秀兰对调）",
        "11月12日 陈秀兰→彭喆，原因：出差（与11月5日的彭喆对调）",
    ]
    with acting(store, "undo") as act:
        undo(act)
    assert who(store)["05"] == ["彭喆"] and who(store)["12"] == ["陈秀兰"]
    assert shifts(store, schedules(store, MONTH)) == []


def test_by_amending(store):
    """Who changes the deputies of a day in the form or by `amend` has shifted it too; twice is told twice; a first deputy is none."""
    day = record_of(store, f"{MONTH}-19", "schedule")
    for names in ("陈秀兰", "单俊峰、彭喆"):
        with acting(store, "amend") as act:
            amend(act, store.get(Schedule, (day.world, day.id)), {"deputies": names}, "生病")
    take(store, "schedule", {"date": f"{MONTH}-20"})
    with acting(store, "amend") as act:
        amend(act, record_of(store, f"{MONTH}-20", "schedule"), {"deputies": "彭喆"}, "加一天")
    told = shifts(store, schedules(store, MONTH))
    assert [(one.day[8:], one.out, one.into, one.reason) for one in told] == [
        ("19", ("曾晓梅",), ("陈秀兰",), "生病"),
        ("19", ("陈秀兰",), ("单俊峰", "彭喆"), "生病"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("彭喆", "仇英", "05"), "2025-01-01 已离任"),
        (("陈秀兰", "彭喆", "05"), "11月5日没有排陈秀兰"),
        (("彭喆", "彭喆", "05"), "本来就有彭喆"),
        (("彭喆", "曾晓梅", "05", "12"), "11月12日没有排曾晓梅"),
        (("彭喆", "陈秀兰", "05", "05"), "要写两天"),
    ],
)
def test_refused(store, words, said):
    """Who is not there, is there already, has left, or has another day: said, and neither day is changed."""
    with pytest.raises((BadInput, NotAllowed)) as refused:
        shift(store, *words)
    assert said in str(refused.value)
    assert who(store) == {"05": ["彭喆"], "12": ["陈秀兰"], "19": ["曾晓梅"], "26": ["单俊峰"]}


def test_no_reason(store):
    """A swap without a reason is refused like any change."""
    for days in (("05",), ("05", "12")):
        with pytest.raises(BadInput, match="原因"):
            shift(store, "彭喆", "陈秀兰", *days, reason=" ")


def test_what_cannot_be_is_told(store):
    """Who takes over while receiving elsewhere that day is told so, and it stands: people may have agreed on it."""
    take(store, "schedule", {"date": f"{MONTH}-12", "place": "前后庄村联络点", "deputies": "彭喆"})
    own = next(day for day in schedules(store, f"{MONTH}-12") if day.begin)
    with acting(store, "swap") as act:
        take_over(act, own, one(store, "陈秀兰"), one(store, "彭喆"), "出差")
    assert [told for told in act.told if "彭喆排在两个地方" in told] and who(store)["12"] == ["彭喆"]


def test_moved(store):
    """A day says from when and why it was moved: by a holiday, or by hand with the reason; moved back it says nothing."""
    october = [slot.schedule for slot in rota(store, "2025-10")]
    assert [told.words for told in moves(store, october)] == ["10月9日由10月1日改来，原因：国庆节"]
    for date, told in (
        ("2025-11-13", ["11月13日由11月12日改来，原因：代表开会"]),
        ("2025-11-14", ["11月14日由11月12日改来，原因：代表开会"]),
        ("2025-11-12", []),
    ):
        with acting(store, "amend") as act:
            amend(act, schedules(store, MONTH)[1], {"date": date}, "代表开会")
        assert [one.words for one in moves(store, schedules(store, MONTH))] == told

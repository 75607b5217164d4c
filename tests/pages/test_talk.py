"""How a visit is written down: every field once, in the order of the talk, and nothing left where its outcome has no place."""

from datetime import datetime as real

import pytest

from lianluozhan.visit import OUTCOMES, Visit
from ui import talk
from ui.talk import CALLED, FACTS, KEPT, MORE, PASSED_ON, TALK, TELLING, WHO, facts, settled, village

NAMES = [name for section in TALK for row in section.rows for name, _share in row]
INPUTS_OF_THE_FORM = {"anonymous", "telling"}  # a tick that stands for 来访主体 匿名; the words of 告知 to be said
WHOLE_FACTS = {"informed", "signed"}  # ticks that say the whole fact, as a sentence


# ---- the form ----------------------------------------------------------------------------------------------------


def test_every_name_is_a_field():
    """What is asked for is declared, apart from the tick for the nameless and the words that are said."""
    assert set(NAMES) - set(Visit.fields) == INPUTS_OF_THE_FORM


def test_no_field_twice():
    """One question is asked in one place."""
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("section", range(len(TALK)))
def test_rows_fit(section):
    """The shares of a row are twelfths: never more than twelve, never none."""
    for row in TALK[section].rows:
        assert all(share > 0 for _name, share in row) and sum(share for _name, share in row) <= 12


@pytest.mark.parametrize("name", [name for name, field in Visit.fields.items() if field.required])
def test_what_is_required_can_be_written(name):
    """Nothing that must be there is missing from the form."""
    assert name in NAMES


def test_what_the_program_gives_is_not_asked():
    """Numbers, ids and who typed when are nobody's to write."""
    assert not {"number", "id", "world", "created_at", "created_by", "voided"} & set(NAMES)


def test_order_of_the_talk():
    """Who comes, what they say, what is answered, what follows."""
    order = ["received_at", "visitor_name", "statement", "reply", "outcome", "remarks"]
    assert sorted(order, key=NAMES.index) == order


def test_places_of_sections():
    """The named sections hold what their names say."""
    found = {place: [name for row in TALK[place].rows for name, _share in row] for place in (FACTS, WHO, MORE)}
    assert found[FACTS][0] == "received_at" and found[WHO][0] == "visitor_name" and "attachments" in found[MORE]


def test_folded():
    """Only what is known without asking and what is seldom needed waits behind its title."""
    assert [place for place, section in enumerate(TALK) if section.folded] == [FACTS, MORE]


@pytest.mark.parametrize("section", [section for section in TALK if section.needs], ids=lambda section: section.title)
def test_what_makes_a_section_done(section):
    """A section is done by fields of the form; one whose need stands elsewhere could never be finished there."""
    needs = {name for need in section.needs for name in need.split("|")}
    assert needs <= set(NAMES)
    assert needs & {name for row in section.rows for name, _share in row}


def test_nothing_folded_is_needed_alone():
    """A section nobody opens asks for nothing."""
    assert not any(section.needs for section in TALK if section.folded)


@pytest.mark.parametrize("name", sorted(CALLED))
def test_shorter_words(name):
    """A clerk's words are for fields that are asked, and no longer than the paper's own label."""
    assert name in NAMES
    if name not in WHOLE_FACTS and name != "paper_number":  # here its paper is named: 登记表编号
        assert len(CALLED[name].label) <= len(Visit.fields[name].label)


def test_labels_differ():
    """No two fields of the form are called the same."""
    labels = [
        CALLED[name].label if name in CALLED else Visit.fields[name].label for name in NAMES if name in Visit.fields
    ]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", sorted({*KEPT, *TELLING}))
def test_what_is_kept_or_looked_at_is_asked(name):
    """What goes on to the next visit and what hints are made from stand in the form."""
    assert name in NAMES


@pytest.mark.parametrize("name", [name for name, field in Visit.fields.items() if field.private])
def test_nothing_private_goes_on(name):
    """The next visitor's form never begins with the last one's name, phone, address or card."""
    assert name not in KEPT


def test_passed_on():
    """Village, town, district: in the order of the choices, and no other outcome."""
    assert list(PASSED_ON) == ["村社办理", "乡镇办理", "报区办理"]


# ---- what is known without asking --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "new", "time"),
    [
        pytest.param({"received_at": "2026-10-21T09:30"}, True, "今天 10月21日 周三 09:30 — 现在", id="going on"),
        pytest.param({"received_at": "2026-10-21T09:30"}, False, "今天 10月21日 周三 09:30", id="was, no end"),
        pytest.param({"received_at": "2026-10-21 09:30"}, False, "今天 10月21日 周三 09:30", id="as a person reads it"),
        pytest.param(
            {"received_at": "2026-10-21T09:30", "until": "2026-10-21T10:05"},
            True,
            "今天 10月21日 周三 09:30 — 10:05",
            id="with its end",
        ),
        pytest.param({"received_at": "2026-10-20T14:00"}, False, "昨天 10月20日 周二 14:00", id="yesterday"),
        pytest.param(
            {"received_at": "2026-10-20T14:00"},
            True,
            "昨天 10月20日 周二 14:00",
            id="yesterday's, written today: it is over",
        ),
        pytest.param({"received_at": "2026-10-19T14:00"}, False, "10月19日 周一 14:00", id="before"),
        pytest.param({"received_at": "2026-10-22T14:00"}, False, "10月22日 周四 14:00", id="tomorrow"),
        pytest.param({"received_at": "2025-10-21T14:00"}, False, "2025年10月21日 周二 14:00", id="another year"),
        pytest.param({"received_at": "2026-10-21"}, True, "今天 10月21日 周三", id="hour unknown"),
        pytest.param({"received_at": "9:30"}, True, "今天 10月21日 周三 09:30 — 现在", id="only an hour typed"),
        pytest.param({"received_at": "10.21"}, True, "今天 10月21日 周三", id="a short day typed"),
        pytest.param({"received_at": "2026-10-2"}, True, "10月2日 周五", id="a day of one figure typed"),
        pytest.param({"received_at": "2026-13-45"}, True, "2026-13-45", id="no such month"),
        pytest.param({}, True, "", id="nothing typed"),
        pytest.param({"received_at": None, "until": None}, True, "", id="empty"),
    ],
)
def test_time_of_a_visit(typed, new, time):
    """The day as people say it, from when until when, as it is understood while it is typed; what is no day stands as it is."""
    assert facts(typed, "平时", "渔泽镇站", "赵敏", new) == f"{time} · 平时接待 · 记录人 赵敏 · 渔泽镇站"


@pytest.mark.parametrize("mode", ["平时", "周末", "节假日"])
def test_kind_of_day(mode):
    """Working day, weekend or holiday, as it was found."""
    assert f" · {mode}接待 · " in facts({"received_at": "2026-10-21"}, mode, "站", "赵敏", True)


@pytest.mark.parametrize(
    ("typed", "who"),
    [({}, "赵敏"), ({"recorder": None}, "赵敏"), ({"recorder": ""}, "赵敏"), ({"recorder": "孔方"}, "孔方")],
)
def test_who_writes(typed, who):
    """The clerk at the desk, unless somebody else is named."""
    assert facts(typed, "平时", "站", "赵敏", True).endswith(f"记录人 {who} · 站")


# ---- what is saved -----------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """It is noon on 21 October 2026 at the desk."""

    class Noon(real):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 10, 21, 12, 0, tzinfo=tz)

    monkeypatch.setattr(talk, "datetime", Noon)


def visit(**values):
    """The values of a form that was read, as it stands before it is settled."""
    return {"received_at": "2026-10-21T09:00", "outcome": "当场答复"} | values


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_organ(outcome):
    """An organ stays where something is handed on, or the person is sent there; what is settled here has none."""
    kept = settled(visit(outcome=outcome, referred_to="区住建局"), new=True)["referred_to"]
    assert kept == ("区住建局" if outcome in ("村社办理", "乡镇办理", "报区办理", "不属受理范围") else None)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_satisfaction(outcome):
    """Only an answer given on the spot can be rated at once."""
    kept = settled(visit(outcome=outcome, satisfaction="满意"), new=True)["satisfaction"]
    assert kept == ("满意" if outcome == "当场答复" else None)


@pytest.mark.parametrize(
    ("kind", "kept"), [("匿名", False), ("个人", True), ("企业", True), ("集体", True), (None, True)]
)
def test_the_nameless(kind, kept):
    """Who wants no name leaves none: what was typed before the tick is not saved."""
    values = settled(visit(raiser_kind=kind, visitor_name="郭桂兰", visitor_phone="13800000000"), new=True)
    assert (values["visitor_name"], values["visitor_phone"]) == (("郭桂兰", "13800000000") if kept else (None, None))


@pytest.mark.parametrize(
    ("begun", "until", "new", "end"),
    [
        pytest.param("2026-10-21T09:00", None, True, "2026-10-21T12:00", id="written while it happens"),
        pytest.param("2026-10-21T11:59", None, True, "2026-10-21T12:00", id="a minute ago"),
        pytest.param("2026-10-21T00:00", "", True, "2026-10-21T12:00", id="an empty end"),
        pytest.param("2026-10-21T12:00", None, True, None, id="this very minute"),
        pytest.param("2026-10-21T12:01", None, True, None, id="not begun yet"),
        pytest.param("2026-10-20T09:00", None, True, None, id="yesterday"),
        pytest.param("2026-10-22T09:00", None, True, None, id="tomorrow"),
        pytest.param("2026-10-21", None, True, None, id="hour unknown"),
        pytest.param("2026-10-21T09:00", "2026-10-21T09:20", True, "2026-10-21T09:20", id="written by hand"),
        pytest.param("2026-10-21T09:00", None, False, None, id="changed later"),
    ],
)
def test_end(begun, until, new, end):
    """A visit that is written while it happens ends when it is saved; any other ends when somebody says so."""
    assert (settled(visit(received_at=begun, until=until), new).get("until") or None) == end


def test_all_else_stays():
    """What somebody said is saved as it was typed."""
    said = {"statement": "路灯不亮", "visitor_name": "郭桂兰", "party_size": 3, "deputies": ["陈志明"], "remarks": None}
    assert settled(visit(**said), new=False).items() >= said.items()


@pytest.mark.parametrize("new", [True, False])
def test_settled_twice(new):
    """Settling what is settled changes nothing."""
    once = settled(visit(outcome="乡镇办理", referred_to="渔泽镇政府", satisfaction="满意"), new)
    assert settled(dict(once), new) == once


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("东坡村12号", "东坡村"),
        ("东坡村3组12号", "东坡村"),
        ("前后庄村", "前后庄村"),
        ("锦绣小区２号楼", "锦绣小区"),
        ("12号", ""),
        ("", ""),
    ],
)
def test_no_door_goes_on(address, kept):
    """The next household of an outing lives in the same village, behind another door."""
    assert village(address) == kept

"""A kind of record: its fields listed once, what is private of it, its rows, its ids."""

import hashlib
import json
import time
from uuid import UUID, uuid5

import pytest
from hypothesis import given, strategies as st

from lianluozhan import clock, field as kinds, record
from lianluozhan.errors import BadValue
from lianluozhan.field import Choice, LongText, Moment, Number, Papers, Ref, Text
from lianluozhan.record import Record, id_of, new_id
from lianluozhan.schema import RECORDS
from lianluozhan.visit import Visit

PINNED = "5e136e5f-8f6a-5da3-a296-3d200150b01e", "fb8f3332-3afe-596f-a43b-23af496f2cf4"
BY_NAME = [
    "statement",
    "request",
    "reply",
    "remarks",
    "summary",
    "text",
    "reason",
    "content",
    "record",
    "report",
    "attachments",
]


class Thing(Record):
    """A kind of record of this test's own."""

    noun, label, letter = "thing", "物件", "W"

    number = kinds.Serial("编号")
    name = Text("名称", required=True)
    happened = Moment("时间", required=True)
    colour = Choice("颜色", choices=("红", "黄"))
    owner = Text("主人", private=True)
    state = Text("状态", derived=True)


def test_fields_are_listed_once():
    """Own fields in the order of the declaration, then what every record has."""
    assert (
        list(Thing.fields) == ("number name happened colour owner state world id created_at created_by voided").split()
    )


def test_every_record_has_the_same_end():
    """Every record has id, world, who made it when, and why it was voided (design §4)."""
    for cls in RECORDS:
        assert list(cls.fields)[-5:] == ["world", "id", "created_at", "created_by", "voided"]


def test_a_record_leaves_others_alone():
    """One kind's fields are no other's, nor their base's."""
    assert "statement" not in Thing.fields
    assert Record.fields == {}


def test_what_the_journal_may_carry():
    """What is derived is not written; 作废 is."""
    assert list(Thing.written()) == ["number", "name", "happened", "colour", "owner", "voided"]


@pytest.mark.parametrize("name", BY_NAME)
def test_private_by_name(name):
    """What is said, answered, reasoned or attached is private in whatever record it stands (design §6)."""
    cls = type("Other", (Record,), {"noun": "other", name: LongText("内容"), "title": Text("标题")})
    assert cls.fields[name].private
    assert not cls.fields["title"].private


def test_the_list_of_the_private_is_the_designs():
    """No name more, none less."""
    assert sorted(record.ALWAYS_PRIVATE) == sorted(BY_NAME)


def test_a_record_gives_values_and_its_class_fields():
    """`thing.name` is the value, `Thing.name` the field; an absent value is None."""
    thing = Thing({"name": "锤子"})
    assert (thing.name, thing.happened, Thing.name.label) == ("锤子", None, "名称")


def test_a_record_copies_its_values():
    """Changing the given values later changes no record."""
    values = {"name": "锤子"}
    thing = Thing(values)
    values["name"] = "钳子"
    assert thing.name == "锤子"


def test_a_record_shows_no_name():
    """What lands in a log is the number or id, never what names a person."""
    assert repr(Thing({"number": "X-2026-W0001", "owner": "王秀英"})) == "<thing X-2026-W0001>"
    assert repr(Thing({"id": "abc", "owner": "王秀英"})) == "<thing abc>"


def test_equal_records():
    """Equal are records of one kind with equal values; none is a key of a dict."""

    class Other(Thing):
        """The same fields under another word."""

        noun = "other"

    assert Thing({"name": "锤子"}) == Thing({"name": "锤子"})
    assert Thing({"name": "锤子"}) != Thing({"name": "钳子"})
    assert Thing({"name": "锤子"}) != Other({"name": "锤子"})
    assert Thing({}) != {}
    with pytest.raises(TypeError):
        hash(Thing({}))


def test_inherited_fields():
    """A record made of another has that one's fields too, without touching it."""

    class Tool(Thing):
        """A thing with a use."""

        use = Text("用途")

    assert "use" not in Thing.fields
    assert Tool.use.name == "use"
    assert list(Tool.fields)[:3] == ["number", "name", "happened"]
    assert "use" in Tool.written()


def test_read():
    """Typed values become canonical; what is not a written field, or has no meaning, is refused by its label."""
    assert Thing.read({"name": " 锤子 ", "happened": "2026年10月7日", "colour": ""}) == {
        "name": "锤子",
        "happened": "2026-10-07",
        "colour": None,
    }
    for values, said in [
        ({"weight": 1}, "物件没有“weight”这一项"),
        ({"state": "新"}, "物件没有“state”这一项"),
        ({"id": "x"}, "物件没有“id”这一项"),
        ({"happened": "2月30日"}, "时间："),
        ({"colour": "绿"}, "颜色："),
    ]:
        with pytest.raises(BadValue, match=said):
            Thing.read(values)


def test_missing():
    """The required fields without a value, in order."""
    assert [field.name for field in Thing.missing({})] == ["name", "happened"]
    assert [field.name for field in Thing.missing({"name": "锤子", "happened": None})] == ["happened"]
    assert Thing.missing({"name": "锤子", "happened": "2026-10-07"}) == []


# ---- rows --------------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
refs = words | st.uuids(version=4).map(str)
VALUES = {
    kinds.Number: st.integers(0, 10**12),
    kinds.YesNo: st.booleans(),
    kinds.Day: st.dates().map(str),
    kinds.Moment: st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M}") | st.dates().map(str),
    kinds.Several: st.lists(refs, min_size=1, max_size=4, unique=True),
    kinds.CountPerRef: st.dictionaries(refs, st.integers(0, 99), min_size=1, max_size=3),
    kinds.PerRef: st.dictionaries(refs, words, min_size=1, max_size=3),
    Papers: st.lists(
        st.fixed_dictionaries(
            {
                "digest": st.text("0123456789abcdef", min_size=64, max_size=64),
                "name": words,
                "size": st.integers(0, 2**40),
            }
        ),
        min_size=1,
        max_size=2,
    ),
    kinds.Data: st.dictionaries(words, st.none() | st.booleans() | st.integers() | words | st.lists(words), min_size=1),
    kinds.Field: words,
}


@given(st.fixed_dictionaries(VALUES), st.sets(st.integers(0, 60)))
def test_rows_go_round(value, absent):
    """Every value of every field of every record comes out of its row as it went in, and SQLite can keep it."""
    for cls in RECORDS:
        values = {
            name: value[next(kind for kind in VALUES if isinstance(field, kind))] for name, field in cls.fields.items()
        }
        values |= {name: None for place, name in enumerate(values) if place in absent}
        row = cls(values).row()
        assert list(row) == list(cls.fields)
        assert all(one is None or isinstance(one, str | int) for one in row.values())
        as_kept = {name: int(one) if isinstance(one, bool) else one for name, one in row.items()}  # SQLite has no bool
        back = cls.from_row(as_kept)
        assert back == cls(values)
        assert [type(one) for one in back.data.values()] == [type(one) for one in values.values()]


def test_an_absent_value_has_a_column():
    """A row has every column, whatever the record lacks."""
    assert set(Thing({}).row().values()) == {None}


def test_structured_values_are_json():
    """Lists keep their order, Chinese stays readable."""

    class Team(Record):
        """A record with a list."""

        noun = "team"
        members = kinds.Refs("成员", of="deputy")
        leader = Ref("组长", of="deputy")

    row = Team({"members": ["陈秀兰", "单俊峰"], "leader": "陈秀兰"}).row()
    assert row["members"] == '["陈秀兰","单俊峰"]'
    assert row["leader"] == "陈秀兰"


# ---- ids ---------------------------------------------------------------------------------------------------------


def test_new_ids_are_version_7():
    """Version and variant are RFC 9562's, and the time is the millisecond it was made in."""
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert str(UUID(made)) == made
    assert (UUID(made).version, UUID(made).variant) == (7, "specified in RFC 4122")
    assert before <= UUID(made).int >> 80 <= after


def test_new_ids_are_ordered_and_different(monkeypatch):
    """A later millisecond gives a greater id; within one they differ all the same."""
    stamps = iter(range(1_790_000_000_000, 1_790_000_000_200))
    monkeypatch.setattr(record.time, "time_ns", lambda: next(stamps) * 1_000_000)
    made = [new_id() for _ in range(200)]
    assert made == sorted(made)
    monkeypatch.setattr(record.time, "time_ns", lambda: 1_790_000_000_000_000_000)
    assert len({new_id() for _ in range(500)}) == 500


def test_a_clock_gone_mad(monkeypatch):
    """A PC whose clock stands past what an id can hold still makes ids of the right shape."""
    monkeypatch.setattr(record.time, "time_ns", lambda: 2**63 * 1_000_000)
    assert UUID(new_id()).version == 7


def by_hand(text: str) -> str:
    """uuid5 as RFC 4122 has it: SHA-1 of the namespace's bytes and the name, with version and variant set."""
    url = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
    space = uuid5(url, "lianluozhan")
    made = bytearray(hashlib.sha1(space.bytes + text.encode()).digest()[:16])
    made[6] = made[6] & 0x0F | 0x50
    made[8] = made[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(made)))


@pytest.mark.parametrize(
    ("source", "spelled"),
    [
        (("place", "140405102"), '["place","140405102"]'),
        (
            ("duty", "140405102", "渔泽镇站", "2026-10-07", "走访"),
            '["duty","140405102","渔泽镇站","2026-10-07","走访"]',
        ),
        (("visit", "140405102", {"b": [1, True], "a": None}, 2), '["visit","140405102",{"a":null,"b":[1,true]},2]'),
    ],
)
def test_ids_of_a_source(source, spelled):
    """What a program makes by itself has the id of its source, on every PC and in every later version."""
    assert id_of(*source) == by_hand(spelled)


def test_ids_of_a_source_are_pinned():
    """These were worked out once outside the program: changing them doubles every station's records."""
    assert id_of("place", "140405102") == PINNED[0]
    assert id_of("issue", "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f506") == PINNED[1]


def test_order_in_a_source_matters_only_where_it_has_meaning():
    """The keys of values have no order, lists have."""
    assert id_of({"a": 1, "b": 2}) == id_of({"b": 2, "a": 1})
    assert id_of(["a", "b"]) != id_of(["b", "a"])
    assert id_of("a", "b") != id_of("ab")


@given(st.lists(words, min_size=1, max_size=3))
def test_any_source_has_its_id(source):
    """The spelling is the journal's: no spaces, Chinese as it is."""
    assert id_of(*source) == by_hand(json.dumps(source, ensure_ascii=False, separators=(",", ":")))


def test_numbers_have_letters():
    """The letters of design §4 and of the wider parts; a kind without a number has none, and no letter is used twice (D: 建议)."""
    letters = {
        "visit": "J",
        "issue": "Y",
        "duty": "L",
        "activity": "H",
        "ballot": "P",
        "notice": "G",
        "project": "X",
        "study": "Z",
        "draft_law": "C",
        "opinion": "T",
        "meeting": "M",
        "tenure": "R",
        "commitment": "N",
        "appraisal": "S",
    }
    assert {cls.noun: cls.letter for cls in RECORDS if cls.letter} == letters
    assert {cls.noun for cls in RECORDS if "number" in cls.written()} == letters.keys()
    assert len({*letters.values(), "D"}) == len(letters) + 1


def test_counts_are_whole():
    """A number column is kept as an integer, a yes or no as 0 or 1, all else as text."""
    assert {cls.column for cls in (Number, kinds.YesNo)} == {"INTEGER", "BOOLEAN"}
    assert {kind.column for kind in VALUES if kind not in (Number, kinds.YesNo)} == {"TEXT", "JSON"}


def test_what_can_be_read_while_it_is_typed():
    """Of what is being typed only what has a meaning is there already, a day of this year; what is no field is passed over."""
    clock.set_today("2026-10-21")
    typed = {"received_at": "10.2", "party_size": "几个", "visitor_phone": "138 0000 0000", "walk": "走访"}
    assert Visit.legible(typed) == {"received_at": "2026-10-02", "visitor_phone": "13800000000"}

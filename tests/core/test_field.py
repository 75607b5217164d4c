"""What a value means: what each kind of field understands, keeps as it is, wonders about and refuses."""

import datetime as dt
import json
import re
import unicodedata

import phonenumbers
import pytest
from hypothesis import assume, given, strategies as st
from stdnum.cn import ric

from lianluozhan import field as kinds
from lianluozhan.errors import BadValue
from lianluozhan.typed import Hint

ID = "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f506"
PAPER = {"digest": "ab" * 32, "name": "诉求书.jpg", "size": 120}

# kind, what is typed or read, what is kept. Written by hand.
READ = [
    (kinds.Text, "  路灯 ", "路灯"),
    (kinds.Text, "第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
    (kinds.Text, "e\u0301", "\u00e9"),
    (kinds.Text, "一\t二", "一\t二"),
    (kinds.Text, "䶮𬱖𫍣㛃", "䶮𬱖𫍣㛃"),
    (kinds.Text, 12, "12"),
    (kinds.Text, 12.0, "12"),
    (kinds.Text, 123456789012345.0, "123456789012345"),
    (kinds.LongText, "\n他说：“灯不亮。”\n", "他说：“灯不亮。”"),
    (kinds.Serial, "140405102-2026-J0001", "140405102-2026-J0001"),
    (kinds.Phone, "138 0000 0000", "13800000000"),
    (kinds.Phone, "１３８-００００-００００", "13800000000"),
    (kinds.Phone, "+86 13800000000", "13800000000"),
    (kinds.Phone, 13800000000, "13800000000"),
    (kinds.Phone, 13800000000.0, "13800000000"),
    (kinds.Phone, "0355-7500000转12", "03557500000转12"),
    (kinds.IdNumber, "11010519491231002x", "11010519491231002X"),
    (kinds.IdNumber, "110105 19491231 002X", "11010519491231002X"),
    (kinds.Day, "2026年10月7日", "2026-10-07"),
    (kinds.Day, dt.date(2026, 10, 7), "2026-10-07"),
    (kinds.Moment, "2026.10.7 9:30", "2026-10-07T09:30"),
    (kinds.Moment, dt.datetime(2026, 10, 7, 9, 30), "2026-10-07T09:30"),
    (kinds.Moment, "2026-10-07", "2026-10-07"),
    (kinds.Hour, "上午9点半", "09:30"),
    (kinds.Hour, "2026-10-07T09:30", "09:30"),
    (kinds.Hour, dt.time(14, 0), "14:00"),
    (kinds.Month, "2026年10月", "2026-10"),
    (kinds.Number, "3人", 3),
    (kinds.Number, "１２", 12),
    (kinds.Number, 3.0, 3),
    (kinds.Number, 0, 0),
    (kinds.YesNo, "是", True),
    (kinds.YesNo, "×", False),
    (kinds.YesNo, True, True),
    (kinds.YesNo, False, False),
    (kinds.Choice, " 走访 ", "走访"),
    (kinds.Words, "单俊峰、陈秀兰", ["单俊峰", "陈秀兰"]),
    (kinds.Words, ["丙", "甲", "丙"], ["丙", "甲"]),
    (kinds.Words, ("甲", None, " "), ["甲"]),
    (kinds.Choices, ["走访", "电话"], ["走访", "电话"]),
    (kinds.Ref, ID, ID),
    (kinds.Ref, " 区住建局 ", "区住建局"),
    (kinds.Refs, [ID, "陈秀兰"], [ID, "陈秀兰"]),
    (kinds.PerRef, {ID: " 主持 ", "陈秀兰": ""}, {ID: "主持"}),
    (kinds.PerRef, "彭喆：出差；陈秀兰（病假）", {"彭喆": "出差", "陈秀兰": "病假"}),
    (kinds.PerRef, {"e\u0301": "记录"}, {"\u00e9": "记录"}),
    (kinds.CountPerRef, {ID: "3人", "陈秀兰": 2}, {ID: 3, "陈秀兰": 2}),
    (kinds.Papers, [PAPER], [PAPER]),
    (
        kinds.Data,
        {"正常": {"days": 15, "on": True}, "说明": [" 自交办次日起 ", None]},
        {"正常": {"days": 15, "on": True}, "说明": ["自交办次日起", None]},
    ),
]


def field(kind):
    """A field of a kind, with choices where it needs some."""
    return (
        kind("甲乙丙丁", choices=("走访", "电话"))
        if issubclass(kind, kinds.Choice | kinds.Choices)
        else kind("甲乙丙丁")
    )


def refused(kind, value) -> str:
    """The reason with which a field refuses a value."""
    with pytest.raises(BadValue) as bad:
        field(kind).read(value)
    return str(bad.value)


@pytest.mark.parametrize(("kind", "typed", "kept"), READ)
def test_read(kind, typed, kept):
    """What was typed is understood, and what is canonical already stays as it is."""
    read = field(kind).read(typed)
    assert (read, type(read)) == (kept, type(kept))
    assert field(kind).read(read) == kept


def test_every_kind_has_an_example():
    """A kind without an example above is not known to be read."""
    every = {cls for cls in vars(kinds).values() if isinstance(cls, type) and issubclass(cls, kinds.Field)}
    assert every - {kinds.Field, kinds.Several} == {kind for kind, _typed, _kept in READ}


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in READ}, key=lambda kind: kind.__name__))
@pytest.mark.parametrize("nothing", [None, "", "  ", "\u3000\n", "\u200b", [], {}])
def test_nothing_is_absent(kind, nothing):
    """What is empty, or only looks like something, is absent."""
    assert field(kind).read(nothing) is None


@pytest.mark.parametrize("empty", [[None], [" "], ["", None]])
def test_lists_of_nothing_are_absent(empty):
    """A list of empty cells is no list."""
    assert kinds.Words("甲").read(empty) is None
    assert kinds.PerRef("甲").read({"陈秀兰": None, "": "主持"}) is None


BAD = [
    (kinds.Text, "一\x00二", "控制字符"),
    (kinds.Text, "一\x1b二", "控制字符"),
    (kinds.Text, "一\x7f二", "控制字符"),
    (kinds.Text, "一\x85二", "控制字符"),
    (kinds.Text, "\ud83d", "控制字符"),
    (kinds.Text, "字" * 200_001, "太长"),
    (kinds.Text, True, "文字"),
    (kinds.Text, ["甲"], "文字"),
    (kinds.Text, {"甲": 1}, "文字"),
    (kinds.Text, float("nan"), "没有算出结果"),
    (kinds.Text, float("-inf"), "没有算出结果"),
    (kinds.Phone, "138\x000000000", "控制字符"),
    (kinds.Phone, "\ud800", "控制字符"),
    (kinds.Phone, ["13800000000"], "文字"),
    (kinds.Phone, {"a": 1}, "文字"),
    (kinds.Phone, True, "文字"),
    (kinds.Phone, 1.38e25, "丢失"),
    (kinds.Phone, "1.38E+25", "丢失"),
    (kinds.IdNumber, "1101\x07", "控制字符"),
    (kinds.IdNumber, 110105194912310000, "丢失"),
    (kinds.IdNumber, False, "文字"),
    (kinds.Day, "2026年2月30日", "2月没有30日"),
    (kinds.Day, "上回", "看不懂“上回”，请写成 2026-10-31"),
    (kinds.Day, "10月7日", "年份"),
    (kinds.Moment, "2026-10-07 25:00", "时间"),
    (kinds.Month, "2026年13月", "没有13月"),
    (kinds.Hour, "9点半左右", "看不懂时间"),
    (kinds.Hour, "2026-10-07", "看不懂时间"),
    (kinds.Hour, "25:00", "没有"),
    (kinds.Hour, True, "时间"),
    (kinds.Number, "几个", "不是一个整数"),
    (kinds.Number, -1, "不是一个整数"),
    (kinds.Number, 1.5, "不是一个整数"),
    (kinds.Number, True, "不是一个整数"),
    (kinds.Number, 10**12 + 1, "太大"),
    (kinds.Number, "9" * 5000, "太大"),
    (kinds.Number, 10**400, "太大"),
    (kinds.YesNo, "也许", "是"),
    (kinds.YesNo, 2, "是"),
    (kinds.Choice, "飞鸽", "可填：走访、电话"),
    (kinds.Choices, ["走访", "飞鸽"], "可填：走访、电话"),
    (kinds.Words, 5, "一项或几项"),
    (kinds.Words, {"甲": 1}, "一项或几项"),
    (kinds.Words, [["甲"]], "文字"),
    (kinds.Words, "赵 钱 孙 李 周", "顿号"),
    (kinds.Refs, ["\ud800"], "控制字符"),
    (kinds.PerRef, "主持", "每个人"),
    (kinds.PerRef, {"甲\x00": "主持"}, "控制字符"),
    (kinds.CountPerRef, {"甲": "多"}, "不是一个整数"),
    (kinds.Papers, "诉求书.jpg", "attach"),
    (kinds.Papers, [{"digest": "ab" * 32}], "attach"),
    (kinds.Papers, ["诉求书"], "attach"),
    (kinds.Papers, [PAPER | {"digest": "../../x"}], "attach"),
    (kinds.Papers, [PAPER | {"size": -1}], "attach"),
    (kinds.Papers, [PAPER | {"size": 1.0}], "attach"),
    (kinds.Papers, [PAPER | {"size": True}], "attach"),
    (kinds.Papers, [PAPER | {"name": None}], "attach"),
    (kinds.Papers, [PAPER | {"name": "甲\x00"}], "控制字符"),
    (kinds.Papers, [PAPER | {"digest": 5}], "attach"),
    (kinds.Data, {"上限": 0.5}, "小数"),
    (kinds.Data, [float("nan")], "小数"),
    (kinds.Data, {"甲\x00": 1}, "控制字符"),
    (kinds.Data, {"甲": {1, 2}}, "文字"),
]


@pytest.mark.parametrize(("kind", "value", "reason"), BAD)
def test_refused(kind, value, reason):
    """What has no meaning, or what the journal cannot hold, is refused with a reason in plain Chinese."""
    told = refused(kind, value)
    assert reason in told
    assert any("\u4e00" <= c <= "\u9fff" for c in told)


def test_the_longest_text_is_taken():
    """The limit itself is not refused."""
    assert len(kinds.LongText("甲").read("字" * 200_000)) == 200_000
    assert kinds.Number("甲").read(10**12) == 10**12


@pytest.mark.parametrize("kind", [kinds.Text, kinds.Phone, kinds.Number, kinds.Day, kinds.YesNo, kinds.Words])
def test_a_day_is_taken_as_one_only_where_one_is_meant(kind):
    """A date is no text, no phone and no count."""
    if kind is kinds.Day:
        assert kind("甲").read(dt.date(2026, 10, 7)) == "2026-10-07"
    else:
        with pytest.raises(BadValue):
            kind("甲").read(dt.date(2026, 10, 7))


def test_the_hint_fills_what_the_title_said():
    """The year of 10月7日 comes from the sheet's title, in a list too."""
    assert kinds.Day("甲").read("10月7日", Hint(2026)) == "2026-10-07"
    assert kinds.Moment("甲").read("9:30", Hint(2026, 10, 7)) == "2026-10-07T09:30"

    class Days(kinds.Several):
        """Several days."""

        one = kinds.Day

    assert Days("甲").read(["10月7日", "8日"], Hint(2026, 10)) == ["2026-10-07", "2026-10-08"]


@pytest.mark.parametrize(
    "value",
    [
        "13800000000",
        "03557500000",
        "03557500000转12",
        "95598",
        "12345",
        "7500000",
        "4008123123",
        "110",
        "13800000000、03557500000",
    ],
)
def test_usual_phones_are_not_odd(value):
    """Mobiles, land lines with and without area, service numbers."""
    assert kinds.Phone("甲").odd(value) is None


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("1380000000", "10 位"),
        ("138000", "6 位"),
        ("1380000000012345678", "不像"),
        ("无此号码", "4 位"),
        ("138****0000", "不像"),
        ("13800000000、139", None),
        ("13800000000、1390", "4 位"),
        ("00000000000", "不像"),
        ("+", "1 位"),
        ("9" * 30, "不像"),
    ],
)
def test_odd_phones_are_told_and_kept(value, word):
    """An odd number warns and stays; it is odd for the library too."""
    told = kinds.Phone("甲").odd(value)
    assert told is None if word is None else word in told
    assert kinds.Phone("甲").read(value) == value


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_what_the_library_knows_is_not_odd(number):
    """Every mobile number the phone library takes for valid passes without a word."""
    assume(phonenumbers.is_valid_number(phonenumbers.parse(number, "CN")))
    assert kinds.Phone("甲").odd(number) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2025, 12, 31)), st.integers(0, 999), st.sampled_from("0123456789X"))
def test_identity_numbers(born, serial, last):
    """Odd is what the check digit of GB 11643 says is odd; it is read all the same."""
    number = f"110105{born:%Y%m%d}{serial:03d}{last}"
    assert kinds.IdNumber("甲").read(number) == number
    assert (kinds.IdNumber("甲").odd(number) is None) == ric.is_valid(number)


def test_a_known_identity_number():
    """The example of GB 11643, and the same with its check digit changed."""
    assert kinds.IdNumber("甲").odd("11010519491231002X") is None
    assert "先照记" in kinds.IdNumber("甲").odd("110105194912310021")


def test_other_kinds_find_nothing_odd():
    """Only numbers that a library checks can look wrong."""
    assert kinds.Text("甲").odd("随便") is None


def test_references_are_ids_or_names():
    """An id is a UUID as the program writes it; all else is a name."""
    assert kinds.is_id(ID)
    for name in ("单俊峰", "", None, 5, ID.upper(), "{" + ID[1:-1] + "}", ID.replace("-", "") + "abcd", "z" * 36):
        assert not kinds.is_id(name)


def test_a_field_is_read_from_its_record():
    """On the class the declaration, on a record the value."""

    class Thing:
        """Something with a field."""

        name = kinds.Text("名称", required=True)

        def __init__(self, data):
            self.data = data

    assert Thing.name.label == "名称"
    assert (Thing.name.name, Thing.name.required, Thing.name.private, Thing.name.derived) == (
        "name",
        True,
        False,
        False,
    )
    assert Thing({"name": "甲"}).name == "甲"
    assert Thing({}).name is None


def test_a_kind_without_a_reading_is_no_kind():
    """A field that does not say how it reads cannot read."""
    with pytest.raises(NotImplementedError):
        kinds.Field("甲").read("x")


# ---- whatever is typed -------------------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
SURROGATES = st.text(st.characters(), max_size=8)


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in READ}, key=lambda kind: kind.__name__))
@given(typed=ANYTHING | SURROGATES)
def test_whatever_is_typed(kind, typed):
    """Any value at all is refused as a BadValue, or read: then reading it again changes nothing and the journal can hold it."""
    try:
        read = field(kind).read(typed)
    except BadValue:
        return
    assert field(kind).read(read) == read
    text = json.dumps(read, ensure_ascii=False, allow_nan=False)
    text.encode()
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"(?<!\\)(\\\\)*\\[^\\\"nt]", text)
    assert not any(isinstance(one, float) for one in leaves(read))


def leaves(value):
    """The plain values in a value."""
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_words_stay_as_typed(typed):
    """But for NFC and the spaces around them, words are kept character for character."""
    read = kinds.Text("甲").read(typed)
    assert (read or "") == unicodedata.normalize("NFC", typed).strip(
        " \t\n\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
    )


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
)
def test_moments_go_round(at):
    """A moment is the same whether it comes as a cell's value or as it is kept."""
    kept = f"{at:%Y-%m-%dT%H:%M}".removesuffix("T00:00")
    assert kinds.Moment("甲").read(at) == kept == kinds.Moment("甲").read(kept)
    assert kinds.Day("甲").read(at) == f"{at:%Y-%m-%d}" == kinds.Day("甲").read(kept)
    assert kinds.Month("甲").read(at) == f"{at:%Y-%m}"

"""Masking: enough stays to tell a matter apart, never enough to find the person."""

import itertools
from datetime import date

import pytest
from hypothesis import assume, given, strategies as st
from stdnum import luhn
from stdnum.cn import ric

from lianluozhan.masking import (
    COMPOUND,
    each_of,
    find_private,
    mask_address,
    mask_id,
    mask_name,
    mask_names,
    mask_numbers,
    mask_phone,
)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("王李建国", "王**国"),
        ("尉迟桂英", "尉迟**"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),  # two characters: a surname of one and a given name
        ("陈𬱖", "陈*"),
        ("单俊𫍣", "单*𫍣"),
        ("𠅤国栋", "𠅤*栋"),
        ("董䶮", "董*"),
        ("张 三", "张*"),
        ("张　三", "张*"),
        (" 张小三 ", "张*三"),
        ("买买提·阿不都", "买**·***"),
        ("John", "J***"),
        ("张三、李小四", "张*、李*四"),
        ("张三，尉迟桂英；李四", "张*，尉迟**；李*"),
        ("张", "*"),
        ("", ""),
        ("葛\U000e0100城", "葛\U000e0100*"),
        ("葛\U000e0100小城\U000e0101", "葛\U000e0100*城\U000e0101"),
    ],
)
def test_names(name, masked):
    """The surname stays, the last character too when the surname has one and the name three or more."""
    assert mask_name(name) == masked


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.characters(
    min_codepoint=0x20000, max_codepoint=0x2EBE0
)


@given(st.text(HAN, min_size=2, max_size=8).filter(lambda name: "组" not in name))  # 一组 is nobody
def test_names_hide_all_but_two(name):
    """As many characters as before, at most two readable, at least one hidden, the first where it was."""
    masked = mask_name(name)
    assert len(masked) == len(name) and masked[0] == name[0]
    assert masked.count("*") >= 1 and len(masked) - masked.count("*") <= 2
    assert all(m in (c, "*") for c, m in zip(name, masked, strict=True))


@given(st.text(max_size=12))
def test_any_text_may_stand_for_a_name(name):
    """Nothing typed breaks it, no half of a four-byte character comes out."""
    assert mask_name(name).encode("utf-8", "surrogatepass") is not None
    assert len(mask_name(name)) <= len(name)


def test_compound_surnames():
    """They are two characters each, and the usual ones are among them."""
    assert {len(surname) for surname in COMPOUND} == {2}
    assert {"欧阳", "司马", "上官", "诸葛", "尉迟", "令狐", "万俟", "澹台", "长孙", "皇甫"} <= COMPOUND


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800000000", "138****0000"),
        ("03557522222", "035****2222"),
        ("7522222", "*****22"),
        ("12345", "*****"),
        ("0355-7522222", "035*-***2222"),
        ("03557522222转8001", "035****2222转****"),
        ("", ""),
    ],
)
def test_phones(phone, masked):
    """Four digits in the middle go; a short number goes whole."""
    assert mask_phone(phone) == masked


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_mobile_phones(phone):
    """Of a mobile number the first three and last four digits stay."""
    assert mask_phone(phone) == phone[:3] + "****" + phone[7:]


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "110105********002X"),
        ("140405850101001", "140405*****1001"),
        ("1404051", "*******"),
        ("", ""),
    ],
)
def test_id_numbers(number, masked):
    """The birthday goes; a piece of a number goes whole."""
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("久安社区3号楼2单元501", "久安社区**"),
        ("久安社区三号楼", "久安社区**"),
        ("久安社区３号楼", "久安社区**"),
        ("渔泽镇岗上村12号", "渔泽镇岗上村**"),
        ("渔泽镇岗上村二组", "渔泽镇岗上村**"),
        ("渔泽镇岗上村张三家", "渔泽镇岗上村**"),
        ("岗上村村委会东侧第二家", "岗上村**"),
        ("上村镇岗上村村民小组", "上村镇岗上村**"),
        ("英雄中路123号", "英雄中路**"),
        ("麟绛街道东街18号院", "麟绛街道东街**"),
        ("渔泽供电所宿舍", "**"),
        ("3号楼2单元", "**"),
        ("岗上村", "岗上村"),
        ("东街", "东街"),
        ("屯留区麟绛街道久安社区", "屯留区麟绛街道久安社区"),
        ("前后庄村", "前后庄村"),
        ("", ""),
    ],
)
def test_addresses(address, masked):
    """Up to the village or estate, else the street; the door and the household go."""
    assert mask_address(address) == masked


@given(st.text("渔泽镇岗上村久安社区东街路0123456789号楼单元张三家", max_size=20))
def test_addresses_keep_no_number(address):
    """No house number outlives the masking, and nothing is added but stars."""
    masked = mask_address(address)
    assert not any(c.isdigit() for c in masked)
    assert address.startswith(masked.removesuffix("**"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请打13800000000联系", [("电话", "13800000000")]),
        ("138 0000 0000或138-0000-0001", [("电话", "138 0000 0000"), ("电话", "138-0000-0001")]),
        ("１３８００００００００", [("电话", "１３８００００００００")]),
        ("家里0355-7522222。", [("电话", "0355-7522222")]),
        ("+86 13800000000", [("电话", "+86 13800000000")]),
        ("身份证11010519491231002X，谢谢", [("身份证", "11010519491231002X")]),
        ("１１０１０５１９４９１２３１００２Ｘ", [("身份证", "１１０１０５１９４９１２３１００２Ｘ")]),
        ("身份证110105194912310021", [("身份证", "110105194912310021")]),  # check digit mistyped
        ("卡号4111 1111 1111 1111", [("银行卡", "4111 1111 1111 1111")]),
        ("卡号6200000000000005。", [("银行卡", "6200000000000005")]),
        ("卡号6205500000000000004", [("银行卡", "6205500000000000004")]),
        ("𬱖13800000000𬱖", [("电话", "13800000000")]),
    ],
)
def test_found_in_free_words(text, found):
    """Numbers are found between Chinese words, in half and full width, with blanks; the span is theirs."""
    assert [(kind, text[start:end]) for kind, (start, end) in find_private(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "路灯不亮三个月",
        "2026-10-07 08:30",
        "2026年10月7日上午9时",
        "编号140405102-2026-J0012",
        "打12345热线没人接",
        "欠薪38000元，共23人",
        "室温只有16℃",
        "卡号4111 1111 1111 1112",  # its check digit says it is none
        "单号20261007123456789012",
    ],
)
def test_nothing_found(text):
    """Dates, sums, record numbers and hotlines are nobody's."""
    assert find_private(text) == []


def test_all_in_order():
    """Several in one text come in their order, each once, none inside another."""
    text = "张三13800000000，证11010519491231002X，卡4111111111111111，家0355-7522222"
    found = find_private(text)
    assert [kind for kind, _ in found] == ["电话", "身份证", "银行卡", "电话"]
    assert all(a[1][1] <= b[1][0] for a, b in itertools.pairwise(found))


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.text(HAN, max_size=5), st.text(HAN, max_size=5))
def test_every_mobile_is_found(phone, before, after):
    """Whatever Chinese words stand around it, a mobile number is found with its exact span."""
    start = len(before)
    assert ("电话", (start, start + 11)) in find_private(before + phone + after)


@given(
    st.sampled_from(["140424", "110105", "625000"]),
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(0, 999),
)
def test_every_valid_id_is_found(place, born, serial):
    """A number with the right check digit is found, whatever its birthday since 1900."""
    stem = f"{place}{born.isoformat().replace('-', '')}{serial:03}"
    number = stem + ric.calc_check_digit(stem + "0")
    assert find_private(f"身份证{number}。") == [("身份证", (3, 21))]


@given(st.from_regex(r"\A62[0-9]{14,16}\Z"))
def test_every_card_is_found(stem):
    """A card number with its right check digit is found, unless it reads as an identity number."""
    number = stem + luhn.calc_check_digit(stem)
    assert [span for _, span in find_private(f"卡{number}")] == [(1, 1 + len(number))]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("请给138 0000 0000回电话", "请给138 **** 0000回电话"),
        ("电话１３８００００００００", "电话１３８****００００"),
        ("身份证11010519491231002X，卡6222021234567890128", "身份证110105********002X，卡622202*********0128"),
        ("0355-7500000 转 12 和 13800000000", "035*-***0000 转 12 和 138****0000"),
        ("电话138.0000.0000，或138—0000—0000", "电话138.****.0000，或138—****—0000"),
        ("138·0000·0000 138/0000/0000 138  0000  0000", "138·****·0000 138/****/0000 138  ****  0000"),
        ("身份证110105 19491231 002X", "身份证110105**********002X"),
        ("第3、4、5、6、7、8、9条，金额1380.0000元", "第3、4、5、6、7、8、9条，金额1380.0000元"),
        ("2026年10月21日 第12号", "2026年10月21日 第12号"),
        ("补助150、2000、3000元，150，2000，3000元", "补助150、2000、3000元，150，2000，3000元"),
        ("", ""),
    ],
)
def test_numbers_in_words(words, shown):
    """In free words each number that gives somebody away is starred where it stands; dates and small numbers stay."""
    assert mask_numbers(words) == shown


PIECES = (
    "13800000000",
    "0355-7500000",
    "11010519491231002X",
    "6222021234567890128",
    "，",
    " 和 ",
    "张三",
    "12号",
    "路灯不亮。",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("，".join))
def test_nothing_private_is_left(words):
    """What is left gives no number away any more; other words are untouched."""
    assert not find_private(mask_numbers(words))
    assert find_private(words) or mask_numbers(words) == words


@pytest.mark.parametrize(
    "names", [["独孤婉儿、王丙"], ["王丙；独孤婉儿等5人"], ["独孤婉儿", "王丙"], ["独孤婉儿/王丙等 三户"]]
)
def test_each_of_those_who_are_named_together(names):
    """Several people in one field are each starred where one of them stands alone; 等 may end a name too."""
    assert mask_names("王等说", ["王等"]) == "王*说"
    assert mask_names("独孤婉儿家漏水，王丙也说过", names) == "独孤**家漏水，王*也说过"


@pytest.mark.parametrize(
    ("names", "each", "shown"),
    [
        ("一组、二组居民", [], "一组、二组居民"),
        ("第三村民小组、12组、１２组等20户", [], "第三村民小组、12组、１２组等20户"),
        ("二十一组部分群众；十组", [], "二十一组部分群众；十组"),
        ("一组、王甲", ["王甲"], "一组、王*"),
        ("第五组", ["第五组"], "第五*"),  # somebody of the surname 第五
        ("第五小组", ["第五小组"], "第五**"),
        ("第五组居民", [], "第五组居民"),
        ("一组王甲", ["一组王甲"], "一**甲"),
        ("王一组", ["王一组"], "王*组"),
        ("第五一组", ["第五一组"], "第五**"),
        ("万组", ["万组"], "万*"),
        ("一组组长", ["一组组长"], "一**长"),
        ("组、一", [], "*、*"),
    ],
)
def test_a_group_of_a_village_is_nobody(names, each, shown):
    """What can only be a group stays readable, in its field and where words speak of it; what may be a name is starred."""
    assert (each_of(names), mask_name(names)) == (each, shown)
    assert mask_names(f"修{names}门前的路", [names]) == f"修{shown if each else names}门前的路"


@given(st.sampled_from(sorted(COMPOUND)) | HAN, st.text(HAN, min_size=1, max_size=3))
def test_no_name_is_taken_for_a_group(surname, given_name):
    """Whoever has a surname that is no numeral is starred, whatever they are called."""
    name = surname + given_name
    assume(surname not in (*"一二三四五六七八九十", "第五"))
    assert "*" in mask_name(name)

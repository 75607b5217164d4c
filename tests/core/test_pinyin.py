"""Names are found by letters: surnames read as surnames are, other readings still found."""

import re

import pytest
from hypothesis import given, strategies as st

from lianluozhan.pinyin import MOST, SURNAMES, initials, keys


@pytest.mark.parametrize(
    ("name", "letters", "whole"),
    [
        ("单俊峰", "sjf", "shanjunfeng"),
        ("仇文斌", "qwb", "qiuwenbin"),
        ("曾晓梅", "zxm", "zengxiaomei"),
        ("解国栋", "xgd", "xieguodong"),
        ("查立红", "zlh", "zhalihong"),
        ("尉迟建军", "ycjj", "yuchijianjun"),
        ("万俟春", "mqc", "moqichun"),
        ("区海燕", "ohy", "ouhaiyan"),
        ("盖丽", "gl", "geli"),
        ("朴秀英", "pxy", "piaoxiuying"),
    ],
)
def test_surnames(name, letters, whole):
    """The first key is how the person would say it (table of surname readings: libraries' section on pinyin)."""
    assert initials(name) == letters == keys(name)[0]
    assert whole in keys(name)


@pytest.mark.parametrize(("name", "used"), [("单俊峰", "djf"), ("仇文斌", "cwb"), ("曾晓梅", "cxm"), ("解国栋", "jgd")])
def test_other_readings(name, used):
    """What a clerk types by the everyday reading of the character finds the person too."""
    assert used in keys(name)


def test_only_at_the_head():
    """A surname's reading holds for the surname, not for the same character in a given name."""
    assert initials("陈仇") == "cc"
    assert "chenqiu" in keys("陈仇"), "it stays a further key"


def test_rare_characters():
    """Characters of the supplementary planes and rare ones are read."""
    assert initials("单俊𫍣") == "sjt"
    assert initials("冯䶮") == "fy"
    assert initials("杨㛃") == "yj"


def test_what_is_not_chinese():
    """Letters and digits stay themselves, lower case."""
    assert initials("12345热线") == "12345rx"
    assert "achang" in keys("A厂")
    assert keys("") == ("",)


def test_table():
    """Every surname has as many syllables as characters."""
    assert len(SURNAMES) > 60
    for surname, reading in SURNAMES.items():
        assert len(reading.split(",")) == len(surname)
        assert re.fullmatch(r"[a-z]+(,[a-z]+)?", reading)


@given(st.text(max_size=6))
def test_any_text(name):
    """Any text has keys, the first one is its initials, and there are never too many."""
    assert keys(name)[0] == initials(name)
    assert len(keys(name)) <= 2 * (MOST + 1)
    assert all(key == key.lower() or not key.isascii() for key in keys(name))

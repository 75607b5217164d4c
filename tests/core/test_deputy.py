"""The order of printed lists of deputies."""

import random

import pytest

from lianluozhan.deputy import LEVELS, Deputy, rank, told_apart


def test_levels():
    """The five levels, highest first."""
    assert LEVELS == ("全国", "省", "市", "区", "乡镇")


def test_rank():
    """By the highest of a deputy's levels, then by `order`, never by pinyin; who has no level or order comes last."""
    wanted = [
        {"name": "周乙", "levels": ["乡镇", "全国"], "order": 9},
        {"name": "曾丁", "levels": ["市"], "order": 2},
        {"name": "安丙", "levels": ["区", "市"], "order": 10},
        {"name": "王甲", "levels": ["市"]},
        {"name": "安戊", "levels": ["乡镇"], "order": 1},
        {"name": "阿己", "order": 1},
        {"name": "张庚"},
    ]
    deputies = [Deputy(values) for values in wanted]
    random.shuffle(deputies)
    assert [deputy.data for deputy in sorted(deputies, key=rank)] == wanted


def test_unknown_level():
    """A level only a newer program knows does not break the order."""
    assert rank(Deputy({"name": "甲", "levels": ["世界"]})) > rank(Deputy({"name": "乙", "levels": ["乡镇"]}))


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([("甲", {})], ["甲"]),
        (
            [("张伟", {"group": "第1小组"}), ("张伟", {"group": "第2小组"}), ("甲", {})],
            ["张伟（第1小组）", "张伟（第2小组）", "甲"],
        ),
        (
            [("张伟", {"group": "第1小组", "district": "东区"}), ("张伟", {"group": "第1小组", "district": "西区"})],
            ["张伟（东区）", "张伟（西区）"],
        ),
        ([("张伟", {"levels": ["区"]}), ("张伟", {"levels": ["区", "乡镇"]})], ["张伟（区）", "张伟（区·乡镇）"]),
        (
            [("张伟", {"group": "第1小组", "order": 3}), ("张伟", {"group": "第1小组", "order": 4})],
            ["张伟（第1小组·第3号）", "张伟（第1小组·第4号）"],
        ),
        ([("张伟", {"group": "一组、 二组"}), ("张伟", {"group": "三组"})], ["张伟（一组·二组）", "张伟（三组）"]),
        ([("张伟", {}), ("张伟", {})], ["张伟（dd-0）", "张伟（dd-1）"]),
        (
            [("张伟", {"group": "第1小组"}), ("张伟", {"group": "第1小组"})],
            ["张伟（第1小组）dd-0", "张伟（第1小组）dd-1"],
        ),
    ],
)
def test_told_apart(people, names):
    """Of several of one name each is called by what is theirs alone: group, district, level, else their number."""
    deputies = [Deputy({"id": f"dd-{n}", "name": name, **values}) for n, (name, values) in enumerate(people)]
    assert list(told_apart(deputies).values()) == names

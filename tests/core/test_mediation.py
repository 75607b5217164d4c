"""Parties of a mediation: read from the words people write them in, each person by name."""

import pytest

from lianluozhan.errors import BadInput
from lianluozhan.mediation import Party, names_of, parties_of, refuse_other


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "甲方：王甲 13800000000，前后庄村\n乙方：李乙",
            [Party("甲方", "王甲", "13800000000，前后庄村"), Party("乙方", "李乙")],
        ),
        ("甲方：王甲；乙方：李乙", [Party("甲方", "王甲"), Party("乙方", "李乙")]),
        ("王甲\n李乙（代理人王丙）", [Party("甲方", "王甲"), Party("乙方", "李乙", "（代理人王丙）")]),
        ("申请人: 尉迟桂英、王丙，两户", [Party("申请人", "尉迟桂英、王丙", "两户")]),
        ("甲方：", [Party("甲方", "")]),
        ("，无名", [Party("甲方", "", "，无名")]),
        ("", []),
        (None, []),
        ("；\n ；", []),
    ],
)
def test_parties(text, read):
    """A line or a clause each, with or without a role; whatever was written is somewhere in it."""
    assert parties_of(text) == read


def test_many():
    """More than there are stems begin anew; every one is there."""
    assert [one.role for one in parties_of("\n".join(f"人{n}" for n in range(11)))][8:] == ["壬方", "癸方", "甲方"]


def test_names():
    """Two on one side are two people; words are name and the rest."""
    assert names_of("甲方：王甲、王丙 电话\n李乙") == ["王甲", "王丙", "李乙"]
    assert parties_of("甲方：王甲，三排")[0].words == "王甲　三排" and Party("甲方", "").words == ""


def test_what_is_none():
    """Any other project has no agreement."""
    refuse_other("矛盾调处")
    for kind in ("自定", None):
        with pytest.raises(BadInput, match="不是矛盾调处"):
            refuse_other(kind)

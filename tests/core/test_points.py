"""The table of duty kinds: names, themes, points."""

import pytest

from lianluozhan import points
from lianluozhan.points import kinds, table, theme, themes

# 履职类别, first time, each more, at most (the district's model table)
TABLE = """
出席人代会 15 0 15
参加其他会议 3 1 5
参加学习培训 3 1 5
提出议案、建议、批评和意见 6 2 10
附议 1 1 4
开展专题调研 4 1 6
参加视察、调研及执法检查 6 1 10
接待选民 4 2 12
化解矛盾纠纷 5 1 8
扶弱济困 5 1 8
办好事、实事 5 1 8
参加公益慈善事业 5 1 8
向选民述职 3 0 5
其他 5 0 5
"""


def test_table():
    """Kinds, points and order are those of the table."""
    shipped = [(row["kind"], row["base"], row["extra"], row["cap"]) for row in table()]
    typed = [line.split() for line in TABLE.split("\n") if line]
    assert shipped == [(kind, int(base), int(extra), int(cap)) for kind, base, extra, cap in typed]
    assert kinds() == tuple(line[0] for line in typed)


def test_points_make_sense():
    """Points are whole numbers; one act never gives more than the cap."""
    for row in table():
        assert all(type(row[name]) is int for name in ("base", "extra", "cap"))
        assert 0 < row["base"] <= row["cap"]


def test_themes():
    """There are the district's seven themes; every kind has one and every theme a kind."""
    expected = "法律监督 视察调研 献良策 依托站点办实事 督办建议抓落实 立足本职作贡献 提升能力促履行职责"
    assert themes() == tuple(expected.split())
    assert {theme(kind) for kind in kinds()} == set(themes())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("接待选民", "依托站点办实事"),
        ("开展专题调研", "视察调研"),
        ("参加学习培训", "提升能力促履行职责"),
        ("提出议案、建议、批评和意见", "献良策"),
        ("看电影", None),
        ("", None),
    ],
)
def test_theme(kind, expected):
    """A kind's theme; none for what the table does not know."""
    assert theme(kind) == expected


def test_table_is_the_callers_own():
    """Changing a returned row changes nobody else's."""
    points.table()[0]["base"] = 99
    assert points.table()[0]["base"] == 15

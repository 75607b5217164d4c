"""A law's text in articles: nothing is lost, chapters, contents, 之一, paragraphs that begin with another article; numbers are read
as they are typed."""

import pytest
from hypothesis import given, strategies as st

from lianluozhan.articles import (
    ANNEX,
    ARTICLE,
    CONTENTS,
    HEAD,
    HEADING,
    WHOLE,
    _number,
    article,
    articles,
    numeral,
    original,
    pieces,
    place_of,
)
from lianluozhan.errors import BadInput

LAW = """山西省物业管理条例
（草案征求意见稿）

目　录
第一章　总则
第二章　业主
　第一节　业主大会
第三章　附则

第一章　总则
第一条　为了规范物业管理，制定本条例。
第二条　本条例所称物业，是指房屋。
第三条规定的除外。

第二条之一　另有规定的，从其规定。
第二章　业主
第一节　业主大会
第三条　业主享有下列权利：
（一）参加；
（二）表决。
第三章　附则
第四条　自2026年1月1日起施行。
附件：收费表
一、电梯
"""
LINES = st.one_of(
    st.builds(
        lambda n, unit, after, gap, rest: f"第{n}{unit}{after}{gap}{rest}",
        st.one_of(st.integers(0, 1300).map(numeral), st.integers(0, 99).map(str)),
        st.sampled_from("编章节条款"),
        st.sampled_from(("", "之一", "之二")),
        st.sampled_from(("", " ", "\u3000", "规定的")),
        st.text("总则业主，。", max_size=4),
    ),
    st.sampled_from(
        ("目录", "目　录", "附件", "附表1：收费", "一、", "二、改为", "", "　　（一）参加；", "\r", "\u2028")
    ),
    st.text(max_size=6),
)


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_nothing_is_lost(text):
    """The pieces joined are the text, whatever it is; none is empty, and each article is found under its label."""
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text and all(piece.text for piece in found)
    for label, piece in articles(text).items():
        assert original(text, label) == piece.words and 0 <= place_of(text, label) < len(articles(text))


def test_what_each_piece_is():
    """Head, contents, chapters, articles of several paragraphs, what is annexed."""
    found = [(piece.kind, piece.label) for piece in pieces(LAW)]
    assert found == [
        (HEAD, ""),
        (CONTENTS, ""),
        (HEADING, "第一章"),
        (ARTICLE, "第一条"),
        (ARTICLE, "第二条"),
        (ARTICLE, "第二条之一"),
        (HEADING, "第二章"),
        (HEADING, "第一节"),
        (ARTICLE, "第三条"),
        (HEADING, "第三章"),
        (ARTICLE, "第四条"),
        (ANNEX, ""),
    ]
    assert original(LAW, "第二条").endswith("第三条规定的除外。") and original(LAW, "第三条第（二）项").count("\n") == 2
    assert [piece.kind for piece in pieces("第一条　甲。\n附件\n表")] == [ARTICLE, ANNEX]


def test_without_blanks():
    """A text that puts no blank behind 第三条: the next number begins one, another is a paragraph that names it."""
    text = "第一条为了规范。\n第三条规定的除外。\n第二条所称物业。\n第二条之一另有规定。\n第三条施行。\n"
    assert list(articles(text)) == ["第一条", "第二条", "第二条之一", "第三条"]
    assert "第三条规定的除外" in original(text, "第一条")


def test_an_amendment():
    """Without articles of its own it has items; what it quotes stays in them. Words that are no law are one piece."""
    text = "关于修改条例的决定\n一、将第三条修改为：\n“第三条　业主应当交费。”\n三、不是下一项\n二、删去第五条。\n"
    assert list(articles(text)) == ["一、", "二、"] and "业主应当交费" in original(text, "一、")
    assert article(text, "2") == "二、" and article(text, WHOLE) == WHOLE
    assert [piece.kind for piece in pieces("随便几句话。")] == [HEAD] and pieces("") == [] and pieces(None) == []


def test_contents_of_books():
    """第一章 stands under each 编 of the contents; they end where the first heading stands once more."""
    toc = "目录\n第一编　总则\n第一章　基本规定\n第二编　物权\n第一章　一般规定\n附　则\n"
    text = "法典\n" + toc + "第一编　总则\n第一章　基本规定\n第一条　甲。\n"
    assert [(piece.kind, piece.text) for piece in pieces(text)][1] == (CONTENTS, toc)
    assert [piece.kind for piece in pieces("第一条　甲。\n目录\n第二条　乙。\n")] == [ARTICLE, ARTICLE], (
        "a word of an article is no contents"
    )
    assert [piece.kind for piece in pieces("目录\n第一章　甲\n")] == [CONTENTS]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("3", "第三条"),
        ("第3条", "第三条"),
        (" 第三条 ", "第三条"),
        ("三", "第三条"),
        ("第三条第二款", "第三条第二款"),
        ("2之1", "第二条之一"),
        ("第二条之一", "第二条之一"),
        ("总体", WHOLE),
    ],
)
def test_an_article_as_typed(typed, label):
    """Digits, numerals, with or without 第 and 条; a paragraph of it; the whole."""
    assert article(LAW, typed) == label


@pytest.mark.parametrize("typed", ["9", "第九条", "物业费", "第条", "0", "第三章", ""])
def test_an_article_there_is_none_of(typed):
    """Said, with the last there is; of a draft without text a number is taken as it is."""
    with pytest.raises(BadInput, match="草案里没有"):
        article(LAW, typed)
    assert article("", "12") == "第十二条" and article("", "第十二条第二款") == "第十二条第二款"


def test_where_it_stands():
    """The whole first, then as the draft has them, what is not there last."""
    assert sorted(
        ["第四条", "第九十九条", "第二条之一", WHOLE, "第二条第一款"], key=lambda label: place_of(LAW, label)
    ) == [WHOLE, "第二条第一款", "第二条之一", "第四条", "第九十九条"]


@given(st.integers(1, 9999))
def test_numerals(number):
    """Read as they are written, up to ten thousand."""
    assert _number(numeral(number)) == number


def test_numerals_by_hand():
    """As laws count their articles."""
    assert [numeral(n) for n in (1, 10, 12, 20, 101, 110, 205, 1000, 1010, 1260)] == [
        "一",
        "十",
        "十二",
        "二十",
        "一百零一",
        "一百一十",
        "二百零五",
        "一千",
        "一千零一十",
        "一千二百六十",
    ]

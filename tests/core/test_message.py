"""A line out of a chat falls into fields; a name, a number or plain words alone are no such line."""

import pytest

from lianluozhan.typed.message import message

WHOLE = {
    "visitor_name": "郭桂兰",
    "visitor_phone": "13800000000",
    "visitor_address": "前后庄村",
    "statement": "路灯坏了三个月，没人修。",
}


@pytest.mark.parametrize(
    "text",
    [
        "郭桂兰 13800000000 前后庄村 路灯坏了三个月，没人修。",
        "郭桂兰，前后庄村，13800000000，路灯坏了三个月，没人修。",
        "13800000000 郭桂兰 前后庄村 路灯坏了三个月，没人修。",
        "前后庄村 郭桂兰\n13800000000\n路灯坏了三个月，没人修。",
        "姓名：郭桂兰 电话：13800000000 住址：前后庄村 反映问题：路灯坏了三个月，没人修。",
        "郭桂兰 9:31\n13800000000 前后庄村 路灯坏了三个月，没人修。",
    ],
)
def test_whole(text):
    """In whatever order and with whatever between them; the words stay as they were written."""
    assert message(text) == WHOLE


def test_some():
    """What is not there is left out."""
    assert message("郭桂兰 138-0000-0000") == {"visitor_name": "郭桂兰", "visitor_phone": "138-0000-0000"}
    assert message("路灯不亮了，来人看看 １３８００００００００") == {
        "visitor_phone": "13800000000",
        "statement": "路灯不亮了，来人看看",
    }


def test_words_with_a_name_in_them():
    """A sentence is words as a whole: nobody's name is cut out of it."""
    assert message("前后庄村郭桂兰反映路灯不亮，13800000000") == {
        "visitor_phone": "13800000000",
        "statement": "前后庄村郭桂兰反映路灯不亮",
    }


@pytest.mark.parametrize(
    "text", ["郭桂兰", "13800000000", "路灯不亮，三个月了", "", "  \n", "仇文斌 尉迟建军", "2026年10月21日 供暖"]
)
def test_no_line(text):
    """Nothing to sort: it is pasted as it is."""
    assert message(text) == {}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("郭桂兰 女 62 前后庄村 13800000000 路灯不亮", {"visitor_gender": "女", "visitor_age": "62"}),
        ("郭桂兰 女 62岁 13800000000 前后庄村 路灯不亮", {"visitor_gender": "女", "visitor_age": "62"}),
        ("郭桂兰 ６２岁 13800000000 前后庄村 路灯不亮", {"visitor_age": "62"}),
        ("郭桂兰 女士 13800000000 前后庄村 路灯不亮", {"visitor_gender": "女"}),
        (
            "姓名：郭桂兰 性别：女 年龄：62 电话：13800000000 住址：前后庄村 内容：路灯不亮",
            {"visitor_gender": "女", "visitor_age": "62"},
        ),
    ],
)
def test_who_it_is(text, more):
    """女 and how old, said behind the name, are not the words that were said."""
    who = {"visitor_name": "郭桂兰", "visitor_phone": "13800000000", "visitor_address": "前后庄村"}
    assert message(text) == who | {"statement": "路灯不亮"} | more


def test_a_number_is_no_hour():
    """A bare number that nobody knows the meaning of stays with the words."""
    assert message("郭桂兰 13800000000 12 号楼漏水")["statement"] == "12 号楼漏水"
    assert message("郭桂兰 13800000000 62 前后庄村的路灯不亮")["statement"] == "62 前后庄村的路灯不亮"

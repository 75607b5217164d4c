"""Lines of a meeting out of a chat: one for each speaker, by name, by a name above, by phone, or with nobody's name."""

import pytest

from lianluozhan.typed.speakers import speakers

A, B = (
    {"visitor_name": "郭桂兰", "statement": "路灯不亮"},
    {"visitor_name": "仇文斌", "statement": "机井坏了，浇不上地"},
)


@pytest.mark.parametrize(
    "text",
    [
        "郭桂兰：路灯不亮\n仇文斌：机井坏了，浇不上地",
        "1. 郭桂兰: 路灯不亮\r\n2、仇文斌： 机井坏了，浇不上地\r\n",
        "（1）郭桂兰：路灯不亮\n\n（2）仇文斌：机井坏了，浇不上地",
        "郭桂兰:\n路灯不亮\n\n仇文斌:\n机井坏了，浇不上地",
        "—— 2026-10-21 ——\n郭桂兰 10-21 9:30\n路灯不亮\n仇文斌 2026/10/21 9:31:05\n机井坏了，浇不上地",
        "郭桂兰\n路灯不亮\n仇文斌\n机井坏了，浇不上地",
    ],
)
def test_two_speakers(text):
    """However the chat writes it."""
    assert speakers(text) == [A, B]


def test_what_else_stands_there():
    """A place behind the name, a phone, words over two lines, words of nobody; a label, a time, a number is no name."""
    text = "尉迟建军（西街）：垃圾没人拉\n13800000000 董䶮 前后庄村 水压低\n赵㛃：\n第一件，路不平\n第二件，没路灯\n建议：多开这样的会"
    assert speakers(text) == [
        {"visitor_name": "尉迟建军", "visitor_address": "西街", "statement": "垃圾没人拉"},
        {"visitor_phone": "13800000000", "visitor_name": "董䶮", "visitor_address": "前后庄村", "statement": "水压低"},
        {"visitor_name": "赵㛃", "statement": "第一件，路不平\n第二件，没路灯\n建议：多开这样的会"},
    ]
    assert speakers("建议：多开这样的会\n3个月没人修") == [
        {"statement": "建议：多开这样的会"},
        {"statement": "3个月没人修"},
    ]


def test_nothing_is_left_out():
    """A name without words stays; four characters are words unless they begin with a double surname; times and gaps are nothing."""
    assert speakers("\n\n9:30\n") == speakers("") == []
    assert speakers("郭桂兰：\n仇文斌：") == [{"visitor_name": "郭桂兰"}, {"visitor_name": "仇文斌"}]
    assert speakers("没有意见\n都好\n尉迟建军\n都好") == [
        {"statement": "没有意见"},
        {"statement": "都好"},
        {"visitor_name": "尉迟建军", "statement": "都好"},
    ]

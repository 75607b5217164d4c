"""What is typed to find something, taken apart: words, “a phrase”, -without, 代表:in one field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lianluozhan.findable import normal
from lianluozhan.record import Record

TOKEN = re.compile(r'[-－]?(?:[^\s:：“”"「」]+[:：])?(?:“[^“”]*”|"[^"]*"|「[^「」]*」)|\S+')
QUOTES = '“”"「」'
CALLED: Mapping[str, tuple[str, ...]] = {  # how people call what fields are labelled otherwise
    "代表": ("deputies", "lead_deputy"),
    "单位": ("organ", "co_organs", "referred_to"),
    "地点": ("location", "place", "visitor_address"),
    "类别": ("category",),
    "分类": ("category",),
    "姓名": ("visitor_name", "raised_by", "name"),
    "来访人": ("visitor_name",),
    "反映人": ("raised_by",),
    "电话": ("visitor_phone", "raiser_phone", "phone"),
    "编号": ("number", "paper_number", "external_number"),
    "状态": ("state",),
    "原话": ("statement",),
    "诉求": ("request",),
    "标题": ("title",),
}


class Term(NamedTuple):
    """One thing looked for: its text, the fields it has to stand in (none: anywhere), whether it must not."""

    text: str
    fields: tuple[str, ...] = ()
    without: bool = False
    called: str = ""  # the field as it was typed

    def said(self) -> str:
        """含“路灯”, 代表含“陈秀兰”, 不含“停电”."""
        return f"{self.called}{'不含' if self.without else '含'}“{self.text}”"


def terms(cls: type[Record], typed: str) -> list[Term]:
    """The terms of what was typed; a sign that means nothing here is a character like any other, half a character is none."""
    whole = typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_term(cls, token) for token in TOKEN.findall(whole)]


def _term(cls: type[Record], token: str) -> Term:
    without = len(token) > 1 and token[0] in "-－" and token[1] not in "-－"
    rest = token[1:] if without else token
    head, colon, tail = rest.replace("：", ":", 1).partition(":")
    fields = _fields(cls, head) if colon and _bare(tail) else ()
    text = _bare(tail if fields else rest)
    return Term(text, fields, without, head if fields else "") if text else Term(token)


def _bare(text: str) -> str:
    """Without its quotes, where it stands in a pair of them."""
    quoted = len(text) > 1 and text[0] in QUOTES and text[-1] in QUOTES
    return text[1:-1].strip() if quoted else text


def _fields(cls: type[Record], word: str) -> tuple[str, ...]:
    named = [name for name in CALLED.get(word, ()) if name in cls.fields]
    return tuple(named or [name for name, field in cls.fields.items() if normal(word) in (name, normal(field.label))])

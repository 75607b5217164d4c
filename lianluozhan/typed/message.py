"""A line out of a chat (who, 男 or 女, how old, phone, village, what is wrong) falls into the fields of a visit."""

from __future__ import annotations

import re
import unicodedata

PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
LABELS = {
    "visitor_name": "姓名|来访人|反映人|联系人",
    "visitor_gender": "性别",
    "visitor_age": "年龄",
    "visitor_phone": "联系电话|电话|手机号码|手机号|手机",
    "visitor_address": "家庭住址|住址|地址|村社",
    "statement": "反映的问题|反映问题|反映|内容|问题|事由|原话|诉求",
}
LABELLED = re.compile("|".join(f"(?P<{name}>{words})" for name, words in LABELS.items()).join(("(?:", r")\s*[:：]\s*")))
GAPS = re.compile(r"[\s,，;；、|/]+")
AGE = re.compile(r"([1-9]\d)(?:周?岁)?$")
GENDER = re.compile(r"([男女])(?:性|士)?$")
NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,4}$")
PLACE = re.compile(r".{1,16}(?:村|社区|小区|庄|街|巷|路|组|队|楼|单元|号|户|镇|乡)$")
CLOCK = re.compile(
    r"(?!\d+$)(?:\d{4}[-/年.])?\d{0,2}[-/月.]?\d{0,2}日?|\d{1,2}:\d{2}(?::\d{2})?|上午|下午|昨天|今天|星期.|周."
)
EDGES = " \t\n,，;；、|/:："
HALF = str.maketrans("０１２３４５６７８９", "0123456789")


WHOLE = {"visitor_gender": GENDER, "visitor_age": AGE}  # of which only the word itself is kept


def message(text: str) -> dict[str, str]:
    """{field of a visit: what a chat's line says of it}; {} where it is no such line, but a name or plain words."""
    text = unicodedata.normalize("NFC", text).strip()
    found = _labelled(text) if len(LABELLED.findall(text)) > 1 else _plain(text)
    found = {name: cut for name, said in found.items() if (cut := said.strip(EDGES))}
    return found if len(found) > 1 else {}


def _labelled(text: str) -> dict[str, str]:
    """姓名：… 电话：… 内容：…"""
    marks = list(LABELLED.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {mark.lastgroup or "": text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)}


def _plain(text: str) -> dict[str, str]:
    """郭桂兰 女 62 13800000000 前后庄村 路灯不亮: name and village are short and stand before the words, the phone anywhere."""
    phone = PHONE.search(text.translate(HALF))
    if phone is None:
        return {}
    found = {"visitor_phone": phone[1]}
    text = f"{text[: phone.start()]} {text[phone.end() :]}".strip(EDGES)
    while text:
        gap = GAPS.search(text)
        part, rest = (text[: gap.start()], text[gap.end() :]) if gap else (text, "")
        kind = _kind(part, found) if part else None
        if kind or (part and not CLOCK.fullmatch(part)):
            if kind is None:
                found["statement"] = text
                break
            whole = WHOLE[kind].match(part.translate(HALF)) if kind in WHOLE else None
            found[kind] = whole[1] if whole else part
        text = rest
    return found


def _kind(part: str, found: dict[str, str]) -> str | None:
    if "visitor_address" not in found and PLACE.match(part):
        return "visitor_address"
    if "visitor_name" in found and "visitor_gender" not in found and GENDER.match(part):
        return "visitor_gender"
    aged = AGE.match(part.translate(HALF))
    if aged and "visitor_age" not in found and ("visitor_gender" in found or aged[0] != aged[1]):
        return "visitor_age"
    if "visitor_name" not in found and NAME.match(part):
        return "visitor_name"
    return None

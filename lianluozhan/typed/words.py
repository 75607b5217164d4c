"""One text for whatever stands in a cell, and the plain numbers, phones and ticks in it."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from lianluozhan.errors import BadValue

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TRUE = frozenset("是 有 √ ✓ ✔ ☑ 对 已 y yes true 1".split())
FALSE = frozenset("否 无 × ✗ ✘ ☐ x 错 未 不 没有 n no false 0".split())
BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\u200b\ufeff"
# What a copy out of a PDF has for a hyphen at a line's end; no sheet can hold it.
NO_CHARACTER = re.compile("[\ufffe\uffff]")
COUNTED = re.compile(
    r"[约共计]?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*(?:人次|批次|周岁|[人批件户条名位个次家岁张票天份场])?"
)
ABOUT = re.compile("[一二两三四五六七八九]{2}")  # 两三人, 二十七八人: of a number of its own no two stand side by side


def text(value: object) -> str | None:
    """NFC and trimmed, else as typed; numbers never in scientific notation; nothing, or only spaces: None."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        value = format(Decimal(repr(value)), "f").removesuffix(".0")
    elif isinstance(value, dt.datetime):
        value = f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    elif isinstance(value, dt.time):
        value = f"{value:%H:%M}"
    typed = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    if not typed.isascii():
        typed = NO_CHARACTER.sub("", typed)
    return unicodedata.normalize("NFC", typed).strip(BLANK) or None


def as_typed(part: str, value: object) -> str:
    """How an error quotes what it could not read: the part of it, or where that was put into other characters all of it, as
    it was typed."""
    said = text(value) or part
    return part if part in said else said


def count(value: object) -> int:
    """A whole number, 0 or more, from 3, 3.0, '３', '3人', '三人', '23批次'; 两三人 is none."""
    if about := ABOUT.search(text(value) or ""):
        raise BadValue(f"“{about[0]}”是大约数，请写准是几")
    typed = plain(value)
    number = COUNTED.fullmatch(typed)
    if not number:
        raise BadValue(f"“{as_typed(typed, value)}”不是一个整数")
    return int(number[1].replace(",", ""))


def yes(value: object) -> bool:
    """True or False from 是/否, 有/无, √/×, 对/错, Y/N, 1/0."""
    word = unicodedata.normalize("NFKC", text(value) or "").lower()
    if word not in TRUE | FALSE:
        raise BadValue(f"“{as_typed(word, value)}”既不是“是”也不是“否”")
    return word in TRUE


def digits(value: object) -> str:
    """A phone or id number as half-width digits without separators; what is no digit (X, *, 转123, a remark) stays."""
    if isinstance(value, int | float) and value >= 10**15 and (isinstance(value, float) or value % 1000 == 0):
        raise BadValue("号码存成了数字，后几位已经丢失，请把这一格改成文本再填一次")
    typed = unicodedata.normalize("NFKC", text(value) or "")
    typed = re.sub(r"(?<=^\d{5})(\d*)\.0+$", r"\1", typed)
    if re.fullmatch(r"\d(?:\.\d+)?E\+?\d\d?", typed, re.IGNORECASE):
        typed = _unscientific(typed)
    typed = re.sub(r"(?:\+|\b00)86[\s-]*(?=1)", "", typed)
    typed = re.sub(r"\(\s*(\d+)\s*\)[\s-]*(?=\d)", r"\1-", typed)
    typed = re.sub(r"\b(0\d{2,3}[\s-]*\d{7,8})\s*(?:-|转|分机|ext\.?)\s*(\d{1,5})\b", r"\1转\2", typed)
    typed = re.sub(r"(?<=\d{7})\s*[/,;、\n]\s*(?=\d{7})", "、", typed)
    typed = re.sub(r"(?<=[\d*])[\s.·‐-―-]+(?=[\dXx*])", "", typed)
    return re.sub(r"(?<=\d)x\b", "X", typed)


def plain(value: object) -> str:
    """Half-width, Chinese numerals as digits; only for what becomes a number, never for words that are kept."""
    typed = unicodedata.normalize("NFKC", text(value) or "").replace("∶", ":").replace("。", ".")
    if not typed:
        raise BadValue("是空的")
    return re.sub(r"[零〇一二两三四五六七八九十百]+", _arabic, typed)


def _arabic(numeral: re.Match) -> str:
    if not re.search("[十百]", numeral[0]):
        return "".join(str(DIGITS[c]) for c in numeral[0])
    total = pending = 0
    for c in numeral[0]:
        if c in DIGITS:
            pending = DIGITS[c]
        else:
            total += (pending or 1) * (10 if c == "十" else 100)
            pending = 0
    tens = re.search("百[一二两三四五六七八九]$", numeral[0])  # 一百二 is 120, 一百零二 is 102
    return str(total + pending * (10 if tens else 1))


def _unscientific(typed: str) -> str:
    number = Decimal(typed)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent > 0:  # a letter only of what is no number
        raise BadValue(f"号码被表格软件缩写成了“{typed}”，后几位已经丢失，请把这一格改成文本再填一次")
    return format(number, "f").removesuffix(".0")

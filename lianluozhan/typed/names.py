"""Several people or organs typed into one cell, taken apart."""

import re
from collections.abc import Mapping

from lianluozhan.errors import BadValue
from lianluozhan.typed.words import text

LEVELS = re.compile(r"\s*[(（](?:全国|省|市|区|县|乡镇|乡|镇|街道|级|人大|代表|男|女|[、，,/\s])+[)）]")
SEPARATORS = frozenset("、，,；;/／\n")
SPACED_PHONE = re.compile(r"(?<!\d)(1\d\d|0\d{2,3})[ -](\d{4})[ -]?(\d{3,4})(?!\d)")
ONLY_PHONE = re.compile(r"[(（]?(?:联系)?(?:电话|手机)?[号码]*\s*[:：]?\s*\+?(?=(?:[-*]*\d){7})[\d*-]+[)）]?")
DOUBLE_SURNAMES = frozenset(
    "欧阳 尉迟 司马 上官 诸葛 东方 皇甫 令狐 夏侯 慕容 长孙 公孙 宇文 司徒 端木 独孤 南宫 申屠 "
    "呼延 赫连 澹台 濮阳 淳于 钟离 鲜于 司空 西门 东郭 闻人 轩辕 拓跋 第五".split()
)


def parts(value: object) -> list[str]:
    """The several values of one cell: a list as it is, text split at 、，,；;/ and new lines, but not inside brackets."""
    if isinstance(value, list | tuple):
        return [part for each in value if (part := text(each))]
    return [part for piece in _pieces(text(value) or "") if (part := text(piece))]


def _pieces(words: str) -> list[str]:
    """Split at separators outside brackets, in one pass: a cell may hold a whole village."""
    last = max(words.rfind(")"), words.rfind("）"))  # a bracket that never closes holds nothing together
    pieces, begin, inside = [], 0, False
    for place, character in enumerate(words):
        if character in "(（" and place < last:
            inside = True
        elif character in ")）":
            inside = False
        elif character in SEPARATORS and not inside:
            pieces.append(words[begin:place])
            begin = place + 1
    return [*pieces, words[begin:]]


def names(value: object) -> list[str]:
    """Several people or organs in one cell, in the order typed; levels or 女 in brackets behind a name are dropped.

    Spaces separate too, but nobody's name has one character and no double surname is a whole name: '张 三' is 张三,
    '欧阳 静' 欧阳静, '王 小 明' 王小明, '张 三 李 四' 张三 and 李四. Five single characters in a row can be read in
    two ways: BadValue. In a list (from JSON) each value is one name.
    """
    if isinstance(value, list | tuple):
        return [LEVELS.sub("", part) for part in parts(value)]
    found = []
    for part in parts(LEVELS.sub(" ", text(value) or "")):
        found += _people(re.sub(r"\s*([·•])\s*", r"\1", part).split())
    return found


def called(value: str) -> list[str]:
    """Several names in one cell as `names` has them, each with the phones behind it: 李某 13800000000、王某 are two.

    BadValue for a phone with no name before it.
    """
    found: list[str] = []
    for part in names(SPACED_PHONE.sub(r"\1\2\3", value)):
        if not ONLY_PHONE.fullmatch(part):
            found.append(part)
        elif found:
            found[-1] += ("、" if re.search(r"\d[)）]?$", found[-1]) else " ") + part
        else:
            raise BadValue(f"“{part}”是谁的电话？请把姓名写在电话前面，如 王某 13800000000")
    return found


def _people(pieces: list[str]) -> list[str]:
    if re.search(r"\S{5}", "".join(piece if len(piece) == 1 else " " for piece in pieces)):
        raise BadValue(f"“{' '.join(pieces)}”分不清是几个人，请用顿号隔开")
    people: list[str] = []
    for piece in pieces:
        if people and (len(people[-1]) == 1 or people[-1] in DOUBLE_SURNAMES):
            people[-1] += piece
        else:
            people.append(piece)
    if len(people) > 1 and len(people[-1]) == 1:
        people[-2:] = [people[-2] + people[-1]]
    return people


def each(value: object) -> dict:
    """{person: what is said of them} of a mapping, or of words like 彭喆：出差；陈秀兰（病假）."""
    if isinstance(value, Mapping):
        return dict(value)
    found = {}
    for piece in re.split(r"[；;\n]", value) if isinstance(value, str) else [""]:
        told = re.fullmatch(r"\s*([^：:（(]+?)\s*(?:[：:]\s*(.+?)|[（(](.+?)[)）])\s*", piece)
        if told is None:
            raise BadValue("这里要写明每个人各是什么，如 彭喆：出差；陈秀兰：病假")
        found[told[1]] = told[2] or told[3]
    return found

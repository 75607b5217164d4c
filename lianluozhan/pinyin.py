"""The letters a Chinese name is found by: its initials and its whole pinyin, surnames read as surnames are.

The usual reading of 30 of 62 rare surnames is wrong for a person (measured with pypinyin 0.55, which has no surname
mode): SURNAMES go before it, and only at the head of a name; the other readings stay as further keys, because staff
type what they are used to.
"""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import islice, product

# Its phrases hold 44 MB; of a character's other readings none is lost.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
MOST = 16  # combinations of readings of one name
SURNAMES = dict(
    pair.split(":")
    for pair in (
        "单:shan 仇:qiu 曾:zeng 解:xie 查:zha 区:ou 盖:ge 朴:piao 覃:qin 翟:zhai 乐:yue 员:yun 洗:xian 缪:miao 种:chong "
        "秘:bi 繁:po 召:shao 折:she 么:yao 卜:bu 祭:zhai 隗:wei 阚:kan 能:nai 都:du 牟:mu 句:gou 黑:he 任:ren 华:hua "
        "宁:ning 纪:ji 葛:ge 冼:xian 逄:pang 佴:nai 宓:mi 过:guo 车:che 沈:shen 柏:bai 郗:xi 谌:chen 撒:sa 盛:sheng "
        "石:shi 行:xing 应:ying 占:zhan 重:chong 訾:zi 瞿:qu 莘:shen 相:xiang 那:na 难:ning 乜:nie 呙:guo 宿:su 褚:chu "
        "强:qiang 藏:zang 仉:zhang 幺:yao 晁:chao 燕:yan 万俟:mo,qi 尉迟:yu,chi 令狐:ling,hu 长孙:zhang,sun 澹台:tan,tai"
    ).split()
)


@lru_cache(maxsize=20_000)
def keys(name: str) -> tuple[str, ...]:
    """What a name is found by, lower case, the best first: 单俊峰 → sjf, shanjunfeng, djf, danjunfeng …"""
    first = tuple(tuple(syllables[:1]) for syllables in _readings(name))
    combinations = [*product(*first), *islice(product(*_readings(name)), MOST)]
    letters = ["".join(syllable[:1] for syllable in one) for one in combinations]
    whole = ["".join(one) for one in combinations]
    return tuple(dict.fromkeys([letters[0], whole[0], *letters, *whole]))


def initials(name: str) -> str:
    """The first letters of a name's pinyin as it is most likely read: 单俊峰 → sjf."""
    return keys(name)[0]


def begins(name: str, letters: str) -> bool:
    """Whether a name may be spelled with these first letters (lower case), be it only its first characters: 单俊峰, sj."""
    if len(letters) > len(name):
        return False
    return all(letter in known for letter, known in zip(letters, first_letters(name), strict=False))


@lru_cache(maxsize=30_000)
def first_letters(name: str) -> tuple[frozenset[str], ...]:
    """For each character of a name the letters it may be spelled with first."""
    surname = next((name[:n] for n in (2, 1) if name[:n] in SURNAMES), "")
    as_surname = [syllable[:1] for syllable in SURNAMES[surname].split(",")] if surname else []
    return tuple(_first(char) | frozenset(as_surname[place : place + 1]) for place, char in enumerate(name))


@lru_cache(maxsize=30_000)
def _first(char: str) -> frozenset[str]:
    """The letters a character's readings begin with; itself, where it has none."""
    from pypinyin import Style, pinyin  # only when somebody types letters

    return frozenset(syllable[:1].lower() for syllable in pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def _readings(name: str) -> list[list[str]]:
    """For each character how it may be read, the likeliest first; what has no pinyin stays as it is."""
    from pypinyin import Style, lazy_pinyin, pinyin  # its dictionaries are loaded only when somebody types letters

    likely = lazy_pinyin(name, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # its stubs know one text alone
    possible = pinyin(name, style=Style.NORMAL, heteronym=True, errors=list)  # type: ignore[arg-type]  # the same
    if not (len(likely) == len(possible) == len(name)):  # an unknown character took others with it
        return [[one.lower()] for one in name]
    found = [
        list(dict.fromkeys([a.lower(), *map(str.lower, several)])) for a, several in zip(likely, possible, strict=True)
    ]
    surname = next((name[:n] for n in (2, 1) if name[:n] in SURNAMES), "")
    for place, syllable in enumerate(SURNAMES.get(surname, "").split(",") if surname else ()):
        found[place] = list(dict.fromkeys([syllable, *found[place]]))
    return found

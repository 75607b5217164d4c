"""A law's text as its articles: every line belongs to one piece, and the pieces joined are the text, to the last character.

Source: 《立法法》: 法律根据内容需要，可以分编、章、节、条、款、项; 编、章、节、条的序号用中文数字依次表述.
An amendment adds 第三十二条之一.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lianluozhan.errors import BadInput, BadValue
from lianluozhan.typed.words import DIGITS, plain

KINDS = HEAD, CONTENTS, HEADING, ARTICLE, ANNEX = "开头", "目录", "标题", "条", "附件"
WHOLE = "全文"
NUMERAL = "[〇零一二两三四五六七八九十百千0-9０-９]{1,12}"
BLANK = "[ \t\u3000\xa0]"
UNIT = re.compile(rf"{BLANK}*第{BLANK}*({NUMERAL}){BLANK}*([编章节条])(?:之({NUMERAL}))?(?={BLANK}|$|(.))")
ITEM = re.compile(rf"{BLANK}*({NUMERAL})、")
ANNEXED = re.compile(rf"{BLANK}*附{BLANK}*[件表录]{BLANK}*(?:{NUMERAL})?{BLANK}*(?:[：:]|{BLANK}|$)")
SENTENCE = re.compile("[。；，：,;:]")
LISTED = ("目录", "目次")
SAID = "".join(DIGITS)[:10]
TYPED = re.compile(rf"第?({NUMERAL})条?(?:之({NUMERAL}))?((?:第.+)?)")
LONGEST_HEADING = 40  # characters of 第二章　物业服务企业的权利和义务


class Piece(NamedTuple):
    """A part of the text: what it is, how it is called (第十二条之一; "" where it has no name), its characters, its line breaks too."""

    kind: str
    label: str
    text: str

    @property
    def words(self) -> str:
        """What it says, without the lines around it."""
        return self.text.strip()


class _Line(NamedTuple):
    """A line that may begin a unit: which (条), its number and the number behind 之, whether a blank or nothing follows."""

    unit: str
    number: int
    after: int
    apart: bool

    @property
    def label(self) -> str:
        return f"第{numeral(self.number)}{self.unit}" + (f"之{numeral(self.after)}" if self.after else "")


def pieces(text: str | None) -> list[Piece]:
    """The text in its pieces; total: words that are no law at all are one piece."""
    lines = (text or "").splitlines(keepends=True)
    begun = [_begins(line) for line in lines]
    starts = _by_articles(lines, begun) or _by_items(lines)
    at = _contents(lines, begun, starts)
    places = sorted({0, *starts, *at})
    named = {0: (HEAD, ""), **starts, **at}
    return [
        Piece(*named[place], "".join(lines[place:end]))
        for place, end in zip(places, [*places[1:], len(lines)], strict=True)
        if place < end
    ]


def articles(text: str | None) -> dict[str, Piece]:
    """{第十二条: its piece} in their order; of two of one number the first."""
    found: dict[str, Piece] = {}
    for piece in pieces(text):
        if piece.kind == ARTICLE:
            found.setdefault(piece.label, piece)
    return found


def article(text: str | None, word: str) -> str:
    """What was typed (12、第12条、第十二条第二款) as the text calls it; 全文 for all of it. Raises BadInput for one there is none of."""
    word, known = word.strip(), articles(text)
    if word in (WHOLE, "总体", "整体"):
        return WHOLE
    if word in known:
        return word
    typed = TYPED.fullmatch(word)
    label = _label(typed[1], "条", typed[2]) if typed else ""
    if label not in known and typed:
        label = next((one for one in known if one == f"{numeral(_number(typed[1]))}、"), "")
    if typed and label in known:
        return label + typed[3]
    if not known and typed and typed[3] != word:
        return _label(typed[1], "条", typed[2]) + typed[3]
    last = f"，最后一条是{list(known)[-1]}" if known else ""
    raise BadInput(
        f"草案里没有“{word}”{last}", then=f"请写条号，如 第十二条、第十二条第二款；对整部草案的意见写{WHOLE}"
    )


def original(text: str | None, label: str) -> str:
    """The words of an article as the draft has them, "" of the whole or of one that is not there (any more)."""
    known = articles(text)
    found = known.get(label) or next(
        (known[one] for one in sorted(known, key=len, reverse=True) if label.startswith(one)), None
    )
    return found.words if found else ""


def place_of(text: str | None, label: str) -> int:
    """Where an article stands, to sort by; the whole stands first, what is not there last."""
    known = list(articles(text))
    if label == WHOLE:
        return -1
    found = (
        label
        if label in known
        else next((one for one in sorted(known, key=len, reverse=True) if label.startswith(one)), None)
    )
    return known.index(found) if found else len(known)


# -- numbers


def numeral(number: int) -> str:
    """一百二十三 of 123, as laws count their articles; from ten thousand on in digits."""
    if not 0 < number < 10_000:
        return str(number)
    digits, said = str(number), ""
    for place, digit in enumerate(digits):
        unit = ("", "十", "百", "千")[len(digits) - place - 1]
        said += SAID[int(digit)] + unit if digit != "0" else "零"
    said = re.sub("零+", "零", said).rstrip("零")
    return said.removeprefix("一") if said.startswith("一十") else said


def _number(words: str | None) -> int:
    """The number of a numeral; 0 of one that is none. 千 comes first where there is one."""
    head, thousand, rest = (words or "").rpartition("千")
    try:
        return (int(plain(head)) * 1000 if thousand else 0) + (int(plain(rest)) if rest.lstrip("零〇") else 0)
    except (BadValue, ValueError):
        return 0


def _label(number: str, unit: str, after: str | None) -> str:
    return _Line(unit, _number(number), _number(after), True).label


# -- lines


def _begins(line: str) -> _Line | None:
    """What a line begins as far as it says itself; a heading of chapters is short and no sentence."""
    found = UNIT.match(line.rstrip("\r\n"))
    if not found:
        return None
    one = _Line(found[2], _number(found[1]), _number(found[3]), found[4] is None)
    if not one.number or (found[3] and not one.after):
        return None
    heading = one.unit == "条" or (len(line.strip()) <= LONGEST_HEADING and not SENTENCE.search(line))
    return one if heading else None


def _by_articles(lines: Sequence[str], begun: Sequence[_Line | None]) -> dict[int, tuple[str, str]]:
    """{line: (kind, label)} where pieces begin. In a text that puts a blank behind 第三条 only that begins one: a paragraph
    may begin with 第三条规定的…; in one that does not, the next number does."""
    apart = [one.apart for one in begun if one and one.unit == "条"]
    spaced, starts, last = sum(apart) * 2 > len(apart), {}, (0, 0)
    for place, one in enumerate(begun):
        if one is None:
            if last != (0, 0) and ANNEXED.match(lines[place].rstrip("\r\n")):
                starts[place] = (ANNEX, "")
        elif one.unit != "条":
            starts[place] = (HEADING, one.label)
        elif one.apart if spaced else _follows(last, one):
            starts[place], last = (ARTICLE, one.label), (one.number, one.after)
    return starts if last != (0, 0) else {}


def _follows(last: tuple[int, int], one: _Line) -> bool:
    number, after = last
    return (one.number, one.after) in ((number + 1, 0), (number, after + 1))


def _by_items(lines: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The same of a text without articles, an amendment: 一、 二、 in their order."""
    starts: dict[int, tuple[str, str]] = {}
    for place, line in enumerate(lines):
        found = ITEM.match(line)
        if found and _number(found[1]) == len(starts) + 1:
            starts[place] = (ARTICLE, f"{numeral(len(starts) + 1)}、")
    return starts


def _contents(
    lines: Sequence[str], begun: Sequence[_Line | None], starts: dict[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Where a table of contents begins, if there is one; what it lists begins no piece, and is taken out of `starts`. It ends
    where its first heading stands once more, or where an article or a sentence begins."""
    first = next((place for place, line in enumerate(lines) if "".join(line.split()) in LISTED), None)
    if first is None or any(starts.get(place, ("",))[0] == ARTICLE for place in range(first)):
        return {}
    opening: tuple[str, int] | None = None
    for place in range(first + 1, len(lines)):
        one = begun[place]
        again = one is not None and opening == (one.unit, one.number)
        if again or starts.get(place, ("",))[0] == ARTICLE or "。" in lines[place]:
            break
        if one is not None and opening is None:
            opening = (one.unit, one.number)
        starts.pop(place, None)
    else:
        place = len(lines)
    return {first: (CONTENTS, ""), **({} if place in starts or place == len(lines) else {place: (HEAD, "")})}

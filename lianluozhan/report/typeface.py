"""Which characters the bundled fonts can draw, how wide they are, and in which font each run of a text is drawn."""

from __future__ import annotations

import lzma
import unicodedata
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from lianluozhan import resource

if TYPE_CHECKING:
    from reportlab.pdfbase import ttfonts

SERIF, SANS, TITLE = "NotoSerifSC-Regular", "NotoSansSC-Medium", "NotoSerifSC-Bold"
KAI = "StationKai-Regular"  # what somebody said, in their words
LAST = "StationRare-Regular"  # 60,000 characters that hardly any name has: packed, and opened when one does
FALLBACKS = (SERIF, "NotoSansSC-Regular", LAST)  # asked in this order when a character is missing
FAR = "\U00020000"  # the first character that LAST may have


class Face:
    """One font: the `chars` it has and the `widths` of any character, missing ones as wide as what stands in."""

    def __init__(self, name: str) -> None:
        # With the first paper: the window asks here only for a font's file.
        from reportlab.pdfbase import pdfmetrics, ttfonts

        font = ttfonts.TTFont(
            name, BytesIO(last_font()) if name == LAST else str(resource.path("fonts", f"{name}.ttf"))
        )
        pdfmetrics.registerFont(font)  # a canvas asks for its first font by name
        self.name, self.glyphs = name, font.face
        if name == LAST:
            _mend(self.glyphs)
        self.chars = frozenset(map(chr, self.glyphs.charToGlyph))
        self.widths = _Widths(self)

    def has(self, text: str) -> bool:
        """Whether all of the text can be drawn in this font alone."""
        return self.chars.issuperset(text)

    def runs(self, text: str) -> list[tuple[Face, str]]:
        """The text in pieces with their font: another font stands in; where none has the character, its code."""
        if self.has(text):
            return [(self, text)]
        drawn = [(stand_in(self, char), char) for char in text if not invisible(char)]
        shown = [(found or self, char if found else spelled(char)) for found, char in drawn]
        return [(found, "".join(char for _, char in run)) for found, run in groupby(shown, lambda pair: pair[0])]

    def wide(self, text: str) -> float:
        """The width of a line of text in 1/1000 of the size; spaces at its end do not count."""
        return sum(map(self.widths.__getitem__, text.rstrip()))


def _mend(glyphs: ttfonts.TTFontFace) -> None:
    """Give the glyphs that share the last width this width in the font's own units: reportlab 5.1.0 gives it in 1/1000 em,
    and so embeds fonts of another grid with widths that are not those the document names."""
    glyphs.seek_table("hhea")
    glyphs.skip(34)
    count = glyphs.read_ushort()
    wide = glyphs.hmetrics[count - 1][0]
    glyphs.hmetrics[count:] = [(wide, bearing) for _wide, bearing in glyphs.hmetrics[count:]]


class _Widths(dict[str, float]):
    """Each character is measured once."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def __missing__(self, char: str) -> float:
        if char in self.face.chars:
            self[char] = self.face.glyphs.getCharWidth(ord(char))
        elif invisible(char):
            self[char] = 0
        else:
            other = stand_in(self.face, char)
            self[char] = other.widths[char] if other else sum(map(self.__getitem__, spelled(char)))
        return self[char]


def last_font() -> bytes:
    """The font of what no other has, unpacked."""
    return lzma.decompress(resource.path("fonts", f"{LAST}.ttf.xz").read_bytes())


@cache
def face(name: str) -> Face:
    """The font of this name, loaded at its first use."""
    return Face(name)


def stand_in(asking: Face, char: str) -> Face | None:
    """The font a character is drawn in when `asking` is meant; None when no font has it."""
    if char in asking.chars:
        return asking
    asked = FALLBACKS if char >= FAR else FALLBACKS[:-1]
    return next((face(name) for name in asked if char in face(name).chars), None)


def spelled(char: str) -> str:
    """What stands on paper for a character that no font has: its code, by which it can be looked up and written in."""
    return f"〔U+{ord(char):04X}〕"


def invisible(char: str) -> bool:
    """Joiners, selectors and line ends: nothing of them is ever drawn."""
    return unicodedata.category(char) in ("Cf", "Cc", "Mn") and char not in face(SERIF).chars


def missing(asking: Face, text: str) -> set[str]:
    """The characters of a text that no bundled font can draw."""
    if asking.has(text):
        return set()
    return {char for char in text if not invisible(char) and stand_in(asking, char) is None}

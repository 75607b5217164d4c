"""A name that cannot be printed is a person left out: what the fonts hold, and that they may be shipped."""

import json
from functools import cache

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from lianluozhan import resource

WHOLE = ("NotoSerifSC-Regular.ttf",)
HEADINGS = (
    "NotoSansSC-Regular.ttf",
    "StationKai-Regular.ttf",
    "NotoSerifSC-Bold.ttf",
    "NotoSansSC-Medium.ttf",
    "NotoSansSC-Bold.ttf",
)
RARE = "䶮𬱖𠅤𫍣㛃堃喆犇𬭎"  # given names met in rosters, up to the supplementary planes
PAPER = "第页共〇①②③④√□■●○→、。《》“”‘’（）：；？！—…·％℃㎡＋－×÷№ABCxyz0123456789.,:;/%-"


@cache
def holds(font: str) -> frozenset[str]:
    """Every character a font has a glyph of its own for."""
    glyphs = TTFontFile(str(resource.path("fonts", font))).charToGlyph
    return frozenset(chr(code) for code, glyph in glyphs.items() if glyph)


def words(value) -> str:
    """All text anywhere in a JSON value."""
    if isinstance(value, dict):
        return "".join(map(words, value.values()))
    if isinstance(value, list):
        return "".join(map(words, value))
    return value if isinstance(value, str) else ""


def gb2312() -> str:
    """The 6,763 hanzi of GB 2312, by the codec's own table."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def test_gb2312_is_whole():
    """The list the next tests lean on has as many hanzi as the standard."""
    assert len(gb2312()) == 6763


@pytest.mark.parametrize("font", WHOLE + HEADINGS)
@pytest.mark.parametrize("text", [RARE, PAPER, gb2312()], ids=["rare", "paper", "gb2312"])
def test_font_holds(font, text):
    """Rare names, the signs papers use and all of GB 2312 are in every font shipped."""
    assert not set(text) - holds(font)


@pytest.mark.parametrize("font", WHOLE + HEADINGS)
def test_sample_can_be_printed(font):
    """Every character of the sample ledger's truth is in every font."""
    text = "".join(words(json.loads(file.read_text("utf-8"))) for file in resource.path("sample").glob("*.json"))
    assert "董䶮" in text
    assert not {sign for sign in text if sign.isprintable()} - holds(font)


@pytest.mark.parametrize("font", WHOLE)
def test_text_fonts_are_whole(font):
    """The weight of papers is not cut down, as it stands in for the others: all 20,902 hanzi of GB 13000 and GBK are in it."""
    assert not {chr(code) for code in range(0x4E00, 0x9FA6)} - holds(font)


def test_each_font_has_its_licence_beside_it():
    """No font without the text of its licence, no licence without its font."""
    folder = resource.path("fonts")
    families = {file.stem.split("-")[0] for file in folder.glob("*.ttf")}
    assert {file.name for file in folder.glob("*.ttf")} == set(WHOLE + HEADINGS)
    assert {file.name for file in folder.glob("*-OFL.txt")} == {f"{family}-OFL.txt" for family in families}
    assert all("SIL OPEN FONT LICENSE Version 1.1" in file.read_text("utf-8") for file in folder.glob("*-OFL.txt"))

"""No name prints as an empty box: every ideograph of the Basic Plane, and a sample of those beyond, drawn, embedded, read back."""

import io
import os
import random
import re

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from lianluozhan import resource
from lianluozhan.report.page import Layout, Sheet, pdf
from lianluozhan.report.strip import Cell, Strip
from lianluozhan.report.typeface import KAI, LAST, SERIF, TITLE, face, missing, stand_in

LONG = bool(os.environ.get("LIANLUOZHAN_LONG"))
URO, A = range(0x4E00, 0xA000), range(0x3400, 0x4DC0)  # Unicode 15: blocks with every place taken
BEYOND = {
    "B": range(0x20000, 0x2A6E0),
    "C": range(0x2A700, 0x2B73A),
    "D": range(0x2B740, 0x2B81E),
    "E": range(0x2B820, 0x2CEA2),
    "F": range(0x2CEB0, 0x2EBE1),
}
LACKING = 14  # of B and C: 9 and 5 that no font we may ship has, measured with fontTools
ROW = 40


@pytest.fixture(scope="module")
def chars():
    """What is printed: all of both in the long run, else a part; always a hundred of each block beyond."""
    drawn = random.Random("字")
    plane = [*map(chr, URO), *map(chr, A)]
    lacks = [char for block in BEYOND.values() for char in map(chr, block) if stand_in(face(SERIF), char) is None]
    assert len(lacks) <= LACKING
    beyond = [
        char for block in BEYOND.values() for char in drawn.sample(sorted(set(map(chr, block)) - set(lacks)), 100)
    ]
    return (plane if LONG else drawn.sample(plane, 2_000)) + beyond


@pytest.fixture(scope="module")
def reader(chars):
    """The one document they are printed in."""
    lines = ["".join(chars[at : at + ROW]) for at in range(0, len(chars), ROW)]
    layout = Layout(Sheet("试印", ("", "", ""), ("", "")), [Strip((Cell(line),)) for line in lines])
    assert layout.missing == set()
    return PdfReader(io.BytesIO(pdf("试印", "", [layout])), strict=True)


def test_the_bundled_fonts_stay_small():
    """All of them together take at most 45 MB of a bundle, and each has its licence beside it."""
    files = [file for file in resource.path("fonts").iterdir() if ".ttf" in file.name]
    assert sum(file.stat().st_size for file in files) <= 45_000_000
    families = {file.name.split("-")[0] for file in files}
    assert families <= {file.name.split("-")[0] for file in resource.path("fonts").glob("*.txt")}


def test_every_ideograph_of_the_plane_has_a_glyph():
    """URO and Extension A, 27,584 places: the serif draws each, so no register of names needs another font."""
    assert not missing(face(SERIF), "".join(map(chr, (*URO, *A))))
    assert face(SERIF).has("".join(map(chr, (*URO, *A))))


def test_all_come_back(reader, chars):
    """A reader finds each character as it was typed, in order."""
    read = "".join(page.extract_text() for page in reader.pages)
    told = re.sub(r"\s|第\d+页共\d+页|试印", "", re.sub(r"\s", "", read))
    assert told == "".join(chars)


def test_each_is_drawn(reader, chars):
    """In the font that lies in the file each has a glyph with ink, and none is the box of the missing."""
    fonts = {}
    for page in reader.pages:
        fonts |= {str(name): font.get_object() for name, font in page["/Resources"]["/Font"].items()}
    inked = set().union(*map(_inked, fonts.values()))
    assert set(chars) <= inked


def _inked(font) -> set[str]:
    if "/DescendantFonts" not in font:
        return set()
    inner = font["/DescendantFonts"][0].get_object()
    program = TTFont(io.BytesIO(inner["/FontDescriptor"]["/FontFile2"].get_data()), lazy=True)
    order, glyphs = program.getGlyphOrder(), program["glyf"]
    numbers = inner["/CIDToGIDMap"].get_object().get_data()
    found = set()
    for code, char in re.findall(
        r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font["/ToUnicode"].get_object().get_data().decode("ascii") + "\n"
    ):
        glyph = int.from_bytes(numbers[2 * int(code, 16) : 2 * int(code, 16) + 2])
        if glyph and glyphs[order[glyph]].numberOfContours:
            found.add(bytes.fromhex(char).decode("utf-16-be"))
    return found


@pytest.mark.parametrize("name", [KAI, TITLE])
def test_the_cut_down_faces_borrow(name):
    """In a quotation or a heading a rare character changes the font for itself alone."""
    rare = "峯㐀𠀋"
    runs = face(name).runs(f"王{rare}玲")
    assert "".join(run for _, run in runs) == f"王{rare}玲"
    assert runs[0][0] is face(name) and runs[-1][0] is face(name)
    assert face(LAST) in [font for font, _ in runs]

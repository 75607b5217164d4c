"""Fonts in the file: embedded as subsets, and every character comes back to a reader as it was typed."""

import io
import unicodedata

import pytest
from hypothesis import given, strategies as st
from pypdf import PdfReader
from reportlab.pdfbase import ttfonts

from lianluozhan.report.embed import to_unicode
from lianluozhan.report.page import Layout, Sheet, pdf
from lianluozhan.report.strip import Cell, Strip
from lianluozhan.report.typeface import SERIF, face
from tests.share import share

RARE = "董䶮 陈𬱖 单俊𫍣 杨㛃 𠅤 堃喆犇"


def layout(text: str) -> Layout:
    """A paper with this text alone."""
    return Layout(Sheet("试印", ("", "", ""), ("", "")), [Strip((Cell(text),))])


def test_rare_names_come_back(put, words, pages):
    """pdftotext and pypdf both read the names as they were typed."""
    path = put(layout(RARE))
    assert RARE.replace(" ", "") in words(path)
    assert RARE.replace(" ", "") in pages(path)[0].extract_text().replace(" ", "")


def test_all_fonts_are_embedded(put, fonts):
    """Only subsets with a table back to text; no Helvetica that a printer has to guess."""
    found = fonts(put(layout(RARE)))
    assert found
    assert all(row[2:] == ("yes", "yes", "yes") for row in found)
    assert all("Noto" in row[0] for row in found)


def test_each_face_once(put, fonts):
    """A thousand different characters take one font, not one for every 256."""
    chars = "".join(sorted(char for char in face(SERIF).chars if 0x4E00 <= ord(char) < 0x5200))
    path = put(layout(chars))
    assert len(chars) > 1000
    assert sum("NotoSerifSC-Regular" in row[0] for row in fonts(path)) == 1


def test_two_characters_of_one_glyph(put, words):
    """⼀ (radical) and 一 share their drawing in the font; both come back as themselves."""
    glyphs = face(SERIF).glyphs.charToGlyph
    same = [char for char in "⼀⼈⼤⼭" if glyphs.get(ord(char)) == glyphs[ord(unicodedata.normalize("NFKC", char))]]
    assert same, "the font no longer shares glyphs: this test has lost its object"
    text = "".join(char + unicodedata.normalize("NFKC", char) for char in same) + "路"
    assert text in words(put(layout(text)))


@share(1 / 5)
@given(st.text(st.sampled_from(sorted(char for char in face(SERIF).chars if char.isalnum())), min_size=1, max_size=60))
def test_any_text_comes_back(text):
    """pypdf reads any letters of the font back, in order."""
    found = PdfReader(io.BytesIO(pdf("试印", "", [layout(text)])), strict=True).pages[0].extract_text()
    assert text in "".join(found.split())


@pytest.mark.parametrize("char, units", [("路", "8DEF"), ("𬱖", "D873DC56"), ("𠅤", "D840DD64")])
def test_table_back_to_text(char, units):
    """Above U+FFFF the table has a surrogate pair, ISO 32000-1 §9.10.3; pairs reckoned by hand (D800 + (c-10000)/400)."""
    assert f"<0001> <{units}>" in to_unicode([ord(char)])


def test_table_blocks_hold_a_hundred():
    """Adobe technical note 5411 allows 100 entries a block."""
    table = to_unicode(list(range(0x4E00, 0x4E00 + 250)))
    assert [line for line in table.split("\n") if "beginbfchar" in line] == ["100 beginbfchar"] * 2 + ["50 beginbfchar"]


def test_reportlab_still_needs_us():
    """reportlab's own table writes five hex digits for 𬱖. When this fails, see whether embed.py can be dropped."""
    assert "<2CC56>" in ttfonts.makeToUnicodeCMap("F", [0x2CC56])

"""Characters: every printed one is checked against the font, another font stands in, what no font has is shown and named."""

import pytest

from lianluozhan import resource
from lianluozhan.report.typeface import FALLBACKS, KAI, SANS, SERIF, TITLE, face, invisible, missing, spelled

RARE = "䶮𬱖𫍣㛃𠅤堃喆犇"


@pytest.mark.parametrize("name", [SERIF, SANS, TITLE, KAI, *FALLBACKS[:-1]])
def test_fonts_have_the_rare_names(name):
    """Every font papers are set in draws the rare characters people are called by."""
    assert face(name).has(RARE)
    assert missing(face(name), RARE) == set()


def test_fonts_have_the_sample():
    """The clerk's own ledger can be printed whole."""
    text = resource.path("sample", "渔泽镇站-2026年10月台账.json").read_text("utf-8").replace("\n", "")
    assert face(SERIF).has(text)


def test_the_stand_in_mark_can_be_drawn():
    """What stands for it is in every font."""
    assert all(face(name).has(spelled("\U0010ffff")) for name in (SERIF, SANS, TITLE, KAI))


def test_plain_text_is_one_run():
    """A text the font has is drawn in one piece."""
    assert face(SERIF).runs("路灯 3 盏") == [(face(SERIF), "路灯 3 盏")]


def test_another_font_stands_in():
    """A character only another font has changes the font for itself alone."""
    cut_down = face(TITLE)
    lacking = next(char for char in sorted(face(SERIF).chars - cut_down.chars) if char.isalpha())
    assert cut_down.runs(f"路{lacking}灯") == [(cut_down, "路"), (face(SERIF), lacking), (cut_down, "灯")]
    assert cut_down.widths[lacking] == face(SERIF).widths[lacking]
    assert missing(cut_down, lacking) == set()


def test_what_no_font_has():
    """It is drawn as its code, as wide as that, and named."""
    assert face(SERIF).runs("张😀") == [(face(SERIF), "张〔U+1F600〕")]
    assert missing(face(SERIF), "张😀李😀") == {"😀"}
    assert face(SERIF).widths["😀"] == face(SERIF).wide("〔U+1F600〕")


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u200d", "\ufeff", "\U000e0100", "\ufe0f"])
def test_invisible_characters(char):
    """Joiners, selectors and line ends are neither drawn nor missed nor wide."""
    asked = face(SERIF)
    assert invisible(char) or char in asked.chars
    assert missing(asked, f"葛{char}") == set()
    assert char in asked.chars or asked.runs(f"葛{char}") == [(asked, "葛")]


def test_widths():
    """A Chinese character is one em wide; spaces at the end of a line do not count."""
    assert face(SERIF).widths["路"] == 1000
    assert face(SERIF).wide("路灯  ") == 2000
    assert 400 < face(SERIF).widths["8"] < 700

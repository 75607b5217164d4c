"""Papers are PDF/A-2u as far as the list of archive.py goes; each of its rules notices what breaks it."""

from io import BytesIO

import pytest
from PIL import Image

from lianluozhan.report import archival, brief
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.page import pdf
from lianluozhan.report.subject import Brief
from tests.paper.archive import faults

IMPRINT = Imprint("渔泽镇人大代表联络站", "140405102", "2026-10", "2026-10-11", "3f9a12bc")


def photo(mode: str, kind: str, wide: int = 40) -> bytes:
    """A picture of this colour mode."""
    kept = BytesIO()
    Image.new(mode, (wide, 30), 0).save(kept, kind)
    return kept.getvalue()


def news(*pictures: bytes) -> bytes:
    """A paper with pictures, in the name of somebody with a rare name and of a place with an ampersand."""
    told = Brief(IMPRINT, {"kind": "视察", "theme": "𬱖𠮷", "brief": "一\n二"}, {}, [("图", one) for one in pictures])
    return pdf("简讯 <1> & 𠮷\x07", "甲&乙站", [brief.layout(told)])


@pytest.mark.parametrize("name", ["接待日志", "意见台账", "履职登记", "月报", "全套"])
def test_the_months_papers(printed, name):
    """What is closed and kept for years."""
    assert faults(printed[name].path) == []


def test_pictures(tmp_path):
    """Of every kind a camera or a scanner gives, also in printer's colours, which the page's one profile cannot mean."""
    kinds = (("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("1", "PNG"))
    pictures = [photo(*kind, 40 + wide) for wide, kind in enumerate(kinds)]
    (tmp_path / "a.pdf").write_bytes(news(*pictures))
    assert faults(tmp_path / "a.pdf") == []
    assert (tmp_path / "a.pdf").read_bytes().count(b"/Subtype /Image") >= len(pictures)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"<pdfaid:part>2", b"<pdfaid:part>3", "which standard"),
        (b"GTS_PDFA1", b"GTS_PDFX1", "no output intent"),
        (b"%PDF-1.7", b"%PDF-2.0", "header"),
        (b"/FontFile2", b"/FontFileX", "is not embedded"),
        (b"/Metadata", b"/Metadatx", "no XMP"),
        (b"/PageMode /UseNone", b"/JS (1)           ", "/JS"),
        ("甲&amp;乙".encode(), "甲&amp;丙".encode(), "two descriptions"),
        (b"/Identity-H", b"/Identity-V", "codes without"),
        (b"\nendstream", b"\nendstreax", "length"),
    ],
)
def test_what_is_broken_is_noticed(tmp_path, before, after, fault):
    """A rule that notices nothing is none; places keep their length, so that the file is read all the same."""
    made = news()
    assert before in made and len(before) >= len(after)
    path = tmp_path / "a.pdf"
    path.write_bytes(made.replace(before, after.ljust(len(before)), 1))
    try:
        found = faults(path)
    except Exception as unreadable:
        found = [f"{fault} {unreadable}"]
    assert any(fault in one for one in found), found


def test_widths_are_those_of_the_glyphs(tmp_path, monkeypatch):
    """A font whose table says other widths than its glyphs have is noticed."""
    from lianluozhan.report.typeface import SERIF, face

    glyphs = face(SERIF).glyphs
    whole = glyphs.getCharWidth
    monkeypatch.setattr(glyphs, "getCharWidth", lambda char: whole(char) + 7)
    (tmp_path / "a.pdf").write_bytes(news())
    assert any("width of code" in one for one in faults(tmp_path / "a.pdf"))


def test_the_name_of_the_profile():
    """What is said of the colours is what the profile says of itself."""
    profile = archival.resource.path("colours", "sRGB2014.icc").read_bytes()
    assert b"s\0R\0G\0B" in profile or b"sRGB" in profile

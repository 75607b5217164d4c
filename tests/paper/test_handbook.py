"""使用手册 on paper: every chapter on the page the contents say, its words and pictures, fit to be kept for long."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from lianluozhan.handbook import PICTURE, chapters, plain
from lianluozhan.report import handbook
from tests.paper.archive import faults


@pytest.fixture(scope="module")
def made():
    """The file."""
    return handbook.made()


@pytest.fixture(scope="module")
def pages(made):
    """The words of its pages, without what breaks lines."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def test_the_contents_are_true(pages):
    """Each chapter begins on the page that stands behind its title, and nowhere else."""
    for chapter in chapters():
        title = "".join(chapter.title.split())
        begun = next(number for number, words in enumerate(pages[1:], 2) if words.startswith(f"{title}联络站使用手册"))
        assert f"{title}{begun}" in "".join(words for words in pages if words.startswith("目录")), chapter.title


def test_every_word_is_there(pages):
    """What is read in the window is read on paper, and no character is without a font."""
    whole = "".join(pages)
    for chapter in chapters():
        for part in chapter.parts:
            for text in (part.text, *part.cells):
                words = "".join(plain(text).split())
                assert words[:12] in whole, (chapter.title, text)
    assert [layout.missing for layout in handbook.layouts() if layout.missing] == []


def test_every_picture_is_there(made):
    """As many pictures as the chapters have."""
    count = sum(len(page.images) for page in PdfReader(BytesIO(made)).pages)
    assert count == sum(part.kind == PICTURE for chapter in chapters() for part in chapter.parts) > 10


def test_it_is_kept_like_every_paper(made, tmp_path):
    """Fonts embedded, colours meant, nothing an archive objects to; small enough for any stick."""
    (tmp_path / "手册.pdf").write_bytes(made)
    assert faults(tmp_path / "手册.pdf") == [] and len(made) < 4_000_000


def test_more_chapters_than_a_page_lists(monkeypatch):
    """Where the contents need more pages every chapter moves on by as many, and the contents say so."""
    many = [
        chapter._replace(title=f"{chapter.title}之{part}")
        for chapter in chapters()
        for part in ("一", "二")
        if chapter.title != "安全说明"
    ]
    monkeypatch.setattr(handbook.handbook, "chapters", lambda: many)
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(handbook.made())).pages]
    before = sum(words.startswith("目录") for words in pages)
    listed = "".join(pages[:before])
    assert before > 1
    for chapter in many:
        begun = next(
            number
            for number, words in enumerate(pages[before:], before + 1)
            if words.startswith(f"{chapter.title}联络站使用手册")
        )
        assert f"{chapter.title}{begun}" in listed, chapter.title

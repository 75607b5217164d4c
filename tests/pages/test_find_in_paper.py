"""Ctrl+F in a paper: every place is counted and marked, Enter goes through them over all pages, capitals and line ends do not matter."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor

from lianluozhan.report.page import Layout, Sheet, pdf as printed
from lianluozhan.report.strip import Cell, Strip
from ui.widgets import pdf
from ui.widgets.pdf import Document, Marks

RARE = "董䶮𬱖"


@pytest.fixture(scope="module")
def document():
    """300 rows on several pages; a rare name and a code on some of them; one text runs over two lines."""
    rows = [f"第{n}行路灯" + (f"{RARE}Q{n}" if n % 100 == 50 else "") for n in range(300)]
    strips = [Strip((Cell(row, 1), Cell("供" + "暖管道漏水了请快来修" * 3, 1))) for row in rows]
    data = printed("试印", "", [Layout(Sheet("试印", ("", "", ""), ("", "")), strips)])
    return Document("试印", "试印.pdf", data, pdf.pages(data))


def test_found_on_every_page(document):
    """As many places as pypdf reads, each on its page, in order, its box within the page and around its own letters."""
    hits = pdf.find(document.data, "路灯")
    read = [page.extract_text().count("路灯") for page in PdfReader(io.BytesIO(document.data)).pages]
    assert [sum(hit.page == at for hit in hits) for at in range(len(read))] == read and sum(read) == 300
    wide, high = pdf.size(document.data, 0)
    assert all(
        0 < left < right < wide and 0 < bottom < top < high for hit in hits for left, bottom, right, top in hit.boxes
    )


@pytest.mark.parametrize(
    ("words", "number", "lines"),
    [(RARE, 3, 1), ("q150", 1, 1), (f"{RARE} Q150", 1, 1), ("没有的字", 0, 0), (" ", 0, 0)],
)
def test_what_is_found(document, words, number, lines):
    """Characters beyond U+FFFF, any capitals, spaces or none."""
    hits = pdf.find(document.data, words)
    assert len(hits) == number and all(len(hit.boxes) == lines for hit in hits)


def test_over_the_end_of_a_line():
    """Words that a narrow cell breaks are one place with a box on each line."""
    data = printed(
        "试印",
        "",
        [Layout(Sheet("试印", ("", "", ""), ("", "")), [Strip((Cell("自来水发黄沉淀一层泥沙", 1), Cell("", 20)))])],
    )
    [hit] = pdf.find(data, "自来水发黄沉淀一层泥沙")
    assert len(hit.boxes) > 1


def test_a_mark_leaves_the_print_black(document):
    """The picture is yellow where it was white, black where it was black, and the same everywhere else."""
    hits = [hit for hit in pdf.find(document.data, "路灯") if hit.page == 0]
    marks = Marks(tuple(box for hit in hits for box in hit.boxes), hits[0].boxes)
    plain, marked = pdf.picture(document.data, 0, 1600), pdf.picture(document.data, 0, 1600, 1.0, marks)
    scale = 1600 / pdf.size(document.data, 0)[0]
    left, bottom, right, top = (one * scale for one in hits[0].boxes[0])
    inside = [
        (x, y)
        for x in range(int(left) + 1, int(right))
        for y in range(int(plain.height() - top) + 1, int(plain.height() - bottom))
    ]
    white = [place for place in inside if plain.pixelColor(*place) == QColor("white")]
    assert white and all(marked.pixelColor(*place) == QColor(pdf.MEANT) for place in white)
    darkest = min(inside, key=lambda place: plain.pixelColor(*place).lightness())
    assert marked.pixelColor(*darkest).lightness() <= plain.pixelColor(*darkest).lightness() < 100
    differs = sum(
        plain.pixel(px, py) != marked.pixel(px, py) for px in range(0, 1600, 5) for py in range(0, plain.height(), 5)
    )
    assert 0 < differs < 1600 * plain.height() / 25 / 5


def test_enter_goes_through_them(desk):
    """The line says which of how many; the last is followed by the first; another page is turned to; Esc forgets."""
    desk.open("打印本月")
    preview = desk.page.preview
    preview.find.line.setText("路灯")
    preview.find.go(1)
    desk.wait()
    many = len(preview.find.hits)
    assert many > 3 and preview.find.state.text() == f"1 / {many}"
    seen = set()
    for _ in range(many):
        preview.find.go(1)
        desk.wait()
        assert preview.number == preview.find.hits[preview.find.place].page
        seen.add(preview.number)
    assert len(seen) > 1 and preview.find.state.text() == f"1 / {many}"
    preview.find.line.clear()
    desk.wait()
    assert preview.find.state.text() == "" and preview.view.hits == []


def test_not_there(desk):
    """Nothing found is said."""
    desk.open("打印本月")
    preview = desk.page.preview
    preview.find.line.setText("没有的字")
    preview.find.go(1)
    desk.wait()
    assert preview.find.state.text() == "没有"

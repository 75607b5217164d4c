"""The words in a file: PDF, Word, text of every code; what is locked, broken, swollen or only a picture is told in words."""

import zipfile
from io import BytesIO
from itertools import count

import docx
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lianluozhan import draft_file, extract
from lianluozhan.errors import BadInput
from lianluozhan.extract import CUT, NOTHING, Found, tidy, words_in

LAW = "第一条 为了做好接待工作，制定本制度。"


def word(*lines, table=""):
    """A Word file of these lines."""
    document, kept = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    document.save(kept)
    return kept.getvalue()


def packed(xml, name="word/document.xml"):
    """A Word file whose text is these bytes."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, xml)
    return kept.getvalue()


def plain(*pages, **options):
    """A PDF with a line on each page."""
    kept = BytesIO()
    canvas = Canvas(kept, **options)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def scanned():
    """A PDF of a picture."""
    kept = BytesIO()
    Image.new("RGB", (60, 80), "white").save(kept, "PDF")
    return kept.getvalue()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_of_every_code(code):
    """Whatever program wrote it."""
    assert words_in("制度.TXT", LAW.encode(code)) == Found("第一条为了做好接待工作，制定本制度。")


def test_word():
    """Paragraphs and tables, in their order."""
    assert words_in("制度.docx", word(LAW, "第二条 每月一次。", table="附表一")).words.splitlines() == [
        "第一条为了做好接待工作，制定本制度。",
        "第二条每月一次。",
        "附表一",
    ]


def test_pdf():
    """Every page."""
    assert words_in("law.pdf", plain("Article one", "Article two")) == Found("Article one\nArticle two")


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("代表联系群\r\n众的办法。\n第二条", "代表联系群众的办法。\n第二条"),
        ("人 民 代 表", "人民代表"),
        ("in the\nHouse", "in the\nHouse"),
        ("条\u3000\u3000例\n\n\n（试行）\n", "条例\n（试行）"),
        ("电话\x0013800000000\ufffe", "电话13800000000"),
        ("䶮\n㛃𬱖", "䶮㛃𬱖"),
    ],
)
def test_lines_made_whole(text, tidied):
    """A word that a line's end cut in two is found; sentences keep their lines; nothing unseen is left."""
    assert tidy(text) == tidied


def test_a_picture_has_no_words():
    """It is kept all the same, and what to do is said."""
    assert words_in("扫描.pdf", scanned()) == Found("", NOTHING) and words_in("空.txt", b"  \n") == Found("", NOTHING)


def test_too_long(monkeypatch):
    """What is longer than a text may be is found by its beginning; the rest of the pages is not read."""
    monkeypatch.setattr(extract, "LONGEST", 20)
    assert words_in("长.txt", ("代" * 21).encode()) == Found("代" * 20, CUT)
    found = words_in("长.pdf", plain(*(f"page {n:010}" for n in range(9))))
    assert found.note == CUT and len(found.words) == 20


def test_no_end(monkeypatch):
    """A PDF that takes too long is read as far as it went."""
    monkeypatch.setattr(extract, "SECONDS", -1.0)
    assert words_in("慢.pdf", plain("one", "two")).words == "one"


def test_a_broken_page_is_passed_over(monkeypatch):
    """The others are read."""
    whole = pypdfium2.PdfDocument.__getitem__

    def broken(document, place):
        if place == 0:
            raise pypdfium2.PdfiumError("page")
        return whole(document, place)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", broken)
    assert words_in("残.pdf", plain("one", "two")).words == "two"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("制度.doc", b"\xd0\xcf\x11\xe0", "不是能放上来的文件"),
        ("制度.exe", b"MZ", "不是能放上来的文件"),
        ("制度", b"x", "不是能放上来的文件"),
        ("法.pdf", b"", "坏了，或者不是 PDF"),
        ("法.pdf", b"not a pdf at all", "坏了，或者不是 PDF"),
        ("法.pdf", plain("one")[:100], "坏了，或者不是 PDF"),
        ("法.docx", b"PK\x03\x04", "打不开，可能坏了"),
        ("法.docx", plain("one"), "打不开，可能坏了"),
        ("法.docx", packed(b"<w/>", "xl/workbook.xml"), "打不开，可能坏了"),
        ("法.docx", packed(b"<a><b></a>"), "打不开，可能坏了"),
        ("法.docx", packed(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "打不开，可能坏了"),
        ("法.docx", word(LAW)[:-60], "打不开，可能坏了"),
        ("法.txt", bytes(range(256)), "文字读不出来"),
        ("法.txt", b"\xff\xfe\x00", "文字读不出来"),
        ("法.txt", b"a\0b", "文字读不出来"),
    ],
    ids=map(str, count()),
)  # what they hold is not the same in every process
def test_hostile(name, data, why):
    """Refused in words that say what to do."""
    with pytest.raises(BadInput, match=why) as refused:
        words_in(name, data)
    assert refused.value.then


def test_locked():
    """A PDF with a password."""
    with pytest.raises(BadInput, match="要密码才能打开") as refused:
        words_in("密.pdf", plain("one", encrypt="secret"))
    assert "没有密码的" in refused.value.then


def test_swollen(monkeypatch):
    """A Word file that unpacks without end is left alone."""
    monkeypatch.setattr(draft_file, "LARGEST_INSIDE", 1000)
    with pytest.raises(BadInput, match="里面的内容太大"):
        words_in("胀.docx", packed(b"<a>" + b" " * 2000 + b"</a>"))

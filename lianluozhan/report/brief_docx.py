"""活动简讯 as a file of Word, for whoever edits it on; loaded when one is asked for: its library takes a while."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from lianluozhan.report import cell
from lianluozhan.report.brief import headline, paragraphs
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.prose import INDENT
from lianluozhan.report.subject import Brief


def docx(brief: Brief) -> bytes:
    """Headline, paragraphs, pictures with captions, who tells it; at the margins of GB/T 9704."""
    document = begun(brief.imprint, headline(brief))
    for text in paragraphs(brief):
        document.add_paragraph(INDENT + text)
    for caption, data in brief.pictures:
        _picture(document, caption, data)
    for text in (brief.imprint.place, cell.day(brief.imprint.printed_on)):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def begun(imprint: Imprint, headline: str) -> Any:
    """A document of these margins with its headline, marked where it is a draft or for the wall."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = (
        Cm(3.7),
        Cm(2.8),
        Cm(2.6),
        Cm(3.5),
    )
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    normal.paragraph_format.line_spacing = Pt(28)
    document.core_properties.title, document.core_properties.author = headline, imprint.place
    line(document, f"〔{imprint.stamp}〕{headline}" if imprint.stamp else headline, Pt(22), bold=True)
    return document


def line(document: Any, text: str, size: Pt, bold: bool = False, face: str = "") -> None:
    """A line in the middle."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, size
    if face:
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _picture(document: Any, caption: str, data: bytes) -> None:
    """A picture and its caption; what Word does not know as one is left out."""
    try:
        document.add_picture(BytesIO(data), width=Cm(14))
    except UnrecognizedImageError:
        return
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.paragraphs[-1].paragraph_format.line_spacing = 1.0
    if caption:
        line(document, caption, Pt(12), face="楷体")

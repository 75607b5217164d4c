"""立法意见报告 as a file of Word: the words of the report, then the comparison as a table; loaded when one is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from lianluozhan.report import law_papers
from lianluozhan.report.brief_docx import begun, line
from lianluozhan.report.ledger import WITHHELD
from lianluozhan.report.prose import INDENT
from lianluozhan.report.subject import Hearing

WIDTHS = 2.2, 7.2, 7.2, 5.6, 1.8  # centimetres of the columns


def docx(hearing: Hearing) -> bytes:
    """The report on its pages upright, the table on its own lying."""
    document = begun(hearing.imprint, law_papers.headline(hearing))
    for text, heads in law_papers.paragraphs(hearing):
        run = document.add_paragraph().add_run(text if heads else INDENT + text)
        run.bold = heads
    for text in law_papers.ends(hearing):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    section = document.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    line(document, law_papers.COMPARISON, Pt(16), bold=True)
    table = document.add_table(1, len(law_papers.COLUMNS), style="Table Grid")
    table.autofit = False
    for row, texts in [
        (table.rows[0], [column.title for column in law_papers.COLUMNS]),
        *((table.add_row(), _texts(one, hearing)) for one in hearing.lines),
    ]:
        for cell, text, wide in zip(row.cells, texts, WIDTHS, strict=True):
            cell.width = Cm(wide)
            cell.paragraphs[0].paragraph_format.line_spacing = 1.0
            cell.paragraphs[0].add_run(text).font.size = Pt(10.5)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _texts(one: Mapping[str, Any], hearing: Hearing) -> list[str]:
    return [
        column.text(one, hearing.imprint)
        or (WITHHELD if hearing.imprint.masked and one.get(column.fields[0].name) else "")
        for column in law_papers.COLUMNS
    ]

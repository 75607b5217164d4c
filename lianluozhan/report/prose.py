"""What papers of prose share: a headline, paragraphs that go on on the next page, who says it and when."""

from __future__ import annotations

from lianluozhan.report.strip import MIDDLE, Cell, Strip, Style
from lianluozhan.report.typeface import SERIF, TITLE

BODY, HEADLINE = Style(SERIF, 12.0, 22.0), Style(TITLE, 16.0, 26.0)
INDENT = "　　"


def headline(text: str) -> Strip:
    """What stands above all."""
    return Strip((Cell(text, 1, HEADLINE, MIDDLE),), keep=True, ruled=False, least=44.0)


def paragraph(text: str) -> Strip:
    """A paragraph; it goes on on the next page."""
    return Strip((Cell(INDENT + text, 1, BODY),), ruled=False, flows=True, least=26.0)


def signed(text: str, least: float = 60.0) -> Strip:
    """Who says it, and when, at the right."""
    return Strip((Cell("", 1), Cell(text, 1, BODY, MIDDLE)), ruled=False, least=least)

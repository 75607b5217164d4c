"""空白登记表: the forms of a reception day that are given out ahead, each with its number and its bars, to be filled in by pen."""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan.report import reception_form
from lianluozhan.report.imprint import Case
from lianluozhan.report.page import Layout

CODE, NAME, ABOUT = "", "空白登记表", "blanks"


def layout(forms: Sequence[Case]) -> list[Layout]:
    """One form a page, as the filled one looks."""
    return [reception_form.layout(form) for form in forms]

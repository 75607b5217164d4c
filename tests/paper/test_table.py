"""A plain table: what its headings and lines look like, and that a line has what each column asks."""

import pytest

from lianluozhan.report.strip import LEFT, MIDDLE
from lianluozhan.report.table import Table

TABLE = Table({"序号": 1.0, "事项": 6.5, "代表": 3.0}, prose=("事项",), names=("代表",), high=24.0)


def test_headings():
    """In the middle, in their shares; within a page they stay with what follows and are said again over its edge."""
    head = TABLE.head(30.0)
    assert [(cell.text, cell.share, cell.align) for cell in head.cells] == [
        ("序号", 1.0, MIDDLE),
        ("事项", 6.5, MIDDLE),
        ("代表", 3.0, MIDDLE),
    ]
    assert (head.least, head.keep, head.columns) == (30.0, False, False)
    within = TABLE.head(within=True)
    assert (within.cells, within.keep, within.columns) == (head.cells, True, True)


def test_a_line():
    """Prose begins at the left, names are not broken, the pen finds room."""
    line = TABLE.line("1", "路灯不亮", "陈秀兰、孔方")
    assert [cell.align for cell in line.cells] == [MIDDLE, LEFT, MIDDLE]
    assert [cell.whole for cell in line.cells] == [False, False, True]
    assert (line.least, line.keep) == (24.0, False)


def test_a_text_for_each_column():
    """A line that lacks one is a mistake of ours, found at once."""
    with pytest.raises(ValueError, match="zip"):
        TABLE.line("1", "路灯不亮")

"""The table of a list spread out: heads of months between the rows, the next page added behind them, columns moved and measured."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from lianluozhan.columns import Column
from lianluozhan.spread import End, Line, Page
from ui.theme import Theme
from ui.widgets.spread.rows import UNKNOWN, Head, SpreadRows
from ui.widgets.spread.table import SpreadTable

NUMBER, TITLE, PEOPLE = Column("number", "编号"), Column("title", "标题"), Column("people", "人数", True)
COLUMNS = [NUMBER, TITLE, PEOPLE]
WIDTHS = {"number": 150, "title": 200, "people": 90}
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Role = Qt.ItemDataRole


def line(name, month="2026-10"):
    """A row of one record."""
    return Line(("140405102", name), month, (name, f"{name}的事", "2"))


A, B, C, D = line("a"), line("b"), line("c", "2026-09"), line("d", "2026-09")
MORE = End("2026-09-01", "d", "140405102")


@pytest.fixture
def rows(qapp):
    """The rows of two months, the second going on."""
    made = SpreadRows()
    made.wishes = []
    made.wanted.connect(lambda: made.wishes.append(1))
    made.show(COLUMNS, [A, B, C], True)
    made.months = {"2026-10": (2, "人次 4"), "2026-09": (5, "")}
    return made


@pytest.fixture
def table(qapp):
    """The table on no window; `told` holds what it said."""
    made = SpreadTable("意见", Theme())
    made.told = []
    made.chosen.connect(lambda key: made.told.append(("chosen", key[1])))
    made.opened.connect(lambda key: made.told.append(("opened", key[1])))
    made.moved.connect(lambda: made.told.append(("moved",)))
    made.asked.connect(lambda at, _where: made.told.append(("asked", at)))
    made.resize(700, 300)
    made.show_rows(COLUMNS, WIDTHS, Page((A, B, C), MORE), None)
    made.show()
    yield made
    made.deleteLater()


def names(table):
    """The columns from left to right."""
    return table.arranged()[0]


# ---- rows --------------------------------------------------------------------------------------------------------


def test_heads_of_months(rows):
    """A head before each month's first row."""
    assert rows.items == [Head("2026-10"), A, B, Head("2026-09"), C]
    assert rows.rowCount() == 5 and rows.columnCount() == 3
    assert rows.rowCount(rows.index(1, 0)) == 0 and rows.columnCount(rows.index(1, 0)) == 0


def test_the_next_page_goes_on_in_its_month(rows):
    """A month that goes on gets no second head, a new one its own."""
    rows.add([D, line("e", "2026-08")], False)
    assert rows.items[4:] == [C, D, Head("2026-08"), line("e", "2026-08")]
    assert not rows.canFetchMore(QModelIndex())


def test_no_heads_without_months(rows):
    """A list that does not run by days is rows alone."""
    rows.show(COLUMNS, [line("a", ""), line("b", "")], False)
    assert not any(isinstance(item, Head) for item in rows.items)


def test_asked_for_once(rows):
    """More is asked for once until it has come."""
    assert rows.canFetchMore(QModelIndex()) and not rows.canFetchMore(rows.index(1, 0))
    rows.fetchMore(QModelIndex())
    rows.fetchMore(QModelIndex())
    assert rows.wishes == [1] and not rows.canFetchMore(QModelIndex())
    rows.add([D], True)
    assert rows.canFetchMore(QModelIndex())


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2026-10", "2026年10月　2 条，人次 4"),
        ("2026-09", "2026年9月　5 条"),
        ("2026-08", "2026年8月　"),
        ("", f"{UNKNOWN}　"),
    ],
)
def test_a_head_says_what_the_month_comes_to(rows, month, said):
    """Its name at once, its sums when they have come."""
    assert rows.said(month) == said


def test_cells(rows):
    """A cell says itself, to a screen reader with its heading; numbers stand at the right; a head is heard, not chosen."""
    cell, head = rows.index(1, 1), rows.index(0, 0)
    assert rows.data(cell) == rows.data(cell, Role.ToolTipRole) == "a的事"
    assert rows.data(cell, Role.AccessibleTextRole) == "标题：a的事"
    assert rows.data(rows.index(1, 2), Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert rows.data(cell, Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft
    assert rows.data(head) is None and rows.data(head, Role.AccessibleTextRole) == "2026年10月　2 条，人次 4"
    assert rows.data(rows.index(0, 1), Role.AccessibleTextRole) is None
    assert rows.flags(head) == Qt.ItemFlag.NoItemFlags == rows.flags(QModelIndex())
    assert rows.flags(cell) & Qt.ItemFlag.ItemIsSelectable
    assert rows.data(cell, Role.DecorationRole) is None


def test_an_empty_cell_is_heard_as_empty(rows):
    """Nothing is said to be nothing."""
    rows.show([NUMBER], [Line(("w", "x"), "", ("",))], False)
    assert rows.data(rows.index(0, 0), Role.AccessibleTextRole) == "编号：空着"


def test_headings(rows):
    """The heading, in full where the mouse rests; no other side has any."""
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [rows.headerData(at, across) for at in range(4)] == ["编号", "标题", "人数", None]
    assert rows.headerData(1, across, Role.ToolTipRole) == "标题"
    assert rows.headerData(2, across, Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert rows.headerData(0, down) is None and rows.headerData(0, across, Role.DecorationRole) is None


@pytest.mark.parametrize(("key", "place"), [(A.key, 1), (C.key, 4), (("140405102", "z"), None), (None, None)])
def test_place(rows, key, place):
    """Where a key stands; heads have none."""
    assert rows.place(key) == place


# ---- the table ---------------------------------------------------------------------------------------------------


def test_first_row_without_a_wish(table):
    """A list that is opened stands on its first record, and that is nobody's choice."""
    assert table.key() == A.key and table.told == []


def test_moving_says_where(table):
    """Down passes the head of the next month; Enter opens, with Ctrl it does not."""
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert table.told == [("chosen", "b"), ("chosen", "c"), ("opened", "c")]


def test_a_row_keeps_its_place_on_the_screen(table):
    """What comes in above it pushes nothing: the row stays under the eye."""
    table.resize(700, 160)
    table.setCurrentIndex(table.rows.index(2, 0))
    many = tuple(line(f"n{at}") for at in range(30))
    before = table.rowViewportPosition(2)
    table.show_rows(COLUMNS, WIDTHS, Page((*many, A, B, C), None), B.key)
    assert table.key() == B.key and table.rowViewportPosition(table.rows.place(B.key)) == before


def test_a_row_that_is_gone(table):
    """The first one stands in for it, unchosen."""
    table.show_rows(COLUMNS, WIDTHS, Page((B, C), None), A.key)
    assert table.key() == B.key and table.told == []
    table.show_rows(COLUMNS, WIDTHS, Page((), None), A.key)
    assert table.key() is None
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.told == []


def test_columns_move_by_key(table):
    """With Ctrl+Shift and an arrow, to the edges and no further."""
    for key, found in (
        (Qt.Key.Key_Left, ["number", "title", "people"]),
        (Qt.Key.Key_Right, ["title", "number", "people"]),
        (Qt.Key.Key_Right, ["title", "people", "number"]),
        (Qt.Key.Key_Right, ["title", "people", "number"]),
        (Qt.Key.Key_Left, ["title", "number", "people"]),
    ):
        QTest.keyClick(table, key, BOTH)
        assert names(table) == found
    assert ("moved",) in table.told


def test_moved_columns_are_the_order_of_what_comes_next(table):
    """Rows that are asked for in the new order stand under their own headings."""
    table.move_column(1, 0)
    columns = [next(one for one in COLUMNS if one.name == name) for name in names(table)]
    table.show_rows(columns, WIDTHS, Page((Line(A.key, "", ("a的事", "a", "2")),), None), None)
    assert names(table) == ["title", "number", "people"]
    assert [table.rows.data(table.rows.index(0, at)) for at in range(3)] == ["a的事", "a", "2"]


def test_widths(table):
    """In logical pixels, whatever the letters are; no heading is cut, the last column takes what is left and is not kept."""
    assert table.arranged()[1] == {"number": 150, "title": 200}
    table.widen(1, 40)
    assert table.arranged()[1]["title"] == 240
    table.widen(0, -1000)
    assert table.arranged()[1]["number"] == 60
    table.theme.factor = 2.0
    table.measure(WIDTHS)
    assert table.arranged()[1] == {"number": 150, "title": 200} and table.columnWidth(0) == 300
    table.measure(WIDTHS | {"number": 1})
    assert table.columnWidth(0) > 40

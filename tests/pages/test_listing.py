"""A list's rows: heads that cannot be chosen, one sentence for each row, and a choice that survives other rows."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.pages.desk import wait_for
from ui.listing import KEY, Item, Listing, Mark, RowPainter, Rows
from ui.theme import Theme

HEAD, ONE, TWO, THREE = Item(None, "10月21日", "3 批"), Item("a", "郭桂兰"), Item("b", "孔方"), Item("c", "陈志明")
ALL = [HEAD, ONE, TWO, THREE]


@pytest.fixture
def rows(qapp):
    """The rows of one day."""
    made = Rows()
    made.show(ALL)
    return made


@pytest.fixture
def listing(qapp):
    """A list of one day, on no window; `told` holds the keys it named."""
    made = Listing("visit", "接待", Theme())
    made.told = []
    made.chosen.connect(made.told.append)
    made.show_items(ALL)
    yield made
    made.close()
    made.deleteLater()


# ---- a row -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "words"),
    [
        pytest.param(Item("a", "郭桂兰"), "郭桂兰", id="title"),
        pytest.param(
            Item("a", "郭桂兰", "09:30", "路灯不亮", (Mark("当场答复", "green"), Mark("道路")), "J0004"),
            "郭桂兰，09:30，路灯不亮，当场答复，道路，J0004",
            id="everything",
        ),
        pytest.param(Item("a", "路灯", lamp="红"), "路灯，红灯", id="lamp"),
        pytest.param(Item("a", "路灯", "3 天", lamp="停"), "路灯，停灯，3 天", id="lamp before time"),
        pytest.param(Item("a", "路灯", lamp=""), "路灯", id="ring"),
        pytest.param(Item("a", "路灯", lamp=None), "路灯", id="no lamp"),
        pytest.param(Item("a", "", "09:30", "", (), "J0004"), "09:30，J0004", id="nameless"),
        pytest.param(Item("a", "甲", marks=(Mark(""), Mark("道路"))), "甲，道路", id="empty mark"),
        pytest.param(Item(None, "10月21日", "3 批"), "10月21日，3 批", id="head"),
        pytest.param(Item("a", ""), "", id="nothing"),
    ],
)
def test_said(item, words):
    """A screen reader hears what is painted, in this order, and no comma for what is not there."""
    assert item.said() == words


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (Qt.ItemDataRole.DisplayRole, "郭桂兰"),
        (Qt.ItemDataRole.AccessibleTextRole, "郭桂兰"),
        (Qt.ItemDataRole.ToolTipRole, "郭桂兰"),
        (KEY, "a"),
        (Qt.ItemDataRole.CheckStateRole, None),
        (Qt.ItemDataRole.DecorationRole, None),
    ],
)
def test_data(rows, role, found):
    """A row gives its title, its sentence and its key; of what it does not know nothing."""
    assert rows.data(rows.index(1), role) == found


def test_data_of_a_head(rows):
    """A head has words and no key."""
    assert rows.data(rows.index(0)) == "10月21日" and rows.data(rows.index(0), KEY) is None


def test_key_of_any_kind(rows):
    """A key is handed back as it is, also one of several parts."""
    rows.show([Item(("140405102", "a"), "甲"), Item(0, "乙")])
    assert [rows.index(place).data(KEY) for place in range(2)] == [("140405102", "a"), 0]


# ---- the rows ----------------------------------------------------------------------------------------------------


def test_how_many(rows):
    """Heads are rows too; a row has none below it."""
    assert rows.rowCount() == 4 and rows.rowCount(QModelIndex()) == 4
    assert rows.rowCount(rows.index(1)) == 0


def test_no_rows(qapp):
    """An empty list is a list."""
    assert Rows().rowCount() == 0


@pytest.mark.parametrize(("place", "can"), [(0, False), (1, True), (2, True), (3, True)])
def test_only_records_can_be_chosen(rows, place, can):
    """A head is neither chosen nor entered."""
    flags = rows.flags(rows.index(place))
    assert bool(flags & Qt.ItemFlag.ItemIsSelectable) is can and bool(flags & Qt.ItemFlag.ItemIsEnabled) is can


def test_marked(rows):
    """What is ticked says so, and nothing else; the tick holds on to the key and not to the place."""
    rows.marked.add("b")
    rows.show([HEAD, TWO, ONE])
    ticked = [rows.data(rows.index(place), Qt.ItemDataRole.CheckStateRole) for place in range(3)]
    assert ticked == [None, Qt.CheckState.Checked, None]


def test_other_rows_are_told(rows):
    """Whoever shows the rows hears once that they are others."""
    heard = []
    rows.modelReset.connect(lambda: heard.append(rows.rowCount()))
    rows.show([ONE])
    assert heard == [1]


def test_the_same_rows_are_no_others(rows):
    """Asked anew after something that concerns none of them, a list is not laid out again."""
    heard = []
    rows.modelReset.connect(lambda: heard.append(1))
    rows.show(list(rows.items))
    assert not heard


def test_rows_are_our_own(rows):
    """What a page does to its own list afterwards changes no row."""
    given = [ONE, TWO]
    rows.show(given)
    given.clear()
    assert rows.items == [ONE, TWO]


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
def test_heights(qapp, rows, factor):
    """Rows have one height, heads a lower one, and both grow with the letters."""
    theme = Theme(factor=factor)
    high = [RowPainter(theme).sizeHint(QStyleOptionViewItem(), rows.index(place)).height() for place in range(4)]
    assert high[1] == high[2] == high[3] == theme.px("row_height") and high[0] == theme.px("group") < high[1]
    assert theme.px("row_height") >= Theme().px("row_height")


# ---- the list ----------------------------------------------------------------------------------------------------


def test_names(listing):
    """It is found by its kind and read out by its label."""
    assert listing.objectName() == "list_visit" and listing.accessibleName() == "接待"


def test_nothing_chosen_at_first(listing):
    """Rows that arrive choose nothing for a person."""
    assert listing.key() is None and listing.told == []


@pytest.mark.parametrize(("key", "found"), [("a", True), ("c", True), ("z", False), (None, False)])
def test_choose(listing, key, found):
    """A key that is there is moved to and named; one that is not, and the heads' None, change nothing."""
    assert listing.choose(key) is found
    assert listing.key() == (key if found else None) and listing.told == ([key] if found else [])


def test_choosing_what_is_not_there(listing):
    """The row a person was on stays theirs."""
    listing.choose("b")
    assert not listing.choose("z") and listing.key() == "b"


@pytest.mark.parametrize(
    "items",
    [
        pytest.param([HEAD, ONE, TWO, THREE], id="the same"),
        pytest.param([TWO], id="alone"),
        pytest.param([HEAD, Item("new", "新来的"), ONE, TWO], id="one before it"),
        pytest.param([THREE, TWO, ONE], id="the other way round"),
        pytest.param([HEAD, TWO._replace(title="孔方　3人")], id="with other words"),
    ],
)
def test_choice_survives(listing, items):
    """Other rows leave a person on the record they were on, and say nothing: they did not move."""
    listing.choose("b")
    listing.told.clear()
    listing.show_items(items)
    assert listing.key() == "b" and listing.told == []
    assert [index.data(KEY) for index in listing.selectedIndexes()] == ["b"]


@pytest.mark.parametrize("items", [[], [HEAD], [HEAD, ONE, THREE]], ids=["nothing", "a head", "others"])
def test_choice_that_is_gone(listing, items):
    """Where the record is no longer there nothing is chosen, least of all its neighbour."""
    listing.choose("b")
    listing.told.clear()
    listing.show_items(items)
    assert listing.key() is None and listing.selectedIndexes() == [] and listing.told == []


def test_a_move_after_other_rows_is_told(listing):
    """The silence ends with the change of rows."""
    listing.choose("b")
    listing.show_items([ONE, TWO])
    listing.choose("a")
    assert listing.told == ["b", "a"]


def test_staying_is_no_move(listing):
    """Choosing the row one is on names it once."""
    listing.choose("b")
    listing.choose("b")
    assert listing.told == ["b"]


@pytest.mark.parametrize(("before", "after"), [(None, "a"), ("a", "a"), ("c", "c")])
def test_keys_go_to_a_row(listing, before, after):
    """The keys go to the row a person was on, else to the first record: never to a head."""
    listing.choose(before)
    listing.take_focus()
    assert listing.key() == after


@pytest.mark.parametrize("items", [[], [HEAD]], ids=["nothing", "a head"])
def test_keys_where_no_row_is(listing, items):
    """Without a record there is nothing to be on."""
    listing.show_items(items)
    listing.take_focus()
    assert listing.key() is None and listing.told == []


def test_opened(listing):
    """Who enters a row gets its key."""
    entered = []
    listing.opened.connect(entered.append)
    listing.activated.emit(listing.rows.index(2))
    assert entered == ["b"]


@pytest.mark.parametrize("width", [60, 120, 400])
def test_painted(listing, width):
    """However narrow, a row is painted; a row that is chosen or ticked looks different."""
    marks = (Mark("当场答复", "green"), Mark("道路"), Mark("逾期", "red"))
    listing.show_items([HEAD, Item("a", "郭桂兰" * 9, "09:30", "路灯不亮" * 9, marks, "J0004", "红"), TWO])
    listing.resize(width, 300)
    plain = listing.grab().toImage()
    assert listing.grab().toImage() == plain
    listing.rows.marked.add("a")
    ticked = listing.grab().toImage()
    listing.choose("a")
    assert plain != ticked != listing.grab().toImage() != plain


class Watched(RowPainter):
    """Knows what it has drawn. (A method put in `paint`'s place would be remembered by Qt's binding when it is long gone.)"""

    def __init__(self, theme):
        super().__init__(theme)
        self.drawn = []

    def paint(self, painter, option, index):
        """A row."""
        self.drawn.append(index.row())
        super().paint(painter, option, index)


def test_one_row_says_something_else(listing):
    """What is kept while somebody types is drawn in its own row: the others are neither laid out nor drawn again, the choice stays."""
    watched = Watched(Theme())
    listing.setItemDelegate(watched)
    drawn = watched.drawn
    listing.resize(300, 600)
    listing.choose("c")
    listing.show()
    wait_for(lambda: {0, 1, 2, 3} <= set(drawn))
    drawn.clear()
    listing.show_item(Item("b", "孔方方"))
    wait_for(lambda: drawn)
    assert set(drawn) == {2}
    assert (listing.rows.items[2].title, listing.key(), listing.told) == ("孔方方", "c", ["c"])


def test_a_row_that_is_not_there_is_not_put_in(listing):
    """A list that is filtered shows no row that it did not find."""
    listing.show_item(Item("z", "没有"))
    assert listing.rows.items == ALL

"""Paging: rows stay whole, heads are said again, sums and signatures never stand alone."""

from hypothesis import given, strategies as st

from lianluozhan.report.strip import CONTINUED, Cell, Strip, measure, pages

WIDTH, ROOM = 300.0, 200.0


def strip(text: str, **how) -> Strip:
    """A row with one cell."""
    return Strip((Cell(text),), **how)


def paged(strips: list[Strip], room: float = ROOM) -> list[list[str]]:
    """The first line of every strip, page by page."""
    filled = pages([measure(each, WIDTH) for each in strips], room)
    return [["".join(line for line, _ in placed.texts[0].lines) for placed in page] for page in filled]


def rows(count: int) -> list[Strip]:
    """Rows 20 points high: ten fill a page."""
    return [strip(str(number), least=20.0) for number in range(1, count + 1)]


def test_pages_are_filled():
    """Ten rows of 20 points on a page of 200."""
    assert [len(page) for page in paged(rows(25))] == [10, 10, 5]
    assert paged([]) == [[]]


def test_what_keeps_together_moves_together():
    """A row that must not be left by the next goes to the next page with it."""
    strips = rows(12)
    strips[9] = strips[9]._replace(keep=True)
    assert paged(strips)[1] == ["10", "11", "12"]


def test_heads_are_said_again():
    """Where rows go on on a new page, it begins with their head; where a new group begins, it does not."""
    head = strip("10月7日", keep=True, heads=True, least=20.0)
    first, second = paged([head, *rows(12)])
    assert first == ["10月7日", *map(str, range(1, 10))]
    assert second == [f"10月7日{CONTINUED}", "10", "11", "12"]
    first, second = paged([*rows(10), head, strip("11")])
    assert second == ["10月7日", "11"]


def test_columns_are_said_again():
    """Below what heads them, as they are, while their rows go on; not above a sum, nor where other columns follow."""
    wide = lambda *texts, **how: Strip(tuple(Cell(text) for text in texts), least=20.0, **how)  # noqa: E731
    head, columns = strip("一、", keep=True, heads=True, least=20.0), wide("日期", "事项", keep=True, columns=True)
    acts = [wide(str(number), "事") for number in range(1, 21)]
    first, second, third = paged([head, columns, *acts])
    assert first == ["一、", "日期", *map(str, range(1, 9))]
    assert second == [f"一、{CONTINUED}", "日期", *map(str, range(9, 17))] and third[:3] == [
        f"一、{CONTINUED}",
        "日期",
        "17",
    ]
    assert paged([head, columns, *acts[:8], strip("合计", least=20.0)])[1] == [f"一、{CONTINUED}", "合计"]
    other = wide("甲", "乙", "丙", keep=True, columns=True)
    assert paged([columns, *acts[:5], other, *(wide(str(n), "", "") for n in range(8))])[1] == [
        "甲",
        *map(str, range(3, 8)),
    ]
    long = strip("路" * 33, flows=True)  # what is too long for its column is still one of the rows
    assert paged([head, columns, *acts[:7], long, *acts[7:9]])[1][:2] == [f"一、{CONTINUED}", "日期"]


def test_a_row_is_broken_only_when_taller_than_a_page():
    """A row of 15 lines (187 points) moves whole; one of 40 lines is broken, and no line of it is lost."""
    fifteen = strip("\n".join(["路"] * 15))
    assert [len(page) for page in paged([*rows(3), fifteen])] == [3, 1]
    forty = strip("\n".join(str(number) for number in range(40)))
    numbers = [str(number) for number in range(40)]
    assert paged([*rows(3), forty]) == [
        ["1", "2", "3", "".join(numbers[:11])],
        ["".join(numbers[11:27])],
        ["".join(numbers[27:])],
    ]


def test_prose_flows():
    """What may flow begins on the page it follows and goes on on the next."""
    long = strip("\n".join(["路"] * 15), flows=True)
    assert paged([*rows(6), long]) == [[*"123456", "路" * 6], ["路" * 9]]


def test_what_grows_fills_the_last_page():
    """The box for remarks takes what the page has left."""
    (page,) = pages(
        [measure(strip("说明", least=30.0, grow=1000.0), WIDTH), measure(strip("签字", least=40.0), WIDTH)], ROOM
    )
    assert [round(placed.height) for placed in page] == [160, 40]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.booleans(), st.booleans(), st.booleans()), max_size=30),
    st.floats(120, 400),
)
def test_paging_in_general(kinds, room):
    """No page is overfull, no line is lost or out of order, whatever is kept together, flows or heads."""
    strips = [
        strip(
            "\n".join(f"{number}.{line};" for line in range(count)), keep=keep, flows=flows, heads=heads and count < 4
        )
        for number, (count, keep, flows, heads) in enumerate(kinds)
    ]
    filled = pages([measure(each, WIDTH) for each in strips], room)
    assert all(sum(placed.height for placed in page) <= room + 0.01 for page in filled)
    drawn = [line for page in filled for placed in page for line, _ in placed.texts[0].lines if placed.strip in strips]
    assert drawn == [line for each in strips for line in each.cells[0].text.split("\n")]


def test_cells_share_the_width():
    """A cell's width is its share; its text, 3 points from either side, is broken to it: (100 - 6) / 9 = 10 characters."""
    measured = measure(Strip((Cell("路" * 25, 1), Cell("灯", 3))), 400.0)
    assert measured.edges == (100, 400)
    assert [(line, round(wide)) for line, wide in measured.texts[0].lines] == [
        ("路" * 10, 90),
        ("路" * 10, 90),
        ("路" * 5, 45),
    ]


def test_missing_characters_are_reported():
    """A strip says what cannot be drawn."""
    assert measure(strip("张😀"), WIDTH).texts[0].missing == {"😀"}
    assert measure(strip("张" * 70 + "😀"), WIDTH).texts[0].missing == {"😀"}

"""A sheet before it is taken in: every row seen with its reason, what would arise foretold, and nothing written."""

import datetime as dt

import openpyxl
import pytest

from lianluozhan import sheet
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadRow
from lianluozhan.intake import Taken
from lianluozhan.schema import SCHEMA
from lianluozhan.sheet import Reading, Row, Spoiled
from lianluozhan.visit import Visit
from tests.station import LEDGER, digest, empty, opened
from ui.asks.sheet_import import MOST_TOLD, Chosen, Prepared, SheetRow, foretold, prepared

HEADING = ("接待时间", "来访人姓名", "接待代表", "反映问题及意见建议（原话）", "处理方式")
FIELDS = ("received_at", "visitor_name", "deputies", "statement", "outcome")
GOOD = ("2026-10-08", "郭桂兰", "", "路灯不亮", "当场答复")
AGAIN = ("2026-10-09", "孔方", "", "下水道堵了", "当场答复")


@pytest.fixture
def store(tmp_path):
    """A station that has nothing yet."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


@pytest.fixture
def trial(store, tmp_path):
    """Rows typed into a file, looked at and tried out; `by_hand` is what a person made of its columns."""

    def tried(*rows, heading=HEADING, by_hand=None, told=None):
        path = tmp_path / "来访.xlsx"
        book = openpyxl.Workbook()
        for row in (heading, *rows):
            book.active.append(row)
        book.save(path)
        return prepared(store, chosen(path, Visit, by_hand), told or (lambda *_words: None))

    return tried


def chosen(path, kind, by_hand=None, name=None):
    """A sheet with its columns as the program found them, but for those a person changed."""
    looked = next(one for one in sheet.look(path, [kind]) if name in (None, one.sheet))
    places = {}
    for column in looked.columns:
        field = (by_hand or {}).get(column.place, column.fields[0] if column.fields else None)
        if field:
            places.setdefault(field, []).append(column.place)
    return Chosen(path, looked, by_hand or {}, places)


# ---- rows --------------------------------------------------------------------------------------------------------


def test_good_rows(trial):
    """Each is shown under its fields with its number in the sheet, the heading being row 1."""
    done = trial(GOOD, AGAIN)
    assert done.fields == FIELDS and done.bad == 0 and done.problem is None
    assert done.rows == [
        SheetRow(2, ("2026-10-08", "郭桂兰", "", "路灯不亮", "当场答复"), {}),
        SheetRow(3, ("2026-10-09", "孔方", "", "下水道堵了", "当场答复"), {}),
    ]


def test_a_wrong_cell(trial):
    """A row that cannot be read stands as it was typed, its reason at the field."""
    (row,) = trial(("2026-10-08", "郭桂兰", "", "路灯不亮", "看着办")).rows
    assert row.cells == ("2026-10-08", "郭桂兰", "", "路灯不亮", "看着办")
    assert list(row.wrong) == ["outcome"] and "看着办" in row.wrong["outcome"]


def test_a_missing_cell(trial):
    """What is not filled in is said at the empty field."""
    (row,) = trial(("2026-10-08", "郭桂兰", "", "", "当场答复")).rows
    assert row.wrong == {"statement": "没有填"}


def test_several_troubles_in_a_row(trial):
    """Each has its own field; the row is one bad row."""
    done = trial(("2026-13-40", "郭桂兰", "", "", "当场答复"))
    assert list(done.rows[0].wrong) == ["received_at", "statement"] and done.bad == 1 and len(done.troubles) == 2


@pytest.mark.parametrize("wrong", range(3))
def test_in_the_order_of_the_sheet(trial, wrong):
    """Good and bad stand where they stand on the sheet, never the bad ones last."""
    rows = [GOOD, AGAIN, (*GOOD[:3], "井盖坏了", "当场答复")]
    rows[wrong] = (*rows[wrong][:4], "看着办")
    done = trial(*rows)
    assert [(row.number, bool(row.wrong)) for row in done.rows] == [(2 + at, at == wrong) for at in range(3)]


def test_empty_lines_are_no_rows(trial):
    """Numbers are those of the sheet also below an empty line."""
    done = trial(GOOD, (None,) * 5, AGAIN)
    assert [row.number for row in done.rows] == [2, 4]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (dt.datetime(2026, 10, 8), "2026-10-08"),
        (dt.datetime(2026, 10, 8, 9, 30), "2026-10-08 09:30"),
        (7.0, "7"),
        (7, "7"),
        (7.5, "7.5"),
        ("  孔方 ", "孔方"),
        (None, ""),
    ],
)
def test_cells_of_a_bad_row(trial, cell, seen):
    """A cell is shown as a spreadsheet shows it: days without an hour nobody wrote, whole numbers whole."""
    (row,) = trial(("2026-10-08", cell, "", "路灯不亮", "看着办")).rows
    assert row.cells[1] == seen


@pytest.mark.parametrize("when", ["2026-10-08 09:30", "2026年10月8日9:30", dt.datetime(2026, 10, 8, 9, 30)])
def test_times_of_good_rows(trial, when):
    """A moment is read and shown as a person would type it."""
    assert trial((when, *GOOD[1:])).rows[0].cells[0] == "2026-10-08 09:30"


def test_several_names(trial):
    """Several people in a cell are shown with the mark of a list."""
    assert trial(("2026-10-08", "郭桂兰", "陈志明 孔方", "路灯不亮", "当场答复")).rows[0].cells[2] == "陈志明、孔方"


# ---- columns -----------------------------------------------------------------------------------------------------


def test_a_column_named_by_hand(trial):
    """A column the program does not know means what a person says."""
    heading = (*HEADING[:3], "啥事", "处理方式")
    done = trial(GOOD, heading=heading, by_hand={3: "statement"})
    assert done.problem is None and [row.cells[3] for row in done.rows] == ["路灯不亮"]


def test_trouble_in_a_column_named_by_hand(trial):
    """Its trouble is told at the field it was given."""
    heading = (*HEADING[:4], "咋办的")
    (row,) = trial((*GOOD[:4], "看着办"), heading=heading, by_hand={4: "outcome"}).rows
    assert list(row.wrong) == ["outcome"]


def test_a_column_that_is_left_out(trial):
    """What a person leaves out is neither read nor shown."""
    done = trial(GOOD, by_hand={1: None})
    assert "visitor_name" not in done.fields and "visitor_name" not in done.reading.rows[0].values


@pytest.mark.parametrize("place", [0, 3, 4])
def test_without_a_required_column(trial, place):
    """Without what every reception has there is one problem and no row."""
    done = trial(GOOD, by_hand={place: None})
    assert done.problem is not None and HEADING[place] in str(done.problem)
    assert (done.rows, done.bad, done.fields) == ((), 0, ())


# ---- nothing is written ------------------------------------------------------------------------------------------


def test_a_trial_writes_nothing(store, trial):
    """However good the rows, the journal is the same afterwards, and a second trial finds them as new as before."""
    before = digest(store)
    first, second = trial(GOOD, AGAIN), trial(GOOD, AGAIN)
    assert digest(store) == before and store.find(Visit) == []
    assert first.taken.new == second.taken.new == 2


def test_what_it_is_doing_is_told(trial):
    """First that the sheet is read, by its name, then that it is tried out."""
    told = []
    trial(GOOD, told=lambda *words: told.append(words[0]))
    assert list(dict.fromkeys(told)) == ["读“Sheet”", "试着录入"]  # how far it is may be told more than once


def test_stopped(store, trial):
    """Who stops it between two steps is obeyed, and nothing is left behind."""
    before = digest(store)

    def stop(*_words):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        trial(GOOD, told=stop)
    assert digest(store) == before


def test_the_roster(store):
    """Each row of a real ledger's roster is shown once and would arise once."""
    name = next(one.sheet for one in sheet.look(LEDGER, [Deputy]))
    done = prepared(store, chosen(LEDGER, Deputy, name=name), lambda *_words: None)
    assert done.bad == 0 and len(done.rows) == len(done.reading.rows) == done.taken.written["deputy"]


# ---- what is told ------------------------------------------------------------------------------------------------


def test_troubles(trial):
    """Row, column, what stands there, why not."""
    first, second = trial(("2026-10-08", "郭桂兰", "", "", "看着办")).troubles
    assert (
        first.startswith("第 2 行 · 处理方式　“看着办”　") and second == "第 2 行 · 反映问题及意见建议（原话）　没有填"
    )


def test_unmatched_names(trial):
    """Who is not on the roster is named once, with how often."""
    done = trial(
        ("2026-10-08", "郭桂兰", "陈志明", "路灯不亮", "当场答复"),
        ("2026-10-09", "孔方", "陈志明", "井盖坏了", "当场答复"),
    )
    assert [words for words in done.warnings if "陈志明" in words] == [
        "名册里没有“陈志明”（2 处），照原名录入，标为未匹配，名册里有了再对上"
    ]


@pytest.mark.parametrize(
    ("many", "lines", "last"), [(1, 1, None), (200, 200, None), (201, 201, "……还有 1 处"), (330, 201, "……还有 130 处")]
)
def test_many_troubles(trial, many, lines, last):
    """Two hundred are named; how many more there are is said, and every row still shows its own."""
    done = trial(*[("2026-10-08", f"访{at}", "", "路灯不亮", "看着办") for at in range(many)])
    assert MOST_TOLD == 200 and len(done.troubles) == lines and done.bad == many == len(done.rows)
    assert last is None or done.troubles[-1] == last


def done(good=0, bad=0, same=0, **written):
    """A trial with so many rows and so much that would arise."""
    reading = Reading(
        rows=[Row("表", at, {}) for at in range(good)], spoiled=[Spoiled("表", at, [], []) for at in range(bad)]
    )
    return Prepared(reading=reading, taken=Taken(same=same, written=written))


@pytest.mark.parametrize(
    ("trial_of", "words"),
    [
        (done(23, 0, visit=23), "23 行：23 行可以录入。将新增接待 23。"),
        (done(21, 2, visit=21, issue=13, duty=9), "23 行：21 行可以录入，2 行读不懂。将新增接待 21、意见 13、履职 9。"),
        (done(5, 0, same=5), "5 行：5 行可以录入。没有新的要录。5 行以前录过，不会重复。"),
        (done(5, 1, same=2, visit=3), "6 行：5 行可以录入，1 行读不懂。将新增接待 3。2 行以前录过，不会重复。"),
        (done(0, 4), "4 行：0 行可以录入，4 行读不懂。没有新的要录。"),
        (done(), "0 行：0 行可以录入。没有新的要录。"),
        (done(1, 0, visit=1, unheard_of=7), "1 行：1 行可以录入。将新增接待 1。"),
    ],
)
def test_foretold(trial_of, words):
    """All rows, the good, the bad, what would arise by kind, what is there already; nothing that does not apply."""
    assert foretold(SCHEMA.records, trial_of) == words


def test_prepared_of_nothing():
    """Before anything was read there are no rows and nothing bad."""
    assert Prepared().bad == 0 and not Prepared().rows and Prepared().problem is None


def test_trouble_is_counted_by_rows():
    """A row with two troubles is one bad row."""
    bad = [BadRow("表", 2, "甲", "", "没有填"), BadRow("表", 2, "乙", "", "没有填")]
    assert Prepared(reading=Reading(bad=bad, spoiled=[Spoiled("表", 2, [], ["", ""])])).bad == 1

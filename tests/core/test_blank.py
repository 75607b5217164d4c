"""空白登记表: a number given out on paper is used once, by the form that bears it, or put away with its reason; never twice."""

from dataclasses import replace

import pytest

from lianluozhan import clock, printing
from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.blank import MOST, RESERVED, UNUSED, Gap, explained, put_away, reserve, waiting
from lianluozhan.closing import checklist
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.month_data import month_data, month_figures
from lianluozhan.report import catalogue, visit_log
from lianluozhan.undo import VERB, undo
from lianluozhan.visit import Visit
from tests.station import CODE, add, empty, opened, receive, sound, take

DAY = "2026-11-05"


@pytest.fixture
def store(tmp_path):
    """A station where one reception is logged, and three blank forms are given out for a day."""
    clock.set_today("2026-11-10")
    with opened(empty(tmp_path / "站")) as store:
        receive(store, received_at="2026-11-02T09:00")
        assert given(store, 3) == [f"{CODE}-2026-J000{n}" for n in (2, 3, 4)]
        yield store
    clock.set_today(None)


def given(store, count, day=DAY):
    """Give out forms."""
    with acting(store, "blank") as act:
        return reserve(act, day, count)


def away(store, day=""):
    """Put away what was not used."""
    with acting(store, "blank") as act:
        return put_away(act, day)


def tails(found):
    """The ends of numbers."""
    return [one.number[-5:] for one in found]


def test_not_given_again(store):
    """A number on paper is used: the next reception has the one after them, also from a table made anew."""
    assert receive(store, received_at=f"{DAY}T09:00").number[-5:] == "J0005"
    with store.transaction():
        store.rebuild()
    assert receive(store, received_at=f"{DAY}T09:00").number[-5:] == "J0006" and tails(waiting(store)) == [
        "J0002",
        "J0003",
        "J0004",
    ]
    sound(store)


def test_in_no_list_and_no_sum(store):
    """Forms nobody typed are no receptions."""
    assert tails(store.find(Visit)) == ["J0001"] and month_figures(store, "2026-11").total.visits == 1
    assert month_figures(store, "2026-11").acts == 0


@pytest.mark.parametrize("typed", ["J0003", "j0003", f"{CODE}-2026-J0003", " Ｊ０００３ "])
def test_typed_later(store, typed):
    """The form's number, scanned whole or typed by its end, becomes the reception's; the others wait on."""
    visit = receive(store, received_at=f"{DAY}T10:00", visitor_name="郭桂兰", paper_number=typed, deputies=["彭喆"])
    assert visit.number == f"{CODE}-2026-J0003"
    assert tails(waiting(store)) == ["J0002", "J0004"] and tails(store.find(Visit, order="number")) == [
        "J0001",
        "J0003",
    ]
    sound(store)


def test_never_twice(store):
    """A form that was typed, or put away, is refused and nothing is kept; what is no form of ours is the paper's own number."""
    receive(store, received_at=DAY, paper_number="J0003")
    with pytest.raises(BadInput, match="J0003 已经登记过了，没有保存"):
        receive(store, received_at=DAY, paper_number="J0003")
    assert away(store) == 2
    with pytest.raises(BadInput, match="J0002 已经作废"):
        receive(store, received_at=DAY, paper_number="J0002")
    assert (
        other := receive(store, received_at=DAY, paper_number="旧册12号")
    ).paper_number == "旧册12号" and other.number[-5:] == "J0005"
    assert len(store.find(Visit)) == 3
    sound(store)


def test_taken_back(store):
    """A form typed by mistake waits again once that is undone; forms given out by mistake are put away, their numbers stay."""
    receive(store, received_at=DAY, paper_number="J0003")
    with acting(store, VERB) as act:
        undo(act)
    assert tails(waiting(store)) == ["J0002", "J0003", "J0004"]
    again = receive(store, received_at=DAY, paper_number="J0003")
    assert again.number[-5:] == "J0003" and tails(store.find(Visit, order="number")) == ["J0001", "J0003"]
    given(store, 2)
    with acting(store, VERB) as act:
        undo(act)
    assert tails(waiting(store)) == ["J0002", "J0004"] and receive(store, received_at=DAY).number[-5:] == "J0007"


def test_put_away(store):
    """Those of a day in one act, with the reason; a second time there are none."""
    given(store, 1, "2026-11-12")
    assert away(store, DAY) == 3 and tails(waiting(store)) == ["J0005"]
    with pytest.raises(NotAllowed, match="没有还没登记的空白登记表"):
        away(store, DAY)
    with acting(store, VERB) as act:
        undo(act)
    assert len(waiting(store, DAY)) == 3


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_how_many(store, count):
    """One to a hundred."""
    with pytest.raises(BadInput, match="一次印 1 到 100 张"):
        given(store, count)


def test_the_gap_is_explained(store):
    """The log says which numbers no reception has, and why; before the month is closed those still out are named."""
    receive(store, received_at=DAY, paper_number="J0002")
    twice = receive(store, received_at=DAY)
    with acting(store, "void") as act:
        void(act, twice, "登记了两遍")
    assert ("J0003", "J0004") in [point.which for point in checklist(store, "2026-11")]
    away(store)
    assert explained(month_data(store, "2026-11").gaps) == "J0003、J0004 空白登记表，没有用；J0005 登记了两遍"
    assert month_data(store, "2026-10").gaps == []


def test_numbers_given_to_another_month(store):
    """October's log says where the numbers between its own are: forms for November, typed or not, and what was typed late."""
    receive(store, received_at="2026-10-30T09:00")  # J0005
    given(store, 2, "2026-11-12")  # J0006, J0007
    receive(store, received_at="2026-10-31T09:00")  # J0008
    receive(store, received_at="2026-09-28")  # J0009
    twice = receive(store, received_at="2026-09-29")  # J0010
    receive(store, received_at="2026-10-31T10:00")  # J0011
    with acting(store, "void") as act:
        void(act, twice, "登记了两遍")
    told = explained(month_data(store, "2026-10").gaps)
    assert told == f"J0006、J0007 11月12日的{RESERVED}；J0009 9月的接待；J0010 9月的接待，登记了两遍"
    receive(store, received_at="2026-11-12", paper_number="J0006")
    away(store)
    assert explained(month_data(store, "2026-10").gaps).startswith(f"J0006 11月的接待；J0007 11月12日的{UNUSED}；J0009")
    assert explained(month_data(store, "2026-09").gaps) == "J0010 登记了两遍"
    november = explained(month_data(store, "2026-11").gaps)
    assert november == f"J0002—J0004、J0007 {UNUSED}；J0005 10月的接待"
    sound(store)


def test_not_on_a_wall(store):
    """What a person wrote as the reason of a voided number is not on a copy for the wall; what the program says is."""
    first = receive(store, received_at="2026-10-30T09:00")
    receive(store, received_at="2026-10-31T09:00")
    with acting(store, "void") as act:
        void(act, first, "王秀英家的事说错了")
    data = month_data(store, "2026-10")
    assert "王秀英家的事" in printed(data) and "J0005作废" in printed(
        replace(data, imprint=replace(data.imprint, masked=True))
    )
    assert "王秀英" not in printed(replace(data, imprint=replace(data.imprint, masked=True)))


def printed(data):
    """What stands in the log."""
    texts = (
        line
        for page in visit_log.layout(data).pages
        for strip in page
        for text in strip.texts
        for line, _width in text.lines
    )
    return "".join("".join(texts).split())


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (["J0001"], "J0001 没用"),
        (["J0001", "J0002"], "J0001、J0002 没用"),
        (["J0001", "J0002", "J0003"], "J0001—J0003 没用"),
        (["J0001", "J0003", "J0007"], "J0001、J0003、J0007 没用"),
        (["J0007", "J0001", "J0002", "J0003", "J0008"], "J0001—J0003、J0007、J0008 没用"),
        (["J0001", "JKR0002", "J0002", "J0003"], "J0001—J0003、JKR0002 没用"),
        ([], ""),
    ],
)
def test_only_runs_are_shortened(numbers, said):
    """A dash stands for numbers that follow each other, never for one that is used in between."""
    assert explained(Gap(f"{CODE}-2026-{number}", "没用") for number in numbers) == said


def test_from_a_sheet(store):
    """Rows that name forms take their numbers; the same sheet again adds nothing; one form in two rows is refused whole."""
    rows = [
        {"received_at": DAY, "visitor_name": name, "statement": "路灯", "outcome": "当场答复", "paper_number": form}
        for name, form in (("王秀英", "J0002"), ("郭桂兰", "J0004"))
    ]
    assert take(store, "visit", *rows).new == 2 and tails(store.find(Visit, order="number")) == [
        "J0001",
        "J0002",
        "J0004",
    ]
    assert (take(store, "visit", *rows).same, tails(waiting(store))) == (2, ["J0003"])
    with pytest.raises(BadInput, match="J0003 已经登记过了"):
        take(
            store,
            "visit",
            *(
                {**row, "visitor_name": name, "paper_number": "J0003"}
                for row, name in zip(rows, ("甲某", "乙某"), strict=True)
            ),
        )
    assert tails(waiting(store)) == ["J0003"]
    assert add(store, "visit").new == 23, "a ledger's own numbers are no forms of ours"


def test_the_paper(store):
    """One form a page, each with its own number; where none wait it says what to do."""
    paper = catalogue.find("空白登记表")
    made = printing.make(store, paper.name, printing.subject(store, paper, DAY))
    assert made.pages == 3 and made.data.startswith(b"%PDF")
    away(store)
    with pytest.raises(BadInput, match="请在接待日里写印几张"):
        printing.make(store, paper.name, printing.subject(store, paper, DAY))

"""账期: every day is in one month and in no other, whatever the rule said when; a closed month keeps its days."""

from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, strategies as some
from pypdf import PdfReader

from lianluozhan import clock, period, printing
from lianluozhan.act import LOCAL, acting
from lianluozhan.books import Books, Period, plain
from lianluozhan.closing import checklist, close, set_last_day
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.late import late_changes, lines
from lianluozhan.month import closing_of, period_of
from lianluozhan.month_data import month_data, month_figures
from lianluozhan.span_data import Span, cut_data
from lianluozhan.table import Key
from lianluozhan.undo import VERB, undo
from tests.station import CODE, do, empty, issues, opened, receive, sound, take

MONTHS = [period.step("2026-07", n) for n in range(-2, 14)]


@pytest.fixture
def store(tmp_path):
    """A new station, seen on 2026-11-10."""
    clock.set_today("2026-11-10")
    with opened(empty(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


def ends_on(store, day):
    """Set the last day of a month."""
    with acting(store, "rule") as act:
        set_last_day(act, day)


def closed(store, month):
    """Close a month."""
    with acting(store, "close") as act:
        return close(act, month)


@given(some.lists(some.tuples(some.integers(1, 31), some.sampled_from([None, *MONTHS[2:-2]])), max_size=12))
def test_every_day_in_one_month(history):
    """Whatever the rule was set to between closings, in whatever order months were closed: no day lost, none doubled."""
    closings = {}
    for last, month in history:
        if month and month not in closings:
            closings[month] = Books(dict(closings), lambda _year, last=last: last).period(month)[1:]
    books = Books(closings, lambda _year: history[-1][0] if history else 31)
    periods = [books.period(month) for month in MONTHS]
    for one, after in pairwise(periods):
        assert date.fromisoformat(after.begins) - date.fromisoformat(one.ends) == timedelta(days=1)
    for one in periods:
        assert one.begins <= one.ends and books.month_of(one.begins) == books.month_of(f"{one.ends}T23:59") == one.word
    for month, (begins, ends) in closings.items():
        assert books.period(month) == (month, begins, ends)
    year = books.period("2026")
    assert (year.begins, year.ends) == (books.period("2026-01").begins, books.period("2026-12").ends)


def test_words():
    """What the calendar has: a month, a year, a day; of others the days are said."""
    assert plain("2026-02") == ("2026-02", "2026-02-01", "2026-02-28") and not plain("2028-02").shifted
    assert plain("2028-02").ends == "2028-02-29" and plain("2026").holds("2026-12-31T23:59")
    assert plain("").holds("2026-10-01") and not plain("2026-10").holds(None)
    assert Period("2026-10", "2026-09-26", "2026-10-25").days_said == "9月26日—10月25日"
    assert Period("2027-01", "2026-12-26", "2027-01-25").days_said == "2026年12月26日—2027年1月25日"


def test_by_the_rule(store):
    """月末日 25: October is 26 September to 25 October, for figures, lists, what is open and what is closed."""
    for day in ("2026-09-25T23:59", "2026-09-26", "2026-10-25T17:00", "2026-10-26T08:00"):
        receive(store, received_at=day, outcome="报区办理")
    ends_on(store, 25)
    assert period_of(store, "2026-10") == ("2026-10", "2026-09-26", "2026-10-25")
    assert [month_figures(store, month).total.visits for month in ("2026-09", "2026-10", "2026-11", "2026")] == [
        1,
        2,
        1,
        4,
    ]
    assert (month_figures(store, "2026-10").carried, month_figures(store, "2026-10").issues) == (1, 2)
    assert {point.what: point.which for point in checklist(store, "2026-10")}["来访人还没有签字的接待"] == (
        "J0002",
        "J0003",
    )
    data = month_data(store, "2026-10")
    assert data.imprint.month_name == "2026年10月（9月26日—10月25日）"
    assert [row["received_at"] for row in data.visits] == ["2026-09-26", "2026-10-25T17:00"]
    assert cut_data(store, Span("issues", "2026-10")).imprint.days == period_of(store, "2026-10")
    held = closed(store, "2026-10")
    assert (held.begins, held.ends) == ("2026-09-26", "2026-10-25")
    sound(store)


@pytest.mark.parametrize("last", [25, 31])
def test_the_charts_count_the_same_days(store, last):
    """Month by month the quarter's and the year's charts say what each month's own figures are, wherever months end."""
    clock.set_today("2026-12-31")
    for day in (
        "2026-09-25T23:59",
        "2026-09-26",
        "2026-10-25T17:00",
        "2026-10-26T08:00",
        "2026-10-27",
        "2026-11-26T08:00",
        "2026-12-26T09:00",
    ):
        receive(store, received_at=day, outcome="乡镇办理", referred_to="渔泽镇人民政府", raiser_kind="匿名")
        number = issues(store)[-1]["number"]
        do(store, number, "答复", acted_on=day[:10], answer_class="A")
        do(store, number, "办结", acted_on=day[:10], approved_by="李建国")
    ends_on(store, last)
    for span, months in (
        ("2026-Q4", ("2026-10", "2026-11", "2026-12")),
        ("2026", [f"2026-{month:02}" for month in range(1, 13)]),
    ):
        made = printing.make(store, "F15", Span("period", span))
        read = "".join(PdfReader(BytesIO(made.data)).pages[-1].extract_text().split())
        each = [month_figures(store, month) for month in months]
        for word, numbers in (
            ("接待批次", [one.total.visits for one in each]),
            ("当月办结", [one.closed_in_month for one in each]),
        ):
            assert word + "".join(map(str, numbers)) + str(sum(numbers)) in read, (span, word)
    expected = [2, 2, 1] if last == 25 else [3, 1, 1]
    assert [month_figures(store, month).closed_in_month for month in ("2026-10", "2026-11", "2026-12")] == expected


def test_a_closed_month_stays(store):
    """Closed by the calendar, then 25, then 31 again: what was closed stays, the months between take up the days."""
    assert (closed(store, "2026-08").begins, closing_of(store, "2026-08-31").ends) == ("2026-08-01", "2026-08-31")
    ends_on(store, 25)
    assert period_of(store, "2026-08") == plain("2026-08")
    assert period_of(store, "2026-09") == ("2026-09", "2026-09-01", "2026-09-25")
    closed(store, "2026-09")
    ends_on(store, 31)
    assert period_of(store, "2026-09").ends == "2026-09-25"
    assert period_of(store, "2026-10") == ("2026-10", "2026-09-26", "2026-10-31")
    assert closing_of(store, "2026-09-26") is None and closing_of(store, "2026-09-25") is not None


def test_not_before_the_last_day(store):
    """A month is closed from its own last day on: on the 10th of November it is over where it ends on the 9th."""
    with pytest.raises(NotAllowed, match="2026-11-30 或以后"):
        closed(store, "2026-11")
    ends_on(store, 9)
    assert closed(store, "2026-11").ends == "2026-11-09"


def test_set_and_taken_back(store):
    """Set again it is the same rule; it can be taken back; what is no day is refused."""
    ends_on(store, 25)
    ends_on(store, 20)
    assert [(rule.world, rule.data["values"]) for rule in store.find(Rule)] == [(LOCAL, {"day": 20})]
    with acting(store, VERB) as act:
        undo(act)
    assert period_of(store, "2026-10").ends == "2026-10-25"
    with pytest.raises(BadInput, match="月末日32：要写 1 到 31 的整数"):
        ends_on(store, 32)
    assert take(store, "rule", {"name": "月末日", "values": {"day": 25}}).same == 1, "the same rule as from a file"
    take(store, "rule", {"name": "月末日", "values": {"day": 10}, "year": 2027})
    assert [period_of(store, month).ends for month in ("2026-12", "2027-01")] == ["2026-12-25", "2027-01-10"]


def test_the_district_s_word(store):
    """What the district says holds, and is not set here."""
    ends_on(store, 25)
    key: Key = ("140405", "d")
    store.db.execute('INSERT INTO rule (world, id, name, "values") VALUES (?, ?, ?, ?)', (*key, "月末日", '{"day":20}'))
    assert period_of(store, "2026-10").ends == "2026-10-20"
    with pytest.raises(NotAllowed, match="月末日是区里定的"):
        ends_on(store, 25)


def test_late_by_the_books(store):
    """A late entry belongs to the month of the books its day lies in."""
    ends_on(store, 25)
    closed(store, "2026-10")
    receive(store, received_at="2026-10-26T09:00", visitor_name="段晓燕")
    assert late_changes(store, "2026-11") == []
    late = receive(store, received_at="2026-09-26T09:00", visitor_name="牛春生")
    told = [one.split("（")[0] for one in lines(late_changes(store, "2026-11"))]
    assert told == [f"10月 接待 {late.number} 补记：登记"]


def test_a_step_typed_late(store):
    """A step taken in a closed month and typed since is told in the next month; so is what mends one; an entry's own
    first steps are told with it."""
    receive(store, received_at="2026-10-14T09:00", visitor_name="王秀英", outcome="乡镇办理", referred_to="岗上村")
    receive(store, received_at="2026-10-15T09:00", visitor_name="李铁柱", outcome="乡镇办理", referred_to="岗上村")
    do(store, "Y0002", "催办", acted_on="2026-10-30")
    closed(store, "2026-10")
    do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A", text="修好了")
    do(store, "Y0002", "答复", acted_on="2026-11-03", answer_class="A", text="清了")
    with acting(store, VERB) as act:
        undo(act)
    (urged,) = store.rows("SELECT id FROM followup WHERE action='催办'")
    do(store, "Y0002", "更正", to=urged["id"], how="作废", reason="没有催过")
    new = receive(
        store, received_at="2026-10-16T09:00", visitor_name="郭桂兰", outcome="乡镇办理", referred_to="岗上村"
    )
    found = [one.split("（11")[0] for one in lines(late_changes(store, "2026-11"))]
    assert found == [
        f"10月 意见 {CODE}-2026-Y0001 补记：10月20日答复",
        f"10月 意见 {CODE}-2026-Y0002 更正：10月30日催办（作废）",
        f"10月 接待 {new.number} 补记：登记",
        f"10月 意见 {CODE}-2026-Y0003 补记：登记",
    ]
    assert "修好了" not in "".join(lines(late_changes(store, "2026-11"))), "words stay where they are"

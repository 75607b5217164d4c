"""A month, a quarter or a year: how each is typed, what it holds, what it is called, what is next to it."""

import pytest

from lianluozhan import period


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("2026-10", "2026-10"),
        ("2026年10月", "2026-10"),
        ("2026年3月份", "2026-03"),
        ("2026-Q4", "2026-Q4"),
        ("2026q1", "2026-Q1"),
        ("2026年第4季度", "2026-Q4"),
        ("2026年四季度", "2026-Q4"),
        ("2026 年 第二季度", "2026-Q2"),
        ("2026", "2026"),
        ("2026年", "2026"),
        ("", ""),
        ("2026-13", ""),
        ("2026-Q5", ""),
        ("2026-1", ""),
        ("十月", ""),
        ("26", ""),
        ("2026-10-01", ""),
        ("2026年第5季度", ""),
        ("2026年13月", ""),
    ],
)
def test_read(word, found):
    """As offices write it; anything else is none."""
    assert period.read(word) == found


@pytest.mark.parametrize(
    ("span", "months", "said", "before", "after"),
    [
        ("2026-10", ["10"], "2026年10月", "2026-09", "2026-11"),
        ("2026-12", ["12"], "2026年12月", "2026-11", "2027-01"),
        ("2026-Q1", ["01", "02", "03"], "2026年第1季度", "2025-Q4", "2026-Q2"),
        ("2026-Q4", ["10", "11", "12"], "2026年第4季度", "2026-Q3", "2027-Q1"),
        ("2026", [f"{month:02}" for month in range(1, 13)], "2026年", "2025", "2027"),
    ],
)
def test_a_span(span, months, said, before, after):
    """Its months, its name, its neighbours, and that it holds exactly the days of its months."""
    assert period.months(span) == tuple(f"2026-{month}" for month in months) and period.said(span) == said
    assert (period.step(span, -1), period.step(span, 1)) == (before, after)
    days = [
        f"{year}-{month:02}-{day}"
        for year in (2025, 2026, 2027)
        for month in range(1, 13)
        for day in ("01", "31T23:59")
    ]
    held = [day for day in days if day[:7] in period.months(span)]
    assert [day for day in days if period.holds(span, day)] == held
    assert [day for day in days if period.begin(span) <= day < period.end(span)] == held
    assert all(period.of(day, period.unit(span)) == span for day in held)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((), ""),
        (("2026-03",), "2026年3月"),
        (("2026-03", "2026-04"), "2026年3月、2026年4月"),
        (("2025-11", "2025-12", "2026-01", "2026-03"), "2025年11月至2026年1月、2026年3月"),
        (("2026-03", "2026-04", "2026-05"), "2026年3月至5月"),
    ],
)
def test_months_that_follow_each_other(months, words):
    """Three and more in a row are said by the first and the last; the year once where it is the same."""
    assert period.together(months) == words

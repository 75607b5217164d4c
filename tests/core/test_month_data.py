"""What the papers of a month are made from, and that its figures equal the data."""

from collections import Counter

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.demo import station as demo
from lianluozhan.deputy import Deputy
from lianluozhan.figures import carried, figures, percent
from lianluozhan.issue import Issue
from lianluozhan.month import period_of
from lianluozhan.month_data import duties_of, head, issues_of, month_data, month_figures, visits_of
from lianluozhan.readable import readable
from lianluozhan.report import dossier
from lianluozhan.report.visit_log import ended_ones
from lianluozhan.visit import Visit
from lianluozhan.yearbook import Yearbook
from tests.station import CODE, NAME, TRUTH, do, empty, filled, opened, receive, sound, take


@pytest.fixture
def ledger(tmp_path):
    """A station with the sample ledger, seen on 2026-10-31."""
    clock.set_today("2026-10-31")
    with opened(filled(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


def sums(store, month="2026-10"):
    """The month's figures."""
    data = month_data(store, month)
    return figures(data.visits, data.issues, data.duties, month)


def test_imprint(ledger):
    """Whose paper of which month, printed when, and the head that anchors the chain."""
    imprint = month_data(ledger, "2026-10", draft=True).imprint
    assert (imprint.place, imprint.code, imprint.month, imprint.printed_on) == (NAME, CODE, "2026-10", "2026-10-31")
    last = max((entry for entry in ledger.entries() if entry.body["world"] == CODE), key=lambda entry: entry.seq)
    assert imprint.head == head(ledger) == last.hash[:8]
    assert (imprint.draft, imprint.closed) == (True, False)


def test_rows(ledger):
    """The month's visits, issues and duties in the order they happened, and the roster in its own."""
    data = month_data(ledger, "2026-10")
    assert (len(data.visits), len(data.issues), len(data.duties), len(data.deputies)) == (23, 17, 14, 9)
    assert [row["visitor_name"] for row in data.visits] == [row["visitor_name"] for row in TRUTH["visit"]]
    days = [row["begin"] for row in data.duties]
    assert days == sorted(days)
    levels = [row["levels"][0] for row in data.deputies]
    assert levels == ["市"] * 2 + ["区"] + ["乡镇"] * 6


def test_figures(ledger):
    """Every figure equals what is counted from the ledger by hand."""
    found = sums(ledger)
    truth = TRUTH["visit"]
    assert (found.total.visits, found.total.people, found.total.answered, found.total.passed_on) == (23, 38, 6, 17)
    assert {day[-2:]: tally.visits for day, tally in found.days.items()} == {"03": 5, "07": 10, "14": 4, "24": 4}
    assert found.by_outcome == Counter(row["outcome"] for row in truth)
    assert found.by_channel == Counter(row["channel"] for row in truth)
    assert found.by_nature == Counter(row["nature"] for row in truth)
    assert found.deputy_turns == sum(len(row["deputies"]) for row in truth)
    assert found.by_category == {
        "供暖": 5,
        "道路与路灯": 3,
        "占道经营与市容": 2,
        "教育": 2,
        "物业与老旧小区": 2,
        "医保医疗": 1,
        "供水供电燃气通讯": 1,
        "农业农村": 1,
    }
    assert (found.issues, found.by_state) == (17, {"办理中": 12, "待区处理": 5})
    assert found.by_light == {"红": 9, "黄": 1, "绿": 2}
    assert (found.acts, found.deputy_acts, found.deputies) == (14, 38, 8)  # 朱晓梅 did nothing this month
    assert found.by_kind["接待选民"] == (8, 23)
    assert (found.closed, found.closed_share, found.satisfied_share, found.overdue) == (0, "0.0%", "—", 9)


def test_follow_ups_are_counted(ledger):
    """What is closed and rated shows in the shares."""
    do(ledger, "Y0004", "答复", acted_on="2026-10-20", answer_class="A")
    do(ledger, "Y0004", "回告", acted_on="2026-10-21", how="电话")
    do(ledger, "Y0004", "评价", acted_on="2026-10-21", satisfaction="满意")
    do(ledger, "Y0004", "办结", acted_on="2026-10-22")
    found = sums(ledger)
    assert (found.closed, found.closed_in_month, found.closed_share, found.satisfied_share) == (1, 1, "5.9%", "100.0%")


def test_voided_are_not_counted(ledger):
    """A voided visit is in no sum, nor is its session."""
    (walk,) = ledger.find(Visit, "received_at='2026-10-03T10:00'")
    with acting(ledger, "void") as act:
        void(act, walk, "重复")
    found = sums(ledger)
    assert (found.total.visits, found.total.people, found.acts) == (22, 35, 13)


def test_edges_of_a_month(tmp_path):
    """The first and the last day belong to it, hour known or not; the neighbours' do not, but their open issues are carried."""
    with opened(empty(tmp_path / "站")) as store:
        for day in (
            "2026-09-30T23:59",
            "2026-10-01",
            "2026-10-01T00:00",
            "2026-10-31T23:59",
            "2026-10-31",
            "2026-11-01",
        ):
            receive(store, received_at=day, outcome="报区办理", deputies=["彭喆"])
        data = month_data(store, "2026-10")
        assert [row["received_at"] for row in data.visits] == [
            "2026-10-01",
            "2026-10-01T00:00",
            "2026-10-31",
            "2026-10-31T23:59",
        ]
        assert [len(data.issues), len(data.duties)] == [5, 2]
        found = sums(store)
        assert (found.total.visits, found.issues, found.carried, found.acts) == (4, 4, 1, 2)


def test_an_empty_month(ledger):
    """A month without anything has figures of nothing."""
    found = sums(ledger, "2026-08")
    assert (found.total.visits, found.issues, found.acts, found.days) == (0, 0, 0, {})


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(6, 17, "35.3%"), (1, 8, "12.5%"), (1, 2000, "0.1%"), (0, 5, "0.0%"), (5, 5, "100.0%"), (0, 0, "—")],
)
def test_percent(part, whole, text):
    """One decimal, half up; nothing of nothing is a dash."""
    assert percent(part, whole) == text


def test_deeds_by_the_district_s_name(tmp_path):
    """A district that calls 办好事、实事 otherwise, and says so, still has its 实事 counted and in their part of the booklet."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "彭喆", "levels": "乡镇"})
        kinds = [{"kind": "为民办事", "theme": "献良策", "base": 5, "also": ["办好事、实事"]}]
        take(store, "rule", {"name": "履职积分", "values": {"kinds": kinds}})
        take(store, "duty", {"begin": "2026-10-14", "kind": "为民办事", "title": "修好井盖", "deputies": ["彭喆"]})
        assert (
            month_figures(store, "2026-10").deeds,
            [row["kind"] for row in month_data(store, "2026-10").duties],
        ) == (1, ["为民办事"])
        (one,) = store.find(Deputy)
        parts = dict(dossier._sections(Yearbook(store, "2026").of(one)))
        assert "其他履职" not in parts and any(
            "修好井盖" in cell.text for strip in parts["为民办实事"] for cell in strip.cells
        )
        sound(store)


def test_what_is_left_out_counts_for_nothing(tmp_path):
    """Figures from the issues of a span are those from all issues, for every month, quarter and year; some are left out."""
    demo.make(tmp_path / "示例", seed=3, months=14)
    with opened(tmp_path / "示例") as store:
        every = readable(store, Issue, store.find(Issue, order="registered_at, number"))
        spans, fewer = (
            [
                "2025",
                "2026",
                *(
                    f"{year}-{part}"
                    for year in (2025, 2026)
                    for part in ("Q1", "Q2", "Q3", "Q4", *(f"{n:02d}" for n in range(1, 13)))
                ),
            ],
            0,
        )
        for span in spans:
            rows, days = (visits_of(store, span), duties_of(store, span)), period_of(store, span)
            found = issues_of(store, span)
            fewer += len(found) < len([row for row in every if row["registered_at"] < days.past])
            assert figures(rows[0], found, rows[1], days) == figures(rows[0], every, rows[1], days), span
            assert carried(found, days) == carried(every, days)
            ended = ended_ones(rows[0], issues_of(store, span, visits=True))
            assert ended == ended_ones(rows[0], every)
        assert fewer > 5

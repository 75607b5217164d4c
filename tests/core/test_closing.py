"""结账: a month is closed in one act, kept as printed, and what changes later is told in the next month's papers."""

from __future__ import annotations

import pytest

from lianluozhan import backup, clock, span_data
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.closing import checklist, close
from lianluozhan.draft import Draft, keep
from lianluozhan.errors import NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.kept import kept_papers
from lianluozhan.late import late_changes, lines
from lianluozhan.month import MonthEnd, closing_of
from lianluozhan.month_data import head, month_data, month_figures
from lianluozhan.month_words import told
from lianluozhan.place import Place, own_place_id
from lianluozhan.span_data import Span
from lianluozhan.undo import VERB, undo
from lianluozhan.visit import Visit
from tests.station import CODE, do, empty, opened, papers_in, receive, sound

MONTH, NEXT = "2026-09", "2026-10"


@pytest.fixture
def store(tmp_path):
    """A station with three receptions in September and one in October, on the 10th of October."""
    clock.set_today("2026-10-10")
    with opened(empty(tmp_path / "站")) as store:
        for day, name, more in (
            ("09-02", "王秀英", {"signed": True}),
            ("09-09", "郭桂兰", {"outcome": "乡镇办理", "referred_to": "岗上村"}),
            ("09-16", "李铁柱", {"deputies": ["单俊峰"]}),
            ("10-08", "牛春生", {}),
        ):
            receive(store, received_at=f"2026-{day}T09:00", visitor_name=name, **more)
        yield store
    clock.set_today(None)


def ended(store, month=MONTH, **options) -> MonthEnd:
    """Close a month."""
    with acting(store, "close") as act:
        close(act, month, **options)
    return closing_of(store, month)


def visit(store, number) -> Visit:
    """The visit with this end of a number."""
    (found,) = store.find(Visit, "number LIKE '%' || ? AND (voided IS NULL OR 1)", (number,))
    return found


def change(store, number, reason, **values):
    """更改."""
    with acting(store, "amend") as act:
        amend(act, visit(store, number), values, reason)


def told_in(store, month):
    """What the papers of a month tell of closed ones."""
    return list(lines(late_changes(store, month)))


def test_no_point_where_nothing_is_wrong(store):
    """Nobody signs who was not there, and an organ that the program itself proposes is not strange to it."""
    before = {point.what: point.number for point in checklist(store, MONTH)}
    for channel in ("电话", "云接待", "信件", "意见箱", "网络", "12345转"):
        receive(
            store,
            received_at="2026-09-20T09:00",
            channel=channel,
            outcome="报区办理",
            referred_to="区住房和城乡建设管理局",
        )
    after = {point.what: point.number for point in checklist(store, MONTH)}
    same = ("名册里没有的姓名和单位", "来访人还没有签字的接待")
    assert [after[what] for what in same] == [before[what] for what in same]
    for channel in ("来站", "走访", "座谈会"):
        receive(store, received_at="2026-09-21T09:00", channel=channel)
    assert {point.what: point.number for point in checklist(store, MONTH)}[same[1]] == before[same[1]] + 3


def test_checklist(store):
    """What is still open is named: drafts, names no roster has, people untold, visits nobody signed; what is not, is not."""
    keep(store, Draft("x", "visit", {"statement": "半句"}))
    do(store, "Y0001", "答复", answer_class="A", acted_on="2026-09-20")
    points = {point.what: (point.number, point.which) for point in checklist(store, MONTH)}
    assert points == {
        "没有写完的草稿": (1, ()),
        "名册里没有的姓名和单位": (2, ("单俊峰", "岗上村")),
        "已经答复、还没有告诉完的意见": (1, ("Y0001",)),
        "来访人还没有签字的接待": (2, ("J0002", "J0003")),
        "没有写接待代表的接待": (2, ("J0001", "J0002")),
        "没有分类的接待和意见": (4, ("J0001", "J0002", "J0003", "Y0001")),
    }
    assert "来访人还没有签字的接待 2 处（J0002、J0003）" in map(str, checklist(store, MONTH))
    assert [point.what for point in checklist(store, "2026-08")] == ["没有写完的草稿"]


def test_the_point_of_the_journal_on_a_new_pc(store, tmp_path):
    """A PC that has written nothing since it was made from a backup closes at the point where the backup was."""
    kept = backup.backup(store.path.parent, tmp_path)
    backup.restore(kept.path, tmp_path / "第二台", beside=True)
    with opened(tmp_path / "第二台") as second:
        assert len(head(second)) == 8 and head(second) == head(store)
        assert ended(second).journal_head == head(store) != head(second)


def test_closed(store):
    """The month's record says what, until when, by whom, at which point of the journal; its papers are kept."""
    with acting(store, "place") as act:
        act.write(Place, own_place_id(CODE), {"head": "崔站长"})
    held = ended(store)
    assert (held.begins, held.ends, held.closed_on, held.printed_on, held.signed_by) == (
        "2026-09-01",
        "2026-09-30",
        "2026-10-10",
        "2026-10-10",
        "崔站长",
    )
    assert len(held.journal_head) == 8 and held.pages >= 4 and held.place == own_place_id(CODE)
    papers = kept_papers(store, MONTH)
    assert sorted(papers) == sorted(
        f"{name}-{MONTH}.pdf" for name in ("接待日志", "意见台账", "履职登记", "月报", "全套")
    )
    assert all(content.startswith(b"%PDF") for content in papers.values())
    assert {one["digest"] for one in held.attachments} <= set(papers_in(store.path.parent))
    assert month_data(store, MONTH).imprint.closed and not month_data(store, NEXT).imprint.closed
    sound(store)


def test_kept_as_printed(store):
    """Whatever changes afterwards, the closed papers stay the same to the last byte."""
    ended(store)
    before = kept_papers(store, MONTH)
    change(store, "J0001", "数错了", party_size="3")
    assert kept_papers(store, MONTH) == before and kept_papers(store, NEXT) == {}


def test_not_before_its_end(store):
    """A month that is not over is not closed; on its last day it may be."""
    with pytest.raises(NotAllowed, match="2026年10月还没有过完"):
        ended(store, NEXT)
    clock.set_today("2026-10-31")
    assert ended(store, NEXT).closed_on == "2026-10-31"


def test_not_twice(store):
    """A closed month is not closed again; undone, it is open, and can be closed anew."""
    ended(store)
    with pytest.raises(NotAllowed, match="已经在 2026-10-10 结过账"):
        ended(store)
    with acting(store, VERB) as act:
        undo(act)
    assert closing_of(store, MONTH) is None
    assert ended(store, signed_by="崔站长").signed_by == "崔站长"
    sound(store)


def test_not_over_a_conflict(store):
    """What two wrote differently is settled first: the paper would say one of them."""
    store.db.execute("INSERT INTO conflict VALUES (?, 'visit', 'x', 'location', '[]')", (CODE,))
    with pytest.raises(NotAllowed, match="还不能结账：两边写得不一样、还没有定的 1 处"):
        ended(store)
    assert closing_of(store, MONTH) is None


def test_words_are_locked(store):
    """After closing nobody mends what was said; the rest is mended with a reason, the words of an open month too."""
    ended(store)
    with pytest.raises(NotAllowed, match="原话"):
        change(store, "J0001", "听错了", statement="别的话")
    with acting(store, "amend") as act, pytest.raises(NotAllowed, match="原话不能再改"):
        amend(act, store.find(Issue)[0], {"statement": "别的话"}, "听错了")
    change(store, "J0001", "补记", remarks="他又打过电话")
    change(store, "J0004", "听错了", statement="别的话")
    assert (visit(store, "J0001").statement, visit(store, "J0004").statement) == ("路灯不亮", "别的话")


def test_corrections_in_the_next_month(store):
    """A change, a late entry and a voiding of a closed month stand in the next month's papers, with when, by whom and why."""
    change(store, "J0002", "那时还没有结账", location="东街")
    ended(store)
    assert told_in(store, NEXT) == []
    change(store, "J0001", "数错了", party_size="3", visitor_name="王秀瑛")
    receive(store, "李海英", received_at="2026-09-23T09:00", visitor_name="段晓燕")
    with acting(store, "void") as act:
        void(act, visit(store, "J0003"), "登记了两遍")
    change(store, "J0004", "这个月的", location="西街")
    found = told_in(store, NEXT)
    assert [line.rsplit("（", 1)[0] for line in found] == [
        f"9月 接待 {CODE}-2026-J0001 更正：人数由“1”改为“3”；来访人姓名",
        f"9月 接待 {CODE}-2026-J0005 补记：登记",
        f"9月 接待 {CODE}-2026-J0003 更正：作废",
    ]
    assert found[0].endswith("赵敏；数错了）") and found[1].endswith("李海英）") and "王秀" not in "".join(found)
    assert "数错了" not in "".join(lines(late_changes(store, NEXT), masked=True))
    assert told_in(store, MONTH) == [] and told_in(store, "2026-11") == []


def test_told_once(store):
    """What October's papers told is not told again in November's; what came after October's closing is."""
    ended(store)
    change(store, "J0001", "数错了", party_size="3")
    clock.set_today("2026-11-05")
    ended(store, NEXT)
    change(store, "J0001", "又数错了", party_size="4")
    assert ["“3”" in line for line in told_in(store, NEXT)] == [True] and "由“1”" in told_in(store, NEXT)[0]
    assert ["由“3”改为“4”" in line for line in told_in(store, "2026-11")] == [True]
    sound(store)


def test_carried_over_the_new_year(store):
    """An issue open at New Year is carried over: the year's figures say 上年结转, January's 往月结转."""
    clock.set_today("2027-02-01")
    receive(store, received_at="2027-01-06T09:00", visitor_name="段晓燕", outcome="乡镇办理", referred_to="岗上村")
    assert (
        month_figures(store, "2027").carried,
        month_figures(store, "2027-01").carried,
        month_figures(store, "2026").carried,
    ) == (1, 1, 0)
    assert told(month_figures(store, "2027"))[1].single["上年结转"] == "1 件"
    assert told(month_figures(store, "2027-01"))[1].single["往月结转"] == "1 件"
    for word, values in (("答复", {"answer_class": "A"}), ("回告", {"how": "电话"}), ("办结", {})):
        do(store, "2026-Y0001", word, acted_on="2027-01-15", **values)
    year = month_figures(store, "2027")
    assert (year.carried, year.issues, year.closed, year.closed_in_month) == (1, 1, 0, 1)
    assert month_figures(store, "2027-02").carried == 1, "January's own is still open"


def test_the_printed_list_is_the_same(store):
    """月结清单 has what the window and `close` ask for: one source; what is in order is there too."""
    printed = span_data.whole_month(store, Span("month", MONTH)).points
    assert [point for point in printed if point.number] == checklist(store, MONTH) and len(printed) > len(
        checklist(store, MONTH)
    )
    clock.set_today("2026-12-10")
    open_ones = {point.what: point.which for point in checklist(store, NEXT)}
    assert open_ones["逾期的意见"] == ("Y0001",), "open from before"

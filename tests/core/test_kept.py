"""The papers of closed months: counted on from, copied with their count, themselves never touched."""

import io

import pytest
from pypdf import PdfReader

from lianluozhan import clock, kept
from lianluozhan.act import acting
from lianluozhan.closing import close
from lianluozhan.month_data import month_data
from tests.station import CODE, empty, opened, receive


@pytest.fixture
def store(tmp_path):
    """A station that received in September and October and has closed both."""
    empty(tmp_path / "站")
    clock.set_today("2026-11-02")
    with opened(tmp_path / "站") as store:
        for day in ("2026-09-02", "2026-10-14"):
            receive(store, statement="问路灯", outcome="当场答复", received_at=day)
        for month in ("2026-09", "2026-10"):
            with acting(store, "close") as act:
                close(act, month)
        yield store


def read(content):
    """What stands on each page."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_counted_on(store):
    """October begins where September's kept papers end, November where both end; January of another year at 1."""
    september, october = (kept.kept_papers(store, month) for month in ("2026-09", "2026-10"))
    pages = {
        month: len(read(papers[f"接待日志-{month}.pdf"]))
        for month, papers in (("2026-09", september), ("2026-10", october))
    }
    assert kept.pages_before(store, "2026-09")["接待日志"] == 0
    assert f"全年第{pages['2026-09'] + 1}页" in read(october["接待日志-2026-10.pdf"])[0]
    assert kept.pages_before(store, "2026-11")["接待日志"] == sum(pages.values())
    assert set(kept.pages_before(store, "2027-01").values()) == {0}
    assert kept.to_bind(store, month_data(store, "2026-11")).imprint.before == kept.pages_before(store, "2026-11")


def test_copies_are_counted(store):
    """The first print is the paper itself; each page of a copy says which it is, its words are the kept ones; what is kept
    stays the same to the last byte."""
    before = kept.kept_papers(store, "2026-10")
    assert kept.copies(store, "2026-10") == before and len(before) == 5
    kept.count(store, "2026-10", before)
    for number in (1, 2):
        for name, copy in kept.copies(store, "2026-10").items():
            assert [page.replace(f"补打第{number}次", "") for page in read(copy)] == read(before[name])
            assert all(f"补打第{number}次" in page for page in read(copy))
        kept.count(store, "2026-10", before)
    assert kept.kept_papers(store, "2026-10") == before
    assert all(
        "补打" in page and "补打第" not in page
        for page in read(kept.copies(store, "2026-10", counted=False)["月报-2026-10.pdf"])
    )
    assert kept.copies(store, "2026-11") == {}


def test_a_copy_is_as_whole_as_the_kept_one(store):
    """Title, language, bookmarks and embedded fonts go with it."""
    kept.count(store, "2026-10", ["全套-2026-10.pdf"])
    copy = PdfReader(io.BytesIO(kept.copies(store, "2026-10")["全套-2026-10.pdf"]))
    assert "补打第1次" in "".join(copy.pages[0].extract_text().split())
    assert copy.trailer["/Root"]["/Lang"] == "zh-CN" and copy.metadata.title == "全套 2026年10月"
    assert len(copy.outline) == 4
    assert store.identity.world == CODE

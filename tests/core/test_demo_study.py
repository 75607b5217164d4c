"""What lies on the made-up shelves: found by its words, opened as a PDF, read by two deputies; the office has its own."""

import pytest

from lianluozhan import search
from lianluozhan.demo import study as demo_study
from lianluozhan.duty import Duty
from lianluozhan.extract import words_in
from lianluozhan.showing import kept
from lianluozhan.study import MATERIAL, OWN_RULE, Study, readers
from tests.district import DISTRICT, OFFICE
from tests.station import empty, filled, opened, sound

pytestmark = pytest.mark.day("2026-10-31")  # a day of the year that is shown


def test_the_station(tmp_path):
    """Each title with its PDF, its words and the kind its title says; the first is read by those who received first."""
    with opened(filled(tmp_path / "站")) as store:
        demo_study.fill(store, "赵敏")
        shelf = store.find(Study, order="number")
        assert [one.title for one in shelf] == list(demo_study.STATION) and [one.kind for one in shelf] == [
            OWN_RULE,
            OWN_RULE,
            MATERIAL,
        ]
        for one in shelf:
            assert one.full_text and one.issued_on == "2026-03-01" and one.issuer == store.identity.name
            assert words_in(one.files[0]["name"], kept(store.path.parent, one.files[0])).words == one.full_text
        assert [one.title for one in search.newest(store, Study, "当场能答")] == [shelf[0].title]
        assert len(readers(store, shelf[0])) == demo_study.READERS and readers(store, shelf[1]) == {}
        assert len(store.find(Duty, "title=?", (f"学习《{shelf[0].title}》",))) == 1
        sound(store)


def test_nobody_received(tmp_path):
    """Where nobody received yet nobody has read anything."""
    with opened(empty(tmp_path / "站")) as store:
        demo_study.fill(store, "赵敏")
        assert len(store.find(Study)) == len(demo_study.STATION) and store.find(Duty) == []
        sound(store)


def test_the_office(tmp_path):
    """A district puts its plan on every station's shelf."""
    with opened(empty(tmp_path / "区", "district", DISTRICT, OFFICE)) as store:
        demo_study.put(store, "周红", demo_study.OFFICE)
        (one,) = store.find(Study)
        assert one.number == f"{DISTRICT}-2026-Z0001" and "积分" in one.full_text
        sound(store)

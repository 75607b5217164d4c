"""One paper about one thing: what is asked for by name is found, what does not fit is refused in words."""

import pytest

from lianluozhan import own_table, printing
from lianluozhan.act import acting
from lianluozhan.blank import reserve
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.issue import Issue
from lianluozhan.record import new_id
from lianluozhan.report import catalogue
from tests.station import empty, opened, receive

FORM = catalogue.find("F1")


@pytest.fixture
def store(tmp_path):
    """A station with one reception that was passed on, and a blank form that is given out."""
    with opened(empty(tmp_path / "站")) as store:
        with acting(store, "roster") as act:
            act.write(Deputy, new_id(), {"name": "单俊峰"})
            own_table.keep(store, own_table.Wanted("接待一览", "visit", ("number", "visitor_name")))
        receive(store, visitor_name="王秀英", outcome="乡镇办理", referred_to="渔泽镇人民政府")
        with acting(store, "blank") as act:
            reserve(act, "2026-10-14", 1)
        yield store


@pytest.mark.parametrize("word", ["J0001", "j1", "140405102-2026-J0001", "王秀英"])
def test_subject(store, word):
    """By number, the end of one, or name."""
    assert printing.subject(store, FORM, word).visitor_name == "王秀英"


def test_no_such_subject(store):
    """Nothing said, nothing of this number, or a number of something else."""
    with pytest.raises(BadInput, match="没有写接待登记表印哪一条"):
        printing.subject(store, FORM, None)
    for word in ("J0009", "Y0001"):
        with pytest.raises(NotFound, match=word):
            printing.subject(store, FORM, word)
    with pytest.raises(BadInput, match="接待登记表印的是接待，不能用意见来印"):
        printing.make(store, "F1", store.find(Issue)[0])


def test_made(store):
    """Bytes of a PDF, the name of its file with the short number."""
    made = printing.make(store, "f1", printing.subject(store, FORM, "J0001"))
    assert made.data.startswith(b"%PDF") and (made.name, made.file) == ("接待登记表", "接待登记表-J0001.pdf")


def test_newest(store):
    """What a paper is most likely wanted of: the one registered last; nothing in an empty folder."""
    second = receive(store, visitor_name="苗青山")
    assert printing.newest(store, FORM).id == second.id
    assert printing.called(second) == second.number


@pytest.mark.parametrize("paper", catalogue.PAPERS, ids=lambda paper: paper.name)
def test_what_is_wanted_first(store, paper):
    """Opened without a word, a paper is of the newest there is; its word finds it again; its file can be named so."""
    wanted = printing.newest(store, paper)
    # None is planned; only a district has stations.
    if paper.about in ("activity", "ballot", "reception", "stations", "project", "draft_law", "appraisal", "oversight"):
        assert wanted is None
        return
    word = printing.called(wanted)
    assert printing.called(printing.subject(store, paper, word)) == word
    made = printing.make(store, paper.name, wanted)
    assert made.file.startswith(paper.name) and made.file.endswith(".pdf") and not set(made.file) & set(' /\\:*?"<>|')


def test_a_span_for_a_record(store):
    """A day cannot be printed as a reception, nor a reception as a day."""
    day, visit = printing.newest(store, catalogue.find("F2")), printing.newest(store, FORM)
    with pytest.raises(BadInput, match="接待登记表印的是接待，不能用一天来印"):
        printing.make(store, "F1", day)
    with pytest.raises(BadInput, match="当日接待日志印的是一天，不能用接待来印"):
        printing.make(store, "F2", visit)


def test_nothing_yet(tmp_path):
    """An empty folder has no newest."""
    with opened(empty(tmp_path / "空")) as store:
        assert printing.newest(store, FORM) is None

"""What papers on projects are made from: a real folder's, photos only where they may be shown, people who print written down."""

import pytest

from lianluozhan import clock, looked, printing
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.errors import BadInput
from lianluozhan.project import Project
from lianluozhan.project_data import deeds, deeds_span, work
from lianluozhan.project_photo import add_photos
from tests.station import empty, issues, opened, receive, take

PNG = b"\x89PNG\r\n\x1a\n"
STRIFE = {
    "kind": "矛盾调处",
    "title": "排水沟",
    "lead_deputy": "陈秀兰",
    "parties": "甲方：王甲\n乙方：李乙",
    "issues": ["Y0001"],
}


@pytest.fixture
def store(tmp_path):
    """A station with an issue, a mediation that came of it with a photo, and a candidate of another year."""
    clock.set_today("2026-11-03")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "陈秀兰", "levels": ["区"]})
        receive(store, outcome="乡镇办理", referred_to="镇政府", visitor_name="赵丙")
        take(store, "project", STRIFE, {"kind": "民生实事", "title": "路灯", "year": "2025"})
        (tmp_path / "路口.png").write_bytes(PNG)
        with acting(store, "photo") as act:
            add_photos(act, the(store), "before", [tmp_path / "路口.png"])
        yield store
    clock.set_today(None)


def the(store, title="排水沟"):
    """The project of this title."""
    (one,) = store.find(Project, "title=?", (title,))
    return one


def test_a_project(store):
    """Its issues as rows, its deputies by name, its photos with their captions, its case without names."""
    found = work(store, the(store))
    assert [one["number"] for one in found.issues] == [issues(store)[0]["number"]]
    assert found.deputies["陈秀兰"]["levels"] == ["区"]
    assert (
        [caption for caption, _data in found.before] == ["路口"]
        and found.after == []
        and found.names == ["王甲", "李乙", "赵丙"]
    )


def test_photos_on_the_wall(store):
    """On a copy for the wall only where somebody noted that they may be seen there."""
    assert work(store, the(store), masked=True).before == []
    with acting(store, "amend") as act:
        amend(act, the(store), {"photos_public": True}, "问过了")
    assert len(work(store, the(store), masked=True).before) == 1


def test_a_year(store):
    """The year the span lies in; what is no span is refused."""
    assert [one["title"] for one in deeds(store, deeds_span(store, "2025-03")).rows] == ["路灯"]
    assert deeds(store, deeds_span(store, "2026")).rows == []
    with pytest.raises(BadInput, match="不是年份"):
        deeds_span(store, "去年")


def test_who_prints_people(store):
    """A paper with parties on it names its record for 谁看过, a list without people and a copy for the wall none."""
    one = the(store)
    assert printing.make(store, "调处协议书", one).people == {"project": [one.id], "issue": [issues(store)[0]["id"]]}
    looked.looked(store, looked.PRINTED, "调处协议书", {"project": [one.id]})
    assert [of for _look, of in looked.lines(store, looked.looks(store))] == ["项目 X0001"]
    assert printing.make(store, "调处协议书", one, masked=True).people == {}
    assert printing.make(store, "民生实事清单", deeds_span(store, "2025")).people == {}

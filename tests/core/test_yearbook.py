"""A year of the deputies gathered once: each with their own acts, issues, steps and points, also two of one name."""

import pytest

from lianluozhan import yearbook
from lianluozhan.act import acting
from lianluozhan.activity import add_activity
from lianluozhan.deputy import Deputy
from lianluozhan.duty import add_duty
from lianluozhan.record import new_id
from lianluozhan.yearbook import Yearbook
from tests.station import do, empty, opened, receive

TWO = [new_id(), new_id()]
SAME = new_id()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Two deputies, a third called like the first; acts, a group's meeting and two matters of October."""
    with opened(empty(tmp_path_factory.mktemp("册") / "站")) as store:
        with acting(store, "roster") as act:
            for id, name, level, order in (
                (TWO[0], "李军", "乡镇", 2),
                (TWO[1], "陈秀兰", "区", 1),
                (SAME, "李军", "乡镇", 1),
            ):
                act.write(Deputy, id, {"name": name, "levels": [level], "order": order, "group": f"第{order}组"})
            gone = {"name": "离任者", "levels": ["区"], "left_on": "2025-06-01"}
            act.write(Deputy, new_id(), gone)
        with acting(store, "duty") as act:
            add_duty(act, new_id(), {"begin": "2026-10-08", "kind": "扶弱济困", "deputies": [TWO[0]], "title": "送煤"})
            add_duty(
                act, new_id(), {"begin": "2025-10-08", "kind": "扶弱济困", "deputies": [TWO[0]], "title": "去年的"}
            )
            add_duty(act, new_id(), {"begin": "2026-11-09", "kind": "扶弱济困", "deputies": [SAME], "title": "送粮"})
            add_activity(
                act, new_id(), {"kind": "小组活动", "begin": "2026-10-20T09:00", "present": [TWO[0]], "theme": "议路"}
            )
        receive(
            store,
            received_at="2026-10-14",
            deputies=[TWO[0], TWO[1]],
            outcome="乡镇办理",
            referred_to="渔泽镇人民政府",
            visitor_name="王秀英",
        )
        receive(store, received_at="2026-10-15", deputies=[TWO[1]], outcome="形成建议")
        do(store, "Y0001", "催办", acted_on="2026-11-06", text="快")
        yield store


def titles(rows) -> list[str]:
    """What the rows are called."""
    return [row["title"] or row["kind"] for row in rows]


def deputy(store, id):
    """The record."""
    return next(one for one in store.find(Deputy) if one.id == id)


def test_everybody_in_office(store):
    """By level, then order; who left before the year is not there, before that they were."""
    assert [one.name for one in Yearbook(store, "2026").everybody()] == ["陈秀兰", "李军", "李军"]
    assert "离任者" in [one.name for one in Yearbook(store, "2025").everybody()]


def test_own_acts_only(store):
    """Of the span; the namesake has their own."""
    year = Yearbook(store, "2026")
    assert titles(year.of(deputy(store, TWO[0])).duties) == ["送煤", "接待选民", "议路"]
    assert titles(year.of(deputy(store, SAME)).duties) == ["送粮"]
    assert titles(Yearbook(store, "2026-11").of(deputy(store, SAME)).duties) == ["送粮"]
    assert Yearbook(store, "2026-Q3").of(deputy(store, SAME)).duties == []


def test_meetings_are_known(store):
    """The duty of a group's meeting is told from other meetings."""
    mine = Yearbook(store, "2026").of(deputy(store, TWO[0]))
    assert titles(row for row in mine.duties if row["id"] in mine.meetings) == ["议路"]


def test_what_was_brought(store):
    """The matters that name the deputy, also from before while they are open, with their steps."""
    found = Yearbook(store, "2026-11").of(deputy(store, TWO[1]))
    assert [row["number"][-5:] for row in found.issues] == ["Y0001", "D0001"]
    assert [fact["action"] for fact in found.facts[found.issues[0]["id"]]][-1] == "催办"
    assert [row["number"][-5:] for row in Yearbook(store, "2026").of(deputy(store, TWO[0])).issues] == ["Y0001"]
    assert Yearbook(store, "2025").of(deputy(store, TWO[1])).issues == []


def test_points(store):
    """A meeting 3, a reception 4, help 5 by the shipped table: 12, the most of the three."""
    mine = Yearbook(store, "2026").of(deputy(store, TWO[0]))
    assert {line.kind: line.points for line in mine.score} == {"参加其他会议": "3", "接待选民": "4", "扶弱济困": "5"}
    assert (mine.total, mine.standing, mine.of, mine.photo) == ("12", 1, 3, None)


def test_this_year_where_nothing_is_said(store):
    """Without a time it is the year of today."""
    assert len(Yearbook(store).when) == 4


def test_facts_are_read_when_asked_for(store, monkeypatch):
    """Nobody's steps are read for a booklet that does not show them; those asked for are read once, whoever asks."""
    asked = []
    monkeypatch.setattr(yearbook, "facts", lambda store, issue: asked.append(issue.id) or [{"action": "催办"}])
    book = Yearbook(store, "2026")
    one, other = book.of(deputy(store, TWO[0])), book.of(deputy(store, TWO[1]))
    assert asked == [] and one.issues
    id = one.issues[0]["id"]
    assert [fact["action"] for fact in one.facts[id]] == [fact["action"] for fact in other.facts[id]] == ["催办"]
    assert asked == [id]
    assert set(one.facts) == {row["id"] for row in other.issues} and len(one.facts) == 2
    assert one.facts.get("nobody's", ()) == ()

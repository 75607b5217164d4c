"""接待登记 on a reception day: what the plan brings, whom it does not concern, and what kind of day the head names."""

import pytest

from lianluozhan.act import acting
from lianluozhan.draft import drafts
from lianluozhan.place import Place, own_place_id
from lianluozhan.rota import rota, schedules, write_rota
from tests.pages.desk import sitting
from tests.station import CODE, opened
from ui.form import DONE, UNTOUCHED


@pytest.fixture
def visit(folder):
    """The clerk at 接待登记 on a day that is planned."""
    with opened(folder) as store:
        with acting(store, "amend") as act:
            act.write(Place, own_place_id(CODE), {"hours": "每周三 9:00-11:00"})
        with acting(store, "rota") as act:
            write_rota(act, rota(store, "2026-10", past=True))
        assert schedules(store, "2026-10-21")
    for desk in sitting(folder):
        desk.open("接待登记")
        desk.wait(lambda: desk.value("deputies"))
        yield desk


def brought(desk):
    """Place and deputies as they stand in the form."""
    return desk.value("place"), desk.value("deputies")


@pytest.mark.parametrize("saved", [False, True])
def test_a_walk_withdraws(visit, saved):
    """走访 takes back what the plan brought, even after the day's first visitor; nothing of it is a draft."""
    if saved:
        visit.fill(姓名="郭桂兰", 原话="早市流动摊贩占道", 处理方式="当场答复")
        visit.press("保存")
        assert brought(visit)[0] == own_place_id(CODE) and brought(visit)[1], "the next visitor has them"
    visit.type("<Ctrl+G>")
    visit.wait(lambda: visit.value("deputies") is None)
    assert brought(visit) == (None, None) and "由接待日带出" not in visit.said()
    visit.close()
    with opened(visit.folder) as store:
        assert not drafts(store, "visit")


def test_a_choice_walks_along(visit):
    """Deputies a person chose go on the walk; only the place nobody chose is taken back."""
    visit.fill(接待代表="解国栋")
    visit.type("<Ctrl+G>")
    visit.wait()
    assert visit.field("接待代表").text() == "解国栋" and visit.value("place") is None


def test_kind_of_day(visit):
    """A planned day is a 接待日; a walk is no reception of any kind; another day is what the calendar says."""
    assert " · 接待日 · " in visit.said() and "平时接待" not in visit.said()
    visit.fill(received_at="2026-10-29 9:00")
    assert "平时接待" in visit.said()
    visit.type("<Ctrl+G>")
    visit.wait()
    assert "接待 · 记录人" not in visit.said() and "接待日 · 记录人" not in visit.said()


def test_an_answer_is_typed(visit):
    """Deputies the plan brought answer nothing: the step 怎么答的 is done by an answer."""
    step = visit.page.writing.heading.steps.marks[3]
    assert step.property("standing") == UNTOUCHED
    visit.fill(现场答复="已请城管到场")
    visit.field("姓名").setFocus()
    visit.wait()
    visit.fill(姓名="郭桂兰")
    assert step.property("standing") == DONE

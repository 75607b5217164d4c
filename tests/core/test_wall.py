"""上墙: what the words of a paper for everybody give away is said, a number in a title is never printed there, a name refuses approval."""

import io

import pytest
from pypdf import PdfReader

from lianluozhan import clock, posting, printing, screen, wall
from lianluozhan.act import acting
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue
from lianluozhan.notice import Notice, add_notice
from lianluozhan.place import Place, own_place_id
from lianluozhan.post_data import own_place
from lianluozhan.record import new_id
from lianluozhan.schedule import Schedule
from lianluozhan.span_data import Span
from tests.core import desk

WHO, PHONE = "独孤婉儿", "13800004321"
OCTOBER = Span("board", "2026-10")


@pytest.fixture(autouse=True)
def day():
    """The last day of the month that is put up."""
    clock.set_today("2026-10-31")
    yield
    clock.set_today(None)


def titled(store, title, **values):
    """An issue of October with this title."""
    issue = desk.issue_of(store, desk.receive(store, **desk.PASSED_ON | {"visitor_name": WHO, "visitor_phone": PHONE}))
    desk.write(store, Issue, {"title": title, **values}, issue.id)
    return issue


def on_paper(made):
    """What stands on it."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages)


@pytest.mark.parametrize(
    ("title", "values", "told"),
    [
        ("路灯不亮", {}, []),
        (f"{WHO}家漏水", {}, ["来访人姓名"]),
        (f"请打{PHONE}", {}, ["电话"]),
        (f"{WHO}家漏水", {"sensitive": True}, []),
        (f"{WHO}家漏水", {"raised_by": f"王丙、{WHO}等5人"}, ["来访人姓名"]),
        (f"{WHO}物业不管", {"raiser_kind": "企业"}, []),
        (f"{WHO}：请打{PHONE}", {}, ["来访人姓名", "电话"]),
    ],
)
def test_a_board(store, title, values, told):
    """Titles that name who raised them or give a number; a sensitive one is not shown, an enterprise is known to everybody."""
    titled(store, title, **values)
    made = printing.make(store, "月度公示", OCTOBER)
    assert list(made.given) == [f"意见 Y0001 的标题里有{what}" for what in told]
    assert PHONE not in on_paper(made)


def test_who_and_what_a_station_is(store):
    """Its own telephone stands there rightly; one among the words about its duties is told of; so is one in a day's topic."""
    own = own_place_id(store.identity.world)
    desk.write(store, Place, {"name": desk.NAME, "level": "站", "phone": "0355-7520000"}, own)
    assert printing.make(store, "信息公示表", own_place(store)).given == ()
    desk.write(store, Place, {"duties_text": f"接待群众，找小李 {PHONE}"}, own)
    assert printing.make(store, "信息公示表", own_place(store)).given == ("主要职责里有电话",)
    desk.write(store, Schedule, {"date": "2026-11-04", "topic": f"供暖，{PHONE}"})
    assert printing.make(store, "接待公告", Span("reception", "2026-11-04")).given == ("2026-11-04 的主题里有电话",)
    assert printing.make(store, "月度公示", OCTOBER).given == ("2026-11-04 的主题里有电话",)


def test_no_name_is_approved(store):
    """A notice whose board names who raised something is not approved;
    when the title is mended it is, and the hall's screen asks the same."""
    issue, id = titled(store, f"{WHO}家漏水"), new_id()
    desk.write(store, Place, {"name": desk.NAME, "level": "站"}, own_place_id(store.identity.world))
    with acting(store, "notice") as act:
        add_notice(act, id, posting.drafted(store, "2026-10"))
    with pytest.raises(BadInput, match="意见 Y0001 的标题里有来访人姓名"), acting(store, "notice") as act:
        posting.approve(act, desk.held(store, Notice, id))
    desk.write(store, Issue, {"title": "屋顶漏水"}, issue.id)
    with acting(store, "notice") as act:
        posting.approve(act, desk.held(store, Notice, id))
    assert "屋顶漏水" in screen.made(store)
    desk.write(store, Issue, {"title": f"{WHO}家漏水"}, issue.id)
    with pytest.raises(BadInput, match="意见 Y0001 的标题"):
        screen.made(store)


def test_what_is_asked():
    """In one sentence, with what to do."""
    assert wall.asked(["主要职责里有电话"]) == "这张纸要贴出去，上面的字里有人的信息：主要职责里有电话。请先改掉。"

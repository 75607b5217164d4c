"""测评 in the window: registered, counted by one and by another, printed; nothing is kept where they do not agree."""

import pytest
from PySide6.QtGui import QAction

from lianluozhan.act import acting
from lianluozhan.ballot import Ballot
from lianluozhan.parts import switch
from tests.pages.desk import sitting
from tests.station import filled, opened, sound, take

COUNTS = {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1}


@pytest.fixture
def folder(tmp_path):
    """A station that has 考核 switched on, with one ballot to count."""
    path = filled(tmp_path / "站", "deputy")
    with opened(path) as store:
        with acting(store, "parts") as act:
            switch(act, on=["考核"])
        take(store, "ballot", {"kind": "述职评议", "deputy": "彭喆", "date": "2026-10-15", "meeting": "选民代表评议会"})
    return path


@pytest.fixture
def page(folder):
    """The clerk on the page, the ballot chosen."""
    for desk in sitting(folder):
        desk.open("测评")
        desk.choose("P0001")
        yield desk


def count(page, who, **other):
    """Type one count and keep it."""
    for name, number in (COUNTS | other).items():
        page.fill(**{name: str(number)})
    page.fill(**who)
    page.press("ballot_count")


def kept(desk):
    """The ballots as read by another program."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return store.find(Ballot, order="number")


def test_registered(page):
    """Of an official the deputy is not asked for, nor how they spoke; what is missing is said, nothing kept."""
    page.press("登记测评")
    assert page.field("deputy").isVisible() and not page.field("official").isVisible()
    page.fill(测评种类="履职评议")
    assert (
        page.field("official").isVisible()
        and not page.field("deputy").isVisible()
        and not page.field("form").isVisible()
    )
    page.fill(测评日期="10.20")
    page.press("ballot_save")
    assert "没有写被评人员" in page.said()
    page.fill(被评人员="李某某")
    page.press("ballot_save")
    assert any(row.startswith("李某某 10-20") for row in page.list())
    assert [one.official for one in kept(page)] == [None, "李某某"]


def test_counted_by_two(page):
    """The second finds empty inputs and no figure of the first on the page; agreed, the result stands with its shares."""
    count(page, {"计票人": "李平"})
    assert "李平已经数好" in page.said() and "28" not in page.said()
    assert all(page.value(name) is None for name in COUNTS)
    count(page, {"监票人": "周红"})
    assert "测评结果：满意" in page.said() and "满意 28 票 84.8%，基本满意 4 票 12.1%，不满意 1 票 3.0%" in page.said()
    assert (
        any("彭喆" in row and "满意" in row for row in page.list())
        and not page.widget("ballot_count_first").isVisible()
    )
    (one,) = kept(page)
    assert (one.state, one.counter, one.teller, one.result) == ("已计票", "李平", "周红", "满意")


def test_what_cannot_be(page):
    """29/4/1 of 33 is refused in words beside the inputs, which keep what was typed."""
    count(page, {"计票人": "李平"}, 满意=29)
    assert "满意 29＋基本满意 4＋不满意 1 合计 34 张，和有效票 33 张对不上" in page.said()
    assert page.value("满意") == "29"
    assert kept(page)[0].state == "待计票"


def test_they_differ(page):
    """Both counts are shown, none is accepted; the first may count again, then they agree."""
    count(page, {"计票人": "李平"}, 满意=27, 基本满意=5)
    count(page, {"监票人": "周红"})
    assert (
        "计票人 李平：发出 35，收回 34，有效 33，满意 27，基本满意 5" in page.said()
        and "监票人 周红：发出 35" in page.said()
    )
    page.press("ballot_count_first")
    count(page, {"计票人": "李平"})
    count(page, {"监票人": "周红"})
    assert kept(page)[0].result == "满意"


def test_again(page):
    """重计 asks for a reason; then both begin anew."""
    count(page, {"计票人": "李平"})
    count(page, {"监票人": "周红"})
    page.press("ballot_count_again")
    assert "重计没有写原因" in page.said()
    page.page.form.reason.setText("漏了一个票箱")
    page.press("ballot_count_again")
    assert page.value("计票人") is None
    assert kept(page)[0].state == "待计票"


def test_printed(page):
    """Each paper is a press away, of the ballot that is shown."""
    page.press("打印测评结果表")
    assert page.page.noun == "paper"
    page.wait(lambda: page.page.preview.isVisible())


def test_the_year_by_group(page):
    """The year's order by group is a press away too."""
    page.press("打印年度考核名次")
    assert page.page.noun == "paper"
    page.wait(lambda: page.page.preview.isVisible())


def test_off(tmp_path):
    """Where 考核 is off nothing leads to the page; where it is on 更多 does."""
    for on in (False, True):
        path = filled(tmp_path / str(on), "deputy")
        with opened(path) as store, acting(store, "parts") as act:
            switch(act, on=["考核"] if on else [])
        for desk in sitting(path):
            desk.wait()
            assert desk.window.findChild(QAction, "more_ballot").isVisible() == on


def test_an_empty_year_says_what_to_do(page):
    """Where the first row will stand, and only while there is none."""
    assert "还没有测评" not in page.said()
    page.page.year.step(-1)
    page.wait()
    assert page.list() == [] and "还没有测评" in page.said()


def test_the_order_made_known(folder):
    """The year's order is taken to the notices in one step, where 公示 is on; it waits there for the 站长."""
    for desk in sitting(folder):
        desk.open("测评")
        assert not desk.page.tell_button.isVisible()
    with opened(folder) as store, acting(store, "parts") as act:
        switch(act, on=["公示"])
    for desk in sitting(folder):
        desk.open("测评")
        desk.page.year.show_span("2026")
        desk.press("把年度考核名次拿去公示")
        assert (
            desk.page.noun == "notice"
            and "2026年履职考核公示" in "\n".join(desk.list("notice"))
            and "位代表" in desk.value("words")
        )

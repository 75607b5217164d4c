"""回告 by keyboard: 今日 leads to the card, each person hears a sentence of their own, the next card opens by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lianluozhan.issue import Issue
from tests.pages.desk import sitting
from tests.station import do, opened
from ui.widgets.card import Card

FOURTH = "Y0002"


@pytest.fixture
def desk(folder):
    """A window with one answer that nobody has been told."""
    with opened(folder) as store:
        do(store, FOURTH, "答复", acted_on="2026-10-20", answer_class="A", text="已划线设了摊位")
    yield from sitting(folder)


def told(desk):
    """{person: how} of the issue."""
    issue = desk.window.around.desk.ask(lambda store: store.find(Issue, "number LIKE '%Y0002'")).result()[0][0]
    return {key: one["how"] for key, one in (issue.told or {}).items() if one["on"]}


def ticked(desk):
    """Whom the open card is about."""
    people = desk.page.doings.form.people
    return [one.text() for one in people._ticks.values() if one.isChecked()]


def test_today_leads_to_the_card(desk):
    """The first thing on 今日 is who waits; one press on their line opens their card on the issue."""
    desk.open("今日")
    assert next(iter(desk.page.cards)) == "tell"
    ways = desk.widget("today_tell", Card).lines
    assert [way.line.title for way in ways] == ["袁*（反映人）", "解国栋（代表）", "冯䶮（代表）"]
    assert ways[0].line.right == "答复到了 1 天"
    QTest.mouseClick(ways[1], Qt.MouseButton.LeftButton)
    desk.wait()
    assert (desk.page.noun, ticked(desk)) == ("followup", ["解国栋"])
    assert (
        "照着说：“解国栋代表您好，我是渔泽镇人大代表联络站的赵敏。群众 10月3日反映的“早市流动摊贩占道”" in desk.said()
    )


def test_one_after_the_other_by_keys(desk):
    """Alt+G opens the first card; a way and Ctrl+Enter write it down and the next one is open; at the end none is."""
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.type("<Alt+G>")
    for name in ("袁犇", "解国栋", "冯䶮"):
        assert ticked(desk) == [name]
        desk.type("<Right><Ctrl+Enter>")
    assert desk.page.doings.form is None
    assert len(told(desk)) == 3


def test_out_and_not_reached(desk):
    """打不通 counts a try and the next card is another's, back tomorrow; 本人不愿 is an out at once."""
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.press("告诉袁*")
    desk.fill(怎么告诉的="打不通")
    desk.type("<Ctrl+Enter>")
    assert ticked(desk) == ["解国栋"]
    desk.fill(怎么告诉的="本人不愿")
    desk.type("<Ctrl+Enter>")
    assert ticked(desk) == ["冯䶮"]
    desk.fill(怎么告诉的="微信")
    desk.type("<Ctrl+Enter>")
    assert desk.page.doings.form is None
    assert sorted(told(desk).values()) == ["微信", "本人不愿"]
    desk.open("今日")
    (way,) = desk.widget("today_tell", Card).lines
    assert (way.line.title, way.line.right) == ("袁*（反映人）", "今天没打通，明天再打")


def test_the_sentence_follows_the_tick(desk):
    """Whoever is ticked first is who the sentence is for; nobody ticked, no sentence."""
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.press("告诉冯䶮")
    assert "照着说：“冯䶮代表您好" in desk.said()
    desk.widget("followup.to.2").click()
    assert "照着说" not in desk.said()
    desk.widget("followup.to.0").click()
    assert "这样办，您满意不满意？" in desk.said()


def test_the_call_list_from_today(desk):
    """回告电话单 leads to the paper, made, to be looked at and printed."""
    desk.open("今日")
    desk.press("回告电话单")
    assert desk.page.noun == "paper"
    assert "回告电话单" in desk.page.preview.title.text()
    assert desk.page.preview.document.pages == 1

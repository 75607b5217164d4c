"""代表建议 written in the window: its part of the form only where it is on, from issues in one press, every point kept."""

import json

import pytest

from lianluozhan.act import acting
from lianluozhan.issue import Issue
from lianluozhan.parts import switch
from lianluozhan.suggestion import points
from tests.pages.desk import sitting
from tests.station import SAMPLE, filled, opened, receive, sound

ONE = json.loads((SAMPLE / "代表建议三件.json").read_text("utf-8"))[0]
PLACES = (
    {"received_at": "2026-10-14", "statement": "健身器材坏了没人修", "party_size": 3},
    {"received_at": "2026-10-15", "statement": "广场晚上没有灯"},
)


@pytest.fixture
def folder(tmp_path):
    """A station that writes suggestions in parts, with two issues to found one on."""
    path = filled(tmp_path / "站", "deputy")
    with opened(path) as store:
        with acting(store, "parts") as act:
            switch(act, on=["代表建议"])
        for one in PLACES:
            receive(store, category="文化体育旅游", outcome="乡镇办理", referred_to="镇政府", deputies=["彭喆"], **one)
    return path


@pytest.fixture
def page(folder):
    """The clerk on 意见登记."""
    for desk in sitting(folder):
        desk.open("意见登记")
        yield desk


def kept(desk):
    """The suggestions as read by another program."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return store.find(Issue, "kind='代表建议'", order="number")


def test_from_an_issue(page):
    """One press on the issue, another number beside it: the figures are said while writing, three long points are kept whole."""
    page.choose("Y0001")
    page.press("写成代表建议")
    assert page.value("basis") and page.value("lead_deputy")
    page.fill(标题=ONE["title"], grounds="\n".join(ONE["grounds"]), proposals="\n".join(ONE["proposals"]))
    assert f"3 点，共 {sum(map(len, ONE['proposals']))} 字" in page.said()
    page.fill(basis="Y0001、Y0002")
    assert "2 件群众意见（2 批次、4 人次" in page.said()
    page.fill(deputies="陈秀兰")
    page.widget("issue.signed.0").setText("10月20日电话同意")
    page.press("issue_save")
    assert "✓ D0001 已存入台账" in page.said()
    (made,) = kept(page)
    assert (points(made.grounds), points(made.proposals)) == (ONE["grounds"], ONE["proposals"])
    assert (len(made.basis), list(made.signed.values()), made.form, made.congress) == (
        2,
        ["10月20日电话同意"],
        "建议",
        "区",
    )


def test_a_motion(page):
    """How many must sign is said at once; too few are refused in words, what was written stays."""
    page.fill(意见种类="代表建议", 原话="概要", 标题="关于路灯的议案", lead_deputy="彭喆", deputies="陈秀兰")
    page.fill(案别="议案")
    assert "议案要 10 名以上联名" in page.said()
    page.press("issue_save")
    assert "议案要 10 名以上代表联名，这里有 2 名" in page.said()
    assert page.value("标题") == "关于路灯的议案"
    assert kept(page) == []


def test_alike_while_writing(page):
    """A suggestion that sounds like one that is there is shown beside the form."""
    page.fill(意见种类="代表建议", 标题="关于修好健身器材的建议", grounds="健身器材坏了没人修")
    assert "健身器材坏了没人修" in "\n".join(
        hint.title for group in page.page.form.hints.groups for hint in group.hints
    )


def test_only_where_it_is_on(tmp_path):
    """Of a 群众意见 nothing of it is asked; where the part is off neither of a suggestion, nor is the press there."""
    path = filled(tmp_path / "站", "deputy")
    with opened(path) as store:
        receive(store, category="供暖", outcome="乡镇办理", referred_to="镇政府", deputies=["彭喆"])
    for desk in sitting(path):
        desk.open("意见登记")
        desk.choose("Y0001")
        assert not desk.widget("issue_suggest").isVisible()
        desk.press("登记意见")
        desk.fill(意见种类="代表建议")
        assert desk.field("lead_deputy").isVisible() and not desk.field("grounds").isVisible()


def test_of_the_public_nothing_more(page):
    """A 群众意见 asks for no points and no signers."""
    assert not page.field("grounds").isVisible() and not page.field("form").isVisible()
    page.fill(意见种类="代表建议")
    assert page.field("grounds").isVisible() and page.field("form").isVisible()
    page.fill(意见种类="群众意见")
    assert not page.field("grounds").isVisible()

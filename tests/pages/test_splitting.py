"""拆分 and 并案 on the page: each part has its own fields, two issues are seen side by side before they are one."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.masking import mask_name
from tests.station import do, opened
from ui.asks.pair import pair
from ui.widgets.pairing import Pairing

FOURTH = "Y0002"


@pytest.fixture
def page(desk):
    """The page, on the ledger's fourth visit's issue."""
    desk.open("意见办理")
    desk.choose(FOURTH)
    return desk.page


def read(desk, question):
    """What the folder answers in the worker."""
    return desk.window.around.desk.ask(question).result()[0]


def issue(desk, number):
    """The issue with this end of its number."""
    return read(desk, lambda store: store.find(Issue, "number LIKE '%' || ?", (number,)))[0]


def newest(desk):
    """The issues in the order they were registered here."""
    return read(desk, lambda store: store.find(Issue, order="number"))


def test_split_in_two(desk, page):
    """The part is typed in place and passed on at once; the one names the other, and a link leads there and back."""
    desk.press("更多")
    desk.press("issue_split")
    desk.fill(
        **{
            "part1.statement": "摊贩把盲道也占了",
            "part1.title": "盲道被占",
            "part1.organ": "区住建局",
            "followup.title": "早市占道",
            "reason": "说的是两件事",
        }
    )
    desk.press("followup_save")
    part, first = newest(desk)[-1], issue(desk, FOURTH)
    assert (part.title, part.organ is not None, part.state, part.split_from) == ("盲道被占", True, "办理中", first.id)
    assert (first.title, first.split_into, part.visits) == ("早市占道", [part.id], first.visits)
    end = part.number.rsplit("-", 1)[-1]
    assert (
        f"拆出 · {part.number}" in page.work.strand.facts.facts[1].lines[0]
        or part.number in page.work.strand.facts.facts[1].lines[0]
    )
    desk.press(f"去看拆出 {end}")
    assert page.work.head.heading.text() == "盲道被占"
    desk.press(f"去看拆分自 {FOURTH}")
    assert page.work.head.heading.text() == "早市占道"


def test_split_in_three(desk, page):
    """More parts when they are wanted, fewer when not; what a part lacks is said at its field and nothing is written."""
    before = len(newest(desk))
    desk.press("更多")
    desk.press("issue_split")
    desk.press("再拆出一件")
    desk.press("再拆出一件")
    desk.press("少拆一件")
    desk.fill(**{"part1.statement": "盲道被占", "reason": "三件事"})
    desk.press("followup_save")
    assert len(newest(desk)) == before
    assert page.doings.form.fields.parts.forms[1].wrong == ["statement"]
    desk.fill(**{"part2.statement": "油烟大"})
    desk.type("<Ctrl+Enter>")
    assert [one.statement for one in newest(desk)[before:]] == ["盲道被占", "油烟大"]
    assert "刚才：Y0002 拆分 已记下" in desk.said()


def test_joined_after_both_were_seen(desk, page):
    """Nothing can be joined before both stand side by side; then it is said whom to tell."""
    other, first = issue(desk, "Y0003"), issue(desk, FOURTH)
    desk.press("更多")
    desk.press("issue_join")
    assert not desk.button("followup_save").isEnabled()
    desk.fill(join="Y0099", reason="同一件事")
    assert not page.findChild(Pairing).isVisible()
    desk.fill(join="Y0003")
    told = " ".join(label.text() for label in page.findChild(Pairing).findChildren(QLabel))
    assert all(
        words in told
        for words in (
            "这一件",
            "并到",
            first.statement[:20],
            other.statement[:20],
            mask_name(first.raised_by),
            mask_name(other.raised_by),
        )
    )
    assert "有了答复要告诉" in told
    desk.press("followup_save")
    assert issue(desk, FOURTH).merged_into == other.id
    assert page.work.echo.isHidden()  # they are told there
    desk.press("去看并入 Y0003")
    assert desk.button(f"去看并来 {FOURTH}").isVisible()
    names = page.work.echo.findChildren(QLabel)
    assert {mask_name(first.raised_by), mask_name(other.raised_by)} <= {label.text() for label in names}


def test_not_joined_to_what_is_gone(folder):
    """What was joined itself takes nothing in; the pair of an issue with itself is none."""
    with opened(folder) as store:
        do(store, "Y0003", "并案", to="Y0004", reason="同一件")
        with pytest.raises(Exception, match="现在是“已并案”，并过去就没有人办了"):
            do(store, FOURTH, "并案", to="Y0003", reason="同一件")
        (this,) = store.find(Issue, "number LIKE '%Y0002'")
        assert pair(store, (this.world, this.id), this.number) is None
        assert pair(store, (this.world, this.id), "") is None
        assert store.find(Followup, "action='并案' AND issue=?", (this.id,)) == []


def test_the_split_button_says_why_not(folder, request):
    """What is settled cannot be split; the reason stands beside the button."""
    with opened(folder) as store:
        do(store, FOURTH, "撤回", reason="本人不再要求", acted_on="2026-10-20")
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.press("更多")
    button = next(one for one in desk.page.findChildren(QPushButton, "issue_split"))
    assert not button.isEnabled()
    assert "已经是“已撤回”，不能再拆分" in desk.said()

"""What forms share: rows that fill the width, room that is shared out, labels said again, ticks."""

import pytest

from lianluozhan.report import form
from lianluozhan.report.form import Box, Values
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import CONTINUED
from lianluozhan.visit import Visit

WIDTH = 493.0


def laid(imprint, *strips) -> Layout:
    """A form of these rows."""
    return Layout(form.sheet(imprint, "试印表", "J0001"), strips)


def test_a_row_fills_the_width():
    """The value without a share takes what the others leave, so that rows of any boxes end together."""
    for boxes in (
        [Box("甲", "")],
        [Box("甲", "", 4.0), Box("乙", "")],
        [Box("甲", "", 1, 1.5), Box("乙", "", 2, 1.5), Box("丙", "", head=1)],
    ):
        assert sum(cell.share for cell in form.row(*boxes).cells) == pytest.approx(form.WIDE)
    assert sum(cell.share for cell in form.words("甲", "").cells) == pytest.approx(form.WIDE)


def test_room_is_shared_out(imprint):
    """What is left of a page goes to the texts in proportion to what they ask for; the page is full and no more."""
    (page,) = laid(imprint, form.row(Box("甲", "")), form.words("乙", "话", 200), form.words("丙", "话", 100)).pages
    fixed, much, some = (strip.height for strip in page)
    assert (fixed, much - form.HIGH, some - form.HIGH) == pytest.approx((25, 200, 100))
    full = laid(imprint, *(form.words("乙", "话", share) for share in (600, 300)))
    a, b = (strip.height - form.HIGH for strip in full.pages[0])
    assert a == pytest.approx(2 * b)
    room = full.top - 12 * 72 / 25.4 - 12 - 4
    assert sum(strip.height for strip in full.pages[0]) == pytest.approx(room)


def test_a_long_text_goes_on(imprint, put, words):
    """On the next page under its label and 续; the place to sign stands with its end, once."""
    said = "".join(f"第{n}句话。" for n in range(600))
    layout = laid(imprint, form.words("反映问题", said, 100, "站长（签字）："), form.row(Box("承办单位", "区住建局")))
    assert len(layout.pages) == 2
    assert [page[0].strip.cells[0].text for page in layout.pages] == ["反映问题", f"反映问题{CONTINUED}"]
    read = words(put(layout), "-raw")
    assert said in read.replace("校验码3f9a12bc77de第1页共2页2026年11月1日打印", "").replace(
        "试印表渔泽镇人大代表联络站编号：J0001反映问题（续）", ""
    )
    assert read.count("站长（签字）：") == 1 and read.index("第599句话") < read.index("站长（签字）")
    assert read.count("试印表") == 2


def test_a_text_of_three_pages_is_continued_once(imprint):
    """The label of each later page has one 续."""
    layout = laid(imprint, form.words("反映问题", "话。" * 3000, 100))
    assert {page[0].strip.cells[0].text for page in layout.pages[1:]} == {f"反映问题{CONTINUED}"} and len(
        layout.pages
    ) > 2


def test_text_begins_at_the_top(imprint, put, boxes):
    """What was said stands at the upper edge of its cell, its label in the middle, who signs at the lower right."""
    path = put(laid(imprint, form.words("标签", "所说", 300, "站长签字")))
    place = {word.text: word for word in boxes(path)}
    assert place["所说"].top < place["标签"].top < place["站长签字"].top
    assert place["站长签字"].right > 500


def test_ticks():
    """One of the choices is filled, none where nothing was chosen; so many on a line."""
    assert form.ticks(("满意", "不满意"), "不满意") == "□满意　■不满意"
    assert form.ticks(("甲", "乙", "丙"), None, 2) == "□甲　□乙\n□丙"


def test_values():
    """A value looks as everywhere on paper; absent is empty; masked shows what a wall may show, and that the rest is withheld."""
    row = {"visitor_name": "郭桂兰", "statement": "话", "party_size": 3, "deputies": ["单俊峰"]}
    plain, masked = Values(row, False), Values(row, True)
    assert [plain(f) for f in (Visit.visitor_name, Visit.statement, Visit.party_size, Visit.deputies, Visit.reply)] == [
        "郭桂兰",
        "话",
        "3",
        "单俊峰",
        "",
    ]
    assert [masked(f) for f in (Visit.visitor_name, Visit.statement, Visit.party_size, Visit.reply)] == [
        "郭*兰",
        "（不公开）",
        "3",
        "",
    ]
    assert plain(Visit.party_size, lambda number: f"{number} 人") == "3 人"


def test_a_character_no_font_has_where_one_signs(imprint):
    """It is named too."""
    assert laid(imprint, form.words("甲", "", 10, "站长😀")).missing == {"😀"}


def test_no_bars_on_made_up_papers():
    """A real number has its bars; one of a 示例 world, which Code 128 cannot say, has none and takes no room."""
    real, made_up = form.coded("140405102-2026-J0001"), form.coded("示例-2026-J0001")
    assert (real.cells[1].code, real.least) == ("140405102-2026-J0001", 26.0)
    assert (made_up.cells[1].code, made_up.least) == ("", 0.0)

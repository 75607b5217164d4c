"""Every single paper of the catalogue: usual, empty and overlong, it prints whole, in place, and readable back."""

import pytest

from lianluozhan import printing
from lianluozhan.errors import NotFound
from lianluozhan.report import catalogue
from lianluozhan.report.catalogue import PAPERS
from tests.paper.papers import LONG, RARE, Printed, papers_of

MM = 72 / 25.4
LISTS = ("一事一档", "交接单", "回告电话单", "工作汇总表", "履职档案", "接待日一套", "桌牌")  # as long as what happened
NAMELESS = ("月结清单", "工作汇总表", "空白登记表", "归档目录", "档案盒脊背", "归档章")  # names nobody
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
every_state = pytest.mark.parametrize("state", ["usual", "empty", "long"])


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Printed:
    """Every paper in every state, printed from a real folder when it is first looked at."""
    return papers_of(tmp_path_factory.mktemp("every"))


@every_state
@every_paper
def test_no_two_words_lie_over_each_other(printed, boxes, paper, state):
    """What poppler sees as words, none of them meets another."""
    found = boxes(printed(paper.name, state).path)
    pages = [[word for word in found if word.page == number] for number in range(1, found[-1].page + 1)]
    assert found
    assert [(a.text, b.text) for page in pages for n, a in enumerate(page) for b in page[n + 1 :] if a.meets(b)] == []


@every_state
@every_paper
def test_no_ink_outside_the_printable_area(printed, ink, paper, state):
    """Nothing stands in the binding margin, nor nearer to an edge than a printer can reach."""
    one = printed(paper.name, state)
    for (wide, high), (left, top, right, bottom) in zip(one.sizes, ink(one.path), strict=True):
        assert left >= 25 * MM - 2
        assert right <= wide - 11 * MM + 2
        assert 10 * MM <= top and bottom <= high - 10 * MM


@every_paper
def test_one_page_where_it_is_one_page(printed, paper):
    """A form of usual contents, and an empty one, is one page; what lists steps may be longer."""
    if paper.name not in LISTS:
        assert printed(paper.name, "usual").pages == printed(paper.name, "empty").pages == 1


@every_paper
def test_long_words_go_on_on_a_second_page(printed, words, paper):
    """3,000 characters are all there, under the same head on each page."""
    one = printed(paper.name, "long")
    if one.holds_words:
        read = words(one.path, "-raw")
        assert one.pages > 1
        assert all(LONG[at : at + 12] in read for at in range(0, len(LONG) - 12, 400))


@every_paper
def test_rare_characters(printed, words, paper):
    """䶮 𬱖 𫍣 㛃 are drawn and read back."""
    assert RARE in words(printed(paper.name, "usual").path) or paper.name in NAMELESS
    assert printed(paper.name, "usual").missing == ()


@every_paper
def test_a_draft_says_so(printed, words, paper):
    """草稿 stands on a draft and only on it."""
    asked = paper.name == "月结清单"  # which asks after unfinished drafts
    assert words(printed(paper.name, "usual").path).count("草稿") == asked
    assert words(printed(paper.name, "draft").path).count("草稿") > asked


@every_paper
def test_nothing_private_on_a_copy_for_the_wall(printed, words, paper):
    """公示: no name, phone or address of the public, none of their words, no note and no remark."""
    read = words(printed(paper.name, "masked").path)
    assert "公示" in read
    for said in ("尉迟桂英", "13800000000", "第三排五号", "路灯有三盏不亮", "悄悄话", "里屋的备注", "灯杆已经换好"):
        assert said not in read, said


@every_paper
def test_notes_stay_inside(printed, words, paper):
    """A 批注 stands on no paper but the file that stays in the house."""
    assert ("悄悄话" in words(printed(paper.name, "usual").path)) == (paper.name == "一事一档")


@every_paper
def test_fonts_are_embedded(printed, fonts, paper):
    """As subsets, with a table back to text."""
    assert all(row[2:] == ("yes", "yes", "yes") for row in fonts(printed(paper.name, "usual").path))


def test_papers_are_found():
    """By F-number in any case, and by name; another word is refused with where to look."""
    for paper in PAPERS:
        assert catalogue.find(paper.name) is paper
        if paper.code:
            assert catalogue.find(paper.code.lower()) is paper
    with pytest.raises(NotFound, match="没有叫“F99”的纸"):
        catalogue.find("F99")
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
    assert all(printing.about(paper) and printing.example(paper) for paper in PAPERS)

"""民情本: one page with room for a pen, whose it is and which households to call on; those not on the wall."""

import pytest

from lianluozhan.people_book import COLUMNS
from lianluozhan.report import people_book
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.subject import Dossier
from tests.paper.labels import in_order

DEPUTY = {"group": "第3组", "villages": ["前后庄村", "西街"], "households": ["郭桂兰", "仇文斌家"]}


def book(masked=False, **deputy):
    """A deputy's page of a month."""
    return people_book.layout(
        Dossier(
            Imprint("渔泽镇人大代表联络站", "140405102", "2026-11", "2026-10-31", "3f9a12bc", masked=masked),
            "陈秀兰",
            DEPUTY | deputy,
        )
    )


def test_every_label_in_order(put, words):
    """Whose, when, where, the columns in their order, the words to tick on each line."""
    text = words(put(book()), "-raw")
    for said in ("人大代表民情本", "2026年11月", "陈秀兰", "第3组", "前后庄村、西街", "郭桂兰、仇文斌家", "原话照写"):
        assert said in text, said
    in_order(text, (label for label, _field in COLUMNS))
    assert text.count("□报区办理") == people_book.ROWS


def test_nobody_on_the_wall(put, words):
    """The households are not on a public copy."""
    text = words(put(book(masked=True)), "-raw")
    assert "郭桂兰" not in text and "仇文斌" not in text and "陈秀兰" in text


@pytest.mark.parametrize(
    "deputy",
    [{}, {"households": None, "villages": None, "group": None}, {"households": [f"户{n:02}" for n in range(15)]}],
)
def test_one_page(deputy):
    """Whatever is known of the deputy, and every line has the height of a pen."""
    made = book(**deputy)
    assert len(made.pages) == 1 and people_book.HIGH >= 40

"""套打: only what was written, each where the whole form has it, moved by what is remembered; what does not fit is refused."""

import io
import re

import pytest
from pypdf import PdfReader

from lianluozhan import preprinted, printing
from lianluozhan.errors import BadInput
from lianluozhan.report import catalogue
from tests.paper.papers import lived
from tests.station import empty, opened

MM = 72 / 25.4


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    """A folder where a reception and its issue went the whole way, and the words that find them."""
    path = tmp_path_factory.mktemp("套打") / "站"
    empty(path)
    with opened(path) as store:
        yield store, lived(store, 10), lived(store, 9, "路灯坏了没有人修。" * 300)


def asked(station, name, long=False):
    """The paper, and what it is about."""
    store, usual, said = station
    one = catalogue.find(name)
    return store, one, printing.subject(store, one, (said if long else usual)[one.about])


def places(data):
    """{words: where they begin} of a page, as pypdf sees them; its frames and lines."""
    found, page = {}, PdfReader(io.BytesIO(data)).pages[0]
    page.extract_text(
        visitor_text=lambda text, cm, tm, *_font: (
            text.strip() and found.setdefault(text.strip(), (tm[4] + cm[4], tm[5] + cm[5]))
        )
    )
    return found, page.get_contents().get_data().decode("latin-1")


@pytest.fixture
def phone(boxes, tmp_path):
    """Where poppler sees the visitor's phone."""

    def read(data):
        path = tmp_path / "纸.pdf"
        path.write_bytes(data)
        return next((word.left, word.top) for word in boxes(path) if word.text == "13800000000")

    return read


@pytest.mark.parametrize("name", ["F1", "F4", "F5", "F6", "F7", "F10", "F11"])
def test_values_alone(station, name):
    """No label, title, foot, line or bar is printed; nothing is where the empty form has words."""
    store, one, subject = asked(station, name)
    data = preprinted.make(store, one, subject, (0, 0)).data
    found, drawn = places(data)
    whole, _ = places(printing.make(store, name, subject).data)
    empty_form, _ = places(preprinted.ruler(store, one, subject).data)
    assert found and len(PdfReader(io.BytesIO(data)).pages) == 1
    assert not re.search(r"[\d.]+ (l|re)\b", drawn)
    assert not {words for words in found if len(words) > 1 and words in empty_form}
    assert len(found) < len(whole)


@pytest.mark.needs("pdftotext")
def test_where_the_form_has_them(station, phone):
    """A phone stands as far from the left edge as on the whole form; moved, by as many millimetres; a choice is its tick alone."""
    store, one, subject = asked(station, "F1")
    whole = phone(printing.make(store, "F1", subject).data)
    data = preprinted.make(store, one, subject, (0, 0)).data
    plain, moved = phone(data), phone(preprinted.make(store, one, subject, (1.5, -0.5)).data)
    assert abs(plain[0] - whole[0]) < 0.1
    assert abs(moved[0] - plain[0] - 1.5 * MM) < 0.02 and abs(moved[1] - plain[1] - 0.5 * MM) < 0.02
    ticks = "".join(places(data)[0])
    assert "■" in ticks and "□" not in ticks


def test_what_does_not_fit(station):
    """Words that need more room than the box has are refused with its label; a list has no boxes at all."""
    with pytest.raises(BadInput, match="套打"):
        preprinted.make(*asked(station, "F1", long=True), (0, 0))
    with pytest.raises(BadInput, match="没有固定的格子"):
        preprinted.make(*asked(station, "F2"), (0, 0))


def test_the_page_to_measure_with(station):
    """The empty form, then a page with crosses and what to do; nothing of anybody on it."""
    store, one, subject = asked(station, "F1")
    made = preprinted.ruler(store, one, subject)
    read = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made.data)).pages]
    assert made.pages == len(read) == 2 and made.file == "接待登记表-套打校准.pdf"
    assert "来访人姓名" in read[0] and "尉迟桂英" not in read[0] and "每格0.5毫米" in read[1]


def test_remembered_for_each_form(station):
    """The offset of one form is kept in this folder; another form has its own."""
    store = station[0]
    assert preprinted.kept_move(store, "接待登记表") == (0, 0)
    preprinted.keep_move(store, "接待登记表", (1.5, -0.5))
    assert preprinted.kept_move(store, "接待登记表") == (1.5, -0.5) and preprinted.kept_move(store, "交办单") == (0, 0)
    preprinted.keep_move(store, "接待登记表", (0, 0))


@pytest.mark.parametrize(("word", "move"), [("1.5,-0.5", (1.5, -0.5)), ("2，0", (2, 0)), ("-10,10", (-10, 10))])
def test_typed(word, move):
    """Millimetres in steps of a half."""
    assert preprinted.move_of(word) == move


@pytest.mark.parametrize("word", ["1.3,0", "11,0", "1", "左,右", "nan,0", "inf,0", "1,2,3"])
def test_typed_wrong(word):
    """Anything else is refused with how to write it."""
    with pytest.raises(BadInput, match="1.5,-0.5"):
        preprinted.move_of(word)

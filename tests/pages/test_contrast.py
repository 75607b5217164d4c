"""The system's own high-contrast colours and the largest letters: the walk by keys is the same, every word can be read."""

import pytest

from tests.pages.desk import Desk
from tests.pages.test_reach import walked
from tests.pages.test_theme import BLACK
from tests.pages.test_walk import pale_words
from tests.station import filled
from ui.look import Look
from ui.theme import contrasting


def dress(desk, dark=False, contrast=None, steps=0):
    """Another look."""
    for _ in range(abs(steps)):
        desk.window.larger.emit(1 if steps > 0 else -1)
    desk.window.findChild(Look).show_dark(dark, contrast)
    desk.wait()


@pytest.fixture
def dressed(tmp_path):
    """A window of its own in another look: one with many pages takes long to dress anew."""
    desk = Desk(filled(tmp_path / "站"))
    yield desk
    desk.window.around.theme.factor = 1.0
    dress(desk)
    desk.close()


def test_the_same_in_another_look(dressed):
    """In the system's own colours and the largest letters everything is still reached, and its focus seen."""
    dress(dressed, True, contrasting(BLACK), 2)
    assert list(walked(dressed, ("visit", "duty"))) == []


@pytest.mark.parametrize("contrast", [None, BLACK], ids=["dark", "high contrast"])
def test_words_can_be_read(dressed, contrast):
    """On the pixels, on the dark ground and in the system's own colours: at least 4.5 : 1 of every label and button."""
    dress(dressed, True, contrast and contrasting(contrast))
    found = {}
    for noun in ("followup", "selfcheck", "project", "ballot", "notice", "opinion", "stats"):
        dressed.open(noun)
        found[noun] = pale_words(dressed.page)
    assert {noun: pale for noun, pale in found.items() if pale} == {}

"""What is half written, whatever form it is of: kept soon, let go, had back, saved, in whatever order keys, clicks and answers come."""

from collections import deque
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.draft import Draft, drafts, keep
from lianluozhan.errors import Problem
from lianluozhan.issue import Issue
from tests.pages.desk import wait_for
from tests.station import empty, opened
from ui.drafting import Drafting
from ui.half_written import HalfWritten

NOUN = "form words"


class Slow:
    """A desk whose worker does one thing after the other when it is told to; who asked is told at once, or later."""

    def __init__(self, store):
        self.store, self.waiting, self.full = store, deque(), False

    def ask(self, question, then=None, failed=None):
        """Something is asked."""
        self.waiting.append((lambda: question(self.store), then, failed))

    def act(self, verb, write, then, failed):
        """Something is done in one transaction."""

        def acted():
            with acting(self.store, verb, "赵敏") as act:
                return write(act)

        self.waiting.append((acted, then, failed))

    def work(self):
        """Do what was asked first; returns what tells who asked."""
        doing, then, failed = self.waiting.popleft()
        try:
            if self.full:
                raise Problem("磁盘满了")
            answer = doing()
        except Problem as problem:
            return partial(failed or str, problem)
        return partial(then or str, answer)

    def turn(self):
        """Do all of it, each told before the next."""
        while self.waiting:
            self.work()()


class Words(HalfWritten):
    """A form of one line."""

    def __init__(self, desk):
        super().__init__(None, desk, NOUN)
        self.text, self.told = "", []
        self.kept.connect(lambda draft: self.told.append(draft.values["text"]))

    def _written(self):
        return Draft(self.of, self.noun, {"text": self.text}) if self.text else None

    def begin(self, of, text=""):
        """Another form."""
        self.leave()
        self.of, self.text = of, text

    def type(self, text):
        """Keys, and the moment after them."""
        self.text = text
        self.soon()
        self._timer.timeout.emit()


@pytest.fixture
def desk(qapp, tmp_path):
    """A slow desk at a new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield Slow(store)


@pytest.fixture
def words(desk):
    """A form on which one thing is begun."""
    one = Words(desk)
    one.begin("一")
    return one


def lies(desk):
    """{id: words} of what is in the file."""
    return {one.id: one.values["text"] for one in drafts(desk.store, NOUN)}


def refuse(_act):
    """An act the core refuses."""
    raise Problem("被别人改过")


def test_soon(desk, words):
    """A moment after the first key it is on its way into the file, with the moment it was kept on the day that is seen."""
    words.text = "路灯"
    words.soon()
    assert not desk.waiting
    wait_for(lambda: desk.waiting)
    desk.turn()
    assert lies(desk) == {"一": "路灯"} and words.told == ["路灯"]
    assert words.halves["一"].kept_at[:10] == clock.day()


def test_left_before_the_moment_is_over(desk, words):
    """A page that is left, or a window closed, between a key and its moment keeps it then, once."""
    words.text = "路灯"
    words.soon()
    words.leave()
    assert words.of == "" and not words._timer.isActive()
    desk.turn()
    assert lies(desk) == {"一": "路灯"}


def test_the_same_is_not_written_again(desk, words):
    """What the file says already is not written again; who asks is told when it was kept."""
    words.type("路灯")
    desk.turn()
    words.keep()
    assert not desk.waiting and words.told == ["路灯", "路灯"]


def test_no_room(desk, words):
    """What the disk refused counts as kept by nobody: it is written as soon as there is room, though nobody types."""
    words.type("路灯")
    desk.full = True
    desk.turn()
    desk.full = False
    assert lies(desk) == {} and words.told == []
    words.keep()
    desk.turn()
    assert lies(desk) == {"一": "路灯"}


def test_emptied_by_hand(desk, words):
    """Where all was deleted nothing waits."""
    words.type("路灯")
    words.type("")
    desk.turn()
    assert lies(desk) == {} and words.halves == {}


def test_thrown_away_while_it_is_kept(desk, words):
    """A draft let go before the file answered is gone, and nobody is told that it is kept; had back it is there."""
    words.type("路灯")
    assert words.throw_away("一")
    desk.turn()
    assert lies(desk) == {} and words.told == []
    words.have_back("一")
    desk.turn()
    assert lies(desk) == {"一": "路灯"} and words.told == ["路灯"]


def test_had_back_twice(desk, words):
    """The second click of a double click has nothing back, and takes nothing away."""
    words.type("路灯")
    words.throw_away("一")
    shown = []
    assert words.have_back("一", shown.append) and words.have_back("一", shown.append) is None
    desk.turn()
    assert lies(desk) == {"一": "路灯"} and [one.values["text"] for one in shown] == ["路灯"]


def test_nothing_thrown_away(words):
    """Where nothing was written there is nothing to have back."""
    assert not words.throw_away("一") and words.dropped == {}


def test_let_go_with_what_saves_it(desk, words):
    """Whoever is killed right after the save finds no draft of what is saved: it goes in the same act."""
    words.type("路灯")
    desk.turn()
    words.save("add", lambda act: "存好了", pytest.fail, pytest.fail)
    desk.work()
    assert lies(desk) == {}


def test_saved_it_is_not_had_back(desk, words):
    """What was not wanted of it before is forgotten with its save; that of another can still be had back."""
    for of in ("二", "一"):
        words.begin(of, "路灯")
        words.throw_away(of)
        words.begin(of, "路灯不亮")
    words.save("add", lambda act: None, lambda _none: None, pytest.fail)
    desk.turn()
    assert list(words.dropped) == ["二"]


def test_keys_while_it_is_saved(desk, words):
    """A key right before the save, or while it lasts, keeps no draft again of what is saved by then."""
    words.text = "路灯"
    words.soon()
    told = []
    words.save("add", lambda act: "存好了", told.append, pytest.fail)
    assert not words._timer.isActive()
    words.type("路灯不亮")
    words.leave()
    desk.turn()
    assert told == ["存好了"] and lies(desk) == {} and words.halves == {}


def test_begun_again_while_it_is_saved(desk, words):
    """The same opened once more while it is saved is no draft either; the next one is."""
    words.type("路灯")
    words.save("add", lambda act: None, lambda _none: None, pytest.fail)
    words.begin("一", words.halves["一"].values["text"])
    desk.turn()
    words.type("路灯又亮了")
    assert words.of == "" and not desk.waiting
    words.begin("二")
    words.type("水渠")
    desk.turn()
    assert lies(desk) == {"二": "水渠"}


def test_refused(desk, words):
    """Refused, it waits as it is now: what was typed meanwhile too, and what no moment had kept before."""
    stacked = []
    words.stacked.connect(lambda: stacked.append(True))
    words.text = "路灯"
    words.save("add", refuse, pytest.fail, lambda problem: words.told.append(problem.what))
    words.type("路灯不亮")
    desk.turn()
    assert lies(desk) == {"一": "路灯不亮"} and words.told == ["被别人改过", "路灯不亮"] and stacked


def test_refused_when_gone_on(desk, words):
    """Refused while another is written by now: each lies there with its own words, none over the other."""
    words.text = "路灯"
    words.save("add", refuse, pytest.fail, lambda _problem: None)
    words.begin("二")
    words.type("水渠")
    desk.turn()
    words.keep()
    desk.turn()
    assert lies(desk) == {"一": "路灯", "二": "水渠"} and words.of == "二"


def test_another_saved_when_gone_on(desk, words):
    """Saved while another is written by now: that one stays, and goes on being kept."""
    words.text = "路灯"
    words.save("add", lambda act: None, lambda _none: None, pytest.fail)
    words.begin("二")
    words.type("水渠")
    desk.turn()
    words.type("水渠清淤")
    desk.turn()
    assert lies(desk) == {"二": "水渠清淤"}


@pytest.mark.parametrize("moment", ["typed", "kept"])
def test_found_late(desk, words, moment):
    """Who types before the file has answered does not write over what waited there: it can be had back."""
    keep(desk.store, Draft("一", NOUN, {"text": "上次的"}))
    words.look()
    words.text = "路灯"
    if moment == "kept":
        words.keep()
    desk.turn()
    assert words.dropped["一"].values["text"] == "上次的"
    words.keep()
    desk.turn()
    assert lies(desk) == {"一": "路灯"}


def test_found(desk, words):
    """What waited in the file is known, and not written again."""
    keep(desk.store, Draft("一", NOUN, {"text": "路灯"}))
    words.look()
    desk.turn()
    words.text = "路灯"
    words.keep()
    assert not desk.waiting and words.halves["一"].kept_at


# ---- a stack of drafts -------------------------------------------------------------------------------------------


class Line(QObject):
    """What a draft asks of a form."""

    edited, entered = Signal(str), Signal(str)
    cls, editors = Issue, {}

    def __init__(self):
        super().__init__()
        self.text = ""

    def typed(self):
        """What is not empty."""
        return {"title": self.text} if self.text else {}


@pytest.fixture
def line(qapp):
    """A form of one line."""
    return Line()


def titles(desk):
    """The words of the drafts in the file."""
    return [one.values["title"] for one in drafts(desk.store, "issue")]


def test_back_to_what_was_put_away(desk, line):
    """A draft gone on with and brought back to what it was lies there so; untouched it is not written again."""
    drafting = Drafting(line, desk)
    drafting.begin(keep(desk.store, Draft("一", "issue", {"title": "路灯"})))
    line.text = "路灯"
    drafting.keep()
    assert not desk.waiting
    for line.text in ("路灯不亮", "路灯"):
        drafting.keep()
        desk.turn()
        assert titles(desk) == [line.text]


def test_a_draft_emptied_by_hand(desk, line):
    """A new one in which all was deleted is no draft; one gone on with is thrown away by a button only."""
    drafting = Drafting(line, desk)
    drafting.begin()
    for line.text, lying in (("路灯", ["路灯"]), ("", [])):
        drafting.keep()
        desk.turn()
        assert titles(desk) == lying
    drafting.begin(keep(desk.store, Draft("一", "issue", {"title": "路灯"})))
    drafting.keep()
    desk.turn()
    assert [one.values for one in drafts(desk.store, "issue")] == [{}]

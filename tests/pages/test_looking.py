"""Asking while somebody types: one question under way, one more for all that was typed meanwhile, only the newest answer seen."""

import pytest
from PySide6.QtCore import QCoreApplication

from lianluozhan.errors import Problem
from lianluozhan.visit import Visit
from tests.station import empty, opened, receive
from ui.act import Desk
from ui.looking import Looking


class Held:
    """A desk that answers when it is told to: what is asked waits in `waiting`."""

    def __init__(self):
        self.asked, self.waiting = [], []

    def ask(self, question, then, failed):
        """Hold a question."""
        self.asked.append(question)
        self.waiting.append((question, then, failed))

    def soon(self, _milliseconds, question, then, failed):
        """The moment is over at once."""
        self.ask(question(), then, failed)

    def answer(self):
        """Answer the oldest question that waits."""
        question, then, _failed = self.waiting.pop(0)
        then(question(None))

    def refuse(self):
        """Refuse it."""
        self.waiting.pop(0)[2](Problem("读不了"))


def looking(desk):
    """A Looking whose n-th question is answered with n, and what was seen of it."""
    numbers, seen = iter(range(1, 100)), []

    def question():
        number = next(numbers)
        return lambda _store: number

    one = Looking(desk, question)
    one.seen.connect(seen.append)
    return one, seen


@pytest.mark.parametrize(
    ("course", "asked", "seen"),
    [
        ("", 0, []),
        ("L", 1, []),
        ("LA", 1, [1]),
        ("LALA", 2, [1, 2]),
        ("LALALA", 3, [1, 2, 3]),
        ("LL", 1, []),
        ("LLLLL", 1, []),
        ("LLA", 2, []),
        ("LLAA", 2, [2]),
        ("LLLLLAA", 2, [2]),
        ("LLALA", 3, []),
        ("LLALAA", 3, [3]),
        ("LLAALA", 3, [2, 3]),
        ("LR", 1, []),
        ("LRL", 2, []),
        ("LRLA", 2, [2]),
        ("LRLRLA", 3, [3]),
        ("LLRL", 2, []),
        ("LLRLA", 2, [2]),
        ("LALRLA", 3, [1, 3]),
    ],
)
def test_a_course_of_keys_and_answers(course, asked, seen):
    """L something is typed, A an answer comes, R a refusal: how much was asked, and which answers are seen."""
    desk = Held()
    one, got = looking(desk)
    for step in course:
        {"L": one.look, "A": desk.answer, "R": desk.refuse}[step]()
    assert (len(desk.asked), got) == (asked, seen)


@pytest.mark.parametrize("keys", [1, 2, 10, 200])
def test_never_more_than_one_waits(keys):
    """However fast somebody types, one question at most is under way."""
    desk = Held()
    one, _seen = looking(desk)
    for _key in range(keys):
        one.look()
        assert len(desk.waiting) == 1
    desk.answer()
    assert len(desk.waiting) == (1 if keys > 1 else 0)


def test_the_second_question_is_of_what_is_typed_by_then():
    """A question is made when it is asked: the one that follows knows all that was typed meanwhile."""
    typed, desk, seen = [""], Held(), []

    def question():
        words = typed[0]
        return lambda _store: words

    one = Looking(desk, question)
    one.seen.connect(seen.append)
    for words in ("路", "路灯", "路灯不亮"):
        typed[0] = words
        one.look()
    desk.answer()
    desk.answer()
    assert seen == ["路灯不亮"]


@pytest.mark.parametrize("answer", [None, 0, "", [], ()])
def test_an_empty_answer_is_one(answer):
    """Nothing found is an answer too: what was shown before must go."""
    desk, seen = Held(), []
    one = Looking(desk, lambda: lambda _store: answer)
    one.seen.connect(seen.append)
    one.look()
    desk.answer()
    assert seen == [answer]


def test_who_sees_may_look_again():
    """A listener may ask the next question at once; it is not lost."""
    desk = Held()
    one, seen = looking(desk)
    one.seen.connect(lambda answer: one.look() if answer == 1 else None)
    one.look()
    desk.answer()
    assert len(desk.waiting) == 1
    desk.answer()
    assert seen == [1, 2]


def test_two_do_not_hinder_each_other():
    """Each keeps its own question: two fields may look at the same time."""
    desk = Held()
    (first, seen), (second, other) = looking(desk), looking(desk)
    first.look()
    second.look()
    assert len(desk.waiting) == 2
    desk.answer()
    desk.answer()
    assert (seen, other) == ([1], [1])


def test_a_real_folder_answers(tmp_path, qapp):
    """The folder's own door carries the question to the store and its answer back."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        receive(store)
        receive(store)
    desk, seen = Desk(path), []
    desk.open()
    try:
        one = Looking(desk, lambda: lambda store: len(store.find(Visit)))
        one.seen.connect(seen.append)
        one.look()
        one.look()
        while not desk.idle():
            QCoreApplication.processEvents()
        assert seen == [2]
    finally:
        desk.close()


def test_a_refusal_of_a_real_folder_is_no_answer(tmp_path, qapp):
    """What the folder refuses is neither seen nor told; the next key asks again."""

    def refused(_store):
        raise Problem("读不了")

    desk, seen, told = Desk(empty(tmp_path / "站")), [], []
    desk.open()
    questions = iter([refused, lambda _store: "好"])
    try:
        desk.refused.connect(told.append)
        one = Looking(desk, lambda: next(questions))
        one.seen.connect(seen.append)
        for _key in range(2):
            one.look()
            while not desk.idle():
                QCoreApplication.processEvents()
        assert (seen, told) == (["好"], [])
    finally:
        desk.close()


def test_one_question_of_all_keys_of_a_moment(tmp_path, qapp):
    """What is typed while the first key is still drawn is in its question: none is asked twice. It is under way from the first key."""
    typed, asked, desk, seen = [], [], Desk(empty(tmp_path / "站")), []

    def question():
        words = "".join(typed)
        return lambda _store: asked.append(words) or words

    desk.open()
    try:
        one = Looking(desk, question)
        one.seen.connect(seen.append)
        for letter in "路灯坏":
            typed.append(letter)
            one.look()
            assert not desk.idle()
        assert not asked, "asked while the key was not drawn yet"
        while not desk.idle():
            QCoreApplication.processEvents()
        assert asked == seen == ["路灯坏"]
    finally:
        desk.close()

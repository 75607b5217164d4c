"""Whom an issue concerns, on the screen: officials by name, everybody else by the ends of theirs, nobody's phone, nothing to read out."""

import pytest

from lianluozhan.action import RAISER
from lianluozhan.veil import VEILED
from ui.asks.people import Person, starred, unnamed, whom

RAISED = Person("v1", "王秀英", "反映人", "13800000001", False, "", "“王秀英您好……”", True)
DEPUTY = Person("d1", "解国栋", "代表", "13800000002", True, "10-20 电话", "“解国栋代表您好……”")


@pytest.mark.parametrize(
    ("one", "name", "phone"),
    [
        (RAISED, "王*英", "138****0001"),
        (DEPUTY, "解国栋", "138****0002"),
        (RAISED._replace(name="匿名", phone=""), "匿名", ""),
    ],
)
def test_starred(one, name, phone):
    """What stands there of somebody; how far it has come stays."""
    shown = starred(one)
    assert (shown.name, shown.phone, shown.script) == (name, phone, "")
    assert (shown.key, shown.role, shown.done, shown.words, shown.again) == (
        one.key,
        one.role,
        one.done,
        one.words,
        one.again,
    )


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("还有 2 人没告诉，不能办结：王秀英、解国栋", "还有 2 人没告诉，不能办结：王*英、解国栋"),
        ("还没有答复", "还没有答复"),
        (None, None),
        ("", ""),
    ],
)
def test_why_not(why, said):
    """Why something cannot be done names nobody whole; where it can be done nothing is said."""
    assert unnamed(why, [RAISED, DEPUTY]) == said


ISSUE = {"raised_by": "王*英", "deputies": ["解国栋"], "lead_deputy": None, "kind": "群众意见", VEILED: ("raised_by",)}


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (RAISER, "王*英"),
        ("解国栋", "解国栋"),
        ("李小四", "李*四"),
        ("140405102-2026-Y0018", "140405102-2026-Y0018"),
        ("意见 Y0018", "意见 Y0018"),
    ],
)
def test_whom_a_step_was_done_to(one, said):
    """Told to an official, to somebody, or split into another issue: only a person's name is starred."""
    assert whom(one, ISSUE) == said


def test_whom_when_all_is_shown():
    """Where somebody asked, the names are whole; without a name the word stays."""
    whole = {name: value for name, value in ISSUE.items() if name != VEILED} | {"raised_by": "王秀英"}
    assert whom(RAISER, whole) == "王秀英" and whom("李小四", whole) == "李小四"
    assert whom(RAISER, ISSUE | {"raised_by": None}) == RAISER

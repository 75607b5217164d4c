"""套打: which form, how far this folder's pre-printed paper is off, and the papers made for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lianluozhan.errors import BadInput
from lianluozhan.looked import within
from lianluozhan.printing import Made, called, file_name, gathered, laid_out, listed
from lianluozhan.report.catalogue import Paper
from lianluozhan.report.imprint import Case, Event
from lianluozhan.report.overlay import DIRECT, REACH, STEP, Move, Overlay, Ruler
from lianluozhan.report.page import Layout, pdf
from lianluozhan.report.printed import Printed
from lianluozhan.store import Store
from lianluozhan.subjects import ABOUT

WITH_BOXES = ("visit", "issue", "activity")  # papers about one of these are forms
LIKE = f"右移,上移（毫米，每格 {STEP}），如 1.5,-0.5"


def move_of(word: str) -> Move:
    """What was typed: 1.5,-0.5. Raises BadInput."""
    parts = word.replace("，", ",").replace("毫米", "").replace("mm", "").split(",")
    try:
        right, up = (float(part) for part in parts)
    except ValueError:
        raise BadInput(f"套打偏移“{word}”看不懂", then=f"请写成 {LIKE}") from None
    if any(abs(one) > REACH or one % STEP for one in (right, up)):
        raise BadInput(f"套打偏移“{word}”不合适", then=f"每格 {STEP} 毫米，最多 {REACH:g} 毫米，如 1.5,-0.5")
    return right, up


def kept_move(store: Store, name: str) -> Move:
    """How far this form's pre-printed paper was off the last time."""
    right, up = (store.setting(_name(name)) or "0,0").split(",")
    return float(right), float(up)


def keep_move(store: Store, name: str, move: Move) -> None:
    """Remember it for this form, in this folder."""
    store.set(_name(name), f"{move[0]:g},{move[1]:g}")


def _name(name: str) -> str:
    return f"overlay {name}"


def make(store: Store, paper: Paper, subject: Any, move: Move) -> Made:
    """The values of a form alone. Raises BadInput where it has no fixed boxes, or what is written does not fit them."""
    blank, filled = _blank(store, paper, subject), _form(paper, laid_out(store, paper, subject))
    overlay = Overlay(filled, blank, move)
    data = pdf(f"{paper.name} {called(subject)} 套打", store.identity.name, [overlay])
    return Made(
        paper.name,
        file_name(paper, subject).replace(".pdf", "-套打.pdf"),
        data,
        1,
        tuple(sorted(overlay.missing)),
        within(gathered(store, paper, subject)),
    )


def ruler(store: Store, paper: Paper, subject: Any) -> Made:
    """The empty form to be pre-printed, and the page its offset is read from."""
    blank = _blank(store, paper, subject)
    data = pdf(f"{paper.name} 套打校准", store.identity.name, [blank, Ruler(blank)])
    return Made(paper.name, f"{paper.name}-套打校准.pdf", data, len(blank.pages) + 1, ())


def _blank(store: Store, paper: Paper, subject: Any) -> Layout:
    """The same form without anything written on it."""
    data = ABOUT[paper.about].data(store, subject)
    if isinstance(data, Case):
        return _form(paper, listed(paper.layout(replace(data, visit={}, issue={}, visits=(), facts=(), times=0))))
    if isinstance(data, Event):
        return _form(paper, listed(paper.layout(replace(data, activity={}))))
    raise _no_boxes(paper)


def _form(paper: Paper, parts: Sequence[Printed]) -> Layout:
    """The one part of a form."""
    if len(parts) == 1 and isinstance(parts[0], Layout):
        return parts[0]
    raise _no_boxes(paper)


def _no_boxes(paper: Paper) -> BadInput:
    return BadInput(f"{paper.name}没有固定的格子，不能套打", then=DIRECT)

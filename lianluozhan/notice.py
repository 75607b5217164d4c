"""公示: what a station made known, where it hung, who approved it, when it was taken down again.

What is approved is sealed: words that are changed afterwards have to be approved again before they are posted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.deadline import digest
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import Choice, Day, LongText, Papers, Ref, Serial, Text, Words
from lianluozhan.masking import find_private
from lianluozhan.match import matched
from lianluozhan.operator import HEAD, check_head
from lianluozhan.parts import PROJECT_PAPERS
from lianluozhan.place import seat_of
from lianluozhan.record import Record

KINDS = BOARD, DEPUTIES, RECEPTION, MERIT, SCREEN, CASE, _OTHER = (
    "意见办理公示",
    "代表信息",
    "接待安排",
    "履职考核",
    "大厅屏幕",
    PROJECT_PAPERS[3],
    "其他",
)
STATES = WAITING, APPROVED, POSTED, DOWN = "待批准", "已批准", "公示中", "已撤下"
APPROVE, POST, TAKE_DOWN = "批准", "贴出", "撤下"
HIDDEN = ("来访人姓名", "电话", "住址", "证件号码", "原话")  # on every paper that may hang on a wall
SEALED = ("name", "words", "period")


class Notice(Record):
    """One thing that was made known to everybody."""

    noun, label, letter = "notice", "公示", "G"
    indexes = ("posted_on",)

    number = Serial("编号")
    name = Text("标题", required=True)
    kind = Choice("公示种类", choices=KINDS)
    period = Text("时段")
    place = Ref("家站点", of="place")
    project = Ref("项目", of="project")
    words = LongText("公示内容")
    masked = Words("遮去了什么")
    spot = Text("公示位置")
    approved_by = Text("批准人")
    approved_on = Day("批准日期")
    seal = Text("批准时的校验")
    posted_on = Day("贴出日期")
    until = Day("公示到")
    taken_down = Day("撤下日期")
    photos = Papers("公示件和照片")
    state = Choice("状态", choices=STATES)


def add_notice(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Note a notice, numbered in its year. One that a sheet says was posted, or taken down, is so."""
    come_to = (("taken_down", DOWN), ("posted_on", POSTED), ("approved_by", APPROVED))
    state = next((state for name, state in come_to if values.get(name)), WAITING)
    day = values.get("posted_on") or values.get("approved_on") or clock.day()
    act.write(Notice, id, {"state": state} | matched(act, Notice, values) | {"number": act.number(Notice, day[:4])})


def private_in(texts: Iterable[str | None]) -> list[str]:
    """What in words gives a person away, as it stands there: 电话 13800000000."""
    return [f"{kind} {text[a:b]}" for text in texts if text for kind, (a, b) in find_private(text)]


def seal_of(one: Notice) -> str:
    """What tells whether the words are those that were approved."""
    return digest([one.data.get(name) for name in SEALED])[:16]


def _stands(one: Notice) -> str:
    return "作废了" if one.voided else f"现在是“{one.state or WAITING}”"


def approve(act: Act, one: Notice, by: str = "", on: str = "", besides: Iterable[tuple[str, str]] = ()) -> None:
    """The 站长 has seen it. `besides`: where the paper says what else. Raises NotAllowed, BadInput where it gives a person away."""
    if one.state not in (WAITING, APPROVED) or one.voided:
        raise NotAllowed(f"这份公示{_stands(one)}，不用再批准")
    if one.state == APPROVED and one.seal == seal_of(one):
        raise NotAllowed("这份公示已经批准过，内容没有变")
    check_head(act.store, act.operator, Notice.label)
    said = [("公示内容", (one.name, one.words)), *((where, (words,)) for where, words in besides)]
    if found := "，".join(f"{where}里有{'、'.join(seen)}" for where, words in said if (seen := private_in(words))):
        raise BadInput(found, then="请先改掉再批准；遮住的写成 138****0000")
    values = {
        "state": APPROVED,
        "approved_by": by or _head(act, one) or act.operator or None,
        "approved_on": on or clock.day(),
        "seal": seal_of(one),
    }
    act.amend(one, {name: value for name, value in values.items() if value})


def post(act: Act, one: Notice, spot: str = "", on: str = "", until: str = "") -> None:
    """It hangs there now. Raises NotAllowed where nobody approved it, or not these words."""
    if one.state != APPROVED or one.voided:
        raise NotAllowed(f"这份公示{_stands(one)}，不能贴出", then=f"请先{APPROVE}")
    if one.seal and one.seal != seal_of(one):
        raise NotAllowed("批准以后内容改过", then=f"请{HEAD}看过再{APPROVE}一次")
    if not (spot or one.spot):
        raise BadInput("没有写贴在哪里", then="请写公示位置，如：一楼大厅宣传栏")
    values = {
        "state": POSTED,
        "spot": spot or one.spot,
        "posted_on": on or clock.day(),
        "until": until or one.until,
    }
    act.amend(one, {name: value for name, value in values.items() if value})


def take_down(act: Act, one: Notice, on: str = "") -> None:
    """It hangs there no more. Raises NotAllowed, BadInput."""
    on = on or clock.day()
    if one.state != POSTED or one.voided:
        raise NotAllowed(f"这份公示{_stands(one)}，没有贴着")
    if on < (one.posted_on or ""):
        raise BadInput(f"撤下日期 {on} 比贴出日期 {one.posted_on} 还早", then="请看一看日期")
    act.amend(one, {"state": DOWN, "taken_down": on})


def overdue(one: Notice) -> bool:
    """Whether it still hangs there though its time is over."""
    return one.state == POSTED and bool(one.until) and one.until < clock.day()


def _head(act: Act, one: Notice) -> str | None:
    place = seat_of(act.store, one.world)
    return place.head if place else None

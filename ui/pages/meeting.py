"""会议: the year's meetings of the congress, its standing committee and its chairpersons; a district's alone."""

from __future__ import annotations

from typing import Any

from lianluozhan import clock
from lianluozhan.meeting import BODIES, COMMITTEE, Meeting, add_meeting
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.pages import MEETING
from ui.yearly import YearPage

SECTIONS = (
    Section("哪一次会", ((("body", 12),), (("term", 4), ("session", 4), ("chair", 4)), (("name", 12),))),
    Section("哪天、哪里、多少人", ((("date", 4), ("until", 4), ("place", 4)), (("members", 6), ("present", 6)))),
    Section("议了什么（一行一项）", ((("topics", 12),), (("minutes", 12),))),
)


class MeetingPage(YearPage):
    """A year's meetings, and one of them; what was decided there is written at 任免 and 审议意见."""

    leaf = MEETING
    concerns = frozenset(("meeting",))
    kind, sections, add, first = Meeting, SECTIONS, staticmethod(add_meeting), "term"
    nothing = "这一年还没有会议。在右边写哪一届、第几次、哪天，按“保存”；名称空着，按届次自己写好。"

    def begins(self) -> dict[str, Any]:
        """Of the standing committee, today."""
        return {"body": COMMITTEE, "date": clock.day()}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """A year's meetings by whose they were, newest first."""
        rows = readable(store, Meeting, store.find(Meeting, "substr(date, 1, 4)=?", (year,), "date DESC, number DESC"))
        return under_heads(by_state(rows, BODIES, lambda row: row["body"]), "次", _item), f"{year}年 {len(rows)} 次会议"


def _item(row: dict) -> Item:
    came = (
        ""
        if row["present"] is None
        else f"到 {row['present']}" + (f" / {row['members']} 人" if row["members"] else " 人")
    )
    topics = "；".join((row["topics"] or "").splitlines())
    return Item(
        row["id"],
        row["name"] or "",
        row["date"][5:],
        topics,
        (Mark(came),) if came else (),
        short_number(row["number"]),
    )

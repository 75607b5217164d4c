"""任免: the year's decisions on offices: who, what, at which meeting, with how many votes, and whether these were enough."""

from __future__ import annotations

from typing import Any

from lianluozhan.official import DOWN, FAILED, UP, Tenure, add_tenure, said_votes
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from ui.form import Section
from ui.listing import Item, Mark, under_heads
from ui.pages import TENURE
from ui.yearly import YearPage

SECTIONS = (
    Section("谁、任什么、免什么", ((("official", 6), ("office", 6)), (("what", 12),))),
    Section(
        "哪次会（选了会议，日期、人数自己带出）", ((("meeting", 8), ("date", 4)), (("document", 6), ("oath_on", 6)))
    ),
    Section(
        "票数（不知道的空着；赞成超过组成人员半数才算通过）",
        ((("yes", 4), ("no", 4), ("abstain", 4)), (("members", 6), ("present", 6))),
    ),
    Section("别的", ((("remarks", 12),),)),
)
GROUPS = (("任", UP), ("免", DOWN))


class TenurePage(YearPage):
    """A year's decisions, and one of them: there is nothing more to be done with it, it was decided at the meeting."""

    leaf = TENURE
    concerns = frozenset(("tenure", "official", "meeting"))
    kind, sections, add, first = Tenure, SECTIONS, staticmethod(add_tenure), "official"
    nothing = "这一年还没有任免。先登记会议和任命人员，再在右边写谁、什么职务、哪次会、多少票，按“保存”。"

    def begins(self) -> dict[str, Any]:
        """Mostly somebody is appointed."""
        return {"what": UP[0]}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """A year's decisions, given and taken, newest first."""
        rows = readable(store, Tenure, store.find(Tenure, "substr(date, 1, 4)=?", (year,), "date DESC, number DESC"))
        groups = [(head, [row for row in rows if row["what"] in words]) for head, words in GROUPS]
        sums = "，".join(f"{head} {len(found)} 人次" for head, found in groups)
        return under_heads(groups, "人次", _item), f"{year}年 {sums}"


def _item(row: dict) -> Item:
    marks = (
        Mark(row["what"]),
        *([Mark(row["result"], "red" if row["result"] == FAILED else "green")] if row["result"] else []),
    )
    return Item(
        row["id"],
        f"{row['official']}　{row['office']}",
        (row["date"] or "")[5:],
        "　".join(filter(None, (row["meeting"], said_votes(row)))),
        marks,
        short_number(row["number"]),
    )

"""公示 of a month or quarter: its words from the books, its masked paper kept as it was approved."""

from __future__ import annotations

from typing import Any

from lianluozhan import attachment, clock, notice, period, printing
from lianluozhan.act import Act
from lianluozhan.errors import BadInput
from lianluozhan.month_data import issues_of, month_figures
from lianluozhan.month import period_of, within
from lianluozhan.notice import BOARD, HIDDEN, Notice
from lianluozhan.place import own_place_id
from lianluozhan.report import notice_board
from lianluozhan.span_data import Span
from lianluozhan.store import Store


def drafted(store: Store, span: str) -> dict[str, Any]:
    """A notice of what became of a month's or quarter's issues, as a form begins with it. Raises BadInput."""
    if period.unit(span) == period.YEAR:
        raise BadInput(f"“{span}”是一年，公示按月或按季", then="请选一个月，或者一个季度")
    sums, said = month_figures(store, span), period.said(span)
    words = (
        f"{said}，本站接待群众 {sums.total.visits} 批 {sums.total.people} 人次，收到意见建议 {sums.issues} 件，其中办结 {sums.closed} 件"
        f"（{sums.closed_share}），群众满意率 {sums.satisfied_share}。各件办理情况见{notice_board.BOARD}。"
    )
    return {"name": f"{said}{BOARD}", "kind": BOARD, "period": span, "place": own_place_id(store.identity.world), "words": words, "masked": list(HIDDEN)}


def shown_besides(store: Store, one: Notice) -> list[tuple[str, str]]:
    """What else the paper of a notice says, and where that is to be changed: the titles of the issues on it."""
    if not _on_board(one):
        return []
    issues = within(issues_of(store, one.period), "registered_at", period_of(store, one.period))
    return [(f"意见 {(row['number'] or '').rpartition('-')[2]} 的标题", row["title"]) for row in issues if row["title"]]


def approve(act: Act, one: Notice, by: str = "", on: str = "") -> None:
    """Approve it, and keep its masked paper as it is now. Raises NotAllowed, BadInput and changes nothing."""
    notice.approve(act, one, by, on, shown_besides(act.store, one))
    if _on_board(one):
        made = printing.make(act.store, notice_board.BOARD, Span("board", one.period), masked=True)
        kept = {"digest": attachment.keep(act.store.path.parent, made.data, clock.today().year), "name": made.file, "size": len(made.data)}
        act.write(Notice, one.id, {"photos": [*(paper for paper in one.photos or () if paper["digest"] != kept["digest"]), kept]}, one.world)


def _on_board(one: Notice) -> bool:
    found = period.read(one.period or "")
    return one.kind == BOARD and bool(found) and period.unit(found) != period.YEAR

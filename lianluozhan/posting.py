"""公示 of a month or quarter, of a 典型案例, of a year's 考核: its words from the books, its masked paper kept as it was approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import attachment, clock, notice, period, post_data, printing, project_data, typical, wall
from lianluozhan.act import Act
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.figures import within
from lianluozhan.masking import mask_names
from lianluozhan.month import period_of
from lianluozhan.month_data import issues_of, month_figures
from lianluozhan.notice import BOARD, CASE, HIDDEN, MERIT, Notice
from lianluozhan.parts import MERIT_PAPERS
from lianluozhan.place import own_place_id
from lianluozhan.project import Project
from lianluozhan.record import short_number
from lianluozhan.report import notice_board
from lianluozhan.span_data import Span
from lianluozhan.store import Store

ORDER = MERIT_PAPERS[1]


def drafted(store: Store, span: str) -> dict[str, Any]:
    """A notice of what became of a month's or quarter's issues, as a form begins with it. Raises BadInput."""
    if period.unit(span) == period.YEAR:
        raise BadInput(f"“{span}”是一年，公示按月或按季", then="请选一个月，或者一个季度")
    sums, said = month_figures(store, span), period.said(span)
    words = (
        f"{said}，本站接待群众 {sums.total.visits} 批 {sums.total.people} 人次，收到意见建议 {sums.issues} 件，其中办结 {sums.closed} 件"
        f"（{sums.closed_share}），群众满意率 {sums.satisfied_share}。各件办理情况见{notice_board.BOARD}。"
    )
    return {
        "name": f"{said}{BOARD}",
        "kind": BOARD,
        "period": span,
        "place": own_place_id(store.identity.world),
        "words": words,
        "masked": list(HIDDEN),
    }


def drafted_case(store: Store, one: Project) -> dict[str, Any]:
    """A notice that tells a project as a 典型案例, as a form begins with it; nobody is named. Raises NotAllowed where somebody is behind
    it and has not said yes."""
    told = project_data.work(store, one, masked=True)
    _refuse_without_consent(one, told.names)
    title = mask_names(one.title, told.names)
    return {
        "name": f"{CASE}：{title}",
        "kind": CASE,
        "project": one.id,
        "place": own_place_id(store.identity.world),
        "words": typical.words(told.case),
        "masked": list(HIDDEN),
    }


def drafted_merit(store: Store, year: str) -> dict[str, Any]:
    """A notice of a year's 考核, as a form begins with it. Raises NotAllowed where nobody was in office."""
    found = post_data.merits(store, Span("merit", year), masked=True).groups
    people, met = sum(len(one.merits) for one in found), sum(one.met for one in found)
    if not people:
        raise NotAllowed(f"{year}年没有代表在任，没有名次可公示")
    words = (
        f"{year}年履职考核，{len(found)} 个组 {people} 位代表，达到最低要求 {met} 位。"
        "各位代表的积分、名次和测评结果见名次表。对结果有意见的，请在公示期内告诉本单位。"
    )
    return {
        "name": f"{year}年{MERIT}公示",
        "kind": MERIT,
        "period": year,
        "place": own_place_id(store.identity.world),
        "words": words,
    }


def _refuse_without_consent(one: Project, names: Sequence[str]) -> None:
    if names and not one.consent:
        label = Project.consent.label
        raise NotAllowed(
            f"还没有写当事人{label}", then=f"先问过当事人，再到项目里写“{label}”，如：双方 10月20日当面同意"
        )


def shown_besides(store: Store, one: Notice) -> list[tuple[str, str]]:
    """What else the paper of a notice says, and where that is to be changed: the titles of the issues on it."""
    return [(f"意见 {short_number(row['number'])} 的标题", row["title"]) for row in _shown(store, one) if row["title"]]


def approve(act: Act, one: Notice, by: str = "", on: str = "") -> None:
    """Approve it, and keep its masked paper as it is now. Raises NotAllowed, BadInput and changes nothing."""
    paper = _paper(act.store, one)
    if paper and isinstance(paper[1], Project):
        _check_case(act.store, one, paper[1])
    if found := wall.named(_shown(act.store, one)):
        raise BadInput(f"{'、'.join(found)}里有{wall.NAMED}", then="请先改掉再批准")
    notice.approve(act, one, by, on, shown_besides(act.store, one))
    if paper:
        made = printing.make(act.store, *paper, masked=True)
        kept = {
            "digest": attachment.keep(act.store.path.parent, made.data, clock.today().year),
            "name": made.file,
            "size": len(made.data),
        }
        act.amend(one, {"photos": [*(paper for paper in one.photos or () if paper["digest"] != kept["digest"]), kept]})


def _shown(store: Store, one: Notice) -> Sequence[Mapping[str, Any]]:
    board = one.kind == BOARD and _paper(store, one)
    return within(issues_of(store, one.period), "registered_at", period_of(store, one.period)) if board else []


def _check_case(store: Store, one: Notice, project: Project) -> None:
    names = project_data.work(store, project, masked=True).names
    _refuse_without_consent(project, names)
    if named := [name for name in names if len(name) > 1 and name in f"{one.name}{one.words}"]:
        raise BadInput(f"公示内容里有当事人的姓名：{'、'.join(named)}", then="请写成王某、李某，再批准")


def _paper(store: Store, one: Notice) -> tuple[str, Any] | None:
    """The paper a notice hangs as, and what that is about; None where it is its own words alone."""
    if one.kind == CASE and one.project:
        return (CASE, held) if (held := store.get(Project, (one.world, one.project))) else None
    found = period.read(one.period or "")
    if one.kind == MERIT:
        return (ORDER, Span("merit", found)) if found and period.unit(found) == period.YEAR else None
    return (
        (notice_board.BOARD, Span("board", found))
        if one.kind == BOARD and found and period.unit(found) != period.YEAR
        else None
    )

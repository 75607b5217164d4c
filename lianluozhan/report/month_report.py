"""月报 (domain.md F15): the month's figures on one portrait page, for the district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from lianluozhan.action import HANDLING
from lianluozhan.duty import Duty
from lianluozhan.issue import Issue
from lianluozhan.month import ANSWERED, Figures, figures
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.ledger import CARRIED, NOTHING, REGISTERED, sheet, signatures
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, MIDDLE, Cell, Strip, Style
from lianluozhan.report.typeface import SANS
from lianluozhan.visit import OUTCOMES, Visit

NAME = "月报"
TITLE = "人大代表联络站工作月报"
TEXT, LABEL = Style(BODY.face, 10.0, 14.0), Style(SANS, 10.0, 14.0)
HIGH = 23.0  # points a line of the table is high at least
TIMES = " 批次"
A_LINE = 4  # pairs of label and figure on a line


def layout(data: MonthData) -> Layout:
    """The report on A4 portrait."""
    sums = figures(data.visits, data.issues, data.duties, data.imprint.month)
    strips = [*_visits(sums), *_issues(sums), *_duties(sums), *_ends()]
    return Layout(sheet(data.imprint, TITLE, "", portrait=True), strips)


def _visits(sums: Figures) -> list[Strip]:
    total = sums.total
    others = {word: f"{total.other.get(word, 0)} 件" for word in OUTCOMES[4:]}
    return [
        _head("一、接待群众"),
        *_grid({
            "接待日": f"{len(sums.days)} 天",
            "来访批次": f"{total.visits} 批次",
            "来访人次": f"{total.people} 人次",
            "代表人次": f"{sums.deputy_turns} 人次",
            ANSWERED: f"{total.answered} 件",
            "转办": f"{total.passed_on} 件",
            **others,
        }),
        _listed(Visit.channel.label, sums.by_channel, TIMES),
        _listed(Visit.nature.label, sums.by_nature, TIMES),
        _listed(Visit.outcome.label, sums.by_outcome, TIMES),
    ]


def _issues(sums: Figures) -> list[Strip]:
    return [
        _head("二、收集和办理意见"),
        *_grid({
            REGISTERED: f"{sums.issues} 件",
            CARRIED: f"{sums.carried} 件",
            "本月办结": f"{sums.closed_in_month} 件",
            "逾期": f"{sums.overdue} 件",
            HANDLING: f"{sums.by_state.get(HANDLING, 0)} 件",
            "其中办结": f"{sums.closed} 件",
            "办结率": sums.closed_share,
            "满意率": sums.satisfied_share,
        }),
        _listed(Issue.state.label, sums.by_state),
        _listed(Issue.source.label, sums.by_source),
        _listed(Issue.category.label, sums.by_category),
        _listed(Issue.urgency.label, sums.by_urgency),
        _listed(Issue.answer_class.label, sums.by_answer),
        _listed(Issue.satisfaction.label, sums.by_rating),
    ]


def _duties(sums: Figures) -> list[Strip]:
    kinds = {kind: f"{acts} 件 {turns} 人次" for kind, (acts, turns) in sums.by_kind.items()}
    return [
        _head("三、代表履职"),
        *_grid({
            "履职件数": f"{sums.acts} 件",
            "履职人次": f"{sums.deputy_acts} 人次",
            "履职人数": f"{sums.deputies} 人",
            "人均履职": f"{_each(sums)} 件",
        }),
        _listed(Duty.kind.label, kinds, unit=""),
    ]


def _each(sums: Figures) -> str:
    if not sums.deputies:
        return "0"
    tenths = (sums.deputy_acts * 20 + sums.deputies) // (2 * sums.deputies)
    return f"{tenths // 10}.{tenths % 10}"


def _ends() -> list[Strip]:
    return [
        _head("四、需要说明的情况"),
        Strip((Cell(""),), keep=True, least=50.0, grow=True),
        signatures("填报人", "审核人", day="报送日期"),
        Strip((Cell("", 4), Cell("（盖章）", 1, TEXT, MIDDLE)), ruled=False),
    ]


def _head(text: str) -> Strip:
    return Strip((Cell(text, 1, LABEL),), keep=True, least=HIGH)


def _grid(pairs: Mapping[str, str]) -> Iterable[Strip]:
    """Labels and figures, four pairs on a line."""
    rest = iter(pairs.items())
    while line := list(islice(rest, A_LINE)):
        cells = [cell for label, figure in line for cell in (Cell(label, 1, LABEL, MIDDLE), Cell(figure, 1, TEXT, MIDDLE))]
        yield Strip(tuple(cells), least=HIGH)


def _listed(label: str, counts: Mapping[str, object], unit: str = " 件") -> Strip:
    """What occurs and how often, one after the other."""
    text = "，".join(f"{word} {number}{unit}" for word, number in counts.items())
    return Strip((Cell(label, 1, LABEL, MIDDLE), Cell(text or NOTHING, 7, TEXT, whole=True)), least=HIGH)

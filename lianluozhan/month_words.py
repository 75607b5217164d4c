"""The figures of a month in words, the same on paper, on the command line and on the screen (domain.md F15)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lianluozhan import period
from lianluozhan.action import HANDLING, SUGGESTION
from lianluozhan.activity import GROUP
from lianluozhan.duty import Duty
from lianluozhan.figures import ANSWERED, Figures
from lianluozhan.issue import Issue
from lianluozhan.visit import OUTCOMES, Visit

REGISTERED, CARRIED = "本月登记", "往月结转"  # issues of the month, and older ones still open
OF_A_YEAR = {CARRIED: "上年结转"}
OF_A_QUARTER = {CARRIED: "上季结转"}
BATCHES, PEOPLE, ACTS, TURNS, CALLS, DEEDS, TIME = (
    "来访批次",
    "来访人次",
    "履职件数",
    "履职人次",
    "走访户数",
    "办成实事",
    "办结用时",
)
# Of charts.
BY_SOURCE, BY_OUTCOME, BY_CLASS, BY_CATEGORY, RECEIVED = (
    "意见按来源",
    "接待按处理方式",
    "意见按答复类别",
    "意见按类别",
    "接待批次",
)
DUTIES = "代表履职"
RECEPTION, CLOSED = "接待群众", "其中办结"
PIECES, TIMES = " 件", " 批次"


class Told(NamedTuple):
    """One part of a report: its title, single figures by label, and counts by label."""

    title: str
    single: Mapping[str, str]
    counts: Mapping[str, Mapping[str, str]]


def told(sums: Figures) -> list[Told]:
    """The three parts of a month's report; of a quarter's or year's where the figures are of one."""
    return [_visits(sums), _issues(sums), _duties(sums)]


def _visits(sums: Figures) -> Told:
    total = sums.total
    single = {
        "接待日": f"{len(sums.days)} 天",
        BATCHES: f"{total.visits} 批次",
        PEOPLE: f"{total.people} 人次",
        "代表人次": f"{sums.deputy_turns} 人次",
        ANSWERED: f"{total.answered} 件",
        "转办": f"{total.passed_on} 件",
        **{word: f"{total.other.get(word, 0)} 件" for word in OUTCOMES[4:]},
    }
    counts = {
        Visit.channel.label: _each(sums.by_channel, TIMES),
        Visit.nature.label: _each(sums.by_nature, PIECES),
        Visit.outcome.label: _each(sums.by_outcome, PIECES),
    }
    return Told(RECEPTION, single, counts)


def _issues(sums: Figures) -> Told:
    single = {
        _span(sums, REGISTERED): f"{sums.issues} 件",
        _span(sums, CARRIED): f"{sums.carried} 件",
        _span(sums, "本月办结"): f"{sums.closed_in_month} 件",
        "逾期": f"{sums.overdue} 件",
        HANDLING: f"{sums.by_state.get(HANDLING, 0)} 件",
        CLOSED: f"{sums.closed} 件",
        "办结率": sums.closed_share,
        "满意率": sums.satisfied_share,
    }
    counts = {
        Issue.state.label: sums.by_state,
        Issue.source.label: sums.by_source,
        Issue.category.label: sums.by_category,
        Issue.urgency.label: sums.by_urgency,
        Issue.answer_class.label: sums.by_answer,
        TIME: sums.by_time,
        Issue.satisfaction.label: sums.by_rating,
    }
    return Told("收集和办理意见", single, {label: _each(found) for label, found in counts.items()})


def _duties(sums: Figures) -> Told:
    single = {
        ACTS: f"{sums.acts} 件",
        TURNS: f"{sums.deputy_acts} 人次",
        "履职人数": f"{sums.deputies} 人",
        "人均履职": f"{_mean(sums)} 件",
        CALLS: f"{sums.walks} 户",
        GROUP: f"{sums.meetings} 次",
        DEEDS: f"{sums.deeds} 件",
        SUGGESTION: f"{sums.suggestions} 件",
    }
    kinds = {kind: f"{acts} 件 {turns} 人次" for kind, (acts, turns) in sums.by_kind.items()}
    return Told(DUTIES, single, {Duty.kind.label: kinds})


def _each(counts: Mapping[str, int], unit: str = PIECES) -> dict[str, str]:
    return {word: f"{number}{unit}" for word, number in counts.items()}


def _span(sums: Figures, label: str) -> str:
    """本月登记 of a month, 本季登记 of a quarter, 本年登记 of a year."""
    kind = period.unit(sums.month)
    if kind == period.MONTH:
        return label
    return (OF_A_YEAR if kind == period.YEAR else OF_A_QUARTER).get(label) or label.replace("月", kind[0])


def _mean(sums: Figures) -> str:
    """Duties per deputy with one decimal, rounded half up."""
    if not sums.deputies:
        return "0"
    tenths = (sums.deputy_acts * 20 + sums.deputies) // (2 * sums.deputies)
    return f"{tenths // 10}.{tenths % 10}"

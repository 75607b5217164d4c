"""工作汇总表 (domain.md F15): what the district asks for of a month, a quarter or a year, and the same as charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lianluozhan import period
from lianluozhan.action import SUGGESTION
from lianluozhan.figures import ANSWERED, SAID, Figures, days_of, figures
from lianluozhan.issue import Issue
from lianluozhan.late import lines
from lianluozhan.month_words import (
    ACTS,
    BATCHES,
    BY_CATEGORY,
    BY_CLASS,
    BY_OUTCOME,
    BY_SOURCE,
    CALLS,
    PEOPLE,
    PIECES,
    RECEIVED,
    TIME,
)
from lianluozhan.report import form, station_sums
from lianluozhan.report.art import Bars, Columns, Drawn
from lianluozhan.report.form import Box, row, words
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.ledger import NOTHING, signatures
from lianluozhan.report.month_report import HANDED_IN
from lianluozhan.report.page import Layout, numbered
from lianluozhan.report.strip import BODY, MIDDLE, RIGHT, Cell, Strip
from lianluozhan.wording import CLASSES, Words

CODE, NAME, ABOUT = "F15", "工作汇总表", "period"
TITLES = {period.MONTH: "月报", period.QUARTER: "季报", period.YEAR: "年报"}
SPANS = {period.MONTH: "月份", period.QUARTER: "季度", period.YEAR: "年度"}
STATION = "人大代表联络站工作"
CLOSED_THEN = "当月办结"
OF_WHICH = f"“{CLOSED_THEN}”是这个月里办结的，以前登记的也算在内；前面表里的“其中已办结”只算这段时间登记的，所以两个数可以不一样。"


def layout(data: MonthData) -> list[Layout]:
    """The figures on one portrait page, the charts on the next."""
    span = data.imprint.month
    sums = figures(data.visits, data.issues, data.duties, data.imprint.days, data.activities)
    title = STATION + TITLES[period.unit(span)]
    days = f"（{data.imprint.days.days_said}）" if data.imprint.days.shifted else ""
    above = (data.imprint.place, period.said(span) + days)
    table = Layout(form.sheet(data.imprint, title, above=above), [*_table(data, sums), *_ends(data)])
    charts = Drawn.of(
        form.sheet(data.imprint, f"{title}图表", above=above), [*_charts(sums, data.words), *_by_month(data)]
    )
    stations = station_sums.strips(data)
    sums_of_each = (
        [Layout(form.sheet(data.imprint, f"{title}{station_sums.NAME}", above=above), stations)] if stations else []
    )
    return numbered([table, *sums_of_each, charts])


def _table(data: MonthData, sums: Figures) -> list[Strip]:
    total = sums.total
    return [
        row(
            Box("站名", data.imprint.place, 7.0),
            Box(SPANS[period.unit(sums.month)], period.said(sums.month), align=MIDDLE),
        ),
        _figures({"接待次数": f"{len(sums.days)} 天", "接待代表\n人次": f"{sums.deputy_turns} 人次"}),
        _figures({BATCHES: f"{total.visits} 批次", PEOPLE: f"{total.people} 人次"}),
        _figures({"收集意见\n件数": f"{sums.issues} 件", SUGGESTION: f"{sums.suggestions} 件"}),
        words("按来源", _listed(sums.by_source)),
        words("按类别", _listed(sums.by_category)),
        _figures({ANSWERED: f"{total.answered} 件", "转办": f"{total.passed_on} 件"}),
        _figures({"其中已\n办结": f"{sums.closed} 件", "办结率": sums.closed_share}),
        _figures({f"{word} 类": f"{sums.by_answer.get(word, 0)} 件" for word in Issue.answer_class.choices}),
        _figures({word: f"{sums.by_rating.get(word, 0)} 件" for word in SAID}),
        _figures({"满意率": sums.satisfied_share, "逾期件数": f"{sums.overdue} 件"}),
        _figures({CALLS: f"{sums.walks} 户", "小组活动\n次数": f"{sums.meetings} 次", "实事件数": f"{sums.deeds} 件"}),
    ]


def _figures(pairs: Mapping[str, str]) -> Strip:
    """Labels and figures, as wide as each other."""
    share = (form.WIDE - form.HEAD * len(pairs)) / len(pairs)
    return row(*(Box(label, said, share, align=MIDDLE) for label, said in pairs.items()))


def _listed(counts: Mapping[str, int]) -> str:
    return "，".join(f"{word} {number} 件" for word, number in counts.items()) or NOTHING


def _ends(data: MonthData) -> list[Strip]:
    late = "\n".join(lines(data.late, data.imprint.masked))
    return form.kept(
        [
            words("需要说明\n的情况", late, 400, lines=3),
            signatures("填报人", "审核人", day=HANDED_IN),
            Strip((Cell("", 4), Cell("（盖章）", 1, form.TEXT, MIDDLE)), ruled=False),
        ]
    )


# ---- charts


def _charts(sums: Figures, said: Words) -> list[Strip]:
    return [
        *_beside({BY_SOURCE: Bars(sums.by_source, PIECES), BY_OUTCOME: Bars(sums.by_outcome, PIECES)}),
        *_beside({BY_CATEGORY: Bars(sums.by_category, PIECES)}),
        *_beside({BY_CLASS: Bars(_classes(sums, said), PIECES), TIME: Bars(sums.by_time, PIECES)}),
    ]


def _classes(sums: Figures, said: Words) -> dict[str, int]:
    return {f"{word} 类（{said[CLASSES][word]}）": number for word, number in sums.by_answer.items()}


def _beside(charts: Mapping[str, Bars | Columns]) -> list[Strip]:
    """Charts side by side under their names."""
    heads = tuple(Cell(name, 1, form.LABEL, MIDDLE) for name in charts)
    high = max(chart.high for chart in charts.values())
    return [
        Strip(heads, keep=True, least=21.0),
        Strip(tuple(Cell("", 1, art=chart) for chart in charts.values()), least=high),
    ]


def _by_month(data: MonthData) -> list[Strip]:
    """The months of a quarter or a year side by side, drawn and in numbers; nothing for a single month."""
    months = data.imprint.each or period.months(data.imprint.month)
    if len(months) == 1:
        return []
    each = [figures(data.visits, data.issues, data.duties, month, data.activities) for month in months]
    rows = {
        RECEIVED: [one.total.visits for one in each],
        "登记": [one.issues for one in each],
        CLOSED_THEN: [one.closed_in_month for one in each],
        PEOPLE: [one.total.people for one in each],
        ACTS: [one.acts for one in each],
    }
    names = [f"{int(days_of(month).word[-2:])}月" for month in months]
    drawn = dict(list(rows.items())[:3])
    table = [
        _numbers("", [*names, "合计"], True),
        *(_numbers(word, [*map(str, numbers), str(sum(numbers))]) for word, numbers in rows.items()),
    ]
    return form.kept(
        [
            *_beside({"各月对照": Columns(names, drawn)}),
            *table,
            Strip((Cell(OF_WHICH, 1, form.TEXT._replace(size=9.0)),), ruled=False),
        ]
    )


def _numbers(word: str, texts: Sequence[str], head: bool = False) -> Strip:
    style = form.LABEL._replace(size=9.0) if head else BODY
    cells = [Cell(text, 1, style, MIDDLE if head else RIGHT) for text in texts]
    return Strip((Cell(word, 1.8, form.LABEL._replace(size=9.0), MIDDLE), *cells), least=19.0)

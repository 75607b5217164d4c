"""The verb that counts: stats, of a month, a quarter or a year; at a district of any of its stations, and of each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from lianluozhan import period, whose
from lianluozhan.board import Board, board
from lianluozhan.cli.desk import give, opened, seen
from lianluozhan.cli.shown import table
from lianluozhan.errors import BadInput
from lianluozhan.month_data import month_data, month_figures
from lianluozhan.month_words import told


def stats(options: Namespace) -> None:
    """The figures of a span, as the papers have them."""
    span = period.meant(options.month)
    if options.each:
        return _each(options, span)
    with opened(options) as store:
        sums = month_figures(seen(store, options), span)
    if options.json:
        give(asdict(sums) | {"closed_share": sums.closed_share, "satisfied_share": sums.satisfied_share})
        return None
    for part in told(sums):
        print(part.title)
        print("".join(f"  {label}：{figure}\n" for label, figure in part.single.items()), end="")
        for label, counts in part.counts.items():
            if counts:
                print(f"  {label}：" + "，".join(f"{word} {number}" for word, number in counts.items()))
    return None


def _each(options: Namespace, span: str) -> None:
    """A line a station, the sum last; then how each stands today. Raises BadInput at a station."""
    from lianluozhan.report import station_sums  # what draws papers is heavy, and figures have no need of it

    with opened(options) as store:
        lines = station_sums.table(month_data(seen(store, options), span))
        if not lines:
            raise BadInput(whose.ONLY_THERE, then="要看一个站的数字，不写 --each")
        standing = board(store)
    _as_json(lines, standing) if options.json else _shown(lines, standing)


def _as_json(lines: Sequence[Sequence[str]], standing: Board) -> None:
    from lianluozhan.report.station_sums import COLUMNS

    rows: list[dict[str, Any]] = [
        dict(zip((whose.STATION, *COLUMNS), (name, *map(int, numbers)), strict=True)) for name, *numbers in lines[1:]
    ]
    total = rows.pop()
    today = {
        one.name: {
            "heard_on": one.heard_on,
            "silent": one.silent,
            "unclosed": one.unclosed,
            "late": one.late,
            "to_us": one.to_us,
        }
        for one in standing.stations
    }
    nowhere = {
        name: [one.name for one in people]
        for name, people in (("placeless", standing.placeless), ("groupless", standing.groupless))
    }
    give({"stations": [row | {"today": today.get(row[whose.STATION])} for row in rows], "total": total, **nowhere})


def _shown(lines: Sequence[Sequence[str]], standing: Board) -> None:
    from lianluozhan.report import station_board as paper

    columns = {name: value for name, (_share, _side, value) in paper.COLUMNS.items()}
    table(lines)
    print()
    table([list(columns), *([str(value(one)) for value in columns.values()] for one in standing.stations)])
    for label, people in ((paper.PLACELESS, standing.placeless), (paper.GROUPLESS, standing.groupless)):
        print(f"{label} {len(people)} 位" + (f"：{'、'.join(one.name for one in people)}" if people else ""))


VERBS: dict[str, Callable[[Namespace], None]] = {"stats": stats}

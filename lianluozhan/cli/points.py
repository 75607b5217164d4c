"""The verb points: a year's order, one deputy's points line by line, or the table they are counted by."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable

from lianluozhan.cli.desk import give, opened, say
from lianluozhan.cli.shown import table
from lianluozhan.errors import BadInput, NotFound
from lianluozhan.match import said_alike
from lianluozhan.merit import ASKED, Group, Merit, groups, lacking_said, told as told_group
from lianluozhan.points import MORE, RULE, Kind, said, written
from lianluozhan.score import CAPPED, Line, Missing, Score
from lianluozhan.year import Ranking, Standing, ranking, told

HEADING = ("名次", "代表", "级别", "小组", "履职", "积分", "还差")
GROUP_HEADING = ("组内", "代表", "积分", "名次", ASKED, "述职", "测评")
NOT_COUNTED = "不计分"


def points(options: Namespace) -> None:
    """A year's points."""
    if not re.fullmatch(r"[0-9]{4}", options.year):
        raise BadInput(f"“{options.year}”不是年份", then="请写四位数的年份，如 2026")
    with opened(options) as store:
        found = ranking(store, options.year)
        by_group = groups(store, options.year, found) if options.groups else []
    if found.table.trouble:
        say(f"注意：{found.table.trouble}。")
    if options.table:
        _show_table(found, options.json)
    elif options.groups:
        _show_groups(by_group, options.json)
    elif options.deputy:
        _show_one(_named(found, options.deputy), options.json)
    elif options.json:
        give([told(one) for one in found.standings])
    else:
        table([HEADING, *map(_row, found.standings)])
        say(f"{found.year} 年：{found.ranked} 名代表，按{found.table.source}")
    _say_unmatched(found)


def _show_groups(found: list[Group], as_json: bool) -> None:
    """Each group with its own order."""
    if as_json:
        give([told_group(one) for one in found])
        return
    for group in found:
        print(group.words)
        table([GROUP_HEADING, *(_member(one) for one in group.merits)])


def _member(one: Merit) -> tuple[str, ...]:
    spoke = "、".join(each.begin[:10] for each in one.spoke)
    return (
        str(one.place),
        one.standing.name,
        said(one.standing.score.total),
        str(one.standing.place),
        lacking_said(one.lacking),
        spoke or "—",
        one.verdict or "—",
    )


def _say_unmatched(found: Ranking) -> None:
    """Points that are nobody's yet, and where a person says whose they are."""
    names = [f"{one.key}（{_whose(one)}）" for one in found.standings if one.place is None]
    if names:
        say(
            f"注意：未匹配 {len(names)} 个名字，积分没有记到谁名下：{'、'.join(names)}。请在“代表名册”的“未匹配”里对上。"
        )


def _whose(one: Standing) -> str:
    return said_alike(one.namesakes) if one.namesakes else "名册里没有"


def _named(found: Ranking, name: str) -> Standing:
    """The one deputy of this name or id. Raises NotFound, saying which there are where several have it."""
    meant = [one for one in found.standings if name in (one.name, one.key) and not one.namesakes]
    meant = meant or [one for one in found.standings if one.deputy is not None and one.deputy.name == name]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise NotFound(
            f"叫“{name}”的有 {len(meant)} 位", then=f"请写明是哪一位：{'、'.join(one.name for one in meant)}"
        )
    raise NotFound(f"{found.year} 年没有叫“{name}”的代表", then="请用 list deputy 查看名册")


def _row(one: Standing) -> tuple[str, ...]:
    deputy, score = one.deputy, one.score
    levels = "、".join(deputy.levels or ()) if deputy else "未匹配"
    times = sum(len(line.awards) for line in score.lines)
    return (
        str(one.place or "—"),
        one.name,
        levels,
        (deputy and deputy.group) or "",
        str(times),
        said(score.total),
        lacking(score.missing),
    )


def lacking(missing: tuple[Missing, ...]) -> str:
    """接待选民 差 1 次."""
    return "，".join(f"{one.what} 差 {one.least - one.times} 次" for one in missing)


def _show_one(one: Standing, as_json: bool) -> None:
    if as_json:
        give(told(one))
        return
    score = one.score
    print(f"{one.name}　{f'第 {one.place} 名' if one.place else '未匹配'}　{said(score.total)} 分")
    if score.base:
        print(f"  基础分  {said(score.base)}")
    for line in score.lines:
        _show_line(line)
    _show_rest(score)


def _show_line(line: Line) -> None:
    formula = f"{line.formula} = " if line.formula != said(line.points) else ""
    print(f"  {line.kind}  {formula}{said(line.points)}" + (f"（{CAPPED}）" if line.capped else ""))
    for award in line.awards:
        print(f"    {award.duty.number or award.duty.kind}  {award.duty.begin[:10]}  {said(award.points)}")


def _show_rest(score: Score) -> None:
    themes = "，".join(f"{theme} {said(points)}" for theme, points in score.themes.items() if points)
    print(f"  按主题：{themes or '还没有'}")
    if score.missing:
        print(f"  还差：{lacking(score.missing)}")
    for duty in score.idle:
        print(f"  {NOT_COUNTED}：{duty.number or duty.kind}  {duty.begin[:10]}  {duty.kind}  {duty.idle}")


def _show_table(found: Ranking, as_json: bool) -> None:
    """The table in force; --json gives a line that `add rule` takes."""
    held = found.table
    if as_json:
        give({"name": RULE, "year": int(found.year), "values": written(held), "source": held.source})
        return
    rows = [
        (kind.kind, kind.theme, *_amounts(kind), str(kind.least or ""), _note(kind)) for kind in held.kinds.values()
    ]
    table([("履职类别", "主题", "第一次", MORE, CAPPED, "至少几次", "说明"), *rows])
    least = "，".join(f"{theme}至少 {times} 次" for theme, times in held.least.items())
    say(f"{held.source}。基础分 {said(held.base)}。{least and least + '。'}审核：{'、'.join(held.review) or '不用'}。")


def _note(kind: Kind) -> str:
    return "；".join(filter(None, (kind.note, f"也算：{'，'.join(kind.also)}" if kind.also else "")))


def _amounts(kind: Kind) -> tuple[str, str, str]:
    return said(kind.base), said(kind.extra), "" if kind.cap is None else said(kind.cap)


VERBS: dict[str, Callable[[Namespace], None]] = {"points": points}

"""The verb of the district's own sheets: filled from a month's records, or its list read back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import external, filling, sheet
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, kind_of, month_of, opened, say
from lianluozhan.cli.shown import table
from lianluozhan.cli.words import missing, pairs
from lianluozhan.errors import BadInput
from lianluozhan.sheet import template as sheets
from lianluozhan.sheet.heading import bare, match
from lianluozhan.sheet.template import Template

NOTHING = ("不填", "")


def fill(options: Namespace) -> None:
    """Fill a sheet, or read one back."""
    if options.back:
        _back(options)
        return
    missing(options, "to")
    if not options.template or not options.month or not options.kind:
        raise BadInput("要写明哪张空表、哪个月、填什么", then="例如 fill 月报.xlsx 2026-10 visit --to 十月月报.xlsx")
    month, kind = month_of(options.month), kind_of(options.kind)
    if kind not in filling.KINDS:
        raise BadInput(f"{kind.label}还不能填成表", then=f"可以填的：{'、'.join(one.label for one in filling.KINDS)}")
    file, name = sheet.source(options.template)
    with opened(options, write=bool(options.match)) as store:
        template = sheets.look(file, (kind,), name)[0]
        by_hand = _by_hand(template, pairs(options.match))
        wanted = filling.Wanted(template, month, filling.remembered(store, template) | by_hand, options.masked)
        done = filling.fill(store, wanted, Path(options.to), options.operator or "")
        if by_hand:
            filling.keep(store, wanted, options.operator or "")
    heading = template.heading.matched(wanted.columns)
    empty = [column.words for column in heading.columns if not column.fields]
    if options.json:
        columns = {column.words: column.fields[0] if column.fields else None for column in heading.columns}
        filled = {"rows": done.rows, "first": done.first, "sheet": template.sheet, "columns": columns}
        give(filled | {"notes": list(done.notes), "private": wanted.private})
        return
    for note in done.notes:
        say(f"注意：{note}")
    if empty:
        say(f"注意：这些列没有填：{'、'.join(empty)}。要填请加 --match 列名=项目，认一次就记住")
    if wanted.private:
        say(f"注意：{filling.warned(wanted)}")
    print(f"已填好 {done.rows} 行，从第 {done.first} 行起：{options.to}（“{template.sheet}”，原来的表没有动）")


def _by_hand(template: Template, said: dict[str, str]) -> dict[int, str | None]:
    """{place of a column: the field it is filled with, None where it stays empty}, as --match says. Raises BadInput."""
    found: dict[int, str | None] = {}
    for words, name in said.items():
        places = [column.place for column in template.columns if bare(column.words) == bare(words)]
        meant = match(template.kind, name)
        if not places:
            raise BadInput(
                f"表头里没有“{words}”这一列", then=f"有：{'、'.join(column.words for column in template.columns)}"
            )
        if not meant and name not in NOTHING:
            known = "、".join(field.label for field in template.kind.fields.values())
            raise BadInput(f"{template.kind.label}没有“{name}”这一项", then=f"有：{known}；不填写“不填”")
        found |= dict.fromkeys(places, meant[0] if meant else None)
    return found


def _back(options: Namespace) -> None:
    """What the district's list says and we do not: its new numbers are written, where it differs nothing is changed."""
    file, name = sheet.source(options.back)
    with opened(options, write=options.write) as store:
        listed = external.read(store, Path(file), name, options.column or "")
        written = 0
        if options.write and listed.new:
            with acting(store, "external", options.operator or "") as act:
                written = external.take(act, listed)
    if options.json:
        parts = {name: [one._asdict() for one in getattr(listed, name)] for name in ("new", "differ", "unknown")}
        give({**parts, "same": listed.same, "column": listed.theirs, "written": written})
        return
    if listed.new:
        new = [(one.number, one.external, one.title) for one in listed.new]
        table([(external.OURS, external.THEIRS, "意见"), *new])
    if listed.differ:
        print("\n两边写得不一样的（都没有改）：")
        differ = [(one.number, one.label, one.ours or external.EMPTY, one.theirs) for one in listed.differ]
        table([(external.OURS, "项目", *external.SAID), *differ], [False, True, True, True])
    if listed.unknown:
        print("\n对不上的：")
        unknown = [(str(one.row), one.why, one.words) for one in listed.unknown]
        table([("行", "为什么", "内容"), *unknown], [False, True, True])
    said = f"新编号 {len(listed.new)} 件，已有 {listed.same} 件，不一样 {len(listed.differ)} 处，对不上 {len(listed.unknown)} 行"
    if options.write:
        print(f"{said}。已写上 {written} 件。")
    else:
        print(f"{said}。" + ("还没有写，看过没有问题请加 --write。" if listed.new else ""))


VERBS: dict[str, Callable[[Namespace], None]] = {"fill": fill}

"""The verb of a new term: its roster out of a list, and new deputies for the open issues of those who left."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence

from lianluozhan import clock, sheet, term as terms
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, opened, say
from lianluozhan.cli.shown import table
from lianluozhan.cli.words import pairs
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, BadRows, BadValue
from lianluozhan.named import record_of
from lianluozhan.store import Store


def term(options: Namespace) -> None:
    """A new term's roster, or what its going leaves open."""
    with opened(options, write=not options.dry_run) as store:
        if options.file:
            _begin(store, options)
        elif options.give or options.instead:
            _give(store, options)
        else:
            _show(terms.heirs(store), options.json)


def _begin(store: Store, options: Namespace) -> None:
    file, name = sheet.source(options.file)
    reading = sheet.read(file, Deputy, name)
    if reading.bad:
        raise BadRows(reading.bad)
    change = terms.foresee(store, (row.values for row in reading.rows), options.term or "", day_of(options.on))
    if not options.dry_run:
        with acting(store, "term", options.operator or "") as act:
            terms.begin_term(act, change)
    left = [] if options.dry_run else terms.heirs(store)
    parts = {
        "stay": [one.name for one, _new in change.stay],
        "new": [one["name"] for one in change.new],
        "leave": [one.name for one in change.leave],
    }
    if options.json:
        give(
            {
                **parts,
                "other": [one.name for one, _new in change.other],
                "notes": list(change.notes),
                "issues": len(left),
                "dry_run": options.dry_run,
            }
        )
        return
    for note in change.notes:
        say(f"注意：{note}")
    for word, names in zip(("连任", "新任", "离任"), parts.values(), strict=True):
        print(f"{word} {len(names)} 名" + (f"：{'、'.join(names)}" if names else ""))
    print("试看，没有改动" if options.dry_run else f"已{terms.TERM}：{change.term}，从 {change.on} 起")
    if left:
        say(f"注意：{len(left)} 件没办完的意见，联系代表已经离任；看一看用 term，照提议改用 term --give")


def day_of(typed: str | None) -> str:
    """A day as it was typed; today where none was. Raises BadInput."""
    try:
        return Deputy.elected_on.read(typed) if typed else clock.day()
    except BadValue as bad:
        raise BadInput(f"--on：{bad}") from None


def _show(found: Sequence[terms.Heir], as_json: bool) -> None:
    if as_json:
        give(
            [
                {"number": one.number, "title": one.title, "old": one.old_name, "new": one.new or None, "why": one.why}
                for one in found
            ]
        )
        return
    if found:
        rows = [
            (one.number, one.old_name, one.why or "没有提议，请用 --instead 旧=新 写明", one.title) for one in found
        ]
        table([("编号", "离任的联系代表", "提议", "意见"), *rows], [False, True, False, True])
    say(f"联系代表已经离任的没办完的意见：{len(found)} 件")


def _give(store: Store, options: Namespace) -> None:
    instead = {old: record_of(store, new, Deputy.noun).id for old, new in pairs(options.instead).items()}
    found = terms.heirs(store)
    if unknown := [old for old in instead if old not in {one.old_name for one in found}]:
        raise BadInput(f"没有一件没办完的意见，联系代表是离任的{unknown[0]}", then="请先用 term 看有哪些")
    chosen = {
        (one.key, one.old): new
        for one in found
        if (new := instead.get(one.old_name) or (one.new if options.give else ""))
    }
    with acting(store, "give", options.operator or "") as act:
        changed = terms.give(act, chosen)
    left = len(found) - len(chosen)
    print(f"已改联系代表：{changed} 件" + (f"，还有 {left} 件没有提议" if left else ""))


VERBS: dict[str, Callable[[Namespace], None]] = {"term": term}

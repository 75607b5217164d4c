"""The verb that closes a month, and its papers printed again from what was kept."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from lianluozhan import closing, kept
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, month_of, opened, say
from lianluozhan.errors import FolderBusy
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.report import reprint
from lianluozhan.report.file import write
from lianluozhan.report.month_set import ALL
from lianluozhan.store import Store


def _written(store: Store, options: Namespace, month: str, to: Path, made: Mapping[str, bytes]) -> None:
    people, what = kept.people(store, month), f"{closing.called(month)}{ALL}"
    write(
        {to / name: content for name, content in made.items()},
        going=lambda: looked(store, EXPORTED, what, people, operator=options.operator or ""),
    )


def again(options: Namespace, month: str) -> None:
    """The papers of a closed month as they were kept, the first time as they are, then 补打 with its count."""
    to = Path(options.to)
    try:
        with opened(options, write=True) as store:
            made, first = kept.copies(store, month), kept.kept_papers(store, month)
            _written(store, options, month, to, made)
            kept.count(store, month, made)
    except FolderBusy:  # the window has it: printed all the same
        with opened(options) as store:
            made, first = kept.copies(store, month, counted=False), {}
            _written(store, options, month, to, made)
        say("注意：窗口开着，这一次没有记数，印面上只写“补打”。")
    if options.json:
        give(
            [
                {"name": name.split("-")[0], "path": str(to / name), "pages": reprint.pages(made[name]), "missing": []}
                for name in made
            ]
        )
        return
    for name in made:
        print(f"{to / name}  {'' if made[name] == first.get(name) else '补打，'}内容与结账时的一份相同")


def close(options: Namespace) -> None:
    """Close a month: say what is still open, keep its papers, write down that it is closed."""
    month = month_of(options.month)
    with opened(options, write=True) as store:
        for point in closing.checklist(store, month):
            say(f"注意：{point}")
        if options.dry_run:
            return
        with acting(store, "close", options.operator or "") as act:
            done = closing.close(act, month, options.signed_by)
    print(
        f"已结账：{closing.called(month)}，全套 {done.pages} 页，校验码 {done.journal_head}。以后的改动写进下个月的月报。"
    )


VERBS: dict[str, Callable[[Namespace], None]] = {"close": close}

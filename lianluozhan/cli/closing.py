"""The verb that closes a month, and its papers printed again from what was kept."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from lianluozhan import closing
from lianluozhan.act import acting
from lianluozhan.cli.desk import give, month_of, opened, say
from lianluozhan.report.file import write


def again(kept: Mapping[str, bytes], to: Path, as_json: bool) -> None:
    """补打: the papers of a closed month as they were kept."""
    write({to / name: content for name, content in kept.items()})
    if as_json:
        give([{"name": name.split("-")[0], "path": str(to / name), "pages": None, "missing": []} for name in kept])
        return
    for name in kept:
        print(f"{to / name}  补打，与结账时的一份相同")


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
    print(f"已结账：{closing.called(month)}，全套 {done.pages} 页，校验码 {done.journal_head}。以后的改动写进下个月的月报。")


VERBS: dict[str, Callable[[Namespace], None]] = {"close": close}

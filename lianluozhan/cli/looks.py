"""Verb that tells who looked: looks, for the 站长."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from itertools import islice

from lianluozhan.act import typist
from lianluozhan.cli.desk import give, opened, say
from lianluozhan.cli.shown import table
from lianluozhan.looked import HEADS, TITLE, lines, looks, may_read, meant, refusal


def looks_(options: Namespace) -> None:
    """Who saw, printed or carried away what of a person, the newest first."""
    with opened(options) as store:
        who = options.operator or typist(store)
        if not may_read(store, who):
            raise refusal(who)
        about = meant(store, options.person or "", options.record or "")
        found = looks(store, operator=options.by or "", day=options.day or "", about=about)
        told = lines(store, islice(found, options.limit))
    if options.json:
        give([one._asdict() | {"of": of} for one, of in told])
        return
    table([HEADS, *((one.at.replace("T", " "), one.operator, one.way, one.what, of, one.reason) for one, of in told)])
    say(f"{TITLE}：{len(told)} 条")


VERBS: dict[str, Callable[[Namespace], None]] = {"looks": looks_}

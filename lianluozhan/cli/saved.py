"""list --to: a list as a sheet somewhere else; of people no more than anybody may know, unless somebody says why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from lianluozhan import sheet, whose
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.readable import Row
from lianluozhan.record import Record
from lianluozhan.spread_sheet import withheld
from lianluozhan.store import Store
from lianluozhan.veil import carrier

HIDDEN = "姓名、电话遮着，原话没有写进去；都要的话加 --with-private 原因，会记下来"


def save(
    store: Store,
    cls: type[Record],
    rows: Sequence[Row],
    options: Namespace,
    whole: Callable[[type[Record], Sequence[Row]], list],
) -> str:
    """Write the sheet; returns what is to be said of it. Whole with a reason, which is written down first."""
    if options.why is not None:
        carrier(whose.whole(store))
        ids = [row["id"] for row in rows if row.get("id")]
        looked(
            whose.whole(store), EXPORTED, Path(options.to).name, {cls.noun: ids}, options.why, options.operator or ""
        )
    kept = list(rows) if options.why is not None else [withheld(cls, row) for row in rows]
    sheet.write(options.to, {cls.label: whole(cls, kept)})
    return f"已另存 {len(rows)} 条：{options.to}" + ("" if kept == list(rows) else f"\n{HIDDEN}")

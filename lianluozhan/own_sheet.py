"""临时报表 carried away as a sheet: real dates and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from lianluozhan.field import Day, Field, Moment
from lianluozhan.own_table import Table
from lianluozhan.report import cell
from lianluozhan.report.ledger import WITHHELD


def to_sheet(table: Table, path: Any, told: Callable[[int, int], object] = lambda _done, _of: None) -> None:
    """Write it as .xlsx or .csv: real dates and numbers, texts never formulas; `told` hears how far it is. Raises SheetProblem and
    what `told` raises: then no file is left."""
    from lianluozhan.sheet.row import counted
    from lianluozhan.sheet.write import write  # openpyxl: only who writes a sheet waits for it

    labels = [field.label for field in table.fields]
    group = table.wanted.group and next(iter(table.parts), None)
    rows: list[list[Any]] = [["分组", *labels] if group else labels]
    for part in table.parts:
        lead = [part.head] if group else []
        rows += [[*lead, *(_shown(table, field, row.get(field.name)) for field in table.fields)] for row in part.rows]
        rows += [[f"小计：{part.head}", part.sums]] if group else []
    rows.append(["合计", table.sums])
    write(path, {table.wanted.name: counted(rows, len(rows), told)})


def _shown(table: Table, field: Field, said: Any) -> Any:
    if table.imprint.masked and field.private:
        return said and (cell.masked(field, said) or WITHHELD)
    return value(field, said)


def value(field: Field, said: Any) -> Any:
    """A value as a sheet holds it."""
    if said in (None, "", []):
        return None
    try:
        if isinstance(field, Moment) and len(said) > len("2026-10-14"):
            return dt.datetime.fromisoformat(said)
        if isinstance(field, Day | Moment):
            return dt.date.fromisoformat(said)
    except ValueError:
        return said  # a partial date stays as it was written
    return said if isinstance(said, int) and not isinstance(said, bool) else cell.look(field, said)

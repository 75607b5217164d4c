"""What every page of a month's papers says of itself, and the rows the papers are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lianluozhan.month import Row


@dataclass(frozen=True)
class Imprint:
    """Where a paper comes from: place name and code, month 'YYYY-MM', the day it is made, the state of the books.

    `head` is the short hash of the journal's head: the bound paper anchors the chain (design §6). `masked` makes the
    copy that may hang on a wall: no full names or phones of the public, and none of their words.
    """

    place: str
    code: str
    month: str
    printed_on: str
    head: str = ""
    closed: bool = False
    draft: bool = False
    masked: bool = False

    @property
    def month_name(self) -> str:
        """The month as paper says it: 2026年10月."""
        return f"{self.month[:4]}年{int(self.month[5:])}月"


@dataclass(frozen=True)
class MonthData:
    """Everything a month's papers need; rows outside the month are ignored, open issues from before are carried on."""

    imprint: Imprint
    visits: Sequence[Row] = ()
    issues: Sequence[Row] = ()
    duties: Sequence[Row] = ()
    deputies: Sequence[Row] = ()

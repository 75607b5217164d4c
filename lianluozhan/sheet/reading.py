"""What a file held: the rows that could be read, those that could not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as made_by
from typing import Any, NamedTuple

from lianluozhan.errors import BadRow
from lianluozhan.field import Field


class Row(NamedTuple):
    """A row that could be read: where it stands, and the canonical values of the fields it fills."""

    sheet: str
    row: int
    values: dict[str, Any]

    @property
    def where(self) -> str:
        """Its place in words, as errors name it."""
        return f"{self.sheet} 第 {self.row} 行" if self.sheet else f"第 {self.row} 行"


class Spoiled(NamedTuple):
    """A row that could not be read, cell by cell as it stands, and why."""

    sheet: str
    row: int
    cells: list[Any]
    reasons: list[str]


@dataclass
class Reading:
    """What a file held. `tops` are the lines down to the heading of each sheet, to write spoiled rows under."""

    sheet: str = ""
    rows: list[Row] = made_by(default_factory=list)
    bad: list[BadRow] = made_by(default_factory=list)
    spoiled: list[Spoiled] = made_by(default_factory=list)
    tops: dict[str, list[list[Any]]] = made_by(default_factory=dict)
    warnings: list[str] = made_by(default_factory=list)
    unknown: list[str] = made_by(default_factory=list)

    def take(self, row: Row, cells: list[Any], bad: list[BadRow], fields: Mapping[str, Field]) -> None:
        """A row is read or bad; what only looks odd is read with a warning that does not repeat it."""
        self.bad += bad
        if bad:
            self.spoiled.append(Spoiled(row.sheet, row.row, cells, [f"{b.column}：{b.reason}" for b in bad]))
            return
        self.rows.append(row)
        odd = ((name, fields[name].odd(value)) for name, value in row.values.items())
        self.warnings += [f"{row.where}“{fields[name].label}”：{reason}" for name, reason in odd if reason]

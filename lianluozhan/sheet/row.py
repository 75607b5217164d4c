"""The rows below one heading become values of records, or the reasons why not; ditto marks and day lines look back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from lianluozhan.errors import BadRow, BadValue
from lianluozhan.field import Field, Hour, Number
from lianluozhan.record import Record
from lianluozhan.sheet.cell import is_blank, occasion, value_of
from lianluozhan.sheet.grid import Cells, Told
from lianluozhan.sheet.heading import Column, Heading, bare, columns_of, rules, rules_of
from lianluozhan.sheet.title import hint_of
from lianluozhan.typed import Hint, names, span

STEP = 100  # rows between two words on how far it is
LONGEST_DAY_LINE = 40
SHOWN = 60  # characters of a bad value that are repeated in its error


class Taken(NamedTuple):
    """One row that is a record: its cells as they stand, its values, what is wrong with it."""

    number: int
    cells: list[Any]
    values: dict[str, Any]
    bad: list[BadRow]


class RowReader:
    """Reads the rows below one heading, in order."""

    def __init__(
        self, record_class: type[Record], sheet: str, heading: Heading, top: Sequence[Sequence[Any]], hint: Hint
    ) -> None:
        self.record_class, self.sheet, self.hint, self._title_hint = record_class, sheet, hint, hint
        self.fields, self.rule = columns_of(record_class), rules_of(record_class)
        self._above: dict[int, Any] = {}
        self._repeated = [words for row in top if (words := [bare(cell) for cell in row if bare(cell)])]
        self._sequence = {c.place for c in heading.columns if bare(c.words) in rules()["sequence"]}
        columns: dict[str, list[Column]] = {}
        for column in heading.columns:
            if column.fields:
                columns.setdefault(column.fields[0], []).append(column)
        begin = self.rule.get("begin")  # first: an end that is only an hour stands on its day
        self._columns = sorted(columns.items(), key=lambda item: item[0] != begin)
        self._places = {column.place for own in columns.values() for column in own}

    def take(self, rows: Iterable[Cells], first: int) -> Iterator[Taken]:
        """The records among the rows; `first` is the number of the first row."""
        for number, cells in enumerate(rows, first):
            filled = [(place, cell) for place, cell in enumerate(cells) if not is_blank(cell)]
            if not filled or self._is_aside(filled) or self._is_day_line(filled):
                continue
            if any(place in self._places for place, _ in filled):
                values, bad = self._read(number, cells)
                yield Taken(number, list(cells), values, bad)

    def _is_aside(self, filled: Sequence[tuple[int, Any]]) -> bool:
        """Sums, notes, signature lines, and a heading or title that stands again on the next page."""
        words = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(filled[0][1])))
        return (
            re.fullmatch(rf"(?:{rules()['totals']}):?(?:[\d(].*)?", words) is not None
            or (len(filled) <= 3 and re.match(rules()["notes"], words) is not None)
            or all(re.match(r"[(（]", str(cell).strip()) for _, cell in filled)  # how to fill in, below the heading
            or (
                any(row[0] == bare(words) for row in self._repeated)
                and [bare(cell) for _, cell in filled] in self._repeated
            )
        )

    def _is_day_line(self, filled: Sequence[tuple[int, Any]]) -> bool:
        """A line like “10月7日（星期三）” above that day's rows, which then need not repeat the day."""
        place, words = filled[0][0], str(filled[0][1])
        if len(filled) > 1 or place > min(self._places) or len(words) > LONGEST_DAY_LINE:
            return False
        hint = hint_of(words)
        if hint.day is None and hint.month is None:
            return False
        title = self._title_hint
        self.hint = Hint(hint.year or title.year, hint.month or title.month, hint.day)
        return True

    def _read(self, number: int, cells: Cells) -> tuple[dict[str, Any], list[BadRow]]:
        values: dict[str, Any] = {}
        bad, spoiled = [], set()
        if cells.filled & self._sequence:
            return {}, [BadRow(self.sheet, number, "", "", "序号和上一行合并成了一格，请拆开，一行写一条")]
        resolved = self._resolved(cells)
        for name, columns in self._columns:
            parts = [(c.words, resolved[c.place]) for c in columns if not is_blank(resolved.get(c.place))]
            if isinstance(self.fields[name], Number) and columns[0].place in cells.filled:
                continue  # one number for several rows counts once
            try:
                values |= self._values(name, parts, values)
            except BadValue as reason:
                spoiled.add(name)
                words, shown = "、".join(c.words for c in columns), "、".join(str(cell) for _, cell in parts)
                bad.append(BadRow(self.sheet, number, words, shown[:SHOWN], str(reason)))
        values = {name: value for name, value in self._with_day(values).items() if value is not None}
        missing = [field for field in self.record_class.missing(values) if field.name not in spoiled]
        return values, bad + [BadRow(self.sheet, number, field.label, "", "没有填") for field in missing]

    def _resolved(self, cells: Sequence[Any]) -> dict[int, Any]:
        """同上 stands for what stands above, itself perhaps a 同上."""
        dittos = rules()["ditto"]
        self._above = {
            place: self._above.get(place) if isinstance(cell, str) and cell.strip() in dittos else cell
            for place, cell in enumerate(cells)
        }
        return self._above

    def _values(self, name: str, parts: list[tuple[str, Any]], so_far: dict[str, Any]) -> dict[str, Any]:
        field, begin, end = self.fields[name], self.rule.get("begin"), self.rule.get("end")
        if not parts:
            return {}
        if name == begin:
            return self._occasion(field, end, parts)
        if name == end:
            day = (so_far[begin] or "")[:10] if begin in so_far else ""
            return {name: field.read(occasion(parts, Hint(*map(int, day.split("-"))) if day else self.hint)[0])}
        if len(parts) > 1:
            return {name: field.read([each for _, cell in parts for each in names(cell)])}
        is_person = name in self.rule["people"] or (field.of == "deputy" and not field.several)
        cell = parts[0][1]
        if isinstance(field, Hour) and name == self.rule["span"][0]:
            began, ended = span(cell)
            return {name: field.read(began)} | ({self.rule["span"][1]: ended} if ended else {})
        if is_person and isinstance(cell, str) and len(names(cell)) == 1:
            cell = names(cell)[0]  # 孔 方 in the roster is the 孔方 of the registers
        return {name: value_of(field, cell, self.hint)}

    def _occasion(self, field: Field, end: str | None, parts: list[tuple[str, Any]]) -> dict[str, Any]:
        began, ended = occasion(parts, self.hint)
        found = {field.name: field.read(began)}
        return found | {end: self.fields[end].read(ended)} if end and ended else found

    def _with_day(self, values: dict[str, Any]) -> dict[str, Any]:
        """On a sheet of one day a row without an hour still has its day."""
        begin = self.rule.get("begin")
        if begin and values.get(begin) is None and None not in self.hint:
            values[begin] = self.fields[begin].read("{}-{}-{}".format(*self.hint))
        return values


def counted(rows: Iterable[Any], of: int, told: Told) -> Iterator[Any]:
    """The rows, and between them how many of them are done: what `told` raises stops it there."""
    for done, row in enumerate(rows):
        if done % STEP == 0:
            told(done, of)
        yield row

"""What a value means: its label, its kind, whether it is required, private or derived; never how it looks.

To add a kind of value: write a class here with `parse`, then give it a row in each medium's table
(report/cell.py, sheet, and the screen's editor); tests/test_definition.py walks every kind through every medium.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from lianluozhan import typed
from lianluozhan.errors import BadValue
from lianluozhan.typed import Hint, doubtful

LONGEST = 200_000  # characters of one text: far above any statement, far below the journal's 1 MiB
LONGEST_COUNT = 100  # characters of a count
GREATEST = 10**12  # of a count: SQLite keeps it, nobody counts further
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # what the journal refuses (design §6, Entry)
DIGEST = re.compile(r"[0-9a-f]{64}")


class Field:
    """One field of a record.

    `of` names the kind of record a reference points to; `choices` the words a choice may take. A derived field
    is worked out from other records and never written. Reading it from a record gives its canonical value.
    """

    column: ClassVar[str] = "TEXT"  # how SQLite keeps it
    several: ClassVar[bool] = False

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        private: bool = False,
        derived: bool = False,
        choices: Sequence[str] = (),
        of: str = "",
    ) -> None:
        self.label, self.required, self.private, self.derived = label, required, private, derived
        self.choices, self.of, self.name = tuple(choices), of, ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, record: Any, owner: type | None = None) -> Any:
        return self if record is None else record.data.get(self.name)

    def read(self, value: Any, hint: Hint | None = None) -> Any:
        """The canonical value of what was typed, read from a cell or from JSON; None when empty.

        Raises BadValue with a Chinese reason when it has no meaning.
        """
        if value is None or value == [] or value == {} or (isinstance(value, str) and typed.text(value) is None):
            return None
        return self.parse(value, hint)

    def parse(self, value: Any, hint: Hint | None) -> Any:
        """`read` for a value that is not empty."""
        raise NotImplementedError

    def odd(self, value: Any) -> str | None:
        """Why a readable value looks wrong; it is kept all the same."""
        return None


class Text(Field):
    """Words on one line or several, NFC, trimmed, else as typed."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return _text(value)


def _text(value: Any) -> str:
    """Words the journal can keep: no control characters, no halves of a character, not endless."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise BadValue("这里要写文字")
    if isinstance(value, float) and not math.isfinite(value):
        raise BadValue("这一格没有算出结果")
    text = typed.text(value) or ""
    if UNSEEN.search(text):
        raise BadValue("里面有看不见的控制字符，请重新抄写这一格")
    if len(text) > LONGEST:
        raise BadValue(f"太长了（{len(text)} 字），最多 {LONGEST} 字，长材料请作附件")
    return text


def _number(value: Any) -> str | None:
    text = _text(value)
    return _text(typed.digits(text if isinstance(value, str) else value)) or None


class LongText(Text):
    """Words that may run over many lines: what was said, answered, done."""


class Serial(Text):
    """The number people call a record by; given once, by the program."""


class Phone(Field):
    """A telephone number as half-width digits without separators (design §4)."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return _number(value) or ""

    def odd(self, value: str) -> str | None:
        """Short service numbers and local numbers are let be."""
        return doubtful.phones(value)


class IdNumber(Field):
    """A resident identity number (GB 11643)."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return (_number(value) or "").upper()

    def odd(self, value: str) -> str | None:
        """Its length, birth date and check digit are looked at."""
        return doubtful.id_number(value)


class Day(Field):
    """A date, YYYY-MM-DD."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return typed.day(value, hint)


class Moment(Field):
    """A date and, when known, its hour: YYYY-MM-DDTHH:MM or YYYY-MM-DD."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return typed.moment(value, hint)


class Hour(Field):
    """An hour of some day, HH:MM; of a whole moment its hour."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return typed.time(re.sub(r"^\d{4}-\d\d-\d\d[T ]", "", value) if isinstance(value, str) else value)


class Month(Field):
    """A month, YYYY-MM."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        return typed.month(value)


class Number(Field):
    """A count, never negative."""

    column = "INTEGER"

    def parse(self, value: Any, hint: Hint | None) -> int:
        if len(str(value)) > LONGEST_COUNT or (number := typed.count(value)) > GREATEST:
            raise BadValue("这个数太大了")
        return number


class YesNo(Field):
    """A fact that holds or does not."""

    column = "BOOLEAN"

    def parse(self, value: Any, hint: Hint | None) -> bool:
        return typed.yes(value)


class Choice(Text):
    """One word of a fixed list."""

    def parse(self, value: Any, hint: Hint | None) -> str:
        word = super().parse(value, hint)
        if self.choices and word not in self.choices:
            raise BadValue(f"没有“{word}”这一项，可填：{'、'.join(self.choices)}")
        return word


class Several(Field):
    """A list in the order typed; one value in the journal."""

    column, several = "JSON", True
    one: ClassVar[type[Field]] = Text

    def __init__(self, label: str, *, most: int = 0, **meaning: Any) -> None:
        super().__init__(label, **meaning)
        self.most = most

    def parse(self, value: Any, hint: Hint | None) -> list | None:
        parts = self.apart(value) if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise BadValue("这里要写一项或几项")
        one = self.one(self.label, choices=self.choices, of=self.of)
        found = [part for part in dict.fromkeys(one.read(part, hint) for part in parts) if part is not None]
        if self.most and len(found) > self.most:
            raise BadValue(f"最多 {self.most} 个，这里有 {len(found)} 个")
        return found or None

    def apart(self, words: str) -> list[str]:
        """What was typed into one place, taken apart."""
        return typed.names(words)


class Words(Several):
    """Several words: names, villages, units; a phone typed behind a name is that name's, never a word of its own."""

    def apart(self, words: str) -> list[str]:
        """Each with the phones behind it; an id may look as if a phone stood in it."""
        return typed.names(words) if ID.search(words) else typed.called(words)


class Choices(Several):
    """Several words of a fixed list."""

    one = Choice


ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # as new_id and id_of write it


def is_id(text: Any) -> bool:
    """Whether a reference is matched (an id) rather than a name kept as text."""
    return isinstance(text, str) and ID.fullmatch(text) is not None


class Ref(Text):
    """A record of another kind: its id, or its name as text while unmatched."""


class Refs(Several):
    """Several references."""

    one = Ref


class PerRef(Field):
    """For some of the references a text each: {reference: text}."""

    column = "JSON"
    one: ClassVar[type[Field]] = LongText

    def parse(self, value: Any, hint: Hint | None) -> dict | None:
        name, one = Ref(self.label), self.one(self.label)
        read = {name.read(key): one.read(part, hint) for key, part in typed.each(value).items()}
        return {key: part for key, part in read.items() if key is not None and part is not None} or None


class CountPerRef(PerRef):
    """For some of the references a count each: {reference: number}."""

    one = Number


class Papers(Field):
    """Attached papers: [{digest, name, size}] by the SHA-256 of their bytes."""

    column = "JSON"

    def parse(self, value: Any, hint: Hint | None) -> list:
        if not isinstance(value, list) or not all(map(is_paper, value)):
            raise BadValue("附件请用 attach 添加")
        return [{**paper, "name": _text(paper["name"])} for paper in value]


def is_paper(value: Any) -> bool:
    """Whether a value names one attached paper, and nothing else."""
    if not isinstance(value, Mapping) or value.keys() != {"digest", "name", "size"}:
        return False
    named = isinstance(value["name"], str) and DIGEST.fullmatch(str(value["digest"]))
    return bool(named) and type(value["size"]) is int and value["size"] >= 0


class Data(Field):
    """Structured values of a rule or a derived table; plain JSON without floats."""

    column = "JSON"

    def parse(self, value: Any, hint: Hint | None) -> Any:
        if isinstance(value, Mapping):
            return {_text(key): self.parse(part, hint) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.parse(part, hint) for part in value]
        if isinstance(value, float):
            raise BadValue("小数请写成文字")
        return value if value is None or isinstance(value, bool | int) else _text(value)


Fields = Mapping[str, Field]

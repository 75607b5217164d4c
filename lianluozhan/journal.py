"""The chain of changes: what an entry is, how its bytes are made and read, and who had seen what.

Source of every rule: design.md §6. Bytes are made once and hashed as stored; nobody serialises an entry again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianluozhan.errors import Damaged

ZERO = "0" * 64  # what the first entry of a stream calls the one before it
LARGEST = 1 << 20  # bytes of an open or private part
ERASING = ERASE, ERASED = "erase", "erased"  # a station takes what is private of a record away; its district follows
JOURNAL_KINDS = frozenset(("open", "import", *ERASING, "retire", "key", "look"))
ESCAPE, CONTROL = re.compile(r'(?<!\\)(?:\\\\)*\\[^"\\nt]'), re.compile(r"[\x7f-\x9f]")  # which `canonical` never makes
TEXTS = ("world", "stream", "act", "act_id", "operator", "at", "kind", "id", "prev")  # of every entry
STREAM = re.compile(r"[0-9a-f]{16}")
HASH = re.compile(r"[0-9a-f]{64}")
AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

Place = tuple[str, int]  # (stream, seq): where an entry stands


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's change as stored: its bytes, its private bytes (or None where left out or erased), its hash."""

    body: Mapping[str, Any]
    data: bytes
    private: bytes | None
    hash: str
    # The private bytes as they were read.
    _secret: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    @property
    def stream(self) -> str:
        """The stream it stands in."""
        return self.body["stream"]

    @property
    def seq(self) -> int:
        """Its place in the stream, from 1."""
        return self.body["seq"]

    @property
    def place(self) -> Place:
        """Stream and seq."""
        return self.body["stream"], self.body["seq"]

    @property
    def order(self) -> tuple[str, str, int]:
        """What decides between entries that had not seen each other: (at, stream, seq)."""
        return self.body["at"], self.body["stream"], self.body["seq"]

    @property
    def heads(self) -> Mapping[str, list]:
        """{stream: [seq, full, hash]} an open or import names, else empty."""
        return self.body["set"].get("heads", {}) if self.body["kind"] in ("open", "import") else {}

    @property
    def secret(self) -> dict[str, Any] | None:
        """The private values; {} when it has none, None when they are not here."""
        if "private" not in self.body:
            return {}
        if self.private is None:
            return None
        values = dict(self._secret or json.loads(self.private))
        del values["salt"]
        return values


def digest(data: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one spelling of a value that is hashed or signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def seal(body: Mapping[str, Any], private: Mapping[str, Any]) -> Entry:
    """Make the entry of a body (all keys but `private`) and its private values; refuses what `read` would refuse."""
    body = dict(body)
    secret = None
    if private:
        secret = canonical({"salt": os.urandom(16).hex(), **private})
        body["private"] = {"digest": digest(secret), "fields": sorted(private)}
    return read(canonical(body), secret)


def read(data: bytes, private: bytes | None) -> Entry:
    """The entry of stored or received bytes. Raises Damaged when they are not what `seal` makes."""
    body, secret = _strict(data), None
    _check_shape(body)
    if private is not None:
        part = body.get("private")
        if part is None or digest(private) != part["digest"]:
            raise Damaged("日志里有一条的保密部分对不上它的摘要")
        secret = _strict(private)
        if sorted(secret) != sorted([*part["fields"], "salt"]):
            raise Damaged("日志里有一条的保密部分多了或少了内容")
    return Entry(body, data, private, digest(data), secret)


def _strict(data: bytes) -> dict[str, Any]:
    """Parse without what JSON allows and the journal does not: floats, double keys, surrogates, control characters."""
    if len(data) > LARGEST:
        raise Damaged("日志里有一条超过 1 MiB")
    try:
        text = data.decode("utf-8")
        # Two searches: most entries need only the quick one.
        if CONTROL.search(text) or ("\\" in text and ESCAPE.search(text)):
            raise ValueError("escape")
        value = STRICT.decode(text)
    except (ValueError, RecursionError):
        raise Damaged("日志里有一条读不懂") from None
    if not isinstance(value, dict):
        raise Damaged("日志里有一条不是一条记录")
    return value


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("double key")
    return made


STRICT = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_pairs)


def _check_shape(body: Mapping[str, Any]) -> None:
    part = body.get("private")
    sound = (
        set(map(type, map(body.get, TEXTS))) == {str}
        and type(body.get("seq")) is int
        and body["seq"] >= 1
        and isinstance(body.get("set"), dict)
        and STREAM.fullmatch(body["stream"])
        and HASH.fullmatch(body["prev"])
        and AT.fullmatch(body["at"])
        and body.get("end") in (None, True)
        and ("private" not in body or _sound_private(part))
        and (body["kind"] not in ("open", "import") or _sound_heads(body["set"].get("heads", {})))
    )
    if not sound:
        raise Damaged("日志里有一条缺了该有的部分")


def _sound_private(part: Any) -> bool:
    return (
        isinstance(part, dict)
        and isinstance(part.get("digest"), str)
        and isinstance(part.get("fields"), list)
        and all(isinstance(name, str) and name != "salt" for name in part["fields"])
    )


def _sound_heads(heads: Any) -> bool:
    return isinstance(heads, dict) and all(
        isinstance(head, list) and [type(part) for part in head] == [int, int, str] for head in heads.values()
    )


class Seen:
    """Who had seen what: an entry has seen what precedes it in its stream and all below the heads named before it."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._points: dict[str, tuple[list[int], list[dict[str, int]]]] = {}
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in opens and imports, in any order, each stream's in ascending seq."""
        waiting: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.heads:
                waiting.setdefault(entry.stream, []).append(entry)
        while waiting:  # an entry can be placed once all imports below the heads it names are placed
            before = sum(map(len, waiting.values()))
            for stream in list(waiting):
                while waiting[stream] and self._ready(waiting[stream][0], waiting):
                    self._place(waiting[stream].pop(0))
                if not waiting[stream]:
                    del waiting[stream]
            if waiting and sum(map(len, waiting.values())) == before:
                raise Damaged("日志里的先后关系互相矛盾")

    def _ready(self, entry: Entry, waiting: Mapping[str, list[Entry]]) -> bool:
        return not any(
            queue[0].seq <= entry.heads[stream][0]
            for stream, queue in waiting.items()
            if queue and stream in entry.heads and stream != entry.stream
        )

    def _place(self, entry: Entry) -> None:
        seqs, known = self._points.setdefault(entry.stream, ([], []))
        merged = dict(known[-1]) if known else {}
        for stream, (seq, _full, _hash) in entry.heads.items():
            for other, upto in (*self.at((stream, seq)).items(), (stream, seq)):
                merged[other] = max(merged.get(other, 0), upto)
        seqs.append(entry.seq)
        known.append(merged)

    def at(self, place: Place) -> Mapping[str, int]:
        """{other stream: seq up to which it is seen} by the entry at `place`."""
        seqs, known = self._points.get(place[0], ([], []))
        found = bisect_right(seqs, place[1])
        return known[found - 1] if found else {}

    def saw(self, a: Place, b: Place) -> bool:
        """Whether the entry at `a` had seen the one at `b`; an entry has seen itself."""
        if a[0] == b[0]:
            return a[1] >= b[1]
        return self.at(a).get(b[0], 0) >= b[1]

"""What words are found by: signs, and the places they stand in.

A sign is a character, a pair of characters, three or four of a run of digits and letters, three where such a run meets other
words or around a comma, one character three times; or it stands for something referred to, or for the first letters of a
name. Digits and commas are few and stand everywhere: by pairs alone 2027 would be looked for in every record that has 20, 02
and 27, and 第10 in every one of the first place and of October. Places are numbers of a portion (lianluozhan/index.py), kept
as a list or as bits.
"""

from __future__ import annotations

import itertools
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lianluozhan.pinyin import first_letters

PEOPLE = ("visitor_name", "raised_by", "name")  # found by the first letters of their pinyin too
RUN = re.compile("[0-9a-z:.-]{3,}")
ANY_RUN = re.compile("[0-9a-z:.-]+")
THRICE = re.compile(r"([^\n])\1\1")
REFERENCE, SPELLED = "\x01", "\x02"  # before the signs that are no text
BITS = 2048  # places from which on a bit for each of the portion takes no more room than a list of them
WHOLE = 8192  # bytes of a bit for each place two bytes can name
BLOCK = 256  # bytes of these that are passed over together
LIST, MAP = b"L", b"B"  # what is kept of a sign
EDITION = 2  # counted up where other signs are kept: a folder's index is made anew then


def signs(words: str) -> frozenset[str]:
    """What stands for words that are looked for; nothing where they say too little to sift by."""
    if len(words) == 1:
        return frozenset((words,)) - {"\n"}
    return frozenset(
        _pairs(words)
        | {three for run in RUN.findall(words) for three in _of_run(run, 4 if len(run) > 3 else 3)}
        | _thrice(words)
        | _edges(words)
    )


def reference(id: str) -> frozenset[str]:
    """What stands for something referred to: a few others share it."""
    return frozenset((REFERENCE + id[-3:],))


def spelled(letters: str) -> frozenset[str]:
    """What stands for the first letters of a name, two or more."""
    return frozenset(f"{SPELLED}{place}{letters[place : place + 2]}" for place in range(min(len(letters) - 1, 2)))


def all_of(words: str, refs: str, names: Iterable[str | None]) -> set[str]:
    """All that stands for a record with these words, references and names."""
    found = set(words) | _pairs(words) | _thrice(words) | _edges(words)
    for run in RUN.findall(words):
        found |= _of_run(run, 3) | _of_run(run, 4)
    found.discard("\n")
    found.update(REFERENCE + id[-3:] for id in refs.split("\n") if id)
    for name in names:
        letters = first_letters(name[:3]) if name else ()
        found.update(
            f"{SPELLED}{place}{a}{b}"
            for place, (one, two) in enumerate(itertools.pairwise(letters))
            for a in one
            for b in two
        )
    return found


def _pairs(words: str) -> set[str]:
    found = set(map("".join, itertools.pairwise(words)))
    return {pair for pair in found if "\n" not in pair} if "\n" in words else found


def _of_run(run: str, size: int) -> set[str]:
    return {run[n : n + size] for n in range(len(run) - size + 1)}


def _thrice(words: str) -> set[str]:
    return {found[0] for found in THRICE.finditer(words)} if THRICE.search(words) else set()


def _edges(words: str) -> set[str]:
    """Three characters of which some are of a run and some are not, or a comma between two."""
    found = {one[-1:] + "," + other[:1] for one, other in itertools.pairwise(words.split(","))}
    for run in ANY_RUN.finditer(words):
        begin, end = run.span()
        found.add(words[max(begin - 2, 0) : begin + 1])
        found.add(words[end - 1 : end + 2])
        if begin:
            found.add(words[begin - 1 : begin + 2])
        if end < len(words):
            found.add(words[max(end - 2, 0) : end + 1])
    return {three for three in found if len(three) == 3 and "\n" not in three}


# ---- places


def postings(docs: Iterable[tuple]) -> Mapping[str, array]:
    """{sign: the places it stands in} of (place, words, refs, names …)."""
    postings: Mapping[str, array] = defaultdict(lambda: array("H"))
    for doc, words, refs, *names in docs:
        for sign in all_of(words, refs, names):
            postings[sign].append(doc)
    return postings


def kept(docs: array, size: int) -> bytes:
    """The places of a sign as they are kept, of a portion of this size."""
    if len(docs) < BITS:
        return LIST + docs.tobytes()
    bits = bytearray(size // 8 + 1)
    for doc in docs:
        bits[doc >> 3] |= 1 << (doc & 7)
    return MAP + bytes(bits)


Places = int | set[int]  # a bit for each, or they themselves


def places(blob: bytes) -> Places:
    """Those of a sign."""
    return int.from_bytes(blob[1:], "little") if blob[:1] == MAP else set(array("H", blob[1:]))


def both(one: Places, other: Places) -> Places:
    """Those in the one and in the other."""

    if isinstance(one, set):
        return one & other if isinstance(other, set) else _of_bits(one, other)
    return _of_bits(other, one) if isinstance(other, set) else one & other


def _of_bits(few: set[int], many: int) -> set[int]:
    raw = many.to_bytes(WHOLE, "little")
    return {place for place in few if raw[place >> 3] >> (place & 7) & 1}


def bits(some: Places) -> int:
    """A bit for each."""
    if isinstance(some, int):
        return some
    raw = bytearray((max(some, default=0) >> 3) + 1)
    for place in some:
        raw[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(raw, "little")


def down(some: Places) -> Iterator[int]:
    """They themselves, the highest first."""
    if isinstance(some, set):
        yield from sorted(some, reverse=True)
        return
    raw = some.to_bytes(some.bit_length() // 8 + 1, "little")
    for start in range(len(raw) // BLOCK * BLOCK, -1, -BLOCK):
        block = raw[start : start + BLOCK]
        for place in range(len(block) - 1, -1, -1) if any(block) else ():  # mostly few are left, far from each other
            if byte := block[place]:
                for bit in range(7, -1, -1):
                    if byte >> bit & 1:
                        yield (start + place) * 8 + bit

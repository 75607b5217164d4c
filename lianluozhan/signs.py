"""What words are found by: signs, and the places they stand in.

A sign is a character, a pair of characters, three digits or letters of a run; or it stands for something referred to, or
for the first letters of a name. Places are numbers of a portion (lianluozhan/index.py), kept as a list or as bits.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lianluozhan.pinyin import first_letters

PEOPLE = ("visitor_name", "raised_by", "name")  # found by the first letters of their pinyin too
RUN = re.compile("[0-9a-z]{3,}")
REFERENCE, SPELLED = "\x01", "\x02"  # before the signs that are no text
BITS = 1024  # places from which on a bit for each of the portion takes no more room than a list of them
LIST, MAP = b"L", b"B"  # what is kept of a sign


def signs(words: str) -> frozenset[str]:
    """What stands for words that are looked for; nothing where they say too little to sift by."""
    text = words.replace("\n", "")
    return frozenset((text,)) if len(text) == 1 == len(words) else frozenset(_pairs(words) | _runs(words))


def reference(id: str) -> frozenset[str]:
    """What stands for something referred to: a few others share it."""
    return frozenset((REFERENCE + id[-3:],))


def spelled(letters: str) -> frozenset[str]:
    """What stands for the first letters of a name, two or more."""
    return frozenset(f"{SPELLED}{place}{letters[place : place + 2]}" for place in range(min(len(letters) - 1, 2)))


def all_of(words: str, refs: str, names: Iterable[str | None]) -> set[str]:
    """All that stands for a record with these words, references and names."""
    found = set(words) | _pairs(words) | _runs(words)
    found.discard("\n")
    found.update(REFERENCE + id[-3:] for id in refs.split("\n") if id)
    for name in names:
        letters = first_letters(name[:3]) if name else ()
        found.update(f"{SPELLED}{place}{a}{b}" for place, (one, two) in enumerate(zip(letters, letters[1:], strict=False)) for a in one for b in two)
    return found


def _pairs(words: str) -> set[str]:
    found = set(map("".join, zip(words, words[1:], strict=False)))
    return {pair for pair in found if "\n" not in pair} if "\n" in words else found


def _runs(words: str) -> set[str]:
    return {run[n : n + 3] for run in RUN.findall(words) for n in range(len(run) - 2)}


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


def bits(blob: bytes) -> int:
    """The records of a posting, one bit each."""
    if blob[:1] == MAP:
        return int.from_bytes(blob[1:], "little")
    docs = array("H", blob[1:])
    bits = bytearray((docs[-1] >> 3) + 1)
    for doc in docs:
        bits[doc >> 3] |= 1 << (doc & 7)
    return int.from_bytes(bits, "little")


def down(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the highest first."""
    raw = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for place in range(len(raw) - 1, -1, -1):
        if byte := raw[place]:
            for bit in range(7, -1, -1):
                if byte >> bit & 1:
                    yield place * 8 + bit

"""A number as Code 128, for a reader at the desk: where its bars begin and how wide they are."""

from __future__ import annotations

from functools import lru_cache

MODULE = 0.72  # points the narrowest bar is wide: a quarter of a millimetre, what a cheap reader takes
TALL = 17.0  # points the bars are high


@lru_cache(maxsize=64)
def bars(number: str) -> tuple[tuple[tuple[float, float], ...], float]:
    """((where a bar begins, how wide it is) …, how wide they are together) in points. ValueError for what it cannot say."""
    # Brings all of reportlab's drawing: not before a code is wanted.
    from reportlab.graphics.barcode.code128 import Code128

    if not number.isascii():
        raise ValueError(number)
    code = Code128(number, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    at, found = 0, []
    for letter in code.decomposed:  # A to D a bar of so many modules, a to d a gap
        wide = ord(letter.upper()) - ord("A") + 1
        if letter.isupper():
            found.append((at * MODULE, wide * MODULE))
        at += wide
    return tuple(found), at * MODULE

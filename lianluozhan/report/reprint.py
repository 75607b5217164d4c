"""A kept paper printed again: the copy says so, the kept one stays as it is; and how many pages kept papers have."""

from __future__ import annotations

import io


def pages(kept: bytes) -> int:
    """How many pages a paper of ours has."""
    import pypdfium2  # 60 ms that a command without a kept paper does not need

    document = pypdfium2.PdfDocument(kept)
    try:
        return len(document)
    finally:
        document.close()


def again(kept: bytes, number: int) -> bytes:
    """A copy with 补打第 2 次 at the head of every page; without a number where nobody could count."""
    import pypdfium2

    from lianluozhan.report.page import stamped  # what draws papers: not before one is printed again

    words = f"补打第 {number} 次" if number else "补打"
    document, marks = pypdfium2.PdfDocument(kept), {}
    try:
        for page in document:
            if (size := page.get_size()) not in marks:
                marks[size] = pypdfium2.PdfDocument(stamped(words, *size)).page_as_xobject(0, document)
            page.insert_obj(marks[size].as_pageobject())
            page.gen_content()
        written = io.BytesIO()
        document.save(written)
    finally:
        document.close()
    return written.getvalue()

"""The words in a file somebody keeps, so that it is found by them: PDF, Word, plain text; of a picture there are none.

Whoever made the file is not trusted: what cannot be read is refused in words, what would never end is cut off.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lianluozhan.attachment import COPY_AGAIN
from lianluozhan.errors import BadInput
from lianluozhan.field import LONGEST, UNSEEN

if TYPE_CHECKING:
    import pypdfium2

SECONDS = 20.0  # after which the rest of a PDF is left unread
HAN = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line's end in the middle of a sentence, gaps between characters.
BROKEN = re.compile(rf"(?<=[{HAN}])(?<![。；：！？])[ \t\u00a0\u3000]*\n?[ \t\u00a0\u3000]*(?=[{HAN}])")
GAPS, LINES = re.compile(r"[ \t\u00a0\u3000]+"), re.compile(r"\s*\n\s*")
NOTHING = "没有认出文字，多半是扫描的图；只能按标题和关键词找，请在“关键词”里写几个常用的词"
CUT = f"太长，按文字找只找前 {LONGEST // 10000} 万字"
ELSE = "请另存为 PDF、Word（.docx）或文本（.txt）再添加"


class Found(NamedTuple):
    """The words of a file, at most field.LONGEST characters; `note` says why there are none, or not all."""

    words: str
    note: str = ""


def words_in(name: str, data: bytes) -> Found:
    """What stands in a file of this name. Raises BadInput where it is no file that can be read."""
    ending = Path(name).suffix.lower()
    if ending not in READS:
        raise BadInput(f"“{name}”不是能放上来的文件", then=ELSE)
    words = tidy(READS[ending](name, data))
    return Found(words[:LONGEST], "" if 0 < len(words) <= LONGEST else CUT if words else NOTHING)


def tidy(text: str) -> str:
    """Words as they are looked for: lines that a page broke are whole again, nothing unseen is left."""
    text = UNSEEN.sub(
        "",
        unicodedata.normalize(
            "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\uffff", "")
        ),
    )
    return LINES.sub("\n", GAPS.sub(" ", BROKEN.sub("", text))).strip()


def _pdf(name: str, data: bytes) -> str:
    import pypdfium2  # 60 ms that nothing else needs

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = f"“{name}”要密码才能打开，没有放上来" if locked else f"“{name}”坏了，或者不是 PDF，没有放上来"
        raise BadInput(what, then="请另存一份没有密码的" if locked else COPY_AGAIN) from None
    with document:
        return "\n".join(_pages(document))


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The words page by page, until there are enough or it takes too long; a page that is broken has none."""
    from pypdfium2 import PdfiumError

    ends, held = time.monotonic() + SECONDS, 0
    for place in range(len(document)):
        try:
            text = document[place].get_textpage().get_text_range()
        except PdfiumError:
            continue
        yield text
        held += len(text)
        if held > 2 * LONGEST or time.monotonic() > ends:
            return


def _docx(name: str, data: bytes) -> str:
    from lianluozhan.draft_file import of_word  # its library takes a while

    return of_word(name, data)


def _text(name: str, data: bytes) -> str:
    from lianluozhan.draft_file import of_plain

    return of_plain(name, data)


READS: Mapping[str, Callable[[str, bytes], str]] = {".pdf": _pdf, ".docx": _docx, ".txt": _text}

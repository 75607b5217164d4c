"""The text of a draft as it was sent down: a file of Word or plain text; loaded when one is read, its library takes a while.

Numbers that Word counts by itself (第一条 as a list) are written out, inserted words are in, deleted ones are not.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from lxml import etree

from lianluozhan.articles import numeral
from lianluozhan.errors import BadInput

WORD, PLAIN = ".docx", (".txt",)
LARGEST, LARGEST_INSIDE = 20 * 2**20, 80 * 2**20  # bytes of a file, and of what is packed in it
SAVE_ANEW = "请用 Word 或 WPS 打开，另存为 .docx，再选一次"
P, R, T = qn("w:p"), qn("w:r"), qn("w:t")
BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", T: None}
GONE = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
CHINESE = ("chinese", "ideograph", "japanese", "taiwanese")  # how the names of Word's own ways to count in 一二三 begin


def text_of(file: Path) -> str:
    """The words of a file. Raises BadInput where it is of another kind, cannot be read, or has none."""
    kind = file.suffix.lower()
    if kind not in (WORD, *PLAIN):
        raise BadInput(
            f"{file.name} 不是 {WORD} 或 {PLAIN[0]}",
            then=SAVE_ANEW if kind in (".doc", ".wps", ".rtf") else f"草案请选 {WORD} 或 {PLAIN[0]} 文件",
        )
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(f"{file.name} 超过 {LARGEST // 2**20} MB", then="请去掉里面的图片再选一次")
        said = (of_word if kind == WORD else of_plain)(file.name, file.read_bytes())
    except OSError as error:
        raise BadInput(f"读不了 {file}", then="请看看文件在不在、是不是正被别的程序打开") from error
    if not said.strip():
        raise BadInput(f"{file.name} 里没有文字", then="扫描件读不出文字；请要一份电子版")
    return said


def of_plain(name: str, data: bytes) -> str:
    """The words of plain text in whatever code it was written. Raises BadInput where it is none."""
    for way in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            found = data.decode(way)
        except UnicodeDecodeError:
            continue
        if "\0" not in found:
            return found
    raise BadInput(f"{name} 里的文字读不出来", then=SAVE_ANEW)


def of_word(name: str, data: bytes) -> str:
    """The words of a file of Word, a line a paragraph. Raises BadInput where it is broken, locked or swollen."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_INSIDE:
                raise BadInput(f"{name} 里面的内容太大", then=SAVE_ANEW)
        document = Document(BytesIO(data))
        counted = _Counted(document)
        return "\n".join(
            counted.before(one) + "".join(_words(one)) for one in document.element.body.iter(P) if not _gone(one)
        )
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        RuntimeError,
        NotImplementedError,
        etree.LxmlError,
    ) as error:
        raise BadInput(f"{name} 打不开，可能坏了，或者加了密码", then=SAVE_ANEW) from error


def _gone(node: etree._Element) -> bool:
    return any(above.tag in GONE for above in node.iterancestors())


def _words(paragraph: etree._Element) -> Iterator[str]:
    """What stands in a paragraph itself; a text box in it has paragraphs of its own."""
    for node in paragraph.iter(*BREAKS):
        if node.getparent().tag == R and next(node.iterancestors(P)) is paragraph and not _gone(node):
            yield (node.text if node.tag == T else BREAKS[node.tag]) or ""


class _Counted:
    """The numbers that Word shows before paragraphs of a list and keeps nowhere."""

    def __init__(self, document: Opened) -> None:
        self.levels: dict[tuple[str, str], tuple[str, str, int]] = {}  # {(list, level): (第%1条, how it counts, from)}
        self.of_style: dict[str, tuple[str, str]] = {}
        self.reached: Counter[tuple[str, str]] = Counter()
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists
            return
        shapes = {one.get(qn("w:abstractNumId")): one for one in numbering.iter(qn("w:abstractNum"))}
        for one in numbering.iter(qn("w:num")):
            shape = shapes.get(_value(one, "w:abstractNumId"))
            for level in shape.iter(qn("w:lvl")) if shape is not None else ():
                self.levels[one.get(qn("w:numId")), level.get(qn("w:ilvl"))] = (
                    _value(level, "w:lvlText"),
                    _value(level, "w:numFmt"),
                    int(_value(level, "w:start") or 1),
                )
        for style in document.styles.element.iter(qn("w:style")):
            self.of_style[style.get(qn("w:styleId"))] = _list_of(style)

    def before(self, paragraph: etree._Element) -> str:
        """第三条 and a blank; "" where nothing is counted, or only points are drawn."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        own, level = _list_of(paragraph)
        if not own and style is not None:
            own, level = self.of_style.get(style.get(qn("w:val")), ("", "0"))
        shape = self.levels.get((own, level))
        if shape is None or shape[1] in ("bullet", "none") or not "".join(_words(paragraph)).strip():
            return ""
        self.reached[own, level] += 1
        for deeper in [key for key in self.reached if key[0] == own and int(key[1]) > int(level)]:
            del self.reached[deeper]
        said = shape[0]
        for place in range(int(level) + 1):
            _text, counts, start = self.levels.get((own, str(place)), ("", "", 1))
            number = start - 1 + max(self.reached[own, str(place)], 1)
            said = said.replace(f"%{place + 1}", numeral(number) if counts.startswith(CHINESE) else str(number))
        return f"{said}\u3000" if said else ""


def _list_of(node: etree._Element) -> tuple[str, str]:
    """(list, level) of a paragraph or a style; ("", "0") where it is of none."""
    numbered = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    return ("", "0") if numbered is None else (_value(numbered, "w:numId"), _value(numbered, "w:ilvl") or "0")


def _value(node: etree._Element, name: str) -> str:
    found = node.find(qn(name))
    return "" if found is None else found.get(qn("w:val")) or ""

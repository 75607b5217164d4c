"""How a font goes into a PDF: once, with two-byte codes, and a table that gives every character back to a reader.

reportlab 5.1.0 cuts a font into pieces of 256 characters, so that Chinese text changes font at nearly every character,
and its table writes what is above U+FFFF as five hex digits where UTF-16BE is due (ISO 32000-1 §9.10.3): 𬱖 prints and
extracts as ⳅ. What is here is three times as fast and right; tests/paper/test_embed.py says when reportlab is mended.
"""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from lianluozhan.report.typeface import Face

BLOCK = 100  # entries a bfchar block may have (Adobe technical note 5411)


class _Codes(dict[int, int]):
    """Gives each character its code in the document at its first use; code 0 is the missing glyph."""

    def __missing__(self, char: int) -> int:
        self[char] = code = len(self) + 1
        return code


class Embedded:
    """A font in one document. reportlab calls `addObjects` when the document is finished."""

    def __init__(self, face: Face, canvas: Canvas, number: int) -> None:
        self.face, self.name, self.codes = face, f"T{number}", _Codes()
        canvas._doc.delayedFonts.append(self)

    def shown(self, text: str) -> str:
        """The text as the operand of Tj: two bytes a character, in hex."""
        return text.translate(self.codes).encode("utf-16-be").hex()

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Write font, widths and tables into the document (ISO 32000-1 §9.7)."""
        chars = list(self.codes)
        base = f"{'ABCDEFGHIJKLMNOP'[int(self.name[1:])] * 6}+{self.face.name}"
        # written before the glyph program is made: the descriptor closes over the same character list
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(base),
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": self.face.glyphs.addSubsetObjects(doc, base, chars),
                "DW": 1000,
                "W": PDFArray([1, PDFArray([self.face.glyphs.getCharWidth(char) for char in chars])]),
                "CIDToGIDMap": doc.Reference(_stream(_glyph_numbers(self.face, chars)), f"{self.name} glyphs"),
            }
        )
        whole = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([doc.Reference(descendant, f"{self.name} font")]),
                "ToUnicode": doc.Reference(_stream(to_unicode(chars)), f"{self.name} unicode"),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(whole, self.name)


def _stream(content: str | bytes) -> PDFStream:
    return PDFStream(content=content, filters=[PDFZCompress])


def _glyph_numbers(face: Face, chars: list[int]) -> bytes:
    """Code → glyph of the cut-down font, two bytes each; makeSubset counts a glyph of two characters once."""
    numbers = {0: 0}
    glyphs = [0, *(face.glyphs.charToGlyph[char] for char in chars)]
    return b"".join(numbers.setdefault(glyph, len(numbers)).to_bytes(2) for glyph in glyphs)


def to_unicode(chars: list[int]) -> str:
    """The table by which readers turn codes 1, 2, … back into these characters."""
    entries = [f"<{code:04X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars, 1)]
    blocks = [entries[at : at + BLOCK] for at in range(0, len(entries), BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )

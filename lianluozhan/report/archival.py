"""What makes a paper one that archives may keep: PDF/A-2u (ISO 19005-2): its description as XMP, and which colours are meant.

The rest of what the standard asks lies elsewhere: embed.py embeds every font with a table back to text, page.py encrypts
nothing and runs nothing. tests/paper/test_archival.py goes through the list; README.md says what has not been tried.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from lianluozhan import resource

VERSION = (1, 7)  # of PDF, which the standard is written for
COLOURS = "sRGB IEC61966-2.1"
PROGRAM = "联络站"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
XMP = """<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{program}</pdf:Producer><xmp:CreatorTool>{author}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


UNENDED, END = PDFStream.format, b"endstream\n"


def _ended(stream: PDFStream, document: object) -> bytes:
    """A stream as bytes, its end on a line of its own (ISO 19005-2 §6.1.7): reportlab 5.1.0 puts no line end before it."""
    return UNENDED(stream, document).removesuffix(END) + b"\n" + END


PDFStream.format = _ended  # pages, fonts and pictures are streams that reportlab makes itself


def describe(canvas: Canvas, title: str, author: str) -> None:
    """Say what the document is, in both of the ways a PDF says it, and which colours its numbers mean."""
    title, author = _printable(title), _printable(author)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator(author)
    canvas.setProducer(PROGRAM)
    canvas.setCatalogEntry("Lang", "zh-CN")
    catalog = canvas._doc.Catalog
    said = XMP.format(bom=BOM, title=escape(title), author=escape(author), program=PROGRAM, made=_moment(canvas))
    # Readable without unpacking.
    catalog.Metadata = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), said.encode("utf-8")
    )
    # Reportlab 5.1.0 leaves out what it does not know.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([_intent(canvas)])


def _intent(canvas: Canvas) -> PDFDictionary:
    profile = resource.path("colours", "sRGB2014.icc").read_bytes()
    stream = PDFStream(PDFDictionary({"N": 3}), profile, [PDFZCompress])
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(COLOURS),
            "Info": PDFString(COLOURS),
            "DestOutputProfile": canvas._doc.Reference(stream, "colours"),
        }
    )


def _printable(text: str) -> str:
    """A text without what XML has no way to write."""
    return "".join(char for char in text if char >= " ")


def _moment(canvas: Canvas) -> str:
    """When the document is made, as its other description has it."""
    stamp = canvas._doc._timeStamp
    zone = timezone(timedelta(hours=stamp.dhh, minutes=stamp.dmm))
    return datetime(*stamp.YMDhms).replace(tzinfo=zone).isoformat()

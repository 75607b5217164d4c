"""The list of what ISO 19005-2 (PDF/A-2u) asks of papers like ours, looked at with pypdf, fontTools and the bytes themselves."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

FORBIDDEN = (
    "/Encrypt",
    "/JavaScript",
    "/JS",
    "/AA",
    "/OpenAction",
    "/Launch",
    "/EmbeddedFiles",
    "/AcroForm",
    "/XFA",
    "/PS",
    "/Alternates",
    "/OPI",
    "/TR",
    "/HTP",
)
SPACES = ("/DeviceGray", "/DeviceRGB", "/Indexed")  # what the one output intent, an RGB profile, gives a meaning to
FILTERS = ("/FlateDecode", "/DCTDecode", "/ASCII85Decode")  # and not LZW
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = {
    "part": "{http://www.aiim.org/pdfa/ns/id/}part",
    "conformance": "{http://www.aiim.org/pdfa/ns/id/}conformance",
    "made": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
}


def faults(path: Path) -> list[str]:
    """What archives would object to; nothing where all is well."""
    data, reader = path.read_bytes(), PdfReader(path, strict=True)
    return [
        *_file(data, reader),
        *_described(reader),
        *_colours(reader),
        *(fault for font in _fonts(reader) for fault in _font(font)),
        *_objects(reader),
    ]


def _file(data: bytes, reader: PdfReader) -> Iterator[str]:
    first, second = data.split(b"\n", 2)[:2]
    if not re.fullmatch(rb"%PDF-1\.[0-7]", first) or second[:1] != b"%" or len(second) < 5 or min(second[1:5]) < 128:
        yield "header"
    if len(reader.trailer.get("/ID", ())) != 2:
        yield "no ID"
    if not re.search(rb"%%EOF\s?$", data):
        yield "something behind the end"
    for begun in re.finditer(rb"/Length (\d+)[^>]*(?:>>|/[^>]*>>)\s*stream(\r?\n)", data):
        if not re.match(rb"\r?\nendstream", data[begun.end() + int(begun[1]) :][:16]):
            yield f"a stream's length at {begun.start()}"


def _described(reader: PdfReader) -> Iterator[str]:
    stream, info = reader.trailer["/Root"].get("/Metadata"), reader.metadata
    if stream is None or "/Filter" in stream.get_object():
        yield "no XMP, or packed"
        return
    root = ElementTree.fromstring(stream.get_object().get_data().decode("utf-8"))
    said = {name: "".join(next(root.iter(tag)).itertext()) for name, tag in XMP.items()}
    if (said["part"], said["conformance"]) != ("2", "U"):
        yield "which standard"
    if (said["title"], said["author"], said["producer"]) != (info.title, info.author, info.producer):
        yield "two descriptions that differ"
    if said["made"] != info.creation_date.isoformat():
        yield "two dates that differ"


def _colours(reader: PdfReader) -> Iterator[str]:
    intents = reader.trailer["/Root"].get("/OutputIntents", ())
    if len(intents) != 1 or intents[0].get_object()["/S"] != "/GTS_PDFA1":
        yield "no output intent"
        return
    profile = intents[0].get_object()["/DestOutputProfile"].get_object()
    icc = profile.get_data()
    if (
        profile["/N"] != 3
        or icc[16:20] != b"RGB "
        or icc[36:40] != b"acsp"
        or icc[8] not in (2, 4)
        or int.from_bytes(icc[:4]) != len(icc)
    ):
        yield "profile"
    for page in reader.pages:
        if re.search(rb"[\d.] [kK]\b", page.get_contents().get_data()):
            yield "CMYK"


def _fonts(reader: PdfReader) -> list[DictionaryObject]:
    found = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found[font.idnum] = font.get_object()
    return list(found.values())


def _font(font: DictionaryObject) -> Iterator[str]:
    name = font["/BaseFont"]
    below = font.get("/DescendantFonts", [None])[0]
    if below is None or "/FontFile2" not in below.get_object()["/FontDescriptor"]:
        yield f"{name} is not embedded"
        return
    below = below.get_object()
    program = TTFont(BytesIO(below["/FontDescriptor"]["/FontFile2"].get_object().get_data()))
    unit, widths = 1000 / program["head"].unitsPerEm, program["hmtx"].metrics
    order, glyphs = program.getGlyphOrder(), below["/CIDToGIDMap"].get_object().get_data()
    first, said = below["/W"][0], below["/W"][1]
    for at, wide in enumerate(said):
        number = int.from_bytes(glyphs[2 * (first + at) :][:2])
        if not 0 < number < len(order):
            yield f"{name}: code {first + at} has no glyph"
        elif abs(widths[order[number]][0] * unit - wide) > 1:
            yield f"{name}: width of code {first + at}"
    if (
        font["/Encoding"] != "/Identity-H"
        or "/ToUnicode" not in font
        or len(re.findall(r"^<\w{4}> <\w+>$", _text(font["/ToUnicode"]), re.M)) != len(said)
    ):
        yield f"{name}: codes without a character"


def _text(stream: object) -> str:
    return stream.get_object().get_data().decode("ascii")


def _objects(reader: PdfReader) -> Iterator[str]:
    for number in range(1, int(reader.trailer["/Size"])):
        yield from _object(reader.get_object(number))


def _object(thing: object) -> Iterator[str]:
    if isinstance(thing, ArrayObject):
        for one in thing:
            yield from _object(one)
    if not isinstance(thing, DictionaryObject):
        return
    yield from (f"{key}" for key in thing if key in FORBIDDEN or thing[key] in FORBIDDEN)
    if isinstance(thing, StreamObject) and not set(_several(thing.get("/Filter", ()))) <= set(FILTERS):
        yield f"{thing['/Filter']}"
    if thing.get("/Subtype") == "/Image" and (
        _several(thing.get("/ColorSpace", "/DeviceGray"))[0] not in SPACES or thing.get("/Interpolate")
    ):
        yield f"a picture in {thing.get('/ColorSpace')}"
    for one in thing.values():
        if isinstance(one, ArrayObject | DictionaryObject):
            yield from _object(one)


def _several(value: object) -> list:
    return list(value) if isinstance(value, ArrayObject | tuple) else [value]

"""The pages of a PDF as pictures, on the screen and on paper: drawn by PDFium from the same bytes, in the worker only.

PDFium is loaded when the first page is drawn: the window opens without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QBuffer, QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from lianluozhan.errors import Problem, why

POINT = 72  # of an inch
DOTS = 300  # to an inch of paper: sharp for the smallest type of a register
THUMB = 92  # pixels a small page is wide
FOUND, MEANT = "#FFF0A8", "#FFC44D"  # colours of a felt pen


class Document(NamedTuple):
    """A paper: what it is called, the name of its file, its bytes, the characters no font has; `people` are the records whose
    people stand on it unmasked, `given` what of somebody stands in words for everybody, `reprint` where it is the copy of a
    kept one."""

    name: str
    file: str
    data: bytes
    pages: int
    missing: tuple[str, ...] = ()
    people: Mapping[str, Any] = MappingProxyType({})
    given: tuple[str, ...] = ()
    reprint: bool = False
    brought: bool = False  # a file somebody else made: nothing is known of its fonts


Box = tuple[float, float, float, float]  # left, bottom, right, top in points of the page


class Hit(NamedTuple):
    """A place where words stand: on which page, one box for each line they run over."""

    page: int
    boxes: tuple[Box, ...]


class Marks(NamedTuple):
    """What is marked on a page: every place, and the one that is meant."""

    all: tuple[Box, ...] = ()
    here: tuple[Box, ...] = ()


NO_MARKS = Marks()


class Job(NamedTuple):
    """How to print: on which printer, how many, on both sides or one."""

    printer: str
    copies: int = 1
    both_sides: bool = False


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2  # 60 ms that a window without a preview does not need

    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def is_pdf(data: bytes) -> bool:
    """Whether these bytes are a PDF; its mark may stand a little behind their beginning."""
    return b"%PDF-" in data[:1024]


def pages(data: bytes) -> int:
    """How many pages of these bytes can be drawn here: a photo is one, 0 where they are neither photo nor a sound PDF."""
    if not is_pdf(data):
        return int(not QImage.fromData(data).isNull())
    import pypdfium2

    try:
        with _opened(data) as document:
            return len(document)
    except pypdfium2.PdfiumError:  # damaged, or locked with a password
        return 0


def picture(data: bytes, number: int, width: int, ratio: float = 1.0, marks: Marks = NO_MARKS) -> QImage:
    """Page `number` (0 = the first) as a picture `width` logical pixels wide on a screen of this ratio."""
    if not is_pdf(data):
        return _photo(data, width, ratio)
    with _opened(data) as document:
        page = document[number]
        high, scale = page.get_height(), width * ratio / page.get_width()
        image = _image(page, scale)
    _mark(image, marks, high, scale)
    image.setDevicePixelRatio(ratio)
    return image


def _mark(image: QImage, marks: Marks, high: float, scale: float) -> None:
    """Colour what was found as a felt pen would: the print stays black."""
    if not marks.all:
        return
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    others = [box for box in marks.all if box not in marks.here]
    for boxes, colour in ((others, FOUND), (marks.here, MEANT)):
        for left, bottom, right, top in boxes:
            painter.fillRect(
                QRectF(left * scale, (high - top) * scale, (right - left) * scale, (top - bottom) * scale),
                QColor(colour),
            )
    painter.end()


def size(data: bytes, number: int) -> tuple[float, float]:
    """How wide and high a page is, in points."""
    with _opened(data) as document:
        return document.get_page_size(number)


def find(data: bytes, words: str) -> list[Hit]:
    """Where these words stand, also over the end of a line; capitals and spaces do not matter."""
    sought = "".join(words.lower().split())
    if not sought or not is_pdf(data):
        return []
    with _opened(data) as document:
        return [hit for number in range(len(document)) for hit in _on_page(document[number], number, sought)]


def _on_page(page: Any, number: int, sought: str) -> Iterator[Hit]:
    text = page.get_textpage()
    units: list[int] = []  # PDFium counts in UTF-16
    at, letters = 0, []
    for char in text.get_text_range():
        if not char.isspace():
            letters.append(char.lower()[:1])
            units.append(at)
        at += 2 if ord(char) > 0xFFFF else 1
    whole, begin = "".join(letters), 0
    while (begin := whole.find(sought, begin)) >= 0:
        end = begin + len(sought)
        yield Hit(number, tuple(_lines([text.get_charbox(units[one], loose=True) for one in range(begin, end)])))
        begin = end
    text.close()
    page.close()


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of characters as one box a line."""
    made: list[Box] = []
    for box in boxes:
        # beside the one before
        if made and box[0] >= made[-1][0] and min(box[3], made[-1][3]) > max(box[1], made[-1][1]):
            left, bottom, right, top = zip(made[-1], box, strict=True)
            made[-1] = min(left), min(bottom), max(right), max(top)
        else:
            made.append(tuple(box))
    return made


def _photo(data: bytes, width: int, ratio: float) -> QImage:
    """A photo the way up it was taken, never larger than it is by more than twice."""
    buffer = QBuffer()
    buffer.setData(data)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    image = image.scaledToWidth(
        round(min(width * ratio, image.width() * 2)), Qt.TransformationMode.SmoothTransformation
    )
    image.setDevicePixelRatio(ratio)
    return image


def thumbs(data: bytes, numbers: Sequence[int], ratio: float = 1.0) -> list[QImage]:
    """Small pictures of some pages."""
    return [picture(data, number, THUMB, ratio) for number in numbers]


def _image(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
    bitmap.close()
    page.close()
    return image


def printers() -> tuple[list[str], str]:
    """The printers of this PC, and the usual one."""
    return QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()


def printer_of(job: Job) -> QPrinter:
    """The printer of a job."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(job.printer)
    printer.setCopyCount(job.copies)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if job.both_sides else QPrinter.DuplexMode.DuplexNone)
    return printer


def print_pages(data: bytes, printer: QPrinter, tell: Callable[..., None]) -> int:
    """Print all pages, or those the system's dialog asked for, each on a sheet of its own way up; returns how many.
    Raises Problem where the printer refuses."""
    printer.setResolution(DOTS)
    printer.setFullPage(True)
    painter = QPainter()
    with _opened(data) as document:
        try:
            wanted = range(len(document))[max(printer.fromPage() - 1, 0) : printer.toPage() or None]
            for number, page in enumerate(document[at] for at in wanted):
                tell("打印", number + 1, len(wanted))
                _turn(printer, page.get_width() > page.get_height())
                if not (printer.newPage() if number else painter.begin(printer)):
                    raise Problem(
                        "打印机没有接下这份文件", then="请看一看打印机开着没有、有没有纸，再打一次；也可以另存为 PDF"
                    )
                area = printer.pageLayout().fullRectPixels(DOTS)
                painter.drawImage(QRect(0, 0, area.width(), area.height()), _image(page, DOTS / POINT))
        except BaseException:
            printer.abort()
            raise
        finally:
            painter.end()
        return len(wanted)


def _turn(printer: QPrinter, lying: bool) -> None:
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF()))


def save(path: Path, data: bytes) -> Path:
    """Write a document where a person wants it, whole or not at all. Raises Problem."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Problem(
            f"“{path.name}”没有存成（{why(error)}）", then="请关掉打开着它的程序，或者换一个地方再存"
        ) from error
    return path

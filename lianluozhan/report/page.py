"""Where things stand on a sheet of paper; the only file that knows x and y."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from lianluozhan.report import archival
from lianluozhan.report.barcode import TALL, bars
from lianluozhan.report.embed import Embedded
from lianluozhan.report.printed import Printed
from lianluozhan.report.strip import AIR, LEFT, MIDDLE, PAD, RIGHT, Measured, Strip, Style, forget, measure, pages
from lianluozhan.report.typeface import SANS, SERIF, TITLE, Face, face, missing

BINDING, MARGIN = 25 * mm, 11 * mm  # 装订边 on the left, the other side
TOP, BOTTOM = 14 * mm, 12 * mm
THIN, THICK = 0.4, 0.9  # points: the lines inside a table and around it
HEAD, SMALL = Style(SERIF, 10.0, 14.0), Style(SERIF, 8.5, 12.0)
TITLE_STYLE, STAMP = Style(TITLE, 19.0, 26.0), Style(SANS, 13.0, 18.0)
AGAIN = 12  # characters: shorter lines are remembered
RISE = 0.38  # share of the size between a Chinese character's middle and its base line


@dataclass(frozen=True)
class Sheet:
    """A paper apart from its strips: three texts above the table, two below; `header` opens each page's table."""

    title: str
    above: tuple[str, str, str]
    below: tuple[str, str]
    header: tuple[Strip, ...] = ()
    portrait: bool = False
    stamp: str = ""
    mirrored: bool = False


class Layout:
    """A paper put on pages; `missing` are the characters that no font has.

    `before`: how many pages of the year precede it where page numbers run on; None where each paper counts for itself.
    `through`: how many pages of the paper it is a part of precede it, and how many there are; None where it is the whole.
    """

    before: int | None = None
    through: tuple[int, int] | None = None

    def __init__(self, sheet: Sheet, strips: Iterable[Strip]) -> None:
        self.sheet = sheet
        self.width, self.height = A4 if sheet.portrait else landscape(A4)
        self.right = self.width - MARGIN
        self.top = self.height - TOP - TITLE_STYLE.leading - HEAD.leading - 4
        self.missing = missing(face(HEAD.face), "".join(sheet.above)) | missing(face(TITLE), sheet.title)
        self.header = list(self._measured(sheet.header))
        room = self.top - BOTTOM - SMALL.leading - 4 - sum(strip.height for strip in self.header)
        self.pages = pages(self._measured(strips), room)
        forget()

    @property
    def _thirds(self) -> tuple[float, float, float]:
        """Where what stands left, in the middle and right begins, has its middle and ends."""
        return BINDING, (BINDING + self.right) / 2, self.right

    def _measured(self, strips: Iterable[Strip]) -> Iterator[Measured]:
        for strip in strips:
            measured = measure(strip, self.right - BINDING)
            for text in measured.texts:
                self.missing |= text.missing
            for cell in strip.cells:
                self.missing |= missing(face(cell.style.face), cell.foot)
            yield measured

    def draw(self, pen: Pen) -> None:
        """Draw every page, from the title to the foot."""
        for number, strips in enumerate(self.pages, start=1):
            mirrored = self.sheet.mirrored and pen.canvas.getPageNumber() % 2 == 0
            pen.moved = (MARGIN - BINDING if mirrored else 0.0, 0.0)
            self.draw_page(pen, strips, number)

    def draw_page(self, pen: Pen, strips: list[Measured], number: int) -> None:
        """Draw one page."""
        pen.canvas.setPageSize((self.width, self.height))
        self._head(pen)
        self._table(pen, [*self.header, *strips])
        self._foot(pen, number)
        pen.turn()

    def _head(self, pen: Pen) -> None:
        sheet, base = self.sheet, self.height - TOP - TITLE_STYLE.size
        pen.write(sheet.title, self._thirds[1], base, TITLE_STYLE, MIDDLE)
        for text, x, align in zip(sheet.above, self._thirds, (LEFT, MIDDLE, RIGHT), strict=True):
            pen.write(text, x, self.top + 6, HEAD, align)
        if sheet.stamp:
            pen.stamp(sheet.stamp, self.right, base)

    def _foot(self, pen: Pen, number: int) -> None:
        left, right = self.sheet.below
        earlier, of = self.through or (0, len(self.pages))
        whole = f"第 {earlier + number} 页 共 {of} 页"
        running = "" if self.before is None else f"全年第 {self.before + number} 页　本月"
        below = (left, running + whole, right)
        for text, x, align in zip(below, self._thirds, (LEFT, MIDDLE, RIGHT), strict=True):
            pen.write(text, x, BOTTOM, SMALL, align)

    def _table(self, pen: Pen, strips: list[Measured]) -> None:
        """The strips one below the other; neighbours share their lines, the table has one frame."""
        y, framed_from = self.top, None
        for measured in strips:
            if measured.strip.ruled and framed_from is None:
                framed_from = y
            elif not measured.strip.ruled and framed_from is not None:
                pen.frame(BINDING, y, self.right - BINDING, framed_from - y)
                framed_from = None
            if framed_from is not None and framed_from != y:
                pen.across(BINDING, self.right, y)
            self._strip(pen, measured, y)
            if measured.strip.cut:
                self._dashes(pen, measured, y - measured.height / 2)
            y -= measured.height
        if framed_from is not None:
            pen.frame(BINDING, y, self.right - BINDING, framed_from - y)

    def _dashes(self, pen: Pen, measured: Measured, y: float) -> None:
        """A line to cut along, open where the words stand."""
        half = max((wide for _, wide in measured.texts[0].lines), default=0) / 2 + 8
        for begin, end in ((BINDING, self._thirds[1] - half), (self._thirds[1] + half, self.right)):
            pen.dashes(begin, end, y)

    def _strip(self, pen: Pen, measured: Measured, top: float) -> None:
        """The cells of a strip from left to right, each text in the middle of its height or at its top."""
        x, bottom = BINDING, top - measured.height
        for cell, text, end in zip(measured.strip.cells, measured.texts, measured.edges, strict=True):
            end, style, align = BINDING + end, cell.style, cell.align
            coded = bool(cell.code) * TALL
            middle = top - AIR - len(text.lines) * style.leading / 2 if cell.top else (top + bottom - coded) / 2
            base = middle + (len(text.lines) - 1) * style.leading / 2 - RISE * style.size
            for line, wide in text.lines:
                at = (
                    x + PAD
                    if align == LEFT
                    else end - PAD - wide
                    if align == RIGHT
                    else _centred(line, wide, x, end, style)
                )
                pen.write(line, at, base, style)
                base -= style.leading
            if cell.line:
                pen.across(x + PAD + sum(wide for _, wide in text.lines), end - 14, base + style.leading - 2)
            if cell.code:
                pen.code(cell.code, (x + end) / 2, top - AIR - TALL)
            if cell.foot:
                pen.write(cell.foot, end - 2 * PAD, bottom + AIR + style.leading / 2 - RISE * style.size, style, RIGHT)
            x = end
        if measured.strip.ruled:
            pen.sides(measured.edges, top, bottom)


def _centred(line: str, wide: float, begin: float, end: float, style: Style) -> float:
    """Where a line in the middle of its cell begins; a mark at its end hangs over while there is room, so that names stand below names."""
    hangs = style.size if line.endswith(("、", "，")) else 0.0
    return max(min((begin + end - wide + hangs) / 2, end - PAD - wide), begin + PAD)


def numbered(parts: list[Layout]) -> list[Layout]:
    """The parts of one paper, their pages numbered through."""
    lengths = [len(part.pages) for part in parts]
    for at, part in enumerate(parts):
        part.through = sum(lengths[:at]), sum(lengths)
    return parts


class Pen:
    """Writes on one document: collects the operators of a page, lines that meet become one."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.fonts: dict[Face, Embedded] = {}
        self.known: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.moved = (0.0, 0.0)  # points this page is moved to the right and upwards
        self._blank()

    def _blank(self) -> None:
        self.text: list[str] = []
        self.lines: list[str] = []
        self.font: tuple[str, float] | None = None
        self.open: tuple[tuple[float, ...], float, float] = ((), 0, 0)

    def write(self, text: str, x: float, y: float, style: Style, align: str = LEFT) -> None:
        """Write a line of text; `x` is where it begins, has its middle or ends."""
        if align != LEFT:
            x -= face(style.face).wide(text) * style.size / 1000 / (2 if align == MIDDLE else 1)
        self.text.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for font, shown in self._runs(style.face, text):
            if self.font != (font, style.size):
                self.font = (font, style.size)
                self.text.append(f"/{font} {style.size} Tf")
            self.text.append(shown)

    def _runs(self, name: str, text: str) -> list[tuple[str, str]]:
        """Font names and operators that show the text; short ones come again and again."""
        known = self.known.get((name, text))
        if known is None:
            embedded = [(self._font(drawn_in), run) for drawn_in, run in face(name).runs(text)]
            known = [(font.name, f"<{font.shown(run)}> Tj") for font, run in embedded]
            if len(text) <= AGAIN:
                self.known[name, text] = known
        return known

    def _font(self, drawn_in: Face) -> Embedded:
        if drawn_in not in self.fonts:
            self.fonts[drawn_in] = Embedded(drawn_in, self.canvas, len(self.fonts))
        return self.fonts[drawn_in]

    def across(self, x0: float, x1: float, y: float) -> None:
        """A thin level line."""
        self.lines.append(f"{x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l")

    def upright(self, x: float, y0: float, y1: float) -> None:
        """A thin upright line."""
        self.lines.append(f"{x:.2f} {y0:.2f} m {x:.2f} {y1:.2f} l")

    def dashes(self, x0: float, x1: float, y: float) -> None:
        """A level line of dashes."""
        self.lines.append(f"S [4 3] 0 d {x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S [] 0 d")

    def code(self, number: str, middle: float, y: float) -> None:
        """A number as bars."""
        drawn, wide = bars(number)
        rows = " ".join(f"{middle - wide / 2 + at:.3f} {y:.2f} {one:.3f} {TALL} re" for at, one in drawn)
        self.lines.append(f"S {rows} f")

    def sides(self, edges: tuple[float, ...], top: float, bottom: float) -> None:
        """Thin upright lines between cells; those of strips with the same cells become one."""
        if self.open[0] is edges and abs(self.open[2] - top) < 0.01:
            self.open = (edges, self.open[1], bottom)
        else:
            self._close()
            self.open = (edges, top, bottom)

    def _close(self) -> None:
        edges, top, bottom = self.open
        for x in edges[:-1]:
            self.lines.append(f"{BINDING + x:.2f} {top:.2f} m {BINDING + x:.2f} {bottom:.2f} l")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A thick frame."""
        self.lines.append(f"S {THICK} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S {THIN} w")

    def stamp(self, words: str, right: float, base: float) -> None:
        """A word in a frame, as high as a title, that ends at `right`."""
        wide = face(STAMP.face).wide(words) * STAMP.size / 1000 + 12
        self.write(words, right - wide / 2, base + 3, STAMP, MIDDLE)
        self.frame(right - wide, base - 3, wide, STAMP.size + 8)

    def turn(self) -> None:
        """Put what was collected on the page and take the next."""
        self._close()
        moved = f"1 0 0 1 {self.moved[0]:.2f} {self.moved[1]:.2f} cm " if any(self.moved) else ""
        self.canvas.addLiteral("\n".join([f"{moved}{THIN} w", *self.lines, "S BT", *self.text, "ET"]))
        self.canvas.showPage()
        self._blank()


def pdf(title: str, author: str, layouts: Iterable[Printed]) -> bytes:
    """One or several papers as one file, all fonts embedded as subsets, to be printed at its true size and kept."""
    rl_config.useA85 = 0  # page streams as bytes: a quarter smaller and twice as fast as in printable letters
    kept = io.BytesIO()
    canvas = Canvas(kept, initialFontName=face(SERIF).name, pageCompression=1, pdfVersion=archival.VERSION)
    archival.describe(canvas, title, author)
    canvas.setViewerPreference("PrintScaling", "None")
    pen = Pen(canvas)
    for layout in layouts:
        canvas.bookmarkPage(layout.sheet.title)
        canvas.addOutlineEntry(layout.sheet.title, layout.sheet.title)
        layout.draw(pen)
    canvas.save()
    return kept.getvalue()


def stamped(words: str, width: float, height: float) -> bytes:
    """An empty page of this size with the word in a frame where papers have it, to be laid over one."""
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(width, height), initialFontName=face(SERIF).name, pageCompression=1)
    pen = Pen(canvas)
    pen.stamp(words, width - BINDING, height - TOP - TITLE_STYLE.size)
    pen.turn()
    canvas.save()
    return kept.getvalue()

"""套打: the values of a form where the pre-printed paper has its boxes, without lines and labels; and how far it is off."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import Any

from reportlab.lib.units import mm

from lianluozhan.errors import BadInput
from lianluozhan.report.page import BINDING, SMALL, Layout, Pen
from lianluozhan.report.strip import LEFT, MIDDLE, Measured, Style, Text
from lianluozhan.report.typeface import face

Move = tuple[float, float]  # mm to the right, mm upwards
STEP, REACH = 0.5, 10.0  # mm: what a clerk can read off the ruler, and how far it goes
DIRECT = "请不用套打，直接打印整张表"


class Written(str):
    """A line of which only some characters are drawn, each where it stands in the whole line."""

    drawn: tuple[bool, ...] = ()


class ValuePen(Pen):
    """Draws what is `Written` and nothing else."""

    def write(self, text: str, x: float, y: float, style: Style, align: str = LEFT) -> None:
        """The characters that are drawn, piece by piece."""
        if not isinstance(text, Written):
            return
        widths, scale = face(style.face).widths, style.size / 1000
        if align != LEFT:
            x -= face(style.face).wide(text) * scale / (2 if align == MIDDLE else 1)
        for shown, pairs in groupby(zip(text, text.drawn, strict=True), lambda pair: pair[1]):
            piece = "".join(char for char, _ in pairs)
            if shown and piece.strip():
                super().write(piece, x, y, style)
            x += sum(widths[char] for char in piece) * scale

    def _printed_already(self, *_where: Any, **_named: Any) -> None:
        """The paper has its lines."""

    across = dashes = sides = frame = code = _printed_already


class Overlay:
    """The values of `filled` in the boxes of `blank`, the same form without any. Raises BadInput where they do not fit."""

    def __init__(self, filled: Layout, blank: Layout, move: Move) -> None:
        self.move, self.missing = move, filled.missing
        ours, boxes = (list(chain.from_iterable(layout.pages)) for layout in (filled, blank))
        if len(blank.pages) > 1 or len(ours) != len(boxes):
            raise BadInput(f"{filled.sheet.title}的内容超出了这一页的格子，不能套打", then=DIRECT)
        high = [_label(one) for one, box in zip(ours, boxes, strict=True) if _needs(one) > box.height + 0.1]
        if high:
            raise BadInput(f"套打写不下：{'、'.join(filter(None, high))}", then=DIRECT)
        left, middle, right = map(_written, filled.sheet.above, blank.sheet.above)
        self.sheet = replace(filled.sheet, above=(left, middle, right), stamp="")
        self.pages = [[_in_box(one, box) for one, box in zip(ours, boxes, strict=True)]]
        self._layout = blank

    def draw(self, pen: Pen) -> None:
        """The one page."""
        mine, layout = ValuePen(pen.canvas), self._layout
        mine.fonts, mine.moved = pen.fonts, (self.move[0] * mm, self.move[1] * mm)
        layout.sheet = self.sheet
        layout.draw_page(mine, self.pages[0], 1)


def _needs(measured: Measured) -> float:
    """How high its texts are."""
    return 0.0 if not measured.strip.ruled else measured.natural


def _label(measured: Measured) -> str:
    return measured.strip.cells[0].text.replace("\n", "")


def _in_box(ours: Measured, box: Measured) -> Measured:
    texts = []
    for mine, fixed, text in zip(ours.strip.cells, box.strip.cells, ours.texts, strict=True):
        whole = iter(_written(mine.text.replace("\n", ""), fixed.text.replace("\n", "")).drawn)
        lines = []
        for line, wide in text.lines:
            written = Written(line)
            written.drawn = tuple(next(whole) for _ in line)
            lines.append((written, wide))
        texts.append(Text(tuple(lines), text.missing))
    return box._replace(texts=tuple(texts), strip=ours.strip)


def _written(text: str, fixed: str) -> Written:
    """What of a text is not there already."""
    written, drawn = Written(text), [True] * len(text)
    for how, _begin, _end, begin, end in SequenceMatcher(None, fixed, text, autojunk=False).get_opcodes():
        if how == "equal":
            drawn[begin:end] = [False] * (end - begin)
    written.drawn = tuple(drawn)
    return written


class Ruler:
    """A page to lay against the pre-printed paper: crosses where the frame has its corners, with half millimetres."""

    def __init__(self, blank: Layout) -> None:
        self.sheet = replace(blank.sheet, title="套打校准页")
        self.missing: set[str] = set()
        self.pages, self._blank = blank.pages[:1], blank

    def draw(self, pen: Pen) -> None:
        """Crosses at two corners of the frame, and what to do."""
        blank = self._blank
        foot = blank.top - sum(one.height for one in self.pages[0] if one.strip.ruled)
        for x, y in ((BINDING, blank.top), (blank.right, foot)):
            _cross(pen, x, y)
        for at, words in enumerate(HOW):
            pen.write(words, blank.width / 2, blank.height / 2 - at * 20, SMALL._replace(size=11.0), MIDDLE)
        pen.turn()


HOW = (
    "把这一页打在一张预印好的表上（或叠在一起对着光看），",
    "看表格左上角的竖线落在横尺的哪一格、横线落在竖尺的哪一格。",
    "右、上为正，左、下为负，每格 0.5 毫米；把这两个数填在“套打偏移”里。",
)


def _cross(pen: Pen, x: float, y: float) -> None:
    for at in range(round(-REACH / STEP), round(REACH / STEP) + 1):
        off, long = at * STEP * mm, 3.0 if at % 2 else 5.0 if at % 10 else 8.0
        pen.across(x - long, x, y + off)
        pen.upright(x + off, y, y + long)
        if at % 10 == 0:
            words = f"{at * STEP:+g}" if at else "0"
            pen.write(words, x - 16, y + off - 3, SMALL, MIDDLE)
            pen.write(words, x + off, y + 11, SMALL, MIDDLE)

"""Make the cut-down fonts of resources/fonts again from the packages they come from: python3 build_spec/fonts.py [FOLDER].

FOLDER holds the Debian packages named below (or is filled with `apt-get download`). The same packages give the same bytes.
Needs fonttools (requirements-test.txt). What is made and why: resources/fonts/SOURCES.md.
"""

from __future__ import annotations

import lzma
import subprocess
import sys
from array import array
from io import BytesIO
from itertools import groupby, pairwise
from math import dist, hypot
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
PACKAGES = {"fonts-lxgw-wenkai": "lxgw-wenkai/LXGWWenKai-Regular.ttf", "fonts-hanazono": "hanazono/HanaMinB.ttf"}
EM = 512  # the grid of the last fallback
NEAR = 4 / 1024  # how far a line of it may lie from the drawn one, in parts of an em
DROPPED = ["BASE", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "cvt ", "fpgm", "prep", "gasp", "DSIG"]
TIGHT = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
Point = tuple[float, float]


def main(folder: Path) -> None:
    """Write the three files."""
    kai, rare = (_unpacked(folder, package) / path for package, path in PACKAGES.items())
    serif = set(TTFont(FONTS / "NotoSerifSC-Regular.ttf", lazy=True).getBestCmap())
    heading = set(TTFont(FONTS / "NotoSansSC-Bold.ttf", lazy=True).getBestCmap())  # GB 2312, 8,105 characters, marks
    named(cut(kai, heading), "Station Kai").save(FONTS / "StationKai-Regular.ttf")
    screen = FONTS / "NotoSansSC-Regular.ttf"
    others = set(TTFont(screen, lazy=True).getBestCmap()) - serif
    cut(screen, heading | big5() | others, named=True).save(screen)
    last = named(cut(rare, set(TTFont(rare, lazy=True).getBestCmap()) - serif), "Station Rare")
    coarse(last)
    plain = BytesIO()
    last.save(plain)
    (FONTS / "StationRare-Regular.ttf.xz").write_bytes(lzma.compress(plain.getvalue(), filters=TIGHT))


def _unpacked(folder: Path, package: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not (found := sorted(folder.glob(f"{package}_*.deb"))):
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
        found = sorted(folder.glob(f"{package}_*.deb"))
    to = folder / package
    subprocess.run(["dpkg-deb", "-x", found[-1], to], check=True)
    return to / "usr/share/fonts/truetype"


def big5() -> set[int]:
    """The 5,401 everyday characters of traditional writing: names keep them."""
    rows = range(0xA4, 0xC7)
    pairs = (bytes((lead, trail)) for lead in rows for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return {ord(char) for pair in pairs if len(char := pair.decode("big5", "ignore")) == 1}


def cut(path: Path, chars: set[int], named: bool = False) -> TTFont:
    """The font with these characters only, without hints and layout tables; `named` keeps all that its name table says."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=DROPPED, name_legacy=True)
    if named:
        options.name_IDs, options.name_languages = ["*"], ["*"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=chars)
    cutter.subset(font)
    return font


def named(font: TTFont, family: str) -> TTFont:
    """Under a name of its own: both licences reserve the old ones for what is not changed."""
    table = font["name"]
    kept = {id: table.getDebugName(id) for id in (0, 5, 13, 14)}
    table.names = []
    words = {1: family, 2: "Regular", 3: f"{family} Regular", 4: family, 6: f"{family.replace(' ', '')}-Regular"}
    for id, word in sorted((words | {id: word for id, word in kept.items() if word}).items()):
        table.setName(word, id, 3, 1, 0x409)
    font["post"].formatType = 3.0
    return font


# -- the last fallback: drawn stroke by stroke in very many short lines, of which print at text size needs few


def coarse(font: TTFont) -> None:
    """Set the outlines on a grid of EM, without the points no printer shows."""
    scale = EM / font["head"].unitsPerEm
    near, glyphs = NEAR * font["head"].unitsPerEm, font["glyf"]
    for name in glyphs.keys():  # noqa: SIM118 - a table of fontTools, which does not iterate
        glyphs[name] = _coarser(glyphs[name], glyphs, near, scale)
    widths = font["hmtx"].metrics
    for name, (wide, _left) in widths.items():
        widths[name] = (round(wide * scale), getattr(glyphs[name], "xMin", 0))
    for table, fields in {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "xAvgCharWidth"),
    }.items():
        for field in fields:
            setattr(font[table], field, round(getattr(font[table], field) * scale))
    font["head"].unitsPerEm = EM


def _coarser(glyph: Glyph, glyphs, near: float, scale: float) -> Glyph:  # noqa: ANN001 - fontTools' table
    glyph.expand(glyphs)
    made, points, ends = Glyph(), [], []
    for begin, end in pairwise([-1, *getattr(glyph, "endPtsOfContours", ())]):
        contour = _fewer([tuple(point) for point in glyph.coordinates[begin + 1 : end + 1]], near)
        placed = [point for point, _ in groupby((round(x * scale), round(y * scale)) for x, y in contour)]
        if len(placed) > 2:
            points += placed
            ends.append(len(points) - 1)
    made.numberOfContours = len(ends)
    if ends:
        made.endPtsOfContours, made.coordinates = ends, GlyphCoordinates(points)
        made.flags, made.program = array("B", [1] * len(points)), Program()
        made.program.fromBytecode(b"")
        made.recalcBounds(glyphs)
    return made


def _fewer(ring: list[Point], near: float) -> list[Point]:
    """A closed line with the fewest of its points that stays `near` to all of them (Ramer, Douglas, Peucker)."""
    begin = ring.index(min(ring))
    ring = ring[begin:] + ring[:begin]
    far = max(range(len(ring)), key=lambda at: dist(ring[0], ring[at]))
    return [*_between(ring[: far + 1], near)[:-1], *_between([*ring[far:], ring[0]], near)[:-1]]


def _between(line: list[Point], near: float) -> list[Point]:
    (x0, y0), (x1, y1) = line[0], line[-1]
    long = hypot(x1 - x0, y1 - y0)
    off = [abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / long if long else dist((x, y), (x0, y0)) for x, y in line]
    at = max(range(len(line)), key=off.__getitem__)
    if off[at] <= near:
        return [line[0], line[-1]]
    return _between(line[: at + 1], near)[:-1] + _between(line[at:], near)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/fonts"))

"""How everything looks: colours, sizes and type as named tokens, poured into one style sheet and the palette.

Source of the values: the look's colour and grid tables (contrast measured there). 大字 multiplies every token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from lianluozhan import resource
from ui.style_sheet import SHEET

COLOURS = {  # token: on a light ground, on a dark one
    "ink": ("#1A2632", "#E9EEF3"),
    "ink2": ("#475562", "#BAC4CE"),
    "ink3": ("#5B6875", "#9DA9B5"),
    "primary": ("#17598F", "#82BCEB"),
    "on_primary": ("#FFFFFF", "#0A2033"),
    "hover": ("#124A78", "#9CCBF1"),
    "press": ("#0E3C62", "#B5D9F6"),
    "red": ("#B3261E", "#FF9F96"),
    "red_tint": ("#FBEAE8", "#46221F"),
    "amber": ("#875700", "#F3C46B"),
    "amber_shape": ("#B87400", "#F3C46B"),
    "amber_tint": ("#FFF3D9", "#40331A"),
    "green": ("#1D6B40", "#8AD5A8"),
    "green_tint": ("#E5F3EA", "#1D3B2B"),
    "grey": ("#53606C", "#AEB9C4"),
    "grey_tint": ("#ECEFF2", "#2B333C"),
    "edge": ("#7E8B98", "#7F8B97"),
    "line": ("#DFE4EA", "#323B45"),
    "canvas": ("#F3F5F8", "#14181D"),
    "surface": ("#FFFFFF", "#1C2228"),
    "tint": ("#E7F0F8", "#20384D"),
    "sel": ("#E3EDF7", "#243B50"),
    "row": ("#F1F4F8", "#252C34"),
    "off": ("#5E6A76", "#8D99A5"),
    "off_ground": ("#F0F2F4", "#232A31"),
}
LIGHT, DARK = ({token: pair[dark] for token, pair in COLOURS.items()} for dark in (False, True))
GROUNDS = {"surface", "canvas", "tint", "sel", "row", "off_ground", "red_tint", "amber_tint", "green_tint", "grey_tint"}
STYLE = "fusion"  # Qt's own, the same on every system
READABLE = 4.5  # the least ratio between words and their ground
SIZES = {  # logical pixels at factor 1; Noto Sans SC
    "note": 13,
    "body": 15,
    "words": 17,
    "section": 16,
    "title": 20,
    "control": 34,
    "focused": 32,
    "bar": 46,
    "header": 74,
    "footer": 54,
    "status": 28,
    "emblem": 26,
    "row_height": 80,
    "group": 30,
    "cell_row": 44,
    "table_row": 36,
    "bar_row": 28,
    "box": 18,
    "arrow": 16,
    "drop": 22,
    "name_column": 140,
    "points_column": 70,
    "label_column": 64,
    "side": 228,
    "card_line": 54,
    "figure": 112,
    "margin": 20,
    "list": 316,
    "hints": 292,
    "hints_wide": 360,
    "form": 940,
    "gap": 8,
    "radius": 6,
}
FACTORS = {"正常": 1.0, "大字": 1.25, "特大": 1.5, "更大": 1.75, "最大": 2.0}
FAMILY = "Noto Sans SC"
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Regular.ttf")
STAND_INS = ["Noto Serif SC", "Station Rare"]  # asked for a character the family lacks: no name is an empty box


@dataclass
class Theme:
    """The colours and sizes in use. `colour` gives a QColor, `px` a size in logical pixels.

    A window has one, shared by all that paints; when it changes, `apply` it and have the window restyled.
    """

    dark: bool = False
    factor: float = 1.0
    contrast: Mapping[str, str] | None = None  # the system's own colours, where a person needs those

    @property
    def colours(self) -> Mapping[str, str]:
        """The tokens of this ground."""
        return self.contrast or (DARK if self.dark else LIGHT)

    def colour(self, token: str) -> QColor:
        """A token's colour."""
        return QColor(self.colours[token])

    def px(self, token: str) -> int:
        """A token's size."""
        return round(SIZES[token] * self.factor)

    def font(self, token: str = "body", bold: bool = False) -> QFont:
        """The bundled face in a token's size."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(token))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def sheet(self) -> str:
        """The one style sheet."""
        tick = resource.path("icons", "tick-dark.svg" if self.dark else "tick.svg").as_posix()
        down = resource.path("icons", "down-dark.svg" if self.dark else "down.svg").as_posix()
        return SHEET.format(
            family=FAMILY, tick=tick, down=down, **self.colours, **{name: self.px(name) for name in SIZES}
        )

    def apply(self, app: QApplication) -> None:
        """The style, the letters and the palette of the whole program; each window wears the sheet itself (`dress`)."""
        if app.style().objectName().lower() != STYLE:
            app.setStyle(STYLE)
        app.setFont(self.font())
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "surface",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.Highlight: "primary",
            QPalette.ColorRole.HighlightedText: "on_primary",
            QPalette.ColorRole.Link: "primary",
        }
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        app.setPalette(palette)

    def dress(self, *parts: QWidget) -> bool:
        """Have these, with all that is in them, wear the sheet; whether one did not wear it as it is now.

        Not the application: under a sheet of its own Qt dresses what is being built anew whenever it is put into something.
        """
        sheet = self.sheet()
        others = [part for part in parts if part.styleSheet() != sheet]
        for part in others:
            part.setStyleSheet(sheet)
            for layout in part.findChildren(QLayout):
                layout.invalidate()  # what it measured of them bare is no more
        return bool(others)

    def next(self, step: int) -> float:
        """The next larger (1) or smaller (-1) factor there is; the one in use at either end."""
        factors = sorted(FACTORS.values())
        return factors[max(0, min(len(factors) - 1, factors.index(self.factor) + step))]


def contrasting(palette: QPalette) -> dict[str, str]:
    """The tokens in a system's high-contrast colours: words and lines in one, all grounds in another, what is chosen in a third
    where that can be read; tints and tones are gone, shapes and words say it."""
    now, role = QPalette.ColorGroup.Active, QPalette.ColorRole
    ground, ink = palette.color(now, role.Window), palette.color(now, role.WindowText)
    chosen, on_it = palette.color(now, role.Highlight), palette.color(now, role.HighlightedText)
    off = palette.color(QPalette.ColorGroup.Disabled, role.WindowText)
    primary = chosen if ratio(chosen, ground) >= READABLE else ink
    own = {
        "primary": primary,
        "hover": primary,
        "press": primary,
        "on_primary": on_it if ratio(on_it, primary) >= READABLE else ground,
        "off": off if ratio(off, ground) >= READABLE else ink,
    }
    return {name: own.get(name, ground if name in GROUNDS else ink).name().upper() for name in LIGHT}


def ratio(one: QColor, other: QColor) -> float:
    """WCAG's ratio of contrast, 1 to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_fonts() -> None:
    """Bring the bundled faces in, so that no PC lacks a character another one has."""
    for name in FONTS:
        if not add_font(resource.path("fonts", name)):
            raise RuntimeError(f"font {name} does not load")
    QFont.insertSubstitutions(FAMILY, STAND_INS)


def add_font(file: Path) -> bool:
    """Bring one face in: as a file, which costs no memory, or by its bytes where Qt cannot open a path with Chinese in it."""
    return (
        QFontDatabase.addApplicationFont(str(file)) >= 0
        or QFontDatabase.addApplicationFontFromData(file.read_bytes()) >= 0
    )

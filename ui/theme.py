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

LIGHT = {
    "ink": "#1A2632", "ink2": "#475562", "ink3": "#5B6875", "primary": "#17598F", "on_primary": "#FFFFFF",
    "hover": "#124A78", "press": "#0E3C62", "red": "#B3261E", "red_tint": "#FBEAE8", "amber": "#875700",
    "amber_shape": "#B87400", "amber_tint": "#FFF3D9", "green": "#1D6B40", "green_tint": "#E5F3EA",
    "grey": "#53606C", "grey_tint": "#ECEFF2", "edge": "#7E8B98", "line": "#DFE4EA", "canvas": "#F3F5F8",
    "surface": "#FFFFFF", "tint": "#E7F0F8", "sel": "#E3EDF7", "row": "#F1F4F8", "off": "#5E6A76", "off_ground": "#F0F2F4",
}  # fmt: skip
DARK = {
    "ink": "#E9EEF3", "ink2": "#BAC4CE", "ink3": "#9DA9B5", "primary": "#82BCEB", "on_primary": "#0A2033",
    "hover": "#9CCBF1", "press": "#B5D9F6", "red": "#FF9F96", "red_tint": "#46221F", "amber": "#F3C46B",
    "amber_shape": "#F3C46B", "amber_tint": "#40331A", "green": "#8AD5A8", "green_tint": "#1D3B2B",
    "grey": "#AEB9C4", "grey_tint": "#2B333C", "edge": "#7F8B97", "line": "#323B45", "canvas": "#14181D",
    "surface": "#1C2228", "tint": "#20384D", "sel": "#243B50", "row": "#252C34", "off": "#8D99A5", "off_ground": "#232A31",
}  # fmt: skip
GROUNDS = {"surface", "canvas", "tint", "sel", "row", "off_ground", "red_tint", "amber_tint", "green_tint", "grey_tint"}
STYLE = "fusion"  # Qt's own, the same on every system
READABLE = 4.5  # the least ratio between words and their ground
SIZES = {  # logical pixels at factor 1; Noto Sans SC
    "note": 13, "body": 15, "words": 17, "section": 16, "title": 20, "control": 34, "focused": 32, "bar": 46,
    "header": 74, "footer": 54, "status": 28, "emblem": 26, "row_height": 80, "group": 30, "cell_row": 44, "table_row": 36, "bar_row": 28, "box": 18, "arrow": 16, "drop": 22,
    "name_column": 140, "points_column": 70, "label_column": 64, "side": 228, "card_line": 54, "figure": 112, "margin": 20, "list": 316, "hints": 292, "hints_wide": 360, "form": 940,
    "gap": 8, "radius": 6,
}  # fmt: skip
FACTORS = {"正常": 1.0, "大字": 1.25, "特大": 1.5, "更大": 1.75, "最大": 2.0}
FAMILY = "Noto Sans SC"
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Regular.ttf")
STAND_INS = ["Noto Serif SC", "Station Rare"]  # asked for a character the family lacks: no name is an empty box

SHEET = """
* {{ font-family: "{family}"; font-size: {body}px; color: {ink}; }}
QWidget[ground="canvas"] {{ background: {canvas}; }}
QWidget[ground="surface"], QScrollArea[ground="surface"] > QWidget > QWidget {{ background: {surface}; }}
QMainWindow, QDialog {{ background: {surface}; }}
QLabel[c="title"] {{ font-size: {title}px; font-weight: 700; }}
QLabel[c="section"] {{ font-size: {section}px; font-weight: 700; }}
QLabel[c="note"], QLabel[c="label"] {{ font-size: {note}px; color: {ink2}; }}
QLabel[c="hint"] {{ font-size: {note}px; color: {ink3}; }}
QLabel[c="error"] {{ font-size: {note}px; color: {red}; }}
QLabel[c="warning"] {{ font-size: {note}px; color: {amber}; }}
QLabel[c="figure"] {{ font-size: {title}px; font-weight: 700; }}
QLabel[c="told"] {{ font-size: {words}px; }}
QLabel[c="good"] {{ font-size: {section}px; font-weight: 700; background: {green_tint}; color: {ink};
  border: 1px solid {green}; border-radius: 8px; padding: 12px 16px; }}
QLabel[c="box"] {{ background: {canvas}; border: 1px solid {line}; border-radius: 8px; padding: 10px 14px; }}
QLabel[c="refused"] {{ font-size: {title}px; font-weight: 700; color: {red}; }}
QLabel[c="saved"] {{ font-size: {note}px; color: {green}; }}
QLabel[c="mark"] {{ font-size: {note}px; color: {ink2}; background: {grey_tint}; border-radius: 4px; padding: 1px 6px; }}
QFrame[c="quote"] {{ background: {canvas}; border: 1px solid {line}; border-radius: 8px; }}
QLabel[c="quoted"] {{ font-size: {words}px; }}
QLabel[c="said"] {{ background: {tint}; border-radius: {radius}px; padding: 8px 10px; }}
QLabel[c="mark"][tone="red"] {{ color: {red}; background: {red_tint}; }}
QLabel[c="mark"][tone="amber"] {{ color: {amber}; background: {amber_tint}; }}
QLabel[c="mark"][tone="green"] {{ color: {green}; background: {green_tint}; }}
QFrame[c="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[c="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[c="floating"] {{ background: {surface}; border: 1px solid {edge}; border-radius: 8px; }}
QFrame[c="notice"] {{ background: {surface}; border: 1px solid {edge}; border-left: 6px solid {red}; border-radius: 8px; }}
QLabel[c="what"] {{ font-weight: 700; }}
QLabel[c="strong"] {{ font-weight: 500; }}
QLabel[c="way"] {{ font-size: {note}px; color: {primary}; background: {tint}; border-radius: 4px; padding: 2px 8px; }}
QFrame[c="banner_trouble"] {{ background: {red_tint}; border: 1px solid {red}; border-left: 4px solid {red}; border-radius: {radius}px; }}
QFrame[c="banner_hint"] {{ background: {amber_tint}; border: 1px solid {amber_shape}; border-radius: {radius}px; }}
QLineEdit, QPlainTextEdit, QComboBox {{
  background: {surface}; border: 1px solid {edge}; border-radius: {radius}px; padding: 0 11px;
  selection-background-color: {primary}; selection-color: {on_primary}; placeholder-text-color: {ink3};
}}
QLineEdit, QComboBox {{ min-height: {control}px; }}
QPlainTextEdit {{ padding: 6px 11px; }}
QPlainTextEdit[c="words"] {{ font-size: {words}px; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {primary}; padding: 0 10px; min-height: {focused}px; }}
QPlainTextEdit:focus {{ border: 2px solid {primary}; padding: 5px 10px; }}
QLineEdit[s="error"], QComboBox[s="error"] {{
  border: 2px solid {red}; background: {red_tint}; padding: 0 10px; min-height: {focused}px; }}
QPlainTextEdit[s="error"] {{ border: 2px solid {red}; background: {red_tint}; padding: 5px 10px; }}
QLineEdit[s="warning"] {{ border: 1px solid {amber_shape}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {off_ground}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {off_ground}; color: {off}; border-color: {line}; }}
QPushButton {{
  background: {surface}; border: 1px solid {edge}; border-radius: {radius}px; padding: 0 14px; min-height: {control}px; }}
QPushButton:hover {{ background: {row}; }}
QPushButton:focus {{ border: 2px solid {ink}; padding: 0 13px; min-height: {focused}px; }}
QPushButton:disabled {{ color: {off}; background: {off_ground}; border-color: {line}; }}
QPushButton::menu-indicator {{ image: none; width: 0px; }}
QPushButton[c="primary"] {{ background: {primary}; color: {on_primary}; border: 1px solid {primary}; }}
QPushButton[c="primary"]:hover {{ background: {hover}; }}
QPushButton[c="primary"]:disabled {{ background: {off_ground}; color: {off}; border-color: {line}; }}
QPushButton[c="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="next"] {{ border: 2px solid {primary}; color: {primary}; font-weight: 700; padding: 0 13px; min-height: {focused}px; }}
QPushButton[c="next"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="link"] {{ border: 2px solid transparent; color: {primary}; background: transparent; padding: 0 2px; min-height: 28px; }}
QPushButton[c="link"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="small_link"] {{ border: none; color: {primary}; background: transparent; padding: 0; font-size: {note}px; min-height: 24px; }}
QPushButton[c="small_link"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="step"] {{ border: none; background: transparent; color: {ink2}; padding: 0 6px; min-height: 28px; }}
QPushButton[c="step"][standing="here"], QPushButton[c="step"][standing="wrong"] {{ color: {ink}; font-weight: 700; }}
QPushButton[c="step"]:hover {{ background: {row}; }}
QPushButton[c="find"] {{ background: {canvas}; color: {ink3}; text-align: left; padding: 0 14px 0 10px; }}
QPushButton[c="find"]:hover {{ background: {row}; }}
QPushButton[c="find"]:focus {{ padding: 0 13px 0 9px; }}
QPushButton[c="tab"] {{ border: none; border-bottom: 3px solid transparent; border-radius: 0; min-height: {bar}px;
  padding: 0 12px; background: transparent; }}
QPushButton[c="tab"]:checked {{ color: {primary}; font-weight: 700; border-bottom: 3px solid {primary}; }}
QPushButton[c="tab"]:focus {{ border: 2px solid {ink}; border-bottom: 3px solid {primary}; }}
QPushButton[c="segment"] {{ padding: 0 12px; border-radius: 0; margin-left: -1px; }}
QPushButton[c="segment"][first="true"] {{ margin-left: 0; }}
QPushButton[c="segment"]:checked {{ background: {tint}; color: {primary}; font-weight: 700; border: 1px solid {primary}; }}
QPushButton[c="segment"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="segment"][s="error"] {{ border: 1px solid {red}; background: {red_tint}; }}
QPushButton[c="segment"][tight="true"] {{ padding: 0 6px; }}
QPushButton[c="segment"][ring="true"] {{ border: 2px solid {primary}; padding: 0 11px; min-height: {focused}px; }}
QPushButton[c="segment"][tight="true"][ring="true"] {{ padding: 0 5px; }}
QCheckBox {{ spacing: 8px; min-height: 28px; border: 2px solid transparent; }}
QCheckBox::indicator {{ width: {box}px; height: {box}px; border: 1px solid {edge}; border-radius: 4px; background: {surface}; }}
QCheckBox::indicator:checked {{ background: {primary}; border-color: {primary}; image: url({tick}); }}
QCheckBox:focus {{ outline: none; border: 2px solid {ink}; border-radius: 4px; }}
QComboBox QAbstractItemView {{ border: 1px solid {line}; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QComboBox::down-arrow {{ image: url({down}); width: {arrow}px; height: {arrow}px; }}
QComboBox:disabled {{ color: {off}; background: {off_ground}; border-color: {line}; }}
QListWidget[c="quiet"] {{ background: transparent; }}
QListWidget[c="boxed"] {{ border: 1px solid {edge}; border-radius: {radius}px; padding: 3px; }}
QListWidget[c="boxed"]:focus {{ border: 2px solid {primary}; padding: 2px; }}
QListWidget[c="boxed"]::item {{ padding: 6px 8px; border-radius: 4px; color: {ink}; }}
QListWidget[c="boxed"]::item:selected {{ background: {sel}; color: {ink}; border-left: 4px solid {primary}; }}
QListWidget[c="quiet"]::item {{ padding: 4px 6px; border-radius: 4px; color: {ink}; }}
QListWidget[c="quiet"]::item:hover {{ background: {row}; }}
QListWidget[c="quiet"]::item:selected {{ background: {sel}; color: {ink}; border-left: 4px solid {primary}; }}
QListView, QTableView, QTreeView {{ background: {surface}; border: none; outline: none; alternate-background-color: {surface}; }}
QListView[ground="canvas"] {{ background: {canvas}; }}
QListWidget[c="offers"] {{ border: 1px solid {edge}; }}
QListWidget[c="offers"]::item {{ padding: 5px 10px; }}
QListWidget[c="offers"]::item:selected {{ background: {sel}; color: {ink}; }}
QHeaderView::section {{ background: {canvas}; color: {ink2}; font-size: {note}px; border: none;
  border-bottom: 1px solid {line}; padding: 6px 10px; }}
QTableView {{ gridline-color: {line}; selection-background-color: {sel}; selection-color: {ink}; }}
QTableView[c="table"]::item {{ padding: 0 7px; border: none; border-bottom: 1px solid {line}; }}
QTableView[c="table"]::item:selected {{ background: {sel}; color: {ink}; }}
QTableView[c="matrix"] QHeaderView::section, QTableView[lamps="true"] QHeaderView::section {{ padding: 6px 1px; }}
QTableView[c="matrix"] QHeaderView::section:first {{ padding-left: 14px; }}
QTableView[lamps="true"] QHeaderView::section:first {{ padding-left: 10px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 4px; margin: 2px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; }}
QScrollBar::handle:horizontal {{ background: {edge}; border-radius: 4px; margin: 2px; min-width: 32px; }}
QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; height: 0; }}
QSplitter::handle {{ background: {line}; }}
QProgressBar {{ background: {grey_tint}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {primary}; border-radius: 4px; }}
QToolTip {{ background: {ink}; color: {surface}; border: none; padding: 4px 8px; }}
QFrame[c="menu"] {{ background: {surface}; border: 1px solid {edge}; }}
QPushButton[c="entry"] {{ border: 2px solid transparent; border-radius: 4px; background: transparent; text-align: left; min-height: 26px;
  padding: 0 18px; }}
QLabel[c="menu_head"] {{ color: {ink3}; font-size: {note}px; padding: 6px 17px 2px 17px; }}
QPushButton[c="entry"]:hover {{ background: {sel}; }}
QPushButton[c="entry"]:focus {{ border: 2px solid {ink}; }}
QMenu {{ menu-scrollable: 1; background: {surface}; border: 1px solid {edge}; }}
QMenu::item {{ padding: 6px 24px; }}
QMenu::item:selected {{ background: {sel}; }}
QStatusBar {{ background: {surface}; color: {ink2}; border-top: 1px solid {line}; }}
"""


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
            QPalette.ColorRole.Window: "surface", QPalette.ColorRole.Base: "surface", QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink", QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.Highlight: "primary", QPalette.ColorRole.HighlightedText: "on_primary", QPalette.ColorRole.Link: "primary",
        }  # fmt: skip
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
    colour = lambda role, group=QPalette.ColorGroup.Active: palette.color(group, role)  # noqa: E731
    ground, ink = colour(QPalette.ColorRole.Window), colour(QPalette.ColorRole.WindowText)
    chosen = colour(QPalette.ColorRole.Highlight)
    primary = chosen if ratio(chosen, ground) >= READABLE else ink
    on_it = colour(QPalette.ColorRole.HighlightedText)
    off = colour(QPalette.ColorRole.WindowText, QPalette.ColorGroup.Disabled)
    own = {
        "primary": primary, "hover": primary, "press": primary, "on_primary": on_it if ratio(on_it, primary) >= READABLE else ground,
        "off": off if ratio(off, ground) >= READABLE else ink,
    }  # fmt: skip
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

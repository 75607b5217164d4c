"""How everything looks: colours, sizes and type as named tokens, poured into one style sheet and the palette.

Source of the values: the look's colour and grid tables (contrast measured there). 大字 multiplies every token.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

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
SIZES = {  # logical pixels at factor 1; Noto Sans SC
    "note": 13, "body": 15, "words": 17, "section": 16, "title": 20, "control": 34, "focused": 32, "bar": 46,
    "header": 74, "footer": 54, "status": 28, "row_height": 80, "group": 30, "cell_row": 44, "table_row": 36, "bar_row": 28,
    "name_column": 140, "side": 240, "margin": 20, "list": 316, "hints": 292,
    "gap": 8, "radius": 6,
}  # fmt: skip
FACTORS = {"正常": 1.0, "大字": 1.25, "特大": 1.5}
FAMILY = "Noto Sans SC"
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf")

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
QLabel[c="saved"] {{ font-size: {note}px; color: {green}; }}
QLabel[c="mark"] {{ font-size: {note}px; color: {ink2}; background: {grey_tint}; border-radius: 4px; padding: 1px 6px; }}
QFrame[c="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[c="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[c="floating"] {{ background: {surface}; border: 1px solid {edge}; border-radius: 8px; }}
QFrame[c="notice"] {{ background: {surface}; border: 1px solid {edge}; border-left: 6px solid {red}; border-radius: 8px; }}
QLabel[c="notice"] {{ font-weight: 700; }}
QLineEdit, QPlainTextEdit, QComboBox {{
  background: {surface}; border: 1px solid {edge}; border-radius: {radius}px; padding: 0 11px;
  min-height: {control}px; selection-background-color: {primary}; selection-color: {on_primary};
  placeholder-text-color: {ink3};
}}
QPlainTextEdit {{ padding: 6px 7px; }}
QPlainTextEdit[c="words"] {{ font-size: {words}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
  border: 2px solid {primary}; padding: 0 10px; min-height: {focused}px; }}
QPlainTextEdit:focus {{ padding: 5px 6px; }}
QLineEdit[s="error"], QPlainTextEdit[s="error"], QComboBox[s="error"] {{
  border: 2px solid {red}; background: {red_tint}; padding: 0 10px; min-height: {focused}px; }}
QPlainTextEdit[s="error"] {{ padding: 5px 6px; }}
QLineEdit[s="warning"] {{ border: 1px solid {amber_shape}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {off_ground}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {off_ground}; color: {off}; border-color: {line}; }}
QPushButton {{
  background: {surface}; border: 1px solid {edge}; border-radius: {radius}px; padding: 0 14px; min-height: {control}px; }}
QPushButton:hover {{ background: {row}; }}
QPushButton:focus {{ border: 2px solid {ink}; padding: 0 13px; min-height: {focused}px; }}
QPushButton:disabled {{ color: {off}; background: {off_ground}; border-color: {line}; }}
QPushButton[c="primary"] {{ background: {primary}; color: {on_primary}; border: 1px solid {primary}; }}
QPushButton[c="primary"]:hover {{ background: {hover}; }}
QPushButton[c="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="link"] {{ border: none; color: {primary}; background: transparent; padding: 0 4px; min-height: 28px; }}
QPushButton[c="link"]:focus {{ border: 2px solid {ink}; }}
QPushButton[c="tab"] {{ border: none; border-bottom: 3px solid transparent; border-radius: 0; min-height: {bar}px;
  padding: 0 12px; background: transparent; }}
QPushButton[c="tab"]:checked {{ color: {primary}; font-weight: 700; border-bottom: 3px solid {primary}; }}
QPushButton[c="tab"]:focus {{ border: 2px solid {ink}; border-bottom: 3px solid {primary}; }}
QPushButton[c="segment"] {{ padding: 0 12px; border-radius: 0; margin-left: -1px; }}
QPushButton[c="segment"][first="true"] {{ margin-left: 0; }}
QPushButton[c="segment"]:checked {{ background: {tint}; color: {primary}; font-weight: 700; border: 1px solid {primary}; }}
QPushButton[c="segment"]:focus {{ border: 2px solid {ink}; }}
QCheckBox {{ spacing: 8px; min-height: 28px; }}
QCheckBox::indicator {{ width: 18px; height: 18px; border: 1px solid {edge}; border-radius: 4px; background: {surface}; }}
QCheckBox::indicator:checked {{ background: {primary}; border-color: {primary}; image: url({tick}); }}
QCheckBox:focus {{ outline: none; border: 2px solid {ink}; border-radius: 4px; }}
QListView, QTableView, QTreeView {{ background: {surface}; border: none; outline: none; alternate-background-color: {surface}; }}
QHeaderView::section {{ background: {canvas}; color: {ink2}; font-size: {note}px; border: none;
  border-bottom: 1px solid {line}; padding: 6px 10px; }}
QTableView {{ gridline-color: {line}; selection-background-color: {sel}; selection-color: {ink}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 4px; margin: 2px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QSplitter::handle {{ background: {line}; }}
QProgressBar {{ background: {grey_tint}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {primary}; border-radius: 4px; }}
QToolTip {{ background: {ink}; color: {surface}; border: none; padding: 4px 8px; }}
QMenu {{ background: {surface}; border: 1px solid {edge}; }}
QMenu::item {{ padding: 6px 24px; }}
QMenu::item:selected {{ background: {sel}; }}
QStatusBar {{ background: {surface}; color: {ink2}; border-top: 1px solid {line}; }}
"""


@dataclass
class Theme:
    """The colours and sizes in use. `colour` gives a QColor, `px` a size in logical pixels.

    A window has one, shared by all that paints; when it changes, `apply` it and have the pages restyled.
    """

    dark: bool = False
    factor: float = 1.0

    @property
    def colours(self) -> dict[str, str]:
        """The tokens of this ground."""
        return DARK if self.dark else LIGHT

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
        return SHEET.format(family=FAMILY, tick=tick, **self.colours, **{name: self.px(name) for name in SIZES})

    def apply(self, app: QApplication) -> None:
        """Make the whole program look so."""
        app.setStyle("Fusion")
        app.setFont(self.font())
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "surface", QPalette.ColorRole.Base: "surface", QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink", QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.Highlight: "primary", QPalette.ColorRole.HighlightedText: "on_primary",
        }  # fmt: skip
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        app.setPalette(palette)
        if app.styleSheet() != self.sheet():  # setting it again costs 80 ms for a page
            app.setStyleSheet(self.sheet())

    def next(self, step: int) -> float:
        """The next larger (1) or smaller (-1) factor there is; the one in use at either end."""
        factors = sorted(FACTORS.values())
        return factors[max(0, min(len(factors) - 1, factors.index(self.factor) + step))]


def load_fonts() -> None:
    """Bring the bundled faces in, so that no PC lacks a character another one has."""
    for name in FONTS:
        if QFontDatabase.addApplicationFont(str(resource.path("fonts", name))) < 0:
            raise RuntimeError(f"font {name} does not load")

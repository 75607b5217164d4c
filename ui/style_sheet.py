"""What every kind of widget wears, in Qt's own language of style sheets; ui/theme.py pours its colours and sizes in."""

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
QPushButton[c="small_link"] {{ border: none; color: {primary}; background: transparent; padding: 0;
  font-size: {note}px; min-height: 24px; }}
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

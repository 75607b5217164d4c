"""On which printer, how many, on one side or both."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from lianluozhan.errors import BadValue
from lianluozhan.typed import count
from ui.theme import Theme
from ui.widgets.pdf import Job
from ui.widgets.switch import Switch

MOST_COPIES = 99


class PrintHow(QWidget):
    """Three inputs; `job` reads them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        how = QVBoxLayout(self)
        how.setContentsMargins(0, 0, 0, 0)
        how.setSpacing(3)
        self.printer = QComboBox()
        self.printer.setObjectName("preview.printer")
        self.copies = QLineEdit("1")
        self.copies.setObjectName("preview.copies")
        self.copies.setFixedWidth(round(64 * theme.factor))
        self.sides = Switch("preview.sides", "单双面", ("单面", "双面"))
        how.addWidget(_label("打印机", self.printer))
        how.addWidget(self.printer)
        how.addSpacing(6)
        row = QHBoxLayout()
        for words, part in (("份数", self.copies), (self.sides.accessibleName(), self.sides)):
            cell = QVBoxLayout()
            cell.setSpacing(3)
            cell.addWidget(_label(words, part))
            cell.addWidget(part)
            row.addLayout(cell)
        row.addStretch(1)
        how.addLayout(row)

    def job(self) -> Job | None:
        """What is set; None where nobody can mean so many copies."""
        try:
            copies = count(self.copies.text())
        except BadValue:
            return None
        return Job(self.printer.currentText(), copies, self.sides.place() == 1) if 1 <= copies <= MOST_COPIES else None


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("c", "label")
    label.setBuddy(buddy)
    buddy.setAccessibleName(words)
    return label

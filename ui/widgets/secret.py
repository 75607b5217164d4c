"""A line for a password: dots, and an eye to see what one types."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

SHOW = "看得见"


class Secret(QLineEdit):
    """Dots for letters; what was typed is gone with `take`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)

    def take(self) -> str:
        """What was typed, once; the line is empty again."""
        words = self.text()
        self.clear()
        return words


def shower(name: str, *lines: Secret) -> QCheckBox:
    """A tick that lets one read what is typed in these lines."""
    box = QCheckBox(SHOW)
    box.setObjectName(name)
    modes = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
    box.toggled.connect(lambda on: [line.setEchoMode(modes[on]) for line in lines])
    return box

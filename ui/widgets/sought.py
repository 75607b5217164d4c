"""Who is looked for in the records: name, telephone, identity number, as far as one has them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lianluozhan.visit import Visit
from ui.widgets.pieces import asked, line

FIELDS = {"name": "visitor_name", "phone": "visitor_phone", "id_number": "visitor_id_number"}


class Sought(QWidget):
    """Three inputs side by side; `wanted` when Enter is pressed in one."""

    wanted = Signal()

    def __init__(self, noun: str) -> None:
        super().__init__()
        row = line()
        row.setContentsMargins(0, 0, 0, 0)
        self.inputs = {name: QLineEdit() for name in FIELDS}
        for name, one in self.inputs.items():
            one.setObjectName(f"{noun}.{name}")
            one.returnPressed.connect(self.wanted)
            row.addLayout(asked(Visit.fields[FIELDS[name]].label, one), 1)
        self.setLayout(row)

    def typed(self) -> tuple[str, ...]:
        """Name, telephone and number as they stand there."""
        return tuple(one.text() for one in self.inputs.values())

    def begin(self) -> None:
        """The cursor waits where somebody is named."""
        self.inputs["name"].setFocus()

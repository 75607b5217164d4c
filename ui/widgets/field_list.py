"""The fields of a kind to choose among and to put in order: ticked is in, dragged is where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from lianluozhan.own_table import known
from lianluozhan.record import Record


class FieldList(QListWidget):
    """Each by its label."""

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.setObjectName(f"{noun}.fields")
        self.setAccessibleName("项目（打勾，拖动改次序）")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def show_fields(self, cls: type[Record], ticked: Sequence[str], others: Sequence[str]) -> None:
        """The ticked ones in their order, then the others there are."""
        self.clear()
        for name in (*ticked, *(one for one in others if one not in ticked)):
            item = QListWidgetItem(known(cls, name).label)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
            self.addItem(item)

    def ticked(self) -> tuple[str, ...]:
        """What is in, as it stands there from top to bottom."""
        items = [self.item(at) for at in range(self.count())]
        return tuple(one.data(Qt.ItemDataRole.UserRole) for one in items if one.checkState() == Qt.CheckState.Checked)

"""删除申请, one below the other: what was asked, what was decided, and the next step where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lianluozhan.note import AGREED, APPLIED
from lianluozhan.person import Application
from lianluozhan.record import short_number
from ui.told import short
from ui.widgets.pieces import button, clear, label, line

UNDECIDED = "还没有决定"
_button = partial(button, "person", look="link")


def told(one: Application) -> str:
    """11月20日 赵敏登记：来电要求删除　接待 J0001."""
    which = "、".join(f"{record.label} {short_number(record.data.get('number'))}".strip() for record in one.records)
    return f"{short(one.on)} {one.by}登记：{one.words or APPLIED}　{which}"


def decided(one: Application) -> str:
    """The decision, or that there is none."""
    said = f"{one.decision}：{one.decided_by}，{short(one.decided_on)}" if one.decision else UNDECIDED
    return f"{said}。{one.why}" if one.why else said


class Applications(QWidget):
    """`deciding` carries the application to be decided, `erasing` the key of one that was agreed to."""

    deciding = Signal(object)
    erasing = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("applications")
        self.setAccessibleName(APPLIED)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_applications(self, found: Sequence[tuple[Application, bool]]) -> None:
        """Other ones; `True`: something of it is still to be erased."""
        clear(self._column)
        for place, (one, left) in enumerate(found):
            self._column.addWidget(label(told(one), ""))
            parts = [label(decided(one), "note", wrap=False), None]
            if not one.decision:
                parts.insert(1, _button(f"decide_{place}", "作决定…", lambda one=one: self.deciding.emit(one)))
            elif one.decision == AGREED and left:
                parts.insert(1, _button(f"erase_{place}", "去脱敏…", lambda one=one: self.erasing.emit(one.key)))
            holder, row = QWidget(), line(*parts)
            row.setContentsMargins(0, 0, 0, 6)
            holder.setLayout(row)
            self._column.addWidget(holder)

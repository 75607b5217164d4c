"""What lies over a whole page for a while: a paper that is looked at, a list spread out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.order import COVERS


class Covering(QFrame):
    """As large as its page while it is seen; at first it is not."""

    def __init__(self, page: QWidget, name: str, ground: str) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("ground", ground)
        self.setProperty(COVERS, True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Be seen in the place of the page."""
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """As large as the page."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.setGeometry(self.parentWidget().rect())
        return False

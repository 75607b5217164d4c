"""What every page is: it owns its actions, says which kinds of record concern it, and reloads itself when they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QWidget

from lianluozhan.store import Identity
from ui.act import Desk
from ui.editor import Options
from ui.leaf import Leaf
from ui.theme import Theme
from ui.widgets.order import KEEPS
from ui.widgets.spread.offer import SpreadOffer
from ui.widgets.viewer import Viewer


class Surroundings(NamedTuple):
    """What a page is handed: the desk it asks and acts through, whose folder it is, how things look."""

    desk: Desk
    identity: Identity
    theme: Theme
    options: Options

    @property
    def operator(self) -> str:
        """Who types."""
        return self.desk.operator


class Page(QWidget):
    """One tab. `said` carries a line for the status bar, `wants` the page and record a person asked to see."""

    leaf: ClassVar[Leaf]  # what is known of it before it is made
    concerns: ClassVar[frozenset[str]] = frozenset()
    takes_back: ClassVar[bool] = False  # its forms offer 撤销 themselves, and give back what was typed

    said = Signal(str)
    wants = Signal(str, str)  # (noun of a page, id of the record it shall show, "" for none)
    back = Signal()  # to the tab that was open before, as it was

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk, self.theme = around, around.desk, around.theme
        self.setObjectName(f"page_{self.noun}")
        self.setAccessibleName(self.title)
        self.setProperty(KEEPS, True)
        self.stale = True
        self.writing_down: list[Callable[[], object]] = []  # what is half written in its forms
        self.resuming: dict[str, Callable[[str], object]] = {}  # {a form's drafts, a view: what shows it}
        self._viewer: Viewer | None = None
        self._tabled: SpreadOffer | None = None
        self.keys: list[tuple[str, str]] = []  # (key, what it does), for F1

    def fill(self, part: QWidget) -> None:
        """This is all of the page."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(part)

    @property
    def noun(self) -> str:
        """For programs."""
        return self.leaf.noun

    @property
    def title(self) -> str:
        """For people."""
        return self.leaf.title

    def reload(self) -> None:
        """Ask for everything shown anew."""
        raise NotImplementedError

    def changed(self, nouns: frozenset[str]) -> None:
        """Some records changed: reload when they concern this page, at once if it is seen, else when it is."""
        if nouns & self.concerns:
            self.stale = True
            if self.isVisible():
                self.show_up()

    def show_up(self) -> None:
        """The page is looked at: bring it up to date if it is not."""
        self._tabled = self._tabled or SpreadOffer(self)
        if self.stale:
            self.stale = False
            self.reload()

    def show_record(self, id: str) -> None:
        """Another page leads here: show this record."""

    def lead_to(self, id: str) -> None:
        """Another page leads here: to a record, to what waits half written in a form, or to a view."""
        found = next((noun for noun in self.resuming if id.startswith(f"{noun} ")), "")
        self.resuming[found](id.removeprefix(f"{found} ")) if found else self.show_record(id)

    @property
    def help_on(self) -> str:
        """What F1 tells of: the page, or what lies over it now."""
        return self._tabled.help_on if self._tabled and self._tabled.help_on else self.noun

    def restyle(self) -> None:
        """Colours or sizes are others now: lists measure their rows again, everything is painted anew."""
        for view in self.findChildren(QAbstractItemView):
            getattr(view, "measure", int)()  # columns and rows of a table
            view.doItemsLayout()
        for widget in self.findChildren(QWidget):
            widget.update()

    def hold_keys(self, on: QWidget) -> None:
        """Where what had the keys is gone or grey, they go to something on this page, not to the tabs."""
        now = self.window().focusWidget()
        if self.isVisible() and (now in (None, self) or not self.isAncestorOf(now) or not now.isVisible()):
            on.setFocus()

    def look_at(self, paper: Mapping[str, Any]) -> None:
        """Look at a kept paper, over this page."""
        if self._viewer is None:
            self._viewer = Viewer(self, self.desk, self.theme)
            self._viewer.said.connect(self.said)
        self._viewer.look_at(paper)

    def leave(self) -> None:
        """The page is left or the window closes: keep what is being written."""
        for keep in self.writing_down:
            keep()

    def button(self, verb: str, words: str, press, key: str = "", look: str = "") -> QPushButton:  # noqa: ANN001
        """A button `<noun>_<verb>`, with its key in its words."""
        made = QPushButton(f"{words}  {key}".strip() if key else words)
        made.setObjectName(f"{self.noun}_{verb}")
        made.setAccessibleName(words)
        made.setProperty("c", look)
        made.setAutoDefault(True)  # Enter presses it where it has the keys, as everywhere on Windows
        made.clicked.connect(lambda _on=False: press())
        if key:
            self.keys.append((key, words))
            for either in {key, key.replace("Enter", "Return")}:  # the number pad's and the other one
                QShortcut(QKeySequence(either), self).activated.connect(lambda: made.isEnabled() and press())
        return made

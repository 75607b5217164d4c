"""What every paper can do, in a table or on a plate, so that one file can hold any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from lianluozhan.report.page import Pen


class Titled(Protocol):
    """What it is called in the bookmarks."""

    @property
    def title(self) -> str:
        """Its words."""


class Printed(Protocol):
    """A paper on its pages; `missing` are the characters that no font has."""

    missing: set[str]

    @property
    def sheet(self) -> Titled:
        """What stands on it beside its contents."""

    @property
    def pages(self) -> Sequence[Sequence[Any]]:
        """What is on each page."""

    def draw(self, pen: Pen) -> None:
        """Draw every page."""

"""不要了 and 找回草稿 of a form that is written anew: its two buttons."""

from __future__ import annotations

from collections.abc import Callable

from lianluozhan.draft import Draft
from ui.drafting import Drafting
from ui.half_written import HAVE_BACK, UNWANTED
from ui.page import Page
from ui.widgets.pieces import single


class Dropping:
    """`new` empties the form, `restore` fills it again, `dropped` says that it was thrown away."""

    def __init__(
        self,
        page: Page,
        drafting: Drafting,
        new: Callable[[], None],
        restore: Callable[[Draft], None],
        dropped: Callable[[], None],
    ) -> None:
        self.drafting, self._new, self._say = drafting, new, dropped
        self.drop = page.button("discard", UNWANTED, self.discard, look="link")
        self.back = page.button("have_back", HAVE_BACK, lambda: drafting.have_back("", restore), look="link")
        single(self.drop, self.back)

    def offer(self, new: bool) -> None:
        """A form is shown as it begins: there is nothing to throw away yet; of a new one, what was thrown away before."""
        self.drop.hide()
        self.back.setVisible(new and "" in self.drafting.dropped)

    def edited(self, new: bool) -> None:
        """Something was typed."""
        self.drop.setVisible(new and self.drafting.dirty())

    def discard(self) -> None:
        """The draft goes; it can be had back until something is saved."""
        dropped = self.drafting.throw_away("")
        self._new()
        if dropped:
            self._say()

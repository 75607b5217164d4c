"""不要了 and 找回草稿 of a form that is written anew: what is thrown away waits until something else is saved."""

from __future__ import annotations

from collections.abc import Callable

from lianluozhan.draft import Draft
from ui.drafting import HAVE_BACK, UNWANTED, Drafting
from ui.page import Page


class Dropping:
    """Its two buttons. `new` empties the form, `restore` fills it again, `dropped` says that it was thrown away."""

    def __init__(
        self,
        page: Page,
        drafting: Drafting,
        new: Callable[[], None],
        restore: Callable[[Draft], None],
        dropped: Callable[[], None],
    ) -> None:
        self.drafting, self._new, self._restore, self._say = drafting, new, restore, dropped
        self._dropped: Draft | None = None
        self.drop = page.button("discard", UNWANTED, self.discard, look="link")
        self.back = page.button("have_back", HAVE_BACK, self.have_back, look="link")

    def offer(self, new: bool) -> None:
        """A form is shown as it begins: there is nothing to throw away yet; of a new one, what was thrown away before."""
        self.drop.hide()
        self.back.setVisible(new and self._dropped is not None)

    def edited(self, new: bool) -> None:
        """Something was typed."""
        self.drop.setVisible(new and self.drafting.dirty())

    def discard(self) -> None:
        """The draft goes; it can be had back until something is saved."""
        dropped = self.drafting.discard()
        self._new()
        if dropped is not None:
            self._dropped = dropped
            self.back.show()
            self._say()

    def have_back(self) -> None:
        """What was thrown away is gone on with; what is being written waits as a draft."""
        dropped, self._dropped = self._dropped, None
        self.drafting.keep()
        self.drafting.have_back(dropped, self._restore)

    def forget(self) -> None:
        """Something was saved."""
        self._dropped = None

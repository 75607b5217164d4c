"""What nothing refers to any more goes away on the window's thread: a widget that another thread takes away ends the program.

Widgets and what they call refer to each other, so only Python's search for such rings finds them. By itself it searches on
whichever thread happens to make something at that moment, which is the worker as often as not.
"""

from __future__ import annotations

import gc

OLDEST = 2


def here_only() -> None:
    """From now on it is searched only where `search` is called."""
    gc.disable()


def search(oldest: bool = True) -> bool:
    """Take away what is due by Python's own measure, of the `oldest` too; whether some of those are due and were left."""
    due = [age for age, (made, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if made > most]
    left = not oldest and OLDEST in due
    if wanted := due[: -1 if left else None]:
        gc.collect(wanted[-1])
    return left

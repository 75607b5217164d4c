"""Tab goes as one reads: from the top, from the left; whatever was made first, and also through what came later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLineEdit, QScrollArea, QWidget

COVERS = "covers"  # a property: it lies over all else in what it stands in
KEEPS = "keeps"  # a property: it has the keys when what had them in it goes grey
WHOLE = (QComboBox, QLineEdit)  # what lies inside them is theirs


class InOrder:
    """For a window: Tab and Shift+Tab go through what can be used in the order of reading, round and round."""

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802
        """The next, or the one before."""
        stops, now = list(reading(self)), self.focusWidget()
        if now is not None and not now.isEnabled() and (page := _keeper(now)):
            page.setFocus()
            return True
        if not stops:
            return super().focusNextPrevChild(on)
        at = stops.index(now) if now in stops else _nearest(stops, now, on)
        reason = Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason
        stop = stops[(at + (1 if on else -1)) % len(stops)]
        stop.setFocus(reason)
        _bring_into_sight(stop)
        return True


def _keeper(grey: QWidget) -> QWidget | None:
    """Who has the keys when a button goes grey under them: its page, neither the tabs nor the button beside it."""
    above = grey.parentWidget()
    while above is not None and not above.property(KEEPS):
        above = above.parentWidget()
    return above


def _bring_into_sight(stop: QWidget) -> None:
    """Where it lies in what scrolls, it is scrolled to: what has the keys is seen."""
    above = stop.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(stop, 8, 8)
        above = above.parentWidget()


def _nearest(stops: Sequence[QWidget], now: QWidget | None, on: bool) -> int:
    """Where to go on from what is no stop itself: the list of a line, a button of a choice, a page and what stands in it."""
    inside = [place for place, stop in enumerate(stops) if now is not None and now.isAncestorOf(stop)]
    if inside:
        return inside[0] - 1 if on else inside[-1] + 1
    while now is not None and now not in stops:
        now = now.parentWidget()
    return stops.index(now) if now is not None else -1 if on else 0


def reading(widget: QWidget) -> Iterator[QWidget]:
    """Everything in a widget where Tab stops, as one reads."""
    for child in in_rows(_parts(widget)):
        if _stops(child):
            yield child
        if not isinstance(child, WHOLE):
            yield from reading(child)


def _parts(widget: QWidget) -> list[QWidget]:
    found = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    seen = [one for one in found if one.isVisible() and not one.isWindow()]
    return [one for one in seen if one.property(COVERS)] or seen  # what is covered is not read


def _stops(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None
    inside = isinstance(widget, QScrollArea) or type(widget) is QAbstractScrollArea
    # a page that scrolls is stopped at only where nothing in it is
    return takes and not (inside and next(reading(widget), None) is not None)


class _Piece(NamedTuple):
    widget: QWidget
    place: QRect


def in_rows(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Siblings as one reads them: what a level line parts is read from the top, else what an upright one parts from the left."""
    return [piece.widget for piece in _cut([_Piece(one, one.geometry()) for one in widgets])]


def _cut(pieces: list[_Piece]) -> list[_Piece]:
    if len(pieces) < 2:
        return pieces
    for begin, end in ((QRect.top, QRect.bottom), (QRect.left, QRect.right)):
        groups = _apart(pieces, begin, end)
        if len(groups) > 1:
            return [piece for group in groups for piece in _cut(group)]
    return sorted(pieces, key=lambda piece: (piece.place.top(), piece.place.left()))


def _apart(pieces: list[_Piece], begin, end) -> list[list[_Piece]]:  # noqa: ANN001
    """Groups that share no point of a side; a border may be shared."""
    groups: list[list[_Piece]] = []
    reached = None
    for piece in sorted(pieces, key=lambda piece: begin(piece.place)):
        if reached is None or begin(piece.place) >= reached:
            groups.append([])
        groups[-1].append(piece)
        reached = max(end(piece.place), reached if reached is not None else end(piece.place))
    return groups

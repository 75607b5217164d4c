"""The labels of a paper stand on it in the order people read and fill them in."""

from collections.abc import Iterable


def in_order(text: str, labels: Iterable[str]) -> None:
    """Each of these stands in the text, after the one before it."""
    at = 0
    for label in labels:
        found = text.find(label, at)
        assert found >= 0, f"{label} does not stand after what comes before it: {text[at:]}"
        at = found + len(label)

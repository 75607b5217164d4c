"""Chinese text is broken into lines here: 避头尾, Latin words and numbers whole, names whole, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

NEVER_FIRST = frozenset("。，、；：？！）】》」』”’〉〕〗｝］％‰℃…—～·.,;:?!)]}%>")
NEVER_LAST = frozenset("（【《「『“‘〈〔〖｛［￥([{<")
LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@#&+=~'%")
SPACES = frozenset(" \t\u3000")

Widths = Mapping[str, float]
Rule = Callable[[str, str], bool]


def lines(text: str, width: float, widths: Widths, whole: bool = False) -> list[str]:
    """The text as lines no wider than `width` (in the unit of `widths`); joined they are the text without its line feeds.

    `whole` keeps the items of a list (彭喆、冯䶮; 供暖 5 件，教育 2 件) unbroken where an item fits. Spaces at the end of a
    line hang over.
    A single character wider than the column still gets its line.
    """
    rules = (after_a_comma, after_an_item, between, anywhere) if whole else (between, anywhere)
    broken: list[str] = []
    for paragraph in text.split("\n"):
        start = 0
        while (end := _reach(paragraph, start, width, widths)) < len(paragraph):
            cut = _cut(paragraph, start, end, rules)
            broken.append(paragraph[start:cut])
            start = cut
        broken.append(paragraph[start:])
    return broken


def _reach(text: str, start: int, width: float, widths: Widths) -> int:
    """The first character that no longer fits on the line from `start`; the text's length when all fit."""
    used = 0.0
    for at in range(start, len(text)):
        used += widths[text[at]]
        if used > width and at > start and text[at] not in SPACES:
            return at
    return len(text)


def _cut(text: str, start: int, end: int, rules: tuple[Rule, ...]) -> int:
    """Where the next line begins: as far right as the first rule allows, else the next rule, else at `end`."""
    for allowed in rules:
        for at in range(end, start, -1):
            if allowed(text[at - 1], text[at]):
                return at
    return end


def between(left: str, right: str) -> bool:
    """Whether a line may end after `left` and the next begin with `right`."""
    return anywhere(left, right) and not (left in LATIN and right in LATIN)


def anywhere(left: str, right: str) -> bool:
    """The rule for what is wider than its column: only the marks keep their side of the line."""
    return right not in NEVER_FIRST and right not in SPACES and left not in NEVER_LAST


def after_a_comma(left: str, right: str) -> bool:
    """The items of a list may themselves be lists."""
    return left in "，；" and right not in SPACES


def after_an_item(left: str, right: str) -> bool:
    """Names are not torn apart while they fit."""
    return left == "、" and right not in SPACES


def balanced(text: str, width: float, widths: Widths, whole: bool = False) -> list[str]:
    """`lines` with no last line left alone: each paragraph as narrow as its number of lines allows."""
    return [line for part in text.split("\n") for line in _evened(part, width, widths, whole)]


def _evened(text: str, width: float, widths: Widths, whole: bool) -> list[str]:
    best = lines(text, width, widths, whole)
    step = widths["国"] / 2
    while len(best) > 1 and width > 3 * step:
        width -= step
        if len(tried := lines(text, width, widths, whole)) > len(best):
            break
        best = tried
    return best

"""The clerk's handbook: chapters as plain text with a few marks, read once, shown by the window and printed as a paper.

To add a chapter: (1) write resources/help/<title>.md: a line `# title`, then `## heads`, `1. steps`, `- points`, `| rows |`,
`![caption](picture.png)` and paragraphs; what stands on a button between 「 and 」, word for word; (2) name it in
contents.json with the pages it is about, where F1 shall open it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from lianluozhan import resource

NAME = "使用手册"
CONTENTS = "contents.json"
HEAD, STEP, POINT, ROW, PICTURE, WORDS = "head", "step", "point", "row", "picture", "words"
MARKS = (
    (HEAD, re.compile(r"##+\s+(.*)")),
    (STEP, re.compile(r"(\d+[.、]\s*.*)")),
    (POINT, re.compile(r"[-*]\s+(.*)")),
    (ROW, re.compile(r"\|(.*)\|")),
    (PICTURE, re.compile(r"!\[(.*?)\]\((.*?)\)")),
    (WORDS, re.compile(r">?\s*(.*)")),
)
RULE = re.compile(r"[\s|:-]+")  # the line below the head of a table
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
STRONG = re.compile(r"\*\*(.+?)\*\*|`(.+?)`")
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)  # for those who work on it: which test shows what is claimed
BUTTON = re.compile("「([^「」]+)」")


class Part(NamedTuple):
    """A paragraph: what it is, its words; of a picture its caption and its `file`, of a table's row its `cells`."""

    kind: str
    text: str
    file: str = ""
    cells: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """A chapter: its title, the pages it is about, its paragraphs."""

    title: str
    pages: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """All of it without marks, to be searched."""
        return "\n".join([self.title, *(plain(" ".join((part.text, *part.cells))) for part in self.parts)])

    @property
    def buttons(self) -> list[str]:
        """What it says stands on buttons and in labels."""
        return [word for part in self.parts for text in (part.text, *part.cells) for word in BUTTON.findall(text)]


def place(*names: str) -> Path:
    """Where a chapter or a picture lies."""
    return resource.path("help", *names)


def chapters() -> tuple[Chapter, ...]:
    """Every chapter there is, those of the contents in their order, others behind them."""
    listed = [tuple(one) for one in json.loads(place(CONTENTS).read_text("utf-8"))]
    known = {title for title, *_pages in listed}
    listed += [(file.stem,) for file in sorted(place().glob("*.md")) if file.stem not in known]
    return tuple(
        read(title, pages, file.read_text("utf-8"))
        for title, *pages in listed
        if (file := place(f"{title}.md")).exists()
    )


def read(title: str, pages: list[str], text: str) -> Chapter:
    """A chapter from its text; lines that follow each other are one paragraph."""
    parts: list[Part] = []
    goes_on = False
    for line in COMMENT.sub("", text).splitlines():
        line = line.strip()
        if not line or line.startswith("# ") or (line.startswith("|") and RULE.fullmatch(line)):
            goes_on = goes_on and not (not line or line.startswith("# "))
            continue
        kind, found = next((kind, match) for kind, mark in MARKS if (match := mark.fullmatch(line)))
        if kind == WORDS and goes_on:
            parts[-1] = parts[-1]._replace(text=parts[-1].text + found[1])
        else:
            parts.append(_part(kind, found))
        goes_on = kind in (WORDS, STEP, POINT)
    return Chapter(title, tuple(pages), tuple(parts))


def _part(kind: str, found: re.Match[str]) -> Part:
    if kind == ROW:
        return Part(kind, "", cells=tuple(cell.strip() for cell in found[1].split("|")))
    return Part(kind, found[1], found[2] if kind == PICTURE else "")


def plain(text: str) -> str:
    """Words without marks, for search and paper."""
    return STRONG.sub(lambda found: found[1] or found[2], LINK.sub(r"\1", text)).replace("「", "“").replace("」", "”")

"""学习资料: the shelf by kind, or what has some words, those in the title first; one of it opened, printed, read by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lianluozhan import clock, search
from lianluozhan.findable import normal
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.showing import PDF, kind_of
from lianluozhan.store import Store
from lianluozhan.study import KINDS, Study, add_study
from lianluozhan.whose import STATION, STATION_ROLE
from ui.form import Section
from ui.listing import Item, Mark, by_state, plain, under_heads
from ui.pages import STUDY
from ui.records import RecordsPage
from ui.told import flat
from ui.widgets.paper_over import PaperOver
from ui.widgets.pdf import Document
from ui.widgets.study_readers import StudyReaders
from ui.widgets.viewer import Seen, seen

SECTIONS = (
    Section("是什么", ((("title", 12),), (("kind", 12),), (("issuer", 6), ("document_number", 6)))),
    Section("哪天起用，怎么找", ((("issued_on", 3), ("in_force_on", 3), ("ended_on", 3), ("topics", 3)),)),
)
NOTHING = "还没有资料。在右边写标题，按“添加材料”选 PDF、Word 或文本文件，按“保存”；里面的字认出来，以后按字查找。"
FIND = "Ctrl+F"
BEFORE, AFTER = 12, 40  # characters shown around a word that was found
NO_KIND = "没有写种类"


class StudyPage(RecordsPage):
    """The shelf and one of it; what is opened lies over both."""

    leaf = STUDY
    concerns = frozenset(("study", "duty", "deputy"))

    kind, sections, add, first, nothing = Study, SECTIONS, staticmethod(add_study), "title", NOTHING

    def furnish(self) -> None:
        """Who read it."""
        self.form.papers.edited.connect(self._called)
        self.roll.list.opened.connect(lambda _key: self.open())
        self.readers = StudyReaders(self.desk, self.around.options, self.around.identity.role == STATION_ROLE)
        self.readers.done.connect(self._read)
        self.readers.refused.connect(lambda words: self.form.tell(words, trouble=True))
        self.roll.above(self.readers)

    def fill(self, part: QWidget) -> None:
        """What is opened lies over it."""
        body = QWidget()
        find = QShortcut(QKeySequence(FIND), body)  # what lies over it has one of its own
        find.activated.connect(lambda: (self.line.setFocus(), self.line.selectAll()))
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(part)
        self.over = PaperOver(self, body, self.desk, self.theme)

    def tools(self) -> Sequence[QWidget]:
        """What is looked for."""
        self.line = QLineEdit()
        self.line.setObjectName("study_find")
        self.line.setAccessibleName("查找资料")
        self.line.setPlaceholderText(f"标题和里面的字  {FIND}")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _words: self.reload())
        self.keys.append((FIND, self.line.accessibleName()))
        return [self.line]

    def acts(self) -> Sequence[QWidget]:
        """One more, and what is in it."""
        self.open_button = self.button("open", "打开看", self.open, "Ctrl+O", "primary")
        return self.button("new", "放上一份", self.new, "Ctrl+N"), self.open_button

    def reload(self) -> None:
        """What there is, or what has the words; an answer to other words comes too late."""
        words, own = self.line.text(), self.around.identity.world

        def show(found: tuple[list[Item], str]) -> None:
            if self.line.text() == words:
                self.roll.show_items(*found)

        self.desk.ask(lambda store: listed(store, words, own), show, self.refuse)

    def open(self) -> None:
        """Its first file."""
        if record := self.form.record:
            for paper in (record.files or ())[:1]:
                self.look_at(paper)

    def look_at(self, paper: Mapping[str, Any]) -> None:
        """A PDF lies over the page, where it is looked through and printed; others open in the system's program."""
        if kind_of(paper["name"]) == PDF:
            self.desk.ask(lambda store: seen(store, paper), self._lay_over, self.refuse)
        else:
            super().look_at(paper)

    def _lay_over(self, found: Seen) -> None:
        self.over.show_paper(Document(found.name, found.name, found.data, found.pages, brought=True))
        if words := self.line.text().strip():
            self.over.preview.find.line.setText(words.split()[0])
            self.over.preview.find.go(1)

    def offer(self) -> None:
        """Its first file, who read it."""
        super().offer()
        record = self.form.record
        self.open_button.setVisible(record is not None and bool(record.files))
        self.readers.show_study(record)

    def _called(self) -> None:
        """What has no title yet is called as its file."""
        if not self.form.form.typed().get("title"):
            for file in self.form.papers.pending[:1]:
                self.form.form.show_value("title", file.stem)

    def _read(self, words: str) -> None:
        self.said.emit(f"刚才：{words}")
        self.form.tell("")


def listed(store: Store, words: str, own: str) -> tuple[list[Item], str]:
    """By kind, the newest first; of what has the words those that have them in the title first."""
    records = search.newest(store, Study, words)
    rows = readable(store, Study, records)
    if words.strip():
        rows.sort(key=lambda row: not in_title(row, words))
        return [_item(row, own, words) for row in rows], f"找到 {len(rows)} 份"
    groups = by_state(rows, (*KINDS, NO_KIND), lambda row: row["kind"] or NO_KIND)
    return under_heads(groups, "份", lambda row: _item(row, own, "")), f"{len(rows)} 份"


def in_title(row: Mapping[str, Any], words: str) -> bool:
    """Whether each of the words stands in the title."""
    return all(normal(word) in normal(row["title"]) for word in words.split())


def around(row: Mapping[str, Any], words: str) -> str:
    """What stands around the first of the words in it."""
    text = flat(row["full_text"])
    at = min((place for word in words.split() if (place := normal(text).find(normal(word))) >= 0), default=-1)
    return f"{'…' if at > BEFORE else ''}{text[max(at - BEFORE, 0) : at + AFTER]}" if at >= 0 else ""


def _item(row: Mapping[str, Any], own: str, words: str) -> Item:
    ended = row["ended_on"] is not None and row["ended_on"] <= clock.day()
    whose = row.get(STATION) or ("区里发的" if row["world"] != own else "")
    about = "　".join(filter(None, (row["issuer"], row["document_number"], "、".join(row["topics"] or ()))))
    return Item(
        row["id"],
        title=row["title"],
        right=row["issued_on"] or "",
        words=around(row, words) or about,
        marks=(
            *((Mark("已废止", "red"),) if ended else ()),
            *plain("" if ended or row["full_text"] else "没有文字", whose),
        ),
        tail=short_number(row["number"]),
    )

"""查找全部: one line for everything there is; what is found stands grouped by kind, Enter opens it on its own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from lianluozhan import parts, search
from lianluozhan.category import initials
from lianluozhan.deputy import Deputy, rank
from lianluozhan.draft_law import DraftLaw
from lianluozhan.issue import Issue
from lianluozhan.opinion import Opinion
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.study import Study
from lianluozhan.veil import veiled
from lianluozhan.visit import Visit
from ui.act import Desk
from ui.listing import Item, Listing, Mark
from ui.theme import Theme
from ui.told import short, told_number
from ui.widgets.pieces import label

FIND = "查找全部"
WHERE = "接待、意见、代表里都找"
MOST = 20  # rows of a kind
OURS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)
WIDE, HIGH = 560, 460  # logical pixels
Row = dict[str, Any]


class Kind(NamedTuple):
    """A kind that is looked through: the page its records open on, how a row is told."""

    cls: type[Record]
    page: str
    item: Callable[[str, Row], Item]


def everything(store: Store, words: str) -> list[Item]:
    """What has all these words, grouped; nothing for no words. Keys of the rows are "page id"."""
    items: list[Item] = []
    hidden = parts.hidden_pages(store) if words.strip() else ()
    for kind in (kind for kind in KINDS if words.strip() and kind.page not in hidden):
        found = _named(store, words) if kind.cls is Deputy else []
        known = {one.id for one in found}
        found += [one for one in search.newest(store, kind.cls, words, most=MOST + 1) if one.id not in known]
        if found:
            shown = found[:MOST]
            told = f"{len(found)} 条" if len(found) == len(shown) else f"先列 {MOST} 条，再写几个字"
            items.append(Item(None, kind.cls.label, told))
            items += [kind.item(f"{kind.page} {row['id']}", row) for row in veiled(store, kind.cls, shown)]
    return items


def _named(store: Store, words: str) -> list[Deputy]:
    """Deputies by the first letters of their names."""
    letters = words.strip().lower()
    if not letters.isascii() or not letters.isalpha():
        return []
    return [one for one in sorted(store.find(Deputy), key=rank) if initials(one.name or "").lower().startswith(letters)]


def _visit(key: str, row: Row) -> Item:
    marks = tuple(Mark(word) for word in (row["outcome"], row["category"]) if word)
    return Item(
        key,
        row["visitor_name"] or row["raiser_kind"] or "",
        short(row["received_at"]),
        row["statement"] or "",
        marks,
        told_number(row),
    )


def _issue(key: str, row: Row) -> Item:
    marks = tuple(Mark(word) for word in (row["state"], row["category"], row["organ"]) if word)
    return Item(
        key,
        row["title"] or row["statement"] or "",
        short(row["registered_at"]),
        row["raised_by"] or "",
        marks,
        told_number(row),
    )


def _deputy(key: str, row: Row) -> Item:
    marks = tuple(Mark(level, "primary") for level in row["levels"] or ())
    return Item(key, row["name"] or "", "", row["post"] or row["work_unit"] or row["district"] or "", marks)


def _study(key: str, row: Row) -> Item:
    marks = tuple(Mark(word) for word in (row["kind"],) if word)
    return Item(key, row["title"] or "", row["issued_on"] or "", row["issuer"] or "", marks, told_number(row))


def _draft(key: str, row: Row) -> Item:
    marks = tuple(Mark(word) for word in (row["level"], row["state"]) if word)
    return Item(key, row["title"] or "", short(row["due_on"]), row["sent_by"] or "", marks, told_number(row))


def _opinion(key: str, row: Row) -> Item:
    marks = tuple(Mark(word) for word in (row["state"], row["voice"]) if word)
    return Item(
        key,
        f"{row['article'] or ''}　{row['statement'] or row['wording'] or ''}",
        short(row["raised_on"]),
        row["speaker"] or "",
        marks,
        told_number(row),
    )


KINDS = (
    Kind(Visit, "visit", _visit),
    Kind(Issue, "followup", _issue),
    Kind(Deputy, "deputy", _deputy),
    Kind(Study, "study", _study),
    Kind(DraftLaw, "draft_law", _draft),
    Kind(Opinion, "opinion", _opinion),
)


class Find(QFrame):
    """The panel: floats under the bar, asks in the worker one question at a time, never while a word is composed.

    `wants` carries the page and the record a person went to.
    """

    wants = Signal(str, str)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("find")
        self.setProperty("c", "floating")
        self.desk, self.theme = desk, theme
        self.line = QLineEdit()
        self.line.setObjectName("find_words")
        self.line.setAccessibleName(FIND)
        self.line.setPlaceholderText("姓名、原话、编号后几位、拼音首字母；代表:某某、-不含的词")
        self.line.textChanged.connect(lambda _text: self._ask())
        self.list = Listing("find", "找到的", theme)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _index: self._open(self.list.key()))
        self.told = label(WHERE, "note", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        for part in (self.line, self.list, self.told):
            column.addWidget(part)
        self._asked, self._asking, self._before = "", False, None
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.hide()

    def start(self) -> None:
        """Open with the cursor in the line; the cursor goes back where it was afterwards."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self.show()
        self.raise_()
        self.line.setFocus()
        self.line.selectAll()

    def leave(self) -> None:
        """Put it away."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """At the right end under the bar, as large as the window allows."""
        super().showEvent(event)
        around = self.parentWidget()
        top = self.theme.px("bar") + 6
        wide = min(round(WIDE * self.theme.factor), around.width() - 24)
        self.setGeometry(
            around.width() - wide - 12, top, wide, min(round(HIGH * self.theme.factor), around.height() - top - 40)
        )

    def _ask(self) -> None:
        """One question is under way at most; what was typed meanwhile is asked when it comes back."""
        if self._asking:
            return
        words = self.line.text()
        self._asked, self._asking = words, True
        self.desk.ask(lambda store: everything(store, words), self._show, self._failed)

    def _show(self, items: list[Item]) -> None:
        self._asking = False
        if self.line.text() != self._asked:
            self._ask()
            return
        self.list.show_items(items)
        first = next((item.key for item in items if item.key is not None), None)
        if self.list.key() is None:
            self.list.choose(first)
        nothing = f"没有找到“{self._asked.strip()}”" if self._asked.strip() else WHERE
        self.told.setText("↑↓ 选择　Enter 打开　Esc 收起" if items else nothing)

    def _failed(self, problem: Exception) -> None:
        self._asking = False
        self.told.setText(str(problem))

    def _open(self, key: str | None) -> None:
        if key is not None:
            self.hide()
            self.wants.emit(*key.split(" "))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """↑↓ move in the list while the cursor stays in the line; Enter opens, Esc puts away."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride:
            if key in OURS:  # before a page takes it for a shortcut of its own
                event.accept()
            return False
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.key())
        elif watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        keys = [item.key for item in self.list.rows.items if item.key is not None]
        if keys:
            at = keys.index(self.list.key()) if self.list.key() in keys else -step
            self.list.choose(keys[(at + step) % len(keys)])

"""意见办理: one list of everything that is not settled, and of one issue its deadline, its course, and what can be done."""

from __future__ import annotations

from collections import ChainMap
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from lianluozhan import action as table
from lianluozhan.act import Act
from lianluozhan.issue import Issue
from lianluozhan.record import short_number
from lianluozhan.table import Key
from ui.asks.course import ANYBODYS, Course, course, follow_each
from ui.asks.followup import SEGMENTS, VIEW, Found, Line, behind, grouped, tracked
from ui.listing import Item, Mark
from ui.page import Page, Surroundings
from ui.pages import FOLLOWUP
from ui.told import LIGHTS, short
from ui.widgets.act_form import words_of
from ui.widgets.board import KEYS
from ui.widgets.chooser import option
from ui.widgets.issue_work import BATCH, EMPTY, ISSUE, NEXT, IssueWork
from ui.widgets.marking import Marked, MarkingList
from ui.widgets.panes import Panes
from ui.widgets.side import Side
from ui.widgets.take_on import to_project
from ui.widgets.whose import Whose

LOW = 560  # effective pixels below which the strip waits until it is asked for


class FollowupPage(Page):
    """List, course and acts side by side."""

    leaf = FOLLOWUP
    concerns: ClassVar[frozenset[str]] = frozenset(("issue", "followup", "deputy", "organ", "calendar", "rule"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._joinable: dict[str, Any] = {"issue": []}
        self._shown, self._wanted = None, None  # the key of the issue that is shown; the id of one that shall be
        self.list = MarkingList("followup", self.title, self.theme)
        self.marked = Marked(self.list)
        self.side = Side(self.list, SEGMENTS, "标题、单位、反映人、编号", None, self.marked)
        self.whose = self.side.add(Whose(self))
        self._to_list = self.button("list", "名单", self._open_list, "F6", "link")
        self.work = IssueWork(self.desk, self.theme, ChainMap(self._joinable, around.options), self._to_list)
        self.doings, self.batch = self.work.doings, self.work.batch
        self.panes = Panes(self.side, self.work, None, self.theme, self._to_list)
        self.fill(self.panes)
        self._connect()

    # -- building

    def _connect(self) -> None:
        self.side.asked.connect(self.reload)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self._enter())
        self.list.clicked.connect(lambda _index: self.list.marked() or self.panes.close_over())
        self.doings.done.connect(self._do)
        self.doings.paper.connect(lambda name: self.wants.emit("paper", f"{name} {self._shown[1]}"))
        self.doings.project.connect(lambda: to_project(self, self._shown, self.doings.refused))
        # an activity has its noun before it
        self.work.wanted.connect(lambda id: self.wants.emit(*id.split()) if " " in id else self.show_record(id))
        self.work.opened.connect(self.look_at)
        self.work.said.connect(self.said)
        self.marked.act.connect(self._batch)
        self.batch.done.connect(self._acted)
        self.batch.left.connect(lambda: self.work.setCurrentIndex(ISSUE))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.side.filter.setFocus)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._filled)
        # what saves everywhere else
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(lambda: self._writing() and self._filled())
        self.writing_down.append(self.work.half.keep)
        self.resuming[VIEW] = lambda view: look_at(self, view)
        self.keys += [("空格", "标记这一件，几件一起办"), ("Ctrl+F", "筛选"), ("Ctrl+Enter", "第一步；写好了就记下")]
        self.keys += [(key, table.action_of(verb).word) for verb, key in KEYS.items()]

    # -- the list

    def show_up(self) -> None:
        """Looked at: the cursor is in the list unless something is being written."""
        super().show_up()
        if self.doings.form is None:
            self.list.setFocus()

    def reload(self) -> None:
        """The list by lamp, and what is shown of the issue a person is on."""
        words, segment = self.side.words(), self.side.view()
        self.whose.ask(lambda store: tracked(store, words, segment), self.side.still(self._show))
        if self._shown is not None:
            self._choose(self._shown)

    def _show(self, found: Found) -> None:
        self.side.show_items(items(found), found.counts)
        self._joinable["issue"] = [option(short_number(line.number), line.title, line.number) for line in found.lines]
        self.marked.count()
        keys = [line.key for line in found.lines]
        first = keys[0] if keys and self._shown is None else None
        if self._wanted is not None:
            first = next((key for key in keys if key[1] == self._wanted), (ANYBODYS, self._wanted))
            self._wanted = None
        if first is not None:
            self.list.choose(first)
            self._choose(first)
        elif self._shown is None:
            self.work.setCurrentIndex(EMPTY)

    def _choose(self, key: Key) -> None:
        self._shown = key
        self.desk.ask(lambda store: course(store, key), self._show_course)

    def _show_course(self, found: Course | None) -> None:
        if found is not None and self._shown in (found.key, (ANYBODYS, found.key[1])):
            self._shown = found.key
            self.work.show_course(found)

    def show_record(self, id: str) -> None:
        """Show this issue, whatever is filtered; where a person's key follows after a blank, open their card."""
        self.side.clear()
        self._wanted, self.work.card = id.partition(" ")[0], id
        self.reload()

    def _open_list(self) -> None:
        self.panes.toggle_list()
        self.list.setFocus()

    def _enter(self) -> None:
        """Enter in the list goes to the one next step."""
        self.panes.close_over()
        if self.doings.course is not None:
            self.doings.open(self.doings.course.doings[0].verb)

    # -- acting

    def _writing(self) -> bool:
        return self.work.currentIndex() == BATCH or self.doings.form is not None

    def _filled(self) -> None:
        """Ctrl+Enter is the page's filled button."""
        if self.work.currentIndex() == BATCH:
            self.batch.go.click()
        elif self.doings.form is not None:
            self.doings.form.save()
        else:
            self._enter()

    def _do(self, made: list[tuple[str, dict[str, Any]]]) -> None:
        key, number = self._shown, short_number(self.work.head.number)
        self.doings.form.save_button.setEnabled(False)

        def write(act: Act) -> None:
            follow_each(act, act.store.get(Issue, key), made)

        self.work.half.save("follow", write, lambda _none: self._done(made, number), self.doings.refused)

    def _done(self, made: list[tuple[str, dict[str, Any]]], number: str) -> None:
        if self.doings.form is not None and not self.work.half.of:  # no other has been gone on with meanwhile
            if self.doings.form.doing.verb == "inform":
                self.work.card = f"{self._shown[1]} {NEXT}"
            self.doings.put_away()
            self.doings.board.unfold(False)
            self.list.setFocus()
        self.said.emit(f"刚才：{number} {words_of(made)} 已记下")

    # -- several at once

    def _batch(self, verb: str) -> None:
        self.panes.close_over()
        self.work.setCurrentIndex(BATCH)
        self.batch.begin(verb, self.list.marked())

    def _acted(self, words: str) -> None:
        self.work.setCurrentIndex(ISSUE)
        self.list.unmark()
        self.said.emit(f"刚才：{words}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where it is low the strip waits."""
        super().resizeEvent(event)
        self.work.head.low(self.height() < LOW * self.theme.factor)


def look_at(page: FollowupPage, view: str) -> None:
    """Another page leads to all of a kind: they are listed, and the first of them is shown."""
    page._shown = None
    page.side.look_at(view)
    page.panes.go_to_list(page.list)


def items(found: Found) -> list[Item]:
    """The rows under their groups."""
    made: list[Item] = []
    for group, lines in grouped(found.lines):
        made.append(Item(None, group, f"{len(lines)} 件"))
        made += [_item(line) for line in lines]
    return made


def _item(line: Line) -> Item:
    late = not line.lamp and behind(line.state, line.next_on)
    by = f"{short(line.next_on)} 前 · " if line.lamp and line.next_on else ""
    return Item(
        line.key,
        title=line.title,
        right=f"{line.right} 已过" if late else line.right,
        words=f"轮到 {line.turn}" if line.turn else line.state,
        marks=tuple(Mark(words, "grey" if place else "primary") for place, words in enumerate(line.marks)),
        tail=by + (line.told or short_number(line.number)),
        lamp=line.lamp,
        tone="red" if late else LIGHTS.get(line.lamp, "ink2"),
    )

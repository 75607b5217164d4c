"""接待登记: the list of receptions, and the form that is filled in while somebody talks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent

from lianluozhan.draft import draft_of
from ui.asks.sight import Sight
from ui.asks.visit import DRAFT, NAMELESS, TO_FILTER, TO_LIST, Listed
from ui.entering import Further
from ui.page import Page, Surroundings
from ui.pages import VISIT
from ui.widgets.hints import Hints
from ui.widgets.page_room import SCROLLED
from ui.widgets.panes import Panes
from ui.widgets.visit_list import VisitList
from ui.widgets.visit_walk import WAYS
from ui.widgets.visit_work import VisitWork

LOW = 560  # effective pixels below which the head has one line


class VisitPage(Page):
    """List, form or record, hints."""

    leaf = VISIT
    concerns = frozenset(("visit", "deputy", "category"))
    takes_back = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.setProperty(SCROLLED, True)
        self.work = VisitWork(self)
        self.writing, self.reading = self.work.writing, self.work.reading
        self.form, self.hints = self.writing.form, Hints(self.noun, self.theme)
        self.left = VisitList(self, self.new, {way: partial(self.writing.walk, way) for way in WAYS})
        self.list, self._first = self.left.rows, True
        self.panes = Panes(self.left, self.work, self.hints, self.theme)
        self.fill(self.panes)
        self._connect()
        self.writing.new()
        self.writing.look_for_outing()

    def _connect(self) -> None:
        self.left.chosen.connect(self._chosen)
        self.left.found.connect(self._greet)
        self.writing.seen.connect(self._seen)
        self.writing.walking.connect(lambda on: (self.left.show_walking(on), self._write()))
        self.writing.done.connect(self._change_ended)
        self.writing.drafting.stacked.connect(self.reload)
        self.writing_down.append(self.writing.drafting.keep)
        self.writing.drafting.kept.connect(self.left.show_kept)
        self.writing.heading.see_hints.clicked.connect(lambda _on=False: self.panes.toggle_hints())
        self.writing.heading.see_list.clicked.connect(lambda _on=False: self.panes.toggle_list())
        self.work.wanted.connect(self._write)
        self.reading.resumed.connect(lambda draft: self._resume(draft.id))
        self.hints.wants.connect(
            lambda noun, id: self.show_record(id) if noun == self.noun else self.wants.emit(noun, id)
        )
        for key, words, press in _keys(self):
            self.keys.append((key, words))
            QShortcut(QKeySequence(key), self).activated.connect(press)

    # -- the list

    def reload(self) -> None:
        """Ask for the list anew."""
        self.left.reload()

    def _greet(self, found: Listed) -> None:
        """The first time: say that something was not finished."""
        if self._first and found.drafts:
            last = found.drafts[0]
            words = f"上次没记完的还在：{last.values.get('visitor_name') or NAMELESS}（{last.kept_at[5:16].replace('T', ' ')}）"
            self.writing.heading.show_notice(words, [("接着记", partial(self._resume, last.id))])
        self._first = False

    def _chosen(self, key: str) -> None:
        self.panes.close_over()
        self._resume(key.removeprefix(DRAFT)) if key.startswith(DRAFT) else self.show_record(key)

    def _resume(self, id: str) -> None:
        self.work.write()
        if id != self.writing.drafting.of:
            self.writing.drafting.keep()
            self.desk.ask(
                lambda store: draft_of(store, self.noun, id), lambda draft: draft and self.writing.resume(draft)
            )

    def escape(self) -> None:
        """Close what lies over the work, then the filter, then the record; text is never thrown away."""
        if self.panes.over() is not None:
            self.panes.close_over()
        elif self.left.filter.text():
            self.left.filter.clear()
        elif self.work.reads():
            self._write()

    # -- one visit

    def show_record(self, id: str) -> None:
        """Read a visit, go on with a draft, begin the visit of an appointment; what is being written stays where it is."""
        self.reading.lead_to(id)

    def _change_ended(self, id: str) -> None:
        """The form is free again, the visit is read as it stands now."""
        self.writing.new(kept={})
        self.left.rows.setFocus()  # else the first button had it, which shows somebody whole
        self.show_record(id)

    # -- writing

    def new(self) -> None:
        """Back to what is being written; an empty form where that is seen already."""
        if not self.work.reads():
            self.writing.new()
        self._write()

    def _write(self) -> None:
        self.left.release()
        self.work.write()
        self.form.go_to(self.writing.drafting.field or "visitor_name")

    def _seen(self, found: Sight) -> None:
        self.hints.show_groups(found.groups)
        self._fit()

    # -- room

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The cursor is where it was, at first in 姓名: the first key typed is the name."""
        super().showEvent(event)
        if not self.work.reads():
            self.form.go_to(self.writing.drafting.field or "visitor_name")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold with the window."""
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Other sizes: the panes fold by them, the head is drawn anew."""
        super().restyle()
        self.panes.fold()
        self.writing.restyle()
        self._fit()

    def _fit(self) -> None:
        low = self.height() / self.theme.factor < LOW
        self.writing.heading.fit(not self.panes.slim(), not self.panes.narrow(), low, self.hints.summary())


def _keys(page: VisitPage) -> tuple[tuple[str, str, Callable[[], object]], ...]:
    """(key, what it does, what is called)."""
    return (
        ("Ctrl+H", "收起或打开提示", page.panes.toggle_hints),
        ("F6", TO_LIST, partial(page.panes.go_to_list, page.list)),
        ("Ctrl+F", TO_FILTER, partial(page.panes.go_to_list, page.left.filter)),
        ("F8", "下一处要改的", page.form.next_wrong),
        ("Shift+F8", "上一处要改的", partial(page.form.next_wrong, -1)),
        ("Esc", "回到登记", page.escape),
        ("Ctrl+P", page.reading.print.accessibleName(), page.work.print),
        ("Ctrl+J", Further.title, page.work.further),
    )

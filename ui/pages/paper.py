"""打印一张表: choose a paper and what it is about, look at it, print or keep it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout

from lianluozhan import parts, preprinted, printing
from lianluozhan.batch import EACH_DEPUTY
from lianluozhan.errors import Problem
from lianluozhan.looked import EXPORTED
from lianluozhan.report import brief, catalogue
from lianluozhan.report.file import write
from lianluozhan.report.imprint import DRAFT
from lianluozhan.report.overlay import Move
from lianluozhan.store import Store
from lianluozhan.whose import KINDS
from ui.page import Page, Surroundings
from ui.pages import PAPER
from ui.widgets.everybody import Everybody, Wanted
from ui.widgets.overlay_box import OverlayBox
from ui.widgets.paper_choice import PaperChoice
from ui.widgets.pdf import Document
from ui.widgets.pieces import label
from ui.widgets.preview import Preview
from ui.widgets.print_panel import written_down
from ui.widgets.whom import Whom
from ui.widgets.whose import Whose


class PaperPage(Page):
    """One paper about one thing; other pages lead here with `paper`, a blank and the record's id."""

    leaf = PAPER
    concerns = frozenset(("visit", "issue", "followup", "duty", "deputy", "place", "rule"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.kind, self.subject, self.state = PaperChoice(), QLineEdit(), QLabel()
        self.kind.activated.connect(lambda _place: self._other_kind())
        self.subject.setObjectName("paper.subject")
        self.subject.setAccessibleName("编号或名称")
        self.subject.setFixedWidth(round(190 * self.theme.factor))
        self.subject.returnPressed.connect(self.make)
        self.whom, self.draft = Whom(self.noun), QCheckBox(f"印上“{DRAFT}”")
        self.whom.switched.connect(self.make)
        self.draft.setObjectName("paper.draft")
        self.draft.clicked.connect(lambda _on: self.make())
        self.preview = Preview(self.desk, self.theme)
        self.preview.closed.connect(self.back)
        self.everybody = Everybody(self.desk, self._wanted)
        self.word = self.button("word", "另存为 Word…", self.save_word)
        self.overlay = OverlayBox(self.noun, self.theme.px("control"))
        self.overlay.switched.connect(self.make)
        self.overlay.moved.connect(self._move)
        self.overlay.ruler.connect(self._measure)
        self.preview.panel.add(self.whom, self.draft, self.overlay, self.everybody, self.word)
        self.whose = Whose(self)
        self.whose.switched.connect(self._other_stations)
        self._id, self._due = "", False
        self._lay_out()
        self._ask_for()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(self.theme.px("margin"), 8, self.theme.px("margin"), 8)
        row.setSpacing(8)
        self.state.setProperty("c", "error")
        self.state.setWordWrap(True)
        for part in (self.kind, self.subject, self.whose, self.button("make", "看这一张", self.make)):
            row.addWidget(part)
        row.addWidget(self.state, 1)
        self.nothing = label("还没有能印的", "hint", wrap=False)
        self.nothing.setContentsMargins(self.theme.px("margin"), 12, 0, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    # -- what is asked

    def reload(self) -> None:
        """The paper that is shown, made anew; the first time the newest there is, unless the page was opened for another."""
        self._due = True
        self.desk.ask(parts.hidden_papers, self.kind.offer)
        QTimer.singleShot(0, self._make_due)

    def _make_due(self) -> None:
        if self._due:
            self.make()

    def show_record(self, id: str) -> None:
        """The paper (its name or F-number) and the record's id, a blank between them."""
        word, _, record = id.partition(" ")
        self.kind.choose(word)
        self._ask_for()
        self.subject.clear()
        self._id = record
        self.make()

    def _other_kind(self) -> None:
        self._ask_for()
        self.subject.clear()
        self._id = ""
        self.make()

    def _other_stations(self) -> None:
        """A record may be another station's now; a day or a month is the same."""
        if catalogue.find(self.kind.currentData()).about in KINDS:
            self.subject.clear()
            self._id = ""
        self.make()

    def _ask_for(self) -> None:
        paper = catalogue.find(self.kind.currentData())
        self.subject.setPlaceholderText(printing.example(paper))
        self.everybody.setVisible(paper.about in EACH_DEPUTY)
        self.word.setVisible(paper.name in printing.IN_WORD)
        self.overlay.setVisible(paper.about in preprinted.WITH_BOXES)

    def _wanted(self) -> Wanted:
        """What is printed for every deputy."""
        return Wanted(self.kind.currentData(), self.subject.text(), self.draft.isChecked(), self.whom.masked())

    def make(self) -> None:
        """Make the paper anew."""
        self._due = False
        how = self._wanted()._replace(words=self.subject.text().strip() or self._id)
        over = self.overlay.isVisibleTo(self) and self.overlay.on.isChecked()
        self.state.clear()
        self.whose.refresh()
        self.desk.ask(lambda store: _paper(self.whose.as_there(store), how, over), self._show, self._refuse)

    def ask_file(self, proposed: str) -> str:
        """Where a person wants the file of Word; empty when they think better of it."""
        return QFileDialog.getSaveFileName(self, self.word.accessibleName(), proposed, f"Word (*{printing.WORD})")[0]

    def save_word(self) -> None:
        """Keep the news as a file of Word, to be edited on."""
        shown, panel = self.preview.document, self.preview.panel
        proposed = Path(shown.file).with_suffix(printing.WORD) if shown else Path(brief.NAME + printing.WORD)
        if not (chosen := self.ask_file(str(proposed))):
            return
        how, path = self._wanted(), Path(chosen).with_suffix(printing.WORD)
        self.desk.ask(
            lambda store: _keep_word(store, how, path),
            lambda _path: panel.say(f"✓ 已存到 {path}"),
            panel.refuse,
        )

    def _move(self) -> None:
        """The pre-printed paper of this form is off by so much; remembered for it."""
        name, move = self.kind.currentData(), self.overlay.move_()
        self.desk.act("overlay", lambda act: preprinted.keep_move(act.store, name, move), lambda _done: self.make())

    def _measure(self) -> None:
        """The empty form, and the page its offset is read from."""
        name, word = self.kind.currentData(), self.subject.text().strip() or self._id
        self.desk.ask(lambda store: _ruler(store, name, word), self._show_ruler, self._refuse)

    def _show_ruler(self, document: Document | None) -> None:
        if document is not None:
            self.preview.show_documents([document])

    def _show(self, made: tuple[str, Document, Move] | None) -> None:
        self.stack.setCurrentWidget(self.nothing if made is None else self.preview)
        if made is not None:
            word, document, move = made
            self.subject.setText(word)
            self.overlay.move_to(move)
            self.preview.show_documents([document])

    def _refuse(self, problem: Problem) -> None:
        self.state.setText(str(problem))


def _paper(store: Store, how: Wanted, over: bool) -> tuple[str, Document, Move] | None:
    """What the paper is about, in a word that finds it again, the paper, and how far its pre-printed one is off; without a
    word the newest there is."""
    paper = catalogue.find(how.name)
    subject = printing.subject(store, paper, how.words) if how.words else printing.newest(store, paper)
    if subject is None:
        return None
    move = preprinted.kept_move(store, paper.name)
    made = (
        preprinted.make(store, paper, subject, move)
        if over
        else printing.make(store, paper.name, subject, draft=how.draft, masked=how.masked)
    )
    return printing.called(subject), Document(*made), move


def _ruler(store: Store, name: str, word: str) -> Document | None:
    paper = catalogue.find(name)
    subject = printing.subject(store, paper, word) if word else printing.newest(store, paper)
    return None if subject is None else Document(*preprinted.ruler(store, paper, subject))


def _keep_word(store: Store, how: Wanted, path: Path) -> None:
    paper = catalogue.find(how.name)
    subject = printing.subject(store, paper, how.words.strip())
    made = printing.as_word(store, paper, subject, draft=how.draft, masked=how.masked)
    write({path: made.data}, going=lambda: written_down(store, EXPORTED, Document(*made)))

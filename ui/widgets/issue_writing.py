"""Writing an issue: begun new or from a visit or a draft, opened again, saved with what follows; its draft is kept meanwhile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from lianluozhan import action as table
from lianluozhan.draft import Draft
from lianluozhan.errors import Problem
from lianluozhan.raising import begun
from lianluozhan.record import new_id, short_number
from lianluozhan.veil import VEILED
from lianluozhan.whose import DISTRICT_ROLE, theirs
from ui.asks.issue import DRAFT, Carried, Opened, carried, complete, opened, register
from ui.drafting import Drafting
from ui.editor import Options
from ui.half_written import CLEARED
from ui.page import Page
from ui.told import kept
from ui.widgets.dropping import Dropping
from ui.widgets.issue_form import IssueForm
from ui.widgets.issue_frame import IssueFrame
from ui.widgets.issue_saving import NEW, THERE, IssueSaving
from ui.widgets.starred import Reveal
from ui.widgets.take_on import TakeOn

OF_A_STATION = "这件是站里登记的，内容由站里改；办理请按“去办理”"


class IssueWriting(IssueFrame):
    """The form with its buttons. `said` tells what was saved, `goes_on` carries the issue a person wants to follow up."""

    said = Signal(str)
    goes_on = Signal(str)

    def __init__(self, page: Page, options: Options, to_list: QPushButton) -> None:
        self.desk, self.world, self.identity = page.desk, page.around.identity.world, page.around.identity
        form = IssueForm(page.around, options)
        self.reveal = Reveal(page.noun, page, self.ask_for_it)
        self.see_visit = page.button(
            "visit", "看那次接待", lambda: form.visit() and page.wants.emit("visit", form.visit()), look="link"
        )
        self.saving = IssueSaving(page, self.save_as)
        self.go_on = page.button("follow", "去办理", lambda: self.goes_on.emit(self.opened.issue.id), look="primary")
        self.suggest = page.button("suggest", "写成代表建议", self._suggest, look="link")
        self.take_on = TakeOn(page, self._refused)
        self.suggest.hide()
        self.drafting = Drafting(form.form, self.desk)
        self.dropping = Dropping(page, self.drafting, self.new, self.restore, lambda: self.saved.say(CLEARED))
        super().__init__(
            form,
            (self.suggest, self.take_on, self.reveal, self.see_visit, to_list),
            (*self.saving.buttons, self.go_on, self.dropping.drop, self.dropping.back),
        )
        form.form.edited.connect(lambda _name: self.dropping.edited(self.opened is None))
        form.picked.connect(self._pick)
        form.proposed.connect(lambda: self.opened is None and not form.touched() and self.drafting.begin())
        self.drafting.kept.connect(lambda draft: self.saved.say(f"✓ 草稿已存 {draft.kept_at[11:16]}", "saved"))

    def new(self) -> None:
        """An empty form; what was being written is kept as a draft."""
        self.drafting.keep()
        self.opened = None
        self.form.empty()
        self._offer(new=True)
        self.show_new()
        self.drafting.begin()
        self.form.start()

    def restore(self, draft: Draft) -> None:
        """What was left comes back as it was, the cursor too."""
        if draft.id == self.drafting.of:
            return
        self.drafting.keep()
        self.opened = None
        self._offer(new=True)
        self.show_new(DRAFT, f"{kept(draft.kept_at)} 放下的，接着写")
        self.form.restore(dict(draft.values))
        self.drafting.begin(draft)
        self.drafting.restore_cursor(draft)
        self.dropping.drop.show()

    def _pick(self, visit_id: str) -> None:
        self.desk.ask(lambda store: carried(store, visit_id), self.carry)

    def carry(self, visit: Carried | None) -> None:
        """Take over what a visit knows."""
        if visit is not None and self.opened is None:
            self.note.say(visit.words, "note")
            self.see_visit.show()
            self.to_top()
            self.form.carry(visit)

    def _suggest(self) -> None:
        """A deputies' suggestion founded on the issue that is shown; further ones are added by their numbers."""
        values = begun([self.opened.issue])
        self.new()
        self.form.restore(values)
        self.form.form.go_to("title")

    def show_opened(self, found: Opened | None) -> None:
        """An issue that is there."""
        if found is None:
            return
        self.opened = found
        self.drafting.leave()
        self.form.load(found)
        self._offer(new=False)
        carried_words = found.carried.words if found.carried else ""
        self.show_row(found.row, OF_A_STATION if theirs(self.identity, found.issue) else carried_words)
        self.see_visit.setVisible(found.carried is not None)
        self.reveal.setVisible(
            bool(found.row[VEILED] or (found.carried and found.carried.who != found.carried.whole_who))
        )

    def _offer(self, new: bool) -> None:
        """The buttons that fit: an issue on its way is followed up on the other page."""
        other = self.opened is not None and theirs(self.identity, self.opened.issue)
        waiting = new or (self.opened is not None and self.opened.row["state"] in (None, table.WAITING) and not other)
        self.saving.offer(NEW if new else THERE, waiting, self.identity.role != DISTRICT_ROLE, not other)
        self.go_on.setVisible(not waiting)
        self.see_visit.hide()
        self.suggest.setVisible(self.opened is not None and self.opened.parted and not other)
        self.take_on.offer(*(None, "") if self.opened is None or other else (self.opened.issue, self.opened.project))
        self.reveal.hide()
        self.dropping.offer(new)
        self.form.passing_on(waiting)
        self.form.setEnabled(not other)

    # -- saving

    def save_as(self, word: str) -> None:
        """Register or complete it, with 交办 or 报区 where `word` names one."""
        read = self.form.read(word)
        if read is None:
            wrong = self.form.form.wrong
            self.note.say(f"还有 {len(wrong)} 处要改，已写的都在", "error")
            self.look_at(wrong[0])
            return
        values, fact = read
        found, id = self.opened, new_id()
        self.saving.enable(False)
        if found is not None:
            id = found.issue.id
            self.desk.act(
                "complete_issue",
                lambda act: complete(act, found, values, word, fact),
                lambda _none: self._kept(word, id),
                self._refused,
            )
            return
        write = partial(register, id=id, values=values, word=word, fact=fact)
        self.drafting.save("add_issue", write, lambda _none: self._kept(word, id), self._refused)

    def _kept(self, word: str, id: str) -> None:
        new = self.opened is None
        self.drafting.dropped.clear()
        self.desk.ask(lambda store: opened(store, (self.world, id)), lambda found: self._told(found, word, new))

    def _told(self, found: Opened, word: str, new: bool) -> None:
        number = short_number(found.row["number"])
        done = f"{word}给 {found.row['organ']}" if word == table.ASSIGN.word else word
        if new:
            self.new()
        else:
            self.show_opened(found)
        self.saved.say(f"✓ {number} 已存入台账", "saved")
        self.said.emit("刚才：" + "，".join(part for part in (f"意见 {number} 已存入台账", done) if part))

    def _refused(self, problem: Problem) -> None:
        self.saving.enable(True)
        self.note.say(" ".join(str(problem).split()), "error")

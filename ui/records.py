"""Records of one kind in a list, one of them beside it in a form, and the steps that one is taken on by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from lianluozhan.act import Act
from lianluozhan.errors import Problem
from lianluozhan.record import Record
from ui.form import Section
from ui.listing import Listing
from ui.page import Page, Surroundings
from ui.widgets.record_form import Add, Names, RecordForm
from ui.widgets.roll import Roll

Step = Callable[[Act, Any], Any]  # (act, the record as the file has it) -> what became of it


class RecordsPage(Page):
    """`nothing` says what to do while there is none yet, `first` is the field a new one begins with.

    A page of it says what stands above the list (`tools`) and above the form (`acts`), what else there is (`furnish`), what a
    new record begins with (`begins`), what fits the one that is shown (`offer`), and fills its list in `reload`.
    """

    kind: ClassVar[type[Record]]
    sections: ClassVar[Sequence[Section]]
    add: ClassVar[Add]
    nothing: ClassVar[str]
    first: ClassVar[str]
    called: ClassVar[Names | None] = None  # its own words for fields
    later: ClassVar[Sequence[str]] = ()  # fields that are not asked of a new one

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.form = RecordForm(self, self.kind, self.sections, self.add, self.called, self.title)
        self.form.close_button.hide()
        self.form.kept.connect(lambda id: (self.roll.list.stand_on(id), self.reload()))
        self.form.shown.connect(self.offer)
        self.form.resumed.connect(self._resumed)
        listing = Listing(self.noun, self.title, self.theme)
        listing.chosen.connect(self.form.load)
        tools, acts = self.tools(), self.acts()
        self.roll = Roll(listing, self.form, tools, acts, self.theme)
        self.roll.nothing(self.nothing)
        self.fill(self.roll)
        self.furnish()
        self.begin()

    def tools(self) -> Sequence[QWidget]:
        """What narrows the list, and makes a new one."""
        raise NotImplementedError

    def acts(self) -> Sequence[QWidget]:
        """What can be done to the one that is shown, besides changing it."""
        return ()

    def furnish(self) -> None:
        """What else stands on the page; called once, before anything is shown."""

    def begins(self) -> Mapping[str, Any]:
        """What is known of a new one."""
        return {}

    def begin(self) -> None:
        """An empty form."""
        self.form.new(self.begins())

    def new(self) -> None:
        """One more."""
        self.roll.list.clearSelection()
        self.form.another(self.begins(), self.first)

    def show_record(self, id: str) -> None:
        """One of them."""
        self.form.load(id)

    def _resumed(self, id: str) -> None:
        """The row it is of is marked, none for a new one."""
        self.roll.list.clearSelection()
        id and self.roll.list.stand_on(id)

    # -- the one that is shown

    @property
    def live(self) -> bool:
        """Whether it can be gone on with here: it is saved, not voided, and this office's own."""
        record = self.form.record
        return record is not None and not record.voided and not self.form.theirs

    def offer(self) -> None:
        """Another one is shown, or an empty form: offer what fits it."""
        for name in self.later:
            self.form.form.show_field(name, self.form.record is not None)

    def typed(self, name: str) -> str:
        """What stands in a field of the form, "" for nothing."""
        return self.form.form.read()[0].get(name) or ""

    def step(self, does: Step, words: str, then: Callable[[Any], str] | None = None) -> None:
        """Take it one step further as it stands in the file, and say so; `then` gets what became of it and may say more. What
        refuses the step is told in the form."""
        record = self.form.record

        def done(made: Any) -> None:
            self.done(record.id, words + (then(made) if then else ""))

        self.desk.act(
            self.noun, lambda act: does(act, act.store.get(self.kind, (record.world, record.id))), done, self.refuse
        )

    def done(self, id: str, words: str) -> None:
        """Say what became of one of them, and show it as it stands now."""
        self.said.emit(f"刚才：{words}")
        self.form.load(id, f"✓ {words}")

    def refuse(self, problem: Problem) -> None:
        """Say in the form why something was not done."""
        self.form.tell(str(problem), trouble=True)

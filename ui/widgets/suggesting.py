"""The part of an issue's form that only a 代表建议 has: who signs how, its points, what it is founded on; off with its 功能."""

from __future__ import annotations

from lianluozhan.issue import Issue
from lianluozhan.suggestion import LONG, MOTION, PROPOSAL, SHORT, USUAL, lengths
from ui.form import Form
from ui.widgets.sections import Called, Section

SECTION = Section(
    "建议怎么写",
    (
        (("form", 4), ("congress", 8)),
        (("meeting", 12),),
        (("signed", 12),),
        (("grounds", 12),),
        (("proposals", 12),),
        (("basis", 7), ("duties", 5)),
    ),
)
EACH = f"一段一点，每点 {SHORT}—{LONG} 字为好"
CALLED = {
    "grounds": Called(Issue.grounds.label, EACH),
    "proposals": Called(Issue.proposals.label, EACH),
    "basis": Called(Issue.basis.label, "写编号，如 Y0003，可以几件"),
    "duties": Called(Issue.duties.label, "调研、视察、走访，写编号"),
    "signed": Called(Issue.signed.label, "签字、电话，哪天"),
    "meeting": Called(Issue.meeting.label, "闭会期间提的空着"),
}
NAMES = tuple(name for row in SECTION.rows for name, _share in row)


class Suggesting:
    """Its fields in the form of an issue."""

    def __init__(self, form: Form) -> None:
        self.form, self.place, self.on = form, form.sections.index(SECTION), False

    def suit(self, own: bool) -> None:
        """Shown where the issue is the deputies' own and the part is on; who signed has a line for how."""
        self.form.show_section(self.place, own and self.on)
        self.form.call_field("statement", "概要（一两句）" if own and self.on else "")
        self.form.editors["signed"].show_people(self.form.editors["deputies"].value() or [])

    def tell(self, on: bool, behind: str, least: int, own: bool) -> None:
        """What was worked out: whether there is such a part, the figures behind it, how many a 议案 takes, how long each point is."""
        self.on = on
        self.suit(own)
        if own and on and not self.form.editors["form"].value():
            self.form.show_value("form", PROPOSAL)
            self.form.show_value("congress", USUAL)
        motion = self.form.editors["form"].value() == MOTION
        self.form.tell_quietly("form", f"{MOTION}要 {least} 名以上联名" if motion and least else "")
        self.form.tell_quietly("basis", behind)
        for name in ("grounds", "proposals"):
            self.form.tell_quietly(name, lengths(self.form.editors[name].value()))

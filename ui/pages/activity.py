"""活动: from the year's plan to sign-in, record and report; a held one makes the duties by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import clock
from lianluozhan.activity import (
    ANNOUNCED,
    ENFORCEMENT,
    FORUM,
    HELD,
    INSPECTION,
    KINDS,
    PLANNED,
    RESEARCH,
    STATES,
    Activity,
    add_activity,
    announce,
    day_of,
    follow_up,
)
from lianluozhan.field import Ref
from lianluozhan.readable import readable
from lianluozhan.report import brief
from lianluozhan.store import Store
from lianluozhan.yearplan import quarters
from ui.editor import editor_of
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.pages import ACTIVITY
from ui.told import told_number
from ui.widgets.booking import Booked, Booking, booked
from ui.yearly import YearPage

SECTIONS = (
    Section(
        "什么活动",
        (
            (("kind", 12),),
            (("organised_by", 12),),
            (("theme", 7), ("planned_on", 5)),
            (("begin", 4), ("end", 4), ("place", 4)),
            (("convenor", 5), ("units", 7)),
            (("purpose", 12),),
            (("agenda", 12),),
            (("state", 12),),
        ),
    ),
    Section("谁参加（实到的人，履职自动登记）", ((("expected", 12),), (("present", 12),), (("absent", 12),))),
    Section("记录和报告", ((("record", 12),), (("report", 12),), (("brief", 12),))),
)
REPORTED = (INSPECTION, RESEARCH, ENFORCEMENT)  # kinds that end in a report to the organs
ASKED = {  # fields only some kinds ask for
    "organised_by": REPORTED,
    "report": REPORTED,
    "units": (*REPORTED, FORUM),
    "theme": tuple(kind for kind in KINDS if kind != KINDS[-1]),
}
NOTES = {
    INSPECTION: "看到的问题和提出的建议；代表不直接处理问题",
    RESEARCH: "一个专题，问题和建议写清，可作代表建议或议案",
    ENFORCEMENT: "法律实施中的问题和建议",
}
TONES = {HELD: "green", PLANNED: "grey", STATES[1]: "primary", STATES[3]: "red"}
ORGAN = Ref("送交哪个单位", of="organ")
ORGAN.name = "report_to"


class ActivityPage(YearPage):
    """The year's activities, and one of them."""

    leaf = ACTIVITY
    concerns = frozenset(("activity", "deputy", "place", "issue", "followup", "appointment"))
    kind, sections, add, first = Activity, SECTIONS, staticmethod(add_activity), "kind"
    nothing = "这一年还没有活动。在右边写好做什么、哪天，按“保存”；写上实到，履职自动登记。"

    booked: Booked | None = None

    def furnish(self) -> None:
        """What fits its kind, whenever that changes."""
        self.form.form.edited.connect(lambda name: name in ("kind", "expected", "present") and self._fit())

    def acts(self) -> list[QWidget]:
        """Its brief, who signed up, that it was announced, whom its report went to."""
        self.organ = editor_of(ORGAN, self.noun, self.around.options)
        self.organ.setPlaceholderText(ORGAN.label)
        self.organ.setMaximumWidth(self.theme.px("list"))
        self.send = self.button("report", "报告送交办理", self._send)
        self.announced = self.button("announce", ANNOUNCED, self._announce)
        self.sent = self.button("sent", "", self._see_sent, "", "link")
        self.booking = Booking(self.desk, self.around.options)
        self.booking.done.connect(lambda words: self.form.load(self.form.record.id, words))
        self.booking.refused.connect(lambda words: self.form.tell(words, trouble=True))
        self.news = self.button(
            "brief", f"打印{brief.NAME}", lambda: self.wants.emit("paper", f"{brief.NAME} {self.form.record.id}")
        )
        return [self.news, self.booking, self.announced, self.organ, self.send, self.sent]

    def begins(self) -> dict[str, Any]:
        """Planned, today."""
        return {"planned_on": clock.day(), "state": PLANNED}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """What is to come by date, then what was held, newest first, then what was called off."""
        every = readable(
            store,
            Activity,
            store.find(Activity, "substr(coalesce(begin, planned_on, created_at), 1, 4)=?", (year,), "number"),
        )
        groups = by_state(every, (*STATES[:2], HELD, STATES[3]), lambda row: row["state"] or PLANNED)
        for state, rows in groups:
            rows.sort(key=day_of, reverse=state == HELD)
        return under_heads(groups, "次", _item), "\n".join(
            [f"{year}年 {len(every)} 次", *(one.words for one in quarters(store, year))]
        )

    def reload(self) -> None:
        """The year as it stands now, and who signed up meanwhile."""
        super().reload()
        self._ask_booked()

    def _fit(self) -> None:
        """Only what this kind asks for; who did not come has a line for the reason."""
        form, record = self.form.form, self.form.record
        kind = form.editors["kind"].value()
        for name, kinds in ASKED.items():
            form.show_field(name, kind is None or kind in kinds or form.editors[name].value() is not None)
        form.tell_quietly("report", NOTES.get(kind, ""))
        here = form.editors["present"].value() or []
        form.editors["absent"].show_people([one for one in form.editors["expected"].value() or [] if one not in here])
        sendable = (
            record is not None
            and not record.voided
            and record.state == HELD
            and bool(record.report)
            and not self._sent_id()
        )
        self.news.setVisible(record is not None and not record.voided)
        for part in (self.organ, self.send):
            part.setVisible(sendable)
        self.sent.setVisible(bool(self._sent_id()))
        self.announced.setVisible(record is not None and not record.voided and record.state in (PLANNED, None))

    def offer(self) -> None:
        """Another activity is shown: who signed up for it, where its report is."""
        super().offer()
        record, self.booked = self.form.record, None
        self.booking.show_activity(record)
        self._fit()
        self._ask_booked()

    def _ask_booked(self) -> None:
        record = self.form.record
        if record is not None:
            self.desk.ask(lambda store: booked(store, record), lambda found: self._know(record, found))

    def _know(self, record: Activity, found: Booked) -> None:
        if self.form.record is record:
            self.booked = found
            self.booking.show_booked(found)
            self.sent.setText(found.issue_words)
            self.sent.setAccessibleName(found.issue_words)
            self._fit()

    def _sent_id(self) -> str:
        return self.booked.issue if self.booked else ""

    def _see_sent(self) -> None:
        self.wants.emit("followup", self._sent_id().split()[1])

    def _announce(self) -> None:
        record = self.form.record
        self.desk.act(
            "announce",
            lambda act: announce(act, record),
            lambda _made: self.form.load(record.id, f"✓ {ANNOUNCED}"),
            self.refuse,
        )

    def _send(self) -> None:
        record, organ = self.form.record, self.organ.value()
        if not organ:
            self.form.tell("请先写明送交哪个单位", trouble=True)
            self.organ.setFocus()
            return
        self.desk.act(
            "report", lambda act: follow_up(act, record, organ), lambda id: self.wants.emit("followup", id), self.refuse
        )


def _item(row: dict) -> Item:
    people = row["present"] or row["expected"] or ()
    return Item(
        row["id"],
        row["theme"] or row["kind"],
        day_of(row)[5:],
        "、".join(people) or row["purpose"] or "",
        (Mark(row["kind"], "primary"), Mark(row["state"] or PLANNED, TONES[row["state"] or PLANNED])),
        told_number(row),
    )

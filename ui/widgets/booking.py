"""报名 of an activity: who comes and who asked leave, written a few at a time, and turned into 应到, 实到, 请假 in one press."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from lianluozhan.activity import Activity, over, sent_as
from lianluozhan.appointment import Appointment
from lianluozhan.booking import COMING, LEAVE, SIGN_IN, book, bookings, sign_in
from lianluozhan.deputy import Deputy
from lianluozhan.errors import Problem
from lianluozhan.field import Refs
from lianluozhan.readable import readable
from lianluozhan.store import Store
from lianluozhan.table import by_id
from ui.act import Desk
from ui.editor import Options, editor_of
from ui.widgets.pieces import button

DEPUTIES = Refs("报名或请假的代表", of="deputy")
DEPUTIES.name = "booking"

_button = partial(button, "activity")


class Booked(NamedTuple):
    """What is said of an activity's bookings, and the issue its report has become: its id and what is said of it."""

    words: str
    any: bool
    issue: str
    issue_words: str


def booked(store: Store, activity: Activity) -> Booked:
    """Who comes and who does not, by name; where the report is."""
    found = bookings(store, activity)
    names = {id: one.name for id, one in by_id(store, Deputy, {*found.coming, *found.away}).items()}
    coming = "、".join(names.get(id, id) for id in found.coming)
    away = "、".join(f"{names.get(id, id)}（{why}）" for id, why in found.away.items())
    words = "；".join(
        part
        for part in (
            f"{COMING} {len(found.coming)} 人：{coming}" if coming else "",
            f"{LEAVE} {len(found.away)} 人：{away}" if away else "",
        )
        if part
    )
    sent = sent_as(store, activity)
    row = readable(store, type(sent), [sent])[0] if sent else {}
    told = f"报告已送交：{row['number']}　{row['organ'] or ''}　{row['state']}" if sent else ""
    return Booked(words or f"还没有人{COMING}", bool(words), f"{sent.world} {sent.id}" if sent else "", told)


class Booking(QFrame):
    """`done` carries the words of what was written."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, options: Options) -> None:
        super().__init__()
        self.desk, self.activity = desk, None
        self.setProperty("c", "card")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.people = editor_of(DEPUTIES, Activity.noun, options)
        self.people.setPlaceholderText(DEPUTIES.label)
        self.reason = QLineEdit()
        self.reason.setObjectName("activity.leave_reason")
        self.reason.setAccessibleName(Appointment.topic.label)
        self.reason.setPlaceholderText(f"{LEAVE}的原因")
        row = QHBoxLayout()
        row.addWidget(self.people, 3)
        row.addWidget(_button("book", COMING, lambda: self._book(False)))
        row.addWidget(self.reason, 2)
        row.addWidget(_button("leave", LEAVE, lambda: self._book(True)))
        self.turn = _button("sign_in", "按报名填应到、实到、请假", self._sign_in)
        row.addWidget(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.words)
        column.addLayout(row)
        self.hide()

    def show_activity(self, activity: Activity | None) -> None:
        """The bookings of an activity that is still to come, or that has some."""
        self.activity = activity
        self.setVisible(activity is not None and not over(activity))
        if activity is not None:
            self.people.show_value(None)
            self.reason.clear()

    def show_booked(self, found: Booked) -> None:
        """What is known of them."""
        self.words.setText(found.words)
        self.turn.setEnabled(found.any)

    def _book(self, away: bool) -> None:
        people, reason = self.people.value(), self.reason.text().strip()
        if not people:
            self.refused.emit(f"请先写{DEPUTIES.label}")
            self.people.setFocus()
        elif away and not reason:
            self.refused.emit(f"请写{LEAVE}的原因")
            self.reason.setFocus()
        else:
            activity = self.activity
            self._act(
                "book",
                lambda act: book(act, activity, people, reason if away else ""),
                f"✓ 已记下{LEAVE if away else COMING}",
            )

    def _sign_in(self) -> None:
        activity = self.activity
        self._act(SIGN_IN, lambda act: sign_in(act, activity), f"✓ 已按{COMING}填好，谁没来请改实到")

    def _act(self, verb: str, write, words: str) -> None:  # noqa: ANN001
        self.desk.act(verb, write, lambda _made: self.done.emit(words), self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self.refused.emit(str(problem))

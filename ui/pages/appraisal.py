"""评议: the year's appraisals of officials and of 两员: what was said, the vote counted in place, what is to be mended, 回头看."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import appraisal, clock
from lianluozhan.appraisal import DONE, KINDS, MENDED, MENDING, MIDYEAR, SAID, VOTE, WAITING, Appraisal, add_appraisal
from lianluozhan.ballot import Ballot
from lianluozhan.project_steps import next_step, steps_of
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.supervise import SHEET
from lianluozhan.table import by_id
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.pages import APPRAISAL
from ui.yearly import YearPage

SECTIONS = (
    Section(
        "评谁、哪天", ((("kind", 12),), (("official", 6), ("date", 3), ("year", 3)), (("meeting", 8), ("group", 4)))
    ),
    Section("了解和述职", ((("ways", 12),), (("report", 12),))),
    Section("评议意见（写好按“记评议意见”）", ((("opinions", 12),),)),
    Section("整改（一行一项：改什么，几号前，谁来改；写好按“保存更改”）", ((("demands", 12),), (("mended", 12),))),
    Section("回头看（写好按“记回头看”）", ((("found", 12),), (("seen", 12),))),
)
TONES = {WAITING: "grey", SAID: "green", MENDING: "amber", MENDED: "amber", DONE: "green"}


class AppraisalPage(YearPage):
    """A year's appraisals, and one of them with its ballot."""

    leaf = APPRAISAL
    concerns = frozenset(("appraisal", "ballot", "official", "meeting"))
    kind, sections, add, first = Appraisal, SECTIONS, staticmethod(add_appraisal), "official"
    later = "opinions", "demands", "mended", "found", "seen"
    nothing = "这一年还没有评议。在右边写评谁、哪一种、哪天，按“保存”；评过了写上意见，登记测评，两个人各数一遍票。"

    def furnish(self) -> None:
        """Its ballot, counted in place."""
        self.count_votes()

    def acts(self) -> list[QWidget]:
        """Its steps, and its sheet."""
        made = self.button
        self.say_button = made("say", "记评议意见", self.say, "", "primary")
        self.vote_button = made("vote", f"登记{VOTE}", self.vote)
        self.mend_button = made("mend", "改好了一项", self.mend, "", "primary")
        self.report_button = made("report", "记整改报告", self.report, "", "primary")
        self.look_button = made("look", "记回头看", self.look, "", "primary")
        self.print_button = made("print", f"打印{SHEET}", self._print)
        return [
            self.say_button,
            self.vote_button,
            self.mend_button,
            self.report_button,
            self.look_button,
            self.print_button,
        ]

    def begins(self) -> dict[str, Any]:
        """Of the middle of the year, today."""
        return {"kind": MIDYEAR, "date": clock.day()}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """A year's appraisals by their kind."""
        rows = readable(store, Appraisal, store.find(Appraisal, "year=?", (year,), "date DESC, number DESC"))
        mending = sum(row["state"] == MENDING for row in rows)
        return under_heads(
            by_state(rows, KINDS, lambda row: row["kind"]), "位", _item
        ), f"{year}年 {len(rows)} 次，{MENDING} {mending} 次"

    def offer(self) -> None:
        """Its next step, its ballot where it has one."""
        super().offer()
        record, live = self.form.record, self.live
        steps = steps_of(record.demands) if live else []
        place = next_step(record.demands) if live else 0
        mending = live and record.state == MENDING
        self.say_button.setVisible(live and record.state in (WAITING, SAID))
        self.vote_button.setVisible(live and not record.ballot)
        self.mend_button.setVisible(mending and bool(place))
        self.report_button.setVisible(mending and not place)
        self.look_button.setVisible(live and record.state == MENDED)
        self.print_button.setVisible(live)
        if place:
            self.mend_button.setText(f"改好了第 {place} 项")
            self.mend_button.setToolTip(steps[place - 1].line)
        self.counting.show_ballot(None)
        if live and record.ballot:
            id = record.ballot
            self.desk.ask(
                lambda store: by_id(store, Ballot, [id]).get(id),
                lambda ballot: self.form.record is record and self.counting.show_ballot(ballot),
            )

    # -- its steps, with what stands in the form

    def say(self) -> None:
        """What was said of them."""
        opinions = self.typed("opinions")
        self.step(lambda act, one: appraisal.say(act, one, opinions), "记了评议意见")

    def vote(self) -> None:
        """A ballot, to be counted here."""
        self.step(appraisal.vote, f"登记了{VOTE}，两个人各数一遍")

    def mend(self) -> None:
        """The first demand that is not met."""
        self.step(lambda act, one: appraisal.mend(act, one, next_step(one.demands)), "改好了一项")

    def report(self) -> None:
        """What was done about all of it."""
        text = self.typed("mended")
        self.step(lambda act, one: appraisal.report(act, one, text), "记了整改报告")

    def look(self) -> None:
        """Whether it was."""
        found, seen = self.typed("found"), self.typed("seen")
        self.step(lambda act, one: appraisal.look(act, one, found, seen), "记了回头看")

    def _print(self) -> None:
        self.wants.emit("paper", f"{SHEET} {self.form.record.id}")


def _item(row: dict) -> Item:
    marks = [Mark(row["state"], TONES[row["state"]])]
    if row["result"]:
        marks.append(Mark(row["result"], "primary"))
    words = "　".join(
        filter(None, ("" if row["progress"] is None else f"整改 {row['progress']}%", row["found"], row["meeting"]))
    )
    return Item(row["id"], row["official"], row["date"][5:], words, tuple(marks), short_number(row["number"]))

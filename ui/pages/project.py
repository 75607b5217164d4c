"""代表联络站+: what the station works on, by how far it is; one project with its next step, its votes and its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import livelihood, posting, project
from lianluozhan.ballot import COUNTED
from lianluozhan.livelihood import said_votes
from lianluozhan.parts import PROJECT_PAPERS
from lianluozhan.project import (
    CHOSEN,
    FINISHED,
    GOING,
    KINDS,
    LEFT_OUT,
    LIVELIHOOD,
    MEDIATION,
    PLANNED,
    RESUME,
    STOP,
    STOPPED,
    YES,
    Project,
    add_project,
)
from lianluozhan.project_photo import add_photos, drop_photo
from lianluozhan.project_steps import next_step, steps_of
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.whose import STATION
from ui.form import Section
from ui.listing import Item, Mark, by_state, plain, under_heads
from ui.pages import FOLLOWUP, PROJECT
from ui.told import LIGHTS
from ui.widgets.before_after import BeforeAfter
from ui.widgets.counting_votes import CountingVotes
from ui.widgets.print_menu import PrintMenu
from ui.widgets.to_issues import ToIssues
from ui.widgets.to_notices import ToNotices
from ui.yearly import YearPage

SECTIONS = (
    Section("做什么", ((("kind", 12),), (("title", 8), ("year", 4)), (("goal", 12),))),
    Section("谁来做", ((("lead_deputy", 4), ("deputies", 8)), (("organs", 6), ("place", 6)))),
    Section("步骤（一行一步：做什么，几号前，谁来做）", ((("steps", 12),), (("begun_on", 4), ("due_on", 4)))),
    Section(
        "当事人和协议（只有本站和区里看得到）",
        ((("parties", 12),), (("agreement", 12),), (("agreed_on", 4), ("consent", 8))),
    ),
    Section("做得怎么样", ((("result", 12),), (("lesson", 12),), (("photos_public", 12),))),
)
OPEN = PLANNED, GOING
SHEET, LIST, AGREEMENT, CASE, TICKET = PROJECT_PAPERS
PHOTOS = Project.before.name, Project.after.name


class CountingCandidate(CountingVotes):
    """The votes for a candidate of 民生实事, until it is chosen or not."""

    noun, count, count_again = Project.noun, staticmethod(livelihood.count), staticmethod(livelihood.count_again)

    def choices(self, ballot: Any) -> tuple[str, ...] | None:
        return (YES,) if ballot.kind == LIVELIHOOD and not ballot.decision else None

    def state(self, ballot: Any) -> str:
        return ballot.voted

    def words(self, ballot: Any) -> str:
        return said_votes(ballot.data)


class ProjectPage(YearPage):
    """A year's projects, and one of them."""

    leaf = PROJECT
    concerns = frozenset(("project", "deputy", "organ", "place", "duty"))
    kind, sections, add, first = Project, SECTIONS, staticmethod(add_project), "title"
    nothing = "这一年还没有项目。在右边写好做什么、谁来做、一步一步，按“保存”；办完一步按一次“办了这一步”。"

    def furnish(self) -> None:
        """Its votes, its photos, the list of the year."""
        self.form.form.edited.connect(lambda name: name == "kind" and self._fit())
        self.counting = CountingCandidate(self.desk, self.theme, self.form.reason)
        self.counting.done.connect(lambda words: self.form.load(self.form.record.id, words))
        self.roll.above(self.counting)
        self.photos = BeforeAfter(
            self.noun, {name: Project.fields[name].label for name in PHOTOS}, self.desk, self.theme
        )
        self.photos.added.connect(self.add_photos)
        self.photos.dropped.connect(self.drop_photo)
        self.photos.opened.connect(self.look_at)
        self.form.under(self.photos)
        for name, paper in (("list", LIST), ("ticket", TICKET)):
            self.roll.below(self.button(name, f"打印{paper}", partial(self._print, paper), look="link"))

    def _print(self, paper: str) -> None:
        """A paper about the year that is shown."""
        self.wants.emit("paper", f"{paper} {self.year.span}")

    def acts(self) -> list[QWidget]:
        """Its steps, what was decided of it, its end, a duty."""
        made = self.button
        self.step_button = made("step", "办了这一步", self.do_step, "", "primary")
        self.finish_button = made("finish", f"{FINISHED}了", self.finish, "", "primary")
        self.choose_button = made("choose", CHOSEN, lambda: self._decide(CHOSEN))
        self.drop_button = made("drop", LEFT_OUT, lambda: self._decide(LEFT_OUT))
        self.stop_button = made("stop", STOP, self.stop)
        self.resume_button = made("resume", RESUME, self.resume)
        self.work_button = made("work", "记一次履职", self.work)
        self.issues_button = ToIssues(self, FOLLOWUP.noun)
        self.print_button = PrintMenu(self, dict.fromkeys((SHEET, AGREEMENT, CASE), lambda: self.form.record.id))
        self.tell_button = ToNotices(self, self._drafted, self.refuse)
        return [
            self.step_button,
            self.finish_button,
            self.choose_button,
            self.drop_button,
            self.stop_button,
            self.resume_button,
            self.work_button,
            self.issues_button,
            self.print_button,
            self.tell_button,
        ]

    def _drafted(self, store: Store) -> Mapping[str, Any]:
        record = self.form.record
        return posting.drafted_case(store, store.get(Project, (record.world, record.id)))

    def begins(self) -> dict[str, Any]:
        """Of the year that is shown."""
        return {"kind": KINDS[0], "year": self.year.span}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """A year's projects by how far they are, those with the most votes first."""
        rows = readable(store, Project, store.find(Project, "year=?", (year,), "votes IS NULL, votes DESC, number"))
        late = sum(row["light"] == "红" for row in rows)
        groups = by_state(rows, (GOING, PLANNED, FINISHED, STOPPED), lambda row: row["state"])
        return under_heads(groups, "个", _item), f"{year}年 {len(rows)} 个项目" + (
            f"，{late} 个过了期限" if late else ""
        )

    def offer(self) -> None:
        """Its next step or its end, what was decided of it, its papers."""
        super().offer()
        record, live = self.form.record, self.live
        going = live and record.state in OPEN
        self.counting.show_ballot(record if live else None)
        place = next_step(record.steps) if going else 0
        self.step_button.setVisible(bool(place))
        self.finish_button.setVisible(going and not place)
        self.stop_button.setVisible(going)
        self.resume_button.setVisible(bool(live and (record.stopped_on or record.finished_on)))
        for button in (self.choose_button, self.drop_button):
            button.setVisible(live and record.voted == COUNTED)
        self.work_button.setVisible(live)
        self.issues_button.offer((record and record.issues) or ())
        self.tell_button.offer(bool(live and record.state == FINISHED))
        self.print_button.setVisible(record is not None and not record.voided)
        self.print_button.papers[AGREEMENT].setVisible(record is not None and record.kind == MEDIATION)
        self.photos.show_photos(record and {name: record.data[name] or () for name in PHOTOS}, live)
        if place:
            self.step_button.setText(f"办了第 {place} 步")
            self.step_button.setToolTip(steps_of(record.steps)[place - 1].line)
        self._fit()

    def _fit(self) -> None:
        """What only a mediation has."""
        mediation = self.form.form.editors["kind"].value() == MEDIATION
        for name in ("parties", "agreement", "agreed_on", "consent"):
            self.form.form.show_field(name, mediation)

    def reload(self) -> None:
        """The year as it stands now, and whether a case can be made known."""
        super().reload()
        self.tell_button.refresh()

    # -- its steps

    def do_step(self) -> None:
        """The first that is undone."""
        self.step(lambda act, one: project.do_step(act, one, next_step(one.steps)), "办了一步")

    def finish(self) -> None:
        """With the result that stands in the form."""
        result = self.typed("result")
        self.step(lambda act, one: project.finish(act, one, result), f"已{FINISHED}")

    def stop(self) -> None:
        """For the reason that stands below the form."""
        why = self.form.reason.text()
        self.step(lambda act, one: project.stop(act, one, why), f"已{STOPPED}")

    def resume(self) -> None:
        """It is gone on with."""
        self.step(project.resume, f"已{RESUME}")

    def work(self) -> None:
        """Its deputies' work of today; what it was is written at 代表履职."""
        self.step(lambda act, one: project.work(act, one, {}), "记了一次履职，到代表履职里写内容")

    def add_photos(self, name: str, files: list) -> None:
        """How it was or is now; what was typed meanwhile has to be saved before."""
        self._photo(lambda act, one: add_photos(act, one, name, files), f"添了 {len(files)} 张照片")

    def drop_photo(self, paper: dict) -> None:
        """One that does not belong there."""
        self._photo(lambda act, one: drop_photo(act, one, paper["digest"]), f"去掉了 {paper['name']}")

    def _photo(self, does: Callable[[Any, Project], Any], words: str) -> None:
        values, starred = self.form.form.read()[0], self.form.starred.names
        if any(value != self.form.record.data.get(name) for name, value in values.items() if name not in starred):
            self.form.tell("改过的还没有保存，请先保存，再添加或去掉照片", trouble=True)
            return
        self.step(does, words)

    def _decide(self, word: str) -> None:
        self.step(lambda act, one: livelihood.decide(act, one, word), f"已{word}")


def _item(row: dict) -> Item:
    light = (Mark(row["light"], LIGHTS.get(row["light"], "grey")),) if row["light"] else ()
    progress = "" if row["progress"] is None else f"步骤 {row['progress']}%"
    return Item(
        row["id"],
        title=row["title"],
        right=(row["next_on"] or "")[5:],
        words="　".join(filter(None, (progress, row["voted"], said_votes(row), row["lead_deputy"]))),
        marks=(*plain(row["kind"]), *light, *plain(row.get(STATION))),
        tail=short_number(row["number"]),
    )

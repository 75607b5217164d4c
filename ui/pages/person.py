"""个人信息: one person's records found, handed over, mended; what they ask to have deleted, and what was decided."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from lianluozhan import person
from lianluozhan.erase import going, head_of
from lianluozhan.errors import Problem
from lianluozhan.masking import mask_name
from lianluozhan.note import AGREED, APPLIED, REFUSED
from lianluozhan.person import SURE, Application, Hit
from lianluozhan.person_data import Handed, asks_why, hand_over
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.table import by_id
from ui.page import Page, Surroundings
from ui.pages import PERSON
from ui.widgets.applications import Applications
from ui.widgets.applying import Applying, marked
from ui.widgets.deciding import Deciding
from ui.widgets.pane import Panes
from ui.widgets.person_hits import HitLine, PersonHits
from ui.widgets.pieces import label
from ui.widgets.sought import Sought
from ui.widgets.wear import tell
from ui.widgets.why import Why

NOTE = "本人来查阅、复制、更正、删除自己的信息时用。同名的不一定是一个人：是不是他，由您打勾。"
ABOUT = {"followup": "issue", "note": "about"}
PAGES = {"issue": "followup"}  # where a record is looked at; it is mended there, with the reason
SHOWN = (*PAGES, "visit", "duty", "activity")  # kinds that have a page
WIDTH = 760


class PersonPage(Page):
    """Who is meant, what there is, and the applications; each further step in its own pane."""

    leaf = PERSON
    concerns = frozenset(("visit", "issue", "appointment", "note"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sought, self.hits, self.why = Sought(self.noun), PersonHits(), Why(self.noun)
        self.applications = Applications()
        self.applying = Applying(self.noun, self.desk)
        self.deciding = Deciding(self.desk)
        self.said_here, self.count, self.asked_for = label("", "saved"), label("", "section"), label(APPLIED, "section")
        self.panes = Panes(self.theme, WIDTH)
        self.fill(self.panes)
        self.find_pane = self._find()
        self.apply_pane = self._apply()
        self.decide_pane = self._decide()
        self.sought.wanted.connect(self.find)
        self.hits.wanted.connect(self._look_at)
        self.hits.changed.connect(self._enable)
        self.applications.deciding.connect(self._to_decide)
        self.applications.erasing.connect(lambda key: self.wants.emit("erasing", key))
        self.applying.refused.connect(self._refuse)
        for step in (self.applying, self.deciding):
            step.done.connect(self._applied)
        self._enable()

    # -- building

    def _find(self) -> QWidget:
        self.of_chosen = (
            self.button("save", "写成 PDF 和表格…", self.hand_over),
            self.button("apply", "登记删除申请…", self._to_apply),
        )
        return self.panes.pane(
            label(self.title, "title"),
            label(NOTE, "note"),
            self.sought,
            self.said_here,
            self.count,
            self.hits,
            self.why,
            label("写错的，点“看”，在那一条上更改，写明理由。", "hint"),
            8,
            self.asked_for,
            self.applications,
            foot=(*self.of_chosen, None, self.button("find", "查找", self.find, "Ctrl+Enter", "primary")),
        )

    def _apply(self) -> QWidget:
        back = self.button("back", "返回", self._to_find, look="link")
        go = self.button("apply_save", "登记", lambda: self.applying.apply(self.hits.chosen()), look="primary")
        return self.panes.pane(label("登记删除申请", "title"), self.applying, foot=(back, None, go))

    def _decide(self) -> QWidget:
        back = self.button("decide_back", "返回", self._to_find, look="link")
        refuse = self.button("refuse", REFUSED, lambda: self.deciding.decide(REFUSED))
        agree = self.button("agree", AGREED, lambda: self.deciding.decide(AGREED), look="primary")
        return self.panes.pane(label("删除申请：作决定", "title"), self.deciding, foot=(back, None, refuse, agree))

    # -- showing

    def show_up(self) -> None:
        """The cursor waits where somebody is named."""
        super().show_up()
        if self.panes.shown() is self.find_pane and not self.sought.typed()[0]:
            self.sought.begin()

    def reload(self) -> None:
        """The applications, and the same search again where there was one."""
        self.desk.ask(_applications, self._show_applications)
        if self.hits.ticks:
            self.find()

    def _show_applications(self, found: list[tuple[Application, bool]]) -> None:
        self.asked_for.setVisible(bool(found))
        self.applications.show_applications(found)

    def find(self) -> None:
        """Whatever may be about this person."""
        typed = self.sought.typed()
        self.desk.ask(lambda store: _hits(store, *typed), self._show_hits, self._refuse)

    def _show_hits(self, lines: list[HitLine]) -> None:
        sure = sum(one.sure for one in lines)
        self.count.setText(f"可能是他的 {len(lines)} 条，看来就是他的 {sure} 条" if lines else "没有找到")
        self.hits.show_hits(lines)
        self._tell("")
        self._enable()

    def _enable(self) -> None:
        for one in self.of_chosen:
            one.setEnabled(bool(self.hits.chosen()))

    def _tell(self, words: str, look: str = "saved") -> None:
        tell(self.said_here, words, look)
        self.said_here.setVisible(bool(words))

    def _refuse(self, problem: Problem) -> None:
        self._to_find()
        self._tell(str(problem), "error")

    def _to_find(self) -> None:
        self.panes.show_pane(self.find_pane)
        self.sought.begin()

    def _look_at(self, noun: str, id: str) -> None:
        self.desk.ask(lambda store: _seen_on(store, noun, id), lambda found: self.wants.emit(*found))

    # -- handed over

    def ask_folder(self) -> str:
        """Where a person wants the files."""
        return QFileDialog.getExistingDirectory(self, self.title)

    def hand_over(self) -> None:
        """All that goes with the ticked ones, into a folder; where there is a 站长 anybody else says why."""
        self.desk.ask(asks_why, lambda asks: self.why.ask(self._write) if asks else self._write(""))

    def _write(self, why: str) -> None:
        if chosen := self.ask_folder():
            keys, who = self.hits.chosen(), self.desk.operator
            self.desk.run(
                lambda store: (hand_over(store, marked(store, keys), Path(chosen), who, why), ()),
                lambda made: self._tell(_said_handed(made)),
                self._refuse,
            )

    # -- asked to be deleted

    def _to_apply(self) -> None:
        self.panes.show_pane(self.apply_pane)
        self.applying.begin(len(self.hits.chosen()))

    def _applied(self, words: str) -> None:
        self._to_find()
        self._tell(words)
        self.reload()

    def _to_decide(self, one: Application) -> None:
        self.deciding.begin(one)
        self.panes.show_pane(self.decide_pane)
        self.desk.ask(head_of, self.deciding.propose)


def _applications(store: Store) -> list[tuple[Application, bool]]:
    """Each with whether there is still something of it to be erased."""
    return [
        (one, one.decision == AGREED and bool(going(store, one.records).records)) for one in person.applications(store)
    ]


def _said_handed(made: Handed) -> str:
    counts = "、".join(f"{name} {number}" for name, number in made.counts.items())
    where = made.files[0].parent
    return f"✓ 已写到 {where}：{counts}，附件 {made.papers} 份。里面是全部原文，交给本人，不要留在 U 盘上。"


def _hits(store: Store, name: str, phone: str, id_number: str) -> list[HitLine]:
    return [_line(hit, name) for hit in person.found(store, name, phone, id_number)]


def _line(hit: Hit, named: str) -> HitLine:
    """Their own name as it was typed; anybody else's masked."""
    name = hit.name if hit.name == named.strip() else mask_name(hit.name) if hit.name else ""
    title = f"{hit.record.label} {short_number(hit.record.data.get('number'))}".strip()
    return HitLine((hit.record.noun, hit.record.id), title, hit.day, name, hit.why, hit.why in SURE)


def _seen_on(store: Store, noun: str, id: str) -> tuple[str, str]:
    """The page that shows a record, and whose: a step stands with its issue, a remark with what it is about."""
    while noun in ABOUT:
        held = by_id(store, store.schema.records[noun], [id])[id].data[ABOUT[noun]]
        noun, id = next((kind for kind in SHOWN if by_id(store, store.schema.records[kind], [held])), "visit"), held
    return PAGES.get(noun, noun), id

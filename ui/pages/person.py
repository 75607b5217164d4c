"""个人信息: one person's records found, handed over, mended; what they ask to have deleted, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from lianluozhan import person
from lianluozhan.erase import going, head_of
from lianluozhan.errors import Problem
from lianluozhan.masking import mask_name
from lianluozhan.note import AGREED, APPLIED, REFUSED
from lianluozhan.person import SURE, Application, Hit
from lianluozhan.person_data import Handed, asks_why, hand_over
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.visit import Visit
from ui.page import Page, Surroundings
from ui.pages import PERSON
from ui.tracked import tail
from ui.widgets.applications import Applications
from ui.widgets.deciding import Deciding
from ui.widgets.pane import Panes, asked, label, line
from ui.widgets.person_hits import HitLine, PersonHits
from ui.widgets.wear import tell
from ui.widgets.why import Why

NOTE = "本人来查阅、复制、更正、删除自己的信息时用。同名的不一定是一个人：是不是他，由您打勾。"
ABOUT = {"followup": "issue", "note": "about"}
PAGES = {"issue": "followup"}  # where a record is looked at; it is mended there, with the reason
WIDTH = 760


class PersonPage(Page):
    """Who is meant, what there is, and the applications; each further step in its own pane."""

    leaf = PERSON
    concerns = frozenset(("visit", "issue", "appointment", "note"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.name, self.phone, self.id_number, self.words = (
            _input(name) for name in ("name", "phone", "id_number", "words")
        )
        self.count, self.said_here, self.about, self.wrong = (
            label("", "section"),
            label("", "saved"),
            label(""),
            label("", "error"),
        )
        self.hits, self.applications, self.deciding = PersonHits(), Applications(), Deciding()
        self.asked_for, self.why = label(APPLIED, "section"), Why(self.noun)
        self.panes = Panes(self.theme, WIDTH)
        row = line(self.panes)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        for lay_out in (self._find_pane, self._apply_pane, self._decide_pane):
            lay_out()
        self.hits.wanted.connect(
            lambda *key: self.desk.ask(lambda store: _seen_on(store, *key), lambda found: self.wants.emit(*found))
        )
        self.hits.changed.connect(self._enable)
        self.applications.deciding.connect(self._to_decide)
        self.applications.erasing.connect(lambda key: self.wants.emit("erasing", key))
        for one in (self.name, self.phone, self.id_number):
            one.returnPressed.connect(self.find)
        self._enable()

    def _find_pane(self) -> None:
        labels = [Visit.fields[name].label for name in ("visitor_name", "visitor_phone", "visitor_id_number")]
        inputs = line()
        for words, one in zip(labels, (self.name, self.phone, self.id_number), strict=True):
            inputs.addLayout(asked(words, one), 1)
        self.of_chosen = (
            self.button("save", "写成 PDF 和表格…", self.hand_over),
            self.button("apply", "登记删除申请…", self._to_apply),
        )
        foot = (*self.of_chosen, None, self.button("find", "查找", self.find, "Ctrl+Enter", "primary"))
        self.find_pane = self.panes.pane(
            label(self.title, "title"),
            label(NOTE, "note"),
            inputs,
            self.said_here,
            self.count,
            self.hits,
            self.why,
            label("写错的，点“看”，在那一条上更改，写明理由。", "hint"),
            8,
            self.asked_for,
            self.applications,
            foot=foot,
        )

    def _apply_pane(self) -> None:
        self.apply_pane = self.panes.pane(
            label("登记删除申请", "title"),
            self.about,
            asked("他怎么说的", self.words),
            self.wrong,
            label("登记以后由站长决定：保存期限没有到的，可以不同意，把理由告诉本人。", "note"),
            foot=(
                self.button("back", "返回", self._to_find, look="link"),
                None,
                self.button("apply_save", "登记", self.apply, look="primary"),
            ),
        )

    def _decide_pane(self) -> None:
        self.decide_pane = self.panes.pane(
            label("删除申请：作决定", "title"),
            self.deciding,
            foot=(
                self.button("decide_back", "返回", self._to_find, look="link"),
                None,
                self.button("refuse", REFUSED, lambda: self.decide(REFUSED)),
                self.button("agree", AGREED, lambda: self.decide(AGREED), look="primary"),
            ),
        )

    # -- showing

    def show_up(self) -> None:
        """The cursor waits where somebody is named."""
        super().show_up()
        if self.panes.shown() is self.find_pane and not self.name.text():
            self.name.setFocus()

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
        typed = self.name.text(), self.phone.text(), self.id_number.text()
        self.desk.ask(
            lambda store: [_line(hit, typed[0]) for hit in person.found(store, *typed)], self._show_hits, self._refuse
        )

    def _show_hits(self, lines: list[HitLine]) -> None:
        self.count.setText(
            f"可能是他的 {len(lines)} 条，看来就是他的 {sum(one.sure for one in lines)} 条" if lines else "没有找到"
        )
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
        self.name.setFocus()

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
                lambda store: (hand_over(store, _records(store, keys), Path(chosen), who, why), ()),
                self._handed,
                self._refuse,
            )

    def _handed(self, made: Handed) -> None:
        counts = "、".join(f"{name} {number}" for name, number in made.counts.items())
        self._tell(
            f"✓ 已写到 {made.files[0].parent}：{counts}，附件 {made.papers} 份。里面是全部原文，交给本人，不要留在 U 盘上。"
        )

    # -- asked to be deleted

    def _to_apply(self) -> None:
        self.about.setText(f"勾上的 {len(self.hits.chosen())} 条，和跟着它们的意见、办理、批注。")
        self.wrong.clear()
        self.panes.show_pane(self.apply_pane)
        self.words.setFocus()

    def apply(self) -> None:
        """Write the application down."""
        keys, words, who = self.hits.chosen(), self.words.text().strip(), self.desk.operator
        if not words:
            self.wrong.setText("请写他怎么说的，哪怕一句：本人来电要求删除")
            self.words.setFocus()
            return
        self.desk.act(
            "apply",
            lambda act: person.apply(act, _records(act.store, keys), words, who),
            lambda _done: self._applied("✓ 已登记，等站长决定"),
            self._refuse,
        )

    def _applied(self, words: str) -> None:
        self.words.clear()
        self._to_find()
        self._tell(words)
        self.reload()

    def _to_decide(self, one: Application) -> None:
        self.deciding.begin(one)
        self.panes.show_pane(self.decide_pane)
        self.desk.ask(head_of, self.deciding.propose)

    def decide(self, decision: str) -> None:
        """Agreed to, or not, with the reason."""
        one, (why, by) = self.deciding.one, self.deciding.said()
        words = f"✓ 已记下：{decision}" + ("。请把理由告诉本人" if decision == REFUSED else "")
        self.desk.act(
            "decide",
            lambda act: person.decide(act, one, decision, why, by),
            lambda _done: self._applied(words),
            self.deciding.refuse,
        )


def _input(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(f"person.{name}")
    return made


def _applications(store: Store) -> list[tuple[Application, bool]]:
    return [
        (one, bool(one.decision == AGREED and going(store, one.records).records)) for one in person.applications(store)
    ]


def _line(hit: Hit, named: str) -> HitLine:
    """Their own name as it was typed; anybody else's masked."""
    name = hit.name if hit.name == named.strip() else mask_name(hit.name) if hit.name else ""
    title = f"{hit.record.label} {tail(hit.record.data.get('number'))}".strip()
    return HitLine((hit.record.noun, hit.record.id), title, hit.day, name, hit.why, hit.why in SURE)


def _seen_on(store: Store, noun: str, id: str) -> tuple[str, str]:
    """The page that shows a record, and whose: a step stands with its issue, a remark with what it is about."""
    while noun in ABOUT:
        held = by_id(store, store.schema.records[noun], [id])[id].data[ABOUT[noun]]
        noun, id = (
            next(
                (
                    kind
                    for kind in (*PAGES, "visit", "duty", "activity")
                    if by_id(store, store.schema.records[kind], [held])
                ),
                "visit",
            ),
            held,
        )
    return PAGES.get(noun, noun), id


def _records(store: Store, keys: Sequence[tuple[str, str]]) -> list[Record]:
    ids = {id for _noun, id in keys}
    return [
        one for noun in {noun for noun, _id in keys} for one in by_id(store, store.schema.records[noun], ids).values()
    ]

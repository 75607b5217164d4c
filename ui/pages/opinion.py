"""立法意见: what people said to the drafts, article by article; one of them put into words, joined, its result, whom to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import clock, speaking
from lianluozhan.articles import WHOLE, original, place_of
from lianluozhan.draft_law import DraftLaw, text_of
from lianluozhan.errors import Problem
from lianluozhan.opinion import JOINED, KNOWN, LEFT, MOVED, NOT_TAKEN, REPORTED, WAITING, WORDED, Opinion
from lianluozhan.readable import CLAUSE, readable
from lianluozhan.record import new_id
from lianluozhan.speaking import LEAVE, RESULT, TELL, TO_ISSUE, add_opinion
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import DISTRICT_ROLE, STATION
from ui.form import Section
from ui.listing import Item, Mark
from ui.page import Surroundings
from ui.pages import OPINION
from ui.tracked import tail
from ui.widgets.pane import label
from ui.yearly import YearPage

SECTIONS = (
    Section("对哪一条", ((("draft", 8), ("article", 4)), (("statement", 12),))),
    Section("谁提的（姓名、电话、原话只在本站）", (
        (("voice", 12),), (("speaker", 4), ("speaker_phone", 4), ("people", 4)), (("deputy", 4), ("raised_on", 4), ("consent", 4)), (("channel", 6), ("activity", 6)),
    )),
    Section("整理成修改建议", ((("wording", 12),), (("rationale", 12),), (("expert", 4), ("joined", 8)))),
    Section("结果和反馈", ((("outcome", 12),), (("final_words", 12),), (("outcome_why", 12),), (("told_how", 6), ("untold", 6)), (("left_out", 12),))),
)  # fmt: skip
LATER = ("outcome", "final_words", "outcome_why", "told_how", "untold", "left_out")
TONES = {WAITING: "amber", WORDED: "primary", JOINED: "grey", REPORTED: "green", KNOWN: "green", LEFT: "grey", MOVED: "grey"}
TO_TELL = "要反馈"
THERE = "（原话在站里）"


class OpinionPage(YearPage):
    """A year's opinions by draft and article, and one of them."""

    leaf = OPINION
    concerns = frozenset(("opinion", "draft_law", "expert", "deputy", "activity"))
    kind, sections, add, first = Opinion, SECTIONS, staticmethod(add_opinion), "article"
    nothing = "这一年还没有立法意见。先在“法律草案”里收进草案；在右边选草案、写条号和原话，按“保存”。"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.form.shown.connect(self._shown)
        self.form.form.edited.connect(lambda name: name in ("draft", "article") and self._show_original())
        self.original = label("", "note")
        self.original.setWordWrap(True)
        self.roll.above(self.original)
        self.begin()

    def acts(self) -> list[QWidget]:
        """Its way."""
        made = self.button
        self.word_button = made("word", "整理好了", self.word, "", "primary")
        self.join_button, self.gather_button = made("join", "并成一条", self.join), made("gather", "合成一条往上报", self.gather)
        self.leave_button = made("leave", LEAVE, self.leave_out)
        self.issue_button = made("to_issue", TO_ISSUE, self.to_issue)
        self.result_button, self.tell_button = made("result", f"记{RESULT}", self.result), made("tell", f"{TELL}了", self.tell, "", "primary")
        return [self.word_button, self.join_button, self.gather_button, self.leave_button, self.issue_button, self.result_button, self.tell_button]

    def begins(self) -> dict[str, Any]:
        """To the draft that came last, today, by one person."""
        drafts = self.around.options.get("draft_law") or ()
        return {"draft": drafts[0].kept if drafts else None, "raised_on": clock.today().isoformat(), "people": 1}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """Draft by draft, in the order of its articles."""
        records = store.find(Opinion, "substr(raised_on, 1, 4)=?", (year,), "raised_on, number")
        rows = dict(zip([one.id for one in records], readable(store, Opinion, records), strict=True))
        drafts = by_id(store, DraftLaw, {one.draft for one in records})
        items: list[Item] = []
        for id in sorted(drafts, key=lambda id: (drafts[id].received_on or "", id), reverse=True):
            text, said = text_of(store, drafts[id]), [one for one in records if one.draft == id]
            said.sort(key=lambda one: (place_of(text, one.article or WHOLE), one.led_by or one.id, one.led_by is not None, one.number or ""))
            items += [Item(None, drafts[id].title, f"{len(said)} 条"), *(_item(one, rows[one.id]) for one in said)]
        count = {word: sum(1 for one in records if test(one)) for word, test in ((WAITING, lambda one: one.state == WAITING), (TO_TELL, lambda one: one.to_tell))}
        return items, "，".join([f"{year}年 {len(records)} 条", *(f"{word} {number}" for word, number in count.items() if number)])

    def _shown(self) -> None:
        record, district = self.form.record, self.around.identity.role == DISTRICT_ROLE
        live = record is not None and not record.voided and not self.form.theirs and not record.issue
        taken = live and not record.left_out
        self.word_button.setVisible(bool(taken and not record.outcome))
        self.join_button.setVisible(bool(taken and not record.led_by))
        self.gather_button.setVisible(record is None and district)
        self.leave_button.setVisible(bool(live and not record.led_by))
        self.issue_button.setVisible(bool(taken and not record.joined and not record.wording))
        self.result_button.setVisible(bool(taken and record.wording and not record.led_by))
        self.tell_button.setVisible(bool(live and record.to_tell))
        for name in LATER:
            self.form.form.show_field(name, record is not None)
        self._show_original()

    def _show_original(self) -> None:
        """The article as the draft has it, above what is said to it."""
        typed = self.form.form.typed()
        draft, article = typed.get("draft"), typed.get("article") or ""
        self.desk.ask(lambda store: _original(store, draft, article), lambda words: self.original.setText(words))

    # -- its steps

    def word(self) -> None:
        """As the form has it."""
        values = self._read("wording", "rationale", "expert")
        self._step(lambda act, one: speaking.word(act, one, values), "已整理")

    def join(self) -> None:
        """With those the form names, and no longer with others."""
        wanted = self._read("joined").get("joined") or []
        self._step(lambda act, one: _join(act, one, wanted), "已并成一条")

    def gather(self) -> None:
        """At a district: one suggestion of those the form names."""
        values, id = self._read("draft", "article", "wording", "rationale", "joined"), new_id()
        self.desk.act(self.noun, lambda act: _gather(act, values, id), lambda made: self._done(made, "已合成一条"), self._refuse)

    def leave_out(self) -> None:
        """For the reason in the form; without one it is taken in again."""
        why = self._read("left_out").get("left_out") or ""
        if not why and not self.form.record.left_out:
            self.form.tell("请先在下面写明不上报的原因", trouble=True)
            self.form.form.go_to("left_out")
            return
        self._step(lambda act, one: speaking.leave_out(act, one, why), "已定不上报" if why else "已收回来")

    def to_issue(self) -> None:
        """It is gone on with at 意见办理."""
        record, id = self.form.record, new_id()
        self.desk.act(self.noun, lambda act: speaking.to_issue(act, act.store.get(Opinion, (record.world, record.id)), {}, id), lambda id: self._moved(id), self._refuse)

    def _moved(self, id: str) -> None:
        self._done(self.form.record.id, f"已{TO_ISSUE}")
        self.wants.emit("followup", id)

    def result(self) -> None:
        """What came of it, as the form has it."""
        values = self._read("outcome", "final_words", "outcome_why")
        self._step(lambda act, one: speaking.result(act, one, values), f"已记{RESULT}")

    def tell(self) -> None:
        """How, or why not, as the form has it."""
        said = self._read("told_how", "untold")
        self._step(lambda act, one: speaking.tell(act, one, said.get("told_how") or "", "", said.get("untold") or ""), f"已{TELL}")

    def _read(self, *names: str) -> dict[str, Any]:
        values = self.form.form.read()[0]
        return {name: values[name] for name in names if values.get(name) is not None}

    def _step(self, does: Callable[[Any, Opinion], Any], words: str) -> None:
        record = self.form.record
        self.desk.act(self.noun, lambda act: does(act, act.store.get(Opinion, (record.world, record.id))) and None, lambda _done: self._done(record.id, words), self._refuse)

    def _done(self, id: str, words: str) -> None:
        self.said.emit(f"刚才：{words}")
        self.form.load(id, f"✓ {words}")

    def _refuse(self, problem: Problem) -> None:
        self.form.tell(str(problem), trouble=True)


def _join(act: Any, one: Opinion, wanted: list[str]) -> None:
    held = one.joined or []
    known = {each.id: each for each in act.store.find(Opinion)}
    if gone := [known[id] for id in held if id not in wanted and id in known]:
        speaking.part(act, one, gone)
        one = Opinion(one.data | {"joined": [id for id in held if id in wanted]})
    if new := [known[id] for id in wanted if id not in held and id in known] or not gone:
        speaking.join(act, one, new if isinstance(new, list) else [])


def _gather(act: Any, values: dict[str, Any], id: str) -> str:
    draft = speaking.draft_of(act.store, values.get("draft") or "")
    return speaking.gather(act, draft, list(by_id(act.store, Opinion, values.get("joined") or ()).values()), {name: values[name] for name in ("article", "wording", "rationale") if values.get(name)}, id)


def _original(store: Store, draft: str | None, article: str) -> str:
    found = store.find(DraftLaw, "id=?", (draft or "",), limit=1)
    if not found or not article:
        return ""
    try:
        text = text_of(store, found[0])
        return original(text, speaking.article(text, article))
    except Problem:
        return ""


def _item(one: Opinion, row: dict[str, Any]) -> Item:
    said = CLAUSE.split((one.statement or one.wording or THERE).strip())[0]
    marks = [Mark(TO_TELL, "red")] if one.to_tell else []
    marks += [Mark(one.result or one.state, TONES[LEFT if one.result == NOT_TAKEN else one.state])] + ([Mark(one.voice)] if one.voice else []) + ([Mark(row[STATION])] if row.get(STATION) else [])
    people = f"{one.spoken} 人次" if (one.spoken or 0) > 1 else ""
    return Item(one.id, f"{one.article or WHOLE}　{said}", people, (one.wording or "") if one.state != JOINED else f"并入 {(row['led_by'] or '').rpartition('-')[2]}", tuple(marks), tail(one.number))

"""立法意见: what people said to the drafts, article by article; one of them put into words, joined, its result, whom to tell."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import clock, speaking
from lianluozhan.act import Act
from lianluozhan.articles import WHOLE, original, place_of
from lianluozhan.draft_law import DraftLaw, text_of
from lianluozhan.errors import Problem
from lianluozhan.opinion import JOINED, KNOWN, LEFT, MOVED, NOT_TAKEN, REPORTED, WAITING, WORDED, Opinion
from lianluozhan.readable import CLAUSE, readable
from lianluozhan.record import new_id, short_number
from lianluozhan.speaking import LEAVE, RESULT, TELL, TO_ISSUE, add_opinion
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import DISTRICT_ROLE, STATION
from ui.form import Section
from ui.listing import Item, Mark, plain
from ui.pages import OPINION
from ui.widgets.pieces import label
from ui.yearly import YearPage

SECTIONS = (
    Section("对哪一条", ((("draft", 8), ("article", 4)), (("statement", 12),))),
    Section(
        "谁提的（姓名、电话、原话只在本站）",
        (
            (("voice", 12),),
            (("speaker", 4), ("speaker_phone", 4), ("people", 4)),
            (("deputy", 4), ("raised_on", 4), ("consent", 4)),
            (("channel", 6), ("activity", 6)),
        ),
    ),
    Section("整理成修改建议", ((("wording", 12),), (("rationale", 12),), (("expert", 4), ("joined", 8)))),
    Section(
        "结果和反馈",
        (
            (("outcome", 12),),
            (("final_words", 12),),
            (("outcome_why", 12),),
            (("told_how", 6), ("untold", 6)),
            (("left_out", 12),),
        ),
    ),
)
TONES = {
    WAITING: "amber",
    WORDED: "primary",
    JOINED: "grey",
    REPORTED: "green",
    KNOWN: "green",
    LEFT: "grey",
    MOVED: "grey",
}
TO_TELL = "要反馈"
THERE = "（原话在站里）"


class OpinionPage(YearPage):
    """A year's opinions by draft and article, and one of them."""

    leaf = OPINION
    concerns = frozenset(("opinion", "draft_law", "expert", "deputy", "activity"))
    kind, sections, add, first = Opinion, SECTIONS, staticmethod(add_opinion), "article"
    later = "outcome", "final_words", "outcome_why", "told_how", "untold", "left_out"
    nothing = "这一年还没有立法意见。先在“法律草案”里收进草案；在右边选草案、写条号和原话，按“保存”。"

    def furnish(self) -> None:
        """The article it is about, as the draft has it."""
        self.form.form.edited.connect(lambda name: name in ("draft", "article") and self._show_original())
        self.original = label("", "note")
        self.original.setWordWrap(True)
        self.roll.above(self.original)

    def acts(self) -> list[QWidget]:
        """Its way."""
        made = self.button
        self.word_button = made("word", "整理好了", self.word, "", "primary")
        self.join_button = made("join", "并成一条", self.join)
        self.gather_button = made("gather", "合成一条往上报", self.gather)
        self.leave_button = made("leave", LEAVE, self.leave_out)
        self.issue_button = made("to_issue", TO_ISSUE, self.to_issue)
        self.result_button = made("result", f"记{RESULT}", self.result)
        self.tell_button = made("tell", f"{TELL}了", self.tell, "", "primary")
        return [
            self.word_button,
            self.join_button,
            self.gather_button,
            self.leave_button,
            self.issue_button,
            self.result_button,
            self.tell_button,
        ]

    def begins(self) -> dict[str, Any]:
        """To the draft that came last, today, by one person."""
        drafts = self.around.options.get("draft_law") or ()
        return {"draft": drafts[0].kept if drafts else None, "raised_on": clock.day(), "people": 1}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """Draft by draft, in the order of its articles."""
        records = store.find(Opinion, "substr(raised_on, 1, 4)=?", (year,), "raised_on, number")
        rows = dict(zip([one.id for one in records], readable(store, Opinion, records), strict=True))
        drafts = by_id(store, DraftLaw, {one.draft for one in records})
        items: list[Item] = []
        for id in sorted(drafts, key=lambda id: (drafts[id].received_on or "", id), reverse=True):
            text, said = text_of(store, drafts[id]), [one for one in records if one.draft == id]
            said.sort(
                key=lambda one: (
                    place_of(text, one.article or WHOLE),
                    one.led_by or one.id,
                    one.led_by is not None,
                    one.number or "",
                )
            )
            items += [Item(None, drafts[id].title, f"{len(said)} 条"), *(_item(one, rows[one.id]) for one in said)]
        counts = (
            (WAITING, sum(one.state == WAITING for one in records)),
            (TO_TELL, sum(bool(one.to_tell) for one in records)),
        )
        return items, "，".join(
            [f"{year}年 {len(records)} 条", *(f"{word} {number}" for word, number in counts if number)]
        )

    def offer(self) -> None:
        """Its next step: put into words, joined, left out or moved; then its result, and whom to tell."""
        super().offer()
        record, district = self.form.record, self.around.identity.role == DISTRICT_ROLE
        live = self.live and not record.issue
        taken = live and not record.left_out
        self.word_button.setVisible(bool(taken and not record.outcome))
        self.join_button.setVisible(bool(taken and not record.led_by))
        self.gather_button.setVisible(record is None and district)
        self.leave_button.setVisible(bool(live and not record.led_by))
        self.issue_button.setVisible(bool(taken and not record.joined and not record.wording))
        self.result_button.setVisible(bool(taken and record.wording and not record.led_by))
        self.tell_button.setVisible(bool(live and record.to_tell))
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
        self.step(lambda act, one: speaking.word(act, one, values), "已整理")

    def join(self) -> None:
        """With those the form names, and no longer with others."""
        wanted = self._read("joined").get("joined") or []
        self.step(lambda act, one: speaking.lead_only(act, one, wanted), "已并成一条")

    def gather(self) -> None:
        """At a district: one suggestion of those the form names."""
        values, id = self._read("draft", "article", "wording", "rationale", "joined"), new_id()
        self.desk.act(
            self.noun, lambda act: _gather(act, values, id), lambda made: self.done(made, "已合成一条"), self.refuse
        )

    def leave_out(self) -> None:
        """For the reason in the form; without one it is taken in again."""
        why = self.typed("left_out")
        if not why and not self.form.record.left_out:
            self.form.tell("请先在下面写明不上报的原因", trouble=True)
            self.form.form.go_to("left_out")
            return
        self.step(lambda act, one: speaking.leave_out(act, one, why), "已定不上报" if why else "已收回来")

    def to_issue(self) -> None:
        """It is gone on with at 意见办理."""
        id = new_id()

        def gone_on(made: str) -> str:
            self.wants.emit("followup", made)
            return ""

        self.step(lambda act, one: speaking.to_issue(act, one, {}, id), f"已{TO_ISSUE}", gone_on)

    def result(self) -> None:
        """What came of it, as the form has it."""
        values = self._read("outcome", "final_words", "outcome_why")
        self.step(lambda act, one: speaking.result(act, one, values), f"已记{RESULT}")

    def tell(self) -> None:
        """How, or why not, as the form has it."""
        how, untold = self.typed("told_how"), self.typed("untold")
        self.step(lambda act, one: speaking.tell(act, one, how, untold=untold), f"已{TELL}")

    def _read(self, *names: str) -> dict[str, Any]:
        values = self.form.form.read()[0]
        return {name: values[name] for name in names if values.get(name) is not None}


def _gather(act: Act, values: dict[str, Any], id: str) -> str:
    draft = speaking.draft_of(act.store, values.get("draft") or "")
    others = by_id(act.store, Opinion, values.get("joined") or ())
    words = {name: values[name] for name in ("article", "wording", "rationale") if values.get(name)}
    return speaking.gather(act, draft, list(others.values()), words, id)


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
    stands = Mark(one.result or one.state, TONES[LEFT if one.result == NOT_TAKEN else one.state])
    return Item(
        one.id,
        title=f"{one.article or WHOLE}　{said}",
        right=f"{one.spoken} 人次" if (one.spoken or 0) > 1 else "",
        words=f"并入 {short_number(row['led_by'])}" if one.state == JOINED else one.wording or "",
        marks=(*((Mark(TO_TELL, "red"),) if one.to_tell else ()), stands, *plain(one.voice, row.get(STATION))),
        tail=short_number(one.number),
    )

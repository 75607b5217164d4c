"""规则: what holds this year, who set it, and, where it is ours to do, how it is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lianluozhan import clock, lamprule
from lianluozhan.deadline import UNITS, Rule
from lianluozhan.errors import Problem
from lianluozhan.field import Choice, LongText, Number, Text
from lianluozhan.points import MORE
from lianluozhan.rulebook import KEPT_FOR
from lianluozhan.ruling import (
    BALLOTS,
    BASE,
    DAYS,
    DISTRICT,
    FIXED,
    KEEPING,
    LIMITS,
    OWN,
    POINTS,
    SAYINGS,
    SIGNERS,
    TIMES,
    Ruling,
    change,
    rulings,
)
from lianluozhan.ruling_words import explained
from lianluozhan.store import Store
from lianluozhan.wording import CAUTIONS, CLASSES, LETTERS, OF
from ui.form import Form, Section
from ui.listing import Item, Listing, Mark
from ui.page import Page, Surroundings
from ui.pages import RULE
from ui.widgets.roll import Roll
from ui.widgets.span import Span
from ui.widgets.wear import tell

TONES = {DISTRICT: "primary", OWN: "green"}
SOURCE = ("source", 12)
NOTES = {
    lamprule.NAME: "六有四常自检的灯按它亮。",
    SAYINGS: "改了只管以后的。",
    BALLOTS: "改了只管以后登记的测评，票已经印出去的不动。",
    SIGNERS: "提议案要几名代表联名；区里用 add rule 改。",
    KEEPING: "",
    LIMITS: "改了只管以后的，已经写下的期限不动。",
    TIMES: "不够的在接待日、活动里列出来。",
    POINTS: "改了就按新的算这一年的积分；小数照写，如 0.5，扣分写 -1。",
    DAYS: "放假通知从“从表格导入”收进来，或由区里的包带来；收进来后期限自动重算。",
}


class LimitForm(Rule):
    """A limit as people type it."""

    days = Number("天数（按月的写几个月）", required=True)
    unit = Choice("单位", choices=UNITS)
    most = Number("最长延到多少（没有就空着）")


class TimesForm(Rule):
    """So many times."""

    times = Number("至少几次", required=True)


class KeptForm(Rule):
    """How many years what is private is kept."""

    business, visit, issue, appointment, project, opinion = (
        Number(f"{KEPT_FOR[name].label}（年）", required=True) for name in KEPT_FOR
    )


class LampForm(Rule):
    """What a lamp asks."""

    times = Number("不少于多少", required=True)


class WordsForm(Rule):
    """Words to choose from."""

    words = LongText("说法，一行一条", required=True)


class HeardForm(WordsForm):
    """Words that are listened for."""

    said = Text("听到这些词，提醒什么", required=True)


class BallotForm(Rule):
    """What the slips of a ballot offer, and what makes which result."""

    choices = Text("票上有哪几档，从好到差，用、隔开", required=True)
    results = LongText("结果怎么定，一行一种，从好到差，最后一行是其余", required=True)
    items = LongText("评议内容，一行一项（没有就空着）")


class ClassForm(Rule):
    """What the four classes of an answer are called."""

    A, B, C, D = (Text(f"{letter} 类叫什么", required=True) for letter in LETTERS)


class BaseForm(Rule):
    """Everybody's points."""

    base = Text("每人每年的基础分", required=True)


class KindForm(Rule):
    """A kind of duty in the table of points."""

    base = Text("第一次几分", required=True)
    extra = Text(f"{MORE}几分", required=True)
    cap = Text("封顶几分（没有就空着）")
    times = Number("一年至少几次（没有就空着）")
    theme = Text("主题", required=True)
    also = LongText("哪些叫法也算这一类（一行一个：活动自动登记的、以前的叫法；没有就空着）")


FORMS = {
    LIMITS: (LimitForm, ((("days", 4), ("unit", 4), ("most", 4)), (SOURCE,))),
    TIMES: (TimesForm, ((("times", 4),), (SOURCE,))),
    KEEPING: (KeptForm, (tuple((name, 2) for name in KEPT_FOR), (SOURCE,))),
    lamprule.NAME: (LampForm, ((("times", 4),), (SOURCE,))),
    BALLOTS: (BallotForm, ((("choices", 12),), (("results", 12),), (("items", 12),), (SOURCE,))),
    BASE: (BaseForm, ((("base", 4),), (SOURCE,))),
    POINTS: (
        KindForm,
        ((("base", 3), ("extra", 3), ("cap", 3), ("times", 3)), (("theme", 12),), (("also", 12),), (SOURCE,)),
    ),
    CLASSES: (ClassForm, (tuple((letter, 3) for letter in LETTERS), (SOURCE,))),
    SAYINGS: (WordsForm, ((("words", 12),), (SOURCE,))),
    CAUTIONS: (HeardForm, ((("words", 12),), (("said", 12),), (SOURCE,))),
}


OWN_FORMS = BASE, CLASSES, CAUTIONS


class RulePage(Page):
    """The year's rules in groups, and one of them."""

    leaf = RULE
    concerns = frozenset(("rule", "calendar"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found: dict[str, Ruling] = {}
        self.one: Ruling | None = None
        self.year = Span("rule_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.reload())
        listing = Listing(self.noun, self.title, self.theme)
        listing.chosen.connect(self._chosen)
        self.forms = {
            group: Form(cls, [Section("", rows)], self.theme, around.options) for group, (cls, rows) in FORMS.items()
        }
        self.roll = Roll(listing, self._right(), [self.year, QLabel()], [], self.theme)
        self.fill(self.roll)
        self._show_one(None)

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(self.theme.px("margin"), 0, self.theme.px("margin"), 8)
        self.heading, self.words, self.note = QLabel(), QLabel(), QLabel()
        for label, look in ((self.heading, "title"), (self.words, "body"), (self.note, "note")):
            label.setProperty("c", look)
            label.setWordWrap(True)
            column.addWidget(label)
        for form in self.forms.values():
            form.layout().setContentsMargins(0, 8, 0, 0)
            column.addWidget(form)
        self.save = self.button("save", "保存这一条", self._save, "Ctrl+S", "primary")
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        return right

    def reload(self) -> None:
        """The rules as they stand now."""
        year = self.year.span
        self.desk.ask(lambda store: listed(store, int(year)), self._show)

    def _show(self, found: list[Ruling]) -> None:
        self.found = {_key(one): one for one in found}
        items: list[Item] = []
        group = None
        for one in found:
            if one.group != group:
                items.append(Item(None, group := one.group))
            mark = Mark(one.whose, TONES.get(one.whose, "grey"))
            items.append(Item(_key(one), one.name, "", one.words, (mark,)))
        self.roll.show_items(items, "")
        if self.one is not None:
            self._show_one(self.found.get(_key(self.one)))

    def _chosen(self, key: str) -> None:
        self._show_one(self.found[key])

    def _show_one(self, one: Ruling | None) -> None:
        self.one = one
        self.heading.setText(one.name if one else "请在左边选一条")
        self.words.setText(_words(one) if one else "")
        self.tell(_whose(one) if one else "")
        form = self.form()
        for other in self.forms.values():
            other.setVisible(other is form)
        self.save.setVisible(form is not None and not one.fixed)
        if form is not None:
            form.show_values({**one.values, "source": one.source})
            form.setEnabled(not one.fixed)

    def form(self) -> Form | None:
        """The form of the rule that is shown."""
        if self.one is None:
            return None
        own = self.one.name.partition(OF)[0]  # some rules are written otherwise than the rest of their group
        return self.forms.get(own if own in OWN_FORMS else self.one.group)

    def tell(self, words: str, trouble: bool = False) -> None:
        """Say what is so, or why it cannot be."""
        tell(self.note, words, "error" if trouble else "note")

    def _save(self) -> None:
        form, one, year = self.form(), self.one, int(self.year.span)
        if form is None or one is None or one.fixed:
            return
        values, wrong = form.read()
        if not values.get("source") and not wrong:
            self.tell("请写明依据，如哪次会议、哪份文件定的", trouble=True)
            form.go_to("source")
            return
        if wrong:
            form.go_to(wrong[0])
            return
        source = values.pop("source")
        self.desk.act(
            "rule", lambda act: change(act, one, values, year, source), lambda _done: self._saved(one), self._refused
        )

    def _saved(self, one: Ruling) -> None:
        self.said.emit(f"刚才：{one.name}改好了，从 {self.year.span} 年起")
        self.reload()

    def _refused(self, problem: Problem) -> None:
        self.tell(str(problem), trouble=True)


def _key(one: Ruling) -> str:
    return f"{one.group} {one.name}"


def listed(store: Store, year: int) -> list[Ruling]:
    """All of a year."""
    return rulings(store, year)


def _words(one: Ruling) -> str:
    """What it says, on what ground, and of the calendar its days."""
    source = f"\n依据：{one.source}" if one.source else ""
    days = f"\n{one.values['days']}" if one.group == DAYS else ""
    return f"{one.words}{source}{days}"


def _whose(one: Ruling) -> str:
    """Who made it, and what changing it does."""
    if one.fixed and one.group != DAYS:
        return FIXED
    return f"{one.whose}。{explained(one.name)}{NOTES[one.group]}"

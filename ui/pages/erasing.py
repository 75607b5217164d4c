"""到期脱敏 at a station: what is due, the list to be signed, and the confirmation that cannot be taken back, asked twice."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lianluozhan import clock, erase_data, person, retention
from lianluozhan.erase import FOREVER, GOES, GOES_ON, STAYS, head_of
from lianluozhan.erase_data import Done
from lianluozhan.errors import NotFound, Problem
from lianluozhan.record import short_number
from lianluozhan.report import erasing_list
from lianluozhan.report.erasing_list import Listed
from lianluozhan.retention import Standing
from lianluozhan.store import Store
from ui.asks.on_paper import on_paper
from ui.page import Page, Surroundings
from ui.pages import ERASING
from ui.told import short
from ui.widgets.pane import Numbers, Panes
from ui.widgets.paper_over import PaperOver
from ui.widgets.pdf import Document
from ui.widgets.pieces import asked, label

WIDTH = 760
SHOWN = 12  # records that are named; the list on paper has all
CLOCKS = "办结以后过了业务期就归档保存；再到保存期限，姓名、电话、原话要去掉。几年由“规则”里的“保存期限”定。"
UNDERSTOOD = "我看过清单，站长签了字；" + FOREVER
CHANGED = frozenset(
    (
        "visit",
        "issue",
        "followup",
        "appointment",
        "note",
        "month",
        "project",
        "ballot",
        "duty",
        "activity",
        "deputy",
        "notice",
    )
)
NOTHING = "没有到期的"


class Shown(NamedTuple):
    """What the page shows: the list, where everything stands, what the district asked, who is 站长."""

    listed: Listed
    standing: Standing
    asked: str
    head: str


class ErasingPage(Page):
    """The list, the confirmation, what came of it; the paper over all of them."""

    leaf = ERASING
    concerns = frozenset((*CHANGED, "rule", "place"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.shown: Shown | None = None
        self._application = ""  # what was asked to be deleted, in place of what is due
        self.panes = Panes(self.theme, WIDTH)
        self.list_pane = self._list()
        self.confirm_pane = self._confirm()
        self.ended = label("")
        again = self.button("again", "好", self._to_list, look="primary")
        self.done_pane = self.panes.pane(label("已经脱敏", "title"), self.ended, foot=(None, again))
        self.over = PaperOver(self, self.panes, self.desk, self.theme)

    # -- building

    def _list(self) -> QWidget:
        self.heading, self.clocks, self.numbers = label(self.title, "title"), label(CLOCKS, "note"), Numbers()
        self.asked_words, self.which, self.told = label("", "box"), label(""), label("", "error")
        self.print_it = self.button("print", "印清单…", self.print, look="primary")
        self.next = self.button("confirm", "签好字了，脱敏…", self._to_confirm)
        self.all_due = self.button("due", "看到期的", lambda: self.show_record(""), look="link")
        return self.panes.pane(
            self.heading,
            self.clocks,
            self.numbers,
            self.asked_words,
            self.which,
            self.told,
            foot=(self.all_due, None, self.next, self.print_it),
        )

    def _confirm(self) -> QWidget:
        self.what, self.wrong, self.under_way = label("", ""), label("", "error"), label("", "hint")
        self.number, self.by, self.sure = QLineEdit(), QLineEdit(), QCheckBox(UNDERSTOOD)
        for name, one in (("number", self.number), ("by", self.by), ("sure", self.sure)):
            one.setObjectName(f"erasing.{name}")
        self.go = self.button("erase", "脱敏", self.erase, look="")
        self.sure.toggled.connect(self.go.setEnabled)
        return self.panes.pane(
            label("再看一遍，做了就不能恢复", "title"),
            self.what,
            asked("站长的姓名", self.by),
            asked("签了字的清单上的编号", self.number),
            self.sure,
            self.wrong,
            self.under_way,
            foot=(self.button("back", "先不做", self._to_list), None, self.go),
        )

    # -- the list

    def show_up(self) -> None:
        """The keys go to the list's paper."""
        super().show_up()
        self.print_it.setFocus()

    def show_record(self, id: str) -> None:
        """Another page leads here with an application that was agreed to; "" is what is due."""
        self._application = id
        self.panes.show_pane(self.list_pane)
        self.reload()

    def reload(self) -> None:
        """The list as it is now."""
        key = self._application
        self.desk.ask(lambda store: _shown(store, key), self._show, self._refuse)

    def _show(self, shown: Shown) -> None:
        self.shown, one = shown, shown.listed
        self.heading.setText("申请删除的" if self._application else self.title)
        self.all_due.setVisible(bool(self._application))
        for part in (self.numbers, self.clocks):
            part.setVisible(not self._application)
        self.numbers.show_counts(dict(zip(("在办、业务期内", "归档保存", "到期"), shown.standing, strict=True)))
        self.asked_words.setText(shown.asked)
        self.asked_words.setVisible(bool(shown.asked) and not self._application)
        self.which.setText(_listed(one))
        self.told.clear()
        for button in (self.print_it, self.next):
            button.setEnabled(bool(one.going.records))

    def _refuse(self, problem: Problem) -> None:
        self.panes.show_pane(self.list_pane)
        self.told.setText(str(problem))

    def print(self) -> None:
        """The list, seen before it is printed and signed."""
        one = self.shown.listed
        self.desk.ask(lambda store: _paper(store, one), self.over.show_paper)

    # -- confirmed

    def _to_confirm(self) -> None:
        one = self.shown.listed
        self.what.setText(f"要去掉的：{one.going.said}。\n去掉：{GOES}。\n留下：{STAYS}。")
        self.number.clear()
        self.by.setText("")
        self.by.setPlaceholderText(self.shown.head)
        self.sure.setChecked(False)
        self.go.setEnabled(False)
        self.wrong.clear()
        self.panes.show_pane(self.confirm_pane)
        self.by.setFocus()

    def _to_list(self) -> None:
        self._application = ""
        self.panes.show_pane(self.list_pane)
        self.reload()

    def erase(self) -> None:
        """Carry it out, in the worker; the list is made again for the day it was signed for."""
        number, by, key, who = self.number.text().strip(), self.by.text().strip(), self._application, self.desk.operator
        self.go.setEnabled(False)
        self.wrong.clear()
        self.under_way.setText("正在去掉，再备份一次……")
        self.desk.run(
            lambda store: (erase_data.carry_out(store, _list(store, key, number), number, by, who), CHANGED),
            self._done,
            self._wrong,
        )

    def _wrong(self, problem: Problem) -> None:
        self.under_way.clear()
        self.go.setEnabled(self.sure.isChecked())
        self.wrong.setText(str(problem))

    def _done(self, done: Done) -> None:
        self.under_way.clear()
        self.ended.setText(_told(done))
        self.panes.show_pane(self.done_pane)
        self.findChild(type(self.go), "erasing_again").setFocus()


def _list(store: Store, key: str, number: str = "") -> Listed:
    if not key:
        return erase_data.due_list(store, clock.today(), number)
    one = next((one for one in person.applications(store) if one.key == key), None)
    if one is None:
        raise NotFound("没有这份申请", then="请从“个人信息”里再点一次")
    return erase_data.application_list(store, one, number)


def _shown(store: Store, key: str) -> Shown:
    note = retention.asked(store)
    words = (
        f"区里（{note.acted_by or ''}）布置：{short(note.acted_on)} 为止到期的，请脱敏。{note.text or ''}"
        if note and retention.list_day(store, clock.today()).isoformat() == note.acted_on
        else ""
    )
    return Shown(_list(store, key), retention.standing(store, clock.today()), words, head_of(store))


def _listed(one: Listed) -> str:
    if not one.going.records:
        return NOTHING
    lines = [
        f"{record.label} {short_number(record.data.get('number'))}　" + (f"{over} 办结　{why} 到期" if over else why)
        for record, _who, over, why in one.rows[:SHOWN]
    ]
    more = [f"还有 {len(one.rows) - SHOWN} 条，都在清单上"] if len(one.rows) > SHOWN else []
    named = [
        f"⚠ {record.label} {short_number(record.data.get('number'))} 的{label_}里写着姓名或电话：那一栏是公开的，去不掉"
        for record, label_ in one.going.named[:SHOWN]
    ]
    shared = [
        f"⚠ {short_number(issue.number)} {GOES_ON if issue.id in one.going.rest else '还有别人反映，没有列进来'}"
        for issue in one.going.shared[:SHOWN]
    ]
    partly = [f"{erasing_list.PARTLY}：{'、'.join(one.going.partly[:SHOWN])}"] if one.going.partly else []
    also = [f"⚠ {where}" for where in one.going.also[:SHOWN]]
    return "\n".join([f"一并去掉：{one.going.said}", *lines, *more, *partly, *named, *shared, *also])


def _told(done: Done) -> str:
    lines = [
        f"✓ {done.records} 条的姓名、电话、原话都去掉了，编号和数字没有变。",
        "下次导出的报送包会告诉区里，区里确认以后也销毁。",
    ]
    lines += (
        ["还留着的："] + [f"· {copy.what}：{copy.which}，{copy.then}" for copy in done.copies] if done.copies else []
    )
    if done.trouble or not done.clean:
        lines.append(f"⚠ 文件里的空页下次打开时接着清。{done.trouble or ''}")
    return "\n".join(lines)


def _paper(store: Store, one: Listed) -> Document:
    layout = erasing_list.layout(one)
    return on_paper(store, erasing_list.NAME, layout, one.number)

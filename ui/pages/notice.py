"""公示: drafted from the books, approved, posted, taken down; what hangs where; at a district what each station made known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from lianluozhan import clock, period, posting, screen
from lianluozhan.notice import (
    APPROVE,
    APPROVED,
    DOWN,
    POST,
    POSTED,
    TAKE_DOWN,
    WAITING,
    Notice,
    add_notice,
    overdue,
    post,
    take_down,
)
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.whose import STATION, STATION_ROLE
from ui.form import Section
from ui.listing import Item, Mark, by_state, plain, under_heads
from ui.pages import NOTICE
from ui.records import RecordsPage
from ui.widgets.pieces import label
from ui.widgets.span import Span
from ui.widgets.switch import Switch

SECTIONS = (
    Section("公示什么", ((("name", 8), ("period", 4)), (("kind", 12),), (("words", 12),), (("masked", 12),))),
    Section("贴在哪里", ((("spot", 8), ("until", 4)),)),
)
TONES = {WAITING: "grey", APPROVED: "amber", POSTED: "green", DOWN: "grey"}
UNITS = period.MONTH, period.QUARTER
LATE = "该撤了"
NOTHING = "还没有公示。上面选好月份或季度，按右边的“起草这段时间的”；别的公示按“另写一份”。"
NOTHING_THERE = "还没有哪个站的公示。各站的报送包导入以后，在这里看得到。"


class NoticePage(RecordsPage):
    """What waits, what hangs, what came down; one of them at the right."""

    leaf = NOTICE
    concerns = frozenset(("notice", "rule"))

    kind, sections, add, first, nothing = Notice, SECTIONS, staticmethod(add_notice), "name", NOTHING

    def furnish(self) -> None:
        """Where it stands, and what the screen in the hall shows."""
        at_station = self.around.identity.role == STATION_ROLE
        if not at_station:
            self.roll.nothing(NOTHING_THERE)
        self.standing = label("", "body")
        self.roll.above(self.standing)
        self.screen = self.button("screen", "存成大厅屏幕网页…", self.save_screen, look="link")
        self.roll.below(self.screen)
        self.screen.setVisible(at_station)

    def tools(self) -> Sequence[QWidget]:
        """The month or quarter to draft of."""
        last = period.step(clock.day()[:7], -1)
        self.span, self.unit = Span("notice_span", last), Switch("notice_unit", "按月或按季", ("按月", "按季"))
        self.unit.switched.connect(lambda place: self.span.show_span(period.of(f"{last}-01", UNITS[place])))
        return self.unit, self.span

    def acts(self) -> Sequence[QWidget]:
        """Two ways to make one, and its next step."""
        self.next_steps = {
            WAITING: self.button("approve", f"{APPROVE}公示", self.approve, "", "primary"),
            APPROVED: self.button("post", f"{POST}了", self.post, "", "primary"),
            POSTED: self.button("down", f"{TAKE_DOWN}了", self.take_down, "", "primary"),
        }
        draft = self.button("draft", "起草这段时间的", self.draft)
        return draft, self.button("new", "另写一份", self.new, "Ctrl+N"), *self.next_steps.values()

    def reload(self) -> None:
        """What there is."""
        self.desk.ask(listed, lambda found: self.roll.show_items(*found))

    def draft(self) -> None:
        """The words of a month's or quarter's, from its books, ready to be saved."""
        span = self.span.span
        self.roll.list.clearSelection()
        self.desk.ask(
            lambda store: posting.drafted(store, span), lambda values: self.form.new(values, "name"), self.refuse
        )

    def offer(self) -> None:
        """Its next step, and where it stands; what was approved can be approved anew until it hangs."""
        super().offer()
        record = self.form.record
        for state, button in self.next_steps.items():
            button.setVisible(self.live and record.state in ((state, APPROVED) if state == WAITING else (state,)))
        self.standing.setText("" if record is None else _standing(record))
        self.standing.setVisible(bool(self.standing.text()))

    # -- its steps

    def approve(self) -> None:
        """The 站长 says yes to what is saved."""
        self.step(posting.approve, "已批准")

    def post(self) -> None:
        """It hangs where the form says."""
        spot, until = self.typed("spot"), self.typed("until")
        self.step(lambda act, record: post(act, record, spot, until=until), "已经贴出")

    def take_down(self) -> None:
        """It is down."""
        self.step(take_down, "已经撤下")

    def ask_file(self, proposed: str) -> str:
        """Where the page of the hall's screen goes; empty when a person thinks better of it."""
        title, unasked = self.screen.accessibleName(), QFileDialog.Option.DontConfirmOverwrite
        return QFileDialog.getSaveFileName(self, title, proposed, f"*{screen.ENDING}", options=unasked)[0]

    def save_screen(self) -> None:
        """The newest approved month for the screen in the hall."""
        if chosen := self.ask_file(f"大厅屏幕-{clock.today()}{screen.ENDING}"):
            file = Path(chosen).with_suffix(screen.ENDING)
            told = f"✓ 已存到 {file}，用浏览器打开，按 F11 全屏"
            self.desk.ask(lambda store: screen.write(store, file), lambda _file: self.said.emit(told), self.refuse)


def _standing(one: Notice) -> str:
    parts = [
        one.state,
        f"{one.approved_by} {one.approved_on or ''} 批准".strip() if one.approved_by else "",
        f"{one.posted_on} 贴在{one.spot or '（没有写哪里）'}" if one.posted_on else "",
        f"公示到 {one.until}" if one.until else "",
        f"{one.taken_down} 撤下" if one.taken_down else "",
        LATE if overdue(one) else "",
    ]
    return "　".join(filter(None, parts))


def listed(store: Store) -> tuple[list[Item], str]:
    """By how far they are, the newest first."""
    records = store.find(Notice, order="coalesce(posted_on, approved_on, substr(created_at, 1, 10)) DESC, number DESC")
    late = sum(map(overdue, records))
    pairs = list(zip(records, readable(store, Notice, records), strict=True))
    groups = by_state(pairs, (WAITING, APPROVED, POSTED, DOWN), lambda pair: pair[0].state)
    return under_heads(groups, "份", lambda pair: _item(*pair)), f"{len(records)} 份" + (
        f"，{late} 份到期还没有{TAKE_DOWN}" if late else ""
    )


def _item(one: Notice, row: dict) -> Item:
    mark = Mark(LATE, "red") if overdue(one) else Mark(one.state, TONES[one.state])
    marks = (mark, *plain(row.get(STATION)))
    return Item(
        one.id, one.name, (one.posted_on or "")[5:], one.spot or one.words or "", marks, short_number(one.number)
    )

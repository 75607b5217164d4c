"""今日 in the window: what is due, whom to tell, whose turn, what lies about; each line leads to its record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from lianluozhan import clock
from lianluozhan.draft import Draft, keep
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.package.unsent import selected
from tests.pages.desk import Desk
from tests.station import do, empty, opened, receive, take
from ui.asks.followup import BEHIND, due
from ui.asks.today import morning
from ui.pages.today import TodayPage
from ui.widgets.card import Card


@pytest.fixture
def station(tmp_path):
    """A station with its clerk and its place, and nothing else."""
    return empty(tmp_path / "空站")


def parts(path):
    """{part: its lines} of a folder."""
    with opened(path) as store:
        return parts_of(store)


def parts_of(store):
    """The same of an open one."""
    return {part.title: list(part.lines) for part in morning(store).parts}


def passed_on(store, day, **values):
    """A reception passed on to an organ on a day."""
    return receive(
        store,
        received_at=f"{day}T09:00",
        outcome="乡镇办理",
        referred_to="渔泽镇人民政府",
        visitor_name="王秀英",
        **values,
    )


# ---- the questions


def test_what_is_due(station):
    """The late first, then what is due within three working days; what has more time is not there."""
    with opened(station) as store:
        passed_on(store, "2026-09-01", statement="水管漏了")  # 15 working days are long over on 21 October
        passed_on(store, "2026-09-23", statement="井盖松动")  # with the holidays these end in the days around the 21st
        passed_on(store, "2026-10-20", statement="路灯不亮")
        (late, soon, fine) = store.find(Issue, order="registered_at")
    clock.set_today(soon.due_on)
    lines = parts(station)["到期与逾期"]
    assert [(line.title, line.lamp) for line in lines] == [("水管漏了", "红"), ("井盖松动", "黄")]
    assert lines[1].right == "今天到期" and lines[0].right.startswith("逾期")
    assert [line.id for line in lines] == [late.id, soon.id] and fine.id not in [line.id for line in lines]
    assert {line.noun for line in lines} == {"followup"}


def test_whom_to_tell(station):
    """Everybody an answer has not reached: the visitor and the deputy; who was told is gone."""
    with opened(station) as store:
        take(store, "deputy", {"name": "彭喆", "levels": "乡镇"})
        passed_on(store, "2026-10-19", statement="路灯不亮", deputies=["彭喆"])
        do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A")
    assert [(line.title, line.words) for line in parts(station)["还要告诉的人"]] == [
        ("王*英（反映人）", "路灯不亮"),
        ("彭喆（代表）", "路灯不亮"),
    ]
    with opened(station) as store:
        do(store, "Y0001", "回告", acted_on="2026-10-20", how="电话", to="王秀英")
    assert [line.title for line in parts(station)["还要告诉的人"]] == ["彭喆（代表）"]


def test_whose_turn(station):
    """What waits for this office is there, what waits for an organ or the district is not."""
    with opened(station) as store:
        receive(store, outcome="乡镇办理", statement="噪声", received_at="2026-10-20T09:00")  # nobody named: 待处理
        passed_on(store, "2026-10-20", statement="路灯不亮")
        receive(store, outcome="报区办理", statement="断头路", received_at="2026-10-20T10:00")
    assert [(line.title, line.words) for line in parts(station)["轮到我们"]] == [("噪声", "待处理 · 联络员")]


def test_drafts(station):
    """What was put away is there with its words."""
    with opened(station) as store, store.transaction():
        keep(
            store,
            Draft("1", "visit", {"visitor_name": "郭桂兰", "statement": "路灯不亮"}, kept_at="2026-10-21T09:42:10"),
        )
        keep(store, Draft("2", "issue", {}, kept_at="2026-10-21T09:50:00"))
    found = [(line.noun, line.title, line.words, line.right) for line in parts(station)["草稿"]]
    assert found == [("visit", "郭*兰", "路灯不亮", "09:42"), ("issue", "没写完的一份", "", "09:50")]


def test_what_must_go_out(station):
    """As many changes as the district is not known to hold."""
    with opened(station) as store:
        receive(store)
        waiting = sum(
            store.head(stream)[0] - first + 1
            for stream, first in selected(store, "140405102", "district", full=False).items()
        )
    (line,) = parts(station)["U 盘往返"]
    assert waiting > 2 and f"{waiting} 条" in line.words


def test_a_district_sends_nothing_by_itself(tmp_path):
    """A district's morning has no such line, but what its stations lack."""
    found = parts(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"))
    assert found["各站缺什么"] == [] and "U 盘往返" not in found
    with opened(tmp_path / "区") as store:
        (lacking,) = [part for part in morning(store).parts if part.title == "各站缺什么"]
    assert lacking.nothing == "还没有站"  # not: all of them have reported


# ---- whether it comes first


def test_nothing_is_due(station):
    """A fresh folder, or one where everything has time, opens on 接待登记."""
    with opened(station) as store:
        assert not due(store)
        passed_on(store, "2026-10-20")
        assert not due(store)
    desk = Desk(station)
    assert desk.page.noun == "visit"
    desk.close()


@pytest.mark.parametrize("state", ["late", "soon", "waiting"])
def test_something_is_due(station, state):
    """It is the first page when an issue is late, soon due, or waits for us."""
    with opened(station) as store:
        if state == "waiting":
            receive(store, outcome="乡镇办理", received_at="2026-10-20T09:00")
        else:
            passed_on(store, "2026-10-08")
            (issue,) = store.find(Issue)
            clock.set_today(issue.warn_on if state == "soon" else "2026-12-31")
        assert due(store)
    desk = Desk(station)
    assert desk.page.noun == "today"
    desk.close()


def test_soon_begins_with_the_warning(station):
    """The day before the warning nothing is due yet."""
    with opened(station) as store:
        passed_on(store, "2026-10-08")
        (issue,) = store.find(Issue)
        clock.set_today(issue.warn_on)
        assert due(store)
        clock.set_today(f"{issue.warn_on[:8]}{int(issue.warn_on[8:]) - 1:02d}")
        assert not due(store)


# ---- the page


def test_the_page(station):
    """Each part is a card; one without anything says so or is not shown."""
    with opened(station) as store:
        receive(store, outcome="乡镇办理", statement="噪声太大", received_at="2026-10-21T09:00", party_size=3)
    desk = Desk(station)
    try:
        desk.open("今日")
        said = desk.said()
        assert "10月21日　星期三" in said and "今天已接待 1 批 3 人次" in said
        assert "答复了的都告诉到了" in said and "没有逾期的，也没有快到期的" in said
        assert desk.widget("today_turn", Card).isVisible() and not desk.widget("today_draft", Card).isVisible()
        assert [way.line.title for way in desk.widget("today_turn", Card).lines] == ["噪声太大"]
    finally:
        desk.close()


def test_a_line_leads_to_its_record(station):
    """Enter on a line opens the record on its own page."""
    with opened(station) as store:
        receive(store, outcome="乡镇办理", statement="噪声太大", received_at="2026-10-21T09:00")
    desk = Desk(station)
    wanted = []
    try:
        desk.open("今日")
        desk.page.wants.connect(lambda *what: wanted.append(what))
        (way,) = desk.widget("today_turn", Card).lines
        way.setFocus()
        QTest.keyClick(way, Qt.Key.Key_Return)
        desk.wait()
        assert desk.page.noun == "followup"
    finally:
        desk.close()
    with opened(station) as store:
        assert wanted == [("followup", store.find(Issue)[0].id)]


def reported(path, number):
    """So many matters reported up in October, and before them one that is late in the town."""
    with opened(path) as store:
        passed_on(store, "2026-08-03", statement="路灯不亮")
        for day in range(9, 9 + number):
            receive(store, outcome="报区办理", statement=f"第{day}件", received_at=f"2026-10-{day:02d}T09:00")


@pytest.mark.parametrize(("seen_before", "width"), [(False, 1366), (True, 1366), (False, 880), (True, 880)])
def test_what_the_district_has_too_long(station, seen_before, width):
    """One line says how many; it leads to just these, the first of them shown; another view, or a record, ends it."""
    reported(station, 3)
    with opened(station) as store:
        waiting = [one for one in store.find(Issue, order="number") if one.state == "待区处理"]
        clock.set_today(waiting[-1].next_on)
        late = [one.id for one in waiting if one.next_on < waiting[-1].next_on]
    assert 0 < len(late) < 3
    desk = Desk(station)
    desk.window.resize(width, 700)
    try:
        if seen_before:
            desk.open("意见办理")
            desk.choose("路灯不亮")
        desk.open("今日")
        (way,) = desk.widget("today_upward", Card).lines
        assert way.line.title == f"过了期限的 {len(late)} 件"
        way.click()
        desk.wait()
        page = desk.page
        assert page.noun == "followup" and page.list.isVisible() and desk.button(f"{BEHIND} {len(late)}").isChecked()
        assert [item.key[1] for item in page.list.rows.items if item.key] == late
        assert page.list.key()[1] == page.work.doings.course.key[1] == late[0]
        views = [one.text() for one in page.side.switch.findChildren(QPushButton) if one.isVisible()]
        assert views == ["全部 4", f"{BEHIND} {len(late)}"]
        desk.press("全部 4")
        assert desk.button("轮到我 0").isVisible() and BEHIND not in page.side.views
        assert len([item for item in page.list.rows.items if item.key]) == 4
        page.show_record(waiting[-1].id)
        desk.wait()
        assert BEHIND not in page.side.views and page.list.key()[1] == waiting[-1].id
    finally:
        desk.close()


def test_what_is_late_at_the_district_is_not_ours(station, tmp_path):
    """It alone opens no morning and counts behind no tab; where nothing is late there, and at a district, there is no line."""
    reported(station, 1)
    clock.set_today("2026-10-12")
    with opened(station) as store:
        assert parts_of(store)["在区里的"] == []
        clock.set_today("2026-12-31")
        do(store, "Y0001", "撤回", acted_on="2026-10-20", reason="本人不再要求")
        assert len(parts_of(store)["在区里的"]) == 1 and not due(store)
    assert parts(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"))["在区里的"] == []


def half(desk, words):
    """The line of 今日's drafts that has these words."""
    desk.open("今日")
    return next(way for way in desk.widget("today_draft", Card).lines if words in way.accessibleName())


def test_half_written_elsewhere(station):
    """What waits half written in another page's form is a draft too, with the page's name; its line leads back into that form."""
    with opened(station) as store:
        take(store, "deputy", {"name": "彭喆", "levels": "乡镇"})
    desk = Desk(station)
    desk.open("代表履职")
    desk.press("登记履职")
    desk.fill(title="修路灯")
    desk.open("代表名册")
    desk.choose("彭喆")
    desk.fill(work_unit="卫生院")
    desk.page.show_part(1)
    desk.press("登记承办单位")
    desk.page.rosters[1].form.form.show_value("name", "供水站")
    desk.page.rosters[1].form.form.edited.emit("name")
    desk.page.show_part(0)
    desk.open("今日")
    assert desk.widget("today_draft", Card)._count.text() == "3 份"
    desk = desk.reopen()
    try:
        for words, noun, field, value in (
            ("登记履职：修路灯，在代表履职", "duty", "title", "修路灯"),
            ("更改代表 彭喆，在代表名册", "deputy", "work_unit", "卫生院"),
            ("登记承办单位：供水站，在代表名册", "deputy", "organ.name", "供水站"),
            ("登记履职：修路灯，在代表履职", "duty", "title", "修路灯"),
        ):
            half(desk, words).click()
            desk.wait()
            assert desk.page.noun == noun
            assert desk.field(field).isVisible() and desk.value(field) == value
        desk.press("不要了")
        desk.open("今日")
        titles = {way.line.title for way in desk.widget("today_draft", Card).lines}
        assert titles == {"登记承办单位：供水站", "更改代表 彭喆"}
    finally:
        desk.close()


def test_somebody_came(desk):
    """The button leads to an empty form of 接待登记."""
    desk.open("今日")
    desk.press("来人了，登记")
    assert desk.page.noun == "visit"


def test_many_are_counted(station):
    """Eight lines are shown, a ninth says how many more there are."""
    with opened(station) as store:
        for hour in range(10, 20):
            receive(store, outcome="乡镇办理", statement=f"第{hour}件", received_at=f"2026-10-20T{hour}:00")
    desk = Desk(station)
    try:
        desk.open("今日")
        lines = [way.line.title for way in desk.widget("today_turn", Card).lines]
        assert len(lines) == 9 and lines[-1] == "还有 2 件，都看看"
    finally:
        desk.close()


@pytest.mark.parametrize("width", [1366, 911, 880])
def test_whom_to_tell_comes_first(desk, width):
    """The echo to people is the first thing of a morning, above who comes today, however many columns there are."""
    desk.open("今日")
    desk.window.resize(width, 600)
    desk.wait()
    first = min((card for card in desk.page.cards.values() if card.isVisible()), key=lambda card: (card.x(), card.y()))
    assert first.objectName() == "today_tell"


@pytest.mark.parametrize(("width", "columns"), [(1366, 3), (1000, 3), (911, 2)])
def test_columns(desk, width, columns):
    """As many columns as there is room for; nothing is lost."""
    desk.open("今日")
    desk.window.resize(width, 600)
    desk.wait()
    page: TodayPage = desk.page
    shown = [card for card in page.cards.values() if card.isVisible()]
    assert len({card.x() for card in shown}) == min(columns, len(shown))
    assert all(card.x() >= 0 and card.x() + card.width() <= page.width() for card in shown)


def test_new_every_time(station):
    """What was done meanwhile is gone when one comes back."""
    with opened(station) as store:
        receive(store, outcome="乡镇办理", statement="噪声太大", received_at="2026-10-21T09:00")
    desk = Desk(station)
    try:
        desk.open("今日")
        assert len(desk.widget("today_turn", Card).lines) == 1
        desk.open("接待登记")
        desk.window.around.desk.act("void", lambda act: _withdraw(act))
        desk.wait()
        desk.open("今日")
        assert desk.widget("today_turn", Card).lines == []
    finally:
        desk.close()


def _withdraw(act):
    (issue,) = act.store.find(Issue)
    follow(act, issue, "撤回", {"reason": "本人不要了"})

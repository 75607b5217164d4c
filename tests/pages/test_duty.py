"""代表履职 in the window: who did what in which month, what sessions registered by themselves, what is typed by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lianluozhan import attachment
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty, is_session
from lianluozhan.points import said
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from tests.pages.desk import Desk, commit
from tests.station import TRUTH, opened, receive, run, sound
from ui.asks.duty import year_of
from ui.widgets.evidence import Evidence
from ui.widgets.matrix import Matrix
from ui.widgets.table import Table

NAMES = [row["name"] for row in TRUTH["deputy"]]  # in the order of the sheet


@pytest.fixture
def duty(desk):
    """The clerk on the page."""
    desk.open("代表履职")
    return desk


def cells(desk):
    """{deputy: counts of the twelve months} as the matrix shows them."""
    return {row.title: row.counts for row in desk.widget("matrix_duty", Matrix).cells.items}


def duties(desk):
    """What the folder holds, as read by another program."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return readable(store, Duty, store.find(Duty, order="begin, number"))


def october(name):
    """How often a deputy stands in the ledger: sessions at which they received, and duties of the sheet."""
    walked = {(v["received_at"][:10], v["channel"] == "走访") for v in TRUTH["visit"] if name in (v["deputies"] or ())}
    return len(walked) + sum(name in row["deputies"] for row in TRUTH["duty"] if row["kind"] != "接待选民")


# ---- the matrix


def test_counts_equal_the_ledger(duty):
    """Each deputy's count of October is what is counted in the ledger; the other months are empty."""
    shown = cells(duty)
    assert set(shown) == set(NAMES)
    assert {name: counts[9] for name, counts in shown.items()} == {name: october(name) for name in NAMES}
    assert all(sum(counts) == counts[9] for counts in shown.values())


def test_order_and_sum(duty):
    """Deputies stand by level, then in the order of the roster; the last column is the sum."""
    matrix = duty.widget("matrix_duty", Matrix)
    levels = [row.words.split(" ")[0] for row in matrix.cells.items]
    assert levels == sorted(levels, key=["市", "区", "乡镇"].index)
    last = matrix.cells.index(0, 13)
    assert last.data() == str(sum(matrix.cells.items[0].counts))


def test_keys_walk_the_cells(duty):
    """Arrow keys move from cell to cell, the list beside follows; Enter goes into the list, Enter again opens the act."""
    matrix = duty.widget("matrix_duty", Matrix)
    matrix.setFocus()
    key, month = matrix.place()
    assert (key, month) == (matrix.cells.items[0].key, 10)  # today's month
    duty.type("<Left>")
    assert matrix.place() == (key, 9)
    assert duty.list("duty") == [] and "9 月　0 次" in duty.said()
    duty.type("<Right><Down>")
    row = matrix.cells.items[1]
    assert matrix.place() == (row.key, 10)
    assert len(duty.list("duty")) == row.counts[9]
    duty.type("<Enter>")
    assert duty.window.focusWidget() is duty.widget("list_duty")
    duty.type("<Enter>")
    assert duty.widget("duty.begin").isVisible()


def test_the_sum_stands_for_the_year(duty):
    """On the last column the list shows the whole year."""
    with_acts = duty.widget("matrix_duty", Matrix)
    with_acts.setFocus()
    duty.type("<Right><Right><Right>")
    assert with_acts.place()[1] == 0
    assert "2026 年全年" in duty.said()


def test_a_cell_says_itself(duty):
    """A screen reader hears who, which month and how often."""
    cells_ = duty.widget("matrix_duty", Matrix).cells
    row = cells_.items[0]
    assert cells_.index(0, 10).data(Qt.ItemDataRole.AccessibleTextRole) == f"{row.title}，10：{row.counts[9]} 次"


def test_gaps_are_named(duty):
    """Who has received nobody this year is said below the matrix."""
    receiving = {name for v in TRUTH["visit"] for name in v["deputies"] or ()}
    idle = [name for name in NAMES if name not in receiving]
    assert idle and all(name in duty.page.year.gap.text() for name in idle)


def test_another_year(duty):
    """One year back nothing had happened; one on again everything is there."""
    duty.press("上一年")
    assert "2025年" in duty.said()
    assert all(set(counts) == {0} for counts in cells(duty).values())
    duty.press("下一年")
    assert sum(sum(counts) for counts in cells(duty).values()) == 38


def test_filter(duty):
    """Initials or a piece of the name narrow the rows."""
    line = duty.widget("duty_filter")
    QTest.keyClicks(line, "cxl")
    duty.wait()
    assert list(cells(duty)) == ["陈秀兰"]
    line.clear()
    commit(line, "晓梅")
    duty.wait()
    assert {name[1:] for name in cells(duty)} == {"晓梅"}


def test_one_by_one(duty):
    """逐条看 shows every act of the year, the newest first; a click on a heading sorts."""
    QTest.keyClick(duty.widget("duty_look"), Qt.Key.Key_Right)
    duty.wait()
    table = duty.widget("table_duty", Table)
    assert table.isVisible() and len(table.rows.items) == 14
    days = [row.cells[0] for row in table.rows.items]
    assert days == sorted(days, reverse=True)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row.cells[0] for row in table.rows.items] == sorted(days)
    assert {row.cells[5] for row in table.rows.items} == {"自动", "手工"}


def test_filter_of_acts(duty):
    """One by one the filter takes whatever stands in a row, and says what is left of how many."""
    duty.press("逐条看")
    table, line = duty.widget("table_duty", Table), duty.widget("duty_filter")
    assert "全年 14 件，38 人次" in duty.said()
    QTest.keyClicks(line, "cxl")
    duty.wait()
    assert table.rows.items and all("陈秀兰" in row.cells[4] for row in table.rows.items)
    line.clear()
    commit(line, "学习培训")
    duty.wait()
    expected = [row for row in TRUTH["duty"] if row["kind"] == "参加学习培训"]
    assert len(table.rows.items) == len(expected)
    assert f"筛出 {len(expected)} 件，{sum(len(row['deputies']) for row in expected)} 人次，全年共 14 件" in duty.said()


# ---- points


def test_points_are_explained(duty):
    """The column of points is the command's; beside it each kind has its formula, a kind at its most says so, the sum is the column's."""
    matrix = duty.widget("matrix_duty", Matrix)
    row = matrix.cells.items[0]
    shown = matrix.cells.index(0, 14)
    told = {one["deputy"]: one for one in run("points", "2026", "--json", "--data", duty.folder).data}
    assert {row.title: said(row.points) for row in matrix.cells.items} == {
        name: one["points"] for name, one in told.items()
    }
    assert shown.data() == said(row.points)
    assert shown.data(Qt.ItemDataRole.AccessibleTextRole) == f"{row.title}，积分：{said(row.points)} 分"
    assert f"2026 年积分 {said(row.points)}" in duty.said()
    for line in told[row.title]["lines"]:
        assert line["kind"] in duty.said() and (line["formula"] in duty.said())
    assert "按主题：" in duty.said()


def test_points_follow(duty):
    """Another deputy has another sum; a duty registered changes it at once."""
    matrix = duty.widget("matrix_duty", Matrix)
    matrix.setFocus()
    duty.type("<Down>")
    row = matrix.cells.items[1]
    before = row.points
    assert f"2026 年积分 {said(before)}" in duty.said()
    duty.type("<Ctrl+N>")
    duty.fill(begin="2026-10-20", kind="出席人代会", title="人代会")
    duty.press("保存")
    assert matrix.cells.items[1].points == before + 1500
    assert f"2026 年积分 {said(before + 1500)}" in duty.said() and "封顶" in duty.said()


def test_which_of_two(folder):
    """A name two deputies have is not saved before it is said which is meant; the one chosen has the duty."""
    with opened(folder) as store:
        held = store.find(Deputy, "name=?", (NAMES[0],))[0]
        with acting(store, "add_deputy") as act:
            act.write(Deputy, other := new_id(), {"name": NAMES[0], "group": "外来小组", "levels": ["乡镇"]})
    desk = Desk(folder)
    try:
        desk.open("代表履职")
        desk.press("登记履职")
        desk.fill(kind="附议", title="议案", deputies=[NAMES[0]])
        desk.press("保存")
        assert f"叫“{NAMES[0]}”的有 2 位，请写明是哪一位" in desk.said()
        desk.fill(deputies=[f"{NAMES[0]}（外来小组）"])
        desk.press("保存")
        assert "✓ 已登记" in desk.said()
    finally:
        desk.close()
    with opened(folder) as store:
        assert store.find(Duty, "title='议案'")[0].deputies == [other] != [held.id]


def test_unmatched_names_have_a_row(folder):
    """A deputy no roster knows stands in the matrix under the name that was written."""
    with opened(folder) as store:
        receive(store, deputies=["赵六"], received_at="2026-03-05T09:00")
        rows, *_rest = year_of(store, "2026")
    (row,) = [row for row in rows if row.title == "赵六"]
    assert (row.words, row.counts) == ("未匹配", (0, 0, 1, *[0] * 9))


def test_a_visit_elsewhere_shows_at_once(duty):
    """A reception that is saved registers its session; the matrix follows without being asked."""
    name = NAMES[0]
    before = cells(duty)[name][9]
    values = {"received_at": "2026-10-20T09:00", "statement": "门口路灯不亮", "outcome": "当场答复", "deputies": [name]}
    duty.window.around.desk.act("add_visit", lambda act: add_visit(act, new_id(), values))
    duty.wait()
    assert cells(duty)[name][9] == before + 1


# ---- by hand


def test_register(duty):
    """An act of two deputies with their parts is registered with its number, and stands in the matrix."""
    first, second = NAMES[0], NAMES[4]
    before = cells(duty)
    duty.type("<Ctrl+N>")
    duty.fill(
        begin="2026-10-20",
        kind="开展专题调研",
        title="供热管网调研",
        deputies=[first, second],
        content="看了三处换热站",
    )
    for row, text in enumerate(("带队", "记录")):
        commit(duty.widget(f"duty.parts.{row}"), text)
    duty.press("保存")
    assert "✓ 已登记" in duty.said()
    assert {name: cells(duty)[name][9] - before[name][9] for name in NAMES} == {
        n: int(n in (first, second)) for n in NAMES
    }
    (row,) = [row for row in duties(duty) if row["title"] == "供热管网调研"]
    assert (row["deputies"], row["parts"]) == ([first, second], {first: "带队", second: "记录"})
    assert (row["kind"], row["theme"], row["begin"], row["number"][-5:]) == (
        "开展专题调研",
        "视察调研",
        "2026-10-20",
        "L0015",
    )


def test_nothing_missing_is_saved(duty):
    """Without a kind and whose it is nothing is saved; the trouble stands at its field and what is typed stays."""
    duty.press("登记履职")
    duty.fill(title="没写类别")
    duty.press("保存")
    assert "还有 2 处要改，写好的都在" in duty.said() and duty.value("title") == "没写类别"
    assert len(duties(duty)) == 14


def test_evidence(duty, tmp_path):
    """Papers are kept with the act that is registered with them, and can be added later without a reason."""
    photo, list_ = tmp_path / "现场.jpg", tmp_path / "签到表.pdf"
    photo.write_bytes(b"\xff\xd8photo")
    list_.write_bytes(b"%PDF list")
    duty.press("登记履职")
    duty.fill(kind="参加学习培训", title="培训", deputies=[NAMES[0]])
    evidence = duty.widget("duty.attachments", Evidence)
    evidence.add([photo])
    assert "现场.jpg　保存时一起存入" in duty.said()
    duty.press("保存")
    assert duty.button("看附件 现场.jpg").isVisible()
    evidence.add([list_, list_])
    duty.press("保存更改")
    (row,) = [row for row in duties(duty) if row["title"] == "培训"]
    assert [paper["name"] for paper in row["attachments"]] == ["现场.jpg", "签到表.pdf"]
    assert [attachment.paper(duty.folder, paper["digest"]) for paper in row["attachments"]] == [
        b"\xff\xd8photo",
        b"%PDF list",
    ]


def test_evidence_that_is_gone(duty, tmp_path):
    """A file that cannot be read any more: nothing is registered, and it is said which file."""
    duty.press("登记履职")
    duty.fill(kind="参加学习培训", title="培训", deputies=[NAMES[0]])
    duty.widget("duty.attachments", Evidence).add([tmp_path / "没有.jpg"])
    duty.press("保存")
    assert "没有.jpg" in duty.said() and "没有改动任何数据" in duty.said()
    assert duty.value("title") == "培训"
    assert len(duties(duty)) == 14


def by_hand(duty):
    """Open the sheet's 供热 inspection."""
    duty.page.show_record(next(row.key for row in duty.page.year.shown.acts if row.cells[3] == "集中供热准备情况视察"))
    duty.wait()


def test_change_needs_a_reason(duty):
    """Without a reason nothing is written; with one the change and its reason are."""
    by_hand(duty)
    duty.fill(title="供热准备情况视察")
    duty.press("保存更改")
    assert "请在下面写明原因" in duty.said()
    commit(duty.widget("duty_reason"), "名称写错")
    duty.press("保存更改")
    assert "✓ 已更改" in duty.said()
    titles = [row["title"] for row in duties(duty)]
    assert "供热准备情况视察" in titles and "集中供热准备情况视察" not in titles


def test_nothing_changed(duty):
    """Saving what was not changed writes nothing."""
    by_hand(duty)
    duty.press("保存更改")
    assert "内容没有变，不用保存" in duty.said()


def test_void(duty):
    """作废 with a reason: gone from the matrix, the number is kept."""
    by_hand(duty)
    duty.press("作废")
    assert "请在下面写明原因" in duty.said()
    commit(duty.widget("duty_reason"), "重复登记")
    duty.press("作废")
    assert "已作废：重复登记" in duty.said()
    assert not duty.button("duty_save").isVisible()
    assert sum(sum(counts) for counts in cells(duty).values()) == 37
    assert len(duties(duty)) == 13


def test_changed_meanwhile(duty):
    """A form on a record that was changed meanwhile is refused, and says so."""
    by_hand(duty)
    id = duty.page.form.record.id
    duty.window.around.desk.act(
        "amend", lambda act: amend(act, act.store.find(Duty, "id=?", (id,))[0], {"title": "别人改的"}, "改名")
    )
    duty.wait()
    duty.fill(title="我改的")
    commit(duty.widget("duty_reason"), "名称写错")
    duty.press("保存更改")
    assert "被别人改过，没有保存" in duty.said() and duty.value("title") == "我改的"


# ---- of sessions


def test_a_sessions_own_fields_stay(folder):
    """What follows from the visits cannot be typed; content, outcome and what it promoted can, with a reason."""
    with opened(folder) as store:
        held = next(one for one in store.find(Duty, order="number") if is_session(one))
    desk = Desk(folder)
    try:
        desk.open("代表履职")
        desk.page.show_record(held.id)
        desk.wait()
        enabled = {name for name, editor in desk.page.form.form.editors.items() if editor.isEnabled()}
        assert enabled == {"parts", "content", "outcome", "promoted"}
        assert "由接待自动登记" in desk.said() and not desk.button("duty_void").isVisible()
        desk.fill(outcome="当场协调修好两盏路灯")
        commit(desk.widget("duty_reason"), "补写成果")
        desk.press("保存更改")
        assert "✓ 已更改" in desk.said()
    finally:
        desk.close()
    with opened(folder) as store:
        now = store.get(Duty, (held.world, held.id))
        assert (now.outcome, now.deputies, now.begin) == ("当场协调修好两盏路灯", held.deputies, held.begin)


def test_nobody_is_chosen_by_itself(duty):
    """The first row is stood on by itself: a new act is nobody's before a person goes to a row by click or key."""
    matrix = duty.widget("matrix_duty", Matrix)
    assert matrix.place()[0]
    duty.type("<Ctrl+N>")
    assert not duty.value("deputies")
    duty.type("<Esc>")
    place = matrix.visualRect(matrix.currentIndex()).center()
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    duty.wait()
    duty.type("<Ctrl+N>")
    assert duty.value("deputies") == [matrix.place()[0]]
    duty.type("<Esc>")
    matrix.setFocus()
    duty.type("<Down><Ctrl+N>")
    assert duty.value("deputies") == [matrix.cells.items[1].key]


def test_the_half_written_says_what_is_seen(duty):
    """The button that begins anew is not beside the form here: 不要了 is, and its name is said; asked for twice it goes as well."""
    for again in (lambda: duty.type("<Ctrl+N>"), lambda: (duty.press("返回"), duty.press("登记履职"))):
        duty.press("登记履职")
        duty.fill(title="写到一半")
        again()
        assert "不要了按“不要了”" in duty.said() and "再按一次" not in duty.said()
        assert duty.value("title") == "写到一半"
        again()
        assert not duty.value("title")
        duty.press("返回")


def test_a_new_one_is_not_wanted(duty):
    """不要了 stands beside what is half written, and only there; what it cleared comes back, and changes places with
    what was written since."""
    duty.press("登记履职")
    assert not duty.button("duty_drop").isVisible()
    duty.fill(title="写到一半", place="村口")
    duty.press("不要了")
    assert "已清空，还可以找回" in duty.said() and not duty.value("title") and not duty.button("duty_drop").isVisible()
    duty.fill(title="另一件")
    duty.press("找回草稿")
    assert (duty.value("title"), duty.value("place")) == ("写到一半", "村口") and duty.button("duty_drop").isVisible()
    duty.press("找回草稿")
    assert (duty.value("title"), duty.value("place")) == ("另一件", None)
    duty.press("不要了")
    duty.press("返回")
    duty.press("登记履职")
    assert not duty.value("title") and "没有保存" not in duty.said()


def test_leaving_the_form(duty):
    """Esc goes back to the matrix."""
    duty.press("登记履职")
    duty.type("<Esc>")
    assert duty.widget("matrix_duty", Matrix).isVisible()


def test_a_day_to_come(duty):
    """Nobody has done anything on a day that is still to come: it is said at the field, and nothing is saved; so for a change."""
    duty.press("登记履职")
    duty.fill(begin="2026-12-20 9:00", kind="参加学习培训", title="集中学习", deputies=["单俊𫍣"])
    duty.press("保存")
    assert "12月20日还没有到" in duty.said() and duty.page.form.record is None
    duty.fill(begin="2026-10-20 9:00")
    duty.press("保存")
    assert "✓ 已登记" in duty.said()
    duty.fill(begin="2026-12-20 9:00")
    duty.press("保存更改")
    assert "12月20日还没有到" in duty.said()
    assert "集中学习" in [one["title"] for one in duties(duty) if one["begin"][:10] == "2026-10-20"]

"""临时报表 in the window: chosen, looked at, kept under its name, taken again, kept as a sheet; what is wrong is said in place."""

import io
import json
from dataclasses import asdict, replace

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from lianluozhan import looked, own_table
from lianluozhan.act import LOCAL
from lianluozhan.deadline import Rule
from lianluozhan.record import new_id
from tests.pages.desk import Desk
from tests.station import empty, opened
from ui.widgets.own_form import OwnForm


@pytest.fixture
def page(desk):
    """The page, with a table of October's visits asked for."""
    desk.open("临时报表")
    form = desk.page.form
    form.name.setText("十月按类别")
    form.since.setText("2026-10-1")
    form.until.setText("2026-10-31")
    form.group.setCurrentIndex(form.group.findData("category"))
    return desk.page


def read(page) -> str:
    """What stands on the paper that is shown."""
    return "".join(
        "".join(one.extract_text() for one in PdfReader(io.BytesIO(page.preview.document.data)).pages).split()
    )


def tick(form: OwnForm, *names: str) -> None:
    """These fields and no others."""
    for at in range(form.fields.count()):
        item = form.fields.item(at)
        item.setCheckState(
            Qt.CheckState.Checked if item.data(Qt.ItemDataRole.UserRole) in names else Qt.CheckState.Unchecked
        )


def test_looked_at(desk, page):
    """看一看 shows the chosen fields of the chosen days, with the sums of each part; another choice shows another table."""
    desk.press("看一看")
    assert (
        "十月按类别" in read(page)
        and "合计23条" in read(page)
        and "小计5条" in read(page)
        and "联系电话" not in read(page)
    )
    tick(page.form, "number", "visitor_phone")
    page.form.where.setCurrentIndex(page.form.where.findData("outcome"))
    page.form.value.setText("当场答复")
    desk.press("看一看")
    assert "合计6条" in read(page) and "联系电话" in read(page) and "接待时间" not in read(page)


def test_how_far_it_is(desk, page, monkeypatch):
    """While the records are read it is said how many there are by now; 取消 ends it, and the table can be asked for again."""
    monkeypatch.setattr(own_table, "STEP", 10)
    heard, tell = [], page.progress._tell

    def stop_at_the_third(*said):
        heard.append(said)
        page.progress._stop = len(heard) == 3
        tell(*said)

    page.progress._tell = stop_at_the_third
    desk.press("看一看")
    assert heard == [("读记录", 0, 23), ("读记录", 10, 23), ("读记录", 20, 23)]
    assert "已经停下" in desk.said() and not page.preview.isVisible() and not page.progress.isVisible()
    desk.press("看一看")
    assert heard[-1] == ("排成纸面",) and "合计23条" in read(page) and not page.progress.isVisible()


def test_for_the_wall(desk, page):
    """公示 masks the names at once."""
    desk.press("看一看")
    assert "尉迟桂英" in read(page)
    desk.press("公示（遮姓名电话）")
    assert "尉迟桂英" not in read(page)


def test_kept_and_taken_again(desk, page):
    """存下 keeps it; on the next day its name brings all of it back; 删掉 forgets it."""
    desk.press("存下")
    assert "✓ 已存下：十月按类别" in desk.said()
    wanted = page.form.wanted()
    page.form.name.clear()
    page.form.group.setCurrentIndex(0)
    page.form.kept.setCurrentIndex(1)
    page.form.kept.activated.emit(1)
    desk.wait()
    assert page.form.wanted() == replace(wanted, since="2026-10-01")
    assert "合计23条" in read(page)
    desk.press("删掉")
    assert page.form.kept.count() == 1


def keep(desk):
    """Keep the table as a sheet, with a reason."""
    desk.press("另存表格…")
    desk.widget("own_table.reason").setText("镇里开会用")
    desk.press("继续")


def test_as_a_sheet(desk, page, tmp_path):
    """另存表格 writes the rows that are meant."""
    page.ask_file = lambda proposed: str(tmp_path / proposed)
    keep(desk)
    rows = list(openpyxl.load_workbook(tmp_path / "十月按类别.xlsx").active.values)
    assert (
        rows[0][0] == "分组"
        and len([row for row in rows if row[1] and str(row[1]).startswith("140405102-2026-J")]) == 23
    )
    assert "✓ 已存到" in desk.said()
    keep(desk)
    assert "已经有了，没有覆盖它" in desk.said()


def test_a_sheet_with_people_is_written_down(desk, page, folder, tmp_path):
    """Who keeps a table with people on it as a sheet says why and stands in 谁看过; one for the wall has nobody on it."""
    page.ask_file = lambda proposed: str(tmp_path / proposed)
    for fields in (("number", "outcome"), ("number", "visitor_phone")):
        tick(page.form, *fields)
        desk.press("另存表格…")
        if "visitor_phone" in fields:
            assert desk.widget("own_table.reason").hasFocus() and not (tmp_path / "十月按类别.xlsx").exists()
            desk.press("继续")
            assert "要写原因才能带走" in desk.said() and not (tmp_path / "十月按类别.xlsx").exists()
            desk.widget("own_table.reason").setText("镇里开会用")
            desk.press("继续")
        (tmp_path / "十月按类别.xlsx").unlink()
    page.whom.switch.choose(1)
    desk.press("另存表格…")
    desk.close()
    with opened(folder) as store:
        (look,) = looked.looks(store)
    assert (look.way, look.what, look.reason) == ("导出", "十月按类别.xlsx", "镇里开会用") and len(
        [1 for kind, _id in look.records if kind == "visit"]
    ) == 23


def test_sent_by_a_district(tmp_path):
    """Only a district has the buttons; what it sends is marked there, goes no more once it is taken back, and each is said."""
    office = Desk(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"))
    try:
        office.open("临时报表")
        form = office.page.form
        form.name.setText("各站都要的")
        office.press("下发给各站")
        assert "以后给各站的 U 盘都带上" in office.said()
        assert [form.kept.itemText(at) for at in range(form.kept.count())] == ["", "各站都要的（已下发）"]
        form.name.setText("别的")
        assert office.button("own_table_send").text() == "下发给各站"
        form.name.setText("各站都要的")
        office.press("不再下发")
        assert "不再下发，各站" in office.said() and form.kept.count() == 1
        assert office.button("own_table_send").text() == "下发给各站"
        form.name.setText("")
        office.press("下发给各站")
        assert "没有写报表名称" in office.said()
    finally:
        office.close()


def test_got_from_the_district(desk, page):
    """At a station one that came from the district is among those that are kept, marked, and shown when it is chosen; it sends none."""
    wanted = own_table.Wanted("区里要的", "visit", ("number", "category"), "2026-10-01", "2026-10-31")
    values = {"name": own_table.SENT, "values": {"tables": {wanted.name: json.loads(json.dumps(asdict(wanted)))}}}
    page.desk.act("rule", lambda act: act.write(Rule, new_id(), values, LOCAL) and None)
    desk.wait()
    box = page.form.kept
    assert box.itemText(1) == "区里要的（区里下发）" and not page.findChildren(QPushButton, "own_table_send")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    desk.wait()
    assert "区里要的" in read(page) and "合计23条" in read(page)
    desk.press("删掉")
    assert "由区里收回" in desk.said() and box.count() == 2


def test_another_kind(desk, page):
    """Another kind has its own fields; what it cannot do is said beside the form."""
    page.form.kind.setCurrentIndex(page.form.kind.findData("deputy"))
    page.form.kind.activated.emit(0)
    assert page.form.wanted().fields == ("order", "name", "gender", "levels", "group")
    desk.press("看一看")
    assert "不按日期，不用写起止" in desk.said()
    page.form.since.clear()
    page.form.until.clear()
    desk.press("看一看")
    assert "合计9条" in read(page)


def test_without_a_name(desk, page):
    """A table without a name is refused in words."""
    page.form.name.clear()
    desk.press("存下")
    assert "没有写报表名称" in desk.said()


def test_in_a_narrow_window(desk, page):
    """The paper takes the form's place, 返回 goes back to the form and then off the page; in a wide window both are there."""
    desk.window.resize(960, 500)
    desk.press("看一看")
    assert not page.form.isVisible() and page.preview.isVisible() and page.minimumSizeHint().width() <= 960
    desk.press("← 返回  Esc")
    assert page.form.isVisible() and not page.preview.isVisible() and page.isVisible()
    desk.window.resize(1366, 689)
    desk.press("看一看")
    assert page.form.isVisible() and page.preview.isVisible()

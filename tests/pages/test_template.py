"""填区里的表: headings matched once, a month's rows seen as they will stand, another file; the list read back after a look."""

import openpyxl
import pytest

from tests.pages.desk import Desk
from tests.station import issues, opened

HEAD = "序号 接待日期 来访人 联系电话 反映问题 办理情况 备用".split()


def sheet(path, *rows):
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    book.active.title = "接待月报"
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def choose(desk, press, path):
    """Choose a file."""
    desk.page.ask_file = lambda _kinds: str(path)
    desk.press(press)


def match(desk, words, meant):
    """Choose by hand what a column is filled with."""
    box = next(box for box in desk.page.work.columns._boxes.values() if box.accessibleName() == words)
    box.setCurrentIndex(box.findText(meant))
    box.activated.emit(box.currentIndex())
    desk.wait()


def shown(desk):
    """{heading: cell} of the first row as it will stand."""
    rows = desk.page.work.table.rows
    return dict(zip(rows.labels, rows.items[0].cells, strict=True))


def test_fill(folder, tmp_path):
    """File, headings, month, another file; what was chosen is known the next time; the blank sheet stays as it is."""
    blank = sheet(tmp_path / "空表.xlsx", ["接待月报"], HEAD, *[[n] for n in range(1, 6)], ["合计"])
    before = blank.read_bytes()
    desk = Desk(folder)
    try:
        desk.open("填区里的表")
        choose(desk, "选区里的空表…", blank)
        page = desk.page
        assert [page.work.columns._states[place].text() for place in range(7)] == ["自动认出"] * 6 + ["⚠ 没认出"]
        assert page.work.month.currentText() == "2026年10月" and "2026年10月的接待 23 行" in desk.said()
        assert "没有密码，只交给该收的人" in desk.said()
        first = shown(desk)
        assert first["来访人"] == "高建国" and first["备用"] == ""
        match(desk, "备用", "人数")
        assert shown(desk)["备用"] == "1" and page.work.columns._states[6].text() == "您选的"
        desk.press("遮去姓名电话")
        assert shown(desk)["来访人"] == "高*国" and "没有密码" not in desk.said()
        desk.press("姓名电话照填")
        page.ask_save = lambda proposed: str(tmp_path / "填好")
        desk.press("另存填好的表…")
        assert "✓ 已填好 23 行，从第 3 行起" in desk.said() and str(tmp_path / "填好.xlsx") in desk.said()
        desk.press("再做一张")
        choose(desk, "选区里的空表…", sheet(tmp_path / "下月.xlsx", ["又一张"], HEAD))
        assert page.work.columns._states[6].text() == "您选的" and shown(desk)["备用"] == "1"
        page.ask_save = lambda proposed: str(tmp_path / "填好.xlsx")
        desk.press("另存填好的表…")
        assert "“填好.xlsx”已经有了，没有覆盖它" in desk.said()
        desk.press("返回")
        assert shown(desk)["来访人"] == "高建国"
    finally:
        desk.close()
    made = openpyxl.load_workbook(tmp_path / "填好.xlsx").active
    assert (
        [cell.value for cell in made["C"]][2:4] == ["高建国", "李志强"]
        and made["A26"].value == "合计"
        and made["G3"].value == 1
    )
    assert blank.read_bytes() == before


def test_a_month_of_nothing(folder, tmp_path):
    """An empty month has nothing to save."""
    desk = Desk(folder)
    try:
        desk.open("填区里的表")
        choose(desk, "选区里的空表…", sheet(tmp_path / "空表.xlsx", HEAD))
        month = desk.page.work.month
        month.addItem("2026年1月", "2026-01")
        month.setCurrentIndex(month.count() - 1)
        month.activated.emit(month.currentIndex())
        desk.wait()
        assert "2026年1月没有接待可填" in desk.said() and not desk.page.work.save.isEnabled()
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("press", "told"), [("选区里的空表…", "找不到能填的表头"), ("选区里的清单…", "找不到意见清单的表头")]
)
def test_refused(desk, tmp_path, press, told):
    """A sheet without a heading is refused with what to do."""
    desk.open("填区里的表")
    if "清单" in press:
        desk.press("读回编号")
    choose(desk, press, sheet(tmp_path / "别的.xlsx", ["甲", "乙"]))
    assert told in desk.said() and "没有改动任何数据" in desk.said()
    desk.press("返回")
    assert press.removesuffix("…") in desk.button(press).accessibleName()


def test_read_back(folder, tmp_path):
    """New numbers are seen and then written in one act that can be undone; differences and strangers are only shown."""
    listed = sheet(
        tmp_path / "清单.xlsx",
        ["来件编号", "受理编号", "流水号", "承办单位"],
        ["Y0001", "Q1", "L1", "区住建局"],
        ["Y0002", "Q2", "L2"],
        ["Y9999", "Q9", "L9"],
    )
    desk = Desk(folder)
    try:
        desk.open("填区里的表")
        desk.press("读回编号")
        choose(desk, "选区里的清单…", listed)
        page = desk.page
        new, differ, unknown = page.returned.tables.values()
        assert [row.cells[1:3] for row in new.rows.items] == [("Y0001", "Q1"), ("Y0002", "Q2")]
        assert [row.cells[1:] for row in differ.rows.items] == [("Y0001", "承办单位", "（空）", "区住建局")]
        assert [row.cells[1] for row in unknown.rows.items] == ["本站没有这一件"]
        page.returned.column.setCurrentIndex(page.returned.column.findText("流水号"))
        page.returned.column.activated.emit(1)
        desk.wait()
        assert [row.cells[2] for row in new.rows.items] == ["L1", "L2"]
        desk.press("写得不一样 1")
        assert differ.isVisible() and not new.isVisible() and "两边都没有改" in desk.said()
        desk.press("写上这些编号")
        assert "✓ 已写上 2 件" in desk.said()
    finally:
        desk.close()
    with opened(folder) as store:
        assert [row["external_number"] for row in issues(store)[:3]] == ["L1", "L2", None]

"""从表格导入: what the columns mean is seen and changed, bad rows are marked with their reason, good ones come in."""

import openpyxl
import pytest

from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.sheet import row
from lianluozhan.visit import Visit
from tests.pages.desk import Desk
from tests.station import LEDGER, TRUTH, empty, opened as reading
from ui.asks.sheet_import import Prepared, foretold
from ui.pages.sheet_import import SHEETS
from ui.widgets.labelled import Cut
from ui.widgets.progress import Stopped


@pytest.fixture
def clerk(tmp_path):
    """A clerk whose station has nothing yet."""
    made = Desk(empty(tmp_path / "新站"))
    yield made
    made.close()


def look_at(clerk, file, sheet: str = ""):
    """Choose a file and one of its sheets; returns the page."""
    clerk.open("从表格导入")
    page = clerk.page
    page.start()
    page.ask_file = lambda: str(file)
    clerk.press("选一个表格文件…")
    if sheet:
        clerk.press(sheet)
    return page


def rows_of(page) -> list[tuple[int, dict[str, str]]]:
    """The rows shown: the number in the sheet, {field: cell}."""
    table = page.work.table.rows
    return [(row.number, dict(zip(table.fields, row.cells, strict=True))) for row in table.items]


def states(page) -> dict[str, str]:
    """{words of a column: what is said of it}."""
    columns = page.work.columns
    return {box.accessibleName(): columns._states[place].text() for place, box in columns._boxes.items()}


def match(clerk, page, words: str, label: str) -> None:
    """Choose by hand what a column means."""
    _place, box = next((place, box) for place, box in page.work.columns._boxes.items() if box.accessibleName() == words)
    box.setCurrentIndex(box.findText(label))
    box.activated.emit(box.currentIndex())
    clerk.wait()


@pytest.fixture
def bad_ledger(tmp_path):
    """The sample with a day that does not exist, a party nobody can count, and a phone that is too short."""
    book = openpyxl.load_workbook(LEDGER)
    sheet = book["接待登记"]
    sheet.cell(5, 2).value = "2月30日"
    sheet.cell(7, 8).value = "好几个"
    sheet.cell(6, 10).value = "13812"
    book.save(tmp_path / "坏台账.xlsx")
    return tmp_path / "坏台账.xlsx"


def odd_ledger(tmp_path, words: str):
    """The sample, the heading of 处理方式 written in other words."""
    book = openpyxl.load_workbook(LEDGER)
    sheet = book["接待登记"]
    assert sheet.cell(2, 15).value == "处理方式"
    sheet.cell(2, 15).value = words
    book.save(tmp_path / "别样.xlsx")
    return tmp_path / "别样.xlsx"


def test_the_ledger_equals_the_truth(clerk):
    """The sample's three sheets, taken in through the window, are what the truth file says."""
    look_at(clerk, LEDGER, "代表名册")
    clerk.press("sheet_import_all")
    for sheet in ("接待登记", "履职登记"):
        clerk.press("再导一张")
        clerk.press(sheet)
        clerk.press("sheet_import_all")
    clerk.press("完成")
    path = clerk.folder
    clerk.close()
    with reading(path) as store:
        visits = readable(store, Visit, store.find(Visit, order="number"))
        roster = {row["name"]: row for row in readable(store, Deputy, store.find(Deputy))}
        duties = readable(store, Duty, store.find(Duty, "kind <> '接待选民'"))
        assert len(store.find(Issue)) == 17
    assert len(visits) == 23
    for visit, truth in zip(visits, TRUTH["visit"], strict=True):
        assert {name: visit[name] for name in truth} == {
            name: value if value != "" else None for name, value in truth.items()
        }
    for truth in TRUTH["deputy"]:
        assert {name: roster[truth["name"]][name] for name in truth} == truth
    for truth in TRUTH["duty"]:
        assert [row for row in duties if all(row[name] == value for name, value in truth.items())], truth


def test_sheets_and_what_they_look_like(clerk):
    """Each sheet is taken for what it is, and every column of the sample is recognised."""
    page = look_at(clerk, LEDGER)
    assert [(one.sheet, one.kind.noun) for one in page.sheets] == [
        ("代表名册", "deputy"),
        ("接待登记", "visit"),
        ("履职登记", "duty"),
    ]
    clerk.press("接待登记")
    assert page.work.kind.currentText() == "当成接待录入"
    said = states(page)
    assert said.pop("序号") == "跳过"
    assert set(said.values()) == {"自动认出"}


@pytest.mark.parametrize(("count", "scrolled"), [(3, False), (8, False), (9, False), (12, True)])
def test_columns_that_all_but_fit_fit(clerk, tmp_path, count, scrolled):
    """A bar that scrolls a few pixels is as wide as the page: columns give way a little before there is one."""
    names = "姓名 电话 原话 性别 住址 人数 诉求 日期 另一列0 另一列1 另一列2 另一列3".split()
    heads = names[:count]
    file = tmp_path / "几列.csv"
    file.write_text(f"{','.join(heads)}\n{','.join('一' * count)}\n", "utf-8")
    strip = look_at(clerk, file).work.columns
    assert (strip.horizontalScrollBar().maximum() > 0) == scrolled
    widths = {box.width() for box in strip._boxes.values()}
    assert len(widths) == 1 and min(widths) >= 132


def test_what_would_arise_is_told_before(clerk):
    """The foot foretells issues, facts and sessions; and nothing of it is written yet."""
    page = look_at(clerk, LEDGER, "接待登记")
    assert page.work.told.text() == "23 行：23 行可以录入。将新增接待 23、履职 8、意见 17、办理 17。"
    path = clerk.folder
    with reading_beside(path) as store:
        assert store.find(Visit) == []


def reading_beside(path):
    """A folder read while its window is open."""
    from lianluozhan import folder
    from lianluozhan.schema import SCHEMA

    return folder.opened(path, SCHEMA, write=False)


def test_what_was_foretold_comes(clerk):
    """After taking in, the counts are the ones foretold."""
    page = look_at(clerk, LEDGER, "接待登记")
    clerk.press("sheet_import_all")
    assert page.card.shown() is page.done_pane and "录入 23 行" in clerk.said()
    with reading_beside(clerk.folder) as store:
        assert [len(store.find(cls)) for cls in (Visit, Issue, Duty)] == [23, 17, 8]


def test_unmatched_people_are_amber(clerk):
    """A deputy who is not in the roster does not stop anything; it is said how often and what becomes of it."""
    page = look_at(clerk, LEDGER, "接待登记")
    assert "名册里没有“彭喆”" in page.work.words.text() and "未匹配" in page.work.words.text()
    assert (
        page.theme.colours["amber"] in page.work.words.text()
        and page.theme.colours["red"] not in page.work.words.text()
    )
    assert page.work.all.isEnabled()


def test_bad_rows_are_marked_with_their_reason(clerk, bad_ledger):
    """Where a row cannot be read its cell says why; the rest of it and the other rows stand as they are."""
    page = look_at(clerk, bad_ledger, "接待登记")
    wrong = {row.number: dict(row.wrong) for row in page.work.table.rows.items if row.wrong}
    assert set(wrong) == {5, 7}
    assert wrong[5].keys() == {"received_at"} and "2月没有30日" in wrong[5]["received_at"]
    assert wrong[7].keys() == {"party_size"}
    assert len(rows_of(page)) == 23
    cells = dict(rows_of(page))
    assert cells[5]["received_at"].startswith("2月30日") and cells[7]["party_size"] == "好几个"
    assert "第 5 行" in page.work.words.text() and "2 行读不懂" in page.work.words.text()
    assert "23 行：21 行可以录入，2 行读不懂" in page.work.told.text()


def test_the_mark_is_a_sign_and_words(clerk, bad_ledger):
    """Not colour alone: a sign before the cell, the reason on hovering and for a screen reader."""
    from PySide6.QtCore import Qt

    page = look_at(clerk, bad_ledger, "接待登记")
    model = page.work.table.rows
    row = next(at for at, one in enumerate(model.items) if one.number == 7)
    index = model.index(row, 1 + list(model.fields).index("party_size"))
    assert index.data().startswith("⊘ ")
    assert index.data(Qt.ItemDataRole.ToolTipRole) in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(row, 0).data(Qt.ItemDataRole.BackgroundRole) == page.theme.colour("red_tint")


def test_all_or_none(clerk, bad_ledger):
    """While a row is bad, 全部录入 cannot be pressed; 只录好的 can."""
    page = look_at(clerk, bad_ledger, "接待登记")
    assert not page.work.all.isEnabled()
    assert page.work.good.isVisible() and page.work.good.isEnabled()


def test_only_the_bad_ones(clerk, bad_ledger):
    """只看有问题的行 leaves the two rows that want a look; once more shows all."""
    page = look_at(clerk, bad_ledger, "接待登记")
    clerk.press("只看有问题的行")
    assert [number for number, _ in rows_of(page)] == [5, 7]
    clerk.press("只看有问题的行")
    assert len(rows_of(page)) == 23


def test_the_good_ones_and_the_bad_apart(clerk, bad_ledger, tmp_path):
    """The good rows come in; the bad ones lie in a sheet with their reasons, which comes in when mended."""
    page = look_at(clerk, bad_ledger, "接待登记")
    proposed = []
    page.ask_save = lambda name: proposed.append(name) or str(tmp_path / "要改.xlsx")
    clerk.press("sheet_import_good")
    assert proposed == ["坏台账-要改的行.xlsx"]
    assert "录入 21 行" in clerk.said() and "坏的 2 行另存在" in clerk.said()
    book = openpyxl.load_workbook(tmp_path / "要改.xlsx")
    sheet = book["接待登记"]
    sheet.cell(3, 2).value, sheet.cell(4, 8).value = "2026-10-03", 2
    book.save(tmp_path / "改好.xlsx")
    clerk.press("完成")
    look_at(clerk, tmp_path / "改好.xlsx")
    clerk.press("sheet_import_all")
    with reading_beside(clerk.folder) as store:
        assert len(store.find(Visit)) == 23


def test_the_bad_ones_find_no_place(clerk, bad_ledger, tmp_path):
    """Where the bad rows cannot be kept, nothing is taken in, and it is said."""
    page = look_at(clerk, bad_ledger, "接待登记")
    (tmp_path / "已有.xlsx").touch()
    page.ask_save = lambda name: str(tmp_path / "已有.xlsx")
    clerk.press("sheet_import_good")
    assert page.card.shown() is page.refused_pane and "没有覆盖它" in clerk.said()
    with reading_beside(clerk.folder) as store:
        assert store.find(Visit) == []


def test_thinking_better_of_it(clerk, bad_ledger):
    """No file named for the bad ones: nothing happens."""
    page = look_at(clerk, bad_ledger, "接待登记")
    page.ask_save = lambda name: ""
    clerk.press("sheet_import_good")
    assert page.stack.currentIndex() == 1 and page.work.good.isEnabled()


def test_a_column_matched_by_hand(clerk, tmp_path):
    """A heading nobody knows: the page says which column is missing; chosen by hand, the ledger reads whole."""
    page = look_at(clerk, odd_ledger(tmp_path, "事情结果"), "接待登记")
    assert "没有“处理方式”这一列" in page.work.words.text() and not page.work.all.isEnabled()
    assert states(page)["事情结果"] == "⚠ 没认出"
    match(clerk, page, "事情结果", "处理方式")
    assert states(page)["事情结果"] == "您选的"
    assert page.work.told.text().startswith("23 行：23 行可以录入。")
    clerk.press("sheet_import_all")
    with reading_beside(clerk.folder) as store:
        assert {row.outcome for row in store.find(Visit)} == {row["outcome"] for row in TRUTH["visit"]}


def test_a_column_left_out(clerk):
    """不导入 leaves a column out of what comes in."""
    page = look_at(clerk, LEDGER, "接待登记")
    match(clerk, page, "现场答复情况", "不导入")
    assert "reply" not in page.work.done.fields
    clerk.press("sheet_import_all")
    with reading_beside(clerk.folder) as store:
        assert {row.reply for row in store.find(Visit)} == {None}


def test_one_column_for_a_field(clerk):
    """Choosing a field for a second column takes it from the first; day and hour may share theirs."""
    page = look_at(clerk, LEDGER, "接待登记")
    match(clerk, page, "现场答复情况", "诉求")
    match(clerk, page, "记录人", "诉求")
    assert page.work.columns.by_hand().keys() >= {13, 16}
    assert [
        len(places) for name, places in page.work.columns.places().items() if name in ("request", "received_at")
    ] == [2, 1]


def test_another_kind(clerk):
    """A sheet taken for the wrong kind is taken for another one by hand."""
    page = look_at(clerk, LEDGER, "接待登记")
    page.work.kind.setCurrentIndex(
        [page.work.kind.itemData(at).noun for at in range(page.work.kind.count())].index("organ")
    )
    page.work.kind.activated.emit(page.work.kind.currentIndex())
    clerk.wait()
    assert page.looked.kind.noun == "organ" and "phone" in page.work.done.fields


def test_no_other_kind(clerk):
    """Where nothing of the other kind is recognised the sheet stays what it was, and it is said."""
    page = look_at(clerk, LEDGER, "代表名册")
    page.work.kind.setCurrentIndex(
        [page.work.kind.itemData(at).noun for at in range(page.work.kind.count())].index("organ")
    )
    page.work.kind.activated.emit(page.work.kind.currentIndex())
    clerk.wait()
    assert page.looked.kind is Deputy and page.work.kind.currentData() is Deputy
    assert "认不出承办单位的列" in clerk.said()


def test_the_same_again(clerk):
    """The same sheet once more: it is said that nothing is new, and nothing is doubled."""
    look_at(clerk, LEDGER, "代表名册")
    clerk.press("sheet_import_all")
    clerk.press("完成")
    page = look_at(clerk, LEDGER, "代表名册")
    assert page.work.told.text() == "9 行：9 行可以录入。没有新的要录。9 行以前录过，不会重复。"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("空.xlsx", b"", "是空文件"),
        ("照片.xlsx", b"\x89PNG....", "不是 .xlsx 表格"),
        ("诗.csv", "床前明月光\n疑是地上霜\n".encode(), "没有看得懂的表头"),
    ],
)
def test_what_is_no_ledger(clerk, tmp_path, name, data, told):
    """A file that holds no ledger is refused in a sentence; 返回 leads to the beginning."""
    (tmp_path / name).write_bytes(data)
    page = look_at(clerk, tmp_path / name)
    assert page.card.shown() is page.refused_pane and told in clerk.said()
    clerk.press("返回")
    assert page.card.shown() is page.start_pane


def test_no_file_chosen(clerk):
    """No file, nothing happens."""
    clerk.open("从表格导入")
    clerk.page.ask_file = lambda: ""
    clerk.press("选一个表格文件…")
    assert clerk.page.card.shown() is clerk.page.start_pane


def test_other_pages_learn_of_it(clerk):
    """After the import the list of receptions has the rows."""
    look_at(clerk, LEDGER, "接待登记")
    clerk.press("sheet_import_all")
    clerk.press("完成")
    clerk.open("接待登记")
    assert any("自来水发黄" in row for row in clerk.list())


def test_stopping(clerk, tmp_path):
    """取消 while reading leads to the beginning and says so."""
    page = look_at(clerk, LEDGER, "接待登记")
    page.read()
    page.work.progress.stop()
    clerk.wait()
    assert "已经停下，没有读完，一行也没有录入" in clerk.said() and page.card.shown() is page.start_pane
    assert page.stack.currentIndex() == 0 and clerk.button("选一个表格文件…").isEnabled()


def stopping_at(progress, *step):
    """The progress as somebody sees it who presses 取消 when this is told; what was told by then."""
    heard, tell = [], progress._tell

    def told(*said):
        heard.append(said)
        progress._stop = said[-len(step) :] == step
        tell(*said)

    progress._tell = told
    return heard


def test_a_long_sheet_says_how_far_it_is(clerk, monkeypatch):
    """Between two rows that are read it is said how many there are by now, and 取消 ends it there."""
    monkeypatch.setattr(row, "STEP", 5)
    page = look_at(clerk, LEDGER, "接待登记")
    heard = stopping_at(page.work.progress, "读“接待登记”，第 15 行")
    page.read()
    clerk.wait()
    assert list(dict.fromkeys(said[0] for said in heard)) == [
        "读“接待登记”",
        *(f"读“接待登记”，第 {n} 行" for n in (5, 10, 15)),
    ]
    assert page.card.shown() is page.start_pane and page.stack.currentIndex() == 0


@pytest.mark.parametrize("step", [(0, 0), (1, 3)])
def test_opening_a_file_can_be_stopped(clerk, step):
    """While a file is opened it is said, in the midst of it and then sheet by sheet, and 取消 leads back to the choice."""
    clerk.open("从表格导入")
    page = clerk.page
    heard = stopping_at(page.first.looking, *step)
    look_at(clerk, LEDGER)
    assert {said[0] for said in heard} == {"打开这个文件"} and heard[-1][1:] == step
    assert page.card.shown() is page.start_pane and not page.first.looking.isVisible()
    assert clerk.button("选一个表格文件…").isEnabled() and "已经停下" in clerk.said()


def test_words_of_a_stop():
    """A stop is a Problem of its own words."""
    assert str(Stopped()).startswith("已经停下。")


def test_foretelling_nothing():
    """A sheet without rows foretells nothing."""
    assert foretold({}, Prepared()) == "0 行：0 行可以录入。没有新的要录。"


def test_words_from_a_sheet_are_no_markup(clerk, bad_ledger, tmp_path):
    """What stands in a cell is shown as it is."""
    book = openpyxl.load_workbook(bad_ledger)
    book["接待登记"].cell(7, 8).value = "<b>两</b>"
    book.save(tmp_path / "标记.xlsx")
    page = look_at(clerk, tmp_path / "标记.xlsx", "接待登记")
    assert "&lt;b>两&lt;/b>" in page.work.words.text()


def test_stopped_nothing_came_in(clerk, bad_ledger, tmp_path, monkeypatch):
    """取消 between two rows: no row came in, no sheet of bad ones is left, what the sheet holds is looked through on
    and can be taken in."""
    monkeypatch.setattr(row, "STEP", 5)
    page, heard = look_at(clerk, bad_ledger, "接待登记"), []
    page.ask_save = lambda _proposed: str(tmp_path / "要改的行.xlsx")
    progress = page.work.progress
    tell = progress._tell

    def stop_at_the_second(*said):
        heard.append(said)
        progress._stop = len(heard) == 2
        tell(*said)

    progress._tell = stop_at_the_second
    clerk.press("sheet_import_good")
    assert heard == [("录入", 0, 21), ("录入", 5, 21)] and not list(tmp_path.glob("要改的行*"))
    assert page.stack.currentIndex() == 1 and len(rows_of(page)) == 23 and not progress.isVisible()
    clerk.press("sheet_import_good")
    assert "录入 21 行" in clerk.said() and list(tmp_path.glob("要改的行*"))


def test_old_sheets_can_be_chosen():
    """A file of an old program is seen where one is chosen: hidden, nobody would be told how to save it anew."""
    assert "*.xls " in SHEETS and "*.et " in SHEETS


def test_a_heading_of_two_lines(clerk, tmp_path):
    """政治 above 面貌 in one cell stands on one line: all columns are of one height, and what is said below them is seen."""
    book = openpyxl.Workbook()
    book.active.append(["姓名", "政治\n面貌", "代表层级"])
    book.active.append(["郭桂兰", "群众", "镇"])
    book.save(tmp_path / "花名册.xlsx")
    cells = [box.parentWidget() for box in look_at(clerk, tmp_path / "花名册.xlsx").work.columns._boxes.values()]
    assert cells[1].findChild(Cut).words == "政治 面貌"
    assert len({cell.sizeHint().height() for cell in cells}) == 1

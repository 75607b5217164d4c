"""The district's own sheet is filled from a month's records: below its heading, in its looks, never the file itself."""

import datetime as dt
import hashlib
from io import BytesIO

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from lianluozhan import filling
from lianluozhan.act import acting
from lianluozhan.duty import Duty
from lianluozhan.errors import NotFound, SheetProblem
from lianluozhan.issue import Issue
from lianluozhan.sheet import template as sheets
from lianluozhan.sheet.room import Room
from lianluozhan.visit import Visit
from tests.station import do, empty, issues, opened, receive, sound

HEAD = "序号 登记编号 接待日期 时间 来访人 联系电话 人数 反映问题 处理情况 办理情况 备用".split()
LONG = "井" * 40_000


@pytest.fixture
def store(tmp_path):
    """A station with three visits of October and one of November."""
    with opened(empty(tmp_path / "站")) as store:
        receive(
            store,
            received_at="2026-10-07T09:30",
            visitor_name="赵㛃",
            visitor_phone="013800000000",
            party_size=2,
            statement='=HYPERLINK("x")',
        )
        receive(store, received_at="2026-10-09", statement=LONG)
        receive(
            store,
            received_at="2026-10-31T10:00",
            visitor_name="䶮𬱖",
            outcome="乡镇办理",
            statement="路灯不亮",
            visitor_id_number="11010519491231002X",
        )
        receive(store, received_at="2026-11-01T10:00", statement="下个月的")
        yield store


def made(path, rows=2, head=HEAD, sheet="接待情况"):
    """A sheet as a district hands it out: title, heading, free rows in its own type, sums, signatures, a second sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page["A1"] = "接待群众情况月报表"
    page.merge_cells("A1:K1")
    for column, words in enumerate(head, 1):
        page.cell(3, column, words).font = Font(name="黑体", bold=True)
    for row in range(4, 4 + rows):
        page.cell(row, 1, row - 3 if head[0] == "序号" else None)
        for column in range(1, len(head) + 1):
            page.cell(row, column).font = Font(name="宋体", size=11)
        page.cell(row, 3).number_format = 'm"月"d"日"'
        page.row_dimensions[row].height = 30
    end = 4 + rows
    page.cell(end, 1, "合计")
    page.cell(end, 7, f"=SUM(G4:G{end - 1})")
    page.cell(end + 1, 1, "填报人：")
    page.merge_cells(start_row=end + 1, end_row=end + 1, start_column=1, end_column=3)
    page.row_dimensions[end + 1].height = 44
    ticks = DataValidation(type="list", formula1='"满意,不满意"')
    ticks.add(f"K4:K{end - 1}")
    page.add_data_validation(ticks)
    page.print_area = f"A1:K{end + 1}"
    other = book.create_sheet("汇总")
    other["A1"], other["B2"] = f"={sheet}!G{end}", "不要动"
    book.save(path)
    return path


def filled(store, path, to, month="2026-10", kinds=(Visit,), **columns):
    """Fill a file; `columns` by their words."""
    template = sheets.look(path, kinds)[0]
    by_hand = {c.place: columns[c.words] for c in template.columns if c.words in columns}
    return filling.fill(store, filling.Wanted(template, month, filling.remembered(store, template) | by_hand), to)


def test_rows_stand_below_the_heading(store, tmp_path):
    """Real days, hours and numbers, texts as texts, in the sheet's type; sums, signatures and what points at them move along."""
    path, to = made(tmp_path / "空表.xlsx"), tmp_path / "填好.xlsx"
    before = hashlib.sha256(path.read_bytes()).digest()
    done = filled(store, path, to)
    assert (done.rows, done.first) == (3, 4)
    assert hashlib.sha256(path.read_bytes()).digest() == before
    book = openpyxl.load_workbook(to)
    page = book["接待情况"]
    values = [[cell.value for cell in row] for row in page.iter_rows(min_row=4, max_row=8)]
    assert values[0] == [
        1,
        "140405102-2026-J0001",
        dt.datetime(2026, 10, 7),
        dt.time(9, 30),
        "赵㛃",
        "013800000000",
        2,
        '=HYPERLINK("x")',
        "当场答复",
        None,
        None,
    ]
    assert page["H4"].data_type == "s" and page["H4"].quotePrefix  # a text, never a formula
    assert values[1][3] is None and values[1][2] == dt.datetime(2026, 10, 9)
    assert (
        values[2][1:5] == ["140405102-2026-J0003", dt.datetime(2026, 10, 31), dt.time(10), "䶮𬱖"]
        and values[2][9] == "待处理"
    )
    assert values[3][0] == "合计" and values[3][6] == "=SUM(G4:G6)" and values[4][0] == "填报人："
    assert {(cell.font.name, cell.font.size) for cell in page[6]} == {("宋体", 11)}
    assert page["C6"].number_format == 'm"月"d"日"'
    assert [page.row_dimensions[row].height for row in (4, 5, 6, 8)] == [30, 30, 30, 44]
    assert {str(area) for area in page.merged_cells.ranges} == {"A1:K1", "A8:C8"}
    assert str(page.data_validations.dataValidation[0].sqref) == "K4:K6" and page.print_area.endswith("$A$1:$K$8")
    assert (book["汇总"]["A1"].value, book["汇总"]["B2"].value) == ("=接待情况!G7", "不要动")


def test_what_is_too_long_for_a_cell_is_told(store, tmp_path):
    """Nothing is cut silently: the cell says so itself, and so does the answer."""
    done = filled(store, made(tmp_path / "空表.xlsx"), tmp_path / "填好.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "填好.xlsx")["接待情况"]["H5"].value
    assert len(cell) == 32_767 and cell.endswith(sheets.CUT) and "第 5 行有一格太长" in done.notes[0]


def test_more_free_rows_than_needed_stay(store, tmp_path):
    """Nothing moves where there is room."""
    filled(store, made(tmp_path / "空表.xlsx", rows=9), tmp_path / "填好.xlsx")
    page = openpyxl.load_workbook(tmp_path / "填好.xlsx")["接待情况"]
    assert page["A13"].value == "合计" and page["G13"].value == "=SUM(G4:G12)" and page["B7"].value is None


def test_a_column_is_matched_once(store, tmp_path):
    """What a person made of a heading is kept in the folder, outside the journal, and holds for every file of this heading."""
    first, second = made(tmp_path / "十月.xlsx"), made(tmp_path / "十一月.xlsx", rows=5)
    template = sheets.look(first, filling.KINDS)[0]
    assert {c.words for c in template.columns if c.place in template.unsure} == {"备用"}
    entries = store.db.execute("SELECT count(*) FROM entry").fetchone()
    with acting(store, "columns") as act:
        filling.remember(act, template, {10: "visitor_id_number", 3: None})
    assert store.db.execute("SELECT count(*) FROM entry").fetchone() == entries
    filled(store, second, tmp_path / "填好.xlsx")
    page = openpyxl.load_workbook(tmp_path / "填好.xlsx")["接待情况"]
    assert (page["K6"].value, page["D6"].value) == ("11010519491231002X", None)
    other = sheets.look(made(tmp_path / "别.xlsx", head=[*HEAD[:-1], "别的"]), filling.KINDS)[0]
    assert filling.remembered(store, other) == {}


def test_masked(store, tmp_path):
    """With names starred out no name, number or words of a person is in the file."""
    template = sheets.look(made(tmp_path / "空表.xlsx"), filling.KINDS)[0]
    filling.fill(store, filling.Wanted(template, "2026-10", {}, masked=True), tmp_path / "填好.xlsx")
    page = openpyxl.load_workbook(tmp_path / "填好.xlsx")["接待情况"]
    assert (page["E4"].value, page["F4"].value, page["H4"].value) == ("赵*", "013*****0000", None)
    assert filling.Wanted(template, "2026-10", {}).private == ["来访人姓名", "联系电话", "反映问题及意见建议（原话）"]


def test_issues_and_duties(store, tmp_path):
    """State, organ, days and the answer of an issue are there, and a duty's people as one number."""
    receive(store, received_at="2026-10-08T09:00", deputies=["陈秀兰", "彭喆"], party_size=3)
    number = issues(store)[0]["number"]
    do(store, number, "答复", answer_class="A", text="灯修好了", acted_on="2026-11-02")
    path = made(tmp_path / "意见.xlsx", head="编号 登记日期 反映问题 承办单位 办理情况 办理结果 答复类别".split())
    filled(store, path, tmp_path / "1.xlsx", kinds=filling.KINDS)
    page = openpyxl.load_workbook(tmp_path / "1.xlsx").active
    row = [cell.value for cell in page[4]][:7]
    assert row == [number, dt.datetime(2026, 10, 31), "路灯不亮", None, "已答复", "灯修好了", "A"]
    path = made(tmp_path / "履职.xlsx", head="代表姓名 履职时间 履职类别 接待人次 填报单位".split())
    filled(store, path, tmp_path / "2.xlsx", kinds=filling.KINDS)
    page = openpyxl.load_workbook(tmp_path / "2.xlsx").active
    assert [cell.value for cell in page[4]][:5] == [
        "陈秀兰、彭喆",
        dt.datetime(2026, 10, 8, 9),
        "接待选民",
        6,
        "渔泽镇人大代表联络站",
    ]
    assert {kind.noun for kind in (Issue, Duty)} == {
        sheets.look(tmp_path / f"{n}.xlsx", filling.KINDS)[0].kind.noun for n in (1, 2)
    }


def _typed_in(path):
    book = openpyxl.load_workbook(made(path))
    book["接待情况"]["E4"] = "张三"
    book.save(path)


def _chart(path):
    book = openpyxl.load_workbook(made(path))
    chart = BarChart()
    chart.add_data(Reference(book["汇总"], min_col=1, min_row=1, max_row=2))
    book["汇总"].add_chart(chart, "D4")
    book.save(path)


def _upright(path):
    book = openpyxl.load_workbook(made(path))
    book["接待情况"].merge_cells("C4:C5")
    book.save(path)


def _no_heading(path):
    made(path, head=["甲", "乙", "丙"])


REFUSED = {
    "没有表头": (_no_heading, "找不到能填的表头"),
    "不是表格": (lambda path: path.write_bytes(b"PK\x03\x04 nothing"), "不是 .xlsx 表格，或者已经损坏"),
    "文字": (lambda path: path.write_text("日期,姓名\n", "utf-8"), "不是 .xlsx 表格"),
    "加了密码": (
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        "加了打开密码",
    ),
    "空文件": (lambda path: path.write_bytes(b""), "是空文件"),
    "填过": (_typed_in, "第 4 行已经写了内容"),
    "图表": (_chart, "里有图表"),
    "合并": (_upright, "上下合并的格子"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(store, tmp_path, kind):
    """What cannot be filled is refused with what to do, and nothing is written."""
    make, told = REFUSED[kind]
    path, to = tmp_path / "空表.xlsx", tmp_path / "填好.xlsx"
    make(path)
    with pytest.raises(SheetProblem, match=told) as refused:
        filled(store, path, to)
    assert refused.value.then and [one.name for one in tmp_path.glob("填好*")] == []


def test_the_target(store, tmp_path):
    """A file that is there stays as it is, the template itself too; a place that is not there and a month of nothing are told."""
    path, to = made(tmp_path / "空表.xlsx"), tmp_path / "填好.xlsx"
    to.write_bytes(b"mine")
    before = path.read_bytes()
    for target in (to, path):
        with pytest.raises(SheetProblem, match="已经有了，没有覆盖它"):
            filled(store, path, target)
    assert (to.read_bytes(), path.read_bytes()) == (b"mine", before)
    with pytest.raises(SheetProblem, match="没有 .*没有 这个文件夹"):
        filled(store, path, tmp_path / "没有" / "填好.xlsx")
    with pytest.raises(SheetProblem, match="请用 .xlsx 结尾"):
        filled(store, path, tmp_path / "填好.xls")
    with pytest.raises(NotFound, match="2026年9月没有接待"):
        filled(store, path, tmp_path / "九月.xlsx", "2026-09")
    assert sorted(one.name for one in tmp_path.glob("*.xlsx*")) == ["填好.xlsx", "空表.xlsx"]
    sound(store)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=SUM(A4:A7)", "=SUM(A4:A10)"),
        ("=SUM(A4:A6)", "=SUM(A4:A6)"),
        ("=A7+$B$8", "=A7+$B$11"),
        ("=SUM(A7:A7)", "=SUM(A7:A10)"),
        ("=别!A9", "=别!A9"),
        ("=表!$A9", "=表!$A12"),
        ("='表'!A9", "='表'!A12"),
        ('=IF(A9="A9",LOG10(A2),0)', '=IF(A12="A9",LOG10(A2),0)'),
    ],
)
def test_references_move(formula, moved):
    """Three rows put above row 8: only references into this sheet move, words and names of functions never."""
    assert Room("表", 8, 3, grows=True).formula(formula, "表") == moved


def test_one_free_row(store, tmp_path):
    """A sheet with one row to begin with has as many as are needed, in its looks, summed up, its choices on each; a picture stays."""
    path = made(tmp_path / "空表.xlsx", rows=1)
    book = openpyxl.load_workbook(path)
    seal = BytesIO()
    Image.new("RGB", (8, 8), "red").save(seal, "PNG")
    book["接待情况"].add_image(Picture(seal), "B5")
    book.save(path)
    filled(store, path, tmp_path / "填好.xlsx")
    page = openpyxl.load_workbook(tmp_path / "填好.xlsx")["接待情况"]
    assert [page.cell(row, 1).value for row in range(4, 9)] == [1, 2, 3, "合计", "填报人："]
    assert page["G7"].value == "=SUM(G4:G6)"
    assert {page.cell(row, 5).font.name for row in (4, 5, 6)} == {"宋体"} and page.row_dimensions[6].height == 30
    assert str(page.data_validations.dataValidation[0].sqref) == "K4:K6"
    assert [one.anchor._from.row + 1 for one in page._images] == [7]

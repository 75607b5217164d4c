"""A clerk's ledger arrives complete, whatever its style, and what cannot be read is named and can be mended."""

import datetime as dt
import io
import json
import os
import re
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ERROR_CODES

from lianluozhan import resource, sheet
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import BadValue, Problem, SheetProblem
from lianluozhan.schema import RECORDS
from lianluozhan.sheet import grid, heading, title
from lianluozhan.sheet.cell import value_of
from lianluozhan.sheet.row import RowReader
from lianluozhan.typed import Hint
from lianluozhan.visit import Visit

KINDS = {"visit": Visit, "deputy": Deputy, "duty": Duty}
LEDGERS = Path(__file__).parent.parent / "sheets"
HEAD = ["日期", "来访人", "反映问题", "处理方式", "接待代表", "人数", "电话"]
ROW = ["2026-10-07", "高建国", "路灯不亮", "乡镇办理", "彭喆", "2人", "13800000000"]


def ledgers() -> list:
    """Every hand-kept ledger × the kinds its truth names, the sample among them."""
    truths = [*LEDGERS.glob("*.json"), *resource.path("sample").glob("*台账.json")]
    return [
        pytest.param(file, KINDS[kind], rows, id=f"{truth.stem} {kind}")
        for truth in sorted(truths)
        for kind, rows in json.loads(truth.read_text(encoding="utf-8")).items()
        if kind in KINDS
        for file in truth.parent.glob(f"{truth.stem}.*")
        if file.suffix != ".json"
    ]


def as_truth(values: dict, truth: dict) -> dict:
    """The fields the truth names, an absent value as its empty text."""
    return {name: values.get(name, "") for name in truth}


def xlsx(path: Path, *rows, name="接待", more=()) -> Path:
    """A workbook with one sheet of these rows, and more sheets as (name, rows)."""
    book = Workbook()
    book.remove(book.active)
    for each, lines in ((name, rows), *more):
        page = book.create_sheet(each)
        for row in lines:
            page.append(row)
    book.save(path)
    return path


def refused(path: Path, record_class=Visit, page=None) -> str:
    """The three sentences with which a file is refused."""
    with pytest.raises(SheetProblem) as problem:
        sheet.read(path, record_class, page)
    assert "没有改动任何数据" in str(problem.value)
    assert problem.value.then
    return str(problem.value)


def only(reading: sheet.Reading) -> dict:
    """The values of the only row, everything having been read."""
    assert reading.bad == []
    (row,) = reading.rows
    return row.values


@pytest.mark.parametrize(("file", "record_class", "truth"), ledgers())
def test_ledgers_equal_their_truth(file, record_class, truth):
    """Every row of every hand-kept ledger arrives, in order, and equals its truth by field; nothing is left unread."""
    reading = sheet.read(file, record_class)
    assert reading.bad == []
    assert reading.unknown == []
    assert [as_truth(row.values, want) for row, want in zip(reading.rows, truth, strict=True)] == truth


@pytest.mark.parametrize(("file", "record_class", "truth"), ledgers())
def test_ledgers_read_as_a_stream(file, record_class, truth, monkeypatch):
    """Read row by row, as large files are, a ledger loses only what merged cells say, and says so."""
    monkeypatch.setattr(grid, "SMALL", -1)
    reading = sheet.read(file, record_class)
    merged = {6, 7} if file.stem.startswith("两行表头") else set()
    assert {bad.row for bad in reading.bad} == merged
    assert {bad.reason for bad in reading.bad} <= {"只写了时间，没有日期"}
    assert [row.values for row in reading.rows if row.row not in merged] == [
        row.values for row in sheet.read(file, record_class).rows if row.row not in merged
    ]
    assert len(reading.rows) == len(truth) - len(merged)


def test_ledger_rows_are_named_by_place():
    """A row carries its sheet and the number the spreadsheet shows."""
    reading = sheet.read(LEDGERS / "一天一张表-麟绛街道站2026年10月.xlsx", Visit)
    assert reading.sheet == "10月12日、10月19日、10月26日"
    assert [row.where for row in reading.rows][3:6] == ["10月19日 第 4 行", "10月19日 第 6 行", "10月19日 第 7 行"]


def test_one_day_of_a_ledger_can_be_asked_for():
    """FILE#SHEET reads that sheet only."""
    reading = sheet.read(LEDGERS / "一天一张表-麟绛街道站2026年10月.xlsx", Visit, "10月26日")
    assert [row.values["paper_number"] for row in reading.rows] == ["LJ-037", "LJ-038"]


def test_field_names_and_labels_are_headings(tmp_path):
    """The words of the declaration are always understood, in CSV, XLSX and JSON lines alike."""
    fields = heading.columns_of(Visit)
    labels = [field.label for field in fields.values()]
    for words in (list(fields), labels):
        found = heading.find(Visit, [words])
        assert found is not None
        assert [column.fields for column in found.columns] == [(name,) for name in fields]
    lines = "\n".join(
        json.dumps(dict(zip(keys, ROW[:4], strict=True)), ensure_ascii=False)
        for keys in (
            ["received_at", "visitor_name", "statement", "outcome"],
            ["接待时间", "来访人姓名", "statement", "处理方式"],
        )
    )
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    first, second = (row.values for row in sheet.read(tmp_path / "a.jsonl", Visit).rows)
    assert (
        first
        == second
        == {"received_at": "2026-10-07", "visitor_name": "高建国", "statement": "路灯不亮", "outcome": "乡镇办理"}
    )


@pytest.mark.parametrize("record_class", RECORDS)
def test_heading_rules_name_real_fields(record_class):
    """Every field the synonyms name exists, and no synonym takes another field's own label, whatever the kind."""
    rule, fields = heading.rules_of(record_class), heading.columns_of(record_class)
    named = set(rule["fields"]) | {name for under in rule["under"] for name in under["fields"]} | set(rule["people"])
    assert named <= set(fields)
    assert {rule.get("begin"), rule.get("end")} <= {None, *fields}
    for name, field in fields.items():
        assert heading.match(record_class, field.label) == (name,)


def test_choice_synonyms_end_in_choices():
    """Every usual word leads to a word some declaration offers, and no choice is renamed to another."""
    choices: dict[str, set[str]] = {}
    for record_class in KINDS.values():
        for name, field in record_class.fields.items():
            choices.setdefault(name, set()).update(field.choices)
    for name, synonyms in heading.rules()["choices"].items():
        if name in choices:
            assert set(synonyms.values()) <= choices[name], name
            assert not set(synonyms) & choices[name], name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("镇", ["乡镇"]),
        ("乡", ["乡镇"]),
        ("县", ["区"]),
        ("区、镇", ["区", "乡镇"]),
        ("市 区", ["市", "区"]),
        ("省级", ["省"]),
        ("全国", ["全国"]),
    ],
)
def test_levels(tmp_path, typed, meant):
    """镇、乡 are 乡镇 and 县 is 区 (design §4)."""
    assert only(sheet.read(xlsx(tmp_path / "a.xlsx", ["姓名", "代表级别"], ["彭喆", typed]), Deputy))["levels"] == meant


def test_an_unknown_choice_is_refused_with_the_choices(tmp_path):
    """A word that could mean two things is not guessed."""
    (bad,) = sheet.read(xlsx(tmp_path / "a.xlsx", HEAD, [*ROW[:3], "转办", *ROW[4:]]), Visit).bad
    assert (bad.sheet, bad.row, bad.column, bad.value) == ("接待", 2, "处理方式", "转办")
    assert "乡镇办理" in bad.reason


def test_every_bad_cell_is_named(tmp_path):
    """A row with two bad cells names both; the good rows are read all the same."""
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", HEAD, ROW, ["2026年2月30日", *ROW[1:5], "几人", ROW[6]], ROW), Visit)
    assert [(bad.row, bad.column, bad.value, bad.reason) for bad in reading.bad] == [
        (3, "日期", "2026年2月30日", "2026年2月没有30日"),
        (3, "人数", "几人", "“几人”不是一个整数"),
    ]
    assert [row.row for row in reading.rows] == [2, 4]
    assert str(reading.bad[0]) == "接待 第 3 行“日期”（2026年2月30日）：2026年2月没有30日"


def test_a_required_cell_left_empty(tmp_path):
    """A record needs what its declaration requires."""
    (bad,) = sheet.read(xlsx(tmp_path / "a.xlsx", HEAD, [*ROW[:2], None, *ROW[3:]]), Visit).bad
    assert (bad.row, bad.column, bad.reason) == (2, "反映问题及意见建议（原话）", "没有填")


def test_an_odd_value_stays_with_a_warning_that_does_not_repeat_it(tmp_path):
    """An identity number with a wrong check digit is kept; the warning names its place and no personal data."""
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", [*HEAD, "身份证号"], [*ROW, "110105 19491231 0021"]), Visit)
    assert only(reading)["visitor_id_number"] == "110105194912310021"
    (warning,) = reading.warnings
    assert "接待 第 2 行“身份证号”" in warning
    assert "1101" not in warning


def test_columns_nobody_knows_are_named(tmp_path):
    """What is not read is said."""
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", [*HEAD, "气温", "星期"], [*ROW, "3℃", "三"]), Visit)
    assert reading.unknown == ["气温"]
    assert "气温" in reading.warnings[0]


def test_sums_notes_blank_rows_and_second_headings_are_no_records(tmp_path):
    """What stands between and below the rows of a ledger is passed over, wherever its words stand."""
    aside = [
        ["合计"],
        [None, "小 计", 2],
        ["本页小计：3批"],
        ["共计", 3],
        [None],
        ["  "],
        HEAD,
        ["注：一式两份"],
        ["填表人：甲", "审核人：乙"],
        ["站长（签字）："],
        ["（年月日）", None, "（原话）"],
        ["东站2026年10月接待台账"],
        ["本日接待3批"],
        ["／", "—"],
    ]
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", ["东站2026年10月接待台账"], HEAD, ROW, *aside, ROW), Visit)
    assert reading.bad == []
    assert [row.row for row in reading.rows] == [3, 4 + len(aside)]


def test_rows_already_numbered_but_empty(tmp_path):
    """A row that has only its printed number is no record."""
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", ["序号", *HEAD], [1, *ROW], [2], [3]), Visit)
    assert [row.row for row in reading.rows] == [2]


def test_day_lines_between_the_rows(tmp_path):
    """A line with a date stands for the rows below it, until the next."""
    head = ["时间", "来访人", "反映问题", "处理方式"]
    rows = [["10月7日（星期三）"], ["9:00", *ROW[1:4]], [None, *ROW[1:4]], ["10月14日"], ["下午3点", *ROW[1:4]]]
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", ["东站2026年10月接待"], head, *rows), Visit)
    assert [row.values["received_at"] for row in reading.rows] == ["2026-10-07T09:00", "2026-10-07", "2026-10-14T15:00"]


def test_a_day_line_of_another_month(tmp_path):
    """A day line is nearer to its rows than the title, and is not put together with it."""
    head, row = HEAD[1:], ROW[1:]
    reading = sheet.read(
        xlsx(tmp_path / "a.xlsx", ["东站2026年10月7日接待"], head, row, ["11月4日"], row, ["2027年1月6日"], row), Visit
    )
    assert [row.values["received_at"] for row in reading.rows] == ["2026-10-07", "2026-11-04", "2027-01-06"]


def test_what_looks_like_a_day_line_or_a_note_but_is_a_row(tmp_path):
    """A row with only its statement is named as incomplete; a full row that starts with 说明： is read."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, [None, None, "10月3日夜里停电"])
    assert {bad.row for bad in sheet.read(path, Visit).bad} == {2}
    head, row = [HEAD[2], *HEAD[:2], *HEAD[3:]], ["说明：路灯不亮", *ROW[:2], *ROW[3:]]
    assert only(sheet.read(xlsx(tmp_path / "b.xlsx", head, row), Visit))["statement"] == "说明：路灯不亮"


def test_ditto_marks(tmp_path):
    """同上 is what stands above, also above another 同上; above nothing it is nothing."""
    rows = [
        ROW,
        ["同上", "同上", "再说一遍", "〃", "同上", "同上", "〃"],
        ["同上", "同上", "又说一遍", "同上", None, None, None],
    ]
    first, second, third = (row.values for row in sheet.read(xlsx(tmp_path / "a.xlsx", HEAD, *rows), Visit).rows)
    assert second == {**first, "statement": "再说一遍"}
    assert (third["received_at"], third["visitor_name"]) == (first["received_at"], "高建国")
    assert "deputies" not in third
    reading = sheet.read(xlsx(tmp_path / "b.xlsx", HEAD, ["同上", *ROW[1:]]), Visit)
    assert [bad.reason for bad in reading.bad] == ["没有填"]


@pytest.mark.parametrize(
    ("head", "cells", "begin", "end"),
    [
        (["日期", "时间"], ["2026-10-07", "9:00"], "2026-10-07T09:00", None),
        (["时间", "日期"], ["9:00", "2026-10-07"], "2026-10-07T09:00", None),
        (["日期", "时间"], [dt.datetime(2026, 10, 7), dt.time(9)], "2026-10-07T09:00", None),
        (["日期", "时间"], [46302, 0.375], "2026-10-07T09:00", None),
        (["日期", "时间"], [20261007, 930], "2026-10-07T09:30", None),
        (["日期", "时间"], ["2026-10-07", None], "2026-10-07", None),
        (["日期", "起止时间"], ["2026-10-07", "9:00—11:00"], "2026-10-07T09:00", "2026-10-07T11:00"),
        (["日期", "开始时间", "结束时间"], ["2026-10-07", "9:00", "11点半"], "2026-10-07T09:00", "2026-10-07T11:30"),
        (["日期", "开始时间", "结束时间"], ["2026-10-07", 900, 1130], "2026-10-07T09:00", "2026-10-07T11:30"),
        (["年", "月", "日"], [2026, 10, 7], "2026-10-07", None),
        (["月", "日", "时"], [10, "7", "9:30"], "2026-10-07T09:30", None),
        (["日期", "时间"], [dt.datetime(2026, 10, 7), dt.datetime(2026, 10, 7, 9)], "2026-10-07T09:00", None),
        (["日期", "时间"], [46302, 46302.375], "2026-10-07T09:00", None),
        (["日期", "时间"], ["2026-10-07", dt.datetime(1899, 12, 30, 9)], "2026-10-07T09:00", None),
        (["时间", "时段"], [dt.datetime(2026, 10, 7), "9:00-11:00"], "2026-10-07T09:00", "2026-10-07T11:00"),
        (["时间", "时段"], [46302, "上午"], "2026-10-07", None),
        (["时间"], [46302], "2026-10-07", None),
        (["接待时间"], ["10月7日 下午2-4点"], "2026-10-07T14:00", "2026-10-07T16:00"),
    ],
)
def test_a_moment_spread_over_columns(tmp_path, head, cells, begin, end):
    """Day and hours stand in one column, or in several, in any order."""
    rows = [["2026年接待"], [*head, "反映问题", "处理方式"], [*cells, "路灯不亮", "乡镇办理"]]
    values = only(sheet.read(xlsx(tmp_path / "a.xlsx", *rows), Visit))
    assert (values["received_at"], values.get("until")) == (begin, end)


def test_nothing_is_said_of_two_deputies_columns_being_one(tmp_path):
    """Lists spread over columns come together in their order."""
    head = [*HEAD[:4], "主接待代表", "陪同代表"]
    assert only(sheet.read(xlsx(tmp_path / "a.xlsx", head, [*ROW[:4], "彭喆", "陈秀兰、冯䶮"]), Visit))["deputies"] == [
        "彭喆",
        "陈秀兰",
        "冯䶮",
    ]


def test_a_word_for_two_fields_is_settled_by_the_rows(tmp_path):
    """类别 over 咨询 and 投诉 is what kind of visit it was; over 供暖 it is what it was about."""
    head = [*HEAD[:4], "类别"]
    assert only(sheet.read(xlsx(tmp_path / "a.xlsx", head, [*ROW[:4], "投诉"]), Visit))["nature"] == "投诉"
    values = only(sheet.read(xlsx(tmp_path / "b.xlsx", head, [*ROW[:4], "供暖"]), Visit))
    assert (values["category"], "nature" in values) == ("供暖", False)


def test_merged_cells(tmp_path):
    """One date merged over two rows stands for both; one number merged over two rows counts once."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, [None, "尉迟爱莲", "路也坏了", "乡镇办理", None, None, None])
    book = load_workbook(path)
    for area in ("A2:A3", "E2:E3", "F2:F3"):
        book.active.merge_cells(area)
    book.save(path)
    first, second = (row.values for row in sheet.read(path, Visit).rows)
    assert (second["received_at"], second["deputies"]) == ("2026-10-07", ["彭喆"])
    assert (first["party_size"], "party_size" in second) == (2, False)


def test_one_visit_over_two_rows_is_not_made_two(tmp_path):
    """Where the numbers of two rows are merged nobody can tell what belongs together: it is named, not guessed."""
    path = xlsx(tmp_path / "a.xlsx", ["序号", *HEAD], [1, *ROW], [None, *ROW])
    book = load_workbook(path)
    book.active.merge_cells("A2:A3")
    book.save(path)
    reading = sheet.read(path, Visit)
    assert [row.row for row in reading.rows] == [2]
    assert [(bad.row, "合并" in bad.reason) for bad in reading.bad] == [(3, True)]


def test_nothing_there_and_nothing_to_say(tmp_path):
    """A stroke is an empty cell; 无 in a column of phones or names is none, in words it stays."""
    head = [*HEAD, "现场答复", "承办单位", "要求保密"]
    values = only(sheet.read(xlsx(tmp_path / "a.xlsx", head, [*ROW[:4], "无", "/", "不详", "无", "——", "无"]), Visit))
    assert not values.keys() & {"deputies", "party_size", "visitor_phone", "referred_to"}
    assert (values["reply"], values["confidential"]) == ("无", False)


def test_numbers_in_words(tmp_path):
    """A number in a column of words stays the number that was typed."""
    values = only(
        sheet.read(xlsx(tmp_path / "a.xlsx", ["姓名", "代表证号", "届次"], ["彭喆", 140405102026001, 17]), Deputy)
    )
    assert (values["certificate"], values["terms"]) == ("140405102026001", ["17"])


def test_a_formula_without_result_is_named(tmp_path):
    """A cell whose formula was never computed is not taken for empty; one that failed neither."""
    reading = sheet.read(
        xlsx(tmp_path / "a.xlsx", HEAD, [*ROW[:5], "=1+1", ROW[6]], [*ROW[:5], "#REF!", ROW[6]]), Visit
    )
    assert [(bad.row, bad.column, "公式" in bad.reason) for bad in reading.bad] == [
        (2, "人数", True),
        (3, "人数", True),
    ]


def test_the_best_sheet_is_taken(tmp_path):
    """Without a sheet's name the one whose heading says most is read."""
    more = [("名册", [["姓名", "性别", "联系电话"], ["彭喆", "女", "13800000001"]]), ("空白", [])]
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, more=more)
    assert sheet.read(path, Visit).sheet == "接待"
    assert sheet.read(path, Deputy).sheet == "名册"


def test_two_equally_good_sheets_are_refused_by_name(tmp_path):
    """Two sheets with one heading and no days in their names are not put together."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, more=[("接待（改）", [HEAD, ROW])])
    said = refused(path)
    assert "“接待”、“接待（改）”" in said
    assert "a.xlsx#接待" in said
    assert len(sheet.read(path, Visit, "接待（改）").rows) == 1


def test_an_empty_form_beside_the_ledger_is_not_equally_good(tmp_path):
    """A blank copy of the form holds nothing to read."""
    assert sheet.read(xlsx(tmp_path / "a.xlsx", HEAD, ROW, more=[("空表", [HEAD])]), Visit).sheet == "接待"


def test_a_sheet_for_each_month(tmp_path):
    """Sheets with different days or months in their names or titles are one ledger, in their order."""
    rows = [HEAD, ["7日", *ROW[1:]]]
    path = xlsx(tmp_path / "2026年.xlsx", *rows, name="9月", more=[("10月", rows), ("十一月", rows)])
    assert [row.values["received_at"] for row in sheet.read(path, Visit).rows] == [
        "2026-09-07",
        "2026-10-07",
        "2026-11-07",
    ]


def test_two_sheets_of_one_day_are_not_put_together(tmp_path):
    """A second sheet of a day may be its correction: a person says which to read."""
    path = xlsx(
        tmp_path / "a.xlsx", HEAD, ROW, name="10月7日", more=[("10月7日（改）", [HEAD, ROW]), ("10月8日", [HEAD, ROW])]
    )
    assert "10月7日（改）" in refused(path)


def test_days_and_a_whole_are_not_read_twice(tmp_path):
    """A sheet with everything beside the sheets of each day: a person says which to read."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, name="总表", more=[("10月7日", [HEAD, ROW]), ("10月8日", [HEAD, ROW])])
    assert "总表" in refused(path)


def test_another_sheet_that_fits_is_mentioned(tmp_path):
    """A sheet left out although it could be read is named."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, more=[("街道", [HEAD[:4], ROW[:4]])])
    (warning,) = sheet.read(path, Visit).warnings
    assert "a.xlsx#街道" in warning


def test_a_day_in_the_name_of_the_file(tmp_path):
    """A ledger of one day needs no column for it."""
    path = xlsx(tmp_path / "接待2026年10月7日.xlsx", HEAD[1:], ROW[1:])
    assert only(sheet.read(path, Visit))["received_at"] == "2026-10-07"


def test_what_is_given_per_person_has_no_column(tmp_path):
    """接待人次 of a duty is a number for each deputy: a column cannot say it, JSON can."""
    head = ["时间", "代表", "履职类别", "接待人次"]
    reading = sheet.read(xlsx(tmp_path / "a.xlsx", head, ["2026-10-07", "彭喆", "接待选民", 3]), Duty)
    assert (reading.bad, reading.unknown) == ([], ["接待人次"])
    line = {"begin": "2026-10-07", "deputies": ["彭喆"], "kind": "接待选民", "people_met": {"彭喆": "3人"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert only(sheet.read(tmp_path / "a.jsonl", Duty))["people_met"] == {"彭喆": 3}


def test_order_of_the_roster(tmp_path):
    """序号 is nothing in a register, but the order of deputies in their roster."""
    assert only(sheet.read(xlsx(tmp_path / "a.xlsx", ["序号", "姓名"], [7, "彭喆"]), Deputy)) == {
        "order": 7,
        "name": "彭喆",
    }


def test_hidden_sheets_are_not_read(tmp_path):
    """What the clerk does not see is not imported."""
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, more=[("旧", [HEAD, ROW])])
    book = load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book.save(path)
    assert sheet.read(path, Visit).sheet == "接待"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("渔泽镇站2026年10月接待台账", Hint(2026, 10)),
        ("渔泽镇站-2026-10", Hint(2026, 10)),
        ("202610台账", Hint(2026, 10)),
        ("20261007", Hint(2026, 10, 7)),
        ("2026年10月7日（星期三）", Hint(2026, 10, 7)),
        ("10.7", Hint(None, 10, 7)),
        ("10月7日", Hint(None, 10, 7)),
        ("3日", Hint(None, None, 3)),
        ("十月", Hint(None, 10)),
        ("2026年第四季度", Hint(2026)),
        ("2026年10月—12月", Hint(2026)),
        ("2026年10月接待（填表日期：2026年11月2日）", Hint(2026, 10)),
        ("屯人代联〔2026〕5号楼", Hint(2026)),
        ("接待登记", Hint()),
        ("", Hint()),
        ("2月30日", Hint()),
        ("Sheet1", Hint()),
    ],
)
def test_what_titles_say(words, hint):
    """Year, month and day of a title; a range, a form's date or an impossible day say nothing."""
    assert title.hint_of(words) == hint


def test_titles_that_contradict_each_other():
    """The title is believed before the sheet's name, that before the file's; a day is not put to another's month."""
    assert title.combined([Hint(2026, 10), Hint(None, 10, 7), Hint(2025, 9, 1)]) == Hint(2026, 10, 7)
    assert title.combined([Hint(None, 10), Hint(2026, 11, 2)]) == Hint(None, 10)
    assert title.combined([Hint(2026), Hint(2025, 9)]) == Hint(2026)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_as_any_program_saves_it(tmp_path, encoding, delimiter):
    """Encodings and delimiters are found out; rare characters and line breaks in a cell stay."""
    name, said = "董䶮𬱖𠅤", f"“水压低{delimiter}没水”\n再说一遍"
    rows = [HEAD[:4], [ROW[0], name, said, ROW[3]]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    values = only(sheet.read(tmp_path / "a.csv", Visit))
    assert (values["visitor_name"], values["statement"]) == (name, said)


def test_json_lines_from_standard_input(tmp_path, monkeypatch):
    """'-' is standard input; keys the program itself gives are passed over, others refuse their row."""
    lines = [
        {
            "received_at": "2026-10-07T09:00",
            "statement": "路灯不亮",
            "outcome": "当场答复",
            "deputies": ["彭喆"],
            "number": "X-1",
            "id": "1",
        },
        {"received_at": "2026-10-07", "statement": "甲", "outcome": "当场答复", "weather": "晴"},
        {"received_at": "2026-10-07", "statement": "甲"},
        ["甲"],
    ]
    text = (
        "\ufeff"
        + "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        + '\n\n{"a": NaN}\n{\n{"a": 1, "a": 2}'
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    reading = sheet.read("-", Visit)
    assert [row.where for row in reading.rows] == ["第 1 行"]
    assert reading.rows[0].values["deputies"] == ["彭喆"]
    assert [(bad.row, bad.column) for bad in reading.bad] == [
        (2, "weather"),
        (3, "处理方式"),
        (4, ""),
        (6, ""),
        (7, ""),
        (8, ""),
    ]


def test_a_bad_value_in_a_json_line_is_named_by_its_key(tmp_path):
    """A value without meaning refuses its line, with the key as it was typed."""
    (tmp_path / "a.jsonl").write_text(
        '{"接待时间": "2026-02-30", "statement": "甲", "outcome": "当场答复"}', encoding="utf-8"
    )
    (bad,) = sheet.read(tmp_path / "a.jsonl", Visit).bad
    assert tuple(bad) == ("", 1, "接待时间", "2026-02-30", "2026年2月没有30日")


def test_file_and_sheet_in_one_argument(tmp_path):
    """FILE#SHEET is taken apart at the last #, unless a file has that very name."""
    (tmp_path / "a#1.xlsx").write_bytes(b"")
    assert sheet.source("a.xlsx#接待") == ("a.xlsx", "接待")
    assert sheet.source(str(tmp_path / "a#1.xlsx")) == (str(tmp_path / "a#1.xlsx"), None)
    assert sheet.source("-") == ("-", None)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.timedeltas(),
    st.text(alphabet="0123456789年月日时点分:.-/ 上下午一二十三人〇（）、", max_size=14),
    st.just("=1+1"),
    st.sampled_from(sorted(ERROR_CODES)),
)


@given(cells=st.lists(CELLS, min_size=9, max_size=9), hint=st.sampled_from([Hint(), Hint(2026, 10), Hint(2026, 10, 7)]))
def test_whatever_stands_in_a_row_it_is_read_or_named(cells, hint):
    """No cell stops the reading; every value that is read means the same when it is read again."""
    words = ["日期", "时间", "来访人", "反映问题", "处理方式", "接待代表", "人数", "电话", "年龄"]
    found = heading.find(Visit, [words])
    for taken in RowReader(Visit, "接待", found, [words], hint).take([grid.Cells(cells)], 2):
        again = {name: value_of(Visit.fields[name], value) for name, value in taken.values.items()}
        assert again == taken.values
        assert taken.bad or {"received_at", "statement", "outcome"} <= taken.values.keys()


@pytest.mark.parametrize("record_class", RECORDS)
@given(cell=CELLS)
def test_whatever_stands_in_a_cell_it_is_read_or_refused(record_class, cell):
    """Every field of every kind reads a cell or gives a reason in Chinese."""
    for field in heading.readable(record_class).values():
        try:
            value_of(field, cell, Hint(2026, 10, 7))
        except BadValue as reason:
            assert re.search("[一-鿿]", str(reason))


# ------------------------------------------------------------------------------------------------ bad input


def test_empty_and_missing_files(tmp_path):
    """An empty file and no file are told apart."""
    for name in ("a.xlsx", "a.csv", "a.jsonl"):
        assert "没有这个文件" in refused(tmp_path / name)
        (tmp_path / name).write_bytes(b"")
        assert "空" in refused(tmp_path / name)
    assert "文件夹" in refused(tmp_path)


def test_a_text_file_renamed(tmp_path):
    """A .txt called .xlsx is no workbook; a text called .csv has no heading."""
    (tmp_path / "a.xlsx").write_text("今天接待了三个人", encoding="utf-8")
    assert "不是 .xlsx 表格" in refused(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text("今天接待了三个人", encoding="utf-8")
    assert "表头" in refused(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_bytes(bytes(range(256)) * 9)
    assert "认不出来" in refused(tmp_path / "a.csv")
    (tmp_path / "a.doc").write_bytes(b"{\\rtf")
    assert ".csv" in refused(tmp_path / "a.doc")


def test_old_and_locked_workbooks(tmp_path):
    """An .xls and a workbook with a password say how to save them."""
    (tmp_path / "a.xls").write_bytes(grid.OLE + bytes(4096))
    assert "旧格式" in refused(tmp_path / "a.xls")
    (tmp_path / "a.xlsx").write_bytes(grid.OLE + bytes(4096) + "EncryptedPackage".encode("utf-16-le"))
    assert "密码" in refused(tmp_path / "a.xlsx")


def test_a_sheet_without_heading_names_what_was_looked_for(tmp_path):
    """Without a heading nothing is guessed from the order of columns."""
    said = refused(xlsx(tmp_path / "a.xlsx", ROW, ROW))
    assert "表头" in said
    assert "接待时间" in said
    assert "处理方式" in refused(xlsx(tmp_path / "b.xlsx", HEAD[:3], ROW[:3]))


def test_an_unknown_sheet_is_answered_with_the_names(tmp_path):
    """Who asks for a sheet that is not there is told which are."""
    assert "接待" in refused(xlsx(tmp_path / "a.xlsx", HEAD, ROW), page="十月").split("里面有")[1]


def repacked(path: Path, change) -> Path:
    """The workbook with the bytes of each member put through `change(name, bytes)`."""
    target = path.with_stem(path.stem + "2")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def test_a_bomb_is_not_unpacked(tmp_path):
    """A workbook that swells a thousandfold is refused before it is opened."""
    path = repacked(
        xlsx(tmp_path / "a.xlsx", HEAD, ROW), lambda name, data: data + bytes(70 << 20) if "sheet1" in name else data
    )
    assert path.stat().st_size < 1 << 20
    assert "不像表格" in refused(path)


@pytest.mark.parametrize("small", [grid.SMALL, -1])
def test_damaged_workbooks(tmp_path, monkeypatch, small):
    """Cut off, or with a damaged sheet inside, a workbook is refused; no row of it is read."""
    monkeypatch.setattr(grid, "SMALL", small)
    path = xlsx(tmp_path / "a.xlsx", HEAD, *[ROW] * 50)
    broken = repacked(path, lambda name, data: data[: len(data) // 2] if "sheet1" in name else data)
    assert "损坏" in refused(broken)
    (tmp_path / "cut.xlsx").write_bytes(path.read_bytes()[:3000])
    assert "损坏" in refused(tmp_path / "cut.xlsx")
    other = repacked(path, lambda name, data: b"" if "workbook" in name else data)
    assert "损坏" in refused(other)


@pytest.mark.parametrize("declared", [b'<dimension ref="A1:A1"/>', b'<dimension ref="A1:XFD1048576"/>', b""])
def test_a_wrong_dimension_is_not_believed(tmp_path, monkeypatch, declared):
    """Rows are read as they stand, whatever size the sheet declares."""
    monkeypatch.setattr(grid, "SMALL", -1)
    path = xlsx(tmp_path / "a.xlsx", HEAD, ROW, [], ROW)
    path = repacked(path, lambda name, data: re.sub(rb"<dimension[^>]*/>", declared, data))
    assert [row.row for row in sheet.read(path, Visit).rows] == [2, 4]


def test_rows_far_down_are_found_without_filling_memory(tmp_path):
    """One stray cell in the last row does not make a small sheet a large table."""
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(ROW)
    book.active["A1048576"] = "合计"
    book.save(tmp_path / "a.xlsx")
    assert [row.row for row in sheet.read(tmp_path / "a.xlsx", Visit).rows] == [2]
    with grid.opened(tmp_path / "a.xlsx") as grids:
        assert "_streamed" in grids[0].rows.__qualname__


def test_a_row_number_no_spreadsheet_has(tmp_path, monkeypatch):
    """A sheet that claims rows without end is given up."""
    monkeypatch.setattr(grid, "SMALL", -1)
    monkeypatch.setattr(grid, "LAST_ROW", 1000)
    path = repacked(
        xlsx(tmp_path / "a.xlsx", HEAD, ROW), lambda name, data: data.replace(b'<row r="2"', b'<row r="2000"')
    )
    assert "损坏" in refused(path)


def test_lines_and_cells_that_are_no_text(tmp_path):
    """JSON lines in another encoding, and a CSV whose quotes never close, are refused as a whole."""
    (tmp_path / "a.jsonl").write_bytes('{"reply": "好"}'.encode("gb18030"))
    assert "UTF-8" in refused(tmp_path / "a.jsonl")
    (tmp_path / "a.csv").write_text(",".join(HEAD) + '\n"' + "路" * (grid.LONGEST_CELL + 1), encoding="utf-8")
    assert "引号" in refused(tmp_path / "a.csv")


def test_a_very_long_ledger(tmp_path):
    """A very long ledger is read to its end: a hundred thousand rows in the long run, a sample of them else."""
    rows = 100_000 if os.environ.get("LIANLUOZHAN_LONG") else 15_000
    lines = [",".join(HEAD), *[",".join(ROW)] * rows]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    reading = sheet.read(tmp_path / "a.csv", Visit)
    assert (len(reading.rows), reading.rows[-1].row, reading.bad) == (rows, rows + 1, [])


# ------------------------------------------------------------------------------------------------ writing


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("words", ["=1+1", "+86", "-3", "@x", "'=1", "䶮𬱖\n二", "00123"])
def test_what_is_written_is_read_again(tmp_path, ending, words):
    """Words stay words, never a formula, in both formats."""
    path = tmp_path / f"a{ending}"
    sheet.write(path, {"接待": [HEAD, [ROW[0], words, *ROW[2:]]]})
    assert only(sheet.read(path, Visit))["visitor_name"] == words
    if ending == ".xlsx":
        assert load_workbook(path).active["B2"].data_type != "f"


@pytest.mark.parametrize("mark", ["\ufffe", "\uffff"])
def test_what_no_sheet_can_hold(tmp_path, mark):
    """What a copy out of a PDF has for a hyphen is no character: it is not kept, and what was kept before leaves a list that can
    be carried away."""
    assert Visit.statement.read(f"路灯{mark}不亮") == "路灯不亮"
    sheet.write(tmp_path / "a.xlsx", {"接待": [HEAD, [f"路灯{mark}不亮", "x"]]})
    assert load_workbook(tmp_path / "a.xlsx").active["A2"].value == "路灯不亮"


def test_nothing_is_overwritten(tmp_path):
    """A file that is there stays as it is; another ending, two sheets in a .csv and a missing folder are refused."""
    (tmp_path / "a.xlsx").write_bytes(b"1")
    for path in (tmp_path / "a.xlsx", tmp_path / "a.pdf", tmp_path / "none" / "a.xlsx"):
        with pytest.raises(SheetProblem):
            sheet.write(path, {"甲": [["1"]]})
    with pytest.raises(Problem):
        sheet.write(tmp_path / "a.csv", {"甲": [["1"]], "乙": [["2"]]})
    assert (tmp_path / "a.xlsx").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_spoiled_rows_come_back_when_mended(tmp_path):
    """Bad rows stand under their own title and heading with the reason behind; mended they can be read."""
    path = xlsx(
        tmp_path / "a.xlsx",
        ["东站2026年10月"],
        HEAD,
        ROW,
        ["32日", *ROW[1:]],
        ["8日", *ROW[1:3], "转办", "=A1", *ROW[5:]],
    )
    sheet.write_spoiled(tmp_path / "bad.xlsx", sheet.read(path, Visit))
    book = load_workbook(tmp_path / "bad.xlsx")
    rows = [list(row) for row in book["接待"].iter_rows(values_only=True)]
    assert rows[1][: len(HEAD) + 1] == [*HEAD, "读不懂的原因"]
    assert [row[0] for row in rows[2:]] == ["32日", "8日"]
    assert "没有32日" in rows[2][len(HEAD)]
    book["接待"]["A3"], book["接待"]["D4"], book["接待"]["E4"] = "31日", "乡镇办理", "彭喆"
    book.save(tmp_path / "bad.xlsx")
    reading = sheet.read(tmp_path / "bad.xlsx", Visit)
    assert [row.values["received_at"] for row in reading.rows] == ["2026-10-31", "2026-10-08"]
    assert reading.warnings == []


def test_spoiled_rows_of_several_sheets_and_of_json_lines(tmp_path):
    """Each sheet keeps its own; JSON lines are written as they stood."""
    path = xlsx(
        tmp_path / "2026年.xlsx",
        HEAD,
        ["32日", *ROW[1:]],
        name="9月",
        more=[("10月", [HEAD, ["32日", *ROW[1:], "多出"]])],
    )
    sheet.write_spoiled(tmp_path / "bad.xlsx", sheet.read(path, Visit))
    assert load_workbook(tmp_path / "bad.xlsx").sheetnames == ["9月", "10月"]
    (tmp_path / "a.jsonl").write_text('{"甲": 1}\n', encoding="utf-8")
    sheet.write_spoiled(tmp_path / "lines.csv", sheet.read(tmp_path / "a.jsonl", Visit))
    assert '{""甲"": 1}' in (tmp_path / "lines.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_a_file_too_large_to_be_a_ledger_is_refused_unread(tmp_path, name):
    """A 200 MB sheet is refused by its size, with what to do, before any of it is read."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(SheetProblem) as refused:
        sheet.read(path, Visit)
    assert "200 MB" in str(refused.value) and "分成几个文件" in str(refused.value)


@pytest.mark.parametrize("asked", ["look", "read"])
def test_opening_a_small_workbook_can_be_stopped(asked, tmp_path):
    """A workbook that is opened as a whole asks on the way whether to go on, before any of its rows is there."""
    book, path, heard = Workbook(), tmp_path / "台账.xlsx", []
    for row in [HEAD, *[ROW] * 2000]:
        book.active.append(row)
    book.save(path)

    class Enough(Exception):
        """Somebody pressed 取消."""

    def told(done: int, of: int) -> None:
        heard.append((done, of))
        if len(heard) == 5:
            raise Enough

    with pytest.raises(Enough):
        sheet.look(path, [Visit], told) if asked == "look" else sheet.read(path, Visit, told=told)
    assert heard == [(0, 0)] * 5

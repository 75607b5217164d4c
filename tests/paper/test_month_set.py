"""The month's five files: named as the command says, whole or not there, in binding order."""

import os
import re
from dataclasses import replace
from errno import EACCES, ENOSPC, EROFS
from pathlib import Path

import pytest
from pypdf import PdfReader

from lianluozhan.errors import Problem
from lianluozhan.report import month_set
from lianluozhan.report.imprint import MonthData
from tests.paper.labels import in_order

NAMES = ["接待日志", "意见台账", "履职登记", "月报", "全套"]


def test_names_and_pages(printed, pages):
    """Four papers and all of them in one; each says truly how many pages it has."""
    assert list(printed) == NAMES
    for name, paper in printed.items():
        assert paper.path.name == f"{name}-2026-10.pdf"
        assert paper.pages == len(pages(paper.path))
        assert paper.missing == ()
    assert printed["全套"].pages == sum(printed[name].pages for name in NAMES[:4])


def test_binding_order(printed, words, pages):
    """全套 has the four one after the other, each with its own page numbers, and marks to jump to."""
    read = words(printed["全套"].path, "-raw")
    at = [read.index(title) for title in ("接待日志", "意见台账", "代表履职登记", "人大代表联络站工作月报")]
    assert at == sorted(at)
    together = [page.extract_text() for page in pages(printed["全套"].path)]
    apart = [page.extract_text() for name in NAMES[:4] for page in pages(printed[name].path)]
    assert together == apart


def test_bookmarks(printed):
    """A viewer lists the four papers of 全套."""
    reader = PdfReader(printed["全套"].path)
    assert [mark.title for mark in reader.outline] == ["接待日志", "意见台账", "代表履职登记", "人大代表联络站工作月报"]
    first = [reader.get_destination_page_number(mark) for mark in reader.outline]
    assert first[0] == 0 and first == sorted(first) and first[3] == len(reader.pages) - 1


def test_all_fonts_are_embedded(printed, fonts):
    """In each of the five files every font is an embedded subset."""
    for paper in printed.values():
        assert all(row[2:] == ("yes", "yes", "yes") for row in fonts(paper.path)), paper.name


def test_what_the_file_says_of_itself(printed):
    """Title and station in the properties, the language for a reading voice, printed at its true size."""
    reader = PdfReader(printed["接待日志"].path)
    assert reader.metadata.title == "接待日志 2026年10月"
    assert reader.metadata.author == "渔泽镇人大代表联络站"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"


def test_written_again(sample, tmp_path):
    """Printing again replaces the papers; nothing unfinished is left beside them."""
    month_set.make(sample, tmp_path / "neu")
    month_set.make(sample, tmp_path / "neu")
    assert sorted(path.name for path in (tmp_path / "neu").iterdir()) == sorted(f"{name}-2026-10.pdf" for name in NAMES)


def test_an_empty_month(imprint, tmp_path):
    """All five exist though nothing happened."""
    assert [paper.pages for paper in month_set.make(MonthData(imprint), tmp_path)] == [1, 1, 1, 1, 4]


def test_page_numbers_run_on(sample, tmp_path):
    """The three ledgers go on counting from the closed months of the year, the month's own count beside it; the report does not."""
    before = replace(sample.imprint, before={"接待日志": 12, "意见台账": 3})
    made = {one.name: one for one in month_set.make(replace(sample, imprint=before), tmp_path)}
    for name, first in (("接待日志", 13), ("意见台账", 4), ("履职登记", 1)):
        read = ["".join(page.extract_text().split()) for page in PdfReader(made[name].path).pages]
        assert all(f"全年第{first + at}页本月第{at + 1}页共{len(read)}页" in page for at, page in enumerate(read))
    assert "全年" not in "".join(page.extract_text() for page in PdfReader(made["月报"].path).pages)


def test_every_page_says_what_it_belongs_to(sample, tmp_path):
    """The range of numbers, the state of the books and the short hash stand on each page of a ledger; a draft says so."""
    draft = replace(sample, imprint=replace(sample.imprint, draft=True))
    made = {one.name: one for one in month_set.make(draft, tmp_path)}
    for name, letter in (("接待日志", "J"), ("意见台账", "Y"), ("履职登记", "L")):
        for page in PdfReader(made[name].path).pages:
            read = "".join(page.extract_text().split())
            assert re.search(f"编号140405102-2026-{letter}0001至{letter}\\d{{4}}", read)
            assert "未结账校验码3f9a12bc77de" in read and "草稿" in read


def test_missing_characters_are_named(sample, imprint, tmp_path):
    """The paper and 全套 both name what no font has."""
    visit = {**sample.visits[0], "visitor_name": "张😀"}
    papers = {paper.name: paper for paper in month_set.make(MonthData(imprint, [visit]), tmp_path)}
    assert papers["接待日志"].missing == papers["全套"].missing == ("😀",)
    assert papers["月报"].missing == ()


def test_a_folder_that_cannot_be_written(sample, tmp_path):
    """The clerk is told what happened, that the data is unchanged, and what to do; no half paper is left."""
    blocked = tmp_path / "接待"
    blocked.write_text("这是一个文件，不是文件夹", "utf-8")
    with pytest.raises(Problem, match="接待日志-2026-10.pdf") as told:
        month_set.make(sample, blocked)
    assert "没有改动任何数据" in str(told.value) and "重新打印" in str(told.value)
    assert os.listdir(tmp_path) == ["接待"]


def test_a_paper_that_cannot_be_replaced(sample, tmp_path):
    """Where one of the names is taken by what cannot be replaced, it stays as it is and no part file is left."""
    taken = tmp_path / "接待日志-2026-10.pdf"
    taken.mkdir()
    (taken / "旧").write_text("旧", "utf-8")
    with pytest.raises(Problem):
        month_set.make(sample, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [taken.name]


@pytest.mark.parametrize(
    ("error", "why"), [(ENOSPC, "磁盘满了.*腾出一些地方"), (EROFS, "没有写入的权限"), (EACCES, "打开着")]
)
def test_written_whole_or_not_at_all(sample, tmp_path, monkeypatch, error, why):
    """A full disk, a read-only one, a paper another program holds open: said so, the papers of before are all still there."""
    before = {one.path: one.path.read_bytes() for one in month_set.make(sample, tmp_path)}
    plain = Path.open

    def opened(path, mode="r", *rest, **more):
        if path.name.startswith("月报") and mode in ("wb", "r+b") and (mode == "r+b") == (error == EACCES):
            raise OSError(error, os.strerror(error))
        return plain(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(Problem, match=why) as told:
        month_set.make(replace(sample, visits=()), tmp_path)
    assert "没有改动任何数据" in str(told.value)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_three_hundred_attachments(sample, tmp_path, words):
    """A visit with so many papers prints like any other."""
    many = [{"name": f"照片{n}.jpg", "digest": "0" * 64, "size": 1} for n in range(300)]
    made = month_set.make(replace(sample, visits=[{**sample.visits[0], "attachments": many}]), tmp_path)
    assert made[0].pages == 1 and "1批次" in words(made[0].path, "-raw")


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        (
            "接待日志",
            (
                "接待日志 编号 序号 编号 时间 方式 接待代表 来访人 性别 人数 联系电话 住址 反映事项 性质 类别 "
                "处理方式 承办单位 办结日期 满意度 现场答复 及备注 记录人 本日接待 合计 站长（签字）"
            ),
        ),
        (
            "意见台账",
            (
                "意见台账 编号 序号 编号 登记 来源 反映人 电话 住址 意见内容 类别 紧急程度 涉及人数 联系代表 "
                "交办单位 承办单位 交办 期限 是否销号 备注 合计 填报人（签字） 站长（签字）"
            ),
        ),
        (
            "履职登记",
            "代表履职登记 编号 序号 编号 日期 履职类别 名称及内容 地点 成果及促成事项 接待 人次 小计 合计 填报人（签字） 审核人（签字）",
        ),
        (
            "月报",
            (
                "工作月报 一、接待群众 接待日 来访批次 来访人次 代表人次 接待方式 反映类别 处理方式 "
                "二、收集和办理意见 本月登记 往月结转 逾期 办结率 满意率 状态 来源 内容分类 紧急程度 "
                "三、代表履职 履职件数 走访户数 小组活动 办成实事 履职类别 "
                "四、需要说明的情况 填报人（签字） 审核人（签字） 报送日期 （盖章）"
            ),
        ),
    ],
)
def test_every_label_in_order(printed, words, name, labels):
    """Head, columns, sums and signatures of the four, alone and bound with the others."""
    for path in (printed[name].path, printed["全套"].path):
        in_order(words(path, "-raw"), labels.split())

"""自检 in the window: lamps with their measures, what each lacks leads to where it is mended, papers put in, the folder for an
inspection written; at a district the stations side by side."""

import subprocess

import pytest
from PySide6.QtWidgets import QLineEdit

from lianluozhan import clock, parts
from lianluozhan.act import acting
from lianluozhan.demo import station as demo
from tests.district import district
from tests.pages.desk import sitting
from tests.station import empty, opened, sound, twin


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A made-up station of two months."""
    path = tmp_path_factory.mktemp("示例") / "站"
    clock.set_today("2026-10-31")
    demo.make(path, 1, 2)
    clock.set_today(None)
    return path


@pytest.fixture
def page(template, tmp_path):
    """The clerk on the page, on the month's last day."""
    clock.set_today("2026-10-31")
    for desk in sitting(twin(template, tmp_path / "站")):
        desk.open("六有四常自检")
        yield desk


def lamps(desk):
    """Every lamp as it is read, in one text."""
    return "\n".join(desk.list("selfcheck"))


def missing(desk):
    """What the chosen lamp lacks."""
    return [item.title for item in desk.page.beside.list.rows.items]


def test_lamps(page):
    """Each with its colour as a word, its measure and how much is missing; the sums above; another year is another year."""
    rows = lamps(page)
    assert "有固定场所 绿" in rows and "四常" in rows and "代表常在" in rows and "接待日 " in rows
    assert "缺 2 处" in rows and "绿 " in page.said()
    page.page.year.step(-1)
    page.wait()
    assert "还没有排过接待日" in lamps(page)


def test_a_lamp_leads_to_where_it_is_mended(page):
    """What it lacks stands beside it; a line opens the page, on the record."""
    page.choose("档案齐全")
    assert "9月没有结账" in missing(page)
    page.choose("实事常办")
    words = missing(page)
    assert words and "已经逾期" in words[0]
    number = words[0][:5]
    page.page.beside.list.setCurrentIndex(page.page.beside.list.rows.index(0))
    page.page._open(page.page.beside.list.key())
    page.wait()
    assert page.page.title == "意见办理" and number in page.said()


def test_the_six_are_mended(page, tmp_path):
    """A photo is put in with a press, the lamp goes from red to yellow; the line for what was not written opens the place."""
    photo = tmp_path / "卷柜.txt"
    photo.write_text("照片", "utf-8")
    page.choose("代表常在")
    assert not page.page.add.isVisible()
    page.choose("有档案资料")
    page.page.ask_files = lambda: [str(photo)]
    # As the button above does.
    page.page._open(next(item.key for item in page.page.beside.list.rows.items if "没有照片" in item.title))
    page.wait()
    assert page.page.title == "六有四常自检" and page.button("给这一项添照片或文件…").isVisible()
    assert "有档案资料 黄" in lamps(page) and missing(page) == ["档案资料没有写"]
    page.page._open(page.page.beside.list.rows.items[0].key)
    page.wait()
    assert page.page.title == "代表名册"
    page.fill(archive="档案柜两组")
    page.page.rosters[2].form.reason.setText("自检时补上")
    page.press("保存")
    page.open("六有四常自检")
    assert "有档案资料 绿" in lamps(page)
    page.close()
    with opened(page.folder) as store:
        sound(store)


def test_a_photo_that_cannot_be_read(page, tmp_path):
    """It is said, and nothing changes."""
    page.choose("有档案资料")
    page.page.ask_files = lambda: [str(tmp_path / "没有.jpg")]
    page.press("给这一项添照片或文件…")
    assert "没有.jpg" in page.said() and "有档案资料 红" in lamps(page)


def test_printed(page):
    """The button leads to the paper of the year that is looked at."""
    page.press("打印自检表")
    assert page.page.title == "打印一张表" and page.page.kind.currentData() == "自检表"
    assert page.page.findChild(QLineEdit, "paper.subject").text() == "2026"


def test_an_inspection(page, tmp_path):
    """A number and a place, and the folder is there; no digits, or a folder that is there already, is said."""
    page.page.inspecting.ask_folder = lambda: str(tmp_path)
    page.press("备齐迎检材料")
    page.page.inspecting.seed.setText("七")
    page.press("选一个文件夹")
    assert "抽签号要写数字" in page.said()
    page.page.inspecting.seed.setText("7")
    page.press("选一个文件夹")
    (folder,) = tmp_path.glob("迎检材料-*")
    assert "✓ 已写好" in page.said() and len(list(folder.iterdir())) == 8
    said = subprocess.run(
        ["pdftotext", str(folder / "00-迎检目录.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "抽签号 7" in said
    page.press("备齐迎检材料")
    page.press("选一个文件夹")
    assert "已经有了，没有动它" in page.said()


def test_side_by_side(tmp_path):
    """A district sees a row a station, a column a lamp; a click says what is missing there."""
    made = district(tmp_path)
    with opened(made.office) as store, acting(store, "parts") as act:
        parts.switch(act, on=["自检"])
    for desk in sitting(made.office):
        desk.open("六有四常自检")
        table = desk.page.list
        assert [row.cells[0] for row in table.rows.items] == ["渔泽镇", "余吾镇"]
        assert table.rows.columns[7].label == "代表常在"
        table.setCurrentIndex(table.rows.index(0, 7))
        table.opened.emit(table.key())
        assert missing(desk) == ["代表常在", "接待日还没有排"] and not desk.page.inspecting.isVisible()
        table.setCurrentIndex(table.rows.index(1, 0))
        table.opened.emit(table.key())
        assert "代表常在" in missing(desk) and "固定场所没有写" in missing(desk)


def test_a_district_without_stations(tmp_path):
    """Nothing has come yet: it says so, and nothing breaks."""
    path = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    with opened(path) as store, acting(store, "parts") as act:
        parts.switch(act, on=["自检"])
    for desk in sitting(path):
        desk.open("六有四常自检")
        assert "还没有收到过站里的记录" in desk.said()


def test_what_a_lamp_asks(page):
    """The rule stands among the others while the part is on; another number, and the lamp is another colour; too much is refused."""
    assert "件件有回音 黄" in lamps(page)
    page.open("规则")
    asked = "答复了的意见里告诉完的"
    assert f"{asked} {asked}不少于 90 % 随程序" in page.list("rule")
    page.choose(asked)
    page.fill(times="101", source="区人大文件")
    page.press("保存这一条")
    assert "要写 0 到 100 的整数" in page.said()
    page.fill(times="50", source="区人大文件")
    page.press("保存这一条")
    assert f"{asked} {asked}不少于 50 % 本单位定的" in page.list("rule")
    page.open("六有四常自检")
    assert "件件有回音 绿" in lamps(page)
    page.open("功能")
    page.page.switch("自检", False)
    page.wait()
    page.open("规则")
    assert not any("告诉完的不少于" in row for row in page.list("rule"))

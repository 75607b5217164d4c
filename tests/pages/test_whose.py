"""At a district: which stations a page shows, whose a row is, and that what a station wrote is not changed there."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from lianluozhan.spread import Line
from tests.district import carry, district
from tests.pages.desk import Desk
from tests.station import empty, run
from ui.widgets.spread import Spread

PAGES = ("接待登记", "意见登记", "意见办理", "代表履职", "统计")


@pytest.fixture
def made(tmp_path):
    """The folders of a district and its two stations."""
    return district(tmp_path)


@pytest.fixture
def desk(made):
    """The district's window."""
    desk = Desk(made.office)
    yield desk
    desk.close()


def button(desk):
    """The control of the page that is open."""
    return desk.page.findChild(QPushButton, f"{desk.page.noun}.stations")


def look_at(desk, *names):
    """Tick these stations in the menu, as a person does."""
    control = button(desk)
    control.menu().aboutToShow.emit()
    next(one for one in control.menu().actions() if one.text() == "全部").trigger()
    for name in names:
        next(one for one in control.menu().actions() if one.text() == name).trigger()
    desk.wait()


def views(desk):
    """What the views above the list say."""
    return [one.text() for one in desk.page.side.switch.findChildren(QPushButton) if one.isVisible()]


def rows(desk):
    """What the list says, group heads left out."""
    return [item.said() for item in desk.page.list.rows.items if item.key is not None]


def test_every_list_has_it(desk):
    """One control on each page, all stations at first, each row naming its own."""
    for page in PAGES:
        desk.open(page)
        assert button(desk).isVisible() and button(desk).text().startswith("全部 2 个站"), page
    desk.open("接待登记")
    assert (
        len(rows(desk)) == 5
        and sum("渔泽镇 J" in row for row in rows(desk)) == 3
        and sum("余吾镇 J" in row for row in rows(desk)) == 2
    )
    desk.open("意见登记")
    assert sorted(row.rsplit("，")[-1] for row in rows(desk)) == ["余吾镇 Y0001", "渔泽镇 Y0001", "渔泽镇 Y0002"]


def test_lists_counts_and_sums_are_of_the_chosen(desk):
    """Rows, the counts of the views, the line at the foot, the matrix and the figures follow."""
    desk.open("接待登记")
    look_at(desk, "余吾镇")
    assert len(rows(desk)) == 2 and "10月共 2 批 4 人次" in desk.said()
    desk.open("意见登记")
    look_at(desk, "渔泽镇")
    assert len(rows(desk)) == 2 and views(desk) == ["全部 2", "待处理 0", "已交出 2"]
    desk.open("意见办理")
    look_at(desk, "余吾镇")
    assert len(rows(desk)) == 1 and views(desk)[0] == "全部 1"
    desk.open("代表履职")
    assert {row.title for row in desk.page.year.shown.matrix} == {"单渔", "单余", "韩单", "韩组"}
    look_at(desk, "余吾镇")
    assert {row.title: sum(row.counts) for row in desk.page.year.shown.matrix} == {"单余": 2}
    desk.open("统计")
    numbers = {}
    for names in (("渔泽镇",), ("余吾镇",), ("渔泽镇", "余吾镇"), ()):
        look_at(desk, *names)
        numbers[names] = [figure.number for figure in desk.page.parts[0].figures[1:3]]
    assert numbers[("渔泽镇",)] == ["2 批次", "2 人次"] and numbers[("余吾镇",)] == ["2 批次", "4 人次"]
    assert numbers[()] == numbers["渔泽镇", "余吾镇"] == ["4 批次", "6 人次"]
    look_at(desk, "余吾镇")
    desk.page.parts[0].figures[1].click()
    desk.wait()
    assert len(rows(desk)) == 2


def test_no_page_on_which_nothing_can_be_registered(desk):
    """Receptions, their days and who is to come are the stations': a district has no such page of its own."""
    titles = [page.title for page in desk.window._leaves]
    assert "接待日" not in titles and "预约" not in titles and "各站" in titles and "活动" in titles


def test_remembered_for_each_page(desk, made):
    """The choice of one page is not the next one's, and it is there when the window is opened again."""
    desk.open("接待登记")
    look_at(desk, "余吾镇")
    assert button(desk).text().startswith("余吾镇")
    desk.open("意见登记")
    assert button(desk).text().startswith("全部")
    desk.close()
    again = Desk(made.office)
    again.open("接待登记")
    assert button(again).text().startswith("余吾镇") and len(rows(again)) == 2
    again.close()


def test_a_station_has_none(tmp_path):
    """Where there is one station nothing is asked."""
    desk = Desk(empty(tmp_path / "站"))
    for page in PAGES:
        desk.open(page)
        assert not button(desk).isVisible()
    desk.close()


def test_what_a_station_wrote_is_read_and_sent_back(desk, made, tmp_path):
    """A reception opens to be read, with nothing that changes it; 退回修改 with its reason is seen at the station."""
    desk.open("接待登记")
    assert desk.page.left.walks == {} and "接待由各站登记" in desk.said()
    desk.choose("王*")
    reading = desk.page.reading
    assert reading.isVisible() and not any(
        one.isVisible() for one in (reading.change, reading.cancel, reading.another, reading.tracking)
    )
    reading.send_back.click()
    reading.reason.setText("电话没有写")
    reading.send_back.click()
    desk.wait()
    assert "退回修改：电话没有写" in desk.said()
    desk.close()
    carry(made.office, made.stations["渔泽镇"], tmp_path)
    (row,) = run("list", "visit", "--search", "王甲", "--json", "--data", made.stations["渔泽镇"]).data
    assert (row["travel"], row["travel_why"]) == ("退回修改", "电话没有写")
    there = Desk(made.stations["渔泽镇"])
    there.open("接待登记")
    there.choose("王*")
    assert "退回修改" in there.said() and "电话没有写" in there.said()
    there.close()


def test_a_long_reason_in_a_narrow_window(made):
    """Why a reception was sent back stands on as many lines as it takes; its number is whole beside its title, and nothing is wider."""
    why = (
        "电话少一位，住址写到村就行；原话里的第二件事请另外登记一件，登记好以后和这个月的一起再报一次，报以前先打个电话来说一声"
        * 2
    )
    there = Desk(made.stations["渔泽镇"], 911, 459)
    try:
        there.open("接待登记")
        there.choose("王*")
        reading = there.page.reading
        row = dict(reading._row) | {"travel": "退回修改", "travel_why": why}
        reading.show_record(reading._fields, row, ())
        there.settle()
        (said,) = [one for one in reading.findChildren(QLabel) if why in one.text()]
        assert said.height() >= said.heightForWidth(said.width()) >= 2 * said.fontMetrics().height()
        assert said.mapTo(there.window, said.rect().topRight()).x() < there.window.width() == 911
        assert reading.number.text() == f"{row['number']}　退回修改"
    finally:
        there.close()


def test_a_long_title_in_a_narrow_window(made):
    """A long title of an issue is shortened with … beside its number, which stands whole."""
    there = Desk(made.stations["渔泽镇"], 911, 459)
    try:
        there.open("意见办理")
        head = there.page.work.head
        head.heading.say("烧烤油烟直接排到二楼窗户，隔壁洗车店污水漫到路上，夜里装卸货声音大，三件事一起反映过两次")
        there.wait()
        assert head.heading.text().endswith("…") and "三件事" in head.heading.toolTip()
        assert head.numbered.width() >= head.numbered.sizeHint().width()
    finally:
        there.close()


def test_a_duty_and_an_issue_of_a_station(desk):
    """Their forms show and cannot be written; a duty is sent back, an issue followed up."""
    desk.open("代表履职")
    assert not desk.page.year.findChild(QPushButton, "duty_new").isVisible()
    desk.page.show_record(desk.page.year.shown.acts[0].key)
    desk.wait()
    form = desk.page.form
    assert (
        not form.save_button.isVisible()
        and form.void_button.text() == "退回修改"
        and not form.form.editors["title"].isEnabled()
    )
    form.reason.setText("时间不对")
    form.void_button.click()
    desk.wait()
    assert "已退回修改" in form.state.text()
    desk.open("意见登记")
    desk.choose("余吾镇")
    writing = desk.page.writing
    assert (
        "由站里改" in desk.said()
        and not writing.saving.save.isVisible()
        and not writing.form.isEnabled()
        and writing.go_on.isVisible()
    )
    desk.page.new()
    desk.wait()
    assert writing.form.isEnabled() and writing.saving.save.isVisible() and not writing.saving.escalate.isVisible()


def test_settled_ones_and_those_of_other_stations_are_led_to(desk, made):
    """From elsewhere a record opens whatever stations are looked at."""
    (row,) = run("list", "issue", "--where", "站=余吾镇", "--json", "--data", made.office).data
    desk.open("意见办理")
    look_at(desk, "渔泽镇")
    desk.window.show_record("followup", row["id"])
    desk.wait()
    assert desk.page._shown == (row["world"], row["id"]) and row["number"] in desk.said()
    desk.window.show_record("issue", row["id"])
    desk.wait()
    assert row["number"] in desk.said()


def test_papers_of_the_chosen(desk):
    """打印本月 and 打印一张表 print what is looked at, one station under its own name; nothing can be closed here."""
    desk.open("打印本月")
    assert not desk.page.closing.isVisible()
    look_at(desk, "余吾镇")
    document = desk.page.preview.document
    assert "余吾镇人大代表联络站" in words(document) and "渔泽镇" not in words(document)
    desk.open("打印一张表")
    look_at(desk, "渔泽镇")
    desk.page.kind.setCurrentIndex(desk.page.kind.findData("工作汇总表"))
    desk.page._other_kind()
    desk.wait()
    assert "渔泽镇人大代表联络站" in words(desk.page.preview.document) and "各站小计" not in words(
        desk.page.preview.document
    )
    look_at(desk)
    assert "各站小计" in words(desk.page.preview.document)
    desk.page.kind.setCurrentIndex(desk.page.kind.findData("接待登记表"))
    desk.page._other_kind()
    desk.wait()
    look_at(desk, "渔泽镇")
    assert "渔泽镇人大代表联络站" in words(desk.page.preview.document)


def test_a_table_of_ones_own(desk):
    """临时报表 offers whose a record is, ticked from the start."""
    desk.open("临时报表")
    first = desk.page.form.fields.item(0)
    assert first.text() == "站" and first.checkState() == Qt.CheckState.Checked
    desk.page.form.name.setText("各站接待")
    desk.press("看一看")
    assert "渔泽镇" in words(desk.page.preview.document) and "余吾镇" in words(desk.page.preview.document)


def words(document):
    """The words of a paper that is looked at."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(document.data)).pages)


def test_the_table_shows_the_same_stations(desk):
    """Spread out, whose a row is stands first; only the stations the page shows are in it, and the sentence says which."""
    desk.open("意见办理")
    look_at(desk)
    desk.page.findChild(QPushButton, "followup_spread").click()
    desk.wait()
    found = desk.page.findChild(Spread)
    stations = {item.cells[0] for item in found.table.rows.items if isinstance(item, Line)}
    assert stations == {"渔泽镇", "余吾镇"} and found.table.rows.columns[0].label == "站"
    found.leave()
    look_at(desk, "渔泽镇")
    desk.page.findChild(QPushButton, "followup_spread").click()
    desk.wait()
    assert {item.cells[0] for item in found.table.rows.items if isinstance(item, Line)} == {"渔泽镇"}
    assert found.head.told.text() == "意见　渔泽镇" and found.foot.text().startswith("共 ")

"""打印本月: the papers of a month inside the window, page by page, printed and kept from the very same bytes."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from lianluozhan import looked
from lianluozhan.month_data import month_data
from lianluozhan.report import month_set
from lianluozhan.store import Store
from tests.station import opened
from ui.pages.print_month import PrintMonthPage, months, papers
from ui.widgets import pdf
from ui.widgets.pdf import Document
from ui.widgets.preview import Preview
from ui.widgets.progress import Stopped


@pytest.fixture
def page(desk) -> PrintMonthPage:
    """The page with October's papers made."""
    desk.open("打印本月")
    return desk.page


@pytest.fixture
def preview(page) -> Preview:
    """Its preview."""
    return page.preview


def names(preview: Preview) -> list[str]:
    """The papers on the left."""
    return [preview.contents.papers.item(at).text() for at in range(preview.contents.papers.count())]


def words(document: Document) -> str:
    """All that stands in a paper."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(document.data)).pages)


def test_the_month_is_there_at_once(page, preview):
    """Opening the page shows the papers of the current month, the whole set first, without a question."""
    assert page.stack.currentWidget() is preview
    assert [name.split("　")[0] for name in names(preview)] == ["全套", "接待日志", "意见台账", "履职登记", "月报"]
    assert page.month.currentText() == "2026年10月"
    assert not preview.view.paper.pixmap().isNull()


def test_the_pages_are_the_papers(desk, folder, tmp_path, preview):
    """Each paper has as many pages as the one the command line prints, and the same words."""
    desk.close()
    with opened(folder) as store:
        printed = month_set.make(month_data(store, "2026-10"), tmp_path)
    shown = {one.name: one for one in preview.documents}
    assert {one.name: one.pages for one in printed} == {name: one.pages for name, one in shown.items()}
    read = PdfReader(next(one.path for one in printed if one.name == "接待日志"))
    assert "".join(page.extract_text() for page in read.pages) == words(shown["接待日志"])


def test_the_wall_copy_hides_people(desk, page, preview):
    """公示 changes the paper at once: names and phones of the public are masked; 内部留存 has them."""
    inner = words(preview.documents[1])
    desk.press("公示（遮姓名电话）")
    outer = words(preview.documents[1])
    assert "郭桂兰" in inner.replace("\n", "") or "尉迟桂英" in inner.replace("\n", "")
    assert "郭桂兰" not in outer.replace("\n", "") and "尉迟桂英" not in outer.replace("\n", "")


def test_choosing_a_paper_shows_it(desk, preview):
    """A click on a paper shows its first page and its title."""
    preview.contents.papers.setCurrentRow(2)
    desk.wait()
    assert preview.document.name == "意见台账" and preview.number == 0
    assert preview.title.text() == "意见台账"
    assert preview.head.where.text() == f"第 1 / {preview.document.pages} 页"


def test_turning_pages(desk, preview):
    """下一页 and 上一页 turn by one and stop at the ends."""
    first = preview.view.paper.pixmap().toImage()
    assert not preview.head.before.isEnabled()
    desk.press("下一页")
    assert preview.number == 1 and preview.view.paper.pixmap().toImage() != first
    desk.press("上一页")
    assert preview.number == 0 and preview.view.paper.pixmap().toImage() == first
    for _ in range(preview.document.pages + 2):
        preview.turn(1)
    assert preview.number == preview.document.pages - 1
    desk.wait()
    assert not preview.head.after.isEnabled()


def test_page_down_goes_through_the_page_first(desk, preview):
    """PgDown scrolls down the page, then turns to the next one's top; PgUp goes back."""
    bar = preview.view.verticalScrollBar()
    desk.type("<PgDn>")
    assert preview.number == 0 and bar.value() > 0
    while preview.number == 0:
        before = bar.value()
        desk.type("<PgDn>")
        assert preview.number == 1 or bar.value() > before
    assert preview.number == 1 and bar.value() == 0
    desk.type("<PgUp>")
    assert preview.number == 0


def test_zoom(desk, preview):
    """放大 and 缩小 change the page's width by a quarter, 整页宽 fits it again."""
    fitting = preview.view.paper.pixmap().width()
    desk.press("放大")
    assert abs(preview.view.paper.pixmap().width() - fitting * 1.25) <= 2
    desk.press("缩小")
    desk.press("缩小")
    assert abs(preview.view.paper.pixmap().width() - fitting / 1.25) <= 2
    desk.press("整页宽")
    assert preview.view.paper.pixmap().width() == fitting


def test_a_narrower_window_fits_again(desk, preview):
    """The page keeps to the room there is."""
    wide = preview.view.paper.pixmap().width()
    desk.window.resize(1000, 689)
    desk.wait()
    assert preview.view.paper.pixmap().width() < wide
    assert preview.view.paper.pixmap().width() <= preview.view.viewport().width()


def test_every_page_has_its_small_picture(desk, preview):
    """The strip on the left has a picture of each page."""
    assert preview.contents.thumbs.count() == preview.document.pages > 6
    assert not any(preview.contents.thumbs.item(at).icon().isNull() for at in range(preview.contents.thumbs.count()))


def test_back_to_where_one_was(desk, page):
    """Esc goes back to the tab that was open, with what was written there."""
    desk.open("接待登记")
    desk.fill(visitor_name="郭桂兰")
    desk.open("打印本月")
    desk.type("<Esc>")
    assert desk.page.noun == "visit"
    assert desk.value("visitor_name") == "郭桂兰"


def test_saving_as(desk, preview, tmp_path):
    """另存为 keeps the very bytes that are shown; the proposed name is the paper's."""
    proposed = []
    preview.ask_file = lambda name: proposed.append(name) or str(tmp_path / "日志")
    preview.contents.papers.setCurrentRow(1)
    desk.press("另存为 PDF…")
    assert (tmp_path / "日志.pdf").read_bytes() == preview.document.data
    assert proposed == ["接待日志-2026-10.pdf"]
    assert "已存到" in desk.said()


def test_saving_where_one_cannot(desk, preview, tmp_path):
    """A place that cannot be written is told in a sentence; nothing else changes."""
    preview.ask_file = lambda name: str(tmp_path / "没有这里" / "日志.pdf")
    desk.press("另存为 PDF…")
    assert "没有存成" in desk.said() and "换一个地方" in desk.said()


def test_thinking_better_of_saving(desk, preview):
    """No file chosen, nothing said."""
    preview.ask_file = lambda name: ""
    desk.press("另存为 PDF…")
    assert preview.panel.message.text() in ("", pdf_note(preview))


def pdf_note(preview: Preview) -> str:
    """What stands there where no printer is installed."""
    return "" if preview.panel.printer.count() else preview.panel.message.text()


def test_printing(desk, preview, tmp_path):
    """Every page is printed, each on its own way up, as large as its paper."""
    made = []

    def to_file(job):
        made.append(job)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    preview.panel.printer_for = to_file
    preview.panel.printer.addItem("站内打印机")
    preview.panel.copies.setText("２")
    preview.panel.sides.choose(1)
    preview.panel.print()
    desk.wait()
    printed = PdfReader(tmp_path / "printed.pdf")
    shown = PdfReader(io.BytesIO(preview.document.data))
    lying = [page.mediabox.width > page.mediabox.height for page in shown.pages]
    assert [page.mediabox.width > page.mediabox.height for page in printed.pages] == lying
    assert {True, False} == set(lying)
    assert abs(float(printed.pages[0].mediabox.width) - float(shown.pages[0].mediabox.width)) < 2
    assert made[0].copies == 2 and made[0].both_sides
    assert f"已交给打印机，{preview.document.pages} 页" in desk.said()


@pytest.mark.parametrize("typed", ["", "0", "100", "两份半", "-1"])
def test_copies_without_meaning(desk, preview, typed):
    """A number of copies nobody can print is told, and nothing goes to the printer."""
    preview.panel.printer_for = lambda job: pytest.fail("printed")
    preview.panel.copies.setText(typed)
    preview.panel.print()
    desk.wait()
    assert "份数请写 1 到 99" in desk.said()


def test_a_printer_that_refuses(desk, preview, tmp_path):
    """A printer that takes nothing is told with what to do; the button can be pressed again."""

    def broken(job):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "没有这里" / "x.pdf"))
        return printer

    preview.panel.printer_for = broken
    preview.panel.printer.addItem("站内打印机")
    preview.panel.print()
    desk.wait()
    assert "打印机没有接下" in desk.said()
    assert preview.panel.print_button.isEnabled()


def test_without_a_printer(desk, preview):
    """Where no printer is installed the button says why it cannot be pressed."""
    preview.panel._show_printers(([], ""))
    assert not preview.panel.print_button.isEnabled()
    assert "还没有装打印机" in desk.said()


def test_the_usual_printer_is_proposed(preview):
    """Of several printers the usual one is chosen; a choice stays when they are looked for again."""
    preview.panel._show_printers((["甲", "乙"], "乙"))
    assert preview.panel.printer.currentText() == "乙"
    preview.panel.printer.setCurrentIndex(0)
    preview.panel._show_printers((["甲", "乙"], "乙"))
    assert preview.panel.printer.currentText() == "甲"


def test_stopping(desk, page):
    """取消 ends the work at its next step and says so; 再做一次 begins anew."""
    page.make()
    page.progress.stop()
    desk.wait()
    assert page.stack.currentIndex() == 0
    assert "已经停下" in desk.said()
    desk.press("再做一次")
    assert page.stack.currentWidget() is page.preview


def test_stopping_leaves_nothing(folder):
    """What is stopped between two papers has written none of them."""
    steps = []

    def tell(words, done=0, of=0):
        steps.append((words, done, of))
        if done == 3:
            raise Stopped

    with opened(folder) as store, pytest.raises(Stopped):
        papers(store, "2026-10", False, tell)
    assert [done for _, done, _ in steps] == [0, 1, 2, 3] and steps[-1][2] == 5


def test_words_only_for_what_takes_long(desk, page):
    """Progress shows nothing until its time has come, then the step and how far it is."""
    tell = page.progress.begin("做这个月的纸")
    assert not page.progress.isVisible()
    page.progress._wait.timeout.emit()
    tell("排版接待日志", 2, 5)
    desk.wait()
    assert page.progress.isVisible() and "正在排版接待日志…… 2 / 5" in desk.said()
    page.progress.end()


def test_which_months(folder):
    """The months that have anything, and the current one even when empty, newest first."""
    with opened(folder) as store:
        assert months(store) == ["2026-10"]
        store_has(store, "2026-08-03")
        assert months(store) == ["2026-10", "2026-08"]


def store_has(store: Store, day: str) -> None:
    """A reception on another day."""
    from tests.station import receive

    receive(store, received_at=day)


def test_another_month(desk, page):
    """Choosing a month shows its papers."""
    page.month.addItem("2026年9月", "2026-09")
    page.month.setCurrentIndex(page.month.count() - 1)
    page.make()
    desk.wait()
    assert [one.file for one in page.preview.documents][1] == "接待日志-2026-09.pdf"


def test_a_change_makes_the_papers_anew(desk, page):
    """A visit saved meanwhile stands in the paper when the page is looked at again."""
    desk.open("接待登记")
    desk.fill(visitor_name="苗青山", statement="桥栏杆断了", outcome="当场答复", category="道路交通", reply="已记下")
    desk.press("保存")
    desk.open("打印本月")
    assert "苗青山" in words(page.preview.documents[1]).replace("\n", "")


def test_missing_characters_are_named(preview):
    """A character no font has is named beside the paper, with the code that is printed for it."""
    document = preview.document._replace(missing=("𠮷",))
    preview.panel.show_document(document)
    assert "𠮷" in preview.panel.fonts.text() and "〔U+20BB7〕" in preview.panel.fonts.text()


def test_a_picture_has_the_screen_s_dots(preview):
    """On a screen of 150 % a page has one and a half times the dots and the same place."""
    image = pdf.picture(preview.document.data, 0, 400, 1.5)
    assert image.width() == 600 and image.devicePixelRatio() == 1.5


def test_pages_of_the_systems_dialog(desk, preview, tmp_path):
    """更多打印设置 asks the system's dialog; only the pages it names are printed; thought better of, nothing is."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    preview.panel.ask_printer = lambda job: None
    preview.panel.print_by_dialog()
    desk.wait()
    assert not (tmp_path / "printed.pdf").exists()
    preview.panel.ask_printer = lambda job: printer
    preview.panel.print_by_dialog()
    desk.wait()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2 and "已交给打印机，2 页" in desk.said()


def test_who_saved_it_is_written_down(desk, page, preview, folder, tmp_path):
    """A paper with people on it that is saved stands in 谁看过 with its visits and issues; the copy for the wall has nobody on it."""
    preview.ask_file = lambda proposed: str(tmp_path / proposed)
    preview.save_as()
    desk.wait()
    page.whom.switch.choose(1)
    page.make()
    desk.wait()
    preview.save_as()
    desk.wait()
    desk.close()
    with opened(folder) as store:
        (look,) = looked.looks(store)
    assert (look.way, look.what) == ("导出", "全套")
    assert {kind for kind, _id in look.records} == {"visit", "issue"} and len(
        [1 for kind, _id in look.records if kind == "visit"]
    ) == 23


def test_what_goes_nowhere_is_not_written(desk, page, preview, folder):
    """Looked at in the preview and put away, or not saved after all: nothing left the house."""
    preview.ask_file = lambda _proposed: ""
    preview.save_as()
    desk.wait()
    desk.close()
    with opened(folder) as store:
        assert not list(looked.looks(store))

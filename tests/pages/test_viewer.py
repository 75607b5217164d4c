"""Kept papers on the pages: a press shows a picture or a PDF here, opens a document outside, and says what is wrong with one."""

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton

from lianluozhan import amend, attachment
from lianluozhan.act import acting
from lianluozhan.driver import connect
from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.pages.desk import sitting
from tests.station import do, opened
from ui.asks.course import course
from ui.widgets import pdf
from ui.widgets.viewer import Viewer

FOURTH = "Y0002"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """{name: a file a clerk has}; copies go to a place of the test's own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    photo = QImage(60, 40, QImage.Format.Format_RGB32)
    photo.fill(QColor("#17598F"))
    photo.save(str(tmp_path / "现场.png"))
    paper = pypdfium2.PdfDocument.new()
    for _page in range(2):
        paper.new_page(595, 842)
    paper.save(tmp_path / "回执.pdf")
    (tmp_path / "答复.docx").write_bytes(b"PK not really")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 and no more")
    (tmp_path / "程序.exe").write_bytes(b"MZ")
    return {file.name: file for file in tmp_path.iterdir() if file.is_file()}


@pytest.fixture
def desk(folder, files, request):
    """The page of the issue that has all these papers, one of them its visit's."""
    with opened(folder) as store:
        (issue,) = store.find(Issue, "number LIKE '%Y0002'")
        with acting(store, "attach") as act:
            amend.attach(act, issue, *(files[name] for name in ("回执.pdf", "答复.docx", "坏.pdf", "程序.exe")))
        with acting(store, "attach") as act:
            amend.attach(act, store.get(Visit, (issue.world, issue.visits[0])), files["现场.png"])
    yield from sitting(folder)


@pytest.fixture
def page(desk):
    """Looked at."""
    desk.open("意见办理")
    desk.choose(FOURTH)
    return desk.page


def viewer(desk):
    """What lies over the page."""
    return desk.page.findChild(Viewer)


def outside(desk):
    """Have the system's program be one that notes what it was given."""
    given = []
    desk.press("看附件 现场.png")
    viewer(desk).opener = lambda url: given.append(url.toLocalFile()) or True
    desk.type("<Esc>")
    return given


def test_every_paper_in_one_place(desk, page):
    """The card has the issue's papers and its visit's, each with where it belongs."""
    links = [one.text() for one in page.work.papers.findChildren(QPushButton) if "_paper." in one.objectName()]
    assert [link.split("　")[0] for link in links] == ["回执.pdf", "答复.docx", "坏.pdf", "程序.exe", "现场.png"]
    assert (links[0].split("　")[2], links[-1].split("　")[2]) == ("意见", "接待 J0004")


def test_a_picture_is_seen_here(desk, page):
    """A photo lies over the page, drawn; Esc leads back to where the cursor was."""
    desk.press("看附件 现场.png")
    assert viewer(desk).isVisible()
    shown = viewer(desk).view.paper.pixmap().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2) == QColor("#17598F")
    assert viewer(desk).geometry() == page.rect()
    desk.type("<Esc>")
    assert not viewer(desk).isVisible()
    assert desk.window.focusWidget().accessibleName() == "看附件 现场.png"


def test_a_pdf_is_leafed_through(desk, page):
    """A PDF shows its pages; at the ends nothing turns."""
    desk.press("看附件 回执.pdf")
    assert viewer(desk).where.text() == "1 / 2 页"
    assert not desk.button("viewer_up").isEnabled()
    desk.press("viewer_down")
    assert viewer(desk).where.text() == "2 / 2 页"
    assert not desk.button("viewer_down").isEnabled()


def test_a_document_opens_outside(desk, page, tmp_path):
    """A copy goes to the system's program and is gone when the window closes; a PDF that cannot be drawn too."""
    given = outside(desk)
    desk.press("看附件 答复.docx")
    desk.press("看附件 坏.pdf")
    assert [path.rsplit("/", 1)[-1] for path in given] == ["答复.docx", "坏.pdf"]
    with open(given[0], "rb") as copy:
        assert copy.read() == b"PK not really"
    assert "已在别的程序里打开：坏.pdf" in desk.said()
    assert not viewer(desk).isVisible()
    viewer(desk).deleteLater()  # as it goes with the window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert list((tmp_path / "tmp").glob("lianluozhan-copies-*")) == []


def test_no_program_for_it(desk, page):
    """Where nothing can open it that is said."""
    outside(desk)
    viewer(desk).opener = lambda url: False
    desk.press("看附件 答复.docx")
    assert "没有能打开“答复.docx”的程序" in desk.said()


def test_programs_are_not_opened(desk, page):
    """What might be a program is refused, nothing is written anywhere."""
    given, told = outside(desk), []
    desk.window.around.desk.refused.connect(lambda problem: told.append(problem.what))
    desk.press("看附件 程序.exe")
    assert given == []
    assert told == ["“程序.exe”不是照片也不是常见的文件，不在这里打开"]


def test_damaged_and_missing(desk, page, folder):
    """A paper that is not what was kept, or not here, says so."""
    told = []
    desk.window.around.desk.refused.connect(lambda problem: told.append(problem.what))
    database = connect(folder / "papers-2026.db")
    database.execute("UPDATE paper SET data=x'00'")
    database.close()
    desk.press("看附件 回执.pdf")
    database = connect(folder / "papers-2026.db")
    database.execute("DELETE FROM paper")
    database.close()
    desk.press("看附件 回执.pdf")
    assert told == ["附件“回执.pdf”和存入的时候不一样了，没有打开", "附件“回执.pdf”不在这台电脑上"]


def test_added_here(desk, page, files, tmp_path):
    """A paper that comes later is added on the page, and seen at once; it can be kept outside."""
    later = tmp_path / "补来的.png"
    later.write_bytes(files["现场.png"].read_bytes() + b" ")
    page.work.papers.ask_files = lambda: [str(later)]
    desk.press("issue_attach")
    desk.press("看附件 补来的.png")
    assert pdf.pages(viewer(desk).paper.data) == 1
    viewer(desk).ask_file = lambda proposed: str(tmp_path / proposed.replace("补来", "存出"))
    desk.press("viewer_save")
    assert (tmp_path / "存出的.png").read_bytes() == later.read_bytes()


def test_from_a_visit(desk):
    """A visit's photo opens from the visit too."""
    desk.open("接待登记")
    desk.choose("J0004")
    desk.press("看附件 现场.png")
    assert viewer(desk).isVisible()


def test_a_fact_brings_its_paper(folder, files):
    """What a fact carries stands with the fact's word and day."""
    with opened(folder) as store:
        paper = attachment.take(folder, files["现场.png"], 2026)
        issue = do(store, FOURTH, "答复", answer_class="A", text="好了", acted_on="2026-10-20", attachments=[paper])
        assert course(store, (issue.world, issue.id)).papers[0] == ("答复 10-20", paper)

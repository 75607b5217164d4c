"""打印一张表: from a visit to its form on paper in one key, and any other paper by its name."""

import io

import pytest
from pypdf import PdfReader

from lianluozhan import printing
from lianluozhan.issue import Issue
from ui.widgets.progress import Stopped


def words(desk) -> str:
    """All that stands on the paper that is shown."""
    (document,) = desk.page.preview.documents
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(document.data)).pages).replace("\n", "")


def test_from_the_visit_that_is_read(desk):
    """Ctrl+P while a visit is read shows its form; Esc leads back to the visit."""
    desk.open("接待登记")
    desk.choose("J0003")
    desk.type("<Ctrl+P>")
    assert desk.page.noun == "paper" and desk.page.preview.title.text() == "接待登记表"
    assert "尉迟桂英" in words(desk)
    desk.type("<Esc>")
    assert desk.page.noun == "visit" and desk.button("visit_print").isVisible()
    desk.press("打印登记表")
    assert "尉迟桂英" in words(desk)


def test_another_visit_another_paper(desk):
    """The paper is of the visit that is read, not of the one before."""
    desk.open("接待登记")
    desk.choose("J0003")
    desk.type("<Ctrl+P><Esc>")
    desk.choose("高*国")
    desk.type("<Ctrl+P>")
    assert "高建国" in words(desk) and "尉迟桂英" not in words(desk)


def test_save_and_print(desk):
    """保存并打印 saves and shows the paper; the form is empty for the next."""
    desk.open("接待登记")
    desk.fill(visitor_name="苗青山", statement="桥栏杆断了", outcome="当场答复", category="道路交通", reply="已记下")
    desk.press("保存并打印")
    assert desk.page.noun == "paper" and "苗青山" in words(desk) and "桥栏杆断了" in words(desk)
    desk.type("<Esc>")
    assert desk.value("visitor_name") in ("", None)


def test_save_and_print_what_is_not_whole(desk):
    """What cannot be saved is not printed; saving it later by 保存 prints nothing."""
    desk.open("接待登记")
    desk.fill(visitor_name="苗青山")
    desk.type("<Ctrl+P>")
    assert desk.page.noun == "visit" and "还没存进台账" in desk.said()
    desk.fill(statement="桥栏杆断了", outcome="当场答复", category="道路交通", reply="已记下")
    desk.press("保存")
    assert desk.page.noun == "visit"


def test_a_change_and_its_paper(desk):
    """Changing a visit, 保存并打印 shows the paper with what it says now."""
    desk.open("接待登记")
    desk.choose("J0003")
    desk.press("更改")
    desk.fill(request="换成新灯")
    desk.widget("visit_reason").setText("补记")
    desk.press("保存并打印")
    assert desk.page.noun == "paper" and "换成新灯" in words(desk)


def test_from_the_menu(desk):
    """Opened by itself it shows the newest; a number typed shows that one; a wrong one is told and the paper stays."""
    desk.open("打印一张表")
    assert desk.widget("paper.subject").text() == "140405102-2026-J0023"
    desk.widget("paper.subject").setText("j3")
    desk.press("看这一张")
    assert "尉迟桂英" in words(desk) and desk.widget("paper.subject").text() == "140405102-2026-J0003"
    desk.widget("paper.subject").setText("J0999")
    desk.press("看这一张")
    assert "没有编号、标识或名称是“J0999”的记录" in desk.said() and "尉迟桂英" in words(desk)


def test_for_the_wall_and_as_a_draft(desk):
    """公示 masks at once, 草稿 is printed on it, and both go again."""
    desk.open("接待登记")
    desk.choose("J0003")
    desk.type("<Ctrl+P>")
    desk.press("公示（遮姓名电话）")
    assert "尉迟桂英" not in words(desk) and "公示" in words(desk)
    desk.press("内部留存")
    desk.widget("paper.draft").click()
    desk.wait()
    assert "草稿" in words(desk) and "尉迟桂英" in words(desk)


def test_nothing_to_print(tmp_path):
    """An empty folder says so."""
    from tests.pages.desk import sitting
    from tests.station import empty

    for desk in sitting(empty(tmp_path / "空")):
        desk.open("打印一张表")
        assert "还没有能印的" in desk.said()


def test_from_an_issue(desk):
    """打印 under 更多 of 意见办理 offers the papers on the issue that is shown, and shows the chosen one."""
    desk.open("意见办理")
    desk.choose("Y0002")
    desk.press("issue_more")
    menu = desk.button("issue_print").menu()
    assert [action.text() for action in menu.actions()] == [
        "交办单",
        "办理情况反馈单",
        "征询意见表",
        "催办函",
        "期限计算单",
        "一事一档",
    ]
    menu.actions()[0].trigger()
    desk.wait()
    assert desk.page.noun == "paper" and desk.page.preview.title.text() == "交办单"
    assert "140405102-2026-Y0002" in words(desk)
    desk.type("<Esc>")
    assert desk.page.noun == "followup"


def test_for_every_deputy(desk, tmp_path):
    """A paper of one deputy offers all of them: a file each or one file; stopped, it says so; other papers do not offer it."""
    desk.open("打印一张表")
    everybody = desk.page.everybody
    assert not everybody.isVisible()
    desk.page.kind.setCurrentIndex(desk.page.kind.findData("履职档案"))
    desk.page.kind.activated.emit(desk.page.kind.currentIndex())
    desk.wait()
    assert everybody.isVisible() and "人大代表履职档案" in words(desk)
    everybody.ask_folder = lambda: str(tmp_path)
    desk.press("everybody_each")
    assert len(list(tmp_path.glob("履职档案-2026-*.pdf"))) == 9 and "✓ 9 位代表" in desk.said()
    everybody.ask_file = lambda proposed: str(tmp_path / proposed)
    everybody.progress.begin = lambda words: lambda *_step: (_ for _ in ()).throw(Stopped())
    desk.press("everybody_bound")
    assert "已经停下" in desk.said() and not list(tmp_path.glob("*全部代表*"))
    everybody.ask_folder = lambda: ""
    desk.press("everybody_each")
    assert all(button.isEnabled() for button in everybody.buttons)


def test_onto_preprinted_paper(desk):
    """套打 shows the values alone, moved by what is set; the offset is remembered for this form, the page to measure with is at hand."""
    desk.open("打印一张表")
    page = desk.page
    whole = "".join(PdfReader(io.BytesIO(page.preview.document.data)).pages[0].extract_text().split())
    page.overlay.on.click()
    desk.wait()
    alone = "".join(PdfReader(io.BytesIO(page.preview.document.data)).pages[0].extract_text().split())
    assert "来访人姓名" in whole and "来访人姓名" not in alone and "董爱莲" in alone
    page.overlay.right.setValue(1.5)
    desk.wait()
    assert (
        b"1 0 0 1 4.25 0.00 cm" in PdfReader(io.BytesIO(page.preview.document.data)).pages[0].get_contents().get_data()
    )
    desk.press("空白表和校准页")
    assert page.preview.document.file == "接待登记表-套打校准.pdf" and page.preview.document.pages == 2
    page.kind.setCurrentIndex(page.kind.findData("当日接待日志"))
    page.kind.activated.emit(0)
    desk.wait()
    assert not page.overlay.isVisible()
    page.kind.setCurrentIndex(page.kind.findData("接待登记表"))
    page.kind.activated.emit(0)
    desk.wait()
    assert page.overlay.move_() == (1.5, 0)


def test_opened_for_a_record_nothing_else_is_made(desk, monkeypatch):
    """The page opened for one visit makes that paper and no other first; opened by itself it makes the newest, once."""
    made = []
    plain = printing.make
    monkeypatch.setattr(
        printing,
        "make",
        lambda store, name, subject, **how: made.append(printing.called(subject)) or plain(store, name, subject, **how),
    )
    desk.open("接待登记")
    desk.choose("J0003")
    desk.type("<Ctrl+P>")
    assert len(made) == 1 and "尉迟桂英" in words(desk)
    desk.type("<Esc>")
    made.clear()
    desk.open("paper")
    assert len(made) <= 1


def test_a_wall_is_asked_about(desk, tmp_path):
    """A paper for the wall that names somebody waits for an answer, printed or kept: not yet is nothing, all the same is it."""

    def name_them(act):
        issue = next(
            one
            for one in act.store.find(Issue)
            if one.raised_by and one.registered_at[:7] == "2026-10" and not one.sensitive
        )
        act.write(Issue, issue.id, {"title": f"{issue.raised_by}家漏水", "raiser_kind": "个人"})

    desk.window.around.desk.act("amend", name_them)
    page, kept = desk.window.page("paper"), tmp_path / "公示.pdf"
    page.show_record("月度公示 2026-10")
    desk.wait(lambda: page.preview.document is not None and page.preview.document.name == "月度公示")
    preview, asked = page.preview, page.preview.panel.question
    preview.ask_file = lambda _proposed: str(kept)
    preview.panel.printer_for = lambda _job: pytest.fail("printed")
    preview.panel.print()
    desk.wait()
    assert asked.isVisible() and "的标题里有来访人姓名" in asked.words.text()
    desk.press("先不印")
    assert not asked.isVisible()
    preview.save_as()
    desk.wait()
    assert asked.isVisible() and not kept.exists()
    desk.press("照样印")
    assert kept.exists() and not asked.isVisible()
    page.show_record("接待登记表 J0003")
    desk.wait(lambda: page.preview.document.name == "接待登记表")
    kept.unlink()
    preview.save_as()
    desk.wait()
    assert kept.exists()

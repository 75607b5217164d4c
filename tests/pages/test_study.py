"""学习资料 in the window: put on the shelf, found by words, a PDF looked through over the page, read in one press;
a district only looks at readings."""

import docx
import pytest
from PySide6.QtWidgets import QLabel

from lianluozhan import clock, parts
from lianluozhan.act import acting
from lianluozhan.amend import attach
from lianluozhan.duty import Duty
from lianluozhan.record import new_id
from lianluozhan.study import Study, add_study
from tests.core.test_extract import plain, scanned
from tests.district import carry, district
from tests.pages.desk import commit, sitting
from tests.station import empty, opened, sound, take

PART = "学习"


@pytest.fixture
def page(tmp_path):
    """A clerk on the page, the part on; two deputies are known."""
    clock.set_today("2026-11-03")
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", {"name": "陈秀兰"}, {"name": "彭喆"})
        with acting(store, "parts") as act:
            parts.switch(act, on=[PART])
    for desk in sitting(path):
        desk.open("学习资料")
        yield desk


def put(desk, file, **values):
    """Put a file on the shelf as a clerk does."""
    desk.press("放上一份")
    desk.page.form.papers.add([file])
    desk.fill(**values)
    desk.press("保存")


def files(folder):
    """A law as PDF, a 制度 as Word, a scan."""
    (folder / "law.pdf").write_bytes(plain("Article one: keep in touch with voters", "Article two"))
    document = docx.Document()
    document.add_paragraph("代表每月到站接待一次。")
    document.save(folder / "接待制度.docx")
    (folder / "扫描的通知.pdf").write_bytes(scanned())
    return folder / "law.pdf", folder / "接待制度.docx", folder / "扫描的通知.pdf"


def find(desk, words):
    """What is listed for these words."""
    desk.page.line.clear()
    commit(desk.page.line, words)
    desk.wait()
    return [item.title for item in desk.page.roll.list.rows.items]


def test_the_whole_way(page, tmp_path):
    """Put there by title or by the file's name, listed by kind, found by title first and by words with what stands around them."""
    law, rule, scan = files(tmp_path)
    put(page, law, title="代表法")
    put(page, rule)
    put(page, scan)
    assert page.page.roll.foot.text() == "3 份" and [row.split()[0] for row in page.list("study") if "份" in row] == [
        "法律",
        "上级文件",
        "站里制度",
    ]
    assert "没有文字" in "\n".join(page.list("study"))
    assert find(page, "touch") == ["代表法"] and "keep in touch" in page.list("study")[0]
    assert (
        find(page, "代表") == ["代表法", "接待制度"] and find(page, "接待") == ["接待制度"] and find(page, "路灯") == []
    )
    assert page.page.roll.foot.text() == "找到 0 份"
    page.page.line.clear()
    page.wait()
    page.choose("扫描的通知")
    assert "没有认出文字" in page.said()
    page.fill(关键词="值班安排")
    page.page.form.reason.setText("补")
    page.press("保存更改")
    assert find(page, "值班") == ["扫描的通知"]


def test_a_pdf_over_the_page(page, tmp_path):
    """It is looked through and printed there, at what was looked for; Esc goes back; nothing is said of fonts that are not ours."""
    put(page, files(tmp_path)[0], title="代表法")
    find(page, "two")
    page.choose("代表法")
    page.press("打开看")
    preview = page.page.over.preview
    page.wait(lambda: preview.find.hits)
    assert (
        preview.isVisible()
        and preview.number == 1
        and "生僻字" not in "".join(label.text() for label in preview.findChildren(QLabel))
    )
    page.type("<Ctrl+F>")
    assert preview.find.line.hasFocus()
    page.type("<Esc><Esc>")
    assert not preview.isVisible() and page.page.roll.isVisible()
    page.type("<Ctrl+F>")
    assert page.page.line.hasFocus()


def test_other_files_in_other_programs(page, tmp_path):
    """Word is opened by the system's program, as a copy nobody can change."""
    put(page, files(tmp_path)[1])
    page.choose("接待制度")
    seen = []
    page.page.look_at(page.page.form.record.files[0])
    page.wait()
    viewer = page.page._viewer
    viewer.opener = lambda url: bool(seen.append(url.toLocalFile())) or True
    page.press("打开看")
    assert seen and seen[0].endswith("接待制度.docx")


def test_read_in_one_press(page, tmp_path):
    """A duty for those of whom it is new; told who had it; never twice; the day is looked at."""
    put(page, files(tmp_path)[1])
    page.choose("接待制度")
    assert "还没有人学过" in page.said()
    page.press("记学习")
    assert "没有写哪几位代表学了" in page.said()
    page.fill(谁学了="陈秀兰", 哪天学的="2026-11-02")
    page.press("记学习")
    assert "1 人学过：陈秀兰 11-02" in page.said() and "代表履职里有一条" in page.said()
    page.fill(谁学了=["陈秀兰", "彭喆"])
    page.press("记学习")
    assert "2 人学过：陈秀兰 11-02、彭喆 11-03" in page.said() and "有 1 位记过了" in page.said()
    page.fill(谁学了="陈秀兰")
    page.press("记学习")
    assert "这几位都记过了" in page.said()
    page.fill(谁学了="彭喆", 哪天学的="2月30日")
    page.press("记学习")
    assert "哪天学的：" in page.said()
    page.close()
    with opened(page.folder) as store:
        assert [len(one.deputies) for one in store.find(Duty)] == [1, 1]
        sound(store)


def test_refused(page, tmp_path):
    """A file that cannot be read is refused where it was chosen; what was typed stays."""
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF- no")
    put(page, bad, title="坏的")
    assert "坏了，或者不是 PDF" in page.said() and page.value("title") == "坏的" and page.list("study") == []


def test_ctrl_k(page, tmp_path):
    """查找全部 finds it while the part is on, and opens it here; off, it finds nothing of it."""
    from ui.find import everything

    put(page, files(tmp_path)[1])
    page.close()
    with opened(page.folder) as store:
        (row,) = [item for item in everything(store, "每月到站") if item.key]
        assert row.key == f"study {store.find(Study)[0].id}" and row.title == "接待制度"
        with acting(store, "parts") as act:
            parts.switch(act, off=[PART])
        assert everything(store, "每月到站") == [] and everything(store, " ") == []


def test_at_the_two_ends(tmp_path):
    """A district sees whose a 制度 is and who read its law, and registers no reading; a station sees what came from the district."""
    clock.set_today("2026-11-03")
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    here = made.stations["余吾镇"]
    for path, name in ((made.office, "代表法"), (here, "值班制度")):
        with opened(path) as store:
            id, file = new_id(), tmp_path / f"{name}.txt"
            file.write_text(f"{name}：每周三。", "utf-8")
            with acting(store, "add_study") as act:
                add_study(act, id, {"title": name})
                attach(act, Study({"id": id, "world": store.identity.world}), file)
            with acting(store, "parts") as act:
                parts.switch(act, on=[PART])
    carry(made.office, here, stick)
    for desk in sitting(here):
        desk.open("学习资料")
        assert any("代表法" in row and "区里发的" in row for row in desk.list("study"))
        desk.choose("代表法")
        desk.fill(谁学了="单余")
        desk.press("记学习")
        assert "1 人学过" in desk.said()
    carry(here, made.office, stick)
    for desk in sitting(made.office):
        desk.open("学习资料")
        assert any("值班制度" in row and "余吾镇" in row for row in desk.list("study"))
        desk.choose("代表法")
        assert "1 人学过" in desk.said() and not desk.page.readers.press.isVisible()
        desk.choose("值班制度")
        assert not desk.field("title").isEnabled()


def test_called_as_its_file(page, tmp_path):
    """What has no title takes the name of its file; one that was typed stays."""
    law, rule, _scan = files(tmp_path)
    page.press("放上一份")
    page.page.form.papers.add([law])
    assert page.value("title") == "law"
    page.press("放上一份")
    page.fill(title="接待的规矩")
    page.page.form.papers.add([rule])
    assert page.value("title") == "接待的规矩"


def test_what_no_longer_holds(page, tmp_path):
    """One that ended is marked and still found; one that is voided is gone from the list, and nobody can have read it."""
    put(page, files(tmp_path)[1], 废止日期="2026-11-03")
    assert any("已废止" in row for row in page.list("study")) and find(page, "每月到站") == ["接待制度"]
    page.choose("接待制度")
    page.page.form.reason.setText("放错了")
    page.press("作废")
    assert page.list("study") == [] and not page.page.readers.press.isVisible()


def test_words_of_every_sort(page, tmp_path):
    """All of several words, a word that is left out, signs that mean nothing; an answer that comes too late is not shown."""
    for file in files(tmp_path)[:2]:
        put(page, file)
    assert (
        find(page, "代表 接待") == ["接待制度"]
        and find(page, "law -Article") == []
        and sorted(find(page, "-Article")) == ["接待制度"]
    )
    for odd in ("%", "_", "'", '"', "标题:", "没有这一项:代表", "　"):
        find(page, odd)
    page.page.line.setText("接待")
    page.page.line.setText("law")
    page.wait()
    assert [item.title for item in page.page.roll.list.rows.items] == ["law"]


def test_two_files_of_one(page, tmp_path):
    """A second file is added to it later without a reason; both are listed, and it is found by the words of both."""
    law, rule, _scan = files(tmp_path)
    put(page, law, title="代表法")
    page.choose("代表法")
    page.page.form.papers.add([rule])
    page.press("保存更改")
    assert "✓ 已更改" in page.said() and find(page, "touch") == find(page, "每月到站") == ["代表法"]
    assert len(page.page.form.record.files) == 2

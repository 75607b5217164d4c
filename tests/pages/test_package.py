"""导出到U盘 and 导入报送包: asked, done and told in one place; what may not be, is refused in sentences."""

import shutil

import pyrage
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem

from lianluozhan.act import LOCAL, acting
from lianluozhan.amend import void
from lianluozhan.deadline import Rule
from lianluozhan.errors import Problem, WrongPassphrase
from lianluozhan.issue import Issue
from lianluozhan.package.read import needs_passphrase
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.pages.desk import Desk
from tests.station import empty, filled, opened, receive, run
from ui import drives
from ui.asks import package as exporting
from ui.asks.package_import import Arrived, Wanted, found_on, said, taken
from ui.drives import Mount
from ui.widgets.export_form import Order
from ui.widgets.progress import Stopped
from ui.widgets.taken_in import result

SECRET = "屯留老街的槐树"
GOOD = SECRET + "下"


@pytest.fixture
def stick(tmp_path):
    """A stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def page(desk, stick):
    """导出到U盘, the stick found."""
    desk.open("导出到U盘")
    desk.page.form.where.show_sticks([Mount(str(stick), "金士顿", drives.REMOVABLE, 13_421_772_800)])
    return desk.page


def settle(desk) -> None:
    """Until the page's work is over."""
    desk.wait(lambda: desk.page.card.shown() is not desk.page.run_pane)


def export(desk, secret: str = GOOD) -> None:
    """Write the passphrase twice and export."""
    desk.page.form.passphrase.setText(secret)
    desk.page.form.again.setText(secret)
    desk.press("导出")
    settle(desk)


@pytest.fixture
def office(tmp_path):
    """A clerk of the district at her own window."""
    made = Desk(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"))
    yield made
    made.close()


def test_to_the_stick_and_into_the_district(desk, page, stick, office):
    """The month goes onto the stick, and at the district all of it is there; the stick may be pulled, and it is said."""
    export(desk)
    assert "可以拔出 U 盘" in desk.said() and "重复导入不会多出记录" in desk.said()
    (file,) = stick.glob("*.llz")
    assert needs_passphrase(file) and file.name in desk.said()
    assert "✓ 1 个包已导出，核对无误" in desk.said() and page.written.lying.folder.words == str(stick)
    office.open("导入报送包")
    office.page.show_files(found_on([stick]))
    office.page.passphrase.setText(GOOD)
    office.press("导入")
    settle(office)
    assert "✓ 1 个包已导入，核对无误" in office.said()
    lying = office.page.came.lying
    assert (lying.folder.words, lying.files.text()) == (str(stick), file.name)
    path = office.folder
    office.page.finish()
    with opened_at(office, path) as store:
        assert len(store.find(Visit)) == 23


def opened_at(desk, path):
    """The folder of a window, read beside it."""
    from lianluozhan import folder
    from lianluozhan.schema import SCHEMA

    return folder.opened(path, SCHEMA, write=False)


def test_no_backup_beside_is_said(desk, page):
    """Where words lock the package no backup lies beside it: said before and afterwards, with what to do."""
    assert "旁边不放备份" in desk.said() and not page.form.backup.isVisible()
    export(desk)
    assert "旁边没有放备份。要备份，到“更多”里的“备份”" in desk.said()


def test_the_counts_are_what_was_carried(desk, page):
    """The card names visits, issues, facts, duties and papers of the package."""
    export(desk)
    labels = desk.said().split("\n")
    for count, words in (("23", "接待"), ("17", "意见"), ("0", "附件")):
        assert labels[labels.index(words) - 1] == count


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", "请写一个口令"),
        ("短口令", "短口令", "现在 3 个字"),
        (GOOD, SECRET, "两次写的不一样"),
        (GOOD, "", "两次写的不一样"),
    ],
)
def test_a_passphrase_that_will_not_do(desk, page, stick, first, second, told):
    """What is wrong stands beside the label, in the same place, and nothing is written."""
    page.form.passphrase.setText(first)
    page.form.again.setText(second)
    desk.press("导出")
    assert told in desk.said()
    assert page.card.shown() is page.ask_pane
    assert list(stick.glob("*.llz")) == []


def test_what_is_wrong_goes_when_it_is_mended(desk, page):
    """Writing on takes the red away."""
    desk.press("导出")
    assert page.form.passphrase.property("s") == "error"
    page.form.passphrase.setFocus()
    desk.type("abc")
    assert page.form.passphrase.property("s") == "" and "请写一个口令" not in desk.said()


def test_the_passphrase_is_hidden_and_forgotten(desk, page):
    """It shows as dots, and after the export it stands nowhere any more."""
    assert page.form.passphrase.echoMode() == page.form.again.echoMode() == QLineEdit.EchoMode.Password
    export(desk)
    assert page.form.passphrase.text() == page.form.again.text() == ""


def test_a_folder_of_this_pc(desk, page, stick):
    """What was written into a folder is on no stick: not that it may be pulled, but that it has to be carried on is said."""
    page.form.where.show_sticks([])
    page.form.ask_folder = lambda: str(stick)
    desk.press("另选文件夹…")
    export(desk)
    assert "放在这台电脑的文件夹里，还要拷到 U 盘上" in desk.said() and "可以拔出" not in desk.said()
    assert list(stick.glob("*.llz"))


def test_what_is_gone_is_said_before(desk, page, stick, tmp_path):
    """A stick that was pulled, a folder that was chosen and is gone: told at the list when one comes back to the
    window, and at the button; nothing runs."""
    folder = tmp_path / "导出"
    folder.mkdir()
    page.form.ask_folder = lambda: str(folder)
    desk.press("另选文件夹…")
    assert "现在找不到" not in desk.said()
    folder.rmdir()
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    desk.wait()
    assert (
        f"“{folder}”现在找不到：请插好再点“重新找”" in desk.said()
        and "现在找不到了" in page.form.sticks.currentItem().text()
    )
    export(desk)
    assert page.card.shown() is page.ask_pane
    page.form.sticks.setCurrentRow(0)
    assert "现在找不到" not in desk.said()
    export(desk)
    assert "可以拔出 U 盘" in desk.said() and len(list(stick.glob("*.llz"))) == 1


def test_without_a_stick(desk, page, stick):
    """No stick is said, with what to do; a folder of the PC may be chosen instead."""
    page.form.where.show_sticks([])
    assert "没有找到 U 盘" in desk.said()
    page.form.passphrase.setText(GOOD)
    page.form.again.setText(GOOD)
    desk.press("导出")
    assert page.card.shown() is page.ask_pane
    page.form.ask_folder = lambda: str(stick)
    desk.press("另选文件夹…")
    desk.press("导出")
    settle(desk)
    assert len(list(stick.glob("*.llz"))) == 1


def test_a_stick_that_was_pulled(desk, page, stick):
    """What did not happen, what is safe, what to do; and the same again once the stick is back."""
    stick.rmdir()
    export(desk)
    assert page.card.shown() is page.refused_pane
    assert "没有导出" in desk.said() and "没有丢失" in desk.said() and "请插好 U 盘" in desk.said()
    stick.mkdir()
    desk.press("再试一次")
    settle(desk)
    assert page.card.shown() is page.done_pane


def test_copying_the_refusal(desk, page, stick):
    """复制说明 puts the sentences where they can be sent to somebody."""
    from PySide6.QtGui import QGuiApplication

    stick.rmdir()
    export(desk)
    desk.press("复制说明")
    assert "请插好 U 盘" in QGuiApplication.clipboard().text()


def test_back_from_a_refusal(desk, page, stick):
    """返回 leads to the questions, with what was written there."""
    stick.rmdir()
    export(desk)
    desk.press("返回")
    assert page.card.shown() is page.ask_pane and page.form.passphrase.text() == GOOD


def test_stopping_leaves_nothing_on_the_stick(folder, stick):
    """取消 at any step: no file, no half file, on the stick."""
    for at in range(1, 5):

        def tell(words, done=0, of=0, at=at):
            if done == at:
                raise Stopped

        with opened(folder) as store, pytest.raises(Stopped):
            exporting.exported(store, folder, Order(stick, GOOD, False), tell)
        assert list(stick.glob("*.llz")) == []


def test_the_steps_are_told(folder, stick):
    """Collect, lock, write, read back, in this order, each in the clerk's words."""
    told = []
    with opened(folder) as store:
        exporting.exported(store, folder, Order(stick, GOOD, False), lambda *step: told.append(step))
    assert told == [("收集要带走的记录", 1, 4), ("加密", 2, 4), ("写到 U 盘", 3, 4), ("读回来逐字节核对", 4, 4)]


def test_pressing_stop(desk, page, stick):
    """取消 in the window stops at the next step and says so."""
    page.form.passphrase.setText(GOOD)
    page.form.again.setText(GOOD)
    page.export()
    page.progress.stop()
    settle(desk)
    assert "已经停下" in desk.said()
    assert list(stick.glob("*.llz")) == []


def test_done_leads_back(desk, page, stick):
    """完成 goes back to the tab before, ready for the next month; the sticks are looked for whenever the page is opened."""
    desk.open("接待登记")
    desk.open(page.title)
    assert str(stick) not in page.form.sticks.roots()
    page.form.where.show_sticks([Mount(str(stick), "金士顿", drives.REMOVABLE, 13_421_772_800)])
    export(desk)
    desk.press("完成")
    assert desk.page.noun == "visit"
    desk.open("导出到U盘")
    assert desk.page.card.shown() is desk.page.ask_pane


def test_a_district_has_no_such_page(office):
    """导出到U盘 is a station's; the district takes packages in."""
    titles = [maker.title for maker in office.window._leaves]
    assert "导出到U盘" not in titles and "导入报送包" in titles


# -- taking in


@pytest.fixture
def packed(tmp_path, stick):
    """A package of the sample month on the stick."""
    station = filled(tmp_path / "甲")
    with opened(station) as store:
        exporting.exported(store, station, Order(stick, GOOD, False), lambda *step: None)
    return station


def take(office, stick, secret: str = GOOD) -> None:
    """Import all packages of the stick."""
    office.open("导入报送包")
    office.page.show_files(found_on([stick]))
    office.page.passphrase.setText(secret)
    office.press("导入")
    settle(office)


def test_twice_is_harmless(office, stick, packed):
    """The same package again: nothing new, and it is said."""
    take(office, stick)
    office.press("完成")
    take(office, stick)
    assert "以前导入过，没有多出记录" in office.said()


def test_a_wrong_passphrase(office, stick, packed):
    """Nothing is taken in; the sentence says what to try."""
    take(office, stick, "别的什么口令呀")
    assert office.page.card.shown() is office.page.refused_pane
    assert "没有导入" in office.said() and "口令不对" in office.said()
    office.press("返回")
    assert office.page.card.shown() is office.page.ask_pane


def test_one_of_two_is_damaged(office, stick, packed, tmp_path):
    """Each package whole or not at all: the good one comes in, the other is named with its reason."""
    (file,) = stick.glob("*.llz")
    broken = stick / file.name.replace("-2026", "-2025")
    data = bytearray(file.read_bytes())
    data[-9] ^= 1
    broken.write_bytes(bytes(data))
    take(office, stick)
    assert "1 个包已导入，1 个没有导入" in office.said()
    assert "损坏" in office.said()
    office.page.ask_place = lambda: str(tmp_path / "报告.pdf")
    office.press("存成 PDF…")
    office.wait()
    assert "已存成 报告.pdf" in office.said() and (tmp_path / "报告.pdf").read_bytes()[:5] == b"%PDF-"


def test_for_somebody_else(desk, packed, stick):
    """A station refuses what is for its district."""
    desk.open("导入报送包")
    desk.page.show_files(found_on([stick]))
    desk.page.passphrase.setText(GOOD)
    desk.press("导入")
    settle(desk)
    assert desk.page.card.shown() is desk.page.refused_pane
    assert "不是给本机" in desk.said()


def test_what_one_wrote_oneself(desk, page, stick):
    """One's own package: no passphrase is asked for, it is said where it belongs; so too with words that are not its."""
    export(desk)
    (file,) = stick.glob("*.llz")
    desk.open("导入报送包")
    desk.page.ask_files = lambda: [str(file)]
    for secret in ("", "别的什么口令呀"):
        desk.page.show_files([])
        desk.press("另选文件…")
        desk.page.passphrase.setText(secret)
        desk.press("导入")
        settle(desk)
        assert "请写对方告诉您的口令" not in desk.said()
        assert "是本站自己导出的" in desk.said() and "请带到区里导入" in desk.said()
        desk.press("返回")


def test_ones_own_blocks_no_other(office, stick, packed):
    """Chosen beside one's own the good one comes in, and what the other is stands in its row."""
    (stick / "140405-140405102-20261021-0942-0000.llz").write_bytes(pyrage.passphrase.encrypt(b"x", "另外一个口令呀"))
    take(office, stick)
    assert "1 个包已导入，1 个没有导入" in office.said()
    assert "是本区自己导出的" in office.said() and "请带到站里导入" in office.said()


def test_nothing_chosen_or_no_passphrase(office, stick, packed):
    """What is missing is asked for in place."""
    office.open("导入报送包")
    office.page.show_files(found_on([stick]))
    office.press("导入")
    assert "请写对方告诉您的口令" in office.said()
    office.page.show_files([])
    office.page.passphrase.setText(GOOD)
    office.press("导入")
    assert "没有找到报送包" in office.said()
    assert office.page.card.shown() is office.page.ask_pane


def test_choosing_files_elsewhere(office, stick, packed):
    """A package may lie in any folder."""
    (file,) = stick.glob("*.llz")
    office.open("导入报送包")
    office.page.show_files([])
    office.page.ask_files = lambda: [str(file)]
    office.press("另选文件…")
    assert office.page.passphrase.hasFocus()
    office.page.passphrase.setText(GOOD)
    office.press("导入")
    settle(office)
    assert "1 个包已导入" in office.said()


def test_other_pages_learn_of_it(office, stick, packed):
    """What came in is said to have changed, so that every page shows it."""
    told = []
    office.window.around.desk.changed.connect(told.append)
    take(office, stick)
    assert {"visit", "issue", "followup"} <= told[-1]


def test_stopping_between_two(folder, tmp_path, stick):
    """取消 before a package keeps what came in before it and takes nothing more."""

    def tell(words, done=0, of=0):
        raise Stopped

    with opened(folder) as store, pytest.raises(Stopped):
        taken(store, folder, Wanted((stick / "x.llz",), GOOD), "", tell)


def test_what_is_found_on_a_stick(tmp_path):
    """Packages at the top and in 联络站, newest first; other files are passed over, a pulled stick is no trouble."""
    old, new = "140405102-140405-20260930-0901-0000aaaa.llz", "140405103-140405-20261021-0942-0000bbbb.llz"
    (tmp_path / "联络站").mkdir()
    for name in (old, f"联络站/{new}", "照片.jpg", f".{old}.part"):
        (tmp_path / name).touch()
    assert [path.name for path in found_on([tmp_path, tmp_path / "gone"])] == [new, old]


def test_how_a_package_is_named(tmp_path):
    """By its town, day and hour; a name that is not one of ours as it stands."""
    assert said(tmp_path / "140405102-140405-20261021-0942-0000bbbb.llz").startswith("渔泽镇　2026-10-21 09:42 导出")
    assert said(tmp_path / "资料-最新.llz") == "资料-最新.llz"


def test_what_is_told_of_one():
    """Conflicts and what a newer program wrote are told, besides the counts."""
    from lianluozhan.package.merge import Report

    told = result(Arrived("x", Report(added=3, updated=1, unchanged=7, new=5, conflicts=2, unknown=1, papers=4), None))
    words = "".join(words for words, _ in told.notes)
    assert told.counts == ["3", "1", "7", "2", "4"]
    assert "2 处两边写得不一样" in words and "1 条是更新版本" in words
    assert result(Arrived("x", None, WrongPassphrase("口令不对"))).notes[0][1] == "error"
    assert isinstance(WrongPassphrase("口令不对"), Problem)


def test_the_second_export_carries_all_until_the_receipt(desk, page, stick):
    """Without a receipt the next package brings the same again, and what is new."""
    export(desk)
    desk.press("完成")
    desk.open("导出到U盘")
    desk.page.form.where.show_sticks([Mount(str(stick), "", drives.REMOVABLE, 1)])
    export(desk)
    labels = desk.said().split("\n")
    assert labels[labels.index("接待") - 1] == "23"


# -- drives


STICKS = [
    Mount("C:/", "系统", drives.FIXED, 9),
    Mount("D:/", "数据", drives.FIXED, 99),
    Mount("E:/", "KEY", drives.REMOVABLE, 5),
    Mount("F:/", "金士顿", drives.REMOVABLE, 7),
    Mount("G:/", "锁着", drives.REMOVABLE, 8, writable=False),
]


def test_which_disks_are_sticks():
    """Removable ones that can be written, those with most room first."""
    assert [one.root for one in drives.sticks(STICKS)] == ["F:/", "E:/"]


def test_where_a_data_folder_belongs():
    """On D: where that is a fixed disk that can be written; else among the documents."""
    assert drives.data_folder(STICKS, "C:/用户/文档") == "D:\\联络站数据"
    stick = [Mount("D:/", "KEY", drives.REMOVABLE, 5)]
    for others in ([], stick, [Mount("D:/", "光盘", drives.FIXED, 5, writable=False)]):
        assert drives.data_folder(others, "/文档") == "/文档/联络站数据"


def test_how_a_disk_is_named():
    """Its label, letter and room; a disk without a label by its letter."""
    assert Mount("E:/", "金士顿", drives.REMOVABLE, 13_421_772_800).said() == "金士顿（E:）　可用 12.5 GB"
    assert Mount("E:/", "", drives.REMOVABLE, 52_900_000, writable=False).said() == "E:　可用 50.4 MB　只读"


def test_sizes():
    """GB and MB to one digit, never more than there is; the smallest is 1 KB."""
    assert [drives.size(n) for n in (0, 2048, 2**20 - 1, 2**20, 2**30)] == [
        "1 KB",
        "2 KB",
        "1023 KB",
        "1.0 MB",
        "1.0 GB",
    ]


def test_the_disks_of_this_pc():
    """The system's own list can be asked, and what holds this folder is in it."""
    assert any(one.root == "/" or one.root[1:2] == ":" for one in drives.mounts())


def test_an_item_keeps_its_place(page):
    """Where a row leads is the folder, whatever it says."""
    item = page.form.sticks.item(0)
    assert isinstance(item, QListWidgetItem) and str(page.form.sticks.folder()) == item.toolTip()


def test_a_new_visit_goes_along(tmp_path, stick):
    """What was registered after the last export is in the next; what was voided is counted by itself."""
    station = filled(tmp_path / "甲")
    with opened(station) as store:
        again = receive(store)
        found = exporting.carried(store, "district", False)
        assert found["接待"] == 24 and "作废" not in found
        with acting(store, "void") as act:
            void(act, again, "登记了两遍")
        found = exporting.carried(store, "district", False)
        assert (found["接待"], found["作废"]) == (23, 1)
    shutil.rmtree(station)


# ---- with keys instead of words ----------------------------------------------------------------------------------


@pytest.fixture
def keyed(tmp_path, stick):
    """A clerk of a station that has accepted its district's card, and the district's folder."""
    district = empty(tmp_path / "办公室", "district", "140405", "屯留区人大常委会办公室")
    run("card", "--to", stick / "卡.json", "--data", district)
    town = filled(tmp_path / "认过卡的站")
    assert run("enrol", stick / "卡.json", "--data", town).code == 0
    (stick / "卡.json").unlink()
    made = Desk(town)
    made.open("导出到U盘")
    made.page.form.where.show_sticks([Mount(str(stick), "金士顿", drives.REMOVABLE, 13_421_772_800)])
    yield made, district
    made.close()


def test_no_words_once_the_key_is_known(keyed, stick):
    """Nobody is asked for a passphrase, and what is said about it is not said."""
    desk, _district = keyed
    assert not desk.page.form.passphrase.isVisible() and "用屯留区人大常委会办公室的钥匙加密" in desk.said()
    desk.press("导出")
    settle(desk)
    (file,) = stick.glob("*.llz")
    assert not needs_passphrase(file)
    assert "可以拔出 U 盘" in desk.said() and "口令另外告诉" not in desk.said()


def test_a_backup_beside_it(keyed, stick, tmp_path):
    """Locked, verified, told; the district restores it with its own key; without the tick there is none, and where the
    district wants only what is reported up it is not ticked by itself: a backup holds everybody's names."""
    desk, district = keyed
    assert not desk.page.form.backup.isChecked()
    desk.page.form.backup.setChecked(True)
    desk.press("导出")
    settle(desk)
    (file,) = stick.glob("备份-*.zip.age")
    assert file.name in desk.said() and "区人大办公室就能恢复" in desk.said()
    made = run("restore", file, "--to", tmp_path / "恢复", "--data", district)
    assert made.code == 0 and len(run("list", "visit", "--json", "--data", tmp_path / "恢复").data) == 23
    desk.press("完成")
    desk.open("导出到U盘")
    desk.page.form.backup.setChecked(False)
    desk.press("导出")
    settle(desk)
    assert len(list(stick.glob("备份-*.age"))) == 1 and "旁边还有" not in desk.said()


def test_a_backup_is_proposed_where_all_goes_anyway(keyed):
    """The district that wants all private parts has the tick set; a person who takes it out is not overruled."""
    desk, _district = keyed
    values = {"name": "报送范围", "values": {"private_scope": "all"}}
    desk.page.desk.act("rule", lambda act: act.write(Rule, new_id(), values, LOCAL))
    desk.page.reload()
    desk.wait(desk.page.form.backup.isChecked)
    desk.page.form.backup.setChecked(False)
    desk.page.reload()
    desk.wait()
    assert not desk.page.form.backup.isChecked()


def test_a_stranger_is_compared_once(keyed, stick):
    """The district's person sees the fingerprint before anything is taken in; a no takes nothing, a yes is remembered."""
    desk, district = keyed
    desk.press("导出")
    settle(desk)
    office = Desk(district)
    office.open("导入报送包")
    said = run("card", "--to", stick / "站.json", "--data", desk.folder).out
    for press in ("不一样，返回", "一样，导入"):
        office.page.show_files(found_on([stick]))
        office.press("导入")
        office.wait(lambda: office.page.card.shown() is office.page.compare_pane)
        assert said.split("指纹 ")[1][:35] in office.said()
        office.press(press)
    settle(office)
    assert "1 个包已导入" in office.said()
    office.page.finish()
    office.open("导入报送包")
    office.page.show_files(found_on([stick]))
    office.press("导入")
    settle(office)
    assert "以前导入过" in office.said()
    office.close()


def test_for_another_pc_of_the_station(keyed, stick):
    """A tick says so: no words, our own key, and the words at the end say whereto."""
    desk, _district = keyed
    desk.page.form.own_pc.setChecked(True)
    assert "本站的钥匙" in desk.said()
    desk.press("导出")
    settle(desk)
    assert "另一台电脑上导入" in desk.said() and "不算报给区里" in desk.said() and "回执" not in desk.said()
    assert len(list(stick.glob("140405102-140405102-*.llz"))) == 1


def _first(act):
    """意见 Y0001."""
    return act.store.find(Issue, order="number", limit=1)[0]


def test_numbers_in_titles_are_said_before_it_goes_out(desk, page):
    """Which record gives somebody's number away in words that go along stands on the page, and goes once it is mended."""
    assert "别人也看得到" not in desk.said()
    for title in ("路灯不亮，打13800000000", "路灯不亮"):
        desk.window.around.desk.act(
            "issue",
            lambda act, title=title: act.write(Issue, _first(act).id, {"title": title}, act.store.identity.world),
        )
        desk.wait()
        desk.open("今日")
        desk.open("导出到U盘")
        assert ("意见 Y0001 的标题（电话）" in desk.said()) == ("138" in title)

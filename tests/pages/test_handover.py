"""交接 in the window: how things stand, the slip, and the new name under everything that follows."""

from lianluozhan import access, vault
from lianluozhan.operator import operators
from lianluozhan.visit import Visit
from tests.pages.desk import Desk
from tests.station import opened


def test_in_one_place(desk, folder):
    """Backed up, printed, handed over; the status line and what is logged next have the new name."""
    desk.open("交接")
    assert desk.widget("handover.name").hasFocus()
    assert "现在的联络员：赵敏" in desk.said() and "最近的备份：没有" in desk.said()
    desk.press("先备份")
    desk.wait(lambda: "✓ 已备份" in desk.said())
    assert "最近的备份：没有" not in desk.said()
    desk.press("印交接单")
    assert desk.page.noun == "paper" and desk.page.preview.documents[0].name == "交接单"
    desk.open("交接")
    desk.press("handover_save")
    assert "没有写由谁接手" in desk.said()
    desk.widget("handover.name").setText("李海英")
    desk.widget("handover_save").click()
    desk.wait()
    assert "✓ 从现在起由李海英登记" in desk.said() and "现在的联络员：李海英" in desk.said()
    assert desk.window.typist.text().endswith("李海英")
    desk.open("接待登记")
    desk.press("新登记")
    desk.fill(statement="路灯不亮", outcome="当场答复")
    desk.press("保存")
    desk.close()
    with opened(folder) as store:
        assert [one.name for one in operators(store)] == ["李海英"]
        assert store.find(Visit, order="number DESC", limit=1)[0].recorder == "李海英"


def test_the_name_stays(desk, folder):
    """Opened again, the window knows who types, also where several are known."""
    desk.open("交接")
    desk.widget("handover.leaves").setChecked(False)
    desk.widget("handover.name").setText("安晓燕")  # before 赵敏 by name
    desk.widget("handover_save").click()
    desk.wait()
    again = desk.reopen()
    try:
        assert again.window.around.operator == "安晓燕"
    finally:
        again.close()


def test_with_passwords(cheap, folder):
    """Whoever takes over needs a password; until he has opened the folder the old name stands under what is written, and the
    page says so, and whose password still opens."""
    access.protect(folder, "赵敏", "Denglong-97")
    access.admit(folder, "李海英", "Xiushan-42")
    vault.lock(folder)
    desk = Desk(folder, password="Denglong-97")
    for name, words in (
        ("安晓燕", "安晓燕还没有密码"),
        ("李海英", "按 Ctrl+L 锁上，由李海英用自己的密码打开；锁上以前写的，还记在赵敏名下。赵敏的密码还打得开"),
    ):
        desk.open("交接")
        desk.widget("handover.name").setText(name)
        desk.widget("handover_save").click()
        desk.wait()
        assert words in desk.said()
        assert desk.window.typist.text().endswith("赵敏")
    again = desk.reopen("Xiushan-42")
    assert again.window.around.operator == "李海英"
    again.close()

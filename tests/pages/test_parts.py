"""功能 in the window: a tick brings a page into 更多 and its papers into the list, another takes them away; nothing is lost."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox

from lianluozhan import parts
from lianluozhan.act import acting
from lianluozhan.parts import Part
from tests.district import carry, district
from tests.pages.desk import sitting
from tests.station import empty, opened
from ui.pages import PAGES

REAL = parts.PARTS


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """A part that brings a page and a paper."""
    monkeypatch.setattr(parts, "PARTS", (Part("自检", "看灯。", parts.BOTH, pages=("handover",), papers=("交接单",)),))


def entry(desk, noun="handover"):
    """A page's line in 更多."""
    return desk.window.findChild(QAction, f"more_{noun}").isVisible()


def tick(desk):
    """Press the part's tick."""
    desk.page.findChild(QCheckBox, "parts.自检").click()
    desk.wait()


def listed(desk):
    """The papers that can be chosen."""
    desk.open("打印一张表")
    box = desk.page.findChild(QComboBox, "paper.name")
    return [box.itemData(place) for place in range(box.count())]


def test_a_tick(tmp_path):
    """Off at first; on: page and paper are there at once; off again: gone, also after the window was closed."""
    for desk in sitting(empty(tmp_path / "站")):
        assert not entry(desk) and "交接单" not in listed(desk)
        desk.open("功能")
        assert "看灯。" in desk.said()
        tick(desk)
        assert entry(desk) and "打开了" in desk.window.statusBar().currentMessage()
        assert "交接单" in listed(desk)
        desk = desk.reopen()
        assert entry(desk)
        desk.open("功能")
        tick(desk)
        assert (
            not entry(desk)
            and "记下的都留着" in desk.window.statusBar().currentMessage()
            and "交接单" not in listed(desk)
        )
        desk.close()


@pytest.mark.parametrize("role", parts.BOTH)
def test_the_keys_stay(tmp_path, role):
    """Switched by a key, for oneself or for every station, the keys stay where they were; what stands there is what is so."""
    path = (
        empty(tmp_path / "站")
        if role == "station"
        else empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    )
    for desk in sitting(path):
        desk.open("功能")
        one = desk.page.findChild(QCheckBox, "parts.自检")
        one.setFocus()
        for on in (True, False):
            desk.type("<Space>")
            assert desk.window.focusWidget() is one and one.isChecked() is on
        if role == "district":
            box = desk.page.findChild(QComboBox, "parts.自检.stations")
            box.setFocus()
            desk.type("<Down>")
            box.activated.emit(box.currentIndex())
            desk.wait()
            assert desk.window.focusWidget() is box and box.currentText() == "各站都用"


def test_no_bar_for_nothing(tmp_path):
    """Nothing is pressed on this page below its card: there is no empty bar; where something is, the bar is there."""
    for desk in sitting(empty(tmp_path / "站")):
        desk.open("功能")
        assert not desk.page.panes.feet.isVisible()
        desk.open("备份")
        assert desk.page.panes.feet.isVisible()


def test_who_looks_at_a_page_that_goes(tmp_path):
    """Back to the tab that was open before: no page stays in sight that nothing leads to."""
    path = empty(tmp_path / "站")
    with opened(path) as store, acting(store, "parts") as act:
        parts.switch(act, on=["自检"])
    for desk in sitting(path):
        desk.open("代表履职")
        desk.open("交接")
        desk.window.around.desk.act("parts", lambda act: parts.switch(act, off=["自检"]))
        desk.wait()
        assert desk.page.title == "代表履职" and not entry(desk)


def test_the_district_decides(tmp_path):
    """It says in its window what every station has; the station sees that, and cannot change it."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    for desk in sitting(made.office):
        desk.open("功能")
        box = desk.page.findChild(QComboBox, "parts.自检.stations")
        box.setCurrentIndex(1)
        box.activated.emit(1)
        desk.wait()
        assert "各站都用，随下次带回的包到各站" in desk.window.statusBar().currentMessage() and not entry(desk)
        assert desk.page.findChild(QComboBox, "parts.自检.stations").currentText() == "各站都用"
    carry(made.office, made.stations["余吾镇"], stick)
    for desk in sitting(made.stations["余吾镇"]):
        desk.open("功能")
        assert entry(desk) and "区里定的，本站不能改" in desk.said()
        assert not desk.page.findChild(QCheckBox, "parts.自检").isEnabled()


def test_a_refusal_is_told(tmp_path):
    """What cannot be switched says why, and the ticks show what is so."""
    for desk in sitting(empty(tmp_path / "站")):
        desk.open("功能")
        desk.page.switch("自由", True)
        desk.wait()
        assert "没有“自由”这个功能" in desk.said() and not desk.page.findChild(QCheckBox, "parts.自检").isChecked()


def test_every_page_of_a_part_is_there():
    """What a part names is a page, behind the others in 更多 or a tab."""
    assert {page for part in REAL for page in part.pages} <= {page.noun for page in PAGES}

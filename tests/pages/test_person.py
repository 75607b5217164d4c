"""个人信息 in the window: found, handed over, an application registered and decided; the erasing it leads to."""

import pytest

from lianluozhan import access, person, vault
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.looked import EXPORTED, looks
from lianluozhan.note import Note
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import new_id
from tests.pages.desk import Desk, sitting
from tests.station import do, empty, opened, receive

WHO, PHONE = "独孤婉儿", "13800004321"


@pytest.fixture
def page(tmp_path):
    """The clerk of a station where she came three times, and somebody of her name once; on the page."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        for name, more in (
            (WHO, {"visitor_phone": PHONE}),
            ("家里人", {"visitor_phone": PHONE}),
            (WHO, {"visitor_address": "东街"}),
        ):
            receive(store, visitor_name=name, outcome="当场答复", received_at="2026-10-07T09:00", **more)
        with acting(store, "amend") as act:
            amend(
                act,
                store.get(Place, (store.identity.world, own_place_id(store.identity.world))),
                {"head": "王站长"},
                "补上",
            )
    for desk in sitting(path):
        desk.open("个人信息")
        yield desk


def find(page):
    """Her name and phone are typed and looked for."""
    page.widget("person.name").setText(WHO)
    page.widget("person.phone").setText(PHONE)
    page.press("查找")


def ticked(page):
    """{what a line says of itself: ticked}."""
    return {tick.text(): tick.isChecked() for tick in page.page.hits.ticks.values()}


def test_found_and_told_apart(page):
    """What is sure is ticked, a name alone is not; another name is not shown in full; nothing can be done before."""
    assert not page.button("person_save").isEnabled()
    page.press("查找")
    assert "没有写要找谁" in page.said()
    find(page)
    assert ticked(page) == {"接待 J0001": True, "接待 J0002": True, "接待 J0003": False}
    assert "家里人" not in page.said() and "可能是他的 3 条，看来就是他的 2 条" in page.said()
    page.widget("person.hit.0").click()
    page.widget("person.hit.1").click()
    assert not page.button("person_apply").isEnabled()
    page.press("person_look_0")
    assert page.page.noun == "visit"


def test_more_is_known_of_them(page):
    """Looked for by name first: nothing is sure; the phone makes it sure, what a person took or set meanwhile stays."""
    page.widget("person.name").setText(WHO)
    page.press("查找")
    assert set(ticked(page).values()) == {False}
    find(page)
    assert (
        ticked(page) == {"接待 J0001": True, "接待 J0002": True, "接待 J0003": False}
        and page.button("person_save").isEnabled()
    )
    for tick in page.page.hits.ticks.values():
        tick.click()
    page.press("查找")
    assert ticked(page) == {"接待 J0001": False, "接待 J0002": False, "接待 J0003": True}


def test_a_mention_is_seen_where_it_stands(page):
    """A step that mentions her is looked at with its issue, a remark with what it is about."""
    with_names = page.folder
    page.close()
    with opened(with_names) as store:
        visit = receive(
            store, visitor_name="邻居", outcome="乡镇办理", referred_to="渔泽镇人民政府", received_at="2026-10-08T09:00"
        )
        do(store, "Y0001", "批注", text=f"{WHO}也来问过")
        with acting(store, "note") as act:
            act.write(Note, new_id(), {"about": visit.id, "action": "批注", "text": f"和{WHO}同村"})
    for desk in sitting(with_names):
        desk.open("个人信息")
        find(desk)
        for words, noun in (("办理", "followup"), ("批注", "visit")):
            place = next(place for place, tick in enumerate(desk.page.hits.ticks.values()) if tick.text() == words)
            desk.press(f"person_look_{place}")
            assert desk.page.noun == noun
            desk.open("个人信息")


def test_handed_over(page, tmp_path):
    """All of it in a folder a person chose; that it left is written down."""
    find(page)
    page.page.ask_folder = lambda: str(tmp_path / "给她")
    page.press("person_save")
    assert "✓ 已写到" in page.said() and "接待 2" in page.said()
    assert sorted(file.suffix for file in (tmp_path / "给她").iterdir()) == [".pdf", ".xlsx"]
    page.press("person_save")
    assert "没有覆盖它" in page.said()
    page.close()
    with opened(page.folder) as store:
        assert {one.what for one in looks(store)} >= {"个人信息查阅复制件"}


@pytest.mark.usefixtures("cheap")
def test_anybody_but_the_head_says_why(page, tmp_path):
    """Where there are passwords a clerk says why before anything is written; it stands in 谁看过."""
    path = page.folder
    page.close()
    access.protect(path, "赵敏", "Denglong-97")
    desk = Desk(path, password="Denglong-97")
    desk.open("个人信息")
    find(desk)
    desk.page.ask_folder = lambda: str(tmp_path / "给她")
    desk.press("person_save")
    desk.press("继续")
    assert "要写原因才能带走" in desk.said() and not (tmp_path / "给她").exists()
    desk.widget("person.reason").setText("本人当面来要")
    desk.press("继续")
    assert "✓ 已写到" in desk.said()
    assert [
        one.reason
        for one in desk.window.around.desk.ask(lambda store: list(looks(store))).result().answer
        if one.way == EXPORTED
    ] == ["本人当面来要"]
    desk.close()
    vault.lock(path)


def test_asked_decided_erased(page):
    """Registered with her words, decided by the 站长's name, then the list is hers; what is left is the decision."""
    find(page)
    page.press("person_apply")
    page.press("person_apply_save")
    assert "请写他怎么说的" in page.said()
    page.widget("person.words").setText("来电要求删除")
    page.press("person_apply_save")
    assert "来电要求删除" in page.said() and "还没有决定" in page.said() and "刚才：申请删除" in page.said()
    page.press("person_decide_0")
    assert page.widget("person.by").text() == "王站长"
    page.press("不同意删除")
    assert "不同意要写明理由" in page.said()
    page.press("同意删除")
    assert "同意删除：王站长" in page.said()
    page.press("person_erase_0")
    assert page.page.noun == "erasing" and "接待 J0001" in page.said() and "J0003" not in page.said()
    page.press("erasing_confirm")
    page.widget("erasing.by").setText("王站长")
    page.widget("erasing.number").setText(page.page.shown.listed.number)
    page.widget("erasing.sure").click()
    page.press("erasing_erase")
    assert "✓" in page.said() and "编号和数字没有变" in page.said()
    page.open("个人信息")
    find(page)
    assert ticked(page) == {"接待 J0003": False}
    page.close()
    with opened(page.folder) as store:
        assert [one.decision for one in person.applications(store)] == ["同意删除"]


def test_refused_with_a_reason(page):
    """The reason stays to be read, and nothing is to be erased."""
    find(page)
    page.press("person_apply")
    page.widget("person.words").setText("来电要求删除")
    page.press("person_apply_save")
    page.press("person_decide_0")
    page.widget("person.why").setText("保存期限没有到")
    page.press("不同意删除")
    assert "不同意删除：王站长" in page.said() and "保存期限没有到" in page.said()
    assert page.page.applications.findChild(object, "person_erase_0") is None

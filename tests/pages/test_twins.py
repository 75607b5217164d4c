"""On 今日 a visitor who may have been registered on two PCs stands side by side, and a person says whether it is one."""

import pytest

from lianluozhan import backup, clock
from tests.pages.desk import Desk
from tests.station import empty, opened, receive, run, take

LAMP = {
    "received_at": "2026-10-14T09:00",
    "visitor_name": "王秀英",
    "visitor_phone": "13800000001",
    "statement": "村口的路灯坏了三天",
    "outcome": "乡镇办理",
    "referred_to": "渔泽镇人民政府",
    "deputies": ["彭喆"],
}


@pytest.fixture
def desk(tmp_path):
    """The first PC's window after the two have exchanged."""
    clock.set_today("2026-10-21")
    first, second = empty(tmp_path / "一"), tmp_path / "二"
    with opened(first) as store:
        take(store, "deputy", {"name": "彭喆", "levels": "乡镇"})
    backup.restore(backup.backup(first, tmp_path).path, second, beside=True)
    for path, more in ((first, {}), (second, {"received_at": "2026-10-14T09:05", "statement": "路灯三天不亮，在村口"})):
        with opened(path) as store:
            receive(store, **(LAMP | more))
    made = run("export", "--for", "本站", "--to", tmp_path, "--json", "--data", second).data
    assert run("import", made["path"], "--data", first).code == 0
    desk = Desk(first)
    desk.open("今日")
    desk.wait()
    yield desk
    desk.close()


def follow(desk):
    """Take the line of the pair."""
    (way,) = [way for card in desk.page.cards.values() for way in card.lines if "是不是同一件" in way.line.words]
    way.click()
    desk.wait()
    return way.line


def live(desk):
    """The visits that count."""
    return run("list", "visit", "--json", "--data", desk.folder).data


def test_side_by_side(desk):
    """Both are shown with what differs; put off, nothing has changed."""
    line = follow(desk)
    assert line.title.startswith("接待 J0001 和 ") and "同一个电话" in line.words
    said = desk.said()
    assert "村口的路灯坏了三天" in said and "路灯三天不亮，在村口" in said and "2026-10-14 09:05" in said
    desk.press("先放着")
    desk.wait()
    assert not desk.page.twins.isVisible() and len(live(desk)) == 2


def test_the_same(desk):
    """同一件 leaves one; 撤销 in the status line brings the other back and asks again."""
    follow(desk)
    desk.press("同一件")
    desk.wait()
    assert len(live(desk)) == 1 and not desk.page.twins.isVisible()
    assert not [way for card in desk.page.cards.values() for way in card.lines if "是不是同一件" in way.line.words]
    desk.wait(lambda: "与 接待 140405102-2026-J0001 同一件" in desk.said())  # 刚才：…
    desk.press("window_undo")
    desk.wait()
    assert len(live(desk)) == 2
    follow(desk)


def test_not_the_same(desk):
    """不是同一件 keeps both and asks no more."""
    follow(desk)
    desk.press("不是同一件")
    desk.wait()
    assert len(live(desk)) == 2
    assert not [way for card in desk.page.cards.values() for way in card.lines if "是不是同一件" in way.line.words]


def test_seen_whole(desk):
    """Name and phone of both are starred until somebody asks; that is a look at each."""
    follow(desk)
    assert "王*英" in desk.said() and "138****0001" in desk.said() and "王秀英" not in desk.said()
    desk.press("看全")
    assert (
        desk.said().count("王秀英") == 2
        and desk.said().count("13800000001") == 2
        and not desk.button("same_reveal").isVisible()
    )
    desk.press("先放着")
    follow(desk)
    assert "王秀英" not in desk.said()
    desk.close()
    assert [one["what"] for one in run("looks", "--json", "--data", desk.folder).data] == ["接待", "接待"]

"""两边不一样: both values side by side with who, where, when and why; a person decides, and can take it back."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton

from tests.pages.desk import Desk, commit
from tests.station import run
from tests.two_pcs import bring, disagreed, two_pcs


@pytest.fixture
def desk(tmp_path):
    """The window of the first of two PCs that disagree."""
    desk = Desk(disagreed(tmp_path).first)
    yield desk
    desk.close()


def radios(desk):
    """The choices there are."""
    return [one for one in desk.page.sides.group.buttons() if one.isVisible()]


def party(desk):
    """The head count as it is in the folder, and how many places wait."""
    return run("show", "J0003", "--json", "--data", desk.folder).data["record"]["party_size"], len(
        run("conflicts", "--json", "--data", desk.folder).data["fields"]
    )


def open_field(desk, label):
    """Move to the row of a field."""
    desk.open("两边不一样")
    desk.page.list.choose(next(one.key for one in desk.page.found if one.label == label))
    desk.wait()


def choose(desk, words):
    """Press the button of the side that says this."""
    next(one for one in desk.page.sides.findChildren(QRadioButton) if one.isVisible() and words in one.text()).click()
    desk.wait()


def write(desk, words):
    """Write a value of one's own."""
    desk.page.sides.other.clear()
    commit(desk.page.sides.other, words)
    desk.wait()


def test_from_the_morning(desk):
    """今日 says how many; a line leads to its place."""
    desk.open("今日")
    card = next(card for card in desk.page.cards.values() if card.accessibleName() == "要人来定")
    assert len(card.lines) == 2 and all("接待 J0003" in line.accessibleName() for line in card.lines)
    next(line for line in card.lines if "联系电话" in line.accessibleName()).click()
    desk.wait()
    assert desk.page.noun == "conflict" and "“联系电话”" in desk.page.heading.text() and "共 2 处" in desk.said()


def test_side_by_side(desk):
    """Each with its PC, its clerk, its minute and its reason; nothing is preselected; of a phone only its ends."""
    open_field(desk, "人数")
    said = desk.said()
    assert "\n4\n" in said and "\n5\n" in said and "改动原因：来访人说的" in said and "改动原因：打电话更正的" in said
    assert [one.isChecked() for one in radios(desk)] == [False] * 3 and not desk.page.go.isEnabled()
    assert sum("· 赵敏" in one.text() for one in radios(desk)) == 2 and any(
        "本机" in one.text() for one in radios(desk)
    )
    open_field(desk, "联系电话")
    assert "138****0009" in desk.said() and "13800000009" not in desk.said()


def test_decided_and_taken_back(desk):
    """The chosen value holds, the other stays in the history; 撤销 puts back what stood there before."""
    open_field(desk, "人数")
    other = next(one.text() for one in radios(desk) if "赵敏" in one.text() and "本机" not in one.text())
    choose(desk, other)
    desk.page.go.click()
    desk.wait()
    assert "共 1 处" in desk.said() and "刚才：接待 J0003" in desk.window.statusBar().currentMessage()
    assert run("show", "J0003", "--json", "--data", desk.folder).data["record"]["party_size"] == 5
    desk.window.last.press()
    desk.wait()
    assert "已撤销" in desk.window.statusBar().currentMessage()
    desk.close()
    assert party(desk) == (4, 1)
    written = [
        one["set"]["party_size"]
        for one in run("show", "J0003", "--json", "--data", desk.folder).data["history"]
        if "party_size" in one["set"]
    ]
    assert sorted(written) == [3, 4, 4, 5, 5]


def test_another_value(desk):
    """A third value is written as it is meant, also where it looks like the place of one; what cannot be is told in place."""
    open_field(desk, "人数")
    write(desk, "许多")
    assert desk.page.sides.group.checkedId() == 0
    desk.page.go.click()
    desk.wait()
    assert "人数" in desk.page.told.text() and desk.page.go.isEnabled()
    write(desk, "2")
    desk.page.go.click()
    desk.wait()
    desk.close()
    assert party(desk) == (2, 1)


def test_nothing_opens_beside_the_window(desk):
    """What was shown before goes without becoming a window of its own."""
    for label in ("人数", "联系电话", "人数"):
        open_field(desk, label)
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [desk.window]
        assert desk.window.isActiveWindow()


def test_put_off(desk):
    """先放着 leaves everything as it is and goes on to the next; with nothing left it says so."""
    open_field(desk, "人数")
    desk.press("先放着")
    assert "“联系电话”" in desk.page.heading.text()
    desk.press("下一处 PgDn")
    for label in ("人数", "联系电话"):
        open_field(desk, label)
        choose(desk, "本机")
        desk.page.go.click()
        desk.wait()
    assert "没有两边写得不一样的地方" in desk.said() and not desk.page.sides.isVisible()


def test_seen_whole_to_be_told_apart(desk):
    """Two phones with the same ends are told apart by asking: both stand there whole, who looked is written down, and
    the next place is starred."""
    open_field(desk, "联系电话")
    assert "****" in desk.said() and desk.button("conflict_reveal").isVisible()
    whole = [side.value for side in next(one for one in desk.page.found if one.label == "联系电话").sides]
    assert not any(value in desk.said() for value in whole)
    desk.press("看全")
    assert all(value in desk.said() for value in whole) and not desk.button("conflict_reveal").isVisible()
    desk.press("下一处 PgDn")
    assert not any(value in desk.said() for value in whole)
    desk.close()
    assert [(one["what"], one["of"].split()[1]) for one in run("looks", "--json", "--data", desk.folder).data] == [
        ("接待", "J0003")
    ]


def test_a_count_is_nobody(desk):
    """Where nothing of a person is meant there is nothing to ask for."""
    open_field(desk, "人数")
    assert not desk.button("conflict_reveal").isVisible()


def test_papers_of_both(tmp_path):
    """Who attached one paper each is asked for no third value: both can be kept, and are; a head count after it is written as
    before."""
    two = two_pcs(tmp_path)
    for folder, name in ((two.first, "甲.txt"), (two.second, "乙.txt")):
        (tmp_path / name).write_text(name)
        assert run("attach", "J0001", tmp_path / name, "--data", folder).code == 0
        assert run("amend", "J0003", f"人数={len(folder.name) + 6}", "--reason", "数错", "--data", folder).code == 0
    bring(two, two.second, two.first)
    desk = Desk(two.first)
    try:
        open_field(desk, "人数")
        assert desk.page.sides.other.isVisible()
        open_field(desk, "附件")
        assert not desk.page.sides.other.isVisible()
        choose(desk, "两边的都要")
        desk.page.go.click()
        desk.wait()
        assert [one.label for one in desk.page.found] == ["人数"]
    finally:
        desk.close()
    shown = run("show", "J0001", "--data", two.first).out
    assert "甲.txt" in shown and "乙.txt" in shown and run("check", "--data", two.first).code == 0


def test_done_on_both(tmp_path):
    """An issue both PCs went on with says above its course that it is to be checked, and how; once a step has seen both it says so no
    more."""
    two = two_pcs(tmp_path)
    number = next(
        row["number"] for row in run("list", "issue", "--json", "--data", two.first).data if row["state"] == "办理中"
    )
    for folder, step in ((two.second, ("答复", "答复类别=A", "内容=已经修好")), (two.first, ("催办",))):
        assert run("follow", number, *step, "--data", folder).code == 0
    bring(two, two.second, two.first)
    desk = Desk(two.first)
    try:
        desk.open("意见办理")
        desk.choose(number[-5:])
        assert "谁也没看到对方的" in desk.said() and "“批注”写一句" in desk.said()
    finally:
        desk.close()
    assert run("follow", number, "批注", "内容=和另一台核对过", "--data", two.first).code == 0
    desk = Desk(two.first)
    desk.open("意见办理")
    desk.choose(number[-5:])
    assert "谁也没看到对方的" not in desk.said()
    desk.close()


def test_answered_where_another_pc_took_it_back(tmp_path):
    """An issue one PC voided and another answered meanwhile waits for a person, though it is voided: 今日 leads to it, conflicts and
    the month's closing name it; a 批注 by who saw both ends it."""
    two = two_pcs(tmp_path)
    number = next(
        row["number"] for row in run("list", "issue", "--json", "--data", two.first).data if row["state"] == "办理中"
    )
    answered = run("follow", number, "答复", "答复类别=A", "内容=已经修好", "--data", two.second)
    assert answered.code == 0, answered.err
    assert run("void", number, "--reason", "登记重了", "--data", two.first).code == 0
    bring(two, two.second, two.first)
    told = run("conflicts", "--json", "--data", two.first).data["issues"]
    assert [(one["number"], one["state"]) for one in told] == [(number, "已作废")]
    desk = Desk(two.first)
    try:
        desk.open("今日")
        card = next(card for card in desk.page.cards.values() if card.accessibleName() == "要人来定")
        next(line for line in card.lines if number[-5:] in line.accessibleName()).click()
        desk.wait()
        assert desk.page.noun == "followup" and number[-5:] in desk.said() and "已作废" in desk.said()
        assert desk.page.findChild(QAbstractButton, "issue_note").isVisible()
    finally:
        desk.close()
    assert run("follow", number, "批注", "内容=和另一台核对过", "--data", two.first).code == 0
    assert run("conflicts", "--json", "--data", two.first).data["issues"] == []

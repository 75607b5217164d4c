"""还有一件事 at the window: a further issue of the same visitor by a key, and both ways between a visit and its issues."""

import pytest

from lianluozhan.draft import drafts
from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.station import opened, sound


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记, who has written one visit that is passed on."""
    desk.open("接待登记")
    desk.fill(
        姓名="郭桂兰",
        电话="13800000000",
        住址="前后庄村",
        人数="2",
        接待代表="解国栋",
        原话="早市流动摊贩占道",
        处理方式="乡镇办理",
    )
    return desk


def raised(desk):
    """The visit and its issues as the closed folder has them."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        assert drafts(store, "visit") == []
        (found,) = store.find(Visit, "number LIKE '%J0024'")
        return found, store.find(Issue, "visits LIKE ?", (f"%{found.id}%",), "number")


def test_while_writing(visit):
    """Ctrl+J saves the visit and asks the other matter only: words and outcome, with the cursor in the words."""
    visit.type("<Ctrl+J>")
    assert "✓ 已存入台账 J0024" in visit.said()
    assert "郭桂兰 · 前后庄村 说的另一件" in visit.said()
    assert visit.field("原话").hasFocus()
    assert not visit.field("姓名").isVisible()
    assert visit.field("接待代表").text() == "解国栋"
    visit.type("机井坏了，麦地浇不上水<Ctrl+Down><Ctrl+Down>")
    visit.fill(处理方式="乡镇办理")
    visit.type("<Ctrl+S>")
    assert "✓ 已存入台账 · 意见 Y0019 · 交办" in visit.said()
    assert visit.field("姓名").isVisible(), "the next visitor"
    assert (visit.value("姓名"), visit.field("接待代表").text()) == (None, "解国栋")
    held, (first, second) = raised(visit)
    assert held.party_size == 2
    assert (first.statement, second.statement) == ("早市流动摊贩占道", "机井坏了，麦地浇不上水")
    assert (second.raised_by, second.raiser_phone, second.deputies) == (
        first.raised_by,
        first.raiser_phone,
        first.deputies,
    )
    assert first.category != second.category


def test_a_third_matter(visit):
    """Ctrl+J on a further matter goes on to yet another of the same visit."""
    visit.type("<Ctrl+J>")
    visit.fill(原话="机井坏了", 处理方式="乡镇办理")
    visit.type("<Ctrl+J>")
    visit.fill(原话="路灯不亮", 处理方式="形成建议")
    visit.press("保存")
    _held, issues = raised(visit)
    assert [one.statement for one in issues if one.number[-5] == "Y"] == ["早市流动摊贩占道", "机井坏了"]
    assert [one.statement for one in issues if one.number[-5] == "D"] == ["路灯不亮"]


def test_after_saving(visit):
    """After the save, before anything else is written, 还有一件事 means who was just there."""
    visit.press("保存")
    visit.press("还有一件事")
    assert "郭桂兰" in visit.said()
    visit.fill(原话="机井坏了", 处理方式="乡镇办理")
    visit.press("保存")
    assert len(raised(visit)[1]) == 2


def test_reading(visit):
    """A visit that is read shows its issues as links and takes a further one; the issue leads back to it."""
    visit.press("保存")
    visit.choose("郭*兰")
    visit.type("<Ctrl+J>")
    visit.fill(原话="机井坏了", 处理方式="乡镇办理")
    visit.press("保存")
    visit.choose("郭*兰")
    links = [
        one
        for one in visit.page.findChildren(type(visit.button("保存")))
        if one.isVisible() and one.text().startswith("意见 Y")
    ]
    assert [one.text() for one in links] == [
        "意见 Y0018 · 早市流动摊贩占道 · 办理中 渔泽镇人民政府",
        "意见 Y0019 · 机井坏了 · 办理中 渔泽镇人民政府",
    ]
    visit.press(links[1].text())
    assert visit.page.noun == "followup"
    assert visit.page.work.strand.facts.facts[-1].lines == ("来站 · 来自接待 J0024（郭*兰） · 解国栋",)


def test_the_issues_own_words(visit):
    """意见登记 shows a further matter's own words, not the visit's, and leads to the visit."""
    visit.type("<Ctrl+J>")
    visit.fill(原话="机井坏了", 处理方式="形成建议")
    visit.press("保存")
    visit.open("意见登记")
    visit.choose("机井坏了", "issue")
    assert "机井坏了" in visit.page.form.quoted.findChildren(type(visit.page.form.quoted.who))[-1].text()
    visit.press("看那次接待")
    assert visit.page.noun == "visit"
    assert "早市流动摊贩占道" in visit.said()


def test_put_away(visit):
    """A further matter is a draft like any other: it goes on as one of that visit, after another start too."""
    visit.type("<Ctrl+J>")
    visit.fill(原话="机井坏了")
    again = visit.reopen()
    again.open("接待登记")
    assert any(row.endswith("草稿 还有一件事 J0024") for row in again.list())
    again.press("接着记")
    assert not again.field("姓名").isVisible()
    again.fill(处理方式="乡镇办理")
    again.press("保存")
    assert len(raised(again)[1]) == 2


def test_undo(visit):
    """撤销 takes the further matter back alone and gives its words back as what they were."""
    visit.type("<Ctrl+J>")
    visit.fill(原话="机井坏了", 处理方式="乡镇办理")
    visit.press("保存")
    visit.press("撤销")
    assert "已撤销 Y0019，号码保留" in visit.said()
    assert (visit.value("原话"), visit.field("姓名").isVisible()) == ("机井坏了", False)
    visit.press("不要了")
    assert len(raised(visit)[1]) == 1


def test_wrong_goes_nowhere(visit):
    """Ctrl+J on a visit that cannot be saved says what is wrong and stays."""
    visit.fill(年龄="六十来岁")
    visit.type("<Ctrl+J>")
    assert "还有 1 处要改" in visit.said()
    assert visit.value("姓名") == "郭桂兰"

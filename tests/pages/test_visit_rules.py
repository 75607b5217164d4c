"""What the rules ask while a visit is written: who speaks for many, where to go, what deputies keep out of, what is locked."""

import pytest

from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.station import opened, sound


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记."""
    desk.open("接待登记")
    return desk


def stored(desk, end="J0024"):
    """The visit with this number, and every issue of it, as the closed folder has them."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        (held,) = store.find(Visit, "number LIKE ?", (f"%{end}",))
        return held, store.find(Issue, "visits LIKE ?", (f"%{held.id}%",))


def test_many_people(visit):
    """More than five people choose who speaks for them, five at most; fewer are not asked."""
    visit.fill(人数="5", 原话="供暖不热", 处理方式="当场答复")
    assert not visit.field("推选代表").isVisible()
    visit.fill(人数="12")
    assert visit.field("推选代表").isVisible()
    visit.press("保存")
    assert "超过 5 人，请他们推选代表" in visit.said()
    assert visit.field("推选代表").hasFocus()
    visit.fill(推选代表=["甲一", "乙二", "丙三", "丁四", "戊五", "己六"])
    visit.press("保存")
    assert "最多 5 个，这里有 6 个" in visit.said()
    visit.fill(推选代表=["甲一", "乙二"])
    visit.press("保存")
    assert stored(visit)[0].representatives == ["甲一", "乙二"]


def test_not_ours(visit):
    """不属受理范围 asks why and where to go, in fields that are called so."""
    visit.fill(姓名="郭桂兰", 原话="两家为宅基地边界吵架", 处理方式="不属受理范围")
    assert {"请他去哪里", "为什么不属受理范围"} <= {line.removesuffix(" *") for line in visit.said().split("\n")}
    visit.press("保存")
    assert "还有 2 处要改" in visit.said()
    visit.fill(现场答复情况="个人之间的纠纷", 承办单位="镇司法所")
    visit.press("保存")
    held, issues = stored(visit)
    assert (held.reply, held.referred_to, issues) == ("个人之间的纠纷", "镇司法所", [])


def test_why_it_is_not_ours(visit):
    """The reasons of the district stand under Alt+↓, each says where to go, unless a person said it already."""
    visit.fill(姓名="郭桂兰", 原话="两家为宅基地边界吵架", 处理方式="不属受理范围", 现场答复情况="")
    visit.type("<Alt+Down>")
    menu = visit.page.writing.phrases.menu
    assert menu.isVisible() and "→ 人民法院" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    menu.close()
    visit.wait()
    assert (visit.value("现场答复情况"), visit.value("承办单位")) == (
        "已经或者应当由诉讼、仲裁、行政复议解决",
        "人民法院或者复议机关",
    )
    menu.actions()[1].trigger()
    assert visit.value("承办单位") == "人民法院或者复议机关"
    visit.press("保存")
    held, issues = stored(visit)
    assert (held.referred_to, issues) == ("人民法院或者复议机关", []) and held.reply.startswith("已经或者应当由诉讼")


def test_who_would_handle_it_is_not_where_they_go(visit):
    """What the category brought as the organ in charge does not stay as the place a person is sent to; what was typed does."""
    visit.fill(姓名="郭桂兰", 原话="路灯坏了半个月", 处理方式="乡镇办理")
    assert visit.value("承办单位")
    visit.fill(处理方式="不属受理范围")
    assert visit.value("承办单位") is None
    visit.fill(承办单位="镇司法所", 原话="路灯坏了一个月")
    assert visit.value("承办单位") == "镇司法所"


def test_other_outcomes_have_their_names(visit):
    """Another outcome calls the fields as ever."""
    visit.fill(处理方式="不属受理范围")
    visit.fill(处理方式="乡镇办理")
    assert "请他去哪里" not in visit.said()


def test_caution(visit):
    """Words of a case or a tender warn at once and do not stop the save."""
    visit.fill(姓名="郭桂兰", 原话="法院判决下来一年了，没人执行")
    assert "代表法第五十九条" in visit.said()
    visit.fill(处理方式="当场答复")
    visit.press("保存")
    assert "✓ 已存入台账 J0024" in visit.said()


def test_what_is_told(visit):
    """The words that are told about personal data stand at their tick, with the station's name."""
    visit.window.resize(1366, 1200)
    visit.wait()
    assert "您的姓名、电话和说的事由渔泽镇人大代表联络站登记" in visit.said()


def test_tracking_is_offered(visit):
    """A complaint answered on the spot may be followed up: an issue that is answered, with the person still to be asked."""
    visit.fill(姓名="郭桂兰", 性质="投诉", 原话="广场舞太吵", 现场答复情况="当面劝好了", 处理方式="当场答复")
    visit.press("保存")
    assert "投诉当场答复了" in visit.said()
    visit.press("作为意见跟踪")
    assert "J0024 的答复已登记为意见 Y0018" in visit.said()
    assert "投诉当场答复了" not in visit.said() and "平时接待 · 记录人 赵敏" in visit.said()
    _held, (issue,) = stored(visit)
    assert (issue.state, issue.statement) == ("已答复", "广场舞太吵")


def test_tracking_from_the_record(visit):
    """The same is offered where such a visit is read, once."""
    visit.fill(姓名="郭桂兰", 原话="广场舞太吵", 处理方式="当场答复")
    visit.press("保存")
    assert "当场答复了" not in visit.said(), "neither a complaint nor a call for help"
    visit.choose("郭*兰")
    visit.press("作为意见跟踪")
    assert "意见 Y0018 · 广场舞太吵 · 已答复" in [
        one.text() for one in visit.page.reading.findChildren(type(visit.button("更改")))
    ]
    assert not visit.button("作为意见跟踪").isVisible()


def test_locked_words(visit, tmp_path):
    """Signed and scanned: the words are grey until 更正原话 is pressed; the change says why; other fields are as ever."""
    scan = tmp_path / "手印.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    visit.choose("J0004")
    visit.press("更改")
    assert not visit.button("更正原话").isVisible()
    visit.page.form.editors["signed"].setChecked(True)
    visit.page.writing.papers.add([scan])
    visit.widget("visit_reason").setFocus()
    visit.type("签字回来了")
    visit.press("保存更改")
    visit.press("更改")
    assert not visit.field("原话").isEnabled()
    assert "已签字并附了扫描件" in visit.said()
    visit.press("更正原话")
    assert visit.window.focusWidget() is visit.field("原话")
    visit.fill(原话="听录音订正的话")
    visit.widget("visit_reason").setFocus()
    visit.type("听录音订正")
    visit.press("保存更改")
    held, _issues = stored(visit, "J0004")
    assert (held.statement, held.signed) == ("听录音订正的话", True)

"""On no page does a visitor's whole name, phone or address stand until somebody asks;
then it does, who is written down, and it goes again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from lianluozhan import access, folder, password, vault
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.issue import Issue
from lianluozhan.looked import looks
from lianluozhan.operator import add_operator
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.pages.desk import Desk, sitting, wait_for
from tests.station import empty, filled, opened, twin
from ui.idle import Idle
from ui.listing import Listing

WORD = "Denglong-97"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A month's ledger; who looks is written down in it, nothing else."""
    return filled(tmp_path_factory.mktemp("看") / "站")


@pytest.fixture
def desk(town):
    """A clerk at its window."""
    yield from sitting(town)


@pytest.fixture(scope="module")
def secrets(town):
    """What identifies the visitors, whole: names no deputy bears, phones, addresses down to the door."""
    with opened(town) as store:
        visits, issues = store.find(Visit), store.find(Issue)
        official = {one.name for one in store.find(Deputy)}
    names = {one.visitor_name for one in visits} | {one.raised_by for one in issues}
    phones = {one.visitor_phone for one in visits} | {one.raiser_phone for one in issues}
    told = [one for one in names - official | phones if one and len(one) > 1]
    assert len(told) > 30
    return told


def words(root: QWidget) -> str:
    """Everything a person can read of a window, tooltips and rows of lists included."""
    found = [root.windowTitle()]
    for one in root.findChildren(QWidget):
        if not one.isVisible():
            continue
        found.append(one.toolTip())
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            found.append(one.text())
        if isinstance(one, QPlainTextEdit):
            found.append(one.toPlainText())
        if isinstance(one, Listing):
            found += [item.said() for item in one.rows.items]
    return "\n".join(found)


def leaks(desk, secrets):
    """The whole names and numbers that stand there now."""
    said = words(desk.window)
    return [one for one in secrets if one in said]


@pytest.mark.parametrize(
    "noun",
    (
        "visit issue followup duty today deputy stats schedule appointment activity package conflict term handover"
    ).split(),
)
def test_no_page_shows_anybody(desk, secrets, noun):
    """Each page, and the record of each row of its list."""
    desk.open(noun)
    assert leaks(desk, secrets) == []
    for listing in desk.page.findChildren(Listing):
        for place, item in list(enumerate(listing.rows.items))[:12]:
            if item.key is not None:
                listing.setCurrentIndex(listing.rows.index(place))
                desk.wait()
                assert leaks(desk, secrets) == [], (noun, item.said())


def test_nor_does_what_is_found(desk, secrets):
    """查找全部 finds somebody by their whole name and shows the ends of it."""
    desk.type("<Ctrl+K>")
    desk.window.find.line.setText("赵㛃")
    desk.wait()
    rows = [item.said() for item in desk.window.find.list.rows.items]
    assert any("赵*" in row for row in rows) and not any("赵㛃" in row for row in rows)


# -- asked for


def reading(path):
    """The folder, read beside its window."""
    return folder.opened(path, SCHEMA, write=False)


def looked_at(path, **narrowed):
    """Who saw what there: (who, at what, how many records), the newest first."""
    with reading(path) as store:
        return [(one.operator, one.what, len(one.records)) for one in looks(store, **narrowed)]


@pytest.fixture
def own(tmp_path, town):
    """A clerk at a folder of their own, where a deputy's phone and households are known."""
    path = twin(town, tmp_path / "站")
    with opened(path) as store, acting(store, "amend") as act:
        one = store.find(Deputy, order="id")[0]
        act.write(Deputy, one.id, {"phone": "13811112222", "households": ["秦海燕"]}, one.world)
    yield from sitting(path)


def test_a_visit_is_asked_for(own):
    """One press, or its key, shows all of a visit; it is starred again on the next row and when the page is left; one line a day."""
    own.open("接待登记")
    own.choose("J0001")
    before = own.said()
    own.press("看全")
    with reading(own.folder) as store:
        visit = store.find(Visit, "number LIKE '%J0001'")[0]
    assert visit.visitor_name not in before and visit.visitor_phone not in before
    assert visit.visitor_name in own.said() and visit.visitor_phone in own.said()
    own.choose("J0002")
    assert visit.visitor_phone not in own.said()
    own.choose("J0001")
    own.type("<F9>")
    assert visit.visitor_phone in own.said() and not own.button("visit_reveal").isVisible()
    own.open("统计")
    own.open("接待登记")
    assert visit.visitor_phone not in own.said() and own.button("visit_reveal").isVisible()
    assert looked_at(own.folder) == [("赵敏", "接待", 1)]


def test_a_change_shows_it_all(own):
    """Whoever changes a visit sees all of it in the form: that is a look too."""
    own.open("接待登记")
    own.choose("J0001")
    own.type("<Ctrl+E>")
    assert own.value("visitor_phone") and "*" not in own.value("visitor_phone")
    assert looked_at(own.folder) == [("赵敏", "接待", 1)]


def test_whom_to_ring(own):
    """意见办理: the head shows whom it is about when asked; the card of who is to be told shows their number at once, both written down."""
    own.open("意见办理")
    own.choose("Y0001")
    with reading(own.folder) as store:
        issue = store.find(Issue, "number LIKE '%Y0001'")[0]
        visit = store.find(Visit, "id=?", issue.visits)[0]
    assert visit.visitor_name not in own.said()
    own.press("看全")
    assert visit.visitor_name in own.said() and visit.visitor_phone in own.said()
    own.choose("Y0002")
    assert visit.visitor_phone not in own.said()
    assert looked_at(own.folder) == [("赵敏", "意见", 2)]


@pytest.mark.parametrize(("noun", "row"), [("visit", "J0001"), ("followup", "Y0003"), ("issue", "Y0001")])
def test_the_keys_stay(own, noun, row):
    """A press on 看全 leaves the keys in the list, though the button goes: the next arrow moves on, and it is starred again."""
    own.open(noun)
    own.choose(row)
    listing = own.page.findChild(Listing, f"list_{noun}")
    listing.setFocus()
    own.press("看全")
    assert listing.hasFocus() and not own.button(f"{noun}_reveal").isVisible()
    own.type("<Up>")
    assert listing.hasFocus() and own.button(f"{noun}_reveal").isVisible()


def test_an_issue_is_asked_for(own):
    """意见登记: whom it is about is starred until somebody asks, and what is starred is never saved."""
    own.open("意见登记")
    own.choose("Y0001")
    before = own.said()
    own.press("看全")
    assert own.said() != before and looked_at(own.folder) == [("赵敏", "意见", 2)]


def test_a_letter_is_changed(own):
    """Of an issue that came in a letter the starred fields are grey; its other fields are changed and theirs stay as they were."""
    own.open("意见登记")
    own.fill(raised_by="秦海燕", raiser_phone="13811112222", statement="水压太低", title="水压低")
    own.press("只登记")
    own.choose("水压低")
    assert (own.value("raised_by"), own.value("raiser_phone")) == ("秦*燕", "138****2222")
    assert not own.field("raised_by").isEnabled()
    own.fill(title="三楼水压低")
    own.press("保存改动")
    with reading(own.folder) as store:
        (issue,) = store.find(Issue, "title='三楼水压低'")
        assert (issue.raised_by, issue.raiser_phone) == ("秦海燕", "13811112222")
    own.choose("三楼水压低")
    own.press("看全")
    assert own.value("raised_by") == "秦海燕" and own.field("raised_by").isEnabled()


def test_a_form_is_asked_for(own):
    """A deputy's phone is starred and grey in their form until somebody asks; what was not changed is starred again when they go on."""
    with reading(own.folder) as store:
        one = store.find(Deputy, order="id")[0]
    own.open("代表名册")
    own.page.show_record(one.id)
    own.wait()
    assert own.value("phone") == "138****2222" and not own.field("phone").isEnabled()
    own.press("看全")
    assert own.value("phone") == "13811112222" and own.field("phone").isEnabled()
    assert looked_at(own.folder) == [("赵敏", "代表", 1)]
    own.open("统计")
    own.open("代表名册")
    assert own.value("phone") == "138****2222" and not own.field("phone").isEnabled()


def test_drafts_and_hints(own):
    """A draft in the lists shows the ends of a name and of numbers in its words;
    so do hints of earlier visits while the same name is typed."""
    own.open("接待登记")
    own.fill(visitor_name="赵㛃", statement="打13811112222找我")
    assert own.value("visitor_name") == "赵㛃", "what is typed is shown"
    own.wait(lambda: own.page.hints.groups)
    hints = str(own.page.hints.groups)
    assert "赵*" in hints and "赵㛃" not in hints
    own.press("放下，稍后再记")
    assert any(row.startswith("赵*") and "草稿" in row for row in own.list()) and "赵㛃" not in "\n".join(own.list())
    own.open("今日")
    assert "13811112222" not in words(own.window)


@pytest.mark.usefixtures("cheap")
def test_confidential(tmp_path):
    """A confidential matter says so in the lists of who did not register it; another clerk may ask, who may only read may not."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        with acting(store, "operator") as act:
            add_operator(act, "李建国", "站长")
            add_operator(act, "周萍", "只读")
        with acting(store, "add_visit", "李建国") as act:
            add_visit(
                act,
                new_id(),
                {
                    "received_at": "2026-10-07T09:00",
                    "visitor_name": "秦海燕",
                    "statement": "举报账目不清",
                    "outcome": "乡镇办理",
                    "referred_to": "渔泽镇人民政府",
                    "confidential": True,
                },
            )
    access.protect(path, "赵敏", "Denglong-97")
    access.admit(path, "周萍", "Xiushan-42")
    vault.lock(path)
    desk = Desk(path, password="Denglong-97")
    for noun in ("visit", "followup", "issue"):
        desk.open(noun)
        assert any("（保密）" in row for row in desk.list()) and "举报" not in words(desk.window), noun
    desk.open("visit")
    desk.choose("J0001")
    desk.press("看全")
    assert "举报账目不清" in desk.said()
    desk = desk.reopen(password="Xiushan-42")
    desk.open("visit")
    desk.choose("J0001")
    desk.press("看全")
    assert "要求保密，只读的人不能看" in desk.said() and "举报" not in desk.said()
    desk.close()
    password.unlock(path, "Denglong-97")
    assert looked_at(path) == [("赵敏", "接待", 1)]
    vault.lock(path)


@pytest.mark.usefixtures("cheap")
@pytest.mark.parametrize("way", ["key", "idle"])
def test_locked_it_is_gone(own, way):
    """Locked by its key or because nobody stirred, what was shown is gone with the window; unlocked it is starred again."""
    path = own.folder
    own.close()
    access.protect(path, "赵敏", WORD)
    desk = Desk(path, password=WORD)
    desk.open("接待登记")
    desk.choose("J0001")
    desk.press("看全")
    with reading(path) as store:
        phone = store.find(Visit, "number LIKE '%J0001'")[0].visitor_phone
    assert phone in words(desk.window)
    before = desk.window
    if way == "key":
        desk.type("<Ctrl+L>")
    else:
        before.findChild(Idle).over.emit()
    desk.wait(lambda: hasattr(before, "followed_by"))
    asking = before.followed_by
    assert asking.isVisible() and not [
        one for one in QApplication.topLevelWidgets() if one.isVisible() and phone in words(one)
    ]
    wait_for(lambda: asking.who.count() and asking.desk.idle())
    asking.word.setText(WORD)
    QTest.keyClick(asking.word, Qt.Key.Key_Return)
    wait_for(lambda: hasattr(asking, "followed_by"))
    desk.window = asking.followed_by
    desk.wait()
    assert desk.page.noun == "visit" and phone not in words(desk.window)
    desk.choose("J0001")
    assert phone not in words(desk.window) and desk.button("visit_reveal").isVisible()
    desk.close()
    vault.lock(path)

"""公示: drafted from the books, approved by the 站长, sealed, posted, taken down; nothing that gives a person away goes up; the
district sees which station made what known."""

import hashlib
import subprocess

import pytest

from lianluozhan import attachment, clock, operator, posting
from lianluozhan.act import acting
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.named import record_of
from lianluozhan.notice import Notice, add_notice, approve, overdue, post, private_in, take_down
from lianluozhan.operator import add_operator
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from tests.district import carry, district
from tests.station import digest, empty, filled, opened, receive, sound, take

TODAY = "2026-11-03"

pytestmark = pytest.mark.day(TODAY)  # the day things are done on


@pytest.fixture
def store(tmp_path):
    """A station that has read the sample ledger of October."""
    with opened(filled(tmp_path / "站")) as store:
        yield store


def note(store, **values):
    """Draft a notice; gives it."""
    id = new_id()
    with acting(store, "notice", "赵敏") as act:
        add_notice(act, id, {"name": "公示一份"} | values)
    return store.get(Notice, (store.identity.world, id))


def step(store, one, does, *words, operator="赵敏"):
    """Take it on; gives it as it is then."""
    with acting(store, "notice", operator) as act:
        does(act, one, *words)
    return store.get(Notice, (one.world, one.id))


def test_the_whole_way(store):
    """Drafted, approved, posted, taken down: each with its day; the masked paper is kept as it was approved."""
    with acting(store, "amend") as act:
        act.write(Place, own_place_id(store.identity.world), {"head": "李建国"})
    one = note(store, **posting.drafted(store, "2026-10"))
    assert (one.number, one.state, one.period) == ("140405102-2026-G0001", "待批准", "2026-10")
    assert "接待群众 23 批 38 人次" in one.words and "原话" in one.masked
    one = step(store, one, posting.approve)
    assert (one.state, one.approved_by, one.approved_on) == ("已批准", "李建国", TODAY)
    (paper,) = one.photos
    kept = attachment.paper(store.path.parent, paper["digest"])
    assert paper["name"] == "月度公示-2026-10.pdf" and hashlib.sha256(kept).hexdigest() == paper["digest"]
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=kept, capture_output=True, check=True).stdout.decode()
    people = store.db.execute("SELECT visitor_name, visitor_phone FROM visit WHERE visitor_name IS NOT NULL").fetchall()
    assert "公示" in said and not [found for row in people for found in row if found and found in said]
    one = step(store, one, post, "一楼大厅宣传栏", "2026-11-04", "2026-11-10")
    assert (one.state, one.spot, one.posted_on, one.until, overdue(one)) == (
        "公示中",
        "一楼大厅宣传栏",
        "2026-11-04",
        "2026-11-10",
        False,
    )
    clock.set_today("2026-11-11")
    assert overdue(one)
    one = step(store, one, take_down)
    assert (one.state, one.taken_down, overdue(one)) == ("已撤下", "2026-11-11", False)
    assert record_of(store, "G0001").id == record_of(store, one.name).id == one.id
    sound(store)


def test_a_quarter(store):
    """A quarter's is its months together; a year is none."""
    values = posting.drafted(store, "2026-Q4")
    assert values["name"] == "2026年第4季度意见办理公示" and "接待群众 23 批" in values["words"]
    one = step(store, note(store, **values), posting.approve)
    assert one.photos[0]["name"] == "月度公示-2026-Q4.pdf"
    with pytest.raises(BadInput, match="按月或按季"):
        posting.drafted(store, "2026")


def test_steps_out_of_turn(store):
    """Nothing hangs that nobody approved, nothing comes down that does not hang; a place must be said; nothing changes."""
    one = note(store, words="十月接待 23 批")
    before = digest(store)
    for does, words, why in ((post, ("大厅",), "请先批准"), (take_down, (), "没有贴着")):
        with pytest.raises(NotAllowed) as refused:
            step(store, one, does, *words)
        assert why in str(refused.value)
    assert digest(store) == before
    one = step(store, one, approve, "李建国", "2026-11-01")
    assert (one.approved_by, one.approved_on) == ("李建国", "2026-11-01")
    for does, words, why in ((approve, (), "已经批准过"), (post, (), "没有写贴在哪里")):
        with pytest.raises((NotAllowed, BadInput), match=why):
            step(store, one, does, *words)
    one = step(store, one, post, "大厅")
    with pytest.raises(BadInput, match="还早"):
        step(store, one, take_down, "2026-10-01")
    with pytest.raises(NotAllowed, match="公示中”，不用再批准"):
        step(store, one, approve)


def test_what_is_changed_is_approved_again(store):
    """Words that were approved are those that hang: another word, and it has to be seen again."""
    one = step(store, note(store, words="十月接待 23 批"), approve)
    with acting(store, "amend") as act:
        act.write(Notice, one.id, {"words": "十月接待 32 批"})
    one = store.get(Notice, (one.world, one.id))
    with pytest.raises(NotAllowed, match="批准以后内容改过"):
        step(store, one, post, "大厅")
    assert step(store, step(store, one, approve), post, "大厅").state == "公示中"


@pytest.mark.parametrize("words", ["联系 13800000000", "身份证 11010519491231002X", "卡号 6222021234567890128"])
def test_a_person_given_away(store, words):
    """A phone, an identity or bank number in free words stops the approval, and is shown."""
    one = note(store, words=f"张大爷{words}，谢谢大家")
    with pytest.raises(BadInput, match=words.split()[1]):
        step(store, one, approve)
    assert private_in([None, "遮住的 138****0000"]) == []


def test_a_title_on_the_board_gives_away(store):
    """The paper says the titles of issues: a phone in one of them stops it too, and it is said which one to mend."""
    receive(store, received_at="2026-10-28T09:00", outcome="乡镇办理", referred_to="镇政府", visitor_name="王甲")
    with acting(store, "amend") as act:
        issue = store.db.execute("SELECT id FROM issue WHERE registered_at LIKE '2026-10-28%'").fetchone()[0]
        act.write(Issue, issue, {"title": "王家 13800000000 的路灯"})
    with pytest.raises(BadInput, match=r"^意见 Y\d+ 的标题里有电话 13800000000"):
        step(store, note(store, **posting.drafted(store, "2026-10")), posting.approve)


def test_who_approves(store, monkeypatch):
    """Where the 站长 has a password it is theirs to press; where nobody has one, the clerk writes down who approved."""
    with acting(store, "init") as act:
        add_operator(act, "李建国", "站长")
    one = note(store, words="十月接待 23 批")
    monkeypatch.setattr(operator.password, "people", lambda _doors: ["李建国", "赵敏"])
    with pytest.raises(NotAllowed, match="赵敏不是站长"):
        step(store, one, approve)
    assert step(store, one, approve, operator="李建国").approved_by == "李建国"


def test_from_a_sheet(store):
    """An old register is read: what was posted, or taken down, is so; the same rows again add nothing."""
    rows = (
        {"name": "七月公示", "posted_on": "2026-08-03", "spot": "大厅", "approved_by": "李建国"},
        {"name": "六月公示", "posted_on": "2026-07-03", "taken_down": "2026-07-20"},
        {"name": "八月公示"},
    )
    take(store, "notice", *rows)
    take(store, "notice", *rows)
    assert [(one.name, one.state) for one in store.find(Notice, order="name")] == [
        ("七月公示", "公示中"),
        ("八月公示", "待批准"),
        ("六月公示", "已撤下"),
    ]


def test_to_the_district(tmp_path):
    """It travels with its paper; the district sees whose it is, and writes one of its own that no station gets."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.stations["渔泽镇"]) as station:
        one = step(station, note(station, **posting.drafted(station, "2026-10")), posting.approve)
        step(station, one, post, "镇政府大厅")
    carry(made.stations["渔泽镇"], made.office, stick)
    with opened(made.office) as office:
        (row,) = readable(office, Notice, office.find(Notice))
        assert (row["station"], row["state"], row["spot"]) == ("渔泽镇", "公示中", "镇政府大厅")
        assert attachment.paper(office.path.parent, row["photos"][0]["digest"])
        note(office, name="全区公示")
        sound(office)
    carry(made.office, made.stations["渔泽镇"], stick)
    with opened(made.stations["渔泽镇"]) as station:
        assert [one.name for one in station.find(Notice)] == [one.name]
        sound(station)


def test_an_empty_station(tmp_path):
    """A month in which nothing happened can be made known too."""
    with opened(empty(tmp_path / "站")) as store:
        assert step(store, note(store, **posting.drafted(store, "2026-10")), posting.approve).state == "已批准"


# ---- a year's 考核


def test_a_year_s_order(store):
    """Drafted with its figures, approved with the list as it may hang: no votes; a year without deputies has none."""
    take(store, "deputy", {"name": "陈秀兰", "levels": ["区"], "group": "第1组"})
    one = note(store, **posting.drafted_merit(store, "2026"))
    assert (one.name, one.kind, one.period) == (
        "2026年履职考核公示",
        "履职考核",
        "2026",
    )
    assert "位代表，达到最低要求" in one.words
    one = step(store, one, posting.approve, "李建国")
    (paper,) = one.photos
    said = subprocess.run(
        ["pdftotext", "-raw", "-", "-"],
        input=attachment.paper(store.path.parent, paper["digest"]),
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert paper["name"] == "年度考核名次-2026.pdf" and "履职考核公示" in "".join(said.split()) and "陈秀兰" in said


def test_a_year_of_nobody(tmp_path):
    """There is nothing to make known."""
    with opened(empty(tmp_path / "空站")) as bare, pytest.raises(NotAllowed, match="没有名次可公示"):
        posting.drafted_merit(bare, "2026")

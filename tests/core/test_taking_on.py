"""立项: an issue becomes a project in one step, a closed one with what was done; a 典型案例 is made known only with a yes."""

import subprocess

import pytest

from lianluozhan import attachment, clock, posting
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.notice import Notice, add_notice
from lianluozhan.project import Project, finish
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.taking_on import take_on
from tests.station import digest, do, empty, opened, receive, sound, take

WHO = "尉迟桂英"
STEPS = [
    "交办 镇政府，已办 2026-10-14",
    "催办，已办 2026-10-20",
    "答复，已办 2026-10-21",
    "回告，已办 2026-10-22",
    "评价，已办 2026-10-22",
    "办结，已办 2026-10-23",
]


@pytest.fixture
def store(tmp_path):
    """A station with an issue in hand and one that was closed."""
    clock.set_today("2026-11-03")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "陈秀兰"}, {"name": "彭喆"})
        take(store, "organ", {"name": "镇政府"})
        for day in ("2026-10-14", "2026-10-15"):
            receive(
                store,
                outcome="乡镇办理",
                referred_to="镇政府",
                visitor_name=WHO,
                statement=f"我是{WHO}，路灯不亮",
                deputies=["陈秀兰", "彭喆"],
                category="道路与路灯",
                received_at=f"{day}T09:00",
            )
        do(store, "Y0001", "催办", acted_on="2026-10-20", text="快些")
        do(store, "Y0001", "答复", acted_on="2026-10-21", answer_class="A", text="换好了")
        do(store, "Y0001", "回告", acted_on="2026-10-22", to=[WHO, "陈秀兰", "彭喆"], how="电话")
        do(store, "Y0001", "评价", acted_on="2026-10-22", satisfaction="满意")
        do(store, "Y0001", "办结", acted_on="2026-10-23")
        yield store
    clock.set_today(None)


def issue(store, number="Y0001"):
    """The issue of this number."""
    return store.find(Issue, "number LIKE ?", (f"%{number}",))[0]


def made(store, number="Y0001", case=False, **typed):
    """Its project, as people read it."""
    with acting(store, "project", "赵敏") as act:
        id = take_on(act, issue(store, number), typed, case=case)
    one = store.get(Project, (store.identity.world, id))
    return one, readable(store, Project, [one])[0]


def test_of_a_closed_issue(store):
    """Finished, with each act a step, who did it, how it was rated; nobody of the public named, nothing that was said."""
    one, row = made(store, case=True)
    assert (
        row["state"],
        row["title"],
        row["finished_on"],
        row["begun_on"],
        row["lead_deputy"],
        row["deputies"],
        row["organs"],
    ) == ("完成", "道路与路灯", "2026-10-23", "2026-10-14", "陈秀兰", ["彭喆"], ["镇政府"])
    assert row["steps"].splitlines() == STEPS and row["result"] == "A 类（已解决）；群众满意"
    assert (
        row["year"] == "2026"
        and WHO not in str(one.data)
        and "换好了" not in str(one.data)
        and one.issues == [issue(store).id]
    )
    sound(store)


def test_of_last_year(store):
    """It is a case of the year it was closed in."""
    receive(
        store,
        outcome="乡镇办理",
        referred_to="镇政府",
        visitor_name=None,
        statement="下水道堵了",
        category="道路与路灯",
        received_at="2025-12-20",
    )
    do(store, "2025-Y0001", "答复", acted_on="2026-01-08", answer_class="A", text="通了")
    do(store, "2025-Y0001", "办结", acted_on="2026-01-10")
    one, row = made(store, "2025-Y0001", case=True)
    assert (row["year"], row["begun_on"]) == ("2026", "2025-12-20") and "-2026-X" in one.number


def test_of_one_in_hand(store):
    """It goes on from here: begun, to be done by the same day; typed words go over what it brings."""
    _one, row = made(store, "Y0002", title="换路灯", kind="民生实事")
    assert (row["state"], row["title"], row["kind"], row["due_on"], row["steps"], row["finished_on"]) == (
        "进行",
        "换路灯",
        "民生实事",
        issue(store, "Y0002").due_on,
        None,
        None,
    )


def test_refused(store):
    """A case of what is not closed, the same issue twice, one that was voided: nothing changes."""
    made(store)
    with acting(store, "void") as act:
        void(act, issue(store, "Y0002"), "重复")
    receive(store, outcome="乡镇办理", referred_to="镇政府", category=None, statement="别的事情")
    before = digest(store)
    for number, case, why in (("Y0001", False, "已经立项：.*X0001"), ("Y0003", True, "还写不成典型案例")):
        with pytest.raises(NotAllowed, match=why):
            made(store, number, case)
    (gone,) = store.find(Issue, "voided IS NOT NULL")
    with pytest.raises(NotAllowed, match="不能立项"), acting(store, "project") as act:
        take_on(act, gone, {})
    if not issue(store, "Y0003").category:
        with pytest.raises(BadInput, match="没有写项目名称"):
            made(store, "Y0003")
    assert digest(store) == before


# ---- made known


def strife(store, **more):
    """A mediation that came to its end."""
    take(
        store,
        "project",
        {"kind": "矛盾调处", "title": "王甲家的排水沟", "goal": "说清楚", "parties": "王甲\n李乙", "lesson": "先量后谈"}
        | more,
    )
    one = store.find(Project, "title LIKE '%排水沟'")[0]
    with acting(store, "project") as act:
        finish(act, one, "王甲和李乙签了字")
    return store.get(Project, (one.world, one.id))


def drafted(store, one, **more):
    """A notice of it."""
    id = new_id()
    with acting(store, "notice") as act:
        add_notice(act, id, posting.drafted_case(store, one) | more)
    return store.get(Notice, (one.world, id))


def test_not_without_a_yes(store):
    """Nobody's case is made known before they agreed; a project without anybody of the public needs nobody's."""
    one = strife(store)
    with pytest.raises(NotAllowed, match="还没有写当事人同意公开"):
        posting.drafted_case(store, one)
    take(store, "project", {"kind": "产业发展", "title": "连翘"})
    assert posting.drafted_case(store, store.find(Project, "title='连翘'")[0])["name"] == "典型案例：连翘"


def test_what_is_approved_hangs(store):
    """The words are those a person looked at and changed; the kept paper has them, nobody in full."""
    notice = drafted(store, strife(store, consent="双方 10月20日"))
    assert (
        notice.name == "典型案例：王*家的排水沟"
        and notice.words == "背景\n说清楚\n成效\n王*和李*签了字\n经验做法\n先量后谈"
    )
    with acting(store, "amend") as act:
        amend(act, notice, {"words": notice.words.replace("先量后谈", "先听后量再谈")}, "写清楚")
    with acting(store, "notice", "赵敏") as act:
        posting.approve(act, store.get(Notice, (notice.world, notice.id)), "李建国")
    notice = store.get(Notice, (notice.world, notice.id))
    (paper,) = notice.photos
    assert notice.state == "已批准" and paper["name"] == "典型案例-X0001.pdf"
    text = "".join(_text(attachment.paper(store.path.parent, paper["digest"])).split())
    assert "先听后量再谈" in text and "王*家的排水沟" in text and "王甲" not in text and "公示" in text
    sound(store)


def test_a_name_is_not_approved(store):
    """Somebody wrote it back in: refused with the name; also where the yes was taken back."""
    one = strife(store, consent="双方")
    notice = drafted(store, one, words="背景\n王甲说了算")
    before = digest(store)
    with pytest.raises(BadInput, match="当事人的姓名：王甲"), acting(store, "notice", "赵敏") as act:
        posting.approve(act, notice)
    assert digest(store) == before
    with acting(store, "amend") as act:
        amend(act, one, {"consent": ""}, "反悔了")
    with pytest.raises(NotAllowed, match="还没有写当事人"), acting(store, "notice", "赵敏") as act:
        posting.approve(act, notice)


def _text(data):
    return subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()

"""项目: its state follows from what is written; steps are lines of words; 民生实事 are counted by two who agree; the district sees
each station's; private words stay where they belong."""

import pytest

from lianluozhan import clock, project
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.ballot import Ballot, add_ballot
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.livelihood import count, count_again, decide, of_year, said_votes, tally
from lianluozhan.named import record_of
from lianluozhan.note import Note
from lianluozhan.project import Project, standing
from lianluozhan.project_steps import Step, impossible, steps_of
from lianluozhan.readable import readable
from tests.district import carry, district
from tests.station import CODE, digest, empty, issues, opened, receive, sound, take

TODAY = "2026-11-03"
LIGHTS = {
    "kind": "民生实事",
    "title": "村道路灯",
    "lead_deputy": "陈秀兰",
    "due_on": "2026-12-10",
    "steps": "勘查，2026-11-01，村委会\n安装；2026年11月30日；镇政府\n验收",
}
SAME_ID = "0" * 8 + "-0000-7000-8000-" + "0" * 12
PAPER = {"digest": "0" * 64, "name": "灯.jpg", "size": 1}
COUNTS = {"发出": 35, "收回": 34, "有效": 33, "赞成": 28}

pytestmark = pytest.mark.day(TODAY)  # the day things are done on


@pytest.fixture
def store(tmp_path):
    """A station with a deputy and one candidate of 民生实事."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "陈秀兰"}, {"name": "彭喆"})
        take(store, "project", LIGHTS)
        yield store


def the(store, title="村道路灯"):
    """The project of this title."""
    (one,) = store.find(Project, "title=?", (title,))
    return one


def step(store, does, *words, title="村道路灯"):
    """Take it on; gives it as it is then."""
    with acting(store, "project", "赵敏") as act:
        does(act, the(store, title), *words)
    return the(store, title)


def counted(store, **other):
    """Counted by two, who agree."""
    step(store, count, "计票", "李平", COUNTS | other)
    return step(store, count, "监票", "周红", COUNTS | other)


def seen(store, title="村道路灯"):
    """Its row as people read it."""
    return readable(store, Project, [the(store, title)])[0]


def test_made(store):
    """Numbered with X in its year, its deputy of the roster, a candidate; found by number and by title."""
    one = the(store)
    assert (one.number, one.year, one.state, one.progress, one.voted, one.votes) == (
        f"{CODE}-2026-X0001",
        "2026",
        "计划",
        0,
        "候选",
        None,
    )
    assert seen(store)["lead_deputy"] == "陈秀兰"
    assert record_of(store, "X0001").id == record_of(store, "村道路灯").id == one.id
    take(store, "project", {"kind": "自定", "title": "跨年", "due_on": "2027-01-31"})
    assert the(store, "跨年").year == "2026"
    take(store, "project", {"kind": "产业发展", "title": "连翘", "begun_on": "2025-03-01"})
    assert (
        the(store, "连翘").number,
        the(store, "连翘").state,
        the(store, "连翘").voted,
        the(store, "连翘").progress,
    ) == (f"{CODE}-2025-X0001", "进行", None, None)
    sound(store)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("勘查", Step("勘查")),
        ("勘查，2026-11-01", Step("勘查", "2026-11-01")),
        ("换灯头，查线路，2026年11月1日，村委会，王工", Step("换灯头，查线路", "2026-11-01", "村委会，王工")),
        ("勘查，已办 2026-10-30", Step("勘查", done="2026-10-30")),
        ("勘查；已办", Step("勘查", done="")),
        ("勘查，2026-02-30", Step("勘查，2026-02-30")),
        ("勘查，2026年11月1日前，王工", Step("勘查", "2026-11-01", "王工")),
        ("勘查，2026-11-01 以前", Step("勘查", "2026-11-01")),
        ("2026-11-01", Step("2026-11-01")),
        ("已办", Step("已办")),
        ("，", Step("")),
        ("换灯头 2026-10-10", Step("换灯头", "2026-10-10")),
        ("换灯头2026年10月10日前", Step("换灯头", "2026-10-10")),
        ("换 3 个灯头 2026.10.10 村委会", Step("换 3 个灯头", "2026-10-10", "村委会")),
        ("换灯头 2026-10-10 已办 2026-10-09", Step("换灯头", "2026-10-10", done="2026-10-09")),
        ("依据2026年10月1日纪要整改", Step("依据2026年10月1日纪要整改")),
        ("勘查 已办", Step("勘查", done="")),
        ("勘查 2026-02-30", Step("勘查，2026-02-30")),
    ],
)
def test_a_step_is_a_line(line, read):
    """What, by when, who, done: read from one line, and written so that it is read the same again; a strange one stays words."""
    assert steps_of(line) == [read] and (not read.what or steps_of(read.line) == [read])


def test_a_day_without_its_year(store):
    """10月10日前 after a comma or a blank is a day of the project's year; within words it is none; what cannot be is refused."""
    take(
        store,
        "project",
        {"kind": "自定", "title": "水渠", "year": "2027", "steps": "清淤，10月10日前，村委会\n学习10月1日讲话 3月5日"},
    )
    assert [(step.what, step.by) for step in steps_of(the(store, "水渠").steps)] == [
        ("清淤", "2027-10-10"),
        ("学习10月1日讲话", "2027-03-05"),
    ]
    with pytest.raises(BadInput, match="“2月30日”不是日期"):
        take(store, "project", {"kind": "自定", "title": "坝", "steps": "清淤，2月30日"})


def test_no_such_day(store):
    """A date that cannot be is refused where it is typed, in a new project and in a change."""
    assert impossible("勘查，2026-02-30 前") == ["2026-02-30"]
    assert impossible("勘查，2026-02-30\n看 2026-02-30 的天气，2026-02-28") == ["2026-02-30"]
    before = digest(store)
    with pytest.raises(BadInput, match="“2026-02-30”不是日期"):
        take(store, "project", LIGHTS | {"steps": "勘查，2026-02-30"})
    with pytest.raises(BadInput, match="“2026-13-01”不是日期"), acting(store, "amend") as act:
        amend(act, the(store), {"steps": "勘查，2026-13-01"}, "写错")
    with pytest.raises(BadInput, match="年度“今年”看不懂"):
        take(store, "project", LIGHTS | {"year": "今年"})
    assert digest(store) == before


def test_the_whole_way(store):
    """Voted, chosen, its steps done one by one, finished: state, share of steps and next date follow; the light by the day."""
    one = counted(store)
    assert (one.voted, one.votes, said_votes(seen(store))) == ("已计票", 28, "赞成 28 票（有效 33）")
    one = step(store, decide, "选定", "2026-11-02")
    assert (one.voted, one.decided_on, one.state, one.next_on, seen(store)["light"]) == (
        "选定",
        "2026-11-02",
        "计划",
        "2026-11-01",
        "红",
    )
    one = step(store, project.do_step, 1, "2026-10-31")
    assert (one.state, one.progress, one.next_on, seen(store)["light"]) == ("进行", 33, "2026-11-30", "绿")
    assert one.steps.splitlines()[0] == "勘查，2026-11-01，村委会，已办 2026-10-31"
    clock.set_today("2026-11-27")
    assert seen(store)["light"] == "黄"
    one = step(store, project.add_step, Step("回访群众", "2026-12-09", "陈秀兰"))
    assert len(steps_of(one.steps)) == 4 and one.progress == 25
    for place in (2, 3, 4):
        one = step(store, project.do_step, place)
    one = step(store, project.finish, "四十盏全亮了")
    assert (one.state, one.progress, one.finished_on, one.next_on, seen(store)["light"]) == (
        "完成",
        100,
        "2026-11-27",
        None,
        None,
    )
    sound(store)


def test_out_of_turn(store):
    """A step that is not there, done twice, finished too early or without a result, stopped without a reason: nothing changes."""
    before = digest(store)
    for does, words, why in (
        (project.do_step, (4,), "没有第 4 步，一共 3 步"),
        (project.do_step, (0,), "没有第 0 步"),
        (project.finish, ("好",), "还有 3 步没有办：勘查"),
        (project.stop, (" ",), "没有写停止原因"),
        (project.add_step, (Step(" "),), "没有写做什么"),
        (project.resume, (), "计划，不用恢复"),
        (decide, ("选定",), "票决情况是“候选”"),
        (count_again, ("错",), "还没有数过"),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            step(store, does, *words)
    assert digest(store) == before
    step(store, project.do_step, 1)
    with pytest.raises(NotAllowed, match="第 1 步已经办了"):
        step(store, project.do_step, 1)
    one = step(store, project.stop, "没有钱")
    assert (one.state, one.stopped_why, one.next_on) == ("停止", "没有钱", None)
    with pytest.raises(NotAllowed, match="已经停止") as refused:
        step(store, project.do_step, 2)
    assert "恢复" in refused.value.then
    assert step(store, project.resume).state == "进行"
    with acting(store, "amend") as act:
        amend(act, the(store), {"steps": "勘查，已办"}, "只剩一步")
    with pytest.raises(BadInput, match="完成没有写办理结果"):
        step(store, project.finish)
    step(store, project.begin, "2026-11-01")
    for does, words, why in (
        (project.begin, (), "2026-11-01 已经开始"),
        (project.finish, ("好", "2026-10-01"), "还早"),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            step(store, does, *words)


def test_voided(store):
    """Nothing more is done with one that was voided."""
    with acting(store, "void") as act:
        void(act, the(store), "重复")
    (one,) = store.find(Project, "voided IS NOT NULL")
    for does, words in (
        (project.begin, ()),
        (project.resume, ()),
        (project.work, ({},)),
        (count, ("计票", "李平", COUNTS)),
    ):
        with pytest.raises(NotAllowed, match="作废了"), acting(store, "project") as act:
            does(act, one, *words)


# -- voting


def test_two_who_differ(store):
    """The second sees nothing of the first; where they differ both are shown and nothing is kept; nobody counts twice."""
    step(store, count, "计票", "李平", COUNTS)
    assert seen(store)["counted"] is None and the(store).voted == "待监票" and the(store).votes is None
    before = digest(store)
    for step_, name, said, why in (
        ("监票", "周红", COUNTS | {"赞成": 27}, "赞成 28 和 27"),
        ("监票", "李平", COUNTS, "要两个人"),
        ("监票", " ", COUNTS, "没有写监票人"),
        ("监票", "周红", {"发出": 1}, "还缺：收回"),
        ("监票", "周红", COUNTS | {"反对": 1}, "票上没有“反对”"),
        ("监票", "周红", COUNTS | {"赞成": "许多"}, "赞成："),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            step(store, count, step_, name, said)
    assert digest(store) == before
    assert step(store, count, "监票", "周红", COUNTS).votes == 28
    with pytest.raises(NotAllowed, match="已经数好了：赞成 28 票"):
        step(store, count, "计票", "李平", COUNTS)
    with pytest.raises(BadInput, match="重计没有写原因"):
        step(store, count_again, " ")
    assert step(store, count_again, "漏数一张").voted == "候选"
    assert store.find(Note, "text=?", ("重计：漏数一张",))
    with pytest.raises(NotAllowed, match="计票人还没有数"):
        step(store, count, "监票", "周红", COUNTS)


@pytest.mark.parametrize(
    ("more", "why"), [({"收回": 36}, "比发出的 35"), ({"有效": 35}, "比收回的 34"), ({"赞成": 34}, "比有效的 33")]
)
def test_votes_that_cannot_be(more, why):
    """Never more returned than issued, valid than returned, yes than valid."""
    with pytest.raises(BadInput, match=why):
        tally(COUNTS | more)


def test_more_than_half(store):
    """Half is not enough: chosen only by more than half of the valid slips; left out, it goes no further; decided once."""
    take(store, "project", LIGHTS | {"title": "电梯"}, {"kind": "自定", "title": "别的"})
    for title, yes in (("电梯", 17), ("村道路灯", 16)):
        for word, who in (("计票", "李平"), ("监票", "周红")):
            step(store, count, word, who, COUNTS | {"有效": 32, "赞成": yes}, title=title)
    with pytest.raises(NotAllowed, match="赞成 16 票，没有过有效票 32 张的半数"):
        step(store, decide, "选定")
    assert step(store, decide, "选定", title="电梯").voted == "选定"
    one = step(store, decide, "落选")
    assert (one.voted, one.state, one.next_on) == ("落选", "停止", None)
    with pytest.raises(NotAllowed, match="已经落选"):
        step(store, decide, "选定")
    with pytest.raises(NotAllowed, match="只有民生实事要票决，这个是自定"):
        step(store, count, "计票", "李平", COUNTS, title="别的")
    assert [one.title for one in of_year(store, "2026")] == ["电梯", "村道路灯"] and of_year(store, "2025") == []


@pytest.mark.parametrize(
    ("values", "voted"),
    [
        ({"counted": COUNTS, "recounted": COUNTS, "counter": "甲", "teller": "甲"}, "两次不一致"),
        ({"counted": COUNTS, "recounted": {"赞成": 1}}, "两次不一致"),
        ({"recounted": COUNTS}, "待监票"),
        ({"counted": {}, "recounted": {}}, "候选"),
    ],
)
def test_a_strange_hand(values, voted):
    """Whatever arrives in a package has a standing; one person's two counts are no count."""
    found = standing(Project({"kind": "民生实事"} | values))
    assert found["voted"] == voted and found["votes"] is None


# -- beside it


def test_what_a_deputy_did(store):
    """Work for a project is a duty of its deputies, of the kind that fits, and the project names it."""
    step(store, project.work, {"content": "看了安装"})
    (duty,) = store.find(Duty)
    row = readable(store, Duty, [duty])[0]
    assert (row["deputies"], row["kind"], row["theme"], row["title"], row["begin"], row["source"]) == (
        ["陈秀兰"],
        "办好事、实事",
        "依托站点办实事",
        "村道路灯",
        TODAY,
        f"项目：{CODE}-2026-X0001",
    )
    assert the(store).duties == [duty.id] and seen(store)["duties"] == [duty.number]
    take(store, "project", {"kind": "自定", "title": "无人"})
    with pytest.raises(BadInput, match="没有写是哪几位代表"):
        step(store, project.work, {}, title="无人")
    one = step(store, project.work, {"deputies": ["彭喆"], "begin": "2026-10-01T09:00"}, title="无人")
    assert [(one.kind, one.begin) for one in store.find(Duty, "id=?", (one.duties[0],))] == [
        ("其他", "2026-10-01T09:00")
    ]
    sound(store)


def test_the_issues_it_came_from(store):
    """Named by number, kept as what they are, also when they are changed; one that is not there is refused."""
    receive(store, outcome="乡镇办理", referred_to="镇政府")
    (issue,) = issues(store)
    take(store, "project", LIGHTS | {"title": "灯", "issues": ["Y0001", issue["number"]]})
    assert the(store, "灯").issues == [issue["id"]] and seen(store, "灯")["issues"] == [issue["number"]]
    with pytest.raises(BadInput, match="“Y0009”不是哪一件意见的编号"):
        take(store, "project", LIGHTS | {"issues": ["Y0009"]})
    with acting(store, "amend") as act:
        amend(act, the(store), {"issues": "Y0001"}, "补上")
    assert the(store).issues == [issue["id"]]


@pytest.mark.parametrize("name", Project.stepwise)
def test_what_the_steps_write(store, name):
    """Counts, the choice and the duties come by their own steps: neither with a new project nor by a change."""
    value = {"decision": "选定", "decided_on": TODAY, "duties": ["L0001"], "before": [PAPER], "after": [PAPER]}.get(
        name, {"赞成": 1} if "count" in name and name != "counter" else "李平"
    )
    with pytest.raises(BadInput, match="不能随登记写入"):
        take(store, "project", LIGHTS | {name: value})
    with pytest.raises(NotAllowed, match="不能直接改"), acting(store, "amend") as act:
        amend(act, the(store), {name: value}, "改")


def test_one_id_at_two_stations(tmp_path):
    """Two stations' records of one id are two records, and working out how they stand comes to an end."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    for path in made.stations.values():
        with opened(path) as station, acting(station, "project") as act:
            project.add_project(act, SAME_ID, {"kind": "自定", "title": "同号"})
            add_ballot(act, SAME_ID, {"kind": "满意度测评", "matter": "供暖", "date": TODAY})
        carry(path, made.office, stick)
    with opened(made.office) as office:
        assert [one.state for one in office.find(Project)] == ["计划", "计划"] and len(office.find(Ballot)) == 2
        sound(office)


def test_to_the_district_and_back(tmp_path):
    """A district sees the projects of every station with what is agreed in them, as they stand there, and writes none of them."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    secret = {
        "kind": "矛盾调处",
        "title": "排水沟",
        "parties": "甲方：王甲 13800000000",
        "agreement": "各让一尺",
        "steps": "丈量，已办 2026-10-10\n签字",
    }
    for town, path in made.stations.items():
        with opened(path) as station:
            take(station, "project", secret | {"title": f"{town}排水沟"})
        carry(path, made.office, stick)
    with opened(made.office) as office:
        rows = readable(office, Project, office.find(Project, order="title"))
        assert [(row["title"], row["station"], row["state"], row["progress"]) for row in rows] == [
            ("余吾镇排水沟", "余吾镇", "进行", 50),
            ("渔泽镇排水沟", "渔泽镇", "进行", 50),
        ]
        assert {row["parties"] for row in rows} == {secret["parties"]}
        entry = next(office.entries("kind='project'"))
        assert b"13800000000" not in entry.data and "parties" in entry.secret and "agreement" in entry.secret
        with pytest.raises(NotAllowed), acting(office, "amend") as act:
            amend(act, office.find(Project)[0], {"goal": "好"}, "改")
        sound(office)
    carry(made.office, made.stations["渔泽镇"], stick)
    with opened(made.stations["渔泽镇"]) as station:
        (row,) = readable(station, Project, station.find(Project))
        assert row["travel"] and row["title"] == "渔泽镇排水沟"
        sound(station)

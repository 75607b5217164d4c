"""The made-up station: repeatable, lifelike, marked, and refused by every real district."""

import re

import pytest

from lianluozhan import clock, folder, index, parts, selfcheck, supervise
from lianluozhan.act import acting
from lianluozhan.action import SETTLED
from lianluozhan.appraisal import Appraisal
from lianluozhan.articles import articles
from lianluozhan.ballot import Ballot
from lianluozhan.board import board
from lianluozhan.calendar import WorkCalendar
from lianluozhan.check import check
from lianluozhan.demo import (
    district as demo_district,
    station as demo,
    supervise as demo_supervise,
    words as demo_words,
    years as demo_years,
)
from lianluozhan.deputy import Deputy
from lianluozhan.draft_law import DraftLaw
from lianluozhan.duty import Duty
from lianluozhan.errors import FolderProblem, WrongReceiver
from lianluozhan.expert import Expert
from lianluozhan.folder import KEYS
from lianluozhan.issue import Issue
from lianluozhan.month import MonthEnd
from lianluozhan.month_data import month_data
from lianluozhan.notice import Notice
from lianluozhan.official import Official
from lianluozhan.operator import add_operator, operators
from lianluozhan.opinion import Opinion
from lianluozhan.package import merge, read, write
from lianluozhan.place import Place
from lianluozhan.project import Project
from lianluozhan.readable import readable
from lianluozhan.report import month_set
from lianluozhan.schema import SCHEMA
from lianluozhan.suggestion import behind, points
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.core import desk
from tests.station import run

TODAY = "2026-10-31"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demo folder of two months, seed 1."""
    path = tmp_path_factory.mktemp("demo") / "示例"
    clock.set_today(TODAY)
    try:
        demo.make(path, 1, 2)
    finally:
        clock.set_today(None)
    return path


@pytest.fixture
def seen(made):
    """Its open store, to be read."""
    clock.set_today(TODAY)
    with folder.opened(made, SCHEMA, write=False) as store:
        yield store
    clock.set_today(None)


def content(path):
    """Every record but what the wall clock and the keys say."""
    with folder.opened(path, SCHEMA, write=False) as store:
        rows = {cls.noun: readable(store, cls, store.find(cls)) for cls in (Deputy, Visit, Issue, Duty)}
    return {
        noun: [{k: v for k, v in row.items() if k != "created_at"} for row in found] for noun, found in rows.items()
    }


def test_the_same_again(made, tmp_path):
    """The same seed and day give the same records; another seed gives others."""
    clock.set_today(TODAY)
    try:
        demo.make(tmp_path / "twin", 1, 2)
        demo.make(tmp_path / "other", 2, 2)
        assert content(tmp_path / "twin") == content(made)
        assert content(tmp_path / "other") != content(made)
    finally:
        clock.set_today(None)


def test_it_is_marked(seen):
    """Name, code, numbers and 家站点 say 示例."""
    assert seen.identity.name.startswith("示例") and seen.identity.world.startswith("示例-")
    assert all(visit.number.startswith("示例-") for visit in seen.find(Visit))


def test_it_holds(made):
    """A check of the folder finds nothing."""
    with folder.opened(made, SCHEMA) as store:
        assert check(store).findings == ()


def test_two_months_of_a_station(seen):
    """Several receptions on every worked Wednesday, in both months, none later than today."""
    days = {visit.received_at[:10] for visit in seen.find(Visit)}
    assert days == {
        "2026-09-02",
        "2026-09-09",
        "2026-09-16",
        "2026-09-23",
        "2026-09-30",
        "2026-10-14",
        "2026-10-21",
        "2026-10-28",
    }
    assert all(WorkCalendar().day(day).working for day in days)
    assert 3 * len(days) <= len(seen.find(Visit)) <= 6 * len(days)


def test_every_part_of_the_work_is_there(seen):
    """Issues in several states, some reported up, some closed; duties by hand beside the sessions'; a roster; two people."""
    states = {issue.state for issue in seen.find(Issue)}
    assert {"待区处理", "办理中", "已办结"} <= states
    kinds = {duty.kind for duty in seen.find(Duty)}
    assert "接待选民" in kinds and len(kinds) > 2
    assert len({deputy.name for deputy in seen.find(Deputy)}) == 9
    assert {one.role for one in operators(seen)} == {"联络员", "站长"}


def test_nobody_is_real(seen):
    """Phones have the invented shape; nobody has an identity number."""
    people = [*seen.find(Visit), *seen.find(Deputy)]
    phones = [one.data.get("visitor_phone") or one.data.get("phone") for one in people]
    assert all(re.fullmatch(r"1[3578]\d0000\d{4}", phone) for phone in phones)
    assert not any(one.data.get("visitor_id_number") or one.data.get("id_number") for one in people)


def test_every_case_has_its_organ(seen):
    """What is passed on names who shall handle it."""
    passed = [
        visit
        for visit in readable(seen, Visit, seen.find(Visit))
        if visit["outcome"] in ("乡镇办理", "村社办理", "报区办理")
    ]
    assert passed and all(visit["referred_to"] for visit in passed)


def test_every_category_is_one_of_the_list(seen):
    """The cases use the district's own categories."""
    from lianluozhan.category import default_categories

    assert {case.category for case in demo_words.CASES} <= {row["name"] for row in default_categories()}


def test_its_month_prints(seen, tmp_path):
    """The papers of a made-up month come out whole, no character missing."""
    papers = month_set.make(month_data(seen, "2026-10"), tmp_path)
    assert all(paper.missing == () for paper in papers)


def test_no_real_district_takes_it(made, tmp_path):
    """A package of it is refused by the district whose town it plays."""
    office = desk.make(tmp_path / "office", "district", desk.DISTRICT, desk.OFFICE)
    with folder.opened(made, SCHEMA) as store:
        done = write.export(store, Keys.load(made / KEYS), tmp_path, write.Passphrase("十二个字的口令在这里啊"))
    with desk.opened(office) as store:
        package = read.read(done.path, Keys.load(office / KEYS), "十二个字的口令在这里啊")
        with pytest.raises(WrongReceiver):
            merge.receive(store, package)
        assert store.find(Visit) == []


def test_never_over_something(station):
    """A real folder is never filled with made-up records."""
    before = dict(desk.bytes_of(station))
    with pytest.raises(FolderProblem, match="已经有一个数据文件夹"):
        demo.make(station)
    assert dict(desk.bytes_of(station)) == before


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Settings of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))
    return tmp_path


def test_the_verb(home):
    """`demo` makes the folder and says that all of it is invented; the next command finds it."""
    done = run("demo", "--data", home / "d", "--seed", "3", "--months", "1", "--today", TODAY)
    assert done.code == 0 and "都是编的" in done.out
    listed = run("list", "visit", "--json", "--today", TODAY)
    assert {row["received_at"][:7] for row in listed.data} == {"2026-10"}


@pytest.mark.parametrize("months", ["0", "121", "-1"])
def test_too_many_months(home, months):
    """A number of months nobody can mean is refused, and nothing is made."""
    done = run("demo", "--data", home / "d", f"--months={months}")
    assert done.code == 1 and "--months" in done.err
    assert not (home / "d").exists()


def test_backup_and_restore_by_command(home, station):
    """`backup` says where the file lies, `restore` makes the folder and later commands mean it."""
    kept = run("backup", "--data", station, "--to", home / "stick")
    assert kept.code == 0 and "已备份并打开核对过" in kept.out
    (file,) = (home / "stick").iterdir()
    back = run("restore", file, "--to", home / "again")
    assert back.code == 0 and desk.NAME in back.out
    assert run("check").code == 0
    again = run("restore", file, "--to", home / "again")
    assert again.code == 1 and "已有别的文件" in again.err


def test_ballots(made):
    """Three deputies were voted on; two are counted by both, the third waits for the second."""
    with desk.opened(made, write=False) as store:
        states = [one.state for one in store.find(Ballot, order="number")]
    assert states == ["已计票", "已计票", "待监票"]


def test_laws(made):
    """One that was asked about, sent up and passed, one that is being asked about; taken, told, still to be told, an issue."""
    with desk.opened(made, write=False) as store:
        drafts = [(one.level, one.state, one.voices, one.people) for one in store.find(DraftLaw, order="received_on")]
        found = [(one.state, one.result, one.to_tell) for one in store.find(Opinion, order="number")]
        assert len(store.find(Expert)) == 3 and len(store.find(DraftLaw, "state='已通过'")[0].reported) == 1
    assert drafts == [("省", "已通过", 3, 19), ("市", "征求意见", 2, 4)]
    assert found == [
        ("有结果", "采纳", False),
        ("已并入", "采纳", True),
        ("有结果", "未采纳", True),
        ("转为意见", None, False),
        ("待整理", None, False),
        ("待整理", None, False),
    ]


def test_projects(made):
    """One of each kind: a candidate that was chosen and goes on, one left out, one mediated to its end, one that is planned, and a
    closed issue told as a case; a picture of before and after, and the mediation's case in the hall."""
    with desk.opened(made, write=False) as store:
        lights = store.find(Project, "before IS NOT NULL AND after IS NOT NULL AND photos_public")
        assert [one.title for one in lights] == ["村道路灯更换"]
        assert [one.state for one in store.find(Notice, "kind='典型案例'")] == ["公示中"]
        found = [(one.kind, one.state, one.progress, one.voted) for one in store.find(Project, order="number")]
    assert found == [
        ("民生实事", "进行", 25, "选定"),
        ("民生实事", "停止", 0, "落选"),
        ("矛盾调处", "完成", 100, None),
        ("产业发展", "计划", 0, None),
        ("自定", "完成", 100, None),
    ]


# ---- years and districts


def test_a_district_supervises(tmp_path):
    """Two meetings, five decisions, three promises, a judge with one thing mended of two, a 审议意见 closed and one begun; whatever
    the day of the year."""
    for day in ("2026-10-31", "2027-01-02"):
        clock.set_today(day)
        try:
            path = tmp_path / day
            folder.make(path, SCHEMA, "district", "示例-140405", "示例·区")
            with folder.opened(path, SCHEMA) as store:
                with acting(store, "init", "示例") as act:
                    add_operator(act, "示例", "联络员")
                demo_supervise.fill(store, "示例")
                assert [len(store.find(cls)) for cls in supervise.RECORDS] == [2, 4, 5, 3, 2]
                assert [one.standing for one in store.find(Official, order="name")].count("在任") == 3
                (judge,) = store.find(Appraisal, "kind='两员履职评议'")
                assert (judge.state, judge.progress, judge.result) == ("整改中", 50, "称职")
                assert [one.state for one in store.find(Issue, order="number")] == ["已办结", "办理中"]
                assert [one.state for one in store.find(Ballot)] == ["已计票", "已计票"] and not any(
                    one.ineffective for one in store.find(Issue)
                )
        finally:
            clock.set_today(None)


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """A folder of three years and 1,200 issues."""
    path = tmp_path_factory.mktemp("years") / "示例"
    clock.set_today(TODAY)
    try:
        demo.make(path, 1, 36, 1_200)
    finally:
        clock.set_today(None)
    return path


def test_years_are_lifelike(years):
    """Seasons, people who come again, late answers, open issues only among the newest, some said again; all of it found."""
    with folder.opened(years, SCHEMA, write=False) as store:
        issues, visits = store.find(Issue), store.find(Visit)
        assert len(issues) >= 1_200 and {one.received_at[:4] for one in visits} == {"2023", "2024", "2025", "2026"}
        heat = [one.registered_at[5:7] for one in issues if one.category == "供暖"]
        assert sum(month in ("11", "12", "01", "02", "03") for month in heat) > 0.8 * len(heat)
        phones = [one.visitor_phone for one in visits]
        assert len(phones) - len(set(phones)) > 0.2 * len(phones)
        assert all(one.registered_at > "2026-08" for one in issues if one.state not in SETTLED)
        late = [
            one for one in issues if one.assigned_on and one.due_on and one.closed_on and one.closed_on > one.due_on
        ]
        assert 0.05 < len(late) / sum(bool(one.closed_on and one.due_on) for one in issues) < 0.4
        by_id = {one.id: one for one in issues}
        again = list(demo_years.said_again(store))
        assert again and all(
            by_id[a].category == by_id[b].category and by_id[a].location == by_id[b].location for a, b in again
        )
        assert all(by_id[a].statement != by_id[b].statement for a, b in again)
        assert not any(one.ineffective for one in issues)
        assert index.waiting(store) <= index.WAITING


def test_years_again(years, tmp_path):
    """The same seed makes the same years."""
    clock.set_today(TODAY)
    try:
        demo.make(tmp_path / "twin", 1, 36, 1_200)
    finally:
        clock.set_today(None)
    assert content(tmp_path / "twin") == content(years)


def test_a_district(tmp_path):
    """Its stations' records come in their packages; roster and points are the district's; nothing else is left lying about."""
    done = run("demo", "--data", tmp_path / "区", "--stations", 2, "--places", 3, "--months", 4, "--today", TODAY)
    assert done.code == 0, done.err
    assert [path.name for path in tmp_path.iterdir()] == ["区"]
    with folder.opened(tmp_path / "区", SCHEMA) as store:
        assert store.identity.role == "district"
        assert len(store.find(Deputy)) == 2 * demo_district.DEPUTIES
        assert len(store.find(Place, "level='点'")) == 3
        assert {one.world for one in store.find(Visit)} == {f"{demo_district.WORLD}101", f"{demo_district.WORLD}102"}
        assert (
            len(store.find(Issue, "kind='群众意见'")) == 2 * (4 * demo_district.A_MONTH + 1)
            and len(store.find(Issue, "kind='代表建议'")) == 2
        )
        assert store.find(Duty) and all(one.deputies and one.number for one in store.find(Duty))
        ends = [(one.world[-3:], one.month, one.closed_on) for one in store.find(MonthEnd, order="world, month")]
        assert ends == [
            ("101", "2026-07", "2026-08-03"),
            ("101", "2026-08", "2026-09-03"),
            ("101", "2026-09", "2026-10-03"),
            ("102", "2026-07", "2026-08-03"),
            ("102", "2026-08", "2026-09-03"),
        ]
        clock.set_today(TODAY)
        stands = [
            (one.missing, one.to_us, one.station.compared, one.station.waiting < 40) for one in board(store).stations
        ]
        assert stands == [("", 1, True, True), ("9月没有结账", 1, True, True)] and board(store).groupless == ()
        beside = selfcheck.all_stations(store, 2026)
        assert len(beside) == 2 and all(
            found[0].light == "绿" and "接待日" in found[6].measure for found in beside.values()
        )
        assert sorted(one.state for one in store.find(Notice)) == ["公示中"] * 4 + ["待批准"] * 2 and all(
            one.on for one in parts.switches(store)
        )
        voted = [(one.world[-3:], one.state) for one in store.find(Ballot, "kind='述职评议'", order="world, number")]
        assert voted == [(station, state) for station in ("101", "102") for state in ("已计票", "已计票", "待监票")]
        assert {one["deputy"] for one in readable(store, Ballot, store.find(Ballot, "kind='述职评议'"))} <= {
            one.name for one in store.find(Deputy)
        }
        (sent_down,) = store.find(DraftLaw, "world=?", (demo_district.WORLD,))
        assert (sent_down.state, sent_down.level, len(articles(sent_down.words))) == ("征求意见", "市", 4)
        assert check(store).findings == ()


@pytest.mark.parametrize("words", [("--issues", -1), ("--stations", 99), ("--places", 500), ("--months", 0)])
def test_too_much(tmp_path, words):
    """What makes no sense is refused, and nothing is made."""
    done = run("demo", "--data", tmp_path / "示例", *words)
    assert done.code == 1 and "不合适" in done.err
    assert not (tmp_path / "示例").exists()


def test_a_suggestion(made):
    """One, founded on several issues of the public, in points, led by somebody who received them."""
    with desk.opened(made, write=False) as store:
        (one,) = store.find(Issue, "kind='代表建议' AND basis IS NOT NULL")
        assert behind(store, one).visits > 1 and one.lead_deputy and len(points(one.proposals)) == 3

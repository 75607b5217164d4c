"""重算: a notice arrives, and every open issue whose clock ends otherwise by it says so, once, wherever it is counted."""

import pytest

from lianluozhan import clock
from lianluozhan.act import LOCAL, acting
from lianluozhan.backup import backup, restore
from lianluozhan.calendar import CalendarDay, calendar_of
from lianluozhan.case_data import counting
from lianluozhan.errors import BadRows
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package import merge
from lianluozhan.readable import readable
from lianluozhan.rota import ON_HOLIDAY, clashes
from lianluozhan.schedule import Schedule
from lianluozhan.undo import undo
from tests.station import do, empty, issues, opened, receive, sound, take

NOTICE = [  # as the State Council may write it for 2027, its days off around New Year moved
    {"date": "2027-01-01", "rest": "休", "name": "元旦"},
    {"date": "2027-01-04", "rest": "休", "name": "元旦"},
    {"date": "2027-02-05", "rest": "休", "name": "春节"},
    {"date": "2027-10-01", "rest": "休", "name": "国庆节"},
]
PASSED = {"outcome": "乡镇办理", "referred_to": "自来水公司", "received_at": "2026-12-25"}

pytestmark = pytest.mark.day(
    "2026-12-25"
)  # seen on 2026-12-25, a Friday, whose 15 working days run into a year nobody knows yet


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def counts(store):
    """The 重算 there are, oldest first, as people read them."""
    return readable(store, Followup, store.find(Followup, "action='重算'", (), "created_at, id"))


def only(store):
    """The one issue."""
    (issue,) = store.find(Issue)
    return issue


# ---- what moves -----------------------------------------------------------------------------------------------------


def test_the_notice_moves_the_date(store):
    """28–31 December, 5–8, 11–15, 18 and 19 January: fifteen working days once the 4th is off; no longer provisional."""
    receive(store, **PASSED)
    assert (only(store).due_on, only(store).provisional) == ("2027-01-18", True)
    taken = take(store, "calendar", *NOTICE)
    assert (only(store).due_on, only(store).warn_on, only(store).provisional) == ("2027-01-19", "2027-01-14", None)
    why = "期限从 2027-01-18 改为 2027-01-19：2027年放假通知到了，1月4日放假（元旦）"
    assert taken.told == [f"140405102-2026-Y0001 {why}"]
    (fact,) = counts(store)
    assert (fact["acted_by"], fact["acted_on"], fact["due_on"], fact["reason"]) == (
        "程序",
        "2026-12-25",
        "2027-01-19",
        why,
    )
    assert (fact["limit"], fact["rule"], fact["provisional"]) == ("15 工作日", "正常", None)
    assert not only(store).flagged
    sound(store)


def test_the_same_date_is_sure_now(store):
    """Where the notice moves nothing the mark goes, by a fact that says so."""
    receive(store, **PASSED)
    (told,) = take(store, "calendar", NOTICE[0], NOTICE[3]).told
    assert told.endswith("期限仍是 2027-01-18，不再是暂定：2027年放假通知到了")
    assert (only(store).due_on, only(store).provisional) == ("2027-01-18", None)


def test_the_notice_again(store):
    """The same file a second time changes nothing and counts nothing."""
    receive(store, **PASSED)
    take(store, "calendar", *NOTICE)
    again = take(store, "calendar", *NOTICE)
    assert (again.new, again.changed, again.same, again.told) == (0, 0, 4, [])
    assert len(counts(store)) == 1


def test_tried_out(store):
    """A trial says what would move and moves nothing."""
    receive(store, **PASSED)
    tried = take(store, "calendar", *NOTICE, dry_run=True)
    assert [told.split(" ")[-1] for told in tried.told] == ["2027-01-19：2027年放假通知到了，1月4日放假（元旦）"]
    assert (only(store).due_on, counts(store), store.find(CalendarDay)) == ("2027-01-18", [], [])


def test_a_local_day_off(store):
    """A day the district takes off moves the clocks that run over it, in a year that is known too."""
    clock.set_today("2026-10-14")
    receive(store, **PASSED | {"received_at": "2026-10-14"})
    (told,) = take(store, "calendar", {"date": "2026-10-20", "rest": "休", "name": "古庙会"}).told
    assert told.endswith("期限从 2026-11-04 改为 2026-11-05：10月20日放假（古庙会）")


def test_many_days_are_counted(store):
    """A reason names the first days and how many there are."""
    clock.set_today("2026-10-14")
    receive(store, **PASSED | {"received_at": "2026-10-14"})
    days = [{"date": f"2026-10-{day}", "rest": "休", "name": "停工"} for day in (19, 20, 21, 22, 23, 26, 27)]
    (told,) = take(store, "calendar", *days).told
    assert told.count("停工") == 5 and told.endswith("等 7 天")


def test_corrected_and_taken_back(store):
    """A day written anew and a notice taken back count again; each time a fact says so and the last one holds."""
    receive(store, **PASSED)
    take(store, "calendar", *NOTICE)
    take(store, "calendar", NOTICE[1] | {"rest": "班"})
    assert (only(store).due_on, len(store.find(CalendarDay))) == ("2027-01-18", 4)
    take(store, "calendar", NOTICE[1])
    with acting(store, "undo") as act:
        undo(act)
    assert [fact["due_on"] for fact in counts(store)] == ["2027-01-19", "2027-01-18", "2027-01-19", "2027-01-18"]
    assert only(store).due_on == "2027-01-18" and not only(store).flagged
    sound(store)


def test_a_taken_back_notice_comes_again(store):
    """After 撤销 the year is unknown again; the same file makes it known again."""
    receive(store, **PASSED)
    take(store, "calendar", *NOTICE)
    with acting(store, "undo") as act:
        undo(act)
    assert act.told[0].endswith("2027年放假通知撤掉了，1月4日上班（工作日）") and "（暂定）" in act.told[0]
    assert (only(store).due_on, only(store).provisional) == ("2027-01-18", True)
    again = take(store, "calendar", *NOTICE)
    assert (again.new, again.changed, len(again.told)) == (0, 4, 1)
    assert (only(store).due_on, only(store).provisional) == ("2027-01-19", None)


# ---- what does not --------------------------------------------------------------------------------------------------


def test_what_is_over_before(store):
    """A clock that ends before the first changed day, and one that has stopped, are left alone."""
    receive(store, **PASSED | {"received_at": "2026-11-02"})
    receive(store, **PASSED)
    do(store, "Y0002", "答复", answer_class="A")
    assert take(store, "calendar", *NOTICE).told == []
    assert counts(store) == []


@pytest.mark.parametrize("how", ["交办", "延期"])
def test_an_agreed_day_stays(store, how):
    """A day people agreed on is no calendar's to move; what the notice settles is that it is sure."""
    receive(
        store, outcome="乡镇办理", received_at="2026-12-25", **({"referred_to": "自来水公司"} if how == "延期" else {})
    )
    do(store, "Y0001", how, due_on="2027-01-20", **({"organ": "自来水公司"} if how == "交办" else {"reason": "等管子"}))
    assert (only(store).due_on, only(store).provisional) == ("2027-01-20", True)
    (told,) = take(store, "calendar", *NOTICE).told
    assert "期限仍是 2027-01-20，不再是暂定" in told
    assert (only(store).due_on, only(store).provisional) == ("2027-01-20", None)
    assert take(store, "calendar", {"date": "2027-01-06", "rest": "休", "name": "庙会"}).told == []


def test_a_rule_moves_nothing_written(store):
    """A rule that changes is followed by what comes after it, not by what was written before."""
    receive(store, **PASSED)
    take(store, "rule", {"name": "正常", "values": {"days": 10, "unit": "工作日"}})
    assert only(store).due_on == "2027-01-18"
    take(store, "calendar", *NOTICE)
    assert only(store).due_on == "2027-01-19"  # counted with the fifteen days it was given
    receive(store, **PASSED)
    assert [issue.due_on for issue in store.find(Issue, order="number")] == ["2027-01-19", "2027-01-12"]


# ---- every kind of clock --------------------------------------------------------------------------------------------


def test_reported_up(store):
    """The district's five days move too, and are marked while the year is unknown."""
    clock.set_today("2026-12-29")
    receive(store, outcome="报区办理", referred_to="区教育局", received_at="2026-12-29")
    assert (only(store).next_on, only(store).provisional) == ("2027-01-06", True)  # 30, 31, 4, 5, 6
    take(store, "calendar", *NOTICE)
    assert (only(store).state, only(store).next_on, only(store).due_on, only(store).provisional) == (
        "待区处理",
        "2027-01-07",
        None,
        None,
    )


def test_returned_by_the_organ(store):
    """What came back to the district from an organ waits for a person; no five days run any more."""
    clock.set_today("2026-12-29")
    receive(store, outcome="报区办理", referred_to="区教育局", received_at="2026-12-29")
    do(store, "Y0001", "交办", organ="区教育局")
    do(store, "Y0001", "退回", organ="区民政局", reason="不归我们")
    assert only(store).state == "待区处理"
    assert take(store, "calendar", *NOTICE).told == []


def test_a_suggestion(store):
    """Three months end on 4 January, which the notice takes off: the next working day."""
    clock.set_today("2026-10-04")
    take(store, "issue", {"registered_at": "2026-10-04", "statement": "修桥", "kind": "代表建议"})
    do(store, "D0001", "交办", organ="区交通局")
    assert (only(store).due_on, only(store).provisional) == ("2027-01-04", True)
    take(store, "calendar", *NOTICE)
    assert only(store).due_on == "2027-01-05"


def test_paused_and_resumed(store):
    """A paused clock is not counted; when it goes on it follows the days as they are known then, and those that come."""
    receive(store, **PASSED)
    do(store, "Y0001", "暂停", reason="等人")
    assert take(store, "calendar", *NOTICE).told == []
    clock.set_today("2026-12-28")
    do(store, "Y0001", "恢复", reason="来了")
    assert only(store).due_on == "2027-01-20"  # 29–31, 5–8, 11–15, 18–20
    (told,) = take(store, "calendar", {"date": "2027-01-06", "rest": "休", "name": "停工"}).told
    assert told.endswith("期限从 2027-01-20 改为 2027-01-21：1月6日放假（停工）")
    sound(store)


# ---- dates beside the organ's -----------------------------------------------------------------------------------------

FAIR = {"date": "2026-11-13", "rest": "休", "name": "庙会"}  # a Friday


def helped(store, **more):
    """Passed on on 14 October with an organ that helps: its thirty days end on Friday 13 November."""
    clock.set_today("2026-10-14")
    receive(store, **PASSED | {"received_at": "2026-10-14", "visitor_name": "郭桂兰"})
    return do(
        store,
        "Y0001",
        "改派",
        organ="自来水公司",
        co_organs=["区水利局"],
        reason="一起办",
        acted_on="2026-10-14",
        **more,
    )


def test_who_helps_has_other_days(store):
    """The date of those who help moves with the calendar, in a fact of its own, and is listed; the organ's stays."""
    assert helped(store).co_due_on == "2026-11-13"
    (told,) = take(store, "calendar", FAIR).told
    assert told == "140405102-2026-Y0001 协办期限从 2026-11-13 改为 2026-11-16：11月13日放假（庙会）"
    assert (only(store).co_due_on, only(store).due_on, only(store).flagged) == ("2026-11-16", "2026-11-04", False)
    (fact,) = counts(store)
    assert (fact["co_due_on"], fact["due_on"], fact["acted_by"]) == ("2026-11-16", None, "程序")
    assert take(store, "calendar", FAIR).told == [] and len(counts(store)) == 1
    sound(store)


def test_paused_helpers_too(store):
    """A pause stops the organ's clock only; both dates move where both run."""
    helped(store)
    do(store, "Y0001", "暂停", reason="等人", acted_on="2026-10-14")
    take(store, "calendar", FAIR)
    assert (only(store).state, only(store).co_due_on) == ("暂停", "2026-11-16")
    do(store, "Y0001", "恢复", reason="来了", acted_on="2026-10-14")
    told = take(
        store,
        "calendar",
        {"date": "2026-10-20", "rest": "休", "name": "停工"},
        {"date": "2026-11-16", "rest": "休", "name": "停电"},
    ).told
    assert [one.split()[1] for one in told] == ["期限从", "协办期限从"]
    assert (only(store).due_on, only(store).co_due_on) == ("2026-11-05", "2026-11-17")


def test_by_the_limit_of_its_day(store):
    """It is counted by what the rule said when it was written, though it says something else now; an agreed day stays."""
    take(store, "rule", {"name": "协办", "values": {"days": 20, "unit": "工作日"}})
    assert helped(store).co_due_on == "2026-11-11"
    take(store, "rule", {"name": "协办", "values": {"days": 9, "unit": "工作日"}})
    take(store, "calendar", {"date": "2026-10-20", "rest": "休", "name": "停工"})
    assert only(store).co_due_on == "2026-11-12"


def test_an_agreed_day_of_who_helps_stays(store):
    """A day that was typed by hand is nobody's limit."""
    assert helped(store, co_due_on="2026-11-17").co_due_on == "2026-11-17"
    assert take(store, "calendar", FAIR).told == [] and only(store).co_due_on == "2026-11-17"


def test_all_have_helped(store):
    """Who gave their opinion has no date any more."""
    helped(store)
    do(store, "Y0001", "协办意见", organ="区水利局", text="管线我们配合", acted_on="2026-10-14")
    assert take(store, "calendar", FAIR).told == []


def rated(store):
    """A 代表建议 whose lead was told on 20 October: twenty working days to rate it, up to 17 November."""
    clock.set_today("2026-10-20")
    take(store, "deputy", {"name": "陈秀兰", "levels": "乡镇"})
    take(
        store,
        "issue",
        {"registered_at": "2026-10-14", "statement": "修桥", "kind": "代表建议", "lead_deputy": "陈秀兰"},
    )
    do(store, "D0001", "交办", organ="区交通局", acted_on="2026-10-14")
    do(store, "D0001", "答复", answer_class="A", acted_on="2026-10-19")
    return do(store, "D0001", "回告", how="当面", acted_on="2026-10-20")


def test_the_rater_has_other_days(store):
    """The date of the rating moves; what the organ was given stands as it was."""
    assert (rated(store).rating_due, only(store).due_on) == ("2026-11-17", "2027-01-14")
    (told,) = take(store, "calendar", FAIR).told
    assert told == "140405102-2026-D0001 评价期限从 2026-11-17 改为 2026-11-18：11月13日放假（庙会）"
    assert (only(store).rating_due, only(store).next_on, only(store).due_on, only(store).state) == (
        "2026-11-18",
        "2026-11-18",
        "2027-01-14",
        "已答复",
    )
    take(store, "calendar", {"date": "2026-11-18", "rest": "休", "name": "停电"})
    assert only(store).rating_due == "2026-11-19" and len(counts(store)) == 2
    assert (paper := counting(store, only(store))).due_on == "2027-01-14" and (paper.rule, paper.provisional) == (
        "代表建议",
        True,
    )
    sound(store)


def test_rated_has_no_date(store):
    """Who has rated it, or who is told of the next round, waits for nothing."""
    rated(store)
    do(store, "D0001", "评价", satisfaction_work="满意", satisfaction_result="满意", acted_on="2026-10-20")
    assert take(store, "calendar", FAIR).told == []


# ---- two PCs, and the district --------------------------------------------------------------------------------------


@pytest.fixture
def district(tmp_path):
    """The district's folder with a station's package in it, the station's folder, and a stick."""
    station, office, stick = (
        empty(tmp_path / "站"),
        empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"),
        tmp_path / "盘",
    )
    stick.mkdir()
    with opened(station) as store:
        receive(store, **PASSED)
        sent = list(store.entries("world='140405102' ORDER BY stream, seq"))
    with opened(office) as store:
        merge.merge(store, sent)
    return office, station, stick


def test_the_district_tells(district):
    """The district writes no 重算 on a station's issue; it says what the station will count."""
    office, _station, _stick = district
    with opened(office) as store:
        (told,) = take(store, "calendar", *NOTICE).told
        assert told.endswith("（联络站收到这份日历后，由那边的程序重算）") and "2027-01-19" in told
        assert counts(store) == [] and {row.world for row in store.find(CalendarDay)} == {"140405"}


def common(office):
    """What the district sends to every station."""
    with opened(office) as store:
        return list(store.entries("world='140405' ORDER BY stream, seq"))


def test_a_package_brings_it(district):
    """What the district typed moves the station's dates in the act of importing it, dated when it was typed."""
    office, station, _stick = district
    with opened(office) as store:
        take(store, "calendar", *NOTICE)
    clock.set_today("2027-01-05")
    with opened(station) as store:
        report = merge.merge(store, common(office))
        assert report.told == (
            "140405102-2026-Y0001 期限从 2027-01-18 改为 2027-01-19：2027年放假通知到了，1月4日放假（元旦）",
        )
        assert {"calendar", "followup", "issue"} <= report.changed
        assert only(store).due_on == "2027-01-19"
        assert merge.merge(store, common(office)).told == ()
        sound(store)


def test_two_pcs_count_the_same(district, tmp_path):
    """Two PCs of a station read the district's days on different days: one fact, no conflict, nothing to look at."""
    office, station, stick = district
    second = tmp_path / "二"
    restore(backup(station, stick).path, second)
    with opened(office) as store:
        take(store, "calendar", *NOTICE)
    for day, pc in (("2027-01-04", station), ("2027-01-06", second)):
        clock.set_today(day)
        with opened(pc) as store:
            merge.merge(store, common(office))
    with opened(second) as store:
        theirs = list(store.entries("world='140405102' ORDER BY stream, seq"))
    with opened(station) as store:
        merge.merge(store, theirs)
        assert len(store.find(Followup, "action='重算'")) == 1
        assert len(list(store.entries("kind='followup' AND json_extract(data, '$.set.action')='重算'"))) == 2
        assert (only(store).due_on, only(store).flagged, list(store.db.execute("SELECT * FROM conflict"))) == (
            "2027-01-19",
            False,
            [],
        )
        sound(store)


def test_the_district_over_the_station(district):
    """A station's own notice stays in its folder and holds until the district says otherwise of a day."""
    office, station, _stick = district
    with opened(station) as store:
        take(store, "calendar", *NOTICE)
        assert {entry.body["world"] for entry in store.entries("kind='calendar'")} == {LOCAL}
        assert only(store).due_on == "2027-01-19"
    with opened(office) as store:
        take(store, "calendar", NOTICE[1] | {"rest": "班"})
    with opened(station) as store:
        merge.merge(store, common(office))
        assert only(store).due_on == "2027-01-18"
        assert not calendar_of(store).day("2027-01-01").working


def test_the_rota_knows_the_same_days(district):
    """Where both wrote of a day, the district's word holds for a reception day too: none of these is a holiday."""
    office, station, _stick = district
    with opened(station) as store:
        take(store, "calendar", *NOTICE)
        days = [Schedule({**dict.fromkeys(Schedule.fields), "date": one["date"]}) for one in NOTICE]
        assert sum(ON_HOLIDAY in one for one in clashes(store, days)) == len(NOTICE)
    with opened(office) as store:
        take(store, "calendar", *(one | {"rest": "班"} for one in NOTICE))
    with opened(station) as store:
        merge.merge(store, common(office))
        assert not any(ON_HOLIDAY in one for one in clashes(store, days))


def test_bad_rows_count_nothing(store):
    """A refused file leaves every date as it was."""
    receive(store, **PASSED)
    with pytest.raises(BadRows):
        take(store, "calendar", *NOTICE, {"date": "2037-10-01", "rest": "休", "name": "国庆节"})
    assert (issues(store)[0]["due_on"], store.find(CalendarDay)) == ("2027-01-18", [])

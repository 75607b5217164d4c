"""六有四常自检: each lamp is what the data say, counted here another way; its colours, its jumps, its points, its rule."""

import re
from datetime import date, timedelta

import pytest

from lianluozhan import clock, folder, lamprule, selfcheck
from lianluozhan.act import LOCAL, acting
from lianluozhan.ballot import BY, Ballot, count
from lianluozhan.deadline import Rule
from lianluozhan.demo import station as demo
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput
from lianluozhan.lamp import light_of, share_of
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import id_of, new_id
from lianluozhan.rulebook import reasons
from lianluozhan.schedule import Schedule
from lianluozhan.schema import SCHEMA
from tests.district import district
from tests.station import do, empty, opened, receive, sound, take

TODAY, YEAR = "2026-10-31", 2026
GREEN, YELLOW, RED, DARK = "绿", "黄", "红", "未亮"

pytestmark = pytest.mark.day(TODAY)  # the day the lamps are looked at


@pytest.fixture
def store(tmp_path):
    """A station with nothing in it."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def lamp(store, name, place=None, year=YEAR):
    """One lamp by (the end of) its name."""
    return next(one for one in selfcheck.lamps(store, year, place) if one.name.endswith(name))


def plan(store, day, notice=None, place=None):
    """A reception day."""
    with acting(store, "schedule") as act:
        values = {"date": day, "notice_on": notice, "place": place}
        act.write(Schedule, new_id(), {name: value for name, value in values.items() if value})


def elect(store, *names):
    """Deputies of the station."""
    with acting(store, "roster") as act:
        for name in names:
            act.write(Deputy, new_id(), {"name": name, "levels": ["乡镇"]})


# ---- the whole of a generated station, counted by hand in SQL


def counted(store):
    """{name: (light, numbers of the measure)} from the tables alone, each sum written another way than the program's."""

    def one(sql, *params):
        return store.db.execute(sql, params).fetchone()

    def colour(*pairs):
        return max((0 if got >= asked else 1 if got >= asked / 2 else 2) for got, asked in pairs)

    held, days = one(
        "SELECT sum(EXISTS (SELECT 1 FROM visit v WHERE v.received_at LIKE s.date || '%' "
        "AND v.deputies IS NOT NULL AND v.voided IS NULL)), count(*) FROM schedule s WHERE date<=?",
        TODAY,
    )
    visits, people = one(
        "SELECT count(*), sum(coalesce(party_size, 1)) FROM visit WHERE voided IS NULL AND received_at LIKE '2026%'"
    )
    months = one("SELECT count(DISTINCT substr(received_at, 1, 7)) FROM visit")[0]
    # All left a phone.
    named, first = one(
        "SELECT count(*), count(DISTINCT visitor_name || visitor_phone) FROM visit WHERE visitor_name IS NOT NULL"
    )
    issues, wordy = one(
        "SELECT count(*), sum(length(statement) > 0) FROM issue WHERE voided IS NULL AND state <> '已作废' AND registered_at LIKE '2026%'"
    )
    closed = one("SELECT count(*) FROM issue WHERE state IN ('已办结', '跟踪中')")[0]
    waiting = one("SELECT count(*) FROM issue WHERE state='已答复'")[0]
    rated, pleased = one(
        "SELECT count(*), sum(satisfaction IN ('满意', '基本满意')) FROM issue WHERE satisfaction IN ('满意', '基本满意', '不满意')"
    )
    deeds = one("SELECT count(*) FROM duty WHERE voided IS NULL AND (kind='办好事、实事' OR promoted IS NOT NULL)")[0]
    deputies = one("SELECT count(*) FROM deputy")[0]
    came = dict(
        store.db.execute(
            "SELECT value, count(*) FROM duty, json_each(duty.deputies) WHERE kind='接待选民' AND duty.voided IS NULL GROUP BY value"
        )
    )
    ahead = [
        (date.fromisoformat(day) - date.fromisoformat(told)).days
        for day, told in store.db.execute("SELECT date, notice_on FROM schedule WHERE date<=?", (TODAY,))
    ]
    letters = one(
        "SELECT count(DISTINCT f.issue) FROM followup f JOIN issue i ON i.id=f.issue "
        "WHERE f.action='答复' AND f.evidence='复文' AND i.state IN ('已办结', '跟踪中')"
    )[0]
    over = sorted(
        {
            row[0]
            for row in store.db.execute(
                "SELECT substr(received_at, 1, 7) FROM visit UNION SELECT substr(begin, 1, 7) FROM duty "
                "UNION SELECT substr(registered_at, 1, 7) FROM issue"
            )
        }
        - {"2026-10"}
    )
    quarters = {
        (int(row[0][5:7]) - 1) // 3
        for row in store.db.execute("SELECT begin FROM activity WHERE kind='小组活动' AND state='已举行'")
    }
    reported = one(
        "SELECT count(*) FROM deputy d WHERE EXISTS (SELECT 1 FROM ballot b WHERE b.deputy=d.id AND b.result IS NOT NULL)"
    )[0]  # nobody made up has a duty of it
    colours = (GREEN, YELLOW, RED)
    return {
        "代表常在": (colours[colour((100 * held // days, 100))], (days, held, 100 * held // days)),
        "群众常来": (
            colours[colour((visits, 2 * months), (100 * first // named, 20))],
            (visits, people, months, named, first, 100 * first // named),
        ),
        "意见常听": (colours[colour((100 * wordy / issues, 100))], (issues, wordy, 100 * wordy // issues)),
        "实事常办": (
            colours[colour((100 * closed // issues, 80), (deeds, 1))],
            (issues, closed, 100 * closed // issues, deeds),
        ),
        "代表都来过": (
            colours[colour((len(came), deputies))],
            (deputies, len(came), 2, sum(times >= 2 for times in came.values()), reported),
        ),
        "接待前 3 日公告": (
            colours[colour((sum(n >= 3 for n in ahead), len(ahead)))],
            (len(ahead), sum(n >= 3 for n in ahead)),
        ),
        "季季有小组活动": (colours[colour((len(quarters & {2, 3}), 2))], (2, len(quarters & {2, 3}))),
        "件件有回音": (
            colours[colour((100 * closed // (closed + waiting), 90))],
            (closed + waiting, closed, 100 * closed // (closed + waiting)),
        ),
        "群众满意": (colours[colour((100 * pleased // rated, 90))], (rated, pleased, 100 * pleased // rated)),
        "档案齐全": (RED, (len(over), 0, letters, 0)),
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_station(tmp_path, seed):
    """Every lamp of a made-up station equals an independent count: its colour, and each number its measure names."""
    demo.make(tmp_path / "示例", seed, 3)
    with folder.opened(tmp_path / "示例", SCHEMA, write=False) as store:
        expected = counted(store)
        found = {one.name: one for one in selfcheck.lamps(store, YEAR) if one.group != "六有"}
        assert found.keys() == expected.keys()
        for name, (light, numbers) in expected.items():
            assert (found[name].light, tuple(map(int, re.findall(r"\d+", found[name].measure)))) == (light, numbers), (
                found[name]
            )
        assert [one.light for one in selfcheck.lamps(store, YEAR)[:6]] == [GREEN, GREEN, YELLOW, GREEN, YELLOW, RED]


# ---- when which colour


def test_colours():
    """绿 where it is reached, 黄 from the half on, else 红; of several the worst; a share is cut off, never rounded up."""
    assert [light_of((n, 10)) for n in (10, 9, 5, 4, 0)] == [GREEN, YELLOW, YELLOW, RED, RED]
    assert light_of((10, 10), (5, 10)) == YELLOW and light_of((0, 0)) == GREEN
    assert (share_of(999, 1000), share_of(1, 1), share_of(0, 0)) == (99, 100, 0)


def test_nothing_yet(store):
    """A new station: what was never planned or written is red, what there is nothing to measure of is dark;
    nothing is green for being empty."""
    found = {one.name: one.light for one in selfcheck.lamps(store, YEAR)}
    assert {name for name, light in found.items() if light == DARK} == {
        "意见常听",
        "代表都来过",
        "接待前 3 日公告",
        "件件有回音",
        "群众满意",
        "档案齐全",
    }
    assert set(found.values()) == {RED, DARK} and selfcheck.counted(selfcheck.lamps(store, YEAR)) == "红 10　未亮 6"


def test_evidence(store, tmp_path):
    """Words and a paper of that name: green; one of both: yellow; the paper is kept once, under what it shows."""
    photo = tmp_path / "会议室.txt"
    photo.write_text("照片", "utf-8")
    with acting(store, "attach") as act:
        assert selfcheck.add_evidence(act, selfcheck.own_place(store), "固定场所", photo) == 1
    assert (lamp(store, "固定场所").light, lamp(store, "固定场所").measure) == (YELLOW, "没有写；材料 1 件")
    (missing,) = lamp(store, "固定场所").missing
    assert (missing.words, missing.page, missing.id) == (
        "固定场所没有写",
        "deputy",
        f"place {own_place_id(store.identity.world)}",
    )
    with acting(store, "amend") as act:
        act.write(Place, own_place_id(store.identity.world), {"area": "一楼 120 平方米"})
    assert lamp(store, "固定场所").light == GREEN and lamp(store, "标识标牌").light == RED
    with acting(store, "attach") as act:
        assert selfcheck.add_evidence(act, selfcheck.own_place(store), "固定场所", photo) == 0
    with pytest.raises(BadInput, match="六有里没有“热水器”"), acting(store, "attach") as act:
        selfcheck.add_evidence(act, selfcheck.own_place(store), "热水器", photo)
    assert [one["name"] for one in selfcheck.own_place(store).evidence] == ["固定场所-会议室.txt"]
    sound(store)


def test_a_day_is_held_where_a_deputy_was(store):
    """A reception that names one, or a duty of that day; an empty day is named and led to, one to come is not asked of."""
    for day in ("2026-10-07", "2026-10-14", "2026-10-21", "2026-11-04"):
        plan(store, day)
    receive(store, received_at="2026-10-07T09:00", deputies=["单俊峰"])
    receive(store, received_at="2026-10-14T09:00")
    assert (
        lamp(store, "代表常在").measure == "接待日 3 天，代表在场 1 天（33%）" and lamp(store, "代表常在").light == RED
    )
    take(store, "duty", {"begin": "2026-10-14T09:00", "kind": "接待选民", "deputies": "单俊峰"})
    found = lamp(store, "代表常在")
    assert (found.light, [one.words for one in found.missing]) == (YELLOW, ["10月21日没有代表接待的记录"])
    assert (
        found.missing[0].page == "schedule"
        and store.get(Schedule, (store.identity.world, found.missing[0].id)).date == "2026-10-21"
    )


def test_who_comes_for_the_first_time(store):
    """The same name is the same person unless both left a phone and they differ; further speakers of a 座谈会 are no batch."""
    for day, name, phone in (
        ("01", "王甲", "13800000001"),
        ("02", "王甲", "13800000002"),
        ("03", "王甲", None),
        ("04", "李乙", None),
    ):
        receive(store, received_at=f"2026-10-{day}", visitor_name=name, visitor_phone=phone)
    receive(store, received_at="2026-10-05", raiser_kind="匿名")
    receive(store, received_at="2026-10-06", channel="座谈会", party_size=0, visitor_name="赵丙")
    found = lamp(store, "群众常来")
    assert found.measure == "接待 5 批 5 人次，1 个月；认得出的 4 批里初次来的 3 批（75%）" and found.light == GREEN
    for _n in range(10):
        receive(store, received_at="2026-10-20", visitor_name="李乙")
    assert lamp(store, "群众常来").light == GREEN  # 3 of 14: 21 %
    receive(store, received_at="2026-10-21", visitor_name="李乙")
    assert lamp(store, "群众常来").light == GREEN  # 3 of 15: 20 %
    receive(store, received_at="2026-10-22", visitor_name="李乙")
    assert lamp(store, "群众常来").light == YELLOW  # 3 of 16: 18 %


def test_a_month_with_few(store):
    """Months count from the one the folder begins in; one in which too few came is named."""
    for day in ("2026-08-05", "2026-08-06", "2026-10-07", "2026-10-08"):
        receive(store, received_at=day)
    found = lamp(store, "群众常来")
    assert found.light == YELLOW and [one.words for one in found.missing] == ["9月只有 0 批"]


def test_words_answers_and_ratings(store):
    """What was closed, told, rated and filed; each lamp leads to the issues that lack."""
    for n in range(2):
        receive(
            store,
            received_at="2026-10-07T09:00",
            visitor_name=f"王{n}",
            outcome="乡镇办理",
            referred_to="自来水公司",
            deputies=["单俊峰"],
        )
        do(store, f"Y000{n + 1}", "答复", acted_on="2026-10-12", answer_class="A", text="修好了", evidence="复文")
    assert (lamp(store, "意见常听").light, lamp(store, "实事常办").light, lamp(store, "件件有回音").light) == (
        GREEN,
        RED,
        RED,
    )
    assert [one.words for one in lamp(store, "件件有回音").missing] == ["Y0001还有人没有告诉", "Y0002还有人没有告诉"]
    for number, rating in (("Y0001", "满意"), ("Y0002", "不满意")):
        do(store, number, "回告", acted_on="2026-10-13", how="电话")
        do(
            store,
            number,
            "评价",
            acted_on="2026-10-13",
            satisfaction=rating,
            reason="慢" if rating == "不满意" else None,
        )
    do(store, "Y0001", "办结", acted_on="2026-10-14")
    assert (
        lamp(store, "群众满意").measure == "评价了 2 件，满意和基本满意 1 件（50%）"
        and lamp(store, "群众满意").light == YELLOW
    )
    assert [one.words for one in lamp(store, "群众满意").missing] == ["Y0002不满意"]
    found = lamp(store, "档案齐全")
    assert "Y0001的复文没有附上" in [one.words for one in found.missing] and found.missing[-1].page == "followup"


def test_everybody_comes(store):
    """Once so far; as often as the rule asks once the year is over; who has left is not asked."""
    elect(store, "单俊峰", "陈秀兰")
    receive(store, received_at="2026-10-07T09:00", deputies=["单俊峰"])
    found = lamp(store, "代表都来过")
    assert (found.light, found.measure) == (YELLOW, "代表 2 位，来过 1 位；一年 2 次，够了的 0 位；述职 0 位")
    assert [one.words for one in found.missing] == ["陈秀兰来过 0 次"]
    receive(store, received_at="2026-10-14T09:00", deputies=["陈秀兰"])
    assert lamp(store, "代表都来过").light == GREEN
    clock.set_today("2027-01-05")
    assert lamp(store, "代表都来过").light == RED and len(lamp(store, "代表都来过").missing) == 2


def test_who_reported(store):
    """述职 by a duty of the year or by a ballot that both have counted, each deputy once; last year's is not this year's."""
    elect(store, "单俊峰", "陈秀兰", "彭喆")
    take(
        store,
        "duty",
        {"begin": "2026-03-02", "kind": "向选民述职", "deputies": ["单俊峰"]},
        {"begin": "2026-05-02", "kind": "向选民述职", "deputies": ["单俊峰"]},
        {"begin": "2025-05-02", "kind": "向选民述职", "deputies": ["彭喆"]},
    )
    assert lamp(store, "代表都来过").measure.endswith("；述职 1 位")
    for name in ("陈秀兰", "单俊峰"):
        take(store, "ballot", {"kind": "述职评议", "deputy": name, "date": "2026-10-10"})
    counts = {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1}
    for by, so_far in zip(BY, (1, 2), strict=True):
        for one in store.find(Ballot):
            with acting(store, "count") as act:
                count(act, one, by, f"{by}人", counts)
        assert lamp(store, "代表都来过").measure.endswith(f"；述职 {so_far} 位")


def test_notice_days_ahead(store):
    """Three days before by the rule; a day of which nobody wrote when it was made known counts as not."""
    for day, notice in (("2026-10-07", "2026-10-04"), ("2026-10-14", "2026-10-12"), ("2026-10-21", None)):
        plan(store, day, notice)
    found = lamp(store, "公告")
    assert (found.name, found.light) == ("接待前 3 日公告", RED)
    assert [one.words for one in found.missing] == ["10月14日的公告晚了", "10月21日的公告日期没有写"]


# ---- points, districts, the rule


def test_one_of_its_points(store):
    """A 联络点 is measured by what happened there; the station by everything."""
    point = id_of("place", "前后庄村联络点")
    with acting(store, "place") as act:
        act.write(Place, point, {"name": "前后庄村联络点", "level": "点", "area": "村委会二楼"})
    here = store.get(Place, (store.identity.world, point))
    plan(store, "2026-10-14", place=point)
    receive(
        store,
        received_at="2026-10-14T09:00",
        place="前后庄村联络点",
        deputies=["单俊峰"],
        outcome="乡镇办理",
        referred_to="镇政府",
    )
    receive(store, received_at="2026-10-15T09:00", outcome="乡镇办理", referred_to="镇政府")
    assert lamp(store, "意见常听", here).measure == "意见 1 件，记了原话 1 件（100%）" and lamp(
        store, "意见常听"
    ).measure.startswith("意见 2 件")
    assert (
        lamp(store, "代表常在", here).light == GREEN
        and lamp(store, "固定场所", here).light == YELLOW
        and lamp(store, "固定场所").light == RED
    )


def test_a_place_elsewhere_holds_no_day(store):
    """A reception at the 联络点 is none of the station's own day there."""
    point = id_of("place", "前后庄村联络点")
    with acting(store, "place") as act:
        act.write(Place, point, {"name": "前后庄村联络点", "level": "点"})
    plan(store, "2026-10-14", place=own_place_id(store.identity.world))
    receive(store, received_at="2026-10-14T09:00", place="前后庄村联络点", deputies=["单俊峰"])
    assert lamp(store, "代表常在").light == RED
    receive(store, received_at="2026-10-14T10:00", place="镇政府院里", deputies=["单俊峰"])
    assert lamp(store, "代表常在").light == GREEN


def test_side_by_side(tmp_path):
    """A district sees the lamps of each station as the station does, but for what is private and stayed there."""
    made = district(tmp_path)
    with opened(made.office) as office:
        beside = selfcheck.all_stations(office, YEAR)
        assert list(beside) == ["140405102", "140405103"]
        there = {one.name: one for one in beside["140405102"]}
    with opened(made.stations["渔泽镇"]) as station:
        own = {one.name: one for one in selfcheck.lamps(station, YEAR)}
    assert own["群众常来"].measure.startswith(there["群众常来"].measure.split("；")[0])
    assert (
        there["意见常听"].measure == "意见 1 件，记了原话 1 件（100%）"
        and own["意见常听"].measure == "意见 2 件，记了原话 2 件（100%）"
    )
    same = ("代表都来过", "实事常办", "件件有回音", "季季有小组活动")
    assert [there[name][:4] for name in same] == [own[name][:4] for name in same]


def test_the_rule(store):
    """What a lamp asks is the district's to say, from a year on; a rule that cannot be is named."""
    receive(store, received_at="2026-10-07T09:00")
    assert lamp(store, "群众常来").light == YELLOW  # one of two
    with acting(store, "rule") as act:
        act.write(Rule, new_id(), {"name": lamprule.NAME, "year": YEAR, "values": {"visits": 1}}, LOCAL)
    assert lamp(store, "群众常来").light == GREEN and lamprule.standards(store, YEAR - 1)["visits"] == 2
    assert reasons(lamprule.NAME, {"closed": 90, "visits": 8}) == []
    for values, why in (
        (None, "没有写规定"),
        ({"wishes": 1}, "自检没有这一项"),
        ({"closed": 101}, "0 到 100"),
        ({"deeds": "一"}, "0 到 1000"),
    ):
        assert why in reasons(lamprule.NAME, values)[0][1]
    assert lamprule.SAID.keys() == lamprule.shipped()["values"].keys()


def test_which_year(store):
    """A year by itself; a point beside it; one to come, or none, is refused in words."""
    assert selfcheck.span_of(store, "2026").when == "2026"
    assert selfcheck.span_of(store, f"2026 {store.identity.name}").only == store.identity.name
    for word, why in (("2027", "还没有到"), ("", "没有年份"), ("2026-10", "没有年份")):
        with pytest.raises(BadInput, match=why):
            selfcheck.span_of(store, word)
    later = (date.fromisoformat(TODAY) + timedelta(days=70)).isoformat()
    clock.set_today(later)
    assert selfcheck.span_of(store, "2027").when == "2027"

"""What a morning asks: its parts and their sums, whose turn, what two wrote differently, what today has brought."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.draft import Draft, drop, keep
from lianluozhan.issue import Issue
from lianluozhan.organ import Organ
from lianluozhan.package.computer import computers
from lianluozhan.place import Place
from lianluozhan.record import new_id
from tests.station import do, empty, opened, receive, run, take
from tests.two_pcs import bring, two_pcs
from ui.asks.followup import due
from ui.asks.today import MOST, OPEN, Line, morning, moves
from ui.asks.unfinished import DRAFTED

TOWN = "渔泽镇人民政府"
TITLES = (
    "还要告诉的人",
    "到期与逾期",
    "期限有变",
    "轮到我们",
    "在区里的",
    "草稿",
    "要人来定",
    "U 盘往返",
    "履职审核",
    "今天要来的",
    "明天要来的，提醒一声",
    "约好了，来了没有",
    "征询意见",
    "没有回执的",
    "数据安全",
    "到期脱敏",
    "其他到期的",
)


@pytest.fixture
def station(tmp_path):
    """The store of a station with its clerk and its place, and nothing else."""
    with opened(empty(tmp_path / "空站")) as store:
        yield store


def part(store, title):
    """One part of the morning."""
    return next(one for one in morning(store).parts if one.title == title)


def titles(store, title):
    """What its lines are about."""
    return [line.title for line in part(store, title).lines]


def passed_on(store, day, **values):
    """A reception passed on to the town on a day."""
    return receive(
        store, received_at=f"{day}T09:00", outcome="乡镇办理", referred_to=TOWN, visitor_name="王秀英", **values
    )


def draft(store, id, noun="visit", kept_at="2026-10-21T09:42:10", **values):
    """Put a draft away."""
    with store.transaction():
        keep(store, Draft(id, noun, values, kept_at=kept_at))


# -- the parts


def test_parts_in_their_order(station):
    """What cannot wait first, what must go out last; every part is there, shown or not."""
    assert tuple(one.title for one in morning(station).parts) == TITLES


@pytest.mark.parametrize(
    ("title", "nothing"),
    [
        ("到期与逾期", "没有逾期的，也没有快到期的"),
        ("还要告诉的人", "答复了的都告诉到了"),
        ("轮到我们", "没有等我们办的"),
        ("草稿", ""),
        ("要人来定", ""),
    ],
)
def test_nothing(station, title, nothing):
    """A part without lines counts nothing; the first three say so, the others have no words and are not shown."""
    one = part(station, title)
    assert (one.lines, one.count, one.nothing) == ((), "", nothing)


@pytest.mark.parametrize("number", [1, 2, MOST, MOST + 1])
def test_a_part_counts_all_its_lines(station, number):
    """The sum is of all, however many the page shows."""
    for n in range(number):
        draft(station, str(n))
    assert part(station, "草稿").count == f"{number} 份"
    assert len(part(station, "草稿").lines) == number


def test_what_is_open():
    """The states in which something is somebody's turn."""
    assert OPEN == "state IN ('待处理', '待区处理', '办理中', '暂停', '已答复', '跟踪中')"


# -- due


@pytest.mark.parametrize(
    ("day", "lamp", "right"),
    [
        ("2026-10-29", None, None),
        ("2026-10-30", "黄", "剩3工作日"),
        ("2026-11-01", "黄", "剩3工作日"),
        ("2026-11-02", "黄", "剩2工作日"),
        ("2026-11-03", "黄", "剩1工作日"),
        ("2026-11-04", "黄", "今天到期"),
        ("2026-11-05", "红", "逾期1工作日"),
        ("2026-11-06", "红", "逾期2工作日"),
        ("2026-11-08", "红", "逾期2工作日"),
        ("2026-11-09", "红", "逾期3工作日"),
    ],
)
def test_the_days_around_a_limit(station, day, lamp, right):
    """Passed on on 14 October, due on Wednesday 4 November: three working days before it begins to be due."""
    passed_on(station, "2026-10-14")
    clock.set_today(day)
    lines = part(station, "到期与逾期").lines
    assert [(line.lamp, line.right) for line in lines] == ([(lamp, right)] if lamp else [])
    assert due(station) == bool(lamp)


def test_the_latest_first(station):
    """Of several late ones the one due earliest stands first, and all of them before what is due soon."""
    for day, words in (("2026-09-10", "二"), ("2026-09-01", "一"), ("2026-09-23", "三")):
        passed_on(station, day, statement=words)
    assert station.find(Issue, "statement='三'")[0].due_on > "2026-10-15"
    assert titles(station, "到期与逾期") == ["一", "二", "三"]


def test_what_is_late_names_whose_turn_it_is(station):
    """The words of the line say who is waited for, and that they never said they have it."""
    passed_on(station, "2026-09-01")
    (line,) = part(station, "到期与逾期").lines
    assert (line.noun, line.words, part(station, "到期与逾期").count) == ("followup", f"{TOWN} · 还没有回执", "1 件")


@pytest.mark.parametrize("end", ["撤回", "作废", "引导"])
def test_what_ended_is_not_due(station, end):
    """What was taken back, made void or referred elsewhere waits for nobody."""
    passed_on(station, "2026-09-01")
    assert due(station)
    do(station, "Y0001", end, reason="另有去处")
    assert not due(station)
    assert [one.count for one in morning(station).parts[:5]] == [""] * 5


def test_a_pause_is_not_due(station):
    """While the clock stops nothing is late."""
    passed_on(station, "2026-10-14")
    do(station, "Y0001", "暂停", acted_on="2026-10-15", reason="等材料")
    clock.set_today("2026-12-31")
    assert part(station, "到期与逾期").lines == ()


# -- whom to tell, whose turn


def test_nobody_is_told_before_there_is_an_answer(station):
    """While it is worked on there is nothing to tell."""
    passed_on(station, "2026-10-14")
    assert titles(station, "还要告诉的人") == []


def test_people_are_counted_not_issues(station):
    """Two to tell of one issue are two."""
    take(station, "deputy", {"name": "彭喆", "levels": "乡镇"})
    passed_on(station, "2026-10-14", deputies=["彭喆"])
    do(station, "Y0001", "答复", acted_on="2026-10-15", answer_class="A")
    assert part(station, "还要告诉的人").count == "2 位"


def test_nothing_stands_twice(station):
    """An answered issue with somebody to tell is not repeated under whose turn it is."""
    passed_on(station, "2026-10-14")
    do(station, "Y0001", "答复", acted_on="2026-10-15", answer_class="A")
    do_first = titles(station, "还要告诉的人")
    assert (do_first, titles(station, "轮到我们")) == (["王*英（反映人）"], [])
    do(station, "Y0001", "回告", acted_on="2026-10-15", how="电话", to="王秀英")
    assert (titles(station, "还要告诉的人"), len(titles(station, "轮到我们"))) == ([], 1)


def test_no_receipt(station):
    """What was passed on more than five working days ago and not signed for is named, the longest missed first."""
    for day in ("2026-10-13", "2026-10-12", "2026-10-14"):
        passed_on(station, day)
    clock.set_today("2026-10-21")
    (first, second) = part(station, "没有回执的").lines
    assert (first.right, second.right, first.noun) == (
        "10-19 该有回执",
        "10-20 该有回执",
        "followup",
    )
    assert first.words == f"问一问{TOWN}收到没有"
    do(station, "Y0002", "签收", acted_on="2026-10-20")
    assert part(station, "没有回执的").count == "1 件"


def test_no_receipt_and_soon_due(station):
    """What is soon due stands once, under what is due: that nobody ever signed for it is said there, until somebody has."""
    passed_on(station, "2026-10-14")
    clock.set_today("2026-10-30")
    assert part(station, "没有回执的").lines == ()
    assert [line.words for line in part(station, "到期与逾期").lines] == [f"{TOWN} · 还没有回执"]
    do(station, "Y0001", "签收", acted_on="2026-10-20")
    assert [line.words for line in part(station, "到期与逾期").lines] == [TOWN]


def test_what_lies_with_the_district(station):
    """A matter reported up is the district's to pass on: 今日 counts none here that no line of it leads to."""
    receive(station, received_at="2026-10-14T09:00", outcome="报区办理")
    clock.set_today("2026-11-20")
    assert due(station) == 0 and not part(station, "到期与逾期").lines and not part(station, "轮到我们").lines


@pytest.mark.parametrize(
    ("values", "mine"),
    [
        ({"outcome": "村社办理"}, 1),
        ({"outcome": "形成建议"}, 1),
        ({"outcome": "村社办理", "referred_to": "东街村委会"}, 0),
        ({"outcome": "报区办理"}, 0),
        ({"outcome": "当场答复"}, 0),
        ({"outcome": "不属受理范围"}, 0),
    ],
)
def test_whose_turn_follows_from_the_outcome(station, values, mine):
    """What nobody was asked to do waits for us; what an organ or the district has, or what was settled, does not."""
    receive(station, received_at="2026-10-20T09:00", **values)
    assert len(titles(station, "轮到我们")) == mine


# -- drafts


@pytest.mark.parametrize(
    ("values", "title", "words"),
    [
        ({}, "没写完的一份", ""),
        ({"visitor_name": "郭桂兰"}, "郭*兰", ""),
        ({"title": "路灯"}, "路灯", ""),
        ({"raised_by": "王秀英"}, "王*英", ""),
        ({"visitor_name": "", "title": "路灯"}, "路灯", ""),
        ({"visitor_name": "郭桂兰", "title": "路灯"}, "郭*兰", ""),
        ({"title": "路灯", "raised_by": "王秀英"}, "路灯", ""),
        ({"statement": "路灯\n不亮  了"}, "没写完的一份", "路灯 不亮 了"),
        ({"statement": None, "visitor_name": None}, "没写完的一份", ""),
    ],
)
def test_what_a_draft_is_called(station, values, title, words):
    """The visitor by the ends of their name, else the title, else who raised it; its words in one line."""
    draft(station, "1", **values)
    assert part(station, "草稿").lines == (Line("visit", "1", title, words, "09:42"),)


def test_a_draft_of_another_day(station):
    """One that lies there since yesterday says so: a time alone would be taken for today's."""
    draft(station, "1", kept_at="2026-10-20T09:42:10")
    draft(station, "2", kept_at="2025-12-31T16:05:00")
    assert [line.right for line in part(station, "草稿").lines] == ["10-20 09:42", "2025-12-31 16:05"]


def test_drafts_of_both_forms(station):
    """Those of 接待登记 before those of 意见登记, each the newest first; of no other form."""
    draft(station, "旧", kept_at="2026-10-21T08:00:00")
    draft(station, "新", kept_at="2026-10-21T10:00:00")
    draft(station, "意见", "issue", kept_at="2026-10-21T11:00:00")
    draft(station, "别的", "duty")
    assert DRAFTED == ("visit", "issue")
    assert [(line.noun, line.id) for line in part(station, "草稿").lines] == [
        ("visit", "新"),
        ("visit", "旧"),
        ("issue", "意见"),
    ]


def test_a_draft_that_is_let_go(station):
    """What was saved or not wanted does not lie about any more."""
    draft(station, "1")
    with station.transaction():
        drop(station, "visit", "1")
    assert titles(station, "草稿") == []


# -- what a person must decide


def conflict(store, noun, id, field):
    """Two wrote a field differently."""
    with store.transaction():
        store.db.execute(
            "INSERT INTO conflict (noun, world, id, field, writes) VALUES (?,?,?,?,'[]')",
            (noun, store.identity.world, id, field),
        )


def test_two_wrote_differently(station):
    """The record by its number and the field by its label; it leads to where both are seen side by side."""
    visit = passed_on(station, "2026-10-14")
    conflict(station, "visit", visit.id, "statement")
    (line,) = part(station, "要人来定").lines
    assert (line.noun, line.id, line.title) == ("conflict", f"visit {visit.id} statement", "接待 J0001")
    assert line.words == "“反映问题及意见建议（原话）”两边写得不一样"
    assert part(station, "要人来定").count == "1 处"


def test_a_field_of_an_issue_is_decided_there_too(station):
    """A conflict of an issue leads to the two values as well."""
    passed_on(station, "2026-10-14")
    (issue,) = station.find(Issue)
    conflict(station, "issue", issue.id, "title")
    (line,) = part(station, "要人来定").lines
    assert (line.noun, line.title, line.words) == ("conflict", "意见 Y0001", "“标题”两边写得不一样")


def test_what_has_no_number_is_called_by_its_name(station):
    """An organ is named by its name."""
    id = new_id()
    with acting(station, "put") as act:
        act.write(Organ, id, {"name": "自来水公司"})
    conflict(station, "organ", id, "phone")
    (line,) = part(station, "要人来定").lines
    assert (line.noun, line.title, line.words) == ("conflict", "承办单位 自来水公司", "“电话”两边写得不一样")


def test_facts_that_did_not_know_of_each_other(station):
    """A flagged issue is there after the conflicts."""
    visit = passed_on(station, "2026-10-14")
    conflict(station, "visit", visit.id, "statement")
    with station.transaction():
        station.db.execute("UPDATE issue SET flagged=1")
    assert [(line.noun, line.title) for line in part(station, "要人来定").lines] == [
        ("conflict", "接待 J0001"),
        ("followup", "意见 Y0001"),
    ]
    assert part(station, "要人来定").lines[1].words == "两边的办理互相不知道"


# -- what must go out, what today brought


def test_more_must_go_out_after_more_was_done(station):
    """Every change waits until the district says that it holds it."""

    def waiting():
        (line,) = part(station, "U 盘往返").lines
        return int(line.words.split()[0])

    assert not part(station, "U 盘往返").lines, "nobody wrote anything yet"
    with acting(station, "amend") as act:
        (own,) = station.find(Place)
        act.write(Place, own.id, {"hours": "每周三 9:00-11:00"})
    before = waiting()
    receive(station)
    assert waiting() > before
    assert part(station, "U 盘往返").count == ""


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([], "今天还没有接待"),
        ([None], "今天已接待 1 批 1 人次"),
        ([3], "今天已接待 1 批 3 人次"),
        ([3, None, 2], "今天已接待 3 批 6 人次"),
    ],
)
def test_what_today_brought(station, sizes, said):
    """Receptions and people of today; one whose number nobody wrote down is one person."""
    for n, size in enumerate(sizes):
        receive(station, received_at=f"2026-10-21T{9 + n:02d}:00", party_size=size)
    assert morning(station).today == said


@pytest.mark.parametrize("day", ["2026-10-20T23:59", "2026-10-22T00:00", "2025-10-21T09:00"])
def test_another_day_is_not_today(station, day):
    """Yesterday, tomorrow and the same day of another year do not count."""
    receive(station, received_at=day)
    assert morning(station).today == "今天还没有接待"


def test_dates_that_moved(station):
    """A date the calendar moved is told, with the old one and why, until the next step is done or a fortnight is over."""
    clock.set_today("2026-12-25")
    passed_on(station, "2026-12-25", statement="路灯不亮")
    assert part(station, "期限有变").lines == ()
    take(
        station,
        "calendar",
        {"date": "2027-01-04", "rest": "休", "name": "元旦"},
        {"date": "2027-10-01", "rest": "休", "name": "国庆节"},
    )
    (line,) = part(station, "期限有变").lines
    assert (line.title, line.right) == ("路灯不亮", "2027-01-19")
    assert line.words == "期限从 2027-01-18 改为 2027-01-19：2027年放假通知到了，1月4日放假（元旦）"
    clock.set_today("2027-01-09")
    assert part(station, "期限有变").lines == ()
    clock.set_today("2026-12-26")
    do(station, "Y0001", "催办", how="电话")
    assert part(station, "期限有变").lines == ()
    clock.set_today(None)


def test_many_moves_are_counted():
    """An import says the first dates it moved and where the others stand."""
    assert moves(["甲", "乙"]) == ["期限重算：甲", "期限重算：乙"]
    assert moves(["x"] * (MOST + 2))[-1] == f"共重算 {MOST + 2} 件，都在“今日”的“期限有变”里。"


def test_the_other_pc_waits(tmp_path):
    """Where the station has another PC, today says how much that one has not got yet; nothing where it has all, or is out of use."""
    two = two_pcs(tmp_path)

    def said(folder):
        with opened(folder) as store:
            return [line.words for line in part(store, "U 盘往返").lines if line.title == "带给另一台电脑"]

    assert said(two.first) == [], "nothing of the second came here yet"
    for folder in (two.second, two.first):
        assert run("amend", "J0003", f"人数={5 + len(folder.name)}", "--reason", "数错", "--data", folder).code == 0
    bring(two, two.second, two.first)
    assert "那一台还没有" in said(two.first)[0]
    bring(two, two.first, two.second)
    bring(two, two.second, two.first)
    assert said(two.first) == []
    assert run("amend", "J0003", "人数=2", "--reason", "再数", "--data", two.first).code == 0
    assert len(said(two.first)) == 1
    with opened(two.first) as store:
        (other,) = [one for one in computers(store, store.identity.world) if not one.here]
    assert run("retire", other.name, "--data", two.first).code == 0
    assert said(two.first) == []

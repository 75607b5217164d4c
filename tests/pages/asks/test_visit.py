"""What 接待登记 asks: the list by day, a day as people say it, one visit opened, what follows, what is in sight."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.draft import Draft, keep
from lianluozhan.issue import Issue
from lianluozhan.record import short_number
from lianluozhan.visit import OUTCOMES
from tests.station import digest, do, empty, opened, receive
from ui.asks import visit as received
from ui.asks.sight import sight
from ui.asks.visit import DRAFT, NAMELESS, TONES, draft_item, follows, listed
from ui.listing import Item, Mark

TOWN = "渔泽镇人民政府"


@pytest.fixture
def station(tmp_path):
    """The store of a station with its clerk and its place, and nothing else."""
    with opened(empty(tmp_path / "空站")) as store:
        yield store


def heads(store, words=""):
    """The heads of the list and their sums."""
    return [(item.title, item.right) for item in listed(store, words).items if item.key is None]


def rows(store, words=""):
    """The numbers of the list's rows."""
    return [item.tail for item in listed(store, words).items if item.key is not None]


def put_away(store, id, kept_at="2026-10-21T09:42:10", **values):
    """Put a draft of a visit away."""
    with store.transaction():
        return keep(store, Draft(id, "visit", values, kept_at=kept_at))


# -- words


@pytest.mark.parametrize(
    ("number", "end"),
    [("140405102-2026-J0024", "J0024"), ("J0024", "J0024"), ("140405102-2026-JB0003", "JB0003"), ("", ""), (None, "")],
)
def test_tail(number, end):
    """The end of a number, after its last hyphen."""
    assert short_number(number) == end


@pytest.mark.parametrize(
    ("values", "title", "words", "marks"),
    [
        ({}, NAMELESS, "", [Mark("草稿", "amber")]),
        ({"visitor_name": ""}, NAMELESS, "", [Mark("草稿", "amber")]),
        (
            {"visitor_name": "郭桂兰", "statement": "路灯\n不亮，打13800000000"},
            "郭*兰",
            "路灯 不亮，打138****0000",
            [Mark("草稿", "amber")],
        ),
        ({"category": "供暖"}, NAMELESS, "", [Mark("草稿", "amber"), Mark("供暖")]),
        ({"statement": None, "category": ""}, NAMELESS, "", [Mark("草稿", "amber")]),
    ],
)
def test_draft_item(values, title, words, marks):
    """A draft's row: who by the ends of their name, the hour it was kept, what was said so far; its key tells it from a visit."""
    item = draft_item(Draft("7", "visit", values, kept_at="2026-10-21T09:42:10"))
    assert item == Item(DRAFT + "7", title, "09:42", words, tuple(marks))


def test_tones():
    """Settled is green, passed on blue, a suggestion amber; every tone belongs to an outcome there is."""
    assert set(TONES) < set(OUTCOMES)
    assert (TONES["当场答复"], TONES["形成建议"]) == ("green", "amber")
    assert {TONES[word] for word in ("村社办理", "乡镇办理", "报区办理")} == {"primary"}


# -- the list


def test_an_empty_list(station):
    """Nothing is there, and the foot says so in figures."""
    assert listed(station, "") == ([], "共 0 批 0 人次", [])


def test_days_newest_first(station):
    """Every day has a head with its sum; a visit whose number of people nobody wrote down is one."""
    receive(station, received_at="2026-10-14T09:00", party_size=3)
    receive(station, received_at="2026-10-14T10:00")
    receive(station, received_at="2026-10-21T08:00", party_size=2)
    assert heads(station) == [("今天 10月21日 周三 · 来站", "1 批 2 人"), ("10月14日 周三 · 来站", "2 批 4 人")]
    assert rows(station) == ["J0003", "J0002", "J0001"]


def test_a_row_says_another_way_than_coming(station):
    """走访 and 电话 are marked behind the category; who came here is not marked, and a way nobody wrote down is none."""
    for way in ("来站", "走访", "电话", None):
        receive(station, channel=way, category="道路")
    marked = [[mark.words for mark in item.marks] for item in listed(station, "").items if item.key is not None]
    assert sorted(marked, key=len) == [["当场答复", "道路"]] * 2 + [
        ["当场答复", "道路", "电话"],
        ["当场答复", "道路", "走访"],
    ]


@pytest.mark.parametrize(
    ("ways", "head"),
    [
        (["来站"], "10月14日 周三 · 来站"),
        (["走访", "走访"], "10月14日 周三 · 走访"),
        (["来站", "走访"], "10月14日 周三"),
        ([None], "10月14日 周三"),
        (["来站", None], "10月14日 周三"),
    ],
)
def test_the_way_of_a_day(station, ways, head):
    """The way stands in the head only where it is the same for all of the day."""
    for way in ways:
        receive(station, channel=way)
    assert [title for title, _sum in heads(station)] == [head]


@pytest.mark.parametrize(
    ("days", "words", "foot"),
    [
        (["2026-10-14"], "", "10月共 1 批 2 人次"),
        (["2026-10-01", "2026-10-31"], "", "10月共 2 批 4 人次"),
        (["2026-10-14", "2026-09-30"], "", "10月共 1 批 2 人次"),
        (["2026-09-30"], "", "共 1 批 2 人次"),
        (["2025-10-14"], "", "共 1 批 2 人次"),
        (["2026-10-14", "2026-09-30"], "路灯", "共 2 批 4 人次"),
        (["2026-10-14"], "机井", "共 0 批 0 人次"),
    ],
)
def test_the_foot(station, days, words, foot):
    """This month's sum; where something is looked for, or the month has nothing, that of what is shown."""
    for day in days:
        receive(station, received_at=day, party_size=2)
    assert listed(station, words).foot == foot


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("路灯", ["J0001"]),
        ("机井", ["J0002"]),
        ("王秀英", ["J0001"]),
        ("王秀英 路灯", ["J0001"]),
        ("王秀英 机井", []),
        ("J0002", ["J0002"]),
        ("  ", ["J0002", "J0001"]),
    ],
)
def test_looking_for_words(station, words, found):
    """A visit is shown when all the words stand in it, its name and number included."""
    receive(station, visitor_name="王秀英", received_at="2026-10-14T09:00")
    receive(station, statement="机井坏了", received_at="2026-10-14T10:00")
    assert rows(station, words) == found


@pytest.mark.parametrize(
    ("values", "title", "marks"),
    [
        ({}, "匿名", [Mark("当场答复", "green")]),
        ({"visitor_name": "王秀英"}, "王*英", [Mark("当场答复", "green")]),
        ({"visitor_name": "王秀英", "party_size": 1}, "王*英", [Mark("当场答复", "green")]),
        ({"visitor_name": "王秀英", "party_size": 2}, "王*英　2人", [Mark("当场答复", "green")]),
        ({"party_size": 5}, "匿名　5人", [Mark("当场答复", "green")]),
        ({"category": "供暖"}, "匿名", [Mark("当场答复", "green"), Mark("供暖")]),
        ({"outcome": "乡镇办理"}, "匿名", [Mark("乡镇办理", "primary")]),
        ({"outcome": "形成建议"}, "匿名", [Mark("形成建议", "amber")]),
        ({"outcome": "不属受理范围"}, "匿名", [Mark("不属受理范围", "grey")]),
    ],
)
def test_a_row(station, values, title, marks):
    """Who by the ends of their name and how many, when there was more than one; the outcome in its tone; the category."""
    visit = receive(station, **values)
    item = listed(station, "").items[1]
    assert (item.key, item.title, item.right, item.tail, list(item.marks)) == (visit.id, title, "09:00", "J0001", marks)


def test_an_unknown_hour(station):
    """Where the hour is not known none is shown."""
    receive(station, received_at="2026-10-14")
    assert listed(station, "").items[1].right == ""


def test_drafts_stand_first(station):
    """What was put away is above all days, the newest first, and gone while something is looked for."""
    receive(station)
    put_away(station, "1", "2026-10-21T08:00:00")
    put_away(station, "2", "2026-10-21T09:00:00")
    found = listed(station, "")
    assert [(item.key, item.title, item.right) for item in found.items[:1]] == [(None, "草稿", "2 份")]
    assert [item.key for item in found.items[1:3]] == [DRAFT + "2", DRAFT + "1"]
    assert [one.id for one in listed(station, "路灯").drafts] == ["2", "1"]
    assert heads(station, "路灯") == [("10月14日 周三 · 来站", "1 批 1 人")]


def test_the_voided_are_not_listed(station):
    """A visit made void has left the list and its sums."""
    visit = receive(station)
    with acting(station, "void") as act:
        void(act, visit, "录错")
    assert listed(station, "") == ([], "共 0 批 0 人次", [])


# -- one visit


def test_opened(station):
    """The record, as people read it, and what it was opened on."""
    visit = receive(station, visitor_name="王秀英")
    found = received.opened(station, visit.id)
    assert (found.visit.id, found.row["visitor_name"], found.row["outcome"]) == (visit.id, "王*英", "当场答复")
    assert found.version and found.history


def test_opened_where_there_is_none(station):
    """A visit that is not here opens nothing."""
    assert received.opened(station, "00000000-0000-0000-0000-000000000000") is None


def test_a_change_makes_another_version(station):
    """What was opened before a change can be told from what is opened after it."""
    visit = receive(station)
    before = received.opened(station, visit.id)
    with acting(station, "amend") as act:
        amend(act, visit, {"statement": "路灯又不亮"}, "听错了")
    after = received.opened(station, visit.id)
    assert before.version != after.version and len(after.history) > len(before.history)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"outcome": "当场答复"}, ""),
        ({"outcome": "不属受理范围"}, ""),
        ({"outcome": "村社办理"}, "意见 Y0001"),
        ({"outcome": "形成建议"}, "意见 D0001"),
        ({"outcome": "乡镇办理", "referred_to": TOWN}, f"意见 Y0001 · 交办 {TOWN} · 期限 11月4日"),
        (
            {"outcome": "乡镇办理", "referred_to": TOWN, "received_at": "2026-10-21T09:00"},
            f"意见 Y0001 · 交办 {TOWN} · 期限 11月11日",
        ),
    ],
)
def test_what_a_save_made(station, values, said):
    """The issue's number, its first act and its limit; nothing where no issue was opened."""
    assert follows(station, receive(station, **values)) == said


def test_what_was_reported_up(station):
    """Reported to the district: it is the district's turn."""
    assert follows(station, receive(station, outcome="报区办理")).startswith("意见 Y0001 · 报区 区人大")


def test_nothing_follows_from_a_voided_issue(station):
    """An issue made void is not said to have been made."""
    visit = receive(station, outcome="村社办理")
    do(station, "Y0001", "作废", reason="录错")
    assert follows(station, visit) == ""


# -- in sight


def test_sight_of_nothing(station):
    """An empty form: the next number, today's kind of day, and nothing proposed."""
    found = sight(station, {})
    assert (found.number, found.mode, found.category, found.organ, found.due) == (
        "140405102-2026-J0001",
        "平时",
        None,
        None,
        "",
    )
    assert [group.hints for group in found.groups] == [(), ()]


@pytest.mark.parametrize(
    ("day", "number", "mode"),
    [
        ("2026-10-21", "2026-J0002", "平时"),
        ("2026-10-24", "2026-J0002", "周末"),
        ("2026-10-01", "2026-J0002", "节假日"),
        ("2026-10-10", "2026-J0002", "平时"),
        ("2025-06-03", "2025-J0001", "平时"),
        ("不是日期", "2026-J0002", "平时"),
        ("", "2026-J0002", "平时"),
    ],
)
def test_number_and_day(station, day, number, mode):
    """Numbers run by the year of the visit; a Saturday worked in exchange is a plain day; half a date counts as today."""
    receive(station)
    found = sight(station, {"received_at": day})
    assert (found.number, found.mode) == (f"140405102-{number}", mode)


@pytest.mark.parametrize(
    ("typed", "category", "organ"),
    [
        ({"statement": "路灯不亮"}, "道路与路灯", "区住房和城乡建设管理局"),
        ({"statement": "暖气不热"}, "供暖", "集中供热公司"),
        ({"statement": "推诿"}, "作风与政务", None),
        ({"statement": "说不清"}, None, None),
        ({"category": "教育"}, None, "区教育局"),
        ({"statement": "路灯不亮", "category": "教育"}, "道路与路灯", "区教育局"),
        ({"statement": ""}, None, None),
    ],
)
def test_proposals(station, typed, category, organ):
    """The words bring the category, and the category that holds brings the organ: the one chosen before the one guessed."""
    found = sight(station, typed)
    assert (found.category, found.organ) == (category, organ)


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({"outcome": "乡镇办理"}, "交办后期限 11月11日 周三（15 工作日）"),
        ({"outcome": "乡镇办理", "received_at": "2026-10-14"}, "交办后期限 11月4日 周三（15 工作日）"),
        ({"outcome": "当场答复"}, ""),
        ({"outcome": "形成建议"}, ""),
        ({"outcome": "报区办理"}, "报区后期限 10月28日 周三（5 工作日）"),
        ({"outcome": "乡镇办理", "statement": ""}, ""),
        ({"outcome": "乡镇办理", "statement": "说不清"}, "交办后期限 11月11日 周三（15 工作日）"),
        ({"outcome": "村社办理", "statement": "说不清"}, ""),
        ({"outcome": "乡镇办理", "statement": "说不清", "referred_to": TOWN}, "交办后期限 11月11日 周三（15 工作日）"),
        ({}, ""),
    ],
)
def test_the_limit_that_would_follow(station, values, due):
    """Only where it is passed on to somebody a clock would run, from the day of the visit."""
    assert sight(station, {"statement": "路灯不亮", **values}).due == due


def test_looking_writes_nothing(station):
    """Whatever is asked while a visit is written, the journal stays as it was."""
    receive(station, outcome="乡镇办理", referred_to=TOWN, visitor_name="王秀英")
    before = digest(station)
    sight(station, {"statement": "路灯不亮", "outcome": "乡镇办理", "visitor_name": "王秀英"})
    listed(station, "路灯")
    assert digest(station) == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"visitor_name": "王秀英"}, 1),
        ({"visitor_name": "王"}, 0),
        ({"visitor_name": "王秀"}, 0),
        ({"visitor_phone": "13800000613"}, 1),
        ({"visitor_phone": "13900000613"}, 0),
        ({"visitor_phone": "1380000"}, 0),
        ({}, 0),
    ],
)
def test_the_same_person(station, typed, found):
    """The whole name, or the whole phone; a surname alone, or half a number, says nothing."""
    receive(station, visitor_name="王秀英", visitor_phone="13800000613")
    people = sight(station, typed).groups[0]
    assert (len(people.hints), people.unit) == (found, "次")


def test_a_surname_alone_is_nobody(station):
    """While only a surname is typed, others who left no more than that are not taken for the same person."""
    receive(station, visitor_name="王")
    assert sight(station, {"visitor_name": "王"}).groups[0].hints == ()


def test_an_earlier_visit(station):
    """When and how, its number, what was said and what became of it; the card leads to it."""
    visit = receive(station, visitor_name="王秀英")
    (card,) = sight(station, {"visitor_name": "王秀英"}).groups[0].hints
    assert card == ("2026-10-14 来站", "J0001", "王*英：路灯不亮（当场答复）", "visit", visit.id)


def test_a_visit_is_no_hint_about_itself(station):
    """While a visit is changed, neither it nor the issue it opened stands beside it."""
    words = "北街路灯坏了三盏"
    visit = receive(station, visitor_name="王秀英", statement=words, outcome="乡镇办理", referred_to=TOWN)
    typed = {"visitor_name": "王秀英", "statement": words}
    assert [len(group.hints) for group in sight(station, typed).groups] == [1, 1]
    assert [len(group.hints) for group in sight(station, typed, visit.id).groups] == [0, 0]


@pytest.mark.parametrize(
    ("today", "right"), [("2026-10-21", "办理中"), ("2026-11-03", "快到期 办理中"), ("2026-11-05", "逾期 办理中")]
)
def test_an_issue_like_this(station, today, right):
    """Where it is, how it stands and why it is shown; the card leads to its course."""
    receive(station, statement="北街路灯坏了三盏", location="北街", outcome="乡镇办理", referred_to=TOWN)
    clock.set_today(today)
    (card,) = sight(station, {"location": "北街"}).groups[1].hints
    (issue,) = station.find(Issue)
    assert card == ("北街", right, f"北街路灯坏了三盏（{TOWN} 同一地点）", "followup", issue.id)

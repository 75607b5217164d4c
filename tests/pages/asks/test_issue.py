"""What 意见登记 asks and does: its three views, what a visit carries over, what is proposed, registered and passed on in one act."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.draft import Draft, keep
from lianluozhan.errors import BadInput, Changed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.note import Note
from lianluozhan.record import new_id
from tests.station import digest, do, empty, opened, receive, sound, take
from ui.asks import issue as registered
from ui.asks.issue import (
    EVERY,
    FROM_VISIT,
    HANDED,
    OPEN_YET,
    VIEWS,
    carried,
    complete,
    listed,
    proposal,
    recent_visits,
    register,
)
from ui.listing import Mark

TOWN, WORKS = "渔泽镇人民政府", "区住房和城乡建设管理局"
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def station(tmp_path):
    """The store of a station with its clerk and its place, and nothing else."""
    with opened(empty(tmp_path / "空站")) as store:
        yield store


@pytest.fixture
def several(station):
    """Two issues that wait, one with the town, one with the district."""
    receive(station, received_at="2026-10-12T09:00", outcome="村社办理", statement="井盖松动")
    receive(station, received_at="2026-10-13T09:00", outcome="乡镇办理", referred_to=TOWN, statement="路灯不亮")
    receive(station, received_at="2026-10-14T09:00", outcome="报区办理", statement="断头路")
    receive(station, received_at="2026-10-15T09:00", outcome="村社办理", statement="机井坏了")
    return station


def save(store, word="", operator="赵敏", fact=(), **values):
    """Register an issue as the page does; the issue as it is then."""
    id = new_id()
    with acting(store, "add_issue", operator) as act:
        register(act, id, {"statement": "路灯不亮"} | values, word, dict(fact))
    return store.get(Issue, (store.identity.world, id))


def finish(store, found, word="", fact=(), **values):
    """Complete an opened issue as the page does; the issue as it is then."""
    with acting(store, "complete", "赵敏") as act:
        complete(act, found, values, word, dict(fact))
    return store.get(Issue, (found.issue.world, found.issue.id))


def facts(store, issue):
    """The facts of an issue, the earliest first."""
    return store.find(Followup, "issue=?", (issue.id,), "created_at, id")


def waiting(store):
    """An issue that waits, opened by the form."""
    receive(store, outcome="村社办理", visitor_name="王秀英", visitor_phone="13800000613")
    (issue,) = store.find(Issue)
    return registered.opened(store, (issue.world, issue.id))


# -- the list


def test_views():
    """All, what waits to be passed on, what was."""
    assert VIEWS == (EVERY, OPEN_YET, HANDED) == ("全部", "待处理", "已交出")


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_list(station, view):
    """No issue, no head, and counts of 0."""
    assert listed(station, "", view) == ([], {"待处理": "0", "已交出": "0", "全部": "0"}, "")


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        ("全部", ["待处理", "Y0004", "Y0001", "已交出", "Y0003", "Y0002"]),
        ("待处理", ["待处理", "Y0004", "Y0001"]),
        ("已交出", ["已交出", "Y0003", "Y0002"]),
    ],
)
def test_a_view(several, view, rows):
    """What waits stands first, each group the newest first; the counts are of all views whichever is shown."""
    items, counts, foot = listed(several, "", view)
    assert [item.tail or item.title for item in items] == rows
    assert (counts, foot) == ({"待处理": "2", "已交出": "2", "全部": "4"}, "")
    assert {item.right for item in items if item.key is None} == {"2 件"}


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("路灯", (0, 1, 1)),
        ("井", (2, 0, 2)),
        ("机井", (1, 0, 1)),
        ("Y0003", (0, 1, 1)),
        ("路灯 机井", (0, 0, 0)),
        ("", (2, 2, 4)),
    ],
)
def test_looking_for_words(several, words, counts):
    """Counts and rows are of what holds all the words."""
    items, found, _foot = listed(several, words, EVERY)
    assert tuple(found[view] for view in (OPEN_YET, HANDED, EVERY)) == tuple(map(str, counts))
    assert len([item for item in items if item.key]) == counts[2]


def test_passing_on_moves_it(several):
    """What is passed on leaves the one view for the other."""
    do(several, "Y0001", "交办", acted_on="2026-10-16", organ=TOWN)
    assert listed(several, "", OPEN_YET)[1] == {"待处理": "1", "已交出": "3", "全部": "4"}


def test_the_voided_are_in_no_view(several):
    """An issue made void is neither shown nor counted."""
    do(several, "Y0001", "作废", reason="录错")
    assert listed(several, "", EVERY)[1] == {"待处理": "1", "已交出": "2", "全部": "3"}


def test_a_row(station):
    """The first clause, the day, who raised it and how, whom it went to, its state in its tone and its category."""
    visit = {"visitor_name": "王秀英", "channel": "电话", "deputies": ["彭喆"], "category": "供暖"}
    receive(station, outcome="乡镇办理", referred_to=TOWN, statement="路灯不亮，三盏", **visit)
    item = listed(station, "", HANDED)[0][1]
    assert (item.title, item.right, item.tail) == ("路灯不亮", "10-14", "Y0001")
    assert item.words == f"王*英 · 电话 · 彭喆 → {TOWN}"
    assert item.marks == (Mark("办理中", "primary"), Mark("供暖"))


def test_a_row_of_nobody(station):
    """One without a name says what kind of person it was, one without an organ no arrow; waiting is amber."""
    receive(station, outcome="村社办理")
    item = listed(station, "", OPEN_YET)[0][1]
    assert (item.words, item.marks) == ("匿名 · 来站", (Mark("待处理", "amber"),))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({}, "还没写标题"),
        ({"title": ""}, "还没写标题"),
        ({"title": "路灯"}, "路灯"),
        ({"statement": "不亮"}, "不亮"),
        ({"title": "路灯", "statement": "不亮"}, "路灯"),
    ],
)
@pytest.mark.parametrize("view", VIEWS)
def test_a_draft(station, values, title, view):
    """What was begun stands first in every view, by its title or else its words; not while something is looked for."""
    with station.transaction():
        kept = keep(station, Draft("1", "issue", values, kept_at="2026-10-21T09:42:10"))
    head, row = listed(station, " ", view)[0]
    assert (head.key, head.title, head.right) == (None, "草稿", "1 件")
    assert (row.key, row.title, row.right) == (("草稿", kept), title, "09:42")
    assert listed(station, "路灯", view)[0] == []


# -- what a visit gives


def test_recent_visits(station):
    """The newest first, by the end of their number, with who came and how it begins; found by the name too."""
    receive(station, visitor_name="王秀英", received_at="2026-10-13T09:00")
    newest = receive(station, statement="一二三四五六七八九十一二三四五六七八")
    first, second = recent_visits(station)
    assert (first.name, first.beside, first.kept) == ("J0002", "匿名　一二三四五六七八九十一二三四五六", newest.id)
    assert (second.name, second.beside) == ("J0001", "王*英　路灯不亮")
    assert "王秀英" in second.letters


def test_carried(station):
    """Everything the visit knows, with its first deputy in the lead; said in a line without what it does not know."""
    take(station, "deputy", {"name": "彭喆", "levels": "乡镇"}, {"name": "解国栋", "levels": "乡镇"})
    visit = receive(
        station,
        visitor_name="王秀英",
        visitor_phone="13800000613",
        visitor_address="东街",
        location="北街",
        category="供暖",
        deputies=["解国栋", "彭喆"],
        confidential=True,
    )
    found = carried(station, visit.id)
    assert found.visit == visit.id
    assert found.values == {
        "registered_at": "2026-10-14T09:00",
        "source": "来站",
        "raiser_kind": "个人",
        "raised_by": "王秀英",
        "raiser_phone": "13800000613",
        "raiser_address": "东街",
        "statement": "路灯不亮",
        "category": "供暖",
        "location": "北街",
        "sensitive": True,
        "deputies": visit.deputies,
        "visits": [visit.id],
        "kind": "群众意见",
        "lead_deputy": visit.deputies[0],
    }
    assert found.words == "从接待 J0001 带入，不用再录：反映人、电话、原话、地点、类别、接待代表"
    assert found.who == "王*英 · 138****0613 · 东街"


def test_carried_of_nobody(station):
    """An anonymous visit gives no person and no empty field."""
    found = carried(station, receive(station).id)
    assert (found.words, found.who) == ("从接待 J0001 带入，不用再录：原话", "匿名")
    assert not {"raised_by", "raiser_phone", "raiser_address", "deputies"} & found.values.keys()
    assert found.values["lead_deputy"] is None


def test_carried_where_there_is_none(station):
    """A visit that is not here gives nothing."""
    assert carried(station, NOBODY) is None


def test_every_field_that_is_carried_is_one_of_an_issue():
    """What a visit gives can be written into an issue."""
    assert set(FROM_VISIT) <= set(Issue.fields)


def test_opened(station):
    """An issue with the visit it came from, as people read it."""
    found = waiting(station)
    assert (found.row["number"][-5:], found.row["raised_by"], found.row["state"]) == ("Y0001", "王*英", "待处理")
    assert (found.carried.visit, found.carried.who) == (found.issue.visits[0], "王*英 · 138****0613")
    assert found.version


def test_opened_without_a_visit(station):
    """One that no visit brought has nothing carried over; one that is not here opens nothing."""
    issue = save(station)
    assert registered.opened(station, (issue.world, issue.id)).carried is None
    assert registered.opened(station, (issue.world, NOBODY)) is None


# -- what is proposed


@pytest.mark.parametrize(
    ("typed", "category", "organ", "due_on", "words"),
    [
        ({}, None, None, "2026-11-11", "按规定 15 工作日"),
        ({"statement": "路灯不亮"}, "道路与路灯", WORKS, "2026-11-11", "按规定 15 工作日"),
        ({"statement": "路灯不亮", "category": "教育"}, "教育", "区教育局", "2026-11-11", "按规定 15 工作日"),
        ({"statement": "说不清"}, None, None, "2026-11-11", "按规定 15 工作日"),
        ({"category": "作风与政务"}, "作风与政务", None, "2026-11-11", "按规定 15 工作日"),
        ({"urgency": "正常"}, None, None, "2026-11-11", "按规定 15 工作日"),
        ({"urgency": "紧急"}, None, None, "2026-10-28", "按规定 5 工作日"),
        ({"urgency": "特急"}, None, None, "2026-10-22", "按规定 1 工作日"),
        ({"urgency": "随便"}, None, None, "2026-11-11", "按规定 15 工作日"),
        ({"no_such_field": "x"}, None, None, "2026-11-11", "按规定 15 工作日"),
    ],
)
def test_proposal(station, typed, category, organ, due_on, words):
    """Category from the words, organ from the category, the day from the urgency; what cannot be read counts as absent."""
    found = proposal(station, typed)
    assert (found.category, found.organ, found.due_on, found.words) == (category, organ, due_on, words)


@pytest.mark.parametrize("urgency", ["正常", "特急"])
def test_a_suggestion_has_its_own_limit(station, urgency):
    """Three months by law, however urgent: from 21 July to 21 October."""
    clock.set_today("2026-07-21")
    found = proposal(station, {"kind": "代表建议", "urgency": urgency})
    assert (found.due_on, found.words) == ("2026-10-21", "法定 3 个月，最多 6 个月")


def test_a_limit_into_an_unknown_year_is_provisional(station):
    """Where next year's holidays are not known yet the day may move, and that is said."""
    clock.set_today("2026-12-30")
    assert proposal(station, {}).words == "按规定 15 工作日，暂定"


def test_the_days_explain_themselves(station):
    """One bead a day from today, which does not count, to the due one."""
    found = proposal(station, {"urgency": "紧急"}).beads
    assert [(bead.day[-2:], bead.number) for bead in found] == [
        ("21", 0),
        ("22", 1),
        ("23", 2),
        ("24", 2),
        ("25", 2),
        ("26", 3),
        ("27", 4),
        ("28", 5),
    ]
    assert [bead.day for bead in found if bead.due] == ["2026-10-28"]


def test_issues_like_it(station):
    """Its title, number, state and why; its id leads to it."""
    receive(station, statement="北街路灯坏了三盏", location="北街", outcome="乡镇办理", referred_to=TOWN)
    (issue,) = station.find(Issue)
    assert proposal(station, {"location": "北街"}).alike == [
        ("北街路灯坏了三盏", "意见 Y0001", "办理中 · 同一地点", issue.id)
    ]
    assert proposal(station, {"location": "南街"}).alike == []


def test_looking_writes_nothing(several):
    """Whatever is asked while an issue is written, the journal stays as it was."""
    before = digest(several)
    proposal(several, {"statement": "路灯不亮", "urgency": "紧急"})
    recent_visits(several)
    listed(several, "路灯", EVERY)
    assert digest(several) == before


# -- registered


def test_registered_alone(station):
    """Without a word it waits: no fact, of today, of the public, of plain urgency."""
    issue = save(station)
    assert (issue.state, issue.registered_at, issue.kind, issue.urgency) == ("待处理", "2026-10-21", "群众意见", "正常")
    assert facts(station, issue) == []
    sound(station)


@pytest.mark.parametrize(
    ("values", "name", "kept"),
    [
        ({"urgency": "特急"}, "urgency", "特急"),
        ({"urgency": None}, "urgency", "正常"),
        ({"registered_at": "2026-10-20"}, "registered_at", "2026-10-20"),
        ({"kind": "代表建议"}, "kind", "代表建议"),
    ],
)
def test_what_was_typed_goes_before(station, values, name, kept):
    """A field that was filled in is kept; one that was left empty has its own value."""
    assert save(station, **values).data[name] == kept


@pytest.mark.parametrize(
    ("urgency", "due_on"), [("正常", "2026-11-11"), ("紧急", "2026-10-28"), ("特急", "2026-10-22")]
)
def test_registered_and_passed_on(station, urgency, due_on):
    """交办 in the same act: from today, by who typed, on behalf of the station's own body, with the limit's day."""
    issue = save(station, "交办", fact={"organ": TOWN}, urgency=urgency)
    (fact,) = facts(station, issue)
    assert (fact.action, fact.acted_on, fact.acted_by, fact.assigned_by) == (
        "交办",
        "2026-10-21",
        "赵敏",
        "镇人大主席团",
    )
    assert (issue.state, issue.organ, issue.due_on) == ("办理中", TOWN, due_on)
    sound(station)


def test_an_agreed_day(station):
    """Another day than the proposed one is kept."""
    assert save(station, "交办", fact={"organ": TOWN, "due_on": "2026-10-30"}).due_on == "2026-10-30"


def test_registered_and_reported_up(station):
    """报区: it is the district's turn, and nobody passed it on."""
    issue = save(station, "报区", fact={"organ": TOWN, "reason": "跨两个镇"})
    (fact,) = facts(station, issue)
    assert (issue.state, issue.turn, fact.action, fact.assigned_by) == ("待区处理", "区人大", "报区", None)


def test_the_clerk_of_the_folder(station):
    """Where nobody is named the folder's own clerk acted."""
    issue = save(station, "交办", operator="", fact={"organ": TOWN})
    assert facts(station, issue)[0].acted_by == "赵敏"


@pytest.mark.parametrize(
    ("word", "fact", "labels"),
    [
        ("交办", {}, ["承办单位"]),
        ("交办", {"organ": ""}, ["承办单位"]),
        ("报区", {"organ": TOWN}, ["原因"]),
        ("报区", {"reason": "难"}, ["承办单位"]),
        ("报区", {}, ["原因", "承办单位"]),
    ],
)
def test_what_is_missing(station, word, fact, labels):
    """All that the word needs is named at once, by its label, and nothing at all is written."""
    before, wanted = digest(station), {"原因": Followup.reason.label, "承办单位": Followup.organ.label}
    with pytest.raises(BadInput) as refused:
        save(station, word, fact=fact)
    assert refused.value.what == f"{word}还缺：{'、'.join(wanted[one] for one in labels)}"
    assert digest(station) == before and station.find(Issue) == []


# -- completed


def test_completed(station):
    """What was added is written with a note of why, and 交办 in the same act."""
    issue = finish(station, waiting(station), "交办", {"organ": TOWN}, title="北街路灯", people_affected="20")
    assert (issue.title, issue.people_affected, issue.state, issue.organ) == ("北街路灯", 20, "办理中", TOWN)
    (note,) = station.find(Note)
    assert (note.about, note.text) == (issue.id, "登记时补齐")
    assert [fact.action for fact in facts(station, issue)] == ["交办"]
    sound(station)


def test_completed_without_a_change(station):
    """Values that are as they were make no note; without a word nothing is written."""
    found, before = waiting(station), digest(station)
    assert finish(station, found, raised_by="王秀英", title=None).state == "待处理"
    assert station.find(Note) == [] and digest(station) == before


def test_completed_clears(station):
    """A field that was emptied is empty."""
    assert finish(station, waiting(station), raised_by=None).raised_by is None


def test_the_new_urgency_has_its_limit(station):
    """What is passed on together with a change has the limit of what it is now."""
    assert finish(station, waiting(station), "交办", {"organ": TOWN}, urgency="特急").due_on == "2026-10-22"


def test_changed_meanwhile(station):
    """What somebody wrote after the form was opened is not overwritten, nor is anything passed on."""
    found = waiting(station)
    with acting(station, "amend") as act:
        amend(act, found.issue, {"title": "别人写的"}, "补")
    before = digest(station)
    with pytest.raises(Changed):
        finish(station, found, "交办", {"organ": TOWN}, title="我写的")
    assert digest(station) == before

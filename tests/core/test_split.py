"""拆分 and 并案: what was several becomes as many issues, what is one is joined; nobody behind any of them is forgotten."""

import pytest

from lianluozhan import clock, undo
from lianluozhan.act import acting
from lianluozhan.action import concerned
from lianluozhan.course import circumstances
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.handling import add_issue
from lianluozhan.issue import Issue
from lianluozhan.record import new_id
from lianluozhan.split import part_of, parts_of, split
from lianluozhan.telling import people_of
from tests.station import digest, do, empty, issues, opened, receive, sound

PASSED = {
    "outcome": "乡镇办理",
    "referred_to": "渔泽镇人民政府",
    "category": "市政设施",
    "deputies": ["彭喆", "陈秀兰"],
}
LAMP = {"title": "楼道灯不亮", "statement": "三单元楼道灯坏了", "category": "供电用电", "organ": "区住建局"}
COVER = {"statement": "井盖松动，车压过去咣当响"}


@pytest.fixture
def store(tmp_path):
    """A station with one issue passed on, seen on 2026-10-20."""
    clock.set_today("2026-10-20")
    with opened(empty(tmp_path / "站")) as store:
        receive(store, **PASSED, visitor_name="郭桂兰", visitor_phone="13800000000")
        yield store
    clock.set_today(None)


def one(store, number):
    """The issue with this end of its number."""
    return store.find(Issue, "number LIKE '%' || ? AND (voided IS NULL OR 1)", (number,))[0]


def divide(store, *parts, **typed):
    """Split the first issue."""
    with acting(store, "follow", "赵敏") as act:
        return split(act, one(store, "Y0001"), {"reason": "说的是两件事"} | typed, parts)


def told(store, issue):
    """The names of who must be told of it."""
    return list(concerned(circumstances(store, [issue])[issue.world, issue.id]).values())


def test_each_part_stands_for_itself(store):
    """Each has its own words, category and organ with a clock of its own; what was there goes on; both name each other."""
    lamp, cover = divide(store, LAMP, COVER, title="机井坏了")
    first = one(store, "Y0001")
    assert (first.title, first.state, first.split_into) == ("机井坏了", "办理中", [lamp.id, cover.id])
    assert (lamp.title, lamp.state, lamp.organ, lamp.assigned_by, lamp.due_on) == (
        "楼道灯不亮",
        "办理中",
        "区住建局",
        "镇人大主席团",
        "2026-11-10",
    )
    assert (cover.statement, cover.state, cover.organ, cover.split_from) == (
        COVER["statement"],
        "待处理",
        None,
        first.id,
    )
    assert [row["number"][-5:] for row in issues(store)] == ["Y0001", "Y0002", "Y0003"]
    assert issues(store)[1]["split_from"] == first.number
    assert issues(store)[0]["split_into"] == [lamp.number, cover.number]
    assert (lamp.raised_by, lamp.raiser_phone, lamp.source, lamp.registered_at) == (
        "郭桂兰",
        "13800000000",
        first.source,
        "2026-10-20",
    )
    sound(store)


def test_everybody_is_told_of_each(store):
    """Who raised it, who joined it, and the deputies are behind every part."""
    receive(store, **PASSED | {"deputies": ["单俊峰"]}, visitor_name="曾保平")
    do(store, "Y0002", "并案", to="Y0001", reason="同一件")
    (lamp,) = divide(store, LAMP)
    assert told(store, lamp) == told(store, one(store, "Y0001")) == ["郭桂兰", "曾保平", "彭喆", "陈秀兰", "单俊峰"]


def test_anonymous_stays_anonymous(store):
    """Nobody is behind a part whose words came without a name."""
    receive(store, **PASSED | {"deputies": None}, visitor_name=None)
    with acting(store, "follow") as act:
        (part,) = split(act, one(store, "Y0002"), {"reason": "两件事"}, [COVER])
    assert (part.raiser_kind, told(store, part)) == ("匿名", [])


def test_a_letter_joined_is_told(store):
    """The writer of a letter that was joined has no visit, and is told all the same, under a key that says no name."""
    with acting(store, "add") as act:
        add_issue(
            act,
            new_id(),
            {"registered_at": "2026-10-15", "statement": "井盖松了", "raised_by": "曾海燕", "raiser_kind": "个人"},
        )
    letter = do(store, "Y0002", "并案", to="Y0001", reason="同一件")
    first = do(store, "Y0001", "答复", answer_class="A", text="换好了")
    assert told(store, first) == ["郭桂兰", "曾海燕", "彭喆", "陈秀兰"]
    first = do(store, "Y0001", "回告", how="电话", to="曾海燕")
    assert first.told == {letter.id: {"on": "2026-10-20", "how": "电话", "rating": None}}
    sound(store)


@pytest.mark.parametrize(
    ("parts", "typed", "said"),
    [
        ((), {}, "没有写拆出哪一件"),
        ((LAMP, {"title": "空的"}), {}, "第 2 件没有写说的是什么"),
        ((LAMP,), {"reason": None}, "拆分还缺：理由"),
        ((LAMP,), {"acted_on": "2026-10-30"}, "2026-10-30 还没有到"),
        ((LAMP,), {"acted_on": "2026-02-30"}, "2026年2月没有30日"),
    ],
)
def test_refused_whole(store, parts, typed, said):
    """What is missing is said, and nothing at all is written: no part without the other, no number used up."""
    before = digest(store)
    with pytest.raises((BadInput, NotAllowed), match=said):
        divide(store, *parts, **typed)
    assert digest(store) == before
    assert divide(store, LAMP)[0].number.endswith("Y0002")


def test_settled_is_not_split(store):
    """What is no longer open cannot be split."""
    do(store, "Y0001", "撤回", reason="本人不再要求")
    with pytest.raises(NotAllowed, match="已经是“已撤回”，不能再拆分"):
        divide(store, LAMP)


def test_taken_back(store):
    """撤销 voids what came out of it and gives the issue its name back; once somebody went on, it is refused."""
    divide(store, LAMP, title="机井坏了")
    with acting(store, "undo") as act:
        undo.undo(act)
    first = one(store, "Y0001")
    assert (first.title, first.split_into, one(store, "Y0002").state) == (None, None, "已作废")
    sound(store)
    divide(store, COVER)
    act_id = undo.last_act(store).act_id
    do(store, "Y0003", "批注", text="已看现场")
    with acting(store, "undo") as act, pytest.raises(NotAllowed, match="后来又有人接着办了"):
        undo.undo(act, act_id)


def test_the_fact_says_so_on_both_sides(store):
    """The fact of the one names its parts, the first fact of each part names the one."""
    (lamp,) = divide(store, LAMP)
    facts = [(fact.issue, fact.to, fact.reason) for fact in store.find(Followup, "action='拆分'", order="rowid")]
    first = one(store, "Y0001")
    assert sorted(facts) == sorted([(lamp.id, [first.id], "说的是两件事"), (first.id, [lamp.id], "说的是两件事")])


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("楼道灯不亮", {"statement": "楼道灯不亮"}),
        (
            "楼道灯 三个月不亮 标题:楼道灯 类别：供电用电 单位:区住建局",
            {"statement": "楼道灯 三个月不亮", "title": "楼道灯", "category": "供电用电", "organ": "区住建局"},
        ),
        ("单位:区住建局", {"statement": "", "organ": "区住建局"}),
    ],
)
def test_a_part_on_one_line(words, part):
    """A part is typed as its words, and marks for what it is called, its category and its organ."""
    assert part_of(words) == part


def test_several_parts():
    """拆出, 拆出2 … in their order; what else is typed is the fact's, the title the issue's own."""
    parts, rest = parts_of({"拆出": "一", "reason": "两件", "拆出2": "二", "标题": "剩下的"})
    assert ([part["statement"] for part in parts], rest) == (["一", "二"], {"reason": "两件", "title": "剩下的"})


def letter(store, name="曾海燕"):
    """A letter, registered as an issue of its own."""
    with acting(store, "add") as act:
        add_issue(
            act,
            new_id(),
            {
                "registered_at": "2026-10-15",
                "statement": "井盖松了",
                "raised_by": name,
                "raiser_kind": "个人",
                "raiser_phone": "13900000000",
            },
        )


def test_who_wrote_a_letter_that_was_joined(store):
    """Who wrote a letter has no visit, and is behind each part all the same, under their own phone; told is told of the part."""
    letter(store)
    do(store, "Y0002", "并案", to="Y0001", reason="同一件")
    lamp, _cover = divide(store, LAMP, COVER)
    assert told(store, lamp) == told(store, one(store, "Y0001")) == ["郭桂兰", "曾海燕", "彭喆", "陈秀兰"]
    around = circumstances(store, [lamp])[lamp.world, lamp.id]
    assert {person.name: person.phone for person in people_of(store, lamp, around)}["曾海燕"] == "13900000000"
    do(store, "Y0003", "答复", answer_class="A", text="换好了")
    with pytest.raises(NotAllowed, match="还有 4 人没告诉，不能办结：郭桂兰、曾海燕、彭喆、陈秀兰"):
        do(store, "Y0003", "办结")
    do(store, "Y0003", "回告", how="电话", to="曾海燕")
    assert one(store, "Y0003").told[one(store, "Y0002").id]["on"] == "2026-10-20"
    sound(store)


def test_a_letter_that_a_visitor_joined(store):
    """Where the words came in a letter and a visitor joined them, the writer is not taken for the visitor."""
    letter(store)
    do(store, "Y0001", "并案", to="Y0002", reason="同一件")
    with acting(store, "follow") as act:
        (part,) = split(act, one(store, "Y0002"), {"reason": "两件事"}, [COVER])
    everybody = {"曾海燕", "郭桂兰", "彭喆", "陈秀兰"}
    assert set(told(store, part)) == set(told(store, one(store, "Y0002"))) == everybody
    with acting(store, "follow") as act:
        (again,) = split(act, part, {"reason": "又是两件"}, [LAMP])
    assert set(told(store, again)) == everybody
    sound(store)


def test_each_part_its_own_people(store):
    """Who belongs to which part can be said; all stay behind the issue itself, so nobody is left untold."""
    letter(store)
    do(store, "Y0002", "并案", to="Y0001", reason="同一件")
    lamp, cover = divide(store, LAMP | {"people": ["郭桂兰", "彭喆"]}, COVER | {"people": [one(store, "Y0002").id]})
    assert (told(store, lamp), told(store, cover)) == (["郭桂兰", "彭喆"], ["曾海燕"])
    assert told(store, one(store, "Y0001")) == ["郭桂兰", "曾海燕", "彭喆", "陈秀兰"]
    sound(store)


@pytest.mark.parametrize(
    ("people", "said"),
    [(["郭桂花"], "这件意见里没有“郭桂花”。"), (["彭喆"], "拆出第 1 件没有写是谁反映的")],
)
def test_whose_part(store, people, said):
    """Who is not behind the issue is behind no part; and somebody raised each."""
    before = digest(store)
    with pytest.raises(BadInput, match=said):
        divide(store, LAMP | {"people": people})
    assert digest(store) == before


def test_people_of_a_part_on_one_line():
    """反映人:甲、乙 names them."""
    assert part_of("灯不亮 反映人:郭桂兰、曾海燕 单位:区住建局")["people"] == ["郭桂兰", "曾海燕"]

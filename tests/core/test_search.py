"""Finding: words and fields, and the sentence that says which records a list shows."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput
from lianluozhan.findable import normal
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.search import condition, field_of, sentence, sieved
from lianluozhan.visit import Visit
from tests.station import empty, filled, opened, receive


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A station with the sample ledger, only read here."""
    with opened(filled(tmp_path_factory.mktemp("搜") / "站")) as store:
        yield store


def found(store, words="", cls=Visit, **where):
    """The ends of the numbers found, in order."""
    sql, params = condition(store, cls, words, where)
    return [record.number[-5:] for record in store.find(cls, sql, params, "number")]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("路灯", "J0003 J0010 J0013 J0021"),  # two of them by their category 道路与路灯 alone
        ("灯", "J0003 J0010 J0013 J0021"),
        ("路灯 不亮", "J0003 J0010"),
        ("不亮　路灯", "J0003 J0010"),
        ("尉迟", "J0003 J0021"),
        ("𫍣", "J0002 J0005 J0012 J0018 J0022 J0023"),  # a visitor's name, and the deputy's
        ("彭喆", "J0001 J0007 J0010 J0019 J0020"),
        ("13200008734", "J0017"),
        ("j0017", "J0017"),
        ("Ｊ００１７", "J0017"),
        ("16℃", "J0015 J0016 J0022"),
        ("大象", ""),
        ("路灯 大象", ""),
        ("%", ""),
        ("_", ""),
        ("!", ""),
        ("' OR 1=1 --", ""),
        ('"', ""),
    ],
)
def test_words(ledger, words, numbers):
    """All words must be there, anywhere: in texts, names of references, numbers; SQL's signs have no second meaning."""
    assert found(ledger, words) == numbers.split()


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("“路灯 不亮”", ""),
        ('"路灯有三盏不亮"', "J0003 J0010"),
        ("「路灯有三盏」", "J0003 J0010"),
        ("路灯 -不亮", "J0013 J0021"),
        ("路灯 －不亮", "J0013 J0021"),
        ("-路灯 -大象", None),
        ("灯 -“路灯”", ""),
        ("代表:彭喆", "J0001 J0007 J0010 J0019 J0020"),
        ("代表：彭喆 路灯", "J0010"),
        ("代表:路灯", ""),
        ("姓名:尉迟", "J0003 J0021"),
        ("-姓名:尉迟 路灯", "J0010 J0013"),
        ("接待代表:彭喆 路灯", "J0010"),
        ("visitor_name:尉迟", "J0003 J0021"),
        ("电话:08734", "J0017"),
        ("电话:０８７３４", "J0017"),
        ("编号:J0017", "J0017"),
        ("没有这项:路灯", ""),
        ("代表:", ""),
        (":路灯", ""),
        ("-", None),
        ("--", ""),
        ("“", ""),
    ],
)
def test_taken_apart(ledger, words, numbers):
    """A phrase stands together, a minus leaves out, 代表: looks in one field; what means none of these is looked for as it is."""
    every = found(ledger)
    lights = found(ledger, "路灯")
    expected = {"-路灯 -大象": [one for one in every if one not in lights]}.get(
        words, numbers.split() if numbers is not None else None
    )
    assert found(ledger, words) == (found(ledger, "-") if expected is None else expected)


@pytest.mark.parametrize(
    ("letters", "numbers"),
    [
        ("yc", "J0003 J0021"),
        ("YC", "J0003 J0021"),
        ("wcgy", "J0003"),
        ("ycal", "J0021"),
        ("zbp", "J0010"),
        ("cbp", "J0010 J0015"),
    ],
)
def test_by_the_first_letters(ledger, letters, numbers):
    """A visitor is found by the first letters of the name as a surname is read, or as staff are used to; a deputy too."""
    assert found(ledger, letters) == numbers.split()
    assert {"J0001", "J0007"} <= set(found(ledger, "pz"))
    assert found(ledger, "pz 大象") == []


def test_equal_to_a_plain_look(ledger):
    """Every term finds exactly what a plain look through the texts finds, alone and turned round."""
    rows = {
        visit.number[-5:]: normal("\n".join(str(value) for value in visit.data.values() if value))
        for visit in ledger.find(Visit)
    }
    for word in ("路灯", "王", "0", "村", "不", "。", "2026-10", "暖气", "电话", "人"):
        plain = sorted(number for number, text in rows.items() if word in text)
        through_names = set(found(ledger, word)) - set(plain)
        assert set(plain) <= set(found(ledger, word))
        assert all(
            word
            in normal(" ".join(readable(ledger, Visit, [one])[0].get("deputies") or []))
            + str(readable(ledger, Visit, [one])[0])
            for one in ledger.find(Visit)
            if one.number[-5:] in through_names
        )
        assert sorted(found(ledger, word) + found(ledger, f"-{word}")) == sorted(rows)


def test_no_words(ledger):
    """Without words all are found."""
    assert len(found(ledger)) == len(found(ledger, "   ")) == 23


def test_signs(tmp_path):
    """Percent, underscore, exclamation mark and quotes are found where they stand."""
    with opened(empty(tmp_path / "站")) as store:
        for said in ("涨了50%", "a_b", "真的!", '说"好"', "全角ＡＢＣ", "涨了五十"):
            receive(store, statement=said)
        assert [found(store, word) for word in ("50%", "a_b", "的!", '"好"', "角abc", "涨了")] == [
            ["J0001"],
            ["J0002"],
            ["J0003"],
            ["J0004"],
            ["J0005"],
            ["J0001", "J0006"],
        ]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"outcome": "当场答复"}, 6),
        ({"处理方式": "当场答复"}, 6),
        ({"outcome": "报区办理", "category": "教育"}, 2),
        ({"deputies": "彭喆"}, 5),
        ({"deputies": "彭"}, 0),
        ({"deputies": ""}, 0),
        ({"reply": ""}, 17),
        ({"party_size": "3"}, 5),
        ({"人数": "３人"}, 5),
        ({"received_at": "2026-10-07"}, 10),
        ({"received_at": "2026-10"}, 23),
        ({"received_at": "2026-10-07T11"}, 5),
        ({"received_at": "2026年10月7日"}, 10),
        ({"received_at": "2026"}, 23),
        ({"place": "渔泽镇人大代表联络站"}, 23),
        ({"visitor_name": "高建国"}, 1),
        ({"outcome": "' OR 1=1 --"}, 0),
        ({"deputies": '"'}, 0),
        ({"referred_to": ""}, 6),
    ],
)
def test_fields(ledger, where, count):
    """A field by its name or label equals the value: names of references, parts of a date, counts as typed, or nothing."""
    assert len(found(ledger, **where)) == count


def test_other_kinds(ledger):
    """Derived fields and counts per person can be asked for too."""
    assert len(found(ledger, cls=Issue, state="办理中")) == 12
    assert len(found(ledger, cls=Issue, due_on="2026-11")) == 3
    assert len(found(ledger, cls=Duty, people_met="彭喆")) == 4
    assert len(found(ledger, "走访", cls=Duty)) == 4


def test_voided(tmp_path):
    """The voided are found only where the question names them."""
    with opened(empty(tmp_path / "站")) as store:
        visit = receive(store)
        with acting(store, "void") as act:
            void(act, visit, "重复")
        receive(store)
        assert found(store) == ["J0002"]
        assert found(store, voided="重复") == ["J0001"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"party_size": "许多"}, "人数："),
        ({"颜色": "红"}, "没有“颜色”这一项"),
        ({"": "x"}, "没有“”"),
        ({"received_at": "那天"}, "接待时间："),
    ],
)
def test_refused(ledger, where, said):
    """What has no meaning is refused, with what could be asked."""
    with pytest.raises(BadInput, match=said):
        condition(ledger, Visit, "", where)


def test_sentence():
    """Which records a list shows, in words."""
    assert sentence(Visit, "路灯 不亮", {"outcome": "当场答复", "reply": ""}) == (
        "接待　处理方式是“当场答复”　现场答复情况空着　含“路灯”　含“不亮”"
    )
    assert sentence(Visit, "", {}) == "接待"
    october = {"状态": "未办结", "category": "道路与路灯", "registered_at": "2026-10"}
    assert sentence(Issue, "", october) == "意见　2026年10月　道路与路灯　未办结"
    assert sentence(Issue, "", {"登记时间": "2026", "办结时限": "2026-11"}) == "意见　2026年　办结时限是“2026-11”"
    assert field_of(Visit, "接待时间") is Visit.received_at


def test_unsettled(ledger):
    """未办结 is what the sums do not count as closed: the states before 已办结, and no promise that is only kept in sight."""
    open_now = found(ledger, cls=Issue, 状态="未办结")
    each = [
        number
        for state in ("待处理", "待区处理", "办理中", "暂停", "已答复")
        for number in found(ledger, cls=Issue, state=state)
    ]
    assert open_now == sorted(each) and open_now


@pytest.mark.parametrize(
    ("words", "where"), [("路灯", {}), ("的", {}), ("-路灯", {}), ("lx 灯", {"outcome": "当场答复"}), ("", {})]
)
def test_sieved(ledger, words, where):
    """What the index names is what the condition holds for, also of what was not taken in yet."""
    (sql, params), (quick, more) = condition(ledger, Visit, words, where), sieved(ledger, Visit, words, where)
    assert ledger.find(Visit, sql, params) == ledger.find(Visit, quick, more)


def test_digits_hit_no_id(ledger):
    """What nobody can see is not found: neither the ids of what a record refers to nor the minute it was typed in."""
    (visit,) = ledger.find(Visit, "number LIKE '%J0001'")
    unseen = (visit.deputies[0][:8], visit.deputies[0][-12:], visit.id[-12:], visit.created_at[11:])
    assert [piece for piece in unseen if found(ledger, piece)] == []
    assert found(ledger, "彭喆 高建国") == ["J0001"]

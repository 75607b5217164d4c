"""The index lets through all that has the words: exactly what a plain look finds, newest first, after whatever happened."""

import contextlib
import shutil
from array import array

import pytest
from hypothesis import HealthCheck, example, given, strategies as st

from lianluozhan import access, index, sieve, signs, vault
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.check import check
from lianluozhan.deputy import Deputy
from lianluozhan.errors import Problem
from lianluozhan.findable import normal
from lianluozhan.issue import Issue
from lianluozhan.pinyin import begins
from lianluozhan.search import Also, condition, how_many, newest, told
from lianluozhan.signs import bits, both, down, places
from lianluozhan.undo import undo
from lianluozhan.visit import Visit
from tests.core import desk
from tests.share import share
from tests.station import empty, opened, receive

WORD = "一个够长的密码 1"
TEXT = st.text("路灯不亮坏的了，。 %_!\"'－-０0１1２2aAＡß\u2460\U00020000𬱖𫍣\ue000ﬁ\u0301", min_size=1, max_size=12)
WORDS = "路灯 灯 不亮 0 01 2026 10-1 王 wx wxy 彭 pz 来站 赵敏 j0001 j0002 当场 待处理 meeting".split()
SIGNED = ["\ud800", "-路灯", "路灯 -不亮", "“路灯 不亮”", "代表:彭", "地点:街", "姓名:王", "电话:0000", " ", ""]
ASKED = st.one_of(TEXT, st.sampled_from(WORDS + SIGNED))
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), TEXT, st.integers(1, 28)),
        st.tuples(
            st.sampled_from(["amend", "void", "erase", "undo", "bring", "settle", "move"]), TEXT, st.integers(1, 28)
        ),
    ),
    min_size=3,
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A station with two deputies."""
    path = empty(tmp_path_factory.mktemp("plain") / "站")
    with opened(path) as store:
        for name in ("彭喆", "单立人"):
            desk.write(store, Deputy, {"name": name, "levels": ["乡镇"]})
    return path


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch):
    """So few are looked at together that the order of the days counts."""
    monkeypatch.setattr("lianluozhan.sieve.FIRST", 2)


def as_kept(store, cls, word):
    """The oracle: LIKE over the words that are kept, the ids of deputies called so, and the first letters of a name."""
    word = normal(word).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    sql = "SELECT id FROM search WHERE noun=? AND words LIKE ? ESCAPE '!'"
    found = {id for (id,) in store.db.execute(sql, (cls.noun, f"%{word}%"))}
    for one in store.find(Deputy):
        if word in normal(one.name) or begins(one.name, word):
            found |= {
                id
                for (id,) in store.db.execute(
                    "SELECT id FROM search WHERE noun=? AND refs LIKE ?", (cls.noun, f"%{one.id}%")
                )
            }
    name = {"visit": "visitor_name", "issue": "raised_by"}[cls.noun]
    return found | {
        one.id
        for one in store.find(cls)
        if 2 <= len(word) <= 6 and word.isascii() and word.isalpha() and begins(one.data[name] or "", word)
    }


def day_order(cls, records):
    """Newest first."""
    return sorted(records, key=lambda one: (one.data[cls.newest] or "", one.number or "", one.id), reverse=True)


def live(store, verb, text, number):
    """One thing that may happen to the records; what is refused does not."""
    visits = store.find(Visit, order="id")
    visit = visits[number % len(visits)] if visits else None
    if verb == "receive":
        outcome = ("当场答复", "乡镇办理")[number % 2]
        receive(
            store,
            statement=text,
            visitor_name=("王秀英", "单晓阳", text)[number % 3],
            received_at=f"2026-10-{number:02d}T09:00",
            outcome=outcome,
            location="东街",
            deputies=["彭喆"][: number % 2],
            referred_to="渔泽镇人民政府" if number % 2 else None,
        )
    elif verb in ("bring", "settle"):
        with store.transaction():
            index.bring(store, number)
        if verb == "settle":
            index.settle(store, 0)
    elif verb == "undo":
        with acting(store, "undo") as act:
            undo(act)
    elif visit and verb == "erase":
        desk.erase(store, Visit, visit.id)
    elif visit:
        with acting(store, verb) as act:
            if verb == "void":
                void(act, visit, "重复")
            else:
                amend(
                    act,
                    visit,
                    {"amend": {"statement": text}, "move": {"received_at": f"2025-0{number % 9 + 1}-11T10:00"}}[verb],
                    "登记时写错",
                )


def compare(store, asked):
    """What is asked is answered as LIKE would, and the folder is sound."""
    for cls in (Visit, Issue):
        held = {one.id for one in store.find(cls)}
        for words in asked:
            sql, params = condition(store, cls, words, {})
            every = day_order(cls, store.find(cls, sql, params))
            for most in (-1, 1, 2, 5):
                assert newest(store, cls, words, most=most) == every[: None if most < 0 else most], words
            if words.strip() and not set(words) & set(':：“”"「」-－\ud800 \u3000'):
                assert {one.id for one in every} == as_kept(store, cls, words) & held, words
    assert check(store).findings == ()


def happen(store, acts):
    """Things happen one after the other."""
    for act in acts:
        with contextlib.suppress(Problem):
            live(store, *act)


@share(1 / 5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, asked=st.lists(ASKED, min_size=4, max_size=8))
@example(
    acts=[
        *[("receive", "灯", 1)] * 3,
        ("receive", "灯", 2),
        ("receive", "灯", 1),
        ("move", "", 17),
        ("undo", "", 1),
        ("move", "", 8),
    ],
    asked=["灯"],
)
def test_as_a_plain_look(folder, tmp_path_factory, acts, asked):
    """Whatever happened, and however much of it was taken in: the same records as LIKE finds, the newest first."""
    path = desk.twin(folder, tmp_path_factory.mktemp("index") / "站")
    with opened(path) as store:
        happen(store, acts)
        compare(store, asked)
    shutil.rmtree(path)


def test_encrypted(folder, tmp_path):
    """With a password given it is the same, in portions of many sizes."""
    path = desk.twin(folder, tmp_path / "站")
    access.protect(path, "赵敏", WORD)
    acts = [
        (verb, text, number)
        for number in range(1, 25)
        for verb, text in (("receive", "路灯不亮𬱖，坏"), ("receive", "0１1 a_b%"), ("bring", ""))
    ]
    acts += [
        ("amend", "井盖", 5),
        ("void", "", 7),
        ("undo", "", 1),
        ("erase", "", 9),
        ("move", "", 11),
        ("settle", "", 1),
        ("amend", "路灯", 12),
    ]
    with opened(path) as store:
        happen(store, acts)
        assert len(store.db.execute("SELECT * FROM portion").fetchall()) == 2  # the small ones became one of each kind
        compare(
            store,
            [
                "路灯",
                "灯",
                "井盖",
                "𬱖，",
                "01",
                "a_b",
                "%",
                "王",
                "wx",
                "彭",
                "2026-10-0",
                "大象",
                "路灯 -井盖",
                "代表:彭",
                "姓名:王",
            ],
        )
    vault.lock(path)


def said_by(store, sign):
    """How many records a sign is kept of."""
    return sum(
        bits(places(blob)).bit_count() for (blob,) in store.db.execute("SELECT docs FROM posting WHERE sign=?", (sign,))
    )


def taken_in(store):
    """All that waits is taken in."""
    index.settle(store, 0)
    assert index.waiting(store) == 0


def test_nothing_of_the_erased_stays(folder, tmp_path):
    """Neither of what was erased nor of what had been changed before that a sign is left; of the others all."""
    path = desk.twin(folder, tmp_path / "站")
    with opened(path) as store:
        visit, other = receive(store, statement="独一无二的话"), receive(store, statement="独木桥", visitor_name="王一")
        taken_in(store)
        with acting(store, "amend") as act:
            amend(act, visit, {"statement": "改过的话"}, "写错")
        taken_in(store)
        assert said_by(store, "无二") == said_by(store, "改过") == said_by(store, "独木") == 1
        desk.erase(store, Visit, visit.id)
        assert said_by(store, "无二") == said_by(store, "改过") == 0
        assert said_by(store, "独") == said_by(store, "独木") == 1
        assert newest(store, Visit, "独") == [other]
        taken_in(store)
        assert check(store).findings == ()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM posting WHERE sign='路灯'",
        "DELETE FROM indexed WHERE doc=0",
        "UPDATE indexed SET gone=1",
        "DELETE FROM posting",
        "UPDATE posting SET docs=X'4C0000' WHERE sign='井盖'",
        "INSERT INTO unindexed SELECT 'visit', world, id FROM visit",
        "UPDATE posting SET sign='大象' WHERE sign='路灯'",
    ],
)
def test_check_sees(folder, tmp_path, harm):
    """What would not be found, or found by other words, is told, and a rebuild mends it."""
    path = desk.twin(folder, tmp_path / "站")
    with opened(path) as store:
        receive(store, statement="路灯不亮")
        receive(store, statement="井盖松动", received_at="2026-10-15T09:00")
        taken_in(store)
        with store.transaction():
            store.db.execute(harm)
        (finding,) = check(store).findings
        assert "索引" in finding.what
        with store.transaction():
            store.rebuild()
        assert check(store).findings == ()
        assert newest(store, Visit, "路灯") and newest(store, Visit, "井盖")


def test_small_portions_become_one(folder, tmp_path):
    """When there are many; one that is left small stays, and so does the order of the days."""
    path = desk.twin(folder, tmp_path / "站")
    with opened(path) as store:
        for day in range(1, index.FEW + 3):
            receive(store, statement="路灯不亮", received_at=f"2026-09-{31 - day:02d}T09:00")
            receive(store, statement="路灯又不亮", received_at=f"2026-08-{30 - day:02d}T09:00")
            with store.transaction():
                index.bring(store)
        sizes = "SELECT size FROM portion WHERE noun='visit'"
        assert len(store.db.execute(sizes).fetchall()) == index.FEW + 2
        assert [one.received_at[8:10] for one in newest(store, Visit, "路灯", most=3)] == ["30", "29", "28"]
        days = [place.at for place in sieve.newest(store, Visit, [[signs.signs("路灯")]])]
        assert days == sorted(days, reverse=True) and len(days) == 2 * (index.FEW + 2)
        near = [place.at for place in sieve.newest(store, Visit, [[signs.signs("路灯")]], reach=3)]
        assert near == [day for day in days if day[8:10] in ("30", "29") or day[5:10] in ("08-29", "08-28")]
        index.leave(store)
        assert store.db.execute(sizes).fetchall() == [(2 * (index.FEW + 2),)]
        assert [one.received_at[8:10] for one in newest(store, Visit, "路灯", most=3)] == ["30", "29", "28"]
        index.leave(store)  # nothing to do
        assert check(store).findings == ()


def test_counted(folder, tmp_path, monkeypatch):
    """Exactly while they are few; beyond that it is said that there are more."""
    path = desk.twin(folder, tmp_path / "站")
    with opened(path) as store:
        for number in range(6):
            receive(store, statement="路灯不亮" if number % 2 else "井盖")
            with store.transaction():
                index.bring(store)
        receive(store, statement="路灯还不亮")
        assert [how_many(store, Visit, words) for words in ("路灯", "井盖", "亮", "大象", "", "-路灯")] == [
            4,
            3,
            4,
            0,
            7,
            3,
        ]
        assert how_many(store, Visit, "路灯", Also("statement=?", ("路灯不亮",))) == 3
        assert how_many(store, Visit, "亮", most=1) > 1
    assert [told(number) for number in (3, 1000, 1001)] == ["3", "1000", "1000+"]


def test_letters_and_runs():
    """A sign for each character, pair, three of a run, reference, first letters; none across two texts."""
    assert signs.signs("路") == {"路"}
    assert signs.signs("路灯1234") == {"路灯", "灯1", "12", "23", "34", "1234", "路灯1", "灯12"}
    assert signs.signs("10-1") == {"10", "0-", "-1", "10-1"} and signs.signs("a:1") == {"a:", ":1", "a:1"}
    assert signs.signs("的的的的") == {"的的", "的的的"} <= signs.all_of("的的的的", "", [])
    for words in ("2026-10-14t09:30", "路灯灯灯1", "ab", "a", "第10网格,3号楼,,2单元a,", ",1,灯", "1灯2"):
        assert all(
            signs.signs(words[a:b]) <= signs.all_of(words, "", [])
            for a in range(len(words))
            for b in range(a + 1, len(words) + 1)
        )
    assert signs.signs("灯\n路") == signs.signs("\n") == frozenset()
    assert signs.spelled("wxy") == {"\x020wx", "\x021xy"} and signs.spelled("wxyz") == signs.spelled("wxy")
    for name, letters in (("单立人", "slr"), ("单立人", "dl"), ("王秀英", "wxy"), ("尉迟桂英", "ycg"), ("𬱖", "x")):
        assert begins(name, letters) <= (signs.spelled(letters) <= signs.all_of("", "", [name]))


@pytest.mark.parametrize(
    ("asked", "other"),
    [("第10", "第1网格\n2026-10-14"), ("14网", "第4网格14号"), ("了,照", "坏了,没人管,照明"), ("3号", "13楼,3单元2号")],
)
def test_what_stands_apart_is_not_looked_at(asked, other):
    """Digits and commas stand everywhere: who looks for 第10 is led past the first place in October, to the tenth alone."""
    assert not signs.signs(asked) <= signs.all_of(other, "", [])
    assert signs.signs(asked) <= signs.all_of(f"灯{asked}坏", "", [])


@pytest.mark.parametrize("count", [1, signs.BITS - 1, signs.BITS, 5000])
def test_kept_and_read(count):
    """A few places are a list, many are bits; both are read as what they were."""
    held = array("H", range(0, count * 3, 3))
    blob = signs.kept(held, count * 3)
    assert blob[:1] == (signs.LIST if count < signs.BITS else signs.MAP)
    assert list(down(places(blob))) == list(down(bits(places(blob)))) == list(reversed(held))


@given(one=st.sets(st.integers(0, 300)), other=st.sets(st.integers(0, 300)))
def test_in_both(one, other):
    """However the places of the two are kept."""
    for a in (one, bits(one)):
        for b in (other, bits(other)):
            assert list(down(both(a, b))) == sorted(one & other, reverse=True)

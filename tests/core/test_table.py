"""The tables as the journal makes them: rows, words to find, used numbers, conflicts, and what is asked of them."""

import json

import pytest

from lianluozhan import table
from lianluozhan.act import LOCAL, Act, acting
from lianluozhan.findable import findable, normal
from lianluozhan.issue import Issue
from lianluozhan.journal import ZERO, Entry, seal
from lianluozhan.note import Note
from lianluozhan.operator import Operator
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.table import Touched, all_entries, by_id, chunks, records, split
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.desk import PASSED_ON, WORLD, held, receive, write


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("140405102-2026-J0012", ("140405102-2026-J", 12)),
        ("140405102-2026-JKR0012", ("140405102-2026-JKR", 12)),
        ("140405102-2026-J10000", ("140405102-2026-J", 10000)),
        ("140405102-2026-J0000", ("140405102-2026-J", 0)),
        ("老台账第七号", ("老台账第七号", 0)),
        ("12", ("", 12)),
    ],
)
def test_split(number, parts):
    """A number is its series and its place there; what ends in no digits is a series of its own."""
    assert split(number) == parts


def numbered(store):
    """The used numbers, as (series, place, number, kind)."""
    return sorted(store.db.execute("SELECT prefix, serial, number, noun FROM numbered"))


def test_used_numbers(store):
    """Every number a record ever had is used, also of the voided."""
    id = receive(store, **PASSED_ON)
    write(store, Visit, {"number": f"{WORLD}-2026-J0009", "voided": "重复"}, id)
    assert numbered(store) == [
        (f"{WORLD}-2026-J", 1, f"{WORLD}-2026-J0001", "visit"),
        (f"{WORLD}-2026-J", 9, f"{WORLD}-2026-J0009", "visit"),
        (f"{WORLD}-2026-L", 1, f"{WORLD}-2026-L0001", "duty"),
        (f"{WORLD}-2026-Y", 1, f"{WORLD}-2026-Y0001", "issue"),
    ]


def test_rebuilding_forgets_no_number(store):
    """A number that was written over is still used after the tables were made again."""
    id = receive(store, number=f"{WORLD}-2026-J0007")
    write(store, Visit, {"number": f"{WORLD}-2026-J0003"}, id)
    before = numbered(store)
    with store.transaction():
        store.rebuild()
    assert numbered(store) == before
    assert [place for _prefix, place, _number, _kind in before] == [3, 7]


def test_a_number_two_have_is_kept_for_both(store):
    """Which of them loses it is for a person to see."""
    receive(store, number=f"{WORLD}-2026-J0001")
    receive(store, number=f"{WORLD}-2026-J0001")
    sql = "SELECT number, count(*) FROM numbered GROUP BY number"
    assert list(store.db.execute(sql)) == [(f"{WORLD}-2026-J0001", 2)]


def test_words():
    """What a record is found by: texts, lists, whatever width and case; the ids it refers to apart, so no digit hits one."""
    id = new_id()
    visit = Visit(
        {
            "statement": "ＬＥＤ路灯",
            "deputies": ["单俊峰", id],
            "party_size": 3,
            "id": "the-id",
            "world": WORLD,
            "attachments": [{"digest": "ab", "name": "诉求书.JPG", "size": 5}],
        }
    )
    words, refs = findable(visit)
    assert (words.splitlines(), refs) == (["单俊峰", "led路灯", "诉求书.jpg"], id)
    assert normal("ＬＥＤ　１２") == "led 12"


def searched(store, word):
    """How many records a word is found in."""
    return store.db.execute("SELECT count(*) FROM search WHERE instr(words, ?)", (normal(word),)).fetchone()[0]


def test_words_follow_the_record(store):
    """What a record says now is found, what it said is not."""
    id = receive(store, location="东街")
    assert (searched(store, "东街"), searched(store, "西街")) == (1, 0)
    write(store, Visit, {"location": "西街"}, id)
    assert (searched(store, "东街"), searched(store, "西街")) == (0, 1)


def test_derived_words_are_found(store):
    """So is what was worked out: the organ an issue lies with, its state."""
    receive(store, **PASSED_ON)
    assert searched(store, "办理中") == 1


def test_every_record_has_its_words(store):
    """One row of words for each row of a record, no more."""
    for _ in range(3):
        receive(store, **PASSED_ON)
    for noun in SCHEMA.records:
        rows = set(store.db.execute(f'SELECT world, id FROM "{noun}"'))
        assert set(store.db.execute("SELECT world, id FROM search WHERE noun=?", (noun,))) == rows


def test_touched():
    """The keys of the kinds that are asked for."""
    touched = Touched({"visit": {("w", "1"): None}, "issue": {("w", "2"): None}})
    assert touched.keys("visit") == {("w", "1")}
    assert touched.keys("visit", "issue", "duty") == {("w", "1"), ("w", "2")}


def test_chunks():
    """Each id once, in order, in portions SQLite takes, each with its question marks."""
    ids = {f"{number:04d}" for number in range(2 * table.CHUNK + 1)}
    found = list(chunks(ids))
    assert [len(part) for _marks, part in found] == [table.CHUNK, table.CHUNK, 1]
    assert [one for _marks, part in found for one in part] == sorted(ids)
    assert all(marks.count("?") == len(part) for marks, part in found)
    assert list(chunks(set())) == []


def test_records_of_keys(store):
    """Records are told apart by world and id; voided ones are among them."""
    one, two = receive(store), receive(store)
    write(store, Visit, {"voided": "重复"}, two)
    asked = {(WORLD, one), (WORLD, two), ("140405103", one), (WORLD, "nobody")}
    assert {key: visit.id for key, visit in records(store, Visit, asked)} == {(WORLD, one): one, (WORLD, two): two}
    assert {id: visit.voided for id, visit in by_id(store, Visit, [one, two, "nobody"]).items()} == {
        one: None,
        two: "重复",
    }


def test_many_records_at_once(store):
    """More than one portion."""
    with acting(store, "many") as act:
        ids = [new_id() for _ in range(table.CHUNK + 5)]
        for id in ids:
            act.write(Note, id, {"about": "x", "action": "批注"})
    assert len(dict(records(store, Note, {(WORLD, id) for id in ids}))) == len(ids)
    assert len(all_entries(store, "note", {(WORLD, id) for id in ids})) == len(ids)


def test_entries_of_records(store):
    """All entries about a record of a kind, its erasing included, other kinds and worlds not."""
    id = receive(store)
    write(store, Note, {"about": "x", "action": "批注"}, id)
    desk.erase(store, Visit, id)
    found = all_entries(store, "visit", {(WORLD, id)})
    assert sorted(entry.body["kind"] for entry in found[WORLD, id]) == ["erase", "visit"]
    assert all_entries(store, "visit", {("140405103", id)}) == {}


def test_one_id_in_two_worlds(store):
    """Two stations' records of one id are two records."""
    write(store, Operator, {"name": "甲"}, "same", LOCAL)
    write(store, Note, {"about": "x", "action": "批注"}, "same")
    assert store.db.execute("SELECT count(*) FROM operator WHERE id='same'").fetchone()[0] == 1
    assert dict(records(store, Operator, {(WORLD, "same")})) == {}
    assert store.get(Operator, (WORLD, "same")) is None
    assert store.get(Operator, (LOCAL, "same")).name == "甲"


def other_hand(entry: Entry, values: dict, secret: dict | None = None, **other: str) -> Entry:
    """An entry about the same record by somebody who had not seen ours, and whose clock is ahead."""
    part = {key: entry.body[key] for key in ("world", "kind", "id")}
    body = {"stream": "f" * 16, "seq": 1, "prev": ZERO, "act": "amend", "act_id": "a", "operator": "乙", "end": True}
    return seal({**body, **part, "at": "2099-01-01T00:00:00.000Z", "set": values, **other}, secret or {})


def conflicts(store):
    """The open conflicts: {field: values, the shown one first}."""
    return {
        row["field"]: [write["value"] for write in json.loads(row["writes"])]
        for row in store.rows("SELECT * FROM conflict")
    }


def test_what_two_wrote_apart_is_kept(store):
    """Both values, the later shown first, until a write that has seen both settles it; the words are of what is shown."""
    id = receive(store, location="东街")
    mine = next(store.entries("id=? AND kind='visit'", (id,)))
    with store.transaction():
        store.apply([other_hand(mine, {"location": "西街", "category": None})])
    assert held(store, Visit, id).location == "西街"
    assert conflicts(store) == {"location": ["西街", "东街"]}
    assert (searched(store, "西街"), searched(store, "东街")) == (1, 0)
    with store.transaction():
        act = Act(store, "import", "赵敏")
        act.record("import", new_id(), {"heads": {"f" * 16: [1, 1, store.head("f" * 16)[1]]}})
        act.finish()
    write(store, Visit, {"location": "东街口"}, id)
    assert held(store, Visit, id).location == "东街口"
    assert conflicts(store) == {}


def test_what_nobody_knows_changes_no_table(store):
    """A kind of a newer program and the erasing of a record that is not here are kept, and that is all."""
    receive(store)
    mine, before = next(store.entries("kind='visit'")), desk.tables(store)
    with store.transaction():
        assert store.apply([other_hand(mine, {"of": "visit"}, kind="erase", id="nobody")]) == {"visit"}
        assert store.apply([other_hand(mine, {"x": 1}, kind="drone", stream="e" * 16)]) == set()
    assert desk.tables(store) == before
    desk.erase(store, Visit, "somebody")
    assert desk.tables(store) == before


def test_what_comes_after_its_erasing(store):
    """A record that arrives when its erasing is known already comes in without its private part."""
    mine = next(store.entries("id=? AND kind='visit'", (receive(store),)))
    desk.erase(store, Visit, "late")
    with store.transaction():
        store.apply([other_hand(mine, {"location": "东街"}, {"statement": "早就要求删掉的话"}, id="late")])
    late = held(store, Visit, "late")
    assert (late.location, late.statement) == ("东街", None)
    assert store.db.execute("SELECT private FROM entry WHERE id='late' AND kind='visit'").fetchone() == (None,)
    assert not searched(store, "早就要求删掉的话")


def test_erasing_takes_the_other_value_away_too(store):
    """An open conflict does not keep what was erased."""
    id = receive(store, remarks="一")
    mine = next(store.entries("id=? AND kind='visit'", (id,)))
    with store.transaction():
        store.apply([other_hand(mine, {}, {"remarks": "二"})])
    assert conflicts(store) == {"remarks": ["二", "一"]}
    desk.erase(store, Visit, id)
    assert conflicts(store) == {}
    assert held(store, Visit, id).remarks is None


def test_a_row_is_whole(store):
    """A derived value is kept with the row, and a later fold of the written ones does not lose it."""
    id = receive(store, **PASSED_ON)
    issue = desk.issue_of(store, id)
    write(store, Issue, {"title": "路灯"}, issue.id)
    again = desk.issue_of(store, id)
    assert (again.title, again.state, again.organ) == ("路灯", "办理中", "渔泽镇人民政府")

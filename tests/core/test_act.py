"""One change is one transaction at the end of our own streams: whole acts, numbers, streams opened once, authority."""

import json
import re

import pytest

from lianluozhan import act as acts, clock
from lianluozhan.act import LOCAL, acting, full, heads, own, reported, scope_of, series
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, FolderProblem, NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.journal import ZERO
from lianluozhan.month import MonthEnd
from lianluozhan.note import Note
from lianluozhan.operator import Operator
from lianluozhan.record import new_id
from lianluozhan.streams import LETTERS
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.desk import CLERK, DISTRICT, PASSED_ON, WORLD, receive, write


def chain(store, world=WORLD):
    """The entries of our stream in a world, in order."""
    stream = next(stream for name, stream in own(store).items() if name.startswith(world))
    return list(store.entries("stream=? ORDER BY seq", (stream,)))


# ---- one act -----------------------------------------------------------------------------------------------------


def test_what_happens_together_is_one_act(store):
    """登记 + 意见 + 交办 + the session's number: one act of several entries, only the last of them its end."""
    with acting(store, "add_visit") as act:
        desk.add_visit(act, new_id(), PASSED_ON)
    opening, *made = chain(store)
    assert [entry.body["kind"] for entry in made] == ["visit", "duty", "issue", "followup"]
    assert {entry.body["act_id"] for entry in made} == {act.act_id}
    assert {entry.body["act"] for entry in made} == {"add_visit"}
    assert [entry.body.get("end") for entry in (opening, *made)] == [True, None, None, None, True]
    assert act.changed == {"visit", "duty", "issue", "followup"}


def test_entries_are_chained(store):
    """Each names the hash before it; the first names 64 zeros; seqs count up from 1."""
    for _ in range(3):
        receive(store)
    found = chain(store)
    assert [entry.seq for entry in found] == [1, 2, 3, 4]
    assert [entry.body["prev"] for entry in found] == [ZERO, *(entry.hash for entry in found[:-1])]


def test_who_and_when(store):
    """Who typed and the wall clock stand in the entry, whatever day the program looks at things on."""
    clock.set_today("2020-01-01")
    try:
        before = clock.now()
        receive(store)
        after = clock.now()
    finally:
        clock.set_today(None)
    last = chain(store)[-1].body
    assert last["operator"] == CLERK
    assert before <= last["at"] <= after
    with acting(store, "x", "钱二") as act:
        act.write(Note, new_id(), {"about": "x", "action": "批注"})
    assert chain(store)[-1].body["operator"] == "钱二"


def test_nothing_written_is_no_entry(store):
    """An act that writes nothing leaves the journal as it is."""
    before = desk.entries(store)
    with acting(store, "look") as act:
        pass
    assert desk.entries(store) == before
    assert act.changed == frozenset()


def test_two_streams_in_one_act(store):
    """Each stream's last entry ends the act, so that one stream alone is never half an act."""
    with acting(store, "both") as act:
        act.write(Operator, new_id(), {"name": "孙三"}, LOCAL)
        act.write(Note, new_id(), {"about": "x", "action": "批注"})
        act.write(Operator, new_id(), {"name": "李四"}, LOCAL)
    ends = {}
    for entry in store.entries("1 ORDER BY stream, seq"):
        if entry.body["act_id"] == act.act_id:
            ends.setdefault(entry.body["world"], []).append(entry.body.get("end"))
    assert ends == {WORLD: [True], LOCAL: [None, True]}


def test_a_failing_block_leaves_nothing(store):
    """No entry, no row, no number, no stream."""
    before = desk.entries(store), desk.tables(store), own(store), dict(store.opens)
    with pytest.raises(ZeroDivisionError), acting(store, "add_visit") as act:
        desk.add_visit(act, new_id(), PASSED_ON)
        assert own(store) != before[2]
        raise ZeroDivisionError
    assert (desk.entries(store), desk.tables(store), own(store), dict(store.opens)) == before
    receive(store)
    assert store.find(Visit)[0].number == f"{WORLD}-2026-J0001"
    assert [entry.seq for entry in chain(store)] == [1, 2]


def test_a_failure_while_keeping_leaves_nothing(store):
    """Also when the trouble comes at the end, from the database itself."""
    receive(store)
    before = desk.entries(store), desk.tables(store)
    id = store.find(Visit)[0].id
    with pytest.raises(FolderProblem), acting(store, "x") as act:
        act.write(Visit, id, {"reply": "改了"})
        store.db.execute("DROP TABLE conflict")
    assert (desk.entries(store), desk.tables(store)) == before


def test_too_much_for_one_entry(store):
    """Each text may be long, all together may not; the clerk is told, the journal stays whole."""
    long = "字" * 190_000
    with pytest.raises(BadInput, match="太长"):
        receive(store, statement=long, reply=long, remarks=long)
    assert store.find(Visit) == []
    receive(store, statement=long)
    assert len(store.find(Visit)[0].statement) == 190_000


def test_a_reader_cannot_act(station):
    """A folder opened for reading says so."""
    with desk.opened(station, write=False) as store, pytest.raises(FolderProblem, match="只能看"), acting(store, "x"):
        pass


def test_looked_up_once(store):
    """What many rows ask is asked once."""
    asked = []
    with acting(store, "x") as act:
        assert [act.once("roster", lambda: asked.append(1) or "r") for _ in range(3)] == ["r"] * 3
    assert asked == [1]


def test_an_unknown_field_is_a_bug(store):
    """Writing a field that is not declared, or derived, never gets into the journal."""
    for values in ({"colour": "红"}, {"state": "已办结"}):
        with pytest.raises(AssertionError), acting(store, "x") as act:
            act.write(Issue, new_id(), values)


# ---- open and private --------------------------------------------------------------------------------------------


def test_private_values_stand_apart(store):
    """What identifies or quotes a person is in the private part only, under a fresh salt."""
    for _ in range(2):
        receive(store, visitor_phone="13800000000")
    one, two = chain(store)[-2:]
    for word in ("王秀英", "13800000000", desk.SAID):
        assert word.encode() not in one.data
        assert word.encode() in one.private
    assert one.body["private"]["fields"] == ["statement", "visitor_name", "visitor_phone"]
    assert one.secret == {"visitor_name": "王秀英", "visitor_phone": "13800000000", "statement": desk.SAID}
    assert one.body["private"]["digest"] != two.body["private"]["digest"]
    salts = [json.loads(entry.private)["salt"] for entry in (one, two)]
    assert salts[0] != salts[1]
    assert all(re.fullmatch("[0-9a-f]{32}", salt) for salt in salts)


def test_clearing_is_a_value(store):
    """Null clears a field, open or private, and is kept as such."""
    id = receive(store, location="东街")
    write(store, Visit, {"location": None, "visitor_name": None}, id)
    last = chain(store)[-1]
    assert last.body["set"] == {"location": None}
    assert last.secret == {"visitor_name": None}
    assert (desk.held(store, Visit, id).location, desk.held(store, Visit, id).visitor_name) == (None, None)


# ---- streams -----------------------------------------------------------------------------------------------------


def test_a_stream_is_opened_once(store):
    """The first write opens a stream, the later ones go on in it."""
    receive(store)
    mine = own(store)
    receive(store)
    assert own(store) == mine
    assert set(mine) == {f"{WORLD} station", "local local"}
    assert store.db.execute("SELECT count(*) FROM entry WHERE kind='open'").fetchone()[0] == 2


def test_what_opening_says(store):
    """It binds who writes the stream, what it may carry, its keys, its program and what its writer holds."""
    receive(store)
    opening = chain(store)[0]
    assert opening.body["kind"] == "open"
    assert opening.body["id"] == opening.stream
    assert re.fullmatch("[0-9a-f]{16}", opening.stream)
    values = dict(opening.body["set"])
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", values.pop("program"))
    assert values == {
        "role": "station",
        "scope": "station",
        "name": desk.NAME,
        "code": WORLD,
        "keys": dict(store.identity.keys),
        "format": 1,
        "series": "",
        "heads": {},
    }
    assert set(store.identity.keys) == {"sign", "age"}


def test_the_local_world_never_mixes(store):
    """Who works here stands in a stream of its own, in a world that is no station's, and no other stream tells of it."""
    receive(store)
    worlds = {}
    for entry in store.entries():
        worlds.setdefault(entry.stream, set()).add((entry.body["world"], entry.body["kind"]))
    assert {world for parts in worlds.values() for world, _kind in parts} == {WORLD, LOCAL}
    assert all(len({world for world, _kind in parts}) == 1 for parts in worlds.values())
    assert next(parts for parts in worlds.values() if (LOCAL, "operator") in parts) == {
        (LOCAL, "open"),
        (LOCAL, "operator"),
    }
    local = own(store)["local local"]
    assert local not in reported(store, WORLD, "station")
    assert all(local not in entry.heads for entry in store.entries("world<>?", (LOCAL,)))
    assert CLERK not in {held.data["id"] for held in store.find(Visit)}


def test_a_later_stream_tells_what_is_held(store):
    """A new stream names every stream its writer holds, how far, and the hash there."""
    receive(store)
    first = own(store)[f"{WORLD} station"]
    with store.transaction():
        store.set("left", json.dumps({f"{WORLD} station": {"stream": first, "seq": 2, "hash": "x", "how": "replaces"}}))
        store.set("own", "{}")
    receive(store)
    opening = chain(store)[0].body["set"]
    seq, hash = store.head(first)
    assert opening["heads"] == {first: [seq, seq, hash]}
    assert opening["continues"] == {"stream": first, "seq": 2, "hash": "x", "how": "replaces"}
    assert re.fullmatch(f"[{LETTERS}]{{2}}", opening["series"])
    assert series(store, chain(store)[0].stream) == opening["series"]


def test_letters_that_look_like_no_digit():
    """Neither I nor O is in a series."""
    assert LETTERS == "ABCDEFGHJKLMNPQRSTUVWXYZ"


def test_how_far_private_parts_are_held(store):
    """`full` ends before the first private part that is missing; an erased one counts as held."""
    first, second = receive(store), receive(store)
    stream, last = chain(store)[0].stream, chain(store)[-1].seq
    assert heads(store, [stream]) == {stream: [last, last, store.head(stream)[1]]}
    with store.transaction():
        store.db.execute("UPDATE entry SET private=NULL WHERE stream=? AND id=?", (stream, second))
    assert full(store, stream, last) == 2
    desk.erase(store, Visit, second)
    assert full(store, stream, 4) == 4
    assert first != second


# ---- numbers -----------------------------------------------------------------------------------------------------


def number(store, cls=Visit, year="2026"):
    """The number an act would give now."""
    with acting(store, "x") as act:
        return act.number(cls, year)


def test_numbers_count_up(store):
    """Code, year, letter and four digits; each kind and each year counts for itself."""
    receive(store, **PASSED_ON)
    receive(store, received_at="2025-12-31")
    receive(store)
    assert [visit.number for visit in store.find(Visit, order="number")] == [
        f"{WORLD}-2025-J0001",
        f"{WORLD}-2026-J0001",
        f"{WORLD}-2026-J0002",
    ]
    assert [issue.number for issue in store.find(Issue)] == [f"{WORLD}-2026-Y0001"]


def test_several_in_one_act(store):
    """Rows of one act have one number each."""
    with acting(store, "add") as act:
        assert [act.number(Visit, 2026)[-5:] for _ in range(3)] == ["J0001", "J0002", "J0003"]
        assert act.number(Issue, 2026)[-5:] == "Y0001"
    assert number(store)[-5:] == "J0001"  # given, but used by nobody


def test_a_voided_number_is_never_used_again(store):
    """The voided keeps its number."""
    receive(store)
    last = receive(store)
    write(store, Visit, {"voided": "登记错了"}, last)
    receive(store)
    assert desk.held(store, Visit, last).number.endswith("J0002")
    assert number(store).endswith("J0004")


def test_a_number_that_was_replaced_stays_used(store):
    """What was ever a record's number is nobody else's, also when it was written over."""
    id = receive(store, number=f"{WORLD}-2026-J0007")
    write(store, Visit, {"number": f"{WORLD}-2026-J0003"}, id)
    assert number(store).endswith("J0008")


def test_numbers_grow_past_four_digits(store):
    """9999 is followed by 10000."""
    receive(store, number=f"{WORLD}-2026-J9999")
    assert number(store) == f"{WORLD}-2026-J10000"
    receive(store, number=f"{WORLD}-2026-J10000")
    assert number(store) == f"{WORLD}-2026-J10001"


def test_another_series_counts_for_itself(store):
    """The numbers of a second PC, with its two letters, move ours on by nothing."""
    receive(store, number=f"{WORLD}-2026-JKR0012")
    receive(store, number="140405103-2026-J0500")
    receive(store, number="老台账第 77 号")
    assert number(store).endswith("-J0001")


# ---- authority ---------------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path):
    """The open store of a district's folder."""
    with desk.opened(desk.make(tmp_path / "district", "district", DISTRICT, desk.OFFICE)) as store:
        yield store


STATION_MAY = [
    (WORLD, "visit", "station"),
    (WORLD, "followup", "station"),
    (WORLD, "erase", "station"),
    (WORLD, "import", "station"),
    (WORLD, "operator", "local"),
    (LOCAL, "operator", "local"),
    ("140405103", "visit", None),
    (DISTRICT, "deputy", None),
    (WORLD, "category", None),
    (WORLD, "erased", None),
    (WORLD, "nonsense", None),
    (WORLD, "rule", None),
    (LOCAL, "rule", "local"),
    (LOCAL, "calendar", "local"),
    (DISTRICT, "calendar", None),
]
DISTRICT_MAY = [
    (DISTRICT, "deputy", "common"),
    (DISTRICT, "category", "common"),
    (DISTRICT, "rule", "common"),
    (DISTRICT, "calendar", "common"),
    (DISTRICT, "issue", "inner"),
    (DISTRICT, "followup", "inner"),
    (DISTRICT, "note", "inner"),
    (WORLD, "followup", "facts"),
    (WORLD, "note", "facts"),
    (WORLD, "erased", "facts"),
    (WORLD, "visit", None),
    (WORLD, "issue", None),
    (WORLD, "deputy", None),
    (DISTRICT, "visit", None),
    (DISTRICT, "month", None),
    (LOCAL, "operator", "local"),
    (WORLD, "erase", None),
]


def scope(store, world, kind):
    """The scope of the stream a kind goes into; None where it is refused."""
    try:
        return scope_of(store, world, kind)
    except NotAllowed as refused:
        assert "批注" in str(refused)
        return None


@pytest.mark.parametrize(("world", "kind", "where"), STATION_MAY)
def test_what_a_station_may_write(store, world, kind, where):
    """A station writes its own world, and there what is a station's."""
    assert scope(store, world, kind) == where


@pytest.mark.parametrize(("world", "kind", "where"), DISTRICT_MAY)
def test_what_a_district_may_write(office, world, kind, where):
    """A district writes `common` and `inner` in its own world and only facts in a station's."""
    assert scope(office, world, kind) == where


def test_a_district_has_one_stream_in_each_station(office):
    """Its facts on a station's records stand in that station's world."""
    for world in (WORLD, "140405103", WORLD):
        write(office, Note, {"about": "x", "action": "批注"}, world=world)
    write(office, Deputy, {"name": "单俊峰"})
    assert set(own(office)) == {"local local", f"{WORLD} facts", "140405103 facts", f"{DISTRICT} common"}
    for name, stream in own(office).items():
        assert {entry.body["world"] for entry in office.entries("stream=?", (stream,))} == {name.split()[0]}


def test_a_refused_record_changes_nothing(office):
    """What is not ours to write is refused before anything is kept."""
    before = desk.entries(office)
    for cls, values in ((Visit, {"received_at": "2026-10-07"}), (MonthEnd, {"month": "2026-10"})):
        with pytest.raises(NotAllowed), acting(office, "x") as act:
            act.write(Followup, new_id(), {"issue": "x", "action": "批注"}, WORLD)
            act.write(cls, new_id(), values, WORLD)
    assert desk.entries(office) == before


def test_common_never_tells_of_inner(office):
    """What goes to every station does not name the district's inner stream; the inner one may name both."""
    write(office, Deputy, {"name": "单俊峰"})
    write(office, Issue, {"registered_at": "2026-10-07", "statement": "x"})
    write(office, Note, {"about": "x", "action": "批注"}, world=WORLD)
    mine = own(office)
    assert reported(office, DISTRICT, "common") == [mine[f"{DISTRICT} common"]]
    assert sorted(reported(office, DISTRICT, "inner")) == sorted(
        [mine[f"{DISTRICT} common"], mine[f"{DISTRICT} inner"]]
    )
    assert reported(office, WORLD, "facts") == [mine[f"{WORLD} facts"]]
    assert reported(office, LOCAL, LOCAL) == [mine["local local"]]


def test_writing_one_of_the_journals_own_kinds(store):
    """An entry that is no record is kept as it is, and changes no table."""
    receive(store)
    before = desk.tables(store)
    with acting(store, "retire") as act:
        act.record("retire", "abc", {"why": "电脑坏了"})
    last = chain(store)[-1].body
    assert (last["kind"], last["id"], last["set"], last["end"]) == ("retire", "abc", {"why": "电脑坏了"}, True)
    assert desk.tables(store) == before
    assert act.changed == frozenset()


def test_acting_is_finished_by_a_receiver_too(store):
    """A receiver of packages makes and finishes an act inside its own transaction."""
    with store.transaction():
        act = acts.Act(store, "import", CLERK)
        act.record("import", new_id(), {"heads": {}})
        act.finish()
    assert chain(store)[-1].body["kind"] == "import"

"""The file: one door for writes, all or nothing, and tables that can be made again at any time."""

import contextlib
import shutil
import threading
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from lianluozhan import fold as folding
from lianluozhan.act import LOCAL, Act, acting
from lianluozhan.check import check
from lianluozhan.deputy import Deputy
from lianluozhan.driver import sqlite
from lianluozhan.duty import Duty
from lianluozhan.errors import FolderBusy, FolderDamaged, FolderProblem, NewerFolder, Problem
from lianluozhan.field import Number, Text
from lianluozhan.followup import Followup
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.note import Note
from lianluozhan.place import Place, own_place_id
from lianluozhan.reception import void_visit
from lianluozhan.schema import SCHEMA
from lianluozhan.store import FORMAT, Identity, Schema, Store
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.desk import PASSED_ON, SAID, WORLD, held, receive, write
from tests.share import share
from tests.station import empty, opened

IDENTITY = Identity("station", WORLD, desk.NAME, {"sign": "", "age": ""})


class Wider(Note):
    """The notes of a later program: one column more."""

    noun, label = "note", "批注"
    weight = Number("分量")


def declaring(cls) -> Schema:
    """The schema of a program whose record is declared otherwise."""
    return replace(SCHEMA, records={**SCHEMA.records, cls.noun: cls})


@pytest.fixture
def data(tmp_path):
    """A data file, without the folder around it."""
    return tmp_path / "station.db"


# ---- opening -----------------------------------------------------------------------------------------------------


def test_a_new_file_has_the_declared_columns(data):
    """The empty tables have exactly the columns the records declare, in their order and kind."""
    store = Store(data, SCHEMA, IDENTITY)
    for noun, cls in SCHEMA.records.items():
        columns = [(name, kind) for _n, name, kind, *_ in store.db.execute(f'PRAGMA table_info("{noun}")')]
        assert columns == [
            (field.name, {"JSON": "TEXT"}.get(field.column, field.column)) for field in cls.fields.values()
        ]
        assert [row[1] for row in store.db.execute(f'PRAGMA table_info("{noun}")') if row[5]] == ["world", "id"]
    assert store.db.execute("PRAGMA user_version").fetchone()[0] == FORMAT == 1
    store.close()


def test_other_declarations_rebuild(data):
    """A program that declares a record otherwise makes the tables again from the journal; nothing is lost."""
    store = Store(data, SCHEMA, IDENTITY)
    id = write(store, Note, {"about": "x", "action": "批注", "text": "夜里去看过"})
    store.close()
    for schema in (declaring(Wider), SCHEMA):
        store = Store(data, schema, IDENTITY)
        columns = [row[1] for row in store.db.execute("PRAGMA table_info(note)")]
        assert ("weight" in columns) == (schema is not SCHEMA)
        assert held(store, schema.records["note"], id).text == "夜里去看过"
        assert check(store).findings == ()
        store.close()


def test_what_a_newer_program_wrote_comes_back(data):
    """A field this program does not know is kept in the journal and shows after the upgrade."""
    newer = Store(data, declaring(Wider), IDENTITY)
    id = write(newer, Wider, {"about": "x", "action": "批注", "weight": 7})
    newer.close()
    older = Store(data, SCHEMA, IDENTITY)
    assert "weight" not in held(older, Note, id).data
    write(older, Note, {"text": "补一句"}, id)
    older.close()
    newer = Store(data, declaring(Wider), IDENTITY)
    assert (held(newer, Wider, id).weight, held(newer, Wider, id).text) == (7, "补一句")
    newer.close()


def test_the_same_declarations_rebuild_nothing(data):
    """Opening an up-to-date file leaves its tables alone."""
    Store(data, SCHEMA, IDENTITY).close()
    store = Store(data, SCHEMA, IDENTITY)
    store.db.execute("INSERT INTO search (world, noun, id, words) VALUES ('w', 'n', 'i', 'left by hand')")
    store.close()
    store = Store(data, SCHEMA, IDENTITY)
    assert store.db.execute("SELECT count(*) FROM search").fetchone()[0] == 1
    store.close()


def test_a_reader_does_not_rebuild(data):
    """A reader of tables another program declared says what to do, and changes nothing."""
    Store(data, SCHEMA, IDENTITY).close()
    before = data.read_bytes()
    with pytest.raises(FolderProblem, match="rebuild"):
        Store(data, declaring(Wider), IDENTITY, readonly=True)
    assert data.read_bytes() == before


@pytest.mark.parametrize("readonly", [True, False])
def test_a_newer_format_is_refused(data, readonly):
    """What a newer program made is left as it is."""
    store = Store(data, SCHEMA, IDENTITY)
    store.db.execute(f"PRAGMA user_version={FORMAT + 1}")
    store.close()
    before = data.read_bytes()
    with pytest.raises(NewerFolder, match="升级"):
        Store(data, SCHEMA, IDENTITY, readonly=readonly)
    assert data.read_bytes() == before


def test_a_spoiled_entry_is_told_at_opening(data):
    """An opening entry that does not verify: nobody goes on as if nothing were."""
    store = Store(data, SCHEMA, IDENTITY)
    receive(store)
    store.db.execute("UPDATE entry SET data='{' WHERE kind='open'")
    store.close()
    with pytest.raises(FolderDamaged, match="备份"):
        Store(data, SCHEMA, IDENTITY)


def test_a_file_without_tables_is_told(data):
    """A reader of an empty file says that it cannot be read."""
    data.touch()
    with pytest.raises(Problem):
        Store(data, SCHEMA, IDENTITY, readonly=True)


# ---- reading -----------------------------------------------------------------------------------------------------


def test_find_leaves_the_voided_out(store):
    """Unless the condition names them."""
    kept, gone = receive(store), receive(store)
    write(store, Visit, {"voided": "重复"}, gone)
    assert [visit.id for visit in store.find(Visit)] == [kept]
    assert [visit.id for visit in store.find(Visit, "party_size=? OR 1", (1,))] == [kept]
    assert {visit.id for visit in store.find(Visit, "voided IS NULL OR 1")} == {kept, gone}
    assert [visit.id for visit in store.find(Visit, "voided IS NOT NULL")] == [gone]


def test_find_orders_and_stops(store):
    """`order` and `limit` are the query's."""
    ids = [receive(store, party_size=size) for size in (2, 3, 1)]
    assert [visit.party_size for visit in store.find(Visit, order="party_size")] == [1, 2, 3]
    assert [visit.party_size for visit in store.find(Visit, order="party_size DESC", limit=2)] == [3, 2]
    assert [visit.id for visit in store.find(Visit, "party_size>?", (2,))] == [ids[1]]


def test_get(store):
    """The record of world and id, voided or not."""
    id = receive(store)
    write(store, Visit, {"voided": "重复"}, id)
    assert store.get(Visit, (WORLD, id)).voided == "重复"
    assert store.get(Visit, ("140405103", id)) is None
    assert store.get(Visit, (WORLD, "nobody")) is None
    assert store.the(Visit, (WORLD, id)).voided == "重复"
    with pytest.raises(KeyError, match="nobody"):
        store.the(Visit, (WORLD, "nobody"))


def test_rows(store):
    """Rows are {column: value}; a statement without rows has none."""
    assert list(store.rows("SELECT 1 AS a, :b AS b", {"b": "乙"})) == [{"a": 1, "b": "乙"}]
    assert list(store.rows("CREATE TEMP TABLE empty (x)")) == []


def test_heads_and_hashes(store):
    """The last entry of a stream, and any other's hash; nothing where there is none."""
    receive(store)
    entries = list(store.entries("world=? ORDER BY seq", (WORLD,)))
    stream = entries[0].stream
    assert store.head(stream) == (len(entries), entries[-1].hash)
    assert store.head("0" * 16) == (0, "")
    assert store.entry_hash(stream, 1) == entries[0].hash
    assert store.entry_hash(stream, 99) is None


def test_settings(store):
    """A setting is what was last kept; it is no entry."""
    before = desk.entries(store)
    assert store.setting("colour") is None
    for value in ("红", "黄", None):
        with store.transaction():
            store.set("colour", value)
        assert store.setting("colour") == value
    assert desk.entries(store) == before


# ---- writing -----------------------------------------------------------------------------------------------------


def test_all_or_nothing(store):
    """What fails inside a transaction leaves what was there."""
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.set("colour", "红")
        raise ZeroDivisionError
    assert store.setting("colour") is None
    assert not store.db.conn.in_transaction


def test_a_transaction_the_database_gave_up(store):
    """Where the driver has rolled back already, the trouble is told all the same."""
    with pytest.raises(FolderProblem, match="只能读"), store.transaction():
        store.set("colour", "红")
        store.db.execute("ROLLBACK")
        raise sqlite.OperationalError("attempt to write a readonly database")
    assert store.setting("colour") is None


def test_a_disk_that_is_full(store):
    """What does not fit is refused in words, what was there stays, and smaller things go on."""
    receive(store)
    before = desk.entries(store), desk.tables(store)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count={pages + 10}")
    with pytest.raises(FolderProblem) as told:
        for _ in range(50):
            receive(store, statement=SAID * 500)
    assert "磁盘满了" in str(told.value)
    assert "以前的数据没有丢" in str(told.value)
    kept = desk.entries(store)
    assert kept[: len(before[0])] == before[0] or set(before[0]) <= set(kept)
    store.db.execute("PRAGMA max_page_count=4294967294")
    receive(store)
    assert check(store).findings == ()


def test_the_same_entry_twice_is_refused(store):
    """A place in a stream is taken once; the door is not for what is there already."""
    receive(store)
    last = list(store.entries("world=? ORDER BY seq", (WORLD,)))[-1]
    before = desk.entries(store), desk.tables(store)
    with pytest.raises(FolderProblem), store.transaction():
        store.apply([last])
    assert (desk.entries(store), desk.tables(store)) == before


def test_two_writers_wait_for_each_other(station, monkeypatch):
    """While one writes, another is told so; nothing of either is lost."""
    monkeypatch.setattr("lianluozhan.driver.BUSY_MS", 50)
    one, two = (Store(station / "station.db", SCHEMA, IDENTITY) for _ in range(2))
    with one.transaction():
        one.set("colour", "红")
        with pytest.raises(FolderBusy), two.transaction():
            two.set("colour", "黄")
    assert two.setting("colour") == "红"
    one.close()
    two.close()


def test_reading_while_another_writes(station):
    """A reader sees whole acts only, and writes nothing."""
    with desk.opened(station) as writer, desk.opened(station, write=False) as reader:
        with writer.transaction():
            act = acts_of(writer)
            assert reader.find(Visit) == []
            act.finish()
            assert reader.find(Visit) == []
        assert [visit.statement for visit in reader.find(Visit)] == [SAID]
        with pytest.raises(FolderProblem, match="只能读"), reader.transaction():
            reader.set("colour", "红")


def acts_of(store):
    """An act with a visit in it, not finished yet."""
    act = Act(store, "add_visit", desk.CLERK)
    desk.add_visit(act, "0192f3a4-5b6c-7d8e-9fa0-b1c2d3e4f506", desk.VISIT)
    return act


def test_a_connection_belongs_to_its_thread(store):
    """Using it from another is an error at once, not a rare crash at the customer's."""
    wrong = []

    def use():
        try:
            store.find(Visit)
        except Exception as error:  # whatever the driver calls it
            wrong.append(type(error).__name__)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert wrong == ["ProgrammingError"]


# ---- rebuilding --------------------------------------------------------------------------------------------------


def rebuilt(store):
    """The tables made again from nothing."""
    with store.transaction():
        store.rebuild()
    return desk.tables(store)


def test_rebuild_makes_the_same(store):
    """Every table, word index, used number and conflict comes out as it was."""
    with acting(store, "roster") as act:
        act.write(Place, own_place_id(WORLD), {"name": desk.NAME, "host": "镇人大主席团"})
        act.write(Deputy, "d1", {"name": "单俊峰", "phone": "13800000000"})
    for outcome in ("当场答复", "乡镇办理", "报区办理", "形成建议"):
        last = receive(store, **PASSED_ON | {"outcome": outcome, "deputies": ["d1"]})
    write(store, Visit, {"reply": "改过", "party_size": 4}, last)
    with acting(store, "follow") as act:
        follow(act, store.find(Issue, "state='办理中'")[0], "答复", {"answer_class": "A", "text": "已修好"})
    write(store, Visit, {"voided": "重复"}, store.find(Visit)[0].id)
    desk.erase(store, Visit, store.find(Visit)[0].id)
    before = desk.tables(store)
    assert all(
        before[noun]
        for noun in ("visit", "issue", "followup", "duty", "deputy", "place", "operator", "search", "numbered")
    )
    assert rebuilt(store) == before


DECIDING = [
    (Visit, {"outcome": "村社办理"}, "route", "村社"),
    (Visit, {"raiser_kind": "匿名"}, "turn", "联络员"),
    (Place, {"host": "街道人大工委"}, "assigned_by", "街道人大工委"),
    (Deputy, {"name": "单俊"}, "turn", "联络员"),
]


@pytest.mark.parametrize(("cls", "values", "name", "now"), DECIDING)
def test_an_issue_follows_what_decides_about_it(store, cls, values, name, now):
    """Where an issue stands follows its visit, its deputies and the station's host, at once and as a rebuild has it."""
    # 某处: nobody is known to assign.
    at_first = {"name": "某处"} if cls is Place else {"name": desk.NAME, "host": "镇人大主席团"}
    write(store, Place, at_first, own_place_id(WORLD))
    write(store, Deputy, {"name": "单俊峰"}, "d1")
    id = receive(store, **PASSED_ON | {"deputies": ["d1"]})
    if name == "turn":
        with acting(store, "follow") as act:
            follow(act, desk.issue_of(store, id), "答复", {"answer_class": "A", "text": "已修好"})
    write(store, cls, values, {Visit: id, Place: own_place_id(WORLD), Deputy: "d1"}[cls])
    assert desk.issue_of(store, id).data[name] == now
    before = desk.tables(store)
    assert rebuilt(store) == before


def test_rebuild_mends_what_was_changed_by_hand(store):
    """The tables are only a cache."""
    receive(store, **PASSED_ON)
    before = desk.tables(store)
    store.db.execute("UPDATE visit SET statement='没说过'")
    store.db.execute("DELETE FROM issue")
    store.db.execute("DELETE FROM search")
    assert desk.tables(store) != before
    assert rebuilt(store) == before


def test_a_failed_rebuild_leaves_the_tables(store):
    """They are made again in one transaction."""
    receive(store)
    before = desk.tables(store)
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.rebuild()
        raise ZeroDivisionError
    assert desk.tables(store) == before


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["receive", "amend", "move", "reassign", "void", "follow", "erase", "place", "duty", "issue", "deputy"]
        ),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    min_size=4,
    max_size=12,
)
OUTCOMES = ("当场答复", "村社办理", "乡镇办理", "报区办理", "形成建议", "不属受理范围")
WORDS = (
    ("签收", {}),
    ("答复", {"answer_class": "A", "text": "好了"}),
    ("回告", {"how": "电话"}),
    ("评价", {"satisfaction": "满意"}),
    ("办结", {}),
    ("撤回", {"reason": "不要了"}),
    ("批注", {"text": "记一下"}),
)


def live(store, verb, one, two):
    """Something a clerk may do; what is refused changes nothing."""
    visits, issues = store.find(Visit, "voided IS NULL OR 1"), store.find(Issue)
    visit = visits[one % len(visits)] if visits else None
    issue = issues[one % len(issues)] if issues else None
    names = [None, ["单俊峰"], ["单俊峰", "陈秀兰"], ["d1"]]
    if verb == "receive":
        values = {
            "received_at": f"2026-10-{one % 3 + 1:02d}",
            "outcome": OUTCOMES[one % 6],
            "deputies": names[two % 4],
            "channel": (None, "走访", "电话")[two % 3],
            "referred_to": (None, "镇供水站")[two % 2],
        }
        receive(store, **values)
    elif verb == "place":
        values = {
            "name": desk.NAME,
            "host": (None, "镇人大主席团", "街道人大工委")[one % 3],
            "head": (None, "周站长")[two % 2],
        }
        write(store, Place, values, own_place_id(WORLD))
    elif verb == "deputy":
        write(store, Deputy, {"name": ("单俊峰", "陈秀兰")[two % 2]}, "d1")
    elif verb == "duty":
        write(store, Duty, {"deputies": ["单俊峰"], "begin": f"2026-10-{one % 3 + 1:02d}", "kind": "接待选民"})
    elif verb == "issue":
        write(
            store,
            Issue,
            {
                "registered_at": "2026-10-01",
                "statement": SAID,
                "visits": [visit.id] if visit else None,
                "deputies": ["d1"],
            },
        )
    elif verb == "follow" and issue:
        with acting(store, "follow") as act:
            follow(act, issue, *WORDS[two % len(WORDS)])
    elif verb == "void" and visit:
        with acting(store, "void") as act:
            void_visit(act, visit, "重复")
    elif verb == "erase" and visit:
        desk.erase(store, Visit, visit.id)
    elif visit and verb in ("amend", "move", "reassign"):
        values = {
            "amend": {
                "raiser_kind": ("个人", "匿名")[two % 2],
                "visitor_name": ("王秀英", None)[two % 2],
                "outcome": OUTCOMES[two % 6],
            },
            "move": {"received_at": f"2026-10-{two % 3 + 1:02d}", "until": None},
            "reassign": {"deputies": names[two % 4]},
        }[verb]
        write(store, Visit, values, visit.id)


@share(1 / 3)
@given(acts=ACTS)
def test_rebuild_makes_the_same_after_anything(template, tmp_path_factory, acts):
    """Whatever a clerk does in whatever order, the tables are what the journal makes of it."""
    folder = desk.twin(template, tmp_path_factory.mktemp("life") / "station")
    with desk.opened(folder) as store:
        for verb, one, two in acts:
            with contextlib.suppress(Problem):
                live(store, verb, one, two)
        before = desk.tables(store)
        assert rebuilt(store) == before
    shutil.rmtree(folder)


# ---- erasing -----------------------------------------------------------------------------------------------------

MARK = "只有这一处写着的话"


def test_erasing_takes_the_private_part_away(station):
    """From the journal, the tables, the words and the bytes of every file; what is open stays."""
    with desk.opened(station) as store:
        id = receive(store, statement=MARK, location="东街", visitor_name="独一无二的人")
        write(store, Visit, {"reply": MARK * 400, "location": "西街"}, id)
        assert store.db.execute("SELECT count(*) FROM search WHERE words LIKE ?", (f"%{MARK}%",)).fetchone()[0]
        desk.erase(store, Visit, id)
        erased = held(store, Visit, id)
        assert [erased.statement, erased.reply, erased.visitor_name] == [None] * 3
        assert (erased.location, erased.number) == ("西街", f"{WORLD}-2026-J0001")
        private = [row[0] for row in store.db.execute("SELECT private FROM entry WHERE id=? AND kind='visit'", (id,))]
        assert private == [None, None]
        assert not store.db.execute("SELECT count(*) FROM search WHERE words LIKE ?", (f"%{MARK}%",)).fetchone()[0]
        assert check(store).findings == ()
    for file, data in desk.bytes_of(station):
        for word in (MARK, "独一无二的人"):
            assert word.encode() not in data, file


def test_erased_is_not_brought_back(station):
    """Neither by a rebuild, nor by an entry that comes later with the lost private part."""
    with desk.opened(station) as store:
        id = receive(store, statement=MARK)
        kept = next(store.entries("id=? AND kind='visit'", (id,)))
        desk.erase(store, Visit, id)
        with store.transaction():
            store.apply([], [kept])  # a package brings the private part again
        assert held(store, Visit, id).statement is None
        assert store.db.execute("SELECT private FROM entry WHERE id=? AND kind='visit'", (id,)).fetchone() == (None,)
        rebuilt(store)
        assert held(store, Visit, id).statement is None
        assert check(store).findings == ()


def test_what_is_written_after_an_erasing_stays(store):
    """Whoever had seen the erasing may write anew."""
    id = receive(store, statement=MARK)
    desk.erase(store, Visit, id)
    write(store, Visit, {"remarks": "本人要求删除"}, id)
    assert held(store, Visit, id).remarks == "本人要求删除"
    assert held(store, Visit, id).statement is None


def test_erasing_one_leaves_the_others(store):
    """Only the named record of the named kind is erased."""
    one, two = receive(store, **PASSED_ON), receive(store)
    desk.erase(store, Visit, one)
    assert held(store, Visit, two).statement == SAID
    assert desk.issue_of(store, one).statement == SAID  # the issue is a record of its own
    desk.erase(store, Issue, desk.issue_of(store, one).id)
    assert desk.issue_of(store, one).statement is None


def test_a_private_part_that_comes_late(store):
    """A masked entry gets its private part when it comes; tables and words follow."""
    id = receive(store, statement=MARK, deputies=["单俊峰"])
    kept = next(store.entries("id=? AND kind='visit'", (id,)))
    with store.transaction():
        store.db.execute("UPDATE entry SET private=NULL WHERE stream=? AND seq=?", kept.place)
        store.rebuild()
    assert held(store, Visit, id).statement is None
    with store.transaction():
        assert store.apply([], [kept]) == {"visit", "duty"}
    assert held(store, Visit, id).statement == MARK
    assert check(store).findings == ()


# ---- what changed ------------------------------------------------------------------------------------------------


def test_an_act_says_what_changed(store):
    """Kinds of record, derived ones included; a page reloads when its kind is among them."""
    with acting(store, "x") as act:
        desk.add_visit(act, "v1", PASSED_ON)
    assert act.changed == {"visit", "issue", "followup", "duty"}
    with acting(store, "x") as act:
        act.write(Visit, "v1", {"raiser_kind": "匿名"})
    assert act.changed == {"visit", "issue", "duty"}
    with acting(store, "x") as act:
        act.write(Place, own_place_id(WORLD), {"name": desk.NAME, "host": "街道人大工委"})
    assert act.changed == {"place", "issue"}
    with acting(store, "x") as act:
        act.write(Note, "n1", {"about": "v1", "action": "批注"})
    assert act.changed == {"note"}


def test_the_schema_digest_is_of_the_declarations():
    """Another column, another kind of column or another record gives another digest; another label does not."""

    class Renamed(Note):
        """The same columns under another label."""

        noun, label = "note", "旁注"

    class Retyped(Note):
        """A column kept otherwise."""

        noun, label = "note", "批注"
        acted_by = Number("经办人")

    class Indexed(Note):
        """The same columns, looked up by one."""

        noun, label = "note", "批注"
        indexes = ("acted_on",)

    class More(Note):
        """Another kind of record."""

        noun, label = "more", "另一种"

    digests = [declaring(cls).digest() for cls in (Wider, Retyped, More, Indexed)]
    assert len({*digests, SCHEMA.digest()}) == 5
    assert declaring(Renamed).digest() == SCHEMA.digest()


def test_conflicts_are_kept_for_a_person(store, monkeypatch):
    """Writes that had not seen each other are both kept, and gone once a person has decided."""
    id = write(store, Note, {"about": "x", "action": "批注", "acted_by": "甲"})
    one = next(store.entries("kind='note'"))
    other = folding.Entry(
        {**one.body, "stream": "f" * 16, "seq": 1, "set": {"acted_by": "乙"}, "kind": "note"}, b"{}", None, "x" * 64
    )
    with store.transaction():
        store.db.execute("DELETE FROM conflict")
        folded = folding.fold(Note, [one, other], lambda a, b: a == b)
    assert [conflict.field for conflict in folded.conflicts] == ["acted_by"]
    assert {write.value for write in folded.conflicts[0].writes} == {"甲", "乙"}
    assert held(store, Note, id).acted_by == "甲"


def test_local_records_have_their_world(store):
    """Who works here is in the local world, whatever the folder's code."""
    assert [row["world"] for row in store.rows("SELECT world FROM operator")] == [LOCAL]


def test_a_record_with_a_text_of_its_own(store):
    """A followup is an entry like any other."""
    id = write(
        store,
        Followup,
        {"issue": "nobody", "action": "批注", "acted_on": "2026-10-07", "acted_by": "赵敏", "text": MARK},
    )
    assert held(store, Followup, id).text == MARK
    assert isinstance(Followup.text, Text)


@pytest.mark.parametrize(
    "where",
    [
        "kind='key' ORDER BY rowid",
        "kind='erase'",
        "kind='open'",
        "kind='open' AND world='x'",
        "kind='import'",
        "kind='retire'",
        "kind='erase' AND world='x' AND id='y'",
        "kind IN ('open', 'import') ORDER BY stream, seq",
    ],
)
def test_the_journals_own_kinds_are_found_by_themselves(tmp_path, where):
    """Keys, receipts, erasings are a handful among a million entries: none of the questions about them reads all."""
    with opened(empty(tmp_path / "站")) as store:
        plan = [row[-1] for row in store.db.execute(f"EXPLAIN QUERY PLAN SELECT data FROM entry WHERE {where}")]
    assert "USING" in plan[0] and "INDEX entry_" in plan[0], plan

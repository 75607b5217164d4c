"""A sheet's rows become records: once, whatever the order, and with a word about what looks wrong."""

import shutil
import tempfile
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from lianluozhan import intake, sheet
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.handling import void_issue
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.undo import REASON
from lianluozhan.visit import Visit
from tests.share import share
from tests.station import SCHEMA, SHEETS, TRUTH, add, digest, done, empty, filled, journal, opened, receive, sound, take

ROW = {
    "received_at": "2026-10-14T09:00",
    "visitor_name": "高建国",
    "statement": "没水",
    "outcome": "乡镇办理",
    "referred_to": "自来水公司",
}


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


@pytest.fixture
def ledger(tmp_path):
    """A station with the sample ledger."""
    with opened(filled(tmp_path / "账")) as store:
        yield store


def lists(store):
    """Everything there is as people read it, but for the times of typing and for numbers that go by who came first."""
    found = {}
    for cls in (Deputy, Visit, Issue, Followup, Duty):
        rows = readable(store, cls, store.find(cls))
        gone = ("created_at", "number") if cls is Duty else ("created_at",)
        found[cls.noun] = sorted(str({k: v for k, v in row.items() if k not in gone}) for row in rows)
    return found


@pytest.mark.parametrize("noun", SHEETS)
def test_complete(ledger, noun):
    """The sample ledger arrives complete and equal to the truth beside it, field by field."""
    cls = {"deputy": Deputy, "visit": Visit, "duty": Duty}[noun]
    rows = readable(
        ledger,
        cls,
        ledger.find(
            cls, "1" if noun != "duty" else "kind != '接待选民'", order="number" if cls.letter else "created_at, id"
        ),
    )
    key = {"deputy": "certificate", "visit": "number", "duty": "number"}[noun]
    rows.sort(key=lambda row: row[key])
    truth = sorted(TRUTH[noun], key=lambda row: row[key]) if noun == "deputy" else TRUTH[noun]
    named = [{name: row[name] for name in want} for row, want in zip(rows, truth, strict=True)]
    assert named == [{name: value if value != "" else None for name, value in want.items()} for want in truth]


@pytest.mark.parametrize("order", list(permutations(SHEETS)), ids="-".join)
def test_any_order(tmp_path, ledger, order):
    """The order of `add` does not matter: after matching all lists are equal."""
    with opened(filled(tmp_path / "另", *order)) as store:
        assert lists(store) == lists(ledger)
        sound(store)


def test_again(ledger):
    """The same rows again add nothing: not one entry is written."""
    held = digest(ledger)
    for noun in SHEETS:
        taken = add(ledger, noun)
        assert (taken.new, taken.same, taken.differ, taken.warnings) == (0, len(TRUTH[noun]), [], [])
    assert digest(ledger) == held


HERE = {  # what a station wrote of each kind, besides its ledger
    "activity": (
        {"kind": "座谈", "theme": "供热座谈", "planned_on": "2026-10-20"},
        {"kind": "视察", "begin": "2026-10-12T09:00", "present": ["冯䶮"]},
    ),
    "schedule": (
        {"date": "2026-11-04", "begin": "09:00", "deputies": ["冯䶮"]},
        {"date": "2026-11-11", "place": "渔泽镇人大代表联络站"},
        {"date": "2026-11-11", "place": "东街联络点"},
    ),
    "study": ({"title": "代表法", "kind": "法律"},),
    "ballot": ({"kind": "述职评议", "deputy": "冯䶮", "date": "2026-10-20"},),
    "project": ({"kind": "民生实事", "title": "村道路灯", "year": "2026", "steps": "勘查，2026-11-10，村委会"},),
}


@pytest.mark.parametrize("kept", ["xlsx", "json"])
@pytest.mark.parametrize("noun", ["visit", "issue", "deputy", "duty", *HERE])
def test_our_own_sheet_comes_back(tmp_path, noun, kept):
    """A list that was written from here adds nothing when it is read again: its rows bear our numbers, or are the one of their
    day and place."""
    path, file = filled(tmp_path / "站", *SHEETS), tmp_path / f"{noun}.{kept}"
    with opened(path) as store:
        take(store, noun, *HERE.get(noun, ()))
    if kept == "json":
        file.write_text(done(path, "list", noun, "--json").out, "utf-8")
    else:
        done(path, "list", noun, "--to", file, "--with-private", "抄一份核对")
    with opened(path) as store:
        held, reading = digest(store), sheet.read(file, SCHEMA.records[noun])
        taken = intake.take(store, SCHEMA.records[noun], reading.rows)
        assert reading.rows and not reading.bad and (taken.new, taken.same) == (0, len(reading.rows)), taken.differ
        assert digest(store) == held


def _columns(noun, kinds):
    """A ledger's rows of a kind: any of these columns filled or not, some rows twice."""
    words = st.sampled_from(["供热座谈", "走访老人", "学法"])
    people = st.lists(st.sampled_from(["冯䶮", "陈秀兰", "没在名册"]), max_size=2, unique=True).map("、".join)
    every = {
        "kind": st.sampled_from(kinds),
        "begin": st.sampled_from(["2026-10-12", "2026-10-12 9:00", "2026年10月13日"]),
    }
    some = {
        "duty": {"title": words, "content": words, "place": words},
        "activity": {"theme": words, "purpose": words, "end": st.just("2026-10-13 11:00")},
    }[noun]
    who = {"deputies": people.filter(bool)} if noun == "duty" else {"present": people, "expected": people}
    filled = st.fixed_dictionaries(
        every | ({"deputies": who["deputies"]} if noun == "duty" else {}),
        optional=some | (who if noun == "activity" else {}),
    )
    return st.tuples(
        st.just(noun), st.lists(filled, min_size=1, max_size=4).flatmap(lambda rows: st.permutations([*rows, rows[0]]))
    )


@share(0.04, deadline=None)
@given(st.one_of(_columns("duty", ["参加视察", "办好事、实事"]), _columns("activity", ["座谈", "视察", "培训"])))
def test_no_sheet_twice(given):
    """The same ledger of duties or activities again adds nothing, whatever columns it has and rows it repeats; nor does what was
    listed from it, nor the ledger once more after that."""
    noun, rows = given
    cls, room = SCHEMA.records[noun], Path(tempfile.mkdtemp())
    try:
        book = Workbook()
        names = list(dict.fromkeys(name for row in rows for name in row))
        book.active.append([cls.fields[name].label for name in names])
        for row in rows:
            book.active.append([row.get(name) for name in names])
        book.save(room / "台账.xlsx")
        path = filled(room / "站", "deputy")
        before = len(done(path, "list", noun, "--json").data)
        done(path, "add", noun, room / "台账.xlsx")
        # Of an activity's duty besides.
        assert len(done(path, "list", noun, "--json", "--voided").data) - before >= len(rows)
        done(path, "list", noun, "--to", room / "抄.xlsx")
        (room / "抄.json").write_text(done(path, "list", noun, "--json").out, "utf-8")
        held = journal(path)
        with opened(path) as store:
            for file in ("台账.xlsx", "抄.xlsx", "抄.json", "台账.xlsx"):
                assert intake.take(store, cls, sheet.read(room / file, cls).rows).new == 0, file
            assert digest(store) == held
    finally:
        shutil.rmtree(room, ignore_errors=True)


def test_another_office_numbers(store):
    """A number that was not given here is none of a duty's: the row is one of its own, with a number of ours and a word about it."""
    row = {"begin": "2026-10-12T09:00", "kind": "参加视察", "deputies": ["冯䶮"], "title": "供热"}
    taken = intake.take(store, Duty, [sheet.Row("表", 2, Duty.read(row) | {"number": "140405999-2026-L0001"})])
    (duty,) = store.find(Duty)
    assert (taken.new, duty.number) == (1, "140405102-2026-L0001") and "140405999-2026-L0001" in taken.warnings[0]
    assert take(store, "duty", row).new == 0  # the same row without that number


def test_a_cell_changed_in_our_own_sheet(tmp_path):
    """What somebody wrote otherwise into such a sheet is named by number and column, and changes nothing; a number of
    somebody else's paper is none of ours."""
    with opened(empty(tmp_path / "站")) as store:
        visit = receive(store, visitor_name="王某")
        row = {
            "received_at": visit.received_at,
            "paper_number": visit.number,
            "visitor_name": "王某",
            "outcome": visit.outcome,
        }
        row |= {"statement": "路灯亮了"}
        held = digest(store)
        taken = take(store, "visit", row)
        assert (taken.new, taken.same) == (0, 0) and digest(store) == held
        (said,) = taken.differ
        assert visit.number in said and "原话" in said and "没有改动" in said
        taken = take(store, "visit", row | {"statement": visit.statement})
        assert (taken.new, taken.same, taken.differ) == (0, 1, []) and digest(store) == held
        assert take(store, "visit", row | {"paper_number": "12"}).new == 1


def test_again_after_everything(ledger):
    """Nor after records were amended, matched, voided and followed up."""
    visit, *_, last = ledger.find(Visit, order="number")
    with acting(ledger, "amend") as act:
        amend(act, visit, {"visitor_name": "高建军", "statement": "材料不全", "category": "教育"}, "听错了")
    with acting(ledger, "void") as act:
        void(act, last, "重复")
    with acting(ledger, "void") as act:
        void(act, ledger.find(Deputy)[0], "换届")
    held = digest(ledger)
    assert [add(ledger, noun).new for noun in SHEETS] == [0, 0, 0]
    assert digest(ledger) == held


def test_two_pcs(tmp_path):
    """Two PCs that read one ledger give the same ids to visits, issues, first facts and duties."""
    ids = []
    for name in ("一", "二"):
        with opened(filled(tmp_path / name)) as store:
            ids.append(
                {cls.noun: {row.id for row in store.find(cls)} for cls in (Deputy, Visit, Issue, Followup, Duty)}
            )
    assert ids[0] == ids[1]
    assert [len(found) for found in ids[0].values()] == [9, 23, 17, 17, 14]


def test_an_amendment_by_another_pc_is_no_row(store):
    """A row is known by what it was made with; a correction in any other stream does not make it new again."""
    for _ in range(6):  # streams sort by chance; six correctors of other PCs stand before and after the maker
        take(store, "visit", ROW)
        (visit,) = store.find(Visit)
        with store.transaction():
            store.set("own", "{}")  # as on another PC: the next write opens a stream of its own
        with acting(store, "amend") as act:
            amend(act, visit, {"visitor_phone": "13800000000"}, "补电话")
        with acting(store, "amend") as act:
            amend(act, store.find(Visit)[0], {"visitor_phone": ""}, "写错了")
    assert (take(store, "visit", ROW).new, len(store.find(Visit))) == (0, 1)


def test_erased_is_known(store):
    """A row whose person was erased counts as known: the same ledger does not bring them back."""
    take(store, "visit", ROW, ROW | {"statement": "没电"})
    (first, _) = store.find(Visit, order="number")
    with acting(store, "erase") as act:
        act.record("erase", first.id, {"of": "visit"})
    assert store.find(Visit, order="number")[0].visitor_name is None
    assert take(store, "visit", ROW, ROW | {"statement": "没电"}).new == 0
    assert "没水" not in str([visit.data for visit in store.find(Visit)])


def test_an_amendment_is_not_what_it_was_made_with(store):
    """A row that says less privately than a record was made with is another one, also after the record was amended."""
    row = {"begin": "2026-10-19", "kind": "开展专题调研", "deputies": "彭喆"}
    take(store, "duty", row | {"content": "看了三个村"})
    with acting(store, "amend") as act:
        amend(act, store.find(Duty)[0], {"place": "渔泽镇"}, "补地点")
    assert (take(store, "duty", row).new, len(store.find(Duty))) == (1, 2)
    assert [take(store, "duty", row).new, take(store, "duty", row | {"content": "看了三个村"}).new] == [0, 0]


def test_twins(store):
    """Two rows with the same open values are two visits; the next time, in the other order, both are known."""
    rows = [ROW, ROW | {"visitor_name": "李志强"}, ROW]
    taken = take(store, "visit", *rows)
    assert (taken.new, len(store.find(Visit))) == (3, 3)
    assert take(store, "visit", *reversed(rows)).new == 0
    assert take(store, "visit", *rows, ROW).new == 1


def test_corrected(ledger):
    """A corrected row is a new row, with a warning that names its place; its double is left to a person."""
    first = TRUTH["visit"][0]
    row = {k: v for k, v in first.items() if v != ""} | {"statement": "门诊慢特病认定材料不全"}
    taken = take(ledger, "visit", row)
    assert (taken.new, taken.same) == (1, 0)
    assert taken.warnings == ["表 第 2 行：已有同一天、同一人或同一事的一条，这一行另作一条录入，请核对是否重复"]
    duty = TRUTH["duty"][0] | {"place": "余吾镇"}
    assert take(ledger, "duty", duty).warnings != []
    assert take(ledger, "visit", ROW | {"received_at": "2026-10-15"}).warnings == []


def test_roster_differs(ledger):
    """A deputy row that differs from the roster changes nothing and is listed with what differs."""
    held = digest(ledger)
    row = TRUTH["deputy"][2] | {"phone": "13800000000", "group": "第9代表小组"}
    fewer_columns = {"name": "陈秀兰", "levels": "区"}
    taken = take(ledger, "deputy", row, fewer_columns)
    assert (taken.new, taken.same) == (0, 1)
    assert taken.differ == ["表 第 2 行 彭喆：与名册里的代表小组、联系电话不同，没有改动名册"]
    assert digest(ledger) == held


def test_namesakes(store):
    """Two deputies of one name are both kept; who was meant is never guessed, the name stays text and is listed."""
    visit = ROW | {"deputies": "王强、彭喆"}
    take(store, "visit", visit)
    taken = take(store, "deputy", {"name": "王强", "gender": "男"}, {"name": "王强", "gender": "女"}, {"name": "彭喆"})
    assert (taken.new, len(store.find(Deputy))) == (3, 3)
    deputies = store.find(Visit)[0].deputies
    assert deputies[0] == "王强"
    assert deputies[1] == store.find(Deputy, "name='彭喆'")[0].id
    later = take(store, "visit", visit | {"statement": "没电"})
    assert later.unmatched == {"王强": 1}
    assert take(store, "deputy", {"name": "王强", "gender": "男"}).same == 1


def test_unmatched(store):
    """A deputy named but not in the roster stays as text, is counted, and is matched when the roster comes."""
    taken = take(store, "visit", ROW | {"deputies": "彭喆"}, ROW | {"deputies": ["彭喆", "陈秀兰"]})
    assert taken.unmatched == {"彭喆": 2, "陈秀兰": 1}
    take(store, "deputy", {"name": "陈秀兰"}, {"name": "彭喆"})
    ids = {row.name: row.id for row in store.find(Deputy)}
    assert [row.deputies for row in store.find(Visit, order="number")] == [[ids["彭喆"]], [ids["彭喆"], ids["陈秀兰"]]]
    assert {row.lead_deputy for row in store.find(Issue)} == {ids["彭喆"]}
    assert take(store, "visit", ROW | {"deputies": "彭喆"}).unmatched == {}
    sound(store)


def test_dry_run(store):
    """A trial says what would happen and writes nothing."""
    held = digest(store)
    taken = take(store, "visit", ROW | {"deputies": "彭喆"}, ROW, dry_run=True)
    assert (taken.new, taken.same, taken.unmatched) == (2, 0, {"彭喆": 1})
    assert digest(store) == held
    take(store, "visit", ROW)
    held = digest(store)
    taken = take(store, "visit", ROW, ROW, dry_run=True)
    assert (taken.new, taken.same) == (1, 1)
    assert digest(store) == held


@pytest.mark.parametrize("noun", ["followup", "month", "note", "operator"])
def test_not_by_sheet(store, noun):
    """Facts and acts with rules of their own do not come by sheet."""
    with pytest.raises(NotAllowed, match="不能整表录入"):
        take(store, noun)


def test_all_or_nothing(store, monkeypatch):
    """When anything goes wrong at the last row, none of the others is there."""
    held = digest(store)
    plain, seen = add_visit, []

    def breaks(*args):
        seen.append(1)
        if len(seen) == 3:
            raise NotAllowed("断电了")
        plain(*args)

    monkeypatch.setattr(intake, "ADDED", {Visit: breaks})
    with pytest.raises(NotAllowed):
        take(store, "visit", *(ROW | {"party_size": n} for n in (1, 2, 3)))
    assert digest(store) == held
    assert store.find(Visit) == []


def test_one_act(store):
    """All rows of a sheet are one act."""
    before = {entry.body["act_id"] for entry in store.entries()}
    take(store, "visit", ROW, ROW | {"party_size": 2})
    assert len({entry.body["act_id"] for entry in store.entries()} - before) == 1


def test_other_kinds(store):
    """Issues and places come by sheet too: an issue waits, numbered, a place is listed once."""
    taken = take(store, "issue", {"registered_at": "2026-10-12", "statement": "桥裂了", "raised_by": "高建国"})
    (issue,) = store.find(Issue)
    assert (taken.new, issue.state, issue.kind, issue.urgency) == (1, "待处理", "群众意见", "正常")
    assert issue.number == "140405102-2026-Y0001"
    place = {"name": "东街联络点", "level": "点", "parent": "渔泽镇人大代表联络站"}
    assert [take(store, "place", place).new, take(store, "place", place).new] == [1, 0]
    assert take(store, "place", place | {"code": ""}).same == 1


def test_district_takes_no_visits(tmp_path):
    """A district registers no receptions: they belong to their stations."""
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        with pytest.raises(NotAllowed):
            take(store, "visit", ROW)
        assert take(store, "deputy", {"name": "彭喆"}).new == 1


def test_an_issue_taken_back_and_read_again(store):
    """Of an issue the reason stands in its own 作废: what 撤销 took back comes again, what was voided for a reason stays voided."""
    row = {"registered_at": "2026-10-07", "kind": "群众意见", "statement": "路灯不亮", "raised_by": "王秀英"}
    for reason, expected in ((REASON, (1, 1, 0, 0)), ("重复", (0, 0, 1, 1))):
        take(store, "issue", row)
        (issue,) = store.find(Issue)
        with acting(store, "void") as act:
            void_issue(act, issue, reason)
        taken = take(store, "issue", row)
        assert (taken.new, taken.back, taken.same, taken.voided) == expected

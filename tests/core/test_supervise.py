"""What the records of 任后监督 share: what only steps write, changes checked whole, taken back, found, listed by any column; a package
that brings what a district keeps to itself is refused."""

import sqlite3
from contextlib import closing

import pytest

from lianluozhan import appraisal, clock, columns, commitment, undo
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import Ballot
from lianluozhan.commitment import Commitment
from lianluozhan.errors import BadInput, NotAllowed, NotFound, Outside
from lianluozhan.meeting import Meeting
from lianluozhan.named import record_of
from lianluozhan.official import Official, Tenure
from lianluozhan.package.merge import merge
from lianluozhan.search import condition
from lianluozhan.spread import Asked, page
from lianluozhan.supervise import ADDED, CHECKED, RECORDS
from tests.station import digest, empty, opened, run, sound, take


@pytest.fixture
def store(tmp_path):
    """A district with one of each, and a ballot of the appraisal."""
    clock.set_today("2026-11-03")
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        take(
            store,
            "meeting",
            {
                "body": "常委会会议",
                "term": "第七届",
                "session": "第三十次",
                "date": "2026-02-26",
                "members": 25,
                "present": 23,
            },
        )
        take(
            store,
            "official",
            {"name": "李法言", "kind": "法院", "phone": "13800000000"},
            {"name": "王守成", "kind": "政府组成人员"},
        )
        take(
            store,
            "tenure",
            {
                "official": "李法言",
                "what": "任命",
                "office": "区人民法院审判员",
                "meeting": "第七届人大常委会第三十次会议",
                "yes": 22,
            },
        )
        take(
            store,
            "commitment",
            *(
                {"official": "李法言", "item": item, "measure": "月月清", "due_on": day}
                for item, day in (("甲", "2026-12-20"), ("乙", "2026-10-01"), ("丙", "2026-11-05"))
            ),
        )
        take(store, "appraisal", {"official": "李法言", "kind": "两员履职评议", "date": "2026-10-20"})
        yield store
    clock.set_today(None)


def the(store, cls):
    """The first of a kind."""
    return store.find(cls, limit=1)[0]


def voted(store):
    """Said, and a ballot registered."""
    with acting(store, "appraisal") as act:
        appraisal.say(act, the(store, Appraisal), "好")
    with acting(store, "appraisal") as act:
        appraisal.vote(act, the(store, Appraisal))
    return store.find(Ballot)[0]


def test_the_tables_name_what_there_is():
    """Each kind is added here."""
    assert set(ADDED) == set(RECORDS) and set(CHECKED) <= set(RECORDS)


def test_changed_whole(store):
    """A change is checked with what stands beside it; a field alone cannot make the record one that cannot be; nothing is written then."""
    before = digest(store)
    for cls, typed, refused, why in (
        (Tenure, {"yes": "24"}, BadInput, "合计 24 票"),
        (Tenure, {"meeting": "没开的会"}, NotFound, "没有登记“没开的会”"),
        (Tenure, {"official": "赵无"}, NotFound, "没有“赵无”"),
        (Meeting, {"until": "2026-02-01"}, BadInput, "还早"),
        (Meeting, {"date": ""}, BadInput, "日期不能空着"),
        (Appraisal, {"kind": "年中评议", "year": "今年"}, BadInput, "四位数字"),
        (Appraisal, {"demands": "改，2026-02-30"}, BadInput, "里没有“2026-02-30”这一天"),
        (Appraisal, {"ballot": "P0001"}, NotAllowed, "一步一步记下的"),
        (Commitment, {"official": ""}, BadInput, "承诺人不能空着"),
    ):
        with pytest.raises(refused, match=why), acting(store, "amend") as act:
            amend(act, the(store, cls), typed, "改")
    assert digest(store) == before
    with acting(store, "amend") as act:
        amend(act, the(store, Tenure), {"no": "1"}, "补上")
    assert (the(store, Tenure).no, the(store, Tenure).result) == (1, "通过")
    sound(store)


def test_taken_back(store):
    """The last step is undone, and what it led to with it: the ballot goes from the appraisal, a judged promise is open again."""
    voted(store)
    with acting(store, undo.VERB) as act:
        undo.undo(act)
    assert store.find(Ballot) == [] and the(store, Appraisal).ballot is None
    with acting(store, "commitment") as act:
        commitment.judge(act, the(store, Commitment), "已兑现")
    with acting(store, undo.VERB) as act:
        undo.undo(act)
    assert the(store, Commitment).state == "履行中"
    sound(store)


def test_found(store):
    """By the name of who it is about, by words, by the number and its end."""
    for cls, words in (
        (Tenure, "李法言"),
        (Tenure, "审判员"),
        (Commitment, "月月清"),
        (Meeting, "第三十次"),
        (Appraisal, "李法言"),
    ):
        sql, params = condition(store, cls, words, {})
        assert store.find(cls, sql, params), (cls, words)
    assert record_of(store, "R0001").office == "区人民法院审判员" and record_of(store, "s1").noun == "appraisal"
    sql, params = condition(store, Commitment, "", {"承诺人": "李法言", "完成期限": "2026-12"})
    assert [one.item for one in store.find(Commitment, sql, params)] == ["甲"]


def test_listed_by_any_column(store):
    """By the light too: red before yellow before green; by who it is about; by the ballot that is referred to."""
    by_light = page(store, Asked("commitment", ("item", "light"), order="light"))
    assert [list(line.cells) for line in by_light.lines] == [["乙", "红"], ["丙", "黄"], ["甲", "绿"]]
    voted(store)
    for cls in RECORDS:
        for name, column in columns.possible(cls).items():
            if column.sql:
                assert page(store, Asked(cls.noun, (name,), order=name)).lines, (cls, name)


def test_who_refers_to_whom(store):
    """A ballot of an official is of the one who is registered; of anybody else the name stays as it was typed."""
    take(
        store,
        "ballot",
        {"kind": "履职评议", "official": "王守成", "date": "2026-10-20"},
        {"kind": "履职评议", "official": "赵无", "date": "2026-10-20"},
    )
    known = store.find(Official, "name='王守成'")[0].id
    assert [one.official for one in store.find(Ballot, order="number")] == [known, "赵无"]
    take(store, "official", {"name": "赵无", "kind": "其他"})
    assert store.find(Ballot, order="number")[1].official == store.find(Official, "name='赵无'")[0].id
    sound(store)


def test_a_forced_package_is_refused(store, tmp_path):
    """Whoever brings a station the district's inner stream brings nothing: it is refused whole, and says with what to do."""
    inner = [
        entry
        for entry in store.entries("world=? ORDER BY stream, seq", (store.identity.world,))
        if store.opens[entry.stream]["scope"] == "inner"
    ]
    assert {entry.body["kind"] for entry in inner} >= {cls.noun for cls in RECORDS}
    with opened(empty(tmp_path / "站")) as station:
        before = digest(station)
        with pytest.raises(Outside, match="不该带出来的日志"):
            merge(station, inner, sender="district")
        assert digest(station) == before and station.find(Official) == []


def test_published_without_phones(store, tmp_path):
    """Among the tables for other programs they stand under their labels, without what is private."""
    path = store.path.parent
    file = tmp_path / "汇总.db"
    store.close()
    assert run("publish", "--to", file, "--data", path).code == 0
    with closing(sqlite3.connect(file)) as database:
        assert database.execute('SELECT "姓名", "现任职务" FROM "任命人员" ORDER BY 1').fetchall() == [
            ("李法言", "区人民法院审判员"),
            ("王守成", None),
        ]
    assert b"13800000000" not in file.read_bytes()

"""Who saw what of a person: written once where it would flood, never lost, never carried away, read by the 站长 alone."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest

from lianluozhan import access, looked, vault
from lianluozhan.act import LOCAL, acting
from lianluozhan.doubt import missing
from lianluozhan.errors import FolderProblem, NotAllowed, NotFound
from lianluozhan.looked import EXPORTED, PRINTED, SEEN, look, looks
from lianluozhan.operator import add_operator
from lianluozhan.package import unsent
from lianluozhan.readable import readable
from lianluozhan.undo import VERB, last_act, undo
from lianluozhan.visit import Visit
from tests.core import desk
from tests.station import run


@dataclass(frozen=True)
class Imprinted:
    """What some paper is made from."""

    rows: list
    words: str


HEAD, WORD, OTHER = "李建国", "Denglong-97", "Xiushan-42"


@pytest.fixture
def seen(station):
    """An open folder with two visits of two people."""
    with desk.opened(station) as store:
        ids = [desk.receive(store, visitor_name=name) for name in ("王秀英", "赵㛃")]
        yield store, *ids


def told(store, **narrowed):
    """The looks as (who, way, what, how many records)."""
    return [(one.operator, one.way, one.what, len(one.records)) for one in looks(store, **narrowed)]


def test_once_a_day(seen):
    """Who sees a record again the same day adds no line; another person, another record and another day do."""
    store, one, other = seen
    assert looked.looked(store, SEEN, "接待", {"visit": [one]}, operator="赵敏")
    assert not looked.looked(store, SEEN, "接待", {"visit": [one]}, operator="赵敏")
    assert looked.looked(store, SEEN, "接待", {"visit": [one]}, operator="孙丽")
    assert looked.looked(store, SEEN, "接待", {"visit": [other]}, operator="赵敏")
    assert told(store) == [("赵敏", "看", "接待", 1), ("孙丽", "看", "接待", 1), ("赵敏", "看", "接待", 1)]


def test_tomorrow_again(seen, monkeypatch):
    """The next day it is a look again."""
    store, one, _other = seen
    looked.looked(store, SEEN, "接待", {"visit": [one]})
    monkeypatch.setattr(looked.clock, "now", lambda: "2099-01-01T00:00:00.000Z")
    assert looked.looked(store, SEEN, "接待", {"visit": [one]})
    assert [one.at[:10] for one in looks(store, day="2099-01")] == ["2099-01-01"]


def test_what_leaves_every_time(seen):
    """What is printed or carried away is written each time, with why where it was asked; a paper of nobody too."""
    store, one, other = seen
    for _time in range(2):
        looked.looked(store, PRINTED, "接待登记表", {"visit": [one]})
    looked.looked(store, EXPORTED, "接待.xlsx", {"visit": [one, other, one]}, "市人大调阅")
    looked.looked(store, PRINTED, "回告电话单", {})
    assert [(way, count) for _who, way, _what, count in told(store)] == [("印", 0), ("导出", 2), ("印", 1), ("印", 1)]
    assert [one.reason for one in looks(store)] == ["", "市人大调阅", "", ""]


def test_very_many(seen):
    """Of a list of thousands every record is named, in entries that an entry may be."""
    store, one, _other = seen
    ids = [f"{one[:-12]}{n:012x}" for n in range(1201)]
    looked.looked(store, EXPORTED, "接待.xlsx", {"visit": ids})
    assert sorted(len(one.records) for one in looks(store)) == [201, 500, 500]
    assert {id for one in looks(store) for _kind, id in one.records} == set(ids)
    assert len(list(looks(store, about={("visit", ids[1200])}))) == 1


def test_of_whom(seen):
    """Narrowed to a person, a record, a day, who looked; a look at everything is one at each."""
    store, one, other = seen
    looked.looked(store, SEEN, "接待", {"visit": [one]}, operator="孙丽")
    looked.looked(store, PRINTED, "接待登记表", {"visit": [other]}, operator="赵敏")
    looked.looked(store, looked.PUBLISHED, "汇总.db", {"visit": 2, "issue": 0}, "调阅", "赵敏")
    assert told(store, operator="孙丽") == [("孙丽", "看", "接待", 1)]
    assert [way for _who, way, *_rest in told(store, about=looked.meant(store, "王秀英"))] == ["发布", "看"]
    number = store.get(store.schema.records["visit"], (store.identity.world, other)).number
    assert [way for _who, way, *_rest in told(store, about=looked.meant(store, record=number))] == ["发布", "印"]
    assert looked.meant(store, "王秀英", number) == set() and told(store, day="1999-01-01") == []
    with pytest.raises(NotFound):
        looked.meant(store, record="J9999")


def test_in_words(seen):
    """A line names records by number and masked name, never whole; of many the first and how many."""
    store, one, other = seen
    looked.looked(store, SEEN, "接待", {"visit": [one]})
    looked.looked(
        store,
        EXPORTED,
        "接待.xlsx",
        {"visit": [one, other, *("01234567-0123-7123-8123-0123456789ab", "01234567-0123-7123-8123-0123456789ac")]},
    )
    looked.looked(store, looked.PUBLISHED, "汇总.db", {"visit": 2})
    whole, many, single = [of for _look, of in looked.lines(store, looks(store))]
    assert whole == "全部接待 2 条" and single == "接待 J0001 王*英"
    assert many == "接待 J0001 王*英、接待 J0002 赵*、01234567-0123-7123-8123-0123456789ab 等 4 条"
    assert "王秀英" not in f"{list(store.db.execute('SELECT data FROM entry WHERE kind=?', ('look',)))}"


def test_it_never_leaves(seen):
    """It stands in the local stream, which no package takes along, be it a full one."""
    store, one, _other = seen
    looked.looked(store, SEEN, "接待", {"visit": [one]})
    (entry,) = store.entries("kind='look'")
    assert entry.body["world"] == LOCAL
    for full in (False, True):
        assert entry.stream not in unsent.selected(store, store.identity.world, "district", full=full)
        assert entry.stream not in unsent.selected(store, store.identity.world, "station", full=full)


def test_no_undo(seen):
    """撤销 takes back what a person did before it, never that they looked."""
    store, one, other = seen
    looked.looked(store, SEEN, "接待", {"visit": [one]})
    assert last_act(store).verb == "add_visit"
    with acting(store, VERB) as act:
        undo(act)
    assert told(store) and store.get(store.schema.records["visit"], (store.identity.world, other)).voided


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET data=replace(data, '孙丽', '赵敏') WHERE kind='look'",
        "DELETE FROM entry WHERE kind='look' AND seq=(SELECT min(seq) FROM entry WHERE kind='look')",
    ],
)
def test_nobody_edits_it_unseen(station, sql):
    """A line somebody changed, or took out of the middle, is found by `check`."""
    with desk.opened(station) as store:
        ids = [desk.receive(store) for _n in range(3)]
        for id in ids:
            looked.looked(store, SEEN, "接待", {"visit": [id]}, operator="孙丽")
    assert not desk.found(station)
    with closing(sqlite3.connect(station / "station.db")) as file, file:
        assert file.execute(sql).rowcount
    assert any("日志" in finding.part for finding in desk.found(station))


def test_the_last_line_taken_out(station):
    """The newest line taken out is missed when the folder is opened next."""
    with desk.opened(station) as store:
        looked.looked(store, SEEN, "接待", {"visit": [desk.receive(store)]})
        looked.looked(store, PRINTED, "接待登记表", {})
    with closing(sqlite3.connect(station / "station.db")) as file, file:
        file.execute("DELETE FROM entry WHERE rowid=(SELECT max(rowid) FROM entry WHERE kind='look')")
    with desk.opened(station) as store:
        assert missing(store) == 1


def test_only_to_be_looked_at(station):
    """Where the folder is only read the look waits beside it; where not even that can be written nobody looks: it is refused in words."""
    with desk.opened(station) as store:
        id = desk.receive(store)
    with desk.opened(station, write=False) as store:
        assert looked.looked(store, PRINTED, "接待登记表", {"visit": [id]}, "调阅", "赵敏")
        (one,) = looks(store)
        assert (one.way, one.records, one.reason, one.operator) == (PRINTED, (("visit", id),), "调阅", "赵敏")
    with (station / looked.WAITING).open("a", encoding="utf-8") as file:
        file.write('["印", "半截')  # a power cut
    with desk.opened(station) as store:
        looked.take_up(store)
        assert list(looks(store)) == [one] and not list(station.glob("looks.*"))
    (station / looked.WAITING).mkdir()
    with desk.opened(station, write=False) as store, pytest.raises(FolderProblem):
        looked.looked(store, SEEN, "接待", {"visit": [id]})


def test_a_reader_looks_too(station):
    """Who may only read is written down like anybody."""
    with desk.opened(station) as store:
        id = desk.receive(store)
        with acting(store, "operator") as act:
            add_operator(act, "周萍", "只读")
        with acting(store, "look", "周萍") as act:
            assert look(act, SEEN, "接待", {"visit": [id]})
        assert told(store, operator="周萍")


@pytest.mark.usefixtures("cheap")
def test_who_reads_it(station):
    """A lone clerk without a password reads it; with passwords the 站长 does, and nobody else where there is one."""
    with desk.opened(station) as store:
        with acting(store, "operator") as act:
            add_operator(act, HEAD, "站长")
            add_operator(act, "周萍", "只读")
        assert looked.may_read(store) and looked.may_read(store, HEAD) and not looked.may_read(store, "周萍")
    access.protect(station, desk.CLERK, WORD)
    with desk.opened(station) as store:
        assert looked.may_read(store), "nobody who has a password is 站长"
    access.admit(station, HEAD, OTHER)
    with desk.opened(station) as store:
        assert looked.may_read(store, HEAD) and not looked.may_read(store) and not looked.may_read(store, "周萍")
    vault.lock(station)


def test_refused_in_words():
    """Who is refused is told who reads it."""
    with pytest.raises(NotAllowed, match="“谁看过”只有站长能看，赵敏不是站长"):
        raise looked.refusal("赵敏")


# -- the command


def test_the_command(station):
    """looks: the newest first, narrowed, as lines or JSON; refused to who may only read."""
    with desk.opened(station) as store:
        one, other = desk.receive(store), desk.receive(store, visitor_name="赵㛃")
        with acting(store, "operator") as act:
            add_operator(act, "周萍", "只读")
        looked.looked(store, SEEN, "接待", {"visit": [one]})
        looked.looked(store, PRINTED, "接待登记表", {"visit": [other]}, operator="周萍")
    lines = run("looks", "--data", station).out.splitlines()
    assert lines[0].split() == ["时间", "谁", "怎么", "看的什么", "记录", "原因"]
    assert lines[1].split()[2:] == ["周萍", "印", "接待登记表", "接待", "J0002", "赵*"] and len(lines) == 3
    assert [one["what"] for one in run("looks", "--person", "王秀英", "--json", "--data", station).data] == ["接待"]
    hers = run("looks", "--by", "周萍", "--limit", "1", "--json", "--data", station).data
    assert [one["way"] for one in hers] == ["印"]
    refused = run("looks", "--operator", "周萍", "--data", station)
    assert refused.code == 1 and "只有站长能看" in refused.err and not refused.out


def test_whom_a_paper_shows(seen):
    """Of what a paper is made from, every visit and issue that stands anywhere in it, once; who is in office is not counted."""
    store, one, other = seen
    rows = readable(store, Visit, store.find(Visit, order="number"))
    data = [
        rows[0],
        {"visits": (rows[1], rows[0])},
        Imprinted([{"id": "i1", "raised_by": None, "title": "x"}], "words"),
        {"id": "d1", "name": "陈秀兰"},
    ]
    assert looked.within(data) == {"visit": [one, other], "issue": ["i1"]}
    assert looked.within(store.find(Visit, order="number")) == {"visit": [one, other]} and looked.within("words") == {}

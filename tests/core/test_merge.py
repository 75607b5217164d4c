"""Taking a package in: what is refused and why, what it leaves behind, and that nothing happens by halves."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lianluozhan import act, attachment, folder
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.driver import connect
from lianluozhan.errors import Damaged, Fork, Gap, Outside, WrongReceiver
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.journal import ZERO, digest, read, seal
from lianluozhan.package.manifest import Party
from lianluozhan.package.merge import merge, receive
from lianluozhan.package.read import Package, read as read_package
from lianluozhan.package.unsent import selected
from lianluozhan.package.write import Recipients, Sending, export
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store
from lianluozhan.vault import Keys

TOWN, OTHER, DISTRICT = "140405102", "140405103", "140405"
ROOT = Path(__file__).parents[2]


class Desk:
    """One folder with its keys."""

    def __init__(self, path: Path, world: str):
        role = "district" if world == DISTRICT else "station"
        self.keys, self.world, self.role = Keys.make(), world, role
        self.store = Store(path, SCHEMA, Identity(role, world, f"{world}号", self.keys.public()))

    def party(self):
        """How others address it."""
        return Party(self.role, self.world, f"{self.world}号", self.keys.public())

    def write(self, id, cls=Issue, world=None, **values):
        """Save a form."""
        with acting(self.store, "edit", "赵敏") as made:
            made.write(cls, id, values, world)
        return next(self.store.entries("1 ORDER BY rowid DESC LIMIT 1"))

    def sent(self, to="district", world=None, **how):
        """The entries a package would hold, those of our own streams last."""
        firsts = selected(self.store, world or self.world, to, **how)
        ordered = sorted(firsts.items(), key=lambda item: item[0] in act.own(self.store).values())
        return [e for s, first in ordered for e in self.store.entries("stream=? AND seq>=? ORDER BY seq", (s, first))]

    def everything(self):
        """All that lies in the file, to see that nothing changed."""
        tables = ("entry", "setting", "conflict", "search", "numbered", *SCHEMA.records)
        return {name: sorted(map(repr, self.store.rows(f'SELECT * FROM "{name}"'))) for name in tables}


@pytest.fixture
def town(tmp_path):
    """A station with one issue that was reported up."""
    desk = Desk(tmp_path / "town.db", TOWN)
    desk.write("issue-1", registered_at="2026-10-07", statement="路灯不亮", title="路灯", kind="群众意见")
    desk.write("fact-1", Followup, issue="issue-1", action="报区", acted_on="2026-10-07", organ="住建局", reason="权限")
    yield desk
    desk.store.close()


@pytest.fixture
def district(tmp_path):
    """The district's folder."""
    desk = Desk(tmp_path / "district.db", DISTRICT)
    yield desk
    desk.store.close()


@pytest.fixture
def other(tmp_path):
    """Another station of the same district."""
    desk = Desk(tmp_path / "other.db", OTHER)
    yield desk
    desk.store.close()


def refused(desk, entries, error):
    """The entries are refused with this error, and nothing in the file changed."""
    before = desk.everything()
    with pytest.raises(error) as caught:
        merge(desk.store, entries)
    assert desk.everything() == before
    assert caught.value.then, "a refusal says what to do next"
    return str(caught.value)


def lengthened(entries, **body):
    """The entries and one more in the stream of the last, as its own writer would have made it."""
    last = entries[-1]
    made = {**last.body, "seq": last.seq + 1, "prev": last.hash, "end": True, "id": new_id(), **body}
    made.pop("private", None)
    return [*entries, seal({k: v for k, v in made.items() if v is not None}, {})]


def opened_by(**opening):
    """Makes a stream's first entry, as a folder would."""

    def make(desk, world, scope):
        values = {
            "role": desk.role,
            "scope": scope,
            "name": "某站",
            "code": desk.world,
            "keys": desk.keys.public(),
            "program": "0.1.0",
            "format": 1,
            "series": "",
            "heads": {},
        }
        stream = "ab" * 8
        body = {"world": world, "stream": stream, "act": "open", "act_id": new_id(), "at": "2026-10-07T00:00:00.000Z"}
        body |= {
            "operator": "",
            "kind": "open",
            "id": stream,
            "set": values | opening,
            "seq": 1,
            "prev": ZERO,
            "end": True,
        }
        return [seal(body, {})]

    return make


# ---- what comes in -----------------------------------------------------------------------------------------------


def test_everything_arrives(town, district):
    """The district has the records and the state the station has, and one entry that says so."""
    report = merge(district.store, town.sent())
    assert (report.new, report.filled, report.same, report.conflicts, report.unknown) == (3, 0, 0, 0, 0)
    assert report.changed == {"issue", "followup"}
    mine, theirs = (desk.store.get(Issue, (TOWN, "issue-1")) for desk in (town, district))
    assert theirs.data == mine.data
    assert theirs.state == "待区处理"
    (imported,) = district.store.entries("kind='import'")
    (stream,) = act.own(town.store).values()
    seq, hash = town.store.head(stream)
    assert imported.heads == {stream: [seq, seq, hash]}
    assert imported.body["world"] == TOWN


def test_twice_changes_nothing(town, district):
    """The same package again is the same file again, to the last setting."""
    merge(district.store, town.sent())
    before = district.everything()
    report = merge(district.store, town.sent())
    assert (report.new, report.same, report.changed) == (0, 3, frozenset())
    assert district.everything() == before


def test_receipts_come_to_an_end(town, district):
    """An import entry is not answered by another one for ever."""
    merge(district.store, town.sent())
    assert merge(town.store, district.sent("station", TOWN, full=False)).new == 2  # the district's open and import
    answer = merge(district.store, town.sent(full=False))
    assert answer.new == 1
    (last,) = district.store.entries("world=? ORDER BY rowid DESC LIMIT 1", (TOWN,))
    assert last.body["kind"] == "import"
    assert merge(district.store, town.sent(full=False)).new == 0  # what nobody confirmed is sent again, and known
    assert merge(town.store, district.sent("station", TOWN, full=False)).new == 0


def test_only_what_is_not_held(town, district):
    """After a receipt, only later entries travel; without one, all do."""
    merge(district.store, town.sent())
    assert len(town.sent(full=False)) == 3
    merge(town.store, district.sent("station", TOWN))
    town.write("issue-1", title="路灯两盏")
    assert [e.body["kind"] for e in town.sent(full=False)] == ["import", "issue"]
    assert len(town.sent(full=True)) == 5 + 2


def test_masked_first_full_later(town, district):
    """A masked package brings no private part; a full one fills them in, once."""
    masked = [read(e.data, None) for e in town.sent(masked=True)]
    assert merge(district.store, masked).filled == 0
    assert district.store.get(Issue, (TOWN, "issue-1")).statement is None
    merge(town.store, district.sent("station", TOWN))
    assert [e.seq for e in town.sent(full=False, masked=True) if e.body["kind"] != "import"] == []
    rest = town.sent(full=False)
    assert merge(district.store, rest).filled == 2
    assert district.store.get(Issue, (TOWN, "issue-1")).statement == "路灯不亮"
    assert merge(district.store, rest).filled == 0


def test_erased_is_not_filled_again(town, district):
    """An old package does not bring back what was erased since, nor does it count as news."""
    old = town.sent()
    merge(district.store, old)
    with acting(town.store, "erase", "赵敏") as made:
        made.record("erase", "issue-1", {"of": "issue"})
    merge(district.store, town.sent())
    words = "SELECT count(*) FROM entry WHERE id='issue-1' AND private IS NOT NULL"
    assert [desk.store.get(Issue, (TOWN, "issue-1")).statement for desk in (town, district)] == [None, None]
    # There, until a person confirms.
    assert [desk.store.db.execute(words).fetchone()[0] for desk in (town, district)] == [0, 1]
    for confirmed in (False, True):
        if confirmed:
            with acting(district.store, "erase", "区经办人") as made:
                made.record("erased", "issue-1", {"of": "issue"}, TOWN)
            assert district.store.db.execute(words).fetchone() == (0,)
        before = district.everything()
        report = merge(district.store, old)
        assert (report.new, report.filled) == (0, 0)
        assert district.everything() == before


def test_newer_kinds_are_kept_and_passed_on(town, district, tmp_path):
    """What only a newer program knows is kept, counted and forwarded as it came."""
    entries = lengthened(town.sent(), kind="hologram", set={"colour": "红"})
    entries = lengthened(entries, kind="issue", id="issue-1", set={"mood": "好"})
    assert merge(district.store, entries).unknown == 1
    second = Desk(tmp_path / "second.db", TOWN)
    second.keys = town.keys
    second.store.identity = replace(second.store.identity, keys=town.keys.public())
    merge(second.store, district.sent("station", TOWN))
    assert [e.data for e in second.store.entries("kind='hologram'")] == [entries[-2].data]
    second.store.close()


def test_common_reaches_every_station(town, other, district):
    """What the district keeps for all goes to each station; what it notes on one station's records only there."""
    district.write("deputy-1", Deputy, name="单俊峰")
    merge(district.store, town.sent())
    for desk in (town, other):
        merge(desk.store, district.sent("station", desk.world))
        assert desk.store.get(Deputy, (DISTRICT, "deputy-1")).name == "单俊峰"
    assert {world for (world,) in other.store.db.execute("SELECT DISTINCT world FROM entry")} == {OTHER, DISTRICT}
    merge(district.store, other.sent())
    assert district.sent("station", OTHER, full=False) != []
    merge(other.store, district.sent("station", OTHER, full=False))
    merge(district.store, other.sent(full=False))
    assert not [e for e in district.sent("station", OTHER, full=False) if e.body["world"] == DISTRICT]


def test_inner_stays_inside(district, town):
    """What the district keeps to itself never leaves, and is not named to those who may not hold it."""
    district.write("meeting-issue", Issue, kind="审议意见", registered_at="2026-10-07")
    district.write("deputy-1", Deputy, name="单俊峰")
    sent = district.sent("station", TOWN)
    assert {e.body["kind"] for e in sent} == {"open", "deputy"}
    assert merge(town.store, sent).new == 2


# ---- what is refused ---------------------------------------------------------------------------------------------


def test_gap(town, district):
    """A package that begins after what is held is refused, and says what helps."""
    told = refused(district, town.sent()[1:], Gap)
    assert "全量导出" in told


def test_head_not_held(town, district):
    """Its writer had seen something that is neither here nor in the package."""
    merge(district.store, town.sent())
    merge(town.store, district.sent("station", TOWN))
    fresh = [e for e in town.sent() if e.body["stream"] in act.own(town.store).values()]
    with district.store.transaction():
        district.store.db.execute("DELETE FROM entry WHERE stream NOT IN (?)", (fresh[0].stream,))
        district.store.rebuild()
    assert "全量导出" in refused(district, fresh, Gap)


def test_head_of_another_history(town, district):
    """Its writer had seen an entry of that place which is not the one that stands there here."""
    merge(district.store, town.sent())
    merge(town.store, district.sent("station", TOWN))
    (imported,) = town.store.entries("kind='import' AND stream=?", tuple(act.own(town.store).values()))
    heads = {stream: [seq, full, "f" * 64] for stream, (seq, full, _hash) in imported.heads.items()}
    refused(district, lengthened(town.sent(full=False), kind="import", set={"heads": heads}), Fork)


def test_fork(town, district):
    """Two histories under one name: a copy of the folder went on writing."""
    merge(district.store, town.sent())
    entries = town.sent()
    refused(district, lengthened(entries[:-1], id="another"), Fork)
    town.write("issue-1", title="甲")
    merge(district.store, town.sent())
    assert "分成了两股" in refused(district, lengthened(lengthened(entries, id="x"), id="y"), Fork)


def test_broken_chain(town, district):
    """Inside a package each entry names the one before it."""
    entries = town.sent()
    broken = lengthened(entries, prev="e" * 64)
    refused(district, lengthened(broken), Damaged)


def test_half_an_act(town, district):
    """An act comes in whole or not at all."""
    assert "一半" in refused(district, lengthened(town.sent(), end=None), Damaged)


def test_jumbled(town, district):
    """A stream's entries stand in their order, each once."""
    first, second, third = town.sent()
    refused(district, [first, third, second], Damaged)
    refused(district, [first, second, second, third], Damaged)


def test_second_open(town, district):
    """A stream is opened once, and keeps its world."""
    refused(district, lengthened(town.sent(), kind="open"), Outside)
    refused(district, lengthened(town.sent(), world=OTHER), Outside)


@pytest.mark.parametrize(
    "opening",
    [
        {"role": 1},
        {"keys": None},
        {"keys": {"sign": "00"}},
        {"scope": None},
        {"name": []},
        {"code": {}},
        {"continues": 1},
        {"continues": {}},
    ],
)
def test_open_that_says_nothing(district, town, opening):
    """A stream's first entry must say whose it is."""
    refused(district, opened_by(**opening)(town, TOWN, "station"), Damaged)


def test_first_entry_is_an_open(district, town):
    """A stream cannot begin in the middle."""
    (first, *_rest) = town.sent()
    body = {**first.body, "kind": "issue"}
    refused(district, [seal(body, {})], Outside)


@pytest.mark.parametrize(
    ("scope", "opening"),
    [
        ("local", {}),
        ("inner", {"role": "district", "code": DISTRICT}),
        ("facts", {"role": "station"}),
        ("station", {"code": OTHER}),
        ("station", {"role": "district"}),
        ("somewhere", {}),
    ],
)
def test_streams_that_do_not_travel(district, town, scope, opening):
    """Local and inner streams, and streams under another's name, are refused."""
    refused(district, opened_by(**opening)(town, TOWN, scope), Outside)


def test_another_district(town, tmp_path):
    """A station takes only its own district, a district only its own stations."""
    far = Desk(tmp_path / "far.db", "140502101")
    far.write("issue-9", title="远处")
    district = Desk(tmp_path / "near.db", DISTRICT)
    refused(district, far.sent(), WrongReceiver)
    refused(town, far.sent(), WrongReceiver)
    for desk in (far, district):
        desk.store.close()


def test_another_station(town, other):
    """A station has no business with another one's records."""
    refused(other, town.sent(), WrongReceiver)


def test_kinds_outside_the_matrix(town, district):
    """The district adds facts; fields of a station's record are the station's."""
    merge(district.store, town.sent())
    district.write("fact-2", Followup, TOWN, issue="issue-1", action="交办", acted_on="2026-10-08", organ="住建局")
    entries = district.sent("station", TOWN)
    refused(town, lengthened(entries, kind="issue", id="issue-1", set={"title": "改了"}), Outside)
    refused(town, lengthened(entries, kind="erase", id="issue-1", set={"of": "issue"}), Outside)
    assert merge(town.store, entries).new == 3


@pytest.mark.parametrize("word", ["回告", "close-it", "更正", "报区", "拆分"])
def test_actions_of_a_district(town, district, word):
    """Some follow-ups are the station's alone; one this program does not know is let through."""
    merge(district.store, town.sent())
    district.write("fact-2", Followup, TOWN, issue="issue-1", action=word, acted_on="2026-10-08")
    entries = district.sent("station", TOWN)
    if word == "close-it":
        assert merge(town.store, entries).new == 3
    else:
        refused(town, entries, Outside)


def test_other_sides_record(town, district):
    """Appending is free, rewriting the other side's fact is not."""
    merge(district.store, town.sent())
    district.write("fact-1", Followup, TOWN, issue="issue-1", action="批注", acted_on="2026-10-08")
    refused(town, district.sent("station", TOWN), Outside)


@pytest.mark.parametrize(
    "values",
    [{"people_affected": "三"}, {"people_affected": 2**63}, {"title": ["路灯"]}, {"title": 3}, {"sensitive": 1}],
)
def test_values_that_do_not_fit(town, district, values):
    """A value that is not of its field's kind does not come in; a field of a newer program may hold anything."""
    refused(district, lengthened(town.sent(), id="issue-1", kind="issue", set=values), Damaged)


def test_values_of_unknown_fields(town, district):
    """What a newer program keeps in a field we do not know is none of our business."""
    assert merge(district.store, lengthened(town.sent(), kind="issue", id="issue-1", set={"mood": [{"a": 1}]})).new == 4


def test_another_key(town, district, tmp_path):
    """A second folder under a station's name, with another key, is refused."""
    merge(district.store, town.sent())
    false = Desk(tmp_path / "false.db", TOWN)
    false.write("issue-7", title="冒名")
    assert "钥匙" in refused(district, false.sent(), Outside)
    false.store.close()


def test_a_district_under_another_code(town, tmp_path):
    """A station has one district: a second one with a code that begins alike is refused."""
    first = Desk(tmp_path / "first.db", DISTRICT)
    first.write("deputy-1", Deputy, name="单俊峰")
    merge(town.store, first.sent("station", TOWN))
    stream = opened_by(code=f"{DISTRICT}99", role="district", keys=Keys.make().public())(
        town, f"{DISTRICT}99", "common"
    )
    refused(town, stream, Outside)
    first.store.close()


# ---- copies ------------------------------------------------------------------------------------------------------


def test_a_copy_of_us_went_on(town, district, tmp_path):
    """A folder that meets later entries of its own stream is an old copy: they come in, and it begins a new stream."""
    town.store.db.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    town.write("issue-1", title="后来")
    merge(district.store, town.sent())
    copy = Store(tmp_path / "copy.db", SCHEMA, town.store.identity)
    (stream,) = act.own(copy).values()
    entries = district.sent("station", TOWN)
    merge(copy, entries)
    assert copy.get(Issue, (TOWN, "issue-1")).title == "后来"
    (fresh,) = act.own(copy).values()
    assert fresh != stream
    assert copy.opens[fresh]["continues"]["stream"] == stream
    assert copy.opens[fresh]["series"]
    copy.close()


def test_failure_leaves_memory_as_it_was(town, district, monkeypatch):
    """When the last step of an import fails, not even what is kept in memory has moved."""
    entries = town.sent()

    def fail(*args):
        raise RuntimeError("pulled")

    with monkeypatch.context() as patch:
        patch.setattr("lianluozhan.package.merge.heads", fail)
        with pytest.raises(RuntimeError):
            merge(district.store, entries)
    assert district.store.opens == {}
    assert merge(district.store, entries).new == 3


# ---- with the envelope -------------------------------------------------------------------------------------------


@pytest.fixture
def parcel(town, district, tmp_path):
    """A package from the station, opened at the district."""
    made = export(town.store, town.keys, tmp_path, Recipients((district.keys.public()["age"],)))
    return read_package(made.path, district.keys)


def test_receive(parcel, district, town):
    """A package with all its papers in order comes in."""
    assert receive(district.store, parcel, "区里").new == 3
    assert [e.body["operator"] for e in district.store.entries("kind='import'")] == ["区里"]


@pytest.mark.parametrize(
    "to",
    [
        Party("station", DISTRICT),
        Party("district", "140406"),
        Party("district", DISTRICT, "", {"sign": "0", "age": "1"}),
    ],
)
def test_readdressed(parcel, district, to):
    """A package for somebody else, or for our former key, is refused."""
    before = district.everything()
    with pytest.raises(WrongReceiver):
        receive(district.store, replace(parcel, manifest=replace(parcel.manifest, to=to)))
    assert district.everything() == before


def test_stream_signed_by_nobody(parcel, district):
    """Entries under a head that their writer did not sign are refused."""
    streams = {s: replace(span, signature="00" * 64) for s, span in parcel.manifest.streams.items()}
    with pytest.raises(Damaged):
        receive(district.store, replace(parcel, manifest=replace(parcel.manifest, streams=streams)))
    assert district.store.opens == {}


def test_sender_nobody_knows(parcel, district):
    """A package signed by a key that no stream of its sender names is refused."""
    sender = replace(parcel.manifest.sender, keys=Keys.make().public())
    with pytest.raises(Outside):
        receive(district.store, replace(parcel, manifest=replace(parcel.manifest, sender=sender)))


def test_signature_travels_on(town, district, tmp_path):
    """What the district passes on to the station's second PC carries the station's own signature."""
    lock = Recipients((district.keys.public()["age"], town.keys.public()["age"]))
    receive(district.store, read_package(export(town.store, town.keys, tmp_path, lock).path, district.keys))
    back = export(district.store, district.keys, tmp_path, lock, Sending(Party("station", TOWN)))
    second = Store(tmp_path / "second.db", SCHEMA, town.store.identity)
    assert receive(second, read_package(back.path, town.keys)).new == 5
    assert second.get(Issue, (TOWN, "issue-1")).statement == "路灯不亮"
    second.close()


def test_papers_before_their_entries(town, district, tmp_path):
    """Papers that arriving entries name are kept first; others, and those of erased records, are not."""
    kept = []
    papers = {digest(data): data for data in (b"photo", b"letter")}
    for number, name in enumerate(papers):
        town.write(f"issue-{number}", attachments=[{"digest": name, "name": "照片.jpg", "size": 5}])
    lock = Recipients((district.keys.public()["age"],))
    made = export(town.store, town.keys, tmp_path, lock, Sending(paper=papers.get))
    assert (made.papers, made.missing) == (2, ())
    parcel = read_package(made.path, district.keys)

    def keep(data):
        with closing(connect(district.store.path, readonly=True)) as disk:
            assert disk.execute("SELECT count(*) FROM entry").fetchone() == (0,)  # none of them is on the disk yet
        kept.append(data)

    stray = Package(parcel.manifest, parcel.entries, {**parcel.papers, digest(b"stray"): b"stray"})
    assert receive(district.store, stray, "", keep).papers == 2
    assert sorted(kept) == sorted(papers.values())
    with acting(town.store, "erase", "赵敏") as act_:
        act_.record("erase", "issue-0", {"of": "issue"})
    kept.clear()
    later = export(town.store, town.keys, tmp_path, lock, Sending(paper=papers.get))
    receive(district.store, read_package(later.path, district.keys), "", kept.append)
    assert kept == [b"letter"]


def test_papers_are_asked_for_by_name(town, district, tmp_path, monkeypatch):
    """However many a folder holds, no import lists it; what is here already is not kept again."""
    papers = {digest(data): data for data in (b"photo", b"letter")}
    town.write("issue-1", attachments=[{"digest": name, "name": "照片.jpg", "size": 5} for name in papers])
    lock = Recipients((district.keys.public()["age"],))
    made = export(town.store, town.keys, tmp_path, lock, Sending(paper=papers.get))
    here = district.store.path.parent
    attachment.keep(here, b"photo", 2025)
    monkeypatch.setattr(attachment, "within", None)
    parcel = read_package(made.path, district.keys)
    assert receive(district.store, parcel, "", lambda data: attachment.keep(here, data, 2026)).papers == 1
    assert [attachment.paper(here, name) for name in papers] == [b"photo", b"letter"]


def test_the_papers_that_stay_of_what_went_in_part(town, district, tmp_path):
    """Of an issue erased in part the papers written again afterwards come along, the erased one does not: to a district that hears
    of all of it at once."""
    papers = {digest(data): data for data in (b"hers", b"others")}
    hers, others = ({"digest": name, "name": "照片.jpg", "size": 5} for name in papers)
    town.write("issue-1", attachments=[hers, others])
    with acting(town.store, "erase", "赵敏") as act_:
        act_.record("erase", "issue-1", {"of": "issue"})
        act_.write(Issue, "issue-1", {"attachments": [others]})
    made = export(
        town.store, town.keys, tmp_path, Recipients((district.keys.public()["age"],)), Sending(paper=papers.get)
    )
    kept = []
    assert receive(district.store, read_package(made.path, district.keys), "", kept.append).papers == 1
    assert kept == [b"others"]
    assert district.store.get(Issue, (TOWN, "issue-1")).attachments == [others]


def test_a_paper_that_was_lost(town, district, tmp_path):
    """A file of papers that broke is made whole by the other side's full package, though nothing else of it is new."""
    papers = {digest(data): data for data in (b"photo", b"letter")}
    for number, name in enumerate(papers):
        town.write(f"issue-{number}", attachments=[{"digest": name, "name": "照片.jpg", "size": 5}])
    made = export(
        town.store, town.keys, tmp_path, Recipients((district.keys.public()["age"],)), Sending(paper=papers.get)
    )
    package, place = read_package(made.path, district.keys), district.store.path.parent
    keep = lambda data: attachment.keep(place, data, 2026)  # noqa: E731
    assert receive(district.store, package, "", keep).papers == 2
    again = receive(district.store, package, "", keep)
    assert (again.new, again.papers) == (0, 0)
    with attachment.written(place / "papers-2026.db") as lost:
        lost.execute("DELETE FROM paper WHERE digest=?", (digest(b"photo"),))
    healed = receive(district.store, package, "", keep)
    assert (healed.new, healed.papers) == (0, 1)
    assert attachment.paper(place, digest(b"photo")) == b"photo"


# ---- killed ------------------------------------------------------------------------------------------------------

CHILD = """
import sys
from pathlib import Path
from lianluozhan import folder
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import Keys
place, package, stop = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
with folder.opened(place, SCHEMA) as store:
    steps = 0
    def step():
        global steps
        steps += 1
        if steps == stop:
            import os, signal
            os.kill(os.getpid(), signal.SIGKILL)
    parcel = read(package, Keys.load(place / "keys.json"))
    store.db.conn.set_progress_handler(step, 50)
    receive(store, parcel, "区里")
    store.db.conn.set_progress_handler(None, 0)
print(steps)
"""


def test_killed_in_the_middle(tmp_path):
    """Killed at any moment of an import, the folder holds all of it or nothing, and goes on from there."""
    folder.make(tmp_path / "town", SCHEMA, "station", TOWN, "渔泽镇站")
    folder.make(tmp_path / "district", SCHEMA, "district", DISTRICT, "区人大")
    keys = Keys.load(tmp_path / "district" / "keys.json")
    with folder.opened(tmp_path / "town", SCHEMA) as store:
        with acting(store, "add", "赵敏") as made:
            for number in range(30):
                made.write(
                    Issue, new_id(), {"registered_at": "2026-10-07", "title": f"第{number}件", "statement": "路灯"}
                )
        parcel = export(
            store, Keys.load(tmp_path / "town" / "keys.json"), tmp_path, Recipients((keys.public()["age"],))
        )

    def child(stop):
        command = [sys.executable, "-c", CHILD, str(tmp_path / "district"), str(parcel.path), str(stop)]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )

    whole = {(0, 0, 0), (31 + 2, 30, 1)}  # entries and two of ours, issues, imports
    found = set()
    for stop in (1, 20, 80, 150, 250, 400, 10**9):
        done = child(stop)
        with folder.opened(tmp_path / "district", SCHEMA) as store:
            counts = tuple(
                store.db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
                for what in ("entry", "issue", "entry WHERE kind='import'")
            )
        assert counts in whole, done.stderr
        assert done.returncode in (-signal.SIGKILL, 0), done.stderr
        found.add(counts)
    assert found == whole

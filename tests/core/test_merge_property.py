"""The promise of the merge, on histories nobody would think of: real stores, the real door, sticks lost and repeated.

What a writer had seen is known here from what lay in its file when it wrote, not from the journal's own account of it:
by its acts, for an entry that is written again in another stream is still the same act. Everything is checked against
that: in each folder, for each field, what must be shown, flagged, kept and gone.
"""

import functools
import itertools
import json
import shutil
import tempfile
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from hypothesis import example, given, strategies as st

from lianluozhan import act, clock, journal, store, streams
from lianluozhan.act import acting
from lianluozhan.erased import awaiting, hidden
from lianluozhan.errors import Fork, Gap, NotAllowed, Outside, WrongReceiver
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package import enrol
from lianluozhan.package.keycard import Card, own_party
from lianluozhan.package.known import Known, office
from lianluozhan.package.manifest import ASK_OURS, Party
from lianluozhan.package.merge import Report, check_sender, merge
from lianluozhan.package.renew import hand_over, lost_by_us, met_anew, ours_again
from lianluozhan.package.unsent import selected
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store
from lianluozhan.vault import Keys
from tests.share import share

A, B, DISTRICT = "140405101", "140405102", "140405"
OPEN, SECRET = ("title", "location"), ("statement", "summary")
FIELDS = (*OPEN, *SECRET)
BY_STATION = ("报区", "交办", "签收", "答复", "改派", "办结", "重办", "退回", "延期", "作废", "撤回", "更新的动作")
BY_DISTRICT = ("交办", "签收", "答复", "改派", "办结", "重办", "退回", "催办", "批注")
POOL = [Keys.make() for _ in range(60)]  # the same ones for every history
FIRST = dict(zip((A, B, DISTRICT), POOL, strict=False))
FAR = 75 * 365 * 86_400_000  # milliseconds: a clock in the next century
KEY = "refused for its key"
THIRD = "refused for the key of one whose entries it passes on"
OURS = "refused for a key of the receiver's own, lost with what it wrote under it"
REFUSED = (KEY, THIRD, OURS)
SHARED = ("search", "conflict", "numbered")


@dataclass
class Write:
    """One write of one field as it happened: by which act, and which acts lay in the writer's file."""

    record: str
    field: str
    value: str | None
    act: str
    at: str  # no two are the same: what decides between writes that had not seen each other
    saw: frozenset
    masked: bool = False


@dataclass
class Node:
    """One PC: its file, its keys, its clock; the backup has the keys of its day."""

    world: str
    path: Path
    keys: Keys = None
    skew: int = 0
    backup: tuple[Path, Keys] | None = None
    store: Store = None

    @property
    def role(self):
        """Of the folder."""
        return "district" if self.world == DISTRICT else "station"

    def open(self):
        """Open the file."""
        self.keys = self.keys or FIRST[self.world]
        self.store = Store(self.path, SCHEMA, Identity(self.role, self.world, self.world, self.keys.public()))

    @property
    def party(self):
        """As the others know it."""
        return own_party(self.store)

    def acts(self, where="1"):
        """Which acts lie in its file."""
        return frozenset(
            act for (act,) in self.store.db.execute(f"SELECT json_extract(data, '$.act_id') FROM entry WHERE {where}")
        )


@dataclass
class History:
    """All PCs, all sticks lying about, and what happened."""

    folder: Path
    time: int = 0
    nodes: list = field(default_factory=list)
    bag: list = field(default_factory=list)
    writes: list = field(default_factory=list)
    erasings: list = field(default_factory=list)
    now: Node = None
    copied: bool = False  # a folder was copied and nobody noticed: two hands write one stream
    counter: itertools.count = field(default_factory=itertools.count)
    pool: list = field(default_factory=lambda: POOL[3:])

    def name(self, length=16):
        """A fresh name that is the same when the history is told again."""
        return f"{next(self.counter) * 2654435761 % 16**8:08x}".rjust(length, "0")

    def clock(self):
        """What the clock of the PC that acts shows."""
        self.time += 1
        shown = 1_800_000_000_000 + self.time + (self.now.skew if self.now else 0)
        return (
            clock.datetime.fromtimestamp(shown / 1000, clock.UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z")
        )

    def add(self, world, copy=None, keys=None):
        """One more PC, new or from the copy of a folder."""
        node = Node(world, self.folder / self.name(), keys)
        shutil.copy(copy or EMPTY[world], node.path)
        node.open()
        self.nodes.append(node)
        return node

    # -- what people do

    def write(self, node, record, values):
        """A form is saved on a station's PC."""
        with self.as_of(node, "edit") as made:
            made.write(Issue, record, values)
        entry = self.last(node)
        self.writes += [
            Write(record, name, value, entry.body["act_id"], entry.body["at"], self.before)
            for name, value in values.items()
        ]

    def fact(self, node, world, record, action):
        """A follow-up is entered, on a station's issue by either side."""
        values = {"issue": record, "action": action, "acted_on": "2026-10-09", "organ": self.name(), "reason": "如此"}
        with self.as_of(node, "follow") as made:
            made.write(Followup, self.name(36), values, world)

    def erase(self, node, record):
        """A station erases what identifies the person of a record."""
        with self.as_of(node, "erase") as made:
            made.record("erase", record, {"of": "issue"})
        self.erasings.append((record, self.last(node).body["act_id"]))

    def confirm(self, node):
        """A person at the district confirms what stations erased, as far as its packages told."""
        with self.as_of(node, "erased") as made:
            for one in awaiting(node.store):
                made.record("erased", one.id, {"of": one.noun}, one.world)

    def as_of(self, node, verb):
        """An act of this PC; remembers what lay in its file before."""
        self.now, self.before = node, node.acts()
        return acting(node.store, verb, "经办人")

    def last(self, node):
        """The entry written last."""
        return next(node.store.entries("1 ORDER BY rowid DESC LIMIT 1"))

    # -- keys

    def renew(self, node, fresh=None):
        """A new key by the old one's word; or the one another PC of the station has already."""
        fresh = fresh or self.pool.pop()
        with self.as_of(node, "renew") as made:
            hand_over(made, node.keys, Party(node.role, node.world, node.world, fresh.public()))
        node.keys = fresh
        node.store.identity = replace(node.store.identity, keys=fresh.public())

    def enrol(self, node, other):
        """A person compares the other office's card, and accepts it where nothing speaks against it."""
        card = Card(other.party)
        with suppress(NotAllowed):
            if enrol.weigh(node.store, card):
                with self.as_of(node, "enrol") as made:
                    enrol.accept(made, card.party)

    def meet_anew(self, node, other):
        """A person hears that the other office lost its key, and accepts its new card."""
        with self.as_of(node, "enrol") as made:
            met_anew(made, Card(other.party))

    def lose(self, node):
        """A station's only PC is gone with its key and every backup: it begins again, and its district is told."""
        node.store.close()
        shutil.copy(EMPTY[node.world], node.path)
        node.keys, node.backup = self.pool.pop(), None
        node.open()
        self.meet_anew(self.nodes[2], node)

    def mend_keys(self, node, other):
        """What the refusal says: a district's key never heard of is accepted by its card; one from before gives way to the key
        another PC of the station has, or else to a new one, and the other side is told."""
        theirs, who, mine = Known(other.store), office(node.party), node.keys.public()["sign"]
        heard = [opening["keys"] for opening in theirs.opens.values()] + [
            card.party.keys for _entry, card in theirs.cards.get(who, ())
        ]
        if node.role == "district" and mine not in [keys["sign"] for keys in heard]:
            self.meet_anew(other, node)
            return
        known = [Known(store).present(office(node.party)).keys for store in (other.store, node.store)]
        had = Known(node.store).line(office(node.party))
        held = next(
            (one.keys for one in self.nodes if one.keys.public() in known and one.keys.public()["sign"] not in had),
            None,
        )
        held = held or next(
            (one.keys for one in self.nodes if one.keys.public() == known[1] != node.keys.public()), None
        )
        self.renew(node, held)
        if held is None:
            self.meet_anew(other, node)

    def take_back(self, node, package):
        """A person compared the key a district lost: what it wrote under it is its own again."""
        lost = lost_by_us(node.store, package)
        with self.as_of(node, "enrol") as made:
            ours_again(made, lost)

    def agree(self, world):
        """Where PCs of one station took new keys apart they all take the one their district has for them."""
        present = Known(self.nodes[2].store).present(("station", world)).keys
        held = next((one.keys for one in self.nodes if one.keys.public() == present), None)
        for node in self.nodes if held else ():
            if node.world == world and present["sign"] not in Known(node.store).line(office(node.party)):
                self.renew(node, held)

    # -- sticks

    def export(self, node, world, role, masked=False, full=False):
        """What a package would hold, without its envelope."""
        self.now = node
        act.stand(node.store, world)
        firsts = selected(node.store, world, role, full=full, masked=masked)
        entries = [
            KNOWN(entry.data, None) if masked else entry
            for stream, first in firsts.items()
            for entry in node.store.entries("stream=? AND seq>=? ORDER BY seq", (stream, first))
        ]
        return SimpleNamespace(world=world, sender=node.role, role=role, entries=entries, party=node.party)

    def deliver(self, package, node):
        """The stick is put into this PC. Gives what was reported, None where it was refused."""
        if package.role != node.role:
            return None
        self.now = node
        if not package.entries:  # nothing that is not known there: sticks are at rest
            return Report()
        try:
            check_sender(node.store, package.party, package.entries)
        except Outside:
            return KEY
        try:
            return merge(node.store, package.entries, sender=package.sender)
        except (Gap, Fork, WrongReceiver):
            return None
        except Outside as problem:
            return OURS if problem.then == ASK_OURS else THIRD if package.sender == "district" else KEY

    def restore(self, node, copy, how):
        """A copy of a folder comes into use, as it recognises itself: its streams are left, the next write opens new ones."""
        node.store.close()
        shutil.copy(copy[0], node.path)
        node.keys = copy[1]
        node.open()
        mine = act.own(node.store)
        ends = {name: node.store.head(stream) for name, stream in mine.items()}
        left = {n: {"stream": mine[n], "seq": seq, "hash": hash, "how": how} for n, (seq, hash) in ends.items()}
        with node.store.transaction():
            node.store.set("left", json.dumps(json.loads(node.store.setting("left") or "{}") | left))
            node.store.set("own", "{}")

    def keep_copy(self, node):
        """A copy of the folder as it is now: its file and its keys."""
        copy = self.folder / self.name()
        node.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(node.path, copy)
        return copy, node.keys

    # -- sticks go round

    def round(self, masked=False):
        """Every station to the district, the district to every station; in full where something is missing."""
        district = self.nodes[2]
        for node in self.of("station"):
            self.carry(node, district, node.world, masked)
        for node in self.of("station"):
            self.carry(district, node, node.world, masked)

    def three_rounds(self, most=3):
        """Three, or fewer where a round moves nothing."""
        for _ in range(most):
            before = count(self)
            self.round()
            if count(self) == before:
                return

    def carry(self, sender, to, world, masked):
        """One stick from here to there."""
        full, apart = False, len({node.keys.public()["sign"] for node in self.nodes if node.world == to.world}) > 1
        for _ in range(5):  # as each refusal says: in full, with the right key
            package = self.export(sender, world, to.role, masked, full=full)
            told = self.deliver(package, to)
            if told is KEY:
                self.mend_keys(sender, to)
            elif told is OURS:
                self.take_back(to, package)
            elif told is THIRD and apart:
                self.agree(to.world)
            elif told is None and not full:
                full = True
            else:
                break
        taken = told not in (None, *REFUSED)
        waits = (self.copied and sender.role == "station") or (apart and told is THIRD)
        assert taken or waits, (
            "a branch of a copy waits for what the district sends, a PC for its station's to have one key"
        )

    def gather(self):
        """Three rounds of sticks; then every old one turns up again, and sticks go round once more.

        Where a folder was copied unnoticed an old stick may bring a branch that is refused as long as the other has not
        been written again: it is put in once more, until none of them moves anything.
        """
        self.three_rounds()
        for _ in range(4 if self.copied else 1):
            before = count(self)
            for package in self.bag:
                for node in self.nodes:
                    self.deliver(package, node)
            self.three_rounds()
            if count(self) == before:
                break
        held = self.nodes[2].acts()  # what was written after the backup and carried nowhere is lost
        self.writes = [write for write in self.writes if write.act in held]
        self.erasings = [(record, act) for record, act in self.erasings if act in held]
        known = frozenset().union(*(node.acts("private IS NOT NULL") for node in self.nodes))
        for write in self.writes:  # or only masked: then its words are lost with the file they were in
            write.masked = write.field in SECRET and write.act not in known

    def of(self, role):
        """The PCs of a role."""
        return [node for node in self.nodes if node.role == role]

    def holders(self, world):
        """The PCs that hold a station's world."""
        return [node for node in self.nodes if node.world in (world, DISTRICT)]


def tables(store, world):
    """All that is shown of a world."""
    names = (*SCHEMA.records, *SHARED)
    return {
        name: list(store.rows(f'SELECT * FROM "{name}" WHERE world=? ORDER BY 1, 2, 3, 4', (world,))) for name in names
    }


def count(history):
    """How many entries lie in all files together."""
    return sum(node.store.db.execute("SELECT count(*) FROM entry").fetchone()[0] for node in history.nodes)


def record_of(world, number):
    """The id of the n-th record of a station."""
    return f"{world}-{number}"


# ---- what must hold ----------------------------------------------------------------------------------------------


def standing(history):
    """{(record, field): its writes that nobody's erasing took away}."""
    by_field = defaultdict(list)
    for write in history.writes:
        gone = any(record == write.record and act not in write.saw for record, act in history.erasings)
        if write.field not in SECRET or not gone:
            by_field[write.record, write.field].append(write)
    return by_field


def check_shown_and_flagged(history):
    """A write that saw all others is shown; unseen by each other they are flagged, in every folder, and all kept."""
    for (record, name), writes in standing(history).items():
        last = [w for w in writes if not any(w.act in other.saw for other in writes)]
        shown = max(last, key=lambda w: w.at)
        values = {w.value for w in last if not w.masked}
        for node in history.holders(record.split("-")[0]):
            row = node.store.db.execute(f"SELECT {name} FROM issue WHERE id=?", (record,)).fetchone()
            kept = node.store.db.execute(
                "SELECT writes FROM conflict WHERE id=? AND field=?", (record, name)
            ).fetchone()
            if name == "voided":
                check_void(node, record, last, kept)
                continue
            assert row[0] == (None if shown.masked else shown.value)
            assert (kept is not None) == (len(values) > 1)
            if kept:
                assert {w["value"] for w in json.loads(kept[0]) if not w["masked"]} == values


def check_void(node, record, last, kept):
    """作废 wins over whatever had not seen it, and both sides of a quarrel about it are kept."""
    reasons = {w.value for w in last}
    voided = node.store.db.execute("SELECT voided FROM issue WHERE id=?", (record,)).fetchone()[0]
    assert bool(voided) or reasons == {None}
    if len(reasons) > 1:
        assert reasons <= {w["value"] for w in json.loads(kept[0])}


def check_clocks(history):
    """No clock, not even one in the next century, overrules a write that had seen its write."""
    for (record, name), writes in standing(history).items():
        for ahead in writes:
            after = [w for w in writes if ahead.act in w.saw]
            if not after or name == "voided":
                continue
            for node in history.holders(record.split("-")[0]):
                kept = node.store.db.execute(
                    "SELECT writes FROM conflict WHERE id=? AND field=?", (record, name)
                ).fetchone()
                assert all(w["at"] != ahead.at for w in json.loads(kept[0] if kept else "[]"))


def check_erased(history):
    """Values that were erased are in no file any more: of the stations at once, of the district when a person confirmed."""
    kept = {w.value for writes in standing(history).values() for w in writes}
    gone = {w.value.encode() for w in history.writes if w.field in SECRET and w.value not in kept}
    for node in history.of("station") + history.of("district"):
        if node.role == "district":
            assert not hidden(node.store) or awaiting(node.store)
            history.confirm(node)
        node.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        data = node.path.read_bytes()
        assert not [value for value in gone if value in data]


def check_together(history):
    """The same entries make the same tables everywhere, and made again from nothing, a few at a time, they are the same."""
    for world in (A, B):
        holders = history.holders(world)
        expected = tables(holders[0].store, world)
        assert all(tables(node.store, world) == expected for node in holders[1:])
    for node in history.nodes[2:4]:
        before = [tables(node.store, world) for world in (A, B)]
        with mock.patch.object(store, "PORTION", 7), node.store.transaction():
            node.store.rebuild()
        assert [tables(node.store, world) for world in (A, B)] == before


def check_replay(history):
    """Every stick that ever was, put in again everywhere, changes nothing; and receipts have come to an end."""
    history.three_rounds(most=9)  # the last receipts have still to go round
    before, entries = [tables(n.store, w) for n in history.nodes for w in (A, B)], count(history)
    for package in history.bag:
        for node in history.nodes:
            report = history.deliver(package, node)
            assert report in (None, *REFUSED) or (report.new, report.filled) == (0, 0)
    history.round()
    assert [tables(n.store, w) for n in history.nodes for w in (A, B)] == before
    assert count(history) == entries


def check_kept_apart(history):
    """A station has nothing of another station."""
    for node in history.of("station"):
        # What is for every station.
        assert {row[0] for row in node.store.db.execute("SELECT DISTINCT world FROM entry")} <= {node.world, DISTRICT}


def check_keys(history):
    """Everybody knows the others by the key they have, and who had an earlier one was refused until it was mended."""
    district = history.nodes[2]
    for world in (A, B):
        held = {node.keys.public()["sign"] for node in history.nodes if node.world == world}
        assert Known(district.store).present(("station", world)).keys["sign"] in held
    for node in history.of("station"):
        met = any(
            opening["keys"] == district.keys.public()
            for opening in node.store.opens.values()
            if opening["role"] == "district"
        )
        assert not met or Known(node.store).present(("district", "")).keys == district.keys.public()


def check_settled(history):
    """One person who has seen all decides every conflict; after a round of sticks none is left, and all agree."""
    for world in (A, B):
        node = next(n for n in history.nodes if n.world == world)
        open_ = node.store.db.execute("SELECT DISTINCT id, field FROM conflict").fetchall()
        for record, name in open_:
            history.write(node, record, {name: None if name == "voided" else f"定{history.name()}"})
    history.three_rounds()
    assert not any(node.store.db.execute("SELECT count(*) FROM conflict").fetchone()[0] for node in history.nodes)
    check_shown_and_flagged(history)


# ---- histories ---------------------------------------------------------------------------------------------------

NODE, RECORD = st.sampled_from((0, 3, 0, 3, 2, 2, 1, 4)), st.sampled_from((0, 0, 0, 1))
EDIT = st.tuples(st.just("edit"), NODE, RECORD, st.sampled_from((*FIELDS, "title", "statement")), st.integers(0, 3))
FACT = st.tuples(st.just("fact"), NODE, RECORD, st.integers(0, 20))
EXPORT = st.tuples(st.just("export"), NODE, st.integers(0, 1), st.booleans(), st.booleans())
DELIVER = st.tuples(st.just("deliver"), st.integers(0, 30), NODE)
ROUND = st.tuples(st.just("round"), st.booleans())
RARE = (
    st.tuples(st.just("void"), NODE, RECORD, st.booleans()),
    st.tuples(st.just("erase"), NODE, RECORD),
    st.tuples(st.just("confirm")),
    st.tuples(st.just("backup"), NODE),
    st.tuples(st.just("restore"), NODE),
    st.tuples(st.just("beside")),
    st.tuples(st.just("copied"), st.sampled_from((0, 3))),
    st.tuples(st.just("renew"), NODE),
    st.tuples(st.just("like"), NODE),
    st.tuples(st.just("enrol"), NODE, st.integers(0, 1)),
    st.tuples(st.just("lose")),
    st.tuples(st.just("skew"), NODE, st.sampled_from([-FAR // 10, 0, FAR])),
)
BEGIN = [("edit", 0, 0, "title", 0), ("beside",), ("round", False), ("backup", 0), ("backup", 2), ("backup", 3)]
OFTEN = [EDIT] * 10 + [FACT] * 3 + [EXPORT] * 3 + [DELIVER] * 5 + [ROUND] * 2  # one_of would count each once
STEP = st.sampled_from([*OFTEN, *RARE, RARE[4], RARE[6]]).flatmap(lambda step: step)


BY_STATIONS = ("edit", "void", "erase")


def play(history, steps):
    """Let it all happen."""
    for what, *how in steps:
        node = history.nodes[how[0] % len(history.nodes)] if how and what != "deliver" else None
        node = history.nodes[3] if what in BY_STATIONS and node.role == "district" else node
        world = (A, B)[how[1] % 2] if what in ("fact", "export") and node.role == "district" else node and node.world
        if what == "edit":
            value = f"值{how[3]}" if how[2] in OPEN else f"密{history.name()}"
            history.write(node, record_of(world, how[1]), {how[2]: value})
        elif what == "void":
            history.write(node, record_of(world, how[1]), {"voided": "录错了" if how[2] else None})
        elif what == "fact":
            words = BY_DISTRICT if node.role == "district" else BY_STATION
            history.fact(node, world, record_of(world, how[1]), words[how[2] % len(words)])
        elif what == "erase":
            history.erase(node, record_of(world, how[1]))
        elif what == "confirm":
            history.confirm(history.nodes[2])
        elif what == "export":
            for role in ("station", "district"):
                history.bag.append(history.export(node, world, role, masked=how[2], full=how[3]))
        elif what == "deliver" and history.bag:
            history.deliver(history.bag[how[0] % len(history.bag)], history.nodes[how[1] % len(history.nodes)])
        elif what == "round":
            history.round(masked=how[0])
        elif what == "backup":
            node.backup = history.keep_copy(node)
        elif what == "restore" and node.backup:
            history.restore(node, node.backup, "replaces")
        elif what == "renew" and history.pool[20:]:
            history.renew(node)
        elif what == "like":
            fresh = history.nodes[0].keys
            # Never one from before.
            if node.world == A and fresh.public()["sign"] not in Known(node.store).line(office(node.party)):
                history.renew(node, fresh)
        elif what == "enrol":
            history.enrol(node, history.nodes[how[1]] if node.role == "district" else history.nodes[2])
        elif what == "lose" and history.pool[20:]:
            history.lose(history.nodes[1])
        elif what == "beside" and len(history.nodes) < 4 + history.copied + 1:
            copy = history.keep_copy(history.nodes[0])
            history.restore(history.add(A, *copy), copy, "beside")
        elif what == "copied" and not history.copied:
            history.copied = True
            history.add(A, *history.keep_copy(node))
        elif what == "skew":
            node.skew = how[1]


EMPTY = {}
KNOWN = functools.lru_cache(maxsize=20_000)(
    journal.read
)  # of the same bytes the same entry: every one is really read once


@pytest.fixture(scope="module", autouse=True)
def empty_files():
    """A file without entries for each folder, in memory where the system has such a place."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        for world in (A, B, DISTRICT):
            node = Node(world, Path(folder) / world)
            node.open()
            node.store.close()
            EMPTY[world] = node.path
        yield


# a stick with one branch of a copied folder is refused at first, and taken when the other branch has been written again
REFUSED_AT_FIRST = [
    ("edit", 0, 0, "title", 0),
    ("copied", 0),
    ("deliver", 0, 0),
    ("edit", 0, 0, "title", 0),
    ("edit", 0, 0, "title", 0),
    ("export", 0, 0, False, False),
    ("deliver", 0, 0),
    ("edit", 0, 0, "title", 0),
    ("edit", 0, 0, "title", 0),
    ("edit", 0, 0, "title", 0),
    ("restore", 0),
    ("beside",),
]


# a copied folder took a new key, twice: while its branch is written again it still knows the key the others of its station have
KEY_IN_A_BRANCH = [
    ("copied", 0),
    ("restore", 3),
    ("edit", 0, 0, "title", 0),
    ("edit", 1, 0, "statement", 2),
    ("deliver", 22, 3),
    ("lose",),
    ("skew", 0, 0),
    ("deliver", 29, 3),
    ("export", 2, 1, False, True),
    ("renew", 4),
    ("edit", 3, 0, "title", 2),
    ("edit", 2, 1, "statement", 0),
    ("erase", 0, 0),
    ("export", 1, 0, True, False),
    ("renew", 4),
]


# a district comes back from before its new key, and meets a copied folder that knows that key
OLD_KEY_AND_A_COPY = [
    ("renew", 2),
    *[("edit", 0, 0, "title", 0)] * 8,
    ("round", False),
    *[("edit", 0, 0, "title", 0)] * 3,
    ("restore", 2),
    ("copied", 0),
    ("edit", 0, 0, "title", 0),
]


# two PCs of one station take new keys apart, and their district comes back from before it knew
KEYS_APART = [
    ("export", 3, 1, True, False),
    ("backup", 2),
    ("beside",),
    ("lose",),
    ("deliver", 3, 2),
    ("edit", 4, 1, "title", 3),
    ("edit", 2, 0, "title", 0),
    ("erase", 2, 1),
    ("fact", 0, 0, 4),
    ("lose",),
    ("like", 4),
    ("fact", 0, 0, 20),
    ("edit", 0, 0, "location", 3),
    ("renew", 4),
    ("renew", 4),
    ("edit", 3, 0, "title", 3),
    ("round", True),
    ("renew", 0),
    ("restore", 2),
    ("erase", 1, 1),
    ("deliver", 21, 2),
    ("edit", 4, 0, "location", 0),
]


@share(1 / 3)
@example(REFUSED_AT_FIRST)
@example(KEYS_APART)
@example(KEY_IN_A_BRANCH)
@example(OLD_KEY_AND_A_COPY)
@given(st.lists(STEP, min_size=12, max_size=40))
def test_any_history(steps):
    """Whatever happened in whatever order, three rounds of sticks bring everyone together as promised."""
    with tempfile.TemporaryDirectory(dir=EMPTY[A].parent) as folder:
        history = History(Path(folder))
        with (
            mock.patch.object(clock, "now", history.clock),
            mock.patch.object(streams.secrets, "token_hex", lambda n: history.name()),
            mock.patch.object(store, "read", KNOWN),
        ):
            for world in (A, B, DISTRICT):
                history.add(world)
            play(history, BEGIN)
            try:
                play(history, steps)
                history.gather()
                check_shown_and_flagged(history)
                check_clocks(history)
                check_erased(history)
                check_together(history)
                check_replay(history)
                check_keys(history)
                check_kept_apart(history)
                check_settled(history)
            finally:
                for node in history.nodes:
                    node.store.close()

"""A station, or a district, with a valid key that writes what it may not: refused whole, nothing changed, the remedy named."""

from collections import Counter
from itertools import product

import pytest

from lianluozhan.act import own
from lianluozhan.errors import Damaged, Fork, Gap, Outside, PackageProblem
from lianluozhan.folder import KEYS
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.journal import seal
from lianluozhan.package import keycard, merge
from lianluozhan.package.read import read
from lianluozhan.package.write import Recipients, Sending, export
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import Keys
from tests.station import CODE, digest, do, empty, opened, receive as visited, twin

OTHER = "140405103"
MINE = sorted(SCHEMA.matrix["station", "station"] & SCHEMA.records.keys())


class Ends:
    """A station and its district, each with what the other sent; what either forges travels in a real, signed, locked file."""

    def __init__(self, folder, town, office):
        self.stick, self.town, self.office = folder, town, office
        self.keys = {store: Keys.load(store.path.parent / KEYS) for store in (town, office)}

    def parcel(self, sender):
        """What the sender's program writes onto the stick, opened with the receiver's key."""
        to = self.other(sender)
        sending = Sending(keycard.own_party(to)) if sender is self.office else Sending()
        lock = Recipients((to.identity.keys["age"],))
        return read(export(sender, self.keys[sender], self.stick, lock, sending).path, self.keys[to])

    def other(self, store):
        """Whom it sends to."""
        return self.office if store is self.town else self.town

    def carry(self, sender):
        """Deliver it."""
        return merge.receive(self.other(sender), self.parcel(sender))

    def refused(self, sender, error):
        """It is refused with this error and a remedy, and not a byte of the other's journal has changed."""
        to = self.other(sender)
        before = digest(to), [list(to.rows(f'SELECT * FROM "{noun}"')) for noun in SCHEMA.records]
        with pytest.raises(error) as caught:
            self.carry(sender)
        assert type(caught.value) is error and caught.value.then
        assert (digest(to), [list(to.rows(f'SELECT * FROM "{noun}"')) for noun in SCHEMA.records]) == before
        return str(caught.value)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Both folders after a reported issue went up and an 交办 came down; only copied."""
    folder = tmp_path_factory.mktemp("两头")
    empty(folder / "站"), empty(folder / "区", "district", "140405", "区人大")
    with opened(folder / "站") as town, opened(folder / "区") as office:
        ends = Ends(folder, town, office)
        visited(town, outcome="报区办理")
        ends.carry(town)
        do(office, "Y0001", "交办", organ="住建局")
        ends.carry(office)
        ends.carry(town)
    return folder


@pytest.fixture
def ends(made, tmp_path):
    """The two, open."""
    for name in ("站", "区"):
        twin(made / name, tmp_path / name)
    with opened(tmp_path / "站") as town, opened(tmp_path / "区") as office:
        yield Ends(tmp_path, town, office)


def stream_of(store):
    """The stream it writes about the station."""
    return own(store)[f"{CODE} {'station' if store.identity.role == 'station' else 'facts'}"]


def sealed(store, **body):
    """The next entry of its own stream, chained as it should be but for what `body` says; None leaves out."""
    (last,) = store.entries("stream=? ORDER BY seq DESC LIMIT 1", (stream_of(store),))
    made = {
        **last.body,
        "act": "edit",
        "seq": last.seq + 1,
        "prev": last.hash,
        "end": True,
        "id": new_id(),
        "set": {},
        **body,
    }
    made.pop("private", None)
    return seal({key: value for key, value in made.items() if value is not None}, {})


def forged(store, **body):
    """The same, written at the end of that stream."""
    entry = sealed(store, **body)
    row = (
        stream_of(store),
        store.head(stream_of(store))[0] + 1,
        entry.body["world"],
        entry.body["kind"],
        entry.body["id"],
        entry.hash,
        entry.data,
        0,
        None,
    )
    with store.transaction():
        store.db.conn.execute("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)", row)


FOREIGN = "erased operator rule calendar category template meeting official commitment"


@pytest.mark.parametrize("kind", FOREIGN.split())
def test_the_districts_kinds(ends, kind):
    """What only a district keeps, a station cannot send."""
    forged(ends.town, kind=kind)
    assert "不归它写" in ends.refused(ends.town, Outside)


@pytest.mark.parametrize(
    "kind", f"{FOREIGN.replace('erased', 'erase')} ballot place deputy organ schedule visit issue duty month".split()
)
def test_the_stations_kinds(ends, kind):
    """In a station's world a district adds facts and notes; fields and erasings are the station's."""
    forged(ends.office, kind=kind)
    assert "不归它写" in ends.refused(ends.office, Outside)


@pytest.mark.parametrize("action", ["回告", "报区", "更正", "拆分", "作废", "撤回", "引导"])
def test_the_stations_facts(ends, action):
    """Of the follow-ups some are the station's alone."""
    (issue,) = ends.office.find(Issue)
    forged(ends.office, kind="followup", set={"issue": issue.id, "action": action, "acted_on": "2026-10-20"})
    ends.refused(ends.office, Outside)


@pytest.mark.parametrize("kind", ["visit", "issue", "followup", "erase"])
@pytest.mark.parametrize("world", [OTHER, "140405", "140502101"])
def test_another_world(ends, kind, world):
    """A stream keeps to its own world: neither another station's records, nor the district's, nor an erasing there."""
    forged(ends.town, kind=kind, world=world, set={"of": "visit"} if kind == "erase" else {})
    ends.refused(ends.town, Outside)


@pytest.mark.parametrize(("sender", "writer"), [("town", "district"), ("office", "station")])
def test_the_other_sides_fact(ends, sender, writer):
    """The other side's fact is not rewritten, though the kind is one both may write."""
    store = getattr(ends, sender)
    fact = next(one for one in store.find(Followup) if one.action == ("交办" if writer == "district" else "报区"))
    forged(store, kind="followup", id=fact.id, set={"reason_code": "改了"})
    assert "改了对方的记录" in ends.refused(store, Outside)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"end": None}, Damaged),  # half an act
        ({"seq": 2}, Damaged),  # back-dated in its own stream
        ({"prev": "0" * 64}, Fork),  # another entry before it than the one we hold
        ({"stream": "ab" * 8}, Damaged),
        ({"kind": "open"}, Outside),
        ({"kind": "import", "set": {"heads": {"ab" * 8: [3, 3, "0" * 64]}}}, Gap),
        ({"kind": "import", "set": {"heads": {"ab" * 8: [0, 0, ""]}}}, Gap),
        ({"kind": "import", "set": {"heads": {"ab" * 8: [-1, -1, ""]}}}, Gap),
    ],
)
@pytest.mark.parametrize("sender", ["town", "office"])
def test_the_chain(ends, sender, body, error):
    """Acts come whole, entries in their order and chained, and nobody has seen what does not exist."""
    store = getattr(ends, sender)
    forged(store, **{"kind": "note", **body})
    ends.refused(store, error)


def test_an_act_goes_on_in_the_next_package(ends):
    """An act split over two packages: the first half alone is refused, both together come in."""
    forged(ends.town, kind="issue", end=None)
    assert "一半" in ends.refused(ends.town, Damaged)
    forged(ends.town, kind="issue")
    assert ends.carry(ends.town).new == 2


def test_another_entry_in_a_known_place(ends):
    """Another entry under a number the other side already holds: a fork, whatever comes after it."""
    for reason in ("甲", "乙"):
        forged(ends.town, kind="issue", set={"title": reason})
        if reason == "甲":
            ends.carry(ends.town)
            with ends.town.transaction():
                ends.town.db.execute(
                    "DELETE FROM entry WHERE stream=? AND seq=?",
                    (stream_of(ends.town), ends.town.head(stream_of(ends.town))[0]),
                )
    assert "分成了两股" in ends.refused(ends.town, Fork)


ODD = [
    7,
    -1,
    2**70,
    True,
    "",
    "昨天",
    "2026-99-99",
    "x" * 5000,
    [],
    ["x"],
    [7],
    [None],
    [[]],
    [{}],
    {},
    {"x": "y"},
    {"x": {}},
    {"digest": 3},
]


def test_odd_values_never_stop_the_program(ends, monkeypatch):
    """Whatever a writer with a key puts into whichever field is taken in or refused with a remedy; nothing crashes."""

    class Undone(Exception):
        """Taken in so far, and to be forgotten again."""

    def undo(*args):
        raise Undone

    monkeypatch.setattr(merge, "_confirm", undo)  # after tables and all that is worked out from them
    (issue,) = ends.town.find(Issue)
    fact = {"issue": issue.id, "action": "催办", "acted_on": "2026-10-20"}
    told = {
        "followup": fact,
        "issue": {"visits": issue.visits},
        "visit": {"received_at": "2026-10-20", "deputies": ["某代表"]},
    }
    fields = [(noun, name) for noun in MINE for name in SCHEMA.records[noun].written()] + [("erase", "of")]
    before, counts = digest(ends.office), Counter()
    for (noun, name), odd, rest in product(fields, ODD, (True, False)):
        if rest and noun not in told:
            continue
        entry = sealed(ends.town, kind=noun, set={**(told[noun] if rest else {}), name: odd})
        with pytest.raises((Undone, PackageProblem)) as caught:
            merge.merge(ends.office, [entry])
        counts[caught.type] += 1
        assert caught.type is Undone or caught.value.then, (noun, name, odd)
    assert digest(ends.office) == before
    assert counts[Undone] > 500 and counts[Damaged] > 2000

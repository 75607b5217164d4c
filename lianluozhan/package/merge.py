"""Taking a package in: every check first, then one transaction, and an entry of ours that says what we hold now.

One rule for every field and every kind (design.md §6); no kind of record is named here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lianluozhan import attachment
from lianluozhan.act import WITHHELD, Act, acting, heads, not_ours
from lianluozhan.errors import Damaged, Fork, Outside, WrongReceiver
from lianluozhan.journal import Entry, Place
from lianluozhan.package.addressee import is_here
from lianluozhan.package.keycard import own_party
from lianluozhan.package.known import Known, Writer, believed_keys, office
from lianluozhan.package.lane import Lane, check_closed, lanes_of
from lianluozhan.package.manifest import AGAIN, ASK, NEWER_KEY, NOT_IN, OTHER_PC, Manifest, Party, head_words
from lianluozhan.package.read import Package, unswept
from lianluozhan.package.reissue import Reissue, branches
from lianluozhan.package.rights import check_owners, check_rights
from lianluozhan.package.write import FORKED, NAMED, SIGNED
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.streams import leave, own
from lianluozhan.vault import signed

Keep = Callable[[bytes], object]


@dataclass(frozen=True)
class Report:
    """What an import did: records that were not here, that changed, that it knows and left alone; and the entries of it.

    `new`, `filled` and `same` count entries: those that were not here, that got their private part, that were here.
    `unknown` counts entries whose kind only a newer program knows: kept, passed on, shown after the upgrade.
    `conflicts` counts what people must now decide in the worlds the package is about; `told` is what the program did
    by itself because of it; `reissued` counts entries of ours that it wrote again, because a copy had gone on elsewhere.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    new: int = 0
    filled: int = 0
    same: int = 0
    unknown: int = 0
    conflicts: int = 0
    papers: int = 0
    reissued: int = 0
    changed: frozenset[str] = field(default_factory=frozenset)
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """What comes in: entries; with the manifest that vouches for them and the papers, where they came in a package."""

    entries: Sequence[Entry]
    manifest: Manifest | None = None
    papers: Mapping[str, bytes] = field(default_factory=dict)
    keep: Keep | None = None
    sender: str = ""  # station or district, where no manifest says it

    @property
    def role(self) -> str:
        """Whose it is: a station's or a district's."""
        return self.manifest.sender.role if self.manifest else self.sender


@unswept()
def receive(store: Store, package: Package, operator: str = "", keep: Keep | None = None) -> Report:
    """Take in a package read by `read`. Raises a PackageProblem and changes nothing when any of it may not come in.

    `keep` keeps the bytes of a paper, on the disk before the entries that name it.
    """
    manifest = package.manifest
    _check_receiver(store, manifest)
    forked = FORKED.format(manifest.sender.role, manifest.sender.code)
    try:
        report = _through(store, Arrival(package.entries, manifest, package.papers, keep), operator)
    except Fork:
        with store.transaction():
            store.set(forked, "full")
        raise
    if store.setting(forked):
        with store.transaction():
            store.set(forked, None)
    return report


def merge(store: Store, entries: Sequence[Entry], operator: str = "", sender: str = "") -> Report:
    """Take in entries that need no manifest to be believed: all checks of streams and rights, then one transaction.

    `sender`: the role of who sends them.
    """
    return _through(store, Arrival(entries, sender=sender), operator)


def _through(store: Store, arrival: Arrival, operator: str) -> Report:
    """Check, and take in; where our own stream went on in two folders, our branch is first taken out, then written again."""
    try:
        lanes = _checked(store, arrival)
    except Fork:
        pc = arrival.role == store.identity.role
        forks = {} if pc else branches(store, arrival.entries)  # between PCs nobody knows whose branch the district has
        if not forks:
            raise
        with acting(store, "import", operator) as act:
            believed = believed_keys(store)  # as our branch tells too; it is out for a moment
            again = Reissue(act, forks, arrival.entries)
            report = _taken(act, _checked(store, arrival, believed), arrival, again)
        return _ended(report, act, arrival)
    if not any(lane.new or lane.filled for lane in lanes):
        same, unchanged = _known(store, lanes, {})
        papers = _keep_papers(store, lanes, arrival)  # such as a damaged file has lost
        return Report(same=same, unchanged=unchanged, conflicts=_conflicts(store, arrival), papers=papers)
    with acting(store, "import", operator) as act:
        report = _taken(act, lanes, arrival)
    return _ended(report, act, arrival)


def _checked(store: Store, arrival: Arrival, believed: Mapping[Writer, Sequence[str]] | None = None) -> list[Lane]:
    """The streams, after all checks; `believed`: the sender was checked, and these keys were known, before our branch was taken out."""
    if arrival.manifest and believed is None:
        check_sender(store, arrival.manifest.sender, arrival.entries)
    lanes = lanes_of(store, arrival.entries)
    check_rights(store, lanes, believed or {})
    check_closed(store, lanes)
    check_owners(store, lanes)
    if arrival.manifest:
        _check_signatures(store, arrival.manifest, lanes)
    return lanes


def _taken(act: Act, lanes: list[Lane], arrival: Arrival, again: Reissue | None = None) -> Report:
    """All of it, in the act's transaction."""
    store, new = act.store, [entry for lane in lanes for entry in lane.new]
    filled = [entry for lane in lanes for entry in lane.filled]
    _leave(store, lanes, again.cut if again else ())
    act.take_in(new, filled)
    papers = _keep_papers(store, lanes, arrival)  # on the disk before this transaction is
    touched = {
        (noun, *key): record for noun, records in store.touched.before.items() for key, record in records.items()
    }
    _keep_withheld(store, arrival.manifest)
    written = again.write() if again else 0
    for group in _groups(store, lanes):
        _confirm(act, group)
    _keep_signatures(store, arrival.manifest)
    kinds = set().union(*store.schema.matrix.values())
    same, unchanged = _known(store, lanes, touched)
    return Report(
        same=same,
        unchanged=unchanged,
        added=sum(record is None for record in touched.values()),
        updated=sum(record is not None for record in touched.values()),
        new=len(new),
        filled=len(filled),
        unknown=sum(entry.body["kind"] not in kinds for entry in new),
        papers=papers,
        reissued=written,
    )


def _known(store: Store, lanes: Sequence[Lane], touched: Mapping) -> tuple[int, int]:
    """What was here already: entries, and records that nothing else came of."""
    known = [entry.body for lane in lanes for entry in lane.known]
    records = {(body["kind"], body["world"], body["id"]) for body in known if body["kind"] in store.schema.records}
    return len(known), len(records - touched.keys())


def _ended(report: Report, act: Act, arrival: Arrival) -> Report:
    """With what is known once the transaction is over."""
    return replace(report, conflicts=_conflicts(act.store, arrival), changed=act.changed, told=tuple(act.told))


def _conflicts(store: Store, arrival: Arrival) -> int:
    """What is still to be decided in the worlds that this is about."""
    worlds = sorted({entry.body["world"] for entry in arrival.entries})
    marks = ",".join("?" * len(worlds))
    return store.db.execute(f"SELECT count(*) FROM conflict WHERE world IN ({marks})", worlds).fetchone()[0]


def _keep_papers(store: Store, lanes: list[Lane], arrival: Arrival) -> int:
    if arrival.keep is None or not arrival.papers:
        return 0
    wanted = attachment.absent(store.path.parent, _wanted(store, lanes) & arrival.papers.keys())
    papers = [data for digest, data in arrival.papers.items() if digest in wanted]
    for data in papers:
        arrival.keep(data)
    return len(papers)


def _groups(store: Store, lanes: Iterable[Lane]) -> list[list[Lane]]:
    """The lanes each of our streams tells of: a station's one of all, a district's each of its own world."""
    groups: dict[str, list[Lane]] = {}
    for lane in lanes:
        groups.setdefault("" if store.identity.role == "station" else lane.world, []).append(lane)
    return list(groups.values())


def _confirm(act: Act, group: list[Lane]) -> None:
    """The import entry: the receipt, and what we have seen from now on. Only imports come in: none, or they never end."""
    store = act.store
    if not any(lane.filled or any(entry.body["kind"] != "import" for entry in lane.new) for lane in group):
        return
    mine = set(own(store).values())
    touched = [lane.stream for lane in group if (lane.new or lane.filled) and lane.stream not in mine]
    world = store.identity.world if store.identity.role == "station" else group[0].world
    if touched:
        act.record("import", new_id(), {"heads": heads(store, touched)}, world)


def _leave(store: Store, lanes: Iterable[Lane], cut: Collection[str]) -> None:
    """A stream of ours that goes on elsewhere has another hand: this folder is a copy, its next write opens a new one."""
    if longer := {lane.stream for lane in lanes if lane.new} & set(own(store).values()) - set(cut):
        leave(store, longer)


def _wanted(store: Store, lanes: Iterable[Lane]) -> set[str]:
    """The papers that the arriving entries name, once these are in; what was erased does not come back, what was written again
    of a record that went in part does."""
    erasings: dict[tuple[str, str], list[Place]] = {}
    for world, id, *place in store.db.execute("SELECT world, id, stream, seq FROM entry WHERE kind='erase'"):
        erasings.setdefault((world, id), []).append(tuple(place))
    named: set[str] = set()
    for entry in (entry for lane in lanes for entry in (*lane.new, *lane.filled, *lane.known)):
        gone = erasings.get((entry.body["world"], entry.body["id"]), ())
        if all(store.seen.saw(entry.place, place) for place in gone):
            named |= {found.decode() for found in NAMED.findall(entry.data + (entry.private or b""))}
    return named


def _check_receiver(store: Store, manifest: Manifest) -> None:
    to = manifest.to
    if not is_here(store.identity, to):
        raise WrongReceiver(
            f"这个数据包是给{to.name or to.code}的，不是给本机（{store.identity.name}）的", then=OTHER_PC
        )
    ours = Known(store).line(office(own_party(store)))
    if to.keys is not None and to.keys["sign"] not in ours:  # what went off before our key was renewed may come after
        raise WrongReceiver("这个数据包是给这个单位从前的钥匙的", then=AGAIN)


def _check_signatures(store: Store, manifest: Manifest, lanes: Sequence[Lane]) -> None:
    """Every stream's head is signed by the key it was opened with; so what is passed on is its writer's."""
    for lane in lanes:
        span = manifest.streams[lane.stream]
        words = head_words(lane.stream, span.last, span.hash)
        if not signed(lane.open["keys"]["sign"], bytes.fromhex(span.signature), words):
            raise Damaged("数据包里有一段日志的签名对不上", then=NOT_IN)


def check_sender(store: Store, sender: Party, entries: Sequence[Entry]) -> None:
    """Whether a package is signed with the key its office has now, as it stands once these entries are known."""
    known, who = Known(store, entries), office(sender)
    if who in known.writers() and known.present(who).public["sign"] == sender.public["sign"]:
        return
    if any(opening["keys"]["sign"] == sender.public["sign"] for opening in store.opens.values()):
        raise Outside(f"这个数据包是用{sender.name}从前的钥匙签的，那把已经换掉或者报失了", then=NEWER_KEY)
    raise Outside("这个数据包是用不认识的钥匙签的", then=ASK)


def _keep_withheld(store: Store, manifest: Manifest | None) -> None:
    """Which private parts we miss because they are not ours to have: nobody need send those again."""
    streams, withheld = (manifest.streams, manifest.withheld) if manifest else ((), {})
    for stream in streams:
        known = not_ours(store, stream) | set(withheld.get(stream, ()))
        if known:
            missing = store.db.execute("SELECT seq FROM entry WHERE stream=? AND secret AND private IS NULL", (stream,))
            store.set(WITHHELD.format(stream), json.dumps(sorted(known & {seq for (seq,) in missing})))


def _keep_signatures(store: Store, manifest: Manifest | None) -> None:
    """So that what we pass on carries its writer's signature."""
    for stream, span in (manifest.streams if manifest else {}).items():
        if span.last == store.head(stream)[0]:
            store.set(SIGNED.format(stream), span.signature)

"""A whole district of made-up records: its stations' folders made and merged from their packages, as by sticks."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lianluozhan import action as table, attachment, clock, folder, index, period
from lianluozhan.act import acting, heads
from lianluozhan.demo import laws, parts, study, supervise
from lianluozhan.demo.station import first_day
from lianluozhan.demo.words import CASES, CLERK, DISTRICT, HEAD, MARK, PEOPLE, VILLAGES
from lianluozhan.demo.years import Years
from lianluozhan.deputy import Deputy
from lianluozhan.folder import KEYS
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.month import MonthEnd, period_of
from lianluozhan.month_data import head
from lianluozhan.operator import add_operator
from lianluozhan.organ import organ_for
from lianluozhan.package.enrol import accept
from lianluozhan.package.keycard import own_party
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.unsent import carried
from lianluozhan.package.write import Recipients, Sending, export
from lianluozhan.place import Place, own_place_id, towns
from lianluozhan.record import id_of, new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from lianluozhan.whose import ENDING

WORLD, NAME = f"{MARK}-{DISTRICT}", f"{MARK}·屯留区人大常委会办公室"
MOST = 40  # stations
GROUPS = 4  # of a station's deputies
DEPUTIES = 68  # of a station: 680 of ten
SOON = 3  # days after a month's end it is closed on
REPORTED = 3  # of a station's open issues
BEYOND = "镇里没有这个权限，请区里交有关单位"
A_MONTH = 18  # receptions of a station, where no number of issues is said


class Size(NamedTuple):
    """How large it is to be."""

    stations: int
    places: int = 25
    issues: int = 0


def make(path: Path, seed: int, months: int, size: Size) -> str:
    """A new district folder; its name. The stations' own folders are gone when it is done.

    Raises FolderProblem where the folder cannot be made.
    """
    folder.make(path, SCHEMA, "district", WORLD, NAME)
    _roster(path, size)
    each = (size.issues or size.stations * months * A_MONTH) // size.stations
    with tempfile.TemporaryDirectory(dir=path.parent) as room:
        for number in range(size.stations):
            there = Path(room) / str(number)
            folder.make(there, SCHEMA, "station", *_station(number))
            with folder.opened(path, SCHEMA) as store, folder.opened(there, SCHEMA) as at:
                _work(at, number, (seed, months, each))
                _close(at, months, behind=number == size.stations - 1 > 0)
                _acknowledge(at, store)
                _carry(at, store)
                _hear(store, at)
    with folder.opened(path, SCHEMA) as store:
        parts.switch_on(store, CLERK)
        supervise.fill(store, CLERK)
        laws.send_down(store, CLERK)
        study.put(store, CLERK, study.OFFICE)
        index.settle(store)
    return NAME


def _station(number: int) -> tuple[str, str]:
    names = [town.name for town in towns() if town.code.startswith(DISTRICT) and len(town.code) == 9]
    called = names[number] if number < len(names) else f"第{number + 1}"
    return f"{MARK}-{DISTRICT}{101 + number}", f"{MARK}·{called}{ENDING}"


def _people(number: int) -> list[str]:
    return [id_of(MARK, "deputy", number, order) for order in range(DEPUTIES)]


def _roster(path: Path, size: Size) -> None:
    """The 家站点 and the deputies, as the district writes them for all."""
    with folder.opened(path, SCHEMA) as store, acting(store, "init", CLERK) as act:
        add_operator(act, CLERK, "联络员")
        for number in range(size.stations):
            world, name = _station(number)
            act.write(Place, own_place_id(world), {"name": name, "code": world, "level": "站"})
            for order, id in enumerate(_people(number)):
                person = PEOPLE[(number * DEPUTIES + order) % len(PEOPLE)]
                about = {
                    "name": person,
                    "order": order + 1,
                    "levels": ["区" if order < DEPUTIES // 4 else "乡镇"],
                    "places": [own_place_id(world)],
                    "group": f"{name[3:5]}第{1 + order % GROUPS}组",
                }
                act.write(Deputy, id, about)
        for point in range(size.places):
            parent = own_place_id(_station(point % size.stations)[0])
            act.write(
                Place,
                id_of(MARK, "point", point),
                {"name": f"{VILLAGES[point % len(VILLAGES)]}第{point + 1}联络点", "level": "点", "parent": parent},
            )


def _work(store: Store, number: int, how: tuple[int, int, int]) -> None:
    """A station's years; the newest matters that are beyond the town are reported to the district."""
    seed, months, issues = how
    world, name = _station(number)
    today = clock.today()
    with acting(store, "init", CLERK) as act:
        add_operator(act, CLERK, "联络员")
    years = Years(f"{MARK} {seed} {number}", PEOPLE, [f"{name[3:5]}{one}" for one in VILLAGES], CASES, _people(number))
    years.write(store, CLERK, issues, first_day(today, months), today - timedelta(days=1))
    parts.fill(store, seed + number, CLERK)
    ballots = [id_of(MARK, "ballot", world, one) for one in range(parts.VOTED)]
    parts.vote(
        store,
        random.Random(f"{MARK} {seed} {number}"),
        ballots,
        (today - timedelta(days=1)).isoformat(),
        _people(number),
    )
    beyond = [
        one
        for one in store.find(
            Issue, "state=? AND kind=?", (table.WAITING, table.PUBLIC), "registered_at DESC, number DESC"
        )
        if organ_for(one.category, DISTRICT)
    ]
    for one in beyond[:REPORTED]:
        with acting(store, "follow", CLERK) as act:
            follow(act, one, table.ESCALATE.word, {"reason": BEYOND, "organ": organ_for(one.category, DISTRICT)})


def _close(store: Store, months: int, behind: bool) -> None:
    """Every month that is over, but the last of a station that is behind: what a closing writes down, on a day soon after. The
    papers it keeps stay at a station, and these are gone: so nobody makes them."""
    this, place = clock.day()[:7], own_place_id(store.identity.world)
    every = [period_of(store, period.step(this, -back)) for back in range(months - 1, 0, -1)]
    over = [days for days in every if days.ends < clock.day()]
    with acting(store, "close", CLERK) as act:
        for days in over[:-1] if behind else over:
            on = (date.fromisoformat(days.ends) + timedelta(days=SOON)).isoformat()
            said = {
                "place": place,
                "month": days.word,
                "begins": days.begins,
                "ends": days.ends,
                "printed_on": on,
                "closed_on": on,
                "signed_by": HEAD,
                "journal_head": head(store),
            }
            act.write(MonthEnd, id_of(MonthEnd.noun, store.identity.world, days.word), said)


def _acknowledge(store: Store, district: Store) -> None:
    """The receipt of what the district wrote for all; the folder it would have been brought to is gone when it is made."""
    with acting(store, "import", CLERK) as act:
        act.record("import", new_id(), {"heads": heads(district, carried(district, store.identity.world))})


def _carry(sender: Store, to: Store) -> None:
    """What the one has for the other, by a stick."""
    keys, theirs = (Keys.load(store.path.parent / KEYS) for store in (sender, to))
    room, there = sender.path.parent, to.path.parent
    made = export(
        sender,
        keys,
        room,
        Recipients((theirs.public()["age"], keys.public()["age"])),
        Sending(to=own_party(to), paper=lambda digest: attachment.paper(room, digest)),
    )
    receive(to, read(made.path, theirs), CLERK, lambda data: attachment.keep(there, data, clock.today().year))
    made.path.unlink()


def _hear(store: Store, station: Store) -> None:
    """The district compared the station's key once, and passed on what was reported but for the newest."""
    with acting(store, "enrol", CLERK) as act:
        accept(act, own_party(station))
    for one in store.find(
        Issue, "world=? AND state=?", (station.identity.world, table.REPORTED), "registered_at DESC, number DESC"
    )[1:]:
        with acting(store, "follow", CLERK) as act:
            follow(act, one, table.ASSIGN.word, {"organ": organ_for(one.category, DISTRICT)})

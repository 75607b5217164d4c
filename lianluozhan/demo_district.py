"""A whole district of made-up records: its stations' folders made and merged from their packages, as by sticks."""

from __future__ import annotations

import random
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from lianluozhan import attachment, clock, demo_laws, demo_parts, demo_supervise, demo_study, folder, index
from lianluozhan.act import acting
from lianluozhan.demo import first_day
from lianluozhan.demo_words import CASES, CLERK, DISTRICT, MARK, PEOPLE, VILLAGES
from lianluozhan.demo_years import Years
from lianluozhan.deputy import Deputy
from lianluozhan.folder import KEYS
from lianluozhan.operator import add_operator
from lianluozhan.package.merge import receive
from lianluozhan.package.read import read
from lianluozhan.package.write import Recipients, Sending, export
from lianluozhan.place import Place, own_place_id, towns
from lianluozhan.record import id_of
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import Keys
from lianluozhan.whose import ENDING

WORLD, NAME = f"{MARK}-{DISTRICT}", f"{MARK}·屯留区人大常委会办公室"
MOST = 40  # stations
DEPUTIES = 68  # of a station: 680 of ten
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
    keys = Keys.load(path / KEYS)
    each = (size.issues or size.stations * months * A_MONTH) // size.stations
    with tempfile.TemporaryDirectory(dir=path.parent) as room:
        for number in range(size.stations):
            file = _package(Path(room) / str(number), number, (seed, months, each), keys)
            with folder.opened(path, SCHEMA) as store:
                receive(store, read(file, keys), CLERK, lambda data: attachment.keep(path, data, clock.today().year))
    with folder.opened(path, SCHEMA) as store:
        demo_parts.switch_on(store, CLERK)
        demo_supervise.fill(store, CLERK)
        demo_laws.send_down(store, CLERK)
        demo_study.put(store, CLERK, demo_study.OFFICE)
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
                about = {"name": person, "order": order + 1, "levels": ["区" if order < DEPUTIES // 4 else "乡镇"], "places": [own_place_id(world)]}
                act.write(Deputy, id, about)
        for point in range(size.places):
            parent = own_place_id(_station(point % size.stations)[0])
            act.write(Place, id_of(MARK, "point", point), {"name": f"{VILLAGES[point % len(VILLAGES)]}第{point + 1}联络点", "level": "点", "parent": parent})


def _package(path: Path, number: int, how: tuple[int, int, int], district: Keys) -> Path:
    """A station's years, packed for the district."""
    seed, months, issues = how
    world, name = _station(number)
    folder.make(path, SCHEMA, "station", world, name)
    today = clock.today()
    with folder.opened(path, SCHEMA) as store:
        with acting(store, "init", CLERK) as act:
            add_operator(act, CLERK, "联络员")
        years = Years(f"{MARK} {seed} {number}", PEOPLE, [f"{name[3:5]}{one}" for one in VILLAGES], CASES, _people(number))
        years.write(store, CLERK, issues, first_day(today, months), today - timedelta(days=1))
        demo_parts.fill(store, seed + number, CLERK)
        ballots = [id_of(MARK, "ballot", world, one) for one in range(demo_parts.VOTED)]
        demo_parts.vote(store, random.Random(f"{MARK} {seed} {number}"), ballots, (today - timedelta(days=1)).isoformat(), _people(number))
        own = Keys.load(path / KEYS)
        return export(store, own, path, Recipients((district.public()["age"], own.public()["age"])), Sending(paper=lambda digest: attachment.paper(path, digest))).path

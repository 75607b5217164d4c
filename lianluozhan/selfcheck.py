"""六有四常自检: every lamp of a station, or of one of its points, in a year; a district's stations side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lianluozhan import clock, period, whose
from lianluozhan.act import Act
from lianluozhan.attachment import take
from lianluozhan.case_data import imprint_of
from lianluozhan.errors import BadInput
from lianluozhan.figures import figures
from lianluozhan.lamp import BAD, DARK, GOOD, NEAR, SIX, Lamp, Missing, Year, light_of
from lianluozhan.lamprule import standards
from lianluozhan.lamps import LAMPS
from lianluozhan.month import period_of
from lianluozhan.month_data import activities_of, duties_of, issues_of, visits_of
from lianluozhan.named import record_of
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import Row, readable
from lianluozhan.report.subject import SelfCheck
from lianluozhan.schedule import Schedule
from lianluozhan.span_data import Span, span
from lianluozhan.store import Store

PAGE = "selfcheck"  # papers and photos are put in where their lamp is
EVIDENCE = (Place.area, Place.sign, Place.organisation, Place.board, Place.rules, Place.archive)


def lamps(store: Store, year: int, place: Place | None = None) -> list[Lamp]:
    """Every lamp of the folder's station in a year, or of one of its points."""
    seen = _look(store, year, place)
    return [*_evidence(seen), *(lamp(seen) for lamp in LAMPS)]


def all_stations(store: Store, year: int) -> dict[str, list[Lamp]]:
    """{code: lamps} of every station of a district, side by side."""
    return {world: lamps(whose.as_there(store, (world,)), year) for world in whose.names(store)}


def counted(found: Iterable[Lamp]) -> str:
    """绿 9　黄 2　红 5."""
    lights = [one.light for one in found]
    return "　".join(f"{light} {lights.count(light)}" for light in (GOOD, NEAR, BAD, DARK) if light in lights)


def add_evidence(act: Act, place: Place, label: str, *files: Path) -> int:
    """Keep papers or photos of one of the 六有 with a place, under the name of what they show; how many are new. Raises BadInput."""
    if label not in (known := [field.label for field in EVIDENCE]):
        raise BadInput(f"六有里没有“{label}”", then=f"可写：{'、'.join(known)}")
    taken = [take(act.store.path.parent, file, clock.today().year) for file in files]
    held = {(one["digest"], one["name"]): one for one in place.evidence or ()}
    every = held | {
        (one["digest"], name): {**one, "name": name} for one in taken for name in [f"{label}-{one['name']}"]
    }
    if len(every) > len(held):
        act.write(Place, place.id, {"evidence": list(every.values())}, place.world)
    return len(every) - len(held)


# -- on paper


def span_of(store: Store, word: str) -> Span:
    """A year, and the place it is narrowed to. Raises BadInput, NotFound."""
    found = span("lamps", word)
    if period.unit(found.when) != period.YEAR or not found.when:
        raise BadInput(f"“{word}”里没有年份", then="请写成 2026")
    if int(found.when) > clock.today().year:
        raise BadInput(f"{found.when} 年还没有到，没有可检的", then="请看一看年份写对没有")
    return found._replace(only=record_of(store, found.only, Place.noun).name) if found.only else found


def sheet_data(store: Store, span: Span, **options: bool) -> SelfCheck:
    """What 自检表 is made from."""
    year, day = int(span.when), clock.day()
    imprint = replace(imprint_of(store, span.when, **options), month=span.when, only=span.only)
    if store.identity.role == whose.DISTRICT_ROLE:
        names = whose.called(store)
        beside = {names[world]: found for world, found in all_stations(store, year).items()}
        return SelfCheck(imprint, (), beside, day, "")
    found = lamps(store, year, record_of(store, span.only, Place.noun) if span.only else None)
    return SelfCheck(imprint, found, {}, min(day, f"{year}-12-31"), counted(found))


# -- looking


def own_place(store: Store) -> Place:
    """The place the folder, or the station a district looks at, is for; an empty one where nothing is written of it."""
    world = store.identity.world
    id = own_place_id(world)
    return (
        store.get(Place, (world, id))
        or next(iter(store.find(Place, "id=?", (id,))), None)
        or Place({**dict.fromkeys(Place.fields), "id": id, "world": world, "name": store.identity.name})
    )


def _look(store: Store, year: int, place: Place | None) -> Year:
    own = own_place(store)
    place, whole = place or own, place is None or place.id == own.id
    days = period_of(store, str(year))
    until = min(clock.day(), days.ends)

    def here(rows: list[Row], on: str) -> list[Row]:
        return [row for row in rows if row[on][:10] <= until and (whole or row["place"] == place.name)]

    visits, duties = here(visits_of(store, str(year)), "received_at"), here(duties_of(store, str(year)), "begin")
    ids = {row["id"] for row in visits}
    fresh = [
        row
        for row in issues_of(store, str(year))
        if days.begins <= row["registered_at"] and row["registered_at"][:10] <= until
    ]
    issues = [row for row in fresh if whole or ids & set(row["visits"] or ())]
    been = store.find(Schedule, "date >= ? AND date <= ?", (f"{year}-01-01", until), "date, begin, id")
    plans = [row for row in readable(store, Schedule, been) if whole or row["place"] == place.name]
    sums = figures(visits, issues, duties, days, activities_of(store, str(year)))
    return Year(store, year, until, place, whole, standards(store, year), visits, issues, duties, plans, sums)


def _evidence(seen: Year) -> Iterator[Lamp]:
    """Each of the six: said in words, and shown by a paper or photo that carries its name."""
    page = ("deputy", f"{Place.noun} {seen.place.id}")
    for field in EVIDENCE:
        words = seen.place.data.get(field.name)
        papers = [one for one in seen.place.evidence or () if one["name"].startswith(field.label)]
        missing: tuple[Missing, ...] = () if words else (Missing(f"{field.label}没有写", *page),)
        missing += () if papers else (Missing(f"{field.label}没有照片或文件", PAGE, seen.place.id),)
        yield Lamp(
            SIX,
            f"有{field.label}",
            light_of((bool(words) + bool(papers), 2)),
            f"{words or '没有写'}；材料 {len(papers)} 件",
            missing,
        )

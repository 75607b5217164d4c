"""A station's folder for tests, and the few things a clerk does with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lianluozhan import folder, table
from lianluozhan.act import acting
from lianluozhan.check import Finding, check
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.reception import add_visit
from lianluozhan.record import Record, new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Store
from tests.station import papers_in, twin  # noqa: F401  (the same for these tests)

WORLD, NAME, CLERK = "140405102", "渔泽镇人大代表联络站", "赵敏"
DISTRICT, OFFICE = "140405", "屯留区人大常委会办公室"
SAID = "门口的路灯三个月不亮，晚上老人不敢出门"
VISIT = {"received_at": "2026-10-07T09:00", "visitor_name": "王秀英", "statement": SAID, "outcome": "当场答复"}
PASSED_ON = VISIT | {"outcome": "乡镇办理", "referred_to": "渔泽镇人民政府", "deputies": ["单俊峰"]}


def make(path: Path, role: str = "station", world: str = WORLD, name: str = NAME) -> Path:
    """A new folder with one clerk."""
    folder.make(path, SCHEMA, role, world, name)
    with folder.opened(path, SCHEMA) as store, acting(store, "init", CLERK) as act:
        add_operator(act, CLERK, "联络员")
    return path


def opened(path: Path, *, write: bool = True):
    """The folder's store, for a `with`."""
    return folder.opened(path, SCHEMA, write=write)


def write(
    store: Store, cls: type[Record], values: Mapping[str, Any], id: str | None = None, world: str | None = None
) -> str:
    """Write fields of one record in an act of its own; returns its id."""
    id = id or new_id()
    with acting(store, f"write {cls.noun}") as act:
        act.write(cls, id, values, world)
    return id


def receive(store: Store, **values: Any) -> str:
    """Log a reception; returns its id."""
    id = new_id()
    with acting(store, "add_visit") as act:
        add_visit(act, id, VISIT | values)
    return id


def erase(store: Store, cls: type[Record], id: str) -> None:
    """Erase what is private of a record."""
    with acting(store, "erase") as act:
        act.record("erase", id, {"of": cls.noun})


def issue_of(store: Store, visit: str) -> Issue:
    """The issue a visit opened."""
    return next(issue for issue in store.find(Issue) if visit in issue.visits)


def held(store: Store, cls: type[Record], id: str) -> Any:
    """A record of the station's own world."""
    return store.get(cls, (store.identity.world, id))


def tables(store: Store) -> dict[str, list[tuple]]:
    """The content of every table that is made from the journal."""
    names = [*store.schema.records, *table.SHARED]
    return {name: sorted(map(repr, store.db.execute(f'SELECT * FROM "{name}"'))) for name in names}


def entries(store: Store) -> list[tuple[str, int, bytes, bytes | None]]:
    """The whole journal, byte for byte."""
    return list(store.db.execute("SELECT stream, seq, data, private FROM entry ORDER BY stream, seq"))


def found(path: Path) -> tuple[Finding, ...]:
    """What a check of the folder finds."""
    with opened(path) as store:
        return check(store).findings


def bytes_of(path: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of a folder with its bytes."""
    return ((file, file.read_bytes()) for file in sorted(path.rglob("*")) if file.is_file())

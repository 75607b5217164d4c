"""Stations for tests: real data folders, made once and copied, and the few moves every test of daily work makes."""

from __future__ import annotations

import atexit
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import attachment, check, cli, clock, folder, intake, sheet
from lianluozhan.act import acting
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.sheet import Row
from lianluozhan.store import Store
from lianluozhan.visit import Visit

SAMPLE = Path(__file__).parents[1] / "resources" / "sample"
LEDGER = SAMPLE / "渔泽镇站-2026年10月台账.xlsx"
TRUTH = json.loads(LEDGER.with_suffix(".json").read_text("utf-8"))
CODE, NAME = "140405102", "渔泽镇人大代表联络站"
SHEETS = ("deputy", "visit", "duty")


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Its JSON."""
        return json.loads(self.out)


def run(*words: object) -> Ran:
    """One command, run in this process as the installed one would; the test's day is what it was."""
    out, err, seen = io.StringIO(), io.StringIO(), clock._set
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as left:
            code = left.code
    clock.set_today(seen)
    return Ran(code, out.getvalue(), err.getvalue())


def done(path: Path, *words: object, today: str = "") -> Ran:
    """A command that works on a folder."""
    ran = run(*words, "--data", path, *(("--today", today) if today else ()))
    assert ran.code == 0, (words, ran.err)
    return ran


def refused(path: Path, *words: object, today: str = "") -> str:
    """A command that is refused with 1 and changes nothing of a folder; returns the message."""
    before = journal(path)
    ran = run(*words, "--data", path, *(("--today", today) if today else ()))
    assert (ran.code, ran.out) == (1, ""), ran
    assert "错误：" in ran.err, ran.err  # a question asked before it may stand on its line
    assert journal(path) == before
    return ran.err


@cache
def _template(role: str, code: str, name: str, *sheets: str) -> Path:
    path = Path(tempfile.mkdtemp()) / "folder"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    folder.make(path, SCHEMA, role, code, name)
    with opened(path) as store:
        with acting(store, "init", "赵敏") as act:
            add_operator(act, "赵敏", "联络员")
            act.write(Place, own_place_id(code), {"name": name, "code": code, "level": "站", "host": "镇人大主席团"})
        for noun in sheets:
            add(store, noun)
    return path


def twin(source: Path, to: Path) -> Path:
    """A folder for a test, made like another: not a copy that stands beside it, but as if it had been made there."""
    shutil.copytree(source, to)
    card = json.loads((to / folder.CARD).read_text("utf-8"))
    card.pop("place", None)
    (to / folder.CARD).write_text(json.dumps(card), "utf-8")
    return to


def empty(path: Path, role: str = "station", code: str = CODE, name: str = NAME) -> Path:
    """A new folder with nothing in it but its clerk and its own place."""
    return twin(_template(role, code, name), path)


def filled(path: Path, *sheets: str) -> Path:
    """A station that has read the sample ledger, its sheets in this order."""
    return twin(_template("station", CODE, NAME, *(sheets or SHEETS)), path)


def papers_in(path: Path) -> dict[str, Path]:
    """{digest: the file it lies in} of all papers of a folder."""
    return {name: file for file in attachment.files(path) for name in attachment.within(file)}


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A folder's store."""
    with folder.opened(path, SCHEMA) as store:
        yield store


def add(store: Store, noun: str, file: Path = LEDGER) -> intake.Taken:
    """Add a ledger's rows of a kind."""
    cls = SCHEMA.records[noun]
    reading = sheet.read(file, cls)
    assert not reading.bad
    return intake.take(store, cls, reading.rows)


def take(store: Store, noun: str, *rows: dict[str, Any], **options: Any) -> intake.Taken:
    """Add typed rows as a sheet's, read as the sheet's reader would."""
    cls = SCHEMA.records[noun]
    read = [
        Row("表", number, {k: v for k, v in cls.read(row).items() if v is not None})
        for number, row in enumerate(rows, 2)
    ]
    return intake.take(store, cls, read, **options)


VISIT = {"received_at": "2026-10-14T09:00", "channel": "来站", "statement": "路灯不亮", "outcome": "当场答复"}


def receive(store: Store, operator: str = "", **values: Any) -> Visit:
    """Register a reception by hand; what is not said is a plain one."""
    id = new_id()
    with acting(store, "visit", operator) as act:
        add_visit(act, id, VISIT | values)
    return store.get(Visit, (store.identity.world, id))


def issues(store: Store) -> list[dict[str, Any]]:
    """The live issues as a list prints them."""
    return readable(store, Issue, store.find(Issue, order="number"))


def do(store: Store, number: str, word: str, **typed: Any) -> Issue:
    """Take the issue with this number, or the end of one, a step further."""
    (issue,) = store.find(Issue, "number LIKE '%' || ? AND (voided IS NULL OR 1)", (number,))
    with acting(store, "follow") as act:
        follow(act, issue, word, typed)
    return store.get(Issue, (issue.world, issue.id))


def digest(store: Store) -> list[tuple]:
    """The journal's content: equal exactly when nothing was written in between."""
    return store.db.execute("SELECT stream, seq, hash, private FROM entry ORDER BY stream, seq").fetchall()


def journal(path: Path) -> list[tuple]:
    """The same of a folder."""
    with folder.opened(path, SCHEMA, write=False) as store:
        return digest(store)


def sound(store: Store) -> None:
    """Everything verifies, and the tables are what the journal makes them from nothing."""
    assert check.check(store).findings == ()

"""恢复演练: a backup made into a folder and read through, then taken away again: a backup nobody tried is a hope."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lianluozhan import folder, vault
from lianluozhan.backup import restore
from lianluozhan.check import Finding, check
from lianluozhan.clock import today
from lianluozhan.schema import SCHEMA
from lianluozhan.workroom import workroom

COUNTED = ("visit", "issue", "followup", "duty", "deputy")


class Drill(NamedTuple):
    """What came of it: the backup, the day, {kind: how many}, entries, papers, what was found wrong, seconds it took."""

    file: Path
    on: date
    counts: dict[str, int]
    entries: int
    papers: int
    findings: tuple[Finding, ...]
    seconds: float


def drill(path: Path, file: Path) -> Drill:
    """Restore a backup of an open folder beside it, check all of it, take it away. Raises Problem as a restore does."""
    began = time.monotonic()
    with workroom(path) as room:
        again = room / "again"
        restore(file, again, like=path)
        vault.lend(path, again)
        try:
            with folder.opened(again, SCHEMA) as store:
                found = check(store)
                records = {noun: SCHEMA.records[noun] for noun in COUNTED}
                counts = {
                    cls.label: store.db.execute(f'SELECT count(*) FROM "{noun}" WHERE voided IS NULL').fetchone()[0]
                    for noun, cls in records.items()
                }
        finally:
            vault.lock(again)
    return Drill(file, today(), counts, found.entries, found.papers, found.findings, time.monotonic() - began)

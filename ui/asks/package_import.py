"""What 导入报送包 has the worker do: packages found on sticks, looked into, taken in, and their report kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lianluozhan import clock
from lianluozhan.case_data import imprint_of
from lianluozhan.errors import Problem
from lianluozhan.folder import KEYS
from lianluozhan.package import arrive, read
from lianluozhan.package.addressee import parted
from lianluozhan.package.arrive import Arrived, packages_in, written_at
from lianluozhan.package.enrol import newcomer
from lianluozhan.package.manifest import Party
from lianluozhan.report import import_report
from lianluozhan.report.file import write
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from ui import drives


class Wanted(NamedTuple):
    """Which files to take in, under which words, and whose keys a person has compared."""

    paths: tuple[Path, ...]
    secret: str
    compared: tuple[Party, ...] = ()


def found_on(roots: Sequence[Path]) -> list[Path]:
    """The packages in the usual places of these disks, newest first."""
    found = []
    for folder in (root / place for root in roots for place in drives.PLACES):
        try:
            found += packages_in(folder)
        except OSError:
            continue  # not there, or the stick is just being pulled
    return sorted(found, key=written_at, reverse=True)


class Seen(NamedTuple):
    """The packages that are not listed yet, those of the list that are gone, those that are plainly for somebody else."""

    found: Sequence[Path]
    gone: Sequence[Path] = ()
    left: Sequence[Path] = ()


def on_sticks(store: Store, before: Seen) -> Seen:
    """What lies on the sticks now, beside what was `found` and `left` alone before."""
    lying = found_on([Path(one.root) for one in drives.sticks(drives.mounts())])
    found, left = parted(store, [one for one in lying if one not in before.found])
    gone = [one for one in before.found if not one.exists()]
    return Seen(found, gone, [*left, *(one for one in before.left if one not in lying and one.exists())])


def also(store: Store, chosen: Sequence[Path], before: Seen) -> Seen:
    """The same once a person picked files by themself: several are looked at as a stick's are, a single one is meant."""
    found, left = arrive.meant(store, chosen)
    others = [one for one in dict.fromkeys((*before.left, *left)) if one not in found]
    return Seen([one for one in found if one not in before.found], (), others)


def said(path: Path) -> str:
    """渔泽镇　2026-10-21 09:42　140405102-…llz; a name that is not one of ours as it stands."""
    sender = Arrived(path.name, None, None).sender
    return f"{sender} 导出　{path.name}" if sender else path.name


def looked_into(store: Store, folder: Path, paths: Sequence[Path]) -> tuple[bool, list[Party]]:
    """Whether words are needed for any of the packages, and the senders of the others whose keys nobody compared yet.

    For one that this folder wrote itself nobody is asked: it is refused when its turn comes, the others are taken.
    """
    keys, strangers = Keys.load(folder / KEYS), []
    by_words = [path for path in paths if read.needs_passphrase(path)]
    for path in paths:
        if path not in by_words:
            with suppress(Problem):  # told when it is taken in
                met = newcomer(store, read.read(path, keys))
                strangers += [met] if met and met not in strangers else []
    return any(arrive.own(store, path) is None for path in by_words), strangers


def taken(
    store: Store, folder: Path, wanted: Wanted, operator: str, tell: Callable[..., None]
) -> tuple[list[Arrived], frozenset[str]]:
    """Take packages in, oldest first, each whole or not at all; and the kinds of record that changed."""
    arrived: list[Arrived] = []
    for place, path in enumerate(sorted(wanted.paths, key=written_at), 1):
        tell(f"打开 {path.name}", place, len(wanted.paths))
        arrived.append(
            arrive.take(store, path, wanted.secret, operator, lambda met: met if met in wanted.compared else None)
        )
    return arrived, frozenset().union(*(one.report.changed for one in arrived if one.report))


def printed(store: Store, arrived: Sequence[Arrived], file: Path) -> Path:
    """The report as PDF."""
    write({file: import_report.make(import_report.Imported(imprint_of(store, clock.day()), arrived))})
    return file

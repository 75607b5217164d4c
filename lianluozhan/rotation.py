"""Which backups there are, which are kept, whether one is due, and whether one lies off this PC."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from lianluozhan import attic, backup, backup_file, clock, folder
from lianluozhan.backup import PLACE, Kept
from lianluozhan.beside import save
from lianluozhan.driver import trouble
from lianluozhan.errors import BadInput, FolderProblem, Problem
from lianluozhan.rekey import DATABASE
from lianluozhan.whereabouts import volume

DAILY, WEEKLY, MONTHLY = 7, 8, 12
PATIENCE = 7  # days without a backup off this PC until somebody is told
BEFORE, KEPT_BEFORE = "升级前", 2  # in the names of those made before another version came; so many of them stay
LONGEST = 1_000  # characters of a way to another place
PLAN = "plan.json"  # beside the backups: where else, and when one last left this PC


class Copy(NamedTuple):
    """A backup that lies somewhere: its file, when it was made, bytes."""

    file: Path
    at: datetime
    size: int


class Plan(NamedTuple):
    """Another place backups go to, "" for none; the day one last left this PC, and where to; why the last one failed."""

    second: str = ""
    away_on: str = ""
    away_to: str = ""
    failed: str = ""


class Done(NamedTuple):
    """What a daily backup came to: the file, and why the second place has none."""

    kept: Kept
    second: Kept | None = None
    trouble: Problem | None = None


def copies(place: Path, world: str) -> list[Copy]:
    """The backups of a folder in a place, the newest first; those dated to come stand last: nobody knows of when they are."""
    found = []
    for file in place.glob(f"{PLACE}-{world}-*.zip"):
        with suppress(ValueError, OSError):  # somebody else's file, or just gone
            found.append(
                Copy(
                    file,
                    datetime.strptime(file.stem.removeprefix(f"{PLACE}-{world}-")[:15], "%Y%m%d-%H%M%S"),
                    file.stat().st_size,
                )
            )
    found.sort(key=lambda one: one.at, reverse=True)
    return sorted(found, key=lambda one: backup.to_come(one.at))


def worth(made: Sequence[datetime]) -> set[datetime]:
    """Which are kept of those made at these times: the newest of each of the last 7 days, 8 weeks and 12 months that have one."""
    kept: set[datetime] = set()
    for most, period in (
        (DAILY, date.isoformat),
        (WEEKLY, lambda day: "{}-{}".format(*day.isocalendar())),
        (MONTHLY, lambda day: f"{day:%Y-%m}"),
    ):
        newest: dict[str, datetime] = {}
        for at in sorted(made, reverse=True):
            newest.setdefault(period(at.date()), at)
        kept |= set(list(newest.values())[:most])
    return kept


def rotate(place: Path, world: str) -> list[Path]:
    """Take away the backups that are not worth keeping, and papers only they had. Nothing else in that place is touched.

    Those dated to come stay until then: where the clock is wrong they are all there are.
    """
    found = copies(place, world)
    late = [one for one in found if backup.to_come(one.at)]
    before = [one for one in found if BEFORE in one.file.name and one not in late]
    days = worth([one.at for one in found if one not in before and one not in late])
    kept = [one for one in found if one in (*late, *before[:KEPT_BEFORE]) or (one not in before and one.at in days)]
    gone = [one.file for one in found if one not in kept]
    for file in gone:
        with suppress(OSError):  # somebody is just copying it: the next time
            file.unlink()
    with suppress(FolderProblem):  # one that is damaged does not say which papers it needs: then all stay
        attic.purge(place, world, [backup_file.attic_of(one.file) for one in kept])
    return [file for file in gone if not file.exists()]


def _newest(path: Path) -> Copy | None:
    return next(iter(copies(path / PLACE, folder.world_of(path))), None)


def due(path: Path) -> bool:
    """Whether something was written since the newest backup, or there is none."""
    newest = _newest(path)
    written = max((file.stat().st_mtime for file in path.glob(f"{DATABASE}*")), default=0.0)
    return newest is None or backup.to_come(newest.at) or newest.file.stat().st_mtime < written


def daily(path: Path) -> Done:
    """Back up into the folder and to the second place, where there is one; rotate both. Raises what the first fails with."""
    world, plan = folder.world_of(path), plan_of(path)
    kept = backup.backup(path, path / PLACE, papers=False)
    rotate(path / PLACE, world)
    if not plan.second:
        return Done(kept)
    second = Path(plan.second)
    try:
        if not second.is_dir():
            raise FolderProblem(
                f"备份的第二个地方 {second} 现在不在",
                then="插好那个盘，或在“备份”里换一个地方",
                safe="这台电脑上的备份已经做好。",
            )
        beside = backup.backup(path, second, papers=False)
        rotate(second, world)
        went(path, second)
    except Problem as problem:
        return Done(kept, None, problem)
    return Done(kept, beside)


def before_upgrade(path: Path, version: str) -> Kept:
    """The way back: a whole backup by the version that is about to go, kept until two later ones. Raises FolderProblem."""
    kept = backup.backup(path, path / PLACE)
    named = kept.path.with_name(f"{kept.path.stem}-{BEFORE}-{version}.zip")
    with trouble(named):
        os.replace(kept.path, named)
    rotate(path / PLACE, folder.world_of(path))
    return kept._replace(path=named)


def once_a_day(path: Path) -> Done | None:
    """The day's backup, where there is none yet and something was written. What fails is kept for who looks next."""
    newest = _newest(path)
    return None if newest and newest.at.date() == datetime.now().date() else at_close(path)


def at_close(path: Path) -> Done | None:
    """A backup of what was written since the last. What fails is kept for who looks next: nobody is there to be told."""
    if not due(path):
        return None
    try:
        done = daily(path)
    except Problem as problem:
        with suppress(Problem):  # the disk is full: then that is what is told next time it is tried
            _keep(path, plan_of(path)._replace(failed=str(problem)))
        return None
    failed = str(done.trouble or "")
    if failed != plan_of(path).failed:
        _keep(path, plan_of(path)._replace(failed=failed))
    return done


def plan_of(path: Path) -> Plan:
    """Where else backups go, and when one last left."""
    try:
        plan = Plan(
            **{name: str(value) for name, value in json.loads((path / PLACE / PLAN).read_text("utf-8")).items()}
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return Plan()
    return plan._replace(second="") if _network(plan.second) or len(plan.second) > LONGEST else plan


def _network(place: str) -> bool:
    """Whether a place is another computer's, as Windows writes those: a folder from elsewhere must not make us knock there."""
    return place.startswith(("\\\\", "//"))


def set_second(path: Path, second: Path | None) -> None:
    """Let backups go to another place too. Raises BadInput where that is the folder itself, or cannot be written."""
    if second is not None:
        if _network(str(second)):
            raise BadInput("第二个地方不能在网络上", then="请选另一个盘或 U 盘上的文件夹：这个程序不联网")
        if path.resolve() in (second.resolve(), *second.resolve().parents):
            raise BadInput("第二个地方不能在数据文件夹里面", then="请选另一个盘上的文件夹，这台电脑坏了它还在")
        if not second.is_dir() or not os.access(second, os.W_OK):
            raise BadInput(f"{second} 现在写不进去", then="请插好那个盘，或另选一个文件夹")
    _keep(path, plan_of(path)._replace(second=str(second.resolve()) if second else ""))


def went(path: Path, to: Path) -> bool:
    """A backup was put somewhere; whether that is off this PC, on another volume."""
    away = volume(to) != volume(path)
    if away:
        _keep(path, plan_of(path)._replace(away_on=clock.now()[:10], away_to=str(to)))
    return away


def days_at_home(plan: Plan, today: date) -> int | None:
    """How many days no backup has left this PC; None where none ever did, for all one can tell of a day that is to come."""
    if plan.away_on > clock.now()[:10]:
        return None
    try:
        return max((today - date.fromisoformat(plan.away_on)).days, 0)
    except ValueError:
        return None


def _keep(path: Path, plan: Plan) -> None:
    file = path / PLACE / PLAN
    with trouble(file):
        file.parent.mkdir(exist_ok=True)
        save(file, plan._asdict())

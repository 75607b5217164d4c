"""Several package files at once, each whole or not at all, and what became of each: for the window, the command and paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lianluozhan import clock, sweep
from lianluozhan.act import acting
from lianluozhan.attachment import keep
from lianluozhan.errors import UNCHANGED, FolderProblem, PackageProblem, Problem, WrongPassphrase, WrongReceiver, why
from lianluozhan.folder import KEYS
from lianluozhan.package import merge, read
from lianluozhan.package.addressee import parted
from lianluozhan.package.enrol import accept, newcomer
from lianluozhan.package.manifest import Party
from lianluozhan.package.merge import Report
from lianluozhan.package.write import SUFFIX
from lianluozhan.place import town_of
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from lianluozhan.whose import STATION_ROLE

NAMED = re.compile(r"(.*)-[^-]*-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)-[^-]*")  # <from>-<to>-<yyyymmdd-hhmm>-<hex>
COUNTS = ("新增", "更新", "相同", "冲突", "附件")  # of records; the columns of a report
REFUSED = "拒收"
PICK = "请选对文件夹，或写明是哪个文件"
Compare = Callable[[Party | None], Party | None]  # which of a newcomer's keys a person compared


class Arrived(NamedTuple):
    """What became of one file: a report, or the reason why nothing of it was taken."""

    name: str
    report: Report | None
    problem: Problem | None
    file: str = ""

    @property
    def sender(self) -> str:
        """Whose it is by its name, and of when: 渔泽镇　2026-10-21 09:42; "" where the name is none of ours."""
        named = NAMED.fullmatch(Path(self.name).stem)
        if named is None:
            return ""
        code, year, month, day, hour, minute = named.groups()
        town = town_of(code)
        return f"{town.name if town else code}　{year}-{month}-{day} {hour}:{minute}"

    @property
    def counts(self) -> dict[str, int]:
        """The figures of its row; none where it was refused."""
        one = self.report
        if one is None:
            return {}
        return dict(zip(COUNTS, (one.added, one.updated, one.unchanged, one.conflicts, one.papers), strict=True))

    @property
    def notes(self) -> list[str]:
        """What a person should know besides the figures."""
        if self.report is None:
            return [f"⊘ {self.problem}"]
        one, said = self.report, []
        if one.new + one.filled == 0:
            said.append("这个包以前导入过，没有多出记录。")
        if one.reissued:
            said.append(
                f"⚠ 这个文件夹有两份都在写，已经自动接好：本机另写的 {one.reissued} 步换了名字重新写下，请再导出一次带给区里。"
            )
        if one.conflicts:
            said.append(f"⚠ 有 {one.conflicts} 处两边写得不一样，要由人来定。")
        if one.unknown:
            said.append(f"⚠ 其中 {one.unknown} 条是更新版本的程序写的，先留着，升级后就看得到。")
        return said


def take(store: Store, path: Path, secret: str | None, operator: str, compare: Compare) -> Arrived:
    """Take one file in; a refusal is an answer too, nothing has changed then."""
    folder = store.path.parent
    try:
        package = read.read(path, Keys.load(folder / KEYS), secret)
        met = None if read.needs_passphrase(path) else compare(newcomer(store, package))
        report = merge.receive(store, package, operator, lambda data: keep(folder, data, clock.today().year))
        if met:
            with acting(store, "enrol", operator) as act:
                accept(act, met)
        # What it erased is gone from the journal; what is left in files goes the next time.
        with suppress(FolderProblem):
            sweep.finish(store)
    except Problem as problem:
        ours = own(store, path) if isinstance(problem, WrongPassphrase | WrongReceiver) else None
        return Arrived(path.name, None, ours or problem, str(path))
    return Arrived(path.name, report, None, str(path))


def written_at(path: Path) -> list[str]:
    """The day and hour in a package's name, to order by."""
    return path.name.rsplit("-", 3)[1:3]


def packages_in(folder: Path) -> list[Path]:
    """The packages that lie in a folder, oldest first. Raises OSError."""
    return sorted((path for path in folder.iterdir() if path.suffix == SUFFIX), key=written_at)


def meant(store: Store, chosen: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The packages to be taken in, of a folder all that lie in it, and those that are left alone.

    What is plainly for somebody else is left alone where several were picked; one file by its name is meant, whoever it
    is for. Raises PackageProblem for a folder without packages.
    """
    if len(chosen) == 1 and not chosen[0].is_dir():
        return list(chosen), []
    found: list[Path] = []
    for one in chosen:
        try:
            lying = packages_in(one) if one.is_dir() else [one]
        except OSError as error:
            raise PackageProblem(f"读不了 {one}（{why(error)}）", then=PICK) from None
        if not lying:
            raise PackageProblem(f"{one} 里没有报送包", then=PICK)
        found += lying
    return parted(store, found)


def own(store: Store, path: Path) -> PackageProblem | None:
    """What to say of a package that by its name this folder wrote for another; a hint only, what counts is inside the lock."""
    parts, identity = path.stem.rsplit("-", 4), store.identity
    if len(parts) != 5 or parts[0] != identity.world or parts[1] == identity.world:
        return None
    here, there = ("本站", "区里") if identity.role == STATION_ROLE else ("本区", "站里")
    return PackageProblem(
        f"{path.name} 是{here}自己导出的，不是给本机的", then=f"请带到{there}导入；要导入{there}给的，请选那一个"
    )


def total(arrived: Sequence[Arrived]) -> dict[str, int]:
    """The sums of all files, and how many were refused."""
    sums = {name: sum(one.counts.get(name, 0) for one in arrived) for name in COUNTS}
    return sums | {REFUSED: sum(one.problem is not None for one in arrived)}


def refusal(arrived: Sequence[Arrived], left: Sequence[Path] = ()) -> Problem | None:
    """What to say at the end where any was refused, of a single file its own reason; or where all were left alone."""
    if left and not arrived:
        return PackageProblem(f"{len(left)} 个包都是给别的单位的，没有动", then="请找一找给本单位的那一个")
    bad = [one for one in arrived if one.problem]
    if len(arrived) == 1 or not bad:
        return bad[0].problem if bad else None
    safe = f"其余 {len(arrived) - len(bad)} 个已经收好，不受影响。" if len(bad) < len(arrived) else UNCHANGED
    return PackageProblem(
        f"{len(arrived)} 个包里有 {len(bad)} 个没有收进来：{'、'.join(one.name for one in bad)}",
        safe=safe,
        then="每一个为什么、怎么办，写在上面",
    )

"""Known trouble, told so that a clerk knows what happened, what is safe and what to do next.

Problem                 everything a user can meet; anything else is a bug of ours
├── BadInput            what was typed or read cannot be taken
│   ├── BadRows         rows of a sheet, each with its place and reason
│   ├── ReasonWanted    nobody said why it is changed
│   └── NotFound        nothing, or more than one thing, has this name or number
├── NotAllowed          the act is not possible now
├── Changed             somebody changed the record meanwhile
├── SheetProblem        a file that is not a sheet we can read
├── FolderProblem       the data folder
│   ├── NoFolder        it is no data folder
│   ├── NewerFolder     a newer program made it
│   ├── FolderBusy      another program is writing in it
│   ├── Locked          it has passwords, and nobody has opened it
│   │   ├── WrongPassword   this is nobody's
│   │   └── TooManyTries    after too many wrong ones
│   └── FolderDamaged   what lies there does not verify
├── UpdateProblem       a new version that may not be taken
│   └── NewerUpdate     a newer program has to read it
└── PackageProblem      a package from a stick
    ├── WrongPassphrase it does not open with this passphrase
    ├── Damaged         it is not what its writer wrote
    ├── WrongReceiver   it is for somebody else
    ├── Gap             something before it is missing
    ├── Fork            two histories under one name
    ├── Outside         its writer may not write this
    └── NewerFormat     a newer program wrote it

BadValue                a single value without meaning; becomes BadInput with its place
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

UNCHANGED = "没有改动任何数据。"
UPGRADE = "请先升级本程序"
UNTOUCHED = "这一步没有改动它。"  # of a file that is damaged already


WHY = {  # the system's own words are English on most computers
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "位置不对",
    errno.EROFS: "盘是只读的",
    errno.ENOSPC: "盘满了",
    errno.EIO: "盘读写不了",
    errno.EBUSY: "正被占用",
    errno.EEXIST: "已经有同名的",
    errno.ENAMETOOLONG: "名字太长",
    errno.EINVAL: "名字不对",
    errno.ENODEV: "盘不在了",
    errno.ENXIO: "盘不在了",
}


def why(error: OSError) -> str:
    """What the system refused, in the clerk's words; what has none keeps its number, for whoever helps."""
    return WHY.get(error.errno or 0, f"系统错误 {error.errno}")


ELSEWHERE = "请先建好文件夹，或者换一个位置"  # where `no_place` says something


def no_place(folder: Path) -> str:
    """Why nothing can be written into a folder that is none; "" where it is one, or where its name alone is refused."""
    try:
        if folder.is_dir():
            return ""
    except OSError:  # as one that is too long is
        return ""
    return f"{folder} 是一个文件，不是文件夹" if folder.exists() else f"没有 {folder} 这个文件夹"


class BadValue(ValueError):
    """One value that cannot be understood; its text is the reason in plain Chinese."""


class Problem(Exception):
    """Trouble with its three sentences: what happened, what is safe, what to do next."""

    def __init__(self, what: str, then: str = "", safe: str = UNCHANGED) -> None:
        super().__init__(what)
        self.what, self.then, self.safe = what, then, safe

    def __str__(self) -> str:
        return "".join(_sentence(part) for part in (self.what, self.safe, self.then) if part)


def _sentence(part: str) -> str:
    return part if part.endswith(("。", "！", "？", "\n")) else part + "。"


class BadInput(Problem):
    """What was typed or read cannot be taken."""


@contextmanager
def read_as_input() -> Iterator[None]:
    """A value that means nothing to its field is refused as bad input, in the field's own words."""
    try:
        yield
    except BadValue as bad:
        raise BadInput(str(bad)) from None


class BadRow(NamedTuple):
    """Where a row could not be read and why."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.sheet} 第 {self.row} 行" if self.sheet else f"第 {self.row} 行"
        column = f"“{self.column}”" if self.column else ""
        value = f"（{self.value}）" if self.value else ""
        return f"{place}{column}{value}：{self.reason}"


class BadRows(BadInput):
    """Rows that cannot be read; `rows` names each."""

    def __init__(self, rows: Sequence[BadRow]) -> None:
        self.rows = tuple(rows)
        count = len({(row.sheet, row.row) for row in self.rows})
        super().__init__(
            f"有 {count} 行读不懂，一行也没有录入：\n" + "\n".join(f"  {row}" for row in self.rows) + "\n",
            then="请在表里改好这些行再导一次；也可以加 --skip-bad 另存.xlsx，先录好的，坏的另放一张表",
        )


class NotFound(BadInput):
    """Nothing, or more than one thing, has this name or number."""


class ReasonWanted(BadInput):
    """What was written is changed or voided, and nobody said why."""


class NotAllowed(Problem):
    """The act is not possible now."""


class Changed(Problem):
    """The record was changed since it was read; `mine` and `theirs` hold both."""

    def __init__(self, what: str, mine: dict, theirs: dict) -> None:
        super().__init__(what, then="请对照两份内容，再决定怎么改", safe="您写的还在，别人写的也在。")
        self.mine, self.theirs = mine, theirs


class SheetProblem(Problem):
    """A file that is not a sheet we can read."""


class FolderProblem(Problem):
    """Something about the data folder."""


class NoFolder(FolderProblem):
    """It is no data folder."""


class NewerFolder(FolderProblem):
    """A newer program made it, or has written in it: of the version `by`, where that is known."""

    def __init__(self, by: str = "") -> None:
        what = (
            f"这个数据文件夹由更新的 {by} 版写过，本程序旧了，不动它"
            if by
            else "这个数据文件夹是更新版本的程序做的，本程序读不了"
        )
        super().__init__(what, then=UPGRADE + ("；要退回旧版，请用升级前的那份备份恢复" if by else ""))


class FolderBusy(FolderProblem):
    """Another program is writing in it."""


class Locked(FolderProblem):
    """It has passwords, and nobody has opened it."""


class WrongPassword(Locked):
    """This is nobody's password."""


class TooManyTries(Locked):
    """Too many wrong passwords: it has to wait."""


class FolderDamaged(FolderProblem):
    """What lies there does not verify."""


class UpdateProblem(Problem):
    """A new version that may not be taken; the program stays as it is."""


class NewerUpdate(UpdateProblem):
    """A newer program has to read it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 是给更新的程序看的，这一版读不懂", then="请直接用发布的单位给的安装程序")


class PackageProblem(Problem):
    """Something about a package; nothing of it has been taken."""


class WrongPassphrase(PackageProblem):
    """It does not open with this passphrase."""


class Damaged(PackageProblem):
    """It is not what its writer wrote."""


class WrongReceiver(PackageProblem):
    """It is for somebody else."""


class Gap(PackageProblem):
    """Something that comes before it is missing here."""


class Fork(PackageProblem):
    """Two histories under one name."""


class Outside(PackageProblem):
    """Its writer may not write this."""


class NewerFormat(PackageProblem):
    """A newer program wrote it."""

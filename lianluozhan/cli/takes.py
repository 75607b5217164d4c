"""What a verb takes, said for argparse, and the arguments that several verbs share."""

from __future__ import annotations

from typing import Any, NamedTuple


class Argument(NamedTuple):
    """An argument's names and what argparse is told of it."""

    names: tuple[str, ...]
    options: dict[str, Any]


class Verb(NamedTuple):
    """What a verb is for, and what is written behind it."""

    help: str
    takes: tuple[Argument, ...]


Verbs = dict[str, Verb]


def arg(*names: str, **options: Any) -> Argument:
    """One argument."""
    return Argument(names, options)


def verb(help: str, *takes: Argument) -> Verb:
    """One verb."""
    return Verb(help, takes)


JSON = arg("--json", action="store_true", help="输出 JSON")
KIND = arg("kind", metavar="种类", help="visit 接待、issue 意见、duty 履职、deputy 代表 等")
NUMBER = arg("number", metavar="编号", help="编号、标识，或唯一的姓名名称")
PAIRS = arg("pairs", metavar="项=值", nargs="+")
REASON = arg("--reason", metavar="原因", required=True)
SECRET = arg("--passphrase-file", metavar="文件", help="写着口令的文件")
STATION = arg("--station", metavar="站", action="append", help="区里：只看这个站（名称或代码），可写几个")

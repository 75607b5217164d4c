"""Which verbs there are and what they take; wrong usage is told in Chinese."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import __version__
from lianluozhan.cli import daily, keeping, personal, sending, wider, yearly
from lianluozhan.cli.takes import Verbs
from lianluozhan.cli.usage import Parser, leave
from lianluozhan.errors import BadInput
from lianluozhan.findable import normal
from lianluozhan.record import Record


def _common(default: Any) -> Parser:
    """The options every verb takes, before it or after it."""
    common = Parser(argument_default=default)
    common.add_argument("--data", metavar="文件夹", help="数据文件夹（也可用 LIANLUOZHAN_DATA，否则用上次打开的）")
    common.add_argument("--password-file", metavar="文件", help="写着密码的文件")
    common.add_argument("--today", metavar="年-月-日", help="按哪一天看红绿灯和期限")
    common.add_argument("--date-is-right", action="store_true", help="电脑的日期看过了，是对的")
    common.add_argument("--operator", metavar="姓名", help="经办人")
    return common


VERBS: Verbs = daily.VERBS | sending.VERBS | yearly.VERBS | keeping.VERBS | personal.VERBS | wider.VERBS


def parser() -> Parser:
    """The whole command line; its options are filled with None where not given."""
    top = Parser(
        prog="lianluozhan", description="人大代表联络站：接待、意见、办理、履职、打印、报送。", parents=[_common(None)]
    )
    _helped(top)
    top.add_argument("--version", action="version", version=f"联络站 {__version__}", help="版本")
    verbs = top.add_subparsers(dest="verb", metavar="命令", required=True, title="命令", parser_class=Parser)
    for name, verb in VERBS.items():
        one = verbs.add_parser(name, help=verb.help, description=verb.help, parents=[_common(argparse.SUPPRESS)])
        _helped(one)
        for argument in verb.takes:
            one.add_argument(*argument.names, **argument.options)
    for each in (top, *verbs.choices.values()):
        each._positionals.title, each._optionals.title = "要写的", "可选的"
    return top


def _helped(parser: Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="看用法")


def missing(options: argparse.Namespace, *names: str) -> None:
    """Leave with 2 where one of these options was not given."""
    if absent := [f"--{name}" for name in names if getattr(options, name) is None]:
        leave(f"还缺：{', '.join(absent)}")


def pairs(texts: list[str]) -> dict[str, str]:
    """{field: value} of FIELD=VALUE words; full-width ＝ is taken too."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            name, equals, value = text.partition("＝")
        if not equals:
            leave(f"“{text}”要写成 项=值")
        name = normal(name.strip()) if name.isascii() else name.strip()
        if name in found:
            leave(f"“{name}”写了两次")
        found[name] = value
    return found


def said_of(
    cls: type[Record], takes: Mapping[str, Sequence[str] | None], options: argparse.Namespace, hint: str = ""
) -> dict[str, str]:
    """What is written behind a step of `follow`; `takes` says which steps a kind has and what each takes, None where anything;
    `hint` is told to who wrote none of them. Raises BadInput."""
    if options.action not in takes:
        raise BadInput(f"{cls.label}没有“{options.action}”这一步", then=f"可用：{'、'.join(takes)}{hint}")
    said, known = pairs(options.pairs), takes[options.action]
    if known is not None and (unknown := [word for word in said if word not in known]):
        raise BadInput(
            f"“{options.action}”后面没有“{unknown[0]}”这一项", then=f"可写：{'、'.join(known) or '什么都不用写'}"
        )
    return said

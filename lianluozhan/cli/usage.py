"""Wrong usage told in Chinese: argparse's own sentences, each with what it is here."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

TOLD = (  # argparse's own sentences, in the order they are tried
    (r"the following arguments are required: (.*)", "还缺：{}"),
    (r"unrecognized arguments: (.*)", "不认识：{}"),
    (r"argument 命令: invalid choice: '(tour)'.*", "{} 是窗口的，请用 python -m ui tour"),
    (r"argument 命令: invalid choice: '?(.*?)'? \(choose from .*", "没有“{}”这个命令"),
    (r"argument (\S+): invalid choice: .* \(choose from (.*)\)", "{} 后面只能写：{}"),
    (r"argument (\S+): ignored explicit argument .*", "{} 后面不用写内容"),
    (r"argument (\S+): expected .*argument.*", "{} 后面要写内容"),
    (r"argument (\S+): invalid .* value: .*", "{} 后面要写数字"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse, speaking Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage and leave with 2."""
        for pattern, words in TOLD:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = words.format(
                    *(
                        part.replace("'", "").replace(", ", "、") if at else part
                        for at, part in enumerate(found.groups())
                    )
                )
                break
        else:
            message = "写法看不懂" if message.isascii() else message
        leave(message, f"\n{self.format_usage().strip()}")


def leave(why: str, more: str = "") -> NoReturn:
    """Say what is wrong with the usage and leave with 2."""
    print(f"错误：用法不对，{why}。没有改动任何数据。{more}", file=sys.stderr)
    sys.exit(2)

"""Which verbs there are and what they take; wrong usage is told in Chinese."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import __version__
from lianluozhan.cli import personal, wider
from lianluozhan.cli.usage import Parser, leave
from lianluozhan.errors import BadInput
from lianluozhan.record import Record
from lianluozhan.table import normal


def _common(default: Any) -> argparse.ArgumentParser:
    """The options every verb takes, before it or after it."""
    common = argparse.ArgumentParser(add_help=False, argument_default=default)
    common.add_argument("--data", metavar="文件夹", help="数据文件夹（也可用 LIANLUOZHAN_DATA，否则用上次打开的）")
    common.add_argument("--password-file", metavar="文件", help="写着密码的文件")
    common.add_argument("--today", metavar="年-月-日", help="按哪一天看红绿灯和期限")
    common.add_argument("--date-is-right", action="store_true", help="电脑的日期看过了，是对的")
    common.add_argument("--operator", metavar="姓名", help="经办人")
    return common


VERBS: dict[str, tuple[str, tuple[tuple[tuple[str, ...], dict[str, Any]], ...]]] = {}


def _verb(name: str, help: str, *arguments: tuple[tuple[str, ...], dict[str, Any]]) -> None:
    VERBS[name] = help, arguments


def _arg(*names: str, **options: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return names, options


_JSON = _arg("--json", action="store_true", help="输出 JSON")
_KIND = _arg("kind", metavar="种类", help="visit 接待、issue 意见、duty 履职、deputy 代表 等")
_NUMBER = _arg("number", metavar="编号", help="编号、标识，或唯一的姓名名称")
_PAIRS = _arg("pairs", metavar="项=值", nargs="+")
_REASON = _arg("--reason", metavar="原因", required=True)
_STATION = wider.STATION
_SECRET = _arg("--passphrase-file", metavar="文件", help="写着口令的文件")

_verb(
    "init", "新做一个数据文件夹",
    _arg("--role", choices=("station", "district"), help="station 站，district 区人大办公室"),
    _arg("--name", metavar="名称"),
    _arg("--code", metavar="代码"),
    _arg("--town", metavar="乡镇街道", help="由名称查代码"),
    _arg("--clerk", metavar="姓名", help="联络员姓名"),
    _arg("--from", dest="starter", metavar="文件", help="区里给的加入文件，其余由它带出"),
)  # fmt: skip
_verb(
    "add", "录入一张表（.xlsx .csv .jsonl，- 为标准输入）", _KIND,
    _arg("file", metavar="文件[#表名]"),
    _arg("--dry-run", action="store_true", help="只看会怎样，不录入"),
    _arg("--skip-bad", metavar="另存.xlsx", help="读不懂的行另存一张表，其余录入"),
    _JSON,
)  # fmt: skip
_verb(
    "list", "列出记录", _KIND,
    _arg("--search", metavar="词", default="", help="含有这些词"),
    _arg("--where", metavar="项=值", action="append", default=[], help="某一项等于某值，可写几个"),
    _arg("--limit", metavar="条数", type=int),
    _arg("--voided", action="store_true", help="连作废的也列出"),
    _arg("--to", metavar="文件.xlsx", help="列出的全部内容另存一张表，姓名、电话遮着，不带原话"),
    _arg("--with-private", dest="why", metavar="原因", help="另存的表里姓名、电话、原话都写全，要写为什么；会记下来"),
    _JSON,
)  # fmt: skip
_verb(
    "looks", "谁看过：谁在什么时候看了、印了、导出了谁的什么，站长才能看",
    _arg("--person", metavar="姓名", help="看过这个人的"),
    _arg("--record", metavar="编号", help="看过这一条的"),
    _arg("--by", metavar="经办人", help="这一位看的"),
    _arg("--day", metavar="年-月-日", help="这一天的，也可以写年-月"),
    _arg("--limit", metavar="条数", type=int),
    _JSON,
)  # fmt: skip
_verb("show", "看一条记录、它的办理和改动", _NUMBER, _JSON)
_verb(
    "amend",
    "更改一条记录，要写原因",
    _NUMBER,
    _PAIRS,
    _REASON,
    _arg("--correct", action="store_true", help="更正已锁定的原话"),
)
_verb("void", "作废一条记录，号码保留", _NUMBER, _REASON)
_verb("undo", "撤销刚才的一步")
_verb("attach", "给一条记录加附件", _NUMBER, _arg("file", metavar="文件"))
_verb(
    "follow", "办理意见：报区、交办、答复、回告、评价、办结 等", _NUMBER, _arg("action", metavar="办理"),
    _arg("pairs", metavar="项=值", nargs="*"),
)  # fmt: skip
_verb(
    "log", "打印一个月的台账", _arg("month", metavar="年-月"),
    _arg("--to", metavar="文件夹", default="."),
    _arg("--draft", action="store_true", help="印上“草稿”"),
    _arg("--two-sided", action="store_true", help="双面打印：装订边奇数页在左、偶数页在右"),
    _STATION, _JSON,
)  # fmt: skip
_verb(
    "close", "结账：核对这个月还有什么没办完，印好存好，以后的改动写进下个月", _arg("month", metavar="年-月"),
    _arg("--signed-by", metavar="姓名", help="签字人，不写就是站长"),
    _arg("--dry-run", action="store_true", help="只看还有什么没办完"),
)  # fmt: skip
_verb(
    "paper", "打印一张表，如 paper F1 J0012", _arg("name", metavar="名称", nargs="?", help="名称或编号，如 F1、接待登记表"),
    _arg("number", metavar="编号", nargs="*", help="哪一条、哪一天、哪个月、哪位代表"),
    _arg("--to", metavar="文件", help="写到哪个文件或文件夹"),
    _arg("--all", action="store_true", help="每位代表一份，如 paper F9 2026 --all --to 文件夹（或 全部.pdf，合成一个文件）"),
    _arg("--list", action="store_true", help="有哪些"),
    _arg("--blank", type=int, metavar="张数", help="F1：印这么多张空白的，编号先留好，日期写在前面"),
    _arg("--unused", action="store_true", help="F1：没有用的空白一起作废，日期写在前面，不写就是全部"),
    _arg("--masked", action="store_true", help="公示用，遮去姓名电话"),
    _arg("--draft", action="store_true", help="印上“草稿”字样"),
    _arg("--overlay", metavar="右移,上移", nargs="?", const="", help="套打：只印填的内容，打在预印好的表上；毫米，每格 0.5，如 --overlay=1.5,-0.5，不写就用上次的"),
    _arg("--ruler", action="store_true", help="套打用：印出空白表和校准页"),
    _STATION, _JSON,
)  # fmt: skip
_verb(
    "card", "写出本单位的钥匙卡，交给对方认", _arg("--to", metavar="文件", required=True),
    _arg("--for", dest="station", metavar="站", help="区里：改为写出给一个新站的加入文件"),
    _arg("--identity", action="store_true", help="改为写出打开报送包的私钥（age 格式），只供工程师应急"),
    _arg("--renew", action="store_true", help="先换一把新钥匙，由旧钥匙作保；下次导出时对方自动认得"),
    _arg("--like", metavar="备份", help="换成本站另一台电脑的新钥匙：它换过以后做的加密备份"),
    _arg("--passphrase-file", metavar="文件", help="那份备份的口令"),
)  # fmt: skip
_verb(
    "enrol", "认下对方的钥匙卡，以后导出不用口令", _arg("file", metavar="钥匙卡文件"),
    _arg("--lost", action="store_true", help="它的旧钥匙丢了：改认这一把，旧的从此不收"),
    _arg("--ours", action="store_true", help="区里自己的钥匙丢过、文件夹是重新建的：写站里的报送包，认回从前写的"),
)  # fmt: skip
_verb(
    "export", "导出报送包", _arg("--to", metavar="文件夹", required=True), _SECRET,
    _arg("--for", dest="station", metavar="站", help="区里：只给这个站（代码或名称），不写就每个站一份"),
    _arg("--full", action="store_true", help="全部内容"),
    _arg("--masked", action="store_true", help="不带个人信息"),
    _arg("--backup", action="store_true", help="旁边再放一份加密的备份，区里打得开"),
    _JSON,
)  # fmt: skip
_verb(
    "import", "导入别处送来的报送包", _arg("files", metavar="文件", nargs="+"), _SECRET,
    _arg("--report", metavar="文件.pdf", help="把结果印成一张表"), _JSON,
)  # fmt: skip
_verb("conflicts", "列出两边写得不一样、要人来定的地方", _JSON)
_verb(
    "decide", "定下一处不一样的地方", _arg("conflict", metavar="编号.项", help="conflicts 列出的标识"),
    _arg("choice", metavar="第几个|值"),
)  # fmt: skip
_verb(
    "publish", "把汇总好的记录写成普通的 SQLite 文件，供 Datasette、DB Browser 查看", _arg("--to", metavar="文件.db", required=True),
    _arg("--with-private", dest="why", metavar="原因", help="连姓名、电话、原话一起写出，要写为什么；会记下来"),
)  # fmt: skip
_verb(
    "retire", "停用一台坏了、不再用的电脑；不写哪一台就列出来", _arg("computer", metavar="字母", nargs="?", help="它的编号里的两个字母，或“第一台”"),
    _arg("--for", dest="station", metavar="站", help="区里：哪个站的"),
)  # fmt: skip
_verb(
    "stats",
    "一个月、一个季度或一年的统计数字",
    _arg("month", metavar="年[-月|-Q季]"),
    _STATION,
    _arg("--each", action="store_true", help="区里：各站一行，末行合计"),
    _JSON,
)
_verb(
    "points", "一年的履职积分：名次，或一位代表的每一分", _arg("year", metavar="年"),
    _arg("--deputy", metavar="姓名", help="只看一位代表，一条一条列出"),
    _arg("--table", action="store_true", help="看这一年的积分表"),
    _arg("--groups", action="store_true", help="按代表小组排：组内名次、最低要求、述职、测评结果"),
    _JSON,
)  # fmt: skip
_verb(
    "rota", "排一个月的接待日", _arg("month", metavar="年-月"),
    _arg("--place", metavar="家站点", help="只排这一处"),
    _arg("--write", action="store_true", help="存下来；再做一次不会多出来"),
    _arg("--past", action="store_true", help="这个月过去的日子也排上；不写就只排今天和以后的"),
    _arg("--swap", metavar="词", nargs="+", help="调班：日期 原代表 替班，或对调：日期 代表 另一天 那天的代表"),
    _arg("--reason", metavar="原因", default="", help="为什么调班"),
    _JSON,
)  # fmt: skip
_verb(
    "term", "换届：录入新一届的名单；不写名单就列出联系代表已经离任的意见", _arg("file", metavar="名单[#表名]", nargs="?"),
    _arg("--name", dest="term", metavar="届次", help="如 第十九届"),
    _arg("--on", metavar="年-月-日", help="新一届从哪天起，不写就是今天"),
    _arg("--give", action="store_true", help="照提议给没办完的意见换联系代表"),
    _arg("--instead", metavar="旧=新", action="append", default=[], help="某位离任代表的意见都换成谁，可写几个"),
    _arg("--dry-run", action="store_true", help="只看会怎样，不改动"),
    _JSON,
)  # fmt: skip
_verb(
    "fill", "把一个月的记录填进区里的表，或读回区里清单上的编号",
    _arg("template", metavar="空表.xlsx[#表名]", nargs="?"),
    _arg("month", metavar="年-月", nargs="?"),
    _arg("kind", metavar="种类", nargs="?", help="visit 接待、issue 意见、duty 履职"),
    _arg("--to", metavar="另存.xlsx", help="填好的另存成哪个文件；空表不动"),
    _arg("--match", metavar="列名=项目", action="append", default=[], help="某一列填什么，可写几个；认一次就记住"),
    _arg("--masked", action="store_true", help="姓名电话只留头尾，不写原话"),
    _arg("--back", metavar="清单[#表名]", help="改为读区里导出的清单，按编号对上本站的意见"),
    _arg("--column", metavar="列名", help="清单里哪一列是区里的编号"),
    _arg("--write", action="store_true", help="看过以后：把新的编号写到意见上"),
    _JSON,
)  # fmt: skip
_verb(
    "update", "装 U 盘上的新版本：核对签名，先备份，再换；数据不动", _arg("path", metavar="文件|文件夹", help="更新文件（.llu），或放着它的 U 盘"),
    _arg("--check", action="store_true", help="只看是什么、能不能装"),
    _arg("--to", metavar="文件夹", help="不装，核对以后放到另一只 U 盘上，给各站"),
    _JSON,
)  # fmt: skip
_verb("check", "核对整个数据文件夹", _JSON)
_verb(
    "backup",
    "把整个数据文件夹备份成一个文件；不写放哪里就是每天的备份：放在数据文件夹里，多余的旧备份自动清掉",
    _arg("--to", metavar="文件夹", help="另放一份完整的到这个文件夹"),
    _arg("--passphrase-file", metavar="文件", help="用这个口令加密，可以放在 U 盘上"),
    _arg(
        "--second",
        metavar="文件夹",
        nargs="?",
        const="",
        help="以后每天的备份也放一份到这里（另一个盘）；不写文件夹就不再放",
    ),
    _arg("--list", action="store_true", help="有哪些备份"),
    _arg("--drill", action="store_true", help="恢复演练：把最近的备份恢复一次，核对一遍，再清掉"),
    _arg("--report", metavar="文件.pdf", help="把演练结果印成一张表"),
)
_verb(
    "restore",
    "从备份恢复出一个数据文件夹",
    _arg("file", metavar="备份文件"),
    _arg("--to", metavar="文件夹", required=True),
    _SECRET,
    _arg("--beside", action="store_true", help="第二台电脑，原来的那台也接着用"),
)
_verb(
    "demo", "新做一个示例数据文件夹，供试用",
    _arg("--seed", type=int, default=1, metavar="数字", help="同一个数字做出同样的记录"),
    _arg("--months", type=int, metavar="几个月", help="到今天为止几个月的记录，不写 2 个月，大的 60 个月"),
    _arg("--issues", type=int, default=0, metavar="几件", help="这几个月里一共多少件意见，几十万件也行"),
    _arg("--stations", type=int, default=0, metavar="几个站", help="做一个区：几个站，各站的包汇总到区里"),
    _arg("--places", type=int, default=25, metavar="几个点", help="区里几个联络点"),
)  # fmt: skip
_verb(
    "password", "密码：不写做什么就列出谁有密码",
    _arg("what", metavar="做什么", nargs="?", choices=("set", "add", "change", "remove", "code", "district", "off"),
         help="set 设第一个密码 · add 给一位经办人设密码 · change 改自己的 · remove 去掉一位 · code 换恢复码 · district 区里的钥匙也能开 · off 取消密码"),
    _arg("name", metavar="姓名", nargs="?", help="哪位经办人，不写就是自己"),
    _arg("--new", metavar="文件", help="新密码写在这个文件的第一行"),
    _arg("--role", choices=("站长", "联络员", "只读"), help="他的身份"),
    _arg("--by", metavar="区里的数据文件夹", help="忘了密码：用区里的钥匙打开，再 add 一个"),
    _arg("--without-district", action="store_true", help="区里的钥匙不能开"),
)  # fmt: skip
_verb("rebuild", "从日志重建各数据表")
VERBS |= personal.VERBS | wider.VERBS


def parser() -> Parser:
    """The whole command line; its options are filled with None where not given."""
    top = Parser(
        prog="lianluozhan", description="人大代表联络站：接待、意见、办理、履职、打印、报送。",
        parents=[_common(None)],
    )  # fmt: skip
    _helped(top)
    top.add_argument("--version", action="version", version=f"联络站 {__version__}", help="版本")
    verbs = top.add_subparsers(dest="verb", metavar="命令", required=True, title="命令", parser_class=Parser)
    for name, (help, arguments) in VERBS.items():
        one = verbs.add_parser(name, help=help, description=help, parents=[_common(argparse.SUPPRESS)])
        _helped(one)
        for names, options in arguments:
            one.add_argument(*names, **options)
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

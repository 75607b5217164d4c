"""What the verbs of every day take: a folder, records in it, an issue's steps, a month's and any other paper."""

from __future__ import annotations

from lianluozhan.cli.takes import JSON, KIND, NUMBER, PAIRS, REASON, STATION, Verbs, arg, verb

VERBS: Verbs = {
    "init": verb(
        "新做一个数据文件夹",
        arg("--role", choices=("station", "district"), help="station 站，district 区人大办公室"),
        arg("--name", metavar="名称"),
        arg("--code", metavar="代码"),
        arg("--town", metavar="乡镇街道", help="由名称查代码"),
        arg("--clerk", metavar="姓名", help="联络员姓名"),
        arg("--from", dest="starter", metavar="文件", help="区里给的加入文件，其余由它带出"),
    ),
    "add": verb(
        "录入一张表（.xlsx .csv .jsonl，- 为标准输入）",
        KIND,
        arg("file", metavar="文件[#表名]"),
        arg("--dry-run", action="store_true", help="只看会怎样，不录入"),
        arg("--skip-bad", metavar="另存.xlsx", help="读不懂的行另存一张表，其余录入"),
        JSON,
    ),
    "list": verb(
        "列出记录",
        KIND,
        arg("--search", metavar="词", default="", help="含有这些词"),
        arg("--where", metavar="项=值", action="append", default=[], help="某一项等于某值，可写几个"),
        arg("--limit", metavar="条数", type=int),
        arg("--voided", action="store_true", help="连作废的也列出"),
        arg("--to", metavar="文件.xlsx", help="列出的全部内容另存一张表，姓名、电话遮着，不带原话"),
        arg(
            "--with-private", dest="why", metavar="原因", help="另存的表里姓名、电话、原话都写全，要写为什么；会记下来"
        ),
        JSON,
    ),
    "looks": verb(
        "谁看过：谁在什么时候看了、印了、导出了谁的什么，站长才能看",
        arg("--person", metavar="姓名", help="看过这个人的"),
        arg("--record", metavar="编号", help="看过这一条的"),
        arg("--by", metavar="经办人", help="这一位看的"),
        arg("--day", metavar="年-月-日", help="这一天的，也可以写年-月"),
        arg("--limit", metavar="条数", type=int),
        JSON,
    ),
    "show": verb("看一条记录、它的办理和改动", NUMBER, JSON),
    "amend": verb(
        "更改一条记录，要写原因", NUMBER, PAIRS, REASON, arg("--correct", action="store_true", help="更正已锁定的原话")
    ),
    "void": verb("作废一条记录，号码保留", NUMBER, REASON),
    "undo": verb("撤销刚才的一步"),
    "attach": verb("给一条记录加附件", NUMBER, arg("file", metavar="文件")),
    "follow": verb(
        "办理意见：报区、交办、答复、回告、评价、办结 等",
        NUMBER,
        arg("action", metavar="办理"),
        arg("pairs", metavar="项=值", nargs="*"),
    ),
    "log": verb(
        "打印一个月的台账",
        arg("month", metavar="年-月"),
        arg("--to", metavar="文件夹", default="."),
        arg("--draft", action="store_true", help="印上“草稿”"),
        arg("--two-sided", action="store_true", help="双面打印：装订边奇数页在左、偶数页在右"),
        STATION,
        JSON,
    ),
    "close": verb(
        "结账：核对这个月还有什么没办完，印好存好，以后的改动写进下个月",
        arg("month", metavar="年-月"),
        arg("--signed-by", metavar="姓名", help="签字人，不写就是站长"),
        arg("--dry-run", action="store_true", help="只看还有什么没办完"),
    ),
    "paper": verb(
        "打印一张表，如 paper F1 J0012",
        arg("name", metavar="名称", nargs="?", help="名称或编号，如 F1、接待登记表"),
        arg("number", metavar="编号", nargs="*", help="哪一条、哪一天、哪个月、哪位代表"),
        arg("--to", metavar="文件", help="写到哪个文件或文件夹"),
        arg(
            "--all",
            action="store_true",
            help="每位代表一份，如 paper F9 2026 --all --to 文件夹（或 全部.pdf，合成一个文件）",
        ),
        arg("--list", action="store_true", help="有哪些"),
        arg("--blank", type=int, metavar="张数", help="F1：印这么多张空白的，编号先留好，日期写在前面"),
        arg("--unused", action="store_true", help="F1：没有用的空白一起作废，日期写在前面，不写就是全部"),
        arg("--masked", action="store_true", help="公示用，遮去姓名电话"),
        arg("--draft", action="store_true", help="印上“草稿”字样"),
        arg(
            "--overlay",
            metavar="右移,上移",
            nargs="?",
            const="",
            help="套打：只印填的内容，打在预印好的表上；毫米，每格 0.5，如 --overlay=1.5,-0.5，不写就用上次的",
        ),
        arg("--ruler", action="store_true", help="套打用：印出空白表和校准页"),
        STATION,
        JSON,
    ),
}

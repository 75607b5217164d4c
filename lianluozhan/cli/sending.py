"""What the verbs take that carry data between two offices: cards, packages, what two wrote differently."""

from __future__ import annotations

from lianluozhan.cli.takes import JSON, SECRET, Verbs, arg, verb

VERBS: Verbs = {
    "card": verb(
        "写出本单位的钥匙卡，交给对方认",
        arg("--to", metavar="文件", required=True),
        arg("--for", dest="station", metavar="站", help="区里：改为写出给一个新站的加入文件"),
        arg("--identity", action="store_true", help="改为写出打开报送包的私钥（age 格式），只供工程师应急"),
        arg("--renew", action="store_true", help="先换一把新钥匙，由旧钥匙作保；下次导出时对方自动认得"),
        arg("--like", metavar="备份", help="换成本站另一台电脑的新钥匙：它换过以后做的加密备份"),
        arg("--passphrase-file", metavar="文件", help="那份备份的口令"),
    ),
    "enrol": verb(
        "认下对方的钥匙卡，以后导出不用口令",
        arg("file", metavar="钥匙卡文件"),
        arg("--lost", action="store_true", help="它的旧钥匙丢了：改认这一把，旧的从此不收"),
        arg("--ours", action="store_true", help="区里自己的钥匙丢过、文件夹是重新建的：写站里的报送包，认回从前写的"),
    ),
    "export": verb(
        "导出报送包",
        arg("--to", metavar="文件夹", required=True),
        SECRET,
        arg("--for", dest="station", metavar="站", help="区里：只给这个站（代码或名称），不写就每个站一份"),
        arg("--full", action="store_true", help="全部内容"),
        arg("--masked", action="store_true", help="不带个人信息"),
        arg("--backup", action="store_true", help="旁边再放一份加密的备份，区里打得开"),
        JSON,
    ),
    "import": verb(
        "导入别处送来的报送包",
        arg("files", metavar="文件", nargs="+", help="写文件夹的，里面给本单位的包都导入"),
        SECRET,
        arg("--report", metavar="文件.pdf", help="把结果印成一张表"),
        JSON,
    ),
    "conflicts": verb("列出两边写得不一样、要人来定的地方", JSON),
    "decide": verb(
        "定下一处不一样的地方",
        arg("conflict", metavar="编号.项", help="conflicts 列出的标识"),
        arg("choice", metavar="第几个|值"),
    ),
    "publish": verb(
        "把汇总好的记录写成普通的 SQLite 文件，供 Datasette、DB Browser 查看",
        arg("--to", metavar="文件.db", required=True),
        arg("--with-private", dest="why", metavar="原因", help="连姓名、电话、原话一起写出，要写为什么；会记下来"),
    ),
    "retire": verb(
        "停用一台坏了、不再用的电脑；不写哪一台就列出来",
        arg("computer", metavar="字母", nargs="?", help="它的编号里的两个字母，或“第一台”"),
        arg("--for", dest="station", metavar="站", help="区里：哪个站的"),
    ),
}

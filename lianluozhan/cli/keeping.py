"""What the verbs take that keep program and folder: a new version, checks, backups, passwords."""

from __future__ import annotations

from lianluozhan.cli.takes import JSON, SECRET, Verbs, arg, verb

VERBS: Verbs = {
    "update": verb(
        "装 U 盘上的新版本：核对签名，先备份，再换；数据不动",
        arg("path", metavar="文件|文件夹", help="更新文件（.llu），或放着它的 U 盘"),
        arg("--check", action="store_true", help="只看是什么、能不能装"),
        arg("--to", metavar="文件夹", help="不装，核对以后放到另一只 U 盘上，给各站"),
        JSON,
    ),
    "check": verb("核对整个数据文件夹", JSON),
    "backup": verb(
        "把整个数据文件夹备份成一个文件；不写放哪里就是每天的备份：放在数据文件夹里，多余的旧备份自动清掉",
        arg("--to", metavar="文件夹", help="另放一份完整的到这个文件夹"),
        arg("--passphrase-file", metavar="文件", help="用这个口令加密，可以放在 U 盘上"),
        arg(
            "--second",
            metavar="文件夹",
            nargs="?",
            const="",
            help="以后每天的备份也放一份到这里（另一个盘）；不写文件夹就不再放",
        ),
        arg("--list", action="store_true", help="有哪些备份"),
        arg("--drill", action="store_true", help="恢复演练：把最近的备份恢复一次，核对一遍，再清掉"),
        arg("--report", metavar="文件.pdf", help="把演练结果印成一张表"),
    ),
    "restore": verb(
        "从备份恢复出一个数据文件夹",
        arg("file", metavar="备份文件"),
        arg("--to", metavar="文件夹", required=True),
        SECRET,
        arg("--beside", action="store_true", help="第二台电脑，原来的那台也接着用"),
    ),
    "demo": verb(
        "新做一个示例数据文件夹，供试用",
        arg("--seed", type=int, default=1, metavar="数字", help="同一个数字做出同样的记录"),
        arg("--months", type=int, metavar="几个月", help="到今天为止几个月的记录，不写 2 个月，大的 60 个月"),
        arg("--issues", type=int, default=0, metavar="几件", help="这几个月里一共多少件意见，几十万件也行"),
        arg("--stations", type=int, default=0, metavar="几个站", help="做一个区：几个站，各站的包汇总到区里"),
        arg("--places", type=int, default=25, metavar="几个点", help="区里几个联络点"),
    ),
    "password": verb(
        "密码：不写做什么就列出谁有密码",
        arg(
            "what",
            metavar="做什么",
            nargs="?",
            choices=("set", "add", "change", "remove", "code", "district", "off"),
            help="set 设第一个密码 · add 给一位经办人设密码 · change 改自己的 · remove 去掉一位 · "
            "code 换恢复码 · district 区里的钥匙也能开 · off 取消密码",
        ),
        arg("name", metavar="姓名", nargs="?", help="哪位经办人，不写就是自己"),
        arg("--new", metavar="文件", help="新密码写在这个文件的第一行"),
        arg("--role", choices=("站长", "联络员", "只读"), help="他的身份"),
        arg("--by", metavar="区里的数据文件夹", help="忘了密码：用区里的钥匙打开，再 add 一个"),
        arg("--without-district", action="store_true", help="区里的钥匙不能开"),
    ),
    "rebuild": verb("从日志重建各数据表"),
}

"""What the verbs of a person's rights take: person, erase."""

from __future__ import annotations

from lianluozhan.cli.takes import JSON, Verbs, arg, verb

VERBS: Verbs = {
    "person": verb(
        "一个人的个人信息：找到、查阅复制、登记删除申请、作决定",
        arg("name", metavar="姓名", nargs="?"),
        arg("--phone", metavar="电话"),
        arg("--id-number", metavar="身份证号"),
        arg("--only", metavar="编号", action="append", default=[], help="只算这几条是他的，可写几个"),
        arg("--to", metavar="文件夹", help="全部内容写成一份 PDF 和一张表，附件也放在里面"),
        arg("--apply", metavar="怎么说的", help="登记他要求删除"),
        arg("--applications", action="store_true", help="列出删除申请"),
        arg("--decide", metavar=("序号", "同意删除|不同意删除"), nargs=2, help="对一份申请作决定"),
        arg("--reason", metavar="理由", help="为什么：不同意的一定要写；有密码时站长以外的人写出全部内容也要写"),
        arg("--by", metavar="姓名", help="谁定的"),
        arg("--on", metavar="年-月-日", help="哪一天，不写就是今天"),
        JSON,
    ),
    "erase": verb(
        "脱敏：站里列出到期的、印清单、确认；区里布置、确认销毁",
        arg("records", metavar="编号", nargs="*", help="不写就是保存期限到了的"),
        arg("--application", metavar="序号", type=int, help="同意了的删除申请"),
        arg("--to", metavar="清单.pdf", help="印出清单，站长签字"),
        arg("--number", metavar="编号", help="签好字的清单上的编号：照它脱敏，不能恢复"),
        arg("--by", metavar="姓名", help="站长；区里是确认销毁的人"),
        arg("--ask", metavar="怎么说", nargs="?", const="请脱敏到期的个人信息", help="区里：布置到期脱敏"),
        arg("--for", dest="station", metavar="站", help="区里：只布置给这个站"),
        arg("--on", metavar="年-月-日", help="区里：到哪一天为止到期的"),
        JSON,
    ),
}

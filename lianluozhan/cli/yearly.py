"""What the verbs take that look at months and years: figures, points, rota, a new term, the district's sheet."""

from __future__ import annotations

from lianluozhan.cli.takes import JSON, STATION, Verbs, arg, verb

VERBS: Verbs = {
    "stats": verb(
        "一个月、一个季度或一年的统计数字",
        arg("month", metavar="年[-月|-Q季]"),
        STATION,
        arg("--each", action="store_true", help="区里：各站一行，末行合计"),
        JSON,
    ),
    "points": verb(
        "一年的履职积分：名次，或一位代表的每一分",
        arg("year", metavar="年"),
        arg("--deputy", metavar="姓名", help="只看一位代表，一条一条列出"),
        arg("--table", action="store_true", help="看这一年的积分表"),
        arg("--groups", action="store_true", help="按代表小组排：组内名次、最低要求、述职、测评结果"),
        JSON,
    ),
    "rota": verb(
        "排一个月的接待日",
        arg("month", metavar="年-月"),
        arg("--place", metavar="家站点", help="只排这一处"),
        arg("--write", action="store_true", help="存下来；再做一次不会多出来"),
        arg("--past", action="store_true", help="这个月过去的日子也排上；不写就只排今天和以后的"),
        arg("--swap", metavar="词", nargs="+", help="调班：日期 原代表 替班，或对调：日期 代表 另一天 那天的代表"),
        arg("--reason", metavar="原因", default="", help="为什么调班"),
        JSON,
    ),
    "term": verb(
        "换届：录入新一届的名单；不写名单就列出联系代表已经离任的意见",
        arg("file", metavar="名单[#表名]", nargs="?"),
        arg("--name", dest="term", metavar="届次", help="如 第十九届"),
        arg("--on", metavar="年-月-日", help="新一届从哪天起，不写就是今天"),
        arg("--give", action="store_true", help="照提议给没办完的意见换联系代表"),
        arg("--instead", metavar="旧=新", action="append", default=[], help="某位离任代表的意见都换成谁，可写几个"),
        arg("--dry-run", action="store_true", help="只看会怎样，不改动"),
        JSON,
    ),
    "fill": verb(
        "把一个月的记录填进区里的表，或读回区里清单上的编号",
        arg("template", metavar="空表.xlsx[#表名]", nargs="?"),
        arg("month", metavar="年-月", nargs="?"),
        arg("kind", metavar="种类", nargs="?", help="visit 接待、issue 意见、duty 履职"),
        arg("--to", metavar="另存.xlsx", help="填好的另存成哪个文件；空表不动"),
        arg("--match", metavar="列名=项目", action="append", default=[], help="某一列填什么，可写几个；认一次就记住"),
        arg("--masked", action="store_true", help="姓名电话只留头尾，不写原话"),
        arg("--back", metavar="清单[#表名]", help="改为读区里导出的清单，按编号对上本站的意见"),
        arg("--column", metavar="列名", help="清单里哪一列是区里的编号"),
        arg("--write", action="store_true", help="看过以后：把新的编号写到意见上"),
        JSON,
    ),
}

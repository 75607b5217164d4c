"""What the verbs of the switchable parts take (lianluozhan/parts.py), and the verb that switches them."""

from __future__ import annotations

from lianluozhan.cli.takes import JSON, STATION, Verbs, arg, verb

MANY = {"metavar": "功能", "action": "append", "default": []}

VERBS: Verbs = {
    "parts": verb(
        "功能：不写做什么就列出有哪些、打开了没有",
        arg("--on", help="打开，可写几个", **MANY),
        arg("--off", help="关上；数据都留着，可写几个", **MANY),
        arg("--stations", action="store_true", help="区里：改为替各站定，站里不能再改"),
        arg("--free", help="区里：和 --stations 一起，改回由站里自己定", **MANY),
        JSON,
    ),
    "selfcheck": verb(
        "六有四常自检：一项一盏灯，量了什么、还缺什么",
        arg("year", metavar="年", nargs="?", help="不写就是今年"),
        arg("--place", metavar="家站点", help="只看这一个点"),
        arg("--add", metavar=("项目", "文件"), nargs=2, help="给六有的一项加照片或文件，如 --add 固定场所 会议室.jpg"),
        STATION,
        JSON,
    ),
    "notice": verb(
        "公示：不写做什么就列出来；起草、批准、贴出、撤下",
        arg(
            "what",
            metavar="做什么",
            nargs="?",
            choices=("draft", "approve", "post", "down"),
            help="draft 起草 · approve 批准 · post 贴出 · down 撤下",
        ),
        arg("which", metavar="哪一份", nargs="?", help="起草写月份或季度，如 2026-10、2026-Q4；其余写编号或标题"),
        arg("--spot", metavar="位置", default="", help="贴到什么地方"),
        arg("--by", metavar="姓名", default="", help="谁批准的，不写就是站长"),
        arg("--on", metavar="年-月-日", default="", help="哪天做的，不写是今天"),
        arg("--until", metavar="年-月-日", default="", help="公示到哪一天"),
        STATION,
        JSON,
    ),
    "screen": verb(
        "大厅屏幕用的一个网页文件：批准过的公示、接待日、进站代表，不用联网，自己翻页",
        arg("--to", metavar="文件.html", required=True, help="写成哪个文件"),
        arg("--month", metavar="月份|季度", default="", help="哪一段的，不写就是最近批准的"),
        STATION,
    ),
    "study": verb(
        "学习资料：不写做什么就列出来；放上、记谁学了、取出文件",
        arg(
            "what",
            metavar="做什么",
            nargs="?",
            choices=("add", "read", "save"),
            help="add 放上来 · read 记学习 · save 取出文件",
        ),
        arg("which", metavar="哪一份", nargs="*", help="放上写文件（一份资料可有几个）；其余写编号或标题"),
        arg("--title", metavar="标题", default="", help="放上时：叫什么，不写就用文件名"),
        arg(
            "--kind",
            metavar="种类",
            default="",
            help="放上时：法律、法规规章、上级文件、站里制度、学习材料，不写就从标题看",
        ),
        arg("--issued", metavar="年-月-日", default="", help="放上时：哪天公布的"),
        arg("--deputy", metavar="代表", action="append", default=[], help="记学习时：谁学了，可写几位"),
        arg("--on", metavar="年-月-日", default="", help="记学习时：哪天学的，不写是今天"),
        arg("--to", metavar="文件夹", default="", help="取出时：放到哪里"),
        STATION,
        JSON,
    ),
    "law": verb(
        "立法联系点：不写做什么就列出草案；收进一部草案，看对照表，看还要反馈给谁",
        arg(
            "what",
            metavar="做什么",
            nargs="?",
            choices=("bring", "compare", "tell"),
            help="bring 收进一部 · compare 对照表 · tell 还要反馈给谁",
        ),
        arg("which", metavar="文件|编号", nargs="?", help="收进的写文件（.docx 或 .txt），其余写草案的编号"),
        arg("--level", metavar="哪一级", help="全国、省或市"),
        arg("--title", metavar="名称", help="草案的名称，不写就是文件里的"),
        arg("--by", metavar="单位", help="哪个单位征求意见"),
        arg("--received", metavar="年-月-日", help="哪天收到的，不写是今天"),
        arg("--due", metavar="年-月-日", help="哪天以前要报"),
        JSON,
    ),
    "inspection": verb(
        "迎检：目录、自检表、抽三件一事一档、各月台账、归档目录，写成一个文件夹",
        arg("year", metavar="年", nargs="?", help="不写就是今年"),
        arg("--to", metavar="文件夹", required=True, help="放在哪里"),
        arg("--seed", type=int, metavar="抽签号", help="同一个号抽到同样的三件；不写就是今天的日期"),
        arg("--full", action="store_true", help="不遮姓名电话；会记下来"),
        STATION,
        JSON,
    ),
}

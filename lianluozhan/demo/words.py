"""Who the made-up people are and what they come with: nobody real, nothing that was said."""

from __future__ import annotations

from typing import NamedTuple

from lianluozhan.visit import ON_THE_SPOT, TO_DISTRICT, TO_TOWN, TO_VILLAGE

MARK = "示例"
WORLD = f"{MARK}-140405102"  # no district's code begins so: its packages are refused everywhere
NAME = f"{MARK}·渔泽镇人大代表联络站"
DISTRICT, TOWN = "140405", "渔泽镇人民政府"
CLERK, HEAD = "赵敏", "李建国"
ROOM = "镇会议室"

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单仇尉曾解冯"
GIVEN = (
    "秀英",
    "建国",
    "桂兰",
    "志强",
    "海燕",
    "国栋",
    "晓梅",
    "玉梅",
    "俊峰",
    "志远",
    "秀兰",
    "保平",
    "桂英",
    "玉明",
    "海英",
    "春生",
)
PEOPLE = sorted(surname + given for surname in SURNAMES for given in GIVEN)
VILLAGES = ("东街村", "前后庄村", "久安社区", "岳家庄村", "西坡村", "石泉村")
CHANNELS = ("来站",) * 5 + ("电话", "电话", "走访", "云接待", "意见箱")


class Case(NamedTuple):
    """Something people come with: their words, what they ask, its category, how it is handled, what was answered."""

    statement: str
    request: str
    category: str
    nature: str
    outcome: str
    reply: str


CASES = (
    Case(
        "村口到中学那段路灯坏了有小三个月了，晚上娃们下自习都是摸黑走。",
        "天冷以前把灯修好。",
        "道路与路灯",
        "求助",
        TO_TOWN,
        "已记下，转镇里办理。",
    ),
    Case(
        "门前的路坑洼不平，下雨积水没过脚面。",
        "把路面补一补。",
        "道路与路灯",
        "投诉",
        TO_TOWN,
        "已告知转镇里现场查看。",
    ),
    Case(
        "暖气烧到现在还是十五六度，打了几回电话没人来。",
        "室温烧够。",
        "供暖",
        "投诉",
        TO_DISTRICT,
        "超出镇里权限，报区里协调。",
    ),
    Case("煤改电的补贴去年的还没到账，邻居都领了。", "问问什么时候发。", "供暖", "咨询", TO_TOWN, "由镇里查账后答复。"),
    Case(
        "早市流动摊贩占道，救护车都进不来。",
        "把摊子规范起来。",
        "占道经营与市容",
        "建议",
        TO_DISTRICT,
        "报区执法队研究。",
    ),
    Case("烧烤摊油烟直接排到二楼窗户。", "管一管油烟。", "占道经营与市容", "投诉", TO_TOWN, "转镇里联合执法。"),
    Case(
        "自来水发黄，沉淀一层泥沙，反映过两次了。",
        "查一查水质。",
        "供水供电燃气通讯",
        "求助",
        TO_TOWN,
        "当天已联系水厂。",
    ),
    Case(
        "慢特病认定说材料不全，又不说缺什么。",
        "一次说清要带什么。",
        "医保医疗",
        "咨询",
        ON_THE_SPOT,
        "已当场打电话问清，给了材料清单。",
    ),
    Case("课后服务收费没有公示，家长群里各说各的。", "把标准贴出来。", "教育", "建议", TO_DISTRICT, "报区教育部门。"),
    Case("校门口放学堵得走不动，孩子在车缝里钻。", "放学时有人疏导。", "教育", "求助", TO_TOWN, "转镇里与学校商量。"),
    Case(
        "机井坏了半个月，地里浇不上水。", "赶在下种前修好。", "农业农村", "求助", TO_VILLAGE, "已请村委会当天派人看井。"
    ),
    Case(
        "高龄津贴断了两个月，老人不会用手机认证。",
        "帮着办一办。",
        "社保民政养老",
        "求助",
        ON_THE_SPOT,
        "已帮老人在手机上完成认证。",
    ),
    Case(
        "楼顶漏水三年了，维修基金说用不了。", "把漏的地方修了。", "物业与老旧小区", "投诉", TO_TOWN, "转镇里协调物业。"
    ),
    Case(
        "想给村里的图书室捐些旧书，不知道找谁。",
        "告诉找谁。",
        "文化体育旅游",
        "建议",
        ON_THE_SPOT,
        "已告知村文化员的办公时间。",
    ),
)

SETTLED = "已派人到现场处理好，照片附后。"
SEASONS = {
    "供暖": (11, 12, 1, 2, 3),
    "农业农村": (3, 4, 5, 6, 9),
    "教育": (2, 3, 8, 9),
    "供水供电燃气通讯": (6, 7, 8),
    "占道经营与市容": (5, 6, 7, 8, 9),
}
SPOTS = (
    "村口",
    "卫生室旁",
    "学校门口",
    "三号楼",
    "老戏台",
    "水塔下",
    "五组",
    "七组",
    "菜市场",
    "桥头",
    "幼儿园后墙",
    "十字路口",
    "文化广场",
    "二期北门",
    "老粮站",
    "公交站",
)
SINCE = ("有半个月了", "快三个月了", "从去年冬天起", "上礼拜开始", "断断续续一年多", "清明前后", "国庆以来", "前天夜里")
TOO = (
    "邻居也都这么说",
    "找过村里两回",
    "老人孩子最受罪",
    "打过热线没下文",
    "下雨天更厉害",
    "做生意的也着急",
    "希望给个准话",
    "照片可以拿来看",
)
OTHER_WORDS = {
    "坏了": "不亮了",
    "小三个月": "三个来月",
    "坑洼不平": "全是坑",
    "没人来": "都没来人",
    "还没到账": "一直没发",
    "进不来": "过不去",
    "发黄": "浑得很",
    "浇不上水": "没法浇地",
    "漏水": "渗水",
    "堵得走不动": "堵成一片",
    "断了": "停了",
}

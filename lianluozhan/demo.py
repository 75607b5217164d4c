"""A station of made-up records, to try the program on: repeatable from a seed, marked, and refused by every real district."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import action as table
from lianluozhan import clock, demo_parts, folder
from lianluozhan.act import acting
from lianluozhan.activity import BY_GROUP, DUTY_KINDS, INSPECTION, RESEARCH, TRAINING
from lianluozhan.ballot import BY, OF_DEPUTY, SPOKEN, Ballot, add_ballot, count
from lianluozhan.calendar import WorkCalendar
from lianluozhan.deputy import Deputy
from lianluozhan.duty import add_duty
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.month import DEED, HELPED, SETTLED_STRIFE
from lianluozhan.operator import add_operator
from lianluozhan.organ import organ_for
from lianluozhan.place import HOSTS, Place, own_place_id
from lianluozhan.reception import add_visit, issue_id
from lianluozhan.record import id_of
from lianluozhan.schema import SCHEMA
from lianluozhan.standard import TALLIES
from lianluozhan.store import Store
from lianluozhan.visit import ON_THE_SPOT, RATINGS, TO_DISTRICT, TO_TOWN, TO_VILLAGE

MARK = "示例"
WORLD = f"{MARK}-140405102"  # no district's code begins so: its packages are refused everywhere
NAME = f"{MARK}·渔泽镇人大代表联络站"
DISTRICT, TOWN = "140405", "渔泽镇人民政府"
CLERK, HEAD = "赵敏", "李建国"
MOST_MONTHS = 120

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单仇尉曾解冯"
GIVEN = ("秀英", "建国", "桂兰", "志强", "海燕", "国栋", "晓梅", "玉梅", "俊峰", "志远", "秀兰", "保平", "桂英", "玉明", "海英", "春生")
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
    Case("村口到中学那段路灯坏了有小三个月了，晚上娃们下自习都是摸黑走。", "天冷以前把灯修好。", "道路与路灯", "求助", TO_TOWN, "已记下，转镇里办理。"),
    Case("门前的路坑洼不平，下雨积水没过脚面。", "把路面补一补。", "道路与路灯", "投诉", TO_TOWN, "已告知转镇里现场查看。"),
    Case("暖气烧到现在还是十五六度，打了几回电话没人来。", "室温烧够。", "供暖", "投诉", TO_DISTRICT, "超出镇里权限，报区里协调。"),
    Case("煤改电的补贴去年的还没到账，邻居都领了。", "问问什么时候发。", "供暖", "咨询", TO_TOWN, "由镇里查账后答复。"),
    Case("早市流动摊贩占道，救护车都进不来。", "把摊子规范起来。", "占道经营与市容", "建议", TO_DISTRICT, "报区执法队研究。"),
    Case("烧烤摊油烟直接排到二楼窗户。", "管一管油烟。", "占道经营与市容", "投诉", TO_TOWN, "转镇里联合执法。"),
    Case("自来水发黄，沉淀一层泥沙，反映过两次了。", "查一查水质。", "供水供电燃气通讯", "求助", TO_TOWN, "当天已联系水厂。"),
    Case("慢特病认定说材料不全，又不说缺什么。", "一次说清要带什么。", "医保医疗", "咨询", ON_THE_SPOT, "已当场打电话问清，给了材料清单。"),
    Case("课后服务收费没有公示，家长群里各说各的。", "把标准贴出来。", "教育", "建议", TO_DISTRICT, "报区教育部门。"),
    Case("校门口放学堵得走不动，孩子在车缝里钻。", "放学时有人疏导。", "教育", "求助", TO_TOWN, "转镇里与学校商量。"),
    Case("机井坏了半个月，地里浇不上水。", "赶在下种前修好。", "农业农村", "求助", TO_VILLAGE, "已请村委会当天派人看井。"),
    Case("高龄津贴断了两个月，老人不会用手机认证。", "帮着办一办。", "社保民政养老", "求助", ON_THE_SPOT, "已帮老人在手机上完成认证。"),
    Case("楼顶漏水三年了，维修基金说用不了。", "把漏的地方修了。", "物业与老旧小区", "投诉", TO_TOWN, "转镇里协调物业。"),
    Case("想给村里的图书室捐些旧书，不知道找谁。", "告诉找谁。", "文化体育旅游", "建议", ON_THE_SPOT, "已告知村文化员的办公时间。"),
)
DUTIES = (
    (DUTY_KINDS[INSPECTION], "视察冬季供暖准备", "镇供热站"), (DUTY_KINDS[TRAINING], "代表法学习", "镇会议室"),
    (DEED, "帮两户老人检修电路", "东街村"), (SETTLED_STRIFE, "调解邻里采光纠纷", "久安社区"),
    (DUTY_KINDS[RESEARCH], "农村垃圾分类情况调研", "岳家庄村"), (HELPED, "看望困难学生", "西坡村"),
)  # fmt: skip


def make(path: Path, seed: int = 1, months: int = 2) -> None:
    """A new folder with the records of some months up to today; the same seed and day give the same records.

    Raises FolderProblem where the folder cannot be made.
    """
    folder.make(path, SCHEMA, "station", WORLD, NAME)
    chance = random.Random(seed)
    with folder.opened(path, SCHEMA) as store:
        people = _settle(store, chance)
        today = clock.today()
        days = list(_reception_days(today, months))
        for number, (day, visit) in enumerate(_visits(chance, days, people), 1):
            id = id_of(MARK, "visit", seed, number)
            with acting(store, "add_visit", CLERK) as act:
                add_visit(act, id, visit)
            _handle(store, chance, issue_id(id), day, today)
        _work(store, chance, seed, days, people)
        _vote(store, chance, seed, days, people)
        demo_parts.fill(store, seed, CLERK)


def _settle(store: Store, chance: random.Random) -> list[str]:
    """The place, the clerk, the roster; returns the deputies' names."""
    names = _names(chance, 9)
    with acting(store, "init", CLERK) as act:
        add_operator(act, CLERK, table.CLERK)
        add_operator(act, HEAD, "站长")
        place = {"name": NAME, "code": WORLD, "level": "站", "host": HOSTS["镇"], "head": HEAD, "clerk": CLERK}
        act.write(Place, own_place_id(WORLD), place)
        for order, name in enumerate(names, 1):
            levels = ["市"] if order == 1 else ["区"] if order <= 4 else ["乡镇"]
            about = {"name": name, "order": order, "levels": levels, "gender": chance.choice("男女"), "phone": _phone(chance),
                     "group": f"第{1 + order % 3}{BY_GROUP}", "villages": [VILLAGES[order % len(VILLAGES)]]}  # fmt: skip
            act.write(Deputy, id_of(MARK, "deputy", order), Deputy.read(about))
    return names


def _names(chance: random.Random, count: int) -> list[str]:
    """Different people, none of them real."""
    return chance.sample(sorted(surname + given for surname in SURNAMES for given in GIVEN), count)


def _phone(chance: random.Random) -> str:
    """A number that nobody has: four zeros where the town's part stands."""
    return f"1{chance.choice('3578')}{chance.randrange(10)}0000{chance.randrange(10_000):04d}"


def _reception_days(today: date, months: int) -> Iterator[date]:
    """Every Wednesday of these months up to today that is worked, this month the last."""
    first = today.replace(day=1)
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    calendar = WorkCalendar()
    for offset in range((today - first).days + 1):
        day = first + timedelta(days=offset)
        if day.weekday() == 2 and calendar.day(day).working:
            yield day


def _visits(chance: random.Random, days: list[date], people: list[str]) -> Iterator[tuple[date, dict[str, Any]]]:
    for day in days:
        present = chance.sample(people, 2)
        for place in range(chance.randint(3, 6)):
            minutes = 9 * 60 + place * 25 + chance.randrange(0, 20, 5)
            yield day, _visit(chance, f"{day}T{minutes // 60:02d}:{minutes % 60:02d}", present)


def _visit(chance: random.Random, at: str, deputies: list[str]) -> dict[str, Any]:
    case = chance.choice(CASES)
    organ = {TO_TOWN: TOWN, TO_DISTRICT: organ_for(case.category, DISTRICT), TO_VILLAGE: f"{VILLAGES[0]}村委会".replace("村村", "村")}
    return {
        "received_at": at, "channel": chance.choice(CHANNELS), "deputies": deputies, "recorder": CLERK,
        "visitor_name": _names(chance, 1)[0], "visitor_gender": chance.choice("男女"), "visitor_age": chance.randint(28, 79),
        "visitor_phone": _phone(chance), "visitor_address": chance.choice(VILLAGES), "party_size": chance.choice((1, 1, 1, 2, 3)),
        "statement": case.statement, "request": case.request, "category": case.category, "nature": case.nature,
        "outcome": case.outcome, "reply": case.reply, "referred_to": organ.get(case.outcome),
        "satisfaction": chance.choice(RATINGS[:2]) if case.outcome == ON_THE_SPOT else None, "informed": True,
    }  # fmt: skip


def _handle(store: Store, chance: random.Random, issue: str, day: date, today: date) -> None:
    """Take an issue as far as it would have come by today: seven in ten are answered, most of these told and closed."""
    held = store.get(Issue, (WORLD, issue))
    if held is None or held.route == "区" or chance.random() < 0.3:
        return
    answered = day + timedelta(days=chance.randint(4, 20))
    told = answered + timedelta(days=chance.randint(1, 4))
    stages: list[tuple[date, str, Mapping[str, Any]]] = [
        (answered, "答复", {"answer_class": "A", "text": "已派人到现场处理好，照片附后。", "evidence": "复文"}),
        (told, "回告", {"how": "电话", "evidence": "电话"}),
        (told, "评价", {"satisfaction": chance.choice((RATINGS[0], *RATINGS[:2])), "evidence": "电话"}),
        (told, "办结", {}),
    ]
    for stage in stages[: chance.choice((1, 4, 4, 4))]:
        if stage[0] > today:
            return
        with acting(store, "follow", CLERK) as act:
            follow(act, store.get(Issue, (WORLD, issue)), stage[1], {"acted_on": stage[0].isoformat(), "acted_by": CLERK, **stage[2]})


def _work(store: Store, chance: random.Random, seed: int, days: list[date], people: list[str]) -> None:
    """What deputies did besides receiving."""
    for number, day in enumerate(days):
        kind, title, place = chance.choice(DUTIES)
        begin = f"{min(day + timedelta(days=1), clock.today())}T09:00"
        values = {"begin": begin, "deputies": chance.sample(people, chance.randint(1, 3)), "kind": kind, "title": title, "place": place}
        with acting(store, "add_duty", CLERK) as act:
            add_duty(act, id_of(MARK, "duty", seed, number), values)


def _vote(store: Store, chance: random.Random, seed: int, days: list[date], people: list[str]) -> None:
    """述职评议 of three deputies on the last reception day; the third is still to be counted by the second."""
    day = days[-1].isoformat() if days else clock.today().isoformat()
    for number, name in enumerate(people[:3]):
        id = id_of(MARK, "ballot", seed, number)
        with acting(store, "add_ballot", CLERK) as act:
            add_ballot(act, id, {"kind": OF_DEPUTY, "deputy": name, "form": SPOKEN, "date": day, "meeting": "选民代表评议会", "place": "镇会议室"})
        bad = chance.randint(0, 6)
        counts = dict(zip((*TALLIES, *RATINGS[:3]), (35, 34, 33, 32 - bad, bad, 1), strict=True))
        for step, who in list(zip(BY, (CLERK, HEAD), strict=True))[: 1 if number == 2 else 2]:
            with acting(store, "count", CLERK) as act:
                count(act, store.get(Ballot, (WORLD, id)), step, who, counts)

"""A folder of many issues in little time: records written in acts of thousands, through the store's one door."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lianluozhan import folder, index
from lianluozhan.act import Act, acting
from lianluozhan.followup import Followup
from lianluozhan.handling import born_with
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import id_of, new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit

CODE, NAME = "140405102", "渔泽镇人大代表联络站"
FIRST, DAYS = date(2017, 1, 3), 3580  # ten years
AT_ONCE = 3000  # issues of one act
UNDER_WAY = 300  # the newest; all before are settled, their people told
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    ("秀英", "建国", "桂兰", "海燕", "保平", "国栋", "翠萍", "爱莲", "俊峰", "丽娟"),
)
PLACES = ("前后庄村", "岗上村", "东街", "北街", "岳家庄村", "西坡村", "久安社区", "河神庙村")
MATTERS = (
    "路灯坏了三个月，晚上娃娃们下自习摸黑走",
    "自来水发黄，沉淀一层泥沙",
    "井盖松动，车一过就响",
    "暖气不热，室温只有十五度",
    "早市流动摊贩占道，救护车进不来",
    "机井坏了半个月，地里浇不上水",
    "楼顶漏水三年了，维修基金用不了",
    "学校门口没有斑马线",
    "通村客车减了班，老人赶集不方便",
    "慢特病认定说材料不全",
    "高龄津贴断了两个月",
    "养殖场臭味大，不敢开窗",
)
ORGAN = "渔泽镇人民政府"


def made(home: Path, issues: int, code: str = CODE, name: str = NAME) -> Path:
    """A station with so many issues; made the first time, found there again afterwards."""
    called = f"{issues}件" + ("" if code == CODE else f"-{code}")
    path, unfinished = home / called, home / f"{called}-没做完"
    if not path.exists():
        _make(unfinished, issues, code, name)
        unfinished.rename(path)
    return path


def further(path: Path, issues: int) -> None:
    """So many more issues of a station there is."""
    with folder.opened(path, SCHEMA) as store, acting(store, "add_visit", "赵敏") as act:
        for visit in _visits(random.Random(7), 0, issues, issues):
            _write(act, visit, settled=True)


def _make(path: Path, issues: int, code: str, name: str) -> None:
    chance = random.Random(20261031 if code == CODE else code)
    folder.make(path, SCHEMA, "station", code, name)
    with folder.opened(path, SCHEMA) as store:
        with acting(store, "init", "赵敏") as act:
            add_operator(act, "赵敏", "联络员")
            act.write(Place, own_place_id(code), {"name": name, "code": code, "level": "站", "host": "镇人大主席团"})
        for first in range(0, issues, AT_ONCE):
            with acting(store, "add_visit", "赵敏") as act:
                for number, visit in enumerate(_visits(chance, first, min(first + AT_ONCE, issues), issues), first):
                    _write(act, visit, settled=number < issues - UNDER_WAY)
        index.settle(store)  # as the window does while nobody waits: ten years are not written in a minute


def _visits(chance: random.Random, first: int, last: int, of: int) -> Iterator[dict[str, Any]]:
    for number in range(first, last):
        day, where = FIRST + timedelta(days=number * DAYS // of), chance.choice(PLACES)
        yield Visit.read(
            {
                "received_at": f"{day}T{9 + number % 3:02d}:{number % 60:02d}",
                "channel": "来站",
                "visitor_address": where,
                "location": where,
                "visitor_name": chance.choice(SURNAMES) + chance.choice(GIVEN),
                "visitor_phone": f"139{chance.randrange(10**8):08d}",
                "statement": f"{where}{chance.choice(MATTERS)}，说了{chance.randint(2, 9)}回。",
                "outcome": "乡镇办理",
                "referred_to": ORGAN,
                "category": "道路与路灯",
                "party_size": 1,
            }
        )


def _write(act: Act, visit: dict[str, Any], *, settled: bool) -> None:
    """A reception, its issue passed on and mostly settled; nothing is looked up for one, so that thousands take seconds."""
    visit = {name: value for name, value in visit.items() if value is not None}
    id, day = new_id(), visit["received_at"][:10]
    act.write(Visit, id, visit | {"number": act.number(Visit, day[:4])})
    issue = id_of("issue", id)
    taken = {name: visit[name] for name in ("statement", "category", "location")}
    taken |= {
        "registered_at": visit["received_at"],
        "kind": "群众意见",
        "urgency": "正常",
        "visits": [id],
        "raised_by": visit["visitor_name"],
        "number": act.number(Issue, day[:4]),
    }
    act.write(Issue, issue, taken)
    due = (date.fromisoformat(day) + timedelta(days=21)).isoformat()
    act.write(
        Followup,
        born_with(issue),
        {
            "issue": issue,
            "action": "交办",
            "acted_on": day,
            "acted_by": "赵敏",
            "organ": ORGAN,
            "assigned_by": "镇人大主席团",
            "due_on": due,
            "warn_on": due,
        },
    )
    if not settled:
        return
    later = {"issue": issue, "acted_on": (date.fromisoformat(day) + timedelta(days=12)).isoformat(), "acted_by": "赵敏"}
    for fact in (
        {"action": "答复", "answer_class": "A", "text": "已经办好，看过现场"},
        {"action": "回告", "to": [id], "how": "电话"},
        {"action": "评价", "satisfaction": "满意"},
        {"action": "办结"},
    ):
        act.write(Followup, new_id(), later | fact)

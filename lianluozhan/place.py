"""家站点: where people are received, and which town a place's name means."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import resource
from lianluozhan.field import Choice, LongText, Papers, Phone, Ref, Text
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store

LEVELS = HOME, STATION, POINT = ("家", "站", "点")
HOSTS = {"镇": "镇人大主席团", "乡": "乡人大主席团", "街道": "街道人大工委"}  # by the town's kind (地方组织法)
DISTRICT = "区"
DISTRICT_BODY = "区人大常委会"


class Place(Record):
    """A 代表之家, 联络站 or 联络点; the last seven fields are its evidence for the 六有."""

    noun, label = "place", "家站点"

    name = Text("名称", required=True)
    level = Choice("层级", choices=LEVELS)
    parent = Ref("上级站", of="place")
    code = Text("代码")
    host = Choice("依托单位", choices=tuple(HOSTS.values()))
    address = Text("地址")
    hours = Text("开放时间")
    head = Text("站长")
    clerk = Text("联络员")
    phone = Phone("电话")
    duties_text = LongText("主要职责")
    area = Text("固定场所")
    sign = Text("标识标牌")
    organisation = Text("组织机构")
    board = Text("公示宣传栏")
    rules = Text("规章制度")
    archive = Text("档案资料")
    evidence = Papers("六有材料")  # each begins with the name of what it shows


class Town(NamedTuple):
    """A town or district: its statistics code, 镇 | 乡 | 街道 | 区 | 其他, and who chairs its people's congress."""

    code: str
    name: str
    level: str
    district: str

    @property
    def host(self) -> str | None:
        """镇人大主席团, 乡人大主席团 or 街道人大工委; None for a district or a development zone."""
        return HOSTS.get(self.level)


@cache
def towns() -> tuple[Town, ...]:
    """All districts (6-digit codes, the district's own code as `district`) and their towns (9 digits)."""
    kept = json.loads(resource.path("rules", "towns.json").read_text(encoding="utf-8"))
    found = []
    for district in kept["districts"]:
        found.append(Town(district["code"], district["name"], DISTRICT, district["code"]))
        found += [Town(t["code"], t["name"], _level(t["name"]), district["code"]) for t in district["towns"]]
    return tuple(found)


def find_town(name: str) -> Town | None:
    """The one town, else the one district, a place's name means; None when there is none or more than one.

    渔泽镇人大代表联络站, 屯留区渔泽镇 and 渔泽 are one town; 屯留区人大常委会办公室 is the district.
    """
    name = "".join(name.split())
    found = set(re.findall("|".join(re.escape(t.name) for t in towns()), name))
    named = {t for t in towns() if t.name in found}
    if not named:  # the short form is taken only when it is all that was said: 东街村 is no 东街
        head = re.split("人大|代表|联络|人民政府|办事处", name)[0]
        named = {t for t in towns() if _stem(t) == head}
    return _only({t for t in named if t.level != DISTRICT} or named)


def town_of(code: str) -> Town | None:
    """The town or district with this code."""
    return next((town for town in towns() if town.code == code), None)


def assigning_body(place: Mapping[str, Any]) -> str | None:
    """Who passes this place's matters on: its host, else what the town of its code or name has; None: nobody known.

    `place` holds a place's values; a district's own folder passes on as 区人大常委会.
    """
    if place.get("host"):
        return place["host"]
    town = town_of(place.get("code") or "") or find_town(place.get("name") or "")
    return None if town is None else DISTRICT_BODY if town.level == DISTRICT else town.host


def own_place_id(world: str) -> str:
    """The 家站点 a folder was made for has the same id on every PC."""
    return id_of("place", world)


def seat_of(store: Store, world: str = "") -> Place | None:
    """The 家站点 an office is, this one or that of a `world`; None while nothing is written of it."""
    world = world or store.identity.world
    return store.get(Place, (world, own_place_id(world)))


def _level(name: str) -> str:
    return next((level for level in HOSTS if name.endswith(level)), "其他")


def _stem(town: Town) -> str:
    """渔泽 of 渔泽镇; a name of one character keeps its kind (沁县)."""
    suffix = town.level if town.level in HOSTS else town.name[-1] if town.level == DISTRICT else ""
    stem = town.name.removesuffix(suffix)
    return stem if len(stem) > 1 else town.name


def _only(found: set[Town]) -> Town | None:
    return next(iter(found)) if len(found) == 1 else None

"""How a visit is written: its fields in the order of the talk, a clerk's shorter words for them, what goes on to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from lianluozhan import clock
from lianluozhan.action import ANONYMOUS
from lianluozhan.duty import WALKED
from lianluozhan.errors import BadValue
from lianluozhan.typed import Hint, count
from lianluozhan.typed.names import called
from lianluozhan.visit import GATHERED, NOT_OURS, ON_THE_SPOT, TO_DISTRICT, TO_TOWN, TO_VILLAGE, Visit
from ui.form import Called, Section
from ui.told import said_date
from ui.widgets.phrase_list import PHRASES_BY

TOGETHER = re.compile(r"等\s*([0-9０-９〇一二两三四五六七八九十百]+)\s*[人位名]$")
TALK = (  # the order of the talk, not of the paper
    Section(
        "",
        ((("received_at", 3), ("until", 3), ("channel", 3), ("place", 3)), (("recorder", 3), ("activity", 9))),
        folded=True,
    ),
    Section(
        "谁来了",
        (
            (("visitor_name", 3), ("visitor_gender", 2), ("visitor_age", 2), ("party_size", 2), ("visitor_phone", 3)),
            (("visitor_address", 6), ("anonymous", 3), ("confidential", 3)),
            (("representatives", 12),),
        ),
        needs=("visitor_name|raiser_kind",),
    ),
    Section(
        "说了什么",
        (
            (("statement", 12),),
            (("request", 6), ("nature", 6)),
            (("category", 6), ("location", 6)),
        ),
        needs=("statement",),
    ),
    Section("怎么答的", ((("deputies", 12),), (("reply", 12),)), needs=("reply",)),
    Section(
        "怎么办",
        ((("outcome", 12),), (("referred_to", 7), ("satisfaction", 5)), (("informed", 12),), (("telling", 12),)),
        needs=("outcome",),
    ),
    Section(
        "更多几项（来访主体、证件、登记表编号、备注、附件）",
        (
            (("raiser_kind", 7), ("visitor_id_number", 5)),
            (("remarks", 7), ("paper_number", 5)),
            (("signed", 12),),
            (("attachments", 12),),
        ),
        folded=True,
    ),
)
FACTS, WHO, MORE = 0, 1, len(TALK) - 1  # places of sections
CALLED = {
    "paper_number": Called("登记表编号", "收回的空白表，扫条码或写 J0011"),
    "visitor_name": Called("姓名", "微信一行可粘贴"),
    "visitor_phone": Called("电话"),
    "statement": Called("原话", "怎么说就怎么记，不归纳"),
    "nature": Called("性质"),
    "category": Called("类别", "打拼音首字母也行，如 dl"),
    "reply": Called("现场答复", PHRASES_BY),
    "deputies": Called(Visit.deputies.label, "拼音首字母，如 czm"),
    "satisfaction": Called("满意度", "当场答复时填"),
    "outcome": Called("处理方式", "按 1 到 6 或首字母"),
    "informed": Called("已向来访人告知：信息用途、保存期限和查询更正办法"),
    "received_at": Called("开始", "如 9:30、10.21 9:30"),
    "signed": Called("来访人已在登记表上签字；签字的扫描件附上以后，原话就锁定"),
    "until": Called("结束", "保存时自动填"),
    "activity": Called("活动", "走访、座谈是哪一次活动的"),
    "place": Called("地点", "空着就是本站"),
}
KEPT = ("channel", "place", "deputies")  # 连续登记
OF_A_VISIT = ("request", "nature", "satisfaction", "informed")  # that a further matter does not ask again
OUTING = (  # what the households of an outing have in common
    *KEPT,
    "received_at",
    "until",
    "activity",
    "visitor_address",
)
REFERRED = {  # what two fields are called where it is not ours
    "referred_to": "请他去哪里",
    "reply": "为什么不属受理范围",
}
HOURS = ("received_at", "until")
TRACK = "作为意见跟踪"
MANY = 5  # people from which they choose who speaks for them
TELLING = frozenset(  # what proposals and hints are made from
    (
        "received_at",
        "channel",
        "deputies",
        "visitor_name",
        "visitor_address",
        "visitor_phone",
        "statement",
        "request",
        "category",
        "location",
        "outcome",
        "referred_to",
    )
)
PASSED_ON = (TO_VILLAGE, TO_TOWN, TO_DISTRICT)


def facts(typed: Mapping[str, Any], mode: str, place: str, recorder: str, new: bool, planned: bool = False) -> str:
    """What is known of an entry without asking: when, where, what kind of day or that its reception is `planned`, who writes it down."""
    said = _meant(str(typed.get("received_at") or ""))
    day = said_date(said) if _is_day(said[:10]) else said  # half typed: as it stands
    end = str(typed.get("until") or "")[-5:] or ("现在" if new and said[:10] == clock.day() else "")
    time = f"{day} {said[11:16]}" + (f" — {end}" if end else "") if said[11:] else day
    # nobody receives out there
    kind = () if typed.get("channel") in (WALKED, GATHERED) else ("接待日" if planned else f"{mode}接待",)
    # what may be cut stands last
    return " · ".join((time, *kind, f"记录人 {typed.get('recorder') or recorder}", place))


def _meant(said: str) -> str:
    """上周三9:30 as the day it is, so that it is seen which day was understood."""
    with suppress(BadValue):
        return Visit.received_at.read(said, Hint.today()) or ""
    return said


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def settled(values: dict[str, Any], new: bool) -> dict[str, Any]:
    """Without what the outcome leaves no place for; the end of a visit that is written while it happens is now."""
    if values.get("raiser_kind") == ANONYMOUS:
        values |= {"visitor_name": None, "visitor_phone": None}
    if values["outcome"] not in (*PASSED_ON, NOT_OURS):
        values["referred_to"] = None
    if values["outcome"] != ON_THE_SPOT:
        values["satisfaction"] = None
    now = f"{datetime.now():%Y-%m-%dT%H:%M}"
    begun = values["received_at"]
    if new and not values.get("until") and len(begun) > 10 and begun[:10] == now[:10] and begun < now:
        values["until"] = now
    return values


def lacking(values: Mapping[str, Any], alone: bool) -> dict[str, str]:
    """{field: what it is asked for}: who speaks for many, unless a matter stands `alone`; why it is not ours, and whose it is."""
    wanted: dict[str, str] = {}
    met = values.get("channel") == GATHERED  # nobody came to complain in a crowd
    if met and values.get("party_size") is None:
        wanted["party_size"] = "请写到会多少人"
    if not alone and not met and (values.get("party_size") or 1) > MANY and not values.get("representatives"):
        wanted["representatives"] = f"超过 {MANY} 人，请他们推选代表，最多 {Visit.representatives.most} 人"
    if values["outcome"] == NOT_OURS:
        asked = {"reply": "请写为什么，也告诉来访人", "referred_to": "请写引导他去哪里，如：区信访局"}
        wanted |= {name: words for name, words in asked.items() if not values.get(name)}
    return wanted


def to_come(values: Mapping[str, Any], name: str = "received_at", wants: str = "，写来的那天") -> dict[str, str]:
    """{field: what is wrong}: nobody has been received, and nothing was done, on a day that is still to come."""
    said = str(values.get(name) or "")[:10]
    return {name: f"{said[5:7]}月{said[8:10]}日还没有到{wants}"} if said > clock.day() else {}


def people_named(name: str) -> int:
    """How many people a name names: 赵某、钱某 are two, 赵某、钱某等5人 five; 两三人 nobody counted."""
    with suppress(BadValue):
        if said := TOGETHER.search(name.strip()):
            return max(1, count(said[1]))
        people = called(name)
        return max(1, len(people)) if all(one.replace("·", "").isalpha() for one in people) else 1
    return 1


def to_track(values: Mapping[str, Any]) -> bool:
    """Whether an answer on the spot is worth following up."""
    return values.get("outcome") == ON_THE_SPOT and values.get("nature") in ("投诉", "求助")


def village(address: str) -> str:
    """Where households of one outing live, without the door of the one before: 东坡村3组12号 → 东坡村."""
    return re.split(r"[0-9０-９]", address, maxsplit=1)[0].strip()


def matter_words(visit: Visit) -> str:
    """What is carried over into a further matter."""
    who = " · ".join(part for part in (visit.visitor_name or ANONYMOUS, visit.visitor_address) if part)
    return f"{who} 说的另一件：姓名、电话、代表都带过来了，人次不会多算"


def met_words(what: str, now: Visit, clashing: bool) -> str:
    """What a person is told whose change met another one."""
    if now.voided:
        return f"这次接待已经作废（{now.voided}），写的这些存不进去：要留的抄下来，不要就按“不改了”"
    return f"{what}。" + ("下面几项两边都改了，定好用哪个再保存" if clashing else "别人改的已经带进来，看一看再保存")

"""What the switchable parts of the made-up station hold: everything is on, and each part has something to show."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from lianluozhan import clock, parts, period, posting
from lianluozhan.act import Act, acting
from lianluozhan.action import PUBLIC
from lianluozhan.activity import BY_GROUP, GROUP, Activity, add_activity
from lianluozhan.attachment import keep
from lianluozhan.ballot import BY, OF_DEPUTY, SPOKEN, Ballot, add_ballot, count
from lianluozhan.demo import laws, projects, study
from lianluozhan.demo.words import CLERK, HEAD, ROOM
from lianluozhan.issue import Issue
from lianluozhan.notice import Notice, add_notice, post
from lianluozhan.place import STATION, Place, own_place_id
from lianluozhan.raising import raise_suggestion
from lianluozhan.record import id_of
from lianluozhan.schedule import Schedule
from lianluozhan.standard import TALLIES
from lianluozhan.store import Store
from lianluozhan.visit import RATINGS, Visit

SIX = {
    "area": "镇政府一楼东侧，120 平方米，接待室、会议室各一间",
    "sign": "门口悬挂站牌，接待日挂“今日接待”牌",
    "organisation": "站长、联络员各一名，代表分三个小组",
    "board": "一楼大厅宣传栏一块，半月一换",
    "rules": "接待、走访、意见处理、学习、档案五项制度上墙",
}
SHOWN = ("area", "sign", "board")  # of which there is a picture
PICTURE = (96, 64)
NEWEST, MOST = 60, 4  # issues looked at for a suggestion, and those it is founded on
PROPOSED = (
    "一、请牵头单位把反映集中的几处逐一看一遍，能马上办的一个月内办好，办不了的写明原因和时间，贴在村务公开栏，让大家看得见、好监督。",
    "二、请镇里定一个巡查的人，每周走一遍，坏了就报、报了就修，把电话写在杆上、门上，群众随时能找到人。",
    "三、请把这一类的经费列进明年的预算，修一处记一处，年底向代表报告办了几处、花了多少、还剩几处。",
)
VOTED = 3  # deputies who are voted on
YEAR = 365  # days that are looked back on, however old the made-up station is
AHEAD, LATE = 5, 1  # days a reception is made known before it; once too late


def fill(store: Store, seed: int, clerk: str) -> None:
    """Switch every part on, and give it data of its own; what the station had before stays as it was made."""
    chance = random.Random(seed)
    switch_on(store, clerk)
    with acting(store, "add_schedule", clerk) as act:
        _days(act, chance)
    with acting(store, "add_activity", clerk) as act:
        _groups(act, chance)
    with acting(store, "suggest", clerk) as act:
        _suggest(act)
    with acting(store, "amend", clerk) as act:
        _six(act)
    _notices(store, clerk)
    projects.fill(store, clerk)
    laws.fill(store, clerk)
    study.fill(store, clerk)


def switch_on(store: Store, clerk: str) -> None:
    """Every part there is."""
    with acting(store, "parts", clerk) as act:
        parts.switch(act, on=[one.part.label for one in parts.switches(store)])


def _days(act: Act, chance: random.Random) -> None:
    """The reception days behind the receptions, and the next one."""
    found: dict[str, list[str]] = {}
    since = (clock.today() - timedelta(days=YEAR)).isoformat()
    for one in act.store.find(Visit, "received_at >= ? AND deputies IS NOT NULL", (since,), "received_at"):
        found.setdefault(one.received_at[:10], []).extend(one.deputies)
    world, last = act.store.identity.world, max(found, default=clock.day())
    coming = (date.fromisoformat(last) + timedelta(days=7)).isoformat()
    late = chance.choice(sorted(found) or [coming])
    for day in [*sorted(found), coming]:
        ahead = LATE if day == late else AHEAD
        values = {
            "date": day,
            "begin": "09:00",
            "end": "11:00",
            "place": own_place_id(world),
            "deputies": list(dict.fromkeys(found.get(day) or found.get(last) or ())) or None,
            "notice_on": (date.fromisoformat(day) - timedelta(days=ahead)).isoformat(),
        }
        act.write(Schedule, id_of("demo", "schedule", day), {name: value for name, value in values.items() if value})


def _groups(act: Act, chance: random.Random) -> None:
    """A meeting of a group in this quarter and, where the station is older, in the one before."""
    today = clock.today()
    people = [one.deputies for one in act.store.find(Visit, "deputies IS NOT NULL", order="received_at", limit=1)]
    for n, day in enumerate((today - timedelta(days=chance.randint(2, 6)), today - timedelta(days=40))):
        values = {
            "kind": GROUP,
            "organised_by": BY_GROUP,
            "theme": ("冬季供暖", "农村道路")[n],
            "begin": f"{day}T09:00",
            "present": people[0] if people else None,
            "record": "大家谈了看到的情况，记下三条意见。",
        }
        add_activity(act, id_of("demo", Activity.noun, n), {name: value for name, value in values.items() if value})


def _notices(store: Store, clerk: str) -> None:
    """The last month over was made known in the hall; this one waits for the 站长."""
    this = clock.day()[:7]
    last, world = period.step(this, -1), store.identity.world
    for month in (last, this):
        id = id_of("demo", Notice.noun, month)
        with acting(store, "notice", clerk) as act:
            add_notice(act, id, posting.drafted(store, month))
        if month == last:
            for does in (posting.approve, lambda act, one: post(act, one, "一楼大厅宣传栏")):
                with acting(store, "notice", clerk) as act:
                    does(act, store.the(Notice, (world, id)))


def _suggest(act: Act) -> None:
    """Of the category most people came about, a suggestion of the deputies who received them."""
    found = act.store.find(
        Issue,
        "kind=? AND category IS NOT NULL AND deputies IS NOT NULL",
        (PUBLIC,),
        "registered_at DESC, number DESC",
        NEWEST,
    )
    if not found:
        return
    often = Counter(one.category for one in found).most_common(1)[0][0]
    grounds = [one for one in found if one.category == often][:MOST]
    values = {
        "title": f"关于解决{often}突出问题的建议",
        "proposals": "\n".join(PROPOSED),
        "registered_at": clock.day(),
    }
    raise_suggestion(act, grounds, values, id_of("demo", Issue.noun, "suggestion"))


def _six(act: Act) -> None:
    """The 六有 but the last, three of them with a picture."""
    folder, year = act.store.path.parent, clock.today().year
    kept = [(Place.fields[name].label, _picture(name)) for name in SHOWN]
    papers = [
        {"digest": keep(folder, data, year), "name": f"{label}-照片.png", "size": len(data)} for label, data in kept
    ]
    own = act.store.identity
    called = {} if act.store.get(Place, (own.world, own_place_id(own.world))) else {"name": own.name, "level": STATION}
    act.write(Place, own_place_id(own.world), called | SIX | {"evidence": papers})


def _picture(name: str) -> bytes:
    """A picture of nobody's room: a plain colour, another for each."""
    kept = BytesIO()
    Image.new("RGB", PICTURE, f"hsl({sum(map(ord, name)) % 360}, 40%, 70%)").save(kept, "PNG")
    return kept.getvalue()


def vote(store: Store, chance: random.Random, ids: Sequence[str], day: str, people: Sequence[str]) -> None:
    """述职评议 of the first deputies, a ballot each; the last is still to be counted by the second."""
    for number, (id, deputy) in enumerate(zip(ids, people, strict=False)):
        with acting(store, "add_ballot", CLERK) as act:
            add_ballot(
                act,
                id,
                {
                    "kind": OF_DEPUTY,
                    "deputy": deputy,
                    "form": SPOKEN,
                    "date": day,
                    "meeting": "选民代表评议会",
                    "place": ROOM,
                },
            )
        bad = chance.randint(0, 6)
        counts = dict(zip((*TALLIES, *RATINGS[:3]), (35, 34, 33, 32 - bad, bad, 1), strict=True))
        for step, who in list(zip(BY, (CLERK, HEAD), strict=True))[: 1 if number == len(ids) - 1 else 2]:
            with acting(store, "count", CLERK) as act:
                count(act, store.the(Ballot, (store.identity.world, id)), step, who, counts)

"""四常 and what else a station is asked for: each measured from the rows of a year, with the days, people and issues that lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from lianluozhan.action import ANSWER, ANSWERED, SETTLED
from lianluozhan.activity import DUTY_KINDS, GROUP, REPORTING, Activity
from lianluozhan.ballot import COUNTED, OF_DEPUTY, Ballot
from lianluozhan.deadline import limit_named, rules_of
from lianluozhan.deputy import Deputy, in_office, rank, told_apart
from lianluozhan.duty import SESSION_KIND, Duty
from lianluozhan.figures import SAID as RATED, SATISFIED, usual
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.lamp import BAD, DARK, FOUR, MORE, Lamp, Missing, Words, Year, called, light_of, of_rows, share_of
from lianluozhan.match import roster
from lianluozhan.month import MonthEnd
from lianluozhan.month_data import unclosed
from lianluozhan.place import DISTRICT, Place
from lianluozhan.readable import Row
from lianluozhan.rota import NOTICE, belongs, least_of, said
from lianluozhan.schedule import Schedule
from lianluozhan.visit import Visit, further
from lianluozhan.yearplan import quarters

ON_PAPER = Followup.evidence.choices[0]  # an answer by letter: the letter belongs into the file


def _held(seen: Year) -> Lamp:
    """常在: the reception days on which a deputy was there, as a reception or a duty of that day says."""
    if not seen.days:
        return Lamp(FOUR, "代表常在", BAD, "还没有排过接待日", (Missing("接待日还没有排", Schedule.noun),))
    came = {(row["received_at"][:10], row["place"]) for row in seen.visits if row["deputies"]}
    came |= {(row["begin"][:10], row["place"]) for row in seen.duties if usual(row) == SESSION_KIND}
    named = {one.name for one in seen.store.find(Place)}

    def there(day: Row) -> bool:
        """Somebody received that day at its place; a place nobody registered, or none, is taken for it."""
        places = {at for on, at in came if on == day["date"]}
        return bool(places & {day["place"] or seen.place.name, day["place"]} or places - named)

    empty = [day for day in seen.days if not there(day)]
    held = len(seen.days) - len(empty)
    share = share_of(held, len(seen.days))
    measure = f"接待日 {len(seen.days)} 天，代表在场 {held} 天（{share}%）"
    missing = tuple(Missing(f"{said(day['date'])}没有代表接待的记录", Schedule.noun, day["id"]) for day in empty)
    return Lamp(FOUR, "代表常在", light_of((share, seen.asked["held"])), measure, missing)


def _come(seen: Year) -> Lamp:
    """常来: how many came, and how many of those who can be told apart came for the first time."""
    batches = [row for row in seen.visits if not further(row)]
    months = _months(seen)
    first, known = _first_timers(seen, {row["id"] for row in batches})
    some = f"；认得出的 {known} 批里初次来的 {first} 批（{share_of(first, known)}%）" if known else ""
    measure = f"接待 {seen.figures.total.visits} 批 {seen.figures.total.people} 人次，{len(months)} 个月{some}"
    each = Counter(row["received_at"][:7] for row in batches)
    few = [month for month in months if each[month] < seen.asked["visits"]]
    reached = [(len(batches), seen.asked["visits"] * len(months))] + (
        [(share_of(first, known), seen.asked["first"])] if known else []
    )
    missing = tuple(Missing(f"{int(month[5:])}月只有 {each[month]} 批", Visit.noun) for month in few)
    return Lamp(FOUR, "群众常来", light_of(*reached), measure, missing)


def _months(seen: Year) -> list[str]:
    """The months of the year that have begun, from the one on in which this folder has its first day."""
    sql = "SELECT min(day) AS day FROM (SELECT min(received_at) AS day FROM visit UNION ALL SELECT min(date) FROM schedule)"
    begun = next(seen.store.rows(sql))["day"] or seen.until
    first = begun[:7] if begun[:4] == str(seen.year) else f"{seen.year}-01"
    return [month for n in range(1, 13) if first <= (month := f"{seen.year}-{n:02d}") <= seen.until[:7]]


def _first_timers(seen: Year, ids: set[str]) -> tuple[int, int]:
    """How many of these visits are somebody's first, of those that name somebody; who left a phone both times is told by it."""
    before: dict[str, list[str]] = {}
    first = known = 0
    for one in seen.store.find(Visit, "visitor_name IS NOT NULL", (), "received_at, number"):
        tail, tails = (one.visitor_phone or "")[-4:], before.setdefault(one.visitor_name, [])
        again = any(not tail or not other or other == tail for other in tails)
        tails.append(tail)
        known += one.id in ids
        first += one.id in ids and not again
    return first, known


def _heard(seen: Year) -> Lamp:
    """常听: issues that keep the person's own words; of those a district does not hold the words of, none is counted."""
    heard = [row for row in seen.issues if not seen.there or row["statement"] or row["route"] == DISTRICT]
    silent = [row for row in heard if not row["statement"]]
    words = Words("意见 {} 件，记了原话 {} 件", "{}没有原话", Issue.noun, "还没有意见")
    return of_rows((FOUR, "意见常听"), heard, silent, seen.asked["words"], words)


def _done(seen: Year) -> Lamp:
    """常办: issues closed of those registered, and 实事."""
    sums = seen.figures
    share = share_of(sums.closed, sums.issues)
    late = [row for row in seen.issues if row["light"] == BAD]
    missing = [Missing(f"{called(row)}已经逾期，还没有办结", Followup.noun, row["id"]) for row in late]
    if sums.deeds < seen.asked["deeds"]:
        missing.append(Missing(f"实事还差 {seen.asked['deeds'] - sums.deeds} 件", Duty.noun))
    reached = [(sums.deeds, seen.asked["deeds"])] + ([(share, seen.asked["closed"])] if sums.issues else [])
    measure = f"意见 {sums.issues} 件，办结 {sums.closed} 件（{share}%）；实事 {sums.deeds} 件"
    return Lamp(FOUR, "实事常办", light_of(*reached), measure, tuple(missing))


# -- what else is asked


def _everybody(seen: Year) -> Lamp:
    """Each deputy in office received here: once so far, so often as the rule asks once the year is over."""
    here = [
        one
        for one in sorted(roster(seen.store, Deputy), key=rank)
        if in_office(one, seen.until) and belongs(one, seen.place)
    ]
    # A district's who are placed nowhere are no station's.
    mine = [one for one in here if one.places or one.world == seen.place.world]
    if not mine:
        return Lamp(MORE, "代表都来过", DARK, "名册里还没有这里的代表", (Missing("代表名册是空的", Deputy.noun),))
    rule, over = least_of(seen.store, seen.year), seen.until >= f"{seen.year}-12-31"
    wanted = rule if over else min(rule, 1)
    every = _times(seen, SESSION_KIND)
    times = {one.id: every[one.id] for one in mine}
    names = told_apart(mine)
    few = [id for id, number in times.items() if number < wanted]
    enough, came = sum(number >= rule for number in times.values()), sum(map(bool, times.values()))
    reported = len(_reported(seen) & times.keys())
    measure = f"代表 {len(mine)} 位，来过 {came} 位；一年 {rule} 次，够了的 {enough} 位；述职 {reported} 位"
    missing = tuple(Missing(f"{names[id]}来过 {times[id]} 次", Deputy.noun, id) for id in few)
    return Lamp(MORE, "代表都来过", light_of((len(mine) - len(few), len(mine))), measure, missing)


def _times(seen: Year, kind: str) -> Counter[str]:
    """{deputy: how many duties of a kind}."""
    wanted = {row["id"] for row in seen.duties if usual(row) == kind}
    found = seen.store.find(Duty, "begin >= ? AND begin < ?", (f"{seen.year}-01-01", f"{seen.year + 1}-02"))
    return Counter(id for one in found if one.id in wanted for id in dict.fromkeys(one.deputies or ()))


def _reported(seen: Year) -> set[str]:
    """Who reported to their voters: a duty says so, or a ballot that was counted."""
    where = "kind=? AND state=? AND substr(date, 1, 4)=? AND date<=?"
    voted = seen.store.find(Ballot, where, (OF_DEPUTY, COUNTED, str(seen.year), seen.until))
    return set(_times(seen, DUTY_KINDS[REPORTING])) | {one.deputy for one in voted}


def _noticed(seen: Year) -> Lamp:
    """Reception days that were made known so many days ahead."""
    ahead = limit_named(rules_of(seen.store, seen.year), NOTICE).days
    name = f"接待前 {ahead} 日公告"
    if not seen.days:
        return Lamp(MORE, name, DARK, "还没有到过的接待日")
    missing = []
    for day in seen.days:
        last = (date.fromisoformat(day["date"]) - timedelta(ahead)).isoformat()
        if not day["notice_on"] or day["notice_on"] > last:
            what = "公告晚了" if day["notice_on"] else "公告日期没有写"
            missing.append(Missing(f"{said(day['date'])}的{what}", Schedule.noun, day["id"]))
    every, good = len(seen.days), len(seen.days) - len(missing)
    return Lamp(MORE, name, light_of((good, every)), f"接待日 {every} 天，按时公告 {good} 天", tuple(missing))


def _groups(seen: Year) -> Lamp:
    """Every quarter that has begun has its 小组活动."""
    past = {(int(month[5:]) - 1) // 3 for month in _months(seen)}
    begun = [one for n, one in enumerate(quarters(seen.store, seen.year)) if n in past]
    lacking = [one for one in begun if one.lacks]
    missing = tuple(Missing(f"{one.name}季度还差 {one.lacks} 次", Activity.noun) for one in lacking)
    good = len(begun) - len(lacking)
    return Lamp(MORE, f"季季有{GROUP}", light_of((good, len(begun))), f"{len(begun)} 个季度，够了的 {good} 个", missing)


def _told(seen: Year) -> Lamp:
    """Of what was answered, everybody was told."""
    answered = [row for row in seen.issues if row["state"] in (ANSWERED, *SETTLED)]
    waiting = [row for row in answered if row["state"] == ANSWERED]
    words = Words("答复了 {} 件，都告诉了 {} 件", "{}还有人没有告诉", Followup.noun, "还没有答复的意见")
    return of_rows((MORE, "件件有回音"), answered, waiting, seen.asked["told"], words)


def _pleased(seen: Year) -> Lamp:
    """Of those who said how they found it, the satisfied."""
    rated = [row for row in seen.issues if row["satisfaction"] in RATED]
    cross = [row for row in rated if row["satisfaction"] not in SATISFIED]
    words = Words("评价了 {} 件，满意和基本满意 {} 件", "{}不满意", Followup.noun, "还没有评价")
    return of_rows((MORE, "群众满意"), rated, cross, seen.asked["pleased"], words)


def _filed(seen: Year) -> Lamp:
    """Months that are over are closed; an answer that came as a letter has its letter."""
    left = [month for month in unclosed(seen.store) if month[:4] == str(seen.year)]
    closed = seen.store.find(MonthEnd, "substr(month, 1, 4)=? AND closed_on IS NOT NULL", (str(seen.year),))
    lettered, bare = _letters(seen)
    every, lacking = len(left) + len(closed) + lettered, len(left) + len(bare)
    if not every:
        return Lamp(MORE, "档案齐全", DARK, "还没有要归档的")
    missing = [Missing(f"{int(month[5:])}月没有结账", "print_month", month) for month in left]
    missing += [Missing(f"{called(row)}的复文没有附上", Followup.noun, row["id"]) for row in bare]
    measure = f"该结账的 {len(left) + len(closed)} 个月，结了 {len(closed)} 个；复文 {lettered} 件，附上 {lettered - len(bare)} 件"
    return Lamp(
        MORE, "档案齐全", light_of((share_of(every - lacking, every), seen.asked["files"])), measure, tuple(missing)
    )


def _letters(seen: Year) -> tuple[int, list[Row]]:
    """How many closed issues were answered by letter, and those whose letter is not kept; a district does not hold them."""
    closed = {row["id"]: row for row in seen.issues if row["state"] in SETTLED and not seen.there}
    letters = seen.store.find(Followup, "action=? AND evidence=?", (ANSWER.word, ON_PAPER), "issue, id")
    found = [one for one in letters if one.issue in closed]
    with_letter = {one.issue for one in found if one.attachments}
    issues = dict.fromkeys(one.issue for one in found)
    return len(issues), [row for id, row in closed.items() if id in issues and id not in with_letter]


LAMPS: tuple[Callable[[Year], Lamp], ...] = (
    _held,
    _come,
    _heard,
    _done,
    _everybody,
    _noticed,
    _groups,
    _told,
    _pleased,
    _filed,
)

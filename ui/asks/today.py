"""What a morning asks of the folder: what is due, whom to tell, whose turn it is, what lies about, what must go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from lianluozhan import action as table, clock
from lianluozhan.board import board
from lianluozhan.calendar import calendar_of
from lianluozhan.figures import tally
from lianluozhan.followup import Followup
from lianluozhan.held import live
from lianluozhan.issue import Issue
from lianluozhan.month_data import visits_of
from lianluozhan.note import DUE, SAME_AS
from lianluozhan.package.unsent import selected
from lianluozhan.place import Place, own_place_id
from lianluozhan.points import RETURNED
from lianluozhan.readable import Row, title_of
from lianluozhan.record import Record, short_number
from lianluozhan.reminder import missed, receipts
from lianluozhan.same import SAME
from lianluozhan.similar import twins
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO
from lianluozhan.telling import DEPUTY, ToTell, to_tell
from lianluozhan.veil import called as called_there, eyes, starred, veil, veiled
from lianluozhan.whose import KINDS, STATION, called, theirs
from ui.asks import further
from ui.asks.coming import coming, tomorrow, undecided
from ui.asks.followup import BEHIND, OPEN, VIEW, behind, us
from ui.asks.further import Line
from ui.asks.review import WAITING, pending
from ui.asks.safekeeping import erasing, safety
from ui.asks.unfinished import unfinished
from ui.told import said_left, short

MOVED, RATED, UNRECEIVED, NO_RECEIPT = "期限有变", "征询意见", "没有回执的", "还没有回执"
SHOWN_DAYS = 14  # how long a date that moved is told
MOST = 8  # lines of a part; the others are counted


class Part(NamedTuple):
    """One question of the morning, by what name it is placed on the page, its answer in a word, and the first lines of it."""

    name: str
    title: str
    count: str
    lines: tuple[Line, ...]
    nothing: str = ""  # what it says when there is nothing; "": then it is not shown


class Morning(NamedTuple):
    """All of it, and what today has brought so far."""

    parts: tuple[Part, ...]
    today: str


def morning(store: Store) -> Morning:
    """Everything the page 今日 shows."""
    rows = veiled(store, Issue, store.find(Issue, f"{OPEN}{_here(store)}", order="coalesce(due_on, next_on), number"))
    late, unrated, telling = _late(rows), [row for row in rows if row["rating_due"]], _to_tell(store)
    busy = {row["id"] for row in (*late, *unrated)} | {line.id.split()[0] for line in telling}
    others = [row for row in rows if row["id"] not in busy]
    office, at_station = us(store), store.identity.role == table.STATION_ROLE
    parts = (
        _part("tell", "还要告诉的人", telling, "位", "答复了的都告诉到了" if at_station else ""),
        _part("due", "到期与逾期", _due(store, late), "件", "没有逾期的，也没有快到期的"),
        _part("recount", MOVED, _recounted(store, rows), "件"),
        _part("turn", "轮到我们", [_turn(row) for row in others if row["turn"] in office], "件", "没有等我们办的"),
        Part("upward", "在区里的", "", tuple(_behind(rows) if at_station else ())),
        _part("draft", "草稿", unfinished(store), "份"),
        _part("conflict", "要人来定", _conflicts(store), "处"),
        _unsent(store),
        _part("review", "履职审核", _reviews(store), "项"),
        Part("come", "今天要来的", "", tuple(coming(store, clock.day()))),
        Part("tomorrow", "明天要来的，提醒一声", "", tuple(tomorrow(store))),
        _part("unsettled", "约好了，来了没有", undecided(store), "位"),
        _part("rate", RATED, [_rated(row) for row in unrated], "件"),
        _part("receipt", UNRECEIVED, _unreceived(store, others), "件"),
        Part("safety", "数据安全", "", tuple(safety(store))),
        Part("erase", DUE, "", tuple(erasing(store))),
        _part("further", further.NAME, further.further(store), "件"),
    )
    return Morning(parts, _received(store))


def _late(rows: Sequence[Row]) -> list[Row]:
    """What is overdue, then what soon will be."""
    return [row for lamp in ("红", "黄") for row in rows if row["light"] == lamp]


def _due(store: Store, late: Sequence[Row]) -> list[Line]:
    calendar, by = calendar_of(store), receipts(store, late)
    left = [said_left(calendar, row["tracking_due"] or row["due_on"]) for row in late]
    return [
        Line("followup", row["id"], title_of(row), _of(row, _silent(row, by)), words, row["light"])
        for row, words in zip(late, left, strict=True)
    ]


def _silent(row: Row, by: Mapping[str, str | None]) -> str:
    """Whose turn it is; what is late or soon due stands nowhere else, so here too that they never said they have it."""
    return f"{row['turn']} · {NO_RECEIPT}" if missed(by.get(row["id"])) else row["turn"]


def _here(store: Store) -> str:
    """At a district what it handles itself: reported up, or its own; the stations' other matters stand on 各站."""
    return (
        f" AND (route='{table.UPWARD}' OR world='{store.identity.world}')"
        if store.identity.role == table.DISTRICT_ROLE
        else ""
    )


def _of(row: Row, words: str | None) -> str:
    """At a district with the station it is of."""
    return " · ".join(part for part in (row.get(STATION), words) if part)


def _part(name: str, title: str, lines: Sequence[Line], unit: str, nothing: str = "") -> Part:
    return Part(name, title, f"{len(lines)} {unit}" if lines else "", tuple(lines), nothing)


def _rated(row: Row) -> Line:
    """Somebody was told and has not said yet how satisfied they are."""
    who = next(iter(row["told"] or ()), "")
    late = row["rating_due"] < clock.day()
    return Line(
        "followup", row["id"], title_of(row), f"请{who}评价", f"{short(row['rating_due'])} {'已过' if late else '前'}"
    )


def _unreceived(store: Store, rows: Sequence[Row]) -> list[Line]:
    """What was passed on so long ago that its receipt should be here, the longest missed first."""
    by = receipts(store, rows)
    silent = sorted(((by[row["id"]], row) for row in rows if missed(by.get(row["id"]))), key=lambda pair: pair[0])
    return [
        Line("followup", row["id"], title_of(row), f"问一问{row['turn']}收到没有", f"{short(day)} 该有回执")
        for day, row in silent
    ]


def _turn(row: Row) -> Line:
    return Line(
        "followup", row["id"], title_of(row), _of(row, f"{row['state']} · {row['turn']}"), short(row["next_on"])
    )


def _behind(rows: Sequence[Row]) -> list[Line]:
    """How many the district has had too long: nothing to be done here, but who raised one comes and asks; leads to these."""
    number = sum(behind(row["state"], row["next_on"]) for row in rows)
    words = "报上去还没有交办，有人来问时看这里"
    return [Line("followup", f"{VIEW} {BEHIND}", f"过了期限的 {number} 件", words)] if number else []


def _recounted(store: Store, rows: Sequence[Row]) -> list[Line]:
    """The dates the program moved these days because of the calendar, until somebody does the next step."""
    since = (clock.today() - timedelta(days=SHOWN_DAYS)).isoformat()
    again = "SELECT 1 FROM followup later WHERE later.issue=followup.issue AND later.created_at > followup.created_at AND later.action<>?"
    where = f"action=? AND acted_on >= ? AND NOT EXISTS ({again})"
    facts = store.find(Followup, where, (table.RECOUNT.word, since, table.RECOUNT.word), "created_at, id")
    moved = {(fact.issue, bool(fact.co_due_on)): fact for fact in facts}  # the organ's date and that of those who help
    return [
        Line("followup", row["id"], title_of(row), fact.reason or "", short(fact.co_due_on or fact.due_on))
        for row in rows
        for helping in (False, True)
        if (fact := moved.get((row["id"], helping)))
    ]


def moves(told: Sequence[str]) -> list[str]:
    """The dates an import moved, the first ones in full; all of them stand here the same day."""
    lines = [f"期限重算：{one}" for one in told[:MOST]]
    return lines + ([f"共重算 {len(told)} 件，都在“今日”的“{MOVED}”里。"] if len(told) > MOST else [])


def _to_tell(store: Store) -> list[Line]:
    """Everybody an answer has not reached yet: name, what it is about, how long they have waited; leads to their card."""
    seen_by = eyes(store)
    lines = []
    for one in to_tell(store):
        name = one.name if one.role == DEPUTY else called_there(one.name)
        about = title_of(veil(Issue, one.row, seen_by))
        lines.append(Line("followup", f"{one.issue.id} {one.key}", f"{name}（{one.role}）", about, _waited(one)))
    return lines


def _waited(one: ToTell) -> str:
    if one.again:
        return "今天没打通，明天再打"
    tried = f"，打过 {len(one.tries)} 次" if one.tries else ""
    return (f"答复到了 {one.days} 天" if one.days else "今天答复的") + tried


def _conflicts(store: Store) -> list[Line]:
    """What two wrote differently, who may have been registered twice, and issues whose facts did not know of each other."""
    lines = []
    for row in store.rows("SELECT noun, world, id, field FROM conflict ORDER BY noun, world, id, field"):
        cls = store.schema.records[row["noun"]]
        held = store.get(cls, (row["world"], row["id"]))
        of = called(store).get(row["world"], "") if cls.noun in KINDS else ""
        title = " ".join(filter(None, (cls.label, of, short_number(held.data.get("number")) or _named(held))))
        whose = "，由站里来定" if theirs(store.identity, held) else ""
        words = f"“{cls.fields[row['field']].label}”两边写得不一样{whose}"
        lines.append(Line("conflict", f"{row['noun']} {row['id']} {row['field']}", title, words))
    for two in twins(store):
        words = f"{two.one.label} {short_number(two.one.number)} 和 {short_number(two.other.number)}"
        lines.append(Line(SAME_AS, f"{two.one.id} {two.other.id}", words, f"是不是{SAME}：{two.why}"))
    flagged = store.find(Issue, f"flagged AND {VOIDED_TOO}", order="number")
    words = "两边的办理互相不知道"
    return lines + [Line("followup", one.id, f"{one.label} {short_number(one.number)}", words) for one in flagged]


def _named(record: Record) -> str:
    """The name of what has no number; of a person the ends of it."""
    return starred(record.fields["name"], record.data["name"]) if record.data.get("name") else ""


def _reviews(store: Store) -> list[Line]:
    """Duties that came back, each with its reason, and how many wait for which step."""
    back, waits = [], Counter()
    for row in pending(store, str(clock.today().year)) or ():
        one = row.cells
        if one.state == RETURNED:
            back.append(Line("duty", row.key, one.title or one.kind, f"{RETURNED}：{one.why}", one.day))
        else:
            waits[one.state] += 1
    return [
        *back,
        *(Line("duty", WAITING, f"{step} {number} 件", "在代表履职里逐件看") for step, number in waits.items()),
    ]


def _unsent(store: Store) -> Part:
    """How much the district does not know yet, and the other PC where there is one."""
    world = store.identity.world
    if store.identity.role == table.STATION_ROLE:
        lines = _waiting(store, table.DISTRICT_ROLE, "带给区里", "还没有收到区里的回执")
        if live(store, world, table.STATION_ROLE):
            lines += _waiting(store, table.STATION_ROLE, "带给另一台电脑", "那一台还没有")
        return Part("send", "U 盘往返", "", tuple(lines))
    stations = board(store).stations
    lines = [
        Line("station", one.station.party.code, one.name, one.missing, f"逾期 {one.late} 件" if one.late else "")
        for one in stations
    ]
    wanting = tuple(line for line in lines if line.words or line.right)
    return Part("send", "各站缺什么", "", wanting, "各站都报了，没有逾期的" if stations else "还没有站")


def _waiting(store: Store, role: str, title: str, words: str) -> list[Line]:
    """What those of that role are not known to hold, where anybody wrote it."""
    firsts = selected(store, store.identity.world, role, full=False)
    waiting = sum(store.head(stream)[0] - first + 1 for stream, first in firsts.items())
    return [Line("package", "", title, f"{waiting} 条改动{words}")] if waiting and _by_people(store, firsts) else []


def _by_people(store: Store, firsts: Mapping[str, int]) -> bool:
    """Whether a person wrote any of it: a new folder opens its stream and has its own 家站点 by itself."""
    sql = "SELECT kind, id FROM entry WHERE stream=? AND seq>=? LIMIT 9"
    return [
        tuple(row) for at in firsts.items() for row in store.db.execute(sql, at) if row[0] in store.schema.records
    ] not in ([], [(Place.noun, own_place_id(store.identity.world))])


def _received(store: Store) -> str:
    found = tally(visits_of(store, clock.day()))
    return f"今天已接待 {found.visits} 批 {found.people} 人次" if found.visits else "今天还没有接待"

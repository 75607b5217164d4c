"""What a month's papers and figures are made from: its rows, asked from the store in one place for every medium."""

from __future__ import annotations

from lianluozhan import clock, period, whose
from lianluozhan.action import OPEN
from lianluozhan.activity import Activity
from lianluozhan.blank import Gap, gaps
from lianluozhan.books import Period
from lianluozhan.deputy import Deputy, rank
from lianluozhan.duty import Duty
from lianluozhan.figures import Figures, figures
from lianluozhan.issue import Issue
from lianluozhan.late import DATED, late_changes
from lianluozhan.match import roster
from lianluozhan.month import books, closing_of, period_of
from lianluozhan.points import table_of
from lianluozhan.readable import Row, readable
from lianluozhan.report.imprint import Imprint, MonthData
from lianluozhan.store import Store
from lianluozhan.streams import left, own
from lianluozhan.visit import Visit
from lianluozhan.wording import words_of

LISTED = (  # whatever was done to it since: a reception's line says how its matter ended
    "EXISTS (SELECT 1 FROM json_each(issue.visits) WHERE value IN "
    "(SELECT id FROM visit WHERE received_at >= ? AND received_at < ?))"
)
SHORT = 8  # digits of a hash a person can compare


def month_data(store: Store, month: str, *, draft: bool = False, closed: bool = False) -> MonthData:
    """Everything the papers of a month are made from; `closed`: they are made to close it."""
    identity = store.identity
    closed = closed or closing_of(store, month) is not None
    imprint = Imprint(
        identity.name,
        identity.world,
        month,
        clock.day(),
        head(store),
        closed=closed,
        draft=draft,
        period=period_of(store, month),
        each=tuple(books(store).period(one) for one in period.months(month)),
    )
    deputies = readable(store, Deputy, sorted(roster(store, Deputy), key=rank))
    rows = visits_of(store, month), issues_of(store, month, visits=True), duties_of(store, month)
    return MonthData(
        imprint,
        *rows,
        deputies,
        tuple(late_changes(store, month)),
        activities_of(store, month),
        gaps=_gaps(store, month),
        words=words_of(store, int(month[:4])),
        stations=tuple(whose.looked_at(store)),
    )


def _gaps(store: Store, month: str) -> list[Gap]:
    days = period_of(store, month)
    return gaps(store, days.begins, days.past)


def month_figures(store: Store, month: str) -> Figures:
    """The figures of a month 'YYYY-MM', a quarter 'YYYY-Qn' or a year 'YYYY'."""
    rows = visits_of(store, month), issues_of(store, month), duties_of(store, month)
    return figures(*rows, period_of(store, month), activities_of(store, month))


def visits_of(store: Store, month: str) -> list[Row]:
    """The receptions of a month, quarter or year, in the order they happened."""
    return readable(store, Visit, store.find(Visit, *_within(store, "received_at", month), "received_at, number"))


def issues_of(store: Store, month: str, *, visits: bool = False) -> list[Row]:
    """The issues a month, quarter or year is concerned with, those its `visits` were joined to as well."""
    where, params = concerning(period_of(store, month), visits=visits)
    return readable(store, Issue, store.find(Issue, where, params, "registered_at, number"))


def concerning(days: Period, *, visits: bool = False) -> tuple[str, tuple[str, ...]]:
    """SQL for the issues registered on these days, carried into them or closed since they began, of thousands that are
    long done; its parameters."""
    first, past, marks = days.begins, days.past, ", ".join("?" * len(OPEN))
    where = f"registered_at < ? AND (registered_at >= ? OR closed_on >= ? OR state IN ({marks}))"
    if not visits:
        return where, (past, first, first, *OPEN)
    return f"({where}) OR {LISTED}", (past, first, first, *OPEN, first, past)


def duties_of(store: Store, month: str) -> list[Row]:
    """The duties of a month or year, in the order they happened."""
    return usually(store, readable(store, Duty, store.find(Duty, *_within(store, "begin", month), "begin, number")))


def usually(store: Store, rows: list[Row]) -> list[Row]:
    """Duties, each with what the program itself calls its kind, where the district calls it otherwise."""
    tables = {year: table_of(store, year) for year in {row["begin"][:4] for row in rows}}
    return [row | {"usual": tables[row["begin"][:4]].usual(row["kind"])} for row in rows]


def activities_of(store: Store, month: str) -> list[Row]:
    """The activities of a month, quarter or year, held or planned, in their order."""
    return readable(
        store,
        Activity,
        store.find(
            Activity, *_within(store, "coalesce(begin, planned_on)", month), "coalesce(begin, planned_on), number"
        ),
    )


def _within(store: Store, name: str, month: str) -> tuple[str, tuple[str, str]]:
    days = period_of(store, month)
    return f"{name} >= ? AND {name} < ?", (days.begins, days.past)


def months(store: Store) -> list[str]:
    """The months something was registered in, and this one, newest first."""
    own, days = books(store), {clock.day()}
    for noun, (_cls, name) in DATED.items():
        sql = f'SELECT DISTINCT substr("{name}", 1, 10) AS day FROM "{noun}" WHERE voided IS NULL'
        days |= {row["day"] for row in store.rows(sql) if row["day"]}
    return sorted(set(map(own.month_of, days)), reverse=True)


def to_print(store: Store) -> str:
    """The month whose papers are asked for: the one before this while it is over and not closed, else this one."""
    own = books(store)
    this = own.month_of(clock.today().isoformat())
    before = period.step(this, -1)
    return before if before in unclosed(store) else this


def unclosed(store: Store) -> list[str]:
    """The months that are over and something was registered in, and that are not closed, oldest first."""
    own, today = books(store), clock.day()
    return [month for month in reversed(months(store)) if own.period(month).ends < today and month not in own.closed]


def head(store: Store) -> str:
    """The short hash of our own stream's last entry: the bound paper anchors the chain (design §6). On a PC that has written
    nothing since it was made from a backup, of the stream it goes on from."""
    mine = {name: end["stream"] for name, end in left(store).items()} | own(store)
    stream = mine.get(f"{store.identity.world} station") or mine.get(f"{store.identity.world} common") or ""
    return store.head(stream)[1][:SHORT]

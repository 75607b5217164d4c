"""A list spread out in columns: page by page in SQL's order the same rows as the oracle, sums, the sentence, the sheet."""

import openpyxl
import pytest
from hypothesis import given, strategies as st

from lianluozhan import columns, looked
from lianluozhan.act import acting
from lianluozhan.columns import possible
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty, add_duty
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.search import condition
from lianluozhan.spread import Asked, Page, page, sums, told, upto
from lianluozhan.spread_sheet import to_sheet
from lianluozhan.visit import Visit, further
from tests.share import share
from tests.station import empty, filled, opened

OFFERED = list(columns.DATED)
SORTED = [
    (noun, name)
    for noun in OFFERED
    for name, column in possible(SCHEMA.records[noun], stations=False).items()
    if column.sql
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A station with the sample ledger, only read here."""
    with opened(filled(tmp_path_factory.mktemp("铺") / "站")) as store:
        yield store


def every(store, asked, most):
    """All rows, page by page, and how many pages they took."""
    lines, end, pages = [], None, 0
    while True:
        found = page(store, asked, end, most)
        lines, end, pages = [*lines, *found.lines], found.end, pages + 1
        if end is None:
            return lines, pages


def oracle(store, asked):
    """The ids in one SELECT without pages: what is empty last, ties by id the same way."""
    cls, way = store.schema.records[asked.noun], "DESC" if asked.down else "ASC"
    sql, params = condition(store, cls, asked.words, dict(asked.where))
    columns.prepare(store)
    by = possible(cls)[asked.order].sql
    return [
        id
        for (id,) in store.ask(
            f'SELECT id FROM "{cls.noun}" WHERE {sql} AND voided IS NULL ORDER BY {by} IS NULL, {by} {way}, id {way}',
            params,
        )
    ]


@share(2 / 5)
@given(
    which=st.sampled_from(SORTED),
    down=st.booleans(),
    most=st.integers(1, 9),
    words=st.sampled_from(["", "路灯", "-路灯", "王"]),
)
def test_pages_are_the_oracles_list(store, which, down, most, words):
    """By any column, either way, in pages of any size: the oracle's rows, each once."""
    noun, name = which
    asked = Asked(noun, (name,), words, order=name, down=down)
    lines, _pages = every(store, asked, most)
    assert [line.key[1] for line in lines] == oracle(store, asked)


@pytest.mark.parametrize("down", [False, True])
def test_order_is_what_is_read(store, down):
    """Numbers as numbers, choices in the order of their list, references by name, lights by how pressing they are."""
    for noun, name in (
        ("visit", "party_size"),
        ("visit", "outcome"),
        ("issue", "organ"),
        ("issue", "light"),
        ("issue", "days_open"),
        ("visit", "category"),
    ):
        cls = store.schema.records[noun]
        said = {row["id"]: row[name] for row in readable(store, cls, store.find(cls))}
        shown = [said[line.key[1]] for line in every(store, Asked(noun, (name,), order=name, down=down), 7)[0]]
        rank = {"light": columns.LAMPS.index, "outcome": Visit.outcome.choices.index}.get(name, lambda value: value)
        there = [rank(value) for value in shown if value is not None]
        assert there == sorted(there, reverse=down) and None not in shown[: len(there)], name


def test_newest_first_by_itself(store):
    """Where no column is named the newest stand first, and every row knows its month."""
    lines, pages = every(store, Asked("visit", ("received_at",)), 10)
    days = [line.cells[0] for line in lines]
    assert days == sorted(days, reverse=True) and pages == 3 and {line.month for line in lines} == {"2026-10"}
    assert not any(line.month for line in every(store, Asked("visit", ("received_at",), order="channel"), 50)[0])


def test_narrowed_by_words_values_and_month(store):
    """The same records the condition of a search holds for; another month has none."""
    asked = Asked("visit", ("number",), "路灯", (("outcome", "当场答复"),), "2026-10")
    assert [line.cells[0][-5:] for line in every(store, asked, 2)[0]] == [
        one.number[-5:]
        for one in store.find(Visit, "outcome='当场答复'", order="received_at DESC, id DESC")
        if one.number[-5:] in ("J0003", "J0010", "J0013", "J0021")
    ]
    assert every(store, Asked("visit", ("number",), span="2026-09"), 9)[0] == []
    with pytest.raises(BadInput, match="没有“颜色”这一项"):
        page(store, Asked("visit", ("number",), where=(("颜色", "红"),)))


def test_unknown_names_are_left_out(store):
    """A column of another program, kept in somebody's settings, breaks nothing; an order by it is the usual one."""
    (first, *_rest), _pages = every(store, Asked("issue", ("number", "colour"), order="colour"), 50)
    assert len(first.cells) == 1 and first.cells[0]


@pytest.mark.parametrize("order", ["number", "organ", "received_on", "", "light"])
@pytest.mark.parametrize("down", [False, True])
def test_up_to_a_row(store, order, down):
    """A list that changed is read as far as the row a person was on, wherever it stands, and not further than there is."""
    asked = Asked("issue", ("number",), order=order, down=down)
    lines, _pages = every(store, asked, 5)
    for line in lines:
        found = upto(store, asked, line.key, 1)
        assert line in found.lines
    assert upto(store, Asked("issue", ("number",), span="1999"), lines[0].key, 1) == Page((), None)


def test_far_rows_are_read_no_further_than_needed(store, monkeypatch):
    """So many rows as stand before it and a page more; one that is too far down is not brought."""
    monkeypatch.setattr("lianluozhan.spread.PAGE", 2)
    asked = Asked("visit", ("number",))
    lines, _pages = every(store, asked, 5)
    assert len(upto(store, asked, lines[7].key, 1).lines) == 9
    monkeypatch.setattr("lianluozhan.spread.MOST", 3)
    assert len(upto(store, asked, lines[7].key, 1).lines) == 2


# ---- what they come to -------------------------------------------------------------------------------------------


def test_sums_of_visits(store):
    """How many of how many; 批次 and 人次 as the lists beside the form count them."""
    found, visits = sums(store, Asked("visit", words="路灯")), [one.data for one in store.find(Visit)]
    assert (found.count, found.every) == (4, len(visits))
    batches = [one for one in visits if not further(one)]
    whole = sums(store, Asked("visit"))
    assert whole.words == f"批次 {len(batches)}，人次 {sum(one['party_size'] or 1 for one in batches)}"
    assert whole.months == {"2026-10": (len(visits), whole.words)}


def test_sums_of_duties(store, tmp_path):
    """人次 by who acted, and of sessions by whom they met; of kinds without days one sum."""
    acts = store.find(Duty)
    met = sum(sum((one.people_met or {}).values()) for one in acts)
    assert sums(store, Asked("duty")).words == f"人次 {sum(len(one.deputies) for one in acts)}，接待 {met}"
    assert sums(store, Asked("deputy")).months == {"": (len(store.find(Deputy)), "")}


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        ("2026-10-07T09:00", "2026-10-07T10:30", "人次 2，小时 1.5"),
        ("2026-10-07T09:00", "2026-10-07T11:00", "人次 2，小时 2"),
        ("2026-10-07", "2026-10-07T11:00", "人次 2"),
        ("2026-10-07T09:00", "2026-10-07T08:00", "人次 2"),
        ("2026-10-07T09:00", None, "人次 2"),
    ],
)
def test_hours(tmp_path, begin, end, said):
    """小时 are added up where both hours are known."""
    with opened(empty(tmp_path / "站")) as store:
        with acting(store, "duty") as act:
            add_duty(act, new_id(), {"begin": begin, "end": end, "kind": "走访", "deputies": ["彭喆", "高建国"]})
        assert sums(store, Asked("duty")).words == said


def test_told(store):
    """The sentence beside the filter and at the head of the sheet."""
    assert (
        told(store, Asked("issue", where=(("category", "道路与路灯"), ("state", "未办结")), span="2026-10"))
        == "意见　2026年10月　道路与路灯　未办结"
    )
    assert told(store, Asked("deputy", words="王")) == "代表　含“王”"


# ---- as a sheet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_sheet_is_what_is_shown(store, tmp_path, ending):
    """The sentence, the columns in their order, every row in the list's order, the sums; names starred, words not there."""
    asked = Asked("visit", ("visitor_name", "number", "statement"), "路灯", order="number", down=True)
    path = tmp_path / f"表.{ending}"
    assert to_sheet(store, asked, path) == 4
    text = [[cell or "" for cell in row] for row in _rows(path)]
    assert text[0][0] == "接待　含“路灯”" and text[1] == [Visit.visitor_name.label, "编号", Visit.statement.label]
    assert [row[1][-5:] for row in text[2:-1]] == ["J0021", "J0013", "J0010", "J0003"]
    assert all("*" in row[0] and not row[2] for row in text[2:-1]) and text[-1][:2] == ["合计", "4 条，批次 4，人次 8"]


def _rows(path):
    if path.suffix == ".csv":
        import csv

        return list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


def test_sheet_with_people_says_why(tmp_path):
    """Whole with a reason, and 谁看过 names every record of it and the reason."""
    with opened(filled(tmp_path / "站")) as store:
        to_sheet(
            store,
            Asked("issue", ("number", "raised_by"), where=(("state", "未办结"),)),
            tmp_path / "表.xlsx",
            "镇里开会",
        )
        rows = _rows(tmp_path / "表.xlsx")[2:-1]
        last = next(iter(looked.looks(store)))
        assert rows and not any("*" in (row[1] or "") for row in rows)
        assert (last.way, last.what, last.reason) == (looked.EXPORTED, "表.xlsx", "镇里开会")
        assert {id for _kind, id in last.records} == {
            one.id for one in store.find(Issue, "state IN ('待处理','待区处理','办理中','暂停','已答复')")
        }

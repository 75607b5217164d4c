"""临时报表: chosen fields of chosen records, grouped and summed; kept under a name; on paper, as a sheet, as text never a formula."""

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest
from pypdf import PdfReader

from lianluozhan import backup, own_sheet, own_table, printing
from lianluozhan.act import acting
from lianluozhan.case_data import imprint_of
from lianluozhan.deadline import Rule
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, NotAllowed, NotFound, SheetProblem
from lianluozhan.operator import add_operator
from lianluozhan.own_table import Wanted
from lianluozhan.visit import Visit
from tests.district import district
from tests.station import empty, filled, opened, receive, run

OCTOBER = Wanted(
    "十月按类别",
    "visit",
    ("number", "received_at", "visitor_name", "party_size", "category"),
    "2026-10-1",
    "2026-10-31",
    group="category",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The sample October, and a visitor of November whose name begins like a formula."""
    path = tmp_path_factory.mktemp("报表") / "站"
    filled(path)
    with opened(path) as store:
        receive(
            store, received_at="2026-11-02", visitor_name="=1+1", statement="问路灯", outcome="当场答复", party_size=2
        )
    return path


@pytest.fixture
def store(path):
    """That folder."""
    with opened(path) as store:
        yield store


def made(store, wanted, **options):
    """The table."""
    return own_table.made(store, wanted, imprint_of(store, "", **options))


def test_grouped_and_summed(store):
    """23 visits of the sample by eight categories; each part's sums add up to the whole."""
    table = made(store, OCTOBER)
    rows = [row for part in table.parts for row in part.rows]
    assert table.sums == f"23 条，人数 {sum(row['party_size'] for row in rows)}" and len(rows) == 23
    assert [part.head for part in table.parts] == sorted({row["category"] for row in rows})
    assert sum(int(part.sums.split(" ")[0]) for part in table.parts) == 23
    assert table.told == "接待　2026年10月"


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2026-10-01", "2026-10-30", "2026年10月1日—2026年10月30日"),
        ("2026-01-01", "2026-12-31", "2026年"),
        ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2026-10-01", "", "2026年10月1日"),
        ("2026-10-01", "2026-11-30", "2026年10月1日—2026年11月30日"),
    ],
)
def test_days_in_words(store, since, until, said):
    """A month or a year as a whole is called so, in the sentence over the table and on its paper."""
    assert made(store, _with(since=since, until=until)).told in (f"接待　{said}", f"{said}　接待")


@pytest.mark.parametrize(
    ("narrower", "number"),
    [
        ({"since": "2026-11-1", "until": ""}, 1),
        ({"where": (("处理方式", "当场答复"),)}, 6),
        ({"words": "供暖"}, None),
        ({"since": "", "until": ""}, 24),
    ],
)
def test_narrowed(store, narrower, number):
    """Days, a field's value by its label, words: the same records that `list` finds."""
    found = {row["number"] for part in made(store, _with(**narrower)).parts for row in part.rows}
    assert found and number in (None, len(found))


def _with(**other):
    return replace(OCTOBER, **other)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "没有写报表名称"),
        ({"fields": ()}, "选了 0 项"),
        ({"fields": ("没有",)}, "没有“没有”这一项"),
        ({"since": "2月30日"}, "日期"),
        ({"since": "2026-11-01"}, "对调"),
        ({"noun": "deputy", "fields": ("name",), "group": ""}, "不按日期"),
        ({"group": "没有"}, "没有“没有”这一项"),
        ({"noun": "operator"}, "没有“operator”这种报表"),
    ],
)
def test_refused(store, wrong, said):
    """What cannot be made is said; nothing is kept."""
    before = own_table.kept(store)
    with pytest.raises(BadInput, match=said):
        own_table.keep(store, _with(**wrong))
    assert own_table.kept(store) == before


def test_kept_and_found_again(store):
    """By its name, as it was; dropped, it is not there; a name nobody kept is refused with those there are."""
    kept = own_table.keep(store, OCTOBER)
    assert own_table.kept_one(store, " 十月按类别 ") == kept and own_table.kept(store) == [kept]
    with pytest.raises(NotFound, match="十月按类别"):
        own_table.kept_one(store, "九月")
    own_table.drop(store, "十月按类别")
    assert own_table.kept(store) == []


def test_it_is_the_folders(tmp_path):
    """Whoever works here next has it, after the tables are made anew too, and on another PC from a backup; no package carries it."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        kept = own_table.keep(store, OCTOBER)
        with acting(store, "operator", "赵敏") as act:
            add_operator(act, "李建国", "站长")
        with store.transaction():
            store.rebuild()
        at = backup.backup(path).path
    with opened(path) as store:
        assert own_table.kept(store) == [kept]
        assert not [
            entry
            for entry in store.entries("1 ORDER BY stream, seq", ())
            if kept.name in str((entry.body, entry.secret))
        ]
    backup.restore(at, tmp_path / "另一台")
    with opened(tmp_path / "另一台") as store:
        assert own_table.kept_one(store, OCTOBER.name) == kept


def carried(office, station, stick):
    """What the district has for a station is on a stick, and the station takes it in."""
    stick.mkdir()
    assert run("export", "--to", stick, "--for", "140405102", "--data", office).code == 0
    assert run("import", *stick.glob("*.llz"), "--data", station).code == 0


def test_sent_to_every_station(tmp_path):
    """What a district sends is at the station with its next stick, without what may name a person; taken back it is gone there, too."""
    here = district(tmp_path)
    office, station = here.office, here.stations["渔泽镇"]
    wanted = replace(
        OCTOBER,
        fields=("station", "number", "category"),
        words="独孤婉儿",
        where=(("visitor_name", "独孤婉儿"),),
        group="station",
    )
    with opened(office) as store:
        with acting(store, "own_table") as act:
            going = own_table.send(act, wanted)
        assert going == replace(own_table.checked(store, OCTOBER), fields=("number", "category"), group="")
        assert own_table.sent(store) == own_table.kept(store) == [going]
        assert not [one for one in store.entries("kind='rule'", ()) if "独孤" in str((one.body, one.secret))]
    carried(office, station, tmp_path / "一")
    with opened(station) as store:
        assert own_table.kept_one(store, OCTOBER.name) == going
        assert made(store, going).sums.startswith(f"{len(made(store, going).parts[0].rows)} 条")
        mine = own_table.keep(store, replace(going, fields=("number",)))
        assert own_table.kept(store) == [mine] and own_table.sent(store) == [going]
        own_table.drop(store, going.name)
        with acting(store, "own_table") as act, pytest.raises(NotAllowed, match="由区里来做"):
            own_table.send(act, going)
    with opened(office) as store, acting(store, "own_table") as act:
        own_table.take_back(act, OCTOBER.name)
    carried(office, station, tmp_path / "二")
    with opened(station) as store:
        assert own_table.kept(store) == [] == own_table.sent(store)


def test_what_a_newer_program_sent(tmp_path):
    """One that this program cannot make is left out, the others are there."""
    path = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    with opened(path) as store:
        with acting(store, "own_table") as act:
            going = own_table.send(act, OCTOBER)
        (rule,) = store.find(Rule, "name=?", (own_table.SENT,))
        strange = {"甲": {"name": "甲", "chart": 1}, "乙": {"name": "乙", "noun": "star", "fields": [], "where": []}}
        with acting(store, "own_table") as act:
            act.write(Rule, rule.id, {"values": {"tables": rule.values["tables"] | strange}}, rule.world)
        assert own_table.sent(store) == [going]


def test_as_a_sheet(store, tmp_path):
    """Real dates and numbers, a text that looks like a formula stays a text; a file that is there is not overwritten."""
    file = tmp_path / "表.xlsx"
    own_sheet.to_sheet(made(store, _with(until="2026-11-30")), file)
    sheet = openpyxl.load_workbook(file).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["分组", "编号", "接待时间", "来访人姓名", "人数", "内容分类"]
    assert rows[1][2].is_date and isinstance(rows[1][2].value, dt.datetime) and isinstance(rows[1][4].value, int)
    [formula] = [cell for row in rows for cell in row if cell.value == "=1+1"]
    assert formula.data_type == "s"
    assert [cell.value for cell in rows[-1]][:2] == ["合计", made(store, _with(until="2026-11-30")).sums]
    with pytest.raises(SheetProblem, match="已经有了"):
        own_sheet.to_sheet(made(store, OCTOBER), file)


def test_masked(store, tmp_path):
    """For the wall a sheet has no full name."""
    file = tmp_path / "公示.csv"
    own_sheet.to_sheet(made(store, OCTOBER, masked=True), file)
    names = {row["visitor_name"] for part in made(store, OCTOBER).parts for row in part.rows}
    assert names and not any(name in file.read_text("utf-8-sig") for name in names if name)


def test_on_paper_and_by_command(path, tmp_path):
    """`paper 临时报表 NAME`: a PDF with every part's sums, or a sheet where the file is called so."""
    with opened(path) as store:
        own_table.keep(store, OCTOBER)
        table = made(store, OCTOBER)
        paper = printing.catalogue.find("临时报表")
        assert printing.called(printing.newest(store, paper)) == "十月按类别"
    assert run("paper", "临时报表", "十月按类别", "--data", path, "--to", tmp_path / "表.pdf").code == 0
    read = "".join("".join(page.extract_text() for page in PdfReader(tmp_path / "表.pdf").pages).split())
    assert "十月按类别" in read and all("".join(f"小计{part.sums}".split()) in read for part in table.parts)
    assert run("paper", "临时报表", "十月按类别", "--data", path, "--to", tmp_path / "表.xlsx").code == 0
    assert (tmp_path / "表.xlsx").exists()
    refused = run("paper", "临时报表", "没有", "--data", path, "--to", tmp_path / "无.pdf")
    assert refused.code == 1 and "没有存过叫“没有”的临时报表" in refused.err and not (tmp_path / "无.pdf").exists()


@pytest.fixture
def office(tmp_path):
    """A district's store, with the receptions of two stations."""
    with opened(district(tmp_path).office) as store:
        yield store


def test_of_several_stations(office, tmp_path):
    """At a district a table says whose a row is, is grouped by station, or narrowed to one; the sheet too."""
    of_all = Wanted("各站", "visit", ("站", "number", "party_size"), group="站")
    table = made(office, of_all)
    assert [(part.head, part.sums) for part in table.parts] == [
        ("余吾镇", "2 条，人数 4"),
        ("渔泽镇", "3 条，人数 3"),
    ] and table.sums == "5 条，人数 7"
    one = made(office, replace(of_all, group="", where=(("站", "余吾镇"),)))
    assert one.sums == "2 条，人数 4" and "余吾镇" in one.told
    own_sheet.to_sheet(table, tmp_path / "各站.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "各站.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:2] == ("分组", "站") and {row[1] for row in rows[1:] if row[2]} == {"余吾镇", "渔泽镇"}
    with pytest.raises(NotFound, match="没有叫“张店镇”的站"):
        made(office, replace(of_all, where=(("站", "张店镇"),)))


def test_whose_is_asked_only_where_there_are_several(store):
    """A station's table has no such column; of the roster nobody asks it."""
    assert own_table.OF not in own_table.possible(Visit) and own_table.possible(Visit, stations=True)[0] is own_table.OF
    assert own_table.OF not in own_table.possible(Deputy, stations=True)

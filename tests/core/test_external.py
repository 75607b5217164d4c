"""The district's exported list is read back by its numbers: new ones are offered, differences shown, strangers named."""

import openpyxl
import pytest

from lianluozhan import external
from lianluozhan.act import acting
from lianluozhan.errors import SheetProblem
from tests.station import digest, empty, issues, opened, receive, sound

FIRST, SECOND, THIRD, FOURTH = (f"140405102-2026-Y000{n}" for n in (1, 2, 3, 4))


@pytest.fixture
def store(tmp_path):
    """A station with four issues."""
    with opened(empty(tmp_path / "站")) as store:
        for number, words in enumerate(("路灯不亮", "井盖松动", "水压低", "没有暖气"), 1):
            receive(
                store,
                received_at=f"2026-10-0{number}T09:00",
                outcome="乡镇办理",
                statement=words,
                visitor_name="赵㛃",
                referred_to="镇城建办",
            )
        yield store


def listed(path, *rows, head=("序号", "来件编号", "工单编号", "标题", "承办单位", "登记日期")):
    """A list as a district's program exports it."""
    book = openpyxl.Workbook()
    for row in (["意见办理清单"], head, *rows):
        book.active.append(row)
    book.save(path)
    return path


def numbers(store):
    """{our number: theirs}."""
    return {row["number"]: row["external_number"] for row in issues(store) if row["external_number"]}


def test_new_numbers_are_written_after_a_look(store, tmp_path):
    """Looking writes nothing; one act then writes all; the next time they are had already, found by theirs alone."""
    path = listed(
        tmp_path / "单.xlsx",
        [1, FIRST, "Q001", "路灯不亮", "镇城建办", "2026-10-01"],
        [2, "Y0002", 2026002],
        ["合计", 2],
    )
    before = digest(store)
    found = external.read(store, path)
    assert [(one.number, one.external, one.row) for one in found.new] == [(FIRST, "Q001", 3), (SECOND, "2026002", 4)]
    assert (found.ours, found.theirs, found.differ, found.unknown) == ("来件编号", "工单编号", (), ())
    assert digest(store) == before
    with acting(store, "external") as act:
        assert external.take(act, found) == 2
    assert (
        len(
            {
                entry[0]
                for entry in store.db.execute(
                    "SELECT json_extract(data, '$.act_id') FROM entry WHERE json_extract(data, '$.act')='external'"
                )
            }
        )
        == 1
    )
    assert numbers(store) == {FIRST: "Q001", SECOND: "2026002"}
    theirs = external.read(
        store, listed(tmp_path / "二.xlsx", ["Q001", "路灯不亮"], [2026002.0, "井盖松动"], head=["来件编号", "标题"])
    )
    assert (theirs.new, theirs.same, theirs.differ, theirs.unknown, theirs.ours) == ((), 2, (), (), "")
    with acting(store, "external") as act:
        assert external.take(act, found) == 0  # a list looked at before writes nothing twice
    sound(store)


def test_differences_are_shown_and_never_taken(store, tmp_path):
    """Both values side by side, an other number too; our records stay as they are."""
    with acting(store, "external") as act:
        external.take(act, external.read(store, listed(tmp_path / "一.xlsx", [1, FIRST, "Q001"])))
    before = digest(store)
    found = external.read(store, listed(tmp_path / "二.xlsx", [1, FIRST, "Q009", "路灯坏了", "区住建局", "2026-10-02"]))
    assert [(one.label, one.ours, one.theirs) for one in found.differ] == [
        ("标题", "路灯不亮", "路灯坏了"),
        ("承办单位", "镇城建办", "区住建局"),
        ("登记时间", "2026-10-01", "2026-10-02"),
        ("来件编号", "Q001", "Q009"),
    ]
    with acting(store, "external") as act:
        assert (found.new, external.take(act, found)) == ((), 0)
    assert digest(store) == before


def test_what_is_not_surely_ours_is_listed(store, tmp_path):
    """Strangers, one number for two issues, two numbers for one issue, a number that is another's: told with the reason."""
    with acting(store, "external") as act:
        external.take(act, external.read(store, listed(tmp_path / "一.xlsx", [1, FIRST, "Q001"])))
    rows = (
        [1, "140405103-2026-Y0002", "Q100", "别站的"],
        [2, SECOND, "Q001"],
        [3, THIRD, "Q003"],
        [4, FOURTH, "Q003"],
        [5, SECOND, "Q005"],
        [6, SECOND, "Q006"],
    )
    found = external.read(store, listed(tmp_path / "二.xlsx", *rows))
    assert found.new == ()
    assert {one.row: one.why for one in found.unknown} == {
        3: "本站没有这一件",
        4: external.TWO_OF_OURS,
    } | dict.fromkeys((5, 6, 7, 8), external.TWICE)
    assert numbers(store) == {FIRST: "Q001"}


def test_the_column_can_be_named(store, tmp_path):
    """Where a list has several numbers a person says which is theirs."""
    path = listed(tmp_path / "单.xlsx", [FIRST, "A1", "B1"], head=["编号", "受理编号", "流水号"])
    assert external.read(store, path).new[0].external == "A1"
    found = external.read(store, path, column="流水号")
    assert (found.new[0].external, found.choices) == ("B1", ("受理编号", "流水号"))
    with pytest.raises(SheetProblem, match="没有“件号”这一列"):
        external.read(store, path, column="件号")


@pytest.mark.parametrize("head", [["标题", "反映人"], ["甲", "乙"]])
def test_a_list_without_numbers(store, tmp_path, head):
    """Is refused, and nothing is changed."""
    before = digest(store)
    with pytest.raises(SheetProblem, match="里没有“来件编号”这一列|找不到意见清单的表头"):
        external.read(store, listed(tmp_path / "单.xlsx", ["x", "y"], head=head))
    assert digest(store) == before

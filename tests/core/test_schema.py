"""Every kind of record, and the one table of who may write which kind (design §6)."""

import pytest

from lianluozhan.act import acting
from lianluozhan.check import check
from lianluozhan.errors import Problem
from lianluozhan.record import Record, new_id
from lianluozhan.schema import MATRIX, RECORDS, SCHEMA
from lianluozhan.table import Touched
from tests.core import desk
from tests.core.desk import PASSED_ON, receive
from tests.station import empty, opened

JOURNAL = {"open", "import", "retire", "key"}  # every stream
# Written out from design §6, "Owner writes, others add", and "Streams".
STATION = set(
    (
        "place deputy organ schedule appointment activity visit issue duty month project draft_law opinion expert ballot "
        "notice study followup note erase"
    ).split()
)
COMMON = {"deputy", "place", "organ", "category", "rule", "calendar", "template", "study", "draft_law", "expert"}
DISTRICT_ACTIONS = "交办 改派 退回 签收 催办 延期 暂停 恢复 答复 评价 重办 并案 办结 批注".split()
STATION_ACTIONS = DISTRICT_ACTIONS + "报区 回告 跟踪 重算 引导 拆分 撤回 作废 更正".split()


def test_who_may_write_what():
    """The matrix is the design's, kind for kind."""
    assert MATRIX["station", "station"] == JOURNAL | STATION
    assert MATRIX["district", "common"] == JOURNAL | COMMON
    assert MATRIX["district", "facts"] == JOURNAL | {"followup", "note", "erased"}
    assert {"activity", "issue", "meeting", "official", "commitment", "ballot"} <= MATRIX["district", "inner"]
    assert not {"deputy", "place", "visit", "duty", "erase", "operator"} & MATRIX["district", "inner"]
    assert MATRIX["district", "local"] == JOURNAL | {"operator", "look", "rule"}  # which parts of the program it has
    # Its own, until the district's come.
    assert MATRIX["station", "local"] == JOURNAL | {"operator", "look", "rule", "calendar"}
    assert set(MATRIX) == {
        ("station", "station"),
        ("station", "local"),
        ("district", "common"),
        ("district", "inner"),
        ("district", "facts"),
        ("district", "local"),
    }


def test_every_kind_has_a_writer():
    """A kind of record nobody may write is none."""
    assert set(SCHEMA.records) <= set().union(*MATRIX.values())


@pytest.mark.parametrize("action", STATION_ACTIONS)
def test_what_a_district_may_do_on_a_stations_issue(action):
    """The actions design §6 names, and no other; one only a newer program knows is let through and kept."""
    allowed = SCHEMA.limits["district", "facts", "followup"]
    assert allowed({"action": action}) == (action in DISTRICT_ACTIONS)


def test_a_newer_action_is_kept():
    """It is not this program's to refuse."""
    allowed = SCHEMA.limits["district", "facts", "followup"]
    assert allowed({"action": "督办"})
    assert allowed({})


def test_the_local_kind_is_nowhere_else():
    """Who works at a folder stands in no stream that travels."""
    assert [scope for (_role, scope), kinds in MATRIX.items() if "operator" in kinds] == ["local", "local"]


def test_kinds_are_named_once():
    """One word and one label for each kind; the tables are called by the word."""
    assert len({cls.noun for cls in RECORDS}) == len({cls.label for cls in RECORDS}) == len(RECORDS)
    assert {noun: cls.noun for noun, cls in SCHEMA.records.items()} == {noun: noun for noun in SCHEMA.records}


def test_every_declared_kind_is_listed():
    """A subclass of Record in the program that is not in the list would have no table."""
    found, waiting = set(), [Record]
    while waiting:
        for cls in waiting.pop().__subclasses__():
            waiting.append(cls)
            if cls.__module__.startswith("lianluozhan."):
                found.add(cls)
    assert found == set(RECORDS)


def test_references_point_to_kinds():
    """What a reference points to is a kind of record of design §4."""
    known = set(SCHEMA.records) | {"activity"}
    assert {field.of for cls in RECORDS for field in cls.fields.values() if field.of} <= known


def test_nothing_is_derived_when_nothing_decides(store):
    """A change that decides nothing about an issue does not touch it."""
    id = receive(store, **PASSED_ON)
    with desk.acting(store, "x") as act:
        act.write(SCHEMA.records["visit"], id, {"remarks": "一句"})
    assert "issue" not in act.changed
    assert Touched().keys("issue") == set()


def test_derived_fields_are_never_written():
    """What is derived has no place in the journal."""
    for cls in RECORDS:
        assert not any(field.derived for field in cls.written().values())
        assert all(cls.fields[name].derived for name in ("world", "id", "created_at", "created_by"))


@pytest.mark.parametrize("role", ["station", "district"])
@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.noun)
def test_one_with_nothing_in_it(tmp_path, role, cls):
    """Whatever arrives, also a record that says nothing of itself, has a row, and the same one when all is made anew."""
    path = empty(tmp_path / "家", role, *(() if role == "station" else ("140405", "屯留区人大常委会办公室")))
    with opened(path) as store:
        try:
            with acting(store, "test") as act:
                act.write(cls, new_id(), {})
        except Problem:
            return  # not this office's to write, or not so
        assert not [found for found in check(store).findings if found.part == "数据表"]

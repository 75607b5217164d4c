"""Numbers in words anybody may read: warned of while typed, told by record before anything goes out, never refused."""

import pytest

from lianluozhan.giveaway import FEW, Given, found, given_away, told
from lianluozhan.issue import Issue
from lianluozhan.project import Project
from lianluozhan.visit import Visit
from tests.core import desk
from tests.station import filled, run


@pytest.mark.parametrize(
    ("cls", "name", "value", "kinds"),
    [
        (Issue, "title", "请给13800000000回电话", "电话"),
        (Issue, "location", "东街3号 138 0000 0000", "电话"),
        (Issue, "title", "低保证11010519491231002X", "身份证"),
        (Issue, "summary", "卡号6222021234567890128没到账，打13800000000", "银行卡、电话"),
        (Issue, "title", "路灯不亮", ""),
        (Issue, "title", "2026年10月21日停水", ""),
        (Issue, "title", None, ""),
        (Issue, "raiser_phone", "13800000000", ""),
        (Issue, "statement", "打13800000000", ""),
        (Visit, "visitor_id_number", "11010519491231002X", ""),
    ],
)
def test_while_it_is_typed(cls, name, value, kinds):
    """A title, a place, a summary warns of a phone, an id or a card number; where such belongs, and in 原话, nothing is said."""
    said = given_away(cls.fields[name], value)
    assert (f"里面像是有{kinds}，" in said) if kinds else said == ""


def test_by_record(station):
    """Every live record with one is found, by what it is called; the voided are not."""
    with desk.opened(station) as store:
        ids = [
            desk.receive(store, **desk.PASSED_ON, location=place)
            for place in ("东街", "东街 13800000000", "西街6222021234567890128")
        ]
        desk.write(store, Issue, {"title": "打13811112222"}, desk.issue_of(store, ids[0]).id)
        given = list(found(store))
    assert {(one.noun, one.label, one.kinds) for one in given} >= {
        ("visit", "问题地点", ("电话",)),
        ("visit", "问题地点", ("银行卡",)),
        ("issue", "标题", ("电话",)),
    }
    assert "接待 J0002" in {one.called for one in given} and "接待 J0001" not in {one.called for one in given}


def test_in_words():
    """The first few are named with what is in them, of more there is the count, none says nothing."""
    one = Given("issue", "1", "意见 Y0012", "标题", ("电话",))
    assert told([one]) == "意见 Y0012 的标题（电话）" and told([]) == ""
    assert told([one] * (FEW + 2)).endswith(f"等 {FEW + 2} 处")


def test_before_it_goes_out(tmp_path):
    """publish, export and a copy for the wall say which records have one, on stderr; they go on, and without one nothing is said."""
    path = filled(tmp_path / "站")
    quiet = run("publish", "--to", tmp_path / "一.db", "--data", path)
    assert quiet.code == 0 and "请看" not in quiet.err
    said = run("amend", "Y0001", "title=打13800000000", "--reason", "写标题", "--data", path)
    assert "注意：标题：里面像是有电话" in said.err
    done = run("publish", "--to", tmp_path / "二.db", "--data", path)
    assert done.code == 0 and "意见 Y0001 的标题（电话）" in done.err and (tmp_path / "二.db").exists()
    done = run("paper", "月度公示", "2026-10", "--to", tmp_path / "公示.pdf", "--masked", "--data", path)
    assert done.code == 0 and "意见 Y0001 的标题（电话）" in done.err
    assert "意见 Y0001" not in run("paper", "F1", "J0001", "--to", tmp_path / "一.pdf", "--data", path).err


def test_a_project(store):
    """Its goal, steps and lesson are read by many; the days of its steps are no numbers of anybody."""
    id = desk.write(
        store,
        Project,
        {
            "kind": "自定",
            "title": "换灯",
            "year": "2026",
            "goal": "找13800004321",
            "steps": "换灯头，2026-10-10，村委会\n验收，2026-11-05，已办 2026-11-06",
        },
    )
    assert [(one.id, one.label) for one in found(store)] == [(id, "目标")]
